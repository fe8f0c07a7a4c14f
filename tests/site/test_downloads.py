"""Files that are no pictures: what a published page leads to goes out, and nothing that runs."""

from __future__ import annotations

import os
import unicodedata
from urllib.parse import quote

import pytest

from plugins.core import file_names
from plugins.site.downloads import KINDS
from tests.trial_site import Built, markdown, photograph

SECRET = b"A client's name."
UNUSED = ["client-list.xlsx", "h.htm", "id_rsa", "k.key", "notes.docx", "session.mov", "sub/a.pdf"]
CHECKED = "plugins.checks.run"


def published(found: Built) -> list[str]:
    """The files that are published from `images`, but for pictures."""
    pictures = (".jpg", ".webp", ".png", ".svg")
    return [n for n in found.files() if n.startswith("images/") and not n.endswith(pictures)]


def said_of_files(found: Built) -> list[str]:
    """The notes about files, as they are printed."""
    told = zip(found.said(), found.problems, strict=True)
    return [said for said, one in told if one.rule in ("file-published", "file-unused")]


# --- What is published -------------------------------------------------------------------------


def test_a_file_to_which_no_page_leads_is_not_published(site):
    for name in UNUSED:
        site.write(f"images/{name}", SECRET)
    site.write("images/guide.pdf", b"%PDF")
    site.article("rest", "[Guide](/images/guide.pdf)\n")
    found = site.build()
    assert published(found) == ["images/guide.pdf"]
    assert [name for name, data in found.files().items() if SECRET in data] == []


def test_what_waits_for_its_day_is_published_with_it(site):
    for name in ("draft", "scheduled", "draft-page", "hidden", "hidden-page", "both", "redirect"):
        site.write(f"images/{name}.pdf", b"%PDF")
    both = "[Both](/images/both.pdf)\n"
    site.article("a", both)
    site.article("b", f"[Draft](/images/draft.pdf) {both}", status="draft")
    site.article("c", "[Scheduled](/images/scheduled.pdf)\n", date="2100-01-01")
    site.article("d", "[Hidden](/images/hidden.pdf)\n", status="hidden")
    site.page("e", "[Page](/images/hidden-page.pdf)\n", status="hidden")
    site.page("f", "[Page](/images/draft-page.pdf)\n", status="draft")
    site.write("redirects.yaml", "/old: /images/redirect.pdf\n")
    now = ["both", "hidden", "hidden-page", "redirect"]
    found = site.build()
    assert found.said() == []
    assert published(found) == sorted(f"images/{name}.pdf" for name in now)
    later = ["draft", "draft-page", "scheduled"]
    assert published(site.build(strict=False)) == sorted(f"images/{n}.pdf" for n in now + later)


def test_every_kind_that_visitors_can_open_is_published_as_it_is(site):
    for ending in KINDS:
        site.write(f"files/Guide.{ending}", f"The {ending}")
    site.article("rest", "".join(f"[It](/files/Guide.{ending})\n\n" for ending in KINDS))
    found = site.build()
    assert found.said() == []
    assert {ending: found.text(f"files/Guide.{ending}") for ending in KINDS} == {
        ending: f"The {ending}" for ending in KINDS
    }


def test_a_file_can_lie_beside_others_and_its_link_holds_below_a_folder(site):
    site.write("files/guide 1.pdf", b"%PDF")
    site.article("rest", "[It](../files/guide%201.pdf#page=2) [It]({attach}../files/guide 1.pdf)\n")
    found = site.build(url="https://practice.example/site")
    hrefs = [a["href"] for a in found.page("articles/rest/").select(".prose a")]
    assert hrefs == ["/site/files/guide%201.pdf#page=2", "/site/files/guide%201.pdf"]
    assert "files/guide 1.pdf" in found.files()


# --- What is never published -------------------------------------------------------------------

