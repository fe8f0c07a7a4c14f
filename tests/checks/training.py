"""Find the weights of the classifier by which sentences are told that no table foresees.

    python -m tests.checks.training

A linear support vector machine: written out, since it is short, and so that the same sentences
always give the same weights. Learned from are the sentences in FROM, and what is
innocent in the paragraphs of practices and in the content and the starters that are shipped; never
from the lists that are held out (HELD_OUT), nor from the practices of tests.example_practices.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from plugins.checks import classifier
from plugins.checks.document import Document
from plugins.checks.rules import sentences
from plugins.frontmatter import header
from tests.checks.claim_rates import SENTENCES, written
from tests.checks.documents import document
from tests.checks.paragraph_rates import paragraphs

FROM = (
    *("tuning", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "limits"),
    *("plain", "figurative", "prose", "mixed", "weak", "other", "terse", "copy", "answers"),
    *("figures", "wellmeant", "everyday", "articles", "pages", "twins", "variety", "images"),
)
HELD_OUT = (
    *("held_out", "last", "unseen", "fifth_held_out", "eighth_held_out", "ninth_held_out"),
    *("tenth_held_out", "eleventh_held_out", "twelfth_held_out", "thirteenth_held_out"),
    "fourteenth_held_out",
)
GUILTY = ("guilty", "more_guilty", "of_oneself")
INNOCENT = ("innocent", "more_innocent", "of_others")
PROSE = ("before", "after", "third", "fourth", "fifth", "sixth", "seventh", "eighth")
STARTER = Path("desk/commands/starter")
# The classes of the older lists, which name the rule.
TOPICS = {
    "claim-comparison": "belittling",
    "claim-fear": "pressure",
    "claim-testimonial": "testimonial",
} | dict.fromkeys(
    ("claim-best", "claim-expert", "claim-specialist", "claim-certified", "claim-evidence-based"),
    "praise",
)
# Who is named in the lists and in the paragraphs is of the practice; which name it is says nothing.
_NAMES = re.compile(r"\b(?:Bethany|Russell|Larkspur|Jane|Doe|Marisol|Reyes)\b")
_COST, _ROUNDS, _FAR = 0.07, 25, 0.3
_SHIPPED = 4.0
_SHARE = 0.4  # of the guilty sentences with a feature, to be its topic
_SCALE = 10  # so that a weight has one decimal, and what tells a sentence from others about ten
_MOST, _LEAST = 30_000, 0.1


class Example(NamedTuple):
    """What is learned from: a sentence, the topic of its violation or "", and what it costs to get
    it wrong, beside others."""

    sentence: str
    topic: str
    cost: float = 1.0


def examples() -> Iterator[Example]:
    """Yield what is learned from; what is shipped must be let be, whatever else it costs.

    A sentence that somebody wrote for a list that is held out as well is left to that list.
    """
    lists = (written(f"by_class_{name}.txt") for name in HELD_OUT)
    held_out = {sentence for listed in lists for _, _, sentence in listed}
    yield from (one for one in _all() if one.sentence not in held_out)


def _all() -> Iterator[Example]:
    for name in FROM:
        for group, guilty, sentence in written(f"by_class_{name}.txt"):
            yield Example(sentence, group if guilty else "")
    for name in GUILTY:
        for line in (SENTENCES / f"{name}.txt").read_text("utf-8").splitlines():
            code, _, sentence = line.partition(" | ")
            yield Example(sentence, TOPICS.get(code, "healing"))
    for name in INNOCENT:
        for line in (SENTENCES / f"{name}.txt").read_text("utf-8").splitlines():
            yield Example(line, "")
    for name in PROSE:
        for one in paragraphs(name):
            yield from () if one.rightly else _innocent(document(one.text))
    for path in sorted([*Path("content").rglob("*.md"), *STARTER.rglob("*.md")]):
        text = path.read_text("utf-8")
        shipped = _innocent(Document(header.read(text, str(path), "article"), ""))
        yield from (one._replace(cost=_SHIPPED) for one in shipped)


def _innocent(read: Document) -> Iterator[Example]:
    """Yield each sentence of a document in which nothing is wrong."""
    for block in read.sentences_at:
        said = block.text.replace("\n", " ")
        yield from (Example(said[slice(*one)].strip(), "") for one in sentences.every(said))


def train(data: list[Example]) -> tuple[float, dict[str, float], dict[str, str]]:
    """Return the bias, the weight of each feature that tells most, and its topic.

    A feature that is in one sentence only is chance. Of the others the heaviest are kept, and
    weighed once more, now that the rest is not there to share with.
    """
    read = [(_features(_NAMES.sub(classifier.NAME, one.sentence)), one.topic) for one in data]
    seen = Counter(one for some, _ in read for one in some)
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    for some, topic in read:
        for one in some:
            topics[one][topic] += 1
    sides = [(1 if one.topic else -1, 1 / (2 * _COST * one.cost)) for one in data]
    kept = {one for one, count in seen.items() if count > 1}
    for _ in range(2):
        names = sorted(kept)
        numbers = {one: number for number, one in enumerate(names)}
        rows = [[numbers[one] for one in some if one in kept] for some, _ in read]
        bias, found = _descend(rows, sides, len(names))
        weight = dict(zip(names, found, strict=True))
        kept = set(sorted(names, key=lambda one: (-abs(weight[one]), one))[:_MOST])
    weight = {one: value for one, value in weight.items() if abs(value) >= _LEAST}
    of = {one: _most(topics[one]) if weight[one] > 0 else "innocent" for one in weight}
    return bias, weight, of


def _descend(
    rows: list[list[int]], sides: list[tuple[int, float]], size: int
) -> tuple[float, list[float]]:
    """Return the bias and the weights of `size` features, by which guilty rows are told.

    `rows` has the numbers of the features in each sentence, `sides` whether it is guilty (1 or -1)
    and how much slack it is given. A linear support vector machine with squared losses, by descent
    along one sentence at a time (Hsieh et al., 2008, A dual coordinate descent method for
    large-scale linear SVM, algorithm 1); what stays far on its right side is looked at only in
    every fifth round.
    """
    weight = [0.0] * size
    bias, order = 0.0, random.Random(0)
    share = [0.0] * len(rows)
    numbers = list(range(len(rows)))
    looked_at = numbers[:]
    for turn in range(_ROUNDS):
        order.shuffle(looked_at)
        near = []
        for number in looked_at:
            row, (side, slack) = rows[number], sides[number]
            score = bias + sum([weight[one] for one in row])
            slope = side * score - 1 + share[number] * slack
            if not share[number] and slope > _FAR:
                continue
            near.append(number)
            after = max(share[number] - slope / (len(row) + 1 + slack), 0.0)
            step = (after - share[number]) * side
            share[number] = after
            bias += step
            for one in row:
                weight[one] += step
        looked_at = near if turn % 5 < 4 else numbers[:]
    return bias * _SCALE, [value * _SCALE for value in weight]


def _features(sentence: str) -> list[str]:
    alone, pairs, apart = classifier.features(sentence)
    return sorted(
        {
            *alone,
            *(classifier.written(*one) for one in pairs),
            *(classifier.written(*one, gap=True) for one in apart),
        }
    )


def _most(topics: Counter[str]) -> str:
    """Return the topic of which a feature speaks, "any" if it speaks of many."""
    some = {topic: count for topic, count in topics.items() if topic}
    topic = max(some, key=lambda topic: (some[topic], topic), default="any")
    return topic if some and some[topic] >= sum(some.values()) * _SHARE else "any"


def main() -> None:
    bias, weight, of = train(list(examples()))
    topics: dict[str, dict[str, str]] = {}
    for topic in sorted(set(of.values())):
        by_weight: dict[float, list[str]] = defaultdict(list)
        for one in sorted(weight):
            if of[one] == topic:
                by_weight[round(weight[one], 1)].append(one)
        topics[topic] = {
            str(value): ", ".join(by_weight[value]) for value in sorted(by_weight, reverse=True)
        }
    found = {"bias": round(bias, 1), "topics": topics}
    classifier.WEIGHTS.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{len(weight)} weights")


if __name__ == "__main__":
    main()
