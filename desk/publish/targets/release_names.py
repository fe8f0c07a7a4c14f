"""Names of releases: by the time, so that they sort; a name never sorts before the live one's."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from plugins.delivery.manifest import Manifest

KEEP = 5  # releases, the live one among them
# What bears another name is somebody else's, and is left alone.
FORM = "[0-9]{8}T[0-9]{12}Z-[0-9a-f]{8}"
_TIME = "%Y%m%dT%H%M%S%fZ"


def release_name(new: Manifest, live: str) -> str:
    """Return a name for the release `new`, as in `20260302T101500000000Z-1a2b3c4d`.

    `live` is the name of the live release, "" for none. It may have been given by a computer whose
    clock is ahead of ours, and is then taken for the present.
    """
    now = datetime.now(UTC)
    if last := time_of(live):
        now = max(now, last + timedelta(microseconds=1))
    return f"{now:{_TIME}}-{new.identity[:8]}"


def time_of(name: str) -> datetime | None:
    """Return when the release of this name was made; None if the name is not one of ours."""
    if not re.fullmatch(FORM, name):
        return None
    try:
        return datetime.fromisoformat(f"{name[:15]}.{name[15:21]}+00:00")
    except ValueError:
        return None  # such as the 31st of February
