"""A writer's pictures in the built site: what the page shows, what is published, what is told."""

from __future__ import annotations

import json
import logging
import re
import shutil
import threading
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from plugins.core.cache import Store
from plugins.images import markup, pipeline, raster, svg
from plugins.images.pipeline import File, Picture
from plugins.images.variants import Use
from tests.images.test_drawings import NS
from tests.images.test_photographs import SECRET, telling_exif
from tests.trial_site import URL, Built, TrialSite, photograph, without_hashes

DRAWING = f'<svg {NS} viewBox="0 0 300 200"><!-- Jane --><path id="a" d="M0 0h9"/></svg>'
WIDE = photograph(1300, 1000)


def prose(built: Built, url: str = "articles/a/") -> str:
    """The body of a page, as HTML in one line a block."""
    html = without_hashes(built.html(url))
    body = html[html.index('<div class="prose">') + 19 :].strip()
    return body[: body.index("</div>")].strip()


def body_of(site: TrialSite, text: str, **header: object) -> str:
    site.article("a", text, **header)
    built = site.build()
    assert built.said() == []
    return prose(built)


def cache(site: TrialSite) -> Path:
    return site.folder / ".cache" / "pictures"


# --- What the page shows -----------------------------------------------------------------------


def test_a_photograph_is_offered_in_several_widths_and_one_that_every_browser_shows(site):
    site.write("images/desk.jpg", WIDE)
    assert body_of(site, "Words.\n\n![A desk & chair](/images/desk.jpg)\n") == (
        "<p>Words.</p>\n"
        '<p><picture><source type="image/webp" srcset="/images/desk-#-480.webp 480w, '
        "/images/desk-#-720.webp 720w, /images/desk-#-1088.webp 1088w, "
        '/images/desk-#-1300.webp 1300w" sizes="(min-width: 38rem) 34rem, 90vw">'
        '<img src="/images/desk-#-1088.jpg" alt="A desk &amp; chair" loading="lazy" '
        'decoding="async" width="1088" height="837"></picture></p>'
    )


def test_what_it_shows_has_the_widths_that_it_names(site):
    site.write("images/desk.jpg", WIDE)
    site.article("a", "![A desk](/images/desk.jpg)\n")
    built = site.build()
    assert built.pictures() == [
        "images/desk-#-1088.jpg",
        "images/desk-#-1088.webp",
        "images/desk-#-1300.webp",
        "images/desk-#-480.webp",
        "images/desk-#-720.webp",
    ]
    for name in built.files():
        if name.startswith("images/"):
            with Image.open(built.output / name) as image:
                assert f"-{image.width}." in name
                assert abs(image.height - image.width * 10 / 13) < 1


def test_a_small_picture_is_shown_as_large_as_it_is(site):
    site.write("images/desk.png", photograph(300, 200, "PNG"))
    assert 'sizes="300px"><img src="/images/desk-#-300.jpg"' in body_of(
        site, "![A desk](/images/desk.png)\n"
    )


def test_a_width_that_a_writer_asks_for_is_kept_in_proportion(site):
    site.write("images/desk.jpg", WIDE)
    body = body_of(site, "![A desk](/images/desk.jpg){width=260 height=9 .left}\n")
    assert 'sizes="260px"><img src="/images/desk-#-1088.jpg" alt="A desk" width="260" ' in body
    assert 'class="left" decoding="async" height="200"></picture>' in body


def test_a_format_that_makes_it_no_smaller_is_not_offered():
    """So it is with a few dots; one address less is better then."""

    def shown(webp: int, jpeg: int) -> str:
        some = (("webp", webp), ("jpg", jpeg))
        files = tuple(File(f"a.{e}", 9, 6, f"image/{e}", size, bytes) for e, size in some)
        return markup.responsive(Picture(9, 6, {"page": files}), {"alt": "A"}, src="/s", root="")

    plain = '<img src="/s/a.jpg" alt="A" width="9" height="6">'
    assert shown(70, 70) == plain
    assert shown(69, 70) == (
        f'<picture><source type="image/webp" srcset="/a.webp 9w" sizes="9px">{plain}</picture>'
    )


