"""Gives tables their form: a frame that scrolls, the head of its column at each cell, its side."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from markdown.treeprocessors import Treeprocessor

# Markdown says on which side a column stands by a style, which no page of ours may hold.
_SIDE = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")


class FrameTables(Treeprocessor):
    """A table wider than a phone scrolls inside a frame that a keyboard can reach.

    WCAG 2.2, success criterion 1.4.10 allows a table to scroll; 2.1.1 asks that scrolling work
    from a keyboard, hence the tabindex and the name of the region. A table of three columns or
    more also keeps the head of its column at each cell, for a theme that sets the cells one
    below the other; where the corner is empty, the first column names the rows (1.3.1). The cells
    of a column typed `---:` or `:--:` are of the class `right` or `center`.
    """

    def run(self, root: ET.Element) -> None:
        heading, named, number = "", {""}, 0
        parents = {child: parent for parent in root.iter() for child in parent}
        for element in list(root.iter()):  # in the order of the text
            if element.tag in ("h2", "h3") and element.get("id"):
                heading = element.get("id", "")
            if element.tag == "table":
                _head_cells(element)
                _sides(element)
                frame = ET.Element("div", {"class": "table-wrap", "role": "region"})
                frame.set("tabindex", "0")
                number += 1
                if heading in named:  # each region needs a name of its own
                    frame.set("aria-label", f"Table {number}" if number > 1 else "Table")
                else:
                    frame.set("aria-labelledby", heading)
                    named.add(heading)
                frame.tail, element.tail = element.tail, "\n"
                parent = parents[element]
                parent[list(parent).index(element)] = frame
                frame.append(element)


def _head_cells(table: ET.Element) -> None:
    heads = ["".join(cell.itertext()).strip() for cell in table.findall("thead/tr/th")]
    if heads and not heads[0]:  # an empty corner is the head of nothing
        table.findall("thead/tr/th")[0].tag = "td"
    if len(heads) < 3:
        return
    for row in table.findall("tbody/tr"):
        for number, cell in enumerate(row):
            if number == 0 and not heads[0]:
                cell.tag = "th"
                cell.set("scope", "row")
            elif number < len(heads) and heads[number]:
                cell.set("data-label", heads[number])


def _sides(table: ET.Element) -> None:
    """Words stand on the left without being told; another style is the writer's, and is told."""
    for cell in table.iter():
        side = _SIDE.fullmatch(cell.get("style", "")) if cell.tag in ("td", "th") else None
        if side:
            del cell.attrib["style"]
            if side[1] != "left":
                cell.set("class", f"{cell.get('class', '')} {side[1]}".strip())
