"""Put what `plugins.images` makes of each picture into the page, in the original's place.

Only what a page uses is made and published; the originals, which tell where and when they were
taken, never are. Nothing here knows Pelican: texts are `references.Body`, each under a key of the
caller's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, TypeVar
from urllib.parse import unquote

from plugins.core.build import Build
from plugins.core.cache import Store
from plugins.core.memo import Memo
from plugins.core.problem import Problem
from plugins.core.rules.pictures import PICTURE_MISSING, PICTURE_SHARE
from plugins.images import PictureError, formats, inline_svg, markup, references
from plugins.images.pipeline import File, Picture, Pipeline
from plugins.images.references import Body, Place
from plugins.images.variants import TYPES, Use
from plugins.practice.model import Facts, Person

Key = TypeVar("Key", bound=Hashable)
_INLINE = "inline"  # a class by which a writer asks for a drawing as a part of the page
_PORTRAIT = "{sizes}"  # the theme shows it in several places
MISSING = PictureError(
    "is not there", "Put it into content/images/ and write images/ and its name.", PICTURE_MISSING
)


@dataclass(frozen=True)
class Placed(Generic[Key]):
    """What became of the pictures of a site.

    `html` are the bodies and `shared` the pictures of their headers, by the keys of the bodies.
    `files` are to be published, each by its place in the site, and `redirects` are those that
    lead to one of them now. `portraits` are the HTML for each person by her key, in which
    `{static}` stands for the way to the site's root, another one on each page if links are
    relative, and `{sizes}` for how wide it is shown in that place. In `facts`, a person's
    `image` is what data can name.
    """

    html: Mapping[Key, str]
    shared: Mapping[Key, File]
    files: Mapping[str, Callable[[], bytes]]
    portraits: Mapping[str, str]
    facts: Facts
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


def source(person: Person) -> str:
    """Return the file of a person's picture, "" if she has none."""
    return person.image.removeprefix("{static}").lstrip("/")


def place(
    build: Build,
    bodies: Mapping[Key, Body],
    originals: frozenset[str],
    facts: Facts,
    redirects: Mapping[str, str],
    is_outside: Callable[[str], bool],
    store: Store,
    memo: Memo,
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
    for name in originals.intersection(map(source, facts.people)):
        wanted[name] |= {"portrait", "share"}
    pipeline = Pipeline(store, only_look=build.checking)
    made = pipeline.make({build.content / name: wanted[name] for name in sorted(wanted)})
    pictures = {name: made[build.content / name] for name in wanted}
    problems: list[Problem] = []
    html: dict[Key, str] = {}
    shared: dict[Key, File] = {}
    for key, body in bodies.items():
        shown = {place.file: pictures.get(place.file) for place in body.places}
        html[key], found = memo(key, _rewritten, build, body, memo.same((key, "pictures"), shown))
        problems += found
        if body.image:
            file, found = _shared(body, pictures[body.image])
            shared |= {key: file} if file else {}
            problems += found
    portraits, facts, found = _portraits(build, facts, pictures, is_outside)
    sound = {name: one for name, one in pictures.items() if isinstance(one, Picture)}
    files = (file for one in sound.values() for some in one.uses.values() for file in some)
    return Placed(
        html,
        shared,
        {file.name: file.read for file in files},
        portraits,
        facts,
        {old: f"/{sound[n].uses['link'][-1].name}" for old, n in moved.items() if n in sound},
        (*problems, *found),
    )


def _rewritten(
    build: Build, body: Body, pictures: Mapping[str, Picture | PictureError | None]
) -> tuple[str, list[Problem]]:
    """Return the body's HTML with its pictures in their places, and what is wrong.

    A picture that cannot be shown is left as it was: the preview then shows its description.
    """
    path, draft = body.header.path, body.header.fields["status"] == "draft"
    problems: list[Problem] = []
    parts: list[str] = []
    at = 0
    for number, one in enumerate(body.places, start=1):
        if one.shown:
            problems += references.description_problems(one, path, draft)
        try:
            picture = pictures.get(one.file)
            if isinstance(picture, PictureError):
                raise picture
            if picture:
                parts.append(body.html[at : one.start])
                at = one.start
                parts.append(_written(build, one, picture, body.html[:at], number))
                at = one.end
        except PictureError as refused:
            problems.append(refused.problem(path, one.line, one.typed))
    return "".join([*parts, body.html[at:]]), problems


def _written(build: Build, place: Place, picture: Picture, before: str, number: int) -> str:
    """Return what stands in the place of a picture, or of a link to one.

    `before` is the body up to there, and `number` tells the places of a page apart.
    """
    if not place.shown:
        return references.link(place, f"{{static}}/{picture.uses['link'][-1].name}")
    file = picture.uses["page"][-1]
    if file.type != TYPES["svg"] or _INLINE not in place.classes:
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


def _shared(body: Body, picture: Picture | PictureError) -> tuple[File | None, list[Problem]]:
    """Return the file that is shown beside a shared link, None if there is none, and why."""
    path, line, name = body.header.path, body.header.line("image"), f"/{body.image}"
    if isinstance(picture, PictureError):
        return None, [picture.problem(path, line, name)]
    problems = []
    if not body.header.fields.get("image_alt"):
        problems.append(references.undescribed(path, line, name))
    file = picture.uses["share"][-1]
    if file.type != TYPES["svg"]:
        return file, problems
    message = f"The picture “{name}” is a drawing, which cannot be shown beside a shared link."
    remedy = "Name a photograph (JPEG or PNG), or take the line out."
    return None, [*problems, PICTURE_SHARE.problem(path, line, message, remedy)]


def _portraits(
    build: Build,
    facts: Facts,
    pictures: Mapping[str, Picture | PictureError],
    is_outside: Callable[[str], bool],
) -> tuple[dict[str, str], Facts, list[Problem]]:
    """Return each portrait's HTML, the facts with their published files, and what is wrong.

    A picture to which a link leads out of the content, as `is_outside` tells, is told there.
    """
    shown = build.shown("practice.yaml")
    html: dict[str, str] = {}
    people: list[Person] = []
    problems: list[Problem] = []
    for person in facts.people:
        line = facts.line("people", person.key, "image")
        told = not person.image or is_outside(source(person))
        picture = pictures.get(source(person), None if told else MISSING)
        name = ""
        if isinstance(picture, PictureError):
            problems.append(picture.problem(shown, line, person.image))
        elif picture:
            if not person.image_alt:
                problems.append(references.undescribed(shown, line, person.image))
            attributes = {"class": "portrait", "alt": person.image_alt, "decoding": "async"}
            html[person.key] = markup.responsive(
                picture,
                attributes,
                src="{static}",
                root="{static}",
                sizes=_PORTRAIT,
                use="portrait",
            )
            name = picture.uses["share"][0].name
        people.append(replace(person, image=name))
    return html, replace(facts, people=tuple(people)), problems
