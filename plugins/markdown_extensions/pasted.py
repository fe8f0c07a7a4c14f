"""Bring to its meaning what comes along when a text is pasted from a word processor or a page.

    Rest helps.[[1]](#ftnt1)        notes of Google Docs, Word and LibreOffice, which point to one
    [[1]](#ftnt_ref1) A study.      another, are footnotes: `[^ftnt1]`
    • • •                           a line of three like signs, or of one such as ⁂, between empty
                                    lines parts the text, as `***` does
    It is **not you **at all.       spaces within the signs of bold words stand outside of them,
    It is ** not you** at all.      where all signs of the line have their pair

Within a fence of code nothing is changed, and a text keeps its number of lines.
"""

from __future__ import annotations

import re

# A sign that points to a note, or from the note back to it: its words, and what it leads to.
_POINTER = re.compile(
    r"(?:<sup>)?\[(?:\\?\[)?(?:<sup>)?[\w*†]{1,4}(?:</sup>)?(?:\\?\])?\]\(#"
    r"(?:(?P<to>(?:ftnt|_ftn|_edn|sdfootnote(?=\d+sym)|footnote-)(?P<number>\d{1,3})(?:sym)?)"
    r"|(?P<back>(?:ftnt_ref|_ftnref|_ednref|sdfootnote(?=\d+anc)|footnote-ref-)(?P<of>\d{1,3})"
    r"(?:anc)?))\)(?:</sup>)?"
)
# What names the place of either, for which a footnote has names of its own.
_PLACE = re.compile(
    r"<a\s+(?:id|name)=\"(?:_?ftnt?(?:_?ref)?\d+|sdfootnote\d+(?:anc|sym)|footnote-(?:ref-)?\d+)\">"
    r"(?:</a>)?"
)
_NOTE = re.compile(r"[ ]{0,3}(?:\d{1,3}[.)][ ]+)?")
_BREAK = re.compile(
    r"(?P<indent>[ ]{0,3})(?:(?P<sign>[•·∙⋅●○◦■□◆◇❖✦✧✶✻★☆⁕※∗~#–—.]|\\\*)(?:[ \t]+(?P=sign)){2,7}"
    r"|(?P<tight>[•·∙⋅●○◦■□◆◇❖✦✧✶✻★☆⁕※∗])(?P=tight){2,7}|[⁂⸻❦❧☙])[ \t]*"
)
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_BOLD = re.compile(r"(?<![*\\])\*\*(?!\*)")
_RULE = re.compile(r"[ ]{0,3}(?:-[ ]?){3,}|[ ]{0,3}(?:\*[ ]?){3,}|[ ]{0,3}(?:_[ ]?){3,}")


def read(text: str) -> str:
    """Return a text in which notes, breaks and bold words are those of Markdown."""
    lines = text.split("\n")
    notes = _notes(text) if "](#" in text else set()
    fence = ""
    for at, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif found := _BREAK.fullmatch(line):
            if not "".join(lines[max(0, at - 1) : at] + lines[at + 1 : at + 2]).strip():
                lines[at] = f"{found['indent']}***"
        else:
            if notes and "](#" in line:
                lines[at] = _with_notes(line, notes)
            if "**" in line and "`" not in line:
                lines[at] = _with_bold(lines[at])
    if notes:
        _leave_rule_out(lines)
    return "\n".join(lines)


def _notes(text: str) -> set[str]:
    """Return the numbers of the notes to which the text points, and from which it is pointed to."""
    found = list(_POINTER.finditer(text))
    return {one["number"] for one in found if one["to"]} & {one["of"] for one in found}


def _with_notes(line: str, notes: set[str]) -> str:
    """Return a line whose pointers to notes, and whose note, are those of Markdown.

    >>> _with_notes("Rest.[[1]](#ftnt1)", {"1"}), _with_notes("[[1]](#ftnt_ref1) A study.", {"1"})
    ('Rest.[^ftnt1]', '[^ftnt1]: A study.')
    """
    line = _PLACE.sub("", line)
    begin = _NOTE.match(line)
    first = _POINTER.match(line, begin.end() if begin else 0)
    if first and first["of"] in notes:
        return f"[^ftnt{first['of']}]: {line[first.end() :].strip()}"
    last = _POINTER.search(line)
    if begin and begin[0].strip() and last and last["of"] in notes:
        words = line[begin.end() : last.start()].strip()
        return f"[^ftnt{last['of']}]: {words}{line[last.end() :]}"  # the way back is behind it
    return _POINTER.sub(
        lambda one: f"[^ftnt{one['number']}]" if one["number"] in notes else one[0], line
    )


def _leave_rule_out(lines: list[str]) -> None:
    """Empty a line across the page below which there is nothing but notes."""
    for at in range(len(lines) - 1, -1, -1):
        if _RULE.fullmatch(lines[at].rstrip()):
            lines[at] = ""
            return
        if lines[at].strip() and not lines[at].startswith("[^"):
            return


def _with_bold(line: str) -> str:
    """Return a line whose bold words have no spaces within their signs.

    Only where it is certain which two signs belong together: all have a pair, none of them stands
    between two spaces, and what opens stands behind no letter.

    >>> _with_bold("It is **not you **at all."), _with_bold("It is ** not you** at all.")
    ('It is **not you** at all.', 'It is **not you** at all.')
    >>> _with_bold("2 ** 3 and 4 ** 5"), _with_bold("**a** b **c**")
    ('2 ** 3 and 4 ** 5', '**a** b **c**')
    """
    parts = _BOLD.split(line)
    if len(parts) % 2 == 0 or "***" in line:
        return line
    inside = parts[1::2]
    if all(words.strip() == words for words in inside):
        return line
    if not "".join(parts[::2]).strip() and not inside[0].strip()[:1].isupper():
        return line  # CommonMark's own examples, section 6.2; a paragraph begins with a capital
    for before, words in zip(parts[::2], inside, strict=False):
        both = words[:1].isspace() and words[-1:].isspace()
        if not words.strip() or both or before[-1:].isalnum():
            return line
    made = parts[0]
    for words, behind in zip(inside, parts[2::2], strict=True):
        lead = " " if words[:1].isspace() and made and not made.endswith(" ") else ""
        end = " " if words[-1:].isspace() and behind and not behind.startswith(" ") else ""
        made += f"{lead}**{words.strip()}**{end}{behind}"
    return made
