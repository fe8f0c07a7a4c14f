"""Ask for the practice's facts, write them into practice.yaml, and the pages to begin with."""

from __future__ import annotations

import copy
import shlex
import sys
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from desk.commands import answers, facts_file, starter
from desk.commands.facts_file import FactsFile, RefusedError
from desk.commands.put_answers import WrongAnswerError
from desk.commands.questions import Question, first, later, named
from desk.common import project
from desk.common.errors import system_refusal
from desk.common.terminal import print_problems, printable
from desk.common.wording import joined, many, some
from plugins.core import languages, yaml_lines
from plugins.core.decode import contents, decode
from plugins.core.paths import from_here
from plugins.core.yaml_lines import Marked
from plugins.practice import load, schema, validate

Ask = Callable[[str], str]
_WELCOME = """\
At most {count}, one at a time. What you do not know, or would
rather not say, leave empty: press Enter. An empty fact is never shown. Write as
you speak. Ctrl-C ends it; what you have answered by then is kept. Every answer
can be changed later.
"""
_ANOTHER = """\
This folder holds the practice of {name}. If that is not yours, press Ctrl-C now,
make an empty folder, and begin there: python3 start.py setup --content FOLDER
"""

_STILL_ASKED = ("facts-people", "facts-name", "facts-person")  # a file may leave them out


@dataclass(frozen=True)
class Answered:
    """A question that was asked and what is known now."""

    question: Question
    said: str


def setup(
    content: str | Path | None = None,
    ask: Ask | None = None,
    *,
    given: str | Path | None = None,
    only: str = "",
) -> int:
    """Ask for facts that are not known yet, and write them and the pages that are missing.

    Returns 0, or 1 with the reason. A new practice is asked what its first preview needs, one that
    is known everything else. What stands in the file `given`, in the shape of practice.yaml, is not
    asked. `only` names the one fact that is asked for, known or not; no page is written then.
    Without `ask` nothing is asked unless there is a terminal. The file's other bytes stay, and the
    former one is kept beside it as `practice.yaml~`; a page that is there is never touched.
    """
    if ask is None and sys.stdin.isatty():
        ask = input
    try:
        folder = _folder(content, given)
        file = facts_file.read(folder)
        before = copy.deepcopy(file.facts)
        if given:
            _take(file, Path(given).expanduser(), is_asked=ask is not None)
        if given or before or ask:
            _asked(file, ask, only, bool(before))
        else:
            raise RefusedError(
                "Nothing can be asked without a terminal. Run it in one, or write what is known "
                "into a file, in the shape of practice.yaml, and add: --answers FILE"
            )
        if file.facts != before:
            file.write()
            print(f"\nWritten: {file.shown}")
        else:
            print("\nNothing was answered, so no fact was written.")
        if only or not file.facts:
            return 0
        _write_pages(folder, file, ask if before else None)
    except (RefusedError, project.ContentFolderError, starter.LeadsOutError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"Not written. {system_refusal(error)}", file=sys.stderr)
        return 1
    _tell_next(file, content)
    return 0


def _folder(content: str | Path | None, given: str | Path | None) -> Path:
    """Return the content's folder; with answers, one that is not there yet is made."""
    if content and given:
        folder = Path(content).expanduser()
        if not folder.exists() and folder.parent.is_dir():
            folder.mkdir()
    return project.content_folder(content)


def _take(file: FactsFile, path: Path, *, is_asked: bool) -> None:
    """Put the answers of a file into the facts. Raises RefusedError, and nothing is written.

    What it lacks may still be asked, if anything `is_asked`.
    """
    shown = from_here(path.absolute())
    if not path.exists():
        raise RefusedError(f"There is no file {shown} with answers.")
    if path.is_dir():
        raise RefusedError(f"{shown} is a folder. Name a file with answers, such as answers.yaml.")
    text, problems = decode(contents(path), shown)
    marked = yaml_lines.load(text, shown)
    problems += marked.problems
    data = answers.all_meant(marked.data)
    if not problems and data and not isinstance(data, dict):
        raise RefusedError(f"{shown}:1: Here entries of the form “practice:” are expected.")
    if not problems:
        found = validate.check(Marked(data or {}, marked.lines), schema.FACTS, shown)[1]
        problems += [one for one in found if one.rule not in _STILL_ASKED]
    facts = data if isinstance(data, dict) else {}
    if problems:
        print_problems(problems, sys.stderr)
        raise RefusedError(f"Nothing was written. Mend {shown} first.")
    if others := file.merge(facts):
        told = [
            f"{shown}:{marked.line(*place)}: {file.shown} already says something else for "
            f"“{'.'.join(map(str, place))}”."
            for place in others
        ]
        raise RefusedError(
            "\n".join(told) + f"\nNothing was written. Take that out of {shown}; for another "
            "practice, begin with an empty folder: --content FOLDER"
        )
    facts_file.complete(file.facts)
    has_name = (file.facts.get("practice") or {}).get("name")
    if len(file.facts.get("people") or {}) > 1 and not (has_name or is_asked):
        raise RefusedError(
            f"{shown}:{marked.line('people')}: Several people work here, and the practice has no "
            "name.\nNothing was written. Write under “practice:” a line “  name: …”."
        )


