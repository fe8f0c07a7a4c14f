"""Check that a page is fit to be served: sound HTML and data, one title, a language, a heading."""

from __future__ import annotations

from collections.abc import Iterator

from desk.site_checks.built_site import Built
from plugins.core.problem import Problem
from plugins.core.rules import finished_site as rules

_TEMPLATE = "Correct it in the theme's template, or in the HTML that was written into the text."
_DATA = "It is not in the text: tell whoever looks after the program or the theme."
_CLOSED = f"Something is not closed, closed twice or stands where it cannot. {_TEMPLATE}"


def problems(site: Built) -> Iterator[Problem]:
    """Yield what HTML forbids (section 3.2.6: an id stands once; 4.2.2: one title), and what a page
    lacks to be understood (WCAG 2.2, 2.4.2, 2.4.6 and 3.1.1)."""
    for page in site.pages.values():
        if page.different:
            line, tag = page.different
            message = "From here on a browser sees a different page from the one that was written"
            yield rules.GATE_MARKUP.problem(page.name, line, f"{message} ({tag}).", _CLOSED)
        if page.unreadable:
            message = "There is a character on this page that cannot be read (�)."
            remedy = "Type it again; the file may not have been saved as UTF-8."
            yield rules.GATE_MARKUP.problem(page.name, site.line(page.name, "�"), message, remedy)
        if len(page.titles) != 1 or not page.titles[0]:
            how = "has no title" if not any(page.titles) else f"has {len(page.titles)} titles"
            why = "browsers and search engines do not know what to call it"
            yield rules.GATE_TITLE.problem(page.name, 1, f"This page {how}, so {why}.", _TEMPLATE)
        if not page.lang:
            what = "This page does not say what language it is in"
            message = f"{what}, so it may be read out wrongly."
            yield rules.GATE_LANG.problem(page.name, 1, message, _TEMPLATE)
        if not page.headings:
            message = "This page has no heading that says what it is about."
            remedy = "The theme writes the title as one (h1): see if its template still does."
            yield rules.GATE_HEADING.problem(page.name, 1, message, remedy)
        for name, count in page.ids.items():
            if count > 1:
                message = f"Two places on this page have the name “{name}”."
                remedy = "Give one of the two another name: {#another-name} behind its heading."
                yield rules.GATE_ID.problem(
                    page.name, site.line(page.name, f'id="{name}"'), message, remedy
                )
        for message in page.data:
            line = site.line(page.name, "application/ld+json")
            yield rules.GATE_DATA.problem(page.name, line, message, _DATA)
