"""A real sshd on loopback, ended by its own process."""

from __future__ import annotations

import contextlib
import getpass
import os
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

NOBODY = 65534
# Whoever signs in is nobody, so that permissions hold although root has started the server.
_AS_NOBODY = (
    f"ForceCommand cd / && HOME=/nonexistent exec setpriv --reuid={NOBODY} --regid={NOBODY} "
    '--clear-groups sh -c "$SSH_ORIGINAL_COMMAND"\n'
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def wait_for(port: int) -> None:
    """Until something listens on the port of this computer, at most ten seconds."""
    for _ in range(400):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.025)
    raise TimeoutError(f"nothing listens on port {port}")


@dataclass
class SshServer:
    """A real sshd with a key of its own; `options` are words for ssh to reach it."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def options(self) -> tuple[str, ...]:
        return ("-F", str(self.folder / "ssh_config"))

    def prepare(self, as_nobody: bool = False) -> None:
        """Its keys and settings. `as_nobody` (for root) takes every right from who signs in."""
        folder = self.folder
        for key in ("host", "user"):
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / key)]
            subprocess.run(command, check=True)
        if os.getuid() == 0:  # where Debian's sshd puts its connections before they have signed in
            Path("/run/sshd").mkdir(exist_ok=True)
        (folder / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/user.pub\nPidFile {folder}/pid\nStrictModes no\n"
            "UsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nMaxStartups 100\n"
            # Else bash takes itself for the first one and does all that a person's .bashrc says.
            f"MaxSessions 100\nSetEnv SHLVL=2\n{_AS_NOBODY if as_nobody else ''}"
        )
        self.reached_by(self.port)

    def reached_by(self, port: int) -> None:
        """Whoever uses `options` comes in by this port, which may be a line to the server's."""
        folder = self.folder
        (folder / "ssh_config").write_text(
            f"Host *\n  IdentityFile {folder}/user\n  IdentitiesOnly yes\n  Port {port}\n"
            f"  User {getpass.getuser()}\n  UserKnownHostsFile {folder}/known\n"
            "  StrictHostKeyChecking accept-new\n  LogLevel ERROR\n"
        )

    def start(self) -> None:
        program = shutil.which("sshd") or shutil.which("sshd", path="/usr/sbin")
        command = [str(program), "-D", "-f", str(self.folder / "sshd_config")]
        self.process = subprocess.Popen([*command, "-E", str(self.folder / "log")])
        wait_for(self.port)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(10)

    def kill(self) -> None:
        """It and everything that it has begun, without a word, as when its computer stops."""
        if self.process:
            everything = [self.process.pid, *_descendants(self.process.pid)]
            for pid in everything:
                _kill(pid)
            self.process.wait(10)


def _descendants(pid: int) -> list[int]:
    parents: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            after = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(after[1]), []).append(int(stat.parent.name))
    found, waiting = [], [pid]
    while waiting:
        children = parents.get(waiting.pop(), [])
        found += children
        waiting += children
    return found


def _kill(pid: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
