"""The notices that laws ask for: which are needed, what they say, what is told to be missing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml

from desk.commands import questions
from desk.common import project
from plugins.notices import boards, jurisdictions
from plugins.notices.jurisdictions import Jurisdiction
from plugins.notices.notices import Notice, Row, needed, table
from plugins.notices.placeholders import gaps
from plugins.notices.problems import problems
from plugins.practice import load, schema
from plugins.practice.model import Facts, License, Person, Service
from plugins.practice.states import STATES
from tests.trial_site import Built, TrialSite

SHIPPED, _ = jurisdictions.read()
FULL = """\
practice:
  name: Quiet Room
  email: me@practice.example
  phone: (303) 555-0100
  address: {street: 1 Main St, city: Denver, region: CO, postal_code: "80202"}
people:
  jane:
    name: Jane Doe
    legal_name: Jane Q. Doe
    degree: MA
    licenses:
      - {state: CO, title: LPC, number: "012345", requirements: A degree and two years.}
      - {state: CA, title: LPCC, number: "6789"}
      - {state: TX, title: LPC, number: "54321"}
services:
  - {name: Therapy, type: therapy, states: [CO, CA, TX]}
  - {name: Coaching, type: coaching, worldwide: true}
notices:
  records_request: Write to the practice.
  last_checked: {federal: 2026-11-01, TX: 2026-11-02}
  texts:
    ca-board: The Board's words.
    tx-council: The Council's words.
