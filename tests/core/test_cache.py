"""What was made is kept: nothing but what was put there is ever given back, whatever happens to it.

The same seen from outside, over whole builds, is in test_cache_damage.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import pickle
import random
import shutil
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest

from plugins.core import cache as store
from plugins.core.cache import Store
from tests import damage
from tests.damage import Damage
from tests.trial_site import PROJECT

DAY = 24 * 3600
NOBODY = 65534


def entry(folder: Path) -> Path:
    [path] = (folder / "cards").iterdir()
    return path


def another_person(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything from now on is done by somebody with a folder of her own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))


def test_what_was_put_is_found_under_its_name_and_kind_alone(tmp_path: Path) -> None:
    Store(tmp_path, "cards").put("a", b"data")
    assert Store(tmp_path, "cards").find("a") == b"data"
    assert Store(tmp_path, "cards").find("b") is None
    assert Store(tmp_path, "packed").find("a") is None


@pytest.mark.parametrize("data", [b"", b"x", os.urandom(1_000_000)])
def test_any_bytes_can_be_kept(data: bytes, tmp_path: Path) -> None:
    assert Store(tmp_path, "cards").get("a", lambda: data) == data
    assert Store(tmp_path, "cards").get("a", lambda: pytest.fail("made again")) == data


@pytest.mark.parametrize("harm", damage.ALONE)
def test_a_damaged_entry_is_not_given_but_noted_and_made_anew_in_its_place(
    harm: Damage, tmp_path: Path
) -> None:
    Store(tmp_path, "cards").put("a", b"data" * 50)
    name = entry(tmp_path).name
    harm(entry(tmp_path), random.Random(1))
    kept = Store(tmp_path, "cards")
    assert (kept.find("a"), kept.damaged) == (None, {name})
    assert kept.get("a", lambda: b"anew") == b"anew"
    again = Store(tmp_path, "cards")
    assert (again.find("a"), again.damaged, again.trouble) == (b"anew", set(), None)
    assert entry(tmp_path).is_file()


def test_no_bit_can_change(tmp_path: Path) -> None:
    kept = Store(tmp_path, "cards")
    kept.put("a", b"some data")
    path, whole = entry(tmp_path), entry(tmp_path).read_bytes()
    assert len(whole) > len(b"some data")
    for at in range(len(whole) * 8):
        broken = bytearray(whole)
        broken[at // 8] ^= 1 << at % 8
        path.write_bytes(broken)
        assert kept.find("a") is None, at
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert kept.find("a") is None, length


def test_whole_entries_that_changed_places_are_noticed(tmp_path: Path) -> None:
    kept = Store(tmp_path, "cards")
    for name in "ab":
        kept.put(name, name.encode())
    damage.swapped(*(tmp_path / "cards").iterdir())
    assert (kept.find("a"), kept.find("b"), len(kept.damaged)) == (None, None, 2)


def test_an_entry_of_another_kind_with_the_same_name_is_noticed(tmp_path: Path) -> None:
    for kind in ("cards", "packed"):
        Store(tmp_path, kind).put("a", kind.encode())
    [packed] = (tmp_path / "packed").iterdir()
    shutil.copy(packed, entry(tmp_path))
    assert Store(tmp_path, "cards").find("a") is None


def test_an_entry_that_was_moved_and_linked_is_one_no_more(tmp_path: Path) -> None:
    kept = Store(tmp_path, "cards")
    kept.put("a", b"data")
    path = entry(tmp_path)
    path.rename(tmp_path / "elsewhere")
    path.symlink_to(tmp_path / "elsewhere")
    assert (kept.find("a"), kept.damaged) == (None, {path.name})


def test_the_link_in_the_place_of_an_entry_is_replaced_and_not_what_it_leads_to(
    tmp_path: Path,
) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("Mine.")
    kept = Store(tmp_path, "cards")
    kept.put("a", b"data")
    path = entry(tmp_path)
    path.unlink()
    path.symlink_to(mine)
    kept.put("a", b"data")
    assert (kept.find("a"), mine.read_text(), path.is_symlink()) == (b"data", "Mine.", False)


# --- Somebody else's --------------------------------------------------------------------------


def test_what_another_person_has_kept_is_not_even_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path, "cards").put("a", b"theirs")
    another_person(tmp_path / "her own", monkeypatch)
    kept = Store(tmp_path, "cards")
    assert (kept.find("a"), kept.damaged, kept.trouble) == (None, set(), None)
    kept.put("a", b"hers")
    assert kept.find("a") == b"hers"
    assert len(list((tmp_path / "cards").iterdir())) == 2


@pytest.mark.parametrize("key", [b"", b"\0" * 32, b"practice-press"])
def test_who_knows_the_format_and_not_the_key_can_forge_nothing(tmp_path: Path, key: bytes) -> None:
    """All that stands in the program is known; an entry of our own shows where hers would lie."""
    kept = Store(tmp_path, "cards")
    kept.put("a", b"data")
    about = b"cards/a"
    said = b"data" + len(about).to_bytes(8, "big") + about + b"forged"
    for proof in (hmac.digest(key, said, "sha256"), hashlib.sha256(said).digest()):
        entry(tmp_path).write_bytes(proof + b"forged")
        assert kept.find("a") is None


def test_the_key_lies_in_her_own_folder_for_nobody_else_to_read_and_in_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_person(tmp_path / "own", monkeypatch)
    Store(tmp_path / ".cache", "cards").put("a", b"data")
    key = tmp_path / "own" / "practice-press" / "key"
    assert (key.stat().st_mode & 0o777, key.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert len(key.read_bytes()) == 32
    held = b"".join(path.read_bytes() for path in (tmp_path / ".cache").rglob("*.cards"))
    assert key.read_bytes() not in held


@pytest.mark.parametrize("harm", damage.ALONE)
def test_a_key_that_is_damaged_is_made_anew_and_nothing_of_before_is_trusted(
    harm: Damage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    another_person(tmp_path / "own", monkeypatch)
    Store(tmp_path, "cards").put("a", b"data")
    key = tmp_path / "own" / "practice-press" / "key"
    harm(key, random.Random(1))
    store._secret.cache_clear()  # as in the next run
    kept = Store(tmp_path, "cards")
    assert (kept.find("a"), kept.damaged, kept.trouble) == (None, set(), None)
    kept.put("a", b"data")
    assert len(key.read_bytes()) == 32
    store._secret.cache_clear()
    assert Store(tmp_path, "cards").find("a") == b"data"


def test_a_store_goes_to_another_process_with_what_it_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Store(tmp_path, "cards")
    kept.put("a", b"data")
    there = pickle.dumps(kept)
    another_person(tmp_path / "somewhere", monkeypatch)
    assert pickle.loads(there).find("a") == b"data"


# --- Where nothing can be kept ----------------------------------------------------------------


def test_without_a_folder_of_ones_own_what_is_made_is_kept_for_this_process_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path, "cards").put("before", b"data")
    (tmp_path / "file").touch()
    another_person(tmp_path / "file", monkeypatch)
    kept = Store(tmp_path, "cards")
    own = tmp_path / "file" / "practice-press"
    assert (kept.find("before"), kept.trouble) == (None, (own, "Not a directory"))
    kept.put("a", b"data")
    assert Store(tmp_path, "cards").find("a") == b"data"  # a preview builds many times
    assert len(list((tmp_path / "cards").iterdir())) == 1


def test_nothing_stays_of_what_was_kept_for_one_process(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from plugins.core.cache import Store\n"
        "Store(Path(sys.argv[1]), 'cards').put('a', b'data')\n"
    )
    (tmp_path / "file").touch()
    places = {"XDG_CACHE_HOME": str(tmp_path / "file"), "TMPDIR": str(tmp_path / "temporary")}
    (tmp_path / "temporary").mkdir()
    subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / ".cache")],
        cwd=PROJECT,
        env={**os.environ, **places},
        check=True,
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.parametrize("home", ["", "relative"])
def test_an_own_folder_that_is_no_whole_path_is_that_of_the_system(
    home: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    monkeypatch.setenv("HOME", str(tmp_path))
    own = store.own_folder()
    assert own
    assert own.is_relative_to(tmp_path)


@pytest.mark.parametrize("level", [".cache", ".cache/cards"])
@pytest.mark.parametrize("what", ["file", "link", "pipe"])
def test_what_stands_in_the_place_of_the_folder_is_left_alone_and_told(
    level: str, what: str, tmp_path: Path
) -> None:
    place, elsewhere = tmp_path / level, tmp_path / "elsewhere"
    (elsewhere / "cards").mkdir(parents=True)
    place.parent.mkdir(exist_ok=True)
    match what:
        case "file":
            place.write_text("Mine.")
        case "link":
            place.symlink_to(elsewhere)
        case _:
            os.mkfifo(place)
    kept = Store(tmp_path / ".cache", "cards")
    kept.put("a", b"data")
    kept.prune()
    assert (kept.find("a"), kept.damaged) == (b"data", set())
    words = {"link": "It is a link to another place"}
    assert kept.trouble
    assert kept.trouble[0] == place
    assert kept.trouble[1] in {words.get(what), "Not a directory", "File exists"}
    assert [path.name for path in elsewhere.rglob("*")] == ["cards"]
    assert what != "file" or place.read_text() == "Mine."


@pytest.mark.skipif(sys.platform != "linux", reason="a small disk is made as on Linux")
def test_a_full_disk_holds_up_nothing(tmp_path: Path) -> None:
    cache = tmp_path / ".cache"
    cache.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(cache)]
    if os.getuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("only root can make a small disk")
    try:
        kept = Store(cache, "cards")
        data = os.urandom(200_000)
        kept.put("small", b"data")
        kept.put("large", data)
        assert (kept.find("small"), kept.find("large")) == (b"data", data)
        assert kept.trouble == (cache / "cards", "No space left on device")
        assert len(list((cache / "cards").iterdir())) == 1
    finally:
        subprocess.run(["umount", "--lazy", str(cache)], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of Unix")
@pytest.mark.parametrize("closed", ["folder", "folder to write", "entry"])
def test_what_may_not_be_read_or_written_holds_up_nothing(closed: str, tmp_path: Path) -> None:
    """By somebody who is not root, whom no right is denied."""
    program = f"""
