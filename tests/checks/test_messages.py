"""What people read: each message of the rules, as a real input makes it. See `snapshots`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import pytest
import time_machine
from PIL import Image

from desk.check.run import collect
from plugins.checks.registry import RULES
from plugins.core.problem import Problem
from tests.checks import snapshots
from tests.checks.practices import PRACTICE
from tests.checks.snapshots import Subject
from tests.trial_site import TrialSite, photograph

TODAY = datetime(2026, 5, 20, 12)
CAMERA = Image.Exif()
CAMERA[0x010F] = "Lumen Nine"
CAMERA.get_ifd(0x8825).update({1: "N", 2: (40.0, 1.0, 0.0)})
# What a text cannot hold; the case says what it is.
PICTURES = {
    "images/camera.jpg": photograph(exif=CAMERA),
}


def of_content(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what a check says of a practice, each by the file within its folder."""
    for name, text in {"practice.yaml": PRACTICE, **files}.items():
        site.write(name, PICTURES.get(name, text))
    before = f"{site.content}/"
    with time_machine.travel(TODAY, tick=False):
        problems = collect(site.content).problems
    return [
        RULES[one.rule].problem(
            one.path.removeprefix(before),
            one.line,
            one.message.replace(before, "content/"),
            one.remedy.replace(before, "content/"),
            one.severity,
        )
        for one in problems
    ]


@pytest.mark.parametrize("name", sorted(file.stem for file in snapshots.FOLDER.glob("*.txt")))
def test_the_messages_are_those_of_the_snapshots(name: str, site: TrialSite) -> None:
    """If this fails, look at the difference, and write them anew: SNAPSHOTS=write pytest …"""
    Subject.read(name).check(lambda files: of_content(site, files))


def test_of_every_rule_there_is_a_message() -> None:
    assert sorted(set(RULES) - snapshots.codes()) == []
