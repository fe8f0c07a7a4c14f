"""A look that is chosen in practice.yaml is seen everywhere, can be read, and breaks nothing."""

from __future__ import annotations

import io
import json
import re
import shutil
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import given
from pelican.settings import read_settings
from PIL import Image

from plugins.core import colors
from plugins.core.edits import applied
from plugins.site import palette
from plugins.site.palette import PAIRS, derived, shipped
from plugins.site.resident import NewSiteError, ResidentSite
from plugins.site.stylesheet import OTHERS, PARTS, stylesheet
from tests.trial_site import PROJECT, Built, TrialSite, photograph, without_hashes

OURS = shipped((PROJECT / "theme" / "css" / "tokens.css").read_text("utf-8"))
ICONS = sorted(file.name for file in (PROJECT / "theme/static/icons").iterdir())
COLOR = st.tuples(*3 * [st.integers(0, 255)]).map(colors.hexadecimal)
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 10"><path d="M0 0h9v9z"/></svg>'


def fill(site: TrialSite, **look: object) -> None:
    """A practice with a portrait and this look."""
    person = {"name": "Jane Doe", "image": "images/jane.jpg", "image_alt": "Jane"}
    site.write("images/jane.jpg", photograph(400, 500))
    site.facts(people={"jane-doe": person}, **({"look": look} if look else {}))
    site.page("home", template="home", url="", save_as="index.html", title="A quiet room")
    site.page("about", template="about", menu="About")
    site.article("rest")


def built(site: TrialSite, **look: object) -> Built:
    fill(site, **look)
    return site.build()


def style(found: Built, url: str = "") -> str:
    sheet = re.search(r"<style>(.*?)</style>", found.html(url), re.DOTALL)
    assert sheet
    return sheet[1]


def tokens(found: Built) -> dict[str, tuple[str, str]]:
    """The colors of a page's style sheet, by day and at night."""
    pairs = re.findall(r"--([\w-]+):light-dark\((#\w+|oklch\(.*?\)),(.*?\)?)\)[;}]", style(found))
    assert len(pairs) == len(OURS)
    return {name: (day, night) for name, day, night in pairs}


def picture(found: Built, name: str) -> Image.Image:
    return Image.open(io.BytesIO(found.files()[name])).convert("RGBA")


def in_card(found: Built) -> set[object]:
    """All colors of the site's card."""
    return {*picture(found, "card.png").convert("RGB").get_flattened_data()}


# --- Nothing is chosen ---------------------------------------------------------------------------


def test_without_a_look_everything_is_as_it_was_delivered(site: TrialSite) -> None:
    found = built(site)
    files = found.files()
    shipped_files = PROJECT / "theme" / "static"
    for name in ("icons", "fonts"):
        paths = [f"{name}/{one.name}" for one in (shipped_files / name).iterdir()]
        assert len(paths) >= 5
        assert [p for p in paths if files[f"theme/{p}"] != (shipped_files / p).read_bytes()] == []
    assert style(found) == stylesheet(PROJECT / "theme" / "css").replace(
        "url(fonts/", "url(/theme/fonts/"
    )
    assert tokens(found) == OURS


@pytest.mark.parametrize("look", [{"typeface": "literata"}, {"portrait": "soft"}])
def test_what_is_chosen_as_it_is_changes_nothing(site: TrialSite, look: dict[str, str]) -> None:
    before, after = built(site).files(), built(site, **look).files()
    assert after == before


# --- Colors --------------------------------------------------------------------------------------


@given(accent=COLOR, parts=st.one_of(st.just(()), st.tuples(COLOR, COLOR)))
def test_with_every_choice_all_colors_have_their_contrast(
    accent: str, parts: tuple[str, ...]
) -> None:
    hers, corrections = derived(OURS, accent, parts)
    assert hers.keys() == OURS.keys()
    for night in (False, True):
        found = palette.rgb(hers, night=night)
        few = [pair for pair in PAIRS if palette.contrast(found, pair) < pair.least]
        assert few == []
    told = {one.place: one.used for one in corrections}
    assert hers["link"][0] == told.get(("accent",), accent)
    for number, part in enumerate(parts):
        assert hers[f"part-{'ab'[number]}"][0] == told.get(("parts", number), part)


