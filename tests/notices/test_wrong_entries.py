"""What somebody may write by mistake where a law or somebody's safety hangs on it: each is told.

`check` is run as she runs it, and says at the line what is wrong and what to write instead.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from desk.check.run import collect
from tests.checks.practices import PRACTICE
from tests.trial_site import TrialSite

HOME = (
    "---\ntitle: Home\nsummary: S.\ntemplate: home\nurl: ''\nsave_as: index.html\n---\nWelcome.\n"
)
ARTICLE = "---\ntitle: Rest\nsummary: S.\ndate: 2026-03-02\n{}\n---\nWords.\n"
NOTICES = "---\ntitle: Notices\nsummary: S.\n---\n[notices]\n"
WHOSE_LINE = "Copy the number from {}; one wrong digit reaches a stranger."
STATE = "Write its two letters, such as CO or TX."
NO_STATES = (
    "Take “states:” out of this service; if you coach wherever people live, write “worldwide: "
    "true”. If it is therapy, write “type: therapy”."
)
AS_A_DAY = "Write it as year-month-day, for example 2026-03-02."
HIPAA = "Write yes, no or unknown; if you are not sure, unknown, and ask your counsel."
NOTICE = (
    "Put its file into the folder “images” of your content, and write its name, such as "
    "“privacy_practices: images/notice-of-privacy-practices.pdf”; or paste its whole text."
)


def told(site: TrialSite, facts: str, *names: str, **files: str | bytes) -> list[str]:
    """Return rule, message and remedy of each problem of these rules in a practice."""
    site.write("practice.yaml", facts)
    site.write("pages/home.md", HOME)
    for path, text in files.items():
        site.write(path, text)
    found = collect(site.content).problems
    return [
        f"{Path(one.path).name}: {one.message} {one.remedy}" for one in found if one.rule in names
    ]


@pytest.mark.parametrize(
    ("states", "rule", "message"),
    [
        ("[CO, OR]", "notice-state-unknown", "practice.yaml: Therapy is offered in Oregon, and"),
        ("[DC]", "notice-state-unknown", "practice.yaml: Therapy is offered in the District of"),
        ("[PR]", "facts-state", f"practice.yaml: “PR” is not the code of a state. {STATE}"),
        ("[Oregan]", "facts-state", f"practice.yaml: “Oregan” is not the code of a state. {STATE}"),
        ("[ON]", "facts-state", f"practice.yaml: “ON” is not the code of a state. {STATE}"),
        ("OR", "facts-shape", "practice.yaml: “states” should be a list. Begin each of its items"),
    ],
)
def test_a_state_of_which_nothing_is_known(
    site: TrialSite, states: str, rule: str, message: str
) -> None:
    (one,) = told(site, PRACTICE.replace("states: [CO, CA, TX]", f"states: {states}"), rule)
    assert one.startswith(message)


def test_a_state_whose_own_file_says_nothing_is_told_with_the_file(site: TrialSite) -> None:
    facts = PRACTICE.replace("states: [CO, CA, TX]", "states: [OR]")
    files = {"jurisdictions/OR.yaml": "key: OR\nname: Oregon\nstate: OR\n"}
    found = told(site, facts, "jurisdiction", "notice-state-unknown", **files)
    assert found == ["OR.yaml: This file holds no notices. Write a line “notices:”."]


@pytest.mark.parametrize(
    ("written", "files", "message"),
    [
        ("images/npp.pdf", {}, "There is no file “images/npp.pdf” with the Notice of Privacy"),
        ("npp.pdf", {"images/npp.pdf": b"%PDF"}, "There is no file “npp.pdf” with the Notice"),
        ("images/npp.pdf", {"images/npp.pdf": b""}, "There is no file “images/npp.pdf” with"),
        ("images/our npp.pdf", {}, "There is no file “images/our npp.pdf” with the Notice of"),
        ("https://a.example/n.pdf", {}, "The Notice of Privacy Practices is said to be at “http"),
        ("TODO", {}, "“TODO” is not a whole Notice of Privacy Practices."),
        ("See our office.", {}, "“See our office.” is not a whole Notice of Privacy Practices."),
        ("images", {}, "“images” is not a whole Notice of Privacy Practices."),
    ],
)
def test_a_notice_without_its_text(
    site: TrialSite, written: str, files: dict[str, str | bytes], message: str
) -> None:
    facts = PRACTICE.replace("hipaa_covered: no", "hipaa_covered: yes")
    facts += f"notices:\n  privacy_practices: {written}\n"
    (one,) = told(site, facts, "notice-file-missing", **files | {"pages/notices.md": NOTICES})
    assert one.startswith(f"practice.yaml: {message}")
    assert one.endswith(NOTICE)


@pytest.mark.parametrize("written", ["", "''", "'   '", "~"])
def test_a_notice_that_is_empty_is_asked_for_by_the_law(site: TrialSite, written: str) -> None:
    facts = PRACTICE.replace("hipaa_covered: no", "hipaa_covered: yes")
    facts += f"notices:\n  privacy_practices: {written}\n"
    found = told(site, facts, "notice-fact-missing", **{"pages/notices.md": NOTICES})
    assert [one for one in found if "164.520" in one] == [
        (
            "practice.yaml: The law asks for “privacy_practices” (Notice of Privacy Practices) on "
            "the website (45 CFR 164.520(c)(3)(i)), and it is not here yet. Write it behind "
            "“privacy_practices:”."
        )
    ]


def test_a_notice_in_a_file_is_in_order_and_so_is_one_with_a_space_in_its_name(
    site: TrialSite,
) -> None:
    for name in ("images/npp.pdf", "images/our npp.pdf"):
        facts = PRACTICE.replace("hipaa_covered: no", "hipaa_covered: yes")
        facts += f"notices:\n  privacy_practices: {name}\n"
        files: dict[str, str | bytes] = {"pages/notices.md": NOTICES, name: b"%PDF-1.4"}
        assert told(site, facts, "notice-file-missing", **files) == []


@pytest.mark.parametrize(
    ("line", "message", "remedy"),
    [
        (
            "call: 1-800-799-7234",
            "1-800-799-7234 is nearly a line that thehotline.org publishes, and not the same.",
            WHOSE_LINE.format("thehotline.org"),
        ),
        (  # two neighbors have changed places
            "call: 1-800-779-7233",
            "1-800-779-7233 is nearly a line that thehotline.org publishes, and not the same.",
            WHOSE_LINE.format("thehotline.org"),
        ),
        (  # a digit is missing
            "call: 1-800-799-723",
            "1-800-799-723 is nearly a line that thehotline.org publishes, and not the same.",
            WHOSE_LINE.format("thehotline.org"),
        ),
        (  # a digit twice
            "call: 1-800-799-72333",
            "1-800-799-72333 is nearly a line that thehotline.org publishes, and not the same.",
            WHOSE_LINE.format("thehotline.org"),
        ),
        (
            "text: '88778'",
            "88778 is nearly a line that thehotline.org publishes, and not the same.",
            WHOSE_LINE.format("thehotline.org"),
        ),
        (
            "{call: 116 132, country: United Kingdom and Ireland}",
            "116 132 is nearly a line that samaritans.org publishes, and not the same.",
            WHOSE_LINE.format("samaritans.org"),
        ),
        (
            "{call: 13 11 41, country: Australia}",
            "13 11 41 is nearly a line that lifeline.org.au publishes, and not the same.",
            WHOSE_LINE.format("lifeline.org.au"),
        ),
        (
            "call: '998'",
            "998 is not a number that phones recognize.",
            "Copy it from where the line itself publishes it.",
        ),
        (
            "call: nine eight eight",
            "“nine eight eight” is not a number.",
            "Write it in figures, such as '988'.",
        ),
        (
            "chat: https://988lifline.org",
            "“https://988lifline.org” is nearly 988lifeline.org, and not the same.",
            "Write “chat: https://988lifeline.org” instead.",
        ),
        (
            "note: At any hour.",
            "“A line” has neither a number nor a chat.",
            "Write its number as a line “call: …” of this entry.",
        ),
    ],
)
def test_a_hotline_with_a_wrong_digit(
    site: TrialSite, line: str, message: str, remedy: str
) -> None:
    entry = f"{{name: A line, {line.strip('{}')}}}"
    facts = PRACTICE.replace("crisis_lines:\n", f"crisis_lines:\n  - {entry}\n")
    assert told(site, facts, "truth-crisis-line") == [f"practice.yaml: {message} {remedy}"]


@pytest.mark.parametrize(
    "line",
    [
        "call: 1-800-799-7233, text: '88788', chat: https://www.thehotline.org",
        "call: (303) 555-0144, chat: https://chat.county.example",
        "call: 116 016, country: Germany",
        "call: '116000', country: Europe",
        "chat: https://chat.988lifeline.org",
        "call: +61 13 11 14, country: Australia",
    ],
)
def test_a_line_that_is_right_or_only_a_little_alike_is_let_be(site: TrialSite, line: str) -> None:
    entry = f"{{name: A line, {line}}}"
    facts = PRACTICE.replace("crisis_lines:\n", f"crisis_lines:\n  - {entry}\n")
    assert told(site, facts, "truth-crisis-line") == []


@pytest.mark.parametrize(
    ("header", "message"),
    [
        (
            "reviewed: 2099-01-01",
            (
                "This page says that it was reviewed on 2099-01-01, a day that has not come yet. "
                "Write the day on which it was read for accuracy."
            ),
        ),
        (
            "reviewed: soon",
            f"“soon” is not a date that can be read. {AS_A_DAY}",
        ),
        (
            "reviewed: 2026-02-30",
            f"“2026-02-30” is not a date that can be read. {AS_A_DAY}",
        ),
        (
            "reviewed: 03/04/2099",
            (
                "“03/04/2099” is not a date that can be read. Write it as year-month-day: "
                "2099-03-04, if it is March 4."
            ),
        ),
        (
            "reviewed: yes",
            f"“yes” is not a date that can be read. {AS_A_DAY}",
        ),
    ],
)
def test_an_article_that_was_read_on_a_day_to_come(
    site: TrialSite, header: str, message: str
) -> None:
    files = {"articles/rest.md": ARTICLE.format(header)}
    found = told(site, PRACTICE, "review-future", "header-reviewed", **files)
    assert found == [f"rest.md: {message}"]


def test_notices_and_lines_that_were_checked_on_a_day_to_come(site: TrialSite) -> None:
    facts = PRACTICE.replace("text: '988'", "text: '988'\n    read: 2099-01-01")
    facts += "notices:\n  last_checked: {TX: 2099-02-03}\n"
    assert told(site, facts, "notice-checked-future") == [
        (
            "practice.yaml: The number of “988 Suicide & Crisis Lifeline” is said to have been "
            "read on 2099-01-01, a day that has not come yet. Write the day on which it was read."
        ),
        (
            "practice.yaml: The notices for “TX” are said to have been checked on 2099-02-03, a "
            "day that has not come yet. Write the day on which they were compared with the law."
        ),
    ]


@pytest.mark.parametrize(
    ("service", "rule", "message"),
    [
        ("type: coaching, states: [CO]", "facts-service", "Coaching has no states: they belong to"),
        (
            "type: coaching, worldwide: true, states: [CO, CA]",
            "facts-service",
            "Coaching has no states: they belong to",
        ),
        ("type: coaching, states: Colorado", "facts-shape", "“states” should be a list."),
        ("type: Coaching, states: [CO]", "facts-service", "A service is either therapy or coachi"),
        ("type: therapy and coaching", "facts-service", "A service is either therapy or coaching"),
        ("type: therapy, worldwide: true", "facts-worldwide", "Therapy cannot be offered worldwi"),
    ],
)
def test_a_coaching_service_with_states_and_its_like(
    site: TrialSite, service: str, rule: str, message: str
) -> None:
    facts = PRACTICE.replace("services:\n", f"services:\n  - {{name: One, {service}}}\n")
    (one,) = told(site, facts, rule)
    assert one.startswith(f"practice.yaml: {message}")
    assert NO_STATES in one or "Coaching has no states" not in one


@pytest.mark.parametrize(
    "said", ["maybe", "y", "1", "yes we are", "n/a", "N", "not sure", "Yes.", "covered"]
)
def test_an_answer_to_hipaa_that_is_none(site: TrialSite, said: str) -> None:
    facts = PRACTICE.replace("hipaa_covered: no", f"hipaa_covered: {said}")
    assert told(site, facts, "facts") == [
        f"practice.yaml: “{said}” does not say whether HIPAA covers the practice. {HIPAA}"
    ]
    assert told(site, facts, "hipaa-unknown") == []  # it is told already


@pytest.mark.parametrize("said", ["[yes]", "{a: b}"])
def test_an_answer_to_hipaa_of_another_shape(site: TrialSite, said: str) -> None:
    facts = PRACTICE.replace("hipaa_covered: no", f"hipaa_covered: {said}")
    assert told(site, facts, "facts-shape") == [
        (
            "practice.yaml: “hipaa_covered” should be one line of text. Write it behind the colon, "
            "on the same line."
        )
    ]
