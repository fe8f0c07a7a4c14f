"""Markdown that was meant and not understood: a visitor would see its signs in the text.

The page as it was rendered says what was not understood, so that nothing is told of what was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice, pairwise

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
# What stands in brackets where a template waits for words, by its first one.
_PLACES = (
    "Your|your|YOUR|Insert|insert|INSERT|Add |add |Fill|fill|City|Name|NAME|Phone|Date]|Email"
    "|State]|Location|Placeholder|placeholder|Client N|Practice N|Therapist N"
)
_SIGNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("]", ("](", "] (", "][", "]]", "TOC]", "toc]", '"]', "]\n(", ")[", "[ ]", "[x]", "[X]", "[]")),
    ("{", ("{{", "{%", "&lt;{", "{.", "{#", "{:", "{--", "{~~")),
    ("&lt;", ("&lt;%", "&lt;www.", "&lt;http")),
    ("=", ("==",)),
    ("#", (">#", "\n#")),
    (":", (":::",)),
    ("\\", ("\\",)),
    ("^", ("^",)),
    ("*", ("*",)),
    ("_", ("__",)),
    ("~", ("~",)),
    ("|", ("|",)),
    ("!", ("!!! ",)),
    ("??? ", ("??? ",)),
    ("???+ ", ("???+ ",)),
    ("[/", ("[/",)),
    ("+", ("\n+ ", "++", "+--")),
    ("·", ("\n· ", "<p>· ")),
    ("–", ("\n– ", "<p>– ", "<p>–<", "––")),
    ("—", ("<p>—<", "\n—\n", "——")),
    *((bullet, (bullet,)) for bullet in _BULLETS),
    ("", ("\n-", "\n1", "<p>-", "<p>1)")),
    ("[", (*(f"[{word}" for word in _PLACES.split("|")),)),
    ("<p>//", ("<p>// ",)),
    *(
        (word, (word,))
        for word in ("【", "oaicite", "citeturn", "orem ipsum", "TODO", "TBD", "XXX")
    ),
    *(
        (word, (word,))
        for word in ("â€", "Ã", "Â\u00a0", "you'd like", "you’d like", "language model")
    ),
    ("Here", ("Here's a", "Here’s a", "Here is a", "Here's your", "Here’s your", "Here's the")),
    ("&lt;", ("&lt;&lt;&lt;",)),
)
_SHORTCODE = re.compile(r":[a-z][a-z0-9_+-]{1,30}:")
_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|li|[uo]l|div|section|details|summary|blockquote|d[ldt]|table|t(?:head|body|r|h|d)"
    r"|h[1-6]|figure|figcaption)\b[^>]*>"
)
_MORE_STARS = re.compile(r"(\*?)<(?:em|strong)>([^<>*]+)</(?:em|strong)>(\*?)")
_TIMES = re.compile(r"\d<em>(\d[^<>*]*)</em>(?=\d)")
_OPEN_STAR = re.compile(r"\*\w[^*]*")
_CLOSE_STAR = re.compile(r"[^*]*[^\s*]\*")
_WORD = re.compile(r"\w+")
_TAG = re.compile(r"<[^>]*>")
# [words] [ref], of which only the second is read as a link; and how that comes out.
_REFERENCE = re.compile(
    r"!?\[(?P<words>[^\[\]\n]+)\](?:[ \t]{1,4}|[ \t]{0,4}\n[ ]{0,3})"
    r"\[(?P<label>[^\[\]\n]*)\](?![(\[:])"
)
_READ_HALF = re.compile(
    r"\[(?P<words>[^\[\]<>]+)\]\s{1,8}<a\b[^>]*>(?P<label>[^<]+)</a>"
    r"|<a\b[^>]*>(?P<name>[^<]+)</a>\s{1,8}\[\]"
)
_NO_LINK = re.compile(r"</?(?!a\b)[a-z][^<>]*>")
# \(x^2\) and \[E = mc^2\], of which the page shows plain brackets.
_BRACKETED = re.compile(
    r"\\\((?=[^()\n]{0,100}(?:\w\^|=|\\[a-z]))[^()\n]{1,150}\\\)"
    r"|\\\[(?=[^\[\]\n]{0,100}(?:\w\^|=|\\[a-z]))[^\[\]\n]{1,150}\\\]"
)
_DEFINED = re.compile(r"(?m)^[ ]{0,3}\[([^\[\]\n]+)\]:")
_IN_HTML = (
    "“{0}” stands between HTML tags, where Markdown is not read, so its signs would show.",
    "Take the tags out. Those of <div> and <details> may stay if an empty line follows the first.",
)
_LATEX = "“{0}” is an instruction of LaTeX, and would be printed as it is."
_PLAIN = "Write it in words or in plain signs, such as x² or “p below .05”, without its own signs."
# A formula between signs of money: no space inside them, no figure behind, a sign of its own.
_FORMULA = (
    r"\$\$(?=[^$\n]{0,100}[\\^_=<>])[^$\n]{1,200}\$\$"
    r"|(?<![\w$\\])\$(?=[^\s$])(?=[^$\n]{0,100}[\\^_=<>]|[a-zA-Z]\$)(?!\d[\d,.]*(?: |$))"
    r"[^$\n]{0,100}(?<=\S)\$(?!\d)"
)
# A form of words, what is wrong with it, and how it is mended; {0} is what stood there. An
# earlier form wins.
_FORMS = (
    (
        (
            rf"\[(?:{_PLACES.replace(']', '(?=])')})[^\[\]\n]{{0,60}}\](?![(\[:])"
            r"|\bX{3,}(?:-X{3,})+\b|\bX{4,}\b"
            r"|\b(?:TODO|TBD|FIXME)\b:?(?: [^.!?\n]{1,40})?|[Ll]orem ipsum[\w ]{0,20}"
        ),
        "“{0}” keeps the place of words that are still to come, and would be printed as it is.",
        "Write what belongs there, or take it out.",
    ),
    (
        (
            r"【[^【】\n]{1,40}】|:contentReference\[oaicite:\d+\](?:\{index=\d+\})?"
            r"|[\ue200-\ue2ff]?cite[\ue200-\ue2ff]?turn\d\w+[\ue200-\ue2ff]?"
        ),
        "“{0}” is what a writing program puts for a source, and leads nowhere here.",
        "Take it out; a source that you have read yourself stands under “sources:” in the header.",
    ),
    (
        (
            r"\A(?:Sure|Certainly|Of course|Absolutely|Great)\b[^.!?\n]{0,20}[!,.] Here"
            r"(?:['’]s| is) (?:an?|the|your)\b[^\n]{0,60}"
            r"|\A(?:Let me know if|Would) you(?:['’]d| would)? like(?: me)? (?:to |any )[^\n]{0,60}"
            r"|\b[Aa]s an? (?:AI|large)? ?language model\b[^.\n]{0,40}"
        ),
        "“{0}” is what a writing program says to whoever asked it, and not to your readers.",
        "Take the sentence out.",
    ),
    (
        r"(?<!\S)\S{0,20}(?:â€[™œ\x9d“”\x9c\x99˜¦]?|Ã[©¨¡±³¶¼\xad§¤]|Â\u00a0)\S{0,20}",
        "“{0}” was saved in one encoding and opened in another, so other signs would be read.",
        "Type it again, and save the file with the encoding “UTF-8”.",
    ),
    (
        r"(?m)^(?:<{7}|>{7}|={7})(?: .*)?$|<{7} \S+",
        "“{0}” marks where two versions of this file differ, and would be printed as it is.",
        "Keep one of the two versions, and take out the other and the three lines of signs.",
    ),
    (
        r"\A//[ ]\S[^\n]*",
        "“{0}” is a note to oneself in another program, and everybody would read it.",
        "Write it as <!-- … -->, which nobody sees, or take it out.",
    ),
    (
        r"\{(?:--[^{}\n]*--|\+\+[^{}\n]*\+\+|~~[^{}\n]*~~|==[^{}\n]*==)\}",
        "“{0}” marks a change in another program, and would be printed as it is.",
        "Write what is to be read, and take the signs out.",
    ),
    (
        r"!?\[[^\[\]]+\]\([^\s()]+ =\d*x\d*\)",
        "“{0}” gives a picture a size, which is not recognized here, so its signs would show.",
        "Take out the part from “ =” on: a picture is made to fit by itself.",
    ),
    (
        r"\[[^\[\]]+\]\((?:https?:|/)[^\s()]*(?: [^\s()]+)+\)",
        "“{0}” is not recognized as a link because of the space in its address.",
        "Write %20 in the place of each space in the address.",
    ),
    (
        r"\\(?:textit|emph|textsl)\{[^{}\n]*\}",
        _LATEX,
        "Write the words between two stars instead, *so*.",
    ),
    (
        r"\\textbf\{[^{}\n]*\}",
        _LATEX,
        "Write two stars before the words and two behind them instead, **so**.",
    ),
    (
        r"\\(?:chapter|part|section|subsection|subsubsection|paragraph)\*?\{[^{}\n]*\}",
        _LATEX,
        "Write ## and a space before the words of the heading, on a line of its own.",
    ),
    (
        r"\\(?:url|href)\{[^{}\n]*\}(?:\{[^{}\n]*\})?",
        _LATEX,
        "Write [words](address) with the same address.",
    ),
    (
        r"\\footnote\{[^{}\n]*\}",
        _LATEX,
        "Write [^1] in its place, and its words on a line of their own at the end, as “[^1]: …”.",
    ),
    (
        r"\\item(?![a-zA-Z])[ \t]*[^\s\\]*",
        _LATEX,
        "Begin the line with “- ” in its place, and leave an empty line above the first one.",
    ),
    (
        r"\\(?:begin|end)\{[^{}\n]*\}",
        _LATEX,
        (
            "Take it out. Each point of a list begins with “- ” on a line of its own, and each "
            "line of a quotation with “> ”."
        ),
    ),
    (
        (
            r"(?<!\\)\\[a-zA-Z]{1,20}\*?(?:\[[^\[\]\n]*\])?\{[^{}\n]*\}"
            r"|(?<![:\\])\\(?:l?dots|today|footnotemark|noindent|(?:new|clear)page|pagebreak|newline"
            r"|(?:big|med|small)skip|hfill|maketitle|tableofcontents|centering|quad)(?![a-zA-Z\\])"
        ),
        _LATEX,
        "Write what it stands for, or take it out.",
    ),
    (
        _FORMULA,
        "“{0}” is a formula in another program, and would be printed as it is.",
        _PLAIN,
    ),
    (
        r"\b[A-Z]\w{0,5}\.~[A-Z][\w'’-]*",
        "“{0}” has the sign ~ in it, which keeps words together in LaTeX and would be seen here.",
        "Write a space in its place.",
    ),
    (r"\[[^\[\]]+\]\([^\s()]+\)", *_IN_HTML),
    (r"(?<![\w*])\*\*[^\s*](?:[^*\n]*[^\s*])?\*\*(?![\w*])", *_IN_HTML),
    (r"(?<![\w*])\*[^\s*](?:[^*\n]*[^\s*])?\*(?![\w*])", *_IN_HTML),
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
        r"\[[^\[\]]+\]\n\((?:[/#]|https?:|mailto:|tel:)[^\s()]*\)",
        "“{0}” is not recognized as a link because of the line break in it.",
        "Write the address right behind the words, on the same line.",
    ),
    (
        r"\([^()\[\]\n]+\)\[(?:[/#]|https?:|mailto:|tel:)[^\s\[\]]*\]",
        "“{0}” is not recognized as a link, so its signs would show.",
        "Write the words between [ and ], and right behind them the address between ( and ).",
    ),
    (
        r"<(?:https?://|www\.)[^<>\n]*>",
        "“{0}” is not recognized as a link, so its signs would show.",
        "Write [words](address), with https:// before the address and no space in it.",
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
        (
            r"\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\}|<%[^<>\n]*%>"
            r"|\[[a-z][\w-]*(?: [\w-]+=\"[^\"\n]*\")+[ ]?/?\]"
            r"|\[(?P<begun>[a-z]\w{0,20})\][^\[\]\n]*\[/(?P=begun)\]"
        ),
        "“{0}” is an instruction to another program, and would be printed as it is.",
        "Write what it stands for, or take it out.",
    ),
    (
        r"\[\[?_?(?:TOC|toc)_?\]?\]|(?m:^\{:[ ]*(?:TOC|toc)\}$)",
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
        r"(?m)^(?::::+[ ]?(?=[\w{])|!!![ ](?=\w)|\?\?\?\+?[ ](?=\w)).*$",
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
        r"~~[^\s~][^~\n]*~~|(?<![\w~])~[^\s~](?:[^~\n]*[^\s~])?~(?![^\s.,;:!?)])",
        "“{0}” is not recognized as struck out, so its signs would show.",
        "Write ~~ before and behind the words, or take out the signs, or the words as well.",
    ),
    (
        r"\^[^\s^]{1,30}\^|(?<=\w)~[^\s~]{1,10}~|\+\+[^\s+][^+\n]*\+\+|\|\|[^\s|][^|\n]*\|\|",
        "“{0}” is not recognized here, so its signs would show.",
        "Take the signs out. Raised and lowered words are written <sup>so</sup> and <sub>so</sub>.",
    ),
    (
        r"(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:])",
        "“{0}” is the name of a picture in another program, and would be printed as it is.",
        "Type the emoji itself, or take it out.",
    ),
    (
        r"(?m)(?<=\S)[ ]*\{:?[ ]*[.#][\w-][^{}\n]*\}$",
        "“{0}” is not recognized here, so it would be printed as it is.",
        "Take it out. Such names stand right behind a heading, a link or a picture.",
    ),
    (
        r"(?m)^#{7,}.*$|\A#[^\W\d_a-z][^#\n]{1,60}(?<![.!?,;…])(?=\n|\Z)",
        "“{0}” is not recognized as a heading, so its sign would show.",
        "Write ## and a space before its words, or ### below another. A # that is meant is “\\#”.",
    ),
    (
        r"(?m)^\[[ xX]?\](?=[ ]*\w)",
        "“{0}” is not recognized as a box to tick, so its signs would show.",
        "Begin the line with “- [ ] ” or “- [x] ”, with a space behind each part.",
    ),
    (
        r"(?m)^(?:[—–_=]+|[*~]{2,}|\+-[-+=]*)$|\A[|: ]*-{2,}[-|: ]*\Z",
        "The line “{0}” is not recognized, so its signs would show.",
        "A line across the page is --- between two empty lines; in a table no line may be empty.",
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
    if not (
        any(sign in html and any(map(html.__contains__, more)) for sign, more in _SIGNS)
        or _SHORTCODE.search(html)
        or ("<em>" in html and _TIMES.search(html))
        or ("$" in html and re.search(_FORMULA, unescape(_TAG.sub("", html))))
        or "] <" in html
        or "]\n<" in html
        or "]  <" in html
        or "[]" in html
        or "\\(" in document.header.body
        or "\\[" in document.header.body
    ):
        return
    pieces = [unescape(_TAG.sub("", piece)) for piece in _BLOCK.split(_CODE.sub("", html))]
    pieces = [piece.strip("\n") for piece in pieces if piece.strip()]
    left = chain(
        lines_left(document, pieces),
        words_left(document, pieces),
        stars_left(document, pieces),
        references_left(document),
        formulas_left(document),
    )
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


@text_rule(
    "list-lines",
    "Lines that look like a list run together",
    "warning",
    group="built",
    allowable=True,
)
def list_lines(document: Document, _: Known) -> Problems:
    """Two lines or more begin with a sign (`→`, `✓`, `—`), a number or a letter, as the entries of
    a list do. Markdown makes a list of lines that begin with `- ` or with `1. `; others run
    together in one paragraph.

    **How to mend it:** Begin each of them with `- `, and leave an empty line above the first. To
    keep the signs, end each line but the last with `\\`.

    ```markdown
    - Licensed
    - Insured
    ```
    """
    for line, words in noted(document, "entries"):
        yield list_lines.problem(
            document.path,
            line,
            f"The lines from “{words}” on look like a list but are none, and would run together.",
            "Begin each of them with “- ”, or with “1. ” if they are counted, and leave an empty "
            "line above the first. To keep their own signs, end each but the last with “\\”.",
        )


@text_rule(
    "line-sign",
    "A line of a sentence becomes a list or a quotation",
    "warning",
    group="built",
    allowable=True,
)
def line_sign(document: Document, _: Known) -> Problems:
    """A line that begins with `-` is the point of a list, with `>` a quotation, and with a number
    and a point the entry of a list that is counted. In the middle of a sentence, and before a name
    or a year, that is rarely meant.

    **How to mend it:** Put a `\\` in front of the sign, and the line is one of words: `\\-`,
    `1986\\.`.

    ```markdown
    1986\\. A great year.
    ```
    """
    for line, words in noted(document, "sign"):
        sign = words.split()[0]
        kind = "a quotation" if sign[0] == ">" else "a list"
        escaped = f"{sign[:-1]}\\{sign[-1]}" if sign[0].isdigit() else f"\\{sign}"
        yield line_sign.problem(
            document.path,
            line,
            f"“{words}” becomes {kind}, because of the sign it begins with.",
            f"Begin the line with “{escaped}”, and it is one of words. If you mean {kind}, "
            + ("you can allow it here." if sign[0].isdigit() else "leave an empty line above it."),
        )


@text_rule(
    "list-end",
    "A line below a list belongs to its last point",
    "warning",
    group="built",
    allowable=True,
)
def list_end(document: Document, _: Known) -> Problems:
    """A line right below the last point of a list goes on with that point, in Markdown everywhere.

    **How to mend it:** Leave an empty line above it, and it is a paragraph.

    ```markdown
    - individuals
    - couples

    Questions? Call me.
    ```
    """
    for line, words in noted(document, "lazy"):
        yield list_end.problem(
            document.path,
            line,
            f"“{words}” would go on with the last point of the list above it.",
            "Leave an empty line above it. If it belongs to the point, begin it with two spaces.",
        )


@text_rule(
    "list-nested",
    "A list is not inside the entry above it",
    "warning",
    group="built",
    allowable=True,
)
def list_nested(document: Document, _: Known) -> Problems:
    """A list inside a counted entry begins below the entry's first letter: three spaces or more
    before its `-`. With fewer, it ends the counted list.

    **How to mend it:** Put three spaces before each of its signs.

    ```markdown
    1. Call me
       - by phone
    2. Meet me
    ```
    """
    for line, words in noted(document, "nesting"):
        yield list_nested.problem(
            document.path,
            line,
            f"“{words}” is not inside the entry above it, but ends the list with numbers.",
            "Put three spaces in front of its sign, four below a number with two figures, and the "
            "same for those that follow.",
        )


@text_rule("fence-open", "Code is begun and never ended", "warning", group="built", allowable=True)
def fence_open(document: Document, _: Known) -> Problems:
    """A line of three backticks (or three `~`) begins code, which goes on to the next such line. If
    there is none, all the rest of the text is shown as code.

    **How to mend it:** Put a line of the same signs where the code ends. If you mean no code, take
    the line out.
    """
    for line, signs in noted(document, "fence"):
        yield fence_open.problem(
            document.path,
            line,
            f"“{signs}” begins code that never ends, so all below it would be shown as code.",
            f"Put a line of “{signs}” where the code ends. If you mean no code, take these signs "
            "out.",
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
        cells = line.strip().strip("|").count("|") + 1
        if below.strip().strip("|").count("|") + 1 != cells:
            message = "This table is not recognized: the line below its head has other columns."
            return message, f"Write “|{'---|' * cells}” there, a part for each of the heads."
        message = "This table is not recognized because there is text right above it."
        return message, "Leave an empty line above its first row."
    elif _ROW.match(line) and _ROW.match(below) and not _RULE.match(second.strip()):
        # With bars at its ends where the head has them, or the two are not taken for one table.
        cells = line.strip().strip("|").count("|") + 1
        barred = line.strip().startswith("|")
        rule = "|" + "---|" * cells if barred else " | ".join(["---"] * cells)
        if not below.strip("|:–—-= "):
            message = "These lines look like a table, but the line below its head is not read."
            return message, f"Write “{rule}” in the place of the second of them."
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
    elif number and (
        (number[1] == "1" and _NUMBER.match(below)) or (introduced and number[1] != "1")
    ):
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


def stars_left(document: Document, pieces: list[str]) -> Iterator[tuple[int, str, str]]:
    """Yield the same of stars that are more on one side of the words than on the other, or stand
    in two paragraphs, and of those that are meant to multiply."""
    body = document.header.body
    if "*" not in body:
        return
    found = [
        (words[2], "has more stars on one side than on the other, and the rest would show")
        for words in _MORE_STARS.finditer(document.html)
        if words[1] or words[3]
    ]
    found += [
        (words[1], "stands between figures, and the stars around it would be gone")
        for words in _TIMES.finditer(document.html)
    ]
    for piece, below in pairwise(pieces):
        if _OPEN_STAR.fullmatch(piece) and _CLOSE_STAR.fullmatch(below):
            found.append(
                (piece[1:SHOWN], "begins with a star whose other is in the next paragraph")
            )
    for words, wrong in found:
        at = body.find(unescape(words))
        if at < 0 or body[max(0, at - 4) : at + len(words) + 4].count("\\*"):
            continue
        yield (
            document.line_at(at),
            f"“{' '.join(unescape(words).split())}” {wrong}.",
            "Write as many stars before the words as behind them. A star that is meant is “\\*”.",
        )


def references_left(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield the same of links by a name, `[words] [ref]`, whose space keeps the words out."""
    body = document.header.body
    read = {
        tuple(_WORD.findall(unescape(half["name"] or f"{half['words']} {half['label']}")))
        for half in _READ_HALF.finditer(_NO_LINK.sub("", _CODE.sub("", document.html)))
    }
    names = {" ".join(name.lower().split()) for name in _DEFINED.findall(body)} if read else set()
    for found in _REFERENCE.finditer(body) if names else ():
        words, label = (" ".join(found[part].lower().split()) for part in ("words", "label"))
        halves = tuple(_WORD.findall(f"{found['words']} {found['label']}"))
        if halves in read and (label in names) != (words in names):
            shown = " ".join(found[0].split())
            yield (
                document.line_at(found.start()),
                f"“{shown}” is not recognized as one link because of the space in it.",
                (
                    "Take out the space between “]” and “[”. If they are two things, write the "
                    "address of the second behind it: [words](address)."
                ),
            )


