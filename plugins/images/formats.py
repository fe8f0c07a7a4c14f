"""Tell what a file is by its first bytes; its name counts only when they say nothing."""

from __future__ import annotations

import re
from pathlib import Path, PurePath
from typing import Literal

from plugins.core.rules.pictures import PICTURE_EMPTY, PICTURE_FORMAT, PICTURE_UNKNOWN
from plugins.images import PictureError

Kind = Literal["photograph", "drawing", "foreign", "empty", "unknown", "other"]

HEAD = 512  # bytes that are looked at
_SHOWN = {".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".gif", ".webp", ".avif"}
_DRAWN = {".svg", ".svgz"}
# Formats in which pictures leave phones, cameras and scanners and that browsers do not show.
_FOREIGN = {
    **dict.fromkeys((".heic", ".heif", ".hif"), "HEIC"),
    **dict.fromkeys((".tif", ".tiff"), "TIFF"),
    **dict.fromkeys((".bmp", ".dib"), "BMP"),
    **dict.fromkeys((".jxl",), "JPEG XL"),
    **dict.fromkeys((".jp2", ".j2k"), "JPEG 2000"),
    **dict.fromkeys((".psd",), "Photoshop"),
    **dict.fromkeys(
        (".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef", ".srw"), "RAW"
    ),
}
_SIGNS: tuple[tuple[re.Pattern[bytes], str], ...] = tuple(
    (re.compile(sign, re.DOTALL), name)
    for sign, name in (
        (rb"\xff\xd8\xff", "shown"),
        (rb"\x89PNG\r\n\x1a\n", "shown"),
        (rb"GIF8[79]a", "shown"),
        (rb"RIFF....WEBP", "shown"),
        (rb"....ftypavi[fs]", "shown"),
        (rb"....ftyp(?:hei|hev|mif1|msf1)", "HEIC"),
        (rb"....ftypcrx |FUJIFILMCCD-RAW", "RAW"),
        (rb"II\*\0|MM\0\*|II\+\0|MM\0\+", "TIFF"),
        (rb"IIRO|IIRS|IIU\0", "RAW"),
        (rb"BM....\0\0\0\0", "BMP"),
        (rb"\xff\x0a|\0\0\0\x0cJXL ", "JPEG XL"),
        (rb"\0\0\0\x0cjP  |\xff\x4f\xff\x51", "JPEG 2000"),
        (rb"8BPS", "Photoshop"),
        (rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?|<!--.*?)?<svg[\s>]", "svg"),
    )
)


def kind(path: Path) -> tuple[Kind, str]:
    """Return what a file is, and for a foreign picture the name of its format.

    "unknown" is called a picture and is none that is known; "other" is no picture by its name
    either. Raises OSError if the file cannot be opened.
    """
    with path.open("rb") as file:
        return kind_of(file.read(HEAD), path.name)


def kind_of(head: bytes, name: str) -> tuple[Kind, str]:
    """Return what a file is that begins with these bytes, as `kind` does."""
    suffix = PurePath(name).suffix.lower()
    called = suffix in _SHOWN or suffix in _DRAWN or suffix in _FOREIGN
    found = next((what for sign, what in _SIGNS if sign.match(head)), "")
    if found == "shown":
        return "photograph", ""
    if found == "svg" or (not found and head and suffix == ".svg"):
        return "drawing", ""
    if found or (head and suffix in _FOREIGN):
        # Most cameras' own formats are built on TIFF, and only their names tell them apart.
        return "foreign", _FOREIGN.get(suffix, found) if found in ("", "TIFF") else found
    if not called:
        return "other", ""
    return ("unknown", "") if head else ("empty", "")


def refuse(kind: Kind, form: str) -> None:
    """Raise `PictureError` unless it is a photograph or a drawing."""
    if kind == "empty":
        remedy = "Copy it here once more from where it came from."
        raise PictureError("is empty: its file has no bytes at all", remedy, PICTURE_EMPTY)
    if kind == "foreign":
        raise PictureError(
            f"is a {form} file, which browsers do not show",
            "Open it, save or export it as JPEG, and use that file.",
            PICTURE_FORMAT,
        )
    if kind in ("unknown", "other"):
        remedy = "Open it, save it as JPEG or PNG, and use that file."
        raise PictureError("is not a picture that can be read", remedy, PICTURE_UNKNOWN)
