"""Shape blocks, as a Python-Markdown extension: tables, quotations, callouts.

    > [!A word on pace]                  <div class="callout" role="note">
    > Slowly is fine.                    <p class="label">A word on pace</p><p>Slowly is fine.</p>
                                         </div>

    > Said slowly.                       <blockquote class="pull"><p>Said slowly.</p></blockquote>
    {: .pull}

    ![A desk](/images/desk.jpg "Mine")     <figure><img …><figcaption>Mine</figcaption></figure>

The first form is known from other programs, where the word between the brackets is one of a few
(`NOTE`, `TIP`); here any words will do, so that none can be wrong. `[!PAUSE]` is the pause. Behind
one of Obsidian's words, what asks is the label: `> [!question] How long?`.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from markdown import Extension, Markdown
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER

_LABEL = re.compile(r"\s*\[!([^\[\]\n]{1,60})\][ \t]*(?:\n|$)?")
_OF_QUESTIONS = ("question", "faq", "help")
_NAME_ALONE = re.compile(r"\s*\{:[ ]*+([^}\n]*)\}\s*")
# What is set apart from the text without being somebody else's words.
_ASIDES = {"callout", "note", "pause"}
_FORMS = {*_ASIDES, "pull"}
_BLOCKS = {"p", "ul", "ol", "li", "dl", "dd"}
# Where a tag stands that was typed as HTML, which is no part of a label.
_TAG = re.compile(HTML_PLACEHOLDER % "[0-9]+")
# Markdown says on which side a column stands by a style, which no page of ours may hold.
_SIDE = re.compile(r"\s*text-align:\s*(left|right|center);?\s*")


class _NameQuotations(Treeprocessor):
    """Give the name at the end of a quotation to it, and not to its last paragraph.

    A quotation that begins with `[!Words]`, or is named as one of our asides, is an aside.
    """

    def run(self, root: ET.Element) -> None:
        for quotation in reversed(list(root.iter("blockquote"))):  # the inner before the outer
            last = quotation[-1] if len(quotation) > 1 else quotation
            is_words = last.tag == "p" and not len(last)
            if is_words and (name := _NAME_ALONE.fullmatch(last.text or "")):
                AttrListTreeprocessor().assign_attrs(quotation, name[1])
                quotation.remove(last)
            for paragraph in quotation.findall("p[@class]"):
                quotation.set("class", paragraph.attrib.pop("class"))
            # No entry of a list is a callout: whoever writes so below the last one, or what that
            # ends with, means all of it.
            block = quotation
            while len(block) and block[-1].tag in _BLOCKS:
                block = block[-1]
                classes = block.get("class", "").split()
                if forms := [name for name in classes if name in _FORMS]:
                    quotation.set("class", " ".join([*quotation.get("class", "").split(), *forms]))
                    block.set("class", " ".join(name for name in classes if name not in _FORMS))
                    if not block.get("class"):
                        del block.attrib["class"]
            _label(quotation)
            if _ASIDES & set(quotation.get("class", "").split()):
                quotation.tag = "div"
                quotation.set("role", "note")


def _label(quotation: ET.Element) -> None:
    """Make the words between `[!` and `]` the label of a callout."""
    first = quotation.find("*")
    found = _LABEL.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or found is None:
        return
    words = found[1].strip()
    first.text = (first.text or "")[found.end() :]
    asked, _, rest = first.text.partition("\n")
    is_line = bool(rest) or not len(first)  # else it goes on in an element
    if words.lower() in _OF_QUESTIONS and is_line and asked.strip().endswith(("?", "？", "؟")):
        words, first.text = asked.strip(" -+"), rest  # Obsidian folds it by “-”
    if not first.text and not len(first):
        quotation.remove(first)
    if words.lower() == "pause":
        quotation.set("class", "pause")
        return
    label = ET.Element("p", {"class": "label"})
    label.text = words.capitalize() if words.isupper() else words
    label.tail = "\n"
    quotation.insert(0, label)
    quotation.set("class", f"callout {quotation.get('class', '')}".strip())


class _FrameTables(Treeprocessor):
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
                _mark_cells(element)
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


def _mark_cells(table: ET.Element) -> None:
    corners = table.findall("thead/tr/th")
    heads = [" ".join(_TAG.sub(" ", "".join(cell.itertext())).split()) for cell in corners]
    if heads and not heads[0]:  # an empty corner is the head of nothing
        corners[0].tag = "td"
    for row in table.findall("tbody/tr") if len(heads) >= 3 else ():
        for cell, head in zip(row, heads, strict=False):
            if cell is row[0] and not head:
                cell.tag = "th"
                cell.set("scope", "row")
            elif head:
                cell.set("data-label", head)
    for cell in table.iter():
        # Words stand on the left without being told; another style is the writer's, and is told.
        side = _SIDE.fullmatch(cell.get("style", "")) if cell.tag in ("td", "th") else None
        if side:
            del cell.attrib["style"]
            if side[1] != "left":
                cell.set("class", f"{cell.get('class', '')} {side[1]}".strip())


class _CaptionPictures(Treeprocessor):
    """A picture alone in its paragraph whose title is given has that title as its caption.

    A title is otherwise only seen by whoever rests a mouse on the picture, never on a phone.
    """

    def run(self, root: ET.Element) -> None:
        for paragraph in root.iter("p"):
            inner = paragraph
            while len(inner) == 1 and not (inner.text or inner[0].tail or "").strip():
                inner = inner[0]
            if inner.tag == "img" and inner.get("title", "").strip():
                paragraph.tag = "figure"
                caption = ET.SubElement(paragraph, "figcaption")
                caption.text = inner.attrib.pop("title").strip()


class BlocksExtension(Extension):
    """Works after `toc` (5) and `faq-finish` (4) have set the ids."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's own name
        md.treeprocessors.register(_FrameTables(md), "frame-tables", 3)
        md.treeprocessors.register(_NameQuotations(md), "name-quotations", 2)
        md.treeprocessors.register(_CaptionPictures(md), "caption-pictures", 1)


def makeExtension(**kwargs: Any) -> BlocksExtension:  # noqa: N802  # Markdown's own name
    return BlocksExtension(**kwargs)
