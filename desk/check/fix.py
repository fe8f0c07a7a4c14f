"""Make the changes that problems bring along, each shown before it is written.

Nothing is published, deleted or led elsewhere by one; what is not certain has none.
"""

from __future__ import annotations

import codecs
import difflib
import os
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from desk.common.errors import system_refusal
from desk.common.terminal import colored, printable
from desk.common.wording import many
from plugins.core.edits import Edit, applied
from plugins.core.problem import Problem

_AROUND = 1  # lines that are shown above and below a change
_REMOVED, _ADDED, _NAME = "31", "32", "1"  # red, green, bold
Ask = Callable[[str], str]


@dataclass(frozen=True)
class Change:
    """A file as it is, and as it is to be."""

    path: Path
    before: bytes
    after: bytes


def changes(problems: Iterable[Problem]) -> list[Change]:
    """Return what the fixes of problems make of their files, file by file.

    Of fixes that touch the same place the first is made; the others are found again afterwards.
    """
    wanted: dict[str, list[tuple[Edit, ...]]] = defaultdict(list)
    for problem in problems:
        if problem.fix and problem.fix not in wanted[problem.path]:
            wanted[problem.path].append(problem.fix)
    found = []
    for path, fixes in sorted(wanted.items()):
        try:
            before = Path(path).read_bytes()
            mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
            text = before.removeprefix(mark).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # told already
        after = mark + applied(text, _apart(fixes)).encode()
        if after != before:
            found.append(Change(Path(path), before, after))
    return found


def write(change: Change) -> None:
    """Put a changed file in its place, whole or not at all. Raises OSError.

    FileExistsError: it was saved by somebody else since it was read.
    """
    path = Path(os.path.realpath(change.path))  # a link stays one
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(change.after)
        shutil.copymode(path, name)
        if path.read_bytes() != change.before:
            raise FileExistsError(0, "it has been saved meanwhile", str(change.path))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def shown(change: Change, in_color: bool = False) -> str:
    """Return the lines that change, below the name of the file, each with the line's number."""
    before, after = (
        [printable(line) for line in data.decode("utf-8-sig").splitlines()]
        for data in (change.before, change.after)
    )

    def painted(text: str, color: str) -> str:
        return f"\033[{color}m{text}\033[0m" if in_color else text

    lines = [painted(printable(str(change.path)), _NAME)]
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for group in matcher.get_grouped_opcodes(_AROUND):
        if len(lines) > 1:
            lines.append("      …")
        for tag, old, old_end, new, new_end in group:
            if tag == "equal":
                lines += [f"{n + 1:5}   {before[n]}" for n in range(old, old_end)]
                continue
            lines += [painted(f"{n + 1:5} - {before[n]}", _REMOVED) for n in range(old, old_end)]
            lines += [painted(f"      + {after[n]}", _ADDED) for n in range(new, new_end)]
    return "\n".join(lines)


def offer(problems: Iterable[Problem], yes: bool, ask: Ask | None) -> bool | None:
    """Show what can be fixed, and write it if that is agreed to: by `yes`, or by an answer.

    Return whether it was written, None if there is nothing. Without `yes` and without somebody to
    ask it is shown only. Raises OSError.
    """
    found = changes(problems)
    if not found:
        return None
    for change in found:
        print(shown(change, colored(sys.stdout)), end="\n\n")
    count = many(len(found), "file")
    if not yes and ask is None:
        print(f"Nothing is written. To change {count} so, add --yes.")
        return False
    if not yes and ask and ask(f"Change {count} so? [yes/no] ").strip().lower() not in ("y", "yes"):
        print("Nothing is written.")
        return False
    for change in found:
        write(change)
    print(f"{count} changed.\n")
    return True


def refused(error: OSError) -> str:
    """Return why a change could not be written."""
    if isinstance(error, FileExistsError):
        return f"{error.filename} has been saved meanwhile, so it is not changed. Try again."
    return system_refusal(error, "A file")


def _apart(fixes: list[tuple[Edit, ...]]) -> list[Edit]:
    """Return the edits of all fixes but those that touch the same lines as one before them."""
    taken: set[int] = set()
    edits: list[Edit] = []
    for fix in fixes:
        lines = {n for edit in fix for n in range(edit.line, edit.line + edit.old.count("\n") + 1)}
        if not taken & lines:
            taken |= lines
            edits += fix
    return edits
