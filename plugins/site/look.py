"""Make the look of a site from `look:` in practice.yaml: only what is given there changes.

Colors go into the style sheet, the cards, the icons and the manifest; a logo or a monogram stands
beside the practice's name and in the icons. What cannot be used is a problem, and the site then
looks there as it would without the line.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from plugins.core import colors
from plugins.core.build import Build
from plugins.core.edits import Edit
from plugins.core.memo import Memo
from plugins.core.problem import Problem
from plugins.core.rules.facts import LOOK_CONTRAST, LOOK_ICON, LOOK_LOGO
from plugins.core.rules.pictures import PICTURE_BROKEN
from plugins.images import PictureError, formats, placing, raster, svg
from plugins.practice.model import Facts
from plugins.practice.model import Look as Chosen
from plugins.site import palette
from plugins.site.palette import PAIRS, Correction, Palette
from plugins.social_cards import card_title, icons
from plugins.social_cards.card import TITLE_FONT, Style
from plugins.social_cards.icons import Sign

_MOST = 2_000_000  # bytes of a logo
_HIGH, _WIDEST = 40, 240  # how large it is shown, in CSS pixels
_WIDE = 2  # times as wide as high: it stands instead of the name
_SQUARE = 1.15  # the most that a square differs
_LEAST, _ICON = 192, 512  # pixels of an icon
_SIGN = 192
_FILES = ("logo", "logo_night", "icon")


@dataclass(frozen=True)
class Logo:
    """A logo as it is shown: its address below the site, and its size in CSS pixels."""

    url: str
    width: int
    height: int


@dataclass(frozen=True)
class Figure:
    """Two colors that meet, what contrast they need, and what they have by day and at night."""

    color: str
    ground: str
    least: float
    day: float
    night: float


@dataclass(frozen=True)
class Look:
    """What templates are told of the look.

    `paper` is the ground of every page as `#rrggbb`, by day and at night. With `has_fonts` our
    typefaces are sent with the pages. A `wide` logo stands instead of the name. `colors` are all
    colors as CSS, `figures` what contrast they have.
    """

    paper: tuple[str, str] = ("", "")
    typeface: str = "literata"
    portrait: str = "soft"
    monogram: str = ""
    logo: Logo | None = None
    logo_night: Logo | None = None
    wide: bool = False
    colors: Palette = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()

    @property
    def has_fonts(self) -> bool:
        return self.typeface == "literata"


@dataclass(frozen=True)
class Made:
    """The look, the files that it takes, by their places in the site, and what is wrong."""

    look: Look = field(default_factory=Look)
    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    cards: Style = field(default_factory=lambda: Style({}))
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class _Picture:
    """A logo or an icon that can be used; a drawing has its SVG, all else its pixels."""

    width: int
    height: int
    drawing: str = ""
    image: Image.Image | None = None

    @property
    def is_square(self) -> bool:
        return max(self.width, self.height) <= _SQUARE * min(self.width, self.height)

    def png(self, width: int, height: int) -> bytes:
        """Return it as PNG, no larger than this."""
        assert self.image
        size = self.image.copy()
        size.thumbnail((width, height), Image.Resampling.LANCZOS)
        file = io.BytesIO()
        size.save(file, "PNG", optimize=True)
        return file.getvalue()


def sources(chosen: Chosen) -> frozenset[str]:
    """Return the files that a look names, as they lie in the content."""
    return frozenset(filter(None, (_source(getattr(chosen, name)) for name in _FILES)))


def read(build: Build, facts: Facts, facts_text: str, theme: Path, memo: Memo) -> Made:
    """Return the look of a site; nothing is raised."""
    tokens = theme / "css" / "tokens.css"
    css = tokens.read_text("utf-8") if tokens.is_file() else ""
    found = {name: _bytes(build, getattr(facts.look, name)) for name in _FILES}
    given = memo.same("look", (css, facts, facts_text, tuple(found.items())))
    return memo(None, _made, build, given, theme)


def _made(
    build: Build,
    given: tuple[str, Facts, str, tuple[tuple[str, bytes | PictureError | None], ...]],
    theme: Path,
) -> Made:
    css, facts, facts_text, found = given
    chosen, shown = facts.look, build.shown("practice.yaml")
    problems: list[Problem] = []
    pictures: dict[str, _Picture] = {}
    for name, data in found:
        try:
            if isinstance(data, PictureError):
                raise data
            if data is not None:
                pictures[name] = _opened(data, getattr(chosen, name), is_icon=name == "icon")
        except PictureError as refused:
            line = facts.line("look", name)
            problems.append(refused.problem(shown, line, getattr(chosen, name)))
    ours = palette.shipped(css)
    complete = {name for pair in PAIRS for name in (pair.color, pair.other)} <= ours.keys()
    accent, parts = (chosen.accent, chosen.parts if len(chosen.parts) == 2 else ())
    hers, corrections = palette.derived(ours, accent, parts) if complete else (ours, [])
    problems += [_too_weak(one, facts, facts_text, shown) for one in corrections]
    day, night = palette.rgb(hers), palette.rgb(hers, night=True)
    fonts = theme / "static" / "fonts"
    monogram = chosen.monogram
    if monogram and (fonts / TITLE_FONT).is_file():
        monogram, missing = card_title.drawable(chosen.monogram, fonts / TITLE_FONT)
        if missing:
            message = f"The typeface of icons has no “{missing}”, so they show no monogram."
            remedy = "Name a square picture with it under “icon:”, such as images/icon.png."
            line = facts.line("look", "monogram")
            problems.append(LOOK_ICON.problem(shown, line, message, remedy))
            monogram = ""
    logo, files = pictures.get("logo"), dict[str, Callable[[], bytes]]()
    logos: dict[str, Logo] = {}
    for name in ("logo", "logo_night"):
        if picture := pictures.get(name) if logo else None:
            logos[name], data = _published(picture)
            files[logos[name].url] = lambda data=data: data  # type: ignore[misc]
    icon = pictures.get("icon") or (logo if logo and logo.is_square else None)
    if logo and not (icon and icon.image):
        what = "is a drawing" if logo.drawing else "is not square"
        instead = "the monogram" if monogram else "the two parts"
        message = f"The logo “{chosen.logo}” {what}, so home screens and cards show {instead}."
        remedy = "To show its sign there, name a square PNG of 512 pixels under “icon:”."
        problems.append(LOOK_ICON.problem(shown, facts.line("look", "logo"), message, remedy))
    sign = Sign(
        day,
        night,
        picture=icon.png(_ICON, _ICON) if icon and icon.image else b"",
        monogram=monogram,
        drawing=logo.drawing if logo and logo.is_square and "icon" not in pictures else "",
    )
    style, own = Style(day, sans=chosen.typeface == "sans"), bool(sign.picture or monogram)
    if own and complete:
        file = io.BytesIO()
        icons.drawn(sign, _SIGN, fonts).save(file, "PNG")
        style = Style(day, file.getvalue(), style.sans)
    if (own or sign.drawing or hers != ours) and complete:
        made = icons.files(sign, fonts)
        files |= {f"theme/icons/{name}": make for name, make in made.items()}
    look = Look(
        paper=(colors.hexadecimal(day["paper"]), colors.hexadecimal(night["paper"]))
        if complete
        else ("", ""),
        typeface=chosen.typeface,
        portrait=chosen.portrait,
        monogram="" if logo else chosen.monogram,
        logo=logos.get("logo"),
        logo_night=logos.get("logo_night"),
        wide=bool(logo and logo.width > _WIDE * logo.height),
        colors=hers,
        figures=tuple(
            Figure(
                pair.color,
                pair.other if pair.share == 1 else f"{pair.other} {pair.share:.0%}",
                pair.least,
                palette.contrast(day, pair),
                palette.contrast(night, pair),
            )
            for pair in (PAIRS if complete else ())
        ),
    )
    return Made(look, files, style, tuple(problems))


def _source(name: str) -> str:
    return name.removeprefix("{static}").lstrip("/")


def _bytes(build: Build, name: str) -> bytes | PictureError | None:
    """Return what is in a file, None if none is named, else why it cannot be used."""
    if not name:
        return None
    source = _source(name)
    path = build.content / source
    if build.leads_out(source) or not path.is_file():
        return placing.MISSING
    try:
        if (size := path.stat().st_size) > _MOST:
            return PictureError(
                f"has {size / 1_000_000:.1f} megabytes, and a logo needs less than two",
                "Export it smaller: as SVG, or as PNG with at most 1,000 pixels on each side.",
                LOOK_LOGO,
            )
        return path.read_bytes()
    except OSError as error:
        what = f"cannot be opened ({error.strerror or error})"
        remedy = "Look whether you can open it yourself; if not, copy it here once more."
        return PictureError(what, remedy, PICTURE_BROKEN)


def _opened(data: bytes, name: str, *, is_icon: bool) -> _Picture:
    """Return a logo or an icon, without what could run or tell. Raises `PictureError`."""
    found = formats.kind_of(data[: formats.HEAD], name)
    formats.refuse(*found)
    if found[0] == "drawing":
        if is_icon:
            remedy = "Export it as a square PNG of 512 pixels, and name that."
            raise PictureError("is a drawing, and home screens take none", remedy, LOOK_LOGO)
        drawing = svg.clean(data)
        return _Picture(drawing.width, drawing.height, drawing.text)
    image = raster.load(io.BytesIO(data)).image
    picture = _Picture(*image.size, image=image)
    if is_icon and not (picture.is_square and min(image.size) >= _LEAST):
        raise PictureError(
            f"is {image.width} by {image.height} pixels, and an icon is a square of at least 192",
            "Export it as a square PNG of 512 pixels.",
            LOOK_LOGO,
        )
    return picture


def _published(picture: _Picture) -> tuple[Logo, bytes]:
    """Return a logo as it is shown, and its bytes."""
    scale = min(_HIGH / picture.height, _WIDEST / picture.width)
    width, height = (max(1, round(side * scale)) for side in (picture.width, picture.height))
    data, ending = picture.drawing.encode(), "svg"
    if not picture.drawing:
        data, ending = picture.png(3 * width, 3 * height), "png"
    name = f"images/logo-{hashlib.sha256(data).hexdigest()[:10]}.{ending}"
    return Logo(name, width, height), data


def _too_weak(one: Correction, facts: Facts, facts_text: str, shown: str) -> Problem:
    """Return the problem of a color that cannot be used as it is."""
    line = facts.line("look", *one.place)
    typed = facts_text.split("\n")[line - 1] if facts_text else ""
    fix: tuple[Edit, ...] = ()
    if typed.count(one.given) == 1:
        at = typed.index(one.given)
        quoted = typed[at - 1 : at] in ("'", '"')
        new = one.used if quoted else f'"{one.used}"'
        fix = (Edit(line, at + 1, one.given, new),)
    what = "as a color of words and buttons" if one.place == ("accent",) else "as one of the parts"
    message = (
        f"“{one.given}” has too little contrast {what}: {one.contrast:.1f} to 1, where "
        f"{one.least:g} to 1 is needed."
    )
    remedy = (
        f"The site uses {one.used}, the nearest color of the same hue that has it. Write "
        f"“{one.used}”, or choose another one; the preview shows them all at /look/."
    )
    return LOOK_CONTRAST.problem(shown, line, message, remedy, fix=fix)
