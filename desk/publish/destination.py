"""The place that is meant on the command line, and what publishing has to know of the practice."""

from __future__ import annotations

import sys
from pathlib import Path

from desk.common import project
from desk.common.errors import CommandError
from desk.common.terminal import print_problems
from desk.publish import config, targets
from desk.publish.config import Place
from plugins.core.decode import decode
from plugins.core.paths import held
from plugins.core.problem import did_you_mean
from plugins.practice import load
from plugins.practice.model import Practice


def chosen(content: Path, wanted: str) -> Place:
    """The place called `wanted` in publish.yaml, "" for the first one.

    Raises `CommandError`; everything that is wrong with the file has then been told on stderr.
    """
    file = content / config.NAME
    shown = project.as_typed(file)
    if not file.is_file():
        raise CommandError(
            f"There is no {shown}, so it is not known where to. docs/publishing.md shows what "
            "stands in it for each kind of host."
        )
    if held(file, content) is None:
        raise CommandError(f"{shown} is a symbolic link that leads out of the content folder.")
    text, problems = decode(file.read_bytes(), shown)
    places, more = config.read(text, shown, targets.kinds())
    if problems := [*problems, *more]:
        print_problems(problems, sys.stderr)
        raise CommandError(f"Mend {shown} first.")
    named = {place.name: place for place in places}
    if not wanted:
        return places[0]
    if wanted not in named:
        raise CommandError(f"{shown} names no place “{wanted}”. {did_you_mean(wanted, named)}")
    return named[wanted]


def practice_of(content: Path) -> Practice:
    """The practice's name and its address on the web, as practice.yaml says."""
    file = content / "practice.yaml"
    text, _ = decode(file.read_bytes() if file.is_file() else b"", str(file))
    return load.read(text, str(file))[0].practice
