"""What people read: each message of the rules, as a real input makes it. See `snapshots`."""

from __future__ import annotations

import io
import os
import re
import shutil
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from itertools import chain
from types import SimpleNamespace
from typing import Any

import pagefind_bin
import pytest
import time_machine
from PIL import Image

from desk import site_checks
from desk.build.pelican_run import run_pelican
from desk.check.run import collect
from desk.common import project, waiting
from desk.publish import config
from desk.site_checks.budgets import Budgets
from plugins.admin import kept as kept_there
from plugins.admin import package
from plugins.admin.files import editor
from plugins.checks import run as running
from plugins.checks.registry import RULES
from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.delivery import problems as delivered
from plugins.delivery import published_addresses as addresses
from plugins.delivery.fingerprints import Missing
from plugins.delivery.manifest import Manifest
from plugins.frontmatter import header
from plugins.notices.known import Known
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


def huge() -> bytes:
    """Return a PNG whose header says that it has 30,000 by 20,000 points."""
    header = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 20_000, 8, 2, 0, 0, 0)
    whole = photograph(form="PNG")
    after = whole[8 + 4 + len(header) + 4 :]
    return whole[:12] + header + struct.pack(">I", zlib.crc32(header)) + after


# What a text cannot hold; the case says in words what it is.
BYTES: dict[str, Callable[[], bytes]] = {
    "articles/latin.md": lambda: "Café".encode("latin-1"),
    "articles/big.md": lambda: b"A quiet hour. " * 360_000,
    "images/camera.jpg": lambda: photograph(exif=CAMERA),
    "images/desk.jpg": photograph,
    "images/torn.jpg": lambda: photograph(400, 300)[:3000],
    "images/empty.jpg": bytes,
    "images/moving.gif": moving,
    "images/huge.png": huge,
}
LINKS = {
    "articles/lost.md": "nowhere.md",
    "articles/again.md": "..",
    "articles/elsewhere.md": "../..",
}


