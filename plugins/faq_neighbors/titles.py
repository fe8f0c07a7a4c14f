"""Which titles and headings say that questions and answers follow, and which end them.

A title is compared by its letters and figures alone, and without what stands in brackets:
`❓ F.A.Q.’s`, `Frequently-asked questions (FAQ)`. What it says about them may follow, or come
before the letters FAQ: `FAQ: Fees`, `Questions people ask about IFS`, `Telehealth FAQs`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from pathlib import Path

TITLES = Path(__file__).with_name("titles.txt").read_text("utf-8").splitlines()
_BRACKETS = re.compile(r"[(\[（【][^()\[\]（）【】]*[)\]）】]")
_MARKUP = re.compile(r"\]\([^()\s]*\)|<[^<>]*>|:[a-z][a-z_]*:")
_ABOUT = re.compile(
    r"[:：|·]|\s[-–—]+\s|(?:(?<=faq)|(?<=faqs)|(?<=asked questions))\s(?:for|on|from|in)\s"
    r"|\s(?:about|regarding|concerning|sobre|acerca|über|zu[mr]?|sur|sul?|sulla|over|om|o)\s",
    re.IGNORECASE,
)
_LETTERS = r"\b(?:FAQ['’]?s?|F\.A\.Q\.['’]?s?|frequently[ -]asked questions)"
_LETTERS_ANY = re.compile(_LETTERS, re.IGNORECASE)
_LETTERS_LAST = re.compile(rf"([^:]*?) {_LETTERS}(?: page)?\W*", re.IGNORECASE)
# A title that is a sentence speaks of an FAQ without being one: “FAQ about our move is coming”.
_SENTENCE = re.compile(
    r"\s(?!what|how|who|why|when|where)\S+\s(?:.*\s)?(?:is|are|was|were|will|has|have)\b",
    re.IGNORECASE,
)
_NO_TOPIC = re.compile(
    r"\b(?:an?|about|and|beyond|first|from|how|i|in|is|last|new|not?|of|or|read|see|than|that|this|to"
    r"|updated?|visit|we|what|why|with|without)\b"
)
# Headings over what follows an FAQ, although they ask: it is the reader who is to ask.
_CLOSING = re.compile(
    r"(?:do you )?(?:still )?(?:have|got|any)(?: (?:a|any|more|other|further|additional))*"
    r" questions?(?: .{0,30})?"
    r"|(?:still|more|other|further) (?:(?:have |got )?questions?|wondering|curious|unsure|not sure)"
    r"(?: .{0,30})?|(?:are you )?(?:ready|interested)(?: (?:to|for|in) .{0,60})?"
    r"|(?:want|would you like|wish) to (?:talk|know more|learn more|begin|start|work together).*"
    r"|(?:did ?n.t|do ?n.t|ca ?n.t|could ?n.t) (?:find|see) .*|need (?:more )?help|questions"
)


def key(text: str) -> str:
    """Return a name as it is compared: its letters and figures, without accents, `&` as `and`.

    >>> key("❓ F.A.Q.’s"), key("Q & A")
    ('faqs', 'qanda')
    """
    text = text.replace("&amp;", "and").replace("&", "and").replace("+", "and")
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text).casefold()))


def says_faq(title: str, keys: Container[str]) -> bool:
    """Return whether a title is one of those that are known by their `keys`, with its subject."""
    return any(key(words) in keys for words in _forms(_MARKUP.sub(" ", title)))


def _forms(title: str) -> Iterator[str]:
    """Yield a title, and what is left of it without brackets, without its subject."""
    yield title
    bare = " ".join(_BRACKETS.sub(" ", title).split())
    yield bare
    about = _ABOUT.search(bare)
    before = bare
    if about and not _SENTENCE.match(" " + bare[about.end() :].strip()):
        yield (before := bare[: about.start()])
    if about and not about[0].strip().isalpha() and _LETTERS_ANY.search(bare, about.end()):
        yield bare[about.end() :]
    if last := _LETTERS_LAST.fullmatch(before):
        topic = last[1].casefold()
        if topic.count(" ") < 3 and not _NO_TOPIC.search(topic):
            yield "FAQ"


def is_closing(title: str) -> bool:
    """Return whether a question ends the questions: `Still have questions?`, `Ready to begin?`."""
    return bool(_CLOSING.fullmatch(" ".join(re.sub(r"[^\w\s'’]", " ", title).casefold().split())))
