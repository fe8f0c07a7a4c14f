"""Where each article stands on the reading paths, as the site itself counts it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from desk.common.check_result import CheckResult


@dataclass(frozen=True)
class Place:
    """Where an article is on a path: both counted from 0, for sorting; `told` is for people."""

    path: int
    stop: int
    told: str


def places(result: CheckResult) -> Mapping[tuple[str, str], tuple[Place, ...]]:
    """By slug and language, the places of an article on its paths: “2 of 6, New to parts work”.

    Counted is what a visitor finds, as on the site.
    """
    languages: dict[str, dict[str, bool]] = defaultdict(dict)
    for entry in result.entries:
        if entry.kind == "article":
            languages[entry.lang][entry.slug] = entry.status == "published"
    found: dict[tuple[str, str], list[Place]] = defaultdict(list)
    for lang, slugs in languages.items():
        for number, path in enumerate(result.paths):
            shown = [slug for slug in path.slugs if slugs.get(slug)]
            numbers = {slug: at for at, slug in enumerate(shown, start=1)}
            for at, slug in enumerate(path.slugs):
                if slug in slugs:
                    told = path.name
                    if slug in numbers:
                        told = f"{numbers[slug]} of {len(shown)}, {told}"
                    found[slug, lang].append(Place(number, at, told))
    return {key: tuple(spots) for key, spots in found.items()}