@given(accent=COLOR)
def test_what_is_proposed_has_the_same_hue_and_is_good(accent: str) -> None:
    _, corrections = derived(OURS, accent)
    for one in corrections:
        assert derived(OURS, one.used)[1] == []
        _, chroma, hue = colors.oklch(colors.parse(one.used))
        _, _, wanted = colors.oklch(colors.parse(accent))
        if chroma > 0.04:
            assert abs((hue - wanted + 180) % 360 - 180) < 4


@pytest.mark.parametrize(
    ("typed", "rgb"),
    [
        *((text, (34, 170, 85)) for text in ("#2a5", "2a5", "#22AA55", "22aa55", "rgb(34,170,85)")),
        *((text, (34, 170, 85)) for text in ("rgb(34 170 85)", "RGB( 34, 170, 85 )")),
        *((text, (0, 128, 128)) for text in ("teal", "Teal", "hsl(180, 100%, 25.1%)")),
        *((text, (255, 0, 0)) for text in ("oklch(0.627955 0.257683 29.2339)", "red")),
    ],
)
def test_a_color_is_read_as_people_write_it(typed: str, rgb: tuple[int, int, int]) -> None:
    assert colors.parse(typed) == rgb


@pytest.mark.parametrize(
    "typed",
    [
        *("", "grean", "#12", "#12345", "#12345678", "rgba(1, 2, 3, 0.5)", "rgb(1, 2)", "none"),
        *("oklch(2 3 4)", "oklch(x)", "url(#a)", "red; } *", "var(--ink)", "rgb(300, 0, 0)"),
        *("transparent", "oklch(. . .)", "hsl(1)", "red blue"),
    ],
)
def test_what_is_no_color_is_none(typed: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        colors.parse(typed)


def test_an_accent_alone_is_seen_on_pages_cards_icons_and_the_manifest(site: TrialSite) -> None:
    before, after = built(site), built(site, accent="#553366")
    assert tokens(after)["link"][0] == tokens(after)["accent"][0] == "#553366"
    was, now = before.files(), after.files()
    for name in ("card.png", "articles/rest/card.png", *(f"theme/icons/{one}" for one in ICONS)):
        assert now[name] != was[name], name
    paper = [colors.hexadecimal(colors.parse(one)) for one in tokens(after)["paper"]]
    head = re.findall(r'name="theme-color".*? content="(.*?)"', after.html(""))
    assert head == paper
    manifest = json.loads(after.text("manifest.webmanifest"))
    assert manifest["theme_color"] == manifest["background_color"] == paper[0]
    assert manifest["theme_color"] != json.loads(before.text("manifest.webmanifest"))["theme_color"]
    for icon in manifest["icons"]:
        drawn = Image.open(io.BytesIO(now[icon["src"].lstrip("/")]))
        assert icon["sizes"] == f"{drawn.width}x{drawn.height}"


def test_parts_are_the_colors_of_the_motif_and_of_cards(site: TrialSite) -> None:
    found = built(site, parts=["#aaccee", "#eeccaa"])
    assert tokens(found)["part-a"][0] == "#aaccee"
    assert tokens(found)["link"] == OURS["link"]
    assert {(0xAA, 0xCC, 0xEE), (0xEE, 0xCC, 0xAA)} <= in_card(found)


def test_a_hash_that_yaml_takes_for_a_note_is_a_color(site: TrialSite) -> None:
    fill(site)
    facts = site.content / "practice.yaml"
    text = facts.read_text("utf-8")
    facts.write_text(f"{text}look:\n  accent: #ab3366 # plum\n  parts: [#abc, #eca]\n", "utf-8")
    found = site.build()
    assert tokens(found)["part-a"][0] == "#aabbcc"
    assert "#ab3366" in " ".join(found.said())


def test_too_weak_a_color_is_told_with_one_that_would_do_and_the_fix_writes_it(
    site: TrialSite,
) -> None:
    found = built(site, accent="#8fae9b")
    [problem] = found.problems
    assert (problem.rule, problem.severity, problem.line) == ("look-contrast", "warning", 10)
    assert f"The site uses {tokens(found)['link'][0]}, " in problem.remedy
    facts = site.content / "practice.yaml"
    facts.write_text(applied(facts.read_text("utf-8"), problem.fix), "utf-8")
    mended = site.build()
    assert mended.said() == []
    assert tokens(mended)["link"][0] == tokens(found)["link"][0]


@pytest.mark.parametrize(
    "look",
    [
        {"accent": "grean"},
        {"parts": ["red"]},
        {"parts": ["red", "blue", "green"]},
        {"typeface": "comic"},
        {"monogram": "M.R."},
        {"portrait": "oval"},
        {"logo": "images/none.svg"},
        {"logo": "../practice.yaml"},
        {"icon": "images/jane.jpg"},
    ],
)
def test_a_wrong_choice_is_told_at_its_line_and_the_site_stays_as_it_was(
    site: TrialSite, look: dict[str, object]
) -> None:
    found = built(site, **look)
    assert found.refused
    lines = (site.content / "practice.yaml").read_text("utf-8").split("\n")
    for problem in found.errors():
        assert Path(problem.path).name == "practice.yaml"
        assert lines[problem.line - 1].strip().startswith(f"{next(iter(look))}:")
    assert found.errors()
    shown = site.build(strict=False)
    assert shown.text("theme/site.css") == stylesheet(PROJECT / "theme" / "css", [*PARTS, *OTHERS])


# --- Typeface and portraits ----------------------------------------------------------------------


@pytest.mark.parametrize("typeface", ["serif", "sans"])
@pytest.mark.parametrize("delivered", [False, True])
def test_with_a_typeface_of_the_system_no_font_is_sent(
    site: TrialSite, typeface: str, delivered: bool
) -> None:
    fill(site, typeface=typeface)
    found = site.build(delivered=delivered)
    assert not [name for name in found.files() if "font" in name or name.endswith(".woff2")]
    for url in ("", "about/", "articles/rest/"):
        assert 'rel="preload"' not in found.html(url)
        assert "@font-face" not in found.html(url)
        assert "Literata" not in found.html(url)
    first = "ui-serif" if typeface == "serif" else "system-ui"
    assert f"--serif:{first}," in style(found)


@pytest.mark.parametrize(
    ("portrait", "rule"), [("round", "border-radius:50%"), ("square", "border-radius:0")]
)
def test_portraits_have_their_shape(site: TrialSite, portrait: str, rule: str) -> None:
    assert rule in style(built(site, portrait=portrait)).rpartition(".portrait.portrait{")[2]


# --- Logo, icon, monogram ------------------------------------------------------------------------


def brand(found: Built) -> str:
    return without_hashes(str(found.one("", ".masthead .brand")))


def test_a_drawing_stands_beside_the_name_and_in_the_tab(site: TrialSite) -> None:
    site.write("images/logo.svg", LOGO.format(10).replace("<path", "<!-- secret --><path"))
    found = built(site, logo="images/logo.svg")
    assert not found.refused
    assert [problem.rule for problem in found.problems] == ["look-icon"]
    assert 'alt="" class="on-paper" height="40" src="/images/logo-#.svg" width="40"' in brand(found)
    assert "Quiet Room" in brand(found)
    published = [data for name, data in found.files().items() if name.startswith("images/logo-")]
    assert len(published) == 1
    assert b"secret" not in published[0]
    assert found.files()["theme/icons/favicon.svg"] == published[0]


def test_a_wide_logo_stands_instead_of_the_name_and_is_called_by_it(site: TrialSite) -> None:
    site.write("images/logo.svg", LOGO.format(50))
    site.write("images/night.svg", LOGO.format(50).replace("<path", '<path fill="white"'))
    found = built(site, logo="images/logo.svg", logo_night="images/night.svg", monogram="QR")
    assert found.one("", ".brand img")["alt"] == "Quiet Room"
    assert found.one("", ".brand").get_text(strip=True) == ""
    assert found.one("", ".brand source")["media"] == "(prefers-color-scheme: dark)"
    assert "on-paper" not in found.html("")


def test_a_square_png_is_in_every_icon_and_on_the_cards(site: TrialSite) -> None:
    green = Image.new("RGB", (300, 300), (0, 200, 0))
    file = io.BytesIO()
    green.save(file, "PNG")
    site.write("images/logo.png", file.getvalue())
    found = built(site, logo="images/logo.png")
    assert found.said() == []
    for name in ICONS:
        if name.endswith((".png", ".ico")):
            drawn = picture(found, f"theme/icons/{name}")
            assert drawn.getpixel((drawn.width // 2, drawn.height // 2)) == (0, 200, 0, 255), name
    assert found.text("theme/icons/favicon.svg").count("data:image/png") == 1
    assert picture(found, "card.png").getpixel((100, 90)) == (0, 200, 0, 255)


def test_a_monogram_stands_in_the_masthead_the_icons_and_on_cards(site: TrialSite) -> None:
    found = built(site, monogram="M&R", accent="#553366")
    assert found.one("", ".brand svg text").get_text() == "M&R"
    assert ">M&amp;R</text>" in found.text("theme/icons/favicon.svg")
    assert picture(found, "theme/icons/icon-maskable-192.png").getpixel((2, 2)) == (
        0x55,
        0x33,
        0x66,
        255,
    )
    assert picture(found, "theme/icons/icon-192.png").getchannel("A").getpixel((0, 0)) == 0
    assert (0x55, 0x33, 0x66) in in_card(found)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"x" * 20_000_000, "has 20.0 megabytes, and a logo needs less than two"),
        (LOGO.format(10).replace("<path", "<script>1</script><path").encode(), "holds a script"),
        (LOGO.format(10).replace("<path", '<path onclick="a()"').encode(), "runs something"),
        (LOGO.format(10)[:60].encode(), "is damaged"),
        (b"no picture", "cannot be read"),
        (b"", "is empty"),
    ],
)
def test_a_logo_that_cannot_be_used_is_told_and_none_is_shown(
    site: TrialSite, data: bytes, said: str
) -> None:
    site.write("images/logo.svg", data)
    found = built(site, logo="images/logo.svg")
    assert found.refused
    [problem] = found.errors()
    assert said in problem.message
    shown = site.build(strict=False)
    assert "images/logo" not in shown.html("")
    assert (
        shown.files()["theme/icons/favicon.svg"]
        == (PROJECT / "theme/static/icons/favicon.svg").read_bytes()
    )


