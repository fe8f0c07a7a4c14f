"""Read the texts of the content and save them: what was not touched keeps its bytes.

Whoever saves says which version she has changed (`expected`). If another one stands there now,
nothing is written and `ChangedOutsideError` brings it along.
"""

from __future__ import annotations

import codecs
import difflib
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desk.writing import disk, history, journal
from desk.writing.disk import RaceError, WritingError
from desk.writing.journal import FileChange, Moves
from plugins.core import digest
from plugins.core.decode import another_kind

NEW = ""  # the digest of a file that is not there
_MOST = 5_000_000  # bytes of a text
_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


@dataclass(frozen=True)
class Text:
    """A file as it stands on the disk.

    `text` is what is in `data`, its line ends as \\n and without the mark that some programs put
    first. `digest` names this version; it is NEW, with nothing in it, where no file is.
    """

    name: str
    data: bytes = b""
    text: str = ""
    digest: str = NEW


class ChangedOutsideError(WritingError):
    """The file holds something else than what was read; `theirs` is what stands there now."""

    def __init__(self, theirs: Text) -> None:
        self.theirs = theirs
        what = "has been changed" if theirs.digest else "has been removed or renamed"
        super().__init__(
            f"“{theirs.name}” {what} meanwhile, by another program or in another window. Nothing "
            "is overwritten: compare the two, and keep what you need of each."
        )


def read(content: Path, name: str) -> Text:
    """Return a text. Raises WritingError if there is none, or if it is no text."""
    path = disk.inside(content, name)
    data = disk.contents(path, name)
    if data is None:
        raise WritingError(f"There is no “{name}” any more: it was removed or renamed.")
    if len(data) > _MOST:
        raise WritingError(f"“{name}” has more than {_MOST // 1_000_000} MB, so it is no text.")
    if kind := another_kind(data):
        raise WritingError(f"“{name}” is no text but {kind}.")
    return text_of(name, data)


def encode(text: str, former: bytes) -> bytes:
    """Return the bytes of a text that was changed from `former`: each line that stayed keeps its
    end, a new one ends as most do, and the mark at the beginning stays.

    Raises WritingError for half a character, which no file can hold.
    """
    mark = codecs.BOM_UTF8 if former.startswith(codecs.BOM_UTF8) else b""
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        message = f"Line {line} holds half a character. Delete it and type it again."
        raise WritingError(message) from None
    before = former.removeprefix(mark).decode("utf-8", "replace")
    old = [(one[1], one[2]) for one in _LINE.finditer(before)]
    ends = [end for _, end in old if end]
    if set(ends) <= {"\n"}:
        return mark + data
    usual = max(sorted(set(ends)), key=ends.count)
    lines = text.split("\n")
    made = [usual] * len(lines)
    if len(set(ends)) > 1:
        typed = [line for line, _ in old]
        for a, b, size in difflib.SequenceMatcher(None, typed, lines, False).get_matching_blocks():
            for at in range(size):
                made[b + at] = old[a + at][1] or usual
    made[-1] = ""
    return mark + "".join(f"{line}{end}" for line, end in zip(lines, made, strict=True)).encode()


def save(content: Path, name: str, text: str | bytes, expected: str) -> Text:
    """Put a text, or bytes, in the place of the version `expected`, and return it.

    What stood there goes into the history first. Raises ChangedOutsideError if another version
    stands there, and WritingError; then the file is as it was.
    """
    named = disk.inside(content, name, new=expected == NEW)
    path = Path(os.path.realpath(named))  # a link stays one
    with disk.at_work(content), disk.told(path, name):
        journal.end_what_was_begun(content)
        history.tidy(content, path.parent)
        there = disk.contents(path, name)
        if digest_of(there) != expected:
            raise ChangedOutsideError(as_it_is(name, there))
        data = text if isinstance(text, bytes) else encode(text, there or b"")
        if data == there:
            return text_of(name, data)
        if there is not None:
            history.keep(content, name, there)
        try:
            disk.put(path, data, there)
        except RaceError:
            raise ChangedOutsideError(as_it_is(name, disk.contents(path, name))) from None
    return as_it_is(name, data)


def carry_out(content: Path, changes: Sequence[FileChange], moves: Moves = ()) -> None:
    """Do several changes whole or not at all; the former versions go into the history first.

    Raises ChangedOutsideError if a file is not what it was, and WritingError; then nothing has
    changed.
    """
    for one in changes:
        disk.inside(content, one.name, new=one.before is None)
    with disk.at_work(content):
        journal.end_what_was_begun(content)
        for folder in journal.folders(content, changes):
            history.tidy(content, folder)
        for one in changes:
            there = disk.contents(content / one.name, one.name)
            if there != one.before:
                raise ChangedOutsideError(as_it_is(one.name, there))
        for one in changes:
            if one.before is not None:
                history.keep(content, one.name, one.before)
        try:
            journal.do_all(content, changes, moves)
        except RaceError as race:
            name = str(race)
            there = disk.contents(content / name, name)
            raise ChangedOutsideError(as_it_is(name, there)) from None


def restore(content: Path, name: str, key: str, expected: str) -> Text:
    """Put a former version in its place again, as `save` does; the present one is kept."""
    return save(content, name, history.version(content, name, key), expected)


def digest_of(data: bytes | None) -> str:
    """Return the name of this version of a file, NEW if there is none."""
    return NEW if data is None else digest.of(data)


def text_of(name: str, data: bytes) -> Text:
    """Return the text that a file holds. Raises WritingError if it is not saved as UTF-8."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
    else:
        if (at := data.find(b"\0")) < 0:
            return Text(name, data, re.sub(r"\r\n?", "\n", text), digest_of(data))
    line = data.count(b"\n", 0, at) + 1
    raise WritingError(
        f"“{name}” is not saved as UTF-8 (line {line}), so its letters cannot be told apart. "
        "Save it again from the program that wrote it, with the encoding “UTF-8”."
    )


def as_it_is(name: str, data: bytes | None) -> Text:
    """Return a file that may be anything, or not be there."""
    try:
        return text_of(name, data) if data is not None else Text(name)
    except WritingError:
        return Text(name, data or b"", "", digest_of(data))
