"""A finished site that is in order, built once by the real Pelican, to be broken in one place."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desk import site_checks
from plugins.core.cache import Store
from plugins.core.problem import Problem
from plugins.delivery import manifest
from tests import listing
from tests.trial_site import URL, TrialSite, photograph

QUESTIONS = """\
Rest is [quiet](/articles/sleep/). ![A desk](/images/desk.jpg)

## Questions people ask

### Is it work?

No, it is rest, and there is no more to it.
"""


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site with two articles, an old address, a search and a hidden page."""
    site = TrialSite(tmp_path_factory.mktemp("sound"))
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    lost = {"template": "not_found", "url": "404.html", "save_as": "404.html", "status": "hidden"}
    site.page("404", "Perhaps it has moved.\n", title="No such page", **lost)
    site.page("search", "Look for a word.\n", template="search")
    site.page("flyer", "You have my paper in your hand.\n", status="hidden")
    site.write("images/desk.jpg", photograph())
    site.article("rest", QUESTIONS, redirects=["/blog/rest/"])
    site.article("sleep", "Sleep comes after [rest](/articles/rest/#is-it-work).\n")
    built = site.build(delivered=True)
    assert not built.refused
    return built.output


class Finished:
    """A copy of the sound site. What is changed in it is listed in its manifest, as a build would
    list it, unless it is said that the change came later."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def change(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {name}"
        path.write_text(text.replace(old, new), "utf-8")

    def add(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def faults(self, *, listed: bool = True, **asked: object) -> list[Problem]:
        if listed:
            made = listing.listed(self.folder)
            (self.folder / manifest.NAME).write_bytes(made.as_bytes())
        look: Callable[..., list[Problem]] = site_checks.problems
        found = look(self.folder, base=URL, shown="output/", **asked)
        # The same is found by what is kept of the pages, at the first time and from then on.
        kept = Store(self.folder.parent, "checked")
        for _ in range(2):
            assert look(self.folder, base=URL, shown="output/", kept=kept, **asked) == found
        return found

    def told(self, *, listed: bool = True, **asked: object) -> list[str]:
        """Each fault as it is told, with its rule, and its severity unless it is an error."""
        return [
            f"{p} [{p.rule}{'' if p.severity == 'error' else f', {p.severity}'}]"
            for p in self.faults(listed=listed, **asked)
        ]


@pytest.fixture
def finished(sound: Path, tmp_path: Path) -> Finished:
    return Finished(Path(shutil.copytree(sound, tmp_path / "finished")))
