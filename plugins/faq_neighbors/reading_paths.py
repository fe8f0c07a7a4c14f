"""Read `reading-paths.yaml`: the curated order of articles, one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plugins.core import yaml_lines
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.reading import READING_PATH
from plugins.core.slug import slugify
from plugins.core.yaml_lines import Marked, Place, Value
from plugins.faq_neighbors.reading_order import Entry, Path

_KEYS = ("path", "summary", "articles")
_ENTRY_KEYS = ("slug", "because")


def read(text: str, path: str, known: Mapping[str, str]) -> tuple[list[Path], list[Problem]]:
    """Return the reading paths as written, and what is wrong with them.

    `known` maps every article's slug to its status, drafts and hidden ones included. A draft is
    passed over later, until its day; a slug that is no article is a problem, and so is one that
    stands twice in the same path.
    """
    marked = yaml_lines.load(text, path)
    problems = list(marked.problems)
    if marked.data == "" or problems:
        return [], problems

    def wrong(place: Place, message: str, remedy: str) -> None:
        problems.append(READING_PATH.problem(path, marked.line(*place), message, remedy))

    if not isinstance(marked.data, list):
        wrong((), "The reading paths should be a list.", "Begin each of them with “- path: …”.")
        return [], problems
    paths: list[Path] = []
    for number, value in enumerate(marked.data):
        if not isinstance(value, dict) or not isinstance(value.get("path"), str):
            wrong((number,), "This reading path has no name.", "Begin it with “- path: …”.")
            continue
        for key in value:
            if key not in _KEYS:
                wrong((number, key), f"A path has no “{key}”.", did_you_mean(key, _KEYS))
        title, summary = str(value["path"]).strip(), value.get("summary", "")
        if not isinstance(summary, str):
            wrong((number, "summary"), *_not_text("summary"))
            summary = ""
        name = slugify(title)[:80].strip("-")
        if not name or name in {other.slug for other in paths}:
            message = (
                f"Two reading paths cannot both be called “{title}”, nor can one have no name."
            )
            wrong((number,), message, "Give each a name of its own.")
            continue
        entries = _entries(marked, (number, "articles"), value.get("articles", ""), known, wrong)
        paths.append(Path(title, name, summary.strip(), tuple(entries), marked.line(number)))
    return paths, problems


def _entries(
    marked: Marked,
    place: Place,
    value: Value,
    known: Mapping[str, str],
    wrong: Callable[[Place, str, str], None],
) -> list[Entry]:
    if not isinstance(value, list) or not value:
        remedy = (
            "Write “articles:” and below it, after “- ”, the last part of each article's address."
        )
        wrong(place, "This reading path lists no articles.", remedy)
        return []
    entries: list[Entry] = []
    for at, item in enumerate(value):
        here = (*place, at)
        texts = {"slug": item} if isinstance(item, str) else {}
        for key, text in item.items() if isinstance(item, dict) else ():
            if key not in _ENTRY_KEYS:
                remedy = did_you_mean(key, _ENTRY_KEYS)
                wrong((*here, key), f"An entry has no “{key}”.", remedy)
            elif not isinstance(text, str):
                wrong((*here, key), *_not_text(key))
            else:
                texts[key] = text
        slug, because = texts.get("slug", "").strip(), texts.get("because", "").strip()
        if slug not in known:
            message = f"“{slug}” is not an article." if slug else "This entry names no article."
            remedy = did_you_mean(slug, known) or "Remove the line, or write the article first."
            wrong(here, message, remedy)
        elif slug in {entry.slug for entry in entries}:
            wrong(here, f"“{slug}” stands twice in this path.", "Remove one of the two lines.")
        else:
            if known[slug] == "hidden":
                message = f"“{slug}” is hidden, so a path cannot lead to it."
                wrong(here, message, "Remove the line, or set its status to published.")
            entries.append(Entry(slug, because, marked.line(*here)))
    return entries


def _not_text(key: str) -> tuple[str, str]:
    return f"“{key}” should be one line of text.", "Write it behind the colon, on the same line."
