"""Check the site as a whole: it holds what was built, and what is meant to be found is found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.etree import ElementTree as ET

from desk.common import atomic_folder
from desk.site_checks.built_site import Built
from plugins.core.problem import Problem
from plugins.core.rules import finished_site as rules
from plugins.delivery import manifest

_HOME, _SITEMAP = "index.html", "sitemap.xml"
_LOC = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
_ATOM = "http://www.w3.org/2005/Atom"
# Of an element: the same words in an example of code stand behind `&lt;`.
_IN_TEXT = re.compile(r"<[^<>]*\s(?:href|src)=\"([^\"]*)\"")
_NOT_LISTED = (manifest.NAME, atomic_folder.MARKER)
_AGAIN = "Build once more; if it stays so, tell whoever looks after the program."
_LINK = "Link to it from another page, or write “status: hidden” in its header."


def problems(site: Built) -> Iterator[Problem]:
    """Yield files that `manifest.json` does not list as they are, drafts, pages that nothing leads
    to, and what the sitemap and the feeds name wrongly or leave out."""
    yield from _files(site)
    for name in site.files:
        if name.startswith("drafts/") and name.endswith(".html"):
            message = "This is a draft, and a draft must not be on the web."
            remedy = "Let DRAFT_SAVE_AS and the settings like it stay empty in publishconf.py."
            yield rules.GATE_DRAFT.problem(name, 1, message, remedy)
    reached, left = {_HOME}, [_HOME] if _HOME in site.pages else []
    while left:
        page = site.pages[left.pop()]
        for address in (*page.links, page.moved):
            if address[:1] == "#":  # it leads to this page
                continue
            place = site.place(page.name, address)
            file = place.file if place else None
            if file and file in site.pages and file not in reached:
                reached.add(file)
                left.append(file)
    for name, page in site.pages.items():
        if _HOME in site.pages and page.is_public and name not in reached:
            message = "No link leads to this page, so nobody who visits the site will find it."
            yield rules.GATE_UNREACHABLE.problem(name, 1, message, _LINK)
    yield from _lists(site)


def _files(site: Built) -> Iterator[Problem]:
    """Yield files that are listed and not there, that have changed, or that nobody has listed."""
    try:
        listed = manifest.parse(site.texts.get(manifest.NAME, b""))
    except manifest.ManifestError:
        message = "The list of the site's files is missing or cannot be read."
        remedy = "Let “plugins.delivery” stand under PLUGINS in publishconf.py: it writes the list."
        yield rules.GATE_MANIFEST.problem(manifest.NAME, 1, message, remedy)
        return
    there = {name: file for name, file in site.files.items() if name not in _NOT_LISTED}
    found = manifest.difference(listed, manifest.Manifest(there))
    for names, message in (
        (found.removed, "The file “{}” belongs to the site, and it is not there."),
        (found.added, "This file lies in the site's folder, and the build has not put it there."),
        (found.changed, "This file has changed since the build wrote it."),
    ):
        for name in names:
            yield rules.GATE_MANIFEST.problem(name, 1, message.format(name), _AGAIN)


def _lists(site: Built) -> Iterator[Problem]:
    """Yield what is wrong in the sitemap (sitemaps.org, "XML tag definitions"), which names pages,
    and in the feeds (RFC 4287, sections 4.1.3 and 4.2.7), which lead to what their texts show."""
    for name in site.texts:
        if not name.endswith(".xml"):
            continue
        text, is_sitemap = site.texts[name], name == _SITEMAP
        if not is_sitemap and _ATOM.encode() not in text[:1000]:
            continue
        rule, kind = (rules.GATE_SITEMAP, "sitemap") if is_sitemap else (rules.GATE_FEED, "feed")
        names, nothing = ("names", "no such page") if is_sitemap else ("leads to", "nothing there")
        try:
            root = ET.fromstring(text)
        except ET.ParseError:
            yield rule.problem(name, 1, f"The {kind} cannot be read.", _AGAIN)
            continue
        found = [loc.text or "" for loc in root.iter(_LOC)] if is_sitemap else []
        found += [link.get("href", "") for link in root.iter(f"{{{_ATOM}}}link")]
        # A text may lead to a page that only its readers are to find; the feed itself may not.
        listing = frozenset(found)
        for content in root.iter(f"{{{_ATOM}}}content"):
            found += map(unescape, _IN_TEXT.findall(content.text or ""))
        listed = set()
        for address in dict.fromkeys(found):
            place = site.place(name, address)
            if place is None and not is_sitemap:
                continue  # a text may lead to a page of somebody else
            file = place.file if place else None
            listed.add(file)
            if file is None:
                message = f"The {kind} {names} {address}, and there is {nothing}."
            elif address in listing and file in site.pages and not site.pages[file].is_public:
                message = f"The {kind} {names} {address}, a page that nobody is meant to find."
            else:
                continue
            yield rule.problem(name, 1, message, _AGAIN)
        for page in site.pages.values() if is_sitemap else ():
            if page.is_public and page.name not in listed:
                message = "This page is not in the sitemap, so search engines may not find it."
                yield rule.problem(page.name, 1, message, _AGAIN)
