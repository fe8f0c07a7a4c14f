"""One finished page as the gate sees it: what it is called, where it leads, what it loads."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from desk.site_checks import markup
from desk.site_checks.elements import Seen


@dataclass(frozen=True)
class Page:
    """`name` is that of its file. Addresses are as they are written: `links` are for a visitor to
    follow, `loads` are fetched with the page, `says` are told to machines only.

    `moved` is where an old address leads on to, "" for every other page. `different` is where a
    browser begins to understand something else than what is written.
    """

    name: str
    html: str
    titles: tuple[str, ...]
    headings: int
    lang: str
    ids: frozenset[str]
    twice: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    says: tuple[str, ...]
    sheets: tuple[str, ...]
    handlers: tuple[str, ...]
    scripts: tuple[str, ...]
    data: tuple[str, ...]
    quiet: bool
    moved: str
    different: tuple[int, str] | None

    @property
    def is_public(self) -> bool:
        """Is it meant to be found?"""
        return not (self.quiet or self.moved or self.name == "404.html")

    def line(self, text: str) -> int:
        """The line on which something stands, 1 if it is not found as it is."""
        at = self.html.find(text)
        if at < 0:
            at = self.html.find(text.replace("&", "&amp;"))
        return self.html.count("\n", 0, max(at, 0)) + 1


def read(name: str, html: str, styles: dict[str, tuple[str, ...]]) -> Page:
    """What is on a page. `styles` remembers what style sheets name: most pages share theirs."""
    tree = LexborHTMLParser(html)
    seen = Seen(styles)
    root = tree.root
    for node in root.traverse() if root else ():
        seen.element(node, node.tag or "", node.attributes)
    ids = seen.ids
    return Page(
        name=name,
        html=html,
        titles=tuple(seen.titles),
        headings=seen.headings,
        lang=seen.lang,
        ids=frozenset(ids),
        twice=tuple(sorted({one for one in ids if ids.count(one) > 1})),
        links=tuple(dict.fromkeys(seen.links)),
        loads=tuple(dict.fromkeys(seen.loads)),
        says=tuple(dict.fromkeys(seen.says)),
        sheets=tuple(dict.fromkeys(seen.sheets)),
        handlers=tuple(seen.handlers),
        scripts=tuple(seen.scripts),
        data=tuple(seen.data),
        quiet=seen.quiet,
        moved=seen.moved,
        different=markup.first_difference(html, tree.html or ""),
    )
