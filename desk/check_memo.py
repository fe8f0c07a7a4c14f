"""The last check's result, told again at once while nothing has changed.

Anything that could change the result changes its key: every byte below the content, the program,
its settings and libraries, the folder from which paths are shown. The day counts as well, for a
review can be due, and an article come out.
"""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desk import project
from desk.check_result import CheckResult, from_data
from plugins.practice import fingerprint, odd_files

_BROKE = ("program-broke", "rule-broke")


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
            fingerprint.of(*found.outside),
            fingerprint.of(*found.behind, *found.behind.values()),
            fingerprint.of(*found.odd),
        )
    except OSError:
        return ""


def find(content: Path, key: str) -> CheckResult | None:
    """The result that was kept under this key, if it still holds now."""
    if not key:
        return None
    try:
        kept = json.loads(_file(content).read_text("utf-8"))
        if kept["key"] != key or not _holds(datetime.fromisoformat(kept["made"]), kept["result"]):
            return None
        return from_data(kept["result"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # there is none, or it is damaged


def keep(content: Path, key: str, result: CheckResult, made: datetime) -> None:
    """Keep a result whose making began at `made`; one that is half a result is not kept."""
    if not key or result.trace or any(problem.rule in _BROKE for problem in result.problems):
        return
    # `vars` gives what `as_data` would, without a copy of each value.
    told = json.dumps({"key": key, "made": made.isoformat(), "result": result}, default=vars)
    target = _file(content)
    with suppress(OSError):  # without it, the next check takes as long as this one
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(told)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)


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


def _file(content: Path) -> Path:
    return content.parent / ".cache" / "check" / "last.json"
