"""Markdown that was meant and not understood: a visitor would see its signs in the text.

The page as it was rendered says what was not understood, so that nothing is told of what was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice

from plugins.checks.document import Document
from plugins.checks.rules import Problems, text_rule
from plugins.notices.known import Known

SHOWN = 60  # characters of what a message is about
MOST = 50  # to find the line of one takes a look over the whole text
# What a word processor puts before a point. In a text it is never anything else.
_BULLETS = "•▪◦‣"
_BULLET = re.compile(rf"[ ]*([{_BULLETS}])[ \t]*\S")
# Signs that also stand within a sentence, or before a name: only two in a row make a list.
_POINT = re.compile(r"[ ]*([-*+·–])[ \t]+\S")
_TIGHT = re.compile(r"(-)[^\W\d_]")
_NUMBER = re.compile(r"[ ]*(\d{1,2})([.)])[ \t]+\S")
_RULE = re.compile(r"\|?[ ]*:?--[-:| ]*$")
_ROW = re.compile(r"[ ]*\|.*\||[^|]*\S[ ]\|[ ]+\S")
# One of these stands in what was rendered, or there is nothing to look for. A single sign is found
# much faster than two, so the pairs are looked for only where their sign is.
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("]", ("](", "] (", "][", "]]", "TOC]", '"]')),
    ("{", ("{{", "{%", "&lt;{")),
    ("=", ("==",)),
    (":", (":::",)),
    ("\\", ("\\",)),
    ("^", ("[^",)),
    ("*", ("**", "\n* ")),
    ("_", ("__",)),
    ("~", ("~~",)),
    ("|", ("|",)),
    ("+", ("\n+ ",)),
    ("·", ("\n· ", "<p>· ")),
    ("–", ("\n– ", "<p>– ")),
    *((bullet, (bullet,)) for bullet in _BULLETS),
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
    "“{0}” stands between HTML tags, where Markdown is not read, so its signs would show.",
    'Write <div markdown="1"> instead of <div>, or take the tags out.',
)
# A form of words, what is wrong with it, and how it is mended; {0} is what stood there. An
# earlier form wins.
_FORMS = (
    (r"\[[^\[\]]+\]\([^\s()]+\)", *_IN_HTML),
    (r"(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\w*])", *_IN_HTML),
    (
        r"\[[^\[\]]+\]\([^\s()]*",
        "“{0}” begins a link that is not closed, so its signs would show.",
        "Close it with “)” right after the address.",
    ),
    (
        r"\[[^\[\]]+\][ ]+\((?:[/#]|\.\.?/|https?:|mailto:|tel:|[\w./-]+\.md)[^\s()]*\)",
        "“{0}” is not recognized as a link because of the space in it.",
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
        "“{0}” is not recognized as bold, so its signs would show.",
        "Write the two signs right before the first letter and right after the last one.",
    ),
    (
        r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|\[[a-z][\w-]*(?: [\w-]+=\"[^\"\n]*\")+[ ]?/?\]",
        "“{0}” is an instruction to another program, and would be printed as it is.",
        "Write what it stands for, or take it out.",
    ),
    (
        r"\[\[?_?TOC_?\]?\]",
        "“{0}” is an instruction to another program, and would be printed as it is.",
        "Take it out. The list of contents makes itself from the headings.",
    ),
    (
        r"!?\[\[[^\[\]\n]+\]\]",
        "“{0}” is a link in another program only, and would be printed as it is.",
        "Write the words between square brackets and the address behind them: [words](address).",
    ),
    (
        r"<\{[a-z]+\}[^<>\n]*>",
        "“{0}” is not recognized as a link, so its signs would show.",
        "Write [words](address) with the same address, and the words that are to be read.",
    ),
    (
        r"\[[^\[\]\n]+\]\[[^\[\]\n]*\]",
        "“{0}” is a link whose address is not there, so its signs would show.",
        "Write the address right behind its words: [words](address).",
    ),
    (
        r"(?m)^:::+[ ]?\w.*$",
        "“{0}” makes a box in another program only, and would be printed as it is.",
        "Begin each line of the box with > instead, and its first one with > [!Label].",
    ),
    (
        r"==[^\s=][^=\n]*==",
        "“{0}” is not recognized as marked, so its signs would show.",
        "Write <mark> before the words and </mark> behind them, or take the signs out.",
    ),
    (
        r"(?<!\S)\S*(?<!\\)\\\s*\Z",
        "“{0}” ends a paragraph with a sign for a new line, which would be printed as it is.",
        "Take the “\\” out: an empty line is enough.",
    ),
    (
        r"~~[^\s~][^~\n]*~~",
        "“{0}” is not recognized as struck out, so its signs would show.",
        "Take out the signs, or the words as well.",
    ),
)


@text_rule(
    "markdown-raw",
    "Markdown is not understood, and its signs would be seen",
    "warning",
    group="built",
    allowable=True,
)
def markdown_raw(document: Document, _: Known) -> Problems:
    """A list, a table, a link, a note or bold words were meant, and a sign too many or too few kept
    them from being understood. A visitor would read the stars, bars and brackets.

    **How to mend it:** As the message says. The point of a list begins with a sign and a space, and
    a table has a line of signs below its head:

    ```markdown
    - a tight chest

    | Part    | Work  |
    |---------|-------|
    | Manager | plans |
    ```
    """
    html = document.html
    if not any(sign in html and any(map(html.__contains__, more)) for sign, more in _SIGNS):
        return
    pieces = [unescape(_TAG.sub("", piece)) for piece in _BLOCK.split(_CODE.sub("", html))]
    pieces = [piece.strip("\n") for piece in pieces if piece.strip()]
    left = chain(lines_left(document, pieces), words_left(document, pieces))
    for line, message, remedy in islice(left, MOST):
        yield markdown_raw.problem(document.path, line, message, remedy)


def noted(document: Document, kind: str) -> Iterator[tuple[int, str]]:
    """Yield line and words of what was read otherwise than it may have been meant."""
    for note in document.header.notes:
        if note.kind == kind:
            words = note.words if len(note.words) <= SHOWN else f"{note.words[:SHOWN].rstrip()}…"
            yield note.line, words


@text_rule("table-cells", "A row has more cells than its table has heads", group="built")
def table_cells(document: Document, _: Known) -> Problems:
    """A row of a table has more cells than the table has heads. There is no column for the rest,
    so nobody would read it.

    **How to mend it:** Give the table another head, or put the words into one of the cells. A bar
    that belongs to the words is typed with a sign before it: `\\|`.

    ```markdown
    | Session | Length | Fee  |
    |---------|--------|------|
    | First   | 80 min | $150 |
    ```
    """
    for line, words in noted(document, "cells"):
        yield table_cells.problem(
            document.path,
            line,
            f"This row has more cells than its table has heads, so “{words}” would be left out.",
            "Give the table one more head, with its part of the line below the heads, or put the "
            "words into another cell.",
        )


@text_rule("note-twice", "Two notes have the same sign", group="built")
def note_twice(document: Document, _: Known) -> Problems:
    """Two notes at the end of a text begin with the same sign, such as `[^1]:`. Only the first
    would be shown.

    **How to mend it:** Give the second a sign of its own, there and where the text points to it.

    ```markdown
    Rest is work.[^1] So is play.[^2]

    [^1]: A study of rest.
    [^2]: A study of play.
    ```
    """
    for line, sign in noted(document, "footnote"):
        yield note_twice.problem(
            document.path,
            line,
            f"Another note above has the sign “[^{sign}]” already, so this one would be left out.",
            "Give it a sign of its own, here and in the text that points to it.",
        )


@text_rule("fence-words", "Words stand behind three backticks", group="built")
def fence_words(document: Document, _: Known) -> Problems:
    """Three backticks (or three `~`) at the beginning of a line begin code, and what stands behind
    them names its language. More words there are shown to nobody.

    **How to mend it:** Write the words on the line below. If no code is meant, take the backticks
    out, here and where they end it.
    """
    for line, words in noted(document, "info"):
        yield fence_words.problem(
            document.path,
            line,
            f"“{words}” stands behind the signs that begin code, where nobody would see it.",
            "Write it on the line below. If you do not mean code, take these signs out, and those "
            "that end it.",
        )


@text_rule(
    "heading-underline",
    "A line of hyphens makes a heading of the paragraph above it",
    "warning",
    group="built",
    allowable=True,
)
def heading_underline(document: Document, _: Known) -> Problems:
    """A line of `---` right below a paragraph makes a heading of it, in Markdown everywhere. With
    an empty line between them, it is a line across the page.

    **How to mend it:** Leave an empty line above the hyphens. If a heading is meant, `##` before
    its words says so more clearly.

    ```markdown
    We meet once a week.

    ---
    ```
    """
    for line, words in noted(document, "underline"):
        yield heading_underline.problem(
            document.path,
            line,
            f"This line makes a heading of “{words}” above it.",
            "Leave an empty line above the hyphens, and it is a line across the page. If you mean "
            "a heading, write ## before its words and take the hyphens out.",
        )


@text_rule("prose-code", "A paragraph becomes code", "warning", group="built", allowable=True)
def prose_code(document: Document, _: Known) -> Problems:
    """A paragraph begins with a tab or with four spaces. Markdown shows it as code: in letters of
    one width, each line as it is typed.

    **How to mend it:** Take out what stands in front of it. If it is meant as code, a line of
    three backticks above it and another below it say so.

    ```markdown
    We meet once a week.
    ```
    """
    for line, words in noted(document, "code"):
        yield prose_code.problem(
            document.path,
            line,
            f"“{words}” is indented, so it would be shown as code.",
            "Take out the tab or the spaces in front of it. If you mean code, put a line of ``` "
            "above it and another below it.",
        )


@text_rule("lines-joined", "Short lines run together", "warning", group="built", allowable=True)
def lines_joined(document: Document, _: Known) -> Problems:
    """Lines of verse, or of an address, stand below one another. In Markdown the end of a line is a
    space, so they would run together.

    **How to mend it:** End each line but the last with `\\`. If they are one paragraph, let them
    stand on one line.

    ```markdown
    The day is done,\\
    the house is still,\\
    and I am home.
    ```
    """
    for line, words in noted(document, "lines"):
        yield lines_joined.problem(
            document.path,
            line,
            f"The short lines that begin with “{words}” would run together.",
            "End each of them but the last with “\\”, and each stays a line of its own. If they "
            "may run together, write them on one line.",
        )


def lines_left(document: Document, paragraphs: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield line, message and remedy of lists and tables that stayed the lines of a paragraph.

    Each paragraph, and each list, is told once. `paragraphs` are what a visitor reads, a line of
    the source a line.
    """
    typed, at = document.header.body.split("\n"), -1
    before = ""
    for paragraph in paragraphs:
        lines = paragraph.split("\n")
        around = zip(["", *lines], lines, [*lines[1:], ""], [*lines[2:], "", ""], strict=False)
        found = next(((line[1], *told) for line in around if (told := _wrong(*line))), None)
        # Points with empty lines between them are paragraphs of one list: the first is enough.
        if found and not (before and lines[0].lstrip().startswith(before)):
            words, message, remedy = found
            # As it was typed, the line may hold more: what is code, and the address of a link.
            sign, wanted = words.split()[0], set(_WORD.findall(words))
            near = [n for n in range(at + 1, len(typed)) if typed[n].strip("> ").startswith(sign)]
            same = (n for n in near if wanted.issubset(_WORD.findall(typed[n])))
            at = next(same, near[0] if near else min(at + 1, len(typed) - 1))
            yield document.header.body_line + at, message, remedy
        bullet = _BULLET.match(lines[0])
        before = bullet[1] if bullet else ""