RUN = "could run a program in a visitor's browser or on the host"
UNKNOWN = "is of a kind that many visitors cannot open"
SAVE = "Save what it says as a PDF, or write it as an article, and link to that."
REFUSED = {
    **dict.fromkeys(
        (
            *("a.html", "a.htm", "a.xhtml", "a.xht", "a.shtml", "a.mht", "a.hta", "a.xml", "a.xsl"),
            *("a.js", "a.mjs", "a.wasm", "a.swf", "a.jar", "a.exe", "a.php", "a.PHTML", "a.php5"),
            *("a.phar", "a.cgi", "a.pl", "a.py", "a.jsp", "a.aspx", "a.php.pdf", "a.shtml.es.txt"),
        ),
        RUN,
    ),
    **dict.fromkeys(("id_rsa", "a.key", "a.pem", "a.docm", "a.gz", "a.css", "a.json"), UNKNOWN),
}


def test_what_could_run_or_nobody_can_open_is_told_at_its_link_and_not_published(site):
    for name in REFUSED:
        site.write(f"images/{name}", "<script>alert(1)</script>")
    text = "".join(f"[It](/images/{name})\n\n" for name in REFUSED)
    site.article("rest", f"{text}[Once more](/images/a.html)\n")
    expected = [
        f"rest.md:{7 + 2 * number}: “/images/{name}” {what}, so it is not published. {SAVE}"
        for number, (name, what) in enumerate([*REFUSED.items(), ("a.html", RUN)])
    ]
    refused, preview = site.build(), site.build(strict=False)
    assert (refused.said(), preview.said()) == (expected, expected)
    assert refused.refused
    assert published(preview) == []


def test_a_redirect_leads_to_a_file_with_spaces_in_its_name(site):
    site.write("images/my form.pdf", b"%PDF")
    site.article("rest")
    site.write(
        "redirects.yaml", "/a: /images/my%20form.pdf\n/b%20c: /articles/rest/\n/d: /b%20c/\n"
    )
    found = site.build()
    assert (found.said(), published(found)) == ([], ["images/my form.pdf"])
    refresh = found.page("a/").find("meta", attrs={"http-equiv": "refresh"})
    assert refresh["content"] == "0; url=https://practice.example/images/my%20form.pdf"


def test_a_redirect_to_such_a_file_is_told_at_its_line(site):
    site.write("images/a.html", "<p>x</p>")
    site.article("rest")
    site.write("redirects.yaml", "/new: /articles/rest/\n/old: /images/a.html\n")
    assert site.build().said() == [
        f"redirects.yaml:2: “/images/a.html” {RUN}, so it is not published. {SAVE}"
    ]


def test_a_packed_drawing_is_no_picture_and_no_file(site):
    site.write("images/a.svgz", b"\x1f\x8b")
    site.article("rest", "[It](/images/a.svgz)\n")
    assert [one.rule for one in site.build().errors()] == ["picture-unknown"]


@pytest.mark.parametrize(
    "name", ["robots.txt", "Robots.TXT", "theme/fonts/a.txt", "pagefind/a.txt", "Theme/a.pdf"]
)
def test_a_file_takes_no_place_of_the_sites_own_files(site, name):
    site.write(name, "mine")
    site.article("rest", f"[It](/{name})\n")
    lies = "lies where the site has files of its own, so it is not published"
    assert site.build().said() == [f"rest.md:7: “/{name}” {lies}. Move it into content/images/."]


@pytest.mark.parametrize(
    "name", ["Thumbs.db", "thumbs.DB", "desktop.ini", ".DS_Store", "ehthumbs.db", "Icon\r"]
)
def test_what_systems_leave_in_folders_is_ignored_everywhere(site, name):
    site.page("home")
    site.article("rest")
    for folder in ("", "articles/", "articles/2026/", "pages/", "images/", "jurisdictions/"):
        site.write(f"{folder}{name}", b"\xff\x00")
    site.write("articles/__MACOSX/rest.md", b"\xff")
    found = site.build()
    assert (found.said(), published(found)) == ([], [])
    assert said_of_files(site.build(strict=False, PRACTICE_CHECKS=CHECKED)) == []


# --- What is said ------------------------------------------------------------------------------


