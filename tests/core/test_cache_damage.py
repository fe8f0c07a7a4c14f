"""Whatever befalls `.cache`, a build gives the very bytes of a clean one, and says so once.

PRACTICE_ROUNDS is how often entries are damaged by chance: a few times among the other tests, 200
times before a release (`PRACTICE_ROUNDS=200 pytest -n 0 -s tests/core/test_cache_damage.py`).
"""

from __future__ import annotations

import io
import os
import random
import re
import shutil
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from desk.build.build import build_site
from desk.check.run import collect
from plugins.core.cache import Store
from plugins.delivery import compression
from plugins.images import pipeline, raster, svg
from plugins.social_cards import cards
from tests import damage
from tests.damage import Damage
from tests.trial_site import URL, TrialSite, photograph

ROUNDS = int(os.environ.get("PRACTICE_ROUNDS", "6"))
NOTES = ["checked", "delivered"]
KINDS = ["built", *NOTES, "cards", "copies", "packed", "pages", "pictures", "reading"]
CLEAN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><path d="M0 0h9"/></svg>'
CRAFTED = CLEAN.replace("<path", "<text>Call this number instead</text><path")
DAMAGED = re.compile(
    r"cache/([a-z]+):1: Of the [\w ]+ that are kept here from earlier runs, ([\d,]+) (?:was|were) "
    r"damaged and ha(?:s|ve) been made anew\. Nothing has to be done\."
)
IN_ORDER = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}


def write(folder: Path) -> TrialSite:
    """A few pages, photographs and drawings, shown, linked and shared."""
    site = TrialSite(folder)
    site.facts(crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}])
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    site.page("consultation", "Write to me.\n", template="consultation")
    site.write("images/desk.jpg", photograph(800, 600))
    site.write("images/chair.png", photograph(500, 400, "PNG", color=7))
    site.write("images/parts.svg", CLEAN)
    shown = "![A desk](/images/desk.jpg)\n\n![Parts](/images/parts.svg){.inline}\n\n"
    site.article("rest", shown + "Words about rest. " * 40, **IN_ORDER)
    site.article(
        "work",
        "[A chair](/images/chair.png)\n\n" + "Words about work. " * 40,
        image="images/chair.png",
        image_alt="A chair",
        **IN_ORDER,
    )
    site.article("sleep", "![Parts](/images/parts.svg)\n", **IN_ORDER)
    return site


def build(site: TrialSite) -> tuple[dict[str, bytes], str]:
    """The files of the production site, and what the build said of problems."""
    output, said = site.folder / "output", io.StringIO()
    if output.is_dir():
        (output / "one more file").touch()  # else there would be nothing to do
    with redirect_stdout(io.StringIO()), redirect_stderr(said):
        code = build_site(site.content, output, URL)
    assert code == 0, said.getvalue()
    files = {
        path.relative_to(output).as_posix(): path.read_bytes()
        for path in output.rglob("*")
        if path.is_file()
    }
    return files, said.getvalue()


def told(said: str) -> dict[str, int]:
    """How many entries of each kind are said to have been damaged; each kind is told once."""
    found = DAMAGED.findall(said)
    assert len(found) == len(dict(found)) == said.count("[cache-damaged]")
    return {kind: int(count) for kind, count in found}


