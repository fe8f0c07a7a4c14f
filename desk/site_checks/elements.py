"""What the elements of a page say, one after the other: names, addresses, scripts, data."""

from __future__ import annotations

import re
from collections.abc import Mapping

from selectolax.lexbor import LexborNode

from desk.site_checks.css import css_addresses, srcset_addresses

Given = Mapping[str, str | None]  # an element's attributes

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
_DATA = "application/ld+json"


class Seen:
    """Gathers from one element after the other. What each list holds is said at `Page`."""

    def __init__(self, styles: dict[str, tuple[str, ...]]) -> None:
        self.styles = styles
        self.titles: list[str] = []
        self.headings = 0
        self.lang = self.moved = ""
        self.quiet = False
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.says: list[str] = []
        self.sheets: list[str] = []
        self.handlers: list[str] = []
        self.scripts: list[str] = []
        self.data: list[str] = []

    def element(self, node: LexborNode, tag: str, given: Given) -> None:
        for name, value in given.items():
            if name == "id":
                self.ids.append(value or "")
            elif name.startswith("on"):
                self.handlers.append(name)
            elif name == "style":
                self._css(value or "")
            elif name in ("srcset", "imagesrcset"):
                self.loads += srcset_addresses(value or "")
        for name in _LOADS.get(tag, ()):
            if address := given.get(name):
                self.loads.append(address)
        if special := _SPECIAL.get(tag):
            special(self, node, given)

    def _html(self, _: LexborNode, given: Given) -> None:
        self.lang = given.get("lang") or ""

    def _title(self, node: LexborNode, _: Given) -> None:
        parent = node.parent
        if parent is None or parent.tag == "head":  # a drawing may have a title of its own
            self.titles.append(node.text().strip())

    def _h1(self, _node: LexborNode, _given: Given) -> None:
        self.headings += 1

    def _a(self, _: LexborNode, given: Given) -> None:
        href = given.get("href", given.get("xlink:href"))
        if href is not None:
            self.links.append(href)
        self.loads += (given.get("ping") or "").split()

    def _link(self, _: LexborNode, given: Given) -> None:
        rel = set((given.get("rel") or "").lower().split())
        if href := given.get("href"):
            (self.says if rel <= _ONLY_SAYS else self.loads).append(href)
            if "stylesheet" in rel and given.get("media") != "print":
                self.sheets.append(href)

    def _meta(self, _: LexborNode, given: Given) -> None:
        content = given.get("content") or ""
        named = given.get("property") or given.get("name") or ""
        if named in _SHARED and content:
            self.says.append(content)
        elif named == "robots":
            self.quiet = self.quiet or bool({"noindex", "none"} & set(re.split(r"[\s,]+", content)))
        elif (given.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(content)
            self.moved = found[1].strip() if found else ""

    def _style(self, node: LexborNode, _: Given) -> None:
        self._css(node.text())

    def _script(self, node: LexborNode, given: Given) -> None:
        if given.get("type") == _DATA:
            self.data.append(node.text())
        else:
            self.scripts.append(given.get("src") or "")

    def _css(self, css: str) -> None:
        found = self.styles.get(css)
        if found is None:
            found = self.styles[css] = css_addresses(css)
        self.loads += found


_SPECIAL = {
    "html": Seen._html,
    "title": Seen._title,
    "h1": Seen._h1,
    "a": Seen._a,
    "area": Seen._a,
    "link": Seen._link,
    "meta": Seen._meta,
    "style": Seen._style,
    "script": Seen._script,
}
