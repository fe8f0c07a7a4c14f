"""The reading paths as lists that are rearranged, and back to their file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from desk.common.check_result import CheckResult, EntrySummary
from desk.writing import facts
from desk.writing.disk import WritingError
from desk.writing.facts import ReadingPath, Step

NAME = "reading-paths.yaml"
_UNSEEN = {"draft": "draft", "scheduled": "comes out later", "hidden": "hidden"}


@dataclass(frozen=True)
class Stop:
    """An article on a path, as it is shown: `state` is "" if everybody can read it."""

    slug: str
    title: str
    because: str = ""
    state: str = ""


@dataclass(frozen=True)
class Path:
    """A reading path as it is shown."""

    title: str
    summary: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True)
class Paths:
    """All paths in the order of their file, and all articles to choose from, those on no path
    first in `loose`."""

    paths: tuple[Path, ...]
    loose: tuple[Stop, ...]


def shown(text: str, result: CheckResult) -> Paths:
    """Return the reading paths of a file as they are shown. Raises WritingError."""
    known: dict[str, EntrySummary] = {}  # in the language that comes first among its files
    for entry in sorted(result.entries, key=lambda one: (len(one.path), one.path)):
        if entry.kind == "article":
            known.setdefault(entry.slug, entry)

    def stop(slug: str, because: str = "") -> Stop:
        entry = known.get(slug)
        state = _UNSEEN.get(entry.status, "") if entry else "not there"
        return Stop(slug, entry.name if entry else slug, because, state)

    paths = tuple(
        Path(path.title, path.summary, tuple(stop(one.slug, one.because) for one in path.steps))
        for path in facts.paths(text)
    )
    on_one = {one.slug for path in paths for one in path.stops}
    loose = [stop(slug) for slug in known if slug not in on_one]
    return Paths(paths, tuple(sorted(loose, key=lambda one: (one.title.casefold(), one.slug))))


def changed(text: str, rows: Any, before: str = "") -> str:
    """Return the file with the paths as they were arranged: `[{title, summary, steps: [{slug,
    because}]}]`. What stays keeps its lines; what says the same as `before`, the file as it was
    opened, is typed as there. Raises WritingError."""
    wanted = tuple(
        ReadingPath(
            _line(row["title"]),
            _line(row["summary"]),
            tuple(Step(str(one["slug"]), _line(one["because"])) for one in row["steps"]),
        )
        for row in rows
    )
    seen = set[str]()
    for path in wanted:
        if not path.title:
            raise WritingError("A reading path needs a name, such as “New to parts work”.")
        if path.title.casefold() in seen:
            raise WritingError(f"Two reading paths are called “{path.title}”. Rename one of them.")
        seen.add(path.title.casefold())
        if not path.steps:
            raise WritingError(
                f"“{path.title}” has no article. Put one on it, or take the path away."
            )
        slugs = [one.slug for one in path.steps]
        if twice := next((slug for slug in slugs if slugs.count(slug) > 1), ""):
            raise WritingError(
                f"“{twice}” stands twice on “{path.title}”. Take one of the two off the path."
            )
    return facts.with_paths(text, wanted, before or text)


def _line(typed: Any) -> str:
    return " ".join(str(typed).split())
