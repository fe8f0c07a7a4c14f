"""Store a picture for each of its uses: how large, in which formats and how well.

WebP, not AVIF: of the photographs measured (Pillow 13.0.0, equal SSIM of 0.975 to 0.98), AVIF was
6 % smaller at its fast setting and 16 % at its slow one, and took 4 and 10 times as long; a
writer waits for it on the save after she puts a photograph in. WebP also stores drawings without
loss, and more of the phones that are still in use show it.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from typing import Any, Literal

import PIL
from PIL import Image, features

from plugins.images.raster import WIDEST, Raster, Traits

Use = Literal["page", "portrait", "link", "share"]
Format = Literal["webp", "jpeg", "png", "svg"]

# The text column is 34rem wide, 544 pixels; on phones it is 290 to 390. One to three device
# pixels for each of these fall close to one of the steps.
STEPS = (480, 720, 1088, WIDEST)
FACE = 264  # a portrait of 88 pixels beside a text, on a screen of three device pixels for each
FALLBACK = 1088
SHARED = 1200  # what networks show at most; some leave out a picture of more than 600 KB
TYPES = {"webp": "image/webp", "jpeg": "image/jpeg", "png": "image/png", "svg": "image/svg+xml"}
ENDINGS = {"webp": ".webp", "jpeg": ".jpg", "png": ".png", "svg": ".svg"}

_EDITION = 1  # count up when anything here, in `raster` or in `svg` gives other bytes
_CODECS = [features.version(name) for name in ("webp", "jpg", "libjpeg_turbo", "zlib")]
ENCODERS = hashlib.sha256(repr((_EDITION, PIL.__version__, _CODECS)).encode()).hexdigest()[:8]


@dataclass(frozen=True)
class Variant:
    """One file that is made of a picture. `flat` where nothing may shine through."""

    format: Format
    width: int
    height: int
    flat: bool = False

    @property
    def name(self) -> str:
        """Return what tells it apart from the others of its picture."""
        return f"{self.width}{'-flat' if self.flat else ''}{ENDINGS[self.format]}"


def variants(traits: Traits, use: Use) -> list[Variant]:
    """Return every file for a use, the most widely understood last, none larger than the picture.

    "page": WebP in several widths, and one that any browser and feed reader shows. "portrait": the
    same, and a smaller one for where a face stands beside words. "link": the picture by itself.
    "share": a JPEG, the one format that every network takes. A drawing is one file, whatever it is
    used for.
    """
    if traits.drawn:
        return [Variant("svg", traits.width, traits.height)]
    plain: Format = "png" if traits.graphic or traits.clear else "jpeg"
    if use == "share":
        return [_variant(traits, "jpeg", min(SHARED, traits.width), flat=traits.clear)]
    if use == "link":
        return [_variant(traits, plain, traits.width)]
    # A step just below the picture's own width would only cost another file.
    steps = (FACE, *STEPS) if use == "portrait" else STEPS
    widths = [step for step in steps if step < traits.width * 0.9]
    widths.append(traits.width)
    some = [_variant(traits, "webp", width) for width in widths]
    return [*some, _variant(traits, plain, min(FALLBACK, traits.width))]


def _variant(traits: Traits, form: Format, width: int, flat: bool = False) -> Variant:
    return Variant(form, width, max(1, round(traits.height * width / traits.width)), flat)


def stored(still: Raster, variant: Variant) -> bytes:
    """Return a variant's bytes: the same picture always gives the same ones."""
    image = still.image
    if variant.flat:
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    size = variant.width, variant.height
    if image.size != size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    out = io.BytesIO()
    options: dict[str, dict[str, Any]] = {
        "webp": {"lossless": still.graphic, "quality": 60 if still.graphic else 76, "method": 4},
        "jpeg": {"quality": 80, "optimize": True, "progressive": True},
        "png": {"optimize": still.graphic},  # a photograph would take seconds
    }
    image.save(out, variant.format, **options[variant.format])
    return out.getvalue()
