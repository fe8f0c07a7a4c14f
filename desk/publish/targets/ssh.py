"""A server reached by SSH: scripts run on it, its refusals put in words."""

from __future__ import annotations

import atexit
import contextlib
import shlex
import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from desk.common.errors import BusyError, CommandError
from desk.common.terminal import printable

_PAUSES = (0.4, 0.8, 1.6, 0.0)  # seconds after a try that the line has cut; 0 after the last one
_BEAT = 5.0  # seconds between two signs of life of whoever holds a lock
_LOCK = Path(__file__).with_name("lock.sh").read_text("utf-8")
_REMEDIES = {
    "Permission denied (publickey": "The server does not know your key: ssh-copy-id puts it there.",
    "Host key verification failed": "Connect once by hand (ssh) and compare its fingerprint.",
    "HOST IDENTIFICATION HAS CHANGED": "Ask whoever runs it, before you go on, if it was replaced.",
    "Could not resolve hostname": "Look at the server's name in publish.yaml.",
    "Connection refused": "Nothing answers there. Look at the server's name and port.",
    "No space left on device": "The server's disk is full. Make room there and publish again.",
    "Permission denied": "You may not read or write there. Ask whoever runs the server.",
    "not found": "That program has to be installed on the server.",
}


class RemoteError(CommandError):
    """A program on the server ended with `code`, which says more than that it did not work."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


def _private_folder() -> Path:
    """Return a folder for a socket, the path of which may be 104 bytes long on a Mac, no more."""
    folder = Path(tempfile.mkdtemp(prefix="pp-", dir="/tmp" if Path("/tmp").is_dir() else None))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@dataclass(frozen=True)
class Ssh:
    """`host` as ssh takes it (`name@server`, or a name from ssh's own settings).

    `options` are words for the ssh program. What signs in is the person's own: agent, settings.
    """

    host: str
    options: tuple[str, ...] = ()
    shared: Path = field(default_factory=_private_folder)

    @property
    def command(self) -> list[str]:
        """Return the ssh program and its options: one connection is shared by all that follows."""
        share = ["ControlMaster=auto", f"ControlPath={self.shared}/line", "ControlPersist=15"]
        alive = ["ConnectTimeout=15", "ServerAliveInterval=5", "ServerAliveCountMax=3"]
        settings = ("BatchMode=yes", *share, *alive)
        return ["ssh", *self.options, *(word for each in settings for word in ("-o", each))]

    def run(self, script: str, *arguments: str, given: bytes = b"") -> bytes:
        """Return what a shell script prints on the server. `given` goes to its standard input.

        A lost connection is tried again, a little later each time. Raises `CommandError`.
        """
        words = ["sh", "-c", script, "sh", *arguments]
        return self.patiently([*self.command, self.host, shlex.join(words)], given)

    def patiently(self, command: Sequence[str], given: bytes = b"") -> bytes:
        """Return what a program prints that talks to the server (ssh or rsync)."""
        for pause in _PAUSES:
            try:
                done = subprocess.run(command, input=given, capture_output=True, check=False)
            except FileNotFoundError as error:
                raise CommandError(
                    f"The program {command[0]} is not on this computer. Install it, or publish "
                    "to another kind of place."
                ) from error
            if not pause or not _is_lost(done.returncode, done.stderr):
                break
            self.hang_up()
            time.sleep(pause)
        if done.returncode:
            raise RemoteError(self._in_words(done.stderr), done.returncode)
        return done.stdout

    @contextmanager
    def locked(self, folder: str) -> Iterator[None]:
        """Hold the server's lock for `folder`, which is made. Raises `BusyError` if others do."""
        words = shlex.join(["sh", "-c", _LOCK, "sh", folder])
        command = [*self.command, "-o", "ControlPath=none", self.host, words]
        pipe = subprocess.PIPE
        for pause in _PAUSES:
            with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe) as held:
                assert held.stdin
                assert held.stdout
                assert held.stderr
                if held.stdout.readline().strip() == b"locked":
                    over = threading.Event()
                    beating = threading.Thread(target=_beat, args=(held.stdin, over), daemon=True)
                    beating.start()
                    try:
                        yield
                    finally:
                        over.set()
                        beating.join()
                        with contextlib.suppress(OSError):
                            held.stdin.close()
                        try:
                            held.wait(10)
                        except subprocess.TimeoutExpired:
                            held.kill()
                    return
                said = held.stderr.read()
            if held.returncode == 75:
                raise BusyError(
                    "Another publish to the same server is under way. Wait until it is done."
                )
            if not pause or not _is_lost(held.returncode, said):
                raise RemoteError(self._in_words(said), held.returncode)
            time.sleep(pause)

    def hang_up(self) -> None:
        """End the shared connection, if there is one."""
        subprocess.run([*self.command, "-O", "exit", self.host], capture_output=True, check=False)

    def close(self) -> None:
        self.hang_up()
        shutil.rmtree(self.shared, ignore_errors=True)

    def _in_words(self, heard: bytes) -> str:
        said = " ".join(printable(heard.decode("utf-8", "replace")).split())
        remedy = next((words for sign, words in _REMEDIES.items() if sign in said), "")
        quoted = f" The server says: {said[:400]}" if said else ""
        return f"It did not work on {self.host}. {remedy}{quoted}".replace("  ", " ").strip()


def _is_lost(code: int, said: bytes) -> bool:
    """Return whether the line was lost, by the codes of ssh and rsync (its "Exit values")."""
    return code in (255, 10, 12, 30, 35) and b"denied" not in said and b"Host key" not in said


def _beat(listening: IO[bytes], over: threading.Event) -> None:
    """Give signs of life, until it is over or nobody listens any more."""
    with contextlib.suppress(OSError):
        while not over.wait(_BEAT):
            listening.write(b".")
            listening.flush()
