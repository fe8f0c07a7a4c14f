"""How much a sentence resembles those that boards object to, by the words that stand in it.

A linear classifier. Its features are the stems of words, two that stand side by side (“off pill”)
or with one word between (“off … pill”), and families of words (`rules.families`, in capitals). What
stands in every sentence (“your”, “the”) counts only beside another word.
weights.json gives each of them a weight, above nought where it speaks for a violation, with the
topic it speaks of, or “any”; the score of a sentence is their sum. The weights are found by a
support vector machine from the sentences in tests/checks/sentences, by
`python -m tests.checks.training`; anybody can read them and ask of a sentence why (`because`).
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Literal

from plugins.checks.rules import frames

WEIGHTS = Path(__file__).with_name("weights.json")
# From LIKELY on a sentence is told of by itself. What a table of frames finds is told from UNLIKELY
# on and holds up publishing from EVEN on, a weak frame is told from EVEN on; what is found by its
# very words holds it up from DOUBT on. Below REFUTED a whole sentence holds up nothing, whatever a
# clause of it says. For no table foresees everything that its words are used for.
LIKELY, EVEN, DOUBT, REFUTED, UNLIKELY = 1.8, 0.0, -5.0, -5.0, -3.0
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[%$!?\"“”:;]")
_ENDS = re.compile(r"(?:ing|ed|es|s|ly|e|y)$")
_CLAUSE = re.compile(r"[;:—–]|, ")
_BEGIN, _END = "^", "."
NAME = "nn"  # for whoever is called by her name
_EVERYWHERE = frozenset(
    re.findall(
        r"\S+",
        """^ . the a an and or of to in on at for with by from as is are was were be been i you your
        my me we our us it this that these those he she they them their his her its who whos what
        which when wher if than then there here do does did have has had not can will would may
        I ME MY YOU YOUR BE WILL CAN OURS""",
    )
)


def stem(word: str) -> str:
    """Return a word without its ending, so that “heals” and “healing” are one; a number is 0."""
    if word[0].isdigit():
        return "0"
    return _ENDS.sub("", word) if len(word) > 4 else word


@lru_cache(maxsize=50_000)
def _read(token: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return the stems of a token in small letters, of a contraction both, and their families."""
    parts = frames.parts(token)
    of = frozenset().union(*map(frames.families_of, parts))
    return tuple(map(stem, parts)), of - _EVERYWHERE


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
        families.union(stems) - _EVERYWHERE,
        set(pairwise(stems)),
        set(zip(stems, stems[2:], strict=False)),
    )


@dataclass(frozen=True)
class Weights:
    """The weight of each feature, of each kind that `features` finds, and what each speaks of."""

    bias: float
    alone: dict[str, float]
    pairs: dict[tuple[str, str], float]
    apart: dict[tuple[str, str], float]
    topics: dict[str, str]

    def score(self, sentence: str, names: frozenset[str] = frozenset()) -> float:
        """Return the sum of the weights of what stands in a sentence; `names` are `nameless`.

        This is done for each sentence of a site, so it makes no sets of what has no weight.
        """
        tokens = _TOKEN.findall(sentence.lower().replace("’", "'"))
        if not names.isdisjoint(tokens):
            tokens = [NAME if token in names else token for token in tokens]
        stems = [_BEGIN]
        there: set[str] = set()
        for token in tokens:
            some, weighed = self._weighed(token)
            stems += some
            there |= weighed
        stems.append(_END)
        score = self.bias + sum([self.alone[one] for one in there])
        pairs = {pair for pair in pairwise(stems) if pair in self.pairs}
        apart = {pair for pair in zip(stems, stems[2:], strict=False) if pair in self.apart}
        score += sum([self.pairs[pair] for pair in pairs])
        return score + sum([self.apart[pair] for pair in apart])

    @cached_property
    def stems(self) -> frozenset[str]:
        """Return every stem of which there is a weight, by itself or beside another."""
        beside = {stem for pair in (*self.pairs, *self.apart) for stem in pair}
        return frozenset(beside.union(self.alone))

    @cached_property
    def _weighed(self) -> Callable[[str], tuple[tuple[str, ...], frozenset[str]]]:
        """Return what gives the stems of a token, and what of it has a weight by itself."""

        @lru_cache(maxsize=50_000)
        def weighed(token: str) -> tuple[tuple[str, ...], frozenset[str]]:
            stems, families = _read(token)
            return stems, (families.union(stems) - _EVERYWHERE) & self.alone.keys()

        return weighed

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
            if weight > 0 and self.topics[one] != "any":
                sums[self.topics[one]] += weight
        return max(sums, key=lambda topic: (sums[topic], topic), default="")

    def strongest(self, sentence: str) -> tuple[int, int]:
        """Return where the word stands that by itself speaks most for a violation."""

        def weight(match: re.Match[str]) -> float:
            return sum(self.alone.get(one, 0.0) for of in _read(match[0]) for one in of)

        found = max(_TOKEN.finditer(sentence.lower().replace("’", "'")), key=weight)
        return found.span()


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


@lru_cache(maxsize=64)
def nameless(names: frozenset[str]) -> frozenset[str]:
    """Return those words of names, in small letters, that are no words otherwise, and genitives.

    The sentences that the weights are from have the same name, NAME, for whoever is meant.
    """
    known = weights().stems
    only = {name for name in names if stem(name) not in known}
    return frozenset(only | {f"{name}'s" for name in only})


def borne_out(
    text: str,
    sentence: tuple[int, int],
    said: tuple[int, int],
    names: frozenset[str],
    *,
    framed: bool,
    weak: bool,
) -> Literal["", "weakly", "firmly"]:
    """Return whether the words of a sentence bear out what a table finds said in it, and how.

    Only what is borne out firmly may hold up publishing. Where sentence and words stand in `text`
    is told by positions; `framed` and `weak` say by what it was found.
    """
    first, last = sentence
    whole = weights().score(text[first:last].strip(), names)
    # What else a long sentence tells takes nothing back: its clause may have more.
    begin = max([first, *(one.end() for one in _CLAUSE.finditer(text, first, said[0]))])
    end = min([last, *(one.start() for one in _CLAUSE.finditer(text, said[1], last))])
    score = max(whole, weights().score(text[begin:end].strip(), names))
    if framed and score < (EVEN if weak else UNLIKELY):
        return ""
    firmly = not weak and score >= (EVEN if framed else DOUBT) and whole >= REFUTED
    return "firmly" if firmly else "weakly"