hipaa_covered: no
"""


def read(text: str = FULL) -> Facts:
    facts, wrong = load.read(text, "practice.yaml")
    assert wrong == []
    return facts


def one(key: str, facts: Facts) -> Notice:
    (found,) = [notice for notice in needed(facts, SHIPPED) if notice.rule.key == key]
    return found


def said(facts: Facts, known: tuple[Jurisdiction, ...] = SHIPPED) -> list[str]:
    return [f"{p.severity} {p.rule} {p}" for p in sorted(problems(facts, known, "practice.yaml"))]


def without(*keys: str) -> Facts:
    """The full facts, with some of them empty."""
    data = yaml.safe_load(FULL)
    for key in keys:
        holder = data
        *steps, last = key.split(".")
        for step in steps:
            holder = holder[int(step) if step.isdigit() else step]
        holder[last] = ""
    return read(yaml.safe_dump(data, sort_keys=False))


# --- which notices -------------------------------------------------------------------------------


def test_a_practice_needs_what_holds_everywhere_and_what_its_states_ask_for() -> None:
    checked = {"United States": date(2026, 11, 1), "Texas": date(2026, 11, 2)}
    rows = table(read())
    assert [(row.state, row.notice, row.law, row.where) for row in rows] == [
        ("In every state", "Where you need to be", "", "website"),
        ("In every state", "Whom to call", "", "website"),
        ("In every state", "In another country", "", "website"),
        ("In every state", "What this website does not do", "", "website"),
        ("In every state", "How to reach a person", "", "website"),
        ("In every state", "Coaching", "", "website"),
        ("United States", "Your right to a Good Faith Estimate", "45 CFR 149.610", "website"),
        (
            "Colorado",
            "What you are told in writing at the first contact",
            "Colorado Revised Statutes, section 12-245-216",
            "first contact",
        ),
        (
            "Colorado",
            "How long records are kept",
            (
                "Colorado Revised Statutes, section 12-245-226(1)(a)(II)(A), and 4 Code of "
                "Colorado Regulations 737-1.16"
            ),
            "first contact",
        ),
        (
            "California",
            "Licenses in California",
            "16 California Code of Regulations, section 1811",
            "website",
        ),
        (
            "California",
            "Complaints to the Board",
            "California Business and Professions Code, section 4999.71",
            "before therapy",
        ),
        (
            "California",
            "Online sessions",
            (
                "California Business and Professions Code, section 2290.5, and 16 California Code "
                "of Regulations, section 1815.5"
            ),
            "before therapy",
        ),
        (
            "Texas",
            "Your records, and whom you can turn to",
            "Texas Health and Safety Code, section 181.105",
            "website",
        ),
        (
            "Texas",
            "Complaints to the Council",
            "22 Texas Administrative Code, section 884.31",
            "website",
        ),
    ]
    assert [row.last_checked for row in rows] == [checked.get(row.state) for row in rows]
    assert [row.missing for row in rows] == [()] * 14


def test_a_row_says_all_that_a_report_needs() -> None:
    assert table(without("notices.texts.tx-council"))[-1] == Row(
        state="Texas",
        notice="Complaints to the Council",
        law="22 Texas Administrative Code, section 884.31",
        source="https://texreg.sos.state.tx.us/public/readtac$ext.TacPage?sl=R&app=9&p_dir="
        "&p_rloc=&p_tloc=&p_ploc=&pg=1&p_tac=&ti=22&pt=41&ch=884&rl=31",
        read=date(2026, 11, 22),
        where="website",
        last_checked=date(2026, 11, 2),
        missing=("notices.texts.tx-council",),
    )


def test_whom_to_call_in_another_country_is_said_once_and_abroad_only_with_a_line() -> None:
    keys = [notice.rule.key for notice in needed(read(FULL), SHIPPED)]
    assert keys.count("lines-abroad") == 1  # though it names no line of another country
    berlin = "practice: {name: A, address: {city: Berlin, country: DE}}\npeople: {j: {name: J}}\n"
    assert "lines-abroad" not in [one.rule.key for one in needed(read(berlin), SHIPPED)]
    line = "crisis_lines:\n  - {name: Lifeline, call: 13 11 14, country: Australia}\n"
    assert "lines-abroad" in [one.rule.key for one in needed(read(berlin + line), SHIPPED)]
    texts = [
        file.read_text("utf-8")
        for folder in ("content", "desk/commands/starter")
        for file in [project.ROOT / folder / "pages" / "crisis-help.md"]
    ]
    assert [text.count("Outside the United States") for text in texts] == [0, 0]
    assert [text.count("[notices]") for text in texts] == [1, 1]


def test_who_offers_no_therapy_needs_none_of_its_notices() -> None:
    coach = read(
        "practice: {name: A}\npeople: {jane: {name: Jane}}\n"
        "services:\n  - {name: Coaching, type: coaching, worldwide: true}\n"
    )
    assert [notice.rule.key for notice in needed(coach, SHIPPED)] == [
        "emergencies",
        "lines-abroad",
        "privacy",
        "accessibility",
        "coaching",
    ]
    assert said(coach) == []


# --- what they say -------------------------------------------------------------------------------


def test_the_good_faith_estimate_says_what_the_law_wants_people_to_know() -> None:
    """45 CFR 149.610(b)(1)(vi): when it is due; 149.620: when a bill may be disputed."""
    assert one("good-faith-estimate", read()).html == (
        "<p>If you have no health insurance, or do not use it for your care, you have a right to "
        "know in\nwriting what your care is expected to cost. The law calls this a "
        "<strong>Good Faith Estimate</strong>.</p>\n"
        "<ul>\n"
        "<li>If a session is scheduled at least 3 business days ahead, you receive the estimate "
        "within\n  1 business day after it was scheduled.</li>\n"
        "<li>If it is scheduled at least 10 business days ahead, you receive the estimate within\n"
        "  3 business days after it was scheduled.</li>\n"
        "<li>You can ask for an estimate at any time, also before you schedule anything. You "
        "receive it\n  within 3 business days after you asked.</li>\n"
        "<li>If a bill is at least $400 higher than the estimate, you can dispute the bill.</li>\n"
        "<li>Keep a copy or a picture of the estimate and of the bill.</li>\n"
        "</ul>\n"
        '<p>To ask for an estimate: write to <a href="mailto:me@practice.example">'
        'me@practice.example</a> or call <a href="tel:3035550100">(303) 555-0100</a>.</p>\n'
        "<p>Questions about this right are answered at\n"
        '<a href="https://www.cms.gov/nosurprises">www.cms.gov/nosurprises</a> and at\n'
        '<a href="tel:18009853059">1-800-985-3059</a>.</p>'
    )


def test_fees_and_insurance_stand_beside_the_estimate_once_they_are_known() -> None:
    facts = read(
        FULL + "insurance: I bill no insurance.\n"
        "fees:\n  - {name: Individual session, amount: $150, per: 50 minutes}\n"
        "  - {name: Couples session, amount: $200}\n  - {name: Group}\n"
    )
    html = one("good-faith-estimate", facts).html
    assert (
        "<p>What sessions cost here: Individual session: $150 for 50 minutes; "
        "Couples session: $200.</p>\n<p>I bill no insurance.</p>\n"
    ) in html


def test_texas_is_told_how_to_ask_for_records_and_where_to_complain() -> None:
    assert one("tx-records-and-complaints", read()).html == (
        "<p><strong>To request your records.</strong> Write to the practice.</p>\n"
        "<p>A therapist in Texas has 15 days from your written request to give you your records, "
        "unless\nan exception of the law applies (Health and Safety Code, section 611.008).</p>\n"
        "<p><strong>To reach the licensing authority.</strong> It is the\n"
        '<a href="https://bhec.texas.gov/contact-us/index.html">Texas Behavioral Health Executive '
        "Council</a>,\n1801 Congress Ave., Ste. 7.300, Austin, TX 78701,\n"
        '<a href="mailto:Enforcement@bhec.texas.gov">Enforcement@bhec.texas.gov</a>. A complaint '
        "goes on the\nCouncil’s own form, which is found\n"
        '<a href="https://bhec.texas.gov/complaints-enforcement-faqs">on its page about '
        "complaints</a>, and is\nsent there by mail or e-mail.</p>\n"
        "<p><strong>To file a consumer complaint.</strong> Use the\n"
        '<a href="https://texasattorneygeneral.gov/consumer-protection/file-consumer-complaint">'
        "page of the Texas Attorney General</a>.</p>"
    )


def test_what_is_said_of_a_law_is_read_or_said_to_be_unread() -> None:
    """Of each law it is known on which day it was read, or what of it nobody has read."""
    rules = [rule for jurisdiction in SHIPPED for rule in jurisdiction.notices if rule.law]
    assert len(rules) > 8
    assert [rule.key for rule in rules if not (rule.read or rule.not_read)] == []
    partly = {rule.key for rule in rules if rule.not_read}
    assert partly == {"ca-license", "co-records", "tx-council"}


def test_california_is_told_what_every_online_session_begins_with() -> None:
    """16 CCR 1815.5 (c) and (d)."""
    html = one("ca-telehealth", read()).html
    for wanted in ("risks and limits", "the number and the kind", "emergency", "full name"):
        assert wanted in html
    assert "address of the place" in html


def test_colorado_is_told_that_a_record_may_be_gone_after_seven_years() -> None:
    assert "for seven years after therapy ends" in one("co-records", read()).html


def test_texas_is_told_on_which_form_a_complaint_goes() -> None:
    html = one("tx-records-and-complaints", read()).html
    assert 'own form, which is found\n<a href="https://bhec.texas.gov/complaints' in html


def test_a_number_that_begins_with_the_title_is_printed_once(site: TrialSite) -> None:
    held = read(FULL.replace('"012345"', "LPC.0012345"))
    assert "<p>Jane Q. Doe, LPC.0012345 (MA)</p>" in one("co-disclosure", held).html
    licenses = [
        {"state": "CO", "title": "LPC", "number": "LPC.0012345"},
        {"state": "CA", "title": "LPCC", "number": "77"},
    ]
    site.facts(people={"jane": {"name": "Jane Doe", "credentials": "LPC", "licenses": licenses}})
    site.page("about", template="about")
    site.article("rest")
    built = site.build(PRACTICE_CHECKS="")
    byline = " ".join(built.one("articles/rest/", ".byline").get_text().split())
    # California's title stands beside the other's, as each state knows its own alone.
    assert "By Jane Doe, LPC, LPCC Colorado LPC.0012345 California LPCC 77" in byline
    for page in ("articles/rest/", "about/"):
        assert "LPC LPC" not in built.page(page).get_text()


@pytest.mark.parametrize(
    ("title", "number", "printed"),
    [
        ("LPC", "LPC.0012345", "LPC.0012345"),
        ("LPC", "lpc 12", "lpc 12"),
        ("LPC", "LPC-12", "LPC-12"),
        ("LPC", "LPCC 77", "LPC LPCC 77"),
        ("LPC", "0012345", "LPC 0012345"),
        ("LCSW", "SW12", "LCSW SW12"),
        ("Licensed Professional Counselor", "12", "Licensed Professional Counselor 12"),
        ("L.P.C.", "LPC12", "LPC12"),
    ],
)
def test_a_license_is_named_once_however_its_number_begins(
    title: str, number: str, printed: str
) -> None:
    assert License("CO", title, number).name == printed


def test_california_is_told_the_name_as_filed_the_title_and_the_number() -> None:
    assert one("ca-license", read()).html == (
        "<p>Jane Q. Doe, LPCC 6789 (MA)</p>\n"
        "<p>In California, professional counselors are called Licensed Professional Clinical "
        "Counselors,\nLPCC for short. The license has to be Californian while you are in "
        "California.</p>"
    )


def test_colorado_is_told_what_the_disclosure_holds_without_the_part_that_was_repealed() -> None:
    """C.R.S. 12-245-216 (1)(b)(I), the levels of regulation, was repealed on 7 August 2024."""
    html = one("co-disclosure", read()).html
    assert "<p>Jane Q. Doe, LPC 012345 (MA)</p>\n<p>A degree and two years.</p>\n" in html
    assert "1560 Broadway, Suite 1350, Denver, CO 80202" in html
    assert '<a href="tel:3038947800">303-894-7800</a>' in html
    for wanted in ("second opinion", "sexual intimacy is never appropriate", "confidential"):
        assert wanted in html
    for repealed in ("levels of regulation", "registered psychotherapist", "certified"):
        assert repealed not in html


def test_the_boards_own_words_are_hers_to_copy_and_stand_as_she_pasted_them() -> None:
    text = FULL.replace(" The Board's words.", " |\n      One.\n      Still one.\n\n      Two.")
    notice = one("ca-board", read(text))
    assert notice.paragraphs == ["One.\nStill one.", "Two."]
    assert not notice.lacks_text
    assert one("ca-board", without("notices.texts.ca-board")).lacks_text


def test_what_names_an_unknown_fact_is_left_out_and_nothing_is_put_in_its_place() -> None:
    bare = without("practice.phone", "practice.email", "notices.records_request")
    assert "To ask" not in one("good-faith-estimate", bare).html
    assert one("tx-records-and-complaints", bare).html.startswith("<p>A therapist in Texas has")
    assert one("accessibility", bare).empty
    no_license = replace(bare, people=(replace(bare.people[0], licenses=()),))
    assert one("ca-license", no_license).html.startswith("<p>In California, professional")
    for notice in needed(Facts(services=bare.services), SHIPPED):
        assert "None" not in notice.html
        assert "{" not in notice.html


@pytest.mark.parametrize("unconfirmed", ["821-3205", "305-7700", "bbs.ca.gov"])
def test_what_has_not_been_confirmed_is_not_printed(unconfirmed: str) -> None:
    texts = [path.read_text("utf-8") for path in jurisdictions.SHIPPED.glob("*.yaml")]
    assert len(texts) == len(SHIPPED)
    assert [text for text in texts if unconfirmed in text] == []


def test_every_law_has_an_address_where_it_can_be_read() -> None:
    rules = [rule for jurisdiction in SHIPPED for rule in jurisdiction.notices]
    assert [rule.law for rule in rules if rule.law]
    assert [rule.key for rule in rules if bool(rule.source) != bool(rule.law)] == []


# --- what is missing -----------------------------------------------------------------------------


def test_nothing_is_missing_when_all_facts_are_there() -> None:
    assert said(read()) == []


CALIFORNIA = "16 California Code of Regulations, section 1811"
COLORADO = "Colorado Revised Statutes, section 12-245-216"
LACKS = {
    "notices.records_request": [
        (
            "warning notice-fact-missing practice.yaml:37: The law asks for “records_request” (How "
            "a client asks for records) on the website (Texas Health and Safety Code, section "
            "181.105), and it is not here yet. Write it behind “records_request:”."
        )
    ],
    "people.jane.legal_name": [
        (
            "warning notice-fact-missing practice.yaml:13: The law asks for “legal_name” (Name on "
            f"the license) on the website ({CALIFORNIA}), and it is not here yet. Write it behind "
            "“legal_name:”."
        )
    ],
    "people.jane.licenses.1.number": [
        (
            "warning notice-fact-missing practice.yaml:22: The law asks for the “number” of the "
            f"license for California on the website ({CALIFORNIA}), and it is not here yet. "
            "Write it behind “number:”."
        )
    ],
    "people.jane.licenses.1.title": [
        (
            "warning notice-fact-missing practice.yaml:21: The law asks for the “title” of the "
            f"license for California on the website ({CALIFORNIA}), and it is not here yet. "
            "Write it behind “title:”."
        )
    ],
    "practice.phone": [
        (
            "note paper-fact-missing practice.yaml:4: The law asks for “phone” (Telephone number) "
            f"in your papers ({COLORADO}), and it is not here yet. Write it behind “phone:”."
        )
    ],
    "practice.address": [
        (
            "note paper-fact-missing practice.yaml:5: The law asks for “address” (Postal address) "
            f"in your papers ({COLORADO}), and it is not here yet. Write it behind “address:”."
        )
    ],
    "people.jane.degree": [
        (
            "note paper-fact-missing practice.yaml:14: The law asks for “degree” (Degree) in your "
            f"papers ({COLORADO}), and it is not here yet. Write it behind “degree:”."
        )
    ],
    "people.jane.licenses.0.requirements": [
        (
            "note paper-fact-missing practice.yaml:19: The law asks for the “requirements” of the "
            f"license for Colorado in your papers ({COLORADO}), and it is not here yet. "
            "Write it behind “requirements:”."
        )
    ],
    "notices.texts.ca-board": [
        (
            "warning notice-text-missing practice.yaml:42: The law prescribes words that are not "
            "here yet: the notice that section 4999.71 prescribes, with the Board’s web address "
            "(California Business and Professions Code, section 4999.71). Copy them from "
            "https://leginfo.legislature.ca.gov/faces/codes_displayText.xhtml?lawCode=BPC&division=2."
            "&title=&part=&chapter=16.&article=4. and paste them under “notices:”, “texts:” as "
            "“ca-board: …”."
        )
    ],
    "notices.texts.tx-council": [
        (
            "warning notice-text-missing practice.yaml:43: The law prescribes words that are not "
            "here yet: the statement that the rule attaches as a picture, with the Council’s "
            "telephone number (22 Texas Administrative Code, section 884.31). Copy them from "
            "https://texreg.sos.state.tx.us/public/readtac$ext.TacPage?sl=R&app=9&p_dir=&p_rloc="
            "&p_tloc=&p_ploc=&pg=1&p_tac=&ti=22&pt=41&ch=884&rl=31 and paste them under "
            "“notices:”, “texts:” as “tx-council: …”."
        )
    ],
}


@pytest.mark.parametrize(("fact", "expected"), LACKS.items(), ids=LACKS)
def test_a_fact_that_the_law_asks_for_is_told_with_the_law_and_the_line(
    fact: str, expected: list[str]
) -> None:
    assert said(without(fact)) == expected


def test_every_fact_that_a_shipped_notice_needs_is_among_these() -> None:
    needs = {name for one in SHIPPED for rule in one.notices for name in rule.needs}
    assert needs - {"states"} == {
        "notices.records_request",
        "notices.privacy_practices",
        "notices.shared_with",
        "notices.kept_for",
        "notices.legal_basis",
        "practice.name",
        "reach",
        "person.legal_name",
        "person.degree",
        "practice.phone",
        "practice.address",
        "license.title",
        "license.number",
        "license.requirements",
    }


def test_every_fact_that_a_notice_may_need_can_be_found_missing() -> None:
    needs = schema.load(schema.JURISDICTION)["$defs"]["notice"]["properties"]["needs"]
    nothing = Facts(people=(Person("jane"),), services=(Service(),))
    names = needs["items"]["enum"]
    assert names
    for name in names:
        (place,) = gaps(name, nothing, "TX")
        assert schema.titled(schema.FACTS, place)


def test_where_nothing_is_written_yet_the_remedy_says_where_it_belongs() -> None:
    texas = read(
        "practice: {name: A}\npeople:\n  jane: {name: Jane}\n"
        "services:\n  - {name: Therapy, type: therapy, states: [TX, CA]}\n"
    )
    told = [p for p in problems(texas, SHIPPED, "p.yaml") if p.rule == "notice-fact-missing"]
    assert [(p.line, p.remedy) for p in told] == [
        (1, "Write under “notices:” a line “records_request: …”."),
        (3, "Write under “jane:” a line “legal_name: …”."),
        (3, "Write below “licenses:” an entry “- state: CA” with title and number."),
    ]


def test_therapy_without_a_state_is_told_and_the_federal_notice_stands_all_the_same() -> None:
    facts = read(
        "practice: {name: A}\npeople:\n  jane: {name: Jane}\n"
        "services:\n  - {name: Therapy, type: therapy}\nhipaa_covered: no\n"
    )
    assert "good-faith-estimate" in {notice.rule.key for notice in needed(facts, SHIPPED)}
    assert said(facts) == [
        (
            "warning notice-fact-missing practice.yaml:5: The notice “Where you need to be” needs "
            "“states” (States), and it is not here yet. "
            "Write it as a line “states: …” of this entry."
        )
    ]


def test_a_title_that_belongs_to_another_state_is_told() -> None:
    wrong = read(FULL.replace("{state: CA, title: LPCC", "{state: CA, title: LPC"))
    assert said(wrong) == [
        (
            "warning license-title practice.yaml:13: California does not give the title “LPC”. "
            "There it is “LPCC”; write it as it stands on the license."
        )
    ]


def test_a_state_whose_notices_are_not_known_is_told() -> None:
    facts = read(FULL.replace("[CO, CA, TX]", "[CO, CA, TX, OH]"))
    assert said(facts) == [
        (
            "warning notice-state-unknown practice.yaml:15: Therapy is offered in Ohio, and which "
            "notices are wanted there is not known here. Ask the Ohio Counselor, Social Worker and "
            "Marriage and Family Therapist Board which notices it wants (about complaints: "
            "https://cswmft.ohio.gov/for-the-public/file-a-complaint-elicense-portal). Write its "
            "notices into jurisdictions/OH.yaml beside this file; docs/state-notices.md says how."
        )
    ]


def test_a_setting_for_no_notice_is_told_with_the_one_that_may_be_meant() -> None:
    facts = read(FULL.replace("TX: 2026", "TXX: 2026").replace("tx-council:", "tx-counsel:"))
    told = [line for line in said(facts) if "unknown-key" in line]
    assert told == [
        (
            "error unknown-key practice.yaml:20: There is no notice called “TXX” here. "
            "Did you mean “TX”? Otherwise remove the line."
        ),
        (
            "error unknown-key practice.yaml:23: There is no notice called “tx-counsel” here. "
            "Did you mean “tx-council”? Otherwise remove the line."
        ),
    ]


# --- another state is another file ---------------------------------------------------------------

OREGON = """\
key: OR
name: Oregon
state: OR
notices:
  - key: or-complaints
    title: Complaints in Oregon
    law: a made-up rule of Oregon
    source: https://oregon.example/rule
    where: website
    page: notices
    needs: [practice.email]
    words: |
      Write to the board.

      Or write to {practice.email}.
