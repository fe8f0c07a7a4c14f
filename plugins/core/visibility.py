"""Tell what an entry that we do not know says about who may see a page.

Other programs keep a page back with `draft: true`, `published: false`, `visibility: private`,
`expiryDate: …` (Hugo, Jekyll, WordPress, Ghost, Eleventy); here it is `status: draft`. Whoever is
told that such an entry is unknown must not be led to publish the page by mending it.
"""

from __future__ import annotations

import contextlib
import difflib
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import yaml

from plugins.core import dates
from plugins.core.yaml_lines import Value

Meaning = Literal["private", "public", "day", ""]


_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]((?:19|20)\d\d)")
_WORDS = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))
_OF: dict[str, frozenset[str]] = {group: frozenset(text.split()) for group, text in _WORDS.items()}
_IF_YES, _IF_NO = _OF["private if yes"], _OF["private if no"]
_SURE = _OF["private"] | _OF["public"] | _OF["worded"]
_NAMES = _SURE | _IF_YES | _IF_NO


def meaning(name: str, value: Value, now: datetime | None = None) -> Meaning:
    """Return what an unknown entry of a header says about its page.

    "private": not everybody is to see it, or it cannot be told. "public": everybody is. "day":
    the day on which it came out. "": something else. `now` is the moment, if not this one.
    """
    plain = _plain(name)
    said = _plain(value) if isinstance(value, str) else "?"
    day = _day(value)
    if plain in _OF["comes out"] or (plain in _OF["public"] and day):
        is_out = day is not None and day.astimezone() <= (now or datetime.now(UTC))
        return "day" if is_out else "private"  # also where no day can be read
    if plain in _OF["goes away"] or said in _OF["kept back"]:
        return "private"
    if plain not in _NAMES and said in _OF["yes"] | _OF["no"] | _OF["seen"]:
        plain = next(iter(difflib.get_close_matches(plain, _NAMES, n=1, cutoff=0.8)), "")
    yes, no = said in _OF["yes"], said in _OF["no"]
    if plain in _SURE:
        seen = said in _OF["seen"] or (no if plain in _OF["private"] else yes)
        return "public" if seen else "private"
    if plain in _IF_YES | _IF_NO and (yes or no):
        return "private" if yes == (plain in _IF_YES) else "public"
    return ""


def is_draft(name: str, value: Value) -> bool:
    """Return whether an entry that keeps a page back says the same as `status: draft`."""
    plain, said = _plain(name), _plain(value) if isinstance(value, str) else "?"
    if plain in _OF["worded"]:
        return said in _OF["draft in words"]
    yes, no = said in _OF["yes"], said in _OF["no"]
    return (yes and plain in _OF["draft if yes"]) or (no and plain in _OF["draft if no"])


def turns(name: str, value: Value, now: datetime | None = None) -> datetime | None:
    """Return the moment from which on such an entry means something else; None if there is none."""
    day, plain = _day(value), _plain(name)
    if not day or plain not in _OF["comes out"] | _OF["public"]:
        return None
    moment = day.astimezone()
    return moment if moment > (now or datetime.now(UTC)) else None


def _day(value: Value) -> datetime | None:
    """Return the day that is named. Of `07/08/2026`, of which nobody knows the month, the last day
    of its year: it has come when every one of them has."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if year := _SLASHED.fullmatch(text):
        text = f"{year[1]}-12-31 23:59"
    text = dates.year_first(text) or dates.in_words(text) or text
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(text)
    return None


def is_about_it(name: str) -> bool:
    """Return whether the name of an entry says that something is, or is not, to be seen."""
    return _plain(name) in _NAMES | _OF["comes out"] | _OF["goes away"]


def _plain(text: str) -> str:
    """Return the one name of `isDraft`, `is_draft` and `Draft`."""
    plain = re.sub(r"[^a-z0-9]", "", text.lower())
    return plain[2:] if plain.startswith("is") and plain[2:] in _NAMES else plain
