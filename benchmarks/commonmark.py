"""How far our Markdown agrees with CommonMark's own examples, section by section.

    python -m benchmarks.commonmark [--differences]

The examples come with the sources of markdown-it-py, whose program reads for us: `pip` fetches them
in the version and with the digest that requirements.txt has, once, into .cache/commonmark. No word
of the specification stands in this project. Each example is read with the settings of
pelicanconf.py, everything that we add included.

Two pieces of HTML agree if they are the same elements with the same attributes and words. What the
specification leaves to a program is not compared: white space between blocks, how an address is
percent-encoded ("Links"), and the ids that our headings have besides.
"""

from __future__ import annotations

import copy
import json
import re
import subprocess
import sys
import tarfile
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from markdown import Markdown

import pelicanconf

PROJECT = Path(__file__).resolve().parent.parent
KEPT = PROJECT / ".cache" / "commonmark"
# An escaped mark or hyphen, kept apart for `typography`, which takes the element away.
_ESCAPED = re.compile(r"<span>([\"'-])</span>")
_NAME = "markdown-it-py"
_ESCAPED = re.compile(r"<span>([^<>])</span>")  # how a mark that is to stay as it is comes
_EXAMPLES = "tests/test_cmark_spec/commonmark.json"
_BLOCKS = {
    *(
        "article",
        "aside",
        "blockquote",
        "caption",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
    ),
    *("figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "section"),
    *("summary", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
# As it is typed: Pelican, once it runs, adds to it what is not read here.
_SETTINGS: dict[str, Any] = copy.deepcopy(pelicanconf.MARKDOWN)


class NotHadError(Exception):
    """The examples are not here and cannot be fetched; the message says why."""


@dataclass(frozen=True)
class Example:
    """An example: its number and its section in the specification, Markdown in and HTML out."""

    number: int
    section: str
    markdown: str
    html: str


def examples() -> list[Example]:
    """Return CommonMark's examples. Raises NotHadError."""
    archives = sorted(KEPT.glob("*.tar.gz"))
    if not archives:
        _fetch()
        archives = sorted(KEPT.glob("*.tar.gz"))
    with tarfile.open(archives[-1]) as archive:
        name = next(name for name in archive.getnames() if name.endswith(_EXAMPLES))
        file = archive.extractfile(name)
        assert file
        found = json.load(file)
    return [Example(one["example"], one["section"], one["markdown"], one["html"]) for one in found]


def _fetch() -> None:
    """Fetch the sources in the locked version. Raises NotHadError."""
    locked = (PROJECT / "requirements.txt").read_text("utf-8")
    pinned = re.search(rf"^{_NAME}==.*?(?=^\S)", locked, re.MULTILINE | re.DOTALL)
    assert pinned
    KEPT.mkdir(parents=True, exist_ok=True)
    wanted = KEPT / "wanted.txt"
    wanted.write_text(pinned[0], "utf-8")
    fetch = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes"]
    fetch += ["--no-binary", _NAME, "--dest", str(KEPT), "-r", str(wanted)]
    done = subprocess.run(fetch, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotHadError(f"{_NAME} could not be fetched: {done.stderr.strip()}")


def differing(all_of_them: list[Example]) -> list[Example]:
    """Return the examples of which ours makes something else."""
    ours = Markdown(**_SETTINGS)
    return [
        one
        for one in all_of_them
        if _compared(_ESCAPED.sub(r"\1", ours.reset().convert(one.markdown))) != _compared(one.html)
    ]


def rates(all_of_them: list[Example], different: list[Example]) -> dict[str, tuple[int, int]]:
    """Return of each section how many examples agree, and how many it has."""
    found: dict[str, tuple[int, int]] = {}
    for one in all_of_them:
        agree, every = found.get(one.section, (0, 0))
        found[one.section] = agree + (one not in different), every + 1
    return found


def table(found: dict[str, tuple[int, int]]) -> str:
    """Return the rates as a table to print."""
    every = tuple(map(sum, zip(*found.values(), strict=True)))
    return "\n".join(
        f"{section:45}{agree:4} of{count:4}{agree / count:7.0%}"
        for section, (agree, count) in [*found.items(), ("All", every)]
    )


class _Compared(HTMLParser):
    """Collect tags and words in the form in which they are compared."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._code = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kept = dict(attrs)
        if re.fullmatch("h[1-6]", tag):
            kept.pop("id", None)
        for name in ("href", "src"):
            if kept.get(name):
                kept[name] = unquote(kept[name] or "")
        self._put(f"<{tag} {sorted(kept.items())}>", tag)
        self._code += tag == "pre"

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self._code -= tag == "pre"
        self._put(f"</{tag}>", tag)

    def handle_data(self, data: str) -> None:
        words = data if self._code else re.sub(r"\s+", " ", data)
        if not self._code and self.parts and self.parts[-1].startswith("\n"):
            words = words.lstrip()
        if words:
            self.parts.append(f" {words}")

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"<!{data}>")

    def handle_decl(self, decl: str) -> None:
        self.handle_comment(decl)

    def handle_pi(self, data: str) -> None:
        self.handle_comment(data)

    def unknown_decl(self, data: str) -> None:
        self.handle_comment(data)

    def _put(self, tag: str, name: str) -> None:
        is_block = name in _BLOCKS
        if is_block and not self._code and self.parts and self.parts[-1].startswith(" "):
            self.parts[-1] = self.parts[-1].rstrip()
        self.parts.append(f"\n{tag}" if is_block or name == "br" else tag)


def _compared(html: str) -> str:
    parser = _Compared()
    parser.feed(_ESCAPED.sub(r"\1", html.strip()))
    parser.close()
    return "".join(part for part in parser.parts if part).rstrip()


def main() -> None:
    try:
        every = examples()
    except NotHadError as why:
        sys.exit(str(why))
    different = differing(every)
    print(table(rates(every, different)))
    if "--differences" in sys.argv:
        for one in different:
            print(f"\n{one.number}, {one.section}\n{Markdown(**_SETTINGS).convert(one.markdown)}")


if __name__ == "__main__":
    main()
