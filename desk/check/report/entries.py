"""Make a row for each article and page, and a list of each reading path."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from desk.check.report.problems import ProblemList
from desk.common.check_result import CheckResult, EntrySummary
from plugins.checks.rules import care, reviews

_MOST_LOOSE = 12
_UNSEEN = {"draft": "a draft", "scheduled": "comes out later", "hidden": "hidden"}
_LAST = 10**6
Stops = list[tuple[str, str]]  # titles, and what each is besides: "" if it is out and only here
Places = list[tuple[int, int, str]]  # on a path, both counted from 0 for sorting; told to people


class Row(NamedTuple):
    """`again` is the day on which a clinician is to read it again, and `due` "", "soon" or "now".
    `at` is the grade's place on its scale in hundredths, None where it cannot be told. `where` is
    the id of its problems in the report, "" if none are told there."""

    entry: EntrySummary
    again: date | str
    due: str
    at: float | None
    places: Places
    problems: int
    where: str


def tables(result: CheckResult, problems: ProblemList, today: date) -> list[tuple[str, list[Row]]]:
    """Return the articles by their place on the paths, the drafts last, and the pages by title."""
    counts = Counter(problem.path for problem in result.problems)
    ids = {one.problem.path: "common" for group in problems.common for one in group}
    ids |= {one.path: one.id for one in problems.pages}
    places = _places(result)
    found: dict[str, list[Row]] = {"article": [], "page": []}
    for entry in result.entries:
        days = (entry.reviewed, entry.review_by)
        by = reviews.again_by(*(date.fromisoformat(day) if day else None for day in days))
        due = ""
        if by and by - today <= reviews.SOON:
            due = "now" if by < today else "soon"
        # Of an English text of more than a few sentences.
        told = entry.words >= care.ENOUGH_WORDS and (entry.lang or "en").startswith("en")
        on = places.get((entry.slug, entry.lang), []) if entry.kind == "article" else []
        at = on_scale(entry.grade) if told else None
        row = Row(entry, by or "", due, at, on, counts[entry.path], ids.get(entry.path, ""))
        found[entry.kind].append(row)

    def in_order(row: Row) -> tuple[object, ...]:
        """Return what sorts: what is out, then by path and place, then by title."""
        first = row.places[0][:2] if row.places else (_LAST, 0)
        return (row.entry.status != "published", *first, row.entry.name, row.entry.path)

    return [(f"{kind}s".capitalize(), sorted(rows, key=in_order)) for kind, rows in found.items()]


def on_scale(grade: float) -> float:
    """Return where a grade stands on the scale from 1 to 15 that is drawn, in hundredths."""
    return round(100 * (min(max(grade, 1), 15) - 1) / 14, 1)


def paths(result: CheckResult) -> tuple[list[tuple[str, Stops]], Stops, int]:
    """Return each path in the order of the file, with the originals of its articles; the articles
    on no path, the first twelve of them by title; and how many more there are."""
    known: dict[str, EntrySummary] = {}  # in the language that comes first among an article's files
    for entry in sorted(result.entries, key=lambda one: (len(one.path), one.path)):
        if entry.kind == "article":
            known.setdefault(entry.slug, entry)
    paths_of: dict[str, list[str]] = defaultdict(list)
    for path in result.paths:
        for slug in path.slugs:
            paths_of[slug].append(path.name)

    def stops(slugs: Iterable[str], path: str = "") -> Stops:
        """Return articles by their slugs, with the other paths than `path` that they are on."""
        found = []
        for slug in slugs:
            entry = known.get(slug)
            state = _UNSEEN.get(entry.status, "") if entry else "not there"
            others = [f"also on {name}" for name in paths_of.get(slug, ()) if name != path]
            title = entry.name if entry else slug
            found.append((title, ", ".join(filter(None, [state, *others]))))
        return found

    loose = sorted(
        known.keys() - paths_of.keys(), key=lambda one: (known[one].name, known[one].path)
    )
    found = [(path.name, stops(path.slugs, path.name)) for path in result.paths]
    return found, stops(loose[:_MOST_LOOSE]), len(loose[_MOST_LOOSE:])


def _places(result: CheckResult) -> Mapping[tuple[str, str], Places]:
    """Return by slug and language the places of an article: “2 of 6, New to parts work”.

    Counted is what a visitor finds, as on the site.
    """
    languages: dict[str, dict[str, bool]] = defaultdict(dict)
    for entry in result.entries:
        if entry.kind == "article":
            languages[entry.lang][entry.slug] = entry.status == "published"
    found: dict[tuple[str, str], Places] = defaultdict(list)
    for lang, slugs in languages.items():
        for number, path in enumerate(result.paths):
            shown = [slug for slug in path.slugs if slugs.get(slug)]
            numbers = {slug: f"{at} of {len(shown)}, " for at, slug in enumerate(shown, start=1)}
            for at, slug in enumerate(path.slugs):
                if slug in slugs:
                    found[slug, lang].append((number, at, f"{numbers.get(slug, '')}{path.name}"))
    return found
