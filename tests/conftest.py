"""Fixtures that every test may ask for."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.trial_site import TrialSite

# Begun in the background of a shell, a program hears no Ctrl-C, and neither does what it starts
# (POSIX, Shell Command Language, section 2.11); the tests that press it would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A folder of their own for what programs keep of a person: nothing is left in hers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("own")))
        yield


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    """An empty practice with a name and one person, in a folder of its own."""
    return TrialSite(tmp_path)
