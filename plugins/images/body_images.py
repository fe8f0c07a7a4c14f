"""Rewrite a body: each picture in its published form, each link to one to what was made of it."""

from __future__ import annotations

from collections.abc import Mapping

from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.images import PictureError, inline_svg, markup, references
from plugins.images.pipeline import Picture
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
    """Return the problem of a picture that a file calls by this name and that is refused."""
    message = f"The picture “{name}” {refused.what}."
    return refused.rule.problem(path, line, message, refused.remedy)


def _written(build: Build, place: Place, picture: Picture, before: str, number: int) -> str:
    """Return what stands in the place of a picture, or of a link to one.

    `before` is the body up to there, and `number` tells the places of a page apart.
    """
    if not place.shown:
        return references.link(place, f"{{static}}/{picture.uses['link'][-1].name}")
    file = picture.uses["page"][-1]
    if file.type != _DRAWING or _INLINE not in place.classes:
        attributes = references.attributes(place, first=references.is_empty(before))
        whole = None if build.relative else build.root  # Pelican knows nothing of srcset
        return markup.responsive(picture, attributes, src="{static}", root=whole)
    typed = place.attributes.items()
    attributes = {name: value for name, value in typed if name in ("id", "lang")}
    if classes := " ".join(name for name in place.classes if name != _INLINE):
        attributes["class"] = classes
    if place.decorative:
        attributes["aria-hidden"] = "true"
    else:
        attributes |= {"role": "img", "aria-label": place.alt}
    attributes |= {"width": str(file.width), "height": str(file.height)}
    # Where the same drawing lies as a file, for feeds, copies and other pages.
    attributes["data-src"] = f"{{static}}/{file.name}"
    return inline_svg.inline(file.read().decode(), attributes, number)
