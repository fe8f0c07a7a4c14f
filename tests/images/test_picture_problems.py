"""What is said of a picture that cannot be shown, or that says nothing to who cannot see it."""

from __future__ import annotations

import pytest

from desk.check.run import collect
from plugins.images import references
from tests.images.test_drawings import NS
from tests.images.test_photographs import TIFF
from tests.trial_site import TrialSite, photograph

JPEG = photograph()
AGAIN = "Copy it here once more from where it came from."
AS_JPEG = "Open it, save or export it as JPEG, and use that file."
AS_EITHER = "Open it, save it as JPEG or PNG, and use that file."
PLAIN_SVG = "Export it once more as plain SVG, or save it as PNG."
BRACKETS = (
    "Say between the square brackets what it shows, or write {.decorative} behind it if it shows "
    "nothing that matters."
)
NO_WORDS = "has no description for those who cannot see it."
FILES = {
    "empty.jpg": (b"", f"is empty: its file has no bytes at all. {AGAIN}"),
    "half.jpg": (
        JPEG[:400],
        f"cannot be read: its file is damaged, or was not copied whole. {AGAIN}",
    ),
    "page.jpg": (b"<html>", f"is not a picture that can be read. {AS_EITHER}"),
    "guide.pdf": (b"%PDF-1.7", f"is not a picture that can be read. {AS_EITHER}"),
    "IMG_2.HEIC": (b"?", f"is a HEIC file, which browsers do not show. {AS_JPEG}"),
    "IMG_3.jpg": (
        b"\0\0\0\x18ftypheic",
        f"is a HEIC file, which browsers do not show. {AS_JPEG}",
    ),
    "scan.tif": (TIFF, f"is a TIFF file, which browsers do not show. {AS_JPEG}"),
    "moves.gif": (
        photograph(form="GIF", save_all=True, append_images=[]),
        "",
    ),
    "script.svg": (
        f"<svg {NS} viewBox='0 0 9 9'><script/></svg>".encode(),
        f"holds a script, which has no place in a picture. {PLAIN_SVG}",
    ),
}


def test_each_picture_that_cannot_be_shown_is_told_with_its_line_in_plain_words(site: TrialSite):
    for name, (data, _) in FILES.items():
        site.write(f"images/{name}", data)
    site.article("a", "".join(f"![A desk](/images/{name})\n\n" for name in FILES))
    preview = site.build(strict=False)
    assert preview.said() == [
        f"a.md:{7 + 2 * number}: The picture “/images/{name}” {words}"
        for number, (name, (_, words)) in enumerate(FILES.items())
        if words
    ]
    # What she wrote of them is shown in their place; nothing of them is published.
    assert len(preview.page("articles/a/").select(".prose img[alt='A desk']")) == len(FILES)
    assert preview.pictures() == [
        "images/moves-#-40.png",
        "images/moves-#-40.webp",
    ]
    assert site.build().refused


def test_the_same_is_told_of_links_headers_portraits_and_inline_drawings(site: TrialSite):
    site.write("images/empty.jpg", b"")
    site.write("images/own.svg", f"<svg {NS} viewBox='0 0 9 9'><style>a {{}}</style></svg>")
    site.facts(people={"jane": {"name": "Jane", "image": "images/empty.jpg", "image_alt": "J"}})
    site.article(
        "a",
        "[See](/images/empty.jpg)\n\n![Parts](/images/own.svg){.inline}\n",
        image="images/empty.jpg",
        image_alt="A desk",
    )
    empty = f"The picture “/images/empty.jpg” is empty: its file has no bytes at all. {AGAIN}"
    built = site.build(strict=False)
    assert built.said() == [
        f"a.md:5: {empty}",
        f"a.md:9: {empty}",
        (
            "a.md:11: The picture “/images/own.svg” has styles of its own, which would reach the "
            "rest of the page. Take {.inline} away behind it, or give its shapes their colors one "
            "by one."
        ),
        f"practice.yaml:7: {empty.replace('“/', '“')}",
    ]
    assert built.page("articles/a/").find("meta", property="og:image") is None
    assert "image" not in built.node("articles/a/", "BlogPosting")


@pytest.mark.parametrize("image", ["images/none.jpg", "../secret.jpg", "/etc/secret.jpg"])
def test_a_portrait_that_is_not_there_is_told_and_nothing_else_is_taken(site: TrialSite, image):
    (site.folder / "secret.jpg").write_bytes(JPEG)
    site.facts(people={"jane": {"name": "Jane", "image": image, "image_alt": "J"}})
    site.page("about", template="about")
    built = site.build(strict=False)
    assert built.said() == [
        (
            f"practice.yaml:7: The picture “{image}” is not there. Put it into content/images/ and "
            "write images/ and its name."
        )
    ]
    assert built.pictures() == []
    assert built.page("about/").find("img") is None


def test_a_drawing_cannot_be_shared_and_the_card_takes_its_place(site: TrialSite):
    site.write("images/parts.svg", f"<svg {NS} viewBox='0 0 9 9'/>")
    site.article("a", image="images/parts.svg", image_alt="Parts")
    built = site.build()
    assert built.said() == [
        (
            "a.md:5: The picture “/images/parts.svg” is a drawing, which cannot be shown beside a "
            "shared link. Name a photograph (JPEG or PNG), or take the line out."
        )
    ]
    assert not built.refused
    assert "image" not in built.node("articles/a/", "BlogPosting")


# --- Descriptions ------------------------------------------------------------------------------