import os, sys, tempfile
from pathlib import Path
sys.path.insert(0, {str(PROJECT)!r})
from plugins.core.cache import Store
if not os.getuid():
    os.setuid({NOBODY})
with tempfile.TemporaryDirectory() as place:
    os.environ["XDG_CACHE_HOME"] = place + "/own"
    folder = Path(place, "cards")
    Store(Path(place), "cards").put("a", b"data")
    [entry] = folder.iterdir()
    closed = {closed!r}
    (entry if closed == "entry" else folder).chmod(0o500 if "write" in closed else 0)
    kept = Store(Path(place), "cards")
    found = kept.find("a"), len(kept.damaged)
    kept.put("b", b"more")
    print(*found, kept.find("b"), kept.get("a", lambda: b"anew"), kept.trouble and kept.trouble[1])
    folder.chmod(0o700)
"""
    said = subprocess.run(
        [sys.executable, "-c", program],
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert (said.stdout, said.stderr) == (
        {
            "folder": "None 0 b'more' b'anew' Permission denied\n",
            "folder to write": "b'data' 0 b'more' b'data' Permission denied\n",
            "entry": "None 1 b'more' b'anew' None\n",
        }[closed],
        "",
    )


# --- Together, and afterwards -----------------------------------------------------------------


def test_many_may_put_and_find_the_same_at_once(tmp_path: Path) -> None:
    wrong: list[object] = []

    def work() -> None:
        kept = Store(tmp_path, "cards")
        for number in range(200):
            data = str(number % 10).encode() * 5000
            if kept.get(str(number % 10), partial(bytes, data)) != data or kept.damaged:
                wrong.append(number)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert len(list((tmp_path / "cards").iterdir())) == 10


def test_what_no_build_has_used_for_90_days_is_let_go_and_nothing_that_is_not_ours(
    tmp_path: Path,
) -> None:
    kept = Store(tmp_path, "cards")
    names: dict[str, str] = {}
    for name, age in (("old", 91), ("used", 91), ("young", 89)):
        before = set((tmp_path / "cards").glob("*"))
        kept.put(name, b"data")
        [path] = set((tmp_path / "cards").iterdir()) - before
        names[path.name] = name
        os.utime(path, (time.time() - age * DAY,) * 2)
    ours = next(iter(names))
    for other, age in ((f"{ours}.xyz.tmp", 2), ("diary.txt", 400), ("a" * 40, 400)):
        (tmp_path / "cards" / other).write_text("Mine.")
        os.utime(tmp_path / "cards" / other, (time.time() - age * DAY,) * 2)
    assert kept.find("used")
    kept.prune()
    left = {names.get(path.name, path.name) for path in (tmp_path / "cards").iterdir()}
    assert left == {"used", "young", "diary.txt", "a" * 40}


def test_a_program_that_has_changed_has_another_name(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text("one = 1\n")
    before = store.made_by(file)
    assert store.made_by(file) == before
    file.write_text("one = 2\n")
    assert store.made_by(file) != before


def test_plain_values_come_back_under_their_key_only(tmp_path: Path) -> None:
    kept = Store(tmp_path, "cards")
    values = {"a": (1, "two", None, [True], frozenset(["x"])), "b": {}}
    assert kept.values("site", "one") is None
    kept.put_values("site", "one", values)
    assert Store(tmp_path, "cards").values("site", "one") == values
    assert kept.values("site", "other") is None
    kept.put_values("site", "other", values)
    assert kept.values("site", "one") is None  # of each name there is one entry
    assert kept.damaged == set()


@pytest.mark.parametrize(
    "entry",
    [
        pickle.dumps(("one", Path("x"))),  # what Python would have to import something for
        pickle.dumps(("one", os.getcwd)),
        pickle.dumps(("one",)),
        pickle.dumps("one"),
        pickle.dumps(None),
        b"\x80\x63 another version",
        b"",
    ],
)
def test_what_is_no_plain_value_is_none(entry: bytes, tmp_path: Path) -> None:
    kept = Store(tmp_path, "cards")
    kept.put("site", entry)
    assert kept.values("site", "one") is None


def test_of_damaged_values_there_are_none(tmp_path: Path) -> None:
    kept = Store(tmp_path, "cards")
    kept.put_values("site", "one", {"a": 1})
    damage.bit(entry(tmp_path), random.Random(1))
    assert kept.values("site", "one") is None
    assert len(kept.damaged) == 1
