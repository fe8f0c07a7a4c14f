"""Take a Markdown file apart into its header, in whichever form that is typed, and its body.

---⏎title: Rest⏎---       YAML; read as well if typed as “—” or “-----”, or not closed
Title: Rest               Pelican's own lines, up to the first empty one
+++⏎title = "Rest"⏎+++    TOML (Hugo, Zola)
{"title": "Rest"}         JSON (Hugo), also between lines of ;;;
"""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass
from typing import Any

from plugins.core import comments, yaml_edit, yaml_lines
from plugins.core.comments import Comment
from plugins.core.edits import Edit
from plugins.core.problem import Problem
from plugins.core.rules.headers import HEADER_FORM, HEADER_NONE, HEADER_OPEN
from plugins.core.yaml_lines import Marked, Value

PELICAN_LINE = re.compile(r"^[ ]{0,3}([A-Za-z][\w -]*):[ \t]*+(.*)$")
_ENTRY = re.compile(r"[\w\"'][\w .\"'-]*:(?:[ \t]|$)")
_DASHES = re.compile(r"[-\u2010-\u2015\u2212]{1,9}")  # “---” as a word processor changes it
_AROUND_LINE = " \t\xa0\u200b\ufeff"
_OTHER = {"+++": "TOML", ";;;": "JSON", "---toml": "TOML", "---json": "JSON"}
_OTHER_CLOSE = {"+++": "+++", ";;;": ";;;", "---toml": "---", "---json": "---"}
_PLACE = re.compile(r"line (\d+)")


@dataclass
class Parts:
    """A file taken apart.

    `can_edit` is true if the names of entries may be changed where they stand, `is_yaml` if
    whole entries may; `converted` is a header of another form, written in YAML.
    """

    marked: Marked
    body: str = ""
    body_line: int = 1
    comments: tuple[Comment, ...] = ()
    can_edit: bool = False
    is_yaml: bool = False
    form: str = "YAML"
    converted: Edit | None = None


def split(text: str, path: str) -> Parts:
    """Return the header and the body of a text. Nothing is raised."""
    lines = text.split("\n")
    start = _first(lines)
    above: tuple[Comment, ...] = ()
    if not _opens(lines, start):
        cleaned = comments.from_markdown(text)
        bare = cleaned.text.split("\n")
        start = _first(bare)
        if not _opens(lines, start):
            parts = _pelican_lines(bare, start, path)
            parts.comments = cleaned.comments
            return parts
        above = tuple(one for one in cleaned.comments if one.line <= start)
    parts = _other(lines, start, path) or _yaml(lines, start, path)
    cleaned = comments.from_markdown(parts.body, parts.body_line)
    parts.body = cleaned.text
    parts.comments = (*above, *cleaned.comments)
    return parts


def entry_lines(text: str) -> tuple[int, int, bool] | None:
    """Return between which lines the entries stand that may be edited, from 0, the second not
    included, and whether they are YAML; None for a header in TOML or JSON, for one that is not
    closed, and for none."""
    lines = text.split("\n")
    start = _first(lines)
    sign = lines[start].strip(_AROUND_LINE).lower()
    if sign in _OTHER or sign.startswith("{"):
        return None
    if _opens(lines, start):
        end = _close(lines, start)
        return (start + 1, end, True) if end else None
    bare = comments.from_markdown(text).text.split("\n")
    start = _first(bare)
    if not PELICAN_LINE.match(bare[start]):
        return None
    ends = (n for n in range(start, len(bare)) if not _of_pelican(bare[n]))
    return start, next(ends, len(bare)), False


def _of_pelican(line: str) -> bool:
    return bool(line.strip()) and (bool(PELICAN_LINE.match(line)) or line[0] in " \t")


def _opens(lines: list[str], start: int) -> bool:
    """Return whether a header begins on a line by its sign."""
    line = lines[start].strip(_AROUND_LINE)
    if line == "---" or line.lower() in _OTHER:
        return True
    if line == "{" or line.startswith('{"'):
        return True
    near = _DASHES.fullmatch(line) and start + 1 < len(lines) and _ENTRY.match(lines[start + 1])
    return bool(near and _close(lines, start))


def _close(lines: list[str], start: int) -> int:
    """Return the line that closes a header, from 0; 0 if none does before its text begins."""
    blank = False
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.rstrip() in ("---", "..."):
            return number
        bare = line.strip(_AROUND_LINE)
        if bare in ("—", "–", "---") or (len(bare) > 1 and _DASHES.fullmatch(bare)):
            return number
        if blank and bare and not _may_be_of_header(line):
            return 0
        blank = blank or not bare
    return 0


def _may_be_of_header(line: str) -> bool:
    return bool(_ENTRY.match(line)) or line[0] in " \t-#]}\"'?:"


def _yaml(lines: list[str], start: int, path: str) -> Parts:
    problems, fix = list[Problem](), list[Edit]()
    end = _close(lines, start)
    if not end:
        last = start + 1  # the line below the last entry
        while last < len(lines) and lines[last].strip() and _may_be_of_header(lines[last]):
            last += 1
        if start + 1 < last < len(lines) and not lines[last].strip():
            fix = [Edit(last + 1, 1, "", "---\n")]
        message = "The header begins here with --- and is never closed."
        remedy = "Write a line with only --- below its last entry."
        one = HEADER_OPEN.problem(path, start + 1, message, remedy, fix=tuple(fix))
        problems.append(one)
        header, body, body_line = lines[start + 1 : last], lines[last:], last + 1
    else:
        for number in (start, end):
            if lines[number].rstrip() not in ("---", "..."):
                fix.append(Edit(number + 1, 1, lines[number], "---"))
        if fix:
            message = "The header stands between other signs than three hyphens."
            remedy = "Write three hyphens, ---, above it and below it, and nothing else there."
            one = HEADER_FORM.problem(path, fix[0].line, message, remedy, fix=tuple(fix))
            problems.append(one)
        header, body, body_line = lines[start + 1 : end], lines[end + 1 :], end + 2
    text = "\n".join(header)
    marked = yaml_lines.load(text, path, start + 2)
    marked.problems[:0] = problems
    marked.comments += tuple(comments.in_yaml(text, start + 2, str(marked.data)))
    if not isinstance(marked.data, dict) and not marked.problems:
        marked.problems.append(no_header(path, start + 1))
    return Parts(marked, "\n".join(body), body_line, can_edit=True, is_yaml=True)