def of_content(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what a check says of the files of a practice."""
    for name, text in files.items():
        if name in LINKS:
            (site.content / name).symlink_to(LINKS[name])
        else:
            site.write(name, BYTES[name]() if name in BYTES else text)
    with time_machine.travel(TODAY, tick=False):
        result = collect(site.content)
    return [*result.problems, *waiting.notes(result)]


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
    return site_checks.problems(site.content, base=URL, allowed=Budgets(article=100, page=200))


def of_built(site: TrialSite, files: Mapping[str, str], monkeypatch: Any) -> list[Problem]:
    """Return what a build says, with an address and without, where there is no Pagefind."""
    for name, text in files.items():
        site.write(name, text)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: site.folder / "none")
    return [*{*site.build().problems, *site.build(url="").problems}]


def of_damaged(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what a check says once what the one before has kept is damaged."""
    of_practice(site, files)
    shutil.rmtree(site.folder / ".cache" / "built")  # else nothing of it would be read
    for kept in (site.folder / ".cache" / "reading").iterdir():
        kept.write_bytes(kept.read_bytes()[:-9])
    return of_practice(site, files)


def of_not_kept(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what a check says where a file stands in place of the folder of what is kept."""
    (site.folder / ".cache").write_text(files[".cache"])
    return of_practice(site, {name: text for name, text in files.items() if name != ".cache"})


def of_host(_: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what keeps a site from a host: by its settings, its own files, and what it lacks."""
    asked: dict[str, str] = {}
    exec(files["publishconf.py"], {}, asked)
    missing = [Missing("index.html", "/theme/gone.css")]
    long = {"_headers": b"x" * 2001, "_redirects": b"x" * 1001}
    built: Any = SimpleNamespace(base="", shown=str)
    lost = dict.fromkeys(files[addresses.NAME].split(), 1)
    return [
        *delivered.setting_problems(asked),
        *delivered.problems_with(missing, long, asked["PRACTICE_HOST"], built),
        *addresses.lost(lost, Manifest(), b"", addresses.NAME),
    ]


def of_settings(_: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what is wrong with a publish.yaml."""
    return config.read(files["publish.yaml"], "publish.yaml")[1]


def of_editor(site: TrialSite, files: Mapping[str, str], monkeypatch: Any) -> list[Problem]:
    """Return what is said of an editor at /admin/: of each setting, of its program, of texts."""
    monkeypatch.setattr(package, "FOLDER", site.folder / "fetched")
    (site.folder / ".git").mkdir()
    asked: dict[str, list[str]] = {}
    exec(files["publishconf.py"], {}, asked)
    build, pages = Build(site.content), ("articles", "pages")
    found = [editor(one, build, (), pages, ()) for one in asked["PRACTICE_ADMIN"]]
    found.append(editor(asked["PRACTICE_ADMIN"][-1], build, (), pages, ["admin/index.html"]))
    (site.folder / ".git").rmdir()
    found.append(editor(asked["PRACTICE_ADMIN"][-1], build, (), pages, ()))
    texts = [
        kept_there.problems(text, name) for name, text in files.items() if name.endswith(".md")
    ]
    return [*chain(*texts), *chain(*(one.problems for one in found))]


def of_program(site: TrialSite, files: Mapping[str, str], monkeypatch: Any) -> list[Problem]:
    """Return what is said of a rule that breaks, of Pelican's own words, and of no theme."""

    def breaks(*_: object) -> Iterator[Problem]:
        raise ZeroDivisionError("no way")

    monkeypatch.setattr(running, "TEXT", (breaks,))
    (text,) = files.values()
    (path,) = files
    broken, _ = running.text(header.read(text, path, "article"), "", Known())
    said = run_pelican(project.WRITING, site.content, site.folder / "a", LOCALE=["xx"]).problems
    ended = run_pelican(project.WRITING, site.content, site.folder / "b", THEME="none").problems
    return [*broken, *said, *ended]


def of_translations(site: TrialSite, files: Mapping[str, str]) -> list[Problem]:
    """Return what is said of the catalogs of a theme with two words of its own.

    How many words there are in all is no part of the message that is reviewed.
    """
    theme = site.folder / "theme"
    shutil.copytree(project.ROOT / "theme" / "css", theme / "css")
    own = "{% trans %}Next{% endtrans %} {% trans num=2 %}a day{% pluralize %}days{% endtrans %}"
    for name, text in {"theme/templates/article.html": own, **files}.items():
        path = (site.folder if name.startswith("theme/") else site.content) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    changes: dict[str, Any] = {"PRACTICE_CHECK": True, "THEME": str(theme)}
    found = run_pelican(project.WRITING, site.content, site.folder / "out", **changes).problems
    counts = re.compile(r"\b\d+ (of \d+|more)\b")
    return [replace(one, message=counts.sub("some", one.message)) for one in found]


FINDERS: dict[str, Callable[..., list[Problem]]] = {
    "translations": of_translations,
    "no-facts": of_no_facts,
    "finished-site": of_finished,
    "built": of_built,
    "people": of_built,
    "damaged": of_damaged,
    "not-kept": of_not_kept,
    "host": of_host,
    "publish-settings": of_settings,
    "program": of_program,
    "editor": of_editor,
}


@pytest.mark.parametrize("name", sorted(file.stem for file in snapshots.FOLDER.glob("*.txt")))
def test_the_messages_are_those_of_the_snapshots(
    name: str, site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, look at the difference, and write them anew: SNAPSHOTS=write pytest …"""
    if os.name == "nt" and name in ("files", "not-kept"):
        pytest.skip("Windows has no such names and links, and words of its own for what fails")
    find = FINDERS.get(name, of_practice)
    more = {"monkeypatch": monkeypatch} if find in (of_built, of_program, of_editor) else {}
    Subject.read(name).check(
        lambda files: find(site, files, **more), f"{site.content}/", f"{site.folder}/"
    )


def test_of_every_rule_there_is_a_message() -> None:
    assert sorted(set(RULES) - snapshots.codes()) == []


def test_every_way_to_find_serves_a_snapshot() -> None:
    assert set(FINDERS) <= {file.stem for file in snapshots.FOLDER.glob("*.txt")}


def test_another_message_than_that_of_the_snapshot_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SNAPSHOTS", raising=False)
    subject = Subject.read("people")
    problem = RULES["unknown-person"].problem("articles/person.md", 5, "Other.", "Words.")
    with pytest.raises(AssertionError, match=r"\+ 5: unknown-person \(error\): Other\."):
        subject.check(lambda _: [problem])
    with pytest.raises(AssertionError, match=r"elsewhere\.md:1: Other\. Words\."):
        subject.check(lambda _: [replace(problem, path="elsewhere.md", line=1)])
