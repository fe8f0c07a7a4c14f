"""What is noticed of a saved file, whatever way an editor has of saving it, and how often."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.preview.watch import saved_files


class Saves:
    """A folder under watch, and what is told of it: each set as it comes."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.stop = threading.Event()
        self._all: list[set[Path]] = []
        self._end = self._count = 0
        saves = saved_files(content, self.stop)
        self._thread = threading.Thread(target=self._collect, args=(saves,), daemon=True)
        self._thread.start()

    def _collect(self, saves: Iterator[set[Path]]) -> None:
        for changed in saves:
            self._all.append(changed)

    @property
    def sets(self) -> list[set[Path]]:
        """Those that nobody has asked for yet."""
        return self._all[self._end :]

    def write(self, name: str, text: str = "Words.") -> Path:
        path = self.content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        return path

    def told(self) -> list[set[Path]]:
        """Every set since the last call, once a file that is saved now has come, too.

        What was saved before it has been told by then: the system keeps the order.
        """
        self._count += 1
        last = self.write(f"last-{self._count}")
        while not any(last in each for each in self.sets):
            time.sleep(0.005)
        sets = self.sets
        self._end += len(sets)
        return [each - {last} for each in sets if each - {last}]

    def settle(self) -> None:
        """Wait until nothing is told any more, and forget it."""
        before = -1
        while before != len(self.sets):
            before = len(self.sets)
            time.sleep(1)
        self._end = len(self._all)

    def close(self) -> None:
        self.stop.set()
        self._thread.join()


@pytest.fixture
def saves(tmp_path: Path) -> Iterator[Saves]:
    content = tmp_path / "content"
    content.mkdir()
    for name in ("a", "b", "c"):
        (content / f"{name}.md").write_text(f"As {name} was.")
    watched = Saves(content)
    yield watched
    watched.close()


def test_each_save_is_told_once_with_the_file_that_was_saved(saves: Saves) -> None:
    told = []
    for number in range(20):
        path = saves.write("a.md", f"Save {number}.")
        told += saves.told()
        os.utime(path)  # as some editors do a moment later
        path.chmod(0o600)
        told += saves.told()
    assert told == [{saves.content / "a.md"}] * 20


def test_a_save_by_another_name_tells_the_file_alone(saves: Saves) -> None:
    path, new, old = (saves.content / name for name in ("a.md", "a.md.new", "a.md.old"))
    new.write_text("Another.")
    new.replace(path)
    assert set().union(*saves.told()) - {new} == {path}
    path.rename(old)  # the other way round, and with a moment between
    time.sleep(0.03)
    path.write_text("A third.")
    old.unlink()
    assert [path in each for each in saves.told()].count(True) == 1


def test_a_file_that_is_empty_for_a_moment_is_told_when_it_is_full(saves: Saves) -> None:
    path = saves.content / "a.md"
    seen = []
    for number in range(10):
        with path.open("w") as file:
            time.sleep(0.03)
            file.write(f"Full {number}.")
        while not any(path in each for each in saves.sets):
            time.sleep(0.001)
        seen.append(path.read_text())
        saves.told()
    assert seen == [f"Full {number}." for number in range(10)]


def test_a_file_that_stays_empty_and_one_that_is_gone_are_told(saves: Saves) -> None:
    (saves.content / "a.md").write_text("")
    (saves.content / "b.md").unlink()
    told = saves.told()
    assert set().union(*told) == {saves.content / "a.md", saves.content / "b.md"}
    assert saves.told() == []


def test_a_file_that_is_written_in_two_steps_is_right_in_the_end(saves: Saves) -> None:
    path = saves.content / "a.md"
    with path.open("w") as file:
        file.write("The first half,")
        file.flush()
        time.sleep(0.3)
        file.write(" and the second.")
    told = saves.told()
    assert told == [{path}] * len(told)
    assert 1 <= len(told) <= 2


def test_five_hundred_files_at_once_come_in_a_few_sets(saves: Saves) -> None:
    paths = {saves.write(f"{number}.md", f"Text {number}.") for number in range(500)}
    told = saves.told()
    assert set().union(*told) == paths
    assert sum(map(len, told)) == 500  # each of them once
    assert len(told) < 10


def test_a_folder_that_comes_goes_or_is_renamed_tells_each_file_in_it(
    saves: Saves, tmp_path: Path
) -> None:
    new = tmp_path / "new"
    (new / "deep").mkdir(parents=True)
    names = ["1.md", "2.md", "deep/3.md"]
    for name in names:
        (new / name).write_text(name)
    there, elsewhere = saves.content / "there", saves.content / "elsewhere"

    def told_soon(expected: set[Path]) -> None:
        told: set[Path] = set()
        while not told >= expected:
            told |= set().union(*saves.told())
        assert told == expected

    shutil.copytree(new, there)
    told_soon({there / name for name in names})
    there.rename(elsewhere)
    told_soon({folder / name for folder in (there, elsewhere) for name in names})
    saves.settle()
    (elsewhere / "deep" / "3.md").write_text("Later.")
    told_soon({elsewhere / "deep" / "3.md"})
    shutil.rmtree(elsewhere)
    told_soon({elsewhere / name for name in names})


@pytest.mark.parametrize("by", ["moved", "made anew"])
@pytest.mark.parametrize("pause", [0, 0.15, 0.6])
def test_the_content_may_go_and_come_back(saves: Saves, by: str, pause: float) -> None:
    content, away = saves.content, saves.content.with_name("away")
    for number in range(2):
        if by == "moved":
            content.rename(away)
        else:
            shutil.copytree(content, away)
            shutil.rmtree(content)
        time.sleep(pause)
        away.rename(content)
        (content / "c.md").write_text(f"Meanwhile {number}.")
        while not any(content / "c.md" in each for each in saves.sets):
            time.sleep(0.01)
        saves.settle()
        saves.write("b.md", f"Later {number}.")
        assert saves.told() == [{content / "b.md"}]
