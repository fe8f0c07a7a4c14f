"""What the site knows while its texts are looked over: the practice's facts, and the law's."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from plugins.notices.jurisdictions import Jurisdiction
from plugins.practice.model import Facts


@dataclass(frozen=True, eq=False)
class Known:
    """What a text may say because it is known here.

    `jurisdictions` are the shipped ones and the practice's own. One object serves for one run, and
    what is worked out of it may be kept by it.
    """

    facts: Facts = field(default_factory=Facts)
    jurisdictions: tuple[Jurisdiction, ...] = ()

    @cached_property
    def names(self) -> frozenset[str]:
        """Return every word of the names of the practice and its people, in small letters."""
        return self.called | (_words(self.facts.practice.name) if self.facts.people else set())

    @cached_property
    def called(self) -> frozenset[str]:
        """Return the words by which people here are called, and the practice if it is one word."""
        facts = self.facts
        names = [name for person in facts.people for name in (person.name, person.legal_name)]
        house = _words(facts.practice.name) if facts.people else set()
        return frozenset(house if len(house) == 1 else ()).union(*map(_words, names))

    @cached_property
    def law(self) -> str:
        """Return all that the notices say, a board's own words from practice.yaml as well."""
        notices = [notice for one in self.jurisdictions for notice in one.notices]
        texts = [text for notice in notices for text in (notice.words, notice.mention)]
        return "\n".join([*texts, *self.facts.notices.texts.values()])


def _words(name: str) -> set[str]:
    """Return the words of a name in small letters."""
    return {word.strip(".,").casefold() for word in re.split("[ -]", name)} - {""}
