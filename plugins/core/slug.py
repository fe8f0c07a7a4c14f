"""Name a thing in an address, from a title in any script, and bring titles to one form."""

from __future__ import annotations

import re
import unicodedata

from unidecode import unidecode


def slugify(text: str, keep: str = "") -> str:
    """Return the text as a part of an address; "" if no letter and no digit is in it.

    `keep` are signs that may stand in it besides letters, digits and hyphens.

    >>> slugify("À côté: 心!")
    'a-cote-xin'
    """
    return re.sub(rf"[^a-z0-9{keep}]+", "-", unidecode(text).lower()).strip("-")


def normal(title: str) -> str:
    """Return a title as it is compared: case, spaces, `&`/`and`, quotes and final signs alike.

    >>> normal("FAQs &  Common Misconceptions:")
    'faqs and common misconceptions'
    """
    title = unicodedata.normalize("NFKC", title).casefold().replace("&amp;", "&")
    title = title.translate({ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'})
    title = re.sub(r"\s*&\s*", " and ", title)
    return " ".join(title.split()).strip(" *_#:.?!")
