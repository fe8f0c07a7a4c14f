"""The fonts are the files that their makers published, and few enough for a poor line."""

from __future__ import annotations

import re
from hashlib import sha256

from tests.trial_site import PROJECT

FONTS = PROJECT / "theme" / "static" / "fonts"
# As they came: @fontsource-variable/literata and @fontsource-variable/figtree 5.3.0.
PUBLISHED = {
    "figtree-latin-wght-normal.woff2": (
        "4ba7d3d096695818fe0686be4f1e82c6b05134e18a22260336130335027462dd"
    ),
    "literata-latin-wght-italic.woff2": (
        "ab198d6616c7cc966f26a4a5b28a3977dc47439640f09d9b3361226bd465c404"
    ),
    "literata-latin-wght-normal.woff2": (
        "9adbeac5b167fe5ad6c49d9e29aa0c76e2f1bb3b46bf4ebf12a9eca7d3525384"
    ),
}


def test_the_fonts_are_unchanged() -> None:
    found = {path.name: sha256(path.read_bytes()).hexdigest() for path in FONTS.glob("*.woff2")}
    assert found == PUBLISHED


def test_all_fonts_together_stay_below_125_kilobytes() -> None:
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) <= 125 * 1024


def test_each_family_has_its_license_beside_it() -> None:
    """SIL Open Font License 1.1, condition 2."""
    names = {path.name.split("-")[0] for path in FONTS.glob("*.woff2")}
    assert names == {"literata", "figtree"}
    for name in names:
        text = (FONTS / f"{name}-OFL.txt").read_text("utf-8")
        assert "SIL OPEN FONT LICENSE Version 1.1" in text
        assert "Copyright" in text


def test_the_upright_faces_alone_are_asked_for_before_they_are_needed() -> None:
    """Every page needs both at once; italics stand further down, and not on every page."""
    head = (PROJECT / "theme/templates/parts/head_icons.html").read_text("utf-8")
    asked_for = re.findall(r'<link rel="preload" href=".*/fonts/(.*?)"', head)
    assert asked_for == ["literata-latin-wght-normal.woff2", "figtree-latin-wght-normal.woff2"]
