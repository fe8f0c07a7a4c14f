"""The site built for a place, and not built again while nothing that it is made of has changed."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desk import check_memo, project, waiting
from desk.build import build_site
from desk.pelican_run import Run
from desk.publishing import addresses, manifest
from desk.publishing.lock_file import locked
from desk.publishing.publish_yaml import Place
from desk.publishing.target import Trouble
from desk.waiting import Waiting
from plugins.practice import fingerprint, odd_files

# The hosts for which a build writes something of its own: PRACTICE_HOST in publishconf.py.
_HOSTS = {"netlify": "netlify"}


@contextmanager
def site_for(content: Path, place: Place) -> Iterator[tuple[Path, Waiting]]:
    """The folder of the site as it is published to a place, and what waits: each has its own.

    What a build says goes to stderr. Raises `Trouble` if it is refused, and `Busy` while somebody
    else publishes from here to the same place: what is shown and agreed to is what is sent.
    """
    folder = project.ROOT / ".cache" / "publish" / place.name
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        yield _built(content, place, folder)


def _built(content: Path, place: Place, folder: Path) -> tuple[Path, Waiting]:
    site, stamp = folder / "site", folder / "built.json"
    host = _HOSTS.get(place.kind, place.settings.get("host", "") if place.kind == "git" else "")
    made = _made_of(content, place.url, host)
    if made and (kept := _kept(stamp, made, site)):
        print("Nothing has changed here since the site was built last.", file=sys.stderr)
        return site, kept
    stamp.unlink(missing_ok=True)
    began, runs = check_memo.now(), list[Run]()
    with redirect_stdout(sys.stderr):
        if build_site(content, site, place.url, host, "publish", runs.append, again=""):
            raise Trouble("Mend what stands above first; what is live is untouched.")
    if made and made == _made_of(content, place.url, host):  # nothing was saved meanwhile
        _keep(stamp, made, began, runs[0], site)
    done = runs[0].site
    return site, waiting.of(done.scheduled if done else ())


def _made_of(content: Path, url: str, host: str) -> str:
    """The name of everything that a build depends on, but time; "" if it cannot be known.

    The addresses that were published are left out: they change what is told, not what is built.
    """
    try:
        found = odd_files.look(content)
        files = (content / name for name in found.files if name != addresses.NAME)
        theme = (file for file in project.THEME.rglob("*") if file.is_file())
        program = (fingerprint.of_files(fingerprint.sources(f), f) for f in project.PROGRAM)
        made = fingerprint.of(
            fingerprint.libraries(),
            *program,
            fingerprint.of_files(theme, project.THEME),
            project.WRITING.read_bytes(),
            project.PUBLISHING.read_bytes(),
            fingerprint.of_files(files, content),
            url,
            host,
        )
    except OSError:
        return ""
    return "" if found.closed or found.loops or found.odd else made


def _keep(stamp: Path, made: str, began: datetime, run: Run, site: Path) -> None:
    if run.site is None:
        return
    change = run.site.next_change
    told = {
        "made_of": made,
        "began": began.isoformat(),
        "timezone": run.site.timezone,
        "next_change": change.isoformat() if change else "",
        "waiting": asdict(waiting.of(run.site.scheduled)),
        "manifest": manifest.read(site).identity,
    }
    with suppress(OSError):  # without it, the next publish takes as long as this one
        stamp.write_text(json.dumps(told), "utf-8")


def _kept(stamp: Path, made: str, site: Path) -> Waiting | None:
    """What waits, if it is the same day, no article has come out, and every file is as built."""
    try:
        kept: dict[str, Any] = json.loads(stamp.read_text("utf-8"))
        now, began = check_memo.now(), datetime.fromisoformat(kept["began"])
        zone, change = ZoneInfo(kept["timezone"]), kept["next_change"]
        built = manifest.read(site)
        there = manifest.of_folder(site).files
        holds = bool(
            kept["made_of"] == made
            and began <= now
            and began.astimezone(zone).date() == now.astimezone(zone).date()
            and not (change and datetime.fromisoformat(change) <= now)
            and kept["manifest"] == built.identity
            and all(there.get(path) == file for path, file in built.files.items())
        )
        return Waiting(**kept["waiting"]) if holds else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # there is none, or it is damaged
