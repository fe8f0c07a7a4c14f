"""Paths in publish.yaml: none replaces what a site is made of, none breaks the program."""

from __future__ import annotations

import pytest

from desk.common import project
from tests.publish.practices import Practice


def told(practice: Practice, **settings: str) -> str:
    practice.places(live=settings)
    ended = practice.publish(dry_run=True)
    assert ended.code == 1
    assert "Traceback" not in ended.err
    return ended.err.strip().splitlines()[-1]


@pytest.mark.parametrize("kind", ["folder", "zip"])
@pytest.mark.parametrize(
    "path",
    [
        *("content/images", "content/articles/rest", "content/../content/x", ".cache/publish"),
        *(".git/x", "project/theme", "project/plugins/x", "project/.cache/x", "project/.git"),
        *("project/.venv/x", "a-link/x"),
    ],
)
def test_a_place_within_the_originals_is_refused(kind: str, path: str, practice: Practice) -> None:
    (practice.site.folder / "a-link").symlink_to(practice.site.content)
    assert ", because that lies in " in told(practice, kind=kind, path=path)


@pytest.mark.parametrize("path", [".", "..", "/", "content", "project"])
def test_a_place_that_holds_the_originals_is_refused(path: str, practice: Practice) -> None:
    project.ROOT.mkdir()
    assert ", which is not to be replaced." in told(practice, kind="folder", path=path)


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a\0b", "holds a sign that cannot be in a path. Type it once more."),
        ("~nosuchuser/x", "names “~nosuchuser”, and this computer has nobody of that name."),
        ("x" * 300, "has a name that is too long for a disk. Choose a shorter one."),
        ("é" * 150, "has a name that is too long for a disk. Choose a shorter one."),
        ("circle/x", "leads nowhere: "),
    ],
)
def test_a_path_that_no_disk_can_have_is_told(path: str, expected: str, practice: Practice) -> None:
    circle = practice.site.folder / "circle"
    circle.symlink_to(circle)
    assert expected in told(practice, kind="folder", path=path)


def test_settings_for_ssh_that_come_with_the_content_run_nothing(practice: Practice) -> None:
    ran = practice.site.folder / "ran"
    practice.site.write("ssh_config", f"Host *\n  ProxyCommand touch {ran}\n")
    (practice.site.folder / "a-link").symlink_to(practice.site.content / "ssh_config")
    server = {"kind": "rsync", "host": "server.example", "path": "/srv/site"}
    for path in ("content/ssh_config", "a-link", str(practice.site.content / "ssh_config")):
        line = told(practice, **server, ssh_config=path)
        assert "lies in the content, and such a file can run programs." in line
    assert not ran.exists()


def test_settings_for_ssh_that_are_used_are_named(practice: Practice) -> None:
    file = practice.site.folder / "ssh_config"
    file.write_text("Host *\n  ProxyCommand false\n")
    practice.places(
        live={"kind": "rsync", "host": "x.example", "path": "/x", "ssh_config": file.name}
    )
    assert f"ssh is used with the settings in {file}." in practice.publish(dry_run=True).err
