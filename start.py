#!/usr/bin/env python3
"""Practice Press: the first thing to run. It needs nothing but Python 3.11 or newer.

    python3 start.py                  write and preview the site (on Windows: py start.py)
    python3 start.py setup            answer questions about the practice
    python3 start.py new "Title"      begin an article
    python3 start.py check            what needs mending in the content
    python3 start.py build            make the site that goes on the web
    python3 start.py publish          put it there: see what changes, decide, send, verify
    python3 start.py test             check the program itself
    python3 start.py lock             choose the versions of the libraries anew
    python3 start.py COMMAND --help   the options of a command

The first start downloads the libraries named in requirements.txt into the folder .venv beside
this file, and into nothing else; later starts find them there. Then the command is handed to
invoke, whose tasks stand in tasks.py.
"""

# This file is read by whatever Python is found, however old, before that Python can be told that
# it is too old. So it has no annotations, no f-strings and no letters outside ASCII.
from __future__ import print_function

import sys

OLDEST = (3, 11)
if sys.version_info < OLDEST:
    sys.exit(
        "Practice Press needs Python 3.11 or newer, and this is Python {0}.{1}. "
        "Install a newer one from https://www.python.org/downloads/ and start again.".format(
            sys.version_info[0], sys.version_info[1]
        )
    )

import collections.abc
import contextlib
import hashlib
import importlib.util
import io
import os
import queue
import re
import shutil
import subprocess
import threading
import time
import typing

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = os.path.dirname(os.path.realpath(__file__))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, *(("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")))
# What each kind of start needs. The second file holds everything that the first one holds.
LOCKS = {"run": "requirements.txt", "test": "requirements-test.txt"}


class Stop(Exception):
    """A reason not to go on, told to the person who started, in her words."""


