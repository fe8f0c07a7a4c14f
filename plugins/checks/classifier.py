"""How much a sentence resembles those that boards object to, by the words that stand in it.

A linear classifier. Its features are the stems of words, two that stand side by side (“off pill”)
or with one word between (“off … pill”), and families of words (`rules.families`, in capitals).
weights.json gives each of them a weight, above nought where it speaks for a violation, with the
topic it speaks of; the score of a sentence is their sum. The weights are found by logistic
regression on the sentences in tests/checks/sentences, by `python -m tests.checks.training`; anybody
can read them and ask of a sentence why (`because`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from plugins.checks.rules import frames

WEIGHTS = Path(__file__).with_name("weights.json")
# From LIKELY on a sentence is told of by itself. What a table of frames finds holds up publishing
# from EVEN on, and is told at all from UNLIKELY on, or if the frame is weak from EVEN on: for no
# table foresees everything that its words are used for.
LIKELY, EVEN, UNLIKELY = 1.0, 0.0, -2.5
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[%$!?\"“”:;]")
_ENDS = re.compile(r"(?:ing|ed|es|s|ly|e|y)$")
_CLAUSE = re.compile(r"[;:—–]|, ")
_BEGIN, _END = "^", "."


def stem(word: str) -> str:
    """Return a word without its ending, so that “heals” and “healing” are one; a number is 0."""
    if word[0].isdigit():
        return "0"
    return _ENDS.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=50_000)
def _read(token: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the stems of a token in small letters, of a contraction both, and their families."""
    parts = frames.parts(token)
    return tuple(map(stem, parts)), frozenset().union(*map(frames.families_of, parts))


def features(sentence: str) -> tuple[set[str], set[tuple[str, str]], set[tuple[str, str]]]:
    """Return what stands in a sentence: stems and families, what is side by side, and nearly so."""
    stems: list[str] = [_BEGIN]
    families: set[str] = set()
    for token in _TOKEN.findall(sentence.lower().replace("’", "'")):
        some, of = _read(token)
        stems += some
        families |= of
    stems.append(_END)
    return (
        families.union(stems),
        set(pairwise(stems)),
        set(zip(stems, stems[2:], strict=False)),
    )


@lru_cache(maxsize=50_000)
def _alone(token: str) -> float:
    """Return the weight of what a token is by itself, its stems and its families."""
    weight = weights().alone
    return sum(weight.get(one, 0.0) for of in _read(token) for one in of)


@dataclass(frozen=True)
class Weights:
    """The weight of each feature, of each kind that `features` finds, and what each speaks of."""

    bias: float
    alone: dict[str, float]
    pairs: dict[tuple[str, str], float]
    apart: dict[tuple[str, str], float]
    topics: dict[str, str]

    def score(self, sentence: str) -> float:
        """Return the sum of the weights of what stands in a sentence."""
        alone, pairs, apart = features(sentence)
        weight, of_pair, of_apart = self.alone, self.pairs, self.apart
        return (
            self.bias
            + sum([weight[one] for one in alone if one in weight])
            + sum([of_pair[one] for one in pairs if one in of_pair])
            + sum([of_apart[one] for one in apart if one in of_apart])
        )

    def likely(self, sentence: str) -> bool:
        """Return whether a sentence is to be told of: most are let be by their words alone."""
        tokens = _TOKEN.findall(sentence.lower().replace("’", "'"))
        return sum(map(_alone, tokens)) > 0 and self.score(sentence) >= LIKELY

    def because(self, sentence: str) -> dict[str, float]:
        """Return the weight of each thing in a sentence that has one, as weights.json writes it."""
        alone, pairs, apart = features(sentence)
        return {
            **{one: self.alone[one] for one in sorted(alone & self.alone.keys())},
            **{written(*one): self.pairs[one] for one in sorted(pairs & self.pairs.keys())},
            **{
                written(*one, gap=True): self.apart[one]
                for one in sorted(apart & self.apart.keys())
            },
        }

    def topic(self, sentence: str) -> str:
        """Return of what most of what speaks for a violation speaks; "" if nothing does."""
        sums: dict[str, float] = defaultdict(float)
        for one, weight in self.because(sentence).items():
            if weight > 0:
                sums[self.topics[one]] += weight
        return max(sums, key=lambda topic: (sums[topic], topic), default="")


def written(one: str, other: str, *, gap: bool = False) -> str:
    """Return how a feature of two words is written."""
    return f"{one} … {other}" if gap else f"{one} {other}"


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the weights that are shipped."""
    shipped = json.loads(WEIGHTS.read_text("utf-8"))
    found = Weights(shipped["bias"], {}, {}, {}, {})
    for topic, by_weight in shipped["topics"].items():
        for weight, listed in by_weight.items():
            for one in listed.split(", "):
                found.topics[one] = topic
                first, *rest = one.split(" ")
                if not rest:
                    found.alone[one] = float(weight)
                elif rest[0] == "…" and len(rest) > 1:
                    found.apart[first, rest[1]] = float(weight)
                else:
                    found.pairs[first, rest[0]] = float(weight)
    return found


def borne_out(text: str, sentence: tuple[int, int], said: tuple[int, int]) -> float:
    """Return the score of a sentence, or of the clause in it that says something if that has more.

    All by where they stand in `text`: what else a long sentence tells takes nothing back.
    """
    first, last = sentence
    begin = max([first, *(one.end() for one in _CLAUSE.finditer(text, first, said[0]))])
    end = min([last, *(one.start() for one in _CLAUSE.finditer(text, said[1], last))])
    return max(weights().score(text[slice(*span)].strip()) for span in (sentence, (begin, end)))
