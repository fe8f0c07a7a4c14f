"""What `hooks` keeps of one run between two of Pelican's signals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from types import ModuleType
from typing import Any

from plugins.core import cache
from plugins.core.build import Build, Result, Stores
from plugins.core.problem import Problem
from plugins.core.schedule import Scheduled
from plugins.frontmatter.discovery import Sources
from plugins.notices import notices
from plugins.notices.known import Known
from plugins.site.assemble import Joined


@dataclass
class Run:
    """One run of Pelican, known to `hooks` and `outputs` alone; others are given its `result`.

    `facts_text` is practice.yaml, None if there is none. `file_folders` are where pictures and
    other files are put. `checks` is the module of PRACTICE_CHECKS. What comes later in the run is
    None or empty until then.
    """

    build: Build
    stores: Stores
    problems: list[Problem] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    facts_text: str | None = None
    file_folders: tuple[str, ...] = ()
    sources: Sources | None = None
    checks: ModuleType | None = None
    checked: object = None
    scheduled: tuple[Scheduled, ...] = ()
    joined: Joined | None = None

    def check(self, joined: Joined, unused: Iterable[str]) -> None:
        """Have the checks look over the joined site; nothing leads to the `unused` files."""
        if self.checks:
            entries, downloads = tuple(joined.entries()), joined.downloads.published
            self.checked, problems = self.checks.whole(
                self.build, entries, self.known, self.facts_text or "", downloads, unused
            )
            self.problems += problems

    def result(self) -> Result:
        """Return what is known by now."""
        kept = cache.problems(self.stores.values(), self.build.shown)
        problems = tuple(sorted({*self.problems, *kept}))
        allowed: tuple[tuple[Problem, str], ...] = ()
        if self.checks:
            settled = self.checks.settle(problems, self.checked)
            problems, allowed = settled.problems, settled.allowed
        result = Result(
            self.build,
            self.stores,
            problems,
            allowed,
            self.scheduled,
            email=self.known.facts.practice.email,
            notices=tuple(notices.table(self.known.facts, self.known.jurisdictions)),
            checked=self.checked,
        )
        if joined := self.joined:
            pages = (one for one in joined.contents.all() if one.fields.get("template") == "search")
            result = replace(
                result,
                redirects=joined.redirects,
                gone=joined.gone,
                search_pages=frozenset(f"{page.url}index.html" for page in pages),
                reading_paths=tuple(
                    (path.title, tuple(entry.slug for entry in path.entries))
                    for path in joined.paths
                ),
            )
        return result


def problems_of(settings: dict[str, Any]) -> list[Problem]:
    """Return what a run with these settings found, sorted by file and line."""
    run: Run = settings["PRACTICE"]
    return list(run.result().problems)
