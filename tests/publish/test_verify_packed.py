"""Verifying at real servers, which hand out what lies packed beside each file.

A visitor's browser asks for the packed file and shows nothing if it cannot unpack it, while the
plain one is as it should be.
"""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from desk.publish.changes import shown
from desk.publish.http import LiveSite
from desk.publish.verify import Verdict, verify
from plugins.delivery import manifest
from tests import damage
from tests.delivery import servers
from tests.delivery.conftest import deliver, hosting_of, write
from tests.trial_site import Built

PAGE = "articles/rest/index.html"
NO_BROWSER = (
    "/articles/rest/ comes packed ({0}), as browsers ask for it, and it is damaged, and no browser "
    f"can unpack it: visitors see nothing. Show this to whoever looks after the host (the file "
    f"{PAGE}{{1}}, if the host has one)."
)
ANOTHER = (
    "/articles/rest/, packed as browsers ask for it ({0}), shows something else than was sent: an "
    "older version, or a page that the host has changed on its way."
)


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return deliver(write(tmp_path_factory.mktemp("delivered")))


def cut(path: Path) -> None:
    damage.tail(path, random.Random(1))


def of_another_page(path: Path) -> None:
    shutil.copyfile(path.parents[1] / f"work/{path.name}", path)


def verified(server: str, site: Path, hosting: Path) -> Verdict:
    new = manifest.read(site)
    try:
        with servers.serving(server, site, hosting) as address:
            asked = shown(site, new.files)
            moved = [("/blog/rest", "/articles/rest/")]
            return verify(LiveSite(address), new, asked, moved, patience=0.0)
    except servers.NoServerError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.mark.parametrize("server", ["nginx", "apache", "caddy"])
@pytest.mark.parametrize(
    ("ending", "harm", "told"),
    [
        ("", lambda _: None, None),
        (".br", cut, NO_BROWSER.format("br", ".br")),
        (".gz", cut, NO_BROWSER.format("gzip", ".gz")),
        (".br", of_another_page, ANOTHER.format("br")),
        (".gz", of_another_page, ANOTHER.format("gzip")),
    ],
)
def test_a_damaged_packed_file_on_the_host_is_told(
    server: str,
    ending: str,
    harm: Callable[[Path], object],
    told: str | None,
    delivered: Built,
    tmp_path: Path,
) -> None:
    site = tmp_path / "site"
    shutil.copytree(delivered.output, site)
    harm(site / f"{PAGE}{ending}")
    verdict = verified(server, site, hosting_of(delivered))
    assert (verdict.wrong, verdict.weak) == ((told,) if told else (), ())
