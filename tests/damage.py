"""What can befall a kept entry: its disk, another program, or somebody who means no good."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

Damage = Callable[[Path, random.Random], object]


def bit(path: Path, chance: random.Random) -> None:
    """One bit is another one."""
    data = bytearray(path.read_bytes())
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    path.write_bytes(data)


def tail(path: Path, chance: random.Random) -> None:
    """The end is missing."""
    data = path.read_bytes()
    path.write_bytes(data[: chance.randrange(1, len(data))])


def longer(path: Path, chance: random.Random) -> None:
    """Something stands behind the end."""
    path.write_bytes(path.read_bytes() + chance.randbytes(chance.randint(1, 99)))


def empty(path: Path, _: random.Random) -> None:
    path.write_bytes(b"")


def garbage(path: Path, chance: random.Random) -> None:
    path.write_bytes(chance.randbytes(chance.randint(1, 20_000)))


def folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def full_folder(path: Path, _: random.Random) -> None:
    """A folder with something in it, which no file can take the place of."""
    folder(path, _)
    (path / "more").mkdir()
    (path / "more" / "notes.txt").write_text("Mine.")


def to_nowhere(path: Path, _: random.Random) -> None:
    path.unlink()
    path.symlink_to("nowhere")


def to_itself(path: Path, _: random.Random) -> None:
    path.unlink()
    path.symlink_to(path.name)


def to_elsewhere(path: Path, _: random.Random) -> None:
    """A link to a file of somebody's own, which must stay as it is."""
    path.unlink()
    path.symlink_to(Path(__file__))


def pipe(path: Path, _: random.Random) -> None:
    """Whoever opened it would wait for ever."""
    path.unlink()
    os.mkfifo(path)


def swapped(path: Path, other: Path) -> None:
    """Two whole entries have changed places."""
    one, two = path.read_bytes(), other.read_bytes()
    path.write_bytes(two)
    other.write_bytes(one)


# Each of one entry alone.
ALONE = [bit, tail, longer, empty, garbage, folder, full_folder, to_nowhere, to_itself]
ALONE += [to_elsewhere, pipe]