def _asked(file: FactsFile, ask: Ask | None, only: str, is_known: bool) -> None:
    """Ask what is to be asked, show the summary, and leave the answers in the facts."""
    if not ask:
        if only:
            raise RefusedError(f"“{only}” can only be asked in a terminal.")
        return
    facts = file.facts
    if only:
        questions = named(only, facts)
        if not questions:
            raise RefusedError(
                f"There is no question about “{only}”. Name one fact, such as fees, email or "
                "states, as it is called in practice.yaml."
            )
    elif is_known and (name := (facts.get("practice") or {}).get("name")):
        print(_ANOTHER.format(name=printable(name)))
        questions = later(facts)
    else:
        questions = first(facts)
    if not questions:
        print("Every question is answered. To change one answer: setup --only NAME")
        return
    if not only:
        print(_WELCOME.format(count=many(len(questions), "question")))
    said: list[Answered] = []
    before = copy.deepcopy(facts)
    try:
        _one_by_one(questions, facts, ask, said, only)
        if facts != before:
            facts_file.complete(facts)
            said[:] = [Answered(one.question, one.question.now(facts)) for one in said]
            if not only:
                _summary(said, facts, ask)
    except (EOFError, KeyboardInterrupt):
        print()
    if facts != before:
        facts_file.complete(facts)


def _one_by_one(
    questions: list[Question], facts: dict[str, Any], ask: Ask, said: list[Answered], only: str
) -> None:
    """Ask each question that has a meaning by then; `said` gets the answers."""
    for question in questions:
        if not question.is_asked(facts):
            continue
        print(f"\n{len(said) + 1}. {question.words}" if not only else question.words)
        for more in question.more:
            print(f"  {more}")
        if now := question.now(facts):
            print(f"  Now: {printable(now)}. Enter keeps it; “none” takes it out.")
        _one(question, facts, ask)
        said.append(Answered(question, question.now(facts)))


def _one(question: Question, facts: dict[str, Any], ask: Ask) -> None:
    """Ask for one fact until the answer is one that can be, or empty; say its form back."""
    known = set(_told(facts))
    while typed := printable(ask("> ")).strip():
        trial = copy.deepcopy(facts)
        try:
            question.put(trial, typed)
        except WrongAnswerError as wrong:
            print(f"  {wrong}")
            continue
        wrong_ = [problem for problem in _told(trial) if problem not in known]
        if not wrong_:
            facts.clear()
            facts.update(trial)
            now = question.now(facts)
            if now != typed:
                print(f"  Noted: {printable(now)}" if now else "  Left empty.")
            return
        for message, remedy in wrong_:
            print(f"  {message} {remedy}")
        if not question.now(facts):
            print("  Enter alone leaves it empty.")


def _told(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what is wrong with the facts as they are, without where it stands."""
    problems = validate.check(Marked(facts), schema.FACTS, facts_file.NAME)[1]
    return [(problem.message, problem.remedy) for problem in problems]


def _summary(said: list[Answered], facts: dict[str, Any], ask: Ask) -> None:
    """Show all answers, and let one after the other be changed by its number."""
    while said:
        print("\nThis is what will be written:\n")
        width = max(len(one.question.title) for one in said)
        for number, one in enumerate(said, 1):
            print(f"  {number:>2}  {one.question.title:<{width}}  {printable(one.said) or '—'}")
        typed = ask("\nEnter writes it; a number changes that answer. ").strip().rstrip(".")
        if not typed:
            return
        if not typed.isdigit() or not 1 <= int(typed) <= len(said):
            print(f"  “{printable(typed)}” is none of the numbers from 1 to {len(said)}.")
            continue
        question = said[int(typed) - 1].question
        print(f"\n{question.words}")
        print("  Enter keeps it; “none” takes it out.")
        _one(question, facts, ask)
        facts_file.complete(facts)
        said[:] = [Answered(one.question, one.question.now(facts)) for one in said]


def _write_pages(folder: Path, file: FactsFile, ask: Ask | None) -> None:
    """Write the pages that are missing; in a practice that is known, once that is agreed to."""
    facts, _ = load.read(yaml.safe_dump(file.facts, allow_unicode=True), file.shown)
    lacking = starter.wanted(folder, facts)
    if lacking and ask:
        print(_in_lines(f"\nNot here yet: {joined(lacking)}."))
        try:
            answer = ask("Write them, to begin with? Enter writes them; “no” does not. ")
        except (EOFError, KeyboardInterrupt):
            answer = "no"
        if answer.strip().casefold() not in ("", "y", "yes"):
            print("No page was written.")
            return
    started = starter.write(folder, facts, datetime.now().astimezone().date())
    if started.written:
        print(_in_lines(f"Written: {joined(started.written)}"))
        if not languages.is_same(facts.practice.language or "en", "en"):
            print("They are in English; write them in the language of your site.")
    if started.kept:
        print(_in_lines(f"Kept as they were: {some(started.kept, 20)}"))


def _in_lines(text: str) -> str:
    """Return a text in lines for a terminal, broken between words only."""
    first = "\n" if text.startswith("\n") else ""
    return first + textwrap.fill(
        text.strip(), 80, subsequent_indent="         ", break_on_hyphens=False,
        break_long_words=False,
    )  # fmt: skip


def _tell_next(file: FactsFile, content: str | Path | None) -> None:
    """Say what to do next, in the words that are to be typed."""
    where = f" --content {shlex.quote(str(content))}" if content else ""
    left = sum(question.is_asked(file.facts) for question in later(file.facts))
    print(f"\nTo see the site:              python3 start.py preview{where}")
    print(f"What only you can still say:  python3 start.py check{where}")
    if left:
        asks = f"{many(left, 'question')} can wait:"
        print(f"{asks:<30}python3 start.py setup{where}")
    print(f"To change one answer:         python3 start.py setup{where} --only fees")