def test_check_names_each_published_file_and_the_unused_ones_of_a_folder_at_once(site):
    for name in (*UNUSED, "desk.jpg", "guide.pdf", "later.pdf"):
        site.write(f"images/{name}", photograph() if name.endswith("jpg") else b"%PDF")
    site.article("a", "Words.\n\n[Guide](/images/guide.pdf) [Guide](/images/guide.pdf)\n")
    site.article("b", "[Guide](/images/guide.pdf)\n")
    site.article("c", "[Later](/images/later.pdf)\n", status="draft")
    notes = [
        (
            f"guide.pdf:1: Anyone can open this file, because {site.content}/articles/a.md:9 links "
            "to it. Check what else is in it, such as comments or earlier versions."
        ),
        (
            "images:1: No page uses “client-list.xlsx”, “desk.jpg”, “h.htm”, “id_rsa”, “k.key”, "
            "“notes.docx” and “session.mov”, so they are not published. Nothing needs to be done; "
            "what is private is safer outside of the content."
        ),
        (
            "sub:1: No page uses “a.pdf”, so it is not published. Nothing needs to be done; what "
            "is private is safer outside of the content."
        ),
    ]
    for strict in (True, False):
        found = site.build(strict=strict, PRACTICE_CHECKS=CHECKED)
        assert sorted(said_of_files(found)) == notes
        assert {one.severity for one in found.problems if "images" in one.path} == {"note"}


def test_of_very_many_unused_files_some_are_named(site):
    for number in range(10, 40):
        site.write(f"images/{number}.pdf", b"%PDF")
    site.article("rest")
    found = site.build(PRACTICE_CHECKS=CHECKED)
    (note,) = [one.message for one in found.problems if one.rule == "file-unused"]
    assert note == (
        f"No page uses {', '.join(f'“{number}.pdf”' for number in range(10, 20))} and 20 more, so "
        "they are not published."
    )


def test_pictures_of_headers_and_people_are_used(site):
    for name in ("header.jpg", "jane.jpg", "link.jpg", "shown.jpg", "old.jpg"):
        site.write(f"images/{name}", photograph())
    site.facts(people={"jane": {"name": "Jane", "image": "images/jane.jpg", "image_alt": "J"}})
    text = "![A desk](/images/shown.jpg) [A desk](/images/link.jpg)\n"
    site.article("rest", text, image="images/header.jpg", image_alt="A desk")
    site.write("redirects.yaml", "/old: /images/old.jpg\n")
    found = site.build(PRACTICE_CHECKS=CHECKED)
    assert [one.message for one in found.problems if one.rule == "file-unused"] == []


# --- Names of files ----------------------------------------------------------------------------

GOOD = [
    *("consent.es.pdf", "guide.v1.2.PDF", "a b.pdf", "50%.pdf", "a;b.pdf", "a&b.pdf", "-rf.pdf"),
    *("a+b=c,d!.pdf", "it's (1).pdf", "Más allá.pdf", "日本.pdf", "[x].pdf", "{x}.pdf", "`x`.pdf"),
    *("a~b.pdf", "$a.pdf", "@.pdf", "x^y.pdf", "👩‍💻.pdf", "a\u00a0b.pdf", f"{'x' * 196}.pdf"),
    *("index.es.txt", "console.txt", unicodedata.normalize("NFD", "Größe.pdf")),
]
SIGN = "holds “{}”, which other computers and hosts cannot have in a name"
UNSEEN = "holds a line end or another sign that cannot be seen"
DEVICE = "is one that Windows keeps for itself"
LONG = "is too long for many computers and hosts"
BAD = {
    "a:b.txt": (SIGN.format(":"), "a-b.txt"),
    "a\\b.txt": (SIGN.format("\\"), "a-b.txt"),
    "a?b.txt": (SIGN.format("?"), "a-b.txt"),
    "a*b.txt": (SIGN.format("*"), "a-b.txt"),
    'a"b".txt': (SIGN.format('"'), "a-b.txt"),
    "a|b.txt": (SIGN.format("|"), "a-b.txt"),
    "a<b>.txt": (SIGN.format("<"), "a-b.txt"),
    "a#b.txt": (SIGN.format("#"), "a-b.txt"),
    "a\nb.txt": (UNSEEN, "a-b.txt"),
    "a\tb.txt": (UNSEEN, "a-b.txt"),
    "a\x1b[2J.txt": (UNSEEN, "a-[2J.txt"),
    "a\u2028b.txt": (UNSEEN, "a-b.txt"),
    "\u202etxt.pdf": ("holds a character that reverses the letters after it", "txt.pdf"),
    "con.txt": (DEVICE, "con-1.txt"),
    "AUX.es.pdf": (DEVICE, "AUX-1.es.pdf"),
    "com1.txt": (DEVICE, "com1-1.txt"),
    f"{'x' * 240}.txt": (LONG, f"{'x' * 60}.txt"),
    f"{'é' * 110}.txt": (LONG, f"{'é' * 60}.txt"),
}
on_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


