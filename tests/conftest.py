"""Fixtures that every test may ask for."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.trial_site import TrialSite

# Begun in the background of a shell, a program hears no Ctrl-C, and neither does what it starts
# (POSIX, Shell Command Language, section 2.11); the tests that press it would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    """An empty practice with a name and one person, in a folder of its own."""
    return TrialSite(tmp_path)
