#!/usr/bin/env python3
"""Practice Press: the first thing to run. It needs nothing but Python 3.11 or newer.

    python3 start.py                  write and preview the site (on Windows: py start.py)
    python3 start.py setup            answer questions about the practice
    python3 start.py new "Title"      begin an article
    python3 start.py check            what needs mending in the content
    python3 start.py build            make the site that goes on the web
    python3 start.py publish          put it there: see what changes, decide, send, verify
    python3 start.py admin            get the editor for whoever writes on GitHub
    python3 start.py test             check the program itself
    python3 start.py lock             choose the versions of the libraries anew
    python3 start.py COMMAND --help   the options of a command

The first start downloads the libraries named in requirements.txt into the folder .venv beside
this file, and into nothing else; later starts find them there. A preview also gets the editor, from
requirements-editor.txt, and goes on without it where it cannot be had. Then the command is handed
to invoke, whose tasks stand in tasks.py.
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

import contextlib
import hashlib
import importlib.util
import io
import os
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
# What each kind of start needs. Each file holds everything that those before it hold.
LOCKS = {
    "run": "requirements.txt",
    "editor": "requirements-editor.txt",
    "test": "requirements-test.txt",
}
INSTALL = ["--require-hashes", "--only-binary", ":all:", "-r"]  # pip and uv alike


class StartError(Exception):
    """A reason not to go on, told to the person who started."""


def main(arguments):
    # type: (list[str]) -> int
    """Get .venv ready and run the command in it; the exit code is the command's own."""
    if arguments[:1] in (["--help"], ["-h"], ["help"]):
        print(__doc__.strip())
        return 0
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a path in a script the console does not know
    arguments = arguments or ["preview"]
    kind = {"test": "test", "preview": "editor"}.get(arguments[0], "run")
    try:
        if not is_ready(kind):
            with lock():
                if not is_ready(kind):  # another start may have done it while this one waited
                    try:
                        make_ready(kind)
                    except StartError:
                        if kind != "editor":
                            raise
                        if not is_ready("run"):  # what the preview itself needs
                            make_ready("run")
                        print("The editor could not be installed; the preview goes on without it.")
    except StartError as reason:
        print("\n{0}".format(reason), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped before all was installed. Start again to finish.", file=sys.stderr)
        return 130
    return run_command(arguments)


# --- Is everything there? ------------------------------------------------------------------------


def is_ready(kind):
    # type: (str) -> bool
    """Return whether what this kind of start needs is installed, whole, here, and from today's
    lock file."""
    return read_stamp(kind) == todays_stamp(kind)


def stamp_path(kind):
    # type: (str) -> str
    """Return the file that says what was installed for this kind of start."""
    return os.path.join(VENV, "installed-for-{0}".format(kind))


def read_stamp(kind):
    # type: (str) -> list[str]
    """Return the lines of that file, none if it is not there."""
    try:
        with open(stamp_path(kind), encoding="utf-8") as stamp:
            return stamp.read().splitlines()
    except OSError:
        return []


def todays_stamp(kind):
    # type: (str) -> list[str]
    """Return the hash of the lock file, the version of the Python in .venv, and its place: commands
    in .venv/bin work where they were installed and nowhere else, and libraries with the Python that
    they were installed for."""
    with open(os.path.join(ROOT, LOCKS[kind]), "rb") as lock_file:
        digest = hashlib.sha256(lock_file.read().replace(b"\r\n", b"\n")).hexdigest()
    return [digest, python_in_venv(), os.path.realpath(VENV)]


def python_in_venv():
    # type: () -> str
    """Return the version of the Python in .venv ("3.12"), or "" if none runs from there."""
    question = "import sys; print('{0}.{1}'.format(*sys.version_info)); print(sys.prefix)"
    try:
        answer = subprocess.run(
            [PYTHON, "-I", "-X", "utf8", "-c", question],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            timeout=60,
        )
        lines = answer.stdout.decode("utf-8", "replace").splitlines()
        if answer.returncode or len(lines) != 2 or not os.path.samefile(lines[1], VENV):
            return ""
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return lines[0] if tuple(int(n) for n in lines[0].split(".")) >= OLDEST else ""


def lock():
    # type: () -> typing.IO[str]
    """Return a locked file, once it is: two starts must not install into the same folder at once.
    The system gives the lock back by itself when the file is closed or a start ends, however it
    ends. Raises StartError if nothing can be written here."""
    try:
        handle = open(os.path.join(ROOT, ".venv.lock"), "a+")
    except OSError as error:
        raise StartError(
            "Nothing can be written in the folder {0} ({1}). Move the folder to a place of your "
            "own, your Documents for example, and start again.".format(ROOT, error.strerror)
        )
    said = False
    while True:
        try:
            if sys.platform == "win32":
                handle.seek(0)
                msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return handle
        except (BlockingIOError, PermissionError):
            if not said:
                print("Another start is installing the libraries. Waiting for it ...", flush=True)
            said = True
            time.sleep(0.2)
        except OSError:
            return handle  # a disk that knows no locks, some network folders: go on without


# --- Installing ----------------------------------------------------------------------------------


def make_ready(kind):
    # type: (str) -> None
    """Install what is missing. A stamp goes first and comes back last, so that an installation
    that did not end well is never taken for a whole one. Raises StartError with what to do."""
    began = time.monotonic()
    unfinished = os.path.join(VENV, "installing")
    # When only the editor or the tests' tools are missing, what the preview needs must stay usable
    # throughout.
    adding = kind != "run" and is_ready("run")
    again = os.path.exists(unfinished)
    elsewhere = read_stamp("run")[1:] not in ([], todays_stamp("run")[1:])
    if os.path.lexists(VENV) and not adding and (again or elsewhere or not python_in_venv()):
        print("The libraries in .venv are not usable here and are installed anew.", flush=True)
        remove_venv()
    first = not os.path.exists(VENV)
    needed_by = {"editor": "that the editor needs", "test": "that the tests need"}
    news = "(only the first time)" if first else needed_by[kind] if adding else "up to date"
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
        # uv is much quicker than pip. If it does not work, for whatever reason, pip has its turn.
        command = ["venv", "--quiet", "--allow-existing", "--python", own_python(), VENV]
        if first and not (uv and talk([uv] + command, "Making .venv")[0] == 0):
            make_venv()
        # Compiled as pip does; later starts are quicker for it.
        command = ["pip", "install", "--python", PYTHON, "--compile-bytecode"]
        command += INSTALL + [os.path.join(ROOT, LOCKS[kind])] + ["--reinstall"] * again
        if not uv:
            install_with_pip(kind, again)
        elif talk([uv] + command, "Installing with uv")[0]:
            print("uv could not do it; pip tries now.", flush=True)
            install_with_pip(kind, again)
        for each in list(LOCKS)[: list(LOCKS).index(kind) + 1]:
            with open(stamp_path(each), "w", encoding="utf-8") as stamp:
                stamp.write("\n".join(todays_stamp(each)))
        os.remove(unfinished)
    except OSError as error:
        raise StartError("The libraries could not be installed in {0}: {1}.".format(VENV, error))
    print("Ready after {0:.0f} s.\n".format(time.monotonic() - began), flush=True)


def remove_venv():
    # type: () -> None
    """Remove .venv, also where it is a link or a file. Raises StartError if that fails."""
    try:
        if os.path.islink(VENV) or os.path.isfile(VENV):
            os.remove(VENV)
        else:
            shutil.rmtree(VENV)
    except OSError as error:
        raise StartError(
            "The folder {0} must be made anew, but something in it is in use ({1}). Close every "
            "window in which Practice Press runs, delete that folder and start again.".format(
                VENV, error
            )
        )


def make_venv():
    # type: () -> None
    """Make .venv without pip, which comes later. Raises StartError with what to do."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise StartError(how_to_get_venv(missing, sys.version_info[:2], shutil.which("apt")))
    code, last = talk([own_python(), "-I", "-m", "venv", "--without-pip", VENV], "Making .venv")
    if code:
        raise StartError("The folder .venv could not be made. Python says:\n{0}".format(last))


def how_to_get_venv(missing, version, apt):
    # type: (list[str], tuple[int, ...], str | None) -> str
    """Say what to do on a Python without its own installer, as Debian and Ubuntu split it."""
    sentence = "This Python came without {0}, which it needs to install the libraries.".format(
        " and ".join(missing)
    )
    if apt:
        line = "sudo apt install python{0}.{1}-venv".format(*version)
        return "{0} Type this line, then start again:\n\n    {1}".format(sentence, line)
    return "{0} Install Python from https://www.python.org/downloads/ and start again.".format(
        sentence
    )


def install_with_pip(kind, again):
    # type: (str, bool) -> None
    """Install what is locked, all of it `again` if need be. Raises StartError with what to do."""
    if subprocess.run([PYTHON, "-I", "-c", "import pip"], stderr=subprocess.DEVNULL).returncode:
        if importlib.util.find_spec("ensurepip") is None:
            raise StartError(
                how_to_get_venv(["ensurepip"], sys.version_info[:2], shutil.which("apt"))
            )
        code, last = talk([PYTHON, "-I", "-m", "ensurepip", "--default-pip"], "Getting pip")
        if code:
            raise StartError("pip, Python's own installer, could not be set up:\n{0}".format(last))
    command = [PYTHON, "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command += ["--progress-bar", "off", "--retries", "2"] + INSTALL
    command += [os.path.join(ROOT, LOCKS[kind])] + ["--force-reinstall"] * again
    code, last = talk(command, "Installing with pip")
    if code:
        raise StartError(
            "The libraries could not be installed. Is this computer connected to the internet? "
            "Connect it and start again. If it is connected, these last lines of pip, Python's "
            "installer, say what is wrong:\n\n{0}".format(last)
        )


def own_python():
    # type: () -> str
    """Return the Python of this computer, even if this process runs in a .venv to be deleted."""
    return getattr(sys, "_base_executable", None) or sys.executable


# --- Telling how it goes -------------------------------------------------------------------------


def talk(command, doing):
    # type: (list[str], str) -> tuple[int, str]
    """Run a command while saying how far it is, and return its exit code and its last lines. In a
    terminal one line counts on; elsewhere (a log) there is a line for each package."""
    try:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL
        )
    except OSError as error:
        return 1, str(error)
    terminal = sys.stdout.isatty()
    said, names = [], []  # type: list[str], list[str]

    def read():
        # type: () -> None
        for line in process.stdout or ():
            said.append(line.decode("utf-8", "replace").rstrip())
            name = package_in(said[-1])
            if name and name not in names:
                names.append(name)
                if not terminal:
                    print("  {0}".format(name), flush=True)

    def show(line):
        # type: (str) -> None
        columns = shutil.get_terminal_size().columns - 1
        print("\r" + line[:columns].ljust(columns), end="", flush=True)

    if not terminal:
        print("{0} ...".format(doing), flush=True)
    began = time.monotonic()
    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    try:
        while reader.is_alive():
            if terminal:
                count = ", {0}: {1}".format(len(names), names[-1]) if names else ""
                show("{0} ... {1:.0f} s{2}".format(doing, time.monotonic() - began, count))
            reader.join(0.2)
        code = process.wait()
    except KeyboardInterrupt:  # it reached the command too; let that end before .venv is let go
        process.wait()
        raise
    if terminal:
        show("")
        print("\r", end="", flush=True)
    return code, "\n".join(said[-9:]).strip()


def package_in(line):
    # type: (str) -> str
    """Return the package that a line is about, or "": pip says "Collecting x==1" or, of a file that
    it has already, "Processing /somewhere/x-1-py3.whl"; uv says " + x==1"."""
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
