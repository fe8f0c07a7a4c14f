"""The picture beside a shared link: which page has which, what is on it, how often it is drawn."""

from __future__ import annotations

import io
import os
import time
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from plugins.core.cache import Store
from plugins.core.colors import Rgb, srgb
from plugins.site.palette import rgb, shipped
from plugins.social_cards import card as social_card
from plugins.social_cards import motif
from plugins.social_cards.card import HEIGHT, WIDTH, Card, Style, draw
from plugins.social_cards.card_title import Setting, drawable, measure, settings, shortened
from plugins.social_cards.cards import files
from tests.trial_site import PROJECT, URL, Built, TrialSite, photograph

THEME = PROJECT / "theme"
FONTS = THEME / "static" / "fonts"
SERIF = FONTS / "literata-latin-wght-normal.woff2"
COLORS = rgb(shipped((THEME / "css" / "tokens.css").read_text("utf-8")))
STYLE = Style(COLORS)
LONG = (
    "On being pulled two ways at once, wanting to rest and wanting to work, wanting to be close "
    "and wanting to be left alone, and what both of these wishes may have been trying to do all "
    "these long years"
)
TITLES = [
    "Rest",
    "What is parts work?",
    "IFS and talk therapy: what is the difference, and does it matter?",
    LONG,
    "Kraftfahrzeughaftpflichtversicherung und Lebensabschnittsgefährten",
    "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrikationsbetrieb",
    "W" * 200,
    " ".join(["wide"] * 200),
]


def shared(built: Built, url: str) -> dict[str, str]:
    """What the head of a page tells of its picture."""
    metas = built.page(url)("meta", property=lambda name: name and name.startswith("og:image"))
    return {str(meta["property"]): str(meta["content"]) for meta in metas}


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def where(image: Image.Image, color: tuple[int, int, int]) -> tuple[int, int, int, int]:
    """The box around every pixel of exactly this color: left, top, right, bottom."""
    flat = [255 if pixel == color else 0 for pixel in image.get_flattened_data()]
    mask = Image.new("L", image.size)
    mask.putdata(flat)
    found = mask.getbbox()
    assert found
    return found


def card(title: str, slug: str = "rest", name: str = "Quiet Room") -> Image.Image:
    return opened(draw(Card(title, name, motif.pair(slug)), STYLE, FONTS))


# --- Which page has which picture --------------------------------------------------------------


def test_an_article_has_a_card_of_its_own_beside_it(site: TrialSite) -> None:
    site.article("rest", title="When rest feels unsafe")
    built = site.build()
    assert shared(built, "articles/rest/") == {
        "og:image": f"{URL}/articles/rest/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "When rest feels unsafe · Quiet Room",
    }
    meta = built.one("articles/rest/", "meta[name='twitter:card']")
    assert meta["content"] == "summary_large_image"
    drawn = built.files()["articles/rest/card.png"]
    assert drawn == draw(
        Card("When rest feels unsafe", "Quiet Room", motif.pair("rest")), STYLE, FONTS
    )
    assert Image.open(io.BytesIO(drawn)).format == "PNG"
    assert opened(drawn).size == (WIDTH, HEIGHT) == (1200, 630)


def test_every_other_page_has_the_card_of_the_site(site: TrialSite) -> None:
    site.page("home", title="Part of you wants to.", template="home", url="", save_as="index.html")
    site.page("about", template="about")
    site.article("rest")
    site.paths({"path": "New", "summary": "S.", "articles": ["rest"]})
    built = site.build()
    for url in ("", "about/", "paths/new/"):
        assert shared(built, url)["og:image"] == f"{URL}/card.png"
        assert shared(built, url)["og:image:alt"] == "Part of you wants to. · Quiet Room"
    wanted = Card("Part of you wants to.", "Quiet Room")
    assert built.files()["card.png"] == draw(wanted, STYLE, FONTS)


def test_an_articles_own_picture_is_what_is_shared_and_what_the_data_names(site: TrialSite) -> None:
    site.write("images/desk.jpg", photograph(1600, 1000))
    site.article("rest", image="images/desk.jpg", image_alt="A desk")
    built = site.build()
    told = shared(built, "articles/rest/")
    assert told["og:image"].startswith(f"{URL}/images/desk")
    assert told["og:image:alt"] == "A desk"
    assert built.node("articles/rest/", "BlogPosting")["image"] == told["og:image"]
    assert "articles/rest/card.png" not in built.files()


