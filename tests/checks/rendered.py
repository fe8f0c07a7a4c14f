"""Documents and sites for the tests of rules, their Markdown rendered as the reader renders it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from textwrap import dedent
from typing import Any

from markdown import Markdown

import pelicanconf
from plugins.checks.document import Document, Entry, WholeSite
from plugins.core import safe_html
from plugins.faq_neighbors import answers, faq
from plugins.frontmatter import header
from plugins.notices.known import Known
from plugins.practice.model import CrisisLine, Facts
from tests.checks.documents import HEADER, PATH

TODAY = date(2026, 5, 20)
FACTS = Facts(crisis_lines=(CrisisLine(name="988", call="988"),))
_SETTINGS: dict[str, Any] = pelicanconf.MARKDOWN
_MARKDOWN = Markdown(**_SETTINGS)


def entry(text: str, path: str = PATH, *, head: str = HEADER, url: str = "") -> Entry:
    """The page that a file makes; its name gives the address, unless there is another."""
    kind: header.Kind = "page" if "/pages/" in path else "article"
    source = header.read(head + dedent(text), path, kind)
    assert source.problems == []
    vars(_MARKDOWN)["Meta"] = {
        name: [source.fields.get(name, "")] for name in ("title", "template")
    }
    html, _ = safe_html.clean(_MARKDOWN.reset().convert(source.body))
    marks = [
        replace(mark, line=mark.line + source.body_line - 1) for mark in faq.marks_of(_MARKDOWN)
    ]
    fields = source.fields
    address = f"articles/{fields['slug']}/" if kind == "article" else f"{fields['slug']}/"
    return Entry(
        Document(source, html),
        url or fields.get("url", address),
        fields.get("lang", "en"),
        fields["status"] == "published",
        answers.items(html, marks, path),
    )


def document(text: str, **more: str) -> Document:
    return entry(text, **more).document


def site(*entries: Entry, facts: Facts = FACTS, today: date = TODAY) -> WholeSite:
    return WholeSite(entries, Known(facts), "content/practice.yaml", today)


def head(*more: str, title: str = "Parts", summary: str = "What a part is.") -> str:
    """A header in order, and further lines in it."""
    lines = [f'title: "{title}"', f'summary: "{summary}"', "date: 2026-03-02", *more]
    return "\n".join(["---", *lines, "---\n"])