def formulas_left(document: Document) -> Iterator[tuple[int, str, str]]:
    """Yield the same of formulas between brackets that LaTeX escapes."""
    body = document.header.body
    found = list(_BRACKETED.finditer(body)) if "\\(" in body or "\\[" in body else []
    code = unescape("\n".join(match[0] for match in _CODE.finditer(document.html))) if found else ""
    for match in found:
        line = body[body.rfind("\n", 0, match.start()) + 1 :].split("\n")[0]
        if match[0] not in code or ("`" in line and f"`{match[0]}`" not in line):
            message = f"“{match[0]}” is a formula in another program, and would be no formula here."
            yield document.line_at(match.start()), message, _PLAIN


# How a note is typed by hand at the end of a text, and how the text points to it.
_SMALL, _MARKS = "¹²³⁴⁵⁶⁷⁸⁹", "*†‡"
_STARRED = re.compile(r"\*(?=[^\s*])[^*\n]+\*")
_NOTE = re.compile(
    rf"[ ]{{0,3}}(?:<sup>(?P<raised>\d{{1,2}})</sup>|\[(?P<square>\d{{1,2}})\]"
    rf"|(?P<small>[{_SMALL}])"
    r"|\^?(?P<plain>\d{1,2})(?!\d)[.):^]?|(?P<sign>[*†‡])(?!\*))[ \t]{1,4}(?P<text>[“\"A-Z*_\[].*)"
)


