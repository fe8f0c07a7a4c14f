"""Rules about whoever reads: is it right, still right, within reach, and is help close by?"""

from __future__ import annotations

import re
from functools import partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule, text_rule
from plugins.notices.known import Known
from plugins.practice.model import Facts

rule = partial(text_rule, group="care", allowable=True)
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
    r"<[^<>]*? (?:class=\"[^\"]*\bpause\b|href=\"(?:[^\"]*crisis-help|(?:tel|sms):988))"
)


@rule("reading-grade", "A text is hard to read", "warning")
def reading_grade(document: Document, _: Known) -> Problems:
    """The text asks its reader for many years of school, by the formula of Flesch and Kincaid: long
    sentences and long words count. Material for patients is asked to be at grade 6 to 8; articles
    here aim at 7 to 9. Above 9 is a note, above 11 a warning. Somebody who is tired or afraid reads
    worse than she otherwise would. Only English is measured, and only from 100 words on.

    **How to mend it:** Make two sentences of the longest ones, and look for a shorter word where
    there is one.
    """
    if not str(document.fields.get("lang", "en")).startswith("en"):
        return
    if document.prose.count(" ") < ENOUGH_WORDS or document.grade <= GRADE:
        return
    yield reading_grade.problem(
        document.path,
        document.header.body_line,
        f"This text reads at grade {document.grade:.1f}; many people read grades 7 to 9 with ease, "
        f"and {HIGHEST_GRADE} should be the most.",
        "Make two sentences of the longest ones, and look for a shorter word where there is one.",
        severity="warning" if document.grade > HIGHEST_GRADE else "note",
    )


@rule("paragraph-long", "A paragraph is long", "note")
def paragraph_long(document: Document, _: Known) -> Problems:
    """A paragraph of more than 120 words fills about three quarters of what a phone shows at once.
    The eye finds no place to rest, and loses its line.

    **How to mend it:** Put a blank line where the thought turns.
    """
    for block in document.blocks:
        # Spaces are counted faster than words; a few more words stand between two lines.
        if block.kind in ("paragraph", "item", "quote") and block.text.count(" ") > 90:
            size = len(block.text.split())
            if size > LONGEST_PARAGRAPH:
                message = f"This paragraph has {size} words, which fill most of a phone's screen."
                remedy = "Put a blank line where its thought turns."
                yield paragraph_long.problem(document.path, block.line, message, remedy)


@rule("crisis-way", "An article speaks of something heavy, without help or rest", "note")
def crisis_way(document: Document, _: Known) -> Problems:
    """The note above an article says that it speaks of suicide, self-harm, trauma, abuse or
    violence, and in the text there is neither a link to help nor a place to rest. The foot of the
    page has the crisis lines, but whoever needs them may not get so far.

    **How to mend it:** Link to `/crisis-help/` where it may be needed, or set a pause after what is
    heavy.

    ```markdown
    Look up from the page for a moment, if you like.
    {: .pause}
    ```
    """
    fields = document.fields
    found = _HEAVY.search(fields.get("content_note", ""))
    if not found or document.kind != "article" or fields["status"] == "draft":
        return
    if not _REST.search(document.html):
        yield crisis_way.problem(
            document.path,
            document.header.line("content_note"),
            f"The note above this article mentions {found[0].lower()}, but the text has neither a "
            "link to help in a crisis nor a pause.",
            "Link to /crisis-help/ where it may be needed, or set a pause: a line {: .pause} below "
            "a paragraph.",
        )


@site_rule("crisis-lines-missing", "No crisis line is named", group="care", stops="publish")
def crisis_lines_missing(site: WholeSite) -> Problems:
    """The foot of every page says whom to call at once, from “crisis_lines” in `practice.yaml`, and
    there is none. Somebody may read the site in the worst hour of her life.

    **How to mend it:** Name at least the 988 Suicide & Crisis Lifeline and 911; abroad, the
    emergency number and the crisis line of your country.

    ```yaml
    crisis_lines:
      - name: 988 Suicide & Crisis Lifeline
        call: '988'
        text: '988'
        chat: https://988lifeline.org
    ```
    """
    if site.facts != Facts() and not site.facts.urgent_lines:
        message = "No crisis line is named, so no page can say whom to call at once."
        remedy = "Write under “crisis_lines:” at least the 988 Suicide & Crisis Lifeline and 911."
        if not site.facts.in_usa:
            remedy = (
                "Write under “crisis_lines:” the emergency number, and whom to call, where you are."
            )
        yield crisis_lines_missing.problem(site.facts_path, 1, message, remedy)


@site_rule(
    "invitation-missing",
    "Articles end without an invitation",
    "warning",
    group="care",
    allowable=True,
)
def invitation_missing(site: WholeSite) -> Problems:
    """Articles end with an invitation to talk, which leads to the consultation page, and there is
    no such page. Who has read to the end then finds no next step.

    **How to mend it:** Write a page with “template: consultation” in its header.
    """
    published = [entry.document for entry in site.entries if entry.published]
    if any(one.kind == "article" for one in published) and not any(
        one.fields.get("template") == "consultation" for one in published
    ):
        message = "There is no consultation page, so articles end without an invitation to talk."
        remedy = "Write a page that has “template: consultation” in its header."
        yield invitation_missing.problem(site.facts_path, 1, message, remedy)
