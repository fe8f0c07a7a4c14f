"""Validate the form of a fact: an address, a telephone number, a day, a time zone."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from plugins.practice import schema


def _is_phone(text: str) -> bool:
    """Return whether it is ten digits as written in the USA, or “+” and as many as E.164 allows."""
    number = re.sub(r" ?(?:x|ext\.?) ?\d{1,6}$", "", text, flags=re.IGNORECASE)
    digits = re.sub(r"[ ().-]", "", number)
    return bool(re.fullmatch(r"1?\d{10}|\+\d{8,15}", digits))


# What each gives is true, or it raises an error, if the text has its form.
_FORMATS: dict[str, Callable[[str], object]] = {
    "uri": re.compile(r"https?://[^\s/?#\"<>]+[^\s\"<>]*").fullmatch,
    "email": re.compile(r"[^\s@<>\"]+@[^\s@<>\"]+\.[^\s@<>\"]+").fullmatch,
    "phone": _is_phone,
    "time-zone": ZoneInfo,
    "date": date.fromisoformat,
}


@cache
def validator_of(name: str) -> Any:
    """Return what validates against the schema of this name; it knows only these formats."""
    # Three hundredths of a second, which whoever only asks for a schema need not wait.
    from jsonschema import Draft202012Validator, FormatChecker

    formats = FormatChecker(())
    for kind, read in _FORMATS.items():
        raises = (KeyError, ValueError, OSError)  # a time zone that is a path, or a folder
        formats.checks(kind, raises)(
            lambda text, read=read: not text or not isinstance(text, str) or bool(read(text))
        )
    return Draft202012Validator(schema.load(name), format_checker=formats)
