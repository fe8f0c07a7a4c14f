"""Facts that a text asks for: what stands on the page, and what is told."""

from __future__ import annotations

import pytest

from plugins.notices import fact_marks
from plugins.practice import load
from plugins.practice.model import Facts

KNOWN, _ = load.read(
    """\
practice: {name: Quiet Room, phone: 503-555-0142, email: a_b@quiet-room.example}
people: {jane: {name: Jane Doe}}
fees: [{name: Individual session, amount: $150, per: 50 minutes}, {name: A group, amount: $60}]
insurance: I am *not* in any network.
consultation: {minutes: '20'}
""",
    "practice.yaml",
)


def said(text: str, facts: Facts = KNOWN, *, plain: bool = False) -> str:
    return fact_marks.filled(text, facts, "a.md", 5, plain=plain).text


@pytest.mark.parametrize(
    ("typed", "known", "unknown"),
    [
        (
            "{{ fact: fees | You will be *told* the fee. }} Ask.",
            r"Individual session: \$150 for 50 minutes; A group: \$60. Ask.",
            "You will be *told* the fee. Ask.",
        ),
        ("Call {{fact:practice.phone|me}}.", "Call [503-555-0142](tel:5035550142).", "Call me."),
        (
            "{{ fact: practice.email | }}",
            r"[a\_b@quiet-room.example](mailto:a_b@quiet-room.example)",
            "",
        ),
        ("{{ fact: insurance | Please ask. }}", r"I am \*not\* in any network.", "Please ask."),
        ("It takes {{ fact: consultation.minutes | a while }}", "It takes 20 minutes", None),
        ("`{{ fact: fees | x }}`", "`{{ fact: fees | x }}`", "`{{ fact: fees | x }}`"),
        ("```\n{{ fact: fees | x }}\n```", "```\n{{ fact: fees | x }}\n```", None),
        ("{{ fact: fees | a", "{{ fact: fees | a", "{{ fact: fees | a"),
        ("{{ fact: fee | Please ask. }}", "Please ask.", "Please ask."),
        ("{{ toc }} and {% fact: fees %}", "{{ toc }} and {% fact: fees %}", None),
    ],
)
def test_a_mark_is_the_fact_or_what_is_written_for_the_time_being(typed, known, unknown):
    assert said(typed) == known
    if unknown is not None:
        assert said(typed, Facts()) == unknown


def test_a_title_holds_a_fact_without_any_form():
    assert said("Call {{ fact: practice.phone }}", plain=True) == "Call 503-555-0142"


def test_no_line_is_added_or_taken_away():
    text = "a\n\n{{ fact: practice.address }}\n\n{{ fact: fees }}\n"
    assert said(text).count("\n") == text.count("\n")


def test_what_is_wrong_is_told_at_its_line_and_an_empty_place_is_meant():
    text = "a {{ fact: practice.address }}\n{{ fact: fee }}\n{{ fact: reach |\n"
    text += "{{ fact: practice.address | }}"
    told = fact_marks.filled(text, KNOWN, "a.md", 5).problems
    assert [(one.path, one.line, one.rule) for one in told] == [
        ("a.md", 5, "fact-unknown"),
        ("a.md", 6, "fact-mark"),
        ("a.md", 7, "fact-mark"),
    ]
