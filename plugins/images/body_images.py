"""Rewrite a body: each picture in its published form, each link to one to what was made of it."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.images import PictureError, inline_svg, markup, references
from plugins.images.pipeline import File, Picture
from plugins.images.references import Body, Place

_INLINE = "inline"  # a class by which a writer asks for a drawing as a part of the page
_DRAWING = "image/svg+xml"


def rewrite(
    build: Build, body: Body, pictures: Mapping[str, Picture | PictureError]
) -> tuple[str, list[Problem]]:
    """Return the body's HTML with its pictures in their places, and what is wrong.

    A picture that cannot be shown is left as it was: the preview then shows its description.
    """
    source = body.source
    draft = source.fields["status"] == "draft"
    problems: list[Problem] = []
    parts: list[str] = []
    at = 0
    for number, place in enumerate(body.places, start=1):
        if place.shown:
            problems += references.description_problems(place, source.path, draft)
        picture = pictures.get(place.file)
        try:
            if isinstance(picture, PictureError):
                raise picture
            if picture:
                before = body.html[: place.start]
                parts.append(body.html[at : place.start])
                at = place.start
                parts.append(_written(build, place, picture, before, number))
                at = place.end
        except PictureError as refused:
            problems.append(refusal(source.path, place.line, place.typed, refused))
    return "".join([*parts, body.html[at:]]), problems


def refusal(path: str, line: int, name: str, refused: PictureError) -> Problem:
    message = f"The picture “{name}” {refused.what}."
    return refused.rule.problem(path, line, message, refused.remedy)


def _written(build: Build, place: Place, picture: Picture, before: str, number: int) -> str:
    if not place.shown:
        return references.link(place, f"{{static}}/{picture.uses['link'][-1].name}")
    file = picture.uses["page"][-1]
    if file.type == _DRAWING and _INLINE in place.classes:
        return _inline(place, file, number)
    attributes = references.attributes(place, first=references.is_empty(before))
    whole = None if build.relative else build.root  # Pelican knows nothing of srcset
    return markup.responsive(picture, attributes, src="{static}", root=whole)


def _inline(place: Place, file: File, number: int) -> str:
    """`data-src` says where the same drawing lies as a file, for feeds, copies and other pages."""
    kept = {name: value for name, value in place.attributes.items() if name in ("id", "lang")}
    classes = " ".join(name for name in place.classes if name != _INLINE)
    attributes = {
        **kept,
        **({"class": classes} if classes else {}),
        **({"aria-hidden": "true"} if place.decorative else {"role": "img"}),
        **({} if place.decorative else {"aria-label": place.alt}),
        "width": str(file.width),
        "height": str(file.height),
        "data-src": f"{{static}}/{file.name}",
    }
    return inline_svg.inline(file.read().decode(), attributes, number)
