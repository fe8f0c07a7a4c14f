"""Turn figures into medians and ratios, a table for each size, a chart, and docs/speed.md."""

from __future__ import annotations

import json
import math
import statistics
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.peers.measure import Used
from benchmarks.peers.scenarios import EARLY, Figure
from benchmarks.peers.tools import BY_NAME, PROJECT

PAGE = PROJECT / "docs" / "speed.md"
PICTURE = PROJECT / "docs" / "pictures" / "speed.svg"
Key = tuple[int, str, str]  # size, scenario, tool
# The rows of a table, and what their figures are called.
ROWS = {
    "save": "**Preview: save to visible**",
    "first": "Preview: start to first page, warm",
    "early": f"Preview: memory after {EARLY} saves",
    "late": "Preview: memory after many saves",
    "edit": "**Build after one edit**",
    "title": "Build after a new title",
    "fact": "Build after a changed fact",
    "css": "Build after a changed style sheet",
    "new": "Build after a new article",
    "nothing": "Build with no change",
    "cold": "Cold build",
    "bare": "Cold build without packing, cards and search",
}
_INTRODUCTION = """\
# How fast it is, beside others

The same articles of some 1,200 words, built and previewed in turn by each tool on one computer.
All of this page and its picture is written by

```
.venv/bin/python -m benchmarks.peers --write
```

which installs the others for itself; `--help` tells what is measured. Each figure is a median. In
bold stand the seconds that pass; ×2.0 is twice what Practice Press takes for the same. Below are
the seconds of all processors together, and the memory of the largest process (of a preview: of
all its processes). The others have a plain theme, and those of their options that make them faster.

The last line of each table says what a tool's figures are without, as it is set up here. Practice
Press draws a card for each article, packs all texts with gzip and Brotli, checks the texts and the
finished site, makes the index of its search and writes the data of questions and answers; its
preview leaves out the cards, the packing and the look at the finished site.
"""


@dataclass(frozen=True)
class Measured:
    """All that is reported: `missing` says of each tool that is left out why."""

    machine: str
    versions: dict[str, str]
    missing: dict[str, str]
    figures: tuple[Figure, ...]

    def joined(self, other: Measured) -> Measured:
        """Return both together."""
        versions = self.versions | other.versions
        missing = {
            name: why
            for name, why in (self.missing | other.missing).items()
            if name not in versions
        }
        machine, figures = other.machine or self.machine, self.figures + other.figures
        return Measured(machine, versions, missing, figures)


def save(measured: Measured, path: Path) -> None:
    """Write every single figure as JSON."""
    path.write_text(json.dumps(asdict(measured), indent=1) + "\n", "utf-8")


def read(path: Path) -> Measured:
    """Return what `save` has written."""
    held = json.loads(path.read_text("utf-8"))
    figures = (Figure(**{**one, "used": Used(**one["used"])}) for one in held.pop("figures"))
    return Measured(figures=tuple(figures), **held)


def medians(figures: Iterable[Figure]) -> dict[Key, Figure]:
    """Return the medians by size, scenario and tool, with the highest number of what was done."""
    groups: dict[Key, list[Figure]] = {}
    for one in figures:
        groups.setdefault((one.size, one.scenario, one.tool), []).append(one)
    found = {}
    for key, group in groups.items():
        columns = {
            name: [value for one in group if (value := getattr(one.used, name)) is not None]
            for name in ("wall", "cpu", "memory")
        }
        used = Used(**{name: statistics.median(all_) for name, all_ in columns.items() if all_})
        found[key] = replace(group[0], used=used, number=max(one.number for one in group))
    return found


def ratio(used: Used, ours: Used | None) -> float | None:
    """Return how many times ours that is, in seconds or, where none were counted, in memory."""
    if ours and used.wall and ours.wall:
        return used.wall / ours.wall
    if ours and used.memory and ours.memory and used.wall is None:
        return used.memory / ours.memory
    return None