def _wrong(above: str, line: str, below: str, second: str) -> tuple[str, str] | None:
    """Return what is wrong with a line, by what is around it, and the remedy; None for nothing."""
    point, same, number = _POINT.match(line), _POINT.match(below), _NUMBER.match(line)
    message = "This list is not recognized, so its points would run together in one paragraph."
    introduced = above.rstrip().endswith(":")
    if bullet := _BULLET.match(line):
        message = f"“{bullet[1]}” does not make a list here, so its points would run together."
        first = "Begin each point with “- ” instead"
    elif _ROW.match(line) and _RULE.match(below.strip()) and "|" in below:
        message = "This table is not recognized because there is text right above it."
        return message, "Leave an empty line above its first row."
    elif _ROW.match(line) and _ROW.match(below) and not _RULE.match(second.strip()):
        # With bars at its ends where the head has them, or the two are not taken for one table.
        cells = line.strip().strip("|").count("|") + 1
        barred = line.strip().startswith("|")
        rule = "|" + "---|" * cells if barred else " | ".join(["---"] * cells)
        message = (
            "These lines look like a table but are not one: the line below its head is missing."
        )
        return message, f"Write “{rule}” below the first of them, and leave an empty line above."
    elif point and point[1] in "-*+" and (same or introduced):
        first = ""
    elif point and same and same[1] == point[1]:
        first = "Begin each point with “- ” instead"
    elif _TIGHT.match(line) and _TIGHT.match(below):
        first = "Put a space after each “-”"
    elif number and number[1] == "1" and (_NUMBER.match(below) or introduced):
        first = "" if number[2] == "." else "Write 1. instead of 1)"
    else:
        return None
    above_it = "eave an empty line above the first one."
    return message, f"{first}, and l{above_it}" if first else f"L{above_it}"


def words_left(document: Document, pieces: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the same of links, notes and bold words, each by the first form that it has, once."""
    body, known = document.header.body, set[str]()
    for piece in pieces:
        left = piece
        for form, *told in _FORMS:
            for words in dict.fromkeys(match[0] for match in re.finditer(form, left)):
                if words in known or len(known) > 2 * MOST:
                    continue
                known.add(words)
                # The words of a link may have signs of their own, so its end is looked for as well;
                # a “\\” before it says that it is meant.
                ends = words[words.find("](") :] if "](" in words else words
                for part in (words, ends, words.replace("TOC", "_TOC_")):
                    at = body.find(part)
                    if at >= 0 or f"\\{part}" in body:
                        break
                if at >= 0 and f"\\{part}" not in body:
                    shown = " ".join(words.split())
                    message, remedy = (each.replace("{0}", shown) for each in told)
                    yield document.line_at(at), message, remedy
            left = re.sub(form, lambda match: " " * len(match[0]), left)
