"""Change single values of a YAML text, and leave every other byte of it as it was typed.

A library that writes YAML anew changes quotation marks, line widths and comments of a person who
keeps this file by hand. So each new value is put exactly where the parser found the old one
(PyYAML's marks), and written by the library only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml

from plugins.core import yaml_lines, yaml_plain
from plugins.core.yaml_lines import Value

# The C one where PyYAML has it; both count places in letters.
_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WIDE = 10**6  # no line is folded within a value
_STEP = 2  # spaces by which what is new stands in
_PLAIN = r"\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]+)?|0|[1-9]\d{0,8}"
_DAY = re.compile(rf"(?<=: )'({_PLAIN})'$", re.MULTILINE)
_DAY_ALONE = re.compile(_PLAIN)
_Edit = tuple[int, int, str]  # from where, up to where, and what stands there then


class CannotEditError(ValueError):
    """The text cannot be changed without touching something else, such as an alias."""


def edited(
    text: str,
    wanted: dict[str, Value] | list[Value],
    *,
    longer: bool = False,
    shorter: bool = False,
    former: str = "",
) -> str:
    """Return the YAML text with its data made `wanted`, scalars as text.

    Entries are changed and added; items of lists too, if one may be `longer`. Where it may be
    `shorter`, entries and items are removed as well and items change places, each with the lines
    of its comments. What is said as in `former` is typed as there. Raises `CannotEditError` where
    that cannot be done, and when what came out would not be read as `wanted`.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    typed = yaml_plain.as_typed(text)[0]
    root = yaml.compose(typed, Loader=_Loader)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return text + (newline if text and text[-1] != "\n" else "") + _block(wanted, 0, newline)
    changed = _Editing(typed, newline, longer or shorter, shorter, _former(former)).made(
        root, wanted, text
    )
    if yaml_lines.load(changed, "").data != wanted:
        raise CannotEditError
    return changed


@lru_cache(4)  # the text as it was opened is asked for with each change
def _former(text: str) -> tuple[str, yaml.Node | None]:
    typed = yaml_plain.as_typed(text)[0]
    try:
        return typed, yaml.compose(typed, Loader=_Loader)
    except yaml.YAMLError:
        return "", None


