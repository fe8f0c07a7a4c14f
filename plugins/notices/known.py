"""What the site knows while its texts are looked over: the practice's facts, and the law's."""

from __future__ import annotations

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
    def law(self) -> str:
        """Return all that the notices say, a board's own words from practice.yaml as well."""
        notices = [notice for one in self.jurisdictions for notice in one.notices]
        texts = [text for notice in notices for text in (notice.words, notice.mention)]
        return "\n".join([*texts, *self.facts.notices.texts.values()])
