"""What waits for its day: articles and pages that are ready, and whose date is still to come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo

Content = Any  # one of Pelican's Article or Page


@dataclass(frozen=True, order=True)
class Scheduled:
    """`moment` is when it comes out, in the practice's time zone; `line` is that of its date."""

    moment: datetime
    path: str
    line: int
    kind: Literal["article", "page"]


def waits(fields: Mapping[str, Any], timezone: str) -> bool:
    """Is this the header of something that is to come out on a day after this moment?

    Pelican asks it of articles only (its documentation, "Settings", WITH_FUTURE_DATES).
    """
    if fields["status"] == "draft" or "date" not in fields:
        return False
    return _moment(fields["date"], timezone) > datetime.now(UTC)


def scheduled(contents: Iterable[Content], timezone: str) -> tuple[Scheduled, ...]:
    """Those of the contents that wait, the first to come out first."""
    found = []
    for content in contents:
        source = content.reading.source
        if content.status == "draft" and source.fields["status"] != "draft":
            moment = _moment(source.fields["date"], timezone)
            found.append(Scheduled(moment, source.path, source.line("date"), source.kind))
    return tuple(sorted(found))


def _moment(day: datetime, timezone: str) -> datetime:
    """A day without a zone begins at midnight where the practice is."""
    zone = ZoneInfo(timezone)
    return day.astimezone(zone) if day.tzinfo else day.replace(tzinfo=zone)