@dataclass(frozen=True)
class _Editing:
    """What is edited, and how far. `text` is as YAML is to read it; `former` is another text of
    the kind with its root."""

    text: str
    newline: str
    longer: bool
    shorter: bool
    former: tuple[str, yaml.Node | None] = ("", None)

    def made(self, root: yaml.Node, wanted: Value, typed: str) -> str:
        """Return the text with its edits made. What YAML would cut has quotation marks in `text`:
        lines that are not touched stay as they were `typed`."""
        # From the last one on, so that the places of the others stay right.
        edits = sorted(self._edits(root, wanted, self.former[1]), key=lambda edit: edit[0])
        lines, kept = self.text.split("\n"), typed.split("\n")
        at = len(self.text) + 1
        for number in reversed(range(len(lines))):
            begin = at - 1 - len(lines[number])
            end, at = at - 1, begin
            if any(start < end and begin < max(stop, start + 1) for start, stop, _ in edits):
                continue
            longer = len(kept[number]) - len(lines[number])
            lines[number] = kept[number]
            edits = [
                (start + longer, stop + longer, new) if start >= end else (start, stop, new)
                for start, stop, new in edits
            ]
        changed = "\n".join(lines)
        for start, end, new in reversed(edits):
            changed = changed[:start] + new + changed[end:]
        return changed

    def _edits(
        self, node: yaml.Node, wanted: Value, former: yaml.Node | None, flow: bool = False
    ) -> Iterator[_Edit]:
        """Yield what has to be changed in a node so that it is read as `wanted`; `flow` is true if
        it stands between brackets."""
        if (
            isinstance(node, yaml.MappingNode)
            and node.value
            and isinstance(wanted, dict)
            and wanted
        ):
            yield from self._entries(node, wanted, former)
        elif (
            isinstance(node, yaml.SequenceNode)
            and node.value
            and isinstance(wanted, list)
            and wanted
        ):
            yield from self._items(node, wanted, former)
        elif _is_empty(node) and not wanted:
            return
        elif not isinstance(node, yaml.ScalarNode) or str(node.value) != wanted:
            yield self._replaced(node, wanted, former, flow)

    def _replaced(
        self, node: yaml.Node, wanted: Value, former: yaml.Node | None, flow: bool
    ) -> _Edit:
        """Return the edit that puts another value in the place of a whole node."""
        start, end = node.start_mark.index, end_of(node, self.text)
        is_block = isinstance(node, yaml.CollectionNode) and not node.flow_style
        gap = " " if self.text[start - 1 : start] == ":" else ""  # nothing stood behind the name
        if is_block:
            if not self.shorter:
                raise CannotEditError
            before = self.text[:start].rstrip()
            if before.endswith(":"):
                start, gap = len(before), " "
        new = self._as_before(wanted, former)
        if not new and isinstance(node, yaml.ScalarNode) and isinstance(wanted, str):
            new = _scalar(wanted, node, flow)
        return start, max(start, end), gap + (new or _flow(wanted))

    def _as_before(self, wanted: Value, former: yaml.Node | None) -> str:
        """Return how a value was typed before, "" if another one was, or on several lines."""
        if former is None or (isinstance(former, yaml.CollectionNode) and not former.flow_style):
            return ""
        text = self.former[0]
        typed = text[former.start_mark.index : end_of(former, text)]
        is_block = isinstance(former, yaml.ScalarNode) and former.style in ("|", ">")
        if is_block or "\n" in typed or _data(former) != wanted:
            return ""
        return typed

    def _entries(
        self, node: yaml.MappingNode, wanted: dict[str, Value], former: yaml.Node | None
    ) -> Iterator[_Edit]:
        """Yield each entry that differs, and each new one behind the one that comes before it."""
        there = {str(key.value): (key, value) for key, value in node.value}
        before = _entries_of(former)
        gone = [name for name in there if name not in wanted]
        if gone and not self.shorter:
            raise CannotEditError
        if gone and node.flow_style:
            typed = [
                self._changed(there[name][1], value, there[name][0])
                if name in there
                else f"{name}: {_flow(value)}"
                for name, value in wanted.items()
            ]
            yield node.start_mark.index, end_of(node, self.text), f"{{{', '.join(typed)}}}"
            return
        kept = [name for name in there if name in wanted]
        for name in gone:
            yield self._lines(there[name][0].start_mark.index, end_of(there[name][1], self.text))
        column = node.value[0][0].start_mark.column
        # Where what has nobody before it is put.
        last = there[kept[-1]][1] if kept else node.value[-1][1]
        after = end_of(last, self.text)
        for name, value in wanted.items():
            if name not in there:
                if node.flow_style:
                    yield after, after, f", {name}: {_flow(value)}"
                else:
                    place = _end_of_line(self.text, after)
                    added = _block({name: value}, column, self.newline).rstrip("\r\n")
                    yield place, place, self.newline + added
                continue
            old = there[name][1]
            after = end_of(old, self.text)
            if isinstance(value, (dict, list)) and value and _is_empty(old) and not node.flow_style:
                # A block stands below its name; what is said behind the name stays there.
                begin = len(self.text[: old.start_mark.index].rstrip(" "))
                yield begin, old.end_mark.index, ""
                place = _end_of_line(self.text, after)
                inner = _block(value, column + _STEP, self.newline).rstrip("\r\n")
                yield place, place, self.newline + inner
            else:
                yield from self._edits(old, value, before.get(name), bool(node.flow_style))

    def _items(
        self, node: yaml.SequenceNode, wanted: list[Value], former: yaml.Node | None
    ) -> Iterator[_Edit]:
        """Yield what makes the items those that are wanted, in their order."""
        items, before = node.value, former.value if isinstance(former, yaml.SequenceNode) else []
        if len(items) > len(wanted) and not self.shorter:
            raise CannotEditError
        if len(items) < len(wanted) and not self.longer:
            raise CannotEditError
        pairs = _paired(items, wanted) if self.shorter else list(range(len(items)))
        pairs += [None] * (len(wanted) - len(pairs))
        if pairs[: len(items)] != list(range(len(items))):
            yield self._in_order(node, wanted, pairs)
            return
        for at, (item, value) in enumerate(zip(items, wanted, strict=False)):
            was = before[at] if at < len(before) else None
            yield from self._edits(item, value, was, bool(node.flow_style))
        if more := wanted[len(items) :]:
            place = end_of(items[-1], self.text)
            added = "".join(f", {_flow(value)}" for value in more)
            if not node.flow_style:
                place = _end_of_line(self.text, place)
                column = node.start_mark.column
                added = self.newline + _block(more, column, self.newline).rstrip("\r\n")
            yield place, place, added

    def _in_order(
        self, node: yaml.SequenceNode, wanted: list[Value], pairs: list[int | None]
    ) -> _Edit:
        """Return the edit that writes the items of a list in another order."""
        if node.flow_style:
            typed = [
                _flow(value) if at is None else self._changed(node.value[at], value)
                for at, value in zip(pairs, wanted, strict=True)
            ]
            return node.start_mark.index, end_of(node, self.text), f"[{', '.join(typed)}]"
        ends = [_end_of_line(self.text, end_of(item, self.text)) for item in node.value]
        begins = []
        for item in node.value:
            begin = self.text.rfind("-", 0, item.start_mark.index)
            begin = self.text.rfind("\n", 0, begin) + 1
            begins.append(begin)
        # A comment above an item is about it; above the first one, about the whole list.
        tops = [begins[0], *(self.text.find("\n", end) + 1 for end in ends[:-1])]
        if any(top > begin for top, begin in zip(tops, begins, strict=True)):
            raise CannotEditError  # two on one line: “- - x”
        pieces = []
        for at, value in zip(pairs, wanted, strict=True):
            if at is None:
                added = _block([value], node.start_mark.column, self.newline)
                pieces.append(added.rstrip("\r\n"))
            else:
                top, item = tops[at], node.value[at]
                edits = sorted(self._edits(item, value, None), key=lambda edit: edit[0])
                piece = self.text[top : ends[at]]
                for start, end, new in reversed(edits):
                    piece = piece[: start - top] + new + piece[end - top :]
                pieces.append(piece.removesuffix("\n").removesuffix("\r"))
        return begins[0], ends[-1], self.newline.join(pieces)

    def _changed(self, node: yaml.Node, value: Value, key: yaml.Node | None = None) -> str:
        """Return how an item between brackets is typed, behind its `key` if it has one, made
        `value`."""
        begin = (key or node).start_mark.index
        piece = self.text[begin : end_of(node, self.text)]
        for start, end, new in sorted(self._edits(node, value, None, True), reverse=True):
            piece = piece[: start - begin] + new + piece[end - begin :]
        return piece

    def _lines(self, start: int, end: int) -> _Edit:
        """Return the edit that removes whole lines."""
        begin = self.text.rfind("\n", 0, start) + 1
        if self.text[begin:start].strip():
            raise CannotEditError  # behind the hyphen of a list
        stop = self.text.find("\n", end)
        if stop < 0:  # the last line, before which an end is one too many then
            return len(self.text[:begin].removesuffix("\n").removesuffix("\r")), len(self.text), ""
        return begin, stop + 1, ""


