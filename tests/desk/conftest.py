"""A practice to work on, and the preview of it on this computer."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from desk.common import project
from desk.preview.live_site import Answer, LiveSite, State
from desk.preview.server import HERE, listen, serving
from tests.trial_site import TrialSite

IN_ORDER = "reviewed: 2026-03-02\nreview_by: 2100-01-01\n"  # a clinician has read it
UNREADABLE = "---\n\ttitle: Rest\n---\nWords.\n"
NO_TITLE = f"---\nsummary: About rest.\ndate: 2026-03-04\n{IN_ORDER}---\nWords.\n"


def in_order(site: TrialSite) -> TrialSite:
    """Write a few pages and one article, all of it in order: no rule finds anything."""
    site.facts(crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}])
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    lost = {"template": "not_found", "url": "404.html", "save_as": "404.html", "status": "hidden"}
    site.page("404", "Perhaps it has moved.\n", title="No such page", **lost)
    site.page("consultation", "Write to me.\n", template="consultation")
    site.article("rest", "A **quiet** hour.\n", reviewed="2026-03-02", review_by="2100-01-01")
    return site


@pytest.fixture
def practice(site: TrialSite) -> TrialSite:
    return in_order(site)


def live_site(content: Path) -> LiveSite:
    return LiveSite(project.WRITING, content)


class Stage(LiveSite):
    """A site of one page, to which the test says what there is to tell of it."""

    state = State()
    session = "stage"

    def __init__(self, page: str) -> None:
        self._html = page.encode()
        self._heard: list[Callable[[State], None]] = []

    def answer(self, _: str) -> Answer:
        return Answer(200, "text/html; charset=utf-8", self._html, is_page=True)

    def listen(self, heard: Callable[[State], None]) -> Callable[[], None]:
        self._heard.append(heard)
        return lambda: self._heard.remove(heard)

    def tell(self, **news: Any) -> None:
        self.state = replace(self.state, number=self.state.number + 1, **news)
        for heard in self._heard[:]:
            heard(self.state)


class Preview:
    """The preview of a practice, without the watching: `save` stands for a saved file."""

    def __init__(self, content: Path, *also: Path) -> None:
        self.site = live_site(content)
        self.content, self._also = content, also
        self._saved: set[Path] = set()
        self._until_closed = ExitStack()
        self.port = self._until_closed.enter_context(serving(self.site, listen(0)))

    def save(self, page: str = "/") -> dict[str, Any]:
        """Bring the site up to date, as after a save; what the open page is told."""
        found = (folder.rglob("*") for folder in (self.content, *self._also))
        before, self._saved = self._saved, {path for files in found for path in files}
        self.site.update(before | self._saved)
        return self.told(page)

    def ask(
        self, path: str, method: str = "GET", **headers: str
    ) -> tuple[int, http.client.HTTPMessage, str]:
        with closing(http.client.HTTPConnection(HERE, self.port, timeout=10)) as connection:
            connection.putrequest(method, path, skip_host="host" in headers)
            for name, value in headers.items():
                connection.putheader(name.replace("_", "-"), value)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def told(self, page: str = "/") -> dict[str, Any]:
        with listening(self.port, page) as told:
            return next(state for state in told if state["checked"])

    def close(self) -> None:
        self._until_closed.close()
        self.site.close()


@contextmanager
def listening(port: int, page: str = "/") -> Iterator[Iterator[dict[str, Any]]]:
    """What a tab that shows `page` is told, one after the other."""
    with closing(http.client.HTTPConnection(HERE, port, timeout=20)) as connection:
        connection.request("GET", f"/_preview/events?page={quote(page, safe='')}")
        with connection.getresponse() as answer:  # it holds the socket, not the connection
            yield _events(answer)


def _events(answer: http.client.HTTPResponse) -> Iterator[dict[str, Any]]:
    while line := answer.readline():
        if line.startswith(b"data: "):
            yield json.loads(line[6:])


@pytest.fixture
def preview(practice: TrialSite) -> Iterator[Preview]:
    """The practice, built once and served."""
    running = Preview(practice.content)
    running.save()
    yield running
    running.close()


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """The same for all tests that only ask: nothing is saved in it."""
    running = Preview(in_order(TrialSite(tmp_path_factory.mktemp("shown"))).content)
    running.save()
    yield running
    running.close()
