"""The change list as it looks: counted, each page by its title, words that came and went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TextIO

from desk.common.days import MONTHS
from desk.common.terminal import printable
from desk.common.wording import many, some
from desk.publish.changes import Changes, Kind, PageChange
from desk.publish.foreign import named
from desk.publish.paper import Paper
from desk.publish.target import Sent
from desk.publish.word_diff import Words

_COLORS = {"+": "32", "-": "31", "new": "32", "removed": "31", "changed": "33"}
_SIGNS: dict[Kind, str] = {"changed": "~", "new": "+", "removed": "-"}
_MOST_PASSAGES = 3  # of one page; a page written anew is better looked at in the preview
_MOST_PAGES = 25  # told one by one; a change of the theme changes all of them
_MOST_WORDS = 40  # of a passage that went or came; of a longer one, how it begins and ends
_MOST_FOREIGN = 10
_BOLD, _PALE = "1", "2"


def summary(changes: Changes) -> str:
    """`2 articles changed, 1 page new, 3 redirects added`, or `Nothing has changed`."""
    told = []
    for kind in ("changed", "new", "removed"):
        for article, name in ((True, "article"), (False, "page")):
            shown = _with_words(changes.pages)
            pages = [p for p in shown if (p.kind, p.article) == (kind, article)]
            if pages:
                told.append(f"{many(len(pages), name)} {kind}")
    files = Counter(file.kind for file in changes.downloads)
    told += [f"{many(files[kind], 'file')} {kind}" for kind in _SIGNS if files[kind]]
    for redirects, what in (
        (changes.redirects_added, "added"),
        (changes.redirects_removed, "removed"),
    ):
        if redirects:
            told.append(f"{many(len(redirects), 'redirect')} {what}")
    quiet = len(changes.pages) - len(list(_with_words(changes.pages)))
    if quiet:
        told.append(f"{many(quiet, 'page')} changed only in what is not read")
    if not told and changes.files:
        told.append(f"no page changed, {many(len(_files(changes)), 'other file')} did")
    text = ", ".join(told) or "nothing has changed"
    return text[0].upper() + text[1:]


def tell(changes: Changes, stream: TextIO, kept: str = "") -> None:
    """The whole list, for a person. Titles come from pages and are shown without control signs.

    `kept` says where a copy of what is in the way is kept.
    """
    paper = Paper(stream)
    paper.line()
    parts = f"{summary(changes)}.".split(", ")
    paper.words([(part, _BOLD) for part in _with_commas(parts)], "")
    shown = list(_with_words(changes.pages))
    if any(page.words for page in shown[:_MOST_PAGES]):
        paper.line("Words that go stand in [-…-], words that come in {+…+}.", _PALE)
    before: PageChange | None = None
    for page in shown[:_MOST_PAGES]:
        if before is None or (before.kind, page.kind) != ("new", "new"):
            paper.line()
        _tell_page(page, paper)
        before = page
    if len(shown) > _MOST_PAGES:
        paper.line()
        paper.line(f"and {many(len(shown) - _MOST_PAGES, 'page')} more", indent="  ")
    if changes.downloads:
        paper.line()
        paper.line("Files, which everybody can open:")
    for file in changes.downloads:
        paper.whole(f"  {_SIGNS[file.kind]} /{file.path}", _COLORS[file.kind])
    for redirects, sign in ((changes.redirects_added, "+"), (changes.redirects_removed, "-")):
        if redirects:
            paper.line()
        for old, new in redirects[:_MOST_PAGES]:
            paper.whole(f"  {sign} {old} → {new}", _COLORS[sign])
        if len(redirects) > _MOST_PAGES:
            paper.line(f"and {len(redirects) - _MOST_PAGES} more", indent="  ")
    if changes.files:
        files, size = many(changes.sent_files, "file"), _size(changes.sent_bytes)
        removed = len(changes.files.removed)
        away = f", {many(removed, 'file')} to take away" if removed else ""
        paper.line()
        paper.line(f"{files} to send ({size}){away}.")
    tell_foreign(changes, stream, kept)


def tell_foreign(changes: Changes, stream: TextIO, kept: str) -> None:
    """What is not from here, each once: what stays, and what is in the way."""
    paper = Paper(stream)
    in_the_way = named(changes.replaced)
    if staying := [path for path in named(changes.foreign) if path not in in_the_way]:
        paper.line()
        paper.line(f"Not from here, so it stays as it is: {some(staying, _MOST_FOREIGN)}.")
    if in_the_way:
        paper.line()
        names = some(in_the_way, _MOST_FOREIGN)
        paper.line(
            f"Not from here, and in the way: {names}. A file of the site would take its place; a "
            f"copy is kept {kept}."
        )


def release(published: datetime, changes: Changes) -> str:
    """`the release of 2 March 2026 14:05; first change: Rest /articles/rest/`.

    `changes` are those from the live version to the release.
    """
    return f"{release_day(published)}; first change: {_first(changes)}"


def release_day(published: datetime) -> str:
    """`the release of 2 March 2026 14:05`, by the clock of this computer."""
    here = published.astimezone()
    return f"the release of {here.day} {MONTHS[here.month - 1]} {here.year} {here:%H:%M}"


def _first(changes: Changes) -> str:
    """The first change of the list: a page by its title and address, else a redirect or a file."""
    for page in (*_with_words(changes.pages), *changes.pages):
        gone = ", which goes" if page.kind == "removed" else ""
        return printable(f"{' '.join(page.title.split())} {page.address}{gone}")
    for old, new in (*changes.redirects_added, *changes.redirects_removed):
        return printable(f"the redirect {old} → {new}")
    return printable(f"the file {_files(changes)[0]}")


def sent(what: Sent) -> str:
    """`Sent 14 files (83 kB)`."""
    away = f", took away {many(what.removed, 'file')}" if what.removed else ""
    return f"Sent {many(what.files, 'file')} ({_size(what.bytes)}){away}"


def _tell_page(page: PageChange, paper: Paper) -> None:
    """The title and, beside it if there is room, the address; what happens to it; its words."""
    color = _COLORS[page.kind]
    title, address = f"  {_SIGNS[page.kind]} {' '.join(page.title.split())}", page.address
    if len(title) + 2 + len(address) <= paper.width:
        paper.words([(title[2:], color), (f" {address}", _PALE)], "  ")
    else:
        paper.line(title.strip(), color, "  ", "    ")
        paper.whole(f"    {address}", _PALE)
    if page.kind == "removed":
        on = "its address leads on" if page.redirected else "nothing will be at its address"
        paper.line(on, indent="      ")
    for passage in page.words[:_MOST_PASSAGES]:
        paper.words(_colored_words(passage), "      ")
    if len(page.words) > _MOST_PASSAGES:
        paper.line(f"and {many(len(page.words) - _MOST_PASSAGES, 'passage')} more", "", "      ")


def _colored_words(passage: Sequence[Words]) -> Iterable[tuple[str, str]]:
    for kind, text in passage:
        words = text.split()
        if len(words) > _MOST_WORDS:
            words = [*words[: _MOST_WORDS - 8], "…", *words[-7:]]
        for word in _marked(kind, " ".join(words)).split():
            yield word, _COLORS.get(kind, "")


def _with_commas(parts: Sequence[str]) -> Iterable[str]:
    """Each part with its comma, so that a line ends behind one."""
    return (*(f"{part}," for part in parts[:-1]), parts[-1])


def _marked(kind: str, text: str) -> str:
    """Without color, or to eyes that do not see it, what came and went is still told apart."""
    return {"-": f"[-{text}-]", "+": f"{{+{text}+}}"}.get(kind, text)


def _with_words(pages: Iterable[PageChange]) -> Iterable[PageChange]:
    return (page for page in pages if page.kind != "changed" or page.words)


def _files(changes: Changes) -> tuple[str, ...]:
    return (*changes.files.sent, *changes.files.removed)


def _size(size: int) -> str:
    """Bytes as a person reads them: 900 B, 14 kB, 2.1 MB."""
    if size < 1000:
        return f"{size} B"
    return f"{size / 1000:.0f} kB" if size < 999_500 else f"{size / 1_000_000:.1f} MB"