@text_rule(
    "note-unlinked",
    "A note is not linked to its place in the text",
    "note",
    group="built",
    allowable=True,
)
def note_unlinked(document: Document, _: Known) -> Problems:
    """A note at the end of a text, and the figure that points to it, were typed by hand: `1 A
    study.`, `people1`, `<sup>1</sup>`, `[1]`. Nobody can go from one to the other, and a screen
    reader reads the figure as one of the sentence.

    **How to mend it:** Write `[^1]` in the text in place of the figure, and begin the note with
    `[^1]: `.

    ```markdown
    Rest is work.[^1]

    [^1]: A study of rest.
    ```
    """
    lines = document.header.body.split("\n")
    for at in reversed(range(len(lines))):
        note = _NOTE.fullmatch(lines[at])
        if note is None:
            if lines[at].strip():
                return
            continue
        sign = next(found for key, found in note.groupdict().items() if found and key != "text")
        # Stars around words point to no note; they are as long without them, to keep the place.
        text = _STARRED.sub(lambda words: " " * len(words[0]), "\n".join(lines[:at]))
        if not (pointer := _pointer(sign).search(text)):
            continue
        name = sign
        for signs in (_SMALL, _MARKS):
            name = str(signs.index(sign) + 1) if sign in signs else name
        name = f"note-{name}" if f"[^{name}]" in document.header.body else name
        mark = f"[^{name}]"
        words = " ".join(lines[at].split())
        yield note_unlinked.problem(
            document.path,
            document.header.body_line + at,
            f"“{words[:SHOWN]}” is a note to which the “{pointer['sign']}” on line "
            f"{document.line_at(pointer.start('sign'))} does not lead.",
            f"Write “{mark}” in the place of “{pointer['sign']}” there, and “{mark}: ” in the "
            f"place of “{lines[at][: note.start('text')].strip()}” here.",
        )


def _pointer(sign: str) -> re.Pattern[str]:
    """Return a pattern for how a text points to a note: raised, in brackets, or behind a word.

    >>> [_pointer("1").search(text)["sign"] for text in ("so<sup>1</sup>", "so [1].", "people1")]
    ['<sup>1</sup>', '[1]', '1']
    """
    bare = re.escape(sign)
    if not sign.isdigit():
        return re.compile(rf"(?<=[\w.,;!?”\")])(?P<sign>{bare})(?=[\s.,;:!?)]|$)")
    return re.compile(
        rf"(?P<sign><sup>{bare}</sup>|\[{bare}\](?![(:\[])|(?<!\[)\^{bare}\b\^?"
        rf"|(?<=[a-z][a-z][a-z]){bare}(?=[\s.,;:!?)]|$)|(?<=[a-z][.,”]){bare}(?=\s|$))"
    )
