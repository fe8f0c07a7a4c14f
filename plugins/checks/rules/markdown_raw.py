"""Markdown that was meant and not understood: a visitor would see its signs in the text.

The page as it was rendered says what was not understood, so that nothing is told of what was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice

from plugins.checks.document import Document
from plugins.checks.rules import rule
from plugins.checks.rules.raw_lines import BULLETS, lines_left
from plugins.core.problem import Problem
from plugins.notices.known import Known

MOST = 50  # to find the line of one takes a look over the whole text
# One of these stands in what was rendered, or there is nothing to look for. A single sign is found
# much faster than two, so the pairs are looked for only where their sign is.
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("]", ("](", "] (")),
    ("^", ("[^",)),
    ("*", ("**", "\n* ")),
    ("_", ("__",)),
    ("~", ("~~",)),
    ("|", ("|",)),
    ("+", ("\n+ ",)),
    ("·", ("\n· ", "<p>· ")),
    ("–", ("\n– ", "<p>– ")),
    *((bullet, (bullet,)) for bullet in BULLETS),
    ("", ("\n-", "\n1", "<p>-", "<p>1)")),
)
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|li|[uo]l|div|section|details|summary|blockquote|d[ldt]|table|t(?:head|body|r|h|d)"
    r"|h[1-6]|figure|figcaption)\b[^>]*>"
)
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
_IN_HTML = (
    "“{0}” stands between HTML tags, where Markdown is not read, and its signs would be seen.",
    'Write <div markdown="1"> instead of <div>, or take the tags out.',
)
# A form of words, what is wrong with it, and how it is mended; {0} is what stood there. An
# earlier form wins.
_FORMS = tuple(
    (re.compile(form), message, remedy)
    for form, message, remedy in (
        (r"\[[^\[\]]+\]\([^\s()]+\)", *_IN_HTML),
        (r"(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\w*])", *_IN_HTML),
        (
            r"\[[^\[\]]+\]\([^\s()]*",
            "“{0}” begins a link that is not closed, and its signs would be seen.",
            "Close it with “)” right behind the address.",
        ),
        (
            r"\[[^\[\]]+\][ ]+\((?:[/#]|\.\.?/|https?:|mailto:|tel:|[\w./-]+\.md)[^\s()]*\)",
            "“{0}” is not understood as a link, because of the space in it.",
            "Take out the space between “]” and “(”.",
        ),
        (
            r"\[\^[^\]\s]+\]",
            "“{0}” points to a note that is not there.",
            "Write the note on a line of its own at the end, as “{0}: …”, or take the sign out.",
        ),
        (
            (
                r"(?<![\w*])(?:\*\*[^\s*][^*\n]*\*\*|\*\*[ ]+[^\s*][^*\n]*\*\*|\*\*[^\W_]\w*)"
                r"|(?<!\w)__[^\s_][^_\n]*[ ]__"
            ),
            "“{0}” is not understood as bold, and its signs would be seen.",
            "Write the two signs right before the first letter and right behind the last one.",
        ),
        (
            r"~~[^\s~][^~\n]*~~",
            "“{0}” is not understood as struck out, and its signs would be seen.",
            "Take out the signs, or the words as well.",
        ),
    )
)


@rule(
    "markdown-raw",
    "Markdown is not understood, and its signs would be seen",
    "warning",
    group="built",
    allowable=True,
)
def markdown_raw(document: Document, _: Known) -> Iterator[Problem]:
    """A list, a table, a link, a note or bold words were meant, and a sign too many or too few kept
    them from being understood. A visitor would read the stars, bars and brackets.

    **How to mend it:** As the message says. A list and a table need an empty line above them:

    ```markdown
    You may notice:

    - a tight chest
    - a loud voice
    ```
    """
    yield from islice(_all_left(document), MOST)


def _all_left(document: Document) -> Iterator[Problem]:
    html = document.html
    if not any(sign in html and any(map(html.__contains__, more)) for sign, more in _SIGNS):
        return
    text = _CODE.sub("", html)
    pieces = [unescape(_TAG.sub("", piece)).strip("\n") for piece in _BLOCK.split(text)]
    pieces = [piece for piece in pieces if piece.strip()]
    lines, at = document.source.body.split("\n"), -1
    for words, message, remedy in lines_left(pieces):
        at = _line(lines, words, at + 1)
        yield markdown_raw.problem(document.path, document.source.body_line + at, message, remedy)
    yield from _words_left(document, pieces)


def _words_left(document: Document, pieces: list[str]) -> Iterator[Problem]:
    """Links, notes and bold words, each by the first form that it has; the same words once."""
    source, known = document.source, set[str]()
    for piece in pieces:
        left = piece
        for form, message, remedy in _FORMS:
            for words in dict.fromkeys(match[0] for match in form.finditer(left)):
                if words in known or len(known) > 2 * MOST:
                    continue
                known.add(words)
                if (at := _typed(source.body, words)) >= 0:
                    shown = " ".join(words.split())
                    yield markdown_raw.problem(
                        document.path,
                        source.body_line + source.body.count("\n", 0, at),
                        message.replace("{0}", shown),
                        remedy.replace("{0}", shown),
                    )
            left = form.sub(lambda match: " " * len(match[0]), left)


def _typed(body: str, words: str) -> int:
    """Where this stands in the text as it was typed; -1 if a “\\” before it says that it is meant.

    The words of a link may have signs of their own, so its end is looked for as well.
    """
    for part in (words, words[words.find("](") :] if "](" in words else words):
        if f"\\{part}" in body:
            return -1
        if (at := body.find(part)) >= 0:
            return at
    return -1


def _line(lines: list[str], words: str, after: int) -> int:
    """Which of `lines`, from `after` on, begins with the same sign and has the same words.

    As it was typed it may hold more: what is code, and the address of a link.
    """
    sign, wanted = words.split()[0], set(_WORD.findall(words))
    near = [n for n in range(after, len(lines)) if lines[n].strip("> ").startswith(sign)]
    same = (n for n in near if wanted.issubset(_WORD.findall(lines[n])))
    return next(same, near[0] if near else min(after, len(lines) - 1))
