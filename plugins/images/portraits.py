"""The pictures of the people in practice.yaml."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from plugins.core import yaml_lines
from plugins.core.build import Site
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.images import Refused, markup, references
from plugins.images.pipeline import Picture
from plugins.practice.model import Person

_WIDE = "18rem"  # as the theme shows them
_MISSING = Refused(
    "is not there", "Put it into content/images/ and write images/ and its name.", PICTURE_MISSING
)


def wanted(site: Site, known: Container[str]) -> Iterator[str]:
    """The source of each person's picture that is among the known ones."""
    for person in site.facts.people:
        if (name := _file(person)) in known:
            yield name


def place(site: Site, pictures: Mapping[str, Picture | Refused]) -> None:
    """`site.portraits`: the HTML for each person by her key. What is wrong is noted.

    In it `{static}` stands for the way to the site's root, which is another one on each page if
    links are relative. A person's `image` becomes the picture that data can name.
    """
    people = []
    for person in site.facts.people:
        picture = pictures.get(_file(person), _missing(site, person))
        if isinstance(picture, Refused):
            message = f"The picture “{person.image}” {picture.what}."
            line = _line(site, person)
            shown = site.shown("practice.yaml")
            site.problems.append(picture.rule.problem(shown, line, message, picture.remedy))
        name = ""
        if isinstance(picture, Picture):
            name = _published(site, person, picture)
        people.append(replace(person, image=name))
    site.facts = replace(site.facts, people=tuple(people))


def _missing(site: Site, person: Person) -> Refused | None:
    """A link out of the content is told where it is."""
    return None if not person.image or site.found.is_outside(_file(person)) else _MISSING


def _published(site: Site, person: Person, picture: Picture) -> str:
    if not person.image_alt:
        shown, line = site.shown("practice.yaml"), _line(site, person)
        site.problems.append(references.undescribed(shown, line, person.image))
    attributes = {"class": "portrait", "alt": person.image_alt, "decoding": "async"}
    site.portraits[person.key] = markup.responsive(
        picture, attributes, src="{static}", root="{static}", sizes=_WIDE
    )
    return picture.uses["share"][0].name


def _file(person: Person) -> str:
    return person.image.removeprefix("{static}").lstrip("/")


def _line(site: Site, person: Person) -> int:
    text = site.read("practice.yaml") or ""
    return yaml_lines.load(text, "").line("people", person.key, "image")
