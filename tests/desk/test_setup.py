"""The questions about the practice: asked, read as they are meant, written, and the pages."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from desk.build.build import build_site
from desk.check.run import collect
from desk.commands import answers as meaning
from desk.commands import places, questions
from desk.commands.put_answers import WrongAnswerError
from desk.commands.questions import first
from desk.commands.setup import setup
from desk.common import project
from plugins.practice import load
from plugins.practice.model import Facts
from plugins.practice.pages import PAGES
from tests import example_practices


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def answers(*given: str, asked: list[str] | None = None) -> Callable[[str], str]:
    """Gives one answer after the other; after the last one, Ctrl-D."""
    waiting: Iterator[str] = iter(given)

    def ask(question: str) -> str:
        if asked is not None:
            asked.append(question)
        try:
            return next(waiting)
        except StopIteration:
            raise EOFError from None

    return ask


def facts_of(content: Path) -> Facts:
    facts, problems = load.read((content / "practice.yaml").read_text("utf-8"), "practice.yaml")
    assert problems == []
    return facts


# What people look for, in whatever words; the same for each practice.
WORDS_OF_SEARCH = re.compile("^const known = .*$", re.MULTILINE)
NEW = (
    *("Maya Lind", "Stillwater Therapy", "Oregon, WA", "", "maya@stillwater.example"),
    *("503.555.0142", "book.example/maya", "LPC", "150 for 50 min", "none", "yes", "20 minutes"),
    "stillwater.example",
)


def test_a_new_practice_answers_thirteen_questions_and_has_all_its_pages(content, capsys):
    assert setup(content, answers(*NEW, "")) == 0
    facts = facts_of(content)
    assert (facts.practice.name, facts.practice.url) == (
        "Stillwater Therapy", "https://stillwater.example"
    )  # fmt: skip
    assert (facts.practice.phone, facts.practice.scheduling_url) == (
        "(503) 555-0142", "https://book.example/maya"
    )  # fmt: skip
    assert [(one.key, one.name) for one in facts.people] == [("maya-lind", "Maya Lind")]
    assert [one.state for one in facts.people[0].licenses] == ["OR", "WA"]
    assert [state.code for state in facts.therapy_states] == ["OR", "WA"]
    assert [(one.name, one.amount, one.per) for one in facts.fees] == [
        ("Session", "$150", "50 minutes")
    ]
    assert facts.insurance == "Insurance is not accepted here."
    assert (facts.consultation.free, facts.consultation.minutes) == (True, "20")
    assert [line.call for line in facts.urgent_lines] == ["988", "911"]
    said = capsys.readouterr().out
    assert "Noted: (503) 555-0142" in said
    assert re.search(r"^   3  States +Oregon, Washington$", said, re.MULTILINE)
    assert "python3 start.py preview --content" in said
    there = {path.name.removesuffix(".md") for path in (content / "pages").iterdir()}
    assert there == {page.name for page in PAGES if not page.law}
    assert (content / "reading-paths.yaml").exists()


@pytest.mark.parametrize("facts", [{}, {"practice": {"address": {"country": "DE"}}}])
def test_at_most_fifteen_questions_come_before_the_first_preview(facts):
    assert 10 <= len(first(facts)) <= 15


@pytest.mark.parametrize(
    ("typed", "name", "letters"),
    [
        ("Maya Okafor, LPC", "Maya Okafor", "LPC"),
        ("Jane Doe, PhD, LPC", "Jane Doe", "PhD, LPC"),
        ("Maya Lind LPC", "Maya Lind", "LPC"),
        ("Dr. Maya Lind, PsyD", "Dr. Maya Lind", "PsyD"),
        ("Maya Lind (she/her), LPC", "Maya Lind", "LPC"),
        ("Maya Lind - Therapist", "Maya Lind", None),
        ("Sam Roe, Jr.", "Sam Roe, Jr.", None),
        ("Roe Counseling, PLLC", "Roe Counseling, PLLC", None),
    ],
)
def test_letters_behind_a_name_are_no_part_of_it(typed, name, letters):
    facts: dict[str, Any] = {}
    (question,) = questions.named("name", facts)
    question.put(facts, typed)
    (person,) = facts["people"].values()
    assert (person["name"], person.get("credentials")) == (name, letters)


@pytest.mark.parametrize(
    ("typed", "fees"),
    [
        ("$150", [("Session", "$150", "")]),
        ("150 for 50 min", [("Session", "$150", "50 minutes")]),
        ("Individual: $150 for 50 minutes; couples $200 for 80 min",
         [("Individual", "$150", "50 minutes"), ("Couples", "$200", "80 minutes")]),
        ("$150, and $120 for groups", [("Session", "$150", ""), ("Session", "$120", "groups")]),
        ("USD 150", [("Session", "$150", "")]),
        ("$150/50min", [("Session", "$150", "50 minutes")]),
        ("$1,200 for 6 sessions", [("Session", "$1,200", "6 sessions")]),
        ("$100-$150 sliding scale", [("Session", "$100-$150 sliding scale", "")]),
        ("Ask me, and we will see", [("Session", "Ask me, and we will see", "")]),
        ("$150 individual, $180 couples", [("Individual", "$150", ""), ("Couples", "$180", "")]),
        ("150 for 50 min; couples 200 for 80; sliding scale from 90",
         [("Session", "$150", "50 minutes"), ("Couples", "$200", "80 minutes"),
          ("Sliding scale", "from $90", "")]),
        ("Individual $150 / group $60", [("Individual", "$150", ""), ("Group", "$60", "")]),
        ("$150 (individual), $60 (group)", [("Individual", "$150", ""), ("Group", "$60", "")]),
        ("individual 150 couples 180", [("Individual", "$150", ""), ("Couples", "$180", "")]),
        ("$150 intake, then $130", [("Intake", "$150", ""), ("Session", "$130", "")]),
        ("Intake $200 (90 min); sessions $150 (50 min)",
         [("Intake", "$200", "90 minutes"), ("Session", "$150", "50 minutes")]),
        ("1 hour $150, 90 minutes $220",
         [("Session", "$150", "1 hour"), ("Session", "$220", "90 minutes")]),
        ("$150/session; $180/couples session",
         [("Session", "$150", ""), ("Couples session", "$180", "")]),
        ("$150 per session, sliding scale available",
         [("Session", "$150, sliding scale available", "")]),
        ("$100 to $150", [("Session", "$100-$150", "")]),
        ("$1,200 for a package of 8", [("Session", "$1,200", "a package of 8")]),
    ],
)  # fmt: skip
def test_one_answer_may_hold_several_prices(typed, fees):
    facts: dict[str, Any] = {}
    (question,) = questions.named("fees", facts)
    question.put(facts, typed)
    assert [(one["name"], one["amount"], one.get("per", "")) for one in facts["fees"]] == fees


def test_prices_that_say_nothing_of_what_they_are_for_are_asked_back():
    (question,) = questions.named("fees", {})
    with pytest.raises(WrongAnswerError, match="such as: Individual \\$150"):
        question.put({}, "150/180")


@pytest.mark.parametrize(
    ("name", "typed", "known"),
    [
        ("name", "Maria Lopez LCSW-S", "Maria Lopez"),
        ("name", "I'm Maria Lopez, M.A., LPC-Associate", "Maria Lopez"),
        ("name", "Maria Lopez, Licensed Professional Counselor", "Maria Lopez"),
        ("practice", "my name", ""),
        ("practice", "I don't know yet", ""),
        ("country", "the United States", "US"),
        ("office", "by appointment only", ""),
        ("office", "I work online", ""),
        ("office", "I don't have an office", ""),
        ("office", "12 Elm St, Bend, OR 97701, by appointment", "12 Elm St, Bend, OR 97701"),
        ("office", "online and in person at 12 Elm St, Bend, OR 97701",
         "12 Elm St, Bend, OR 97701"),
        ("email", "my email is maria@harbor.com", "maria@harbor.com"),
        ("phone", "call or text 503 555 0123", "(503) 555-0123"),
        ("phone", "503-555-0123 (voicemail)", "(503) 555-0123"),
        ("free", "no charge", "yes"),
        ("free", "no, it is not free", "no"),
        ("free", "complimentary", "yes"),
        ("minutes", "20 minutes or so", "20 minutes"),
        ("minutes", "1/2 hour", "30 minutes"),
        ("minutes", "an hour and a half", "90 minutes"),
        ("url", "not bought yet", ""),
        ("crisis", "999 or 111", "Crisis line: 999; Crisis line: 111"),
    ],
)  # fmt: skip
def test_an_answer_is_taken_as_people_give_it(name, typed, known):
    facts: dict[str, Any] = {}
    (question,) = questions.named(name, facts)
    question.put(facts, typed)
    assert question.now(facts) == known


def test_a_free_conversation_may_say_how_long_it_is():
    facts: dict[str, Any] = {}
    (question,) = questions.named("free", facts)
    question.put(facts, "first 15 min free")
    assert facts["consultation"] == {"free": "true", "minutes": "15"}


@pytest.mark.parametrize(
    ("name", "typed", "remedy"),
    [
        ("name", "Maria Lopez and John Kim", "one name"),
        ("office", "12 Elm St, Bend, OR 97701 and 5 Oak Ave, Salem, OR 97301", "one address"),
        ("insurance", "yes", "Name them"),
        ("states", "Texas (LPC #12345)", "asked for later"),
    ],
)
def test_an_answer_that_cannot_be_one_fact_is_asked_back_with_a_remedy(name, typed, remedy):
    (question,) = questions.named(name, {})
    with pytest.raises(WrongAnswerError, match=remedy):
        question.put({}, typed)


@pytest.mark.parametrize(
    ("typed", "city", "online"),
    [
        ("12 Elm St, Boise, ID 83702", "Boise", None),
        ("12 Elm St, Boise, ID 83702, and online", "Boise", "true"),
        ("12 Elm St, Boise, ID 83702; also online.", "Boise", "true"),
        ("12 Elm St, Boise, ID 83702 & online", "Boise", "true"),
        ("Boise, Idaho", "Boise", None),
    ],
)
def test_an_office_and_sessions_online_are_said_in_one_answer(typed, city, online):
    facts: dict[str, Any] = {}
    (question,) = questions.named("office", facts)
    question.put(facts, typed)
    practice = facts["practice"]
    assert (practice["address"]["city"], practice.get("online")) == (city, online)


def test_a_state_with_a_slip_is_told_with_the_one_that_is_meant():
    (question,) = questions.named("states", {})
    with pytest.raises(WrongAnswerError, match=r"“Oregan”\. Did you mean Oregon\?"):
        question.put({}, "Washington, Oregan")


def test_whether_a_conversation_is_free_may_be_said_with_its_length():
    facts: dict[str, Any] = {}
    (question,) = questions.named("free", facts)
    question.put(facts, "Yes, for 20 minutes")
    assert facts["consultation"] == {"free": "true", "minutes": "20"}


def test_an_answer_in_the_summary_is_changed_by_its_number(content, capsys):
    assert setup(content, answers(*NEW, "99", "5", "m@stillwater.example", "")) == 0
    assert facts_of(content).practice.email == "m@stillwater.example"
    assert "“99” is none of the numbers from 1 to 13." in capsys.readouterr().out


def test_one_answer_is_changed_later_and_every_other_byte_stays(content):
    setup(content, answers(*NEW, ""))
    file = content / "practice.yaml"
    before = "# mine\n" + file.read_text().replace(
        "    per: 50 minutes", "    per: 50 minutes # or"
    )
    file.write_text(before)
    (content / "pages" / "glossary.md").unlink()
    assert setup(content, answers("$170 for 60 minutes"), only="fees") == 0
    expected = before.replace("$150", "$170").replace("50 minutes", "60 minutes")
    assert file.read_text() == expected
    assert setup(content, answers("Oregon, Washington, Idaho"), only="states") == 0
    assert [state.code for state in facts_of(content).therapy_states] == ["OR", "WA", "ID"]
    assert file.read_text().startswith("# mine\n")
    assert not (content / "pages" / "glossary.md").exists()


def test_a_fact_is_asked_for_by_any_of_its_names(content, capsys):
    setup(content, answers(*NEW, ""))
    for name in ("email", "practice.email", "timezone", "legal_name", "records-request"):
        assert setup(content, answers(""), only=name) == 0, name
    assert setup(content, answers(""), only="favorite_color") == 1
    assert "There is no question about “favorite_color”" in capsys.readouterr().err


def test_the_second_time_the_rest_is_asked_and_missing_pages_are_offered(content):
    setup(content, answers(*NEW, ""))
    (content / "pages" / "search.md").unlink()
    about = content / "pages" / "about.md"
    about.write_text("mine")
    asked: list[str] = []
    assert setup(content, answers("", "One quiet room.", asked=asked)) == 0
    assert facts_of(content).practice.description == "One quiet room."
    assert not (content / "pages" / "search.md").exists()
    assert setup(content, answers(*[""] * 60)) == 0
    assert (content / "pages" / "search.md").exists()
    assert about.read_text() == "mine"


def test_the_practice_that_is_here_is_not_led_to_change_its_words(tmp_path, capsys):
    content = tmp_path / "content"
    content.mkdir()
    for path in project.CONTENT.rglob("*"):
        if path.is_file():
            copy = content / path.relative_to(project.CONTENT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())
    before = {path: path.read_bytes() for path in content.rglob("*") if path.is_file()}
    assert setup(content, answers(*[""] * 90)) == 0
    assert {path: path.read_bytes() for path in content.rglob("*") if path.is_file()} == before
    said = capsys.readouterr().out
    assert "This folder holds the practice of Bethany Russell." in said


@pytest.mark.parametrize("name", sorted(example_practices.ANSWERS))
def test_answers_of_a_file_become_a_whole_site_of_that_practice_alone(name, tmp_path, capsys):
    given = tmp_path / "answers.yaml"
    given.write_text(example_practices.ANSWERS[name])
    content, output = tmp_path / "content", tmp_path / "output"
    content.mkdir()
    assert setup(content, given=given) == 0
    found = collect(content).problems
    assert {one.rule for one in found} - {
        "notice-state-unknown",
        "to-write",
        "hipaa-unknown",
        "notice-never-checked",
    } == set()
    assert build_site(content, str(output)) == 0
    texts = {
        file.relative_to(output).as_posix(): file.read_bytes().decode("utf-8", "replace")
        for file in output.rglob("*")
        if file.is_file()
    }
    texts = {file: WORDS_OF_SEARCH.sub("", text) for file, text in texts.items()}
    assert len(texts) > 40
    shipped = project.CONTENT / "practice.yaml"
    others = ["Bethany", "Russell", "Colorado", "California", "Texas", "parts work"]
    assert all(one in shipped.read_text("utf-8") or one == "parts work" for one in others)
    wrong = [(file, one) for file, text in texts.items() for one in others if one in text]
    assert wrong == []
    read = {f: t for f, t in texts.items() if f.endswith((".html", ".md", ".webmanifest", ".xml"))}
    abroad = [(f, w) for f, t in read.items() for w in example_practices.OF_THE_USA if w in t]

    assert (abroad == []) == (name == "abroad")
    # No sign of the templates is left.
    assert [f for f, t in texts.items() if f.endswith(".html") and ("<%" in t or "<<" in t)] == []
    assert "Written: " in capsys.readouterr().out


@pytest.mark.parametrize(("typed", "kept"), [("Yes, I am", "yes"), ("no", "no"), ("unknown", "")])
def test_whether_hipaa_covers_the_practice_is_asked_and_then_for_its_notice(content, typed, kept):
    setup(content, answers(*NEW, ""))
    (asked,) = questions.named("hipaa_covered", {"": ""})
    facts: dict[str, object] = {}
    asked.put(facts, typed)
    assert facts == {"hipaa_covered": kept}
    known = yaml.safe_load((content / "practice.yaml").read_text("utf-8")) | facts
    (notice,) = [one for one in questions.later(known) if "notices.privacy_practices" in one.keys]
    assert notice.is_asked(known) == (kept == "yes")
    words = [one.words for one in questions.later(known)]
    assert ("Is your practice a covered entity under HIPAA?" in words) == (kept == "")


def test_of_a_crisis_line_that_was_read_nothing_more_is_asked(content):
    setup(content, answers(*NEW, ""))
    known = yaml.safe_load((content / "practice.yaml").read_text("utf-8"))
    names = [one["name"] for one in known["crisis_lines"]]
    assert len(names) > 4
    asked = [question.words for question in questions.later(known)]
    assert [words for words in asked if words.startswith(tuple(names))] == []


@pytest.mark.parametrize(
    ("states", "country", "worldwide", "asked"),
    [
        ("OR", "US", False, set()),
        ("WA", "US", False, {"washington"}),
        ("OR", "US", True, {"washington", "eu_uk"}),
        ("", "DE", False, {"eu_uk"}),
    ],
)
def test_a_law_is_asked_about_only_where_it_may_reach_the_practice(
    states, country, worldwide, asked
):
    services = [{"name": "T", "type": "therapy", "states": [states] if states else []}]
    services += [{"name": "C", "type": "coaching", "worldwide": "true"}] if worldwide else []
    facts = {
        "practice": {"address": {"country": country}},
        "people": {"j": {"name": "J", "licenses": [{"state": states}] if states else []}},
        "services": services,
        "notices": {},
    }
    laws = [one for name in ("washington", "eu_uk") for one in questions.named(name, facts)]
    asks = {one.keys[0].removeprefix("notices.") for one in laws if one.is_asked(facts)}
    assert asks == asked


def test_the_board_and_its_look_up_are_proposed_where_they_were_read():
    facts = {"people": {"j": {"name": "J", "credentials": "LPC", "licenses": [{"state": "OR"}]}}}
    at = ("people", "j", "licenses", 0)
    read = {key: questions.of_place((*at, key), facts).more[-1:] for key in ("board", "lookup")}
    assert read == {
        "board": (
            (
                "Perhaps Oregon Board of Licensed Professional Counselors and Therapists: so it "
                "was read; compare it with your license."
            ),
        ),
        "lookup": (
            (
                "Perhaps https://oblpct.us.thentiacloud.net/webs/oblpct/register/#: so it was "
                "read; compare it with your license."
            ),
        ),
    }
    facts["people"]["j"]["credentials"] = "PhD"  # says nothing of the license
    assert questions.of_place((*at, "board"), facts).more == ()


def test_what_is_known_otherwise_is_told_and_nothing_is_written(content, tmp_path, capsys):
    setup(content, answers(*NEW, ""))
    before = (content / "practice.yaml").read_bytes()
    given = tmp_path / "answers.yaml"
    given.write_text("practice:\n  name: Another\n  email: maya@stillwater.example\n")
    assert setup(content, given=given) == 1
    said = capsys.readouterr().err
    assert "answers.yaml:2: " in said
    assert "already says something else for “practice.name”" in said
    assert (content / "practice.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"practice:\n  nme: x\n", ":2: There is no fact called \u201cnme\u201d here."),
        (b"practice: {name: a: b}\n", "answers.yaml:1: "),
        (b"- a\n", ":1: "),
        (b"practice:\n  name: Caf\xe9\n", "UTF-8"),
        (b"people:\n  a:\n    name: A\n    licenses: Ontario\n", ":4: "),
        (b"practice:\n  name: A\n  phone: 12\n", ":3: \u201c12\u201d is not a telephone number."),
        (b"practice:\n  name: A\n  timezone: Mars\n", ":3: "),
        (b"services:\n  - {type: therapy, worldwide: yes}\n", ":2: Therapy cannot"),
    ],
)
def test_a_wrong_file_is_told_at_the_line(text, told, content, tmp_path, capsys):
    given = tmp_path / "answers.yaml"
    given.write_bytes(text)
    assert setup(content, given=given) == 1
    assert told in capsys.readouterr().err
    assert list(content.iterdir()) == []


def test_a_file_or_folder_that_is_not_one_is_told(content, tmp_path, capsys):
    assert setup(content, given=tmp_path / "none.yaml") == 1
    assert "There is no file" in capsys.readouterr().err
    assert setup(content, given=content) == 1
    assert "is a folder" in capsys.readouterr().err
    (tmp_path / "file").write_text("x")
    assert setup(tmp_path / "file", answers()) == 1
    assert "is a file" in capsys.readouterr().err
    assert setup(tmp_path / "none", answers()) == 1
    assert "There is no folder" in capsys.readouterr().err


def test_without_a_terminal_nothing_is_asked(content, capsys, monkeypatch):
    with Path("/dev/null").open() as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert setup(content) == 1
    assert "--answers FILE" in capsys.readouterr().err
    assert list(content.iterdir()) == []


def test_pages_are_not_written_through_a_link_that_leads_away(content, tmp_path, capsys):
    away = tmp_path / "away"
    away.mkdir()
    (content / "pages").symlink_to(away)
    assert setup(content, answers("Maya Lind")) == 1
    assert "leads out of the content" in capsys.readouterr().err
    assert list(away.iterdir()) == []


MEANT = {
    "practice.url": {"mayas-counseling.com": "https://mayas-counseling.com"},
    "practice.timezone": {"Pacific": "America/Los_Angeles", "eastern time": "America/New_York"},
    "practice.phone": {
        "5035550142": "(503) 555-0142", "+1 503-555-0142 x7": "(503) 555-0142 ext. 7",
        "0044 20 7946 0958": "+44 20 7946 0958", "1-800-555-HELP": "(800) 555-4357",
    },
    "practice.email": {"Maya <M@X.Example>": "M@x.example"},
    "consultation.minutes": {"20 minutes": "20", "half an hour": "30", "twenty": "20"},
    "consultation.free": {"Yes, it is": "true", "no": "false", "n/a": ""},
    "insurance": {
        "n/a": "", "No": "Insurance is not accepted here.", "Aetna": "Aetna",
        "I take Aetna and Cigna": "I take Aetna and Cigna.", "Why not?": "Why not?",
    },
    "practice.scheduling_url": {"none": ""},
    "practice.language": {"Spanish": "es", "español": "es", "en": "en", "Martian": "Martian"},
    "practice.online": {"Yes, too": "true"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("place", "typed"), [(place, typed) for place, each in MEANT.items() for typed in each]
)
def test_an_answer_is_taken_as_it_is_meant(place, typed):
    assert meaning.meant(typed, tuple(place.split("."))) == MEANT[place][typed]


def test_people_and_offices_are_taken_from_a_file_as_they_are_meant(content, tmp_path, capsys):
    given = tmp_path / "answers.yaml"
    given.write_text(
        "practice: {name: Elm House, language: Spanish, online: yes}\n"
        "people:\n"
        "  ana: {name: Ana Ruiz, licenses: Oregon, approach: With adults.}\n"
        "  ben: {name: Ben Cole, licenses: [WA]}\n"
        "offices:\n"
        "  - {city: Portland, region: Oregon, phone: 503.555.0142,\n"
        "     hours: Mon-Thu 9 am to 5 pm; Friday 9:00-12:00}\n"
    )
    assert setup(content, given=given) == 0
    assert "They are in English; write them in the language" in capsys.readouterr().out
    facts = facts_of(content)
    assert [one.key for one in facts.people] == ["ana", "ben"]
    assert facts.people[0].approach == "With adults."
    assert (facts.practice.language, facts.online) == ("es", True)
    assert [state.code for state in facts.therapy_states] == ["OR", "WA"]
    (office,) = facts.places
    assert (office.region, office.phone, len(office.opening)) == ("OR", "(503) 555-0142", 2)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "people:\n  ana: {name: Ana}\n  ben: {name: Ben}\n",
            "answers.yaml:1: Several people work here, and the practice has no name.",
        ),
        (
            "practice: {name: Elm}\npeople:\n  ana: {name: Ana}\n  ana: {name: Ben}\n",
            "answers.yaml:4: “ana” appears here a second time",
        ),
    ],
)
def test_people_who_cannot_be_told_apart_or_have_no_common_name_are_told(
    text, told, content, tmp_path, capsys
):
    given = tmp_path / "answers.yaml"
    given.write_text(text)
    assert setup(content, given=given) == 1
    assert told in capsys.readouterr().err
    assert list(content.iterdir()) == []


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("Oregon, Washington", ["OR", "WA"]), ("OR and WA", ["OR", "WA"]), ("co tx", ["CO", "TX"]),
        ("or, wa", ["OR", "WA"]), ("Oregon or Idaho", ["OR", "ID"]), ("Washington, DC", ["DC"]),
        ("West Virginia & Virginia", ["WV", "VA"]), ("the state of Maine", ["ME"]),
    ],
)  # fmt: skip
def test_states_are_read_by_name_and_by_letters(typed, codes):
    assert places.states(typed) == codes


def test_only_what_is_not_known_is_asked_and_the_rest_stays(content, capsys):
    file = content / "practice.yaml"
    former = (
        "# ours\npractice: {name: Quiet Room, email: ''}\n"
        "people: {jane-doe: {name: Jane Doe, licenses: [{state: CO, number: '012345'}]}}\n"
        "services: [{name: Therapy, type: therapy, states: [CO]}]\n"
        "consultation: {free: true}\ncrisis_lines: [{name: Ours, call: '988'}]\n"
    )
    file.write_text(former)
    assert setup(content, answers("", "x@quiet.example")) == 0
    assert file.read_text() == former.replace("email: ''", "email: x@quiet.example")
    assert (content / "practice.yaml~").read_text() == former
    assert "called?" not in capsys.readouterr().out


def test_no_answer_writes_nothing(content):
    assert setup(content, answers("", "", "")) == 0
    assert list(content.iterdir()) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("practice: {name: a: b}\n", "practice.yaml:1: "),
        (
            "pratice: {name: a}\n",
            "There is no fact called “pratice” here. Did you mean “practice”?",
        ),
        ("people: [Jane]\n", "“people” should hold entries of the form “name: text”."),
    ],
)
def test_a_file_that_is_not_understood_is_left_as_it_is(content, capsys, text, told):
    file = content / "practice.yaml"
    file.write_text(text)
    assert setup(content, answers("Jane Doe", "CO")) == 1
    assert told in capsys.readouterr().err
    assert file.read_text() == text


def test_an_answer_cannot_break_the_file(content):
    hostile = 'Quiet: "Room" # {{x}}\x1b[2J - [a]'
    assert setup(content, answers("Jane Doe", hostile)) == 0
    assert facts_of(content).practice.name == 'Quiet: "Room" # {{x}} [2J - [a]'
    assert collect(content).failed is False


def test_every_comment_and_every_byte_that_was_not_asked_about_stays(content):
    shipped = (project.CONTENT / "practice.yaml").read_text("utf-8")
    former = shipped.replace(
        "\n  email: ''\n", "\n  # asked by phone in May\n  email: ''   # new\n"
    )
    former = former.replace("\n", "\r\n")
    file = content / "practice.yaml"
    file.write_bytes(codecs.BOM_UTF8 + former.encode())
    assert setup(content, answers("", "x@quiet.example", "555-0142", "", "", "")) == 0
    expected = former.replace("email: ''   # new", "email: x@quiet.example   # new")
    assert file.read_bytes() == codecs.BOM_UTF8 + expected.encode()
    assert (content / "practice.yaml~").read_bytes() == codecs.BOM_UTF8 + former.encode()


def test_what_cannot_be_written_alone_is_shown_to_be_written_by_hand(content, capsys):
    former = (
        "practice: {name: &name ''}\npeople: {jane: {name: *name, licenses: [{state: CO}]}}\n"
        "crisis_lines: [{name: Ours, call: '988'}]\n"
    )
    file = content / "practice.yaml"
    file.write_text(former)
    assert setup(content, answers("Jane", "Quiet Room")) == 1
    assert file.read_text() == former
    assert "Write them there by hand" in capsys.readouterr().err


def test_the_facts_are_still_yaml_that_people_can_read(content):
    setup(content, answers(*NEW, ""))
    assert list(yaml.safe_load((content / "practice.yaml").read_text())) == [
        *("practice", "people", "services", "fees", "insurance", "consultation", "crisis_lines")
    ]