FIRST = {
    "![A desk](/images/desk.jpg)\n\nWords.\n": [False],
    '![A desk](/images/desk.jpg "Mine")\n\n![A desk](/images/desk.jpg)\n': [False, True],
    "Words.\n\n![A desk](/images/desk.jpg)\n": [True],
    "## Desk\n\n![A desk](/images/desk.jpg)\n": [True],
}


def test_only_the_first_thing_of_a_text_is_loaded_at_once(site):
    site.write("images/desk.jpg", photograph())
    for number, text in enumerate(FIRST):
        site.article(f"a{number}", text)
    built = site.build()
    for number, lazy in enumerate(FIRST.values()):
        images = built.page(f"articles/a{number}/").select(".prose img")
        assert [image.get("loading") == "lazy" for image in images] == lazy


CAPTIONS = {
    '![A desk](/images/desk.jpg "It\'s mine")': (
        "<figure><img><figcaption>It’s mine</figcaption></figure>"
    ),
    '[![A desk](/images/desk.jpg "Mine")](/images/desk.jpg)': (
        '<figure><a href="/images/desk-#-40.jpg"><img></a><figcaption>Mine</figcaption></figure>'
    ),
    '![A desk](/images/desk.jpg "Mine"){.wide}\n{: .pause}': (
        '<figure class="pause"><img class="wide"><figcaption>Mine</figcaption></figure>'
    ),
    'See ![A desk](/images/desk.jpg "Mine")': '<p>See <img title="Mine"></p>',
    "![A desk](/images/desk.jpg)": "<p><img></p>",
    '![A desk](/images/desk.jpg " ")': "<p><img></p>",
}


def test_a_picture_alone_whose_title_is_given_has_it_as_a_caption(site):
    site.write("images/desk.jpg", photograph())
    for number, text in enumerate(CAPTIONS):
        site.article(f"a{number}", f"{text}\n")
    built = site.build()
    for number, figure in enumerate(CAPTIONS.values()):
        html = re.sub(r"<source[^>]*>|</?picture>", "", prose(built, f"articles/a{number}/"))
        names = "src|alt|width|height|loading|decoding"
        assert unescape(re.sub(rf' ({names})="[^"]*"', "", html)) == figure


def test_a_link_to_a_picture_leads_to_it_without_what_was_written_in_it(site):
    site.write("images/desk.jpg", photograph(1300, 1000, exif=telling_exif(6)))
    site.article("a", "[See](../images/desk.jpg#x) it, and [the guide](/images/guide.pdf).\n")
    site.write("images/guide.pdf", b"%PDF")
    built = site.build()
    assert built.said() == []
    assert prose(built) == (
        '<p><a href="/images/desk-#-1000.jpg">See</a> it, and '
        '<a href="/images/guide.pdf">the guide</a>.</p>'
    )
    assert built.pictures() == ["images/desk-#-1000.jpg", "images/guide.pdf"]


def test_a_redirect_to_a_picture_leads_to_what_is_published_of_it(site):
    site.write("images/desk.jpg", photograph())
    site.write("redirects.yaml", "/old/desk: /images/desk.jpg\n")
    built = site.build(url=f"{URL}/site")
    assert built.said() == []
    assert f'url={URL}/site/images/desk-#-40.jpg"' in without_hashes(built.html("old/desk/"))


def test_a_clean_drawing_is_shown_as_a_file_of_its_own(site):
    site.write("images/parts.svg", DRAWING)
    assert body_of(site, "![Three parts](/images/parts.svg)\n") == (
        '<p><img src="/images/parts-#.svg" alt="Three parts" decoding="async" width="300" '
        'height="200"></p>'
    )


