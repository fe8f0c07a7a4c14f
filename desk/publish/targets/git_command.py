"""Git's own commands, with its answers as bytes and its refusals in words."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from desk.common.errors import CommandError
from desk.common.terminal import printable

_SIGNED_IN = re.compile(r"(?<=://)[^/\s]+@")  # a name and a password within an address
# No line end is changed, nothing is tidied up in the background, no hook of the person's own runs,
# and a line on which nothing comes any more is given up.
_SETTINGS = (
    *("core.autocrlf=false", "gc.auto=0", "core.quotePath=false", f"core.hooksPath={os.devnull}"),
    *("http.lowSpeedLimit=1", "http.lowSpeedTime=30"),
)
_SSH = "ssh -o BatchMode=yes -o ConnectTimeout=15 -o ServerAliveInterval=5 -o ServerAliveCountMax=3"
# What git sets for its hooks: a publish that a hook begins is about another repository.
_OF_ANOTHER = ("GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_WORK_TREE", "GIT_NAMESPACE")
# By these a lost line shows itself in what git says, and not a refusal.
_LOST = re.compile(
    r"Connection (reset|closed|refused|timed out)|kex_exchange|Broken pipe|early EOF|hung up"
    r"|unexpected disconnect|Could not connect|Failed to connect|Operation timed out|RPC failed"
    r"|Could not read from remote|Timeout, server|Recv failure|returned error: 5\d\d"
)
_REFUSED = re.compile(r"denied|Host key|rejected|Authentication|not found|does not exist")
_PAUSES = (0.4, 0.8, 1.6)  # seconds between tries on a line that is lost


@dataclass(frozen=True)
class Git:
    """A bare repository at `folder`, made when it is first needed."""

    folder: Path

    def __call__(
        self,
        *words: str,
        given: bytes = b"",
        more: Mapping[str, str] | None = None,
        at: Path | None = None,
    ) -> bytes:
        """Return what git prints. `given` is its standard input, `more` goes to its environment.

        It never asks for a password: it uses what the person has set up (SSH agent, credential
        helper). Raises `CommandError` with git's own words, without credentials.
        """
        settings = (word for setting in _SETTINGS for word in ("-c", setting))
        command = ["git", *settings, f"--git-dir={self.folder}", *words]
        around = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
        environment = {**around, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C", **(more or {})}
        environment.setdefault("GIT_SSH_COMMAND", _SSH)
        try:
            done = subprocess.run(
                command, input=given, capture_output=True, env=environment, cwd=at, check=False
            )
        except FileNotFoundError as error:
            raise CommandError(
                "The program git is not on this computer. Install it from git-scm.com."
            ) from error
        if done.returncode:
            said = " ".join(printable(done.stderr.decode("utf-8", "replace")).split())
            raise CommandError(f"Git could not do it. It says: {without_password(said)}")
        return done.stdout

    def line(self, *words: str, **more: Mapping[str, str]) -> str:
        """Return the one line that git prints."""
        return self(*words, **more).decode("utf-8", "replace").strip()  # type: ignore[arg-type]

    def patiently(self, *words: str) -> bytes:
        """Return the same over a line; when that is lost, try again, a little later each time."""
        for pause in _PAUSES:
            try:
                return self(*words)
            except CommandError as error:
                said = str(error)
                if _REFUSED.search(said) or not _LOST.search(said):
                    raise
            time.sleep(pause)
        return self(*words)

    def begin(self) -> None:
        """Make the repository if it is not there; at once, so that there is never half of one."""
        if not (self.folder / "HEAD").is_file():
            self.folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder.parent) as place:
                made = Path(place) / "made"
                Git(made)("init", "--quiet", "--bare", str(made))
                with contextlib.suppress(OSError):  # somebody else was quicker
                    made.rename(self.folder)

    def tidy(self) -> None:
        """Take away what a git that was killed has left: its locks, which would stop the next.

        Only for whoever holds the lock of ours: then no other git is at work here.
        """
        for path in (*self.folder.glob("*.lock"), *(self.folder / "refs").rglob("*.lock")):
            path.unlink(missing_ok=True)


def without_password(text: str) -> str:
    """Return an address, or a text with addresses in it, without who signs in."""
    return _SIGNED_IN.sub("", text)


def identity() -> dict[str, str]:
    """Return who commits, as an environment: the person's own name in git, else the program's."""
    found = {}
    for what, default in (("NAME", "Practice Press"), ("EMAIL", "publish@localhost")):
        setting = ["git", "config", f"user.{what.lower()}"]
        known = subprocess.run(setting, capture_output=True, check=False).stdout.strip()
        for role in ("AUTHOR", "COMMITTER"):
            name = f"GIT_{role}_{what}"
            found[name] = os.environ.get(name) or known.decode("utf-8", "replace") or default
    return found
