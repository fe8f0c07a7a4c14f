"""Real places to publish to, on this computer: a server with SSH, a git repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.publish.target import Target
from desk.publish.targets.folder import Folder
from desk.publish.targets.git_branch import GitBranch
from desk.publish.targets.git_command import Git
from desk.publish.targets.rsync import Rsync
from desk.publish.targets.ssh import Ssh
from desk.publish.targets.zip_file import Zip
from tests.publish.practices import practice as practice  # fixtures for the tests here
from tests.publish.practices import published as published
from tests.publish.practices import published_once as published_once
from tests.publish.practices import released as released
from tests.publish.servers import SshServer, free_port


def needed(*programs: str) -> dict[str, str]:
    """Where the programs are. Without them a test is skipped, and in CI it fails."""
    found = {name: shutil.which(name) or shutil.which(name, path="/usr/sbin") for name in programs}
    missing = [name for name, path in found.items() if not path]
    if missing:
        reason = f"{', '.join(missing)} not found: apt install rsync openssh-server git"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return {name: str(path) for name, path in found.items()}


@pytest.fixture(scope="session")
def ssh_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SshServer]:
    needed("sshd", "ssh", "ssh-keygen", "rsync")
    server = SshServer(tmp_path_factory.mktemp("sshd"), free_port())
    server.prepare()
    server.start()
    yield server
    server.stop()


@pytest.fixture(params=["folder", "zip", "git", "rsync"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    """Each kind of place that is on this computer, empty."""
    target: Target
    match request.param:
        case "folder":
            target = Folder("", tmp_path / "live")
        case "zip":
            target = Zip("", tmp_path / "live.zip")
        case "git":
            needed("git")
            remote = tmp_path / "remote.git"
            subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
            target = GitBranch("", str(remote), "pages", Git(tmp_path / "kept.git"))
        case _:
            ssh = Ssh("127.0.0.1", request.getfixturevalue("ssh_server").options)
            target = Rsync("", ssh, str(tmp_path / "srv"), keep=3)
    yield target
    if isinstance(target, Rsync):
        target.ssh.close()