def _other(lines: list[str], start: int, path: str) -> Parts | None:
    """Return the parts of a file whose header is TOML or JSON, None if it is neither."""
    sign = lines[start].strip(_AROUND_LINE).lower()
    line, below = start + 1, start + 1
    if sign in _OTHER:
        name, close = _OTHER[sign], _OTHER_CLOSE[sign]
        ends = (n for n in range(start + 1, len(lines)) if lines[n].strip(_AROUND_LINE) == close)
        end = next(ends, 0)
        header = "\n".join(lines[start + 1 : end])
        below = end + 1
        line += 1
        if not end:
            message = f"The header begins here with {sign} and is never closed."
            remedy = f"Write a line with only {close} below its last entry."
            told = HEADER_OPEN.problem(path, start + 1, message, remedy)
            return Parts(Marked(problems=[told]), "\n".join(lines[start + 1 :]), start + 2)
    elif sign.startswith("{"):
        name, header, below = "JSON", _json_at("\n".join(lines[start:])), 0
        if not header:
            if sign != "{" and not sign.startswith('{"'):
                return None
            end = next((n for n in range(start, len(lines)) if lines[n].rstrip() == "}"), start)
            header = "\n".join(lines[start : end + 1])
        below = start + header.count("\n") + 1
    else:
        return None
    body = "\n".join(lines[below:])
    try:
        data = tomllib.loads(header) if name == "TOML" else _json(header)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        at = line + int(place[1]) - 1 if place else line
        message = f"This header is written in {name}, and cannot be read from this line on."
        remedy = "Write it in YAML: a line of ---, then “title: …”, “summary: …” and so on, ---."
        told = HEADER_FORM.problem(path, at, message, remedy)
        return Parts(Marked(problems=[told]), body, below + 1)
    values = _value(data)
    entries = values if isinstance(values, dict) else {}
    marked = Marked(entries, {(): line, **{(key,): line for key in entries}})
    for number, typed in reversed([*enumerate(header.split("\n"), line)]):
        for key in entries:
            if re.match(rf"[\s\[{{,]*[\"']?{re.escape(key)}[\"']?\s*[=:\].]", typed):
                marked.lines[key,] = number
    dumped = yaml_edit.written(entries)
    noted = any(row.lstrip().startswith(("#", "//")) for row in header.split("\n"))
    old = "\n".join(lines[start:below])
    edit = Edit(start + 1, 1, old, f"---\n{dumped}\n---")
    return Parts(marked, body, below + 1, form=name, converted=None if noted else edit)


def _json(text: str) -> Any:
    """Return what JSON says, with or without braces around it (Nanoc and others leave them out)."""
    text = text.strip()
    return json.loads(text if text.startswith("{") else f"{{{text}}}")


def _json_at(text: str) -> str:
    """Return the JSON object with which a text begins, as it stands there; "" if it does not."""
    try:
        found, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return ""
    return text[:end] if isinstance(found, dict) else ""


def _value(data: Any) -> Value:
    """Return a value of TOML or JSON as YAML would give it: texts, lists and mappings."""
    if isinstance(data, dict):
        return {str(key): _value(one) for key, one in data.items()}
    if isinstance(data, list):
        return [_value(one) for one in data]
    if isinstance(data, bool):
        return str(data).lower()
    if data is None:
        return ""
    return str(data.isoformat() if hasattr(data, "isoformat") else data)


def _first(lines: list[str]) -> int:
    """Return the number of the first line that is not empty, from 0; 0 if all are."""
    return next((n for n, line in enumerate(lines) if line.strip(_AROUND_LINE)), 0)


def _pelican_lines(lines: list[str], start: int, path: str) -> Parts:
    """Read `Title: x` lines up to the first blank one; an indented line goes on with the last."""
    data: dict[str, Value] = {}
    marked = Marked(data)
    end, key = start, ""
    for end in range(start, len(lines)):
        line = lines[end]
        if not line.strip():
            break
        match = PELICAN_LINE.match(line)
        if match:
            key = match[1].strip().lower()
            if key in data:
                first = marked.line(key)
                marked.problems.append(yaml_lines.twice(key, path, end + 1, first))
                continue
            data[key] = match[2].strip()
            marked.lines[(key,)] = end + 1
        elif key and line[0] in " \t":
            data[key] = f"{data[key]} {line.strip()}".strip()
        else:
            break
    if "title" not in data:
        marked.problems.append(no_header(path, start + 1))
    return Parts(marked, "\n".join(lines[end:]), end + 1, can_edit=True)


def no_header(path: str, line: int) -> Problem:
    """Return the problem of a file that has no header."""
    message = "This file has no header, so it has no title and no date."
    remedy = "Begin it with a line of ---, then “title: …”, “summary: …” and “date: …”, then ---."
    return HEADER_NONE.problem(path, line, message, remedy)
