"""Draw which room imports which, from the imports themselves.

    python -m desk.docs.rooms      writes docs/pictures/rooms.svg anew

A room is a folder of `plugins` or `desk`. Arrows point to what is imported; one that goes without
saying, because a longer way leads there too, is left out (the transitive reduction of the graph).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
from pathlib import Path
from xml.etree import ElementTree as ET

from desk.common.project import ROOT

PICTURE = ROOT / "docs" / "pictures" / "rooms.svg"
Arrows = Mapping[str, frozenset[str]]

_WIDTH, _HEIGHT, _GAP, _LETTER = 1240, 44, 46, 9
# Where on the width the rooms of each folder stand: from, to.
_SIDES = {"desk": (0.0, 0.52), "plugins": (0.52, 1.0)}
_STYLE = """\
text { font: 15px system-ui, sans-serif; fill: #2b2521; text-anchor: middle }
rect { fill: #fcf9f5; stroke: #b9aca0 }
rect.desk { fill: #f1ebf3 }
path { fill: none; stroke: #a0958b }
marker path { fill: #a0958b; stroke: none }
@media (prefers-color-scheme: dark) {
rect { fill: #2a2522; stroke: #6b6059 } rect.desk { fill: #2b2530 }
path { stroke: #857a72 } marker path { fill: #857a72 } }
"""


def modules(root: Path = ROOT) -> dict[str, Path]:
    """Return every module of `plugins` and `desk` by its dotted name."""
    found = {}
    for folder in ("plugins", "desk"):
        for path in sorted((root / folder).rglob("*.py")):
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


def imports(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    """Yield the modules of ours that a module imports, inside functions and for types as well."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                target = whole if whole in known else node.module
                if target in known and target != name:
                    yield target
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)


def room(module: str) -> str:
    """Return the room of a module: `plugins.core.dates` is in `plugins.core`."""
    return ".".join(module.split(".")[:2])


def arrows(known: Mapping[str, Path]) -> Arrows:
    """Return for every room the rooms that it imports."""
    found: dict[str, set[str]] = {}
    for name, path in known.items():
        if "." in name:  # `plugins` and `desk` themselves hold nothing
            others = found.setdefault(room(name), set())
            others |= {room(other) for other in imports(name, path, known)}
    return {name: frozenset(others - {name}) for name, others in found.items()}


def reachable(start: str, graph: Arrows) -> set[str]:
    """Return all that can be reached from `start` by one arrow or more."""
    reached: set[str] = set()
    waiting = list(graph.get(start, ()))
    while waiting:
        other = waiting.pop()
        if other not in reached:
            reached.add(other)
            waiting += graph.get(other, ())
    return reached


def picture(graph: Arrows) -> str:
    """Return the drawing as SVG: a row a level, each room below all that import it, and arrows from
    each room to what it builds on. Raises ValueError if rooms import one another."""
    importers: dict[str, set[str]] = {name: set() for name in graph}
    for name, others in graph.items():
        for other in others:
            importers[other].add(name)
    order = TopologicalSorter(importers)
    order.prepare()
    rows = []
    while level := sorted(order.get_ready()):
        rows.append(level)
        order.done(*level)
    height = len(rows) * (_HEIGHT + _GAP) - _GAP + 2
    size = {"viewBox": f"0 0 {_WIDTH} {height}", "width": str(_WIDTH), "height": str(height)}
    svg = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img", **size})
    ET.SubElement(svg, "title").text = "Which room imports which"
    ET.SubElement(svg, "style").text = _STYLE
    marker = {"id": "to", "viewBox": "0 0 8 8", "refX": "7", "refY": "4", "orient": "auto"}
    marker |= {"markerUnits": "userSpaceOnUse", "markerWidth": "9", "markerHeight": "9"}
    tip = ET.SubElement(ET.SubElement(svg, "defs"), "marker", marker)
    ET.SubElement(tip, "path", {"d": "M0 0L8 4L0 8z"})
    places = {}
    for number, row in enumerate(rows):
        for folder, (begin, end) in _SIDES.items():
            own = [name for name in row if name.startswith(f"{folder}.")]
            for at, name in enumerate(own):
                x = round(_WIDTH * (begin + (end - begin) * (at + 0.5) / len(own)))
                places[name] = (x, 1 + number * (_HEIGHT + _GAP))
    for name, others in sorted(graph.items()):
        x, y = places[name]
        for other in sorted(others):
            if any(other in reachable(way, graph) for way in others - {other}):
                continue  # a longer way leads there too
            to_x, to_y = places[other]
            middle = (y + _HEIGHT + to_y) / 2
            way = f"M{x} {y + _HEIGHT}C{x} {middle:g} {to_x} {middle:g} {to_x} {to_y - 1}"
            ET.SubElement(svg, "path", {"d": way, "marker-end": "url(#to)"})
    for name, (x, y) in places.items():
        part, _, label = name.partition(".")
        width = 32 + _LETTER * len(label)
        box = {"x": str(x - width // 2), "y": str(y), "width": str(width), "height": str(_HEIGHT)}
        ET.SubElement(svg, "rect", {**box, "rx": "8", "class": part})
        ET.SubElement(svg, "text", {"x": str(x), "y": str(y + 27)}).text = label
    ET.indent(svg)
    return ET.tostring(svg, encoding="unicode") + "\n"


def main() -> None:
    """Write the drawing into docs/pictures."""
    PICTURE.write_text(picture(arrows(modules())), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
