"""Two built sites, served as a host on the web would, and a real browser to look at them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from desk.build.pelican_run import run_pelican
from desk.common import project
from tests import example_practices
from tests.browser import trial_practice
from tests.browser.editor_window import admit
from tests.static_server import served

DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "is_mobile": True,
    "has_touch": True,
}
WINDOWS = {"desktop": DESKTOP, "phone": PHONE}
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"

TWO_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def script(name: str) -> str:
    """A script of scripts/, which says in its first lines what it gives."""
    return (Path(__file__).parent / "scripts" / f"{name}.js").read_text("utf-8")


def nothing_in(found: list[str]) -> None:
    """Fails with every line of what was found."""
    assert not found, "\n".join([f"{len(found)} found:", *found])


@dataclass(frozen=True)
class Site:
    """A built site: where it is served, where it lies, and the address of each of its pages."""

    address: str
    folder: Path
    pages: tuple[str, ...]


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Site]]:
    """The project's own content, and a practice whose pages hold everything that they may hold.

    Both are built for the very address at which they are served, as they are for the web.
    """
    trial = trial_practice.write(tmp_path_factory.mktemp("trial"))
    with ExitStack() as stack:
        found = {}
        for name, content in {"ours": project.CONTENT, "trial": trial.content}.items():
            folder = tmp_path_factory.mktemp(name)
            address = stack.enter_context(served(folder))
            run = run_pelican(project.PUBLISHING, content, folder, SITEURL=address)
            assert not run.failed, run.trace or [str(problem) for problem in run.problems]
            found[name] = Site(address, folder, _pages(folder))
        yield found


def _pages(folder: Path) -> tuple[str, ...]:
    """Every page but those that only send on to another one."""
    sends_on = b'<meta http-equiv="refresh"'
    files = [path for path in folder.rglob("*.html") if sends_on not in path.read_bytes()]
    assert len(files) > 8  # whoever goes through all pages goes through some
    names = [path.relative_to(folder).as_posix().removesuffix("index.html") for path in files]
    return tuple(f"/{name}" for name in sorted(names))


@pytest.fixture(params=["ours", "trial"])
def site(request: pytest.FixtureRequest, sites: dict[str, Site]) -> Site:
    """Each of the two sites in turn."""
    return sites[request.param]


@pytest.fixture(scope="session", params=example_practices.EXAMPLES)
def example(request: pytest.FixtureRequest, shared_folder: Path) -> Iterator[Site]:
    """Each of three practices that were set up by `setup`, as it is published; a page of each kind.

    Its pages name the address that it has on the web.
    """
    made = example_practices.built(request.param, shared_folder)
    pages = example_practices.page_of_each_kind(made.output)
    with served(made.output) as address:
        yield Site(address, made.output, pages)


@dataclass(frozen=True)
class Tour:
    """A site, and the window in which each of its pages is opened in turn."""

    site: Site
    window: dict[str, Any]


@pytest.fixture(params=["ours-desktop", "trial-phone"])
def tour(request: pytest.FixtureRequest, sites: dict[str, Site]) -> Tour:
    """Each site once and each window once: for what both sites show in much the same way."""
    name, _, window = request.param.partition("-")
    return Tour(sites[name], WINDOWS[window])


@pytest.fixture
def trial(sites: dict[str, Site]) -> Site:
    """The practice of trial_practice.py."""
    return sites["trial"]


class Visitor:
    """Opens pages, each `window` with a new profile, and remembers what the pages complain of.

    If she `may_write`, the previews that run know each of them.
    """

    def __init__(self, chromium: Browser, *, may_write: bool) -> None:
        self._chromium = chromium
        self._may_write = may_write
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def window(self, **options: Any) -> Page:
        """An empty page in a new profile; `options` are those of Playwright's new_context."""
        context = self._chromium.new_context(**{**DESKTOP, **options})
        context.set_default_timeout(30_000)  # a slow machine is no fault
        if self._may_write:
            admit(context)
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(f"{page.url}: {said.text}"))
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture
def visitor(chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Visitor]:
    """Somebody who reads; in a module that says MAY_WRITE, whoever has started the previews."""
    visiting = Visitor(chromium, may_write=getattr(request.module, "MAY_WRITE", False))
    yield visiting
    visiting.close()