def test_a_drawing_can_be_a_part_of_the_page_and_a_picture_wherever_else_its_text_goes(site):
    site.write("images/parts.svg", DRAWING)
    site.questions_page()
    faq = "## FAQ\n\n### Which parts?\n\n![Three parts](/images/parts.svg){.inline}\n"
    site.article("a", f"![Three parts](/images/parts.svg 'Mine'){{.inline .wide}}\n\n{faq}")
    built = site.build()
    assert built.said() == []
    assert prose(built).startswith(
        '<figure><svg viewBox="0 0 300 200" class="wide" role="img" aria-label="Three parts" '
        'width="300" height="200"><path id="drawing-1-a" d="M0 0h9" /></svg>'
        "<figcaption>Mine</figcaption></figure>"
    )
    ids = [tag["id"] for tag in built.page("articles/a/").select("svg [id^=drawing]")]
    assert ids == ["drawing-1-a", "drawing-2-a"]
    assert without_hashes(str(built.page("questions/").select_one(".answer img"))) == (
        f'<img alt="Three parts" height="200" loading="lazy" src="{URL}/images/parts-#.svg" '
        'width="300"/>'
    )
    feed = unescape(without_hashes(built.text("feed.xml")))
    assert f'<img src="{URL}/images/parts-#.svg" alt="Three parts"' in feed
    assert "<svg" not in feed
    [question] = built.questions("articles/a/")
    assert question["acceptedAnswer"]["text"] == "<p>Three parts</p>"
    copy = without_hashes(built.text("articles/a/index.md"))
    assert f"![Three parts]({URL}/images/parts-#.svg 'Mine')\n" in copy


def test_copy_feed_and_answers_say_where_a_photograph_is(site):
    site.write("images/desk.jpg", WIDE)
    site.article(
        "a",
        "![A desk](/images/desk.jpg){.wide} and `![x](y){.z}`\n\n"
        "## FAQ\n\n### Where?\n\nAt ![my desk](/images/desk.jpg).\n",
    )
    site.questions_page()
    built = site.build()
    copy = without_hashes(built.text("articles/a/index.md"))
    assert f"\n![A desk]({URL}/images/desk-#-1088.jpg){{.wide}} and `![x](y){{.z}}`\n" in copy
    assert f"\nAt ![my desk]({URL}/images/desk-#-1088.jpg).\n" in copy
    feed = unescape(without_hashes(built.text("feed.xml")))
    assert feed.count(f'<img src="{URL}/images/desk-#-1088.jpg"') == 2
    assert "srcset" not in feed
    [question] = built.questions("articles/a/")
    assert question["acceptedAnswer"]["text"] == "<p>At my desk.</p>"
    answer = built.page("questions/").select_one(".answer")
    assert "/images/desk-" in answer.select_one("picture source")["srcset"]


def test_a_writers_own_sources_load_nothing_from_elsewhere(site):
    site.write("images/desk.jpg", photograph())
    site.article(
        "a",
        '<picture><source srcset="https://evil.example/x.webp">'
        '<img src="/images/desk.jpg" srcset="https://evil.example/x 2x" loading="eager" '
        'alt="A desk"></picture>\n',
    )
    built = site.build()
    assert [line.partition(" ")[2] for line in built.said()] == [
        (
            "<picture>, <source> cannot be in a page and was left out. Write it in Markdown; a "
            "page loads nothing from elsewhere and runs nothing."
        )
    ]
    assert "evil" not in "".join(
        data.decode() for name, data in built.files().items() if name.endswith(("html", "xml"))
    )


def test_pictures_are_found_below_a_folder_and_when_links_are_relative(site):
    site.write("images/desk.jpg", WIDE)
    site.article("a", "![A desk](/images/desk.jpg)\n")
    below = prose(site.build(url=f"{URL}/site"))
    assert 'srcset="/site/images/desk-#-480.webp 480w, /site/images/' in below
    assert '<img src="/site/images/desk-#-1088.jpg"' in below
    relative = site.build(RELATIVE_URLS=True)
    assert prose(relative).startswith('<p><img src="../../images/desk-#-1088.jpg" alt="A desk"')


# --- Header and portraits ----------------------------------------------------------------------


def test_the_picture_of_a_header_is_shared_upright_small_and_silent(site):
    site.write("images/desk.jpg", photograph(2000, 1500, exif=telling_exif(6)))
    site.article("a", image="images/desk.jpg", image_alt="A desk")
    built = site.build()
    assert built.said() == []
    shared = f"{URL}/images/desk-#-1200.jpg"
    assert built.pictures() == ["images/desk-#-1200.jpg"]
    page = built.page("articles/a/")
    assert {
        name: without_hashes(page.find("meta", property=f"og:image{name}")["content"])
        for name in ("", ":width", ":height", ":alt")
    } == {"": shared, ":width": "1200", ":height": "1600", ":alt": "A desk"}
    node = json.loads(without_hashes(json.dumps(built.node("articles/a/", "WebPage"))))
    assert node["primaryImageOfPage"] == {
        "@type": "ImageObject",
        "url": shared,
        "width": 1200,
        "height": 1600,
        "caption": "A desk",
    }


