"""Name a thing in an address: Latin letters and digits, from a title in any script."""

from __future__ import annotations

import re

from unidecode import unidecode


def slugify(text: str, keep: str = "") -> str:
    """Return the text as a part of an address; "" if no letter and no digit is in it.

    `keep` are signs that may stand in it besides letters, digits and hyphens.

    >>> slugify("À côté: 心!")
    'a-cote-xin'
    """
    return re.sub(rf"[^a-z0-9{keep}]+", "-", unidecode(text).lower()).strip("-")