def test_a_picture_without_a_description_is_an_error_on_its_own_line(site: TrialSite):
    site.write("images/desk.jpg", JPEG)
    site.write("images/desk.jpg.webp", photograph(form="WEBP"))
    site.article(
        "a",
        "![A desk](/images/desk.jpg.webp) ![A desk](/images/desk.jpg)\n\n"
        "![](/images/desk.jpg)\n\n"
        "![  ](/images/desk.jpg 'Mine')\n\n"
        '<img src="/images/desk.jpg">\n\n'
        "![][desk] ![](/images/desk.jpg){.wide}\n\n[desk]: /images/desk.jpg\n",
    )
    built = site.build(strict=False)
    words = f"The picture “/images/desk.jpg” {NO_WORDS} {BRACKETS}"
    # A reference stands where its address does.
    assert built.said() == [f"a.md:{line}: {words}" for line in (9, 11, 13, 15, 17)]
    assert {problem.severity for problem in built.problems} == {"error"}
    assert site.build().refused


def test_decorative_is_how_to_say_on_purpose_that_there_is_nothing_to_say(site: TrialSite):
    site.write("images/line.png", JPEG)
    site.article(
        "a", "![](/images/line.png){.decorative .wide}\n\n![ ](/images/line.png){.decorative}\n"
    )
    built = site.build()
    assert built.said() == []
    shown = built.page("articles/a/").select(".prose img")
    assert [(image["alt"], image.get("class")) for image in shown] == [("", ["wide"]), ("", None)]
    assert "{.decorative" not in built.text("articles/a/index.md")


def test_what_is_decorative_and_described_at_once_is_told(site: TrialSite):
    site.write("images/line.png", JPEG)
    site.article("a", "![A line](/images/line.png){.decorative}\n")
    built = site.build()
    assert built.said() == [
        (
            "a.md:7: The picture “/images/line.png” is described and called decorative at once. "
            "Take one of the two out; until then nobody hears the description."
        )
    ]
    assert built.one("articles/a/", ".prose img")["alt"] == ""


def test_a_draft_may_lack_a_description_until_it_is_ready(site: TrialSite):
    site.write("images/desk.jpg", JPEG)
    site.article("a", "![](/images/desk.jpg)\n", status="draft")
    [problem] = site.build(strict=False).problems
    assert (problem.severity, problem.line) == ("warning", 8)
    assert site.build().said() == []


def test_a_header_or_a_person_whose_picture_is_not_described_is_warned_of(site: TrialSite):
    site.write("images/desk.jpg", JPEG)
    site.facts(people={"jane": {"name": "Jane", "image": "images/desk.jpg"}})
    site.article("a", image="images/desk.jpg")
    built = site.build()
    remedy = "Say in “image_alt: …” what it shows."
    assert built.said() == [
        f"a.md:5: The picture “/images/desk.jpg” {NO_WORDS} {remedy}",
        f"practice.yaml:7: The picture “images/desk.jpg” {NO_WORDS} {remedy}",
    ]
    assert {problem.severity for problem in built.problems} == {"warning"}


@pytest.mark.parametrize(
    "alt",
    [
        "desk.jpg", "Desk 2.PNG", "desk", "IMG_1234", "img-20260302-WA0001"[:12], "DSC00012",
        "PXL_20260302_101112", "Screenshot 2026-03-02", "image1", "12",
    ],
)  # fmt: skip
def test_the_name_of_a_file_is_no_description(alt):
    assert references.description_doubt(alt, "/images/desk.jpg") == (
        f"The picture “/images/desk.jpg” is described by the name of a file (“{alt}”).",
        "Say what it shows, as you would on the telephone.",
    )


@pytest.mark.parametrize("alt", ["Image of a desk", "A picture of a desk", "photo showing a desk"])
def test_that_it_is_a_picture_need_not_be_said(alt):
    begin = alt.removesuffix(" a desk")
    assert references.description_doubt(alt, "/images/desk.jpg") == (
        f"The description of the picture “/images/desk.jpg” begins with “{begin}”.",
        "Leave that out; who listens has heard already that it is a picture.",
    )


@pytest.mark.parametrize(
    "alt",
    [
        "A desk",
        "Jane Doe",
        "Photo booth",
        "Picture frames",
        "Three images of one tree",
        "Diagram: a",
    ],
)
def test_words_that_help_are_left_in_peace(alt):
    assert references.description_doubt(alt, "/images/desk.jpg") is None


def test_doubts_are_notes_that_stop_nothing(site: TrialSite):
    site.write("images/desk.jpg", JPEG)
    site.article("a", "![desk.jpg](/images/desk.jpg)\n")
    built = site.build()
    assert [(problem.severity, problem.line) for problem in built.problems] == [("note", 7)]
    assert not built.refused


def test_a_check_tells_the_same_of_pictures_as_a_build_and_makes_none(site: TrialSite) -> None:
    for name, (data, _) in FILES.items():
        site.write(f"images/{name}", data)
    site.write("images/desk.jpg", photograph(900, 600))
    shown = "".join(f"![A quiet room](/images/{name})\n\n" for name in [*FILES, "desk.jpg"])
    site.article("me", shown, image="images/desk.jpg", image_alt="x")
    checked = [one for one in collect(site.content).problems if one.rule.startswith("picture")]
    assert not (site.folder / ".cache" / "pictures").exists()
    built = site.build(strict=False, PRACTICE_CHECKS="plugins.checks.run").problems
    assert len(checked) >= 8
    assert checked == [one for one in built if one.rule.startswith("picture")]