def test_a_portrait_is_shown_on_the_about_page_and_named_in_the_data(site):
    site.write("images/jane.jpg", photograph(1000, 1250))
    site.facts(
        people={"jane": {"name": "Jane", "image": "/images/jane.jpg", "image_alt": 'J. "at" sea'}}
    )
    site.page("about", template="about")
    built = site.build(url=f"{URL}/site")
    assert built.said() == []
    picture = built.one("about/", ".prose picture")
    assert without_hashes(str(picture.source["srcset"])) == (
        "/site/images/jane-#-264.webp 264w, /site/images/jane-#-480.webp 480w, "
        "/site/images/jane-#-720.webp 720w, /site/images/jane-#-1000.webp 1000w"
    )
    assert picture.source["sizes"] == "(min-width: 26rem) 22rem, 90vw"
    image = {name: without_hashes(str(value)) for name, value in picture.img.attrs.items()}
    assert image["src"] == "/site/images/jane-#-1000.jpg"
    assert (image["width"], image["height"], image["alt"]) == ("1000", "1250", 'J. "at" sea')
    person = built.node("about/", "Person")
    assert without_hashes(person["image"]) == f"{URL}/site/images/jane-#-1000.jpg"
    relative = site.build(RELATIVE_URLS=True).one("about/", ".prose picture img")
    assert without_hashes(str(relative["src"])) == "../images/jane-#-1000.jpg"


def test_a_person_without_a_picture_has_none(site):
    site.page("about", template="about")
    built = site.build()
    assert built.page("about/").find("img") is None
    assert "image" not in built.node("about/", "Person")


# --- What is published -------------------------------------------------------------------------


def test_no_original_is_published_and_nothing_that_no_page_uses(site):
    telling = photograph(exif=telling_exif())
    assert SECRET in telling
    for name in ("desk.jpg", "unused.jpg", "hidden.pdf", "scan.tif", "Draft.JPG"):
        site.write(f"images/{name}", telling)
    site.write("images/unused.svg", DRAWING)
    site.write("images/notes.txt", "mine")
    site.write("images/guide.pdf", b"%PDF")
    site.article("a", "![A desk](/images/desk.jpg) [Guide](/images/guide.pdf)\n")
    site.article("b", "![A draft](/images/Draft.JPG)\n", status="draft")
    built = site.build()
    assert built.said() == []
    assert built.pictures() == [
        "images/desk-#-40.jpg",
        "images/desk-#-40.webp",
        "images/guide.pdf",
    ]
    assert [name for name, data in built.files().items() if SECRET in data] == []
    preview = site.build(strict=False)
    assert "images/draft-#-40.jpg" in preview.pictures()
    assert [name for name, data in preview.files().items() if SECRET in data] == []


def test_the_address_of_a_picture_changes_with_it(site):
    def address() -> str:
        site.article("a", "![A desk](/images/desk.jpg)\n")
        return str(site.build().one("articles/a/", ".prose img")["src"])

    site.write("images/desk.jpg", photograph())
    first = address()
    assert address() == first
    site.write("images/desk.jpg", photograph(color=7))
    assert address() != first
    assert without_hashes(address()) == without_hashes(first)


NAMES = {
    "Café – Wien (2).JPG": "cafe-wien-2-#-40.jpg",
    "日本.jpg": "ri-ben-#-40.jpg",
    "!!!.jpg": "picture-#-40.jpg",
    f"{'x' * 200}.jpg": f"{'x' * 60}-#-40.jpg",
}


def test_a_published_name_is_plain_whatever_the_file_is_called(site):
    for number, name in enumerate(NAMES):
        site.write(f"images/{name}", photograph(color=number))
    site.article("a", "".join(f"[It](</images/{name}>)\n" for name in NAMES))
    built = site.build()
    assert built.said() == []
    assert built.pictures() == sorted(f"images/{name}" for name in NAMES.values())


def test_two_pictures_of_one_name_do_not_meet(site):
    site.write("images/one/desk.jpg", photograph())
    site.write("images/two/desk.jpg", photograph(color=7))
    site.article("a", "[a](/images/one/desk.jpg) [b](/images/two/desk.jpg)\n")
    assert len([name for name in site.build().files() if "images/desk-" in name]) == 2


