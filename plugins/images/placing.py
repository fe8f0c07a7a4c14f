"""Puts what `plugins.images` makes of each picture into the page, in the original's place.

Only what a page uses is made and published; the originals, which tell where and when they were
taken, never are. Works on Pelican's content objects without knowing Pelican, as `assembly` does.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.core.build import Site
from plugins.core.rules.pictures import PICTURE_SHARE
from plugins.images import Refused, body_images, formats, portraits, references
from plugins.images.pipeline import Darkroom, Picture
from plugins.images.references import Place
from plugins.images.variants import Use

Content = Any


@dataclass(frozen=True)
class Published:
    """What Pelican asks of a file that a `{static}` link leads to."""

    url: str


def originals(site: Site, files: Iterable[str]) -> frozenset[str]:
    """The files that are pictures, by what is in them or by their names."""
    return frozenset(name for name in files if _is_picture(site.content / name))


def place(
    site: Site,
    contents: Sequence[Content],
    places: Mapping[int, Sequence[Place]],
    originals: frozenset[str],
) -> dict[str, Published]:
    """Rewrites the bodies, the headers' pictures, the portraits and the redirects to pictures.

    `contents` are what is written in this run, their links resolved; `places` their pictures and
    links by their ids. `site.pictures` gains the files to be published; the result says the same
    in Pelican's way, for `{static}` links.
    """
    wanted: dict[str, set[Use]] = defaultdict(set)
    for content in contents:
        for one in places[id(content)]:
            if one.shown or one.file in originals:
                wanted[one.file].add("page" if one.shown else "link")
    for content in contents:
        if content.image_file:
            wanted[content.image_file].add("share")
    for name in _redirected(site, originals).values():
        wanted[name].add("link")
    for name in portraits.wanted(site, originals):
        wanted[name] |= {"page", "share"}
    made = Darkroom(site.kept("pictures")).develop(
        {site.content / name: wanted[name] for name in sorted(wanted)}
    )
    pictures = {name: made[site.content / name] for name in wanted}
    for content in contents:
        body_images.rewrite(site, content, places[id(content)], pictures)
        _header(site, content, pictures)
    portraits.place(site, pictures)
    for old, name in _redirected(site, originals).items():
        picture = pictures[name]
        if isinstance(picture, Picture):
            site.redirects[old] = f"/{picture.uses['link'][-1].name}"
    files = [
        file
        for picture in pictures.values()
        if isinstance(picture, Picture)
        for some in picture.uses.values()
        for file in some
    ]
    site.pictures = {file.name: file.read for file in files}
    return {file.name: Published(file.name) for file in files}


def _is_picture(path: Path) -> bool:
    try:
        return formats.kind(path)[0] != "other"
    except OSError:
        return False


def _redirected(site: Site, originals: frozenset[str]) -> dict[str, str]:
    """The redirects that lead to a picture: the old address, the picture's file."""
    aims = {old: unquote(new).lstrip("/") for old, new in site.redirects.items()}
    return {old: name for old, name in aims.items() if name in originals}


def _header(site: Site, content: Content, pictures: dict[str, Picture | Refused]) -> None:
    """`image_file` becomes the picture to be shared, with its `image_width` and `image_height`."""
    content.image_width = content.image_height = 0
    if not content.image_file:
        return
    source = content.reading.source
    picture, name = pictures[content.image_file], f"/{content.image_file}"
    line = source.line("image")
    content.image_file = ""
    if isinstance(picture, Refused):
        site.problems.append(body_images.refusal(source.path, line, name, picture))
        return
    if not source.fields.get("image_alt"):
        site.problems.append(references.undescribed(source.path, line, name))
    file = picture.uses["share"][-1]
    if file.type == "image/svg+xml":
        message = f"The picture “{name}” is a drawing, which cannot be shown beside a shared link."
        remedy = "Name a photograph (JPEG or PNG), or take the line out."
        problem = PICTURE_SHARE.problem(source.path, line, message, remedy)
        site.problems.append(problem)
        return
    content.image_file = file.name
    content.image_width, content.image_height = file.width, file.height
