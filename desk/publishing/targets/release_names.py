"""Names of releases: by the time, so that they sort; a name never sorts before the live one's."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from desk.publishing.manifest import Manifest

_FORM = "%Y%m%dT%H%M%S%fZ"


def release_name(new: Manifest, live: str) -> str:
    """A name for the release `new`, as in `20260302T101500000000Z-1a2b3c4d`.

    `live` is the name of the live release, "" for none. It may have been given by a computer whose
    clock is ahead of ours, and is then taken for the present.
    """
    now = datetime.now(UTC)
    try:
        last = datetime.strptime(live.partition("-")[0], _FORM).replace(tzinfo=UTC)
        now = max(now, last + timedelta(microseconds=1))
    except ValueError:
        pass  # there is none, or its name is not one of ours
    return f"{now:{_FORM}}-{new.identity[:8]}"
