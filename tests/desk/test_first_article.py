"""docs/first-article.md: what it quotes stands in the program, its pictures and links are there.

That its steps lead where it says is tried in tests/browser/test_first_article.py.
"""

from __future__ import annotations

import re

import pytest
from PIL import Image

from desk.common import project
from tests.desk.test_getting_started import DOCS, anchors

NAME = "first-article.md"
GUIDE = (DOCS / NAME).read_text("utf-8")
QUOTED = sorted(set(re.findall(r"\*\*([^*]+)\*\*", GUIDE)))
PLACES = ("desk/editor/**/*.py", "desk/editor/**/*.js", "desk/overview/*.py")
TEMPLATES = ("desk/overview/**/*.html", "desk/overview/**/*.js", "desk/preview/live/live.js")
SHOWN = "\n".join(
    file.read_text("utf-8") for each in (*PLACES, *TEMPLATES) for file in project.ROOT.glob(each)
)
SAID = (
    *("is here again.", "This file has been changed meanwhile", "The preview does not answer"),
    *("that the law asks for", "Open with what the reader may be feeling"),
)


@pytest.mark.parametrize("words", QUOTED)
def test_what_the_guide_quotes_stands_in_the_editor_or_on_the_desk(words):
    """As a text of its own: between quotation marks, or tags, or before what is filled in."""
    assert re.search(rf"""(?<=["'>]){re.escape(words)}(?= ?["'<{{])""", SHOWN), words


def test_the_guide_quotes_every_step_and_what_is_said():
    assert len(QUOTED) > 35
    outlines = (project.ROOT / "desk/writing/outlines/article.md").read_text("utf-8")
    assert [said for said in SAID if said not in SHOWN + outlines] == []


def test_every_link_and_picture_of_the_guide_is_there():
    links = re.findall(r"\]\(((?!https?:)[^)]+)\)", GUIDE)
    assert len(links) > 20
    wrong = []
    for link in links:
        name, _, anchor = link.partition("#")
        page = DOCS / (name or NAME)
        if not page.exists() or (anchor and anchor not in anchors(page)):
            wrong.append(link)
    assert wrong == []
    assert f"](docs/{NAME})" in (project.ROOT / "README.md").read_text("utf-8")
    assert f"]({NAME}" in (DOCS / "getting-started.md").read_text("utf-8")


def test_the_pictures_are_small_and_each_is_shown_with_words():
    shown = dict(re.findall(r"!\[([^\]]{20,})\]\(pictures/(first-[a-z]+\.webp)\)", GUIDE))
    files = sorted(DOCS.glob("pictures/first-*"))
    assert sorted(shown.values()) == [file.name for file in files]
    assert len(files) >= 6
    assert sum(file.stat().st_size for file in files) <= 300_000
    for file in files:
        with Image.open(file) as picture:
            assert picture.width >= 1000, file
