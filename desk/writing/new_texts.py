"""Make the text of a new article or page: its header filled in, and an outline that asks."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify
from unidecode import unidecode

from desk.writing.disk import WritingError
from plugins.core import file_names

_OUTLINES = Path(__file__).with_name("outlines")
KINDS = {
    "article": "a text of its own",
    "comparison": "two things side by side, in a table",
    "condition": "what people suffer from, and what can help",
    "faq": "a list of questions",
    "page": "a page of the practice, beside About and Questions",
    "person": "somebody who works here too, in practice.yaml, and her page",
}


def draft(kind: str, title: str, today: date) -> tuple[str, str]:
    """Return the name of the file of a new draft, after its title in any script, and its text.

    Raises WritingError if the title is empty or the kind unknown.
    """
    told = one_line(title)
    if kind not in KINDS or kind == "person":
        known = "; ".join(f"{name} ({what})" for name, what in KINDS.items())
        raise WritingError(f"There is no kind “{kind}”. Known are: {known}.")
    fields: dict[str, Any] = {"title": told, "summary": "", "date": today, "status": "draft"}
    if kind == "page":
        del fields["date"]
    elif kind in ("comparison", "condition"):
        fields |= {"tags": [], "sources": []}
    else:
        fields["tags"] = []
    body = (_OUTLINES / f"{kind}.md").read_text("utf-8")
    if kind == "faq" and not re.search(r"\bFAQ\b|[Qq]uestions", told):
        body = body.replace("\n### ", "\n## Questions people ask\n\n### ", 1)
    folder = "pages" if kind == "page" else "articles"
    return f"{folder}/{slug_for(told, today)}.md", _with_header(fields, body)


def person(key: str, name: str) -> tuple[str, str]:
    """Return the name of the file of a person's page, by her key in practice.yaml, and its text."""
    fields = {"title": name, "summary": "", "template": "person", "status": "draft"}
    body = (_OUTLINES / "person.md").read_text("utf-8")
    return f"pages/people/{key}.md", _with_header(fields, body)


def _with_header(fields: dict[str, Any], body: str) -> str:
    header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{header}---\n{body}"


def one_line(title: str) -> str:
    """Return a title on one line, without what cannot be seen. Raises WritingError if empty."""
    unseen = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of a pair, ends of lines
    told = "".join(" " if unicodedata.category(sign) in unseen else sign for sign in title)
    told = " ".join(told.split())
    if not told:
        raise WritingError('An article needs a title: start.py new "What is a part?"')
    if told in ("-h", "--help", "-?"):
        raise WritingError(
            f"“{told}” is no title. Write: start.py new --kind article “What is a part?”"
        )
    return told


def slug_for(title: str, today: date) -> str:
    """Return the article's name in its address: Latin letters, digits and hyphens, sixty at the
    most.

    Pelican's own `slugify` writes any script in Latin letters. A title that leaves nothing (an
    emoji) becomes `article-` and the date.
    """
    name = slugify(title, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])
    name = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    if len(name) > 60:
        name = name[:61].rpartition("-")[0] or name[:60]
    if name and file_names.fault(f"{name}.md"):  # con, aux, nul: Windows keeps them for itself
        name = f"{name}-1"
    return name or f"article-{today.isoformat()}"


def key_of(name: str, taken: object = ()) -> str:
    """Return a key for a person, in Latin letters, and one that nobody else has."""
    key = re.sub(r"[^a-z0-9]+", "-", unidecode(name).lower()).strip("-") or "person"
    known = set(taken) if isinstance(taken, (dict, list, tuple, set)) else set()
    others = (f"{key}-{number}" for number in range(2, 1000))
    return next(one for one in (key, *others) if one not in known)
