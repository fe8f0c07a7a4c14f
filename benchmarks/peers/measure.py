"""Measure builds and servers: seconds of the clock, seconds of the processor, and memory.

A build is one process with all that it starts and waits for; the system says what they took
(`wait4`: the processor's time of all of them, and the memory of the largest, never less than that
of this program). A server is a session of processes, which /proc tells of; its memory is that of
all of them added up, so that what two of them share counts twice; and each look at a page costs it
a little of the processor's time. Needs Linux for that.
"""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

_HERE = "127.0.0.1"
_POLL = 0.005  # seconds between two looks at a page
_QUIET = 0.2  # seconds without work, after which a server has done all that a save takes
_IDLE = 0.015  # seconds of work meanwhile that are none: one tick, for a look at the clock
_LONG = 600.0  # seconds after which something is broken


class FailedError(Exception):
    """A tool did not do what is measured; the message says what it said."""


@dataclass(frozen=True)
class Used:
    """What something took: `wall` and `cpu` in seconds, `memory` in megabytes, or None."""

    wall: float | None = None
    cpu: float | None = None
    memory: float | None = None


def build(command: list[str], site: Path) -> Used:
    """Run a command in a site's folder to its end, and return what it took."""
    log = site.with_name(f"{site.name}.log")
    with log.open("wb") as said:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=site, env=_environment(), stdout=said, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}:\n{_end(log)}")
    return Used(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    """Return the environment, in which Python may keep what it compiles, as it does everywhere."""
    return {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}


def _end(log: Path) -> str:
    return log.read_text("utf-8", errors="replace")[-1500:]


@dataclass(frozen=True)
class Server:
    """A tool's server while it runs; its number is that of the session of all its processes."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def seconds_until(self, path: str, word: str) -> float:
        """Return the seconds until the page at `path` shows a word, from now on."""
        begun = time.perf_counter()
        while (waited := time.perf_counter() - begun) < _LONG:
            with suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection(_HERE, self.port, timeout=10)
                try:
                    connection.request("GET", path)
                    found = word.encode() in connection.getresponse().read()
                finally:
                    connection.close()
                if found:
                    return time.perf_counter() - begun
            if self.process.poll() is not None:
                raise FailedError(f"The server has ended:\n{_end(self.log)}")
            time.sleep(_POLL)
        raise FailedError(f"{path} did not show {word} within {waited:.0f} s:\n{_end(self.log)}")

    def settled(self) -> Used:
        """Wait until nothing works any more; return the processor's time and the memory so far."""
        cpu, begun = -1.0, time.monotonic()
        while time.monotonic() - begun < _LONG:
            before, (cpu, memory) = cpu, _session(self.process.pid)
            if 0 <= cpu - before < _IDLE:
                return Used(cpu=cpu, memory=memory)
            time.sleep(_QUIET)
        raise FailedError(f"It never came to rest:\n{_end(self.log)}")


@contextmanager
def served(command: list[str], site: Path, port: int) -> Iterator[Server]:
    """Start a server in a site's folder and yield it; it and what it started end with the block."""
    log = site.with_name(f"{site.name}.log")
    with log.open("wb") as said:
        process = subprocess.Popen(
            command,
            cwd=site,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield Server(process, port, log)
    finally:
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, number)
            with suppress(subprocess.TimeoutExpired):
                process.wait(5)


def free_port() -> int:
    """Return a port at which nobody listens now."""
    with socket.socket() as asked:
        asked.bind((_HERE, 0))
        port: int = asked.getsockname()[1]
    return port


def _session(session: int) -> tuple[float, float]:
    """Return the processor's seconds and the megabytes of all processes of a session, by proc(5):
    fields 14 to 17 of `stat` count the ended children that were waited for, too."""
    ticks = pages = 0
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with suppress(OSError):
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
                if int(fields[3]) == session:
                    ticks += sum(map(int, fields[11:15]))
                    pages += int((folder / "statm").read_text().split()[1])
    return ticks / os.sysconf("SC_CLK_TCK"), pages * os.sysconf("SC_PAGE_SIZE") / 2**20
