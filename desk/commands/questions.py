"""The questions of `setup`: which there are, in which order, and how an answer becomes a fact."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from desk.commands import answers
from desk.writing import new_texts
from plugins.core.yaml_lines import Place
from plugins.notices import boards
from plugins.practice import schema
from plugins.practice.states import STATES

Facts = dict[str, Any]
# One title behind a name, such as the LPC or PhD of “, LPC, PhD”: two capitals, and no company's.
_TITLE = re.compile(r"(?!P?LL?C\b|PC\b|PLC\b|LTD\b|INC\b)[A-Z][A-Za-z.]{0,2}[A-Z][A-Za-z.]{0,5}")
# Letters that are one even without a comma before them, and what somebody calls herself.
_LICENSE = re.compile(
    r"LPCC?|LCPC|LMHC|LMFT|LCSW|LICSW|LMSW|NCC|PhD|PsyD|MSW|MEd|M\.?A\.?|M\.?S\.?"
)
_WORK = r"(?:psycho)?therapist|counselor|psychologist|coach|social worker|clinician"
_WITH_MINUTES = re.compile(r"(yes|no)[,;.]? +(?:for +)?(\d{1,3} ?min\w*)", re.IGNORECASE)
_AND_ONLINE = re.compile(r"(?:,|;|\.)? (?:and|also|or|plus|&) (?:also )?online\.?$", re.IGNORECASE)
_YES_OR_NO = {"true": "yes", "yes": "yes", "false": "no", "no": "no"}
_USA = ("", "US", "USA")


class WrongAnswerError(ValueError):
    """An answer that cannot be read; the message says what can."""


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


def around(facts: Facts, place: Place) -> Any:
    """Return what is around a place; what is not there yet is made."""
    inside: Any = facts
    for step in place[:-1]:
        if isinstance(step, str) and not inside.get(step):
            inside[step] = {}
        inside = inside[step]
    return inside


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
        return not _is_abroad(facts) and not facts.get("services")
    if key == "country":
        return not _states(facts)
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
        now=lambda facts: _at(facts, place),
        put=lambda facts, text: _put(facts, place, text),
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
        return not _is_abroad(facts)
    if wanted in ("washington", "europe"):
        # Who reaches only the states of a license is not asked for the law of others.
        services = [one for one in facts.get("services") or [] if isinstance(one, dict)]
        far = any(str(one.get("worldwide", "")).lower() in ("true", "yes") for one in services)
        return far or ("WA" in _states(facts) if wanted == "washington" else _is_abroad(facts))
    said = [_at(facts, tuple(place.split("."))).lower() for place in wanted.split()]
    return not said or bool({"yes", "true"}.intersection(said))


def _at(facts: Any, place: Place) -> str:
    for step in place:
        try:
            facts = facts[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return str(facts or "")


def _put(facts: Facts, place: Place, text: str) -> None:
    around(facts, place)[place[-1]] = answers.meant(text, place)


def _simple(title: str, words: str, place: Place, *more: str, **settings: Any) -> Question:
    keys = (str(place[-1]), ".".join(map(str, place)))
    return Question(
        title,
        words,
        keys,
        lambda facts: _at(facts, place),
        lambda facts, text: _put(facts, place, text),
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
            lambda facts: _owner(facts).get("name", ""),
            _put_name,
            ("As clients know you. Others who work with you can be added later.",),
        ),
        Question(
            "Letters after the name",
            "Which letters of a license stand after your name?",
            ("credentials",),
            lambda facts: _owner(facts).get("credentials", ""),
            _put_credentials,
            ("For example LPC or LCSW.",),
            lambda facts: bool(_owner(facts)),
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
            lambda facts: _at(facts, ("practice", "name")),
            lambda facts, text: _put(facts, ("practice", "name"), text),
            ("Press Enter if it has your own name.",),
        ),
        Question(
            "States",
            "In which states of the USA are you licensed?",
            ("states", "licenses", "services"),
            lambda facts: _listed(_states(facts)),
            _put_states,
            ("For example: Oregon, Washington. If you work abroad, write: none.",),
        ),
        Question(
            "Country",
            "In which country do you work?",
            ("country", "practice.address.country"),
            lambda facts: _at(facts, (*practice, "address", "country")),
            lambda facts, text: _put(facts, (*practice, "address", "country"), text),
            ("It decides whether the pages speak of the law of the USA.",),
            lambda facts: not _states(facts),
        ),
        Question(
            "Office",
            "At which address do you see clients?",
            ("office", "address", "practice.address"),
            _office,
            _put_office,
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
            lambda facts: "; ".join(map(_fee, facts.get("fees") or [])),
            _put_fee,
            (
                "For example: $150 for 50 minutes; couples $200 for 80 minutes.",
                "Leave it empty if it is not to be printed.",
            ),
        ),
        _simple(
            "Insurance",
            "Do you accept insurance, and whose?",
            ("insurance",),
            "In a sentence, as clients are to read it.",
        ),
        replace(
            _simple(
                "First conversation free",
                "Is the first conversation free of charge?",
                ("consultation", "free"),
                "Yes or no.",
            ),
            now=lambda facts: _YES_OR_NO.get(_at(facts, ("consultation", "free")).lower(), ""),
            put=_put_free,
        ),
        replace(
            _simple(
                "Its length",
                "How many minutes does the first conversation take?",
                ("consultation", "minutes"),
            ),
            now=lambda facts: _minutes(_at(facts, ("consultation", "minutes"))),
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
            _put_crisis_line,
            ("It stands at the foot of every page. Name and number, such as: Crisis line, 113",),
            _is_abroad,
        ),
    ]


def _put_free(facts: Facts, text: str) -> None:
    """Put whether the first conversation is free, and its length where that is said as well."""
    said = _WITH_MINUTES.fullmatch(text.strip())
    _put(facts, ("consultation", "free"), said[1] if said else text)
    if said:
        _put(facts, ("consultation", "minutes"), said[2])


def _minutes(number: str) -> str:
    return f"{number} minutes" if number.isdigit() else number


def _owner(facts: Facts) -> dict[str, Any]:
    people = facts.get("people")
    held = next(iter(people.values()), None) if isinstance(people, dict) else None
    return held if isinstance(held, dict) else {}


def _put_name(facts: Facts, text: str) -> None:
    """Put a name; letters of a license behind it go where they belong."""
    text = re.sub(r" ?\((?:she|he|they)/[\w/]+\)", "", " ".join(text.split()))
    text = re.sub(rf" [-–—|] (?:{_WORK})$", "", text, flags=re.IGNORECASE)
    name, *behind = text.split(",")
    letters: list[str] = []
    while (bare := name.rpartition(" "))[0].count(" ") and _LICENSE.fullmatch(bare[2]):
        name = bare[0]
        letters.insert(0, bare[2])
    at = len(letters)
    while behind and _TITLE.fullmatch(behind[-1].strip()):
        letters.insert(at, behind.pop().strip())
    name = ",".join([name, *behind])
    if not _owner(facts) and not answers.is_nothing(name):
        facts["people"] = {new_texts.key_of(name): {}}
    if _owner(facts) or facts.get("people"):
        owner = next(iter(facts["people"].values()))
        owner["name"] = name
        if letters:
            owner["credentials"] = ", ".join(letters)


def _put_credentials(facts: Facts, text: str) -> None:
    if _owner(facts):
        _owner(facts)["credentials"] = "" if answers.is_nothing(text) else text


def _states(facts: Facts) -> list[str]:
    """Return the codes of the states that are served, or licensed while nothing says which are."""
    services = [one for one in facts.get("services") or [] if isinstance(one, dict)]
    codes = [code for one in services for code in one.get("states") or []]
    held = [one for one in _owner(facts).get("licenses") or [] if isinstance(one, dict)]
    return list(dict.fromkeys(codes or [one.get("state", "") for one in held if one.get("state")]))


def _listed(codes: list[str]) -> str:
    return ", ".join(STATES.get(code, code) for code in codes)


def _put_states(facts: Facts, text: str) -> None:
    if answers.is_nothing(text) or text.strip(" .").casefold() in ("no", "abroad"):
        return
    try:
        codes = answers.states(text)
    except ValueError as wrong:
        near = get_close_matches(str(wrong).title(), STATES.values(), n=1, cutoff=0.7)
        say = f" Did you mean {near[0]}? Write" if near else " Write"
        raise WrongAnswerError(
            f"There is no state “{wrong}”.{say} all again, by names or two letters, such as: "
            "Oregon, WA."
        ) from None
    if gone := [code for code in _states(facts) if code not in codes]:
        raise WrongAnswerError(
            f"{_listed(gone)} stands in practice.yaml with what belongs to it. Take it out there, "
            "from “licenses” and from “states”; here states can only be added."
        )
    if owner := _owner(facts):
        held = owner.get("licenses") or []
        there = {one.get("state") for one in held}
        owner["licenses"] = [*held, *({"state": code} for code in codes if code not in there)]
    services = facts.get("services") or [{"name": "Therapy", "type": "therapy"}]
    therapy = next((one for one in services if one.get("type") == "therapy"), None)
    if therapy is not None:
        served = therapy.get("states") or []
        therapy["states"] = [*served, *(code for code in codes if code not in served)]
    facts["services"] = services


def _is_abroad(facts: Facts) -> bool:
    country = _at(facts, ("practice", "address", "country"))
    return country.upper() not in _USA and not _states(facts)


def _office(facts: Facts) -> str:
    address = (facts.get("practice") or {}).get("address") or {}
    if answers.meant(str(address.get("public", "")), ("practice", "address", "public")) != "true":
        return ""
    place = " ".join(filter(None, (address.get("region"), address.get("postal_code"))))
    return ", ".join(filter(None, (address.get("street"), address.get("city"), place)))


def _put_office(facts: Facts, text: str) -> None:
    address = around(facts, ("practice", "address", ""))
    if answers.is_nothing(text) or text.casefold().strip(" .") in ("online", "online only", "no"):
        if address.get("public"):
            address["public"] = "false"
        return
    if both := _AND_ONLINE.search(text):
        text = text[: both.start()]
        facts["practice"]["online"] = "true"
    address.update(answers.postal(text) | {"public": "true"})
    if address.get("region") and not address.get("country"):
        address["country"] = "US"


def _fee(fee: Any) -> str:
    if not isinstance(fee, dict):
        return ""
    per = f" for {fee['per']}" if fee.get("per") else ""
    return f"{fee.get('name') or 'Session'}: {fee.get('amount', '')}{per}"


def _put_fee(facts: Facts, text: str) -> None:
    fees = facts.get("fees") or []
    if answers.is_nothing(text):
        if fees:
            raise WrongAnswerError("Take the fee out of practice.yaml by hand: remove its lines.")
        return
    new, *more = answers.fees(text)
    if fees and isinstance(fees[0], dict):
        if new["name"] == "Session":
            new["name"] = fees[0].get("name") or new["name"]
        fees = [{**fees[0], "per": fees[0].get("per", "") and "", **new}, *fees[1:]]
    facts["fees"] = [*(fees or [new]), *more]


def _put_crisis_line(facts: Facts, text: str) -> None:
    if answers.is_nothing(text):
        return
    match = re.fullmatch(r"(?:(.*\D)[,:]? )?(\+?\d[\d ()./-]*)", text.strip())
    if not match:
        raise WrongAnswerError("Write a name, a comma and a number, such as: Crisis line, 113")
    name = (match[1] or "Crisis line").strip(" ,:")
    facts["crisis_lines"] = [{"name": name, "call": match[2].strip()}]
