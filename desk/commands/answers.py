"""Read an answer about a fact as it is meant, and give it back in the form that the facts have."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from babel import Locale
from babel.localedata import locale_identifiers

from desk.commands import places, prices
from plugins.core import dates
from plugins.core.yaml_lines import Place
from plugins.practice import schema

_NOTHING = frozenset(
    {
        "none", "n/a", "na", "n.a.", "n. a.", "nothing", "no one", "nobody", "unknown",
        "not known", "not yet", "none yet", "not sure", "i don't know", "don't know", "dunno",
        "skip", "not applicable", "tbd", "tba", "no answer", "-", "--", "–", "—", "?", ".",
        "null", "~",
    }
)  # fmt: skip
_NOT_KNOWN = re.compile(
    r"(?:i )?(?:do ?n't|dont|do not|not|haven't|have not) (?:know|sure|decided|have one|have it|"
    r"bought|offer one)(?: it)?(?: yet)?|i'm not sure(?: yet)?|undecided|no idea|(?:maybe )?later"
)
_YES = frozenset(
    {
        "yes", "y", "yeah", "yep", "yup", "sure", "true", "of course", "it is", "yes it is",
        "i do", "yes i do", "free", "it's free",
    }
)  # fmt: skip
_NO = frozenset(
    {
        "no", "n", "nope", "false", "not", "it is not", "no it isn't", "i don't", "not free",
        "it isn't",
    }
)  # fmt: skip
# Also how a place calls its own time.
_ZONES = {
    "pacific": "America/Los_Angeles",
    "mountain": "America/Denver",
    "central": "America/Chicago",
    "eastern": "America/New_York",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "arizona": "America/Phoenix",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "mt": "America/Denver",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "ct": "America/Chicago",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "gmt": "UTC",
}
_TIME_WORDS = re.compile(r"\b(?:us|u\.s\.|time|zone|standard|daylight|timezone)\b|[()]")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
_SCHEME = re.compile(r"(https?)://?([^/?#\s]+)", re.IGNORECASE)
_EXTENSION = re.compile(r"[ ,;]*(?:x|ext\.?|extension)[ .:]*(\d{1,6})$", re.IGNORECASE)
_CALLED = re.compile(
    r"^(?:telephone|phone|tel|call|cell|mobile|office)\b(?: or text\b)?[ .:]*"
    r"|,? \(?(?:text only|call or text|voice ?mail|cell|mobile|office|preferred)\)?$",
    re.IGNORECASE,
)
_KEYS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999")
_NUMBERS = (
    "ten", "fifteen", "twenty", "twenty-five", "thirty", "thirty-five", "forty",
    "forty-five", "fifty", "fifty-five", "sixty",
)  # fmt: skip
_MINUTES = {word: 10 + 5 * at for at, word in enumerate(_NUMBERS)}
_MINUTES |= {"half an hour": 30, "a half hour": 30, "half hour": 30, "an hour": 60, "one hour": 60}
_MINUTES |= {"1/2 hour": 30, "1/2 an hour": 30, "an hour and a half": 90, "1.5 hours": 90}
_MINUTES |= {"a quarter of an hour": 15, "quarter of an hour": 15, "1 hour": 60, "1 h": 60}
_A_NUMBER = re.compile(
    r"(?:about|around|roughly|ca\.?|approximately|up to)? ?(\d{1,3}) ?(?:-?min(?:ute)?s?\.?|['′m])?"
)


def is_nothing(text: str) -> bool:
    """Return whether an answer says that there is none."""
    said = text.strip().casefold().replace("’", "'")
    return said in _NOTHING or bool(_NOT_KNOWN.fullmatch(said.rstrip(".!")))


def meant(text: str, place: Place) -> str:
    """Return an answer in the form of its fact; as it was typed if it is not understood.

    >>> meant("mayas-counseling.com", ("practice", "url"))
    'https://mayas-counseling.com'
    """
    text = " ".join(text.split())
    part = schema.at(schema.FACTS, place)
    kind = str(part.get("$ref", "")).rpartition("/")[2] or str(place[-1])
    if kind == "insurance" and text.casefold().rstrip(".") in ("no", "none", "not accepted"):
        return "Insurance is not accepted here."
    if is_nothing(text):
        return ""
    if kind == "insurance" and " " in text and text[-1].isalnum():
        return f"{text}."  # it is printed as a sentence
    read = _READERS.get(kind)
    return read(text) if read else text


def _state(text: str) -> str:
    with suppress(ValueError):
        if len(found := places.states(text)) == 1:
            return found[0]
    return text


def _web(text: str) -> str:
    text = text.strip("<>").rstrip(".,;")
    if match := _SCHEME.match(text):
        return f"{match[1].lower()}://{match[2].lower()}{text[match.end() :]}"
    if not _DOMAIN.fullmatch(text):
        return text
    host, sign, rest = text.partition("/")
    return f"https://{host.lower()}{sign}{rest}".rstrip("/")


def _email(text: str) -> str:
    if match := re.search(r"<([^<>@\s]+@[^<>\s]+)>", text):
        text = match[1]
    addresses = [word for word in re.split(r"[\s<>(),;:]", text) if "@" in word.strip("@")]
    text = addresses[0] if len(addresses) == 1 and " or " not in text else text
    name, sign, host = text.removeprefix("mailto:").rstrip(".,;").partition("@")
    return f"{name.strip()}{sign}{host.strip().lower()}"


def _phone(text: str) -> str:
    """Return a number as it is written in the USA, or abroad with a plus sign."""
    number = _CALLED.sub("", text).strip()
    extension = _EXTENSION.search(number)
    number = number[: extension.start()] if extension else number
    if number.startswith("00"):
        number = f"+{number[2:]}"
    more = f" ext. {extension[1]}" if extension else ""
    digits = re.sub(r"\D", "", number.upper().translate(_KEYS))
    if number.startswith("+") and not digits.startswith("1"):
        number = re.sub(r"\(0\)", " ", number)
        return " ".join(re.sub(r"[^\d+]+", " ", number).split()) + more
    digits = digits.removeprefix("1") if len(digits) == 11 else digits
    if len(digits) != 10:
        return text
    return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}{more}"


def _time_zone(text: str) -> str:
    plain = " ".join(_TIME_WORDS.sub(" ", text.casefold()).split())
    return _ZONES.get(plain) or _zones().get(plain.replace(" ", "_")) or text


@cache
def _zones() -> dict[str, str]:
    """Return every time zone by its name, and by its city if no other has it."""
    found: dict[str, str] = {}
    for zone in sorted(available_timezones()):
        for name in (zone, zone.rpartition("/")[2]):
            found.setdefault(name.casefold(), zone)
    return found


def _minutes(text: str) -> str:
    said = text.casefold().rstrip(".")
    said = re.sub(r" or so$", "", said)
    words = re.sub(r"^(?:about|around) |[ -]?minutes?$", "", said)
    if words in _MINUTES:
        return str(_MINUTES[words])
    match = _A_NUMBER.fullmatch(said)
    return match[1] if match else text


def _yes(text: str) -> str:
    said = re.sub(r"[,.!]", "", text.casefold().replace("’", "'"))
    first = said.split()[0] if said.split() else ""
    if said in _YES or first in ("yes", "yeah"):
        return "true"
    return "false" if said in _NO or first in ("no", "nope") else text


def _day(text: str) -> str:
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat()
    proposed = re.search(r"\d{4}-\d\d-\d\d(?=[.,])", dates.remedy(text, ""))
    return dates.year_first(text)[:10] or (proposed[0] if proposed else text)


def _kind(text: str) -> str:
    said = text.casefold()
    both = "coach" in said and re.search(r"therap|counsel", said)
    if both:
        return text
    if "coach" in said:
        return "coaching"
    return "therapy" if re.search(r"therap|counsel", said) else text


def _country(text: str) -> str:
    plain = text.replace(".", "").upper().removeprefix("THE ")
    usa = ("US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA", "AMERICA")
    return "US" if plain in usa else text


_LOCALES = frozenset(locale_identifiers())


def _language(text: str) -> str:
    """Return the code of a language that is called by its name, in English or in itself."""
    said = text.casefold()
    names = {name.casefold(): code for code, name in Locale("en").languages.items()}
    own = (code for code in _LOCALES if len(code) == 2)
    names |= {str(Locale(code).language_name).casefold(): code for code in own}
    return str(names.get(said, text))


_READERS: dict[str, Callable[[str], str]] = {
    "state": _state,
    "region": lambda text: _state(text),
    "country": _country,
    "language": _language,
    "web": _web,
    "email": _email,
    "phone": _phone,
    "timezone": _time_zone,
    "minutes": _minutes,
    "yes": _yes,
    "day": _day,
    "type": _kind,
    "hipaa_covered": lambda text: {"true": "yes", "false": "no"}.get(_yes(text), text),
    "chat": _web,
}


def all_meant(data: Any, place: Place = ()) -> Any:
    """Return facts as they were typed with each in its form: what a list may be on one line.

    What has another shape than the schema wants is left, and told by it.
    """
    try:
        part = schema.at(schema.FACTS, place) if place else schema.load(schema.FACTS)
    except (KeyError, TypeError):  # an unknown entry
        return data
    kind = part.get("type")
    if kind == "object" and isinstance(data, dict):
        return {key: all_meant(held, (*place, key)) for key, held in data.items()}
    if kind == "array" and isinstance(data, str) and data.strip():
        return _listed(data, place)
    if kind == "array" and isinstance(data, list):
        items = [{"state": one} if _is_license(one, place) else one for one in data]
        return [all_meant(held, (*place, at)) for at, held in enumerate(items)]
    if kind == "string" and isinstance(data, str):
        return meant(data, place)
    return data


def _is_license(item: Any, place: Place) -> bool:
    return place[-1] == "licenses" and isinstance(item, str) and bool(item.strip())


def _listed(text: str, place: Place) -> Any:
    """Return a list that was written on one line, or the text if that is not understood."""
    if is_nothing(text):
        return []
    name = place[-1]
    if name in ("states", "licenses"):
        try:
            codes = places.states(text)
        except ValueError:
            return text
        return codes if name == "states" else [{"state": code} for code in codes]
    if name == "fees":
        try:
            return prices.fees(text)
        except ValueError:
            return text
    if name == "hours":
        return [one.strip() for one in text.split(";") if one.strip()]
    if name == "same_as":
        return [_web(one) for one in re.split(r"[,\s]+", text) if one]
    return text