"""


def test_a_state_is_added_by_a_file_and_no_code(site: TrialSite) -> None:
    site.write("jurisdictions/OR.yaml", OREGON)
    therapy = {"name": "Therapy", "type": "therapy", "states": ["OR"]}
    site.facts(services=[therapy], hipaa_covered="no")
    site.page("notices", "Before.\n\n[notices]\n\nAfter.\n")
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == [
        (
            "practice.yaml:1: The law asks for “email” (E-mail address) on the website (a made-up "
            "rule of Oregon), and it is not here yet. Write under “practice:” a line “email: …”."
        )
    ]
    headings = built.page("notices/").select(".prose h2, .prose h3")
    assert [heading["id"] for heading in headings][-2:] == ["notices-or", "notice-or-complaints"]
    assert "Source: a made-up rule of Oregon." in built.page("notices/").get_text()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "Or write to {practice.email}",
            "Or call {practise.phone}",
            "OR.yaml:12: There is no fact called “practise.phone”. Did you mean “practice.phone”?",
        ),
        ("key: OR\n", "", "OR.yaml:1: This file does not say whose notices it holds. "),
        ("title: Comp", "titel: Comp", "OR.yaml:6: There is no fact called “titel” here. "),
        ("where: website", "where: wall", "OR.yaml:9: “wall” is not one of: website, before "),
        ("[practice.email]", "[email]", "OR.yaml:11: “email” is not one of: states, crisis_lines"),
        ("https://oregon.example/rule", "nope", "OR.yaml:8: “nope” is not a web address. "),
        ("state: OR", "state: Oregon", "OR.yaml:3: “Oregon” is not the code of a state. "),
        ("notices:\n", "notices: x\nother:\n", "OR.yaml:4: “notices” should be a list. "),
        (OREGON, "key: [", "OR.yaml:1: "),
        (OREGON, "", "OR.yaml:1: This file does not say whose notices it holds. "),
    ],
)
def test_a_file_that_is_wrong_is_told_and_not_raised(
    tmp_path: Path, old: str, new: str, expected: str
) -> None:
    assert old in OREGON
    (tmp_path / "OR.yaml").write_text(OREGON.replace(old, new, 1), "utf-8")
    found, wrong = jurisdictions.read([tmp_path], lambda path: path.name)
    assert any(str(problem).startswith(expected) for problem in wrong), [str(p) for p in wrong]
    facts = read(FULL.replace("[CO, CA, TX]", "[OR]"))
    assert len(needed(facts, found)) <= 1
    # A file that is there is not asked for.
    there = bool(found)
    assert ("notice-state-unknown" in " ".join(said(facts, found))) != there


def test_her_own_file_takes_the_place_of_ours(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OREGON.replace("OR\n", "TX\n"), "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    found, wrong = jurisdictions.read([jurisdictions.SHIPPED, tmp_path, tmp_path / "none"])
    assert wrong == []
    assert [rule.key for one in found if one.key == "TX" for rule in one.notices] == [
        "or-complaints"
    ]


def test_a_script_in_a_file_of_notices_does_not_reach_the_page(tmp_path: Path) -> None:
    words = "<script src=//x.example></script><b onclick=x>Hello</b> [a](javascript:x)"
    (tmp_path / "OR.yaml").write_text(OREGON.replace("Write to the board.", words), "utf-8")
    found, _ = jurisdictions.read([tmp_path])
    (notice,) = needed(read(FULL.replace("[CO, CA, TX]", "[OR]")), found)
    assert notice.html.startswith("<p><b>Hello</b> <a>a</a></p>\n<p>Or write to <a ")


# --- on the site ---------------------------------------------------------------------------------

PAGES = ("notices", "good-faith-estimate", "privacy", "accessibility", "crisis-help")
Making = Callable[..., Built]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Making:
    """Builds a site of these facts, with every page that shows notices, in a folder of its own."""

    def made(text: str, pages: tuple[str, ...] = PAGES, strict: bool = True) -> Built:
        site = TrialSite(tmp_path_factory.mktemp("notices"))
        site.write("practice.yaml", text)
        for slug in pages:
            site.page(slug, "First.\n\n[notices]\n\nLast.\n")
        site.page("consultation", template="consultation")
        return site.build(strict=strict, PRACTICE_CHECKS="")

    return made


@pytest.fixture(scope="module")
def full(make: Making) -> Built:
    return make(FULL)


def test_the_notices_stand_by_state_where_the_page_has_its_marker(full: Built) -> None:
    prose = full.one("notices/", ".prose")
    assert [tag.get_text() for tag in prose.select("h2, h3")] == [
        "In every state",
        "Where you need to be",
        "Coaching",
        "Colorado",
        "What you are told in writing at the first contact",
        "How long records are kept",
        "California",
        "Licenses in California",
        "Complaints to the Board",
        "Online sessions",
        "Texas",
        "Your records, and whom you can turn to",
        "Complaints to the Council",
    ]
    words = prose.get_text()
    assert words.strip().startswith("First.")
    assert words.strip().endswith("Last.")
    assert "[notices]" not in full.html("notices/")
    assert [a["href"] for a in full.page("notices/").select(".toc a")] == [
        "#notices-general",
        "#notices-co",
        "#notices-ca",
        "#notices-tx",
    ]


def test_a_notice_prints_its_source_and_the_day_of_the_last_check_only_when_there_is_one(
    full: Built,
) -> None:
    lines = [tag.get_text() for tag in full.page("notices/").select(".prose .fine")]
    assert [" ".join(line.split()) for line in lines] == [
        "Source: Colorado Revised Statutes, section 12-245-216.",
        (
            "Source: Colorado Revised Statutes, section 12-245-226(1)(a)(II)(A), and 4 Code of "
            "Colorado Regulations 737-1.16."
        ),
        "Source: 16 California Code of Regulations, section 1811.",
        "Source: California Business and Professions Code, section 4999.71.",
        (
            "Source: California Business and Professions Code, section 2290.5, and 16 California "
            "Code of Regulations, section 1815.5."
        ),
        "Source: Texas Health and Safety Code, section 181.105.",
        "Source: 22 Texas Administrative Code, section 884.31.",
        "Texas: last checked by the practice on November 2, 2026.",
    ]
    alone = full.page("good-faith-estimate/").select(".prose .fine")
    assert [" ".join(tag.get_text().split()) for tag in alone] == [
        "Source: 45 CFR 149.610.",
        "Last checked by the practice on November 1, 2026.",
    ]


def test_a_number_is_not_broken_in_two_and_an_address_to_write_to_is_a_link(make: Making) -> None:
    request = "Write to records@practice.example, for 2024-25."
    data = yaml.safe_load(FULL)
    data["notices"]["records_request"] = request
    data["notices"]["texts"]["tx-council"] = 'Call 1-800-555-0100, the Council\'s "line".'
    data["people"]["jane"]["licenses"][0]["requirements"] = 'A master\'s degree in "counseling".'
    built = make(yaml.safe_dump(data, sort_keys=False))
    page = built.page("notices/")
    assert [tag.get_text() for tag in page.select(".prose .whole")] == [
        "303-894-7800",
        "12-245-220",
        "12-245-216",
        "12-245-226",
        "737-1",
        "(916) 574-7830",
        "2024-25",
        "e-mail",
        "1-800-555-0100",
    ]
    assert page.select_one('[href="tel:3038947800"] > .whole')
    assert page.select_one('[href="mailto:records@practice.example"]')
    words = page.get_text()
    assert "A master’s degree in “counseling”." in words.replace("\xa0", " ")
    assert 'the Council\'s "line".' in words  # a board's own words stand as they were pasted


def test_an_address_that_is_not_public_is_known_and_not_printed(tmp_path: Path) -> None:
    (tmp_path / "OR.yaml").write_text(OREGON.replace("practice.email", "practice.address"), "utf-8")
    found, wrong = jurisdictions.read([tmp_path])
    assert wrong == []
    hidden = FULL.replace("[CO, CA, TX]", "[OR]")
    (notice,) = needed(read(hidden), found)
    assert (notice.html, notice.gaps) == ("<p>Write to the board.</p>", ())
    # Where clients may come to, its state is asked about as well.
    notice, _ = needed(read(hidden.replace('"80202"', '"80202", public: true')), found)
    assert notice.html.endswith("<p>Or write to 1 Main St, Denver, CO 80202.</p>")


def test_the_estimate_has_a_page_and_is_named_where_people_decide(full: Built) -> None:
    page = full.one("good-faith-estimate/", ".prose")
    assert [tag.get_text() for tag in page.select("h2")] == ["Your right to a Good Faith Estimate"]
    assert page.select_one('[href="tel:18009853059"]')
    links = full.page("consultation/").select("main ul.fine a")
    assert [(a["href"], a.get_text()) for a in links] == [
        (
            "/notices/#notice-telehealth",
            "Therapy is for people who are in Colorado, California or Texas during the session",
        ),
        (
            "/good-faith-estimate/#notice-good-faith-estimate",
            "If you pay for therapy yourself, you have a right to a written estimate of its cost",
        ),
    ]
    assert full.one("good-faith-estimate/", "#notice-good-faith-estimate")
    assert full.one("notices/", "#notice-telehealth")


def test_a_practice_of_one_state_shows_no_others_and_its_markdown_is_the_same(
    make: Making,
) -> None:
    built = make(FULL.replace("[CO, CA, TX]", "[CO]"))
    assert [p for p in built.problems if p.severity == "error"] == []
    headings = built.page("notices/").select(".prose h2")
    assert [tag.get_text() for tag in headings] == ["In every state", "Colorado"]
    for slug in PAGES:
        main = built.one(f"{slug}/", "main").get_text()
        for other in ("Texas", "California", "LPCC", "Austin"):
            assert other not in main


def test_without_a_page_of_its_own_a_notice_stands_among_the_others(make: Making) -> None:
    built = make(FULL, pages=("notices",))
    assert built.said() == []
    assert built.one("notices/", "#notice-good-faith-estimate").name == "h3"
    assert built.one("consultation/", 'a[href="/notices/#notice-good-faith-estimate"]')


def test_without_any_page_for_it_a_notice_that_the_law_asks_for_is_told(make: Making) -> None:
    built = make(FULL.replace("[CO, CA, TX]", "[TX]"), pages=())
    assert {problem.rule for problem in built.problems} == {"notice-page-missing"}
    assert built.said()[0] == (
        "notices.md:1: The law asks for the notice “Complaints to the Council” (22 Texas "
        "Administrative Code, section 884.31), and there is no page that shows it. Write this "
        "page: a header with title and summary, and a line [notices] where the notices are to "
        "stand."
    )


def test_notices_without_a_marker_come_last(site: TrialSite) -> None:
    site.write("practice.yaml", FULL)
    site.page("notices", "Her own words.\n")
    built = site.build(PRACTICE_CHECKS="")
    words = built.one("notices/", ".prose").get_text(" ").split()
    assert words[:3] == ["Her", "own", "words."]
    assert "Texas" in words


def test_hostile_facts_are_shown_as_the_text_that_they_are(make: Making) -> None:
    hostile = '<script>alert(1)</script> & "x" {practice.name} **no** [notices] {filename}a.md'
    data = yaml.safe_load(FULL)
    data["people"]["jane"]["legal_name"] = hostile
    for held in data["people"]["jane"]["licenses"]:
        held |= {"title": hostile, "number": hostile, "requirements": hostile}
    data["notices"] |= {
        "records_request": hostile,
        "texts": {"ca-board": hostile, "tx-council": hostile},
    }
    data |= {"insurance": hostile, "fees": [{"name": hostile, "amount": hostile}]}
    built = make(yaml.safe_dump(data, sort_keys=False))
    assert built.errors() == []
    for slug in ("notices", "good-faith-estimate"):
        main = built.one(f"{slug}/", "main")
        curly = main.get_text().replace("\xa0", " ")
        assert hostile.replace('"x"', "“x”") in curly
        assert main.select("script, [onclick]") == []
        assert {a["href"] for a in main.select('[href^="tel:"]')} <= {
            "tel:3035550100",
            "tel:3038947800",
            "tel:9165747830",
            "tel:18009853059",
        }


# --- boards --------------------------------------------------------------------------------------


def test_of_every_state_it_is_said_what_is_known_of_its_boards_and_where_it_was_read() -> None:
    known = boards.read()
    assert list(known.by_state) == list(STATES)
    assert len(known.by_state) == 51
    assert {frozenset(one) for one in known.by_state.values()} == {frozenset(boards.PROFESSIONS)}
    every = [board for state in known.by_state.values() for board in state.values()]
    assert sum(bool(board.lookup) for board in every) > 180
    assert [board for board in every if board.lookup and "://" not in board.lookup] == []
    assert date.fromisoformat(known.read) == date(2026, 11, 29)
    assert all(source.startswith("http") for source in known.sources.values())
    assert sorted(known.asks) == ["AZ", "FL", "ME", "MN", "VT", "WA"]
    assert [state for state, one in known.asks.items() if "://" not in one.read_at] == []


def test_where_complaints_go_is_said_only_where_it_was_read() -> None:
    every = [board for state in boards.read().by_state.values() for board in state.values()]
    known = [board for board in every if board.complaints or board.mail or board.phone]
    assert len(known) > 40
    # A page is its own source; an address or a number alone has been read somewhere else.
    assert [
        one for one in known if not (one.complaints or one.read_at).startswith("https://")
    ] == []
    assert [
        one for one in known if one.phone and not re.fullmatch(r"[\d-]{12,14}", one.phone)
    ] == []
    maine, alabama = (boards.read().by_state[state]["counselors"] for state in ("ME", "AL"))
    assert (maine.phone, maine.mail[-8:]) == ("207-624-8660", "ME 04333")
    assert (alabama.complaints, alabama.phone, alabama.mail, alabama.read_at) == ("", "", "", "")


@pytest.mark.parametrize(
    ("title", "profession"),
    [
        ("LPC", "counselors"),
        ("LMHC", "counselors"),
        ("L.P.C.", "counselors"),
        ("LCPC", "counselors"),
        ("LGPC", "counselors"),
        ("LIMHP", "counselors"),
        ("LCMFT", "mfts"),
        ("LMSW", "social_workers"),
        ("LCP", "psychologists"),
        ("PhD", ""),
        ("LPCC", "counselors"),
        ("Licensed Clinical Mental Health Counselor", "counselors"),
        ("LCSW", "social_workers"),
        ("LICSW", "social_workers"),
        ("Licensed Master Social Worker", "social_workers"),
        ("LMFT", "mfts"),
        ("Licensed Psychologist", "psychologists"),
        ("PsyD", "psychologists"),
        ("", ""),
        ("Certified Life Coach", ""),
    ],
)
def test_a_board_is_that_of_the_profession_which_the_license_names(
    title: str, profession: str
) -> None:
    license_ = {"state": "AL", "title": title, "number": "1"}
    data = {"practice": {"name": "A"}, "people": {"jane": {"name": "J", "licenses": [license_]}}}
    known = boards.read()
    expected = (known.by_state["AL"][profession],) if profession else ()
    assert known.of(read(yaml.safe_dump(data)), "AL") == expected


def test_a_group_has_a_board_for_each_of_its_professions_and_not_for_others() -> None:
    titles = {"a": ["LPC"], "b": ["LCSW"], "c": ["PsyD"], "d": ["LPC"], "e": []}
    people = {
        key: {
            "name": key.upper(),
            "credentials": "LMFT",
            "licenses": [{"state": "AL", "title": title, "number": "1"} for title in held],
        }
        for key, held in titles.items()
    }
    facts = read(yaml.safe_dump({"practice": {"name": "A"}, "people": people}))
    there = boards.read().by_state["AL"]
    assert boards.read().of(facts, "AL") == tuple(
        there[one] for one in ("counselors", "social_workers", "psychologists")
    )
    # Nobody has a license of Ohio: the professions are those of the other licenses.
    ohio = boards.read().by_state["OH"]
    assert ohio["counselors"] == ohio["social_workers"]
    assert boards.read().of(facts, "OH") == (ohio["counselors"], ohio["psychologists"])


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (
            "ME",
            (
                "Therapy in Maine is licensed by the Maine Board of Counseling Professionals "
                "Licensure. Look up a license in Maine. Complaints go to: Complaint Coordinator, "
                "Office of Licensing and Registration, 35 State House Station, Augusta, ME 04333, "
                "or call 207-624-8660."
            ),
        ),
        (
            "VA",
            (
                "Therapy in Virginia is licensed by the Virginia Board of Counseling. Look up a "
                "license in Virginia. File a complaint in Virginia, or call 804-367-4691."
            ),
        ),
        ("MI", "Look up a license in Michigan."),
    ],
)
def test_a_visitor_learns_of_a_board_what_was_read(state: str, words: str) -> None:
    facts = read(FULL.replace("[CO, CA, TX]", f"[{state}]"))
    notice = one(f"{state.lower()}-board", facts)
    assert notice.rule.title == "The licensing board"
    assert " ".join(notice.html.striptags().split()) == words


@pytest.mark.parametrize(
    ("title", "state", "remedy"),
    [
        (  # the name is known
            "LMFT",
            "AL",
            (
                "Ask the Alabama Board of Examiners in Marriage and Family Therapy which notices "
                "it wants."
            ),
        ),
        (  # only the look-up is
            "LPC",
            "MI",
            (
                "Look up your license at https://aca-prod.accela.com/MILARA/GeneralProperty/"
                "PropertyLookUp.aspx?isLicensee=Y&TabName=APO, and ask the board that is named "
                "there."
            ),
        ),
        (  # no title says which of its boards it is, and all have one look-up
            "",
            "IL",
            (
                "Look up your license at https://online-dfpr.micropact.com/lookup/"
                "licenselookup.aspx, and ask the board that is named there."
            ),
        ),
        ("", "AL", "Ask the board that is named on your license."),
        ("LPC", "DC", "Ask the board that is named on your license."),
    ],
)
def test_whom_to_ask_about_a_state_without_notices_is_said_as_far_as_it_was_read(
    title: str, state: str, remedy: str
) -> None:
    held = {"state": state, "title": title, "number": "1"}
    service = {"name": "Therapy", "type": "therapy", "states": [state]}
    person = {"name": "J", "licenses": [held]}
    data = {"practice": {"name": "A"}, "people": {"jane": person}, "services": [service]}
    found = problems(read(yaml.safe_dump(data)), SHIPPED, "practice.yaml")
    (told,) = [one for one in found if one.rule == "notice-state-unknown"]
    written = f" Write its notices into jurisdictions/{state}.yaml beside this file"
    assert told.remedy == f"{remedy}{written}; docs/state-notices.md says how."


def test_a_state_without_notices_shows_at_least_its_board_and_the_look_up(
    site: TrialSite,
) -> None:
    held = {"state": "MN", "title": "LPCC", "number": "12"}
    site.facts(
        people={"jane": {"name": "Jane Doe", "licenses": [held]}},
        services=[{"name": "Therapy", "type": "therapy", "states": ["MN", "DC"]}],
    )
    site.page("notices", "[notices]")
    built = site.build(PRACTICE_CHECKS="")
    text = " ".join(built.page("notices/").get_text().split())
    said = "Therapy in Minnesota is licensed by the Minnesota Board of Behavioral Health Therapy."
    links = "Look up a license in Minnesota. File a complaint in Minnesota."
    assert f"Minnesota The licensing board {said} {links}" in text
    # Of the board for counselors in the District of Columbia nothing was read.
    assert built.page("notices/").select("#notices-dc") == []
    told = sorted(one.remedy for one in built.problems if one.rule == "notice-state-unknown")
    assert told == [
        (
            "Ask the Minnesota Board of Behavioral Health Therapy which notices it wants (about "
            "complaints: https://mn.gov/boards/behavioral-health/public-information/"
            "filingacomplaint.jsp). Write its notices into jurisdictions/MN.yaml beside this file; "
            "docs/state-notices.md says how. Minnesota asks for the client bill of rights of "
            "counselors, displayed in the office or handed out; docs/for-counsel.md names the copy "
            "that was read. Said, and not read: a written disclosure to clients."
        ),
        (
            "Ask the board that is named on your license. Write its notices into "
            "jurisdictions/DC.yaml beside this file; docs/state-notices.md says how."
        ),
    ]


# --- the notice of privacy practices -------------------------------------------------------------


def under_hipaa(said_of_it: str, notice: str = "") -> Facts:
    text = FULL.replace("hipaa_covered: no", f"hipaa_covered: {said_of_it}")
    return read(text.replace("notices:\n", f"notices:\n  privacy_practices: {notice}\n"))


@pytest.mark.parametrize("answer", ["yes", "Yes", "true"])
def test_a_covered_practice_without_its_notice_is_told_and_not_published(answer: str) -> None:
    (told,) = problems(under_hipaa(answer), SHIPPED, "practice.yaml")
    assert (told.rule, told.severity, told.stops) == ("notice-fact-missing", "warning", "publish")
    assert told.message == (
        "The law asks for “privacy_practices” (Notice of Privacy Practices) on the website "
        "(45 CFR 164.520(c)(3)(i)), and it is not here yet."
    )
    assert problems(under_hipaa(answer, "How it is used. " * 9), SHIPPED, "practice.yaml") == []


@pytest.mark.parametrize("answer", ["unknown", "Unknown", "''"])
def test_while_it_is_not_known_that_is_said_and_setup_asks(answer: str) -> None:
    facts = under_hipaa(answer)
    (told,) = problems(facts, SHIPPED, "practice.yaml")
    assert (told.rule, told.severity, told.stops) == ("hipaa-unknown", "note", "")
    assert "hipaa_covered" in facts.missing


def test_who_is_not_covered_is_told_nothing_and_shows_no_notice() -> None:
    facts = under_hipaa("no")
    assert said(facts) == []
    assert "privacy-practices" not in {notice.rule.key for notice in needed(facts, SHIPPED)}
    # What she has written is shown all the same.
    assert one("privacy-practices", under_hipaa("no", "How it is used.")).text == "How it is used."


def test_maybe_is_told_with_what_may_stand_there() -> None:
    _, wrong = load.read(FULL.replace("hipaa_covered: no", "hipaa_covered: maybe"), "practice.yaml")
    assert [str(told) for told in wrong] == [
        (
            "practice.yaml:24: “maybe” does not say whether HIPAA covers the practice. "
            "Write yes, no or unknown; if you are not sure, unknown, and ask your counsel."
        )
    ]


@pytest.mark.parametrize("there", [True, False])
def test_the_notice_may_be_a_file_and_every_page_leads_to_it(site: TrialSite, there: bool) -> None:
    if there:
        site.write("images/npp.pdf", "%PDF-1.4")
    site.facts(hipaa_covered="yes", notices={"privacy_practices": "images/npp.pdf"})
    site.page("notices", "[notices]")
    site.page("about")
    site.article("rest")
    built = site.build(PRACTICE_CHECKS="")
    rules = [one.rule for one in built.problems]
    assert ("notice-file-missing" in rules) == (not there)
    assert "link-broken" not in rules
    links = [
        link["href"]
        for path in ("about/", "articles/rest/")
        for link in built.page(path).select(".small-print a")
        if link.get_text() == "Notice of Privacy Practices"
    ]
    assert links == ["/notices/#notice-privacy-practices"] * 2 * there
    files = [link["href"] for link in built.page("notices/").select(".prose a[href$='.pdf']")]
    assert files == ["/images/npp.pdf"] * there


def test_a_notice_that_is_a_text_stands_on_the_page_in_its_paragraphs(site: TrialSite) -> None:
    site.facts(hipaa_covered="yes", notices={"privacy_practices": "First.\n\nSecond & last."})
    site.page("notices", "[notices]")
    built = site.build(PRACTICE_CHECKS="")
    assert [p.get_text() for p in built.page("notices/").select("blockquote p")] == [
        "First.",
        "Second & last.",
    ]


# --- Washington, the European Union and the United Kingdom ----------------------------------------

FAR = """\
  washington: true
  eu_uk: yes
  shared_with: The company that carries the e-mail.
  kept_for: One year.
  legal_basis: Your consent.
