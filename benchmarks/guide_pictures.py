"""Make the pictures of docs/getting-started.md from the program itself.

    python -m benchmarks.guide_pictures

Needs tmux and a browser of the Chromium family. A practice is set up in a temporary folder as
somebody would who follows the guide: the commands are typed into a terminal, and the pages are
those of a real preview. Names, numbers and addresses are invented.
"""

from __future__ import annotations

import argparse
import io
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import SVG_EXPORT_THEME
from rich.text import Text

from benchmarks.camera import PICTURES, Camera, image, window
from desk.common import project
from tests import local_browser

_ANSWERS = (
    *("Maya Lind", "Stillwater Therapy", "Oregon, Washington", "", "maya@stillwater.example"),
    *("503 555 0142", "", "LPC", "$150 for 50 minutes", "no", "yes", "20 minutes"),
    "stillwater.example",
)
_ARTICLE = "articles/when-rest-feels-unsafe.md"
_WRITTEN = """\
---
title: When rest feels unsafe
summary: Why lying down can feel like the wrong thing to do, and what may help a little.
date: 2026-03-02
status: published
---

Some people cannot sit down before the last plate is washed. It is not that \
they like washing up. Something in them is *watching the door*.

## What the watching is for

It may have been useful once. In a loud house, whoever was busy was left alone.

## Questions people ask

### Can I learn to rest?

Many people can, in small steps. Five minutes on a chair, with a clock that \
rings, is easier to bear than a free afternoon. You can stop whenever you like.
"""
_UNCLOSED = _WRITTEN.replace("title: When rest feels unsafe", 'title: "When rest feels unsafe')
_PROMISED = _WRITTEN.replace("Many people can, in small steps.", "Yes. This cures burnout.")


class Terminal:
    """A terminal of 84 columns in which commands are typed, as `python3 start.py` in the guide."""

    def __init__(self, folder: Path, rows: int = 40) -> None:
        self._server = ["tmux", "-L", f"guide-{os.getpid()}"]
        program = shlex.join([sys.executable, str(project.ROOT / "tasks.py")])
        begin = folder / "begin.sh"
        begin.write_text(
            f'PS1="$ "; python3() {{ shift; {program} "$@" --content content; }}; clear\n', "utf-8"
        )
        shell = f"bash --noprofile --rcfile {shlex.quote(str(begin))}"
        size = ["-x", "84", "-y", str(rows)]
        self._tmux("-f", os.devnull, "new-session", "-d", *size, "-c", str(folder), shell)
        self.wait("$")

    def _tmux(self, *words: str) -> str:
        done = subprocess.run([*self._server, *words], check=True, capture_output=True, text=True)
        return done.stdout

    def type(self, text: str, until: str) -> None:
        """Type a line, press Enter, and wait until the last line is `until`."""
        self._tmux("send-keys", "-l", text)
        self._tmux("send-keys", "Enter")
        time.sleep(0.3)
        self.wait(until)

    def wait(self, until: str) -> None:
        """Wait until the last line on the screen begins and ends with a text."""
        for _ in range(600):
            lines = self._tmux("capture-pane", "-p").rstrip().splitlines()
            if lines and lines[-1].rstrip() == until:
                return
            time.sleep(0.1)
        raise SystemExit(f"The terminal never came to “{until}”:\n" + "\n".join(lines))

    def html(self, last: int = 0, typed: bool = True) -> str:
        """Return what is on the screen as HTML, with its colors; of it the `last` lines, and the
        command at its top unless it was not `typed` but double-clicked."""
        lines = self._tmux("capture-pane", "-p", "-e").rstrip().splitlines()[-last:]
        lines = lines if typed else lines[1:]
        while lines and lines[-1].strip() in ("", "$"):
            lines.pop()
        console = Console(record=True, width=84, file=io.StringIO(), force_terminal=True)
        console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
        return console.export_html(
            inline_styles=True, theme=SVG_EXPORT_THEME, code_format="<pre>{code}</pre>"
        )

    def close(self) -> None:
        self._tmux("kill-server")


def main() -> None:
    """Write every picture of the guide into docs/pictures."""
    with tempfile.TemporaryDirectory() as place, local_browser.launched() as browser:
        folder, camera = Path(place), Camera(browser, "guide")
        content = folder / "content"
        content.mkdir()
        _set_up(folder, camera)
        (content / _ARTICLE).write_text(_WRITTEN, "utf-8")
        with _previewed(folder) as address:
            home = camera.page(address, 1100, 700)
            camera.windows("preview", window("Stillwater Therapy · 127.0.0.1:8000", image(home)))
            page = camera.page(f"{address}articles/when-rest-feels-unsafe/", 560, 700)
            text = window("when-rest-feels-unsafe.md", f"<pre>{_WRITTEN}</pre>")
            camera.windows("article", text, window("127.0.0.1:8000", image(page)), width=1120)
            (content / _ARTICLE).write_text(_UNCLOSED, "utf-8")
            time.sleep(3)
            page = camera.page(f"{address}articles/when-rest-feels-unsafe/", 900, 560, bar=True)
            camera.windows("problem", window("127.0.0.1:8000", image(page)))
        (content / _ARTICLE).write_text(_PROMISED, "utf-8")
        _checked(folder, camera)
    total = sum(path.stat().st_size for path in PICTURES.glob("guide-*.webp"))
    print(f"{total / 1000:.0f} kB in {PICTURES}")


def _set_up(folder: Path, camera: Camera) -> None:
    """Answer the questions in a terminal; pictures of the first ones and of the summary."""
    terminal = Terminal(folder, rows=60)
    terminal.type("python3 start.py setup", ">")
    for number, answer in enumerate(_ANSWERS):
        last = number == len(_ANSWERS) - 1
        terminal.type(answer, "Enter writes it; a number changes that answer." if last else ">")
        if number == 2:
            camera.windows("setup", window("Terminal", terminal.html(typed=False)), dark=True)
    camera.windows("summary", window("Terminal", terminal.html(last=17)), dark=True)
    terminal.type("", "$")
    terminal.close()


def _checked(folder: Path, camera: Camera) -> None:
    """Take a picture of what `check` says."""
    terminal = Terminal(folder)
    terminal.type("python3 start.py check", "$")
    camera.windows("check", window("Terminal", terminal.html()), dark=True)
    terminal.close()


@contextmanager
def _previewed(folder: Path) -> Iterator[str]:
    """Yield the address of a preview of the content in a folder."""
    command = [sys.executable, str(project.ROOT / "tasks.py"), "preview", "--no-open"]
    running = subprocess.Popen(
        [*command, "--port", "0", "--content", "content"],
        cwd=folder,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        said = running.stdout.readline() if running.stdout else ""
        yield said.split()[1]
    finally:
        running.terminate()
        running.wait()


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__).parse_args()
    main()
