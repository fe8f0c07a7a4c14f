"""Makes a practice with many articles, always the same ones, to measure builds with.

python -m benchmarks.articles 1000 FOLDER
"""

from __future__ import annotations

import random
import sys
from datetime import date, timedelta
from pathlib import Path

_SYLLABLES = "ba be co da el fi go ha in jo ka lo ma ne or pa qui ra so ta un ve wa ya zi".split()  # noqa: SIM905
_PRACTICE = """\
practice: {name: Quiet Room, url: "https://practice.example", timezone: America/Denver}
people: {jane-doe: {name: Jane Doe, degree: MA, credentials: LPC}}
"""


def write(folder: Path, count: int, words: int = 1210) -> None:
    """`count` articles of about `words` words in `folder`/articles, with practice.yaml and paths.

    Each has headings, emphasis, links to two others, a list, a quotation, quotation marks and
    dashes for typography, and three questions; seven in ten stand on reading paths of ten.
    """
    chance = random.Random(20260507)
    vocabulary = [_word(chance) for _ in range(1500)]
    (folder / "articles").mkdir(parents=True, exist_ok=True)
    (folder / "practice.yaml").write_text(_PRACTICE, "utf-8")
    slugs = [f"article-{number:05}" for number in range(count)]
    for number, slug in enumerate(slugs):
        day = date(2020, 1, 1) + timedelta(days=number % 2000)
        links = [chance.choice(slugs) for _ in range(2)]
        text = _article(chance, vocabulary, day, links, words)
        (folder / "articles" / f"{slug}.md").write_text(text, "utf-8")
    on_paths = slugs[: count * 7 // 10]
    paths = [
        f"- path: Path {start // 10}\n  summary: Ten to read.\n  articles:\n"
        + "".join(f"    - {slug}\n" for slug in on_paths[start : start + 10])
        for start in range(0, len(on_paths), 10)
    ]
    (folder / "reading-paths.yaml").write_text("".join(paths), "utf-8")


def _word(chance: random.Random) -> str:
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(1, 4)))


def _sentence(chance: random.Random, vocabulary: list[str]) -> str:
    words = [chance.choice(vocabulary) for _ in range(chance.randint(8, 18))]
    if chance.random() < 0.2:
        words[2] = f'"{words[2]}"'
    if chance.random() < 0.2:
        words[4] = f"*{words[4]}*"
    if chance.random() < 0.1:
        words[5] = f"{words[5]} -- {words[6]}'s"
    return " ".join(words).capitalize() + "."


def _article(
    chance: random.Random,
    vocabulary: list[str],
    day: date,
    links: list[str],
    words: int,
) -> str:
    def paragraph(length: int) -> str:
        text = ""
        while len(text.split()) < length:
            text += _sentence(chance, vocabulary) + " "
        return text.strip()

    title = " ".join(chance.choice(vocabulary) for _ in range(5)).capitalize()
    parts = [
        (
            f"---\ntitle: {title}\nsummary: {_sentence(chance, vocabulary)}\ndate: {day}\n"
            f"category: Parts work\ntags: [one, two]\n---\n"
        ),
        paragraph(60),
    ]
    per_section = (words - 60 - 3 * 60) // 4
    for section in range(4):
        parts.append(f"## {' '.join(chance.choice(vocabulary) for _ in range(4)).capitalize()}")
        parts += [paragraph(per_section // 3) for _ in range(3)]
        if section == 0:
            parts.append("\n".join(f"- {_sentence(chance, vocabulary)}" for _ in range(4)))
        if section == 1:
            parts.append(f"> {_sentence(chance, vocabulary)}\n{{: .pull}}")
        if section in (1, 2):
            parts.append(f"See [another one]({{filename}}{links[section - 1]}.md).")
    parts.append("## Questions people ask")
    for _ in range(3):
        question = " ".join(chance.choice(vocabulary) for _ in range(7)).capitalize()
        parts += [f"### {question}?", paragraph(60)]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    write(Path(sys.argv[2]), int(sys.argv[1]))
