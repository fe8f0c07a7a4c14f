"""Snapshots of what people read: a plain text with inputs, and below each what is said of it.

A file of tests/checks/messages is one subject: its title, the rules that it is about (by the
beginnings of their codes), and its cases.

    Telephone numbers.
    rules: truth-phone

    ==== A number that nobody knows
    Call (720) 555-0177 today.
    ----
    1: truth-phone (error): The telephone number (720) 555-0177 is not in the facts.
        If it is right, write it into practice.yaml; otherwise take it out.

A case is named by the file that it is, such as `pages/about.md`. A case without an input is any
other place of which something is said, such as a folder. A name without a full stop is the title of
an article with a header in order, and its lines count from where its body begins.

`SNAPSHOTS=write pytest tests/checks/test_messages.py` writes them anew: look at the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from difflib import ndiff
from pathlib import Path

from plugins.core.problem import Problem
from plugins.core.slug import slugify

FOLDER = Path(__file__).parent / "messages"
NOTHING = "Nothing is said.\n"
HEADER = """\
---
title: {}
summary: A summary.
date: 2026-03-02
reviewed: 2026-03-02
review_by: 2100-01-01
---
"""


@dataclass(frozen=True)
class Case:
    """An input: its name, and its text as it is shown."""

    name: str
    given: str

    @property
    def is_file(self) -> bool:
        """Return whether it is named by its file, or by another place, and not by a title."""
        return "." in self.name or not self.given

    @property
    def path(self) -> str:
        """Return the name of the file that it is."""
        return self.name if self.is_file else f"articles/{slugify(self.name)}.md"

    @property
    def header(self) -> str:
        """Return what stands in the file above the text that is shown."""
        return "" if self.is_file else HEADER.format(self.name)

    def shown(self, problems: Iterable[Problem]) -> str:
        """Return the case with what is said of it."""
        above = self.header.count("\n")
        told = [
            f"{one.line - above}: {one.rule} ({one.severity}): {one.message}\n    {one.remedy}\n"
            for one in problems
        ]
        return f"==== {self.name}\n{self.given}----\n{''.join(told) or NOTHING}"


@dataclass(frozen=True)
class Subject:
    """A file of snapshots, taken apart."""

    file: Path
    head: str
    cases: tuple[Case, ...]

    @classmethod
    def read(cls, name: str) -> Subject:
        """Return the subject in a file; what is said there of each case is left out."""
        file = FOLDER / f"{name}.txt"
        head, *parts = re.split(r"^==== ", file.read_text("utf-8"), flags=re.MULTILINE)
        cases = []
        for part in parts:
            title, _, rest = part.partition("\n")
            cases.append(Case(title, rest.partition("----\n")[0]))
        return cls(file, head, tuple(cases))

    @property
    def rules(self) -> tuple[str, ...]:
        """Return the beginnings of the codes of its rules."""
        return tuple(self.head.partition("rules: ")[2].split())

    def check(self, find: Callable[[Mapping[str, str]], list[Problem]], *folders: str) -> None:
        """Compare the file with what is found now in the files of its cases, or write it anew.

        What is said of files in `folders` is shown without their names.

        Raises AssertionError for a difference, and for a problem in a file that is no case.
        """
        files = {case.path: case.header + case.given for case in self.cases if case.given}
        ours = []
        for one in find(files):
            if one.rule.startswith(self.rules):
                texts = {name: getattr(one, name) for name in ("path", "message", "remedy")}
                for folder in folders:
                    texts = {name: text.replace(folder, "") for name, text in texts.items()}
                ours.append(replace(one, **texts))
        ours.sort()
        paths = {case.path for case in self.cases}
        elsewhere = [f"{one} [{one.rule}]" for one in ours if one.path not in paths]
        assert elsewhere == [], "\n".join(elsewhere)
        text = self.head + "\n".join(
            case.shown(one for one in ours if one.path == case.path) for case in self.cases
        )
        if os.environ.get("SNAPSHOTS") == "write":
            self.file.write_text(text, "utf-8")
        changed = ndiff(self.file.read_text("utf-8").splitlines(), text.splitlines())
        assert self.file.read_text("utf-8") == text, "\n".join(changed)


def codes() -> set[str]:
    """Return the codes of all rules of which some snapshot holds a message."""
    texts = (file.read_text("utf-8") for file in FOLDER.glob("*.txt"))
    return {
        code for text in texts for code in re.findall(r"^-?\d+: ([a-z-]+) \(", text, re.MULTILINE)
    }
