"""Documents for the tests of rules: a header that is in order, and the text of the test."""

from __future__ import annotations

from textwrap import dedent

from plugins.checks.document import Document, WholeSite
from plugins.checks.registry import SITE, TEXT
from plugins.core.problem import Problem
from plugins.frontmatter import header
from plugins.frontmatter.header import Kind
from plugins.notices.known import Known

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


def told_of(read: Document, known: Known, *codes: str) -> list[Problem]:
    """What all rules about texts find in a document, or those whose codes begin so."""
    found = [problem for find in TEXT for problem in find(read, known)]
    return [problem for problem in found if problem.rule.startswith(codes or ("",))]


def told_of_site(site: WholeSite, *codes: str) -> list[Problem]:
    """The same of the rules about the whole site."""
    found = [problem for find in SITE for problem in find(site)]
    return [problem for problem in found if problem.rule.startswith(codes or ("",))]
