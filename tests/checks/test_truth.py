"""What a text says of numbers, licenses, prices, states and titles agrees with the facts."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.checks.document import WholeSite
from plugins.core.problem import Problem, Severity
from tests.checks.documents import FIRST, PATH, document, told_of, told_of_site
from tests.checks.practices import FACTS_PATH, PRACTICE, known

KNOWN = known()


def told(body: str) -> list[Problem]:
    return told_of(document(body), KNOWN, "truth-", "license-")


def told_of_facts(text: str, today: date) -> list[Problem]:
    return told_of_site(WholeSite((), known(text), FACTS_PATH, today), "truth-", "license-")


def line_of(text: str) -> int:
    """The line of practice.yaml on which `text` stands."""
    return PRACTICE[: PRACTICE.index(text)].count("\n") + 1


GUILTY = {
    "Call (720) 555-0177 today.": "truth-phone",
    "Ask at 1-800-982-3059 about costs.": "truth-phone",
    "[Call me](tel:+17205550177) today.": "truth-phone",
    "In a crisis, call or text 989.": "truth-phone",
    "If you are in danger, [call 911](tel:912).": "truth-phone",
    "Text HOME to 741742 at any hour.": "truth-phone",
    "The lifeline is 1-800-273-8255.": "truth-crisis-line",
    "Call 988 and press 3 for LGBTQ+ support.": "truth-crisis-line",
    "My license number is LPC.0099999.": "truth-license",
    "A session costs $175.": "truth-price",
    "I am often asked, and I say that a session costs $175.": "truth-price",
    "She said it was dear. My fee is $175 an hour.": "truth-price",
    "I see clients in Colorado and Oregon.": "truth-state",
    "I offer therapy worldwide.": "truth-worldwide",
    "I am an LPC in Colorado and California.": "truth-title",
    "Dr. Doe will see you.": "truth-doctor",
}


@pytest.mark.parametrize("sentence", GUILTY)
def test_what_differs_from_the_facts_is_told_with_its_line(sentence: str) -> None:
    found = told(f"Quiet words.\n\nMore of them.\n{sentence}\n")
    assert [(one.path, one.line, one.rule, one.severity) for one in found] == [
        (PATH, FIRST + 3, GUILTY[sentence], "error")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Call [303-555-0100](tel:+13035550100), 303.555.0100 or 988.",  # her own, and the line's
        "Ask at 1-800-985-3059, or the board at 303-894-7800.",  # of the notices
        "See 10.1007/s10608-012-9476-1 and [that](https://doi.org/10.1176/appi.ajp.2017.17010057).",
        "Until 2022 the lifeline's old number was 1-800-273-8255.",
        "Call 988 and press 1 for veterans or 2 for Spanish.",
        "Dial 211 for other help, or [911](tel:911). Call 120 people; text 918,000 if you like.",
        "The “press 3” option of 988 ended in 2025.",
        "My license number is LPC.0012345.",
        "She has been licensed since 2014.",
        "A session costs $150. A bill for sessions that is $400 too high can be disputed.",
        "She paid $30 for a coat.",
        "There is a garage next door ($2 an hour), and the bus to a session is $3.",
        "He says that talking to a stranger costs $200 an hour.",
        "Your father thought a session was $20. My friend told me therapy costs 300 dollars.",
        "Some therapists charge $250 an hour, and many websites say that $300 per session is low.",
        "Therapy is for people in Colorado, California or Texas.",
        "She grew up in Oregon and trained in New Mexico.",
        "If you move to Oregon, you need a therapist licensed in Oregon.",
        "I cannot see clients in Oregon.",
        "We offer coaching to people in Oregon.",
        "A study of women in Ohio found that sessions helped.",
        "Therapy is for people in Colorado, and coaching is offered worldwide.",
        "I do not offer therapy across the country.",
        "IFS therapists work all over the world.",
        "In California the title is LPCC, in Colorado LPC.",
        "Dr. Schwartz developed it. Ask your doctor.",
    ],
)
def test_what_agrees_or_is_about_something_else_is_let_be(sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    ("today", "rule", "severity", "message", "remedy"),
    [
        (
            date(2027, 9, 1),
            "license-expired",
            "error",
            "Jane Doe's license for Colorado expired on 2027-08-31.",
            "Write the new date once it is renewed; until then take the state out of the services.",
        ),
        *(
            (
                day,
                "license-expires",
                "warning",
                "Jane Doe's license for Colorado expires on 2027-08-31.",
                "Renew it, and write the new date here.",
            )
            for day in (date(2027, 8, 31), date(2027, 6, 2))
        ),
    ],
)
def test_a_license_that_runs_out_is_told_90_days_before_and_from_then_on(
    today: date, rule: str, severity: Severity, message: str, remedy: str
) -> None:
    line = line_of("expires:")
    expected = Problem(FACTS_PATH, line, message, remedy, rule, severity)
    assert told_of_facts(PRACTICE, today) == [expected]


def test_a_license_that_holds_for_longer_is_not_spoken_of() -> None:
    assert told_of_facts(PRACTICE, date(2027, 6, 1)) == []


def test_a_state_without_a_license_is_told_once_at_its_line_and_only_for_therapy() -> None:
    text = PRACTICE.replace("      - state: TX\n", "").replace(
        "    states: [CO, CA, TX]\n",
        """\
    states: [CO, CA]
  - name: Groups
    type: therapy
    states:
      - CO
      - OR
      - TX
  - name: Couples
    type: therapy
    states: [OR]
  - name: Coaching
    type: coaching
    worldwide: true
