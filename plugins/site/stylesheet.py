"""The theme's style sheets, each with one job, as the one style that every page carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from plugins.site import palette
from plugins.site.look import Look

# What every page carries, in the order of the cascade layers, which tokens.css declares as well.
PARTS = ("tokens", "fonts", "base", "layout", "components")
# What every page but an article carries besides; so an article keeps to its first round trip.
OTHERS = ("pages",)
# And where several people work.
OTHERS_OF_SEVERAL = (*OTHERS, "people")
_COMMENT_OR_TEXT = re.compile(r"/\*.*?\*/|(\"[^\"\n]*\")", re.DOTALL)
_SPACE = re.compile(r"\s*([{};,])\s*|(:)\s+|(\s)\s*")
# What each system has; the first is what its own designers chose for long texts.
_SERIF = 'ui-serif, Charter, "Iowan Old Style", "Palatino Linotype", Georgia, serif'
_SANS = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_FAMILIES = {"serif": (_SERIF, _SANS), "sans": (_SANS, _SANS)}
_FAMILY = re.compile(r"--(serif|sans): [^;]+;")
# A browser from before light-dark() can do without these.
_DECORATION = ("part-a", "part-b", "overlap")
_NIGHT = "(color: light-dark(red, red))"
# The weights of ours lie between those that systems have, which would take a thinner one.
_WEIGHTS = {
    "serif": ".standfirst, .pull { font-weight: 400; }",
    "sans": ".standfirst, .pull { font-weight: 400; } h1, h2, h3 { font-weight: 600; } "
    ":is(.rows, .faq summary) :is(h2, h3, h4) { font-weight: 600; }",
}
_PORTRAITS = {
    "round": "aspect-ratio: 1; border-radius: 50%; object-fit: cover;",
    "square": "border-radius: 0;",
}
_BRAND = ".brand img { flex: none; }"
# A logo that is made for daylight stands on the paper of the day at night as well.
_ON_PAPER = (
    ".on-paper { box-sizing: content-box; margin: -5px 0 -5px -8px; padding: 5px 8px; "
    "border-radius: 8px; background: var(--paper); color-scheme: light; }"
)

_MONOGRAM = (
    ".disc { fill: var(--link); } .letters { fill: var(--paper); font-family: var(--serif); }"
)


def stylesheet(folder: Path, parts: Sequence[str] = PARTS, look: Look | None = None) -> str:
    """Return these of `folder`'s style sheets in order, without comments and needless white space.

    With a `look`, its colors, typeface and shapes take the place of the theme's own. What stands
    between double quotation marks stays as it is. A minifier from elsewhere would save some twenty
    bytes more on the line (rcssmin 1.3.0 and lightningcss 0.3.2, compressed).
    """
    look = look or Look()
    sheets = {part: (folder / f"{part}.css").read_text("utf-8") for part in parts}
    if "tokens" in sheets:
        sheets["tokens"] = _tokens(sheets["tokens"], look)
        sheets["look"] = _rules(look)
    if not look.has_fonts:
        sheets.pop("fonts", None)
    text = "\n".join(sheets.values())
    pieces = _COMMENT_OR_TEXT.sub(lambda found: found[1] or "", text).split('"')
    shorter = (_SPACE.sub(lambda one: one[1] or one[2] or " ", piece) for piece in pieces[::2])
    pieces[::2] = [piece.replace(";}", "}") for piece in shorter]
    return '"'.join(pieces).strip() + "\n"


def _tokens(css: str, look: Look) -> str:
    """Return tokens.css in the colors and typefaces of a look."""
    found = {**palette.shipped(css), **look.colors}
    read = ((name, pair[0]) for name, pair in found.items() if name not in _DECORATION)
    day = " ".join(f"--{name}: {color};" for name, color in read)
    css = palette.TOKEN.sub(lambda one: f"--{one[1]}: light-dark({', '.join(found[one[1]])});", css)
    if day:
        css += f"@layer tokens {{ @supports not {_NIGHT} {{ :root {{ {day} }} }} }}"
    if families := _FAMILIES.get(look.typeface):
        css = _FAMILY.sub(lambda one: f"--{one[1]}: {families[one[1] == 'sans']};", css)
    return css


def _rules(look: Look) -> str:
    """Return what a look adds to the style sheets."""
    rules = [_WEIGHTS[look.typeface]] if look.typeface in _WEIGHTS else []
    if shape := _PORTRAITS.get(look.portrait):
        rules.append(f".portrait.portrait.portrait {{ {shape} }}")
    if look.logo:
        rules += [_BRAND] if look.logo_night else [_BRAND, _ON_PAPER]
    elif look.monogram:
        rules.append(_MONOGRAM)
    return f"@layer components {{ {' '.join(rules)} }}" if rules else ""
