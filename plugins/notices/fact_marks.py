"""Put facts where a text asks for them: `{{ fact: fees | You will be told the fee. }}`.

The mark stands on one line and becomes the fact of that name, as practice.yaml has it; where it is
not known, what is written behind the `|` stands there, Markdown and all, or nothing. So an answer
says the fee from the day on which it is known. In code a mark is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape

from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.texts import FACT_MARK, FACT_UNKNOWN
from plugins.notices.placeholders import IN_TEXTS, gaps, printed
from plugins.practice.model import Facts

_MARK = re.compile(r"\{\{[ \t]*fact:([^{}|\n]*)(?:\|([^{}\n]*))?(\}\})?")
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_LINK = re.compile(r"<a href=\"([^\"]*)\">([^<]*)</a>")
_TAG = re.compile(r"<br>")
_SIGNS = re.compile(r"([\\`*_\[\]<>#$~|{}])")
_ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class Filled:
    """A text whose marks are filled in, and what is wrong with some of them."""

    text: str
    problems: tuple[Problem, ...] = ()


def filled(text: str, facts: Facts, path: str, first_line: int, *, plain: bool = False) -> Filled:
    """Return the text with each mark filled in; no line is added or taken away.

    It is Markdown, or without any form if it is `plain`, as a title is. `first_line` is that of its
    first line in the file `path`.
    """
    if "{{" not in text or "fact:" not in text:
        return Filled(text)
    lines: list[str] = []
    problems: list[Problem] = []
    fence = ""
    for number, line in enumerate(text.split("\n"), first_line):
        mark = None if plain else _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif "fact:" in line:
            line, found = _line(line, facts, plain)
            problems += [replace(one, path=path, line=number) for one in found]
        lines.append(line)
    return Filled("\n".join(lines), tuple(problems))


def _line(line: str, facts: Facts, plain: bool) -> tuple[str, list[Problem]]:
    """Return a line with its marks filled in, and what is wrong with them, without its place."""
    problems: list[Problem] = []

    def fill(mark: re.Match[str]) -> str:
        if not plain and line.count("`", 0, mark.start()) % 2:
            return mark[0]
        name, written = mark[1].strip(), (mark[2] or "").strip()
        problems.extend(_problems(mark, name, facts))
        if mark[3] is None:
            return mark[0]
        known = printed(name, facts) if name in IN_TEXTS else ""
        if not known:
            return written
        words = _plain(known) if plain else _markdown(known)
        # A sentence stands for a sentence.
        return f"{words}." if written.endswith(_ENDS) and not words.endswith(_ENDS) else words

    return _MARK.sub(fill, line), problems


def _problems(mark: re.Match[str], name: str, facts: Facts) -> Iterator[Problem]:
    if mark[3] is None:
        message = f"“{mark[0].strip()[:40]}” begins a fact that is not closed."
        remedy = "Close it with }} on the same line; it may hold no braces."
        yield FACT_MARK.problem("", 1, message, remedy)
    elif name not in IN_TEXTS:
        message = f"There is no fact called “{name}” that a text can ask for."
        yield FACT_MARK.problem("", 1, message, did_you_mean(name, IN_TEXTS))
    elif mark[2] is None and not printed(name, facts):
        places = [".".join(map(str, place)) for place in gaps(name, facts)] or [name]
        message = f"The fact “{name}” is not known, so nothing stands here."
        remedy = (
            f"Write it into practice.yaml ({places[0]}), or what is to be read meanwhile into the "
            f"text: {{{{ fact: {name} | Please ask. }}}}"
        )
        yield FACT_UNKNOWN.problem("", 1, message, remedy)


def _plain(html: str) -> str:
    """Return a fact without any form.

    >>> _plain('Write to <a href="mailto:a@b.example">a@b.example</a>')
    'Write to a@b.example'
    """
    return unescape(_LINK.sub(r"\2", _TAG.sub("; ", html)))


def _markdown(html: str) -> str:
    r"""Return a fact as Markdown, in which its own signs are no marks.

    >>> _markdown('<a href="tel:5035550142">503-555-0142</a> *')
    '[503-555-0142](tel:5035550142) \\*'
    """
    parts = _LINK.split(_TAG.sub("; ", html))
    found = []
    for at in range(0, len(parts) - 1, 3):
        words, to, name = parts[at : at + 3]
        found += [_escaped(words), f"[{_escaped(name)}]({unescape(to)})"]
    return "".join([*found, _escaped(parts[-1])])


def _escaped(html: str) -> str:
    return _SIGNS.sub(r"\\\1", unescape(html))
