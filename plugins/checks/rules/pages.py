"""Pages: those that a practice needs and does not have, and what only she can write on them."""

from __future__ import annotations

import re
from functools import partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule, text_rule
from plugins.core.comments import Comment
from plugins.notices.known import Known
from plugins.practice import pages
from plugins.practice.model import Facts

rule = partial(text_rule, group="built", allowable=True)
_TO_WRITE = re.compile(r"to write:\s*(\S.*)", re.IGNORECASE | re.DOTALL)


@site_rule("page-missing", "A page that every practice needs is missing", "note", group="built")
def page_missing(site: WholeSite) -> Problems:
    """A page that visitors of every practice look for is not there: who works here, how to get in
    touch, what becomes of what they send, whom to call in a crisis, and so on. It is told of a
    practice that offers something, and of a folder without any page.

    **How to mend it:** `setup` writes every page that is missing, to begin with, and touches none
    that is there. Or write it yourself, with the lines that the message names.

    ```yaml
    title: Search
    summary: Look for a word or two.
    template: search
    ```
    """
    headers = [entry.document.header for entry in site.entries if entry.document.kind == "page"]
    names = [str(header.fields.get("slug", "")) for header in headers]
    templates = [str(header.fields.get("template", "")) for header in headers]
    if site.facts == Facts() or (headers and not site.facts.services):
        return
    folder = site.facts_path.removesuffix("practice.yaml")
    for page in pages.missing(site.facts, names, templates):
        if page.name == "home":  # an error of its own
            continue
        lines = [f"title: {page.title}", "summary: …"]
        lines += [f"template: {page.template}"] * bool(page.template) + [*page.lines]
        yield page_missing.problem(
            f"{folder}pages/{page.name}.md",
            1,
            f"There is no page where visitors find {page.why}.",
            "Run: python3 start.py setup, which writes the pages that are missing. Or write this "
            f"one, with {', '.join(f'“{line}”' for line in lines)} in its header.",
        )


@rule("to-write", "What only you can write is not here yet", "note")
def to_write(document: Document, _: Known) -> Problems:
    """A page has a comment that begins with “To write:”, as the pages of `setup` have where only
    the practice itself knows what belongs there. Visitors do not see it.

    **How to mend it:** Write it in the place of the comment, or take the comment out.

    ```markdown
    <!-- To write: whom you work with, in your own words. -->
    ```
    """
    if document.fields.get("status") == "draft":
        return
    for comment in document.header.comments:
        if match := _wanted(comment):
            yield to_write.problem(
                document.path,
                comment.line,
                f"Only you can write this: {match}",
                "Write it in the place of the comment, or take the comment out.",
            )


def _wanted(comment: Comment) -> str:
    match = _TO_WRITE.match(comment.text.strip())
    return " ".join(match[1].split()) if match else ""
