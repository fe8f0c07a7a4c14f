"""The editor as a person uses it, for tests: the whole program runs, in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO
from urllib.parse import quote

from playwright.sync_api import BrowserContext, FrameLocator, Locator, Page, expect

from desk.common import project
from tests.trial_site import TrialSite, markdown

_PRINTED = rb"Editor: +http://127\.0\.0\.1:(\d+)/desk/\?key=([\w-]+)\n"
HEADER = {"title": "Rest", "summary": "About rest.", "date": "2026-03-04"}
READ = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}


# The keys of the previews that run, by their ports.
KEYS: dict[int, str] = {}


def admit(context: BrowserContext) -> None:
    """Have a browser be known as if it had opened the address that each preview has printed."""
    shared = {"domain": "127.0.0.1", "path": "/", "httpOnly": True}
    context.add_cookies(
        [
            {**shared, "name": f"practice-press-{port}", "value": key, "sameSite": "Strict"}  # type: ignore[typeddict-item]
            for port, key in KEYS.items()
        ]
    )


@dataclass
class Desk:
    """A practice, and where its editor answers."""

    site: TrialSite
    port: int
    said: Callable[[], str] = str  # what the program has printed
    key: str = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def cookie(self) -> str:
        """What a browser sends along that has opened the address which is printed."""
        return f"practice-press-{self.port}={self.key}"

    def article(self, slug: str, body: str = "A quiet hour.\n", **header: object) -> Path:
        """Write an article, as another program would."""
        header = {**HEADER, "title": slug.replace("-", " ").capitalize(), **READ, **header}
        return self.write(f"articles/{slug}.md", markdown(header, body))

    def write(self, name: str, text: str) -> Path:
        path = self.site.content / name
        path.write_bytes(text.encode())
        return path


@dataclass
class Window:
    """A window in which a text is open."""

    page: Page

    @classmethod
    def open(cls, page: Page, desk: Desk, name: str) -> Window:
        admit(page.context)
        page.goto(f"{desk.address}/edit/{quote(name)}")
        made = cls(page)
        expect(made.text).to_be_visible()
        # Its page was shown once, so that what comes is what is typed from now on.
        expect(page.locator("#_page-frame[data-shown]")).to_be_attached()
        return made

    @property
    def text(self) -> Locator:
        return self.page.get_by_role("textbox", name="Text", exact=True)

    @property
    def shown(self) -> FrameLocator:
        """The page as it will be."""
        return self.page.frame_locator("#_page-frame")

    @property
    def state(self) -> Locator:
        return self.page.locator(".state")

    @property
    def dialog(self) -> Locator:
        return self.page.get_by_role("dialog")

    def type(self, words: str, at: str = "Control+Home") -> None:
        self.text.focus()
        self.page.keyboard.press(at)
        self.page.keyboard.insert_text(words)

    def words(self) -> str:
        """The text as CodeMirror has it."""
        found: str = self.page.evaluate(
            "[...document.querySelectorAll('.cm-line')].map(line => line.textContent).join('\\n')"
        )
        return found

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def menu(self, name: str) -> None:
        self.page.locator(".more > summary").click()
        self.page.locator(".menu").get_by_text(name).click()

    def save(self) -> None:
        self.button("Save").click()
        expect(self.state).to_have_text("Saved")


@contextmanager
def running(
    site: TrialSite, port: int = 0, *, patience: float = 30.0
) -> Iterator[tuple[Desk, subprocess.Popen[bytes]]]:
    """The whole program in a process of its own; nothing in it has broken off when it ends.

    `patience` are the seconds after which it lets a window go that was closed, or a connection on
    which nothing moves.
    """
    code = (
        f"import sys; sys.path.insert(0, {str(project.ROOT)!r}); from desk.editor import mount;"
        " from desk.preview import server; from nicegui import Client;"
        f" mount._PATIENCE = server._PATIENCE = {patience};"
        # Those that never connected are let go later; the function has no other handle.
        f" Client.prune_instances.__func__.__kwdefaults__['client_age_threshold'] = {patience};"
        " from desk.commands.typed import main; main(sys.argv[1:])"
    )
    program = [str(project.ROOT / "tasks.py")] if patience == 30.0 else ["-c", code]
    command = [sys.executable, *program, "preview", "--no-open", "--port", str(port)]
    ended: list[str] = []
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            [*command, "--content", str(site.content)], stdout=said, stderr=said, cwd="/"
        )
        try:
            while not (found := re.search(_PRINTED, _read(said))):
                assert process.poll() is None, _read(said).decode()
                time.sleep(0.02)
            port, key = int(found[1]), found[2].decode()
            KEYS[port] = key
            printed = partial(_printed, said, ended)
            yield Desk(site, port, printed, key), process
        finally:
            process.terminate()
            process.wait()
            ended.append(_read(said).decode())
        assert b"Traceback" not in _read(said), _read(said).decode()


def _printed(file: IO[bytes], ended: list[str]) -> str:
    return ended[0] if ended else _read(file).decode()


def _read(file: IO[bytes]) -> bytes:
    return os.pread(file.fileno(), 10_000_000, 0)
