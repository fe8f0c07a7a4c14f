"""A Python-Markdown extension that gives blocks their form: tables, quotations, callouts.

    > [!A word on pace]                  <div class="callout" role="note">
    > Slowly is fine.                    <p class="label">A word on pace</p><p>Slowly is fine.</p>
                                         </div>

    > Said slowly.                       <blockquote class="pull"><p>Said slowly.</p></blockquote>
    {: .pull}

    ![A desk](/images/desk.jpg "Mine")     <figure><img …><figcaption>Mine</figcaption></figure>

The first form is known from other programs, where the word between the brackets is one of a few
(`NOTE`, `TIP`); here any words will do, so that none can be wrong. `[!PAUSE]` is the pause.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

from plugins.markdown_extensions.quotations import EndQuotations, NameQuotations
from plugins.markdown_extensions.tables import FrameTables


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
        # After `fenced_code_block` (25) and `html_block` (20): a `>` in these is no quotation.
        md.preprocessors.register(EndQuotations(md), "end-quotations", 10)
        md.treeprocessors.register(FrameTables(md), "frame-tables", 3)
        md.treeprocessors.register(NameQuotations(md), "name-quotations", 2)
        md.treeprocessors.register(_CaptionPictures(md), "caption-pictures", 1)


def makeExtension(**kwargs: Any) -> BlocksExtension:  # noqa: N802  # Markdown's own name
    return BlocksExtension(**kwargs)
