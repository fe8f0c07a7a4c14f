"""The questions of `setup`: which there are, in which order, and how an answer becomes a fact."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from desk.commands.put_answers import (
    Facts,
    around,
    at,
    fee,
    is_abroad,
    listed,
    office,
    owner_of,
    put,
    put_credentials,
    put_crisis_line,
    put_fee,
    put_free,
    put_insurance,
    put_name,
    put_office,
    put_practice,
    put_states,
    states,
)
from plugins.core.yaml_lines import Place
from plugins.notices import boards
from plugins.practice import schema
from plugins.practice.states import STATES

_YES_OR_NO = {"true": "yes", "yes": "yes", "false": "no", "no": "no"}


def _always(_: Facts) -> bool:
    return True


@dataclass(frozen=True)
class Question:
    """One question. `keys` are the names by which it can be asked alone.

    `now` gives the answer that is known, in its normal form; `put` puts an answer into the facts,
    or raises WrongAnswerError; `is_asked` says whether it has a meaning yet.
    """

    title: str
    words: str
    keys: tuple[str, ...]
    now: Callable[[Facts], str]
    put: Callable[[Facts, str], None]
    more: tuple[str, ...] = ()
    is_asked: Callable[[Facts], bool] = _always


def first(facts: Facts) -> list[Question]:
    """Return what is asked before the first preview: what is not known of fifteen things at the
    most, the practice first, then how to reach it, then what people want to know."""
    every = [*_whole(), *_of_owner()]
    order = (
        *("name", "practice.name", "states", "country", "office", "email", "phone"),
        *("scheduling_url", "credentials", "fees", "insurance", "free", "minutes", "url"),
        "crisis_lines",
    )
    by_key = {question.keys[0]: question for question in every}
    return [one for key in order if not (one := by_key[key]).now(facts) and _may_be(key, facts)]


def _may_be(key: str, facts: Facts) -> bool:
    """Return whether the facts that are there already leave the question open."""
    if key == "states":
        return not is_abroad(facts) and not facts.get("services")
    if key == "country":
        return not states(facts)
    return key != "crisis_lines" or not facts.get("crisis_lines")


def later(facts: Facts) -> list[Question]:
    """Return every question whose answer is not known, the first ones first."""
    questions = first(facts)
    mine = {key for question in [*_whole(), *_of_owner()] for key in question.keys}
    owner = next(iter(facts.get("people") or {}), "")
    own = {
        ("people", owner, "name"),
        ("people", owner, "credentials"),
        *(("practice", key) for key in mine),
        *(("practice", "address", key) for key in ("street", "city", "region", "country")),
        *(("consultation", key) for key in mine),
        ("practice", "name"),
        ("insurance",),
    }
    rest = [place for place in schema.unanswered(facts, schema.FACTS) if place not in own]
    return questions + [of_place(place, facts) for place in rest]


def named(only: str, facts: Facts) -> list[Question]:
    """Return the question of this name, known or not; of several the one of the practice."""
    only = only.strip().lower().replace("-", "_")
    for question in [*_whole(), *_of_owner()]:
        if only in question.keys:
            return [question]
    places = [place for place in _places(facts) if _is_called(place, only)]
    return [of_place(place, facts) for place in places[:1]]


def _is_called(place: Place, name: str) -> bool:
    dotted = ".".join(map(str, place))
    return dotted == name or dotted.endswith(f".{name}")


def _places(facts: Facts) -> Iterator[Place]:
    """Yield every place that a question asks for, known or not."""
    yield from schema.unanswered(_emptied(facts), schema.FACTS)


def _emptied(data: Any) -> Any:
    """Return the same entries and items without their texts, so that all are asked for."""
    if isinstance(data, dict):
        return {key: _emptied(held) for key, held in data.items()} | {"": ""}
    if isinstance(data, list):
        return [_emptied(item) for item in data]
    return ""


def of_place(place: Place, facts: Facts) -> Question:
    """Return the question that the schema has about a place."""
    part = schema.at(schema.FACTS, place)
    whose = ""  # for which license, service or line: they all are asked the same
    if any(isinstance(step, int) for step in place):
        one = around(facts, place)
        name = one.get("state") or one.get("name")
        whose = f"{STATES.get(name, name)}: " if name else ""
    elif place[0] == "people" and len(facts.get("people") or {}) > 1:
        whose = f"{facts['people'][place[1]].get('name') or place[1]}: "
    more = tuple(filter(None, (part.get("description"), part.get("x-law"), _board(place, facts))))
    return Question(
        title=f"{whose}{part['title']}",
        words=f"{whose}{part['x-question']}",
        keys=(".".join(map(str, place)),),
        now=lambda facts: at(facts, place),
        put=lambda facts, text: put(facts, place, text),
        more=more,
        is_asked=lambda facts: _may_be_asked(part, facts),
    )


def _board(place: Place, facts: Facts) -> str:
    """Return what was read of the board and the look-up of a license, for her to compare."""
    if "licenses" not in place or place[-1] not in ("board", "lookup"):
        return ""
    held, person = around(facts, place), facts["people"][place[1]]
    board = boards.read().board(
        held.get("state", ""), held.get("title") or person.get("credentials", "")
    )
    value = board.name if place[-1] == "board" else board.lookup
    return f"Perhaps {value}: so it was read; compare it with your license." if value else ""


def _may_be_asked(part: dict[str, Any], facts: Facts) -> bool:
    """Return whether what the schema says of a fact has a meaning for this practice."""
    wanted = part.get("x-asked-if", "")
    if wanted == "usa":
        return not is_abroad(facts)
    if wanted in ("washington", "europe"):
        # Who reaches only the states of a license is not asked for the law of others.
        services = [one for one in facts.get("services") or [] if isinstance(one, dict)]
        far = any(str(one.get("worldwide", "")).lower() in ("true", "yes") for one in services)
        return far or ("WA" in states(facts) if wanted == "washington" else is_abroad(facts))
    said = [at(facts, tuple(place.split("."))).lower() for place in wanted.split()]
    return not said or bool({"yes", "true"}.intersection(said))


def _simple(title: str, words: str, place: Place, *more: str, **settings: Any) -> Question:
    keys = (str(place[-1]), ".".join(map(str, place)))
    return Question(
        title,
        words,
        keys,
        lambda facts: at(facts, place),
        lambda facts, text: put(facts, place, text),
        more,
        **settings,
    )


def _of_owner() -> list[Question]:
    """Return the questions about who owns the practice, whoever that will be."""
    return [
        Question(
            "Your name",
            "What is your name?",
            ("name",),
            lambda facts: owner_of(facts).get("name", ""),
            put_name,
            ("As clients know you. Others who work with you can be added later.",),
        ),
        Question(
            "Letters after the name",
            "Which letters of a license stand after your name?",
            ("credentials",),
            lambda facts: owner_of(facts).get("credentials", ""),
            put_credentials,
            ("For example LPC or LCSW.",),
            lambda facts: bool(owner_of(facts)),
        ),
    ]


def _whole() -> list[Question]:
    """Return the questions about the practice that do not wait."""
    practice = ("practice",)
    return [
        Question(
            "Practice",
            "What is the practice called?",
            ("practice.name", "practice"),
            lambda facts: at(facts, ("practice", "name")),
            put_practice,
            ("Press Enter if it has your own name.",),
        ),
        Question(
            "States",
            "In which states of the USA are you licensed?",
            ("states", "licenses", "services"),
            lambda facts: listed(states(facts)),
            put_states,
            ("For example: Oregon, Washington. If you work abroad, write: none.",),
        ),
        Question(
            "Country",
            "In which country do you work?",
            ("country", "practice.address.country"),
            lambda facts: at(facts, (*practice, "address", "country")),
            lambda facts, text: put(facts, (*practice, "address", "country"), text),
            ("It decides whether the pages speak of the law of the USA.",),
            lambda facts: not states(facts),
        ),
        Question(
            "Office",
            "At which address do you see clients?",
            ("office", "address", "practice.address"),
            office,
            put_office,
            (
                "As on an envelope; everybody will see it. Press Enter if you work online only.",
                "If you do both, write “and online” behind the address.",
            ),
        ),
        _simple(
            "E-mail",
            "To which e-mail address may people write?",
            (*practice, "email"),
        ),
        _simple("Telephone", "Which telephone number may people call?", (*practice, "phone")),
        _simple(
            "Booking",
            "Where can people book a time themselves?",
            (*practice, "scheduling_url"),
            "The address of your page at a booking service.",
        ),
        Question(
            "Fee",
            "What does a session cost?",
            ("fees", "fee"),
            lambda facts: "; ".join(map(fee, facts.get("fees") or [])),
            put_fee,
            (
                "For example: $150 for 50 minutes; couples $200 for 80 minutes.",
                "Leave it empty if it is not to be printed.",
            ),
        ),
        replace(
            _simple(
                "Insurance",
                "Do you accept insurance, and whose?",
                ("insurance",),
                "In a sentence, as clients are to read it.",
            ),
            put=put_insurance,
        ),
        replace(
            _simple(
                "First conversation free",
                "Is the first conversation free of charge?",
                ("consultation", "free"),
                "Yes or no.",
            ),
            now=lambda facts: _YES_OR_NO.get(at(facts, ("consultation", "free")).lower(), ""),
            put=put_free,
        ),
        replace(
            _simple(
                "Its length",
                "How many minutes does the first conversation take?",
                ("consultation", "minutes"),
            ),
            now=lambda facts: _minutes(at(facts, ("consultation", "minutes"))),
        ),
        _simple(
            "Web address",
            "At which web address will the site stand?",
            (*practice, "url"),
            "For example: jane-doe.com. It can be bought later.",
        ),
        Question(
            "Crisis line",
            "Which number may somebody call there who is in a crisis?",
            ("crisis_lines", "crisis"),
            lambda facts: "; ".join(
                f"{one.get('name')}: {one.get('call') or one.get('text') or one.get('chat')}"
                for one in facts.get("crisis_lines") or []
            ),
            put_crisis_line,
            ("It stands at the foot of every page. Name and number, such as: Crisis line, 113",),
            is_abroad,
        ),
    ]


def _minutes(number: str) -> str:
    return f"{number} minutes" if number.isdigit() else number