# --- Made once ---------------------------------------------------------------------------------


def test_a_second_build_decodes_nothing_and_gives_the_same_bytes(site, monkeypatch):
    for name in ("desk.jpg", "chair.png"):
        site.write(f"images/{name}", photograph(600, 400, "JPEG" if "jpg" in name else "PNG"))
    site.write("images/parts.svg", DRAWING)
    site.article(
        "a",
        "![A desk](/images/desk.jpg) [c](/images/chair.png) ![Parts](/images/parts.svg)\n",
        image="images/chair.png",
        image_alt="A chair",
    )
    first = site.build().files()
    made = {path.name: path.stat().st_mtime_ns for path in cache(site).iterdir()}
    with monkeypatch.context() as patch:
        patch.setattr(raster, "load", None)
        patch.setattr(svg, "clean", None)
        assert site.build().files() == first
    assert {path.name: path.stat().st_mtime_ns for path in cache(site).iterdir()} == made
    shutil.rmtree(cache(site))
    assert site.build().files() == first


def test_a_picture_that_is_used_in_one_more_way_is_only_made_for_that(site):
    site.write("images/desk.jpg", photograph(600, 400))
    site.article("a", "![A desk](/images/desk.jpg)\n")
    site.build()
    before = {path.name for path in cache(site).iterdir()}
    site.article("a", image="images/desk.jpg", image_alt="A desk")
    site.write("images/desk.jpg", photograph(600, 400))
    site.build()
    assert {path.name for path in cache(site).iterdir()} == before  # the same JPEG serves both


@pytest.mark.parametrize("left", [b"", None])
def test_what_is_lost_from_the_cache_is_made_anew(site, left):
    site.write("images/desk.jpg", photograph(600, 400))
    site.article("a", "![A desk](/images/desk.jpg)\n")
    first = site.build().files()
    for path in cache(site).iterdir():
        path.unlink()
        if left is not None:
            path.write_bytes(left)
    assert site.build().files() == first


def test_two_builds_at_once_may_share_a_cache(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.jpg").write_bytes(photograph(500, 300, color=number))
    wanted: dict[Path, set[Use]] = {
        path: {"page", "share"} for path in sorted(tmp_path.glob("*.jpg"))
    }
    found: list[object] = []

    def build() -> None:
        found.append(pipeline.Pipeline(Store(tmp_path, "pictures")).make(wanted))

    threads = [threading.Thread(target=build) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert all(one == found[0] for one in found)
    assert [path for path in (tmp_path / "pictures").iterdir() if path.suffix == ".tmp"] == []


def test_a_site_without_pictures_leaves_no_cache(site):
    site.article("a")
    site.build()
    assert not cache(site).exists()


def test_a_cache_that_cannot_be_written_is_done_without(site):
    site.write("images/desk.jpg", photograph())
    site.article("a", "![A desk](/images/desk.jpg)\n")
    (site.folder / ".cache").write_text("a file in the place of the folder")
    assert site.build(url="").pictures() == ["images/desk-#-40.jpg", "images/desk-#-40.webp"]


def test_many_new_pictures_are_announced_and_known_ones_are_not(tmp_path, caplog, monkeypatch):
    # At the logger itself: a preview that another test began may still be quieting the root.
    monkeypatch.setattr(logging.getLogger(pipeline.__name__), "handlers", [caplog.handler])
    monkeypatch.setattr(logging.getLogger(pipeline.__name__), "propagate", False)
    # Pelican's filter tells nothing twice in a process, and another test may have announced five.
    monkeypatch.setattr(logging.getLogger(pipeline.__name__), "filters", [])
    for number in range(5):
        (tmp_path / f"{number}.jpg").write_bytes(photograph(color=number))
    wanted: dict[Path, set[Use]] = {path: {"page"} for path in tmp_path.glob("*.jpg")}
    made = pipeline.Pipeline(Store(tmp_path, "pictures"))
    made.make(wanted)
    assert caplog.messages == ["Preparing 5 pictures; the next build finds them ready."]
    made.make(wanted)
    assert len(caplog.messages) == 1
