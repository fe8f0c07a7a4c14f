"""The index that the search page reads: made by Pagefind, of the published pages and no others.

Pagefind (https://pagefind.app) usually reads finished pages. It is given documents of its own
instead, one a page, made by the theme's `search_document.html`: so a page need not carry marks for
it, a page that an earlier build left behind is not found, and it works while Pelican still
writes the pages. It takes `data-pagefind-body` as what is to be indexed, and every heading with an
id as a result within the page.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from markupsafe import Markup

FOLDER = "pagefind"  # below the site; pagefind.js finds the rest beside itself
_ENTRY = "pagefind-entry.json"
_LONG = 600  # seconds; a thousand articles take three
_NO_WORDS = ".footnote-backref"
_NOTE = re.compile(r"<sup[^>]*>\s*<a class=\"footnote-ref\".*?</sup>", re.DOTALL)
_SPACES = re.compile("&nbsp;|\u00a0")  # typography, which no one types into a search
_QUESTION = re.compile(
    r"<summary>\s*<h3[^>]*>(?P<question>.*?)</h3>\s*</summary>\s*"
    r"<div\b(?P<before>[^>]*?) id=\"(?P<id>[^\"]*)\"(?P<after>[^>]*)>",
    re.DOTALL,
)


class NoIndex(Exception):
    """There is no index, and the message says why in a sentence."""


def searched(html: str) -> Markup:
    """A page's HTML as Pagefind is to read it: no signs of notes, and ids on the questions.

    On the page itself a question's id stands on the answer, which a link then opens.
    """
    moved = r'<h3 id="\g<id>">\g<question></h3><div\g<before>\g<after>>'
    return Markup(_QUESTION.sub(moved, _NOTE.sub("", html)))


class Indexing:
    """Pagefind at work in the background. What it makes is there after `finish`.

    If a build breaks off before that, it is ended with this object.
    """

    _process: subprocess.Popen[bytes] | None = None

    def __init__(self, documents: Iterable[tuple[str, str]]) -> None:
        """`documents` are (file, HTML), each file named as the page's own is below the site.

        Raises `NoIndex` if this computer has no Pagefind that runs.
        """
        program = _program()
        self._work = Path(tempfile.mkdtemp(prefix="practice-press-"))
        self._made = self._work / "made"
        pages = self._work / "pages"
        pages.mkdir()
        for name, html in documents:
            path = pages / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_SPACES.sub(" ", html), "utf-8")
        command = [str(program), "--site", str(pages), "--output-path", str(self._made), "--quiet"]
        try:
            with (self._work / "log").open("wb") as log:
                self._process = subprocess.Popen(
                    [*command, "--exclude-selectors", _NO_WORDS],
                    cwd=self._work,  # a pagefind.yml where Pelican was started is not for us
                    env={k: v for k, v in os.environ.items() if not k.startswith("PAGEFIND_")},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except OSError as error:
            raise NoIndex(f"Pagefind does not run on this computer ({error.strerror}).") from error

    def finish(self, output: Path) -> None:
        """Wait until all is indexed, and put what a browser needs of it into `output`.

        Raises `NoIndex` if Pagefind failed.
        """
        assert self._process
        try:
            code = self._process.wait(_LONG)
        except subprocess.TimeoutExpired as error:
            raise NoIndex(f"Pagefind did not end within {_LONG} seconds.") from error
        if code:
            said = (self._work / "log").read_text("utf-8", errors="replace")
            raise NoIndex(f"Pagefind ended with code {code}: {' '.join(said.split())[-300:]}")
        shutil.rmtree(output / FOLDER, ignore_errors=True)  # what an earlier build has found
        for path in _needed(self._made):
            target = output / FOLDER / path.relative_to(self._made)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        entry = output / FOLDER / _ENTRY
        languages = json.loads(entry.read_text("utf-8"))
        # Pagefind itself writes the languages in another order each time.
        entry.write_text(json.dumps(languages, sort_keys=True, separators=(",", ":")), "utf-8")

    def __del__(self) -> None:
        if self._process and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        if work := getattr(self, "_work", None):
            shutil.rmtree(work, ignore_errors=True)


def _program() -> Path:
    """Where `pagefind-bin` has put it; the package holds nothing else."""
    try:
        from pagefind_bin import get_executable

        return Path(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise NoIndex("Pagefind is not installed on this computer.") from error


def _needed(made: Path) -> list[Path]:
    """Pagefind also writes a search page of its own in three styles, which ours is instead of."""
    entry = json.loads((made / _ENTRY).read_text("utf-8"))
    names = ["pagefind.js", _ENTRY]
    for language in entry["languages"].values():
        names.append(f"wasm.{language['wasm'] or 'unknown'}.pagefind")
        names.append(f"pagefind.{language['hash']}.pf_meta")
    parts = [path for kind in ("index", "fragment") for path in (made / kind).glob("*")]
    return sorted({*(made / name for name in names), *parts})
