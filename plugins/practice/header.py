"""The header of an article or a page: from text to typed values, or to problems."""

from __future__ import annotations

import difflib
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any, Literal

import dateutil.parser
from unidecode import unidecode

from plugins.practice import marked_yaml, redirects
from plugins.practice.marked_yaml import Marked, Value
from plugins.practice.problems import Problem, did_you_mean

Kind = Literal["article", "page"]
STATUSES = ("draft", "published", "hidden")
_PELICAN_LINE = re.compile(r"^[ ]{0,3}([A-Za-z][\w -]*):[ \t]*(.*)$")
# XML 1.0, section 2.2, "Char", and DEL.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_WEB = re.compile(r"https?://[^\s/?#\"<>]+[^\s\"<>]*")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


@dataclass
class Source:
    """A Markdown file taken apart. `fields` are typed (see FIELDS); lines count from 1."""

    path: str
    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)

    def line(self, key: str) -> int:
        return self.lines.get(key, 1)

    def line_of(self, text: str, nth: int = 0) -> int:
        """The line of the body on which `text` stands for the nth time (from 0)."""
        at = -1
        for _ in range(nth + 1):
            at = self.body.find(text, at + 1)
            if at < 0:
                return self.body_line
        return self.body_line + self.body.count("\n", 0, at)


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """The file's text; a file that is not UTF-8 is a problem and no text."""
    try:
        text = data.decode("utf-8-sig")
        at = data.find(b"\0")  # UTF-16 without its mark can be read as UTF-8 full of zeros
    except UnicodeDecodeError as error:
        at = error.start
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        return "", [
            Problem(
                path,
                line,
                "This file is not saved as UTF-8, so its letters cannot be told apart.",
                "Save it again from your editor with the encoding “UTF-8”.",
                "encoding",
            )
        ]
    # A word processor leaves control characters where a line was broken; XML cannot hold them.
    return NOT_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")), []


def read(text: str, path: str, kind: Kind) -> Source:
    """Take a Markdown file apart into its header and its body.

    The header is YAML between two lines of `---`, or Pelican's own `Title: x` lines
    (Pelican's documentation, "Writing content", File metadata). Nothing is raised: what is
    wrong is in `problems`, and a field that could not be read is not in `fields`.
    """
    source = Source(path, kind)
    source.fields.update(slug_and_lang(path))
    marked = _split(text, source)
    raw = marked.data if isinstance(marked.data, dict) else {}
    source.problems += marked.problems
    unreadable = not raw or any(problem.rule == "header-none" for problem in source.problems)
    misspelled: set[str] = set()  # what is only misspelled is not reported as missing too
    for name, value in raw.items():
        key = name.strip().lower()
        known = FIELDS | PAGE_FIELDS if kind == "page" else FIELDS
        line = marked.line(name)
        if key in source.lines:  # “Title” and “title”; the same twice is told by marked_yaml
            source.problems.append(marked_yaml.twice(key, path, line, source.lines[key]))
            continue
        source.lines[key] = line
        if key not in known:
            source.problems.append(
                Problem(
                    path,
                    line,
                    f"The header has no entry called “{name}”.",
                    f"{did_you_mean(key, known)} Otherwise remove the line.",
                    "unknown-key",
                )
            )
            misspelled.update(difflib.get_close_matches(key, known, n=1))
        elif value not in ("", [], {}) or key == "url":
            try:
                source.fields[key] = known[key](value)
            except ValueError as wrong:
                message, remedy = wrong.args
                source.problems.append(
                    Problem(path, line, message, remedy, f"header-{key.replace('_', '-')}")
                )
    source.fields.setdefault("status", "published")
    if not unreadable:
        source.problems += _required(source, misspelled)
    if "slug" not in source.fields:
        source.problems.append(
            Problem(
                path,
                1,
                "The name of this file has no letter or digit, so it makes no address.",
                "Rename it, such as my-article.md.",
                "slug-missing",
            )
        )
    return source


def slug_and_lang(path: str) -> dict[str, str]:
    """`anxiety.es.md` gives the slug `anxiety` and the language `es`; any script is folded."""
    name = PurePath(path).stem
    stem, _, lang = name.rpartition(".")
    if not (stem and re.fullmatch(r"[a-z]{2}", lang)):
        stem, lang = name, ""
    slug = re.sub(r"[^a-z0-9_]+", "-", unidecode(stem).lower()).strip("-")
    return ({"slug": slug} if slug else {}) | ({"lang": lang} if lang else {})


