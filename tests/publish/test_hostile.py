"""What somebody may write into publish.yaml, or a host may answer, to do more than publish."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from desk.common.errors import CommandError
from desk.publish.config import read
from desk.publish.targets import folder
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.git_command import Git, without_password
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.ssh import Ssh
from tests.publish.conftest import needed
from tests.publish.servers import SshServer
from tests.publish.sites import site


def quiet(done: int, total: int, name: str) -> None:
    """Nobody watches."""


@pytest.mark.parametrize(
    ("kind", "setting", "text"),
    [
        ("rsync", "host", "-oProxyCommand=touch${IFS}owned"),
        ("rsync", "host", "server; touch owned"),
        ("rsync", "host", "name@server touch"),
        ("rsync", "path", "-e touch owned"),
        ("rsync", "path", "/srv/../etc"),
        ("rsync", "path", "/"),
        ("rsync", "path", "~/"),
        ("rsync", "path", "/srv/a\x1b[2J"),
        ("rsync", "port", "22 -oProxyCommand=x"),
        ("git", "repository", "--upload-pack=touch owned"),
        ("git", "repository", "ext::sh -c touch% owned"),
        ("git", "repository", "https://jane:secret@host.example/site.git"),
        ("git", "repository", "https://ghp_0123456789abcdefghij@host.example/site.git"),
        ("git", "branch", "--force"),
        ("git", "branch", "a..b"),
        ("git", "branch", "main:other"),
    ],
)
def test_a_setting_that_is_more_than_a_name_is_refused(kind: str, setting: str, text: str) -> None:
    fine = {
        "rsync": {"kind": kind, "host": "server", "path": "/srv/site"},
        "git": {"kind": kind, "repository": "../site.git"},
    }
    entry = fine[kind] | {setting: text}
    _, problems = read(json.dumps({"live": entry}), "publish.yaml")
    assert [problem.rule for problem in problems] == ["publish-settings"]


def test_signs_that_a_shell_understands_are_a_folder_name_like_others(
    ssh_server: SshServer, tmp_path: Path
) -> None:
    name = 'it\'s $(touch owned) `touch owned`; touch owned & "x" *'
    place = Rsync("", Ssh("127.0.0.1", ssh_server.options), str(tmp_path / name))
    new = site(tmp_path / "site", "v1")
    place.send(tmp_path / "site", new, place.manifest(), quiet)
    assert place.manifest() == new
    assert {path.name for path in tmp_path.iterdir()} == {"site", name}
    place.ssh.close()


def test_a_link_on_a_server_is_not_followed_when_files_are_read(
    ssh_server: SshServer, tmp_path: Path
) -> None:
    place = Rsync("", Ssh("127.0.0.1", ssh_server.options), str(tmp_path / "srv"))
    new = site(tmp_path / "site", "v1")
    place.send(tmp_path / "site", new, None, quiet)
    (tmp_path / "secret").write_text("not to be shown")
    page = tmp_path / "srv" / "current" / "index.html"
    page.unlink()
    page.symlink_to(tmp_path / "secret")
    assert place.read(["index.html"]) == {}
    place.ssh.close()


def test_a_link_in_the_live_folder_is_not_made_part_of_the_next_version(tmp_path: Path) -> None:
    place = Folder("", tmp_path / "live")
    first = site(tmp_path / "one", "v", {"/": "Home.", "/a/": "A."})
    place.send(tmp_path / "one", first, None, quiet)
    page = place.path / "a" / "index.html"
    (tmp_path / "elsewhere").write_bytes(page.read_bytes())
    page.unlink()
    page.symlink_to(tmp_path / "elsewhere")
    second = site(tmp_path / "two", "v", {"/": "Home!", "/a/": "A."})
    place.send(tmp_path / "two", second, place.manifest(), quiet)
    assert not page.is_symlink()


def test_a_link_to_the_folder_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk" / "site").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "disk" / "site")
    places, _ = read('{"live": {"kind": "folder", "path": "link"}}', "")
    place = folder.Folder.of(places[0], tmp_path)
    for version in ("v1", "v2"):
        new = site(tmp_path / version, version)
        place.send(tmp_path / version, new, place.manifest(), quiet)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "link" / "theme" / "style.v2.css").is_file()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("https://jane:secret@host/x", "https://host/x"),
        ("https://jane:se@cret@host/x", "https://host/x"),
        ("https://token@host/x and ssh://git@host/y", "https://host/x and ssh://host/y"),
        ("https://host/@jane", "https://host/@jane"),
    ],
)
def test_nobody_reads_a_password_in_a_message(said: str, shown: str) -> None:
    assert without_password(said) == shown


def test_a_repository_cannot_steer_the_terminal(tmp_path: Path) -> None:
    needed("git")
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    hook = remote / "hooks" / "pre-receive"
    hook.write_text("#!/bin/sh\nprintf '\\033[2Jgone'; exit 1\n")
    hook.chmod(0o755)
    place = GitBranch("", str(remote), "pages", Git(tmp_path / "kept.git"))
    new = site(tmp_path / "site", "v1")
    with pytest.raises(CommandError) as refused:
        place.send(tmp_path / "site", new, place.manifest(), quiet)
    assert "gone" in str(refused.value)
    assert "\x1b" not in str(refused.value)
