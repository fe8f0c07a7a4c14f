"""Kill a program while it saves, again and again, and tell what became of the files.

    python -m tests.desk.writing.kills saves 200 FOLDER      one text, saved over and over
    python -m tests.desk.writing.kills changes 200 FOLDER    files that belong together
    python -m tests.desk.writing.kills unsaved 200 FOLDER    text that is kept before it is saved

What is printed is JSON: how often it was killed, how often in the middle (something was begun), and
what was found `torn` or `lost`.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from desk.writing import disk, drafts, files, history, journal
from desk.writing.journal import FileChange

NAME = "articles/rest.md"
TOGETHER = ("articles/a.md", "articles/b.md", "reading-paths.yaml")
MOVED = ("articles/here.md", "articles/there.md")  # one of the two is there
_LONGEST = 0.04  # seconds until a program is killed; one save takes about half of it


def text_of(number: int) -> str:
    """A text that tells whether it is whole: its number at the beginning and at the end."""
    return f"{number}\n{'Rest a little. ' * 2000}\n{number}\n"


def number_of(text: str) -> int:
    """The number of a text, -1 if it is torn."""
    number = text.partition("\n")[0]
    return int(number) if number.isdigit() and text == text_of(int(number)) else -1


def save(content: Path, number: int) -> None:
    files.save(content, NAME, text_of(number), files.read(content, NAME).digest)


def change(content: Path, number: int) -> None:
    journal.recover(content)
    before = (content / TOGETHER[0]).read_bytes()
    after = text_of(number).encode()
    old, new = sorted(MOVED, key=lambda name: not (content / name).exists())
    moved = [FileChange(new, None, after), FileChange(old, before, None)]
    together = [FileChange(name, before, after) for name in TOGETHER]
    files.carry_out(content, [*moved, *together], ((old, new),))


def keep(content: Path, number: int) -> None:
    drafts.keep(content, NAME, text_of(number), files.NEW)


def killed(content: Path, do: Callable[[Path, int], None], first: int, wait: float) -> int:
    """Do it over and over in another process, kill that, and return what it said it had done."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        for number in range(first, first + 10_000):
            do(content, number)
            os.write(writing, b"%d\n" % number)
        os._exit(0)
    os.close(writing)
    time.sleep(wait)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading) as said:
        numbers = said.read().split()
    return int(numbers[-1]) if numbers else first - 1


def begun(content: Path) -> bool:
    """Whether anything lies there that was not brought to its end."""
    left = [path for path in content.parent.rglob(".*~") if path.is_file()]
    return bool(left) or (disk.history_of(content) / "pending.json").is_file()


def trial(kind: str, times: int, content: Path) -> dict[str, object]:
    """Kill so many times, look after each, and return what was found."""
    do = {"saves": save, "changes": change, "unsaved": keep}[kind]
    for name in (NAME, *TOGETHER, MOVED[0]):
        files.save(content, name, text_of(0), files.NEW)
    drafts.keep(content, NAME, text_of(0), files.NEW)
    done, middle = 0, 0
    torn, lost = list[str](), list[str]()
    chance = random.Random(16)
    for _ in range(times):
        done = killed(content, do, done + 1, chance.uniform(0.001, _LONGEST))
        middle += begun(content)
        if kind == "saves":
            there = [number_of((content / NAME).read_text())]
        elif kind == "unsaved":
            kept = drafts.kept(content, NAME)
            there = [number_of(kept.text) if kept else -1]
        else:
            journal.recover(content)
            moved = [name for name in MOVED if (content / name).exists()]
            there = [number_of((content / name).read_text()) for name in (*TOGETHER, *moved)]
            lost += [f"{done}: {moved}"] if len(moved) != 1 else []
            kept_of = [len(history.versions(content, name)) for name in MOVED]
            lost += [f"{done}: versions {kept_of}"] if done > 1 and not any(kept_of) else []
        if -1 in there or len(set(there)) > 1:
            torn.append(f"{done}: {there}")
        elif there[0] not in (done, done + 1):
            lost.append(f"{done}: {there}")
        if kind == "saves" and done:
            save(content, there[0] + 1)
            done = there[0] + 1
            versions = history.versions(content, NAME)
            kept_numbers = [
                number_of(history.version(content, NAME, one.key).decode()) for one in versions
            ]
            # What was saved last before, and everything before that, as far as versions are kept:
            # one that was killed may be kept twice.
            wanted = range(min(kept_numbers), there[0] + 1)
            lost += (
                [f"{done}: {len(versions)} kept"] if len(versions) < min(done, history.MOST) else []
            )
            lost += [f"{done}: {one}" for one in wanted if one not in kept_numbers]
            torn += [f"{done}: a version" for one in kept_numbers if one < 0]
        done = max(done, *there)
    if kind != "saves":
        save(content, 1)
    left = [str(path) for path in content.rglob(".*")]
    return {"killed": times, "middle": middle, "torn": torn, "lost": lost, "left": left}


if __name__ == "__main__":
    print(json.dumps(trial(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]) / "content")))
