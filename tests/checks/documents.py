"""Documents for the tests of rules: a header that is in order, and the text of the test."""

from __future__ import annotations

from textwrap import dedent

from plugins.checks.document import Document
from plugins.practice import header
from plugins.practice.header import Kind

PATH = "content/articles/parts.md"
HEADER = """\
---
title: Parts
summary: What a part is.
date: 2026-03-02
---
"""
FIRST = HEADER.count("\n") + 1  # the line on which the body begins


def document(body: str, *, head: str = HEADER, html: str = "", path: str = PATH) -> Document:
    """The document of an article whose body is `body`; `html` is what it is rendered as."""
    kind: Kind = "page" if "/pages/" in path else "article"
    return Document(header.read(head + dedent(body), path, kind), html)
