"""Make the index that the search page reads, by Pagefind, of the published pages and no others.

Pagefind (https://pagefind.app) usually reads finished pages. It is given documents of its own
instead, one a page, made by the theme's `search_document.html`: so a page need not carry marks for
it, a page that an earlier build left behind is not found, and it works while Pelican still
writes the pages. It takes `data-pagefind-body` as what is to be indexed, and every heading with an
id as a result within the page.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from pathlib import Path

import yaml
from markupsafe import Markup

from plugins.core import digest, temporary
from plugins.core.cache import Store
from plugins.practice.states import STATES

FOLDER = "pagefind"  # below the site; pagefind.js finds the rest beside itself
_ENTRY = "pagefind-entry.json"
_LONG = 600  # seconds; a thousand articles take three
_NO_WORDS = ".footnote-backref"
_NOTE = re.compile(r"<sup[^>]*>\s*<a class=\"footnote-ref\".*?</sup>", re.DOTALL)
_SPACES = re.compile("&nbsp;|\u00a0")  # typography, which no one types into a search
_QUESTION = re.compile(
    r"<summary>\s*<(?P<tag>h[2-6])\b[^>]*>(?P<question>.*?)</(?P=tag)>\s*</summary>\s*"
    r"<div\b(?P<before>[^>]*?) id=\"(?P<id>[^\"]*)\"(?P<after>[^>]*)>",
    re.DOTALL,
)


_WORDS = Path(__file__).with_name("search_words.yaml")


class SearchIndexError(Exception):
    """Raised when there is no index; the message says why in a sentence."""


def searched(html: str) -> Markup:
    """Return a page's HTML as Pagefind is to read it: no signs of notes, and ids on the questions.

    On the page itself a question's id stands on the answer, which a link then opens.
    """
    moved = r'<\g<tag> id="\g<id>">\g<question></\g<tag>><div\g<before>\g<after>>'
    return Markup(_QUESTION.sub(moved, _NOTE.sub("", html)))


def script(source: bytes) -> bytes:
    """Return the search's script, before it as `known` what it knows of words.

    In a file of the theme they are sent once, and do not make the page heavy that lists all texts.
    """
    return b"const known = %s\n%s" % (_known_words(), source)


@lru_cache(maxsize=1)
def _known_words() -> bytes:
    """Return what search_words.yaml holds, and the names of all states, as JSON."""
    known = yaml.safe_load(_WORDS.read_text("utf-8"))
    known["places"] = ", ".join([*STATES.values(), known["places"]]).lower()
    return json.dumps(known, ensure_ascii=False, separators=(",", ":")).encode()


def is_there() -> bool:
    """Return whether this computer has Pagefind."""
    try:
        return bool(_program())
    except SearchIndexError:
        return False


def _program() -> Path:
    try:
        from pagefind_bin import get_executable  # puts the program somewhere, and says where

        return Path(get_executable())
    except (ImportError, FileNotFoundError) as error:
        raise SearchIndexError("Pagefind is not installed on this computer.") from error


class Indexing:
    """Run Pagefind in the background. What it makes is there after `finish`.

    If a build breaks off before that, it is ended with this object. The index of the last build is
    found in a store if it is of the very same documents, by the same libraries.
    """

    _process: subprocess.Popen[bytes] | None = None

    def __init__(self, documents: Iterable[tuple[str, str]], kept: Store | None = None) -> None:
        """Begin; `documents` are (file, HTML), each file named as the page's own is below the site.

        Raises `SearchIndexError` if this computer has no Pagefind that runs.
        """
        program, documents = _program(), [*documents]
        self._store = kept
        state = digest.of(digest.libraries(), digest.plugins(), *chain.from_iterable(documents))
        self._key = bytes.fromhex(state)
        entry = kept.find(FOLDER) if kept else None
        self._kept = entry[len(self._key) :] if entry and entry.startswith(self._key) else b""
        if self._kept:
            return
        self._work = temporary.new()
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
            raise SearchIndexError(
                f"Pagefind does not run on this computer ({error.strerror})."
            ) from error

    def finish(self, output: Path) -> None:
        """Wait until all is indexed, and put what a browser needs of it into `output`.

        Raises `SearchIndexError` if Pagefind failed.
        """
        shutil.rmtree(output / FOLDER, ignore_errors=True)  # what an earlier build has found
        if self._kept:
            with zipfile.ZipFile(io.BytesIO(self._kept)) as packed:
                packed.extractall(output)
            return
        assert self._process
        try:
            code = self._process.wait(_LONG)
        except subprocess.TimeoutExpired as error:
            raise SearchIndexError(f"Pagefind did not end within {_LONG} seconds.") from error
        if code:
            said = (self._work / "log").read_text("utf-8", errors="replace")
            raise SearchIndexError(
                f"Pagefind ended with code {code}: {' '.join(said.split())[-300:]}"
            )
        languages = json.loads((self._made / _ENTRY).read_text("utf-8"))
        # Pagefind also writes a search page of its own in three styles, which ours is instead of.
        needed = {self._made / "pagefind.js", self._made / _ENTRY}
        for language in languages["languages"].values():
            needed.add(self._made / f"wasm.{language['wasm'] or 'unknown'}.pagefind")
            needed.add(self._made / f"pagefind.{language['hash']}.pf_meta")
        for kind in ("index", "fragment"):
            needed.update((self._made / kind).glob("*"))
        for path in sorted(needed):
            target = output / FOLDER / path.relative_to(self._made)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
        # Pagefind itself writes the languages in another order each time.
        entry = output / FOLDER / _ENTRY
        entry.write_text(json.dumps(languages, sort_keys=True, separators=(",", ":")), "utf-8")
        if self._store:
            found = io.BytesIO()
            with zipfile.ZipFile(found, "w") as packed:
                for path in sorted((output / FOLDER).rglob("*")):
                    packed.write(path, path.relative_to(output))
            self._store.put(FOLDER, self._key + found.getvalue())

    def stop(self) -> None:
        """End Pagefind, if it is still at work; `finish` then raises `SearchIndexError`."""
        if self._process and self._process.poll() is None:
            self._process.kill()

    def close(self) -> None:
        """End Pagefind, and remove what it was given and has made."""
        self.stop()
        if self._process:
            self._process.wait()
        if work := getattr(self, "_work", None):
            temporary.remove(work)

    __del__ = close  # a program that ends lets go of nothing: whoever lives as long closes it
