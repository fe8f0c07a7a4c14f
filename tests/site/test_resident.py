"""A site in memory is what a build would write, after whatever was changed before."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import hypothesis.strategies as st
from hypothesis import Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from pelican import Pelican
from pelican.settings import read_settings

from plugins.site.resident import NewSiteError, ResidentSite
from plugins.site.run import problems_of
from tests.changing_site import EDITS, ChangingSite
from tests.trial_site import PROJECT

_ROUNDS = int(os.environ.get("PRACTICE_ROUNDS", "30"))


def conf(site: ChangingSite, output: Path) -> dict[str, Any]:
    """The settings of the preview for this site."""
    given = {"PATH": site.site.content, "OUTPUT_PATH": output, "THEME": site.theme}
    names = {name: str(path) for name, path in given.items()}
    found: dict[str, Any] = read_settings(str(PROJECT / "pelicanconf.py"), override=names)
    return found


def built(site: ChangingSite, output: Path) -> tuple[dict[str, bytes], set[Any]]:
    """What a build of the preview writes, and what it finds."""
    pelican = Pelican(conf(site, output))
    pelican.run()
    files = (path for path in output.rglob("*") if path.is_file())
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
    return found, {*problems_of(pelican.settings)}


def shown(resident: ResidentSite) -> tuple[dict[str, bytes], set[Any]]:
    """All that can be asked for of a site in memory, and what is found in it."""
    site = resident.site
    pages = {name: make().encode() for name, make in site.pages.items()}
    resident.run.take(resident.run.check())
    files = {name: make() for name, make in site.files.items()}
    return pages | files, {*resident.run.result().problems}


# One folder for all: what is kept beside it of pictures need not be made anew each time.
FOLDER = Path(tempfile.mkdtemp(prefix="practice-press-test-"))
EDIT = st.sampled_from(sorted(EDITS))


class WhileSomebodyWorks(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        for name in ("content", "theme", "built"):
            shutil.rmtree(FOLDER / name, ignore_errors=True)
        self.folder = FOLDER
        self.site = ChangingSite(self.folder)
        self.resident = ResidentSite(conf(self.site, self.folder / "nothing"))

    @rule(edits=st.lists(st.tuples(EDIT, st.integers(0, 99)), min_size=1, max_size=3))
    def save(self, edits: list[tuple[str, int]]) -> None:
        theme = _stamps(self.site.theme)
        for name, number in edits:
            EDITS[name](self.site, number)
        changed = {path for path, _ in _stamps(self.site.theme) ^ theme}
        try:
            self.resident.update(changed)
        except NewSiteError:
            self.resident = ResidentSite(conf(self.site, self.folder / "nothing"))

    @invariant()
    def it_is_what_a_build_writes(self) -> None:
        files, problems = built(self.site, self.folder / "built")
        shutil.rmtree(self.folder / "built")
        there, found = shown(self.resident)
        assert sorted(there) == sorted(files)
        assert [name for name in files if files[name] != there[name]] == []
        assert found == problems


def _stamps(folder: Path) -> set[tuple[Path, int]]:
    return {(path, path.stat().st_mtime_ns) for path in folder.rglob("*") if path.is_file()}


TestWhileSomebodyWorks = WhileSomebodyWorks.TestCase
TestWhileSomebodyWorks.settings = settings(
    max_examples=_ROUNDS, stateful_step_count=5, deadline=None, phases=[Phase.generate]
)
