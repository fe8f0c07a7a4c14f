"""Read which states an answer names, and the parts of an address."""

from __future__ import annotations

import re

from plugins.practice.states import STATES

_CODES = {name.casefold(): code for code, name in STATES.items()}
_CODES |= {code.casefold(): code for code in STATES}
_CODES |= dict.fromkeys(("washington dc", "washington d.c.", "d.c."), "DC")
_DC = re.compile(r"\bwashington,? ?d\.? ?c\b\.?|\bd\.c\.", re.IGNORECASE)
_BETWEEN = re.compile(r"[,;/&+\n]|\band\b|\bplus\b", re.IGNORECASE)
_STATE = re.compile(
    rf"\b(?:{'|'.join(sorted(map(re.escape, _CODES), key=len, reverse=True))})\b", re.IGNORECASE
)
_FILLING = frozenset(
    """the state states of in both only or license licensed i i'm am we are to practice see clients
    live who people currently just for now""".split()  # noqa: SIM905
)
_US_STATE_AND_CODE = re.compile(
    rf",? ({'|'.join(map(re.escape, [*STATES, *STATES.values()]))})"
    r"\.?,? (\d{5}(?:-\d{4})?)(?:,? ?(?:USA?|U\.S\.A?\.?|United States(?: of America)?))?$",
    re.IGNORECASE,
)


def states(text: str) -> list[str]:
    """Return the codes of the states in an answer. Raises ValueError with what is none.

    >>> states("Oregon, Washington and OR")
    ['OR', 'WA']
    """
    found: list[str] = []
    for piece in _BETWEEN.split(_DC.sub("DC", text)):
        piece = piece.strip(" .")
        if code := _CODES.get(piece.casefold()):
            found.append(code)
            continue
        named = _STATE.findall(piece)
        # Within “Oregon or Idaho”, “or” stands between two states and is none.
        named = [one for one in named if one not in ("or", "in")] if len(named) > 1 else named
        left = [
            word
            for word in re.findall(r"[\w'.]+", _STATE.sub(" ", piece))
            if word.casefold() not in _FILLING
        ]
        if left or (piece and not named):
            raise ValueError(piece)
        found += [_CODES[one.casefold()] for one in named]
    return list(dict.fromkeys(found))


def postal(text: str) -> dict[str, str]:
    """Return the parts of an address as it stands on an envelope; what is unclear is the street's.

    >>> postal("12 Elm St, Tucson, Arizona 85701")["region"]
    'AZ'
    """
    text = " ".join(text.replace("\n", ", ").split()).strip(" ,")
    if match := _US_STATE_AND_CODE.search(text):
        street, _, city = text[: match.start()].rpartition(",")
        if street.strip() and city.strip():
            region = _CODES[match[1].casefold()]
            place = {"street": street.strip(), "city": city.strip(), "region": region}
            return place | {"postal_code": match[2]}
    street, _, rest = text.partition(",")
    code_first = re.fullmatch(r"([A-Z]{0,2}-?\d[\w-]*) +(.+)", rest.strip())
    if code_first:
        return {"street": street, "city": code_first[2], "postal_code": code_first[1]}
    state = _CODES.get(rest.strip(" .").casefold())
    if state and not any(map(str.isdigit, street)):  # Denver, Colorado
        return {"city": street.strip(), "region": state}
    return {"street": street} | ({"city": rest.strip()} if rest.strip() else {})
