"""The last check's result, told again at once while nothing has changed.

Anything that could change the result changes its key: every byte below the content, the program,
its settings and libraries, the folder from which paths are shown. The day counts as well, for a
review can be due, and an article come out.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desk import project
from desk.check_result import CheckResult, from_data
from plugins.pictures.store import Store, beside
from plugins.practice import fingerprint, odd_files

# With these it is half a result, or one that is to be told as long as it is so.
_NOT_KEPT = ("program-broke", "rule-broke", "cache-not-kept")
_MENDED = "cache-damaged"  # is over once it is told
_LAST = "last"


def key(content: Path) -> str:
    """The name of everything that a check of this content depends on, but time.

    "" if something in it cannot be read: what is said of that is then found out anew.
    """
    try:
        found = odd_files.look(content)
        if found.closed:
            return ""
        return fingerprint.of(
            fingerprint.plugins(),
            fingerprint.libraries(),
            fingerprint.of_files(_program(), project.ROOT),
            *(path.read_bytes() for path in (project.WRITING, project.PUBLISHING)),
            str(Path.cwd()),
            str(content),
            fingerprint.of_files((content / name for name in found.files), content),
            fingerprint.of(*found.loops),
            fingerprint.of(*found.odd),
        )
    except OSError:
        return ""


def store(content: Path) -> Store:
    """Where the last result of this content is kept."""
    return Store(beside(content), "check")


def find(kept: Store, key: str) -> CheckResult | None:
    """The result that was kept under this key, if it still holds now."""
    data = kept.find(_LAST) if key else None
    if data is None:
        return None
    last = json.loads(data)
    try:
        if last["key"] != key or not _holds(datetime.fromisoformat(last["made"]), last["result"]):
            return None
        return from_data(last["result"])
    except (ValueError, KeyError, TypeError):
        return None  # another version of this program has kept it


def keep(kept: Store, key: str, result: CheckResult, made: datetime) -> None:
    """Keep a result whose making began at `made`; one that is half a result is not kept."""
    if not key or result.trace or any(problem.rule in _NOT_KEPT for problem in result.problems):
        return
    lasting = tuple(problem for problem in result.problems if problem.rule != _MENDED)
    result = replace(result, problems=lasting)
    # `vars` gives what `as_data` would, without a copy of each value.
    told = json.dumps({"key": key, "made": made.isoformat(), "result": result}, default=vars)
    kept.put(_LAST, told.encode())


def now() -> datetime:
    return datetime.now(UTC)


def _holds(made: datetime, result: dict[str, str]) -> bool:
    """Is it the same day where the practice is, and has no article come out since?"""
    moment = now()
    zone = ZoneInfo(result["timezone"])
    change = result["next_change"]
    return (
        made <= moment
        and made.astimezone(zone).date() == moment.astimezone(zone).date()
        and not (change and datetime.fromisoformat(change) <= moment)
    )


def _program() -> list[Path]:
    templates = (project.THEME / "templates").rglob("*.html")
    return [*fingerprint.sources(project.ROOT / "desk"), *templates]