def _split(text: str, source: Source) -> Marked:
    """Fill in the body and give the header as it stands."""
    lines = text.split("\n")
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() == "---":
        for end in range(start + 1, len(lines)):
            if lines[end].rstrip() in ("---", "..."):
                source.body = "\n".join(lines[end + 1 :])
                source.body_line = end + 2
                header = "\n".join(lines[start + 1 : end])
                marked = marked_yaml.load(header, source.path, start + 2)
                if not marked.problems and not isinstance(marked.data, dict):
                    marked.problems.append(_no_header(source.path, start + 1))
                return marked
        problem = Problem(
            source.path,
            start + 1,
            "The header begins here with --- and is never closed.",
            "Write a line with only --- below its last entry.",
            "header-open",
        )
        return Marked(problems=[problem])
    return _pelican_lines(lines, start, source)


def _pelican_lines(lines: list[str], start: int, source: Source) -> Marked:
    """`Title: x` lines up to the first blank one; an indented line goes on with the last."""
    data: dict[str, Value] = {}
    marked = Marked(data)
    end, key = start, ""
    for end in range(start, len(lines)):
        line = lines[end]
        if not line.strip():
            break
        match = _PELICAN_LINE.match(line)
        if match:
            key = match[1].strip().lower()
            if key in data:
                marked.problems.append(
                    marked_yaml.twice(key, source.path, end + 1, marked.line(key))
                )
                continue
            data[key] = match[2].strip()
            marked.lines[(key,)] = end + 1
        elif key and line[0] in " \t":
            data[key] = f"{data[key]} {line.strip()}".strip()
        else:
            break
    if "title" not in data:
        marked.problems.append(_no_header(source.path, start + 1))
    source.body = "\n".join(lines[end:])
    source.body_line = end + 1
    return marked


def _no_header(path: str, line: int) -> Problem:
    return Problem(
        path,
        line,
        "This file has no header, so it has no title and no date.",
        "Begin it with a line of ---, then “title: …”, “summary: …” and “date: …”, then ---.",
        "header-none",
    )


def _required(source: Source, told: set[str]) -> list[Problem]:
    """What every file must say of itself; a draft may still lack its date and summary."""
    missing = []
    fields = source.fields
    if "title" not in fields:
        missing.append(("title", "has no title", "Add a line “title: …” to its header."))
    if fields["status"] != "draft":
        if "summary" not in fields:
            missing.append(
                (
                    "summary",
                    "has no summary",
                    (
                        "Add a line “summary: …” to its header: one or two sentences that "
                        "tell a reader what she will find."
                    ),
                )
            )
        if source.kind == "article" and "date" not in fields:
            missing.append(
                (
                    "date",
                    "has no date",
                    "Add a line such as “date: 2026-03-02” (year-month-day) to its header.",
                )
            )
    return [
        Problem(
            source.path,
            source.line(key),
            f"This {source.kind} {what}.",
            remedy,
            f"{key}-missing",
        )
        for key, what, remedy in missing
        if key not in told and f"header-{key}" not in {p.rule for p in source.problems}
    ]


# --- what each entry of a header may be: text in, value out, or ValueError(what, remedy) -------


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError(
            "Here one line of text is expected, and there is a list.",
            "Write the text on one line, between quotation marks if it has a colon.",
        )
    # YAML can write a control character as "\b", which is never wanted.
    return NOT_XML.sub("", " ".join(value.split("\n"))).strip()


def _day(value: Value) -> datetime:
    """A day, at midnight with no zone, or a moment.

    An editor writes a day as `2026-03-02T00:00:00.000Z`; read as a moment it would be the
    evening before in the Americas, so midnight UTC is taken for the day that it names.
    """
    text = _text(value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}” is not a date that can be read.", _which_day(text)) from None
    if not 1900 <= moment.year <= 2999:
        raise ValueError(f"“{text}” is too far away to be meant.", "Look at its year.")
    if moment.utcoffset() == timedelta(0) and moment.time() == time(0):
        return moment.replace(tzinfo=None)
    return moment


