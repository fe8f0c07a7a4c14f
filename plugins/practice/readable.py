"""An answer's pictures, tables, notes, code and terms as words, for data that has none of them."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag

# Blocks that data has no element for: they become paragraphs, or vanish around other blocks.
_FRAMES = ["blockquote", "details", "div", "figcaption", "figure", "section", "summary"]
_BLOCKS = [*_FRAMES, "p", "ul", "ol", *(f"h{level}" for level in range(1, 7))]
_QUOTED = re.compile(r"<(/?)q\b[^>]*>")
_MARKS = ("‘’", "“”")  # by depth: the outermost is 1
_RAISED = str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻")


def with_quotation_marks(html: str) -> str:
    """Cleaned HTML with the marks that a browser sets around each `<q>`, one in another too."""
    depth = 0

    def mark(tag: re.Match[str]) -> str:
        nonlocal depth
        depth += -1 if tag[1] else 1
        return _MARKS[(depth + bool(tag[1])) % 2][bool(tag[1])]

    return _QUOTED.sub(mark, html)


def readable(html: str) -> str:
    """The same HTML, whose blocks are paragraphs, lists and headings; no word is lost or glued."""
    soup = BeautifulSoup(with_quotation_marks(html), "html.parser")
    for image in soup("img"):
        image.replace_with(str(image.get("alt") or ""))
    for note in soup("sup"):
        if link := note.find("a", class_="footnote-ref"):
            link.string = f"[{link.get_text()}]"
            note.replace_with(link)
        elif not note.find(True):
            note.string = note.get_text().translate(_RAISED)  # 10² must not become 102
    for table in soup("table"):
        _list_rows(soup, table)
    for code in soup("pre"):
        paragraph = soup.new_tag("p")
        for number, line in enumerate(code.get_text().rstrip("\n").split("\n")):
            if number:
                paragraph.append(soup.new_tag("br"))
            paragraph.append(line)
        code.replace_with(paragraph)
    for terms in soup("dl"):
        terms.name = "ul"
        for entry in terms(["dt", "dd"]):
            entry.name = "li"
    for frame in soup(_FRAMES):
        if frame.find(_BLOCKS):
            frame.insert_before("\n")
            frame.insert_after("\n")
            frame.unwrap()
        else:
            frame.name = "p"
    return str(soup)


def _list_rows(soup: BeautifulSoup, table: Tag) -> None:
    """Puts a list in a table's place: a row an item, each cell behind the head of its column."""
    heads = [cell.get_text().strip() for cell in table.select("thead th")]
    rows = soup.new_tag("ul")
    for row in [row for row in table("tr") if not row.find_parent("thead")] or table("tr"):
        item = soup.new_tag("li")
        for number, cell in enumerate(row(["td", "th"])):
            if not cell.get_text(strip=True):
                continue
            head = heads[number] if number < len(heads) and cell.find_parent("tbody") else ""
            item.append(("; " if item.contents else "") + (f"{head}: " if head else ""))
            item.extend(list(cell.contents))
        rows.append(item)
    if caption := table.find("caption"):
        caption.name = "p"
        table.insert_before(caption.extract())
    table.replace_with(rows)
