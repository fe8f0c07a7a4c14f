"""Place the pictures of the people in practice.yaml."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace

from plugins.core.problem import Problem
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.images import PictureError, markup, references
from plugins.images.pipeline import Picture
from plugins.practice.model import Facts, Person

_WIDE = "18rem"  # as the theme shows them
_MISSING = PictureError(
    "is not there", "Put it into content/images/ and write images/ and its name.", PICTURE_MISSING
)


@dataclass(frozen=True)
class Portraits:
    """The HTML for each person by her key, and the facts, in which `image` is what data can name.

    In the HTML `{static}` stands for the way to the site's root, which is another one on each
    page if links are relative.
    """

    html: Mapping[str, str]
    facts: Facts
    problems: tuple[Problem, ...] = ()


def wanted(facts: Facts, known: Container[str]) -> Iterator[str]:
    """Yield the source of each person's picture that is among the known ones."""
    for person in facts.people:
        if (name := _file(person)) in known:
            yield name


def place(
    facts: Facts,
    shown: str,
    pictures: Mapping[str, Picture | PictureError],
    is_outside: Callable[[str], bool],
) -> Portraits:
    """Return the portraits; `shown` is the name of practice.yaml.

    A picture to which a link leads out of the content, as `is_outside` tells, is told there.
    """
    html: dict[str, str] = {}
    people: list[Person] = []
    problems: list[Problem] = []
    for person in facts.people:
        line = facts.line("people", person.key, "image")
        told = not person.image or is_outside(_file(person))
        picture = pictures.get(_file(person), None if told else _MISSING)
        name = ""
        if isinstance(picture, PictureError):
            message = f"The picture “{person.image}” {picture.what}."
            problems.append(picture.rule.problem(shown, line, message, picture.remedy))
        elif picture:
            if not person.image_alt:
                problems.append(references.undescribed(shown, line, person.image))
            attributes = {"class": "portrait", "alt": person.image_alt, "decoding": "async"}
            html[person.key] = markup.responsive(
                picture, attributes, src="{static}", root="{static}", sizes=_WIDE
            )
            name = picture.uses["share"][0].name
        people.append(replace(person, image=name))
    return Portraits(html, replace(facts, people=tuple(people)), tuple(problems))


def _file(person: Person) -> str:
    return person.image.removeprefix("{static}").lstrip("/")
