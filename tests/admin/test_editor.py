"""The editor at /admin/ as part of a site: only where it is asked for, and nothing else changes."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from desk import site_checks
from desk.build import unchanged
from desk.commands.admin import fetch
from desk.publish.changes import between
from plugins.admin import package
from plugins.admin.files import PAGE
from plugins.delivery import headers, manifest
from plugins.delivery import published_addresses as addresses
from tests.trial_site import Built, TrialSite

ASKED: dict[str, Any] = {"PRACTICE_ADMIN": "example/site"}
# What tells a host of each file and each page.
TOLD = {"_headers", ".htaccess", "manifest.json"}


def deliver(site: TrialSite, **settings: Any) -> Built:
    built = site.build(delivered=True, **settings)
    assert not built.refused, built.said()
    return built


@pytest.fixture
def asked(repository: TrialSite, archive: Path) -> Built:
    return deliver(repository, **ASKED)


def test_this_is_all_that_is_there_for_whoever_edits(asked: Built):
    own = {name for name in asked.files() if name.startswith("admin/")}
    assert {name for name in own if not name.endswith((".br", ".gz"))} == {
        "admin/index.html",
        "admin/start.js",
        "admin/config.yml",
        "admin/sveltia/LICENSE.txt",
        "admin/sveltia/index.js",
        "admin/sveltia/chunks/part-AbC.js",
        "admin/sveltia/assets/letters-AbC.woff2",
    }


def test_all_else_is_the_same_to_the_byte(repository: TrialSite, asked: Built):
    without = deliver(repository).files()
    assert not any(name.startswith("admin/") for name in without)
    with_it = asked.files()
    assert with_it.keys() > without.keys()
    assert {name for name in without if with_it[name] != without[name]} <= TOLD
    listed = [name for name in ("sitemap.xml", "robots.txt", "feed.xml") if name in with_it]
    assert listed
    assert not any(b"/admin" in with_it[name] for name in listed)


def test_the_page_states_its_own_policy_and_asks_not_to_be_found(asked: Built):
    page = asked.page(PAGE)
    stated = [one["content"] for one in page.select("meta[http-equiv=Content-Security-Policy]")]
    assert len(stated) == 1
    rules = dict(rule.split(" ", 1) for rule in str(stated[0]).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self' 'wasm-unsafe-eval'"
    assert [source for rule in rules.values() for source in rule.split() if "//" in source] == [
        "https://api.github.com"
    ]
    assert [one["content"] for one in page.select("meta[name=robots]")] == ["noindex"]
    assert [one["content"] for one in page.select("meta[name=referrer]")] == ["no-referrer"]


def test_each_other_page_still_states_the_strict_policy(repository: TrialSite, asked: Built):
    pages = [name for name in asked.files() if name.endswith(".html") and name != PAGE]
    assert len(pages) > 4
    stated = {
        str(asked.page(name).select_one("meta[http-equiv=Content-Security-Policy]"))
        for name in pages
    }
    assert "None" not in stated
    assert not [one for one in stated if "github" in one or "unsafe-inline" in one]


def test_the_finished_site_is_without_fault(asked: Built):
    def faults(*scripted: str) -> list[str]:
        found = site_checks.problems(
            asked.output, base="https://practice.example", scripted=scripted
        )
        return [f"{one.path} {one.rule}" for one in found if one.severity == "error"]

    assert faults("search/index.html", PAGE) == []
    assert faults("search/index.html") == [f"{PAGE} gate-script"]


def test_the_editor_is_told_of_the_folders_that_are_there(repository: TrialSite, archive: Path):
    repository.article("2025/older")
    made = yaml.safe_load(deliver(repository, **ASKED).files()["admin/config.yml"])
    told = [(one["label"], one.get("folder")) for one in made["collections"]]
    assert told == [
        ("Articles", "content/articles"),
        ("Articles: 2025", "content/articles/2025"),
        ("Pages", "content/pages"),
        ("Reading order", None),
    ]
    assert made["app_title"] == "Quiet Room"


def test_another_branch_is_named_behind_the_repository(repository: TrialSite, archive: Path):
    built = deliver(repository, PRACTICE_ADMIN="jane-doe/my.practice@texts/live")
    backend = yaml.safe_load(built.files()["admin/config.yml"])["backend"]
    assert (backend["repo"], backend["branch"]) == ("jane-doe/my.practice", "texts/live")


def test_without_its_program_the_site_is_made_without_it_and_that_is_told(
    repository: TrialSite, archive: Path
):
    archive.unlink()
    built = deliver(repository, **ASKED)
    assert not any(name.startswith("admin/") for name in built.files())
    assert [line for line in built.said() if "/admin/" in line] == [
        (
            "publishconf.py:1: The program of the editor at /admin/ is not here, so the site is "
            "made without it. Run: python3 start.py admin. Then build again."
        )
    ]


def test_another_archive_is_not_taken_for_it(repository: TrialSite, archive: Path):
    archive.write_bytes(archive.read_bytes() + b"\0")
    built = deliver(repository, **ASKED)
    assert not any(name.startswith("admin/") for name in built.files())
    assert [line for line in built.said() if "is not the editor in version" in line]


@pytest.mark.parametrize(
    "wrong",
    ["site", "https://github.com/example/site", "a/b/c", "a b/c", "a/b@", "a/b@x y", "-a/b", "a/é"],
)
def test_what_is_no_repository_is_told_and_stops(repository: TrialSite, archive: Path, wrong: str):
    built = repository.build(delivered=True, PRACTICE_ADMIN=wrong)
    assert built.refused
    assert [one.rule for one in built.errors()] == ["editor-setting"]
    assert "owner" in built.errors()[0].remedy


def test_content_in_no_repository_is_told(repository: TrialSite, archive: Path):
    (repository.folder / ".git").rmdir()
    built = repository.build(delivered=True, **ASKED)
    assert [one.rule for one in built.errors()] == ["editor-setting"]


def test_a_page_or_an_old_address_of_hers_is_never_replaced(repository: TrialSite, archive: Path):
    repository.page("admin")
    built = repository.build(delivered=True, **ASKED)
    assert [one.rule for one in built.errors()] == ["editor-setting"]
    (repository.content / "pages/admin.md").unlink()
    repository.write("redirects.yaml", "/admin/: /articles/rest/\n")
    built = repository.build(delivered=True, **ASKED)
    assert [one.rule for one in built.errors()] == ["editor-setting"]


def test_without_the_editor_her_page_may_have_that_name(repository: TrialSite):
    repository.page("admin")
    built = deliver(repository)
    assert "admin/index.html" in built.files()
    site = manifest.of_files(built.files())
    assert "/admin/" in addresses.of_site(site)


def test_what_it_would_not_keep_is_told_of_each_text(repository: TrialSite, archive: Path):
    repository.write("articles/old.md", "Title: Old\nDate: 2026-03-02\nSummary: It is.\n\nWords.\n")
    text = (repository.content / "reading-paths.yaml").read_text()
    repository.write("reading-paths.yaml", f"# in her order\n{text}")
    built = deliver(repository, **ASKED)
    told = [
        (Path(one.path).name, one.severity) for one in built.problems if one.rule == "editor-text"
    ]
    assert told == [("old.md", "warning"), ("reading-paths.yaml", "note")]
    made = yaml.safe_load(built.files()["admin/config.yml"])
    assert "order" not in [one["name"] for one in made["collections"]]


def test_paths_of_bare_names_are_left_to_a_text_editor(repository: TrialSite, archive: Path):
    repository.paths({"path": "Beginning", "articles": ["rest"]})
    made = yaml.safe_load(deliver(repository, **ASKED).files()["admin/config.yml"])
    assert "order" not in [one["name"] for one in made["collections"]]


def test_publishing_tells_visitors_nothing_of_it_and_keeps_no_address(
    repository: TrialSite, asked: Built
):
    before, after = deliver(repository).files(), asked.files()
    old, new = manifest.of_files(before), manifest.of_files(after)

    def read(files: dict[str, bytes]):
        return lambda paths: {path: files[path] for path in paths if path in files}

    found = between(read(after), new, old, read(before))
    assert (found.pages, found.downloads) == ((), ())
    assert "admin/index.html" in found.files.added
    assert found.sent_files == len(found.files.sent)
    back = between(read(before), old, new, read(after))
    assert (back.pages, back.downloads, back.lost) == ((), (), ())
    assert addresses.of_site(new) == addresses.of_site(old)


def test_a_preview_never_has_it(repository: TrialSite, archive: Path):
    written = repository.build(strict=False).files()
    assert not any(name.startswith("admin/") for name in written)


def test_a_build_is_made_anew_once_its_program_is_there(archive: Path):
    assert str(package.FOLDER) in unchanged.usual_places().folders


def test_hosts_with_one_policy_for_all_pages_send_what_any_needs():
    strict = headers.Needs(styles=frozenset(["'sha256-x'"]))
    own = headers.Needs(
        stated="default-src 'none'; style-src 'self' 'unsafe-inline'; img-src blob:"
    )
    alone, both = (
        headers.table({"a.html": strict}, "", 0),
        headers.table({"a.html": strict, PAGE: own}, "", 0),
    )
    assert alone.any_policy == alone.script_policy == both.policy
    assert dict(alone.own_policies) == {}
    assert dict(both.own_policies) == {
        "/admin/": "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src blob:; "
        "frame-ancestors 'none'"
    }
    rules = dict(rule.split(" ", 1) for rule in both.any_policy.split("; "))
    assert rules["style-src"] == "'self' 'unsafe-inline'"  # beside a hash it would allow nothing
    assert rules["img-src"] == "'self' blob:"
    assert (rules["default-src"], rules["base-uri"]) == ("'none'", "'none'")


def npm(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program called npm that does what `script` says, in Python, and nothing else on the way."""
    folder.mkdir()
    program = folder / "npm"
    program.write_text(f"#!{sys.executable}\nimport sys, pathlib\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))


@pytest.mark.skipif(sys.platform == "win32", reason="a program without an ending is none there")
def test_what_npm_fetches_is_kept_if_it_is_the_one(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    data = archive.read_bytes()
    archive.unlink()
    write = "pathlib.Path(sys.argv[-1], 'x.tgz').write_bytes(bytes.fromhex('{}'))"
    npm(tmp_path / "bin", write.format(data.hex()), monkeypatch)
    assert fetch() == 0
    assert package.find() == package.FOLDER / "x.tgz"
    assert fetch() == 0
    assert "already" in capsys.readouterr().out
    (package.FOLDER / "x.tgz").unlink()
    npm(tmp_path / "other", write.format("00"), monkeypatch)
    assert fetch() == 1
    assert list(package.FOLDER.iterdir()) == []
    assert "not what was looked at" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="a program without an ending is none there")
def test_why_npm_did_not_fetch_it_is_told_with_the_way_by_hand(
    archive: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
):
    archive.unlink()
    npm(tmp_path / "bin", "sys.exit('no such registry')", monkeypatch)
    assert fetch() == 1
    said = capsys.readouterr().err
    assert said.startswith("Not fetched: no such registry\n")
    assert f"version {package.VERSION} of the package @sveltia/cms" in said
    monkeypatch.setenv("PATH", str(tmp_path))
    assert fetch() == 1
    assert "npm is not here" in capsys.readouterr().err
