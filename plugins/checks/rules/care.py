"""Rules about whoever reads: is it right, still right, within reach, and is help close by?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.checks.document import Document, SiteRule, TextRule, WholeSite
from plugins.checks.rules.reviews import checked_dates, never_reviewed, review_dates
from plugins.checks.rules.sources import doubtful_sources
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem

# Material for patients is asked to be readable at grade 6 to 8 (PMC3049622, PMC6334864). Articles,
# which nobody has to read, aim at 7 to 9 on average, and none goes above 11.
GRADE, HIGHEST_GRADE = 9, 11
ENOUGH_WORDS = 100  # to tell a grade; below, one long word decides it
# In words; 120 are 470 pixels high on a phone of 390 by 844, of which its browser leaves some 660.
LONGEST_PARAGRAPH = 120
_HEAVY = re.compile(
    r"\b(?:suicid\w*|self[- ]?harm\w*|self[- ]injur\w*|overdos\w*|trauma\w*|abus\w*|assault\w*"
    r"|rape\w*|violen\w*)",
    re.IGNORECASE,
)
_REST = re.compile(
    r"<[^>]*? (?:class=\"[^\"]*\bpause\b|href=\"(?:[^\"]*crisis-help|(?:tel|sms):988))"
)


def hard_to_read(document: Document, _: Facts) -> Iterator[Problem]:
    """The reading grade of an English text, by `plugins.checks.readability`."""
    if not str(document.fields.get("lang", "en")).startswith("en"):
        return
    if document.prose.count(" ") < ENOUGH_WORDS or document.grade <= GRADE:
        return
    yield Problem(
        document.path,
        document.source.body_line,
        f"This text asks for {document.grade:.1f} years of school; 7 to 9 on average is what many "
        f"can read with ease, and {HIGHEST_GRADE} should be the most.",
        "Make two sentences of the longest ones, and look for a shorter word where there is one.",
        "reading-grade",
        "warning" if document.grade > HIGHEST_GRADE else "note",
    )


def long_paragraphs(document: Document, _: Facts) -> Iterator[Problem]:
    """What fills most of a phone's screen without a place for the eyes to rest."""
    for block in document.blocks:
        # Spaces are counted faster than words; a few more words stand between two lines.
        if block.kind in ("paragraph", "item", "quote") and block.text.count(" ") > 90:
            size = len(block.text.split())
            if size > LONGEST_PARAGRAPH:
                yield Problem(
                    document.path,
                    block.line,
                    f"This paragraph has {size} words, which fill most of a phone's screen.",
                    "Put a blank line where its thought turns.",
                    "paragraph-long",
                    "note",
                )


def heavy_without_rest(document: Document, _: Facts) -> Iterator[Problem]:
    """An article that warns of something heavy and offers neither help nor a rest on the way."""
    fields = document.fields
    found = _HEAVY.search(fields.get("content_note", ""))
    if not found or document.kind != "article" or fields["status"] == "draft":
        return
    if not _REST.search(document.html):
        yield Problem(
            document.path,
            document.source.line("content_note"),
            f"The note above this article speaks of {found[0].lower()}, and in the text there is "
            "neither a link to help in a crisis nor a pause.",
            "Link to /crisis-help/ where it may be needed, or set a pause: a line {: .pause} below "
            "a paragraph.",
            "crisis-way",
            "note",
        )


def no_way_to_help(site: WholeSite) -> Iterator[Problem]:
    """The foot of every page says whom to call at once, from the facts."""
    if site.facts != Facts() and not site.facts.crisis_lines:
        yield Problem(
            site.facts_path,
            1,
            "No crisis line is named, so no page can say whom to call at once.",
            "Write under “crisis_lines:” at least the 988 Suicide & Crisis Lifeline and 911.",
            "crisis-lines-missing",
        )


def no_invitation(site: WholeSite) -> Iterator[Problem]:
    """Articles end with an invitation to talk, if there is a page that it can lead to."""
    if any(e.document.kind == "article" for e in site.entries if e.published) and not any(
        e.published and e.document.fields.get("template") == "consultation" for e in site.entries
    ):
        yield Problem(
            site.facts_path,
            1,
            "There is no consultation page, so articles end without an invitation to talk.",
            "Write a page that has “template: consultation” in its header.",
            "invitation-missing",
            "warning",
        )


TEXT_RULES: tuple[TextRule, ...] = (
    never_reviewed,
    doubtful_sources,
    hard_to_read,
    long_paragraphs,
    heavy_without_rest,
)
SITE_RULES: tuple[SiteRule, ...] = (review_dates, checked_dates, no_way_to_help, no_invitation)
