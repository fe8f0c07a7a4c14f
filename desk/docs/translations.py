"""Bring the catalogs of the theme up to date with its templates.

    python -m desk.docs.translations      writes theme/translations/*/LC_MESSAGES/messages.po anew

Each has every word then, sorted, an empty `msgstr` where one is new, and none that no page says any
more. What stands above the first word stays.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po
from jinja2 import Environment

import pelicanconf
from desk.common.project import ROOT
from plugins.site.translations import Key, words_of

CATALOGS = sorted((ROOT / "theme" / "translations").glob("*/LC_MESSAGES/messages.po"))


def words() -> frozenset[Key]:
    """Return every word that the theme says."""
    settings: dict[str, Any] = {**pelicanconf.JINJA_ENVIRONMENT}
    return words_of(Environment(**settings), [ROOT / "theme" / "templates"])


def renewed(file: Path) -> str:
    """Return a catalog as it is to be. Raises PoFileError if it cannot be read."""
    text = file.read_text("utf-8")
    code = file.parts[-3]
    former = read_po(io.BytesIO(text.encode()), locale=code, abort_invalid=True)
    made = Catalog(locale=code)
    made.mime_headers = former.mime_headers  # how many forms a word has beside a number
    for context, message, plural in words():
        known = former.get(message, context or None)
        made.add(
            (message, plural) if plural else message,
            known.string if known else None,
            flags=[flag for flag in known.flags if flag == "fuzzy"] if known else [],
            user_comments=known.user_comments if known else [],
            context=context or None,
        )
    out = io.BytesIO()
    write_po(out, made, width=0, omit_header=True, sort_output=True)
    body = out.getvalue().decode().replace("#, python-format\n", "")
    head = text[: text.index("\n\n", text.index('msgid ""'))]
    return f"{head}\n\n{body.strip()}\n"


if __name__ == "__main__":
    for file in CATALOGS:
        file.write_text(renewed(file), "utf-8")
