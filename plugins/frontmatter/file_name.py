"""Tell what the name of a Markdown file says: its place in addresses, its language, its day.

articles/anxiety.es.md            anxiety, in Spanish
articles/2026-01-20-anxiety.md    anxiety, of 20 January 2026 (Jekyll, Hexo)
articles/anxiety/index.md         anxiety, beside its pictures (Hugo: a page bundle)
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from plugins.core.slug import slugify

_LANG = re.compile(r"[a-z]{2}")
_DATED = re.compile(r"((?:19|20)\d\d)([-_.])(\d{1,2})\2(\d{1,2})(?:[-_. ]+(.*))?")
_OF_ITS_FOLDER = ("index", "_index")
_TOP = ("articles", "pages")  # folders that are no page's own


@dataclass(frozen=True)
class Named:
    """`slug` and `lang` are "" where the name does not say them; `day` is None.

    `former` is the slug that the same name made before days and folders were told apart.
    """

    slug: str
    lang: str
    day: datetime | None
    former: str


def read(inside: str) -> Named:
    """Return what is said by a name below the content, such as `articles/anxiety.md`."""
    path = PurePath(inside)
    stem, _, lang = path.stem.rpartition(".")
    if not (stem and _LANG.fullmatch(lang)):
        stem, lang = path.stem, ""
    former = slugify(stem, keep="_")
    if stem in _OF_ITS_FOLDER and path.parent.name and path.parent.name not in _TOP:
        stem = path.parent.name
    day = None
    if dated := _DATED.fullmatch(stem):
        with suppress(ValueError):  # no such day
            day = datetime.fromisoformat(f"{dated[1]}-{dated[3]:0>2}-{dated[4]:0>2}")
            stem = dated[5] if slugify(dated[5] or "") else stem
    return Named(slugify(stem, keep="_"), lang, day, former)
