"""Take pictures into `content/images/`, and tell where each is shown."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image

from desk.writing import files
from desk.writing.disk import WritingError
from plugins.core.slug import slugify
from plugins.frontmatter import walk
from plugins.images import PictureError, formats, raster, svg

FOLDER = "images"
MOST = 40_000_000  # bytes of a picture; what cameras give is smaller
_ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")
_IGNORED = (".*", "*~")


@dataclass(frozen=True)
class Use:
    """Where a picture is shown or named: the file, its line, and its description there."""

    name: str
    line: int
    said: str = ""


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
        raise WritingError(f"“{shown}” {wrong.args[0]}. {wrong.args[1]}") from None
    folder = content / FOLDER
    same = (one for one in folder.glob(f"*{suffix}") if one.stat().st_size == len(data))
    if there := next((one for one in sorted(same) if one.read_bytes() == data), None):
        return f"{FOLDER}/{there.name}"
    stem = slugify(PurePosixPath(shown).stem, keep="_")[:60].strip("-_") or "picture"
    for number in range(1, 10_000):
        name = f"{FOLDER}/{stem}{'' if number == 1 else f'-{number}'}{suffix}"
        if not (content / name).exists():
            files.save(content, name, data, files.NEW)
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
    """Return all pictures of the content."""
    found = walk.look(content, _IGNORED).files
    return tuple(name for name in found if PurePosixPath(name).suffix.lower() in _ENDINGS)


def uses(content: Path) -> dict[str, tuple[Use, ...]]:
    """Return where each picture is shown; those that are shown nowhere have no use."""
    known = names(content)
    found: dict[str, list[Use]] = {name: [] for name in known}
    for name in walk.look(content, _IGNORED).files:
        if not name.endswith((".md", ".yaml")):
            continue
        text = (content / name).read_text("utf-8", "replace")
        for number, line in enumerate(text.split("\n"), 1):
            for picture in known:
                if picture in line or f"({PurePosixPath(picture).name}" in line:
                    found[picture].append(Use(name, number))
    return {picture: tuple(some) for picture, some in found.items()}
