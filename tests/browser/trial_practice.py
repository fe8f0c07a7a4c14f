"""A practice whose pages hold everything that a page may hold, short, long, wide and strange."""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image

from tests.trial_site import TrialSite

OUTSIDE = "https://elsewhere.example/a-study"
EVERYTHING = (Path(__file__).parent / "everything.md").read_text("utf-8")
LONG_TITLE = (
    "On being pulled two ways at once, wanting to rest and wanting to work, wanting to be close "
    "and wanting to be left alone, and what both of these wishes may have been trying to do all "
    "these long years"
)
WIDE = "|" + "|".join(f" Column {n} " for n in range(1, 13)) + "|\n" + "|" + "---|" * 12 + "\n"
WIDE += "".join("|" + "|".join(f" {n} times {m} " for n in range(12)) + "|\n" for m in range(4))
# Two columns, and words that no window of a telephone can hold.
WORDS = """
| Word | Meaning |
|---|--:|
| Kraftfahrzeughaftpflichtversicherungsgesellschaft | Donaudampfschifffahrtsgesellschaftskapitän |
"""
PLAIN = """\
## What is kept

Nothing is kept.

## What is sent

Nothing is sent. Write to the [board](https://elsewhere.example/board) if you doubt it.

## Whom to ask

| Where | Whom |
|---|---|
| Colorado | The board in Denver, which answers letters from people in every county of the state |
"""
# Fifteen words.
SENTENCE = "A part that plans and a part that rests can share one long, quiet afternoon. "
PARAGRAPH = SENTENCE * 5 + "\n\n"


def _long_article() -> str:
    """1,200 words: twelve paragraphs of 75 in four sections, and four answers of 75."""
    sections = [f"## Section {name}\n\n{PARAGRAPH * 3}" for name in ("one", "two", "three", "four")]
    answers = [
        f"### Is it the {name} question?\n\n{PARAGRAPH}" for name in ("1st", "2nd", "3rd", "4th")
    ]
    return "".join([*sections, "## Questions people ask\n\n", *answers])


def _png() -> bytes:
    picture = io.BytesIO()
    Image.linear_gradient("L").resize((800, 500)).save(picture, "PNG")
    return picture.getvalue()


def write(folder: Path) -> TrialSite:
    """The practice in `folder`/content, with every fact filled in."""
    site = TrialSite(folder)
    site.facts(
        practice={
            "name": "Quiet Room for Parts Work",
            "email": "jane@practice.example",
            "phone": "(512) 555-0100",
            "scheduling_url": "https://calendar.example/jane",
            "timezone": "America/Denver",
            "same_as": ["https://directory.example/jane"],
        },
        people={"jane-doe": _JANE},
        services=[
            {"name": "Therapy", "type": "therapy", "states": ["CO", "TX", "CA"]},
            {"name": "Coaching", "type": "coaching", "worldwide": True},
        ],
        consultation={"free": True, "minutes": "20"},
        crisis_lines=[
            {"name": "988 Suicide & Crisis Lifeline", "call": "988", "text": "988"}
            | {"chat": "https://chat.example", "note": "At any hour."}
        ],
    )
    _pages(site)
    _articles(site)
    site.paths(
        {
            "path": "New to parts work",
            "summary": "Three to begin with.",
            "articles": [
                {"slug": "one-word", "because": "It is short."},
                {"slug": "everything", "because": "It holds everything that an article may hold."},
                {"slug": "long-title", "because": "Nothing comes after it."},
            ],
        },
        {"path": "For the night", "summary": "To read late.", "articles": ["twelve-hundred-words"]},
    )
    site.write("redirects.yaml", "/old-address: /articles/everything/\n")
    site.write("images/desk.png", _png())
    return site


_JANE = {
    "name": "Jane Doe",
    "legal_name": "Jane Maria Doe",
    "degree": "MA",
    "credentials": "LPC",
    "job_title": "Psychotherapist",
    "signature": "J",
    "licenses": [
        {"state": "CO", "title": "LPC", "number": "0012345"}
        | {"board": "State Board", "lookup": "https://board.example/lookup"}
    ],
    "ifs_training": {"level": "2", "year": "2024"},
    "same_as": ["https://directory.example/jane"],
}


def _pages(site: TrialSite) -> None:
    hidden = {"status": "hidden", "template": "not_found", "url": "404.html"}
    site.page("404", "Go [home](/).\n", title="Not here", save_as="404.html", **hidden)
    home = "## Who you would talk to\n\nI am Jane. [More about me](/about/).\n"
    site.page(
        "home", home, title="Part of you wants to.", template="home", url="", save_as="index.html"
    )
    site.page("articles", template="articles", menu="Articles", menu_order=1)
    fees = (
        "## Fees {.faq}\n\n### What does it cost?\n\nThat depends.\n\n### Is it covered?\n\nAsk.\n"
    )
    site.page("questions", fees, template="questions", menu="Questions", menu_order=2)
    site.page("about", PLAIN, template="about", menu="About", menu_order=3)
    site.page("consultation", PLAIN, template="consultation", menu="Consultation", menu_order=4)
    site.page("notice", PLAIN, title="Notice about what is kept, what is sent, and whom to ask")


def _articles(site: TrialSite) -> None:
    site.article(
        "everything",
        EVERYTHING,
        content_note="This article speaks of loss.",
        tags=["parts"],
        modified="2026-05-01",
        sources=[
            {"title": "Doe (2020). A study of rest. Journal of Quiet", "url": f"{OUTSIDE}/doe"},
            {"title": "A book without an address"},
        ],
    )
    site.article(
        "one-word", "Words. See [is it safe](everything.md#safe).\n", title="Rest", tags=["parts"]
    )
    site.article("one-word.es", "Palabras.\n", title="Descanso", summary="Un texto corto.")
    site.article("long-title", f"{PARAGRAPH}{WIDE}\n{WORDS}\n", title=LONG_TITLE, tags=["parts"])
    site.article(
        "twelve-hundred-words",
        _long_article(),
        sources=[{"title": "A study of rest", "url": OUTSIDE}],
    )
    many = "".join(f"### Is number {n} a question?\n\n{SENTENCE}\n\n" for n in range(1, 21))
    site.article("twenty-questions", f"Words.\n\n## Questions people ask\n\n{many}")
