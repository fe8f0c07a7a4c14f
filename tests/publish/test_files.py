"""Files that are no pictures, from the content to the live site: named before they are sent."""

from __future__ import annotations

import os
import tempfile
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from desk.build.build import build_site
from desk.build.pelican_run import run_pelican
from desk.check.run import collect
from desk.common import project
from plugins.core.problem import Problem
from plugins.delivery import manifest
from tests.listing import listed
from tests.publish.practices import IN_ORDER, REST, Practice
from tests.site.test_downloads import BAD, GOOD

UNUSED = ("client-list.xlsx", "id_rsa", "a:b.txt", "a\nb.txt", "con.pdf")


def put(practice: Practice, *names: str, text: str = "%PDF") -> None:
    """Files to which the article “rest” leads, and to no others any more."""
    for name in names:
        practice.site.write(f"images/{name}", text)
    links = "".join(f"[It](/images/{quote(name)})\n\n" for name in names)
    practice.site.article("rest", f"{REST}\n{links}", **IN_ORDER)


def of_files(said: str) -> str:
    """The files in a list of changes."""
    _, _, files = said.partition("\nFiles, which everybody can open:\n")
    return files.partition("\n\n")[0]


def test_each_file_is_named_when_it_comes_changes_and_goes(practice: Practice) -> None:
    for name in UNUSED if os.name != "nt" else UNUSED[:2]:
        practice.site.write(f"images/{name}", "Nobody else is to read this.")
    put(practice, "consent.es.pdf", "hours.txt", "old.mp3")
    practice.answers = ["yes"] * 2
    first = practice.publish()
    assert first.out.startswith("\n3 articles new, 3 pages new, 3 files new.\n")
    assert of_files(first.out) == (
        "  + /images/consent.es.pdf\n  + /images/hours.txt\n  + /images/old.mp3"
    )
    put(practice, "hours.txt", "form.docx", text="Monday to Friday, and nothing but that.")
    second = practice.publish()
    assert second.out.startswith(
        "\n1 article changed, 1 file changed, 1 file new, 2 files removed."
    )
    assert of_files(second.out) == (
        "  - /images/consent.es.pdf\n  - /images/old.mp3\n  + /images/form.docx\n"
        "  ~ /images/hours.txt"
    )
    live = listed(practice.live).files
    assert [name for name in live if "images/" in name] == ["images/form.docx", "images/hours.txt"]
    assert practice.publish(dry_run=True, form="json").data["changes"]["downloads"] == []


def test_what_an_older_version_made_public_is_named_when_it_goes(practice: Practice) -> None:
    practice.answers = ["yes"] * 2
    practice.publish()
    leaked = ("images/id_rsa", "images/backup.tar.gz", "images/a.php", "images/notes.docx")
    for name in leaked:
        path = practice.live / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Nobody else is to read this.")
    whole = listed(practice.live)
    (practice.live / manifest.NAME).write_bytes(whole.as_bytes())
    said = practice.publish()
    assert of_files(said.out) == "\n".join(f"  - /{name}" for name in sorted(leaked))


def test_what_the_program_writes_itself_is_not_named(practice: Practice) -> None:
    practice.site.page("search", "Words.\n", template="search")
    practice.site.article("rest.de", **IN_ORDER)
    practice.places(live={"kind": "folder", "path": "live", "url": "https://practice.example"})
    practice.site.write(
        "images/desk.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>'
    )
    practice.site.article("work", "![A desk](/images/desk.svg)\n", **IN_ORDER)
    first = practice.publish(dry_run=True, form="json")
    assert first.code == 0, first.err
    assert first.data["changes"]["files"]["added"] != []
    assert first.data["changes"]["downloads"] == []


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_file_with_any_name_is_sent_and_found_in_the_manifest(
    practice: Practice, kind: str
) -> None:
    put(practice, *GOOD)
    practice.places(live={"kind": kind, "path": "live" if kind == "folder" else "live.zip"})
    practice.answers = ["yes"]
    assert practice.publish().code == 0
    if kind == "zip":
        with zipfile.ZipFile(practice.live.with_suffix(".zip")) as archive:
            archive.extractall(practice.live)
    files = manifest.parse((practice.live / manifest.NAME).read_bytes()).files
    assert {f"images/{name}" for name in GOOD} <= files.keys()
    there = listed(practice.live).files
    assert all(there[name] == file for name, file in files.items())


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_every_command_says_the_same_of_names_that_cannot_be_kept(
    practice: Practice, tmp_path: Path
) -> None:
    put(practice, *BAD)
    for name in (b"a\nb.md", b"\xff\xfe.md", b"c:d.md"):
        path = os.fsencode(practice.site.content / "articles") + b"/" + name
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
            file.write("---\ntitle: T\nsummary: S.\ndate: 2026-03-02\n---\nWords.\n")
    with tempfile.TemporaryDirectory() as folder:
        shown = run_pelican(project.WRITING, practice.site.content, Path(folder) / "site")
    assert shown.trace == ""
    checked = collect(practice.site.content)
    assert named(checked.problems) == named(shown.problems)
    assert len(named(checked.problems)) == len(BAD) + 3
    output = tmp_path / "output"
    assert (build_site(practice.site.content, output), output.exists()) == (1, False)
    built = practice.capsys.readouterr().err
    dry = practice.publish(dry_run=True)
    assert dry.code == 1
    for problem in named(checked.problems):
        assert str(problem) in built
        assert str(problem) in dry.err
    assert "Traceback" not in built + dry.err


def named(problems: tuple[Problem, ...]) -> list[Problem]:
    return sorted(one for one in problems if one.rule == "file-name")
