"""What the shipped articles measure: words, questions, reading grade, sources, path, and voice.

    python -m benchmarks.content_figures [--content FOLDER]

*Grade* is the figure of plugins.checks.readability. *Voice* is how often, in 1,000 words, the
text has words of a class: contractions, healing, spirit and body and intuition, and so on. Beside
it stand the figures of an article that the owner wrote herself, which are the yardstick.

Ends with 1 if an article has fewer than 700 or more than 1,800 words, if an answer has fewer than
40 or more than 120, if an article asks for more than grade 9, if the mean of all lies outside 6
to 8, or if a class of words lies outside its limits over all articles together.
"""

from __future__ import annotations

import argparse
import re
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
WORDS = (700, 1800)
ANSWER = (40, 120)
HIGHEST_GRADE = 9.0
MEAN_GRADE = (6.0, 8.0)


@dataclass(frozen=True)
class WordClass:
    """A family of words, how often hers has them in 1,000 words, and how often they may stand.

    `apart` names articles that the limit leaves out, because the words are their subject.
    """

    name: str
    pattern: re.Pattern[str]
    hers: float
    least: float = 0
    most: float = 1000
    apart: frozenset[str] = frozenset()


def _any_of(*words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)


VOICE = (
    WordClass(
        "contracted",
        _any_of(
            r"\w+n['’]t",
            r"\w+['’](?:re|ve|ll|m|d)",
            r"(?:he|here|how|it|let|she|that|there|what|when|where|who)['’]s",
        ),
        hers=17.1,
        least=8,
    ),
    WordClass("heal", _any_of(r"heal(?:s|ed|ing)?"), hers=7.0, least=3),
    WordClass(
        "spirit, body",
        _any_of(
            r"spirit\w*",
            r"souls?",
            r"sacred",
            r"intuit\w+",
            r"wisdom",
            r"bod(?:y|ies|ily)",
            r"somatic",
            r"energ\w+",
            r"nervous systems?",
        ),
        hers=31.1,
        least=4,
    ),
    WordClass("deep", _any_of(r"deep\w*"), hers=7.8),
    WordClass(
        "warm", _any_of(r"compassion\w*", r"profound\w*", r"beaut\w+", r"gentl\w+"), hers=8.6
    ),
    WordClass("may", _any_of("may", "might"), hers=4.7, most=5),
    WordClass(
        "nobody",
        _any_of("nobody", "no one", "need not", r"no(?! longer| matter)(?= \w)"),
        hers=0,
        most=1,
    ),
    WordClass(
        "study",
        _any_of(r"stud(?:y|ies|ied)", r"trials?", r"research\w*"),
        hers=0,
        most=2,
        apart=frozenset({"does-ifs-work", "ifs-vs-talk-therapy"}),
    ),
)


@dataclass(frozen=True)
class Figures:
    """One article. `answers` are the words of each answer, `voice` the counts of each class."""

    slug: str
    words: int
    answers: tuple[int, ...]
    grade: float
    sources: int
    path: str
    voice: tuple[int, ...] = (0,) * len(VOICE)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--content", type=Path, default=PROJECT / "content")
    content = parser.parse_args().content
    paths = _places(content / "reading-paths.yaml")
    found = [measure(file, paths) for file in sorted(content.glob("articles/*.md"))]
    if not found:
        sys.exit(f"There are no articles in {content / 'articles'}.")
    print(table(found))
    print("", voice_table(found), sep="\n")
    complaints = [line for figures in found for line in amiss(figures)]
    complaints += amiss_together(found)
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
        voice=_voice(page.text(separator=" ")),
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
        limit = f"more than {HIGHEST_GRADE:.0f}"
        said.append(f"{figures.slug} asks for grade {figures.grade:.1f}, {limit}.")
    return said


def amiss_together(found: list[Figures]) -> list[str]:
    """What of all articles taken together lies outside its limits, a sentence each."""
    said = []
    low, high = MEAN_GRADE
    if not low <= (mean := fmean(figures.grade for figures in found)) <= high:
        said.append(f"The mean grade is {mean:.1f}, not {low:.0f} to {high:.0f}.")
    for number, words in enumerate(VOICE):
        share = per_thousand([one for one in found if one.slug not in words.apart], number)
        if not words.least <= share <= words.most:
            limit = f"at least {words.least}" if share < words.least else f"at most {words.most}"
            said.append(f"“{words.name}” stands {share:.1f} times in 1,000 words, not {limit}.")
    return said


def per_thousand(found: list[Figures], number: int) -> float:
    """How often words of the class with this number in VOICE stand in 1,000 words of these."""
    return 1000 * sum(one.voice[number] for one in found) / (sum(one.words for one in found) or 1)


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


def voice_table(found: list[Figures]) -> str:
    """The classes of words in 1,000 of each article, of all, hers, and their limits, as lines."""
    classes = range(len(VOICE))
    lines = [_line("in 1,000 words", *(words.name for words in VOICE), "")]
    for name, ones in (*((one.slug, [one]) for one in found), ("all", found)):
        lines.append(_line(name, *(f"{per_thousand(ones, each):.1f}" for each in classes), ""))
    lines.append(_line("her own article", *(f"{words.hers:.1f}" for words in VOICE), ""))
    limits = (_limit(words) for words in VOICE)
    return "\n".join([*lines, _line("limit over all", *limits, "")])


def _limit(words: WordClass) -> str:
    if words.least:
        return f"≥ {words.least}"
    return f"≤ {words.most}" if words.most < 1000 else "–"


def _voice(text: str) -> tuple[int, ...]:
    return tuple(len(words.pattern.findall(text)) for words in VOICE)


def _words(part: LexborHTMLParser | LexborNode) -> int:
    return sum(any(map(str.isalnum, word)) for word in part.text(separator=" ").split())


def _line(name: str, *cells: Any) -> str:
    *figures, path = cells
    return (f"{name:<36}" + "".join(f"{figure!s:>13}" for figure in figures) + f"  {path}").rstrip()


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