def test_a_card_is_no_image_of_structured_data(site: TrialSite) -> None:
    """Google's advice: no image with text there (module docstring of social_cards)."""
    site.article("rest")
    assert "card.png" not in str(site.build().graph("articles/rest/"))


def test_a_card_lies_below_the_sites_address_wherever_that_is(site: TrialSite) -> None:
    site.article("rest")
    built = site.build(url="https://x.example/sub", RELATIVE_URLS=True)
    wanted = "https://x.example/sub/articles/rest/card.png"
    assert shared(built, "articles/rest/")["og:image"] == wanted
    assert "articles/rest/card.png" in built.files()


@pytest.mark.parametrize("options", [{"strict": False}, {"url": ""}])
def test_there_is_no_card_in_the_preview_nor_without_an_address(
    site: TrialSite, options: dict[str, Any]
) -> None:
    site.article("rest")
    built = site.build(**options)
    assert shared(built, "articles/rest/") == {}
    assert built.one("articles/rest/", "meta[name='twitter:card']")["content"] == "summary"
    assert not [name for name in built.files() if name.endswith("card.png")]


def test_no_draft_has_a_card_and_a_hidden_article_has_one(site: TrialSite) -> None:
    site.article("draft", status="draft")
    site.article("later", date="2090-01-01")
    site.article("hidden", status="hidden")
    cards = [name for name in site.build().files() if name.endswith("card.png")]
    assert cards == ["articles/hidden/card.png", "card.png"]


# --- Drawn once --------------------------------------------------------------------------------


def test_a_second_build_draws_nothing_and_has_the_same_bytes(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("rest")
    site.article("work")
    first = site.build().files()
    monkeypatch.setattr(social_card, "draw", lambda *_: pytest.fail("drawn again"))
    assert site.build().files() == first


def test_only_what_has_changed_is_drawn_again(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.article("rest")
    site.article("work")
    site.build()
    drawn: list[str] = []

    def draw_nothing(one: Card, *_: object) -> bytes:
        drawn.append(one.title)
        return b"new"

    monkeypatch.setattr(social_card, "draw", draw_nothing)
    site.article("rest", title="Rest, again")
    built = site.build()
    assert drawn == ["Rest, again"]
    assert built.files()["articles/rest/card.png"] == b"new"


def test_another_color_sign_or_typeface_makes_another_card(tmp_path: Path) -> None:
    wanted = {"card.png": Card("Rest", "Quiet Room")}
    ink: dict[str, Rgb] = {**COLORS, "ink": (100, 0, 0)}
    styles = [
        STYLE,
        Style(ink),
        Style(COLORS, sign=photograph(form="PNG")),
        Style(COLORS, sans=True),
    ]
    drawn = {
        dict(files(wanted, style, FONTS, Store(tmp_path, "cards")))["card.png"] for style in styles
    }
    assert len(drawn) == len(list((tmp_path / "cards").iterdir())) == 4


def test_cards_that_differ_in_anything_are_not_taken_for_one_another(tmp_path: Path) -> None:
    pair = motif.pair("rest")
    cards = [
        Card("Rest", "Quiet Room", pair),
        Card("Work", "Quiet Room", pair),
        Card("Rest", "Loud Room", pair),
        Card("Rest", "Quiet Room", motif.pair("work")),
        Card("Rest", "Quiet Room"),
    ]
    wanted = {f"{number}.png": card for number, card in enumerate(cards)}
    assert len(set(dict(files(wanted, STYLE, FONTS, Store(tmp_path, "cards"))).values())) == len(
        cards
    )


def test_a_card_that_no_build_wanted_for_90_days_is_dropped(site: TrialSite) -> None:
    site.article("rest")
    site.build()
    kept = set((site.folder / ".cache" / "cards").iterdir())
    long_ago = time.time() - 91 * 24 * 3600
    for path in kept:
        os.utime(path, (long_ago, long_ago))
    site.article("rest", title="Another")
    site.build()
    left = set((site.folder / ".cache" / "cards").iterdir())
    assert len(kept & left) == 1, "the site's own card was used again, the old title's was not"
    assert len(left) == 2


# --- What is on a card -------------------------------------------------------------------------


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:20])
def test_every_title_stands_inside_the_margins_and_clear_of_the_large_motif(title: str) -> None:
    for slug in ("rest", "work", "ifs-faq"):
        image = card(title, slug, name="")
        left, top, right, bottom = where(image, COLORS["ink"])
        assert left >= 74
        assert right <= WIDTH - 74
        assert top >= 100, "below the name"
        assert bottom <= HEIGHT - 50, "descenders may hang below the last line"
        parts = [where(image, COLORS[name]) for name in ("part-a", "part-b")]
        beside = right + 20 < min(part[0] for part in parts)
        below = top > 20 + max(part[3] for part in parts)
        assert beside or below


