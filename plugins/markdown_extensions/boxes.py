"""Read the boxes of other programs as ours, which are quotations: `> [!Label]`.

    !!! note "Please read"              of MkDocs, with an indented body; `???` folds it
        Rest is good.
    :::tip[A title]  …  :::             containers of Docusaurus, VitePress, Pandoc and Quarto
    {{< callout >}}  …  {{< /callout >}}    shortcodes of Hugo; `{% hint %}` of GitBook and Jekyll
    <Callout type="tip">  …  </Callout>     components of MDX; `[note]…[/note]` of WordPress
    <aside>  …  </aside>                of Notion, whose icon goes

A box that asks is a callout of Obsidian, `> [!question] How long?`, which `faq` knows as a question
where questions are announced. What is not surely a box stays as it is, and the check tells of it. A
text keeps its number of lines.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.markdown_extensions import captions

_TYPES = (
    "note|tip|info|information|warning|danger|caution|important|success|tldr|hint|example|quote"
    "|attention|error|failure|seealso|remark"
)
_ASKING = "question|faq|help|details|summary|abstract"  # as tags they are read by `components`
_GENERIC = "callout|notice|alert|admonition|aside|box|infobox|notebox|notification|message|panel"
_TAG_NAMES = rf"(?i:{_TYPES}|{_GENERIC})"
_NAMES = rf"(?i:{_TYPES}|{_GENERIC}|{_ASKING})"
_INDENTED = re.compile(
    r"(?P<fold>!!!|\?\?\?\+?)[ ]*(?P<type>[A-Za-z][\w-]*)(?P<more>(?:[ ]+[^\"'“”\s]+)*)"
    r"(?:[ ]+[\"'“](?P<title>[^\n]*)[\"'”])?[ ]*"
)
_LAYOUT = frozenset(("inline", "end", "annotate", "open"))  # where a box stands, and no words of it
_COLONS = re.compile(r"[ ]{0,3}(:{3,}+)(.*)")
_CONTAINER = re.compile(
    rf"[ ]*+(?:\{{[ ]*+\.?(?:callout-)?(?P<braced>{_NAMES})\b(?P<given>[^{{}}]*+)\}}"
    rf"|(?:callout-)?(?P<bare>{_NAMES})\b[ ]*+(?:\[(?P<title>[^\[\]]*+)\]|(?P<words>[^\[\]{{}}]*+))"
    r"[ ]*+(?:\{(?P<more>[^{}]*+)\})?)[ ]*+"
)
# A tag that begins a box at the beginning of a line, and how the one that ends it is typed. A bare
# `<Warning>` is HTML that nobody knows, in CommonMark's own examples (section 4.6).
_TAGS = (
    (
        re.compile(
            rf"[ ]{{0,3}}{{{{[<%][ ]?(?P<name>{_TAG_NAMES})\b(?P<given>[^<>{{}}\n]*)[>%]}}}}"
        ),
        r"{{{{[<%][ ]?/[ ]?{0}[ ]?[>%]}}}}",
    ),
    (
        re.compile(rf"[ ]{{0,3}}{{%-?[ ]?(?P<name>{_TAG_NAMES})\b(?P<given>[^%{{}}\n]*)%}}"),
        r"{{%-?[ ]?end{0}[ ]?-?%}}",
    ),
    (
        re.compile(
            rf"[ ]{{0,3}}<(?=[A-Z])(?!Warning>)(?P<name>{_TAG_NAMES})\b(?P<given>[^<>\n/]*)>"
        ),
        r"</{0}>",
    ),
    (
        re.compile(
            rf"[ ]{{0,3}}\[(?P<name>(?:su_)?{_TAG_NAMES})(?P<given>(?:[ ][^\[\]\n]*)?)\](?![(:\[])"
        ),
        r"\[/{0}\]",
    ),
    (re.compile(r"[ ]{0,3}<(?P<name>(?i:aside))(?P<given>)>"), r"(?i:</{0}>)"),
)
_GIVEN = re.compile(
    r"(?:(?P<key>[\w-]+)[ ]?=[ ]?)?\{?(?:\"(?P<long>[^\"]*)\"|(?P<short>[^\s\"=]+))"
)
_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ ]++([^{}\n]*+)(?:\{[^{}]*\})?")
# What begins a block, so that it cannot stand behind a label.
_BLOCK = re.compile(r"[ ]{0,3}(?:[-*+>|#<]|\d{1,3}[.)]|`{3}|~{3}|[ ]{4}|\t)")
_ICON = re.compile(r"<img\b[^<>]*>")
_MARKUP = re.compile(r"<[^<>]*>|\*\*?")
_MOST_NESTED = 8  # boxes in one another
_LONGEST_LABEL = 60  # as `blocks` knows them
_SIGNS = ("!!!", "???", ":::", "<aside", "<ASIDE", "[/", "%}", "%}}", ">}}", "</")


@dataclass(frozen=True)
class _Box:
    """What a box was typed as. `room`: its last line holds none of its words."""

    type: str
    title: str
    body: Sequence[str]
    first: str = ""  # words on the line that begins it
    room: bool = False
    folds: bool = False


def read(text: str, depth: int = 0) -> str:
    """Return a text in which the boxes of other programs are quotations with a label.

    It stands itself within `depth` boxes.
    """
    if depth > _MOST_NESTED or not any(sign in text for sign in _SIGNS):
        return text
    lines = text.split("\n")
    ends = _ends(lines) if ":::" in text else {}
    at, fence, left = 0, "", 20  # each tag that is never closed is looked for to the end
    while at < len(lines):
        line = lines[at]
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif line[:1] in " !?:<{[" and line.strip():
            made, end = captions.read(lines, at) or _box(lines, at, ends, left, depth) or ((), at)
            left -= not made and bool(_tag(line))
            lines[at:end] = made
            at = max(end - 1, at)
        at += 1
    return "\n".join(lines)


def _box(
    lines: Sequence[str], at: int, ends: dict[int, int], left: int, depth: int
) -> tuple[list[str], int] | None:
    """Return the lines of the box that begins on a line, and the line behind it."""
    if found := _INDENTED.fullmatch(lines[at].strip()) if lines[at][:4].strip() else None:
        box, end = _indented(lines, at, found)
    elif at in ends:
        box, end = _container(lines, at, ends[at])
    elif left and (tag := _tag(lines[at])):
        box, end = _tagged(lines, at, *tag)
    else:
        return None
    if box is None:
        return None
    is_free = end >= len(lines) or not lines[end].strip()
    made = _made(box, depth + 1, is_free=is_free)
    return (made, end) if made else None


def _indented(lines: Sequence[str], at: int, found: re.Match[str]) -> tuple[_Box | None, int]:
    """Return the box whose body is indented below the line that begins it."""
    end = last = at + 1
    while end < len(lines) and (not lines[end].strip() or lines[end].startswith(("    ", "\t"))):
        end += 1
        last = end if lines[end - 1].strip() else last
    if last == at + 1:
        return None, at
    more = " ".join(word for word in found["more"].split() if word not in _LAYOUT)
    title = found["title"] if found["title"] is not None else more
    body = textwrap.dedent("\n".join(line.expandtabs(4) for line in lines[at + 1 : last]))
    return _Box(found["type"], title, body.split("\n"), folds=found["fold"] != "!!!"), last


def _ends(lines: Sequence[str]) -> dict[int, int]:
    """Return of each line that opens a container the one that closes it, found in one pass."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        elif colons := _COLONS.fullmatch(line):
            if colons[2].strip():
                opened.append(number)
            elif opened:
                ends[opened.pop()] = number
    return ends


