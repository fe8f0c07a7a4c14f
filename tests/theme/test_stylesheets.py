"""The style sheets: small, whole, from here only, and nothing in them without use."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from plugins.site.stylesheet import PARTS, stylesheet
from tests.trial_site import PROJECT

CSS = PROJECT / "theme" / "css"
SHEET = stylesheet(CSS)
ALONE = ("form", "look", "pages", "people", "print", "search")


def written(part: str) -> str:
    return (CSS / f"{part}.css").read_text("utf-8")


def test_every_sheet_is_part_of_the_style_and_begins_with_its_one_job() -> None:
    """The form, other pages, people, paper, search and preview's look have sheets of their own."""
    assert {path.stem for path in CSS.iterdir()} == {*PARTS, *ALONE}
    for part in (*PARTS, *ALONE):
        assert written(part).startswith("/* "), part


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "@import" not in SHEET
    assert not any("url(" in written(part) for part in ALONE)
    for address in re.findall(r"url\((.*?)\)", SHEET):
        assert (PROJECT / "theme" / "static" / address).is_file(), address


@pytest.mark.parametrize("part", [*PARTS, *ALONE])
def test_important_stands_nowhere_without_a_reason(part: str) -> None:
    lines = written(part).splitlines()
    assert lines
    assert [line for line in lines if "!important" in line and "/*" not in line] == []


def test_every_custom_property_is_defined_and_used() -> None:
    defined = set(re.findall(r"[{;](--[\w-]+):", SHEET))
    used = set(re.findall(r"var\((--[\w-]+)\)", SHEET))
    assert defined == used
    for part in ALONE:
        assert set(re.findall(r"var\((--[\w-]+)\)", written(part))) <= defined
        assert set(re.findall(r"[{;]\s*(--[\w-]+):", written(part))) <= defined


@pytest.mark.parametrize("part", [*PARTS[1:], "pages", "search", "look"])
def test_a_color_is_always_a_token(part: str) -> None:
    plain = re.sub(r"/\*.*?\*/", "", written(part), flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab)a?\(", plain) == []


def test_each_rule_stands_in_a_layer_and_the_layers_have_an_order() -> None:
    assert SHEET.startswith("@layer tokens,base,layout,components,print;")
    # The first of them twice: what the day's colors are where night is not known.
    layers = ["tokens", "tokens", "base", "layout", "components"]
    assert re.findall(r"@layer (\w+)\{", SHEET) == layers
    assert re.findall(r"@layer (\w+)", written("print")) == ["print"]
    assert re.findall(r"@layer (\w+)", written("pages")) == ["layout", "components"]


def test_it_is_small_enough_to_stand_in_every_page() -> None:
    """What is left of a first round trip of 14,600 bytes belongs to the words."""
    assert len(gzip.compress(SHEET.encode(), 9)) <= 4_940
    assert len(gzip.compress(stylesheet(CSS, ["pages"]).encode(), 9)) <= 1_700


def test_the_reader_s_wishes_are_known() -> None:
    for wish in ("prefers-contrast", "prefers-reduced-motion", "forced-colors"):
        assert f"({wish}" in SHEET, wish
    assert "color-scheme:light dark" in SHEET


def test_joining_leaves_out_comments_and_needless_space_and_no_meaning(tmp_path: Path) -> None:
    for part in PARTS:
        (tmp_path / f"{part}.css").write_text("")
    (tmp_path / "base.css").write_text(
        '/* "why" */\n'
        "@media (min-width: 40rem) {\n"
        "  a > b :hover, c {\n"
        "    inline-size: calc(1rem + 2px);\n"
        '    content: "a,  b: {c;} /* d */";\n'
        "  }\n"
        "}\n"
    )
    assert stylesheet(tmp_path) == (
        "@media (min-width:40rem){a > b :hover,c{inline-size:calc(1rem + 2px);"
        'content:"a,  b: {c;} /* d */"}}\n'
    )
