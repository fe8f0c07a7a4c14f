"""What people read: each message of the rules, as a real input makes it. See `snapshots`."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from datetime import datetime

import pytest
import time_machine
from PIL import Image

from desk import site_checks
from desk.check.run import collect
from plugins.checks.registry import RULES
from plugins.core.problem import Problem
from tests.checks import snapshots
from tests.checks.practices import PRACTICE
from tests.checks.snapshots import Subject
from tests.trial_site import URL, TrialSite, photograph

TODAY = datetime(2026, 5, 20, 12)
CAMERA = Image.Exif()
CAMERA[0x010F] = "Lumen Nine"
CAMERA.get_ifd(0x8825).update({1: "N", 2: (40.0, 1.0, 0.0)})


def moving() -> bytes:
    """Return a GIF of two pictures."""
    out = io.BytesIO()
    first, second = Image.new("L", (40, 30)), Image.new("L", (40, 30), 200)
    first.save(out, "GIF", save_all=True, append_images=[second])
    return out.getvalue()


# What a text cannot hold; the case says in words what it is.
BYTES: dict[str, Callable[[], bytes]] = {
    "articles/latin.md": lambda: "Café".encode("latin-1"),
    "articles/big.md": lambda: b"A quiet hour. " * 360_000,
    "images/camera.jpg": lambda: photograph(exif=CAMERA),
    "images/desk.jpg": photograph,
    "images/torn.jpg": lambda: photograph(400, 300)[:3000],
    "images/empty.jpg": bytes,
    "images/moving.gif": moving,
    "images/huge.png": lambda: photograph(form="PNG").replace(
        b"IHDR\0\0\0\x28\0\0\0\x1e", b"IHDR\0\0\x75\x30\0\0\x4e\x20"
    ),
}
LINKS = {"articles/lost.md": "nowhere.md", "articles/again": "..", "articles/elsewhere.md": "../.."}


def of_content(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what a check says of the files of a practice."""
    for name, text in files.items():
        if name in LINKS:
            (site.content / name).symlink_to(LINKS[name])
        else:
            site.write(name, BYTES[name]() if name in BYTES else text)
    with time_machine.travel(TODAY, tick=False):
        return list(collect(site.content).problems)


def of_practice(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return the same where the facts are complete, unless they are among the files."""
    return of_content(site, {"practice.yaml": PRACTICE, **files})


def of_no_facts(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return the same where there are no facts."""
    (site.content / "practice.yaml").unlink()
    return of_content(site, files)


def of_finished(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with a site that is built."""
    for name, text in files.items():
        site.write(name, text)
    (site.content / "practice.yaml").unlink()
    return site_checks.faults(site.content, base=URL)


FINDERS = {"no-facts": of_no_facts, "finished-site": of_finished}


@pytest.mark.parametrize("name", sorted(file.stem for file in snapshots.FOLDER.glob("*.txt")))
def test_the_messages_are_those_of_the_snapshots(name: str, site: TrialSite) -> None:
    """If this fails, look at the difference, and write them anew: SNAPSHOTS=write pytest …"""
    find = FINDERS.get(name, of_practice)
    Subject.read(name).check(lambda files: find(site, files), f"{site.content}/")


def test_of_every_rule_there_is_a_message() -> None:
    assert sorted(set(RULES) - snapshots.codes()) == []
