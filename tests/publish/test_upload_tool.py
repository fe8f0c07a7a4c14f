"""Netlify and Cloudflare Pages: what we hand over to their programs, and what we read at a host.

Their programs need an account, so a few lines of Python stand in for them here. That shows our own
part and nothing of theirs: the folder with exactly the manifest's files, the words of the command,
the folder it works in and the environment. The words were compared by hand with what
`netlify deploy --help` (netlify-cli 26.2.0) and `wrangler pages deploy --help` (wrangler 4.86.0)
say: --prod, --no-build, --dir, --site and --message; the folder, --project-name, --branch and
--commit-dirty.
"""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desk.common import project
from desk.common.errors import CommandError
from desk.publish import domain
from desk.publish.config import Place
from desk.publish.target import MovedError, NoFormerReleaseError, Sent
from desk.publish.targets import target
from desk.publish.targets.upload_tool import UploadTool
from plugins.delivery.manifest import Manifest
from tests.publish.sites import site
from tests.static_server import served

# A line "#!" cannot name a Python whose folder has a space in its name.
STARTER = """\
#!/bin/sh
exec {python} {script} "$@"
"""
STAND_IN = """\
import json, os, shutil, sys
from pathlib import Path
words = sys.argv[1:]
given = Path(words[words.index("--dir") + 1] if "--dir" in words else words[2])
shutil.copytree(given, {live!r}, dirs_exist_ok=True)
quiet = ("CI", "NETLIFY_TELEMETRY_DISABLED", "WRANGLER_SEND_METRICS", "NETLIFY_AUTH_TOKEN")
told = dict(
    words=[word.replace(str(given), "FOLDER") for word in words],
    at=[os.getcwd() == str(given.parent.resolve()), sorted(os.listdir())],
    env={{name: os.environ.get(name) for name in quiet}},
)
Path({told!r}).write_text(json.dumps(told))
sys.exit({code})
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the live site is seen; it lies in the folder `live`."""
    (tmp_path / "live").mkdir()
    with served(tmp_path / "live") as url:
        yield url


def stand_in(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, code: str = "0") -> None:
    programs = folder / "programs"
    programs.mkdir()
    told, live = str(folder / "told.json"), str(folder / "live")
    script, file = folder / "stand_in.py", programs / name
    script.write_text(STAND_IN.format(told=told, live=live, code=code))
    python = shlex.quote(sys.executable)
    file.write_text(STARTER.format(python=python, script=shlex.quote(str(script))))
    file.chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.defpath}")


def quiet(done: int, total: int, name: str) -> None:
    """Nobody watches."""


def place(kind: str, url: str, **settings: str) -> UploadTool:
    made = target(Place("live", kind, url, settings, 1), Path())
    assert isinstance(made, UploadTool)
    return made


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script of Unix")
@pytest.mark.parametrize(
    ("kind", "program", "settings", "words"),
    [
        (
            "netlify",
            "netlify",
            {"site": "quiet-room"},
            "deploy --prod --no-build --dir FOLDER --site quiet-room --message",
        ),
        (
            "cloudflare-pages",
            "wrangler",
            {"project": "quiet-room"},
            "pages deploy FOLDER --project-name quiet-room --branch main --commit-dirty=true",
        ),
        (
            "cloudflare-pages",
            "wrangler",
            {"project": "quiet-room", "branch": "live"},
            "pages deploy FOLDER --project-name quiet-room --branch live --commit-dirty=true",
        ),
    ],
)
def test_the_program_is_given_the_files_of_the_manifest_and_nothing_else(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    program: str,
    settings: dict[str, str],
    words: str,
) -> None:
    stand_in(tmp_path, monkeypatch, program)
    monkeypatch.setenv("NETLIFY_AUTH_TOKEN", "its-own-business")
    new = site(tmp_path / "site", "v1")
    (tmp_path / "site" / ".practice-press").write_text("Not for visitors.")
    live = place(kind, address, **settings)
    assert live.manifest() is None
    sent = live.send(tmp_path / "site", new, None, quiet)
    assert sent == Sent(len(new.files), sum(file.size for file in new.files.values()))
    assert live.manifest() == new
    assert not (tmp_path / "live" / ".practice-press").exists()
    told: dict[str, Any] = json.loads((tmp_path / "told.json").read_text())
    assert " ".join(told["words"]).startswith(words)
    assert told["at"] == [True, ["site"]]  # no settings of the project's own lie there
    assert told["env"] == {
        "CI": "true",
        "NETLIFY_TELEMETRY_DISABLED": "1",
        "WRANGLER_SEND_METRICS": "false",
        "NETLIFY_AUTH_TOKEN": "its-own-business",
    }
    assert live.send(tmp_path / "site", new, new, quiet) == Sent()
    with pytest.raises(MovedError):
        live.send(tmp_path / "site", new, Manifest(), quiet)


