"""The site built for a place."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from pathlib import Path

from desk.build.build import build_site
from desk.build.pelican_run import Run
from desk.common import atomic_folder, project, waiting
from desk.common.errors import CommandError
from desk.common.locks import locked
from desk.common.refusals import Level
from desk.common.waiting import Waiting
from desk.publish.config import Place
from plugins.core import temporary
from plugins.core.paths import held

_LOCK = "lock"


@contextmanager
def site_for(
    content: Path, place: Place, level: Level = "publish"
) -> Iterator[tuple[Path, Waiting]]:
    """Yield the folder of the site as it is published to a place, and what waits.

    What a build says goes to stderr. Raises `CommandError` if it is refused, and `BusyError` while
    somebody else publishes from here to the same place: what is shown and agreed to is what is
    sent.
    """
    folder = project.ROOT / ".cache" / "publish" / place.name
    # PRACTICE_HOST in publishconf.py: the hosts for which a build writes something of its own.
    host = {"netlify": "netlify", "git": place.settings.get("host", "")}.get(place.kind, "")
    usable = False
    if (
        held(folder, project.ROOT) == folder.relative_to(project.ROOT).as_posix()
    ):  # no link leads out
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            with (folder / _LOCK).open("a+b"):
                usable = os.access(folder, os.W_OK)
    if usable:
        with locked(folder / _LOCK):
            yield _built(content, place, host, folder / "site", level)
    else:
        with temporary.folder() as spare:
            yield _built(content, place, host, spare / "site", level)


def _built(
    content: Path, place: Place, host: str, site: Path, level: Level
) -> tuple[Path, Waiting]:
    # What stands in the place of a site of ours would hold up its build.
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        site.unlink()
    elif site.is_dir() and not (site / atomic_folder.MARKER).is_file():
        shutil.rmtree(site)
    runs = list[Run]()
    with redirect_stdout(sys.stderr):
        if build_site(content, site, place.url, host, level, runs.append, again=""):
            raise CommandError("Mend what stands above first; what is live is untouched.")
    done = runs[0].result
    return site, waiting.count_of(done.scheduled if done else ())
