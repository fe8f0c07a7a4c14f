"""What a thing is called in an address: Latin letters and digits, from a title in any script."""

from __future__ import annotations

import re

from unidecode import unidecode


def slugify(text: str) -> str:
    """Return the text as a part of an address; "" if no letter and no digit is in it.

    >>> slugify("À côté: 心!")
    'a-cote-xin'
    """
    return re.sub(r"[^a-z0-9]+", "-", unidecode(text).lower()).strip("-")
