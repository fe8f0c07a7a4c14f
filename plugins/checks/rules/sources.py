"""Rules about the sources of an article: a name of their own, and DOIs that can be DOIs."""

from __future__ import annotations

import re
from functools import partial
from urllib.parse import unquote

from plugins.checks.document import Document
from plugins.checks.rules import Problems, text_rule
from plugins.notices.known import Known

rule = partial(text_rule, severity="warning", group="care", allowable=True)
# As Crossref recommends ("DOIs and matching regular expressions"), a little wider: a registrant
# may be subdivided (DOI Handbook, "DOI prefix"), older suffixes hold any sign, and the short form
# of shortdoi.org has no registrant.
_DOI = re.compile(r"(?:doi:)?10(?:\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;:]|/[a-z0-9]+)", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/(.*)", re.IGNORECASE | re.DOTALL)


@rule("source-untitled", "A source has no title")
def source_untitled(document: Document, _: Known) -> Problems:
    """A source has its address in place of a title. Addresses change; by its author, year and title
    a study can still be found. A source without any title is told as [header](header.md).

    **How to mend it:** Write who wrote it, when, and what it is called.

    ```yaml
    sources:
      - title: Shadick and others (2013). A randomized controlled trial …
        url: https://doi.org/10.3899/jrheum.121465
    ```
    """
    for source in document.fields.get("sources", ()):
        title = source["title"]
        if re.match(r"https?://|www\.|doi:|10\.\d{4}", title):
            yield source_untitled.problem(
                document.path,
                document.header.line("sources"),
                f"The source “{title}” has an address in place of a title.",
                "Write who wrote it, when, and what it is called, so that it can be found even "
                "if the address changes.",
            )


@rule("source-doi", "A DOI is not one")
def source_doi(document: Document, _: Known) -> Problems:
    """A link to doi.org does not have the form of a DOI: 10., a number, a slash, and a name. Often
    a full stop or a bracket was copied with it, or the 10. was left out. Whether the DOI exists is
    not looked up; nothing here asks the network.

    **How to mend it:** Copy it once more from the publication.

    ```yaml
    https://doi.org/10.3899/jrheum.121465
    ```
    """
    named = [source.get("url", "") for source in document.fields.get("sources", ())]
    found = [(url, document.header.line("sources")) for url in named]
    if "doi.org/" in document.html:
        linked = dict.fromkeys(link.to for link in document.links)
        found += [(url, document.line_of_link(url)) for url in linked]
    for url, line in found:
        if is_false_doi(url):
            yield source_doi.problem(
                document.path,
                line,
                f"“{url}” is not the address of a DOI, so it would lead nowhere.",
                "Copy it once more from the publication: after doi.org/ it begins with 10., a "
                "number and a slash, and it does not end with a period or comma.",
            )


def is_false_doi(url: str) -> bool:
    """Return whether an address leads to doi.org with something that cannot be a DOI.

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