def end_of(node: yaml.Node, text: str) -> int:
    """Return where the last thing in a node ends; a block's own mark is behind what follows."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        end = node.end_mark.index
        return max(node.start_mark.index, len(text[:end].rstrip()))
    last = node.value[-1]
    return max(end_of(each, text) for each in (last if isinstance(last, tuple) else (last,)))


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _is_empty(node: yaml.Node) -> bool:
    return yaml_lines.is_empty(node) if isinstance(node, yaml.ScalarNode) else not node.value


def _scalar(wanted: str, former: yaml.ScalarNode, flow: bool) -> str:
    """Return a text between the quotation marks that stood there; days and numbers have none where
    none stood."""
    if former.value and former.style in ("'", '"') and "\n" not in wanted:
        dumped: str = yaml.safe_dump(
            wanted, default_style=former.style, allow_unicode=True, width=_WIDE
        )
        return dumped.rstrip("\n")
    if former.value and not former.style and _DAY_ALONE.fullmatch(wanted):
        return wanted
    if flow or "\n" in wanted:
        return _flow(wanted)
    return _block({"": wanted}, 0, "\n").partition(":")[2].strip("\n")[1:]


def _data(node: yaml.Node) -> Value:
    """Return what a node of a text that was typed says."""
    if isinstance(node, yaml.ScalarNode):
        return "" if yaml_lines.is_empty(node) else str(node.value)
    if isinstance(node, yaml.SequenceNode):
        return [_data(item) for item in node.value]
    return {str(key.value): _data(value) for key, value in node.value}


def _entries_of(node: yaml.Node | None) -> dict[str, yaml.Node]:
    """Return the values of a mapping by their names, none of what is no mapping."""
    is_mapping = isinstance(node, yaml.MappingNode)
    return {str(key.value): value for key, value in node.value} if node and is_mapping else {}


def _paired(items: list[yaml.Node], wanted: list[Value]) -> list[int | None]:
    """Return for each value that is wanted the item that says it already, or is to be changed to
    it; None for a new one."""
    said = [_data(item) for item in items]
    left = set(range(len(items)))
    found: list[int | None] = []
    for number, value in enumerate(wanted):
        same = [at for at in left if said[at] == value]
        at = number if number in same else min(same, default=None)
        found.append(at)
        left.discard(-1 if at is None else at)
    new = [number for number, at in enumerate(found) if at is None]
    for number in new:  # what is called the same is the same
        name = _name(wanted[number])
        found[number] = at = min(
            (at for at in left if name and _name(said[at]) == name), default=None
        )
        left.discard(-1 if at is None else at)
    for number in (number for number in new if found[number] is None):
        if not left:
            break
        found[number] = at = number if number in left else min(left)
        left.discard(at)
    return found


def _name(value: Value) -> str:
    """Return what an item is called by: what its first entry says."""
    first = next(iter(value.values()), "") if isinstance(value, dict) else ""
    return first if isinstance(first, str) else ""


def _flow(value: Value) -> str:
    """Return a value on one line, as it may stand between brackets too."""
    dumped: str = yaml.safe_dump(
        [_typed(value)], default_flow_style=True, allow_unicode=True, width=_WIDE, sort_keys=False
    )
    return dumped.strip()[1:-1]


def _block(value: Value, column: int, newline: str) -> str:
    """Return a value as lines, each so far in; an entry within it further."""
    dumped: str = yaml.safe_dump(
        _typed(value), allow_unicode=True, width=_WIDE, indent=_STEP, sort_keys=False
    )
    return "".join(f"{' ' * column}{line}{newline}" for line in dumped.splitlines())


def written(entries: dict[str, Value]) -> str:
    """Return entries as one types them, days and numbers without quotation marks, no line end
    behind them."""
    return _DAY.sub(r"\1", _block(entries, 0, "\n")).rstrip("\n")


def _typed(value: Any) -> Any:
    """Return `true` and `false` as one types them; every other text stays a text."""
    if isinstance(value, dict):
        return {key: _typed(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_typed(inner) for inner in value]
    return {"true": True, "false": False}.get(value, value)
