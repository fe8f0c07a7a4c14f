"""What is unusual and no mistake gives a page like any other, without a word of complaint."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.trial_site import Built, TrialSite

TITLE = ("On wanting to rest and wanting to work & on being pulled two ways at once, " * 3)[:200]
TEXT = """\
> [!NONSENSE]
> In a box whose name nobody has thought of.

> - One
> - Two
{: .shout}

![A wall](/images/wall.jpg)
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """An article with a title of 200 characters, an unknown callout and 60 megapixels."""
    site = TrialSite(tmp_path_factory.mktemp("unusual"))
    photograph = io.BytesIO()
    Image.new("RGB", (9000, 6700), (99, 99, 99)).save(photograph, "JPEG", quality=30)
    site.write("images/wall.jpg", photograph.getvalue())
    site.article("long", TEXT, title=TITLE)
    site.article("short", title="Rest")
    return site.build(PRACTICE_CHECKS="")


def test_nothing_of_it_is_told(built: Built) -> None:
    assert built.said() == []


def test_a_title_of_200_characters_stands_whole_wherever_a_title_stands(built: Built) -> None:
    assert len(TITLE) == 200
    title = TITLE.strip()
    assert " ".join(built.one("articles/long/", "h1").get_text().split()) == title
    assert built.one("articles/long/", 'meta[property="og:title"]')["content"] == title
    assert built.node("articles/long/", "BlogPosting")["headline"] == title
    assert title in " ".join(built.one("articles/short/", ".next-previous").get_text().split())
    assert (built.output / "articles/long/card.png").stat().st_size < 100_000


def test_an_unknown_callout_is_a_callout_and_an_unknown_name_a_quotation(built: Built) -> None:
    assert built.one("articles/long/", ".callout[role=note] > .label").get_text() == "Nonsense"
    assert built.one("articles/long/", "blockquote.shout").get_text(" ", strip=True) == "One Two"


def test_a_photograph_of_60_megapixels_is_published_small(built: Built) -> None:
    assert built.pictures() == [
        "images/wall-#-1088.jpg",
        *(f"images/wall-#-{width}.webp" for width in (1088, 1600, 480, 720)),
    ]
    picture = built.one("articles/long/", ".prose img")
    assert (picture["width"], picture["height"]) == ("1088", "810")