def tables(measured: Measured) -> str:
    """Return a Markdown table for each size, and which tools are not there and why."""
    found = medians(measured.figures)
    parts = []
    for size in sorted({size for size, _, _ in found}):
        names = [name for name in BY_NAME if any(key[::2] == (size, name) for key in found)]
        edits = (one for one in measured.figures if (one.size, one.scenario) == (size, "edit"))
        number = max((one.number for one in edits), default=0) + 1
        rounds = "1 round" if number == 1 else f"{number} rounds"
        heads = (f"{BY_NAME[name].title} {_version(measured, name)}".strip() for name in names)
        lines = [
            f"## {size:,} articles",
            "",
            _row(rounds, heads),
            _row("---", ("---:" for _ in names)),
        ]
        for kind, label in ROWS.items():
            ours = found.get((size, kind, "ours"))
            cells = [_cell(found.get((size, kind, name)), ours) for name in names]
            if any(cells):
                lines.append(_row(label, cells))
        lacks = ("<br>".join(BY_NAME[name].lacks) for name in names)
        parts.append("\n".join([*lines, _row("*without*", lacks)]))
    for name, why in measured.missing.items():
        parts.append(f"{BY_NAME[name].title} is not compared. {why}")
    return "\n\n".join(parts) + "\n"


def _version(measured: Measured, name: str) -> str:
    version = measured.versions.get(name, "")
    return f"(with Pelican {version})" if name == "ours" and version else version


def _row(label: str, cells: Iterable[str]) -> str:
    return f"| {' | '.join([label, *cells])} |"


def _cell(median: Figure | None, ours: Figure | None) -> str:
    """Return what stands in a table for a tool, "" if it was not measured."""
    if median is None:
        return ""
    used = median.used
    alike = ours and (median.scenario != "late" or median.number == ours.number)
    times = ratio(used, ours.used if ours and alike else None)  # not after other numbers of saves
    compared = f" ×{figure(times)}" if times and median != ours else ""
    if used.wall is None:
        saves = f"<br>{median.number} saves" if median.scenario == "late" else ""
        return f"{used.memory or 0:,.0f} MB{compared}{saves}"
    rest = [f"{figure(used.cpu)} s CPU"] if used.cpu is not None else []
    rest += [f"{used.memory:,.0f} MB"] if used.memory is not None else []
    return f"**{figure(used.wall)} s**{compared}{'<br>' if rest else ''}{', '.join(rest)}"


def figure(number: float) -> str:
    """Return a number with as many digits as say something."""
    digits = 0 if number >= 100 else 1 if number >= 10 else 2 if number >= 0.1 else 3
    return f"{number:,.{digits}f}"


def write(measured: Measured) -> None:
    """Write docs/speed.md and its picture."""
    how = f"Measured on {measured.machine}."
    picture = f"![{_TITLE}](pictures/{PICTURE.name})"
    PAGE.write_text("\n".join([_INTRODUCTION, how, "", picture, "", tables(measured)]), "utf-8")
    PICTURE.write_text(chart(measured), "utf-8")


# --- The chart -----------------------------------------------------------------------------------

_TITLE = "Seconds from a save to the page that shows it, and for a build after one edit"
_PANELS = {"save": "Preview: from a save to the page", "edit": "Build after one edit"}
_WIDTH, _HEIGHT, _TOP, _BOTTOM = 1000, 430, 70, 52
_LEFTS, _PLOT = (64, 562), 216  # where each panel begins, and how wide it is between its dots
_LETTER = 17  # from one label to the next, at least
_STYLE = """
rect { fill: #fcf9f5 } text { font: 14px system-ui, sans-serif; fill: #4a423c }
.head { font-weight: 600; font-size: 16px; fill: #2b2521 } .axis { stroke: #e4dad0 }
path, line.to { fill: none; stroke-width: 2.5; stroke-linejoin: round } .scale { text-anchor: end }
line.to { stroke-width: 1; opacity: 0.6 } .size { text-anchor: middle }
.ours { --c: #8a3d77 } .pelican { --c: #2f6f9f } .hugo { --c: #b3541e }
.zola { --c: #6b6a12 } .eleventy { --c: #1f7a5c }
path, line.to { stroke: var(--c) } circle { fill: var(--c) } .name { fill: var(--c) }
path.ours { stroke-width: 4 } .name.ours { font-weight: 600 }
@media (prefers-color-scheme: dark) {
rect { fill: #221e1b } text { fill: #cfc5bc } .head { fill: #f3ece5 } .axis { stroke: #403833 }
.ours { --c: #dc93c8 } .pelican { --c: #7fb8e6 } .hugo { --c: #f0a070 }
.zola { --c: #cdc95a } .eleventy { --c: #6fcfa8 } .name { fill: var(--c) } }
"""


