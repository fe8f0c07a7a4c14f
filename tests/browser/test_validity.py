"""Every page, style sheet and drawing is valid by the Nu Html Checker, the one that the W3C runs.

The checker is a Java program, published as `vnu-jar`; `npm ci` gets the version that
tests/browser/checker/package-lock.json names and holds it to the hash that stands there.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browser.conftest import Site, nothing_in

LOCK = Path(__file__).parent / "checker"
MISSING = (
    "HTML is checked by a Java program that npm gets. "
    "Install both: sudo apt-get install default-jre-headless npm"
)
# What the checker says and we do not follow, each with the reason.
ALLOWED = {
    r"The “list” role is unnecessary for element “[uo]l”\..*": (
        "Safari stops telling a screen reader of a list whose bullets are taken away by CSS"
    ),
    r"CSS: Unrecognized at-rule “@view-transition”.*": (
        "CSS View Transitions Level 2 is newer than the checker's CSS"
    ),
    r"CSS: Unrecognized at-rule “@container”.*": "the checker's CSS is of before 2023",
    r"CSS: “container”: Property “container” doesn't exist.*": "the same module",
    r"CSS: “scroll-target-group”: Property .*": "CSS Overflow Level 5 is newer than it as well",
    r"CSS: Unknown pseudo-element or pseudo-class “:target-current”.*": "the same module",
    r"CSS: Parse Error\..*tion-group\(root\).*": "the same module",
    # The policy is tried in Chromium: test_privacy and tests/delivery.
    r"Resource violates .* Policy \(meta tag\): (?:external \w+|image) “/assets/.*": (
        "the checker reads files, which have no origin that could be 'self'"
    ),
    r"Inline style violates Content Security Policy \(meta tag\): .*": (
        "the checker does not compare a style with the hash that stands for it"
    ),
    r"Inline script violates Content Security Policy \(meta tag\): .*application/ld\+json.*": (
        "data are not run, and no policy speaks of them (HTML, section 4.12.1.1, step 16)"
    ),
}


@pytest.fixture(scope="session")
def checker(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The command that runs the checker. Without Java or npm tests are skipped, but never in CI."""
    java, npm = shutil.which("java"), shutil.which("npm")
    if not (java and npm):
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    folder = tmp_path_factory.mktemp("checker")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(LOCK / name, folder)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    # It runs for seconds only: compiling it in one step is enough, which wants a deeper stack.
    quick = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m"]
    return [java, *quick, "-jar", str(folder / "node_modules/vnu-jar/build/dist/vnu.jar")]


def test_every_page_style_sheet_and_drawing_is_valid(
    sites: dict[str, Site], checker: list[str]
) -> None:
    folders = [str(site.folder) for site in sites.values()]
    options = ["--also-check-css", "--also-check-svg", "--skip-non-html", "--stdout"]
    command = [*checker, *options, "--format", "json", "--exit-zero-always", *folders]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = []
    for said in json.loads(done.stdout)["messages"]:
        what = f"{said['message']} {said.get('extract', '')}"
        if not any(re.fullmatch(known, what, re.DOTALL) for known in ALLOWED):
            where = f"{said.get('url', '').removeprefix('file:')}:{said.get('lastLine', 1)}"
            found.append(f"{where}: {what!r}")
    nothing_in(found)


def test_the_checker_sees_what_is_wrong(tmp_path: Path, checker: list[str]) -> None:
    page = '<!DOCTYPE html><html lang="en"><title>x</title><p id="a"><p id="a"><img src="x">'
    (tmp_path / "wrong.html").write_text(page)
    command = [*checker, "--stdout", "--format", "json", str(tmp_path / "wrong.html")]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert "Duplicate ID" in said
    assert "alt" in said
