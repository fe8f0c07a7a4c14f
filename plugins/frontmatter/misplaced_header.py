"""Find what Markdown left as it was typed, and what a visitor would see as signs in the text."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

from plugins.core.problem import Problem
from plugins.core.rules.texts import HEADING_LEFT_OVER, NAME_LEFT_OVER
from plugins.frontmatter.header import Header

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_NAME = re.compile(r"\{:[ ]*[.#][^{}<>\n]*\}")
_HEADING = re.compile(r"^[ ]{0,3}(#{2,6}[ ]+\S[^<\n]*)", re.MULTILINE)


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