def _container(lines: Sequence[str], at: int, end: int) -> tuple[_Box | None, int]:
    colons = _COLONS.fullmatch(lines[at])
    found = _CONTAINER.fullmatch(colons[2]) if colons else None
    if found is None:
        return None, at
    given = _given(found["given"] or found["more"] or "")
    title = found["title"] or found["words"] or given.get("title", "")
    type_ = found["braced"] or found["bare"]
    return _Box(type_, title, lines[at + 1 : end], room=True, folds=type_ == "details"), end + 1


def _tag(line: str) -> tuple[re.Match[str], str] | None:
    """Return the tag with which a line begins a box, and the form of the one that ends it."""
    if line.lstrip()[:1] not in ("{", "<", "["):
        return None
    found = ((form.match(line), ending) for form, ending in _TAGS)
    return next(((tag, ending.format(tag["name"])) for tag, ending in found if tag), None)


def _tagged(
    lines: Sequence[str], at: int, tag: re.Match[str], ending: str
) -> tuple[_Box | None, int]:
    """Return the box between two tags; the second stands at the end of its line."""
    closes, number, behind = re.compile(ending), at, lines[at][tag.end() :]
    while not (closed := closes.search(behind)):
        number += 1
        if number >= len(lines):
            return None, at
        behind = lines[number]
    if behind[closed.end() :].strip() or (tag["name"].lower() == "aside" and number == at):
        return None, at
    given, name = _given(tag["given"]), tag["name"].lower().removeprefix("su_")
    last = behind[: closed.start()].rstrip()
    first = lines[at][tag.end() :].strip() if number > at else last.strip()
    body = textwrap.dedent("\n".join(lines[at + 1 : number])).split("\n") if number > at + 1 else []
    if number > at and last:
        body.append(last.strip())
    if name == "aside":
        body = _without_icon(body)
    is_generic = re.fullmatch(rf"(?i:{_GENERIC})", name) is not None
    type_ = (given.get("type") or given.get("style") or given.get("")) if is_generic else name
    title = given.get("title") or given.get("heading") or given.get("second", "")
    room = number > at and not last
    return _Box(type_ or "", title, body, first, room=room, folds=name == "details"), number + 1