def counted(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The drawings that are cleaned from now on."""
    found: list[bytes] = []
    clean = svg.clean

    def cleaned(data: bytes) -> svg.Drawing:
        found.append(data)
        return clean(data)

    monkeypatch.setattr(svg, "clean", cleaned)
    return found


def entries(site: TrialSite) -> list[Path]:
    return sorted(path for path in (site.folder / ".cache").rglob("*") if not path.is_dir())


def forget(site: TrialSite, *but: Path) -> None:
    """Drop the notes of what became of each file, which leave most of what is kept unread."""
    for path in entries(site):
        if path.parent.name in NOTES and path not in but:
            path.unlink()


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What a build gives that finds nothing kept."""
    return build(write(tmp_path_factory.mktemp("clean")))[0]


@pytest.fixture
def practice(tmp_path: Path) -> TrialSite:
    return write(tmp_path)


def test_damage_by_chance_changes_no_byte_and_each_is_told_once(
    practice: TrialSite, clean: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    site, chance = practice, random.Random(20261128)
    files, said = build(site)
    assert (files == clean, told(said)) == (True, {})
    assert {path.parent.name for path in entries(site)} == set(KINDS)
    tally: Counter[str] = Counter()
    by_kind: Counter[str] = Counter()
    for number in range(ROUNDS):
        hurt = chance.sample(entries(site), chance.randint(1, 12))
        expected = Counter(path.parent.name for path in hurt)
        waiting = hurt[:]
        while waiting:
            path = waiting.pop()
            if waiting and chance.random() < 0.2:
                damage.swapped(path, waiting.pop())
                tally["swapped"] += 2
            else:
                harm = chance.choice(damage.ALONE)
                harm(path, chance)
                tally[harm.__name__] += 1
        by_kind += expected
        forget(site, *hurt)
        files, said = build(site)
        assert files == clean, number
        assert told(said) == expected, number
    files, said = build(site)
    assert (files == clean, told(said)) == (True, {})
    with capsys.disabled():
        if ROUNDS > 6:
            print(f"\n{ROUNDS} rounds, {tally.total()} damaged entries, each told once")
            for name, count in sorted(tally.items()):
                print(f"  {name:12} {count:5}")
            print("  of", dict(by_kind))


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_which_every_entry_is_damaged(
    kind: str, practice: TrialSite, clean: dict[str, bytes]
) -> None:
    build(practice)
    hurt = [path for path in entries(practice) if path.parent.name == kind]
    for path in hurt:
        damage.garbage(path, random.Random(1))
    forget(practice, *hurt)
    files, said = build(practice)
    assert (files == clean, told(said)) == (True, {kind: len(hurt)})


@pytest.mark.parametrize("place", [".cache", *(f".cache/{kind}" for kind in KINDS)])
@pytest.mark.parametrize("what", ["file", "link", "to nowhere", "pipe"])
def test_what_stands_in_the_place_of_the_folders_stops_no_build_and_is_told(
    place: str, what: str, practice: TrialSite, clean: dict[str, bytes]
) -> None:
    folder, elsewhere = practice.folder / place, practice.folder / "elsewhere"
    folder.parent.mkdir(exist_ok=True)
    elsewhere.mkdir()
    mine = elsewhere / f"{'a' * 40}.{folder.name}"
    mine.write_text("Mine.")
    os.utime(mine, (0, 0))
    match what:
        case "file":
            folder.write_text("Mine.")
        case "pipe":
            os.mkfifo(folder)
        case _:
            folder.symlink_to(elsewhere if what == "link" else "nowhere")
    files, said = build(practice)
    assert (files == clean, told(said)) == (True, {})
    assert sorted(elsewhere.iterdir()) == [mine]
    if place in (".cache", ".cache/reading"):
        notes = [one for one in collect(practice.content).problems if "cache" in one.rule]
        assert [(note.path, note.rule) for note in notes] == [(str(folder), "cache-not-kept")]


def test_a_folder_of_somebody_else_with_a_cache_beside_it_is_published_clean(
    practice: TrialSite,
    clean: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """She has this program too, and has made it keep what it never would."""
    with monkeypatch.context() as hers:
        hers.setenv("XDG_CACHE_HOME", str(tmp_path / "hers"))
        put = Store.put

        def crafted(self: Store, name: str, data: bytes) -> None:
            evil = {"pictures": CRAFTED.encode(), "packed": bytes(8) + b"evil"}
            known = b'{"traits"' in data or self.kind not in evil
            put(self, name, data if known else evil[self.kind])

        hers.setattr(Store, "put", crafted)
        build(practice)
        hers.setattr(Store, "put", put)
        shutil.rmtree(practice.folder / "output")
        forget(practice)
        published, _ = build(practice)
        assert published["index.html.gz"] == b"evil"  # on her own computer it is as she wants it
        assert b"Call this number" in published["articles/rest/index.html"]
    files, said = build(practice)
    assert (files == clean, told(said)) == (True, {})


def test_without_a_home_that_can_be_written_to_the_site_is_the_same(
    practice: TrialSite,
    clean: dict[str, bytes],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    build(practice)
    kept = {path: path.read_bytes() for path in entries(practice)}
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cleaned = counted(monkeypatch)
    for _ in range(2):
        files, said = build(practice)
        assert (files == clean, told(said)) == (True, {})
    assert len(cleaned) == 1  # what this process has made, it finds again
    assert {path: path.read_bytes() for path in entries(practice)} == kept
    [note] = [one for one in collect(practice.content).problems if "cache" in one.rule]
    assert (note.path, note.severity) == (str(tmp_path / "file" / "practice-press"), "note")
    assert note.message == ("What is made here cannot be kept for the next build: Not a directory.")


@pytest.mark.parametrize("harm", [damage.bit, damage.folder])
def test_a_picture_that_is_damaged_between_two_looks_at_it_is_made_anew(
    harm: Damage,
    practice: TrialSite,
    clean: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The pages are put together long before the pictures are written."""
    build(practice)
    find = Store.find
    hurt: list[Path] = []

    def late(self: Store, name: str) -> bytes | None:
        if self.kind == "pictures" and ".webp" in name and not hurt:
            hurt.append(self.folder / self._file(name))
            harm(hurt[0], random.Random(1))
        return find(self, name)

    monkeypatch.setattr(Store, "find", late)
    files, said = build(practice)
    assert (files == clean, told(said)) == (True, {"pictures": 1})


def test_a_photograph_saved_anew_while_it_is_made_is_not_kept_under_the_old_ones_name(
    practice: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new = photograph(800, 600), photograph(800, 600, color=200)
    practice.write("images/desk.jpg", new)
    expected, _ = build(practice)
    practice.write("images/desk.jpg", old)
    load = raster.load
    shutil.rmtree(practice.folder / ".cache")

    def saved_meanwhile(source: Path) -> raster.Raster:
        if source.name == "desk.jpg":
            practice.write("images/desk.jpg", new)
        return load(source)

    with monkeypatch.context() as patch:
        patch.setattr(raster, "load", saved_meanwhile)
        build(practice)
    practice.write("images/desk.jpg", old)
    first, _ = build(practice)
    shutil.rmtree(practice.folder / ".cache")
    assert first == build(practice)[0]
    assert first != expected


@pytest.mark.parametrize(
    ("kind", "module", "named"),
    [
        ("pictures", pipeline, pipeline._program),
        ("packed", compression, None),  # asked for anew in each build
        ("cards", cards, cards._version),
    ],
)
def test_another_program_makes_its_own(
    kind: str,
    module: ModuleType,
    named: Any,
    practice: TrialSite,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What was cleaned by an older program, with a hole in it, is not published by a newer one."""
    build(practice)
    before = {path for path in entries(practice) if path.parent.name == kind}
    build(practice)
    assert {path for path in entries(practice) if path.parent.name == kind} == before
    monkeypatch.setattr(module, "made_by", lambda *_: "another")
    if named:
        named.cache_clear()
    build(practice)
    if named:
        named.cache_clear()
    after = {path for path in entries(practice) if path.parent.name == kind}
    assert (before < after, len(after)) == (True, 2 * len(before))
