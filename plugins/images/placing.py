"""Put what `plugins.images` makes of each picture into the page, in the original's place.

Only what a page uses is made and published; the originals, which tell where and when they were
taken, never are. Nothing here knows Pelican: texts are `references.Body`, each under a key of the
caller's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import unquote

from plugins.core.build import Build
from plugins.core.cache import Store
from plugins.core.problem import Problem
from plugins.core.rules.pictures import PICTURE_SHARE
from plugins.images import PictureError, body_images, formats, portraits, references
from plugins.images.pipeline import File, Picture, Pipeline
from plugins.images.portraits import Portraits
from plugins.images.references import Body
from plugins.images.variants import Use
from plugins.practice.model import Facts

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Placed(Generic[Key]):
    """What became of the pictures of a site.

    `html` are the bodies and `shared` the pictures of their headers, by the keys of the bodies.
    `files` are to be published, each by its place in the site, and `redirects` are those that
    lead to one of them now.
    """

    html: Mapping[Key, str]
    shared: Mapping[Key, File]
    files: Mapping[str, Callable[[], bytes]]
    portraits: Portraits
    redirects: Mapping[str, str]
    problems: tuple[Problem, ...]


def originals(content: Path, files: Iterable[str]) -> frozenset[str]:
    """Return the files that are pictures, by what is in them or by their names."""

    def is_picture(path: Path) -> bool:
        try:
            return formats.kind(path)[0] != "other"
        except OSError:
            return False

    return frozenset(name for name in files if is_picture(content / name))


def place(
    build: Build,
    bodies: Mapping[Key, Body],
    originals: frozenset[str],
    facts: Facts,
    redirects: Mapping[str, str],
    is_outside: Callable[[str], bool],
    store: Store,
) -> Placed[Key]:
    """Return the bodies, the headers' pictures, the portraits and the redirects to pictures.

    `bodies` are those that are written in this run. What is made is kept in `store`; `is_outside`
    says of a name that a link leads out of the content on the way to it.
    """
    aims = {old: unquote(new).lstrip("/") for old, new in redirects.items()}
    moved = {old: name for old, name in aims.items() if name in originals}
    wanted: dict[str, set[Use]] = defaultdict(set)
    for body in bodies.values():
        for one in body.places:
            if one.shown or one.file in originals:
                wanted[one.file].add("page" if one.shown else "link")
        if body.image:
            wanted[body.image].add("share")
    for name in moved.values():
        wanted[name].add("link")
    for name in portraits.wanted(facts, originals):
        wanted[name] |= {"page", "share"}
    made = Pipeline(store).make({build.content / name: wanted[name] for name in sorted(wanted)})
    pictures = {name: made[build.content / name] for name in wanted}
    problems: list[Problem] = []
    html: dict[Key, str] = {}
    shared: dict[Key, File] = {}
    for key, body in bodies.items():
        html[key], found = body_images.rewrite(build, body, pictures)
        problems += found
        if body.image:
            file, found = _shared(body, pictures[body.image])
            shared |= {key: file} if file else {}
            problems += found
    people = portraits.place(facts, build.shown("practice.yaml"), pictures, is_outside)
    sound = {name: one for name, one in pictures.items() if isinstance(one, Picture)}
    return Placed(
        html,
        shared,
        {
            file.name: file.read
            for one in sound.values()
            for some in one.uses.values()
            for file in some
        },
        people,
        {old: f"/{sound[n].uses['link'][-1].name}" for old, n in moved.items() if n in sound},
        (*problems, *people.problems),
    )


def _shared(body: Body, picture: Picture | PictureError) -> tuple[File | None, list[Problem]]:
    """Return the file that is shown beside a shared link, None if there is none, and why."""
    path, line, name = body.source.path, body.source.line("image"), f"/{body.image}"
    if isinstance(picture, PictureError):
        return None, [body_images.refusal(path, line, name, picture)]
    problems = []
    if not body.source.fields.get("image_alt"):
        problems.append(references.undescribed(path, line, name))
    file = picture.uses["share"][-1]
    if file.type != "image/svg+xml":
        return file, problems
    message = f"The picture “{name}” is a drawing, which cannot be shown beside a shared link."
    remedy = "Name a photograph (JPEG or PNG), or take the line out."
    return None, [*problems, PICTURE_SHARE.problem(path, line, message, remedy)]
