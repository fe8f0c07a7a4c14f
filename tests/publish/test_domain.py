"""A domain that was just bought leads nowhere yet: the site is sent, and nobody waits for it."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desk.common import project
from desk.publish import domain
from plugins.delivery import manifest
from tests.publish.practices import Practice
from tests.static_server import served

NEW = "https://no-such-host.invalid"
UPLOAD = """\
import shutil, sys
shutil.copytree(sys.argv[sys.argv.index("--dir") + 1], {live!r}, dirs_exist_ok=True)
"""


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(_: float) -> None:
        pytest.fail("Nothing is waited for.")

    monkeypatch.setattr("time.sleep", sleep)


def of_kind(kind: str, practice: Practice, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A place of a kind, with no url of its own but where it would not be looked at otherwise."""
    folder = practice.site.folder
    if kind == "git":
        bare = folder / "there.git"
        subprocess.run(["git", "init", "--quiet", "--bare", bare], check=True)
        return {"kind": "git", "repository": str(bare), "host": "github-pages"}
    if kind == "netlify":
        program = folder / "programs" / "netlify"
        program.parent.mkdir()
        script = folder / "upload.py"
        script.write_text(UPLOAD.format(live=str(practice.live)))
        program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {script} "$@"\n')
        program.chmod(0o755)
        monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
        return {"kind": "netlify", "site": "quiet-room"}
    return {"kind": "folder", "path": "live", "url": NEW}


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script of Unix")
@pytest.mark.parametrize("kind", ["folder", "git", "netlify"])
def test_a_site_is_sent_before_its_domain_leads_anywhere_and_that_is_said(
    practice: Practice, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    practice.site.facts(
        practice={"name": "Quiet Room", "timezone": "America/Denver", "url": NEW},
        crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}],
    )
    practice.places(live=of_kind(kind, practice, monkeypatch))
    for _ in range(2):  # again, before the domain is set
        ended = practice.publish(yes=True)
        assert (ended.code, "Not " in ended.err) == (0, False)
        assert "No address is known yet for no-such-host.invalid" in ended.out
        assert "Publish again then: nothing is sent twice" in ended.out
    assert practice.publish(yes=True, form="json").data["verified"]["live"] is False
    if kind == "git":
        git = ["git", "-C", str(practice.site.folder / "there.git")]
        shown = subprocess.run([*git, "show", "gh-pages:CNAME"], capture_output=True, check=True)
        assert shown.stdout == b"no-such-host.invalid\n"
    else:
        assert manifest.read(practice.live).files
        assert f"{NEW}/articles/rest/" in (practice.live / "sitemap.xml").read_text("utf-8")


def test_a_domain_that_was_seen_and_is_lost_is_a_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "ROOT", tmp_path)
    assert domain.leads_nowhere_yet(NEW)
    domain.note(f"{NEW}/below")
    domain.note(NEW)
    assert not domain.leads_nowhere_yet(NEW)
    assert (tmp_path / ".cache" / "publish" / "seen.txt").read_text() == "no-such-host.invalid\n"
    assert domain.leads_nowhere_yet("https://another-host.invalid")
    with served(tmp_path) as address:
        assert not domain.leads_nowhere_yet(address)


def test_a_list_that_cannot_be_kept_or_read_stops_nobody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(project, "ROOT", tmp_path)
    (tmp_path / ".cache").write_text("no folder")
    domain.note(NEW)
    assert domain.leads_nowhere_yet(NEW)
