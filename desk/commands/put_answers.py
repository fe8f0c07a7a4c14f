"""Put the answers of `setup` into the facts, each where it belongs, and say what is known."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import Any

from desk.commands import answers, places, prices
from desk.writing import new_texts
from plugins.core.yaml_lines import Place
from plugins.practice.states import STATES

Facts = dict[str, Any]
# One title behind a name, such as the LPC or PhD of “, LPC, PhD”: two capitals, and no company's.
_TITLE = re.compile(
    r"(?!P?LL?C\b|PC\b|PLC\b|LTD\b|INC\b)[A-Z][A-Za-z.]{0,2}[A-Z][A-Za-z.]{0,5}(?:-[A-Z][a-z]{0,9})?"
    r"|Licensed [A-Z][A-Za-z ]+|[A-Z]{3,7} Certified"
)
# Letters that are one even without a comma before them, and what somebody calls herself.
_LICENSE = re.compile(
    r"LPCC?|LCPC|LMHC|LMFT|LCSW|LICSW|LMSW|NCC|PhD|PsyD|MSW|MEd|M\.?A\.?|M\.?S\.?"
    r"|(?:LPC|LCSW|LMFT)-(?:S|A|C|Associate)"
)
_WORK = r"(?:psycho)?therapist|counselor|psychologist|coach|social worker|clinician"
_FREE = re.compile(r"\b(?:free|complimentary|no (?:charge|cost|fee))\b", re.IGNORECASE)
_NO_OFFICE = re.compile(
    r"(?:i )?(?:only )?(?:work|see clients|practice|do)? ?(?:online|telehealth|virtual(?:ly)?)"
    r"(?: only| sessions)?|by appointment(?: only)?|no|no office"
    r"|i (?:don['’]t|do not) have (?:an |one)?(?:office)?",
    re.IGNORECASE,
)
_ALSO_ONLINE = re.compile(r"online (?:and|or) (?:also )?(?:in person )?(?:at )?", re.IGNORECASE)
_BY_APPOINTMENT = re.compile(r"[,;]? \(?by appointment(?: only)?\)?\.?$", re.IGNORECASE)
_WITH_MINUTES = re.compile(r"(yes|no)[,;.]? +\(?(?:for +)?(\d{1,3} ?min\w*)\)?", re.IGNORECASE)
_AND_ONLINE = re.compile(r"(?:,|;|\.)? (?:and|also|or|plus|&) (?:also )?online\.?$", re.IGNORECASE)
_LATER = " The numbers of your licenses are asked for later."
_USA = ("", "US", "USA")


class WrongAnswerError(ValueError):
    """An answer that cannot be read; the message says what can."""


def around(facts: Facts, place: Place) -> Any:
    """Return what is around a place; what is not there yet is made."""
    inside: Any = facts
    for step in place[:-1]:
        if isinstance(step, str) and not inside.get(step):
            inside[step] = {}
        inside = inside[step]
    return inside


def at(facts: Any, place: Place) -> str:
    for step in place:
        try:
            facts = facts[step]
        except (KeyError, IndexError, TypeError):
            return ""
    return str(facts or "")


def put(facts: Facts, place: Place, text: str) -> None:
    around(facts, place)[place[-1]] = answers.meant(text, place)


def put_free(facts: Facts, text: str) -> None:
    """Put whether the first conversation is free, and its length where that is said as well."""
    said = _WITH_MINUTES.fullmatch(text.strip())
    is_free = _FREE.search(text) and not re.search(
        r"\bnot\b|n['’]t\b|\bif\b|^no,", text, re.IGNORECASE
    )
    put(facts, ("consultation", "free"), said[1] if said else "yes" if is_free else text)
    minutes = said[2] if said else re.search(r"\d{1,3} ?min\w*", text) if is_free else None
    if minutes:
        put(facts, ("consultation", "minutes"), str(minutes if said else minutes[0]))


def owner_of(facts: Facts) -> dict[str, Any]:
    people = facts.get("people")
    held = next(iter(people.values()), None) if isinstance(people, dict) else None
    return held if isinstance(held, dict) else {}


def put_name(facts: Facts, text: str) -> None:
    """Put a name; letters of a license behind it go where they belong."""
    text = re.sub(r"^(?:I['’]m|I am|my name is) ", "", " ".join(text.split()), flags=re.IGNORECASE)
    text = re.sub(r" ?\((?:she|he|they)/[\w/]+\)", "", text)
    text = re.sub(rf" [-–—|] (?:{_WORK})$", "", text, flags=re.IGNORECASE)
    two = re.split(" (?:and|&) ", text)
    if len(two) > 1 and all(" " in one and one.istitle() for one in two):
        raise WrongAnswerError(
            "Write one name here, yours. Who works with you is added later: "
            "python3 start.py new --kind person"
        )
    name, *behind = text.split(",")
    letters: list[str] = []
    while (bare := name.rpartition(" "))[0].count(" ") and _LICENSE.fullmatch(bare[2]):
        name = bare[0]
        letters.insert(0, bare[2])
    at = len(letters)
    while behind and _TITLE.fullmatch(behind[-1].strip()):
        letters.insert(at, behind.pop().strip())
    name = ",".join([name, *behind])
    if not owner_of(facts) and not answers.is_nothing(name):
        facts["people"] = {new_texts.key_of(name): {}}
    if owner_of(facts) or facts.get("people"):
        owner = next(iter(facts["people"].values()))
        owner["name"] = name
        if letters:
            owner["credentials"] = ", ".join(letters)


def put_credentials(facts: Facts, text: str) -> None:
    if owner_of(facts):
        owner_of(facts)["credentials"] = "" if answers.is_nothing(text) else text


def states(facts: Facts) -> list[str]:
    """Return the codes of the states that are served, or licensed while nothing says which are."""
    services = [one for one in facts.get("services") or [] if isinstance(one, dict)]
    codes = [code for one in services for code in one.get("states") or []]
    held = [one for one in owner_of(facts).get("licenses") or [] if isinstance(one, dict)]
    return list(dict.fromkeys(codes or [one.get("state", "") for one in held if one.get("state")]))


def listed(codes: list[str]) -> str:
    return ", ".join(STATES.get(code, code) for code in codes)


def put_practice(facts: Facts, text: str) -> None:
    own = text.strip(" .").casefold() in (
        "same",
        "my name",
        "the same",
        "my own name",
        "just my name",
    )
    put(facts, ("practice", "name"), "" if own else text)


def put_insurance(facts: Facts, text: str) -> None:
    if text.strip(" .!").casefold() in ("yes", "y", "some", "most"):
        raise WrongAnswerError("Name them, as clients are to read it: I accept Aetna and Cigna.")
    put(facts, ("insurance",), text)


def put_states(facts: Facts, text: str) -> None:
    if answers.is_nothing(text) or text.strip(" .").casefold() in ("no", "abroad"):
        return
    try:
        codes = places.states(text)
    except ValueError as wrong:
        near = get_close_matches(str(wrong).title(), STATES.values(), n=1, cutoff=0.7)
        say = f" Did you mean {near[0]}? Write" if near else " Write"
        raise WrongAnswerError(
            f"There is no state “{wrong}”.{say} all again, by names or two letters, such as: "
            f"Oregon, WA.{_LATER if any(map(str.isdigit, text)) else ''}"
        ) from None
    if gone := [code for code in states(facts) if code not in codes]:
        raise WrongAnswerError(
            f"{listed(gone)} stands in practice.yaml with what belongs to it. Take it out there, "
            "from “licenses” and from “states”; here states can only be added."
        )
    if owner := owner_of(facts):
        held = owner.get("licenses") or []
        there = {one.get("state") for one in held}
        owner["licenses"] = [*held, *({"state": code} for code in codes if code not in there)]
    services = facts.get("services") or [{"name": "Therapy", "type": "therapy"}]
    therapy = next((one for one in services if one.get("type") == "therapy"), None)
    if therapy is not None:
        served = therapy.get("states") or []
        therapy["states"] = [*served, *(code for code in codes if code not in served)]
    facts["services"] = services


def is_abroad(facts: Facts) -> bool:
    country = at(facts, ("practice", "address", "country"))
    return country.upper() not in _USA and not states(facts)


def office(facts: Facts) -> str:
    address = (facts.get("practice") or {}).get("address") or {}
    if answers.meant(str(address.get("public", "")), ("practice", "address", "public")) != "true":
        return ""
    place = " ".join(filter(None, (address.get("region"), address.get("postal_code"))))
    return ", ".join(filter(None, (address.get("street"), address.get("city"), place)))


def put_office(facts: Facts, text: str) -> None:
    address = around(facts, ("practice", "address", ""))
    if answers.is_nothing(text) or _NO_OFFICE.fullmatch(text.strip(" .")):
        if address.get("public"):
            address["public"] = "false"
        return
    if len(re.findall(r"[A-Z]{2}\.?,? \d{5}\b|[a-z],? \d{5}\b", text)) > 1:
        raise WrongAnswerError(
            "Write one address here, the one where most clients come. The others go into "
            "practice.yaml, under “offices”: docs/practice-yaml.md shows how."
        )
    text = _BY_APPOINTMENT.sub("", text)
    if both := _AND_ONLINE.search(text) or _ALSO_ONLINE.match(text):
        text = text[: both.start()] + text[both.end() :]
        facts["practice"]["online"] = "true"
    address.update(places.postal(text) | {"public": "true"})
    if address.get("region") and not address.get("country"):
        address["country"] = "US"


def fee(fee: Any) -> str:
    if not isinstance(fee, dict):
        return ""
    per = f" for {fee['per']}" if fee.get("per") else ""
    return f"{fee.get('name') or 'Session'}: {fee.get('amount', '')}{per}"


def put_fee(facts: Facts, text: str) -> None:
    fees = facts.get("fees") or []
    if answers.is_nothing(text):
        if fees:
            raise WrongAnswerError("Take the fee out of practice.yaml by hand: remove its lines.")
        return
    try:
        new, *more = prices.fees(text)
    except ValueError:
        raise WrongAnswerError(
            "There are several prices, and it is not clear what each is for. Write them with their "
            "names, such as: Individual $150 for 50 minutes; couples $180 for 80 minutes."
        ) from None
    if fees and isinstance(fees[0], dict):
        if new["name"] == "Session":
            new["name"] = fees[0].get("name") or new["name"]
        fees = [{**fees[0], "per": fees[0].get("per", "") and "", **new}, *fees[1:]]
    facts["fees"] = [*(fees or [new]), *more]


def put_crisis_line(facts: Facts, text: str) -> None:
    if answers.is_nothing(text):
        return
    lines = []
    for piece in re.split(r"; ?| or ", text.strip(" .;")):
        match = re.fullmatch(r"(?:(.*\D)[,:]? )?(\+?\d[\d ()./-]*)", piece.strip())
        if not match:
            raise WrongAnswerError("Write a name, a comma and a number, such as: Crisis line, 113")
        name = (match[1] or "Crisis line").strip(" ,:")
        lines.append({"name": name, "call": match[2].strip()})
    facts["crisis_lines"] = lines
