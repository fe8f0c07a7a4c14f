"""The change list as it looks: counted, each page by its title, words that came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import TextIO

from desk.common.terminal import printable
from desk.common.wording import many, some
from desk.publish.changes import Changes, Kind, PageChange
from desk.publish.confirm import in_the_way
from desk.publish.foreign import named
from desk.publish.target import Sent
from desk.publish.terminal import Terminal
from plugins.core.dates import MONTHS

_COLORS = {"+": "32", "-": "31", "new": "32", "removed": "31", "changed": "33"}
_SIGNS: dict[Kind, str] = {"changed": "~", "new": "+", "removed": "-"}
# Without color, or to eyes that do not see it, what came and went can still be told apart.
_MARKS = {"-": "[-{}-]", "+": "{{+{}+}}", "=": "{}"}
_MOST_PASSAGES = 3  # of one page; a page written anew is better looked at in the preview
_MOST_PAGES = 25  # shown one by one; a change of the theme changes all of them
_MOST_WORDS = 40  # of a passage that went or came; of a longer one, how it begins and ends
_MOST_FOREIGN = 10
_BOLD, _PALE = "1", "2"


def summary(changes: Changes) -> str:
    """Return `2 articles changed, 1 page new, 3 redirects added`, or `Nothing has changed`."""
    shown = _with_words(changes.pages)
    pages = Counter((page.kind, page.article) for page in shown)
    files = Counter(file.kind for file in changes.downloads)
    counts = [
        (pages[kind, article], name, f" {kind}")
        for kind in _SIGNS
        for article, name in ((True, "article"), (False, "page"))
    ]
    counts += [(files[kind], "file", f" {kind}") for kind in _SIGNS]
    counts += [
        (len(changes.redirects_added), "redirect", " added"),
        (len(changes.redirects_removed), "redirect", " removed"),
        (len(changes.pages) - len(shown), "page", " changed only in what is not read"),
    ]
    parts = [f"{many(number, thing)}{what}" for number, thing, what in counts if number]
    if not parts and changes.files:
        parts.append(f"no page changed, {many(len(_files(changes)), 'other file')} did")
    text = ", ".join(parts) or "nothing has changed"
    return text[0].upper() + text[1:]


def write(changes: Changes, stream: TextIO, kept: str = "") -> None:
    """Write the whole list, for a person. Titles come from pages, so no control signs are shown.

    `kept` says where a copy of what is in the way is kept.
    """
    out = Terminal(stream)
    out.line()
    parts = f"{summary(changes)}.".replace(", ", ",\n").split("\n")  # a line ends behind a comma
    out.words([(part, _BOLD) for part in parts], "")
    shown = _with_words(changes.pages)
    if any(page.words for page in shown[:_MOST_PAGES]):
        out.line("Words that go stand in [-…-], words that come in {+…+}.", _PALE)
    for before, page in pairwise([None, *shown[:_MOST_PAGES]]):
        if page and (before is None or (before.kind, page.kind) != ("new", "new")):
            out.line()
        if page:
            _write_page(page, out)
    if len(shown) > _MOST_PAGES:
        out.line()
        out.line(f"and {many(len(shown) - _MOST_PAGES, 'page')} more", indent="  ")
    if changes.downloads:
        out.line()
        out.line("Files, which everybody can open:")
    for file in changes.downloads:
        out.whole(f"  {_SIGNS[file.kind]} /{file.path}", _COLORS[file.kind])
    for redirects, sign in ((changes.redirects_added, "+"), (changes.redirects_removed, "-")):
        if redirects:
            out.line()
        for old, new in redirects[:_MOST_PAGES]:
            out.whole(f"  {sign} {old} → {new}", _COLORS[sign])
        if len(redirects) > _MOST_PAGES:
            out.line(f"and {len(redirects) - _MOST_PAGES} more", indent="  ")
    if changes.files:
        removed = len(changes.files.removed)
        away = f", {many(removed, 'file')} to take away" if removed else ""
        out.line()
        out.line(f"{many(changes.sent_files, 'file')} to send ({_size(changes.sent_bytes)}){away}.")
    write_foreign(changes, stream, kept)


def write_foreign(changes: Changes, stream: TextIO, kept: str) -> None:
    """Write what is not from here, each once: what stays, and what is in the way."""
    out = Terminal(stream)
    replaced = named(changes.replaced)
    staying = [path for path in named(changes.foreign) if path not in replaced]
    stays = f"Not from here, so it stays as it is: {some(staying, _MOST_FOREIGN)}."
    for text in (stays if staying else "", in_the_way(changes, kept, _MOST_FOREIGN)):
        if text:
            out.line()
            out.line(text)


def release(published: datetime, changes: Changes) -> str:
    """Return `the release of 2 March 2026 14:05; first change: Rest /articles/rest/`.

    `changes` are those from the live version to the release. The first one is a page by its title
    and address, else a redirect or a file.
    """
    first = [
        *(
            f"{' '.join(page.title.split())} {page.address}"
            f"{', which goes' if page.kind == 'removed' else ''}"
            for page in (*_with_words(changes.pages), *changes.pages)
        ),
        *(
            f"the redirect {old} → {new}"
            for old, new in (*changes.redirects_added, *changes.redirects_removed)
        ),
        *(f"the file {path}" for path in _files(changes)),
    ][0]
    return f"{release_day(published)}; first change: {printable(first)}"


def release_day(published: datetime) -> str:
    """Return `the release of 2 March 2026 14:05`, by the clock of this computer."""
    here = published.astimezone()
    return f"the release of {here.day} {MONTHS[here.month - 1]} {here.year} {here:%H:%M}"


def sent(what: Sent) -> str:
    """Return `Sent 14 files (83 kB)`."""
    away = f", took away {many(what.removed, 'file')}" if what.removed else ""
    return f"Sent {many(what.files, 'file')} ({_size(what.bytes)}){away}"


def _write_page(page: PageChange, out: Terminal) -> None:
    """Write the title and, beside it if there is room, the address; what happens to it; its
    words."""
    color = _COLORS[page.kind]
    title, address = f"{_SIGNS[page.kind]} {' '.join(page.title.split())}", page.address
    if len(title) + 4 + len(address) <= out.width:
        out.words([(title, color), (f" {address}", _PALE)], "  ")
    else:
        out.line(title, color, "  ", "    ")
        out.whole(f"    {address}", _PALE)
    if page.kind == "removed":
        on = "its address leads on" if page.redirected else "nothing will be at its address"
        out.line(on, indent="      ")
    for passage in page.words[:_MOST_PASSAGES]:
        painted: list[tuple[str, str]] = []
        for kind, text in passage:
            words = text.split()
            if len(words) > _MOST_WORDS:
                words = [*words[: _MOST_WORDS - 8], "…", *words[-7:]]
            marked = _MARKS[kind].format(" ".join(words)).split()
            painted += [(word, _COLORS.get(kind, "")) for word in marked]
        out.words(painted, "      ")
    if len(page.words) > _MOST_PASSAGES:
        out.line(f"and {many(len(page.words) - _MOST_PASSAGES, 'passage')} more", "", "      ")


def _with_words(pages: Iterable[PageChange]) -> list[PageChange]:
    return [page for page in pages if page.kind != "changed" or page.words]


def _files(changes: Changes) -> tuple[str, ...]:
    return (*changes.files.sent, *changes.files.removed)


def _size(size: int) -> str:
    """Return bytes as a person reads them: 900 B, 14 kB, 2.1 MB."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