def _given(typed: str) -> dict[str, str]:
    """Return the attributes of a tag; a word without a name is "", the one behind it "second".

    >>> _given('tip "Slowly"'), _given('type="info" title="So"')
    ({'': 'tip', 'second': 'Slowly'}, {'type': 'info', 'title': 'So'})
    """
    given: dict[str, str] = {}
    for one in _GIVEN.finditer(typed):
        key = one["key"] or ("" if "" not in given else "second")
        given.setdefault(key.lower(), (one["long"] or one["short"] or "").strip("}"))
    return given


def _without_icon(body: Sequence[str]) -> list[str]:
    """Return the lines of an aside without Notion's picture; its emoji stands before the words."""
    lines = [
        _ICON.sub("", line) if "notion" in line or "/icons/" in line else line for line in body
    ]
    at = next((n for n, line in enumerate(lines) if line.strip()), 0)
    words = next((n for n in range(at + 1, len(lines)) if lines[n].strip()), 0)
    icon = lines[at].strip() if lines else ""
    if words and len(icon) < 4 and not icon.isascii() and not any(map(str.isalnum, icon)):
        lines[words] = f"{icon} {lines[words].strip()}"
        lines[at] = ""
    return lines


def _made(box: _Box, depth: int, *, is_free: bool) -> list[str]:
    """Return a box as a quotation of as many lines as it was typed in, [] if that cannot be.

    `is_free`: what follows is parted from it by an empty line.
    """
    body = read("\n".join(box.body), depth).split("\n") if box.body else []
    if not box.first and not any(map(str.strip, body)):
        return []
    title, type_ = _MARKUP.sub("", box.title).strip(), box.type.lower().lstrip("!")
    begin = next((n for n, line in enumerate(body) if line.strip()), len(body))
    if not title and begin < len(body) and not box.first:
        heading = _HEADING.fullmatch(body[begin])
        if heading and box.room:
            title, body[begin] = heading[1].strip(" #"), ""
    asks = title.endswith(("?", "？", "؟")) and not box.first
    if asks and (box.folds or type_ in ("question", "faq", "help")):
        if box.room or is_free:
            return [f"> [!question] {title}", *_quoted(body), *([""] if box.room else [])]
        return [] if _BLOCK.match(body[0]) else [f"**{title}** {body[0]}", *body[1:], ""]
    label = title or ("" if type_ in ("quote", "details") else type_.replace("-", " ").capitalize())
    if len(label) > _LONGEST_LABEL or "[" in label or "]" in label:
        return []
    words = [box.first, *body] if box.first else body
    if not label and not box.room and type_ != "quote":
        label = "Note"
    sign = f"> [!{label}]" if label else ">"
    behind = "" if label or type_ == "quote" else "{: .note}"
    if box.first:
        if _BLOCK.match(box.first) or not (box.room or is_free):
            return []
        return [f"{sign} {box.first}", *_quoted(body), *([behind] if box.room else [])]
    if box.room:
        return [sign, *_quoted(body), behind]
    if is_free:
        return [sign, *_quoted(words)]
    if _BLOCK.match(body[0]) or not body[0].strip():
        return []
    return [f"{sign} {body[0]}", *_quoted(body[1:]), ""]


def _quoted(lines: Sequence[str]) -> list[str]:
    return [f"> {line}".rstrip() for line in lines]
