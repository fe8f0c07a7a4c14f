"""Fixtures that every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.trial_site import TrialSite


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    """An empty practice with a name and one person, in a folder of its own."""
    return TrialSite(tmp_path)
