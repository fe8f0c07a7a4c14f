"""What a lawyer or a board reads of what the sites say about law."""

from __future__ import annotations

from desk.docs import counsel
from plugins.notices import jurisdictions
from plugins.practice.states import STATES


def test_the_page_for_counsel_is_made_from_the_data() -> None:
    """If this fails: .venv/bin/python -m desk.docs.counsel"""
    assert counsel.PAGE.read_text("utf-8") == counsel.page()


def test_it_names_every_law_with_its_day_or_that_it_was_not_read() -> None:
    rows = [line for line in counsel.page().splitlines() if line.startswith("| ")]
    rules = [rule for one in jurisdictions.read()[0] for rule in one.notices if rule.law]
    assert len(rules) > 8
    for rule in rules:
        law = f"[{rule.law}]({rule.source})" if rule.read else rule.law
        (row,) = [line for line in rows if line.startswith(f"| {rule.title} | {law} |")]
        assert (f"{rule.read}, in [" if rule.read else "**not read**") in row
        assert rule.not_read in row


def test_it_has_a_row_for_each_of_the_51_states() -> None:
    text = counsel.page().partition("## Boards, look-ups")[2].partition("\n## ")[0]
    rows = [line.split(" | ") for line in text.splitlines() if line.startswith("| ")][2:]
    assert [row[0].removeprefix("| ") for row in rows] == [*STATES.values()]
    assert {len(row) for row in rows} == {5}
    assert "not read" in rows[[*STATES].index("DC")][1]


def test_it_says_what_is_left_to_the_practice() -> None:
    left = counsel.page().partition("## What is left")[2]
    for wanted in ("hipaa_covered", "washington", "eu_uk", "reviewed:", "Notice of Privacy"):
        assert wanted in left