"""


def test_the_notices_of_laws_far_away_are_off_until_somebody_says_that_they_reach_her() -> None:
    keys = {"washington-health-data", "eu-uk-privacy"}
    assert keys.isdisjoint(notice.rule.key for notice in needed(read(), SHIPPED))
    far = read(FULL.replace("notices:\n", f"notices:\n{FAR}"))
    assert keys <= {notice.rule.key for notice in needed(far, SHIPPED)}
    assert said(far) == []
    html = " ".join(one("washington-health-data", far).html.split())
    for wanted in ("carries the e-mail", "One year.", "list of those", "withdraw your consent"):
        assert wanted in html
    html = " ".join(one("eu-uk-privacy", far).html.split())
    for wanted in ("Quiet Room", "Your consent.", "One year.", "supervisory authority"):
        assert wanted in html


@pytest.mark.parametrize("key", ["shared_with", "kept_for", "legal_basis"])
def test_what_only_she_can_say_in_them_stops_publishing_while_it_is_not_there(key: str) -> None:
    lines = "".join(line for line in FAR.splitlines(keepends=True) if key not in line)
    told = problems(read(FULL.replace("notices:\n", f"notices:\n{lines}")), SHIPPED, "p.yaml")
    assert told
    assert {(one.rule, one.stops) for one in told} == {("notice-fact-missing", "publish")}
    assert all(f"“{key}”" in one.message for one in told)


def test_each_has_a_page_of_its_own_to_which_every_foot_leads(site: TrialSite) -> None:
    data = yaml.safe_load(FULL)
    data["notices"] |= yaml.safe_load(FAR) | {"washington": "true", "eu_uk": "yes"}
    site.write("practice.yaml", yaml.safe_dump(data, sort_keys=False))
    site.page("notices", "[notices]")
    site.page("consumer-health-data", "[notices]", title="Consumer health data")
    built = site.build(PRACTICE_CHECKS="")
    assert "One year." in built.page("consumer-health-data/").get_text().replace("\xa0", " ")
    foot = built.page("notices/").select(".small-print a")
    links = {a["href"]: a.get_text().replace("\xa0", " ") for a in foot}
    assert links["/consumer-health-data/"] == "Consumer health data"
    # Without a page of its own it stands among the others, and the foot leads there.
    assert links["/notices/#notice-eu-uk-privacy"] == "Privacy in the EU and the United Kingdom"
    assert len([one for one in links if "consumer-health-data" in one]) == 1


def test_setup_asks_whether_they_reach_her_if_she_works_beyond_her_states() -> None:
    coaching = {"name": "Coaching", "type": "coaching", "worldwide": "true"}
    for services, asked in (([coaching], True), ([], False)):
        facts = {"practice": {"name": "A"}, "people": {"j": {"name": "J"}}, "services": services}
        (about,) = [one for one in questions.later(facts) if "notices.washington" in one.keys]
        assert about.is_asked(facts) == asked
        (more,) = [one for one in questions.later(facts) if "notices.kept_for" in one.keys]
        assert not more.is_asked(facts)
        assert more.is_asked({**facts, "notices": {"eu_uk": "true"}})
