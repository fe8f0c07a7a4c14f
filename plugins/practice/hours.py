"""Read when an office is open: days and times, as people write them in English or in Spanish."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# By number; the letters of schema.org/openingHours are the first two of each English name.
_DAYS = (
    ("monday", "lunes"),
    ("tuesday", "martes"),
    ("wednesday", "miercoles"),
    ("thursday", "jueves"),
    ("friday", "viernes"),
    ("saturday", "sabado"),
    ("sunday", "domingo"),
)
_WEEK, _WORKDAYS = tuple(range(7)), tuple(range(5))
_GROUPS = {
    **dict.fromkeys(("daily", "every day", "diario", "todos los dias"), _WEEK),
    **dict.fromkeys(("weekdays", "workdays"), _WORKDAYS),
    **dict.fromkeys(("weekend", "weekends", "fin de semana"), (5, 6)),
}
_TIME = r"(\d{1,2})(?:[:.h](\d\d))?(?: ?([ap])\.? ?m\b\.?)?"
_TO = r" ?(?:to|until|till|a|-|–|—) ?"
_TIMES = re.compile(f"{_TIME}{_TO}{_TIME}$")
_RANGE = re.compile(r" (?:to|through|thru|a) | ?[-–—] ?")


@dataclass(frozen=True)
class Opening:
    """Days, Monday being 0, and from when to when on each of them: "09:00", "17:30"."""

    days: tuple[int, ...]
    opens: str
    closes: str

    @property
    def schema_org(self) -> str:
        """Return it as schema.org/openingHours has it: "Mo-Fr 09:00-17:00"."""
        names = [_DAYS[day][0][:2].capitalize() for day in self.days]
        first, last = self.days[0], self.days[-1]
        run = len(names) > 2 and self.days == tuple(range(first, last + 1))
        days = f"{names[0]}-{names[-1]}" if run else ",".join(names)
        return f"{days} {self.opens}-{self.closes}"


def read(text: str) -> Opening | None:
    """Return what a line says, None if it is not understood.

    >>> read("Mon-Fri 9 am to 5 pm").schema_org
    'Mo-Fr 09:00-17:00'
    """
    letters = unicodedata.normalize("NFD", " ".join(text.lower().split()))
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign)).rstrip(".")
    times = _TIMES.search(plain.replace("noon", "12:00").replace("midday", "12:00"))
    if not times:
        return None
    before = plain[: times.start()].strip(" ,:").removesuffix(" from").removesuffix(" de")
    days = _days(before.strip(" ,:"))
    hour, _, half, last, _, last_half = times.groups()
    # “1 to 5 pm” may begin in the night or after noon; “9 to 5 pm” cannot.
    if last_half and not half and int(hour) % 12 <= int(last) % 12:
        return None
    opens, closes = _time(*times.groups()[:3]), _time(*times.groups()[3:])
    if not days or not opens or not closes or opens >= closes:
        return None
    return Opening(days, opens, closes)


def _days(text: str) -> tuple[int, ...]:
    """Return the days of a text in the order of the week, none if one is not understood."""
    if text in _GROUPS:
        return _GROUPS[text]
    found: set[int] = set()
    for piece in re.split(r"[,;/&]| and | y ", text):
        ends = [_day(word) for word in _RANGE.split(piece.strip())]
        if None in ends or len(ends) > 2:
            return ()
        first, last = ends[0] or 0, ends[-1] or 0
        if first > last:  # from Friday to Monday
            last += 7
        found |= {day % 7 for day in range(first, last + 1)}
    return tuple(sorted(found))


def _day(word: str) -> int | None:
    """Return the number of a day by the beginning of its name, of two letters at least."""
    word = word.strip(" .")
    word = word.removesuffix("s") if word.endswith("days") else word
    for number, names in enumerate(_DAYS):
        if len(word) > 1 and any(name.startswith(word) for name in names):
            return number
    return None


def _time(hours: str, minutes: str | None, half: str | None) -> str:
    """Return a time as "17:30", "" if there is none such; `half` is that of the day, "a" or "p"."""
    hour, minute = int(hours), int(minutes or 0)
    if half:
        hour = hour % 12 + 12 * (half == "p") if 1 <= hour <= 12 else 24
    return f"{hour:02}:{minute:02}" if hour < 24 and minute < 60 else ""