def named(name: str, fault: str, other: str) -> str:
    """What is said at a file whose name is none."""
    shown = file_names.readable(name)
    return (
        f"{shown}:1: The name “{shown}” {fault}. Rename it, such as “{other}”, and change the "
        "links to it."
    )


def test_a_file_with_any_other_name_is_published_under_it(site):
    for name in GOOD:
        site.write(f"images/{name}", f"%PDF {name}")
    site.article("rest", "".join(f"[It](/images/{quote(name)})\n\n" for name in GOOD))
    found = site.build()
    assert found.said() == []
    assert {name: found.text(f"images/{name}") for name in GOOD} == {
        name: f"%PDF {name}" for name in GOOD
    }
    hrefs = [a["href"] for a in found.page("articles/rest/").select(".prose a")]
    assert hrefs == [f"/images/{quote(name)}" for name in GOOD]


def test_a_picture_with_a_dot_in_its_name_is_shown(site):
    site.write("images/desk.sm.jpg", photograph())
    site.article("rest", "![A desk](/images/desk.sm.jpg)\n")
    found = site.build()
    assert found.said() == []
    assert found.pictures() == ["images/desk-sm-#-40.jpg", "images/desk-sm-#-40.webp"]


@on_posix
def test_a_name_that_cannot_be_kept_everywhere_is_told_at_the_file(site):
    for name in BAD:
        site.write(f"images/{name}", b"%PDF")
    site.article("rest", "".join(f"[It](/images/{quote(name)})\n\n" for name in BAD))
    refused, preview = site.build(), site.build(strict=False)
    assert sorted(refused.said()) == sorted(named(name, *said) for name, said in BAD.items())
    assert (refused.refused, preview.said()) == (True, refused.said())
    assert published(preview) == []


@on_posix
def test_the_same_names_harm_nobody_where_no_page_uses_them(site):
    for name in [*BAD, *GOOD]:
        site.write(f"images/{name}", b"%PDF")
    with open(os.fsencode(site.content / "images") + b"/\xff\xfe.pdf", "wb") as file:  # noqa: PTH123
        file.write(b"%PDF")
    site.article("rest")
    found = site.build()
    assert (found.said(), published(found)) == ([], [])
    (note,) = said_of_files(site.build(strict=False, PRACTICE_CHECKS=CHECKED))
    assert note.startswith("images:1: No page uses “$a.pdf”, “-rf.pdf”, “50%.pdf”")


@on_posix
@pytest.mark.parametrize(
    ("name", "twin"),
    [
        ("Guide.pdf", "guide.pdf"),
        (unicodedata.normalize("NFD", "é.pdf"), unicodedata.normalize("NFC", "é.pdf")),
        ("STRASSE.pdf", "straße.pdf"),
    ],
)
def test_two_names_that_some_systems_take_for_one_are_told_if_both_are_published(site, name, twin):
    for one in (name, twin):
        site.write(f"images/{one}", b"%PDF")
    site.article("rest", f"[It](/images/{quote(twin)})\n")
    assert (site.build().said(), published(site.build())) == ([], [f"images/{twin}"])
    site.article("more", f"[It](/images/{quote(name)})\n")
    first, last = sorted((name, twin))
    (only,) = site.build().said()
    assert only == (
        f"{last}:1: Many computers and hosts take this file and “images/{first}” for one: their "
        "names differ only in capital letters or in how an accent is stored. Rename one of the "
        "two, and change the links to it."
    )


