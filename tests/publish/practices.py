"""A practice on this computer that is published by the real command, and seen by a real server."""

from __future__ import annotations

import json
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import yaml

from desk.common import project
from desk.publish.publish import Asked, publish
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest
from tests.trial_site import TrialSite

IN_ORDER = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}  # a clinician has read it
HIDDEN = {"template": "not_found", "url": "404.html", "save_as": "404.html", "status": "hidden"}
REST = "A part of you wants to rest, and another opens the laptop again, late at night.\n"


def write_practice(folder: Path) -> TrialSite:
    """A practice with a few pages and three articles, with nothing that stops publishing."""
    site = TrialSite(folder)
    site.facts(crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}])
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    site.page("404", "Perhaps it has moved.\n", title="No such page", **HIDDEN)
    site.page("consultation", "Write to me.\n", template="consultation")
    site.article("rest", REST, **IN_ORDER)
    site.article("sleep", "Sleep comes after rest.\n", **IN_ORDER)
    site.article("work", "Work is not all there is.\n", **IN_ORDER)
    return site


@dataclass
class Ended:
    """How a publish ended: the exit code, and what stood on stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


class Terminal:
    """Somebody sits there."""

    def isatty(self) -> bool:
        return True


@dataclass
class Practice:
    """`answers` are what is typed, one after the other; `asked` what was asked."""

    site: TrialSite
    capsys: pytest.CaptureFixture[str]
    answers: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    @property
    def live(self) -> Path:
        return self.site.folder / "live"

    def places(self, **places: dict[str, str]) -> None:
        self.site.write("publish.yaml", yaml.safe_dump(places, sort_keys=False))

    def publish(self, **asked: Any) -> Ended:
        self.capsys.readouterr()
        code = publish(Asked(content=str(self.site.content), ask=self._answer, **asked))
        return Ended(code, *self.capsys.readouterr())

    def _answer(self, question: str) -> str:
        self.asked.append(" ".join(question.split()))
        answer = self.answers.pop(0)
        if answer == "Ctrl-C":
            raise KeyboardInterrupt
        return answer


def comma(practice: Practice) -> None:
    """One sign of one article changes."""
    practice.site.article("rest", REST.replace("rest,", "rest;"), **IN_ORDER)


def releases(practice: Practice) -> list[Manifest]:
    """What the three releases of a practice consist of, the first one first."""
    former = sorted((practice.site.folder / ".live.releases").iterdir())
    return [manifest.read(folder) for folder in (*former, practice.live)]


@pytest.fixture
def practice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Practice:
    """Its built sites are kept in a folder of the test, and somebody sits at the terminal."""
    monkeypatch.setattr(project, "ROOT", tmp_path / "project")
    monkeypatch.setattr(sys, "stdin", Terminal())
    made = Practice(write_practice(tmp_path), capsys)
    made.places(live={"kind": "folder", "path": "live"})
    return made


@pytest.fixture(scope="session")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of a practice that has been published once, and of one that has three releases:
    Rest is changed by a comma, then Work by a word. Tests get copies."""
    kept = {name: tmp_path_factory.mktemp(name) for name in ("one", "three")}
    top = kept["three"]
    site = write_practice(top)
    site.write("publish.yaml", "live:\n  kind: folder\n  path: live\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(project, "ROOT", top / "project")
        assert publish(Asked(content=str(site.content), yes=True)) == 0
        shutil.copytree(top, kept["one"], dirs_exist_ok=True)
        site.article("rest", REST.replace("rest,", "rest;"), **IN_ORDER)
        assert publish(Asked(content=str(site.content), yes=True)) == 0
        site.article("work", "Work is not all.\n", **IN_ORDER)
        assert publish(Asked(content=str(site.content), yes=True)) == 0
    return kept


@pytest.fixture
def published(practice: Practice, published_once: dict[str, Path]) -> Practice:
    """The same practice, published once to its folder."""
    shutil.copytree(published_once["one"], practice.site.folder, dirs_exist_ok=True)
    return practice


@pytest.fixture
def released(practice: Practice, published_once: dict[str, Path]) -> Practice:
    """The same practice with three releases."""
    shutil.copytree(published_once["three"], practice.site.folder, dirs_exist_ok=True)
    return practice
