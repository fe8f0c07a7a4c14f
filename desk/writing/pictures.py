"""Take pictures into `content/images/`, and tell where each is shown."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image

from desk.writing import disk, facts, files, headers, survey
from desk.writing.disk import WritingError
from desk.writing.files import ChangedOutsideError
from desk.writing.survey import PICTURES, Page, Survey
from plugins.core import file_names
from plugins.core.decode import decode
from plugins.core.slug import slugify
from plugins.images import PictureError, formats, raster, svg

FOLDER = "images"
MOST = 40_000_000  # bytes of a picture; what cameras give is smaller
_IN_FACTS = ("image", "logo", "logo_night", "icon")
_SHOWN = re.compile(r"!\[((?:\\.|[^\[\]\\])*)\]\([ \t]*<?$")
_WORDS = re.compile(r"\[((?:\\.|[^\[\]\\])*)\]\([ \t]*<?$")
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))", re.IGNORECASE)
_DECORATIVE = re.compile(r"[^()\n]*\)\{[^{}\n]*\.decorative\b")
_LABEL = re.compile(r"^[ ]{0,3}\[([^\[\]\n]+)\]:[ \t]*<?$", re.MULTILINE)
_FAR = 1000  # signs before an address in which its words are looked for


@dataclass(frozen=True)
class Use:
    """Where a picture is shown, or only linked or named: the file, its line, and what is said of
    it there."""

    name: str
    line: int
    said: str = ""
    is_shown: bool = True
    is_decorative: bool = False


def add(content: Path, data: bytes, file_name: str) -> str:
    """Put a picture into the content and return its name, such as `images/desk.jpg`.

    It is called as the file was, as far as every computer can keep that; the same picture twice
    is one. Raises WritingError for what is no picture, is too large, or cannot be shown.
    """
    shown = PurePosixPath(file_name.replace("\\", "/")).name[:100] or "The picture"
    if len(data) > MOST:
        raise WritingError(
            f"“{shown}” has {len(data) // 1_000_000} MB, and a picture may have "
            f"{MOST // 1_000_000}. Save it smaller; 2000 pixels wide is plenty for a page."
        )
    try:
        suffix = _checked(data, shown)
    except PictureError as wrong:
        raise WritingError(f"“{shown}” {wrong.what}. {wrong.remedy}") from None
    folder = disk.inside(content, FOLDER)
    there = (path for path in sorted(folder.glob("*")) if path.is_file())
    same = (path for path in there if path.stat().st_size == len(data))
    if kept := next((path for path in same if path.read_bytes() == data), None):
        return f"{FOLDER}/{kept.name}"
    stem = slugify(PurePosixPath(shown).stem, keep="_")[:60].strip("-_") or "picture"
    for number in range(1, 10_000):
        plain = file_names.plain(f"{stem}{'' if number == 1 else f'-{number}'}{suffix}")
        name = f"{FOLDER}/{plain}"
        if not (content / name).exists():
            try:
                files.save(content, name, data, files.NEW)
            except ChangedOutsideError:
                continue  # somebody else was quicker
            return name
    raise WritingError(f"There are too many pictures called “{stem}”. Give it another name.")


def _checked(data: bytes, shown: str) -> str:
    """Return the ending that belongs to a picture by its bytes. Raises PictureError."""
    kind, form = formats.kind_of(data[: formats.HEAD], shown)
    formats.refuse(kind, form)
    if kind == "drawing":
        svg.clean(data)
        return ".svg"
    raster.load(io.BytesIO(data))
    with Image.open(io.BytesIO(data)) as image:
        return {"JPEG": ".jpg", "MPO": ".jpg"}.get(
            str(image.format), f".{str(image.format).lower()}"
        )


def names(content: Path) -> tuple[str, ...]:
    """Return all pictures of the content, by their names."""
    found = survey.found(content).files
    return tuple(name for name in found if name.lower().endswith(PICTURES))


def uses(content: Path) -> dict[str, tuple[Use, ...]]:
    """Return every picture of the content, and where each is used: in texts, as the picture of a
    header, and in practice.yaml. One that is used nowhere has none."""
    there = survey.look(content)
    known = [name for name in there.targets.files if name.lower().endswith(PICTURES)]
    found: dict[str, list[Use]] = {name: [] for name in sorted(known)}
    for name, page in there.pages.items():
        text, _ = decode(there.data[name], name)
        for picture, use in (*_in_header(text, page, there), *_in_body(text, page, there)):
            found.get(picture, []).append(use)
    for picture, use in _in_facts(there):
        found.get(picture, []).append(use)
    return {picture: tuple(some) for picture, some in found.items()}


def _in_body(text: str, page: Page, there: Survey) -> Iterator[tuple[str, Use]]:
    for place in survey.addresses(page.name, text):
        if not re.split(r"[?#]", place.typed, maxsplit=1)[0].lower().endswith(PICTURES):
            continue
        if picture := survey.leads(place.typed, page, there.targets):
            before = text[max(0, place.start - _FAR) : place.start]
            tag = before[before.rfind("<") :] + text[place.start :].partition(">")[0]
            if shown := _SHOWN.search(before) or _by_label(text, before):
                decorative = bool(_DECORATIVE.match(text, place.end))
                yield (
                    picture,
                    Use(
                        page.name, place.line, shown[shown.lastindex or 1], is_decorative=decorative
                    ),
                )
            elif tag.lower().startswith("<img") and ">" not in tag:
                alt = _ALT.search(tag)
                said = next(filter(None, alt.groups()), "") if alt else ""
                yield picture, Use(page.name, place.line, said)
            else:
                words = _WORDS.search(before)
                yield picture, Use(page.name, place.line, words[1] if words else "", is_shown=False)


def _by_label(text: str, before: str) -> re.Match[str] | None:
    """Return where a picture is shown whose address stands apart, behind its label."""
    label = _LABEL.search(before)
    if not label:
        return None
    name = re.escape(label[1])
    return re.search(rf"!\[([^\[\]]*)\]\[{name}\]|!(?=\[({name})\](?!\())", text, re.IGNORECASE)


def _in_header(text: str, page: Page, there: Survey) -> Iterator[tuple[str, Use]]:
    if typed := str(page.fields.get("image", "")):
        line = next(one.line for one in headers.form(text, page.kind) if one.key == "image")
        path = typed.removeprefix("{static}").lstrip("/")
        for address in (f"/{path}", path):
            if picture := survey.leads(address, page, there.targets):
                yield picture, Use(page.name, line, str(page.fields.get("image_alt", "")))
                return


def _in_facts(there: Survey) -> Iterator[tuple[str, Use]]:
    name = "practice.yaml"
    data = disk.contents(there.content / name, name)
    known = facts.form(decode(data or b"", name)[0])
    said = {fact.place: str(fact.value) for fact in known}
    for fact in known:
        if fact.place[-1] in _IN_FACTS and isinstance(fact.value, str) and fact.value:
            picture = there.targets.file(fact.value.lstrip("/"))
            alt = said.get((*fact.place[:-1], f"{fact.place[-1]}_alt"), "")
            yield picture, Use(name, fact.line, alt)
