"""What a visitor reads on a page, from its HTML, and what differs between two texts, by words."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from html import unescape

from plugins.core.safe_html import INLINE

# A nav within the text is its table of contents, or the way to the next article.
_SILENT = frozenset({"script", "style", "template", "svg", "nav"})
_AROUND = 4  # words told before and after what differs
_MOST_WORDS = 4000  # between the first and the last that differ; more would take too long
Words = tuple[str, str]  # ("=", "-" or "+", some words): a passage that stayed, went or came
_NAME = re.compile(r"/?([a-zA-Z][a-zA-Z0-9-]*)")


@dataclass(frozen=True)
class PageText:
    """`title` is the page's own, without the practice's name; `words` those of its main part."""

    title: str
    words: tuple[str, ...]


def page_text(html: bytes) -> PageText:
    """Return the title and the words of the page's `main`, menus and footers left out.

    Whatever the bytes are, each of them is looked at once: what a host gives may be anything.
    """
    text = html.decode("utf-8", "replace")
    main = _between(text, "main")
    title = _read(_between(main, "h1")) or _read(_between(text, "title"))
    return PageText(" ".join(title), _read(main))


def main_part(html: bytes) -> bytes:
    """Return the bytes of `main`: where they are the same, so is what is read."""
    began = html.find(b"<main")
    return html[began : html.rfind(b"</main>")] if began >= 0 else b""


def _between(html: str, tag: str) -> str:
    """Return what stands in the first element of this name, "" if there is none."""
    began = html.find(f"<{tag}")
    if began < 0:
        return ""
    inside = html.find(">", began) + 1
    ended = html.rfind(f"</{tag}>") if tag == "main" else html.find(f"</{tag}>", inside)
    return html[inside:ended] if inside and ended >= inside else ""


def _read(html: str) -> tuple[str, ...]:
    """Return the words between the tags; a tag within a word does not part it."""
    before, *rest = html.split("<")
    read = [before]
    silent, depth = "", 0
    for piece in rest:
        tag, _, text = piece.partition(">")
        found = _NAME.match(tag)
        name = found[1].lower() if found else ""
        if silent:
            if name == silent:
                depth += -1 if tag.startswith("/") else 1
            if depth:
                continue
            silent = ""
        elif name in _SILENT and not tag.startswith("/"):
            silent, depth = name, 1
            continue
        if tag.startswith("!--"):
            read.append(piece.partition("-->")[2])
        else:
            read += [text] if name in INLINE else [" ", text]
    return tuple(unescape("".join(read)).split())


def word_diff(old: PageText, new: PageText) -> tuple[tuple[Words, ...], ...]:
    """Return the passages that differ between two texts, with a few words around each.

    Of very long texts all between the first and the last difference is one passage.
    """
    if old.words == new.words:
        return ()
    # From shortly before the first word that differs to shortly after the last.
    most = min(len(old.words), len(new.words))
    start = next((n for n in range(most) if old.words[n] != new.words[n]), most)
    rest = range(most - start)
    end = next((n for n in rest if old.words[-1 - n] != new.words[-1 - n]), len(rest))
    start, end = max(start - _AROUND, 0), max(end - _AROUND, 0)
    a, b = (text.words[start : len(text.words) - end] for text in (old, new))
    if max(len(a), len(b)) > _MOST_WORDS:
        whole: list[Words] = [("-", " ".join(a)), ("+", " ".join(b))]
        return (tuple(one for one in whole if one[1]),)
    # With autojunk no word that stands everywhere, such as "the", is looked for on its own: the
    # passages are the same, and found in a tenth of the time.
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=True)
    passages = []
    for group in matcher.get_grouped_opcodes(_AROUND):
        passage: list[Words] = []
        for what, i, j, k, m in group:
            parts = (("=", a[i:j]),) if what == "equal" else (("-", a[i:j]), ("+", b[k:m]))
            passage += [(sign, " ".join(words)) for sign, words in parts if words]
        passages.append(tuple(passage))
    return tuple(passages)
