"""A build that finds what was made before writes every byte that one without anything writes."""

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

from plugins.core.problem import ContentProblemsError
from plugins.core.rules.program import CACHE_DAMAGED
from tests.changing_site import EDITS, ChangingSite
from tests.trial_site import PROJECT, URL

_ROUNDS = int(os.environ.get("PRACTICE_ROUNDS", "12"))
# Two folders for all: what is kept of pictures need not be made anew each time.
FOLDER = Path(tempfile.mkdtemp(prefix="practice-press-test-"))
EDIT = st.sampled_from(sorted(EDITS))


def built(folder: Path, theme: Path, **changes: Any) -> tuple[dict[str, bytes], list[Any]]:
    """What a strict build of `folder`/content writes, and why it refuses to.

    A refusal names all that was seen on the way, a damaged entry of the cache as well. That is true
    of the build that found one, and of no clean one.
    """
    output = folder / "built"
    given = {"PATH": str(folder / "content"), "OUTPUT_PATH": str(output), "THEME": str(theme)}
    override = {**given, "SITEURL": URL, "PRACTICE_CHECKS": "", **changes}
    pelican = Pelican(read_settings(str(PROJECT / "publishconf.py"), override=override))
    refused: list[Any] = []
    try:
        pelican.run()
    except ContentProblemsError as stopped:
        told = [problem for problem in stopped.problems if problem.rule != CACHE_DAMAGED.code]
        refused = [(problem.rule, problem.line) for problem in told]
    files = (path for path in output.rglob("*") if path.is_file())
    found = {path.relative_to(output).as_posix(): path.read_bytes() for path in files}
    shutil.rmtree(output, ignore_errors=True)
    return found, refused


class BuildAfterBuild(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        for name in ("changing", "clean"):
            for part in ("content", "theme"):
                shutil.rmtree(FOLDER / name / part, ignore_errors=True)
        self.site = ChangingSite(FOLDER / "changing")
        self.kept = FOLDER / "changing" / ".cache"
        self.changes: dict[str, Any] = {}

    @rule(edits=st.lists(st.tuples(EDIT, st.integers(0, 99)), min_size=1, max_size=3))
    def edit(self, edits: list[tuple[str, int]]) -> None:
        for name, number in edits:
            EDITS[name](self.site, number)

    @rule(number=st.integers(0, 2))
    def setting(self, number: int) -> None:
        changes: list[dict[str, Any]] = [{}, {"SITEURL": f"{URL}/sub"}, {"RELATIVE_URLS": True}]
        self.changes = changes[number]

    @rule(number=st.integers(0, 1_000_000))
    def damage(self, number: int) -> None:
        """A bit of what is kept falls over."""
        if files := sorted(path for path in self.kept.rglob("*") if path.is_file()):
            file = files[number % len(files)]
            data = bytearray(file.read_bytes())
            data[number % len(data)] ^= 1 << number % 8
            file.write_bytes(data)

    @rule(number=st.integers(0, 1_000_000))
    def exchange(self, number: int) -> None:
        """One kept entry stands under another's name."""
        if files := sorted(path for path in self.kept.rglob("*") if path.is_file()):
            entry, other = files[number % len(files)], files[-1 - number % len(files)]
            if entry != other:
                shutil.copyfile(entry, other)

    @invariant()
    def it_writes_what_a_clean_one_writes(self) -> None:
        clean = FOLDER / "clean"
        shutil.rmtree(clean / "content", ignore_errors=True)
        for name in ("pages", "searched", "copies", "reading", "delivered", "checked"):
            shutil.rmtree(clean / ".cache" / name, ignore_errors=True)
        shutil.copytree(self.site.site.content, clean / "content")
        files, refused = built(FOLDER / "changing", self.site.theme, **self.changes)
        again, also = built(clean, self.site.theme, **self.changes)
        assert refused == also
        assert sorted(files) == sorted(again)
        assert [name for name in files if files[name] != again[name]] == []


TestBuildAfterBuild = BuildAfterBuild.TestCase
TestBuildAfterBuild.settings = settings(
    max_examples=_ROUNDS, stateful_step_count=5, deadline=None, phases=[Phase.generate]
)
