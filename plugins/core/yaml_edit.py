"""Change single values of a YAML text, and leave every other byte of it as it was typed.

A library that writes YAML anew changes quotation marks, line widths and comments of a person who
keeps this file by hand. So each new value is put exactly where the parser found the old one
(PyYAML's marks), and written by the library only there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from plugins.core import yaml_lines, yaml_plain
from plugins.core.yaml_lines import Value

_WIDE = 10**6  # no line is folded within a value
_STEP = 2  # spaces by which what is new stands in
_DAY = re.compile(r"(?<=: )'(\d{4}-\d\d-\d\d(?:[T ][\d:.+Z-]+)?|0|[1-9]\d{0,8})'$", re.MULTILINE)
_Edit = tuple[int, int, str]  # from where, up to where, and what stands there then


class CannotEditError(ValueError):
    """The text cannot be changed without touching something else, such as an alias."""


def edited(text: str, wanted: dict[str, Value], *, longer: bool = False) -> str:
    """Return the YAML mapping `text` with its data made `wanted`, scalars as text.

    Entries are changed and added, never removed; so are items, if a list may be `longer`. Raises
    `CannotEditError` where that cannot be done by additions alone, and when what came out would not
    be read as `wanted`.
    """
    newline = "\r\n" if "\r\n" in text else "\n"
    # What YAML would cut gets its quotation marks: else it would be cut for good.
    text = yaml_plain.as_typed(text)[0]
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return text + (newline if text and text[-1] != "\n" else "") + _block(wanted, 0, newline)
    changed = text
    # From the last one on, so that the places of the others stay right.
    edits = sorted(_edits(root, wanted, text, newline, longer), key=lambda edit: edit[0])
    for start, end, new in reversed(edits):
        changed = changed[:start] + new + changed[end:]
    if yaml_lines.load(changed, "").data != wanted:
        raise CannotEditError
    return changed


def _edits(
    node: yaml.Node, wanted: Value, text: str, newline: str, longer: bool
) -> Iterator[_Edit]:
    """Yield what has to be changed in a node so that it is read as `wanted`."""
    if isinstance(node, yaml.MappingNode) and node.value and isinstance(wanted, dict):
        yield from _entries(node, wanted, text, newline, longer)
    elif isinstance(node, yaml.SequenceNode) and node.value and isinstance(wanted, list):
        if len(node.value) > len(wanted) or (len(node.value) < len(wanted) and not longer):
            raise CannotEditError
        for item, value in zip(node.value, wanted, strict=False):
            yield from _edits(item, value, text, newline, longer)
        if more := wanted[len(node.value) :]:
            place = _end(node.value[-1], text)
            added = "".join(f", {_flow(value)}" for value in more)
            if not node.flow_style:
                place = _end_of_line(text, place)
                added = newline + _block(more, node.start_mark.column, newline).rstrip("\r\n")
            yield place, place, added
    elif _is_empty(node) and not wanted:
        return
    elif not isinstance(node, yaml.ScalarNode) or str(node.value) != wanted:
        start, end = node.start_mark.index, _end(node, text)
        gap = " " if text[start - 1 : start] == ":" else ""  # nothing stood behind the name
        yield start, max(start, end), gap + _flow(wanted)


def _entries(
    node: yaml.MappingNode, wanted: dict[str, Value], text: str, newline: str, longer: bool
) -> Iterator[_Edit]:
    """Yield each entry that differs, and each new one behind the one that comes before it."""
    there = {str(key.value): (key, value) for key, value in node.value}
    after = _end(node.value[-1][1], text)  # where what has nobody before it is put
    column = node.value[0][0].start_mark.column
    for name, value in wanted.items():
        if name not in there:
            if node.flow_style:
                yield after, after, f", {name}: {_flow(value)}"
            else:
                place = _end_of_line(text, after)
                added = newline + _block({name: value}, column, newline).rstrip("\r\n")
                yield place, place, added
            continue
        old = there[name][1]
        after = _end(old, text)
        if isinstance(value, (dict, list)) and value and _is_empty(old) and not node.flow_style:
            # A block stands below its name; what is said behind the name stays there.
            begin = len(text[: old.start_mark.index].rstrip(" "))
            yield begin, old.end_mark.index, ""
            place = _end_of_line(text, after)
            inner = _block(value, column + _STEP, newline).rstrip("\r\n")
            yield place, place, newline + inner
        else:
            yield from _edits(old, value, text, newline, longer)


def _end(node: yaml.Node, text: str) -> int:
    """Return where the last thing in a node ends; a block's own mark is behind what follows."""
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        end = node.end_mark.index
        return max(node.start_mark.index, len(text[:end].rstrip()))
    last = node.value[-1]
    return max(_end(each, text) for each in (last if isinstance(last, tuple) else (last,)))


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if text[end - 1 : end] == "\r" else end


def _is_empty(node: yaml.Node) -> bool:
    return yaml_lines.is_empty(node) if isinstance(node, yaml.ScalarNode) else not node.value


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
