"""Tell the kinds of files apart: their types, which names may change, which files are packed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

# Where every file goes whose name holds the hash of what is in it. One folder, so that one rule
# about keeping files is enough for every host.
ASSETS = "assets"
# What a browser is told each kind is: WHATWG MIME Sniffing, RFC 9239 (scripts), RFC 7763
# (Markdown), Web Application Manifest section 4, Media Types registry for the others.
TYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "webmanifest": "application/manifest+json; charset=utf-8",
    "svg": "image/svg+xml; charset=utf-8",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "wasm": "application/wasm",
    "pdf": "application/pdf",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
}
_RENAMED = frozenset(
    name for name, kind in TYPES.items() if kind.startswith(("font/", "image/", "text/css"))
) | {"js", "mjs"}
_PACKED = frozenset(name for name, kind in TYPES.items() if "charset" in kind)  # texts
# Names that programs ask for at the root of a site without being told of them.
_KEPT_AT_ROOT = re.compile(r"favicon\.(?:ico|svg|png)|apple-touch-icon[a-z0-9-]*\.png")
# The search and the editor load their parts by names of their own choice, most of which hold a hash
# already.
_KEPT_FOLDERS = ("pagefind", "admin", ".well-known")
# Folders in which Pagefind names each file after what is in it.
HASHED_ALREADY = ("pagefind/fragment", "pagefind/index")
_HASH_OF_A_PICTURE = re.compile(r"-[0-9a-f]{10}(?=$|-)")


def ending(name: str) -> str:
    """Return what a name ends in: `theme/print.css` -> `css`; a file such as `.nojekyll` has
    none."""
    stem, _, end = name.rpartition("/")[2].rpartition(".")
    return end.lower() if stem else ""


def type_of(name: str) -> str:
    """Return what a browser is told the file is. Not by the system's own table: some say that a
    script is plain text."""
    return TYPES.get(ending(name), "application/octet-stream")


def is_renamed(name: str) -> bool:
    """Return whether the file may be given another name: not one that people or programs know.

    A document that somebody keeps a link to (a PDF, a recording) stays where it is.
    """
    if name.split("/")[0] in _KEPT_FOLDERS or ("/" not in name and _KEPT_AT_ROOT.fullmatch(name)):
        return False
    return ending(name) in _RENAMED


def is_packed(name: str) -> bool:
    """Return whether it is text, which compression makes smaller, unlike pictures and fonts."""
    return ending(name) in _PACKED


def hashed_name(name: str, digest: str) -> str:
    """Return the name that a file has while it holds what `digest` is the sha256 of (in hex).

    Eight digits are enough: two versions of one file share them once in four thousand million.
    A hash that the name of a picture holds already is left out, for this one says more.
    """
    path = PurePosixPath(name)
    stem = _HASH_OF_A_PICTURE.sub("", path.stem) or path.stem
    return f"{ASSETS}/{stem}.{digest[:8]}{path.suffix}"
