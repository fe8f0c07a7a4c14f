"""Find what Markdown left as it was typed, and what a visitor would see as signs in the text."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from plugins.core.edits import Edit
from plugins.core.problem import Problem
from plugins.core.rules.texts import HEADING_LEFT_OVER, IMPORT_LEFT_OVER, NAME_LEFT_OVER
from plugins.frontmatter.header import Header

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})(.*)")
_NAME = re.compile(r"\{:[ ]*[.#][^{}<>\n]*\}")
_HEADING = re.compile(r"^[ ]{0,3}(#{2,6}[ ]+\S[^<\n]*)", re.MULTILINE)

_IMPORT = re.compile(
    r"import\s(?:[\w$*{}, ]+\sfrom\s)?[ ]*(?P<quote>[\"'])[^\"'\s]+(?P=quote)[ ]*;?[ ]*"
)
_EXPORT = re.compile(
    r"export\s(?:(?:const|let|var)\s[\w$]+[ ]*(?::[^=]{1,80})?=|default\s|(?:async\s)?function\s)"
)


def left_over(source: Header) -> list[Problem]:
    """Return a problem for each block of lines of MDX that are for the program, with its fix.

    Only `import` can be taken out without looking: `export` may hold words.
    """
    if "import" not in source.body and "export" not in source.body:
        return []
    problems, lines, at, fence = [], source.body.split("\n"), 0, ""
    while at < len(lines):
        begins = at == 0 or not lines[at - 1].strip()
        end = at
        while end < len(lines) and _IMPORT.fullmatch(lines[end]):
            end += 1
        fence = _fenced(lines[at], fence)
        is_export = not fence and begins and _EXPORT.match(lines[at])
        if not fence and begins and (end > at or is_export):
            line = source.body_line + at
            shown = lines[at].strip()[:60]
            message = f"“{shown}” is for another program, and would be printed as it is."
            remedy = "Take the line out."
            fix: tuple[Edit, ...] = ()
            if is_export:
                remedy = "Write into the text what of it is to be read; then take it out."
            elif end == len(lines) or not lines[end].strip():
                end += end < len(lines)  # with the empty line below
                fix = (Edit(line, 1, "".join(f"{one}\n" for one in lines[at:end]), ""),)
            elif _EXPORT.match(lines[end]):
                fix = (Edit(line, 1, "".join(f"{one}\n" for one in lines[at:end]), ""),)
            problems.append(IMPORT_LEFT_OVER.problem(source.path, line, message, remedy, fix=fix))
        at = max(end, at + 1)
    return problems


def _fenced(line: str, fence: str) -> str:
    """Return the sign of the block of code that is open behind a line; "" if none is."""
    mark = _FENCE.match(line)
    if fence:
        return "" if mark and mark[1].startswith(fence) and not mark[2].strip() else fence
    return mark[1] if mark else ""


def misplaced(source: Header, html: str) -> list[Problem]:
    """Return a problem for each `{: .pause}` that names nothing and `## Heading` that is none.

    `html` is cleaned.
    """
    if "{:" not in html and "## " not in html:
        return []
    text = _CODE.sub("", html)  # where they are meant to be seen
    lines = [line.strip() for line in source.body.split("\n")]
    bare = ["", *(line.strip("> ") for line in lines)]
    problems = []
    for name, times in Counter(map(unescape, _NAME.findall(text))).items():
        typed = [at for at, line in enumerate(bare) if name in line]
        # It stands below an empty line, or beside other words on its line.
        stray = [at for at in typed if bare[at] != name or not bare[at - 1]] or typed or [1]
        message = f"“{name}” names nothing here, and would be printed as it is."
        remedy = (
            "Write it on a line of its own, right below the paragraph or quotation that it is for, "
            "without an empty line between them."
        )
        problems += [
            NAME_LEFT_OVER.problem(source.path, source.body_line + at - 1, message, remedy)
            for at in stray[:times]
        ]
    for found in _HEADING.findall(text):
        words = unescape(found).strip()
        if words in lines:  # one that is meant as text was typed with a "\" before it
            message = f"“{words}” stands between HTML tags, where Markdown is not read."
            remedy = 'Write <div markdown="1"> instead of <div>, or take the tags out.'
            line = source.line_of(words)
            problems.append(HEADING_LEFT_OVER.problem(source.path, line, message, remedy))
    return problems