""",
    )
    lines = text.split("\n")
    assert told_of_facts(text, date(2026, 12, 1)) == [
        Problem(
            FACTS_PATH,
            lines.index(f"      - {code}") + 1,
            f"Therapy is offered in {name}, and nobody here has a license for {name}.",
            f"Write the license under “licenses:”, as an entry “- state: {code}” with title and "
            f"number, or take {code} out of the states of this service.",
            "truth-license-state",
        )
        for code, name in (("OR", "Oregon"), ("TX", "Texas"))
    ]


def test_a_license_of_anybody_in_the_practice_is_one() -> None:
    text = PRACTICE.replace("      - state: TX\n", "").replace(
        "services:", "  ann:\n    name: Ann Roe\n    licenses: [{state: TX}]\nservices:"
    )
    assert told_of_facts(text, date(2026, 12, 1)) == []


def test_the_old_lifeline_is_told_in_the_facts_as_well() -> None:
    text = PRACTICE.replace("call: '988'", "call: 1-800-273-8255")
    assert told_of_facts(text, date(2026, 12, 1)) == [
        Problem(
            FACTS_PATH,
            line_of("call:"),
            "1-800-273-8255 is the Lifeline's number from before 988.",
            "Write “call: '988'” instead.",
            "truth-crisis-line",
        )
    ]


@pytest.mark.parametrize(
    ("typed", "message", "remedy"),
    [
        (
            "'998'",
            "998 is not a number that phones recognize.",
            "Write “call: '988'”, the number that is in the line's name.",
        ),
        ("nine", "“nine” is not a number.", "Write it in figures, such as '988'."),
    ],
)
def test_a_crisis_line_that_nobody_answers_is_told(typed: str, message: str, remedy: str) -> None:
    text = PRACTICE.replace("call: '988'", f"call: {typed}")
    assert told_of_facts(text, date(2026, 12, 1)) == [
        Problem(FACTS_PATH, line_of("call:"), message, remedy, "truth-crisis-line")
    ]


def test_no_crisis_line_is_proposed_because_its_number_is_alike() -> None:
    line = PRACTICE.replace("988 Suicide & Crisis Lifeline", "Local line")
    for number in ("998", "345"):
        (told,) = told_of_facts(line.replace("call: '988'", f"call: '{number}'"), date(2026, 12, 1))
        assert told.remedy == "Copy it from where the line itself publishes it."
    near = ["Call 912.", "Call 981.", "Text HOME to 741742.", "[x](tel:989)", "Call 720-555-0171."]
    texts = known(PRACTICE.replace("text: '988'", "text: (720) 555-0170"))
    remedies = [one.remedy for text in near for one in told_of(document(text), texts, "truth-")]
    assert len(remedies) == len(near)
    assert [remedy for remedy in remedies if "Did you mean" in remedy] == []


@pytest.mark.parametrize(
    ("number", "what"),
    [
        ("111", "the health line NHS 111 in the United Kingdom"),
        ("999", "the emergency number in the United Kingdom"),
        ("112", "the emergency number in Europe"),
        ("000", "the emergency number in Australia"),
        ("116 123", "the Samaritans in the United Kingdom and Ireland"),
        ("116123", "the Samaritans in the United Kingdom and Ireland"),
        ("13 11 14", "Lifeline in Australia"),
        ("1737", "the line Need to Talk in New Zealand"),
    ],
)
def test_a_line_of_another_country_is_known_as_what_it_is(number: str, what: str) -> None:
    (told,) = told_of(document(f"In danger, call {number} today."), known(), "truth-")
    assert told.message.startswith(f"{number} is {what} (")
    assert (told.severity, told.stops) == ("warning", "")
    assert told.remedy.startswith("Say so beside it, such as “in ")
    linked = told_of(document(f"[ask](tel:{number.replace(' ', '')})"), known(), "truth-")
    assert len(linked) == 1


def test_a_line_of_another_country_may_stand_where_its_country_is_named() -> None:
    text = (
        "In the United Kingdom call 111 or [999](tel:999), or the Samaritans: call 116 123.\n\n"
        + "x " * 200
        + "In Australia, call 13 11 14 or dial 000.\n"
    )
    assert told_of(document(text), known(), "truth-") == []


def test_what_is_in_the_facts_counts_even_if_it_is_written_otherwise() -> None:
    doctor = known(PRACTICE.replace("degree: MA", "degree: PhD"))
    read = document("Dr. Doe, license #0012345, can be called at 303 555 0100.\n")
    assert told_of(read, doctor, "truth-") == []


OWN_NUMBERS = (
    "Call (720) 555-0177 today.",
    "**Phone:** 720-555-0177",
    "Jane Doe, LPC, (720) 555-0177",
    "1200 S. Pearl Street, Suite 204, Denver, CO 80210, (720) 555-0177",
    "Quiet Room, 1200 S. Pearl Street, Denver, CO 80210, (720) 555-0177",
    "For EMDR, call 720-555-0177.",
    "For Brainspotting or Couples Therapy, call 720-555-0177.",
    "Main Office: 720-555-0177",
    "In Denver, 720-555-0177.",
    "You can reach me at 720-555-0177.",
    "Call Quiet Room at 720-555-0177.",
    "If the crisis line is busy, call me at 720-555-0177.",
    "To book, call 720-555-0177.",
    "If 988 is busy, my cell is 720-555-0177.",
    "Call 720-555-0177 to schedule with Jane.",
    "| Phone | 720-555-0177 |",
    "Text 720-555-0177 on Mondays.",
    "New Clients: 720-555-0177",
    "Our intake line is 720-555-0177.",
    "I return calls to 720-555-0177 by Friday.",
    "Call or text 720-555-0177 for an appointment.",
    "- Me: 720-555-0177",
    "Voicemail (720) 555-0177, Monday to Friday.",
    "Ask the office for a form: 720-555-0177.",
    "Llame al 720-555-0177.",
    "For a first call in Spanish, ring 720-555-0177.",
    "Questions about billing: 720-555-0177.",
    "My number in Fort Collins is 720-555-0177.",
    "Contact Jane by phone at 720-555-0177.",
    "We answer 720-555-0177 until 6.",
    "We take Aetna and Cigna. To get started, call 720-555-0177.",
    "We're a block from Porter Hospital. Call 720-555-0177 for directions.",
    "Across from the library. Tel. 720-555-0177.",
    "Jane trained at the Mayo Clinic. Reach out at 720-555-0177.",
    "EMDR was developed by Francine Shapiro. To schedule EMDR in Denver, call 720-555-0177.",
    "Jane sees teens. You can reach her at 720-555-0177.",
    "The practice has moved. Its new number is 720-555-0177.",
    "If someone you love needs help, have them call 720-555-0177.",
    "If your teenager wants to talk, he can call 720-555-0177 himself.",
    "I'm on the panel of Rocky Mountain Health Plans. 720-555-0177 reaches me directly.",
    "Therapy for nurses, teachers and doctors. 720-555-0177.",
    "Trauma therapy in Capitol Hill, Denver. 720-555-0177.",
    "Evenings and Saturdays. 720-555-0177.",
    "Use the form below or phone 720-555-0177.",
    "The office's number is 720-555-0177.",
)
NUMBERS_OF_OTHERS = (
    "Ana Petrov, 720-555-0177, has room.",
    "Dr. Lena Ortiz is on call at 720-555-0177.",
    "I often send people to Open Door Psychiatry, 720-555-0177.",
    "- NAMI: 720-555-0177",
    "My landlord is at 720-555-0177.",
    "See open-door.example.org or call Open Door at 720-555-0177.",
    "Carol does my billing. She is at 720-555-0177 until noon.",
    "Call 720-555-0177, the nurse line of your clinic.",
    "My colleague Ana Petrov covers for me in May. Her voicemail is 720-555-0177.",
    "My colleague Ana Petrov has room. Her number is 720-555-0177.",
    "My neighbor Ana Petrov sees children. You can reach her at 720-555-0177.",
    "I refer to Dr. Lena Ortiz at Open Door Psychiatry. The office's number is 720-555-0177.",
    "A hospital is near. Before you go, ring 720-555-0177.",
    "Open Door Counseling Center sees people at once. Free, bilingual. 720-555-0177.",
    "Access-a-Ride stops at the door; book it the day before at 720-555-0177.",
    "In summer ASU's is at 720-555-0177.",
    "The chaplain, Rev. Ames, would like a call first: 720-555-0177.",
    "You may complain to the Secretary of State, or call 720-555-0177.",
    "Security walks the building and can be summoned on 720-555-0177.",
    "A pharmacist can help. The one on Colfax never closes; its phone is 720-555-0177.",
)


@pytest.mark.parametrize("sentence", OWN_NUMBERS)
def test_a_number_of_her_own_that_the_facts_do_not_hold_is_told(sentence: str) -> None:
    assert [one.rule for one in told(f"{sentence}\n")] == ["truth-phone"]


@pytest.mark.parametrize("sentence", NUMBERS_OF_OTHERS)
def test_a_number_that_its_sentence_gives_to_somebody_else_is_let_be(sentence: str) -> None:
    assert told(f"{sentence}\n") == []


def test_a_price_of_others_of_a_plan_or_of_several_known_ones_together_is_let_be() -> None:
    for innocent in (
        "The county's mental health center charges from $5 a visit; ask for a session there.",
        "Each session may be a $30 copay.",
        "For a session your plan may want a deductible of $6,000 first.",
        "Eight sessions at $150 come to $1,200.",
        "Thirteen weekly sessions cost $1,950.",
    ):
        assert told(f"{innocent}\n") == [], innocent
    for guilty in ("My clinic charges $90 a session.", "Eight sessions come to $1,100."):
        assert [one.rule for one in told(f"{guilty}\n")] == ["truth-price"], guilty


def test_a_slip_in_a_known_number_is_told_whoever_it_is_given_to() -> None:
    (one,) = told("Ana Petrov works at the line of RAINN, 800-656-4637.\n")
    assert one.rule == "truth-phone"
