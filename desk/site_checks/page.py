"""Read one finished page: what it is called, where it leads, what it loads, runs and says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from desk.site_checks import json_ld, markup

# HTML, "Attributes" index: what a browser fetches by itself, or sends what was typed to.
_LOADS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("img", "source", "script", "iframe", "embed", "track", "input"), ("src",)),
    **dict.fromkeys(("audio", "frame", "bgsound"), ("src",)),
    **dict.fromkeys(("image", "use", "feimage"), ("href", "xlink:href")),
    "video": ("src", "poster"),
    "object": ("data",),
    "form": ("action",),
    "button": ("formaction",),
}
# The kinds of `link` that only say something; every other kind is fetched, or its host called.
_ONLY_SAYS = frozenset(
    "alternate author bookmark canonical external help license me next prev search tag".split()  # noqa: SIM905
)
_SHARED = frozenset(("og:image", "og:image:url", "og:image:secure_url", "og:url", "twitter:image"))
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]?\s*(?:url\s*=\s*)?[\"']?([^\"']*)", re.IGNORECASE)
# CSS Values 4, section 4.5, and CSS Cascade 4, section 2.
_CSS = re.compile(
    r"/\*.*?\*/|(?:url\(\s*|@import\s+(?!url\())[\"']?([^\"'()\s]+)", re.DOTALL | re.IGNORECASE
)
_TAGS = frozenset(("a", "area", "h1", "html", "link", "meta", "script", "title"))
Once = dict[str, None]  # each of several once, in the order in which they were met


@dataclass
class Page:
    """`name` is that of its file. Addresses are as they are written: `links` are for a visitor to
    follow, `loads` are fetched with the page, `says` are told to machines only.

    `different` is where a browser begins to understand something else than what is written.
    `unreadable` is true if a character on it is lost. `data` is what is wrong with its data for
    search engines. `moved` is where an old address leads on to, "" for every other page.
    """

    name: str
    different: tuple[int, str] | None
    unreadable: bool = False
    titles: list[str] = field(default_factory=list)
    headings: int = 0
    lang: str = ""
    ids: dict[str, int] = field(default_factory=dict)  # how many places have each name
    links: Once = field(default_factory=dict)
    loads: Once = field(default_factory=dict)
    says: Once = field(default_factory=dict)
    sheets: Once = field(default_factory=dict)
    handlers: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    quiet: bool = False
    moved: str = ""

    @property
    def is_public(self) -> bool:
        """Return whether it is meant to be found."""
        return not (self.quiet or self.moved or self.name == "404.html")


def read(name: str, html: str, styles: dict[str, Once]) -> Page:
    """Return what is on a page. `styles` keeps what style sheets name: most pages share theirs."""
    tree = LexborHTMLParser(html)
    page = Page(name, markup.first_difference(html, tree.html or ""), "�" in html)
    for node in tree.root.traverse() if tree.root else ():
        tag, given = node.tag or "", node.attributes
        css = node.text() if tag == "style" else ""
        for attribute, value in given.items():
            if attribute == "id":
                page.ids[value or ""] = page.ids.get(value or "", 0) + 1
            elif attribute.startswith("on"):
                page.handlers.append(attribute)
            elif attribute == "style":
                css += f"\n{value or ''}"
            elif attribute in ("srcset", "imagesrcset"):
                # HTML, section 4.8.4.2.1: “address descriptor, address descriptor”.
                for part in re.split(r",\s+", value or ""):
                    if part.strip(" ,\n\t"):
                        page.loads[part.split()[0].rstrip(",")] = None
        if css:
            if css not in styles:
                styles[css] = css_addresses(css)
            page.loads |= styles[css]
        for attribute in _LOADS.get(tag, ()):
            if address := given.get(attribute):
                page.loads[address] = None
        if tag in _TAGS:
            _element(page, node, tag, given)
    return page


def _element(page: Page, node: LexborNode, tag: str, given: Mapping[str, str | None]) -> None:
    """Add what one of `_TAGS` says."""
    if tag in ("a", "area"):
        href = given.get("href", given.get("xlink:href"))
        if href is not None:
            page.links[href] = None
        page.loads |= dict.fromkeys((given.get("ping") or "").split())
    elif tag == "title":
        if node.parent is None or node.parent.tag == "head":  # a drawing may have its own
            page.titles.append(node.text().strip())
    elif tag == "h1":
        page.headings += 1
    elif tag == "html":
        page.lang = given.get("lang") or ""
    elif tag == "script":
        if given.get("type") == "application/ld+json":
            page.data += filter(None, [json_ld.wrong(node.text())])
        else:
            page.scripts.append(given.get("src") or "")
    elif tag == "link":
        rel = set((given.get("rel") or "").lower().split())
        if href := given.get("href"):
            (page.says if rel <= _ONLY_SAYS else page.loads)[href] = None
            if "stylesheet" in rel and given.get("media") != "print":
                page.sheets[href] = None
    else:
        content = given.get("content") or ""
        named = given.get("property") or given.get("name") or ""
        if named in _SHARED and content:
            page.says[content] = None
        elif named == "robots":
            page.quiet |= bool({"noindex", "none"} & set(re.split(r"[\s,]+", content)))
        elif (given.get("http-equiv") or "").lower() == "refresh":
            to = _REFRESH.match(content)
            page.moved = to[1].strip() if to else ""


def css_addresses(css: str) -> Once:
    """Return every file that a style sheet names."""
    found = (match[1] for match in _CSS.finditer(css))
    return dict.fromkeys(name for name in found if name and not name.startswith("#"))