def chart(measured: Measured) -> str:
    """Return an SVG with the seconds by tool and size, both on scales of equal ratios."""
    shown = [one for one in medians(measured.figures).values() if one.scenario in _PANELS]
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_WIDTH} {_HEIGHT}">',
        f"<title>{_TITLE}</title>\n<style>{_STYLE}</style>",
        '<rect width="100%" height="100%" rx="8"/>',
    ]
    if shown:
        powers = [math.log10(one.used.wall or 1) for one in shown]
        low, high = math.floor(min(powers)), math.floor(max(powers)) + 1
        sizes = sorted({one.size for one in shown})
        for left, (kind, head) in zip(_LEFTS, _PANELS.items(), strict=True):
            drawn = [one for one in shown if one.scenario == kind]
            lines += [_text(left - 48, 36, head, "head")]
            lines += _panel(drawn, _Scale(left, sizes, low, high))
    return "\n".join([*lines, "</svg>", ""])


@dataclass(frozen=True)
class _Scale:
    """Where a size and a number of seconds are: `low` and `high` are powers of ten."""

    left: int
    sizes: list[int]
    low: int
    high: int

    def x(self, size: int) -> float:
        first, last = (math.log10(self.sizes[end]) for end in (0, -1))
        share = (math.log10(size) - first) / (last - first) if last > first else 0.5
        return round(self.left + 16 + share * _PLOT, 1)

    def y(self, seconds: float) -> float:
        share = (math.log10(seconds) - self.low) / (self.high - self.low)
        return round(_HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM), 1)


def _panel(drawn: list[Figure], scale: _Scale) -> Iterator[str]:
    """Yield the scales, and the line of each tool with its name beside the end."""
    left, right = scale.left, scale.left + 32 + _PLOT
    for power in range(scale.low, scale.high + 1):
        y = scale.y(10**power)
        yield _line(left, y, right, y, "axis")
        yield _text(left - 8, y + 5, f"{10**power:g} s", "scale")
    for size in scale.sizes:
        yield _text(scale.x(size), _HEIGHT - 28, f"{size:,}", "size")
    yield _text(left + 16 + _PLOT / 2, _HEIGHT - 9, "articles", "size")
    ends = []
    for name in {one.tool: None for one in drawn}:
        line = sorted((one.size, one.used.wall or 1) for one in drawn if one.tool == name)
        places = [(scale.x(size), scale.y(seconds)) for size, seconds in line]
        yield f'<path class="{name}" d="M{"L".join(f"{x} {y}" for x, y in places)}"/>'
        for (size, seconds), (x, y) in zip(line, places, strict=True):
            said = f"{BY_NAME[name].title}, {size:,} articles: {figure(seconds)} s"
            yield f'<circle class="{name}" cx="{x}" cy="{y}" r="4"><title>{said}</title></circle>'
        ends.append((places[-1][1], places[-1][0], name, line[-1][1]))
    ends.sort()
    for at, (y, x, name, seconds) in zip(_spread([end[0] for end in ends]), ends, strict=True):
        yield _line(x + 5, y, right + 4, at, f"to {name}")
        yield _text(right + 8, at + 5, f"{BY_NAME[name].title} {figure(seconds)} s", f"name {name}")


def _spread(heights: list[float]) -> list[float]:
    """Return heights, lowest first, as far from each other as labels must be, and on the chart."""
    for number in range(1, len(heights)):
        heights[number] = max(heights[number], heights[number - 1] + _LETTER)
    limit = float(_HEIGHT - _BOTTOM)
    for number in reversed(range(len(heights))):
        heights[number] = min(heights[number], limit)
        limit = heights[number] - _LETTER
    return heights


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{words}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return f'<line class="{kind}" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}"/>'
