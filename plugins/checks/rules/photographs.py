"""Photographs that a page uses and whose files say where, or with what, they were taken.

Nothing of that is published (plugins.images.raster leaves it out); whoever has the original
should know that it is in there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from plugins.checks.document import WholeSite
from plugins.checks.rules import Problems, site_rule
from plugins.core.paths import held

_SHOWN = re.compile(
    r"!\[[^\[\]]*\]\(\s*<?(?P<file>[^\s)>]+\.(?:jpe?g|png|webp|avif))\b", re.IGNORECASE
)
_MADE_WITH = (0x010F, 0x0110)  # Make and Model: Exif 3.0, section 4.6.5.4
_GPS = 0x8825  # GPSInfo IFD: Exif 3.0, section 4.6.3


@site_rule(
    "picture-tells",
    "A photograph tells where or with what it was taken",
    "note",
    group="confidentiality",
    allowable=True,
)
def picture_tells(site: WholeSite) -> Problems:
    """The file of a photograph says where it was taken, or with which camera. Nothing of that is
    published: every copy on the site is without it. You are told once, because the file itself
    still tells whoever receives it.

    **How to mend it:** Nothing needs to be done here. Do not send the file itself to others.
    """
    content = Path(site.facts_path).parent
    told: set[Path] = set()
    for entry in site.entries:
        document = entry.document
        source, body = document.header, document.header.body
        shown = [(image, source.line("image"))] if (image := document.fields.get("image")) else []
        typed = _SHOWN.finditer(body) if "](" in body and "![" in body else ()
        shown += [(match["file"], document.line_at(match.start())) for match in typed]
        for name, line in shown:
            inside = unquote(re.sub(r"^[{|](?:static|attach|filename)[|}]", "", name)).lstrip("/")
            for path in (content / inside, Path(document.path).parent / inside):
                own_name = held(path, content)
                if own_name and (content / own_name).is_file():
                    break
            else:
                continue
            file = content / own_name
            if file in told:
                continue
            told.add(file)
            try:
                about = file.stat()
                what = _what_it_tells(str(file), about.st_mtime_ns, about.st_size)
            except OSError:
                continue
            if what:
                yield picture_tells.problem(
                    document.path,
                    line,
                    f"The photograph “{name}” says {what}.",
                    "You need not do anything here: that is left out of what is published. Do "
                    "not give the file itself to others.",
                )


@lru_cache(maxsize=4096)
def _what_it_tells(file: str, _changed: int, _size: int) -> str:
    """Return what a picture says of how it was taken, as the end of a sentence; "" for nothing.

    It is looked at again only once it has changed. Pillow reads the header, not the picture.
    """
    from PIL import Image  # only here: the processes that read texts do without it

    try:
        with Image.open(file, formats=("JPEG", "MPO", "PNG", "WEBP", "AVIF")) as image:
            exif = image.getexif()
            placed = bool(exif.get_ifd(_GPS)) or b"GPSLatitude" in bytes(image.info.get("xmp", b""))
            made_with = " ".join(str(exif.get(tag, "")).strip("\0 ") for tag in _MADE_WITH).strip()
    except Exception:  # a damaged file is told by plugins.images, in its own words
        return ""
    told = ["where it was taken"] if placed else []
    told += [f"with which camera ({made_with})"] if made_with else []
    return " and ".join(told)
