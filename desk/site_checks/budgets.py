"""What a page may weigh, so that it comes quickly over a poor line as well."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desk.site_checks.built_site import Built
from desk.site_checks.page import Page
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_HEAVY

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


@dataclass(frozen=True)
class Budgets:
    """Bytes; 0 is no limit. `article` is what an article and its style sheets are as they travel,
    compressed with gzip. What comes in the first ten packets is there after one question and one
    answer: 14,600 bytes (RFC 6928, section 2). `page` is the HTML of any page, unpacked.
    """

    article: int = 14_600
    page: int = 100_000
    picture: int = 500_000


def of_settings(given: Mapping[str, object]) -> Budgets:
    """Those of PRACTICE_BUDGETS in publishconf.py, the others as they stand here."""
    known = {name: value for name, value in given.items() if isinstance(value, int)}
    allowed = Budgets()
    return Budgets(
        known.get("article", allowed.article),
        known.get("page", allowed.page),
        known.get("picture", allowed.picture),
    )


def faults(site: Built, budgets: Budgets) -> Iterator[Problem]:
    """A warning for each budget that anything is over. Hidden pages are not weighed."""
    pages = [page for page in site.pages.values() if page.is_public]
    articles = [page for page in pages if f"{page.name.removesuffix('.html')}.md" in site.files]
    yield from _over(
        ((page.name, _travels(site, page)) for page in articles),
        budgets.article,
        "This article and its styles come to {size} on the line, and {limit} come at once",
        "Shorten it, or make two articles of it: on a poor phone the rest comes a moment later.",
    )
    yield from _over(
        ((page.name, site.files[page.name].size) for page in pages),
        budgets.page,
        "This page is {size} long, and {limit} are enough for a page",
        "Make two pages of it: an old phone needs long for so much.",
    )
    pictures = ((name, file.size) for name, file in site.files.items())
    yield from _over(
        ((name, size) for name, size in pictures if name.lower().endswith(_PICTURES)),
        budgets.picture,
        "This picture is {size} large, and {limit} are enough for a picture",
        "Make it smaller, or save it as JPEG if it is a photograph.",
    )


def _over(
    sizes: Iterable[tuple[str, int]], limit: int, message: str, remedy: str
) -> Iterator[Problem]:
    """One fault for all that are over a budget: at the largest, which is told first."""
    over = sorted((-size, name) for name, size in sizes if limit and size > limit)
    if over:
        size, name = -over[0][0], over[0][1]
        others = len(over) - 1
        more = f"; and {others} more {'is' if others == 1 else 'are'} over it" if others else ""
        said = message.format(size=_kilobytes(size), limit=_kilobytes(limit))
        yield GATE_HEAVY.problem(name, 1, f"{said}{more}.", remedy)


def _travels(site: Built, page: Page) -> int:
    size = _packed(site, page.name)
    for address in page.sheets:
        place = site.addresses.place(page.name, address)
        if place and place.file:
            size += _packed(site, place.file)
    return size


def _packed(site: Built, name: str) -> int:
    packed = site.files.get(f"{name}.gz")
    return packed.size if packed else len(gzip.compress(site.texts.get(name, b"")))


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
