"""Pictures: taken in by what they are, kept once, and found where they are used."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from desk.writing import pictures
from desk.writing.disk import WritingError
from desk.writing.pictures import Use
from tests.trial_site import TrialSite, photograph

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize(
    ("form", "file_name", "name"),
    [
        ("JPEG", "Desk.JPG", "images/desk.jpg"),
        ("JPEG", "Über mich.jpeg", "images/uber-mich.jpg"),
        ("PNG", "desk.jpg", "images/desk.png"),
        ("WEBP", "desk.webp", "images/desk.webp"),
        ("AVIF", "desk", "images/desk.avif"),
        ("JPEG", "../../etc/passwd.jpg", "images/passwd.jpg"),
        ("JPEG", "C:\\Users\\jane\\desk.jpg", "images/desk.jpg"),
        ("JPEG", "心.jpg", "images/xin.jpg"),
        ("JPEG", "🎉.jpg", "images/picture.jpg"),
        ("JPEG", "", "images/the-picture.jpg"),
        ("JPEG", "con.jpg", "images/con-1.jpg"),
        ("JPEG", f"{'x' * 300}.jpg", f"images/{'x' * 60}.jpg"),
    ],
)
def test_a_picture_is_called_as_its_file_was_and_ends_as_what_it_is(
    form: str, file_name: str, name: str, tmp_path: Path
) -> None:
    data = photograph(form=form)
    assert pictures.add(tmp_path, data, file_name) == name
    assert (tmp_path / name).read_bytes() == data


def test_the_same_picture_twice_is_one_and_another_has_a_free_name(tmp_path: Path) -> None:
    one, other = photograph(color=1), photograph(color=2)
    assert pictures.add(tmp_path, one, "desk.jpg") == "images/desk.jpg"
    assert pictures.add(tmp_path, one, "another.jpg") == "images/desk.jpg"
    assert pictures.add(tmp_path, other, "desk.jpg") == "images/desk-2.jpg"
    assert pictures.add(tmp_path, DRAWING, "desk.svg") == "images/desk.svg"
    assert len(list((tmp_path / "images").iterdir())) == 3


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "“x.jpg” is empty"),
        (b"Some words.", "is not a picture that can be read"),
        (b"<html><script>alert(1)</script></html>", "is not a picture"),
        (photograph(900, 900)[:2000], "damaged, or was not copied whole"),
        (b"\xff\xd8\xff" + b"x" * 100, "damaged"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 600, "HEIC file, which browsers do not show"),
        (b"II*\0" + b"\0" * 600, "TIFF file"),
        (b"\xff\xd8\xff" + b"x" * 100_000_000, "has 100 MB, and a picture may have 40"),
        (photograph(form="GIF", save_all=True, append_images=[]) + b"", None),
        (DRAWING.replace(b"<path", b"<script>alert(1)</script><path"), "“x.jpg” .*script"),
        (DRAWING.replace(b"<path", b'<path onload="alert(1)"'), "“x.jpg” "),
        (DRAWING.replace(b"<path", b'<image href="https://a.example/x.png"/><path'), "“x.jpg” "),
    ],
)
def test_what_is_no_picture_or_cannot_be_shown_is_told_and_not_kept(
    data: bytes, told: str | None, tmp_path: Path
) -> None:
    if told is None:
        assert pictures.add(tmp_path, data, "x.jpg") == "images/x.gif"
        return
    with pytest.raises(WritingError, match=told) as caught:
        pictures.add(tmp_path, data, "x.jpg")
    assert str(caught.value).endswith(".")
    assert not (tmp_path / "images").exists()


def test_more_pixels_than_can_be_opened_are_told(tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new("1", (13_000, 10_000)).save(out, "PNG")
    with pytest.raises(WritingError, match=r"megapixels.*2000 pixels wide is plenty"):
        pictures.add(tmp_path, out.getvalue(), "huge.png")


def test_a_folder_of_pictures_that_leads_out_is_not_written_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    content = tmp_path / "content"
    content.mkdir()
    (content / "images").symlink_to(outside)
    with pytest.raises(WritingError, match="leads out of the content"):
        pictures.add(content, photograph(), "desk.jpg")
    assert list(outside.iterdir()) == []


def test_all_pictures_are_listed_and_nothing_hidden_is(site: TrialSite) -> None:
    for name in ("images/a.jpg", "articles/rest/b.PNG", "images/.c.jpg", "images/d.pdf"):
        site.write(name, b"")
    assert pictures.names(site.content) == ("articles/rest/b.PNG", "images/a.jpg")


def test_each_use_of_a_picture_is_found_with_what_is_said_of_it(site: TrialSite) -> None:
    for name in ("desk", "chair", "logo", "jane", "beside", "unused"):
        folder = "articles" if name == "beside" else "images"
        site.write(f"{folder}/{name}.jpg", photograph())
    site.facts(
        people={"jane-doe": {"name": "Jane Doe", "image": "images/jane.jpg", "image_alt": "Jane"}},
        look={"logo": "/images/logo.jpg"},
    )
    site.article(
        "rest",
        "![My *desk*](/images/desk.jpg)\n\n![](../images/chair.jpg){.decorative}\n\n"
        '<img src="/images/desk.jpg" alt="Again">, [the desk](/images/desk.jpg)\n'
        "![Beside](beside.jpg) `![no](/images/chair.jpg)`\n\n![b][b]\n\n[b]: /images/chair.jpg\n",
        image="images/desk.jpg",
        image_alt="A desk",
    )
    assert pictures.uses(site.content) == {
        "articles/beside.jpg": (Use("articles/rest.md", 14, "Beside"),),
        "images/chair.jpg": (
            Use("articles/rest.md", 11, "", is_decorative=True),
            Use("articles/rest.md", 18, "b"),
        ),
        "images/desk.jpg": (
            Use("articles/rest.md", 5, "A desk"),
            Use("articles/rest.md", 9, "My *desk*"),
            Use("articles/rest.md", 13, "Again"),
            Use("articles/rest.md", 13, "the desk", is_shown=False),
        ),
        "images/jane.jpg": (Use("practice.yaml", 7, "Jane"),),
        "images/logo.jpg": (Use("practice.yaml", 10, ""),),
        "images/unused.jpg": (),
    }