@pytest.mark.parametrize("title", TITLES, ids=lambda title: title[:20])
def test_every_card_is_light_enough_to_be_fetched_by_everybody(title: str) -> None:
    data = draw(Card(title, "Quiet Room", motif.pair("rest")), STYLE, FONTS)
    assert len(data) < 40_000


def test_the_colors_are_those_of_the_theme() -> None:
    image = card("Rest")
    for name in ("paper", "ink", "part-a", "part-b", "overlap"):
        assert where(image, COLORS[name]), name
    assert image.getpixel((2, 2)) == COLORS["paper"]


def test_the_motif_is_the_one_of_the_articles_page(site: TrialSite) -> None:
    site.article("rest")
    pair = motif.pair("rest")
    clip = site.build().one("articles/rest/", "#mark-byline circle")
    assert [float(str(clip[name])) for name in ("cx", "cy", "r")] == [pair.a.x, pair.a.y, pair.a.r]
    image = card("", name="")
    left, top, scale = 680, -15, 6.6
    for circle, color in ((pair.a, "part-a"), (pair.b, "part-b")):
        other = pair.b if circle is pair.a else pair.a
        away = 0.9 * circle.r  # the point of the circle that is farthest from the other one
        far = ((circle.x - other.x) ** 2 + (circle.y - other.y) ** 2) ** 0.5
        x = left + scale * (circle.x + (circle.x - other.x) / far * away)
        y = top + scale * (circle.y + (circle.y - other.y) / far * away)
        if x < WIDTH:
            assert image.getpixel((round(x), round(y))) == COLORS[color]


def test_the_sites_card_has_the_arch_that_stands_on_its_lower_edge() -> None:
    image = opened(draw(Card("", ""), STYLE, FONTS))
    left, top, right, bottom = where(image, COLORS["part-a"])
    assert bottom == HEIGHT
    assert image.getpixel((left + 3, HEIGHT - 2)) == COLORS["part-a"]
    assert image.getpixel((left + 3, top + 3)) == COLORS["paper"], "its top is round"
    assert right < WIDTH == where(image, COLORS["part-b"])[2]


def test_edges_are_smooth() -> None:
    image = card("Rest")
    assert len(set(image.get_flattened_data())) > 40


def test_a_practices_long_name_is_made_smaller_and_then_shorter() -> None:
    name = "A practice with a rather long name for parts work, trauma and rest in three states"
    image = card("", name=name)
    assert where(image, COLORS["ink"])[2] < 700


# --- Letters that the typeface lacks ------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kept", "missing"),
    [
        ("Rest", "Rest", ""),
        ("“Rest” – it’s for Zoë…", "“Rest” – it’s for Zoë…", ""),
        ("Rest 🌿 and work 👩‍👩‍👧", "Rest and work", ""),
        ("Re\u00adst\u200b", "Rest", ""),
        ("Zoe\u0308", "Zoë", ""),
        ("休む rest", "rest", "休む"),
        ("שלום", "", "שלום"),
    ],
)
def test_signs_are_left_out_and_letters_are_missed(title: str, kept: str, missing: str) -> None:
    assert drawable(title, SERIF) == (kept, missing)