@pytest.mark.parametrize(
    ("kind", "settings", "remedy"),
    [
        (
            "netlify",
            {"site": "x"},
            (
                "The program netlify is not on this computer. Install it with npm install --global "
                "netlify-cli, then sign in: netlify login."
            ),
        ),
        (
            "cloudflare-pages",
            {"project": "x"},
            (
                "The program wrangler is not on this computer. Install it with npm install "
                "--global wrangler, then sign in: wrangler login."
            ),
        ),
    ],
)
def test_without_the_program_it_is_said_how_to_come_by_it(
    address: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    settings: dict[str, str],
    remedy: str,
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    new = site(tmp_path / "site", "v1")
    with pytest.raises(CommandError) as told:
        place(kind, address, **settings).send(tmp_path / "site", new, None, quiet)
    assert str(told.value) == remedy


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a script of Unix")
def test_what_the_program_complains_of_is_passed_on(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stand_in(tmp_path, monkeypatch, "netlify", code="'Not logged in.\\nPlease log in.'")
    new = site(tmp_path / "site", "v1")
    with pytest.raises(CommandError) as told:
        place("netlify", address, site="x").send(tmp_path / "site", new, None, quiet)
    assert str(told.value) == (
        "netlify could not do it; the site that was live still is. It says: Not logged in. Please "
        "log in."
    )


@pytest.mark.parametrize("kind", ["netlify", "cloudflare-pages"])
def test_going_back_is_done_on_the_hosts_own_page_and_said_so(kind: str) -> None:
    with pytest.raises(NoFormerReleaseError, match="Go back on"):
        place(kind, "http://127.0.0.1:9", site="x", project="x").back(quiet)


def test_without_a_url_it_is_not_known_what_is_live() -> None:
    with pytest.raises(CommandError, match="not known where the site of “live” is seen"):
        place("netlify", "", site="x")


@pytest.mark.parametrize(
    "given",
    [
        os.urandom(10_000),
        b"",
        b"<!DOCTYPE html><title>Somebody else's site</title>",
        b'{"name": "An app", "short_name": "App"}',
        b'{"version": 1, "files": {"../../etc/passwd": {"sha256": "'
        + b"0" * 64
        + b'", "size": 1}}}',
        b'{"version": 1, "files": {"C:/x": {"sha256": "' + b"0" * 64 + b'", "size": 1}}}',
        b'{"version": 1, "files": {"a\\nb": {"sha256": "' + b"0" * 64 + b'", "size": 1}}}',
        b'{"version": 1, "files": [1, 2]}',
        b"[" * 200_000,
        b"9" * 10_000,
    ],
)
def test_whatever_stands_in_the_place_of_a_live_manifest_is_the_site_before_ours(
    address: str, tmp_path: Path, given: bytes
) -> None:
    """It belongs to whoever holds the key to that project; the host keeps it among its releases."""
    (tmp_path / "live" / "manifest.json").write_bytes(given)
    assert place("netlify", address, site="x").manifest() is None


def test_a_domain_that_still_leads_on_at_a_former_host_is_no_hindrance_until_it_was_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.publish.test_verify import host

    monkeypatch.setattr(project, "ROOT", tmp_path)
    with host(lambda _: (301, {"Location": "https://www.former.example/"}, b"")) as live:
        assert place("netlify", live.url, site="x").manifest() is None
        domain.note(live.url)
        with pytest.raises(CommandError, match="answers 301, so what is live is not known"):
            place("netlify", live.url, site="x").manifest()


def test_a_host_that_answers_neither_yes_nor_no_is_not_published_to(tmp_path: Path) -> None:
    from tests.publish.test_verify import host

    with host(lambda _: (403, {}, b"")) as live, pytest.raises(CommandError) as told:
        place("netlify", live.url, site="x").manifest()
    assert str(told.value) == f"{live.url} answers 403, so what is live is not known."
