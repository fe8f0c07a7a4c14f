"""Reviews, sources, reading with ease, long paragraphs, help within reach."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from plugins.checks import readability
from plugins.checks.registry import RULES
from plugins.checks.rules import care
from plugins.checks.rules.reviews import notice_checked_future, review_never
from plugins.core.problem import Problem
from plugins.notices.fact_marks import filled
from plugins.notices.known import Known
from plugins.practice.model import Facts, NoticeSettings, Practice
from tests.checks.documents import PATH, told_of, told_of_site
from tests.checks.rendered import FACTS, TODAY, document, entry, head, site

KNOWN = Known(FACTS)
ROOT = Path(__file__).resolve().parents[2]
REMEDY = "Read it again, correct what has changed, and set “reviewed:” to that day."


# --- Reviews -----------------------------------------------------------------------------------


def test_an_article_that_no_clinician_is_named_for_is_noted():
    assert list(review_never(document("Words."), KNOWN)) == [
        Problem(
            PATH,
            1,
            "No clinician is named as having read this article for accuracy.",
            "Once you have read it for that, add “reviewed:” and the day to its header.",
            "review-never",
            "note",
        )
    ]


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("reviewed: 2026-03-02", PATH),
        ("status: draft", PATH),
        ("status: hidden", PATH),
        ("lang: en", "content/pages/about.md"),
    ],
)
def test_what_was_read_is_not_out_or_no_article_is_silent(line, path):
    assert not list(review_never(document("Words.", path=path, head=head(line)), KNOWN))


def reviews(*lines: str, today: date) -> list[Problem]:
    return told_of_site(site(entry("Words.", head=head(*lines)), today=today), "review-")


def test_a_review_is_due_a_year_after_the_last_and_noted_thirty_days_before():
    read = "reviewed: 2025-06-10"
    assert reviews(read, today=date(2026, 5, 10)) == []
    assert reviews(read, today=date(2026, 5, 11)) == [
        Problem(
            PATH,
            5,
            "This page is due to be read again for accuracy by 2026-06-10.",
            REMEDY,
            "review-soon",
            "note",
        )
    ]
    assert [one.rule for one in reviews(read, today=date(2026, 6, 10))] == ["review-soon"]
    assert reviews(read, today=date(2026, 6, 11)) == [
        Problem(
            PATH,
            5,
            "This page was due to be read again for accuracy by 2026-06-10.",
            REMEDY,
            "review-due",
            "warning",
        )
    ]


def test_a_review_by_of_her_own_counts_before_the_year():
    lines = ("reviewed: 2025-01-10", "review_by: 2027-01-10")
    assert reviews(*lines, today=date(2026, 5, 20)) == []
    assert [(one.line, one.rule) for one in reviews(*lines, today=date(2027, 2, 1))] == [
        (6, "review-due")
    ]


def test_a_draft_has_no_date_to_keep():
    assert reviews("reviewed: 2020-01-10", "status: draft", today=date(2026, 5, 20)) == []


def test_a_review_on_the_29th_of_february_is_due_on_the_28th():
    found = reviews("reviewed: 2028-02-29", today=date(2029, 2, 20))
    assert [one.message for one in found] == [
        "This page is due to be read again for accuracy by 2029-02-28."
    ]


def test_a_review_that_has_not_been_yet_is_told():
    assert reviews("reviewed: 2026-06-10", today=date(2026, 6, 9)) == [
        Problem(
            PATH,
            5,
            "This page says that it was reviewed on 2026-06-10, a day that has not come yet.",
            "Write the day on which it was read for accuracy.",
            "review-future",
            "warning",
        )
    ]
    assert reviews("reviewed: 2026-06-10", today=date(2026, 6, 10)) == []


# --- Sources -----------------------------------------------------------------------------------


def test_an_address_in_place_of_a_source_s_title_is_told():
    sources = head("sources:", "- title: https://example.org/study", "  url: https://example.org/")
    assert told_of(document("Words.", head=sources), KNOWN, "source-") == [
        Problem(
            PATH,
            5,
            "The source “https://example.org/study” has an address in place of a title.",
            "Write who wrote it, when, and what it is called, so that it can be found even if the "
            "address changes.",
            "source-untitled",
            "warning",
        )
    ]


def test_a_doi_that_is_none_is_told_in_the_sources_and_in_the_text():
    remedy = (
        "Copy it once more from the publication: after doi.org/ it begins with 10., a number and "
        "a slash, and it does not end with a period or comma."
    )
    sources = head("sources:", "- title: A study", "  url: https://doi.org/jrheum.121465")
    text = (
        "Words.\n\n[A study](https://doi.org/10.3899/jrheum.121465.) of pain, and\n"
        "[another](<https://doi.org/10.3899/jrheum.121465)>).\n"
    )
    assert told_of(document(text, head=sources), KNOWN, "source-") == [
        Problem(
            PATH,
            line,
            f"“https://doi.org/{name}” is not the address of a DOI, so it would lead nowhere.",
            remedy,
            "source-doi",
            "warning",
        )
        for line, name in (
            (5, "jrheum.121465"),
            (11, "10.3899/jrheum.121465."),
            (12, "10.3899/jrheum.121465)"),
        )
    ]


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.3899/jrheum.121465",
        "http://dx.doi.org/10.1002/(SICI)1097-4679(199901)55:1%3C1::AID-JCLP1%3E3.0.CO;2-A",
        "https://doi.org/10.1000.10/123",
        "https://doi.org/10.3899%2Fjrheum.121465",
        "https://doi.org/doi:10.1016/j.jml.2019.104047",
        "https://doi.org/10/gf8xyz",
        "https://www.doi.org/the-identifier/what-is-a-doi/",
        "https://example.org/doi.org/x",
    ],
)
def test_what_can_be_a_doi_or_is_meant_as_none_is_silent(url):
    sources = head("sources:", "- title: A study (2019)", f'  url: "{url}"')
    text = f'<a href="{url}">A study</a>\n'
    assert not told_of(document(text, head=sources), KNOWN, "source-")


# --- Reading -----------------------------------------------------------------------------------

PLAIN = "A part is like a small voice in you. It wants to keep you safe. You can ask it why. " * 6
HARD = (
    "Dissociative symptomatology, considered phenomenologically, necessitates individualized "
    "psychotherapeutic collaboration between practitioners and participants alike. "
) * 12


def test_a_text_that_asks_for_many_years_of_school_is_told():
    hard = document(HARD)
    assert hard.grade > 11
    assert list(care.reading_grade(hard, KNOWN)) == [
        Problem(
            PATH,
            6,
            f"This text reads at grade {hard.grade:.1f}; many people read grades 7 to 9 with ease, "
            "and 11 should be the most.",
            "Make two sentences of the longest ones, and look for a shorter word where there is "
            "one.",
            "reading-grade",
            "warning",
        )
    ]


@pytest.mark.parametrize(
    ("grade", "severity"), [(9.0, None), (9.1, "note"), (11.0, "note"), (11.1, "warning")]
)
def test_above_nine_it_is_a_note_and_above_eleven_a_warning(monkeypatch, grade, severity):
    monkeypatch.setattr(readability, "grade", lambda _: grade)
    found = [one.severity for one in care.reading_grade(document(PLAIN), KNOWN)]
    assert found == [severity] * bool(severity)


def test_plain_words_a_few_hard_ones_and_another_language_are_silent():
    assert not list(care.reading_grade(document(PLAIN), KNOWN))
    assert not list(care.reading_grade(document(HARD[:400]), KNOWN))
    assert not list(care.reading_grade(document(HARD, head=head("lang: de")), KNOWN))


def test_a_paragraph_that_fills_a_phone_is_noted_on_its_line():
    text = f"## One\n\nShort.\n\n{'words ' * 121}\n"
    assert list(care.paragraph_long(document(text), KNOWN)) == [
        Problem(
            PATH,
            10,
            "This paragraph has 121 words, which fill most of a phone's screen.",
            "Put a blank line where its thought turns.",
            "paragraph-long",
            "note",
        )
    ]


def test_a_paragraph_of_120_words_a_table_and_code_are_silent():
    text = f"{'words ' * 120}\n\n| A |\n|---|\n| {'words ' * 200} |\n\n```\n{'words ' * 200}\n```\n"
    assert not list(care.paragraph_long(document(text), KNOWN))


# --- Help --------------------------------------------------------------------------------------

HEAVY = head("content_note: This page speaks of Suicide.")


def test_an_article_that_warns_of_something_heavy_offers_help_or_rest():
    assert list(care.crisis_way(document("A pause in words.", head=HEAVY), KNOWN)) == [
        Problem(
            PATH,
            5,
            "The note above this article mentions suicide, but the text has neither a link to help "
            "in a crisis nor a pause.",
            "Link to /crisis-help/ where it may be needed, or set a pause: a line {: .pause} below "
            "a paragraph.",
            "crisis-way",
            "note",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "There is [help at once](/crisis-help/).",
        "[Call 988](tel:988).",
        "Look up from the page.\n{: .pause}",
        "> [!PAUSE]\n> Look up from the page.",
    ],
)
def test_a_link_to_help_or_a_pause_is_enough(text):
    assert not list(care.crisis_way(document(text, head=HEAVY), KNOWN))


def test_other_notes_and_drafts_are_silent():
    heavy = "content_note: This page speaks of suicide."
    for lines in (["content_note: This page is long."], [], ["status: draft", heavy]):
        assert not list(care.crisis_way(document("Words.", head=head(*lines)), KNOWN))


def test_a_practice_without_a_crisis_line_may_not_publish():
    nobody = Facts(practice=Practice(name="Quiet Room"))
    assert list(care.crisis_lines_missing(site(entry("Words."), facts=nobody))) == [
        Problem(
            "content/practice.yaml",
            1,
            "No crisis line is named, so no page can say whom to call at once.",
            "Write under “crisis_lines:” at least the 988 Suicide & Crisis Lifeline and 911.",
            "crisis-lines-missing",
            "error",
        )
    ]
    assert not list(care.crisis_lines_missing(site(facts=FACTS)))
    assert not list(
        care.crisis_lines_missing(site(facts=Facts()))
    )  # no facts at all are told as such


def test_notices_that_are_said_to_be_checked_on_a_day_to_come_are_told():
    line = ("notices", "last_checked", "TX")
    checked = {"federal": TODAY, "TX": TODAY + timedelta(days=1)}
    facts = Facts(notices=NoticeSettings(last_checked=checked), lines={line: 40})
    assert list(notice_checked_future(site(facts=facts))) == [
        Problem(
            "content/practice.yaml",
            40,
            f"The notices for “TX” are said to have been checked on {checked['TX']}, a day that "
            "has not come yet.",
            "Write the day on which they were compared with the law.",
            "notice-checked-future",
            "warning",
        )
    ]


def test_articles_without_a_page_to_invite_to_are_told_once_for_the_site():
    more = entry("Words.", "content/articles/more.md")
    assert list(care.invitation_missing(site(entry("Words."), more))) == [
        Problem(
            "content/practice.yaml",
            1,
            "There is no consultation page, so articles end without an invitation to talk.",
            "Write a page that has “template: consultation” in its header.",
            "invitation-missing",
            "warning",
        )
    ]
    path = "content/pages/consultation.md"
    talk = entry("Words.", path, head=head("template: consultation"))
    assert not list(care.invitation_missing(site(entry("Words."), talk)))
    hidden = entry("Words.", path, head=head("template: consultation", "status: hidden"))
    assert len(list(care.invitation_missing(site(entry("Words."), hidden)))) == 1
    assert not list(care.invitation_missing(site(entry("Words.", path))))


# --- On the content that is shipped ------------------------------------------------------------


def test_on_the_shipped_content_these_rules_say_only_what_is_true():
    """No article has been reviewed yet. A long paragraph would be a fair note too."""
    files = sorted((ROOT / "content").glob("*/*.md"))
    entries = [
        entry(filled(file.read_text("utf-8"), Facts(), "", 1).text, name, head="")
        for file, name in ((file, file.relative_to(ROOT).as_posix()) for file in files)
    ]
    whole = site(*entries, today=date(2026, 11, 22))
    found = [problem for each in entries for problem in told_of(each.document, KNOWN)]
    found += told_of_site(whole)
    found = [one for one in found if RULES[one.rule].group in ("built", "questions", "care")]
    articles = [each.document.path for each in entries if each.document.kind == "article"]
    assert [one.path for one in found if one.rule == "review-never"] == articles
    known = {"review-never", "paragraph-long", "not-reviewed", "notice-never-checked"}
    assert {one.rule for one in found} <= known
