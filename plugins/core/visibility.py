"""Tell what an entry that we do not know says about who may see a page.

Other programs keep a page back with `draft: true`, `published: false`, `visibility: private`,
`expiryDate: …` (Hugo, Jekyll, WordPress, Ghost, Eleventy); here it is `status: draft`. Whoever is
told that such an entry is unknown must not be led to publish the page by mending it.
"""

from __future__ import annotations

import difflib
import re
from datetime import UTC, datetime
from typing import Literal

from plugins.core.yaml_lines import Value

Meaning = Literal["private", "public", "day", ""]


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Names without their signs, spaces and capital letters. Of these, whatever does not clearly say
# that everybody may see the page keeps it back …
_PRIVATE = _names(
    "confidential donotpublish draft drafts hidden membersonly nopublish notpublic notpublished "
    "password pending private secret unlisted unpublished wip"
)
_PUBLIC = _names("public publish published visible")
_WORDED = _names(
    "poststate poststatus postvisibility publicationstatus publishstatus status visibility "
    "workflowstate"
)
# … and of these, which may mean something else, only a yes and a no.
_PRIVATE_IF_YES = _names(
    "archive archived deleted disabled eleventyexcludefromcollections embargo embargoed exclude "
    "excluded headless hide ignore inactive internal members nofollow noindex offline paywall "
    "protected restricted scheduled skip trash trashed"
)
_PRIVATE_IF_NO = _names(
    "active approved enabled indexable listed live online permalink ready render searchable "
    "show showinsearch sitemap"
)
# These are the day on which it is to come out, or to go away again.
_COMES_OUT = _names(
    "available availablefrom golive goliveat livedate postdate pubdate publicationdate "
    "publishat publishdate publishedat publisheddate publishedon publishon releasedate "
    "releaseon startdate visiblefrom"
)
_GOES_AWAY = _names(
    "availableuntil enddate expire expires expiry expirydate expiresat expireson unpublish "
    "unpublishat unpublishdate unpublishon visibleuntil"
)
_YES = frozenset({"true", "yes", "on", "1", "y"})
_NO = frozenset({"false", "no", "off", "0", "n", "never", "none"})
_SEEN = frozenset({"public", "published", "publish", "live", "everyone", "everybody", "all"})
# A value that keeps something back, whatever the name of its entry.
_KEPT_BACK = _names(
    "archived draft drafts hidden inprogress internal members noindex noindexfollow "
    "noindexnofollow pending private secret trash unlisted unpublished wip"
)
_SURE = _PRIVATE | _PUBLIC | _WORDED
_NAMES = _SURE | _PRIVATE_IF_YES | _PRIVATE_IF_NO


def meaning(name: str, value: Value, now: datetime | None = None) -> Meaning:
    """Return what an unknown entry of a header says about its page.

    "private": not everybody is to see it, or it cannot be told. "public": everybody is. "day":
    the day on which it came out. "": something else. `now` is the moment, if not this one.
    """
    plain = _plain(name)
    said = _plain(value) if isinstance(value, str) else "?"
    if plain in _COMES_OUT or (plain in _PUBLIC and isinstance(value, str) and _day(value)):
        day = _day(value) if isinstance(value, str) else None
        is_out = day is not None and day.astimezone() <= (now or datetime.now(UTC))
        return "day" if is_out else "private"  # also where no day can be read
    if plain in _GOES_AWAY or said in _KEPT_BACK:
        return "private"
    if plain not in _NAMES and said in _YES | _NO | _SEEN:
        plain = next(iter(difflib.get_close_matches(plain, _NAMES, n=1, cutoff=0.8)), "")
    yes, no = said in _YES, said in _NO
    if plain in _SURE:
        seen = said in _SEEN or (no if plain in _PRIVATE else yes)
        return "public" if seen else "private"
    if plain in _PRIVATE_IF_YES | _PRIVATE_IF_NO and (yes or no):
        return "private" if yes == (plain in _PRIVATE_IF_YES) else "public"
    return ""


def is_about_it(name: str) -> bool:
    """Return whether the name of an entry says that something is, or is not, to be seen."""
    return _plain(name) in _NAMES | _COMES_OUT | _GOES_AWAY


def _plain(text: str) -> str:
    """Return the one name of `isDraft`, `is_draft` and `Draft`."""
    plain = re.sub(r"[^a-z0-9]", "", text.lower())
    return plain[2:] if plain.startswith("is") and plain[2:] in _NAMES else plain


def _day(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        return None
