"""Tell of a text what the editor on GitHub would not show, or would change by saving it.

It reads a header as strict YAML, and writes all of it anew: the values stay, what else stands there
does not. The text below the header stays as it is, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from plugins.core.problem import Problem
from plugins.core.rules.editor import EDITOR_TEXT

_HEADER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
_LISTS = ("tags", "redirects")
_SCALARS = (yaml.ScalarToken, yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)


def problems(text: str, path: str) -> Iterator[Problem]:
    """Yield what is to be said of the text of a file, as a person knows it."""
    found = _HEADER.match(text.lstrip("\ufeff").replace("\r\n", "\n"))
    if not found:
        message = "The editor at /admin/ does not see the header of this text, and would add one."
        remedy = "Write a line “---” above the first entry, and one below the last."
        yield EDITOR_TEXT.problem(path, 1, message, remedy)
        return
    head = found[1]
    try:
        data = yaml.safe_load(head)
        tokens = list(yaml.scan(head))
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a day that no month has
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        message = "The editor at /admin/ cannot read this header, so the text is not listed there."
        remedy = "Set what stands behind the colon on this line between quotation marks."
        yield EDITOR_TEXT.problem(path, line, message, remedy)
        return
    line = _comment(head, tokens)
    if line:
        message = "Saving this text at /admin/ takes the comment out of its header."
        remedy = "Keep what you want to keep of it somewhere else."
        yield EDITOR_TEXT.problem(path, line, message, remedy, "note")
    for name in _LISTS:
        value = data.get(name) if isinstance(data, dict) else None
        if isinstance(value, str) and "," in value:
            line = next(n for n, one in enumerate(head.split("\n"), 2) if one.startswith(name))
            message = f"The editor at /admin/ takes all of “{name}” for one, and saves it as one."
            words = ", ".join(word.strip() for word in value.split(","))
            remedy = f"Write it as a list: “{name}: [{words}]”."
            yield EDITOR_TEXT.problem(path, line, message, remedy)


def _comment(head: str, tokens: list[yaml.Token]) -> int:
    """Return the line of the file with the first comment of a header, 0 if it has none."""
    at = 0
    for token in tokens:
        if isinstance(token, _SCALARS):
            between = head[at : token.start_mark.index]
            if "#" in between:
                return head.count("\n", 0, at + between.index("#")) + 2
            at = max(at, token.end_mark.index)
    rest = head[at:]
    return head.count("\n", 0, at + rest.index("#")) + 2 if "#" in rest else 0
