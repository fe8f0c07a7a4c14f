"""Set curly quotes, dashes and no widowed last words, as Pelican's settings TYPOGRIFY… ask.

Pelican would do it itself, one file after the other and anew in each build, and it takes as long
as all the rest of the reading. Here it is a part of the reading, which is done on all cores and
then kept; and what holds no sign that could change is not looked at. The words are the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import smartypants
from typogrify.filters import typogrify

# Pelican's documentation, "Settings", TYPOGRIFY_DASHES; its own word for all others is "default".
_DASHES = {"oldschool": smartypants.Attr.set2, "oldschool_inverted": smartypants.Attr.set3}
# In these nothing is changed, whatever tags stand in between (smartypants, `tags_to_skip`; pre and
# code are typogrify's own as well). Only comments and declarations have a `!`.
_UNTOUCHED = re.compile(r"<(?:pre|samp|code|tt|kbd|script|style|math|!)", re.IGNORECASE)
_BETWEEN_TAGS = re.compile(r"(?:\A|(?<=>))[^<>]+")
# Without one of these smartypants changes nothing. A quotation mark all alone between two tags is
# curled by the text before them.
_SIGN = re.compile(r"\"|'|\\|`|--|\.\.|\. \.|&quot;")
_ALONE = re.compile(r">(?:\"|'|&quot;)(?:<|\Z)")


@dataclass(frozen=True)
class Typography:
    """What TYPOGRIFY_DASHES, TYPOGRIFY_IGNORE_TAGS and TYPOGRIFY_OMIT_FILTERS say."""

    dashes: str = "default"
    ignored: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()

    def typeset(self, html: str) -> str:
        """Return cleaned HTML with the signs that a printer would set."""
        # As Pelican has it: `&quot;` becomes a curly quote as well.
        smartypants.Attr.default = _DASHES.get(self.dashes, smartypants.Attr.set1)
        smartypants.Attr.default |= smartypants.Attr.w
        chosen = dict.fromkeys(self.omitted, False)
        usual = not self.ignored and "amp" in self.omitted and "smartypants" not in self.omitted
        if usual and not _UNTOUCHED.search(html) and not _ALONE.search(html):
            # Each text between two tags may be taken for itself.
            html = _BETWEEN_TAGS.sub(
                lambda text: smartypants.smartypants(text[0]) if _SIGN.search(text[0]) else text[0],
                html,
            )
            chosen["smartypants"] = False
        return str(typogrify(html, list(self.ignored), **chosen)) if html else ""


def of(settings: Mapping[str, Any]) -> Typography:
    """Return what the settings of a run ask for, whether or not typography is wanted in it."""
    return Typography(
        str(settings.get("TYPOGRIFY_DASHES", "default")),
        tuple(settings.get("TYPOGRIFY_IGNORE_TAGS", ())),
        tuple(settings.get("TYPOGRIFY_OMIT_FILTERS", ())),
    )
