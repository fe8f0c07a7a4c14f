"""The site built for a place, and not built again while nothing that it is made of has changed."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from desk import check_memo, project, swap
from desk.build import build_site
from desk.pelican_run import Run
from desk.problems_report import print_problems
from desk.publishing import addresses, manifest
from desk.publishing.lock_file import locked
from desk.publishing.manifest import Manifest, NotAManifest
from desk.publishing.publish_yaml import Place
from desk.publishing.target import Trouble
from plugins.pictures.store import Store
from plugins.practice import cache_problems, fingerprint, odd_files

_LOCK = "lock"
# The hosts for which a build writes something of its own: PRACTICE_HOST in publishconf.py.
_HOSTS = {"netlify": "netlify"}


@contextmanager
def site_for(content: Path, place: Place) -> Iterator[Path]:
    """The folder of the site as it is published to a place: each place has one of its own.

    What a build says goes to stderr. Raises `Trouble` if it is refused, and `Busy` while somebody
    else publishes from here to the same place: what is shown and agreed to is what is sent.
    """
    folder = project.ROOT / ".cache" / "publish" / place.name
    if _is_usable(folder):
        with locked(folder / _LOCK):
            yield _built(content, place, folder / "site")
    else:
        with tempfile.TemporaryDirectory(prefix="practice-press-") as spare:
            yield _built(content, place, Path(spare) / "site")


def _is_usable(folder: Path) -> bool:
    """Can a site be built there, and nowhere else? No link may lead to another place."""
    inside = folder.relative_to(project.ROOT)
    if Path(os.path.realpath(folder)) != Path(os.path.realpath(project.ROOT)) / inside:
        return False
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / _LOCK).open("a+b"):
            return os.access(folder, os.W_OK)
    except OSError:
        return False


def _built(content: Path, place: Place, site: Path) -> Path:
    kept = Store(project.ROOT / ".cache", "built")
    host = _HOSTS.get(place.kind, place.settings.get("host", "") if place.kind == "git" else "")
    made = _made_of(content, place.url, host)
    last = kept.find(place.name)
    damaged = bool(kept.damaged)
    if made and last and _holds(told := json.loads(last), made):
        found = _whole(site)
        if found and found.identity == told["manifest"]:
            print("Nothing has changed here since the site was built last.", file=sys.stderr)
            return site
        damaged = damaged or (found is None and site.exists())
    began, runs = check_memo.now(), list[Run]()
    _make_way(site)
    with redirect_stdout(sys.stderr):
        if build_site(content, site, place.url, host, "publish", runs.append):
            raise Trouble("Mend what stands above first; what is live is untouched.")
    if damaged:
        problem = cache_problems.damaged(kept.kind, 1, project.as_typed(site))
        print_problems([problem], sys.stderr)
    if made and made == _made_of(content, place.url, host):  # nothing was saved meanwhile
        _keep(kept, place.name, made, began, runs[0], site)
    return site


def _make_way(site: Path) -> None:
    """Removes what stands in the place of a site of ours and would hold up its build."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        site.unlink()
    elif site.is_dir() and not (site / swap.MARKER).is_file():
        shutil.rmtree(site)


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


def _keep(kept: Store, name: str, made: str, began: datetime, run: Run, site: Path) -> None:
    if run.site is None:
        return
    change = run.site.next_change
    told = {
        "made_of": made,
        "began": began.isoformat(),
        "timezone": run.site.timezone,
        "next_change": change.isoformat() if change else "",
        "manifest": manifest.read(site).identity,
    }
    kept.put(name, json.dumps(told).encode())


def _holds(told: dict[str, str], made: str) -> bool:
    """Was it made of the same, on the same day, and has no article come out since?"""
    now, began = check_memo.now(), datetime.fromisoformat(told["began"])
    zone, change = ZoneInfo(told["timezone"]), told["next_change"]
    return bool(
        told["made_of"] == made
        and began <= now
        and began.astimezone(zone).date() == now.astimezone(zone).date()
        and not (change and datetime.fromisoformat(change) <= now)
    )


def _whole(site: Path) -> Manifest | None:
    """The site's manifest, if every file is still as it was built."""
    try:
        built, there = manifest.read(site), manifest.of_folder(site).files
    except (OSError, NotAManifest):
        return None
    same = all(there.get(path) == file for path, file in built.files.items())
    return built if same else None
