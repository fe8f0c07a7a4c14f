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
    "psychologists": re.compile(r"psycholog|\b(?:psy\.?d|l\.?p)\b", re.IGNORECASE),
    "social_workers": re.compile(r"social work|\bL?[CIM]*SW", re.IGNORECASE),
    "mfts": re.compile(r"family|\bL?I?MFT", re.IGNORECASE),
    "counselors": re.compile(r"counsel|\bL?(?:PC|MHC|CMHC|CPC|PCC|PCMH)", re.IGNORECASE),
}


@dataclass(frozen=True)
class Board:
    """A board by its official name, and the address of its look-up; "" for what was not read."""

    name: str = ""
    lookup: str = ""


@dataclass(frozen=True)
class Boards:
    """The boards by state and profession, where they were read and when.

    `asks` says what a state is said to ask for besides; its law was not read.
    """

    by_state: Mapping[str, Mapping[str, Board]] = field(default_factory=dict)
    asks: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    read: str = ""

    def of(self, facts: Facts, state: str) -> Board:
        """Return the board of the practice's profession in a state, as its licenses say it.

        Where nobody has read which it is, or the profession is not known, nothing is in it.
        """
        held = [one for person in facts.people for one in person.licenses if one.state == state]
        titles = [one.title for one in held] + [person.credentials for person in facts.people]
        there = self.by_state.get(state, {})
        for title in filter(None, titles):
            for profession, called in PROFESSIONS.items():
                if called.search(title):
                    return there.get(profession, Board())
        return Board()


@cache
def read() -> Boards:
    """Return the boards of boards.yaml."""
    data: Any = yaml_lines.load(PATH.read_text("utf-8"), PATH.name).data
    by_state = {
        state: {
            profession: Board(known.get("board", ""), known.get("lookup", ""))
            for profession, known in data["states"][state].items()
        }
        for state in STATES
    }
    return Boards(by_state, data["asks"], data["sources"], data["read"])