def main(arguments):
    # type: (list[str]) -> int
    """Get .venv ready and run the command in it; the exit code is the command's own."""
    if arguments[:1] in (["--help"], ["-h"], ["help"]):
        print(__doc__.strip())
        return 0
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a path in a script the console does not know
    kind = "test" if arguments[:1] == ["test"] else "run"
    try:
        if not is_ready(kind):
            with one_at_a_time():
                if not is_ready(kind):  # another start may have done it while this one waited
                    make_ready(kind)
    except Stop as reason:
        print("\n{0}".format(reason), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before all was installed. Start again to finish.", file=sys.stderr)
        return 130
    return run_command(arguments or ["preview"])


# --- Is everything there? ------------------------------------------------------------------------


def is_ready(kind):
    # type: (str) -> bool
    """Is what this kind of start needs installed, whole, here, and from today's lock file?"""
    return read_stamp(kind) == locked(kind) + whereabouts()


def read_stamp(kind):
    # type: (str) -> list[str]
    try:
        with open(stamp_path(kind), encoding="utf-8") as stamp:
            return stamp.read().splitlines()
    except OSError:
        return []


def write_stamp(kind):
    # type: (str) -> None
    with open(stamp_path(kind), "w", encoding="utf-8") as stamp:
        stamp.write("\n".join(locked(kind) + whereabouts()))


def stamp_path(kind):
    # type: (str) -> str
    return os.path.join(VENV, "installed-for-{0}".format(kind))


def locked(kind):
    # type: (str) -> list[str]
    with open(os.path.join(ROOT, LOCKS[kind]), "rb") as lock:
        return [hashlib.sha256(lock.read().replace(b"\r\n", b"\n")).hexdigest()]


def whereabouts():
    # type: () -> list[str]
    """The Python in .venv and its place: commands in .venv/bin work in the place where they were
    installed and nowhere else, and libraries with the Python that they were installed for."""
    return [python_in_venv(), os.path.realpath(VENV)]


def python_in_venv():
    # type: () -> str
    """The version of the Python in .venv ("3.12"), or "" if there is none that runs from there."""
    question = "import sys; print('{0}.{1}'.format(*sys.version_info)); print(sys.prefix)"
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-X", "utf8", "-c", question],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    lines = answer.stdout.decode("utf-8", "replace").splitlines()
    if answer.returncode or len(lines) != 2 or not same_file(lines[1], VENV):
        return ""
    return lines[0] if tuple(int(n) for n in lines[0].split(".")) >= OLDEST else ""


def same_file(one, other):
    # type: (str, str) -> bool
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


@contextlib.contextmanager
def one_at_a_time():
    # type: () -> collections.abc.Iterator[None]
    """Two starts at once must not install into the same folder: the second one waits here.
    The system gives the lock back by itself when a start ends, however it ends."""
    try:
        handle = open(os.path.join(ROOT, ".venv.lock"), "a+")
    except OSError as error:
        raise Stop(
            "Nothing can be written in the folder {0} ({1}). Move the folder to a place of your "
            "own, your Documents for example, and start again.".format(ROOT, error.strerror)
        )
    with handle:
        said = False
        while not try_lock(handle):
            if not said:
                print("Another start is installing the libraries. Waiting for it ...", flush=True)
                said = True
            time.sleep(0.2)
        yield


def try_lock(handle):
    # type: (typing.IO[str]) -> bool
    try:
        if sys.platform == "win32":
            handle.seek(0)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:
        return True  # a disk that knows no locks, some network folders: go on without
    return True


# --- Installing ----------------------------------------------------------------------------------


def make_ready(kind):
    # type: (str) -> None
    """Install what is missing. A stamp goes first and comes back last, so that an installation
    that did not end well is never taken for a whole one. Raises Stop with what to do."""
    began = time.monotonic()
    unfinished = os.path.join(VENV, "installing")
    # When only the tests' tools are missing, what the preview needs must stay usable throughout.
    adding = kind != "run" and is_ready("run")
    again = os.path.exists(unfinished)
    elsewhere = read_stamp("run")[1:] not in ([], whereabouts())
    if os.path.lexists(VENV) and not adding and (again or elsewhere or not python_in_venv()):
        print("The libraries in .venv are not usable here and are installed anew.", flush=True)
        remove_venv()
    first = not os.path.exists(VENV)
    news = "(only the first time)" if first else "that the tests need" if adding else "up to date"
    print("Getting the libraries {0}.".format(news))
    print("They go into {0} and nowhere else.".format(VENV), flush=True)

    uv = shutil.which("uv")
    try:
        os.makedirs(VENV, exist_ok=True)
        for each in [kind] if adding else LOCKS:
            with contextlib.suppress(FileNotFoundError):
                os.remove(stamp_path(each))
        with open(unfinished, "w"):
            pass
        if first and not (uv and make_venv_with_uv(uv)):
            make_venv()
        if not (uv and install_with_uv(uv, kind, again)):
            install(kind, again)
        for each in sorted({"run", kind}):
            write_stamp(each)
        os.remove(unfinished)
    except OSError as error:
        raise Stop("The libraries could not be installed in {0}: {1}.".format(VENV, error))
    print("Ready after {0:.0f} s.\n".format(time.monotonic() - began), flush=True)


def remove_venv():
    # type: () -> None
    try:
        if os.path.islink(VENV) or os.path.isfile(VENV):
            os.remove(VENV)
        else:
            shutil.rmtree(VENV)
    except OSError as error:
        raise Stop(
            "The folder {0} must be made anew, but something in it is in use ({1}). Close every "
            "window in which Practice Press runs, delete that folder and start again.".format(
                VENV, error
            )
        )


def make_venv_with_uv(uv):
    # type: (str) -> bool
    command = [uv, "venv", "--quiet", "--allow-existing", "--python", own_python(), VENV]
    return talk(command, "Making .venv")[0] == 0


def install_with_uv(uv, kind, again):
    # type: (str, str, bool) -> bool
    """Much quicker than pip. If it does not work, for whatever reason, pip has its turn."""
    command = [uv, "pip", "install", "--python", PYTHON, "--require-hashes"]
    command += ["--only-binary", ":all:", "-r", os.path.join(ROOT, LOCKS[kind])]
    command += ["--compile-bytecode"]  # as pip does; later starts are quicker for it
    code, _ = talk(command + ["--reinstall"] * again, "Installing with uv")
    if code:
        print("uv could not do it; pip tries now.", flush=True)
    return code == 0


def make_venv():
    # type: () -> None
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Stop(how_to_get_venv(missing, sys.version_info[:2], shutil.which("apt")))
    code, last = talk([own_python(), "-I", "-m", "venv", "--without-pip", VENV], "Making .venv")
    if code:
        raise Stop("The folder .venv could not be made. Python says:\n{0}".format(last))


def how_to_get_venv(missing, version, apt):
    # type: (list[str], tuple[int, ...], str | None) -> str
    """What to do on a Python that came without its own installer, as Debian and Ubuntu split it."""
    sentence = "This Python came without {0}, which it needs to install the libraries.".format(
        " and ".join(missing)
    )
    if apt:
        line = "sudo apt install python{0}.{1}-venv".format(*version)
        return "{0} Type this line, then start again:\n\n    {1}".format(sentence, line)
    return "{0} Install Python from https://www.python.org/downloads/ and start again.".format(
        sentence
    )


def install(kind, again):
    # type: (str, bool) -> None
    if subprocess.run([PYTHON, "-I", "-c", "import pip"], stderr=subprocess.DEVNULL).returncode:
        if importlib.util.find_spec("ensurepip") is None:
            raise Stop(how_to_get_venv(["ensurepip"], sys.version_info[:2], shutil.which("apt")))
        code, last = talk([PYTHON, "-I", "-m", "ensurepip", "--default-pip"], "Getting pip")
        if code:
            raise Stop("pip, Python's own installer, could not be set up:\n{0}".format(last))
    command = [PYTHON, "-I", "-m", "pip", "install", "--require-hashes", "--only-binary", ":all:"]
    command += ["--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    command += ["--retries", "2", "-r", os.path.join(ROOT, LOCKS[kind])]
    code, last = talk(command + ["--force-reinstall"] * again, "Installing with pip")
    if code:
        raise Stop(
            "The libraries could not be installed. Is this computer connected to the internet? "
            "Connect it and start again. If it is connected, these last lines of pip, Python's "
            "installer, say what is wrong:\n\n{0}".format(last)
        )


def own_python():
    # type: () -> str
    """The Python of this computer, even if this very process runs in a .venv to be deleted."""
    return getattr(sys, "_base_executable", None) or sys.executable


# --- Telling how it goes -------------------------------------------------------------------------


def talk(command, doing):
    # type: (list[str], str) -> tuple[int, str]
    """Run a command while saying how far it is: its exit code and its last lines."""
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        return 1, str(error)
    lines = queue.Queue()  # type: queue.Queue[str | None]
    threading.Thread(target=read_lines, args=(process.stdout, lines), daemon=True).start()
    said, names = [], []  # type: list[str], list[str]
    line = ""  # type: str | None
    began = time.monotonic()
    show(doing, names, 0)
    try:
        while line is not None:
            with contextlib.suppress(queue.Empty):
                line = lines.get(timeout=0.2)
                said.append(line or "")
                name = package_in(line or "")
                if name and name not in names:
                    names.append(name)
                    show(doing, names, time.monotonic() - began)
            if sys.stdout.isatty():
                show(doing, names, time.monotonic() - began)
        code = process.wait()
    except KeyboardInterrupt:  # it reached the command too; let that end before .venv is let go
        process.wait()
        raise
    if sys.stdout.isatty():
        print("\r" + " " * columns() + "\r", end="", flush=True)
    return code, "\n".join(said[-9:]).strip()


def show(doing, names, seconds):
    # type: (str, list[str], float) -> None
    """One line that counts on in a terminal; elsewhere (a log) a line for each package."""
    if sys.stdout.isatty():
        count = ", {0}: {1}".format(len(names), names[-1]) if names else ""
        line = "{0} ... {1:.0f} s{2}".format(doing, seconds, count)
        print("\r" + line[: columns()].ljust(columns()), end="", flush=True)
    else:
        print("  {0}".format(names[-1]) if names else "{0} ...".format(doing), flush=True)


def columns():
    # type: () -> int
    return shutil.get_terminal_size().columns - 1


def read_lines(stream, lines):
    # type: (typing.IO[bytes], queue.Queue[str | None]) -> None
    for line in stream:
        lines.put(line.decode("utf-8", "replace").rstrip())
    lines.put(None)


def package_in(line):
    # type: (str) -> str
    """The package that a line is about, if any: pip says "Collecting x==1" or, of a file that it
    has already, "Processing /somewhere/x-1-py3.whl"; uv says " + x==1"."""
    found = re.match(r"(?:Collecting| \+) ([\w.-]+==[^\s;]+)", line)
    file = re.match(r"Processing (?:.*[/\\])?([^/\\-]+)-([^-]+)-.*\.whl", line)
    return found.group(1) if found else "==".join(file.groups()) if file else ""


# --- Handing over --------------------------------------------------------------------------------


def run_command(arguments):
    # type: (list[str]) -> int
    """Give the arguments to invoke, in .venv; the current folder stays what it is."""
    command = [PYTHON, os.path.join(ROOT, "tasks.py")] + arguments
    # What is installed in .venv is what runs, whatever else this computer has been told.
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONHOME", "PYTHONPATH")}
    environment.setdefault("PYTHONUTF8", "1")  # Windows: names and texts in any script
    if os.name != "nt":
        sys.stdout.flush()
        os.execve(PYTHON, command, environment)
    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # Ctrl-C reached the command too, which ends in its own way
            continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
