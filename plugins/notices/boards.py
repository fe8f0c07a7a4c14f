"""Which board licenses a profession in each state, and where a license is looked up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from plugins.core import yaml_lines
from plugins.practice.model import Facts
from plugins.practice.states import STATES

PATH = Path(__file__).with_name("boards.yaml")
# Professions by how their licenses are called (the titles differ from state to state).
PROFESSIONS = {
    "psychologists": re.compile(r"psycholog|\b(?:PsyD|LC?P)\b", re.IGNORECASE),
    "social_workers": re.compile(r"social work|\bL?[ABCGIM]*SW", re.IGNORECASE),
    "mfts": re.compile(r"family|\bL?[ACGI]*MFT", re.IGNORECASE),
    "counselors": re.compile(r"counsel|\bL?[ACGI]*(?:PC|MHC|MHP)", re.IGNORECASE),
}

_COMPLAINTS = ("page", "phone", "mail", "read_at")


@dataclass(frozen=True)
class Board:
    """A board by its official name, its look-up and where complaints go; "" for what was not read.

    `complaints` is the address of its page about them, `phone` and `mail` are for them as well;
    `read_at` is where these were read, if not on that page.
    """

    name: str = ""
    lookup: str = ""
    complaints: str = ""
    phone: str = ""
    mail: str = ""
    read_at: str = ""


@dataclass(frozen=True)
class Asked:
    """What a state asks for besides, as it was read at `read_at`; and what is only said of it."""

    what: str
    read_at: str
    said: str = ""


@dataclass(frozen=True)
class Boards:
    """The boards by state and profession, what some states ask for besides, and where and when
    all that was read.
    """

    by_state: Mapping[str, Mapping[str, Board]] = field(default_factory=dict)
    asks: Mapping[str, Asked] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    read: str = ""

    def of(self, facts: Facts, state: str) -> tuple[Board, ...]:
        """Return the boards of the practice's professions in a state, as its licenses say it.

        Who has a license there is known by its title; while nobody has one, all are known by their
        other licenses. Where a title is not known, the letters behind the name say it. Boards of
        which nothing was read are left out.
        """
        held = [(person, one) for person in facts.people for one in person.licenses]
        here = [(person, one) for person, one in held if one.state == state]
        titles = [one.title or person.credentials for person, one in here or held]
        titles = titles or [person.credentials for person in facts.people]
        found = (self.board(state, title) for title in titles)
        return tuple(dict.fromkeys(board for board in found if board != Board()))

    def board(self, state: str, title: str) -> Board:
        """Return the board of a state that gives a title; an empty one where that is not known."""
        return self.by_state.get(state, {}).get(_profession(title), Board())


def _profession(title: str) -> str:
    """Return the profession that a license's title names; "" if it is none of ours.

    >>> [_profession(title) for title in ("L.P.C.", "LCMFT", "LICSW", "Psy.D.", "PhD")]
    ['counselors', 'mfts', 'social_workers', 'psychologists', '']
    """
    letters = title.replace(".", "")  # L.P.C.
    return next((name for name, called in PROFESSIONS.items() if called.search(letters)), "")


@cache
def read() -> Boards:
    """Return the boards of boards.yaml."""
    data: Any = yaml_lines.load(PATH.read_text("utf-8"), PATH.name).data
    complaints = {
        (entry["state"], profession): entry
        for entry in data["complaints"]
        for profession in entry["professions"]
    }
    by_state = {
        state: {
            profession: Board(
                known.get("board", ""),
                known.get("lookup", ""),
                *(complaints.get((state, profession), {}).get(key, "") for key in _COMPLAINTS),
            )
            for profession, known in data["states"][state].items()
        }
        for state in STATES
    }
    asks = {state: Asked(**entry) for state, entry in data["asks"].items()}
    return Boards(by_state, asks, data["sources"], data["read"])
