"""The facts that a notice names: how each is printed, and where in practice.yaml it is missing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias
from urllib.parse import quote

from markupsafe import Markup

from plugins.core.yaml_lines import Place
from plugins.practice.model import Facts, License, Person

_Printing: TypeAlias = "Callable[[Facts, str], Markup]"

# How a notice names a fact: {practice.phone}.
FACT = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)?)\}")
_EMAIL = re.compile(r"(?<![\w.+-])([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")


def printed(name: str, facts: Facts, state: str = "") -> Markup:
    """Return a fact as it stands in a notice, safe in HTML; empty if it is not known.

    `state` is the postal code of the notice's state. KeyError if `name` is none of `NAMES`.
    """
    return _PRINTED[name](facts, state)


def gaps(name: str, facts: Facts, state: str = "") -> Iterator[Place]:
    """Yield where in practice.yaml a fact is to be written that is not known yet.

    Facts of a person or a license are asked of everybody with a license of the state, and of the
    owner while nobody has one.
    """
    kind, _, key = name.partition(".")
    if kind in ("practice", "notices", "consultation"):
        known = getattr(getattr(facts, kind), key) or (key == "address" and facts.places)
        if not known:
            yield kind, key
    elif kind == "states":
        for at, service in enumerate(facts.services):
            # Who is seen in an office is where that is.
            known = service.states or facts.office_states or not facts.online
            if service.type == "therapy" and not known:
                yield "services", at, "states"
    elif kind == "reach":
        if not _reach(facts):
            yield "practice", "email"
    elif kind in ("fees", "insurance", "crisis_lines"):
        if not getattr(facts, kind):
            yield (kind,)
    elif kind == "person":
        for person in {person.key: person for person, _, _ in _held(facts, state)}.values():
            if not getattr(person, key):
                yield "people", person.key, key
    else:
        for person, number, license_ in _held(facts, state):
            if number is None:
                yield "people", person.key, "licenses"
            elif not getattr(license_, key):
                yield "people", person.key, "licenses", number, key


def listed(words: list[str], last: str = "and") -> Markup:
    """Return One, One and two, or One, two and three; safe in HTML."""
    safe = [Markup.escape(word) for word in words]
    return Markup(f" {last} ").join([Markup(", ").join(safe[:-1]), safe[-1]] if safe[1:] else safe)


def _held(facts: Facts, state: str) -> list[tuple[Person, int | None, License]]:
    """Return who has which license of a state, and its number in the list; else the owner alone."""
    found: list[tuple[Person, int | None, License]] = [
        (person, number, license_)
        for person in facts.people
        for number, license_ in enumerate(person.licenses)
        if license_.state == state
    ]
    return found or [(owner, None, License()) for owner in [facts.owner] if owner]


def _complete(facts: Facts, state: str) -> list[tuple[Person, License]]:
    return [(person, held) for person, _, held in _held(facts, state) if held.complete]


def _licenses(facts: Facts, state: str) -> Markup:
    """Return the name as filed with the board, the title and the number of each license."""
    lines = []
    for person, held in _complete(facts, state):
        name = person.legal_name or person.name
        degree = Markup(" ({})").format(person.degree) if person.degree else ""
        lines.append(Markup("{}, {}").format(name, held.name) + degree)
    return Markup("<br>").join(lines)


def _email(address: str) -> Markup:
    return Markup('<a href="mailto:{0}">{0}</a>').format(address) if address else Markup()


def filled(pattern: re.Pattern[str], text: str, fill: Callable[[str], Markup]) -> Markup:
    """Return a text, safe in HTML, in which `fill` gives what stands for each match's group."""
    parts = enumerate(pattern.split(text))
    return Markup().join(fill(part) if nth % 2 else Markup.escape(part) for nth, part in parts)


def _with_links(text: str) -> Markup:
    """Return her own words, in which each e-mail address is a link."""
    return filled(_EMAIL, text, _email)


def _phone(number: str) -> Markup:
    dialed = "".join(sign for sign in number if sign in "+0123456789*#")
    return Markup('<a href="tel:{}">{}</a>').format(dialed, number) if number else Markup()


def _reach(facts: Facts) -> Markup:
    """Return what somebody can do to get in touch, as the end of a sentence."""
    email, phone = _email(facts.practice.email), _phone(facts.practice.phone)
    ways = [Markup("write to ") + email] if email else []
    ways += [Markup("call ") + phone] if phone else []
    return Markup(" or ").join(ways)


def _address(facts: Facts) -> Markup:
    return Markup("<br>").join(place.line for place in facts.places)


def _web(address: str) -> Markup:
    return Markup('<a href="{0}">{0}</a>').format(address) if address else Markup()


def _privacy_file(facts: Facts) -> Markup:
    """Return the link to the file with the Notice of Privacy Practices; empty if it is a text."""
    name = quote(facts.notices.privacy_file)
    link = '<a href="/{}">Notice of Privacy Practices</a>'
    return Markup(link).format(name) if name else Markup()


def _minutes(facts: Facts) -> Markup:
    minutes = facts.consultation.minutes
    return Markup.escape(f"{minutes} minutes" if minutes else "")


def _fees(facts: Facts) -> Markup:
    known = (fee for fee in facts.fees if fee.name and fee.amount)
    fees = (f"{f.name}: {f.amount}{f' for {f.per}' if f.per else ''}" for f in known)
    return Markup.escape("; ".join(fees))


def _owner(key: str) -> _Printing:
    return lambda facts, _: Markup.escape(getattr(facts.owner, key, ""))


def _license(key: str) -> _Printing:
    def sentences(facts: Facts, state: str) -> Markup:
        texts = dict.fromkeys(getattr(held, key) for _, held in _complete(facts, state))
        return Markup(" ").join(Markup.escape(text) for text in texts if text)

    return sentences


def _noted(key: str) -> _Printing:
    return lambda facts, _: _with_links(getattr(facts.notices, key))


# What only she can say in a notice, in sentences of her own.
_NOTED = ("records_request", "shared_with", "kept_for", "legal_basis")
_PRINTED: dict[str, _Printing] = {
    "practice.name": lambda facts, _: Markup.escape(facts.practice.name),
    "practice.email": lambda facts, _: _email(facts.practice.email),
    "practice.phone": lambda facts, _: _phone(facts.practice.phone),
    "practice.address": lambda facts, _: _address(facts),
    "person.name": lambda facts, _: listed([one.name for one in facts.people if one.name]),
    **{f"person.{key}": _owner(key) for key in ("legal_name", "degree")},
    **{f"license.{key}": _license(key) for key in ("title", "number", "board", "requirements")},
    "licenses": _licenses,
    "states": lambda facts, _: listed([one.within for one in facts.therapy_states], "or"),
    "reach": lambda facts, _: _reach(facts),
    "practice.scheduling_url": lambda facts, _: _web(facts.practice.scheduling_url),
    "consultation.minutes": lambda facts, _: _minutes(facts),
    "fees": lambda facts, _: _fees(facts),
    "insurance": lambda facts, _: _with_links(facts.insurance),
    "notices.privacy_practices": lambda facts, _: _privacy_file(facts),
    **{f"notices.{key}": _noted(key) for key in _NOTED},
}
NAMES = frozenset(_PRINTED)
# What a text may ask for: all that is not a part of one state's notice.
IN_TEXTS = frozenset(name for name in NAMES if not name.startswith(("license", "notices.")))
