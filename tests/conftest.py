"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests.trial_site import TrialSite

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# Begun in the background of a shell, a program hears no Ctrl-C, and neither does what it starts
# (POSIX, Shell Command Language, section 2.11); the tests that press it would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Hypothesis would fail an example that takes more than a fifth of a second, as one may where other
# programs work beside the tests.
# Whether a text is dear, or rare among random ones, is chance and no fault.
CHANCE = [HealthCheck.filter_too_much, HealthCheck.too_slow]
settings.register_profile("no clock", deadline=None, suppress_health_check=CHANCE)
settings.load_profile("no clock")


def pytest_xdist_auto_num_workers() -> int:
    """One worker more than cores: a test that waits for a browser or a server leaves its own."""
    return (os.cpu_count() or 1) + 1


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


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of a test run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process: Playwright can be started once in each. Without one
    the tests are skipped, but never in CI."""
    from tests import local_browser  # loading Playwright takes as long as many a test

    with ExitStack() as stack:
        try:
            found = stack.enter_context(local_browser.launched())
        except local_browser.NoBrowserError as missing:
            if os.environ.get("CI"):
                pytest.fail(str(missing))
            pytest.skip(str(missing))
        yield found