# --- The preview ---------------------------------------------------------------------------------


def test_the_preview_shows_the_look_and_the_published_site_does_not(site: TrialSite) -> None:
    fill(site, accent="#553366", monogram="MR")
    shown = site.build(strict=False)
    page = shown.page("look/")
    assert len(page.select(".scheme")) == 2
    assert "#553366" in page.select(".scheme.day .swatches")[0].get_text()
    assert {"theme/look.css", "theme/look.png"} <= shown.files().keys()
    found = site.build()
    assert not [name for name in found.files() if "look" in name]
    assert "/look/" not in found.html("")


def test_a_save_changes_the_sheet_of_the_preview(site: TrialSite) -> None:
    fill(site, accent="#553366")
    given = {"PATH": site.content, "OUTPUT_PATH": site.folder / "o", "THEME": PROJECT / "theme"}
    named = {name: str(path) for name, path in given.items()}
    conf = read_settings(str(PROJECT / "pelicanconf.py"), override=named)
    resident = ResidentSite(conf)
    assert b"#553366" in resident.site.files["theme/site.css"]()
    fill(site, accent="#335533", typeface="sans")
    with pytest.raises(NewSiteError):
        resident.update({site.content / "practice.yaml"})
    files = ResidentSite(conf).site.files
    assert b"#335533" in files["theme/site.css"]()
    assert not [name for name in files if "fonts/" in name]
    shutil.rmtree(site.folder / "o", ignore_errors=True)
