"""Find the weights of the classifier by which sentences are told that no table foresees.

    python -m tests.checks.training

Logistic regression by stochastic gradient descent: written out, since it is short, and so that the
same sentences always give the same weights. Learned from are the sentences in FROM, and what is
innocent in the paragraphs of practices and in the content and the starters that are shipped; never
from the lists that are held out (HELD_OUT), nor from the practices of tests.example_practices.
"""

from __future__ import annotations

import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from plugins.checks import classifier
from plugins.checks.document import Document
from plugins.checks.rules import sentences
from plugins.frontmatter import header
from tests.checks.claim_rates import SENTENCES, written
from tests.checks.documents import document
from tests.checks.paragraph_rates import paragraphs

FROM = ("tuning", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "limits")
HELD_OUT = ("held_out", "last", "unseen", "fifth_held_out", "eighth_held_out")
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
# Who is named in the lists is the same person; that her name stands there says nothing.
_NAMES = re.compile(r"\b(?:Bethany|Russell|Larkspur)\b")
_RUNS, _ROUNDS, _STEP, _SHRINK = 4, 12, 0.15, 5e-4
_LEAST = 0.15  # what weighs less tells nothing


def examples() -> Iterator[tuple[str, str]]:
    """Yield what is learned from: a sentence, and the topic of its violation or ""."""
    for name in FROM:
        for group, guilty, sentence in written(f"by_class_{name}.txt"):
            yield sentence, group if guilty else ""
    for name in GUILTY:
        for line in (SENTENCES / f"{name}.txt").read_text("utf-8").splitlines():
            code, _, sentence = line.partition(" | ")
            yield sentence, TOPICS.get(code, "healing")
    for name in INNOCENT:
        for line in (SENTENCES / f"{name}.txt").read_text("utf-8").splitlines():
            yield line, ""
    for name in PROSE:
        for one in paragraphs(name):
            yield from () if one.rightly else _innocent(document(one.text))
    for path in sorted([*Path("content").rglob("*.md"), *STARTER.rglob("*.md")]):
        text = path.read_text("utf-8")
        yield from _innocent(Document(header.read(text, str(path), "article"), ""))


def _innocent(read: Document) -> Iterator[tuple[str, str]]:
    """Yield each sentence of a document in which nothing is wrong."""
    for block in read.sentences_at:
        said = block.text.replace("\n", " ")
        yield from ((said[slice(*one)].strip(), "") for one in sentences.every(said))


def train(data: list[tuple[str, str]]) -> tuple[float, dict[str, float], dict[str, str]]:
    """Return the bias, the weight of each feature that is in two sentences or more, its topic."""
    read = [(_features(_NAMES.sub("Nn", sentence)), topic) for sentence, topic in data]
    seen = Counter(one for some, _ in read for one in some)
    topics: dict[str, Counter[str]] = defaultdict(Counter)
    for some, topic in read:
        for one in some:
            topics[one][topic] += 1
    rows = [([one for one in some if seen[one] > 1], bool(topic)) for some, topic in read]
    # Of several runs in another order the mean: what only one order finds is chance.
    weight: dict[str, float] = defaultdict(float)
    bias = 0.0
    for seed in range(_RUNS):
        one_bias, found = _descend(rows, random.Random(seed))
        bias += one_bias / _RUNS
        for one, value in found.items():
            weight[one] += value / _RUNS
    kept = {one: value for one, value in weight.items() if abs(value) >= _LEAST}
    of = {one: _most(topics[one]) if kept[one] > 0 else "innocent" for one in kept}
    return bias, kept, of


def _descend(
    rows: list[tuple[list[str], bool]], order: random.Random
) -> tuple[float, dict[str, float]]:
    """Return the bias and the weights of one run: the mean of those after its later rounds."""
    weight: dict[str, float] = defaultdict(float)
    mean: dict[str, float] = defaultdict(float)
    bias = mean_bias = 0.0
    for turn in range(_ROUNDS):
        order.shuffle(rows)
        step = _STEP / (1 + turn * 0.3)
        for some, guilty in rows:
            score = bias + sum([weight[one] for one in some])
            error = guilty - 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
            error *= 2 if guilty else 1
            bias += step * error * 0.1
            for one in some:
                weight[one] += step * (error - _SHRINK * weight[one])
        if turn >= _ROUNDS // 2:
            share = 1 / (_ROUNDS - _ROUNDS // 2)
            mean_bias += bias * share
            for one, value in weight.items():
                mean[one] += value * share
    return mean_bias, mean


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
    some = {topic: count for topic, count in topics.items() if topic}
    return max(some, key=lambda topic: (some[topic], topic), default="innocent")


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
