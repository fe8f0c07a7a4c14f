"""Read Markdown as CommonMark says, as a Python-Markdown extension.

Python-Markdown's parser of blocks and its inline patterns are older than CommonMark (0.31.2), which
GitHub and every editor follow. This extension puts markdown-it-py in their place. Everything
around them stays Python-Markdown: preprocessors, tree processors, the serializer, postprocessors.

- `md.parser` makes of the lines a tree of blocks, whose `text` is still Markdown. A tree processor
  before "inline" (20) finds what it would find in Python-Markdown's own tree: a raw HTML block is
  a `p` that holds its place in `md.htmlStash`, a tight entry of a list holds its text itself.
- The tree processor "inline" reads each text that is no `AtomicString`.

Beside CommonMark and GitHub's tables and task lists this reads what Python-Markdown's "extra"
does: footnotes, abbreviations, definition lists, `{: .name}` and `<div markdown="1">`. A bare
`https://…` is a link. `docs/markdown.md` has the differences that are left, each with its reason.

`notes(md)` says what was read otherwise than it may have been meant.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor, get_attrs_and_remainder
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor
from markdown.util import ETX, STX, AtomicString, code_escape
from markdown_it import MarkdownIt
from markdown_it.common.utils import unescapeAll
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock, blockquote, fence, lheading, list_block, table
from markdown_it.rules_block.code import code as code_block
from markdown_it.rules_block.table import escapedSplit, getLine
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType

from plugins.markdown_extensions import boxes, components, pasted
from plugins.markdown_extensions.typed import Kind, Note, are_short, entries, is_prose, meant

# Containers in containers, such as quotations and lists; more than these are nobody's text. A list
# and its entry are two.
MOST_NESTED = 100
_BOXES = "div|section|article|aside|details"
# At the beginning of a line: a tag of a box, alone on the line or with its content behind it.
_BOX = re.compile(rf"[ ]{{0,3}}<(/?)({_BOXES})((?:\s[^<>]*)?)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?")
_SUMMARY = re.compile(r"\s*<summary((?:\s[^<>]*)?)>(.*?)</summary>", re.IGNORECASE | re.DOTALL)
_MOST_SUMMARY = 20  # lines
_MARKDOWN = re.compile(r"\smarkdown(?=[\s=]|$)", re.IGNORECASE)
_LAST_DAY = 31  # a higher number at the beginning of a line is a year, and a single one no list
_WRAPPED = 60  # characters; a line that is shorter was not broken by a program
_FENCE = re.compile(r"[ ]{0,3}(`{3,}|~{3,})")
_NAME = re.compile(r"\{:[ ]*+([^{}\n]*)\}[ \t]*")
_FOOTNOTE = re.compile(r"\[\^([^\]\n]*)\]:[ \t]*")
_FOOTNOTE_SIGN = re.compile(r"\[\^([^\]\n]*)\]")
_ABBREVIATION = re.compile(r"\*\[([^\]\\\n]*)\][ ]?:[ \t]*")
_DEFINITION = re.compile(r":[ \t]+(?=\S)")
_HOST = re.compile(r"//(?:[\w-]+\.)+[\w-]")
_BARE = re.compile(r"//[^\s<>`\"|]+")
_WWW = re.compile(r"[Ww]ww\.[\w-]++\.[^\W_][^\s<>`\"|]*+")
_SCHEME = re.compile(r"(?<![^\W_])https?$", re.IGNORECASE)
_ENTITY_END = re.compile(r"&[a-zA-Z0-9]+;$")
_PROSE_ENDS = '.!?,;:…"”’»)'  # how a sentence or a part of one ends, and hardly any heading
_AFTER_LINK = "?!.,:;*_~'\"”’»…"
# What Python-Markdown's serializer takes for an entity and leaves as it is.
_ENTITY_LIKE = re.compile(r"&(?=(?:#[0-9]+|#x[0-9a-f]+|[0-9a-z]+);)", re.IGNORECASE)
_ANCHOR_NAME = re.compile(r"(?<=\s)name(?=\s*=)", re.IGNORECASE)
_ANCHOR = re.compile(r"<a\s[^<>]*>", re.IGNORECASE)
_HAS_ID = re.compile(r"\sid\s*=", re.IGNORECASE)
# A text without these is one piece of words.
_SIGNS = re.compile(r"\\|`|\*|_|\[|<|&|\n|~~|:(?=//)|[Ww]ww\.")
# Only at these a rule of inline Markdown has anything to do.
_STOPS = re.compile(r"\\|`|\*|_|\[|\]|<|&|\n|~|!(?=\[)|:(?=//)|[Ww](?=ww\.)")
# Of each rule of blocks and of inline Markdown, the signs of which a text must hold one, or it
# cannot apply. To ask for all of them at each line and each sign takes a third of the time.
_BLOCK_RULES: dict[str, tuple[str, ...]] = {
    "table": ("|",),
    "code": ("    ", "\t"),
    "fence": ("```", "~~~"),
    "html_block": ("<",),
    "reference": ("]:",),
    "lheading": ("-\n", "=\n", "- ", "= ", "-\t", "=\t"),
    "box": ("</",),
    "name": ("{:",),
    "footnote": ("[^",),
    "abbreviation": ("*[",),
    "definition": ("\n:", "\n :", "\n  :", "\n\t:", "> :", ">:"),
}
_INLINE_RULES: dict[str, tuple[str, ...]] = {
    "newline": ("\n",),
    "escape": ("\\",),
    "backticks": ("`",),
    "strikethrough": ("~~",),
    "emphasis": ("*", "_"),
    "footnote": ("[^",),
    "link": ("[",),
    "image": ("![",),
    "autolink": ("<",),
    "html_inline": ("<",),
    "entity": ("&",),
    "bare_link": ("://",),
    "www_link": ("www.", "Www."),
}


def notes(md: Markdown) -> list[Note]:
    """Return the notes on the text that `md` converted last, none without this extension."""
    return md.parser.notes if isinstance(md.parser, _Parser) else []


# --- Before: the text as it was meant -----------------------------------------------------------


class _Meant(Preprocessor):
    """Lines as typed in, lines as they were meant out, one step after another:
    `boxes`, `pasted`, `components`, `typed`."""

    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines).replace(STX, "").replace(ETX, "").replace("\0", "\ufffd")
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return meant(components.read(pasted.read(boxes.read(text)))).split("\n")


# --- Blocks -------------------------------------------------------------------------------------


class _Parser:
    """Make a tree of blocks, in the place of Python-Markdown's own parser.

    Raises RecursionError where blocks are nested more than `MOST_NESTED` deep.
    """

    def __init__(self, md: Markdown) -> None:
        self.md = md
        # Others may still register there; what they register is not used.
        self.blockprocessors = md.parser.blockprocessors
        self.notes: list[Note] = []
        self.env: EnvType = {"references": {}}
        self.html_blocks: set[str] = set()  # they stand in no paragraph
        self._lines: dict[str, int] = {}  # where the text of a footnote begins, from 0
        self._names = AttrListTreeprocessor(md)
        self._it = it = _markdown_it({"maxNesting": MOST_NESTED})
        it.enable("table")
        it.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
        it.block.ruler.at("code", _code)
        it.block.ruler.at("lheading", _lheading)
        it.block.ruler.at(
            "fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )
        it.block.ruler.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
        it.block.ruler.at(
            "blockquote", _blockquote, {"alt": ["paragraph", "reference", "blockquote", "list"]}
        )
        above = ["paragraph", "reference", "blockquote"]
        before = it.block.ruler.before
        before("fence", "box", _box, {"alt": above})
        before("reference", "footnote", self._footnote, {"alt": above})
        before("list", "abbreviation", self._abbreviation, {"alt": above})
        before("reference", "name", _name, {"alt": ["blockquote"]})
        before("lheading", "definition", _definition, {"alt": above})

    def parseDocument(self, lines: Sequence[str]) -> ET.ElementTree[ET.Element]:  # noqa: N802
        """Return the tree of a whole text; what was kept of the one before is forgotten."""
        self.forget()
        root = ET.Element(self.md.doc_tag)
        self.parseChunk(root, "\n".join(lines))
        return ET.ElementTree(root)

    def forget(self) -> None:
        """Forget what was kept of a text."""
        self.notes, self.env = [], {"references": {}}
        self.html_blocks.clear()
        self._lines.clear()

    def parseChunk(self, parent: ET.Element, text: str) -> None:  # noqa: N802
        """Append the blocks of a text to an element."""
        _keep_rules(self._it.block.ruler, _BLOCK_RULES, f"{text}\n")
        self.env["boxes"] = None
        tokens: list[Token] = []
        self._it.block.parse(text, self._it, self.env, tokens)
        # What lies deeper than this was not read at all.
        if any(token.level >= MOST_NESTED - 1 for token in tokens if token.nesting == 1):
            raise RecursionError("The text is nested too deeply.")
        self._append(parent, tokens, self._lines.get(text, 0))

    def _append(self, parent: ET.Element, tokens: list[Token], above: int) -> None:
        """Append elements made of tokens of blocks; the texts in them stay Markdown.

        There are so many lines `above` them.
        """
        stack, place = [parent], parent
        column, task = 0, None
        for token in tokens:
            kind = token.type
            first = above + (token.map[0] if token.map else 0) + 1
            for note in token.meta.get("notes", ()):
                self.notes.append(replace(note, line=first + note.line))
            if kind == "inline":
                text = token.content
                if "\t" in text:  # as other extensions find them in Python-Markdown's own tree
                    text = f"{' ' * column}{text}".expandtabs(4)[column:]
                if "\n" in text:
                    lines = text.split("\n")
                    if (at := entries(lines, in_list=place.tag == "li")) >= 0:
                        self.notes.append(Note("entries", first + at, lines[at]))
                    elif are_short(lines):
                        self.notes.append(Note("lines", first, lines[0]))
                if task is not None:
                    place.append(task)
                    task = None
                # A tight entry holds its words itself, with other blocks before or behind them.
                _add_text(place, f"\n{text}" if len(place) and not place[-1].tail else text)
            elif token.nesting == 1:
                column = len(token.markup) + 1 if token.markup[:1] == "#" else 0
                if not token.hidden:
                    stack.append(place)
                    attributes = {name: str(value) for name, value in token.attrs.items()}
                    place = ET.SubElement(place, token.tag, attributes)
                if token.tag == "li":
                    task = _task(token.meta["checked"]) if "checked" in token.meta else None
            elif token.nesting == -1:
                if not token.hidden:
                    if place.get("class") == "contains-task-list" and all(
                        one.get("class") for one in place
                    ):
                        place.set("role", "list")  # for the theme: a box needs no point beside it
                    place = stack.pop()
            elif kind in ("fence", "code_block"):
                self._code(place, token, first)
            elif kind == "html_block":
                html = _with_ids(token.content.strip("\n"))
                self.html_blocks.add(html)
                ET.SubElement(place, "p").text = AtomicString(self.md.htmlStash.store(html))
            elif kind == "hr":
                ET.SubElement(place, "hr")
            elif kind == "name" and len(place):
                self._names.assign_attrs(place[-1], token.content)

    def _code(self, parent: ET.Element, token: Token, first: int) -> None:
        """Append code, with the language and the attributes that its fence names.

        It begins on the line `first`.
        """
        pre = ET.SubElement(parent, "pre")
        code = ET.SubElement(pre, "code")
        code.text = AtomicString(code_escape(token.content))
        info = unescapeAll(token.info).strip()
        language, _, braces = info.partition("{")
        if left := " ".join(language.split()[1:]):
            self.notes.append(Note("info", first, left))
        if braces:
            pairs, _ = get_attrs_and_remainder(braces.rstrip("} ").lstrip(":"))
            classes = [value for name, value in pairs if name == "." and value]
            info = language.strip() or (classes.pop(0) if classes else "")
            if classes:
                pre.set("class", " ".join(classes))
            pre.attrib |= {name: value for name, value in pairs if name != "." and value}
        if info:
            code.set("class", f"language-{info.split()[0]}")

    # --- Blocks that fill in what Python-Markdown's own extensions keep -------------------------

    def _footnote(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Read `[^1]: text`, with all below that is indented by four or goes on with it.

        It is kept as text; Python-Markdown's extension makes it the list of notes.
        """
        found = _at_line(state, start, _FOOTNOTE)
        kept = _footnotes(self.md)
        if found is None or kept is None or silent:
            return found is not None and kept is not None
        lines, line, blank = [state.src[found.end() : state.eMarks[start]]], start + 1, False
        ends = state.md.block.ruler.getRules("paragraph")
        while line < end:
            if state.isEmpty(line):
                blank = True
            elif state.sCount[line] < 0 or (blank and state.sCount[line] - state.blkIndent < 4):
                break
            elif state.sCount[line] - state.blkIndent < 4:
                kind, state.parentType = state.parentType, "paragraph"
                stopped = any(rule(state, line, end, True) for rule in ends)
                state.parentType = kind
                if stopped:
                    break
            else:
                blank = False
            lines.append(state.getLines(line, line + 1, state.blkIndent + 4, False))
            line += 1
        text = "\n".join(lines).strip("\n")
        if found[1] in kept.footnotes:
            again = state.push("again", "", 0)
            again.map = [start, line]
            _note(again, "footnote", start, found[1])
        else:
            kept.setFootnote(found[1], text)
            self._lines[text] = start
        state.line = line
        return True

    def _abbreviation(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """Read `*[IFS]: Internal Family Systems`; the words may stand on the line below."""
        found = _at_line(state, start, _ABBREVIATION)
        kept = _registered(self.md.treeprocessors, "abbr")
        if found is None or kept is None:
            return False
        words, line = state.src[found.end() : state.eMarks[start]].strip(), start + 1
        if not words and line < end and not state.isEmpty(line):
            words, line = getLine(state, line).strip(), line + 1
        if not found[1].strip() or not words:
            return False
        if not silent:
            kept.abbrs[found[1].strip()] = words
            state.line = line
        return True


def _task(is_done: bool) -> ET.Element:
    """Return the box in front of a task, which a screen reader reads as what it says."""
    box = ET.Element("span", {"role": "img", "aria-label": "done" if is_done else "to do"})
    box.text, box.tail = AtomicString("☑" if is_done else "☐"), " "
    return box


def _footnotes(md: Markdown) -> Any:
    """Return Python-Markdown's extension that keeps the notes, None without it.

    It is asked for late: Pelican loads once more, and last, what has settings of its own.
    """
    pattern = _registered(md.inlinePatterns, "footnote")
    return pattern and pattern.footnotes


def _registered(registry: Any, name: str) -> Any:
    """Return what Python-Markdown has of this name, None for nothing."""
    return registry[name] if name in registry else None  # noqa: SIM401  # it is no mapping


def _markdown_it(options: dict[str, Any]) -> MarkdownIt:
    """Return CommonMark's reader; links lead where they were typed to, nh3 looks after them."""
    it = MarkdownIt("commonmark", {"html": True, "tasklists": True, **options})
    of_it = vars(it)
    of_it["normalizeLink"] = of_it["normalizeLinkText"] = str
    of_it["validateLink"] = lambda _: True
    return it


def _keep_rules(ruler: Ruler[Any], rules: dict[str, tuple[str, ...]], text: str) -> None:
    """Let only those rules apply that have a sign in the text."""
    known = {name for name, signs in rules.items() if any(sign in text for sign in signs)}
    if known != rules.keys() & ruler.get_active_rules():
        ruler.disable(list(rules))
        ruler.enable(list(known))


def _at_line(state: StateBlock, line: int, form: re.Pattern[str]) -> re.Match[str] | None:
    """Return the match of a form at the beginning of a line, None within code."""
    if state.is_code_block(line):
        return None
    return form.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _note(token: Token, kind: Kind, at: int, words: str) -> None:
    """Keep a note at a token, of a line (from 0) of what is being parsed."""
    assert token.map
    token.meta.setdefault("notes", []).append(Note(kind, at - token.map[0], words.strip()))


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table as GitHub does, and note the rows of which it leaves cells out."""
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    rows = [token for token in state.tokens[first:] if token.type == "tr_open"]
    heads = sum(token.type == "th_open" for token in state.tokens[first:])
    for row in rows[1:]:
        assert row.map
        cells = escapedSplit(getLine(state, row.map[0]).strip().removeprefix("|"))
        if left := " | ".join(cell.strip() for cell in cells[heads:] if cell.strip()):
            _note(row, "cells", row.map[0], left)
    return True


def _lheading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read an underlined heading, and note a `---` that has made one of prose above it."""
    if not lheading(state, start, end, silent):
        return False
    words = state.tokens[-2].content
    line = getLine(state, state.line - 1).strip()
    if line[0] == "-" and (
        "\n" in words or words[-1] in _PROSE_ENDS or len(words) > max(2 * len(line), 60)
    ):
        _note(state.tokens[-3], "underline", state.line - 1, words.partition("\n")[0])
    return True


def _code(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what is indented as code, and note where it is prose."""
    if not code_block(state, start, end, silent):
        return False
    lines = state.tokens[-1].content.strip().split("\n")
    if any(map(is_prose, lines)):
        _note(state.tokens[-1], "code", start, lines[0])
    return True


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read code between fences, and note one that is never closed."""
    if not fence(state, start, end, silent):
        return False
    if not silent:
        code = state.tokens[-1]
        last = getLine(state, state.line - 1).strip(" \t>")
        if state.line - 1 == start or not last or last.strip(code.markup[0]):
            _note(code, "fence", start, code.markup)
    return True


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a list, and note where it may not be meant as one, or a line as no part of it."""
    first = len(state.tokens)
    if not list_block(state, start, end, silent):
        return False
    if silent:
        return True
    opened = state.tokens[first]
    level = opened.level + 1
    items = [
        one for one in state.tokens[first:] if one.level == level and one.type == "list_item_open"
    ]
    words = getLine(state, start).strip()
    number = int(opened.attrs.get("start", 1))
    is_right_below = opened.tag == "ul" and opened.level == 0 and start > 0
    if is_right_below and first and state.tokens[first - 1].type == "ordered_list_close":
        if not state.isEmpty(start - 1) and state.sCount[start] > state.blkIndent:
            _note(opened, "nesting", start, words)
    elif len(items) > 1:
        _note_lazy(state, items[-1], items[:-1])
    elif number > _LAST_DAY or (is_right_below and _goes_on(state, start, first)):
        _note(opened, "sign", start, words)
    return True


def _note_lazy(state: StateBlock, last: Token, others: list[Token]) -> None:
    """Note a line below the last entry of a list, if the entries above have one line each."""
    assert last.map
    begin, end = last.map
    while end > begin and state.isEmpty(end - 1):
        end -= 1
    if end - begin < 2 or any(one.map and one.map[1] - one.map[0] > 1 for one in others):
        return
    line, above = getLine(state, begin + 1).strip(), getLine(state, begin).strip()
    is_lazy = state.sCount[begin + 1] <= state.sCount[begin]
    if is_lazy and line[:1].isupper() and len(above) < _WRAPPED:
        _note(last, "lazy", begin + 1, line)


def _blockquote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a quotation, and note where it begins within a sentence."""
    first = len(state.tokens)
    if not blockquote(state, start, end, silent):
        return False
    if not silent and _goes_on(state, start, first):
        words = getLine(state, start).strip()
        if words.lstrip("> ")[:1].islower() or words.lstrip("> ")[:1].isdigit():
            _note(state.tokens[first], "sign", start, words)
    return True


def _goes_on(state: StateBlock, line: int, token: int) -> bool:
    """Return whether a line, the first of a token, is right below one that is prose."""
    if line == 0 or token == 0 or state.tokens[token - 1].type != "paragraph_close":
        return False
    above = getLine(state, line - 1).strip()
    return above[-1:].isalpha() or above[-1:] in tuple(',;.!?"”’—–')


def _name(state: StateBlock, start: int, _: int, silent: bool) -> bool:
    """Read `{: .name}` right below a quotation or a table, whose attributes it gives.

    Below a paragraph or in the entry of a list it is part of their text, and read there.
    """
    found = _at_line(state, start, _NAME)
    if found is None or found.end() < state.eMarks[start] or start == 0 or state.isEmpty(start - 1):
        return False
    if not silent:
        if not state.tokens or state.tokens[-1].type not in ("blockquote_close", "table_close"):
            return False
        state.push("name", "", 0).content = found[1]
        state.line = start + 1
    return True


def _definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read lines of terms, and below them `: what they mean`, as PHP Markdown Extra has it.

    Each begins with a colon and a space; what belongs to it is indented.
    """
    if silent:  # does it end the paragraph of a definition above it?
        if state.ddIndent < 0 or start >= end:
            return False
        is_term = state.sCount[start] < state.blkIndent and start + 1 < end
        return bool(
            _at_line(state, start, _DEFINITION)
            or (is_term and _at_line(state, start + 1, _DEFINITION))
        )
    if state.is_code_block(start):
        return False
    line, ends = start, state.md.block.ruler.getRules("paragraph")
    while True:  # past the terms
        if _at_line(state, line, _DEFINITION):
            if line == start:
                return False
            break
        line += 1
        if line >= end or state.sCount[line] < state.blkIndent:
            return False
        if state.isEmpty(line):
            line += 1
            if line < end and _at_line(state, line, _DEFINITION):
                break
            return False
        if any(rule(state, line, end, True) for rule in ends):
            return False
    opened = len(state.tokens)
    state.push("dl_open", "dl", 1).map = [start, line]
    kept = state.parentType, state.tight, state.ddIndent
    is_tight = True
    while line < end:
        for term in range(start, line):
            if not state.isEmpty(term):
                state.push("dt_open", "dt", 1)
                words = state.push("inline", "", 0)
                words.content = getLine(state, term).strip()
                state.push("dt_close", "dt", -1)
        while line < end and state.sCount[line] >= state.blkIndent:
            mark = _at_line(state, line, _DEFINITION)
            if mark is None:
                break
            first, column = state.bMarks[line], state.sCount[line]
            state.push("dd_open", "dd", 1)
            indent, shift = state.blkIndent, state.tShift[line]
            state.blkIndent = column + 2
            state.tShift[line] = mark.end() - first
            state.sCount[line] = column + mark.end() - first - shift
            state.parentType, state.tight, state.ddIndent = "deflist", True, column
            at = line
            state.md.block.tokenize(state, line, end)
            is_tight = is_tight and state.tight
            state.blkIndent, state.tShift[at], state.sCount[at] = indent, shift, column
            state.push("dd_close", "dd", -1)
            line = state.line
            if line < end and line > at + 1 and state.isEmpty(line - 1):
                is_tight = is_tight and not _at_line(state, line, _DEFINITION)
        state.line = start = line
        # Are there more terms?
        while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
            if any(rule(state, line, end, True) for rule in ends):
                break
            line += 1
            if line < end and _at_line(state, line, _DEFINITION):
                break
        else:
            break
        if line >= end or not _at_line(state, line, _DEFINITION):
            break
    state.push("dl_close", "dl", -1)
    state.parentType, state.tight, state.ddIndent = kept
    if is_tight:
        level = state.level + 2
        for token in state.tokens[opened:]:
            if token.level == level and token.tag == "p":
                token.hidden = True
    return True


# --- Boxes: HTML around Markdown -----------------------------------------------------------------


def _box(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read what stands between the tags of a box as Markdown, and its tags as an element.

    It does where the tag says `markdown="1"`, and where an empty line follows it (CommonMark,
    section 4.6). A box that is not closed at the beginning of a line is left to `html_block`.
    """
    if state.is_code_block(start) or not state.md.options["html"]:
        return False
    line = state.src[state.bMarks[start] : state.eMarks[start]]
    tag = _BOX.match(line)
    if tag is None or tag[1]:
        return False
    is_marked = bool(_MARKDOWN.search(tag[3]))
    name, behind = tag[2].lower(), line[tag.end() :].strip()
    if behind.lower().endswith(f"</{name}>"):
        last, first = start, start + 1
        inside = behind[: -len(name) - 3]
    else:
        last, first = _ends_of_boxes(state).get(start, end), start + 1
        if last >= end:
            return False
        inside = behind
    summary = None
    if name == "details":
        above = state.getLines(first, min(last, first + _MOST_SUMMARY), state.blkIndent, False)
        if summary := _SUMMARY.match(f"{inside}\n{above}"):
            first += summary[0].count("\n") if last > start else 0
            inside = f"{inside}\n{above}"[summary.end() :].partition("\n")[0]
            first = max(first, start + 1)
    if not is_marked and (inside.strip() or first > last or not state.isEmpty(first)):
        return False
    if silent:
        return True
    opened = state.push("box_open", name, 1)
    opened.attrs = _attributes(tag[3])
    if summary:
        head = state.push("box_open", "summary", 1)
        head.attrs = _attributes(summary[1])
        state.push("inline", "", 0).content = summary[2].strip()
        state.push("box_close", "summary", -1)
    if state.level >= state.md.options["maxNesting"]:
        raise RecursionError("The text is nested too deeply.")
    env = state.env
    kept = env["boxes"]
    env["boxes"] = None
    tokens: list[Token] = []
    below = state.getLines(first, last, state.blkIndent, False)
    state.md.block.parse(f"{inside}\n{below}", state.md, env, tokens)
    env["boxes"] = kept
    for token in tokens:
        token.level += state.level
        if token.map:
            token.map = [at + first - 1 for at in token.map]
    state.tokens += tokens
    state.push("box_close", name, -1)
    state.line = last + 1
    return True


def _ends_of_boxes(state: StateBlock) -> dict[int, int]:
    """Return of each line that opens a box the one that closes it, found in one pass."""
    if state.env["boxes"] is not None:
        known: dict[int, int] = state.env["boxes"]
        return known
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    fence = ""
    for number, line in enumerate(state.src.split("\n")):
        if fence or "<" in line or "```" in line or "~~~" in line:
            mark = _FENCE.match(line)
            if fence:
                fence = "" if mark and mark[1].startswith(fence) else fence
            elif mark:
                fence = mark[1]
            elif tag := _BOX.match(line):
                name, behind = tag[2].lower(), line[tag.end() :].strip()
                if not tag[1]:
                    if not behind.lower().endswith(f"</{name}>"):
                        opened.setdefault(name, []).append(number)
                elif opened.get(name):
                    begun = opened[name].pop()
                    if not behind:
                        ends[begun] = number
    state.env["boxes"] = ends
    return ends


def _attributes(typed: str) -> dict[str, str | int | float]:
    """Return the attributes of a tag as they were typed, but for `markdown`."""
    found: dict[str, str | int | float] = {}
    for name, *values in _ATTRIBUTE.findall(typed):
        if name.lower() != "markdown":
            found.setdefault(name.lower(), next(filter(None, values), ""))
    return found


def _with_ids(html: str) -> str:
    """Return HTML in which `<a name="x">`, the old way of saying it, is `<a id="x">`."""
    if "<a" not in html and "<A" not in html:
        return html
    return _ANCHOR.sub(
        lambda tag: tag[0] if _HAS_ID.search(tag[0]) else _ANCHOR_NAME.sub("id", tag[0], count=1),
        html,
    )


# --- Inline -------------------------------------------------------------------------------------


class _Inline(Treeprocessor):
    """Read each text of the tree that is no `AtomicString` as inline Markdown."""

    def __init__(self, md: Markdown, parser: _Parser) -> None:
        super().__init__(md)
        self._parser = parser
        self.has_braces = self.has_escapes = True
        self._it = it = _markdown_it({})
        it.inline.ruler2.enable("strikethrough")
        it.inline.ruler.push("bare_link", _bare_link)
        it.inline.ruler.push("www_link", _www_link)
        it.inline.ruler.before("link", "footnote", self._footnote)
        it.inline.terminator_re = _STOPS

    def run(self, root: ET.Element) -> None:
        whole = "".join(root.itertext())
        self.has_braces, self.has_escapes = "{" in whole, "\\" in whole
        _keep_rules(self._it.inline.ruler, _INLINE_RULES, whole)
        for parent, children in [(element, list(element)) for element in root.iter()]:
            text = parent.text
            if text and not isinstance(text, AtomicString):
                read = self._read(text)
                parent.text = read.text
                parent[:0] = read
            for child in children:
                # A tight entry of a list has words of its own below the blocks in it.
                tail = child.tail
                if tail and not tail.isspace() and not isinstance(tail, AtomicString):
                    read = self._read(tail)
                    child.tail = read.text
                    at = list(parent).index(child) + 1
                    parent[at:at] = read

    def _read(self, text: str) -> ET.Element:
        """Return an element that holds what inline Markdown means."""
        place = whole = ET.Element("span")
        if not _SIGNS.search(text):
            whole.text = text
            return whole
        stack: list[ET.Element] = []
        words: list[str] = []

        def add(element: ET.Element) -> ET.Element:
            _add_text(place, "".join(words))
            words.clear()
            place.append(element)
            return element

        tokens: list[Token] = []
        self._it.inline.parse(text, self._it, self._parser.env, tokens)
        for token in tokens:
            kind = token.type
            if kind == "text":
                words.append(_plain(token.content))
            elif kind == "softbreak":
                words.append("\n")
            elif kind == "text_special" and token.info == "escape" and token.content in "\"'-":
                add(ET.Element("span")).text = AtomicString(token.content)  # for `typography`
            elif kind == "text_special":
                words.append(_special(token))
            elif token.nesting == 1:
                stack.append(place)
                place = add(ET.Element(token.tag, _typed(token)))
            elif token.nesting == -1:
                _add_text(place, "".join(words))
                words.clear()
                place = stack.pop()
            elif kind == "html_inline":
                words.append(self.md.htmlStash.store(_with_ids(token.content)))
            elif kind == "code_inline":
                add(ET.Element("code")).text = AtomicString(code_escape(token.content))
            elif kind == "image":
                picture = add(ET.Element("img", _typed(token)))
                picture.set("alt", _plain(_words(token.children or [])))
            elif kind == "hardbreak":
                add(ET.Element("br"))
            elif kind == "footnote":
                add(self._sign(token.content))
        _add_text(place, "".join(words))
        return whole

    def _footnote(self, state: StateInline, silent: bool) -> bool:
        """Read `[^1]`, if there is a note of that name."""
        found = _FOOTNOTE_SIGN.match(state.src, state.pos, state.posMax)
        kept = found and _footnotes(self.md)
        if not found or not kept or found[1] not in kept.footnotes:
            return False
        if not silent:
            state.push("footnote", "", 0).content = found[0]
        state.pos = found.end()
        return True

    def _sign(self, typed: str) -> ET.Element:
        """Return the sign of a footnote, as Python-Markdown's extension makes it."""
        pattern = _registered(self.md.inlinePatterns, "footnote")
        made: ET.Element = pattern.handleMatch(re.fullmatch(r"\[\^(.*)\]", typed), typed)[0]
        return made


def _add_text(place: ET.Element, text: str) -> None:
    """Add words at the end of an element."""
    if not text:
        return
    if len(place):
        place[-1].tail = (place[-1].tail or "") + text
    else:
        place.text = (place.text or "") + text


def _plain(text: str) -> str:
    """Return words as the serializer is to have them, which leaves what looks like an entity."""
    return _ENTITY_LIKE.sub("&amp;", text) if "&" in text else text


def _special(token: Token) -> str:
    """Return an entity as its sign, and an escaped sign as what no later step takes for one."""
    if token.content == "&":
        return "&amp;"
    if token.info == "escape" and len(token.content) == 1:
        return f"{STX}{ord(token.content)}{ETX}"
    return token.content


def _typed(token: Token) -> dict[str, str]:
    """Return the attributes of a link or a picture."""
    return {name: _plain(str(value)) for name, value in token.attrs.items()}


def _words(tokens: Sequence[Token]) -> str:
    """Return the words of some inline Markdown, such as those that stand for a picture."""
    return "".join(
        _words(token.children)
        if token.children
        else "\n"
        if token.type in ("softbreak", "hardbreak")
        else token.content
        for token in tokens
        if token.type != "html_inline"
    )


def _bare_link(state: StateInline, silent: bool) -> bool:
    """Read `https://…` as a link, without the signs behind it that belong to the sentence."""
    if state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.pending[-6:])
    if not scheme or not _HOST.match(state.src, state.pos + 1, state.posMax):
        return False
    found = _BARE.match(state.src, state.pos + 1, state.posMax)
    assert found
    rest = _before_sentence_end(found[0])
    if not silent:
        state.pending = state.pending[: -len(scheme[0])]
        url = f"{scheme[0]}:{rest}"
        state.push("link_open", "a", 1).attrs = {"href": url}
        state.push("text", "", 0).content = url
        state.push("link_close", "a", -1)
    state.pos += 1 + len(rest)
    return True


def _www_link(state: StateInline, silent: bool) -> bool:
    """Read `www.example.com` as a link to `https://`, as GitHub does; not within another word."""
    above = state.src[state.pos - 1 : state.pos] if state.pos else ""
    found = None
    # Where a link is only looked for (`silent`), its words may hold an address: it leads elsewhere.
    if not (silent or state.linkLevel or above.isalnum() or (above and above in "/.@-_:<=")):
        found = _WWW.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    typed = _before_sentence_end(found[0])
    state.push("link_open", "a", 1).attrs = {"href": f"https://w{typed[1:]}"}
    state.push("text", "", 0).content = typed
    state.push("link_close", "a", -1)
    state.pos += len(typed)
    return True


def _before_sentence_end(url: str) -> str:
    """Return an address without the signs of the sentence or the brackets around it.

    As in GitHub's specification, section 6.9, "Autolinks (extension)".
    """
    end, opened = len(url), {pair: url.count(pair[0]) - url.count(pair[1]) for pair in ("()", "[]")}
    while end > 2:
        last = url[end - 1]
        pair = next((pair for pair in opened if pair[1] == last), None)
        if last == ";" and (entity := _ENTITY_END.search(url, max(0, end - 32), end)):
            end = entity.start()
        elif last in _AFTER_LINK:
            end -= 1
        elif pair and opened[pair] < 0:
            opened[pair] += 1
            end -= 1
        else:
            break
    return url[:end]


class _Prettify(PrettifyTreeprocessor):
    """Put line breaks between blocks, as Python-Markdown does, and leave code as it was typed."""

    def run(self, root: ET.Element) -> None:
        typed = [(one, one.text) for one in root.iterfind(".//pre/code")]
        super().run(root)
        for one, text in typed:
            one.text = text


class CommonMarkExtension(Extension):
    """Comes after the extensions that it takes the place of, and with which it works."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        self.parser = parser = _Parser(md)
        vars(md)["parser"] = parser
        md.registerExtension(self)
        if footnotes := _footnotes(md):
            footnotes.parser = parser
        for name in ("normalize_whitespace", "html_block", "fenced_code_block"):
            md.preprocessors.deregister(name, strict=False)
        # Before "faq-lines" (1000), which keeps the lines as they are read.
        md.preprocessors.register(_Meant(md), "meant", 1100)
        inline = _Inline(md, parser)
        md.treeprocessors.register(inline, "inline", 20)
        _run_where(md, "attr_list", lambda: inline.has_braces)
        _run_where(md, "unescape", lambda: inline.has_escapes)
        md.treeprocessors.register(_Prettify(md), "prettify", 10)
        if "raw_html" in md.postprocessors:
            is_block = parser.html_blocks.__contains__
            vars(md.postprocessors["raw_html"])["isblocklevel"] = is_block
        if "toc" in md.treeprocessors and not getattr(md.treeprocessors["toc"], "marker", True):
            # It sets the headings' ids; the list that it also makes stands nowhere.
            vars(md.treeprocessors["toc"])["build_toc_div"] = lambda _: ET.Element("div")

    def reset(self) -> None:
        """Forget the text of before: an empty one is not parsed at all."""
        self.parser.forget()


def _run_where(md: Markdown, name: str, is_needed: Callable[[], bool]) -> None:
    """Leave a tree processor out where it has nothing to do."""
    if step := _registered(md.treeprocessors, name):
        run = step.run
        vars(step)["run"] = lambda root: run(root) if is_needed() else None


def makeExtension(**kwargs: Any) -> CommonMarkExtension:  # noqa: N802  # Markdown's own name
    return CommonMarkExtension(**kwargs)
