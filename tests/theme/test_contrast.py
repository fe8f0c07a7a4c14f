"""The colors of theme/css/tokens.css can be told apart by everybody, in daylight and at night.

Text has the contrast of WCAG 2.2, success criterion 1.4.6 (level AAA, 7:1) on paper and on wash;
edges of controls and the focus ring that of 1.4.11 (3:1).
"""

from __future__ import annotations

import re
from math import cos, radians, sin

import pytest

from plugins.site import palette
from plugins.site.stylesheet import stylesheet
from tests.trial_site import PROJECT

TOKENS = (PROJECT / "theme" / "css" / "tokens.css").read_text("utf-8")
TEXT = ("ink", "ink-soft", "link", "visited", "accent")
EDGES = ("edge", "focus")
GROUNDS = ("paper", "wash")
SCHEMES = ("light", "dark")
_OKLCH = r"oklch\([^)]*\)"


def colors(css: str) -> dict[str, dict[str, str]]:
    """Each token's color in both schemes, from the `light-dark()` pairs."""
    pairs = re.findall(rf"--([\w-]+): light-dark\(({_OKLCH}), ({_OKLCH})\);", css)
    assert pairs
    return {
        "light": {name: light for name, light, _ in pairs},
        "dark": {name: dark for name, _, dark in pairs},
    }


def more_contrast(css: str) -> dict[str, str]:
    """Which token takes another one's color when a visitor asks for more contrast."""
    block = css[css.index("prefers-contrast: more") :]
    return dict(re.findall(r"--([\w-]+): var\(--([\w-]+)\);", block))


def srgb(color: str) -> tuple[float, float, float]:
    """`oklch(L C h)` in linear sRGB (CSS Color 4, section 12.3 and its sample code).

    Raises AssertionError if the color lies outside sRGB, where screens would differ.
    """
    lightness, chroma, hue = (float(part) for part in re.findall(r"[\d.]+", color))
    a, b = chroma * cos(radians(hue)), chroma * sin(radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short
    assert all(-0.001 <= part <= 1.001 for part in (red, green, blue)), f"{color} is not in sRGB"
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG 2.2, "contrast ratio"."""
    light, dark = sorted(
        (0.2126 * red + 0.7152 * green + 0.0722 * blue)
        for red, green, blue in (srgb(one), srgb(other))
    )[::-1]
    return (light + 0.05) / (dark + 0.05)


def hexadecimal(color: str) -> str:
    """The color as `#rrggbb` (CSS Color 4, section 10.2: the transfer function of sRGB)."""
    parts = [
        12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055
        for part in srgb(color)
    ]
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def test_the_ruler_is_right() -> None:
    assert contrast("oklch(0 0 0)", "oklch(1 0 0)") == pytest.approx(21, abs=0.01)
    assert hexadecimal("oklch(0.627955 0.257683 29.2339)") == "#ff0000"
    assert hexadecimal("oklch(0.519752 0.176858 142.4953)") == "#008000"


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", TEXT)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_has_seven_to_one(scheme: str, token: str, ground: str) -> None:
    color = colors(TOKENS)[scheme]
    assert contrast(color[token], color[ground]) >= 7


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_words_on_a_button_have_seven_to_one(scheme: str) -> None:
    color = colors(TOKENS)[scheme]
    assert contrast(color["paper"], color["link"]) >= 7


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("token", EDGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_edges_and_the_focus_ring_have_three_to_one(scheme: str, token: str, ground: str) -> None:
    color = colors(TOKENS)[scheme]
    assert contrast(color[token], color[ground]) >= 3


@pytest.mark.parametrize("scheme", SCHEMES)
def test_more_contrast_gives_more(scheme: str) -> None:
    color = colors(TOKENS)[scheme]
    replaced = more_contrast(TOKENS)
    assert replaced == {"ink-soft": "ink", "accent": "ink", "rule": "edge"}
    for ground in GROUNDS:
        for token, other in replaced.items():
            more = contrast(color[other], color[ground])
            assert more >= (7 if token in TEXT else 3)
            assert more > contrast(color[token], color[ground])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_three_colors_of_the_motif_differ(scheme: str) -> None:
    color = colors(TOKENS)[scheme]
    assert contrast(color["overlap"], color["part-a"]) >= 1.4
    assert contrast(color["overlap"], color["part-b"]) >= 1.4


def test_a_browser_without_light_dark_sees_daylight() -> None:
    """The colors stand once in tokens.css; whoever joins the sheets writes the day once more."""
    plain = dict(re.findall(rf"--([\w-]+):({_OKLCH})[;}}]", stylesheet(PROJECT / "theme" / "css")))
    day = colors(TOKENS)["light"]
    assert plain == {name: day[name] for name in day if name not in ("part-a", "part-b", "overlap")}
    assert not re.search(rf": {_OKLCH};", TOKENS)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_pair_that_a_look_is_held_to_has_its_contrast_as_delivered(scheme: str) -> None:
    found = palette.rgb(palette.shipped(TOKENS), night=scheme == "dark")
    assert len(found) == len(colors(TOKENS)[scheme])
    few = [pair for pair in palette.PAIRS if palette.contrast(found, pair) < pair.least]
    assert few == []
