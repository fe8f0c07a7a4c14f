"""Rules about the sources of an article: a name of their own, and DOIs that can be DOIs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from plugins.checks.address_lines import AddressLines
from plugins.checks.document import Document
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem

# As Crossref recommends ("DOIs and matching regular expressions"), a little wider: a registrant
# may be subdivided (DOI Handbook, "DOI prefix"), older suffixes hold any sign, and the short form
# of shortdoi.org has no registrant.
_DOI = re.compile(r"(?:doi:)?10(?:\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;:]|/[a-z0-9]+)", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/(.*)", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<a (?:[^>]*? )?href=\"(https?://(?:dx\.)?doi\.org/[^\"]*)\"")


def doubtful_sources(document: Document, _: Facts) -> Iterator[Problem]:
    """A source without a name of its own, or with a DOI that is none."""
    line = document.source.line("sources")
    for source in document.fields.get("sources", ()):
        title, url = source["title"], source.get("url", "")
        if re.match(r"https?://|www\.|doi:|10\.\d{4}", title):
            yield Problem(
                document.path,
                line,
                f"The source “{title}” has an address in place of a title.",
                "Write who wrote it, when, and what it is called, so that it can be found even "
                "if the address changes.",
                "source-untitled",
                "warning",
            )
        if is_false_doi(url):
            yield _false_doi(document.path, line, url)
    if "doi.org/" in document.html:
        lines = AddressLines(document.source)
        for to in dict.fromkeys(_LINK.findall(document.html)):
            if is_false_doi(address := unescape(to)):
                yield _false_doi(document.path, lines.line(address, 0), address)


def is_false_doi(url: str) -> bool:
    """Does it lead to doi.org with something that cannot be a DOI?

    >>> is_false_doi("https://doi.org/10.3899/jrheum.121465")
    False
    >>> is_false_doi("https://doi.org/jrheum.121465")
    True
    """
    resolved = _RESOLVER.fullmatch(url)
    if not resolved:
        return False
    name = unquote(resolved[1])
    open_end = name.endswith(")") and name.count(")") > name.count("(")
    return open_end or not _DOI.fullmatch(name)


def _false_doi(path: str, line: int, url: str) -> Problem:
    return Problem(
        path,
        line,
        f"“{url}” is not the address of a DOI, so it would lead nowhere.",
        "Copy it once more from the publication: behind doi.org/ it begins with 10., a number and "
        "a slash, and it does not end with a full stop or comma.",
        "source-doi",
        "warning",
    )
