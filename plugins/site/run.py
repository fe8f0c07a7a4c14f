"""What `hooks` keeps of one run between two of Pelican's signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from itertools import chain
from typing import Any

from plugins.admin.files import PAGE, Editor
from plugins.core import cache
from plugins.core.build import Build, Result, Stores
from plugins.core.memo import Memo
from plugins.core.problem import Problem
from plugins.core.schedule import Scheduled
from plugins.frontmatter.discovery import Sources
from plugins.notices import notices
from plugins.notices.known import Known
from plugins.site import reachable
from plugins.site.assemble import Joined
from plugins.site.look import Made
from plugins.site.page_cache import PageCache

# Of which site it is, what the checks keep, and what they found.
Checks = tuple[Joined | None, object, list[Problem]]


@dataclass
class Run:
    """One run of Pelican, known to `hooks` and `outputs` alone; others are given its `result`.

    `begun` are the problems that were found before anything was read, `problems` these and those
    that came since, but for those of each text. `facts_text` is practice.yaml, None if there is
    none. `file_folders` are where pictures and other files are put; nothing leads to the `unused`
    ones. `editor` is what is part of the site for whoever writes on GitHub. `checks` is
    PRACTICE_CHECKS, a module that is loaded when it is needed. What comes later in the run is None
    or empty until then.
    """

    build: Build
    stores: Stores
    problems: list[Problem] = field(default_factory=list)
    known: Known = field(default_factory=Known)
    begun: tuple[Problem, ...] = ()
    facts_text: str | None = None
    file_folders: tuple[str, ...] = ()
    sources: Sources | None = None
    checks: str = ""
    checked: object = None
    scheduled: tuple[Scheduled, ...] = ()
    joined: Joined | None = None
    unused: tuple[str, ...] = ()
    editor: Editor = field(default_factory=Editor)
    look: Made = field(default_factory=Made)
    pages: PageCache | None = None
    memo: Memo = field(default_factory=Memo)

    def check(self, give_way: Callable[[], None] | None = None) -> Checks:
        """Return what the checks find in the joined site, and change nothing.

        `give_way` is called time and again, and may wait for others. If they join the site anew
        meanwhile, the rest is not looked at: `take` refuses what was found.
        """
        joined = self.joined
        if not (self.checks and joined):
            return joined, None, []

        def is_wanted() -> bool:
            if give_way:
                give_way()
            return self.joined is joined

        entries, downloads = tuple(joined.entries()), joined.downloads.published
        checked, problems = import_module(self.checks).whole(
            *(self.build, entries, self.known, self.facts_text or "", downloads, self.unused),
            is_wanted if give_way else None,
        )
        unreached = reachable.problems(self.build, joined.contents, joined.html)
        return joined, checked, [*problems, *unreached]

    def take(self, found: Checks) -> bool:
        """Take what `check` found; return False if the site has been joined anew since."""
        joined, checked, problems = found
        if joined is not self.joined:
            return False
        self.checked = checked
        self.problems += problems
        return True

    def result(self) -> Result:
        """Return what is known by now."""
        kept = cache.problems(self.stores.values(), self.build.shown)
        told = self.sources.told.values() if self.sources else ()
        problems = tuple(sorted({*self.problems, *kept, *chain.from_iterable(told)}))
        allowed: tuple[tuple[Problem, str], ...] = ()
        if self.checked is not None:
            settled = import_module(self.checks).settle(problems, self.checked)
            problems, allowed = settled.problems, settled.allowed
        result = Result(
            self.build,
            self.stores,
            problems,
            allowed,
            self.scheduled,
            email=self.known.facts.practice.email,
            form=self.known.facts.contact_form.endpoint,
            notices=tuple(notices.table(self.known.facts, self.known.jurisdictions)),
            checked=self.checked,
        )
        if joined := self.joined:
            pages = (one for one in joined.contents.all() if one.fields.get("template") == "search")
            result = replace(
                result,
                redirects=joined.redirects,
                gone=joined.gone,
                script_pages=frozenset(f"{page.url}index.html" for page in pages)
                | ({PAGE} & self.editor.files.keys()),
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
