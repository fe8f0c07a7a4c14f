"""Write the sitemap (sitemaps.org protocol 0.9): only pages that exist and may be indexed."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from plugins.site.page_context import PageContext

_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def sitemap(pages: Iterable[PageContext]) -> str:
    """Return the XML for these pages, sorted by address.

    `lastmod` is the page's own date; a page without one has none, rather than the build's.
    Translations are named as Google asks ("Tell Google about localized versions", sitemap).
    """
    ET.register_namespace("", _NS)
    ET.register_namespace("xhtml", _XHTML)
    root = ET.Element(f"{{{_NS}}}urlset")
    for page in sorted(pages, key=lambda page: page.canonical):
        url = ET.SubElement(root, f"{{{_NS}}}url")
        ET.SubElement(url, f"{{{_NS}}}loc").text = page.canonical
        if page.modified_iso:
            ET.SubElement(url, f"{{{_NS}}}lastmod").text = page.modified_iso
        for other in page.alternates:
            attributes = {"rel": "alternate", "hreflang": other["lang"], "href": other["url"]}
            ET.SubElement(url, f"{{{_XHTML}}}link", attributes)
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'
