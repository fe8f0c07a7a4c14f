"""Tell what waits for its day: articles and pages that are ready, their date still to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal
from zoneinfo import ZoneInfo


@dataclass(frozen=True, order=True)
class Scheduled:
    """`moment` is when it comes out, in the practice's time zone; `line` is that of its date."""

    moment: datetime
    path: str
    line: int
    kind: Literal["article", "page"]


def waits(fields: Mapping[str, Any], timezone: str) -> bool:
    """Say whether a header is that of something to come out on a day after this moment.

    Pelican asks it of articles only (its documentation, "Settings", WITH_FUTURE_DATES).
    """
    if fields["status"] == "draft" or "date" not in fields:
        return False
    return moment(fields["date"], timezone) > datetime.now(UTC)


def moment(day: datetime, timezone: str) -> datetime:
    """Return the day as a moment: without a zone it begins at midnight where the practice is."""
    zone = ZoneInfo(timezone)
    return day.astimezone(zone) if day.tzinfo else day.replace(tzinfo=zone)
