"""What is meant to be found is found: from the home page, in the sitemap, in the feed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

from desk.site_checks.built_site import Built
from plugins.core.problem import Problem
from plugins.core.rules.finished_site import GATE_DRAFT, GATE_FEED, GATE_SITEMAP, GATE_UNREACHABLE

_HOME, _SITEMAP = "index.html", "sitemap.xml"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_ATOM = "{http://www.w3.org/2005/Atom}"
# Of an element: the same words in an example of code stand behind `&lt;`.
_IN_TEXT = re.compile(r"<[^<>]*\s(?:href|src)=\"([^\"]*)\"")
_AGAIN = "Build once more; if it stays so, tell whoever looks after the program."


def faults(site: Built) -> Iterator[Problem]:
    """Drafts, pages that nothing leads to, and what the sitemap (sitemaps.org, "XML tag
    definitions") and the feeds (RFC 4287, sections 4.1.3 and 4.2.7) name wrongly or leave out."""
    yield from _drafts(site)
    yield from _reach(site)
    yield from _sitemap(site)
    for name, text in site.texts.items():
        if name.endswith(".xml") and b"http://www.w3.org/2005/Atom" in text[:1000]:
            yield from _feed(site, name, text)


def _drafts(site: Built) -> Iterator[Problem]:
    for name in site.files:
        if name.startswith("drafts/") and name.endswith(".html"):
            message = "This is a draft, and a draft must not be on the web."
            remedy = "Let DRAFT_SAVE_AS and the settings like it stay empty in publishconf.py."
            yield GATE_DRAFT.problem(name, 1, message, remedy)


def _reach(site: Built) -> Iterator[Problem]:
    """Whoever begins at the home page and follows links comes to every page that is public."""
    if _HOME not in site.pages:
        return
    reached, next_ones = {_HOME}, [_HOME]
    while next_ones:
        page = site.pages[next_ones.pop()]
        for address in (*page.links, page.moved):
            place = site.addresses.place(page.name, address)
            file = place.file if place else None
            if file and file in site.pages and file not in reached:
                reached.add(file)
                next_ones.append(file)
    for name, page in site.pages.items():
        if page.is_public and name not in reached:
            message = "No link leads to this page, so nobody who visits the site will find it."
            remedy = "Link to it from another page, or write “status: hidden” in its header."
            yield GATE_UNREACHABLE.problem(name, 1, message, remedy)


def _sitemap(site: Built) -> Iterator[Problem]:
    if _SITEMAP not in site.texts:
        return
    root = _parsed(site.texts[_SITEMAP])
    if root is None:
        yield GATE_SITEMAP.problem(_SITEMAP, 1, "The sitemap cannot be read.", _AGAIN)
        return
    listed = set()
    for address in (loc.text or "" for loc in root.iter(_LOC)):
        place = site.addresses.place(_SITEMAP, address)
        file = place.file if place else None
        if file is None:
            message = f"The sitemap names {address}, and there is no such page."
            yield GATE_SITEMAP.problem(_SITEMAP, 1, message, _AGAIN)
        elif file in site.pages and not site.pages[file].is_public:
            message = f"The sitemap names {address}, a page that nobody is meant to find."
            yield GATE_SITEMAP.problem(_SITEMAP, 1, message, _AGAIN)
        listed.add(file)
    for name, page in site.pages.items():
        if page.is_public and name not in listed:
            message = "This page is not in the sitemap, so search engines may not find it."
            yield GATE_SITEMAP.problem(name, 1, message, _AGAIN)


def _feed(site: Built, name: str, text: bytes) -> Iterator[Problem]:
    """The pages that it leads to, and what their texts in it show and lead to."""
    root = _parsed(text)
    if root is None:
        yield GATE_FEED.problem(name, 1, "The feed cannot be read.", _AGAIN)
        return
    found = [link.get("href", "") for link in root.iter(f"{_ATOM}link")]
    for content in root.iter(f"{_ATOM}content"):
        found += map(unescape, _IN_TEXT.findall(content.text or ""))
    for address in dict.fromkeys(found):
        place = site.addresses.place(name, address)
        if place is None:
            continue  # a text may lead to a page of somebody else
        if place.file is None:
            message = f"The feed leads to {address}, and there is nothing."
            yield GATE_FEED.problem(name, 1, message, _AGAIN)
        elif place.file in site.pages and not site.pages[place.file].is_public:
            message = f"The feed leads to {address}, a page that nobody is meant to find."
            yield GATE_FEED.problem(name, 1, message, _AGAIN)


def _parsed(text: bytes) -> ET.Element | None:
    try:
        return ET.fromstring(text)
    except ET.ParseError:
        return None
