"""Rules about questions and their answers, beside those of `faq_neighbors.questions`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule, text_rule
from plugins.core import safe_html
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.faq import TITLES, normal
from plugins.notices.known import Known

rule = partial(site_rule, group="questions", allowable=True)
SHORTEST = 12  # words: fewer are seldom more than yes or no
MANY = 5  # words that say something: of so many, one more or less seldom changes what is asked
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# Words that change nothing about what is asked. “What”, “why”, “how” and “not” do.
_SMALL = """
a an the this that these those it its is are was were be been am do does did doing have has had will
would can could may might shall should of to in on at by with from as and or if i me my you your we
our us they them their there then so just really actually ever
"""
_EMPTY = frozenset(_SMALL.split())
_TURNS = ("not", "no", "never", "without", "n't")  # what turns a question into its contrary
_TITLES = frozenset(map(normal, TITLES))
_TITLE_WORDS = frozenset({"faq", "faqs", "questions", "misconceptions"})  # each has one of these
_MARKED = re.compile(r"^##([^#{}\n]+)\{[^{}\n]*\.faq\b", re.MULTILINE)
_ASKED = re.compile(r"\?[\"'”’)]*\s*(?:<|\n|$)")
_Q = re.compile(r"(?:^|[>\n])[ ]*Q(?:uestion)?[ ]?\d*[:.]")
_EACH = "Write each question as a heading of its own, “### …?”, and its answer below it"


@rule("faq-short", "An answer is too short to help", "warning")
def faq_short(site: WholeSite) -> Problems:
    """An answer of fewer than 12 words is seldom more than a yes or a no. Whoever asks mostly wants
    to know what follows from it.

    **How to mend it:** Say in a second sentence what it means for her, or what she can do next.

    ```text
    No. You stay awake the whole time, and you can stop whenever you like.
    ```
    """
    for _, item in _answered(site):
        # The second look costs more, and an answer of sixty spaces is no short one.
        if item.visible.count(" ") > 5 * SHORTEST:
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


@rule("faq-alike", "Two questions ask nearly the same", "note")
def faq_alike(site: WholeSite) -> Problems:
    """Two questions have the same words but for small ones and plurals; or, with five words and
    more that matter, all but one. They stand together on the Questions page, where a reader wonders
    what the difference is.

    **How to mend it:** If they mean the same, keep one and link to it. If not, say in the words of
    one what is different.
    """
    # To compare each with each would take minutes for thousands; so each is looked up by its words,
    # and by them without each of them in turn. The very same question once more is another rule's
    # matter.
    seen: set[tuple[str, str]] = set()
    whole: dict[tuple[str, frozenset[str]], FaqItem] = {}
    shortened: dict[tuple[str, frozenset[str]], FaqItem] = {}
    for lang, item in _answered(site):
        words = content_words(item.key)
        if len(words) < 2 or (lang, item.key) in seen:
            continue
        seen.add((lang, item.key))
        asked = (lang, words)
        shorter = [
            (lang, words - {word})
            for word in (words if len(words) >= MANY else ())
            if not word.endswith(_TURNS)
        ]
        like = whole.get(asked) or shortened.get(asked)
        like = like or next((whole[some] for some in shorter if some in whole), None)
        if like:
            yield faq_alike.problem(
                item.path,
                item.line,
                f"“{item.question}” asks nearly the same as “{like.question}” in "
                f"{like.path}:{like.line}.",
                "If they mean the same, keep one and link to it; otherwise, say in the words of "
                "one what is different.",
            )
        whole.setdefault(asked, item)
        for some in shorter:
            shortened.setdefault(some, item)


def _answered(site: WholeSite) -> Iterator[tuple[str, FaqItem]]:
    """Yield the questions that visitors find an answer to, each with its language."""
    for entry in site.entries:
        if entry.published:
            yield from ((entry.lang, item) for item in entry.faq if item.answered)


def content_words(question: str) -> frozenset[str]:
    """Return what a question is about: its words without small ones, plurals one with singulars.

    >>> sorted(content_words("how long does a session take"))
    ['how', 'long', 'session', 'take']
    """
    words = (word.removesuffix("'s") for word in _WORD.findall(question))
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if word not in _EMPTY
    )


@text_rule(
    "faq-none",
    "No questions are found below a heading for them",
    "warning",
    group="questions",
    allowable=True,
)
def faq_none(document: Document, _: Known) -> Problems:
    """A heading such as “FAQ” opens a list of questions that fold open, and that the Questions page
    and search engines know. Below this one stands what seems to be questions, in a form that is not
    understood as such.

    **How to mend it:** Make each question a heading of the third level.

    ```markdown
    ## FAQ
    ### Is it hypnosis?
    No. You stay awake.
    ```
    """
    typed = document.header.body
    if document.words.isdisjoint(_TITLE_WORDS) and ".faq" not in typed:
        return
    marked = {normal(match[1]) for match in _MARKED.finditer(typed)} if ".faq" in typed else set()
    sections = [part.partition("</h2>") for part in document.html.split("<h2")[1:]]
    heads = [safe_html.plain(part[0].partition(">")[2]) for part in sections]
    for head, after, part in zip(heads, [*heads[1:], ""], sections, strict=False):
        inside = part[2].partition("<h1")[0]
        if normal(head) not in _TITLES | marked or "<section" in inside:
            continue
        if not inside.strip() and after.endswith("?"):
            remedy = "Begin the line of each question with ### instead of ##."
        elif _Q.search(inside):
            remedy = f"{_EACH}, without “Q:” and “A:”."
        elif not inside.strip() or _ASKED.search(inside):
            remedy = f"{_EACH}."
        else:
            continue  # a heading “Questions” over a paragraph that asks nothing is only a heading
        same = (block.line for block in document.blocks if block.level == 2 and block.text == head)
        yield faq_none.problem(
            document.path,
            next(same, document.header.line_of(head)),
            f"“{head}” opens a list of questions, but no question is found below it.",
            remedy,
        )