def test_a_file_that_lies_too_deep_is_told(site):
    folder = "/".join(["images", *["x" * 99] * 6])
    site.write(f"{folder}/a.pdf", b"%PDF")
    site.article("rest", f"[It](/{folder}/a.pdf)\n")
    (only,) = site.build().said()
    assert only.startswith(f"a.pdf:1: The name “{folder}/a.pdf” {LONG}. Rename it, such as “a.pdf”")


def test_a_file_that_cannot_be_opened_is_told(site):
    (site.content / "images").mkdir()
    (site.content / "images/guide.pdf").symlink_to("lost.pdf")
    site.article("rest", "[It](/images/guide.pdf)\n")
    (only,) = site.build().said()
    assert only == (
        "guide.pdf:1: This file cannot be opened: No such file or directory. Look whether you can "
        "open it yourself; if not, copy it here once more."
    )


HEADER = {"summary": "S.", "date": "2026-03-02"}


@on_posix
def test_an_article_is_read_whatever_its_name_if_the_name_can_be_told(site):
    names = ["a:b", "c\\d", "e?f", "g ", "h.", "i%j", "k'l"]
    for number, name in enumerate(names):
        header = {"title": f"T{number}", "slug": f"t-{number}", **HEADER}
        site.write(f"articles/{name}.md", markdown(header))
    found = site.build()
    assert not found.refused
    assert [f"articles/t-{n}/index.html" in found.files() for n in range(len(names))] == [True] * 7
    assert {one.severity for one in found.problems} == {"warning"}
    assert found.said() == [
        named(f"{name}.md", SIGN.format(sign), f"{name.replace(sign, '-')}.md")
        for name, sign in (("a:b", ":"), ("c\\d", "\\"), ("e?f", "?"))
    ]


@on_posix
@pytest.mark.parametrize("folder", ["articles", "pages"])
def test_a_text_whose_name_cannot_be_told_is_told_at_the_file_and_breaks_nothing(site, folder):
    site.page("home")
    site.article("rest")
    for name in (b"a\nb.md", b"c\x1bd.md", b"\xff\xfe.md", b"\xe9/deep.md"):
        path = os.fsencode(site.content / folder) + b"/" + name
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write(markdown({"title": "T", **HEADER}))
    nameless = "is not written in UTF-8, so no address can name it"
    expected = [
        named("a\nb.md", UNSEEN, "a-b.md"),
        named("c\x1bd.md", UNSEEN, "c-d.md"),
        named("\udcff\udcfe.md", nameless, "file.md"),
        named("\udce9", nameless, "file").replace("\\xe9:1:", "deep.md:1:", 1),
    ]
    refused, preview = site.build(), site.build(strict=False)
    assert sorted(refused.said()) == sorted(preview.said()) == sorted(expected)
    assert refused.refused


@pytest.mark.parametrize(
    ("name", "header", "line", "address", "fault"),
    [
        ("con", {}, 1, "/articles/con/", DEVICE),
        ("nul.es", {}, 1, "/es/articles/nul/", DEVICE),
        ("rest", {"slug": "aux"}, 2, "/articles/aux/", DEVICE),
        ("y" * 230, {}, 1, f"/articles/{'y' * 71}…", LONG),
        ("中" * 80, {}, 1, f"/articles/{('zhong-' * 20)[:71]}…", LONG),
        ("rest", {"slug": "y" * 230}, 2, f"/articles/{'y' * 71}…", LONG),
    ],
)
def test_an_address_that_cannot_be_kept_everywhere_is_told(
    site, name, header, line, address, fault
):
    site.write(f"articles/{name}.md", markdown({**header, "title": "T", **HEADER}))
    site.article("other")
    first = "Give" if header else "Rename the file, or give"
    expected = (
        f"{name}.md:{line}: The address of this article, “{address}”, {fault}. {first} it another "
        "one in its header, such as “slug: a-short-name”."
    )
    refused, preview = site.build(), site.build(strict=False)
    assert (refused.said(), preview.said()) == ([expected], [expected])
    assert refused.refused
