"""Gives quotations their form: what `{: .pull}` or `[!A word on pace]` makes of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

_LABEL = re.compile(r"\s*\[!([^\[\]\n]{1,60})\][ \t]*(?:\n|$)?")
_QUOTED = re.compile(r" {0,3}>")
_NAME = re.compile(r" {0,3}\{:?[ ]*([^}\n ][^}\n]*)\}[ ]*")
_NAME_ALONE = re.compile(r"\s*\{:[ ]*([^}\n]*)\}\s*")
# What is set apart from the text without being somebody else's words.
_ASIDES = {"callout", "note", "pause"}
_FORMS = {*_ASIDES, "pull"}
_BLOCKS = {"p", "ul", "ol", "li", "dl", "dd"}


class EndQuotations(Preprocessor):
    """Says where a quotation ends: at a name `{: .pull}` right below it, or at an empty line.

    The name is taken into the quotation, as a paragraph of its own; otherwise it would be read as
    a part of the last block: the last entry of a list, the last row of a table. An empty line
    gets an empty name; otherwise two quotations in a row would be one (CommonMark, section 5.1,
    keeps them apart). Runs when code and HTML are already out of the way.
    """

    def run(self, lines: list[str]) -> list[str]:
        found: list[str] = []
        after = "text"  # or "quotation", or the "gap" below one
        for line in lines:
            if not line.strip():
                after = "text" if after == "text" else "gap"
            elif _QUOTED.match(line):
                found += _named("") if after == "gap" else []
                after = "quotation"
            elif after == "quotation" and _QUOTED.match(found[-1]):
                if name := _NAME.fullmatch(line):
                    found += _named(name[1])
                    after = "text"
                    continue
            elif after == "gap":
                after = "text"
            found.append(line)
        return found


class NameQuotations(Treeprocessor):
    """A name at the end of a quotation is the quotation's, and not that of its last paragraph.

    A quotation that begins with `[!Words]`, or is named as one of our asides, is an aside.
    """

    def run(self, root: ET.Element) -> None:
        for parent in list(root.iter()):
            if any(child.tag == "blockquote" for child in parent):
                parent[:] = [part for child in parent for part in _parted(child)]
        for quotation in reversed(list(root.iter("blockquote"))):  # the inner before the outer
            for paragraph in quotation.findall("p[@class]"):
                quotation.set("class", paragraph.attrib.pop("class"))
            for block in _last_blocks(quotation):
                _hand_over_form(block, quotation)
            _label(quotation)
            if _ASIDES & set(quotation.get("class", "").split()):
                quotation.tag = "div"
                quotation.set("role", "note")


def _named(name: str) -> list[str]:
    return [">", f"> {{: {name}}}", ""]


def _parted(block: ET.Element) -> Iterator[ET.Element]:
    """A quotation ends where a name ends it, although Markdown joins it with the next one."""
    if block.tag != "blockquote":
        yield block
        return
    part: ET.Element = ET.Element("blockquote", block.attrib)
    part.text = part.tail = "\n"
    for child in block:
        name = _NAME_ALONE.fullmatch(child.text or "") if _is_bare(child) else None
        if name and len(part):
            AttrListTreeprocessor().assign_attrs(part, name[1])
            yield part
            part = ET.Element("blockquote", block.attrib)
            part.text = part.tail = "\n"
        else:
            part.append(child)
    if len(part):
        yield part


def _is_bare(block: ET.Element) -> bool:
    return block.tag == "p" and not len(block)


def _last_blocks(quotation: ET.Element) -> Iterator[ET.Element]:
    """The last paragraph, or the last list, its last entry and what that ends with."""
    block = quotation
    while len(block) and block[-1].tag in _BLOCKS:
        block = block[-1]
        yield block


def _hand_over_form(block: ET.Element, quotation: ET.Element) -> None:
    """No entry of a list is a callout: whoever writes so below the last one means all of it."""
    classes = block.get("class", "").split()
    if forms := [name for name in classes if name in _FORMS]:
        quotation.set("class", " ".join([*quotation.get("class", "").split(), *forms]))
        block.set("class", " ".join(name for name in classes if name not in _FORMS))
        if not block.get("class"):
            del block.attrib["class"]


def _label(quotation: ET.Element) -> None:
    """Makes the words between `[!` and `]` the label of a callout."""
    first = quotation[0] if len(quotation) else None
    found = _LABEL.match(first.text or "") if first is not None and first.tag == "p" else None
    if first is None or found is None:
        return
    words = found[1].strip()
    first.text = (first.text or "")[found.end() :]
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
