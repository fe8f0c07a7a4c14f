"""Take comments out of a text as it was typed, so that no file of the site can hold one.

Which signs begin and end one is told by HTML (section 13.1.6), by CommonMark (0.31, "HTML blocks",
"Link reference definitions"), and by what writers bring along from other programs:

    <!-- … -->   <!– … –>   <!DOCTYPE …>   <? … ?>   <![CDATA[ … ]]>
    [//]: # (…)   [comment]: <> (…)     and any other definition of a link that is not used
    {# … #}   {% comment %} … {% endcomment %}   {{/* … */}}   {{! … }}   {/* … */}
    {>> … <<}   %% … %%

What stands in code (between fences, between backticks, in an indented block) is text and stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

from plugins.core.problem import Problem
from plugins.core.rules.texts import COMMENT

# How each kind begins and ends. Where two can begin, the one above wins.
_KINDS = {
    "html": (r"<!--", r"--!?>"),  # HTML, section 13.2.5.51: “--!>” ends it as well
    # Typed amiss, or changed by a word processor.
    "spaced": (r"<[ ]?![ ]?--", r"--[ ]?!?>"),
    "dashed": (r"<[ ]?![ ]?[–—]", r"(?:--|[–—])[ ]?!?>"),
    "hyphen": (r"<[ ]?![ ]?-", r"--?[ ]?!?>"),
    "cdata": (r"<!\[CDATA\[", r"\]\]>"),
    "declaration": (r"<!(?=[A-Za-z])", r">"),
    "instruction": (r"<\?", r"\?>"),
    # Not {#name}, which names a heading.
    "jinja": (r"\{#(?!\}|[^{}\n]*[^{}#\n]\})", r"#\}"),
    "liquid": (r"\{%-?\s*comment\b[^%\n]*%\}", r"\{%-?\s*endcomment\s*-?%\}"),
    "liquid_line": (r"\{%-?\s*#", r"%\}"),
    "shortcode": (r"\{\{[%<]\s*comment\b[^{}\n]*\}\}", r"\{\{[%<]\s*/\s*comment\b[^{}\n]*\}\}"),
    "go": (r"\{\{-?\s*/\*", r"\*/\s*-?\}\}"),
    "handlebars_dashed": (r"\{\{~?!--", r"--~?\}\}"),
    "handlebars": (r"\{\{~?!", r"\}\}"),
    "mdx": (r"\{/\*", r"\*/\}"),
    "critic": (r"\{>>", r"<<\}"),
    "obsidian": (r"(?<![\w%])%%(?!%)", r"%%"),
}
_ENDS = {kind: re.compile(end) for kind, (_, end) in _KINDS.items()}
# Not closed, these are signs in a text: nothing is meant to be hidden by them.
_MAY_BE_TEXT = frozenset({"cdata", "declaration", "instruction"})
_BEGINS = "|".join(f"(?P<{kind}>{begin})" for kind, (begin, _) in _KINDS.items())
_BEGIN = re.compile(_BEGINS)
_LABEL = r"\[(?P<label>[^\[\]^\n][^\[\]\n]*)\]:"
_DEFINITION = re.compile(_LABEL)
_STOP = re.compile(
    r"(?P<escaped>\\<(?=[ ]?!))|\\[\\`<{%\[]|(?P<ticks>`+)"
    rf"|<(?P<tag>pre|code|kbd|samp)\b[^<>]*>|{_BEGINS}|(?P<definition>{_LABEL})"
)
# A text in which this is not found holds no comment.
_HINT = re.compile(
    rf"<[ ]?[!?]|\{{[%{{/>]|%%|{_KINDS['jinja'][0]}|\[[^\[\]^\n][^\[\]\n]*\]:", re.MULTILINE
)
_NESTED = re.compile(r"<!--|--!?>")
_AMISS = re.compile(r"[–—][ ]?!?>|--[ ]!?>")  # an end that a word processor has changed
_EMPTY_COMMENT = re.compile(r"-?>")  # <!--> and <!---> are whole comments
_HASH = re.compile(r"(?:^|\s)#+\s*(\S.*?)\s*$")
_MOST_NESTED = 100  # signs that are looked at for the end of a comment in which others begin
_TARGET = re.compile(r"[ \t]*(?P<to><[^<>\n]*>|[^\s<]\S*)?")
_TITLE = re.compile(r"[ \t]*(?:\n[ \t>]*)?(?P<mark>[\"'(])")
_PAIRS = {'"': '"', "'": "'", "(": ")"}
_CLOSES = {
    mark: re.compile(rf"{re.escape(end)}(?=[ \t]*$)", re.MULTILINE) for mark, end in _PAIRS.items()
}
_REST = r"(?:[ \t]*(?:\n[ \t>]*)?(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$"
_UNUSED_REST = re.compile(_REST, re.MULTILINE)
_DEFINED = re.compile(
    rf"^[ \t>]*\[([^\[\]\n]+)\]:[ \t]*(?:<[^<>\n]*>|\S+){_REST}"
    r"|\[([^\[\]\n]+)\]:[ \t]*(?:#|<#?>)(?!\S)",
    re.MULTILINE,
)
_NOWHERE = ("#", "<>", "<#>")
_ALWAYS = ("//", "comment")  # labels that nobody gives to a link
_HTML_COMMENT = re.compile(r"<[ ]?[!?]")
_SIGN = r"[-*+]|\d{1,9}[.)]"  # of an entry of a list
_BEFORE = re.compile(rf"[ \t>]*(?:(?:{_SIGN})[ \t]+)?")
_FENCE = re.compile(rf"{_BEFORE.pattern}(`{{3,}}(?=[^`\n]*$)|~{{3,}})", re.MULTILINE)
_ITEM = re.compile(rf"[ \t>]*(?:{_SIGN}|\[\^[^\]\n]+\]:|:)(?:[ \t]|$)")
_NO_WORDS = re.compile(rf"[ \t>]*(?:{_SIGN}|#{{1,6}})?[ \t]*")
_QUOTED = re.compile(r"[ \t]*(?:>[ \t]?)*")
_PARAGRAPH_END = re.compile(r"\n(?=[ \t>]*(?:\n|\Z)|[ ]{0,3}<!--)")
_CODE = re.compile(r"<(pre|code|kbd|samp)\b.*?</\1>", re.DOTALL)
# Signs for private use that stand for nothing, one for each place (Unicode, section 23.5).
_MARKS = 0xF0000
_MOST_MARKS = 5000
_MARK = re.compile(f"[{chr(_MARKS)}-{chr(_MARKS + _MOST_MARKS - 1)}]")
_SHOWN_MARK = re.compile(f"{_MARK.pattern}(?!<)")


@dataclass(frozen=True)
class Comment:
    """What was taken out. `line` is where it begins and `last` where it ends in the file, from 1.

    `fault`: it is never closed ("open"), or another one begins inside it ("nested").
    """

    line: int
    text: str
    begins: str = ""
    last: int = 0
    fault: Literal["", "open", "nested"] = ""


@dataclass(frozen=True)
class Cleaned:
    """A text without its comments, and these in their order.

    It has as many lines as before: one that held nothing else is empty. Where lines are left out
    within a paragraph, which must not fall apart, as many empty ones follow below it.
    """

    text: str
    comments: tuple[Comment, ...] = ()


def from_markdown(text: str, first_line: int = 1) -> Cleaned:
    """Take the comments out of Markdown that begins on line `first_line` of its file.

    What is begun and not closed reaches to the end, as it does for a browser.
    """
    return _Scan(text, first_line, markdown=True).cleaned()


def from_yaml(text: str, first_line: int = 1) -> Cleaned:
    """Take the comments out of YAML, where no block is code. One that is not closed stays."""
    return _Scan(text, first_line, markdown=False).cleaned()


def in_yaml(text: str, first_line: int, values: str) -> Iterator[Comment]:
    """Yield the comments that YAML itself knows (`# …`), which are never among its values.

    `values` is all that the values say: what stands in one of them behind a # is no comment.
    """
    for number, line in enumerate(text.split("\n") if "#" in text else (), first_line):
        if (found := _HASH.search(line)) and found[1] not in values:
            yield Comment(number, found[1])


def problems(found: Iterable[Comment], path: str) -> list[Problem]:
    """Return what is wrong with the comments of a file."""
    told = []
    for one in found:
        if one.fault == "open":
            message = f"A comment begins here with {one.begins} and is never closed."
            remedy = (
                "Close it where it ends; or, if the signs are to be read, put them between "
                "backticks: `…`."
            )
            told.append(COMMENT.problem(path, one.line, message, remedy))
        elif one.fault == "nested":
            left_out = f"What stands up to line {one.last} is left out."
            message = f"Another comment begins inside this one. {left_out}"
            remedy = "Look whether that is meant, and close the first before the second begins."
            told.append(COMMENT.problem(path, one.line, message, remedy, "warning"))
    return told


# --- Is what was taken for code shown as code? -------------------------------------------------


def rendered(text: str, first_line: int, render: Callable[[str], str]) -> tuple[str, Cleaned]:
    """Return a cleaned text as HTML, and the text without what the HTML does not show as code.

    `render` makes HTML of Markdown. It is given a mark before each place where a comment could
    begin. Within an element of code that somebody has typed, HTML still has comments: `<!`, not
    `&lt;!`. Such comments are taken out, whatever stands around them.
    """
    found: tuple[Comment, ...] = ()
    while True:
        scan, places = _Scan(text, first_line, markdown=True), []
        if _HINT.search(text):
            definitions = [one for one in _DEFINITION.finditer(text) if scan.hides(one)]
            places = sorted([*_BEGIN.finditer(text), *definitions], key=re.Match.start)
        pieces, at = [], 0
        for number, place in enumerate(places[:_MOST_MARKS]):
            pieces += [text[at : place.start()], chr(_MARKS + number)]
            at = place.start()
        html = render("".join([*pieces, text[at:]]))
        if not places:
            return html, Cleaned(text, found)
        shown = {mark for code in _CODE.finditer(html) for mark in _SHOWN_MARK.findall(code[0])}
        pieces, at = [], 0
        for number, place in enumerate(places):
            # Another one may lie inside the one before.
            if chr(_MARKS + number) in shown or place.start() < at:
                continue
            if ending := scan.ending(place):
                end = scan.note(place, ending)
                pieces += [text[at : place.start()], "\n" * text.count("\n", place.start(), end)]
                at = end
        cleaned = "".join([*pieces, text[at:]])
        if cleaned == text:
            return _MARK.sub("", html), Cleaned(text, found)
        text, found = cleaned, (*found, *scan.found)


# --- The scan ----------------------------------------------------------------------------------

_Ending = tuple[int, int, Literal["", "open", "nested"]]  # where it ends, and its words end


def _normal(label: str) -> str:
    """Return a label as CommonMark compares it: case and the kind of space do not count."""
    return " ".join(label.split()).casefold()


class _Scan:
    """One pass over the lines of a text, from comment to comment."""

    def __init__(self, text: str, first_line: int, *, markdown: bool) -> None:
        self.text = text
        self.found: list[Comment] = []
        self._first_line = first_line
        self._markdown = markdown
        self._paragraph = (-1, -1)
        self._unclosed: dict[str, int] = {}  # of each sign, the shortest fence that has no end
        self._endless: dict[str, int] = {}  # the ends that are not found, and up to where
        self._out: list[str] = []
        self._owed = 0  # lines that were left out and are still to be made up for
        self._item: int | None = None  # how far the sign of the list is indented that we are in
        self._empty_above = True
        self._code_above = False

    def cleaned(self) -> Cleaned:
        if not _HINT.search(self.text):
            return Cleaned(self.text)
        at = 0
        while at <= len(self.text):
            end = self._line_end(at)
            line = self.text[at:end]
            # Within a list, an indented block is indented further.
            inside = 0 if self._item is None else (self._item // 4 + 1) * 4
            may_be_code = self._markdown and (self._empty_above or self._code_above)
            if may_be_code and line.strip() and _indent(line) >= inside + 4:
                self._emit(line, code=True)
            elif close := self._fence_end(at):
                self._emit(self.text[at:close])
                end = close
            else:
                end = self._stretch(at)
            at = end + 1
        self._out += [""] * self._owed
        return Cleaned("\n".join(self._out), tuple(self.found))

    def note(self, begin: re.Match[str], ending: _Ending) -> int:
        """Keep what a comment says, and return where it ends."""
        end, words_end, fault = ending
        words = begin.start() if begin.groupdict().get("label") else begin.end()
        text = self.text[words:words_end].strip(" \t")
        places = (begin.start(), max(begin.start(), end - 1))
        line, last = (self._first_line + bisect_right(self._lines, at) - 1 for at in places)
        self.found.append(Comment(line, text, begin[0], last, fault))
        return end

    def ending(self, begin: re.Match[str]) -> _Ending | None:
        """Return where a comment or an unused definition ends, None if its signs are text."""
        kind, at, limit = str(begin.lastgroup), begin.end(), len(self.text)
        if kind in ("definition", "label"):
            return self._definition(begin)
        if kind == "html":
            return self._html_ending(at)
        if kind == "declaration":
            limit = self._line_end(at)
        elif kind == "obsidian" and not self._begins_line(begin):
            limit = self._paragraph_end(at)
        if end := self._search(_ENDS[kind], at, limit):
            return end.end(), end.start(), ""
        return None if kind in _MAY_BE_TEXT else (len(self.text), len(self.text), "open")

    def hides(self, begin: re.Match[str]) -> bool:
        """Return whether a definition can only be meant as a comment."""
        target = _TARGET.match(self.text, begin.end())
        if begin["label"].strip().lower() in _ALWAYS:
            return True
        leads_nowhere = target is not None and target["to"] in _NOWHERE
        return leads_nowhere and _normal(begin["label"]) not in self._used

    def _begins_line(self, begin: re.Match[str]) -> bool:
        """Return whether nothing stands before it but the signs of a quotation or a list."""
        start = self._lines[bisect_right(self._lines, begin.start()) - 1]
        return bool(_BEFORE.fullmatch(self.text, start, begin.start()))

    @cached_property
    def _used(self) -> set[str]:
        """Return the labels that a link or a picture uses."""
        times = Counter(map(_normal, re.findall(r"\[([^\[\]]+)\]", self.text)))
        # A definition is no use.
        times.subtract(_normal(one[1] or one[2]) for one in _DEFINED.finditer(self.text))
        return set(+times)

    def _definition(self, begin: re.Match[str]) -> _Ending | None:
        """Return where the definition of a link ends that no link uses; None for any other.

        Within a line there are no definitions, but what could only be a comment is one there too.
        """
        at_line_start, line_end = self._begins_line(begin), self._line_end(begin.end())
        target = _TARGET.match(self.text, begin.end())
        to = target.end() if target and target["to"] else None
        if not self.hides(begin):
            if not at_line_start or not self._markdown or to is None:
                return None
            rest = _UNUSED_REST.match(self.text, to)
            unused = rest and _normal(begin["label"]) not in self._used
            return (rest.end(), rest.end(), "") if rest and unused else None
        title = _TITLE.match(self.text, to) if to is not None else None
        if title is None or (not at_line_start and title.end() > line_end):
            sure = at_line_start or begin["label"].strip().lower() in _ALWAYS
            return (line_end, line_end, "") if sure else None
        opened, at = title["mark"], title.end()
        close = _PAIRS[opened]
        words = self.text[at : self._line_end(at)].rstrip()
        if close in words:  # the line may go on behind it
            steps = ((sign == close) - (sign == opened != close) for sign in words)
            closed = (place for place, depth in enumerate(accumulate(steps), 1) if depth == 1)
            first = next(closed, words.index(close) + 1)
            end = at + (len(words) if words.endswith(close) else first)
            return end, end, ""
        limit = self._paragraph_end(at)
        if end_sign := self._search(_CLOSES[opened], at, limit):
            return end_sign.end(), end_sign.end(), ""
        if at > line_end:  # what stands below is no title
            return line_end, line_end, ""
        return limit, limit, "open"

    def _html_ending(self, at: int) -> _Ending:
        if short := _EMPTY_COMMENT.match(self.text, at):
            # “<!--> a note -->” is meant as one comment; by itself “<!-->” is an empty one.
            end = _NESTED.search(self.text, short.end(), self._paragraph_end(short.end()))
            if end is None or end[0] == "<!--":
                return short.end(), at, ""
            return end.end(), end.start(), ""
        depth, first, second = 1, None, len(self.text)
        for number, sign in enumerate(_NESTED.finditer(self.text, at)):
            if sign[0] == "<!--":
                depth += 1
                second = min(second, sign.start())
            else:
                depth -= 1
                first = first or sign
                if depth == 0:
                    return sign.end(), sign.start(), "" if sign is first else "nested"
            if first and number > _MOST_NESTED:
                break
        if end := _AMISS.search(self.text, at, second):
            return end.end(), end.start(), ""
        if first is None:
            return len(self.text), len(self.text), "open"
        return first.end(), first.start(), "nested"

    def _stretch(self, at: int) -> int:
        """Emit a line, with those below into which its comments and its code reach.

        Return where it ends: at the end of a line.
        """
        start, line_end, kept, commented = at, self._line_end(at), [""], False
        while stop := _STOP.search(self.text, at, line_end):
            kept.append(self.text[at : stop.start()])
            kind, at = stop.lastgroup, self._code_end(stop)
            ending = self.ending(stop) if kind in _KINDS or kind == "definition" else None
            if ending and ending[2] == "open" and not self._markdown:
                self.note(stop, ending)
                ending = None
            if ending:
                commented, at = True, self.note(stop, ending)
                line_end = self._line_end(at)
                before, at = self._joined("".join(kept), at, line_end)
                kept = [before]
            elif kind == "escaped" and self._markdown:
                kept.append("&lt;")  # “\<!” is text, which Python-Markdown does not know
            else:
                kept.append(self.text[stop.start() : at])
                line_end = self._line_end(at)
        kept.append(self.text[at:line_end])
        if commented:
            self._emit_commented("".join(kept), start, line_end)
        else:
            self._emit("".join(kept))
        return line_end

    def _joined(self, before: str, at: int, line_end: int) -> tuple[str, int]:
        """Return what is kept before a comment that ends at `at`, and where the text goes on.

        Where a comment was, one space is enough, and none at the end of a line.
        """
        if before[-1:] == self.text[at : at + 1] == "`":
            return f"{before} ", at  # two pieces of code stay two
        rest = self.text[at:line_end].lstrip(" \t")
        if rest:
            return before, line_end - len(rest) if before[-1:] in ("", " ", "\t", "\n") else at
        if before.strip():
            spaces = self.text[at:line_end]  # two of them break the line
            before = before.rstrip(" \t") + (spaces if len(spaces) > 1 else "")
        return before, line_end

    def _emit_commented(self, kept: str, start: int, end: int) -> None:
        """Emit what is left of lines in which comments were."""
        lines = self.text.count("\n", start, end) + 1
        below = self.text[end + 1 : self._line_end(end + 1)]
        goes_on = below[:1] in (" ", "\t")
        # Would an empty line part what belongs together: a list, a table, a block and its name?
        if self._item is not None and (goes_on or _ITEM.match(below)):
            belongs = bool(below.strip())
        else:
            in_table = "|" in below and bool(self._out) and "|" in self._out[-1]
            belongs = in_table or below.lstrip().startswith("{:")
        if not self._markdown:
            self._out += f"{kept}{chr(10) * (lines - 1 - kept.count(chr(10)))}".split("\n")
        elif not _NO_WORDS.fullmatch(kept) or (goes_on and _ITEM.match(kept)):
            self._emit(kept)
            self._owed += lines - 1 - kept.count("\n")
        elif belongs and not self._empty_above:
            self._owed += lines
        else:
            quoted = _QUOTED.match(kept)
            self._emit("\n".join([quoted[0].rstrip() if quoted else ""] * lines))

    def _emit(self, lines: str, *, code: bool = False) -> None:
        for line in lines.split("\n"):
            self._out.append(line)
            if not line.strip(" \t>"):
                self._out += [""] * self._owed
                self._owed = 0
                self._empty_above = True
                continue
            indent = _indent(line)
            if not code and _ITEM.match(line):
                self._item = indent
            elif not code and self._empty_above and indent < (self._item or 0) + 4:
                self._item = indent // 4 * 4 - 4 if indent >= 4 and self._item is not None else None
            self._empty_above, self._code_above = False, code

    def _fence_end(self, at: int) -> int:
        """Return the end of the last line of fenced code that begins at `at`, 0 if none does."""
        begin = _FENCE.match(self.text, at) if self._markdown else None
        if begin is None:
            return 0
        sign, length = begin[1][0], len(begin[1])
        if length >= self._unclosed.get(sign, length + 1):
            return 0
        close = re.compile(rf"^[ \t>]*{sign}{{{length},}}[ \t]*$", re.MULTILINE)
        if end := close.search(self.text, self._line_end(at)):
            return end.end()
        self._unclosed[sign] = length
        return 0

    def _code_end(self, begin: re.Match[str]) -> int:
        """Return where code ends that begins so; behind its sign if nothing closes it."""
        at, end = begin.end(), f"</{begin['tag']}>" if begin["tag"] else ""
        if begin["ticks"]:
            end = f"(?<!`){begin[0]}(?!`)"
        close = self._search(re.compile(end), at, self._paragraph_end(at)) if end else None
        if close and begin["tag"] and _HTML_COMMENT.search(self.text, at, close.start()):
            return at  # HTML has a comment in it
        return close.end() if close else at

    def _search(self, end: re.Pattern[str], at: int, limit: int) -> re.Match[str] | None:
        """Return the next end of a comment; a look that was in vain is not taken twice."""
        if self._endless.get(end.pattern) == limit:
            return None
        found = end.search(self.text, at, limit)
        if found is None:
            self._endless[end.pattern] = limit
        return found

    def _paragraph_end(self, at: int) -> int:
        if not self._markdown:
            return self._line_end(at)
        begin, end = self._paragraph
        if not begin <= at <= end:
            found = _PARAGRAPH_END.search(self.text, at)
            self._paragraph = at, found.start() if found else len(self.text)
        return self._paragraph[1]

    @cached_property
    def _lines(self) -> list[int]:
        """Return where each line begins."""
        return [0, *(sign.end() for sign in re.finditer("\n", self.text))]

    def _line_end(self, at: int) -> int:
        below = bisect_right(self._lines, at)
        return self._lines[below] - 1 if below < len(self._lines) else len(self.text)


def _indent(line: str) -> int:
    expanded = line.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))
