"""Read `reading-paths.yaml`: the curated order of articles, one list."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from plugins.core import yaml_lines
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.reading import READING_PATH
from plugins.core.slug import slugify
from plugins.core.yaml_lines import Marked, Value
from plugins.faq_neighbors.reading_order import Entry, Path


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

    def wrong(line: int, message: str, remedy: str) -> None:
        problems.append(READING_PATH.problem(path, line, message, remedy))

    if not isinstance(marked.data, list):
        wrong(1, "The reading paths should be a list.", "Begin each of them with “- path: …”.")
        return [], problems
    paths: list[Path] = []
    for number, value in enumerate(marked.data):
        line = marked.line(number)
        if not isinstance(value, dict) or not isinstance(value.get("path"), str):
            wrong(line, "This reading path has no name.", "Begin it with “- path: …”.")
            continue
        for key in value:
            if key not in ("path", "summary", "articles"):
                remedy = did_you_mean(key, ("path", "summary", "articles"))
                wrong(marked.line(number, key), f"A path has no “{key}”.", remedy)
        title, summary = str(value["path"]).strip(), value.get("summary", "")
        if not isinstance(summary, str):
            wrong(marked.line(number, "summary"), *_not_text("summary"))
            summary = ""
        name = slugify(title)[:80].strip("-")
        if not name or name in {other.slug for other in paths}:
            wrong(
                line,
                f"Two reading paths cannot both be called “{title}”, nor can one have no name.",
                "Give each a name of its own.",
            )
            continue
        entries = _entries(marked, number, value.get("articles", ""), known, wrong)
        paths.append(Path(title, name, summary.strip(), tuple(entries), line))
    return paths, problems


def _entries(
    marked: Marked,
    number: int,
    value: Value,
    known: Mapping[str, str],
    wrong: Callable[[int, str, str], None],
) -> list[Entry]:
    place = (number, "articles")
    if not isinstance(value, list) or not value:
        wrong(
            marked.line(*place),
            "This reading path lists no articles.",
            "Write “articles:” and below it, after “- ”, the last part of each article's address.",
        )
        return []
    entries: list[Entry] = []
    for at, item in enumerate(value):
        line = marked.line(*place, at)
        texts = {"slug": item} if isinstance(item, str) else {}
        for key, text in item.items() if isinstance(item, dict) else ():
            if key not in ("slug", "because"):
                remedy = did_you_mean(key, ("slug", "because"))
                wrong(marked.line(*place, at, key), f"An entry has no “{key}”.", remedy)
            elif not isinstance(text, str):
                wrong(marked.line(*place, at, key), *_not_text(key))
            else:
                texts[key] = text
        slug, because = texts.get("slug", "").strip(), texts.get("because", "").strip()
        if slug not in known:
            wrong(
                line,
                f"“{slug}” is not an article." if slug else "This entry names no article.",
                did_you_mean(slug, known) or "Remove the line, or write the article first.",
            )
        elif slug in {entry.slug for entry in entries}:
            wrong(line, f"“{slug}” stands twice in this path.", "Remove one of the two lines.")
        else:
            if known[slug] == "hidden":
                wrong(
                    line,
                    f"“{slug}” is hidden, so a path cannot lead to it.",
                    "Remove the line, or set its status to published.",
                )
            entries.append(Entry(slug, because, line))
    return entries


def _not_text(key: str) -> tuple[str, str]:
    return f"“{key}” should be one line of text.", "Write it behind the colon, on the same line."
