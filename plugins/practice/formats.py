"""The forms that a fact may have to take: an address, a telephone number, a day, a time zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from plugins.practice import schema


def _is_web(text: str) -> bool:
    return bool(re.fullmatch(r"https?://[^\s/?#\"<>]+[^\s\"<>]*", text))


def _is_email(text: str) -> bool:
    return bool(re.fullmatch(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+", text))


def _is_phone(text: str) -> bool:
    """Ten digits as they are written in the USA, or a plus sign and as many as E.164 allows."""
    number = re.sub(r" ?(?:x|ext\.?) ?\d{1,6}$", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"[ ().-]", "", number)
    return bool(re.fullmatch(r"1?\d{10}|\+\d{8,15}", digits))


def _is_timezone(text: str) -> bool:
    ZoneInfo(text)
    return True


def _is_day(text: str) -> bool:
    return bool(date.fromisoformat(text))


_FORMATS: dict[str, Callable[[str], bool]] = {
    "uri": _is_web,
    "email": _is_email,
    "phone": _is_phone,
    "time-zone": _is_timezone,
    "date": _is_day,
}


@cache
def validator_of(name: str) -> Any:
    """What validates against the schema of this name; it knows no other formats than these."""
    # Three hundredths of a second, which whoever only asks for a schema need not wait.
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(())
    for kind, is_right in _FORMATS.items():
        raises = (KeyError, ValueError, OSError)  # a time zone that is a path, or a folder
        formats.checks(kind, raises)(lambda value, right=is_right: not _text(value) or right(value))
    return Draft202012Validator(schema.load(name), format_checker=formats)


def _text(value: Any) -> bool:
    return isinstance(value, str) and bool(value)
