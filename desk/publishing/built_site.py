"""The site built for a place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from pathlib import Path

from desk import project
from desk.build import build_site
from desk.publishing.lock_file import locked
from desk.publishing.publish_yaml import Place
from desk.publishing.target import Trouble


@contextmanager
def site_for(content: Path, place: Place) -> Iterator[Path]:
    """The folder of the site as it is published to a place: each place has one of its own.

    What a build says goes to stderr. Raises `Trouble` if it is refused, and `Busy` while somebody
    else publishes from here to the same place: what is shown and agreed to is what is sent.
    """
    folder = project.ROOT / ".cache" / "publish" / place.name
    folder.mkdir(parents=True, exist_ok=True)
    # PRACTICE_HOST in publishconf.py: the hosts for which a build writes something of its own.
    host = {"netlify": "netlify", "git": place.settings.get("host", "")}.get(place.kind, "")
    with locked(folder / "lock"):
        with redirect_stdout(sys.stderr):
            if build_site(content, folder / "site", place.url, host, "publish"):
                raise Trouble("Mend what stands above first; what is live is untouched.")
        yield folder / "site"
