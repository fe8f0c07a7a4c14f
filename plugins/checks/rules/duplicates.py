"""Two files with one title: mostly a duplicate by a computer, which nobody meant to publish."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import PurePath

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule

# macOS, Windows and browsers name a second file so: “rest copy 2”, “rest - Copy (2)”, “rest (1)”.
_COPY = re.compile(r"(?i)(?<![ _-])(?:[ _-]+copy(?:[ _-]*\d+)?|[ _-]*\(\d+\))+$")


@site_rule("title-twice", "Two files have one title", "warning", group="built", allowable=True)
def title_twice(site: WholeSite) -> Problems:
    """A computer that duplicates a file names it “rest copy.md” or “rest (1).md”, and both would be
    published. Readers, and search engines, then meet the same page twice and cannot tell which
    counts.

    **How to mend it:** Delete the duplicate, or make it a draft while you work on it. If both pages
    are meant, let each title say what is different.
    """
    alike: dict[tuple[str, str], list[Document]] = defaultdict(list)
    for entry in site.entries:
        fields = entry.document.fields
        if fields.get("title") and fields.get("status") != "draft":
            title = " ".join(str(fields["title"]).casefold().split())
            alike[entry.lang, title].append(entry.document)
    for documents in alike.values():
        if len(documents) > 1:  # a copy by its name is told, not the first
            like, *others = sorted(documents, key=lambda one: (bool(copied(one)), one.path))
            for document in others:
                sign = copied(document)
                named = f", and this file's name ends in “{sign}”, as a duplicate's does"
                yield title_twice.problem(
                    document.path,
                    document.header.line("title"),
                    f"“{document.fields['title']}” is also the title of {like.path}"
                    f"{named if sign else ''}.",
                    "If one of the two files is a duplicate, delete it; otherwise let its title "
                    "say what is different.",
                )


def copied(document: Document) -> str:
    """Return the end of a file's name by which it is a duplicate: “copy”, “(1)”; "" if none."""
    stem = re.sub(r"\.[a-z]{2}$", "", PurePath(document.path).stem)
    sign = _COPY.search(stem)
    return sign[0].lstrip(" _-") if sign else ""
