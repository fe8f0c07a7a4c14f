"""What the shipped articles measure: words, questions, reading grade, sources, reading path.

    python -m benchmarks.content_figures [--content FOLDER]

*Grade* is the figure of plugins.checks.readability. Ends with 1 if an article has fewer than 900
or more than 1,600 words, if an answer has fewer than 40 or more than 120, if an article asks for
more than grade 11, or if the mean of all is above 9. A mean below 7 is told and does no harm:
plain words are the aim.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

import yaml
from markdown import Markdown
from selectolax.lexbor import LexborHTMLParser, LexborNode

from plugins.checks import readability
from plugins.checks.blocks import blocks
from plugins.faq_neighbors.faq import FaqExtension
from plugins.frontmatter import header

PROJECT = Path(__file__).resolve().parent.parent
WORDS = (900, 1600)
ANSWER = (40, 120)
HIGHEST_GRADE = 11.0
HIGHEST_MEAN = 9.0


@dataclass(frozen=True)
class Figures:
    """One article. `answers` are the words of each answer."""

    slug: str
    words: int
    answers: tuple[int, ...]
    grade: float
    sources: int
    path: str


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--content", type=Path, default=PROJECT / "content")
    content = parser.parse_args().content
    paths = _places(content / "reading-paths.yaml")
    found = [measure(file, paths) for file in sorted(content.glob("articles/*.md"))]
    if not found:
        sys.exit(f"There are no articles in {content / 'articles'}.")
    print(table(found))
    complaints = [line for figures in found for line in amiss(figures)]
    if (mean := fmean(figures.grade for figures in found)) > HIGHEST_MEAN:
        complaints.append(f"The mean grade is {mean:.1f}; it may be at most {HIGHEST_MEAN:.0f}.")
    print(
        "\n".join(["", *complaints] if complaints else ["", "Everything lies within its limits."])
    )
    sys.exit(bool(complaints))


def measure(file: Path, paths: dict[str, str]) -> Figures:
    """The figures of one article; `paths` tells the place of a slug on the reading paths."""
    source = header.read(file.read_text("utf-8"), file.name, "article")
    markdown = Markdown(extensions=["extra", "sane_lists", "toc", FaqExtension()])
    page = LexborHTMLParser(markdown.convert(source.body))
    return Figures(
        slug=file.stem,
        words=_words(page),
        answers=tuple(_words(answer) for answer in page.css(".faq .answer")),
        grade=readability.grade(readability.prose(blocks(source.body))),
        sources=len(source.fields.get("sources", [])),
        path=paths.get(file.stem, "none"),
    )


def amiss(figures: Figures) -> list[str]:
    """What of an article lies outside its limits, a sentence each."""
    said = []
    if not WORDS[0] <= figures.words <= WORDS[1]:
        said.append(f"{figures.slug} has {figures.words} words, not {WORDS[0]} to {WORDS[1]}.")
    for number, words in enumerate(figures.answers, 1):
        if not ANSWER[0] <= words <= ANSWER[1]:
            limits = f"{ANSWER[0]} to {ANSWER[1]}"
            said.append(f"{figures.slug}: answer {number} has {words} words, not {limits}.")
    if figures.grade > HIGHEST_GRADE:
        said.append(f"{figures.slug} asks for grade {figures.grade:.1f}, more than 11.")
    return said


def table(found: list[Figures]) -> str:
    """The figures of all articles as lines, with mean, lowest and highest below."""
    lines = [_line("article", "words", "questions", "answers", "grade", "sources", "path")]
    for one in found:
        span = f"{min(one.answers)}–{max(one.answers)}" if one.answers else "–"
        lines.append(
            _line(
                one.slug,
                one.words,
                len(one.answers),
                span,
                f"{one.grade:.1f}",
                one.sources,
                one.path,
            )
        )
    summaries: tuple[tuple[str, Callable[[list[float]], float]], ...] = (
        ("mean", fmean),
        ("lowest", min),
        ("highest", max),
    )
    for name, of in summaries:
        lines.append(
            _line(
                name,
                f"{of([one.words for one in found]):.0f}",
                f"{of([len(one.answers) for one in found]):.1f}",
                f"{of([words for one in found for words in one.answers] or [0]):.0f}",
                f"{of([one.grade for one in found]):.1f}",
                f"{of([one.sources for one in found]):.1f}",
                "",
            )
        )
    return "\n".join(lines)


def _words(part: LexborHTMLParser | LexborNode) -> int:
    return sum(any(map(str.isalnum, word)) for word in part.text(separator=" ").split())


def _line(name: str, *cells: Any) -> str:
    *figures, path = cells
    return f"{name:<36}" + "".join(f"{figure!s:>10}" for figure in figures) + f"  {path}"


def _places(file: Path) -> dict[str, str]:
    places: dict[str, str] = {}
    if not file.exists():
        return places
    for path in yaml.safe_load(file.read_text("utf-8")) or []:
        for number, stop in enumerate(path["articles"], 1):
            slug = stop["slug"] if isinstance(stop, dict) else stop
            before = f"{places[slug]}, " if slug in places else ""
            places[slug] = f"{before}{path['path']} {number}"
    return places


if __name__ == "__main__":
    main()
