"""Name the pages that every practice needs, and tell which of them a site does not have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from plugins.practice.model import Facts


@dataclass(frozen=True)
class NeededPage:
    """A page by the name of its file; `template` is the theme's for it, "" for a plain page.

    It is there if a page has the template, or the name where it has none. `lines` are those of its
    header that cannot be guessed, `why` is what visitors look for in it. One of a `law` is needed
    where the notices say that it reaches the practice.
    """

    name: str
    title: str
    why: str
    template: str = ""
    lines: tuple[str, ...] = ()
    only_in_usa: bool = False
    law: str = ""


# In the order in which somebody who begins would write them.
PAGES = (
    NeededPage("home", "Welcome", "the first page", "home", ("url: ''", "save_as: index.html")),
    NeededPage("about", "About", "who works here", "about"),
    NeededPage("consultation", "Consultation", "how to get in touch", "consultation"),
    NeededPage("questions", "Questions", "cost, confidentiality and emergencies", "questions"),
    NeededPage("articles", "Articles", "all that there is to read", "articles"),
    NeededPage("search", "Search", "the search", "search"),
    NeededPage("glossary", "Glossary", "what the words mean"),
    NeededPage("privacy", "Privacy", "what becomes of what they send"),
    NeededPage("notices", "Notices for clients", "their rights"),
    NeededPage(
        "good-faith-estimate",
        "Good Faith Estimate",
        "their right to know the cost in writing",
        only_in_usa=True,
    ),
    NeededPage(
        "consumer-health-data",
        "Consumer health data (Washington)",
        "what Washington’s law asks to be told",
        law="washington",
    ),
    NeededPage(
        "privacy-eu-uk",
        "Privacy in the EU and the United Kingdom",
        "what the law of the EU and the United Kingdom asks to be told",
        law="eu_uk",
    ),
    NeededPage("crisis-help", "Help in a crisis", "whom to call now"),
    NeededPage("accessibility", "Accessibility", "what to do if something is in their way"),
    NeededPage(
        "404",
        "This page is not here",
        "the way on from a wrong address",
        "not_found",
        ("url: 404.html", "save_as: 404.html", "status: hidden"),
    ),
)


def missing(facts: Facts, names: Iterable[str], templates: Iterable[str]) -> list[NeededPage]:
    """Return the pages that are not there, of those that a practice with these facts needs.

    `names` are those of the files that are there, without `.md`; `templates` what they are for.
    """
    named, made_by = set(names), set(templates)
    return [
        page
        for page in PAGES
        if (facts.in_usa or not page.only_in_usa)
        and (not page.law or getattr(facts.notices, page.law))
        and page.name not in named
        and (not page.template or page.template not in made_by)
    ]
