"""Say which person has a page of her own, in which language, and whose text stands on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.headers import UNKNOWN_PERSON
from plugins.practice.model import Facts, Person
from plugins.site.contents import Content, Contents


@dataclass(frozen=True)
class PersonPage:
    """The page of a person in one language; `text` is None where it is made of her facts alone."""

    person: Person
    lang: str
    url: str
    text: Content | None = None

    @property
    def save_as(self) -> str:
        return f"{self.url}index.html"


def pages(facts: Facts, contents: Contents, lang: str) -> tuple[PersonPage, ...]:
    """Return the pages of people, of each person the site's language `lang` first.

    Where several people work, each has one in every language that begins somewhere; a text of
    hers is one in any case.
    """
    homes = {page.lang for page in contents.pages if page.kind == "home"}
    begun = homes | {article.lang for article in contents.articles}
    texts = {(page.slug, page.lang): page for page in contents.pages if page.kind == "person"}
    there = {page.save_as: page for page in contents.pages}
    codes = [lang, *sorted((begun | {code for _, code in texts}) - {lang})]
    found: dict[str, PersonPage] = {}
    for person in facts.people:
        for code in codes if person.slug else ():
            url = f"{'' if code == lang else f'{code}/'}people/{person.slug}/"
            text = texts.get((person.slug, code)) or there.get(f"{url}index.html")
            if text:
                found.setdefault(text.url, PersonPage(person, code, text.url, text))
            elif facts.several and (code in begun or code == lang):
                found.setdefault(url, PersonPage(person, code, url))
    return tuple(found.values())


def of_text(text: Content, facts: Facts) -> Person | None:
    """Return the person whose page a text is, by the name of its file; None for nobody's."""
    if text.kind != "person":
        return None
    return next((person for person in facts.people if person.slug == text.slug), None)


def problems(facts: Facts, contents: Contents) -> Iterator[Problem]:
    """Yield each text that is to be a person's page and is called as nobody is."""
    known = [person.slug for person in facts.people]
    for text in contents.all():
        if text.kind == "person" and known and not of_text(text, facts):
            message = (
                f"This is the page of “{text.slug}”, and nobody in practice.yaml has that key."
            )
            remedy = did_you_mean(text.slug, known)
            line = text.header.line("slug")
            yield UNKNOWN_PERSON.problem(text.header.path, line, message, remedy)
