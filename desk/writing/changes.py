"""Plan what concerns several files, and do it whole or not at all.

Each function returns a `Plan` that says what it would do; `carry_out` does it. What a killed
program had begun is ended by the next one that writes (`recover`).
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from desk.writing import disk, files, headers, history, new_texts
from desk.writing.disk import RaceError, WritingError
from desk.writing.files import ChangedOutsideError
from plugins.core.yaml_lines import Value


@dataclass(frozen=True)
class FileChange:
    """A file as it is and as it is to be; None is no file."""

    name: str
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True)
class Link:
    """A place that leads to the text that is changed: its file, its line, and what is typed."""

    name: str
    line: int
    to: str


@dataclass(frozen=True)
class Plan:
    """What would be done. `says` are sentences for whoever is asked; `links` lead to the text, and
    are changed too where `files` says so. `name` is what its file is called afterwards, "" if it
    is gone, and `address` where it stands or would stand on the site."""

    says: tuple[str, ...]
    files: tuple[FileChange, ...]
    links: tuple[Link, ...] = ()
    name: str = ""
    address: str = ""


def new(content: Path, kind: str, title: str, today: date) -> Plan:
    """Plan a draft of a kind (`new_texts.KINDS`), its file named after the title.

    Raises WritingError for a title that is empty, an unknown kind, or a file that is there.
    """
    name, text = new_texts.draft(kind, title, today)
    if disk.inside(content, name, new=True).exists():
        raise WritingError(f"“{name}” is there already. Open that one, or choose another title.")
    says = f"Begins {name} as a draft: nobody but you sees it until it is published."
    return Plan((says,), (FileChange(name, None, text.encode()),), name=name)


def rename(content: Path, name: str, *, title: str = "", slug: str = "") -> Plan:
    """Plan another title, or another name in the address: then links, reading paths and the
    translations follow, and the old address leads to the new one. Raises WritingError."""
    if slug:
        raise NotImplementedError
    return with_fields(content, name, {"title": new_texts.one_line(title)}, f"Calls it “{title}”.")


def delete(content: Path, name: str, leads_to: str = "gone") -> Plan:
    """Plan to take a text away; its address leads to another one, or is declared gone.

    Raises WritingError if `leads_to` is no address.
    """
    there = files.read(content, name)
    return Plan(("Takes it away; the history keeps it.",), (FileChange(name, there.data, None),))


def schedule(content: Path, name: str, day: date) -> Plan:
    """Plan the day on which a text comes out; from then on it is published."""
    says = (
        f"It waits for {day:%B} {day.day}, {day.year}; the first publishing from then on shows it."
    )
    return with_fields(content, name, {"date": day.isoformat(), "status": "published"}, says)


def status(content: Path, name: str, wanted: str) -> Plan:
    """Plan who may see a text from the next publishing on: “published”, “draft” or “hidden”."""
    says = {
        "published": "Everybody sees it once you publish the site.",
        "draft": "It is a draft: once you publish the site, nobody sees it.",
        "hidden": "Once you publish the site, only those who have its address see it.",
    }
    if wanted not in says:
        raise WritingError(f"“{wanted}” is not a status: there are {', '.join(says)}.")
    return with_fields(content, name, {"status": wanted}, says[wanted])


def reviewed(content: Path, name: str, day: date, by: str = "") -> Plan:
    """Plan to write down that a clinician (`by`, her key) has read a text and stands by it."""
    fields: dict[str, Value] = {"reviewed": day.isoformat()}
    if by:
        fields["reviewed_by"] = by
    says = f"The page and its data say that it was read on {day:%B} {day.day}, {day.year}."
    return with_fields(content, name, fields, says)


def with_fields(content: Path, name: str, fields: Mapping[str, Value], says: str) -> Plan:
    """Plan other values of a text's header; `says` tells of it. Raises WritingError."""
    there = files.read(content, name)
    text = there.text
    for key, value in fields.items():
        text = headers.with_field(text, key, value, there.text)
    change = FileChange(name, there.data, files.encode(text, there.data))
    return Plan((says,), (change,), name=name)


def carry_out(content: Path, plan: Plan) -> None:
    """Do what was planned. Raises ChangedOutsideError if a file is not what it was, and
    WritingError; then nothing has changed.

    All of it is written down first (`pending.json`): a program that is killed has done it, or the
    next one does.
    """
    for one in plan.files:
        disk.inside(content, one.name, new=one.before is None)
    with disk.at_work(content):
        _end_what_was_begun(content)
        for one in plan.files:
            there = disk.contents(disk.inside(content, one.name), one.name)
            if there != one.before:
                raise ChangedOutsideError(files.as_it_is(one.name, there))
        for one in plan.files:
            if one.before is not None:
                history.keep(content, one.name, one.before)
        with disk.told(_pending(content)):
            disk.write(_pending(content), _written(plan.files))
        done: list[FileChange] = []
        try:
            for one in plan.files:
                with disk.told(content / one.name, one.name):
                    _do(content, one)
                done.append(one)
        except RaceError:
            _undo(content, done)
            there = disk.contents(disk.inside(content, one.name), one.name)
            raise ChangedOutsideError(files.as_it_is(one.name, there)) from None
        except WritingError:
            _undo(content, done)
            raise
        finally:
            _pending(content).unlink(missing_ok=True)


def recover(content: Path) -> tuple[str, ...]:
    """End what a killed program had begun; return the names of the files."""
    if not _pending(content).is_file():
        return ()
    with disk.at_work(content):
        return _end_what_was_begun(content)


def _end_what_was_begun(content: Path) -> tuple[str, ...]:
    data = disk.contents(_pending(content), "pending.json")
    if data is None:
        return ()
    found = _read(data)
    for one in found:
        try:
            with disk.told(content / one.name, one.name):
                _do(content, one)
        except RaceError:
            continue  # done already, or changed since: the history holds what it was
    _pending(content).unlink(missing_ok=True)
    return tuple(one.name for one in found)


def _do(content: Path, one: FileChange) -> None:
    path = disk.inside(content, one.name)
    if one.after is not None:
        disk.put(path, one.after, one.before)
    elif one.before is not None:
        disk.take_away(path, one.before)


def _undo(content: Path, done: list[FileChange]) -> None:
    for one in reversed(done):
        try:
            _do(content, FileChange(one.name, one.after, one.before))
        except (OSError, RaceError):  # the history holds what it was
            continue


def _pending(content: Path) -> Path:
    return disk.history_of(content) / "pending.json"


def _written(changes: tuple[FileChange, ...]) -> bytes:
    def typed(data: bytes | None) -> str | None:
        return None if data is None else base64.b64encode(data).decode()

    rows = [[one.name, typed(one.before), typed(one.after)] for one in changes]
    return json.dumps(rows).encode()


def _read(data: bytes) -> list[FileChange]:
    def bytes_of(typed: str | None) -> bytes | None:
        return None if typed is None else base64.b64decode(typed)

    return [
        FileChange(name, bytes_of(one), bytes_of(other)) for name, one, other in json.loads(data)
    ]
