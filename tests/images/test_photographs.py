"""What becomes of a photograph before it is published, and which files are none."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from plugins.images import PictureError, formats, raster, variants
from plugins.images.raster import Traits
from plugins.images.variants import Variant
from tests.trial_site import photograph

SECRET = b"51.5007 N, at the clinic"
AGAIN = "Copy it here once more from where it came from."
RED, BLUE = (200, 30, 30), (30, 30, 200)


def halves(form: str = "PNG", **saved: object) -> bytes:
    """A picture 60 wide and 40 high, red on the left and blue on the right."""
    image = Image.new("RGB", (60, 40), RED)
    image.paste(BLUE, (30, 0, 60, 40))
    out = io.BytesIO()
    image.save(out, form, **saved)
    return out.getvalue()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """Exif as a phone writes it: camera, place, day, and how it was held."""
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x0112] = orientation
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 2.5), 3: "W", 4: (0.0, 7.0, 28.0)})
    return exif


def developed(data: bytes) -> raster.Raster:
    return raster.load(io.BytesIO(data))


def refused(data: bytes) -> tuple[str, str]:
    with pytest.raises(PictureError) as reason:
        developed(data)
    return reason.value.what, reason.value.rule.code


def near(color: object, wanted: tuple[int, int, int], far: int = 12) -> bool:
    assert isinstance(color, tuple)
    return all(abs(a - b) <= far for a, b in zip(color[:3], wanted, strict=True))


# --- Whatever comes in -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("orientation", "size", "red_at"),
    [
        (1, (60, 40), "left"),
        (2, (60, 40), "right"),
        (3, (60, 40), "right"),
        (4, (60, 40), "left"),
        (5, (40, 60), "top"),
        (6, (40, 60), "top"),
        (7, (40, 60), "bottom"),
        (8, (40, 60), "bottom"),
    ],
)
@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_photograph_stands_upright_however_the_phone_was_held(form, orientation, size, red_at):
    image = developed(halves(form, exif=telling_exif(orientation))).image
    assert image.size == size
    right, bottom = size[0] - 4, size[1] - 4
    at = {"left": (4, 20), "right": (right, 20), "top": (20, 4), "bottom": (20, bottom)}[red_at]
    other = {"left": (right, 20), "right": (4, 20), "top": (20, bottom), "bottom": (20, 4)}[red_at]
    assert near(image.getpixel(at), RED, 30)
    assert near(image.getpixel(other), BLUE, 30)


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_turn_that_does_not_exist_is_passed_over(orientation):
    assert developed(halves("JPEG", exif=telling_exif(orientation))).image.size == (60, 40)
    wide = photograph(2000, 1000, exif=telling_exif(orientation))
    assert developed(wide).image.size == (1600, 800)


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
@pytest.mark.parametrize("clear", [False, True])
def test_nothing_that_was_written_beside_the_picture_is_left_in_any_variant(form, clear):
    image = Image.merge("RGB", [Image.linear_gradient("L")] * 3)
    if clear and form != "JPEG":
        image.putalpha(Image.linear_gradient("L"))
    icc = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    xmp = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    out = io.BytesIO()
    image.save(
        out, form, exif=telling_exif(), icc_profile=icc, xmp=xmp, comment=SECRET, dpi=(300, 300)
    )
    assert SECRET in out.getvalue()
    found = developed(out.getvalue())
    assert found.image.info == {}
    traits = Traits(*found.image.size, found.graphic, found.clear)
    for use in ("page", "link", "share"):
        for variant in variants.variants(traits, use):
            data = variants.stored(found, variant)
            assert SECRET not in data
            for mark in (b"Exif", b"EXIF", b"eXIf", b"xmp", b"XMP ", b"ICC", b"iCCP", b"pHYs"):
                assert mark not in data, (variant, mark)
            again = Image.open(io.BytesIO(data))
            assert not again.getexif()
            assert set(again.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"} | {
                "progressive",
                "progression",
                "loop",
                "background",
                "timestamp",
                "duration",
            }, variant


def test_colors_of_another_space_are_those_that_were_meant():
    """Here a profile says that what is called red is blue; usually it says how strong red is."""
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    assert near(developed(halves(icc_profile=srgb)).image.getpixel((4, 20)), RED, 2)
    twisted = srgb.replace(b"rXYZ", b"?XYZ").replace(b"bXYZ", b"rXYZ").replace(b"?XYZ", b"bXYZ")
    assert near(developed(halves(icc_profile=twisted)).image.getpixel((4, 20)), BLUE, 40)


def test_a_profile_that_cannot_be_read_is_no_reason_to_refuse_the_picture():
    found = developed(halves("JPEG", icc_profile=b"not a profile"))
    assert near(found.image.getpixel((4, 20)), RED)


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("1", "PNG"),
        ("L", "JPEG"),
        ("L", "PNG"),
        ("LA", "PNG"),
        ("P", "PNG"),
        ("P", "GIF"),
        ("RGB", "JPEG"),
        ("RGB", "AVIF"),
        ("RGBA", "PNG"),
        ("RGBA", "WEBP"),
        ("CMYK", "JPEG"),
        ("I;16", "PNG"),
    ],
)
def test_every_kind_of_color_becomes_one_that_a_screen_shows(mode, form):
    """Half of the picture is dark and half light, and so it stays."""
    gray = Image.new("L", (60, 40), 30)
    gray.paste(220, (30, 0, 60, 40))
    if mode == "I;16":
        image = Image.frombytes(
            "I;16", gray.size, b"".join(struct.pack("<H", v * 257) for v in gray.tobytes())
        )
    else:
        image = gray.convert("RGB").convert(mode)
    out = io.BytesIO()
    image.save(out, form, **({"quality": 95} if form in ("JPEG", "AVIF") else {}))
    found = developed(out.getvalue()).image
    assert found.mode == "RGB"  # an alpha that hides nothing is left out as well
    if mode != "1":
        assert near(found.getpixel((4, 20)), (30,) * 3, 25)
        assert near(found.getpixel((56, 20)), (220,) * 3, 25)
    middle = found.convert("L").resize((2, 1), Image.Resampling.BOX)
    assert near((middle.getpixel((0, 0)), middle.getpixel((1, 0)), 0), (30, 220, 0), 25)


def test_a_palette_with_a_clear_color_stays_clear_and_without_loss():
    image = Image.new("P", (20, 20), 0)
    image.putpalette([255, 0, 0, 0, 0, 255])
    image.paste(1, (10, 0, 20, 20))
    out = io.BytesIO()
    image.save(out, "PNG", transparency=0)
    found = developed(out.getvalue())
    assert (found.graphic, found.clear) == (True, True)
    some = variants.variants(Traits(20, 20, found.graphic, found.clear), "page")
    assert [variant.name for variant in some] == ["20.webp", "20.png"]
    for variant in some:
        again = Image.open(io.BytesIO(variants.stored(found, variant))).convert("RGBA")
        assert again.getpixel((15, 5)) == (0, 0, 255, 255)
        assert again.getchannel("A").getpixel((5, 5)) == 0


def test_what_shines_through_is_white_where_others_share_it():
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")
    found = developed(out.getvalue())
    [variant] = variants.variants(Traits(20, 20, found.graphic, found.clear), "share")
    assert variant == Variant("jpeg", 20, 20, flat=True)
    assert Image.open(io.BytesIO(variants.stored(found, variant))).getpixel((5, 5)) == (255,) * 3


def test_a_single_dot_is_a_picture():
    assert developed(photograph(1, 1)).image.size == (1, 1)
    assert [v.name for v in variants.variants(Traits(1, 1), "page")] == ["1.webp", "1.jpg"]


def test_a_photograph_of_a_phone_with_a_second_one_behind_it_is_a_photograph():
    """MPO, the Multi-Picture Format: a JPEG with a map of its light or of its depth appended."""
    first = Image.new("RGB", (60, 40), RED)
    out = io.BytesIO()
    first.save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (60, 40), BLUE)])
    assert near(developed(out.getvalue()).image.getpixel((30, 20)), RED)


# --- How large ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        ((1601, 1000), (1600, 999)),
        ((1600, 1000), (1600, 1000)),
        ((300, 20000), (120, 8000)),
        ((20000, 10), (1600, 1)),
    ],
)
def test_a_picture_is_kept_no_larger_than_a_page_can_use(size, kept):
    out = io.BytesIO()
    Image.new("L", size, 99).save(out, "PNG")
    assert developed(out.getvalue()).image.size == kept


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (1600, [480, 720, 1088, 1600]),
        (1100, [480, 720, 1100]),
        (1088, [480, 720, 1088]),
        (801, [480, 720, 801]),
        (800, [480, 800]),
        (500, [500]),
        (40, [40]),
    ],
)
def test_widths_are_steps_below_the_picture_and_never_above(width, widths):
    *some, plain = variants.variants(Traits(width, width // 2), "page")
    assert [(variant.format, variant.width) for variant in some] == [("webp", w) for w in widths]
    assert plain == Variant(
        "jpeg", min(width, 1088), round(min(width, 1088) * (width // 2) / width)
    )


def test_a_photograph_of_60_megapixels_is_opened_in_pieces(monkeypatch):
    """libjpeg decodes it to a half, so that it never stands in memory whole."""
    out = io.BytesIO()
    Image.new("RGB", (9000, 6700), RED).save(out, "JPEG", quality=30)
    opened = []

    def watched(image: Image.Image, size: tuple[int, int]) -> Image.Image:
        opened.append(image.size)
        return image.resize(size)

    monkeypatch.setattr(raster, "resized", watched)
    found = developed(out.getvalue())
    assert found.image.size == (1600, 1191)
    assert opened == [(4500, 3350)]


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is as large as this, and holds next to nothing."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\0" * 1000)
    parts = [chunk(b"IHDR", header), chunk(b"IDAT", pixels), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(12_000, 10_001), (20_000, 20_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_too_large_to_be_opened_is_refused_before_it_is(size):
    assert refused(bomb(*size)) == (
        "has more than 120 megapixels, too many to be opened safely",
        "picture-huge",
    )


# --- What is no picture, or not one that can be shown -------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
@pytest.mark.parametrize("part", [0.3, 0.7, 0.95])
def test_a_picture_that_was_not_copied_whole_is_refused(form, part):
    data = photograph(200, 150, form)
    what = "cannot be read: its file is damaged, or was not copied whole"
    assert refused(data[: int(len(data) * part)]) == (what, "picture-broken")


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_a_picture_that_moves_is_refused(form):
    frames = [Image.new("RGB", (20, 20), color) for color in (RED, BLUE)]
    out = io.BytesIO()
    frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
    assert refused(out.getvalue()) == (
        "moves, and nobody who reads could make it stop",
        "picture-moving",
    )


TIFF = b"II*\0"
ISO = b"\0\0\0\x18ftyp"


@pytest.mark.parametrize(
    ("name", "head", "found"),
    [
        ("desk.jpg", b"\xff\xd8\xff\xe1", ("photograph", "")),
        ("desk.JPG", b"\xff\xd8\xff\xe1", ("photograph", "")),
        ("desk.png", b"\xff\xd8\xff\xe1", ("photograph", "")),
        ("guide.pdf", b"\xff\xd8\xff\xe1", ("photograph", "")),
        ("desk", b"\x89PNG\r\n\x1a\n", ("photograph", "")),
        ("desk.gif", b"GIF89a", ("photograph", "")),
        ("desk.webp", b"RIFF\0\0\0\0WEBPVP8 ", ("photograph", "")),
        ("desk.avif", ISO + b"avif", ("photograph", "")),
        ("parts.svg", b"<svg xmlns='x'>", ("drawing", "")),
        ("parts.svg", b"\xef\xbb\xbf<?xml version='1.0'?>\n<!DOCTYPE svg>", ("drawing", "")),
        ("parts.txt", b"<?xml version='1.0'?>\n<svg>", ("drawing", "")),
        ("IMG_1234.HEIC", ISO + b"heic", ("foreign", "HEIC")),
        ("IMG_1234.jpg", ISO + b"heic", ("foreign", "HEIC")),
        ("IMG_1234.heic", b"?", ("foreign", "HEIC")),
        ("scan.tiff", TIFF, ("foreign", "TIFF")),
        ("scan.jpg", TIFF, ("foreign", "TIFF")),
        ("DSC1.NEF", TIFF, ("foreign", "RAW")),
        ("DSC1.dng", b"MM\0*", ("foreign", "RAW")),
        ("DSC1.cr3", ISO + b"crx ", ("foreign", "RAW")),
        ("x.bmp", b"BM1234\0\0\0\0", ("foreign", "BMP")),
        ("x.psd", b"8BPS", ("foreign", "Photoshop")),
        ("desk.jpg", b"", ("empty", "")),
        ("desk.heic", b"", ("empty", "")),
        ("desk.jpg", b"<html>", ("unknown", "")),
        ("guide.pdf", b"%PDF-1.7", ("other", "")),
        ("guide.pdf", b"", ("other", "")),
        ("notes.txt", b"BMW and such", ("other", "")),
    ],
)
def test_a_file_is_what_its_first_bytes_say(name, head, found):
    assert formats.kind_of(head, name) == found


@pytest.mark.parametrize(
    ("kind", "form", "what", "rule"),
    [
        ("empty", "", "is empty: its file has no bytes at all", "picture-empty"),
        ("foreign", "HEIC", "is a HEIC file, which browsers do not show", "picture-format"),
        ("unknown", "", "is not a picture that can be read", "picture-unknown"),
        ("other", "", "is not a picture that can be read", "picture-unknown"),
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(kind, form, what, rule):
    with pytest.raises(PictureError) as reason:
        formats.refuse(kind, form)
    assert (reason.value.what, reason.value.rule.code) == (what, rule)


def test_a_file_that_is_there_and_cannot_be_opened_is_an_error_of_the_system(tmp_path: Path):
    with pytest.raises(OSError, match="not-there"):
        formats.kind(tmp_path / "not-there.jpg")


def test_the_same_picture_gives_the_same_bytes():
    found = developed(photograph(700, 500))
    again = developed(photograph(700, 500))
    made = variants.variants(Traits(*found.image.size), "page")
    assert made
    for variant in made:
        assert variants.stored(found, variant) == variants.stored(again, variant)


def whole_or_torn() -> dict[str, bytes]:
    """Pictures of every kind, whole, torn at several places, and changed in the middle."""
    turned = Image.Exif()
    turned[0x0112] = 6
    files = {
        "small.jpg": photograph(),
        "large.jpg": photograph(2400, 1000),
        "turned.jpg": photograph(60, 40, exif=turned),
        "progressive.jpg": photograph(300, 200, progressive=True),
        "with-more-behind.jpg": photograph() + b"more" * 40,
        "small.png": photograph(form="PNG"),
        "large.png": photograph(1700, 200, "PNG"),
        "small.webp": photograph(form="WEBP"),
        "small.avif": photograph(form="AVIF"),
        "small.gif": photograph(form="GIF"),
    }
    for name in [*files]:
        data = files[name]
        for part in (0.2, 0.5, 0.9):
            files[f"{part} of {name}"] = data[: int(len(data) * part)]
    png = bytearray(files["small.png"])
    png[len(png) // 2] ^= 0xFF
    return files | {"changed.png": bytes(png)}


@pytest.mark.parametrize("name", sorted(whole_or_torn()))
def test_a_look_at_a_file_finds_what_loading_it_finds(tmp_path: Path, name: str) -> None:
    path = tmp_path / "picture"
    path.write_bytes(whole_or_torn()[name])

    def told(read: Callable[[Path], Traits]) -> object:
        try:
            found = read(path)
        except PictureError as refused:
            return str(refused)
        return found.width, found.height

    assert told(raster.look) == told(lambda path: raster.load(path).traits)
