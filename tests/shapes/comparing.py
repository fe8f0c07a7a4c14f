"""Build the practice of a dialect, and compare each page with what its text means."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from desk.common.refusals import refusals
from plugins.core.problem import RULES, Problem
from tests.shapes.dialects import Dialect, with_our_headers
from tests.shapes.practice import Text, practice
from tests.shapes.structure import Page, of_markdown, of_page, words_of
from tests.trial_site import PROJECT, TrialSite, photograph

_OF_FORM = ("built", "questions")  # and not of what it says, or of all texts alike
_FACTS = {
    "practice": {"name": "Quiet Room", "timezone": "America/Denver"},
    "people": {"jane-doe": {"name": "Jane Doe", "degree": "MA", "credentials": "LPC"}},
}


@dataclass(frozen=True)
class Compared:
    """What became of a practice.

    `decisions` are the kinds of problems that stop a build, and how often each is told; `altered`
    are differences of a page from its text, by its file; `untold` are those files among them of
    which no problem says anything. `found` are the questions that were found, of those `asked`;
    `drafts_shown` is how many drafts everybody could read. `refused` is what still stops a build
    once there is a home page.
    """

    name: str
    texts: int
    decisions: dict[str, int]
    altered: dict[str, list[str]]
    untold: tuple[str, ...]
    found: int
    asked: int
    false_questions: tuple[str, ...]
    drafts_shown: int
    refused: tuple[str, ...]
    problems: tuple[Problem, ...]

    def row(self) -> str:
        """Return a line of the table of the shapes."""
        return (
            f"{self.name:<11} {'no' if self.refused else 'yes':<7}{len(self.decisions):>9}"
            f"{len(self.altered):>9}{len(self.untold):>8}{self.found:>10} of {self.asked}"
            f"{len(self.false_questions):>9}"
        )


HEAD = "shape       builds  decisions  altered  untold  questions found  false ones"


def compared(dialect: Dialect, folder: Path, *, bodies: bool = False) -> Compared:
    """Write a practice into a folder, mend its headers by `check --fix`, build it and compare.

    With `bodies`, only what is below the headers is in the dialect's manner.
    """
    texts = practice(dialect.name, dialect.forms)
    if bodies:
        dialect = with_our_headers(dialect)
    site = TrialSite(folder)
    site.facts(**_FACTS)
    pictures = {name for text in texts for name in dialect.pictures(text)}
    for number, name in enumerate(sorted(pictures)):
        site.write(name, photograph(color=number))
    paths = {text: dialect.path(text) for text in texts}
    for text, path in paths.items():
        site.write(path, dialect.file(text))
    if not bodies:
        fix(site.content)
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        built = site.build(strict=False, PRACTICE_CHECKS="plugins.checks.run")
    stopping = refusals(built.problems, "build")
    pages = _pages(built.output)
    told = {path for path in paths.values() if _told(path, site, built.problems)}
    drafts = {words_of(text.title) for text in texts if text.draft}
    public = set(_pages(built.output, but="drafts"))
    altered, missing, false = {}, 0, []
    for text, path in paths.items():
        page = pages.get(words_of(text.title))
        if page is None:
            altered[path] = ["it has no page"]
            missing += len(text.questions)
            continue
        differences = _differences(dialect, text, page)
        for address in () if text.draft else _addresses(dialect, text):
            if not (built.output / address.strip("/") / "index.html").is_file():
                differences.append(f"address: nothing is at {address}")
        if path in told:
            differences = [one for one in differences if not one.startswith(dialect.concedes)]
        if differences:
            altered[path] = differences
        asked = Counter(words_of(one.words) for one in text.questions)
        there = Counter(map(words_of, page.questions))
        missing += (asked - there).total()
        false += [" ".join(words) for words in there - asked]
    wanted = sum(len(text.questions) for text in texts)
    return Compared(
        dialect.name,
        len(texts),
        dict(Counter(map(kind, stopping)).most_common()),
        altered,
        tuple(path for path in altered if path not in told),
        wanted - missing,
        wanted,
        tuple(false),
        len(drafts & public),
        () if bodies else _refused_with_home(site),
        tuple(built.problems),
    )


def _refused_with_home(site: TrialSite) -> tuple[str, ...]:
    """Write a home page and a list of articles, and return what stops a build for publishing."""
    site.page("home", "Welcome.", template="home", url="", save_as="index.html")
    site.page("all-articles", "All.", template="articles", menu="Articles", menu_order="1")
    built = site.build(PRACTICE_CHECKS="plugins.checks.run")
    return tuple(str(one) for one in refusals(built.problems, "build"))


def fix(content: Path) -> None:
    """Let the program mend the headers, where its command can do that."""
    if "--fix" in _command("--help"):
        _command("--content", str(content), "--fix", "--yes")


def _told(path: str, site: TrialSite, problems: list[Problem]) -> bool:
    """Return whether a problem says something of how the body of a text is written."""
    lines = (site.content / path).read_text("utf-8").split("\n")
    # Below the second line of --- or +++; entries without such lines end at the first empty one.
    ends = [number for number, line in enumerate(lines) if line in ("---", "+++", "")]
    body = ends[1] if lines[0] in ("---", "+++") else ends[0]
    return any(
        one.path.endswith(path) and one.line > body and RULES[one.rule].group in _OF_FORM
        for one in problems
    )


@cache
def _command(*options: str) -> str:
    command = [sys.executable, "start.py", "check", *options]
    return subprocess.run(command, cwd=PROJECT, check=False, capture_output=True, text=True).stdout


def kind(problem: Problem) -> str:
    """Return what is to be decided, once for all places: the rule, and the entry if it is one."""
    entry = re.search(r"called “([^”]*)”", problem.message)
    return f"{problem.rule} {entry[1]}" if entry else problem.rule


def _pages(output: Path, but: str = "") -> dict[tuple[str, ...], Page]:
    files = sorted(output.rglob("*.html"))
    inside = [one for one in files if one.relative_to(output).parts[0] != but]
    pages = [of_page(file.read_text("utf-8")) for file in inside]
    return {words_of(page.title): page for page in pages}


def _addresses(dialect: Dialect, text: Text) -> set[str]:
    here = f"/articles/{text.slug}/" if text.kind == "article" else f"/{text.slug}/"
    return {here, dialect.former(text) or here}


def _differences(dialect: Dialect, text: Text, page: Page) -> list[str]:
    questions = {" ".join(words_of(one.words)) for one in text.questions}
    meant, shown = (
        replace(one, headings=tuple(head for head in one.headings if head[1] not in questions))
        for one in (of_markdown(dialect.plain(text)), page.structure)
    )
    found = list(meant.differs(shown))
    if words_of(page.summary) != words_of(text.summary):
        found.append(f"summary: {text.summary} became {page.summary}")
    if text.kind == "article":
        changed = text.modified if dialect.keeps_changes else text.date
        days = (("date", text.date, page.date), ("modified", changed, page.modified))
        for name, moment, day in days:
            if moment.date().isoformat() != day:
                found.append(f"{name}: {moment.date()} became {day or 'nothing'}")
    return found
