"""The same content always gives the same bytes; only a scheduled article changes them, on its "
"day."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.trial_site import PROJECT, TrialSite

# Each build is a program of its own: hash seed, zone and locale are fixed when Python starts.
PELICAN = """
import sys, time_machine, pelican
content, output, moment = sys.argv[1:]
with time_machine.travel(moment):
    pelican.main([content, "-s", "publishconf.py", "-o", output, "--fatal", "errors"])
"""
DESK = """
import sys, time_machine
from desk.build.build import build_site
content, output, moment = sys.argv[1:]
with time_machine.travel(moment):
    sys.exit(build_site(content, output))
"""
HERE = {"PYTHONHASHSEED": "1", "TZ": "America/Denver", "LC_ALL": "C.UTF-8"}
THERE = {"PYTHONHASHSEED": "4242", "TZ": "Pacific/Kiritimati", "LC_ALL": "C", "LANG": "tr_TR.UTF-8"}


def make(folder: Path, *, backwards: bool = False) -> TrialSite:
    """The content that ships, with an address, a zone and an article for 1 May 2032."""
    site = TrialSite(folder)
    files = sorted(path for path in (PROJECT / "content").rglob("*") if path.is_file())
    for path in reversed(files) if backwards else files:
        site.write(path.relative_to(PROJECT / "content").as_posix(), path.read_bytes())
    facts = yaml.safe_load((PROJECT / "content" / "practice.yaml").read_text("utf-8"))
    facts["practice"] |= {"url": "https://practice.example", "timezone": "America/Denver"}
    site.write("practice.yaml", yaml.safe_dump(facts, sort_keys=False))
    for slug in ("tie-b", "tie-a") if backwards else ("tie-a", "tie-b"):
        site.article(slug, tags=["IFS", "parts work", "ties"])
    site.article("tie-a.es", title="Empate")
    site.article("in-may", date="2032-05-01", tags=["ties"])
    return site


def build(
    site: TrialSite, moment: str, environment: dict[str, str], program: str = PELICAN
) -> dict[str, bytes]:
    site.builds += 1
    output = site.folder / f"output-{site.builds}"
    command = [sys.executable, "-c", program, str(site.content), str(output), moment]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = (path for path in sorted(output.rglob("*")) if path.is_file())
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> TrialSite:
    return make(tmp_path_factory.mktemp("here"))


@pytest.fixture(scope="module")
def before(site) -> dict[str, bytes]:
    """The evening before 1 May, in the practice's own zone."""
    found = build(site, "2032-04-30T23:59:00-06:00", HERE)
    assert len(found) > 30
    return found


def changed(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_another_day_machine_zone_locale_and_folder_give_the_same_bytes(tmp_path_factory, before):
    elsewhere = make(tmp_path_factory.mktemp("some where else"), backwards=True)
    assert changed(before, build(elsewhere, "2030-01-01T12:00:00+14:00", THERE)) == []


def test_on_its_day_a_scheduled_article_comes_out_and_nothing_else_changes(site, before):
    after = build(site, "2032-05-01T00:01:00-06:00", HERE)
    names = [name for name in changed(before, after) if not name.startswith("pagefind/")]
    pages = [re.sub(r"\.[0-9a-f]{8}\.", ".#.", name) for name in names]
    assert [page for page in pages if not page.endswith((".br", ".gz"))] == [
        "articles/in-may/index.html",
        "articles/in-may/index.md",
        "articles/index.html",
        "articles/tie-b/index.html",  # leads on to it
        "assets/card.#.png",
        "feed.xml",
        "index.html",  # names what is new
        "manifest.json",
        "search/index.html",
        "sitemap.xml",
    ]
    assert "articles/in-may/index.html" not in before


def test_the_build_command_gives_the_same_bytes_as_pelican_alone(site, before):
    built = build(site, "2032-04-30T23:59:00-06:00", THERE, DESK)
    # The one file more is the mark by which the command knows a folder as its own.
    assert changed(before, built) == [".practice-press"]
