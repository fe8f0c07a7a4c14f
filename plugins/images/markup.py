"""Write the HTML that shows a picture."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from plugins.images.pipeline import Picture
from plugins.images.variants import Use

# The text column of the theme: 34rem, or the window without its gutters of 5 percent.
COLUMN = "(min-width: 38rem) 34rem, 90vw"
_COLUMN_WIDTH = 544


def responsive(
    picture: Picture,
    attributes: Mapping[str, str],
    *,
    src: str,
    root: str | None,
    sizes: str = "",
    use: Use = "page",
) -> str:
    """Return a `<picture>` of the smaller kinds of file around an `<img>` that every browser shows.

    `attributes` are the `<img>`'s others, in their order; `src` stands before the name of each
    file in it, `root` in `srcset`, where it must be a whole path: None if it is not known, and
    then the plain picture has to do. `sizes` is how wide it is shown (HTML, section 2.4.2).
    """
    *some, plain = picture.uses[use]
    typed = attributes.get("width", "")
    whole = int(typed) if typed.isascii() and typed.isdecimal() else 0
    width = min(plain.width, whole or plain.width)
    sizes = sizes or (COLUMN if width >= _COLUMN_WIDTH else f"{width}px")
    shown = {
        "src": f"{src}/{plain.name}",
        **{name: value for name, value in attributes.items() if name != "src"},
        "width": str(width),
        "height": str(max(1, round(width * picture.height / picture.width))),
    }
    image = f"<img{written(shown)}>"
    # For a few dots the other format is not smaller at all.
    alike = [file for file in some if file.width == plain.width]
    if root is None or not some or any(file.size >= plain.size for file in alike):
        return image
    source = {
        "type": some[0].type,
        "srcset": ", ".join(f"{root}/{file.name} {file.width}w" for file in some),
        "sizes": sizes,
    }
    return f"<picture><source{written(source)}>{image}</picture>"


def written(attributes: Mapping[str, str]) -> str:
    """Return attributes as they stand in a tag, a space before each."""
    return "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
