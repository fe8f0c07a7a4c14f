"""What a person is told when something in the content needs mending, and by which rule."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from plugins.core.edits import Edit

_MOST, _SOME = 40, 10  # of a long list, the addresses of a large site, some are enough
Severity = Literal["error", "warning", "note"]
Stops = Literal["build", "publish", ""]
Group = Literal[
    "built", "facts", "questions", "truth", "claims", "confidentiality", "privacy", "care"
]


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend, in the words of the person who wrote the file.

    `path` is as she would open it, `line` counts from 1, `message` says what is wrong and
    `remedy` how to mend it, each a whole sentence. `rule` is the code of the kind of problem.
    An *error* would lose or break something on the site; a *warning* leaves a fault that a
    visitor may meet; a *note* is good to know. `stops` is what it holds up, by its rule; of an
    error that no rule of ours has made, that is the build. `fix` mends it in its file, where a
    program can be sure how: nothing is published, deleted or led elsewhere by it.
    """

    path: str
    line: int
    message: str
    remedy: str
    rule: str
    severity: Severity = "error"
    stops: Stops | None = field(default=None, compare=False)
    fix: tuple[Edit, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        if self.stops is None:
            object.__setattr__(self, "stops", "build" if self.severity == "error" else "")

    @classmethod
    def restored(cls, noted: Mapping[str, Any]) -> Problem:
        """Return the problem of which `dataclasses.asdict` has given this. Raises TypeError."""
        return cls(**{**noted, "fix": tuple(Edit(**edit) for edit in noted.get("fix", ()))})

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message} {self.remedy}"


@dataclass(frozen=True)
class Page:
    """The page of documentation that a rule has, or shares with others that are much alike.

    `text` is Markdown: what is found, why and by which source, how it is mended, an example. How
    a rule is allowed stands on no page: `desk.docs.rule_pages` writes it below all that can be.
    """

    name: str
    title: str
    text: str

    @property
    def path(self) -> str:
        """Return where the page is, from the project's folder."""
        return f"docs/rules/{self.name}.md"


@dataclass(frozen=True, eq=False)
class Rule:
    """One kind of problem: all that is known of it but how it is found.

    `title` says in a few words what is wrong, `severity` is the gravest that is given. `stops` is
    what that holds up: "build" for what would be lost or broken on the site, "publish" for what
    must not be said in public. An `allowable` problem may be kept with a reason.
    """

    code: str
    title: str
    severity: Severity
    group: Group
    stops: Stops
    allowable: bool
    page: Page

    def problem(
        self,
        path: str,
        line: int,
        message: str,
        remedy: str,
        severity: Severity | None = None,
        fix: tuple[Edit, ...] = (),
    ) -> Problem:
        """Return a problem of this kind; one that is milder than most stops nothing.

        A fact that the law asks for is missing from the first day on: no error of hers, but
        nothing is published without it. So a warning may stop something too.
        """
        severity = severity or self.severity
        stops = self.stops if severity == self.severity else ""
        return Problem(path, line, message, remedy, self.code, severity, stops, fix)


RULES: dict[str, Rule] = {}  # each that is declared so far; `plugins.checks.registry` has them all


def declare(
    code: str,
    title: str,
    severity: Severity = "error",
    *,
    group: Group = "built",
    stops: Stops | None = None,
    allowable: bool = False,
    page: Page | str,
) -> Rule:
    """Return a new rule, and keep it in RULES. An error stops a build unless `stops` says else.

    `page` is the text of its own page, or one that it shares. Raises ValueError for a code that
    another rule has.
    """
    if code in RULES:
        raise ValueError(f"Two rules are called {code}.")
    page = page if isinstance(page, Page) else Page(code, title, page)
    stops = stops if stops is not None else "build" if severity == "error" else ""
    RULES[code] = Rule(code, title, severity, group, stops, allowable, page)
    return RULES[code]


class UnreadableError(ValueError):
    """Raised for a file of which nothing can be shown; why is already noted."""


class ContentProblemsError(Exception):
    """Raised before anything is written, when the content has errors and the build is strict."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        errors = [str(problem) for problem in problems if problem.severity == "error"]
        super().__init__("\n" + "\n".join(errors))


class CheckedContentError(Exception):
    """Raised when all is joined, if the content was only to be checked (PRACTICE_CHECK)."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("The content is checked; nothing was to be written.")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the sentence after an unknown word: a near one if there is one, else the list."""
    known = sorted(known)
    # Two words of a few letters are alike by chance: “gone” and “phones”.
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.6 if len(word) > 5 else 0.65)
    if near:
        return f"Did you mean “{near[0]}”?"
    if len(known) > _MOST:
        return f"Known are {', '.join(known[:_SOME])} and {len(known) - _SOME:,} more."
    return f"Known are: {', '.join(known)}." if known else ""