def _which_day(text: str) -> str:
    """The remedy for a date that is not one: with letters in it, it can often be guessed.

    What the text leaves out is taken from a given day; if another day makes another date of it,
    then it is no whole date.
    """
    if re.search(r"[A-Za-z]{3}", text):
        try:
            guess, other = (
                dateutil.parser.parse(text, default=given).date()
                for given in map(datetime.fromisoformat, ("2001-01-01", "2004-02-29"))
            )
        except (ValueError, OverflowError):
            pass
        else:
            if guess == other:
                return f"Write it as year-month-day: {guess.isoformat()}."
    return f"Write it as year-month-day, for example {date(2026, 3, 2).isoformat()}."


def _words(value: Value) -> list[str]:
    items = value if isinstance(value, list) else _text(value).split(",")
    return [word for item in items if (word := _text(item))]


def _flag(value: Value) -> bool:
    text = _text(value).lower()
    if text not in ("true", "yes", "false", "no"):
        raise ValueError(f"“{text}” is neither true nor false.", "Write true or false.")
    return text in ("true", "yes")


def _status(value: Value) -> str:
    text = _text(value).lower()
    if text not in STATUSES:
        raise ValueError(
            f"“{text}” is not a status.",
            "Write draft (nobody sees it), published, or hidden (only by its address).",
        )
    return text


def _slug(value: Value) -> str:
    text = _text(value)
    if not _SLUG.fullmatch(text):
        folded = re.sub(r"[^a-z0-9]+", "-", unidecode(text).lower()).strip("-") or "my-article"
        raise ValueError(
            f"“{text}” cannot be part of an address.",
            f"Use small letters, digits and hyphens, such as “{folded}”.",
        )
    return text


def _number(value: Value) -> float:
    text = _text(value)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"“{text}” is not a number.", "Write a number such as 2.")
    return number


def _sources(value: Value) -> list[dict[str, str]]:
    sources = []
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or set(item) - {"title", "url"} or not item.get("title"):
            raise ValueError(
                "A source needs a title, and may have a url; nothing else.",
                "Write each as “- title: …” and below it “  url: https://…”.",
            )
        source = {key: _text(text) for key, text in item.items()}
        if source.get("url") and not _WEB.fullmatch(source["url"]):
            raise ValueError(
                f"“{source['url']}” of a source is not a web address.",
                "Copy it whole from the browser, where it begins with https://, or leave it out.",
            )
        sources.append(source)
    return sources


def _addresses(value: Value) -> list[str]:
    addresses = _words(value)
    for address in addresses:
        if not redirects.is_old_address(address):
            raise ValueError(
                f"The old address “{address}” is not one that can lead here.",
                "Write only the part after the domain and before any ? or #, such as "
                "/blog/old-name.",
            )
    return addresses


def _lang(value: Value) -> str:
    """A language as pages and addresses name it (RFC 5646, section 2.1, without its rare parts)."""
    text = _text(value).lower()
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", text):
        raise ValueError(
            f"“{text}” is not the code of a language.",
            "Write its two small letters, such as en or es.",
        )
    return text


def _own_address(value: Value) -> str:
    """`url` and `save_as`: within the site, from its root, without a slash in front."""
    text = _text(value)
    if re.search(r"[:?#\\\s]", text) or text.startswith("/") or ".." in text.split("/"):
        raise ValueError(
            f"“{text}” is not an address within this site.",
            "Write it without a slash in front, such as about/ for url and "
            "about/index.html for save_as.",
        )
    return text


def _any(value: Value) -> Value:
    return value


FIELDS: dict[str, Callable[[Value], Any]] = {
    "title": _text,
    "summary": _text,
    "date": _day,
    "modified": _day,
    "reviewed": _day,
    "review_by": _day,
    "reviewed_by": _text,
    "category": _text,
    "tags": _words,
    "slug": _slug,
    "lang": _lang,
    "translation": _flag,
    "author": _text,
    "authors": _text,
    "image": _text,
    "image_alt": _text,
    "sources": _sources,
    "redirects": _addresses,
    "content_note": _text,
    "status": _status,
    "order": _number,
    "next": _text,
    "previous": _text,
    "allow": _any,
}
PAGE_FIELDS: dict[str, Callable[[Value], Any]] = {
    "template": _text,
    "url": _own_address,
    "save_as": _own_address,
    "menu": _text,
    "menu_order": _number,
}
