"""Check what a page weighs, so that it comes quickly over a poor line as well."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from desk.site_checks.built_site import Built
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_HEAVY

_PICTURES = (".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")

_WORDS = {
    "article": (
        "This article and its styles come to {size} on the line, and {limit} come at once",
        "Shorten it, or make two articles of it: on a poor phone the rest comes a moment later.",
    ),
    "page": (
        "This page is {size} long, and {limit} are enough for a page",
        "Make two pages of it: an old phone needs long for so much.",
    ),
    "picture": (
        "This picture is {size} large, and {limit} are enough for a picture",
        "Make it smaller, or save it as JPEG if it is a photograph.",
    ),
}


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
    """Return those of PRACTICE_BUDGETS in publishconf.py, the others as they stand here."""
    known = {name: given[name] for name in Budgets.__annotations__ if name in given}
    return Budgets(**{name: value for name, value in known.items() if isinstance(value, int)})


def problems(site: Built, budgets: Budgets) -> Iterator[Problem]:
    """Yield a warning for each budget that anything is over: at the largest, which is told first.
    Hidden pages are not weighed."""
    pages = [page for page in site.pages.values() if page.is_public]

    def on_the_line(name: str) -> int:
        """Return the bytes of a file as it travels, packed by the build or here."""
        packed = site.files.get(f"{name}.gz")
        return packed.size if packed else len(gzip.compress(site.texts.get(name, b"")))

    articles = {}
    for page in pages:
        if f"{page.name.removesuffix('.html')}.md" in site.files:
            places = [site.place(page.name, address) for address in page.sheets]
            sheets = [place.file for place in places if place and place.file]
            articles[page.name] = sum(map(on_the_line, (page.name, *sheets)))
    found = {
        "article": articles,
        "page": {page.name: site.files[page.name].size for page in pages},
        "picture": {
            name: file.size for name, file in site.files.items() if name.lower().endswith(_PICTURES)
        },
    }
    for kind, sizes in found.items():
        limit = getattr(budgets, kind)
        message, remedy = _WORDS[kind]
        over = sorted((-size, name) for name, size in sizes.items() if limit and size > limit)
        if over:
            others = len(over) - 1
            more = f"; and {others} more {'is' if others == 1 else 'are'} over it" if others else ""
            said = message.format(size=_kilobytes(-over[0][0]), limit=_kilobytes(limit))
            yield GATE_HEAVY.problem(over[0][1], 1, f"{said}{more}.", remedy)


def _kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