def test_a_title_in_other_letters_is_left_out_and_that_is_said_once(site: TrialSite) -> None:
    for slug, title in (("a", "休む today"), ("b", "راحة"), ("c", "Rest")):
        site.article(slug, title=title)
    built = site.build()
    (said,) = built.said()
    assert said == (
        "a.md:2: The card that stands beside a shared link to this page shows no title, because "
        "its typeface has no “休む”. It is the same with 1 more. Nothing else is amiss. An "
        "article's own picture (“image: …”) would stand there instead."
    )
    assert {problem.severity for problem in built.problems} == {"note"}
    bare = Card("", "Quiet Room", motif.pair("a"))
    assert built.files()["articles/a/card.png"] == draw(bare, STYLE, FONTS)
    assert shared(built, "articles/a/")["og:image:alt"] == "休む today · Quiet Room"


def test_a_practices_name_in_other_letters_is_left_out_too(site: TrialSite) -> None:
    site.facts(practice={"name": "静かな部屋"})
    site.article("rest")
    built = site.build()
    assert [problem.rule for problem in built.problems] == ["card-without-name"]
    assert built.files()["card.png"] == draw(Card("", ""), STYLE, FONTS)


# --- How a title is set ---------------------------------------------------------------------------


def even(text: str) -> float:
    """Every letter is as wide as every other one."""
    return float(len(text))


def lines(text: str, count: int) -> tuple[str, ...]:
    return settings(text, even)[count - 1].lines


def test_the_lines_of_a_title_are_of_even_length() -> None:
    assert lines("aaaa bbbb cccc dddd", 2) == ("aaaa bbbb", "cccc dddd")
    assert lines("a bb ccc dddd eeeee", 2) == ("a bb ccc", "dddd eeeee")


def test_a_title_has_at_most_four_lines() -> None:
    assert [len(one.lines) for one in settings("a b c d e f", even)] == [1, 2, 3, 4]
    assert settings("Rest", even) == [Setting(("Rest",), 4.0)]


def test_a_line_rather_ends_before_a_small_word_than_behind_it() -> None:
    words = "aaaaaaaa bbbbbbbb a ccccccccc dddddddd"
    assert settings(words, lambda text: len(text) / 2)[1].lines == (
        "aaaaaaaa bbbbbbbb",
        "a ccccccccc dddddddd",
    )


def test_a_word_that_no_line_can_hold_is_divided_evenly() -> None:
    found = settings("a" * 80, even)
    assert found[-1].lines == ("a" * 27 + "-", "a" * 27 + "-", "a" * 26)


def test_a_title_without_end_loses_its_end() -> None:
    assert shortened("Rest, and more") == "Rest, and…"
    assert shortened("Rest, and…") == "Rest…"


def test_a_width_is_measured_with_kerning_and_in_ems() -> None:
    width = measure(SERIF, 420)
    assert 0.9 < width("W") < 1.2
    assert width("AV") < width("A") + width("V")


# --- Colors and numbers ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("oklch", "rgb"),
    [
        ((1, 0, 0), (255, 255, 255)),
        ((0, 0, 0), (0, 0, 0)),
        ((0.627955, 0.257683, 29.2339), (255, 0, 0)),
        ((0.866440, 0.294827, 142.4953), (0, 255, 0)),
        ((0.452014, 0.313214, 264.0520), (0, 0, 255)),
    ],
)
def test_oklch_becomes_srgb(oklch: tuple[float, float, float], rgb: tuple[int, int, int]) -> None:
    """The values of CSS Color 4's own examples of the three primaries."""
    assert srgb(*oklch) == rgb


def test_a_slug_has_the_same_pair_for_ever() -> None:
    """Readers know an article by its mark, and cards that were shared show it."""
    pair = motif.pair("what-is-parts-work")
    assert pair.a == motif.Circle(34, 50, 32)
    assert pair.b == motif.Circle(71, 50, 27)


def test_every_pair_lies_in_its_box_and_overlaps() -> None:
    for number in range(3000):
        pair = motif.pair(f"slug-{number}")
        for circle in (pair.a, pair.b):
            assert min(circle.x, circle.y) - circle.r >= 0
            assert max(circle.x, circle.y) + circle.r <= motif.BOX
        far = ((pair.a.x - pair.b.x) ** 2 + (pair.a.y - pair.b.y) ** 2) ** 0.5
        assert far < pair.a.r + pair.b.r
