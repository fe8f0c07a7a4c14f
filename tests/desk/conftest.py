"""A practice to work on, and the preview of it on this computer."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest

from desk.build.pelican_run import run_pelican
from desk.common import project
from desk.preview.rebuild import LiveSite
from desk.preview.server import HERE, LiveServer, listen
from tests.trial_site import TrialSite

IN_ORDER = "reviewed: 2026-03-02\nreview_by: 2100-01-01\n"  # a clinician has read it
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


class Preview:
    """The preview of a practice, without the watching: `save` stands for a saved file."""

    def __init__(self, content: Path) -> None:
        self.site = LiveSite(lambda folder: run_pelican(project.WRITING, content, folder))
        self.server: LiveServer = listen(self.site, 0)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def save(self) -> dict[str, Any]:
        """Build anew, as after a save; what an open page is told."""
        self.site.rebuild()
        return self.told()

    def ask(
        self, path: str, method: str = "GET", host: str | None = None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        with closing(http.client.HTTPConnection(HERE, self.port, timeout=10)) as connection:
            connection.putrequest(method, path, skip_host=host is not None)
            if host is not None:
                connection.putheader("Host", host)
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.headers, answer.read().decode("utf-8", "replace")

    def told(self) -> dict[str, Any]:
        with listening(self.port) as told:
            return next(told)

    def close(self) -> None:
        self.site.close()
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def listening(port: int) -> Iterator[Iterator[dict[str, Any]]]:
    """What an open page is told, one after the other."""
    with closing(http.client.HTTPConnection(HERE, port, timeout=20)) as connection:
        connection.request("GET", "/_preview/events")
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
