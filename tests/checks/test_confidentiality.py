"""Nobody can be recognized by what stands in a text, and pictures are asked what they tell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from plugins.checks.document import Document, Entry, WholeSite
from plugins.checks.rules.photographs import picture_tells
from plugins.core.problem import Problem
from plugins.frontmatter import header
from tests.checks.documents import FIRST, HEADER, PATH, document, told_of
from tests.checks.practices import PRACTICE, known

KNOWN = known()


def told(body: str) -> list[Problem]:
    return told_of(document(body), KNOWN, "client-")


GUILTY = {
    "J., 34, from Boulder, could not sleep.": "client-described",
    "My client J. M. (a 34-year-old nurse from Fort Collins) could not sleep.": "client-described",
    "A client of mine named Ana told me so.": "client-named",
    "Ask ana.lopez@mail.example about it.": "client-email",
    "My client's number is (720) 555-0177.": "client-phone",
    "She was born on March 3, 1985.": "client-birth-date",
}


@pytest.mark.parametrize("sentence", GUILTY)
def test_a_detail_by_which_somebody_is_known_is_told_with_its_line(sentence: str) -> None:
    found = told(f"Quiet words.\n\nMore of them.\n{sentence}\n")
    assert [(one.path, one.line, one.rule, one.severity) for one in found] == [
        (PATH, FIRST + 3, GUILTY[sentence], "warning")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Imagine Maria, 41, from Austin, who cannot sleep.",
        "On Tuesday, 12 people from Denver came.",
        "A client named her part the Guard.",
        "Write to [me](mailto:jane@quiet-room.example) or the board: Enforcement@bhec.texas.gov",
        "See [her page](https://video.example/@quietroom).",
        "The practice can be called at (303) 555-0100.",
        "Carl Jung was born on July 26, 1875.",
        "Some of it began before you were born.",
    ],
)
def test_what_gives_nobody_away_is_let_be(sentence: str) -> None:
    assert told(sentence) == []


def test_an_address_is_read_as_a_link_to_write_to_means_it() -> None:
    own = "jane@quiet-room.example"
    for to in (f"%20{own}", f"{own}?subject=A%20first%20talk", f"%3C{own}%3E", own.upper()):
        assert told(f"[Write to me](mailto:{to}).") == []
        assert len(told(f"[Write](mailto:{to.lower().replace('jane', 'ana')}).")) == 1
    encoded = "[Write to me](mailto:jane%40quiet-room.example)"
    assert told(f"{encoded} or [her](mailto:ana%40mail.example).")[0].message == (
        "The e-mail address ana@mail.example is not the practice's."
    )


def test_an_address_of_an_office_or_of_a_house_that_is_named_is_let_be() -> None:
    for innocent in (
        "Paige at Larkspur Media, paige@larkspurmedia.example.",
        "Hana Sato sees children: hana@sato.example.",
        "The other clinic is at intake@open-door.example.",
    ):
        assert told(innocent) == [], innocent
    for guilty in (
        "Ana Lopez wrote from ana@mail.example.",
        "Ana Lopez of Denver, ana@gmail.example.",
        "Write to info@quiet-rom.example.",
    ):
        assert [one.rule for one in told(guilty)] == ["client-email"], guilty


def test_an_address_at_the_domain_of_the_own_site_is_the_practices() -> None:
    url = "  url: https://www.quiet-room.example\n  email:"
    with_site = known(PRACTICE.replace("  email:", url))
    body = "Bills: billing@quiet-room.example, or ana@quiet-room.example.net."
    assert [one.message for one in told_of(document(body), with_site, "client-")] == [
        "The e-mail address ana@quiet-room.example.net is not the practice's."
    ]


@pytest.mark.parametrize(
    ("note", "rule"),
    [
        ("ask Maria about it, 303-555-0142", "client-phone"),
        ("ana.lopez@mail.example", "client-email"),
        ("A client of mine named Ana said so.", "client-named"),
        ("J., 34, from Boulder", "client-described"),
        ("She was born on March 3, 1985.", "client-birth-date"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Quiet words. <!-- ", " -->"),
        ("Quiet words. <!--\n", "\n-->"),
        ("Quiet words.\n\n[//]: # (", ")"),
        ("%% ", " %%"),
    ],
)
def test_what_a_comment_tells_of_somebody_is_told_as_a_note_with_its_line(
    note: str, rule: str, before: str, after: str
) -> None:
    line = FIRST + before.count("\n")
    found = told(f"{before}{note}{after}\n\nMore words.\n")
    assert [(one.path, one.line, one.rule, one.severity, one.stops) for one in found] == [
        (PATH, line, rule, "note", "")
    ]


@pytest.mark.parametrize("line", ["# ask Maria, 303-555-0142", "tags: [a] # ask 303-555-0142"])
def test_a_comment_in_the_header_is_looked_into_as_well(line: str) -> None:
    read = document("Quiet words.\n", head=HEADER.replace("date:", f"{line}\ndate:"))
    assert [(problem.rule, problem.line) for problem in told_of(read, KNOWN, "client-")] == [
        ("client-phone", 4)
    ]


@pytest.mark.parametrize("note", ["call (303) 555-0100", "jane@quiet-room.example", "to do: 2026"])
def test_a_comment_that_gives_nobody_away_is_let_be(note: str) -> None:
    assert told(f"Quiet words. <!-- {note} -->\n") == []


def photograph(path: Path, *, make: str = "", gps: bool = False) -> None:
    image = Image.new("RGB", (40, 30), "#8a9a84")
    exif = image.getexif()
    if make:
        exif[0x010F] = make
    if gps:
        exif.get_ifd(0x8825)[1] = "N"
        exif.get_ifd(0x8825)[2] = (40.0, 1.0, 0.0)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, exif=exif)


def told_of_pictures(folder: Path, *bodies: str) -> list[Problem]:
    entries = []
    for number, body in enumerate(bodies):
        path = str(folder / "content" / "articles" / f"{number}.md")
        source = header.read(HEADER + body, path, "article")
        entries.append(Entry(Document(source, ""), "", "en", published=True))
    site = WholeSite(
        tuple(entries), KNOWN, str(folder / "content" / "practice.yaml"), date(2026, 12, 1)
    )
    return list(picture_tells(site))


def test_a_photograph_that_tells_where_it_was_taken_is_told_once(tmp_path: Path) -> None:
    photograph(tmp_path / "content/images/desk.jpg", make="Lumen Nine", gps=True)
    twice = "![A desk](/images/desk.jpg)\n\n![A desk](/images/desk.jpg)\n"
    assert told_of_pictures(tmp_path, twice, twice) == [
        Problem(
            str(tmp_path / "content/articles/0.md"),
            FIRST,
            "The photograph “/images/desk.jpg” says where it was taken and with which camera "
            "(Lumen Nine).",
            "You need not do anything here: that is left out of what is published. Do not give "
            "the file itself to others.",
            "picture-tells",
            "note",
        )
    ]


def test_a_photograph_that_tells_nothing_or_cannot_be_read_is_let_be(tmp_path: Path) -> None:
    photograph(tmp_path / "content/images/desk.jpg")
    (tmp_path / "content/images/torn.jpg").write_bytes(b"\xff\xd8\xff\xe1torn")
    body = "![A desk](/images/desk.jpg)\n\n![Torn](/images/torn.jpg)\n\n![Gone](/images/no.jpg)\n"
    assert told_of_pictures(tmp_path, body) == []


def test_a_photograph_is_looked_at_again_once_it_has_changed(tmp_path: Path) -> None:
    photograph(tmp_path / "content/images/desk.jpg")
    assert told_of_pictures(tmp_path, "![A desk](/images/desk.jpg)\n") == []
    photograph(tmp_path / "content/images/desk.jpg", make="Lumen Nine")
    assert len(told_of_pictures(tmp_path, "![A desk](/images/desk.jpg)\n")) == 1
