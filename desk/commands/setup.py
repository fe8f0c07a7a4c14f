"""Ask for the practice's facts, one by one, and write them into practice.yaml."""

from __future__ import annotations

import codecs
import copy
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from unidecode import unidecode

from desk.common import project
from desk.common.terminal import print_problems, printable
from plugins.core import yaml_edit, yaml_lines
from plugins.core.decode import decode
from plugins.core.paths import from_here
from plugins.core.problem import Problem
from plugins.core.yaml_lines import Marked, Place
from plugins.practice import schema, validate
from plugins.practice.states import STATES

_CRISIS_LINES = Path(__file__).with_name("crisis-lines.yaml")
Ask = Callable[[str], str]
NAME = "practice.yaml"
_WELCOME = """\
Each question is about one fact. What you do not know, or would rather not say, leave empty: press
Enter. An empty fact is never shown. Ctrl-C ends it; what you have answered by then is kept.
"""


def setup(content: str | Path | None = None, ask: Ask = input) -> int:
    """Ask for every fact that is not known yet: 0, or 1 if practice.yaml cannot be read.

    The questions come from the schema of the facts. A wrong answer is asked for once more. The file
    is replaced at the end, only the answers in it are new, and the former one is kept beside it as
    `practice.yaml~`.
    """
    try:
        file = project.content_folder(content) / NAME
    except project.ContentFolderError as reason:
        print(reason, file=sys.stderr)
        return 1
    shown = from_here(file)
    text, problems = decode(file.read_bytes() if file.is_file() else b"", shown)
    marked = yaml_lines.load(text, shown)
    facts = marked.data if isinstance(marked.data, dict) else {}
    problems += marked.problems
    if facts:  # what must be mended by hand first: it would be asked for in vain
        found = validate.check(marked, schema.FACTS, shown)[1]
        problems += [one for one in found if one.rule in ("unknown-key", "facts-shape")]
    if problems:
        print_problems(problems, sys.stderr)
        print(f"Mend {shown} first.", file=sys.stderr)
        return 1
    before = copy.deepcopy(facts)
    print(_WELCOME)
    try:
        _begin(facts, ask)
        places = list(schema.unanswered(facts, schema.FACTS))
        for number, place in enumerate(places, 1):
            part = schema.at(schema.FACTS, place)
            whose = ""  # for which license, service or line: they all are asked the same
            if any(isinstance(step, int) for step in place):
                one = _around(facts, place)
                name = one.get("state") or one.get("name")
                whose = f"{STATES.get(name, name)}: " if name else ""
            print(f"\n{number} of {len(places)}  {whose}{part['x-question']}")
            for more in filter(None, (part.get("description"), part.get("x-law"))):
                print(f"  {more}")
            _ask_one(facts, place, ask)
    except (EOFError, KeyboardInterrupt):
        print()
    if facts == before:
        print("Nothing was answered, so nothing was written.")
        return 0
    if not _write(file, facts):
        print(
            f"The answers could not be put into {shown} without changing other lines, so it is "
            "as it was. Write them there by hand:",
            file=sys.stderr,
        )
        print(yaml.safe_dump(facts, sort_keys=False, allow_unicode=True), file=sys.stderr)
        return 1
    print(f"Written to {shown}. To see what is still missing, run: python3 start.py check")
    return 0


def _begin(facts: dict[str, Any], ask: Ask) -> None:
    """Ask who it is and where she is licensed: without these there is nothing to ask about."""
    if not facts.get("people"):
        name = printable(ask("What is your name? ")).strip()
        key = re.sub(r"[^a-z0-9]+", "-", unidecode(name).lower()).strip("-")
        if key:
            facts["people"] = {key: {"name": name}}
    for person in (facts.get("people") or {}).values():
        if not isinstance(person, dict) or person.get("licenses"):
            continue
        which = "In which states are you licensed (two letters each, such as CO TX)? "
        while codes := re.findall(r"[A-Za-z]+", ask(which)):
            if wrong := [code for code in codes if code.upper() not in STATES]:
                print(f"  There is no state {', '.join(wrong)}.")
                continue
            states = [code.upper() for code in codes]
            person["licenses"] = [{"state": state} for state in states]
            if not facts.get("services"):
                facts["services"] = [{"name": "", "type": "therapy", "states": states}]
            break
    if not facts.get("crisis_lines"):
        facts["crisis_lines"] = yaml.safe_load(_CRISIS_LINES.read_text("utf-8"))


def _ask_one(facts: dict[str, Any], place: Place, ask: Ask) -> None:
    """Ask for one fact until the answer is one that can be, or empty."""
    known = set(_told(facts))
    while answer := printable(ask("> ")).strip():
        trial = copy.deepcopy(facts)
        _around(trial, place)[place[-1]] = answer
        wrong = [problem for problem in _told(trial) if problem not in known]
        if not wrong:
            _around(facts, place)[place[-1]] = answer
            return
        for message, remedy in wrong:
            print(f"  {message} {remedy}")


def _told(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with the facts as they are, without where it stands."""
    problems: list[Problem] = validate.check(Marked(facts), schema.FACTS, NAME)[1]
    return [(problem.message, problem.remedy) for problem in problems]


def _around(facts: dict[str, Any], place: Place) -> Any:
    """Return what is around a place; what is not there yet is made."""
    inside: Any = facts
    for step in place[:-1]:
        if isinstance(step, str) and not inside.get(step):
            inside[step] = {}
        inside = inside[step]
    return inside


def _write(file: Path, facts: dict[str, Any]) -> bool:
    """Put the answers into the file, whose other bytes stay; the former file is kept beside it.

    Returns False if that cannot be done without touching what was not asked about.
    """
    former = file.read_bytes() if file.is_file() else b""
    mark = codecs.BOM_UTF8 if former.startswith(codecs.BOM_UTF8) else b""
    try:
        # As the schema orders them, so that one finds what one looks for.
        known = list(schema.load(schema.FACTS)["properties"])
        in_order = dict(sorted(facts.items(), key=lambda fact: known.index(fact[0])))
        new = yaml_edit.edited(former.removeprefix(mark).decode("utf-8"), in_order)
    except (yaml_edit.CannotEditError, yaml.YAMLError):
        return False
    if former:
        file.with_name(f"{NAME}~").write_bytes(former)
    fresh = file.with_name(f".{NAME}.new")
    fresh.write_bytes(mark + new.encode())
    fresh.replace(file)
    return True
