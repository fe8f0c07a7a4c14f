"""Which file of the site an address means, and what kind of file a browser is told it is."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

# Not the system's own table: some computers say that a script is plain text.
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".webmanifest": "application/manifest+json; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".pdf": "application/pdf",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
}


def file_for(folder: Path, path: str) -> Path | None:
    """The file or folder of the site that an address names, or None. Never one outside `folder`."""
    parts = [part for part in PurePosixPath(unquote(path)).parts if part not in ("/", "//")]
    if any(part == ".." or set(part) & set("\\:\0") for part in parts):
        return None
    found = folder.joinpath(*parts)
    try:
        inside = found.resolve().is_relative_to(folder.resolve()) and found.exists()
    except OSError:  # a name too long for the disk
        return None
    return found if inside else None
