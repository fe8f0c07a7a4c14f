"""Rules about questions and their answers, beside those of `faq_neighbors.questions`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from plugins.checks.document import Entry, WholeSite
from plugins.checks.rules import site_rule
from plugins.core.problem import Problem
from plugins.faq_neighbors.answers import FaqItem

SHORTEST = 12  # words: fewer are seldom more than yes or no
MANY = 5  # words that say something: of so many, one more or less seldom changes what is asked
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# Words that change nothing about what is asked. “What”, “why”, “how” and “not” do.
_SMALL = """
a an the this that these those it its is are was were be been am do does did doing have has had will
would can could may might shall should of to in on at by with from as and or if i me my you your we
our us they their them there then so just really actually ever
"""
_EMPTY = frozenset(_SMALL.split())
_TURNS = ("not", "no", "never", "without", "n't")  # what turns a question into its contrary


@site_rule(
    "faq-short", "An answer is too short to help", "warning", group="questions", allowable=True
)
def faq_short(site: WholeSite) -> Iterator[Problem]:
    """An answer of fewer than 12 words is seldom more than a yes or a no. Whoever asks mostly wants
    to know what follows from it.

    **How to mend it:** Say in a second sentence what it means for her, or what she can do next.

    ```text
    No. You stay awake the whole time, and you can stop whenever you like.
    ```
    """
    for entry in _read(site):
        for item in entry.faq:
            # The second look costs more, and an answer of sixty spaces is no short one.
            if not item.answered or item.visible.count(" ") > 5 * SHORTEST:
                continue
            size = len(item.words.split())
            if size < SHORTEST:
                yield faq_short.problem(
                    item.path,
                    item.line,
                    f"The answer to “{item.question}” has {size} word{'s' * (size > 1)}, "
                    "which is too short to help much.",
                    "Say in a second sentence what follows from it, or what to do next.",
                )


@site_rule(
    "faq-alike", "Two questions ask nearly the same", "note", group="questions", allowable=True
)
def faq_alike(site: WholeSite) -> Iterator[Problem]:
    """Two questions have the same words but for small ones and plurals; or, with five words and
    more that matter, all but one. They stand together on the Questions page, where a reader wonders
    what the difference is.

    **How to mend it:** If they mean the same, keep one and link to it. If not, say in the words of
    one what is different.
    """
    by_lang: dict[str, dict[str, FaqItem]] = defaultdict(dict)
    for entry in _read(site):
        for item in entry.faq:
            if item.answered:  # the very same question once more is another rule's matter
                by_lang[entry.lang].setdefault(item.key, item)
    for items in by_lang.values():
        yield from _alike(items)


def _alike(items: Mapping[str, FaqItem]) -> Iterator[Problem]:
    """Yield each question once, beside the first that is like it.

    To compare each with each would take minutes for thousands; so each is looked up by its words,
    and by them without each of them in turn.
    """
    whole: dict[frozenset[str], FaqItem] = {}
    shortened: dict[frozenset[str], FaqItem] = {}
    for key, item in items.items():
        words = content_words(key)
        if len(words) < 2:
            continue
        shorter = (
            [words - {w} for w in words if not w.endswith(_TURNS)] if len(words) >= MANY else []
        )
        like = whole.get(words) or shortened.get(words)
        like = like or next((whole[some] for some in shorter if some in whole), None)
        if like:
            yield faq_alike.problem(
                item.path,
                item.line,
                f"“{item.question}” asks nearly the same as “{like.question}” in "
                f"{like.path}:{like.line}.",
                "If they mean the same, keep one and link to it; else say in the words of one "
                "what is different.",
            )
        whole.setdefault(words, item)
        for some in shorter:
            shortened.setdefault(some, item)


def content_words(question: str) -> frozenset[str]:
    """What a question is about: its words without the small ones, plurals as one with singulars.

    >>> sorted(content_words("how long does a session take"))
    ['how', 'long', 'session', 'take']
    """
    words = (word.removesuffix("'s") for word in _WORD.findall(question))
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if word not in _EMPTY
    )


def _read(site: WholeSite) -> Iterator[Entry]:
    return (entry for entry in site.entries if entry.published)
