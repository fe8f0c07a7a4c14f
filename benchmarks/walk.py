"""What somebody does in a window to write an article and publish it: the words, and the counting.

clicks, keys   as they were given; a word that is typed counts its letters, a menu each choice
waiting        from each click until what it was for is there; typing is not waited for
a person       the Keystroke-Level Model (Card, Moran and Newell, 1980): 0.28 s a key, 1.1 s to
               point, 0.2 s a click, 0.4 s from the keys to the mouse and back, 1.35 s to think
               before each step; and the waiting
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import FileChooser, Locator, Page, expect

# What is written: words of no practice.
TITLE = "When rest feels unsafe"
SUMMARY = "Why lying down can make the heart race, and what may help."
OPENING = "Some people lie down and feel their heart begin to race."
QUESTIONS = (
    ("Is it dangerous?", "It is mostly harmless, and a doctor can tell."),
    ("Does it pass?", "For many people it becomes less with time."),
    ("What can I try?", "Sit first, and lie down a little later."),
)
PICTURE = "desk.jpg"
DESCRIPTION = "A desk by a window"
BECAUSE = "It is short."

_KEY, _POINT, _CLICK, _HOMING, _THINK = 0.28, 1.1, 0.2, 0.4, 1.35
_PATIENCE = 60_000  # milliseconds


@dataclass
class Hands:
    """What somebody does in a window, counted. `told` are the steps that she has to decide on;
    `opening` and `publishing` are parts of the waiting."""

    page: Page
    clicks: int = 0
    keys: int = 0
    changes: int = 0
    waiting: float = 0.0
    opening: float = 0.0
    publishing: float = 0.0
    told: list[str] = field(default_factory=list)
    _at_mouse: bool = True

    def step(self, words: str) -> None:
        """Begin what she would call one thing to do."""
        self.told.append(words)

    @contextmanager
    def waits(self) -> Iterator[None]:
        """Count what is done within as waiting."""
        began = time.monotonic()
        yield
        self.waiting += time.monotonic() - began

    def open(self, address: str, until: Locator) -> None:
        """Open an address, and wait until it can be used."""
        with self.waits():
            self.page.goto(address)
            expect(until).to_be_visible(timeout=_PATIENCE)
        self.opening = self.waiting

    def click(self, what: Locator, until: Locator | None = None) -> None:
        """Click, and wait until what the click was for is there."""
        self._move(to_mouse=True)
        with self.waits():
            expect(what).to_be_visible(timeout=_PATIENCE)
            what.click(timeout=_PATIENCE)
            if until is not None:
                expect(until).to_be_visible(timeout=_PATIENCE)
        self.clicks += 1

    def drag(self, what: Locator, onto: Locator) -> None:
        """Drag something onto something else: two places to point at, counted as two clicks."""
        self._move(to_mouse=True)
        what.scroll_into_view_if_needed()
        here, there = what.bounding_box(), onto.bounding_box()
        assert here
        assert there
        mouse = self.page.mouse
        mouse.move(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
        mouse.down()
        mouse.move(there["x"] + 20, there["y"] + there["height"] - 2, steps=12)
        mouse.up()
        self.clicks += 2

    def choose(self, chooser: FileChooser, file: Path, until: Locator) -> None:
        """Choose a file in the system's own window: a click on it, and one on "Open"."""
        self.clicks += 2
        with self.waits():
            chooser.set_files(file)
            expect(until).to_be_visible(timeout=_PATIENCE)

    def type(self, text: str) -> None:
        """Type where the cursor is."""
        self._move(to_mouse=False)
        self.page.keyboard.type(text, delay=2)
        self.keys += len(text)

    def press(self, key: str) -> None:
        """Press one key, or several at once, such as "Control+a"."""
        self._move(to_mouse=False)
        self.page.keyboard.press(key)
        self.keys += key.count("+") + 1

    def _move(self, *, to_mouse: bool) -> None:
        """Move a hand, where that is needed, in the time that the model gives it: so long any
        program has to be ready for what comes."""
        if self._at_mouse != to_mouse:
            self.page.wait_for_timeout(_HOMING * 1000)
            self.changes += 1
        self._at_mouse = to_mouse

    @property
    def person(self) -> float:
        """Return the seconds of the model, with the waiting."""
        pointing = self.clicks * (_POINT + _CLICK)
        thinking = len(self.told) * _THINK
        return self.keys * _KEY + pointing + self.changes * _HOMING + thinking + self.waiting


def words_typed() -> int:
    """Return how many of the keys are the letters of the article itself."""
    asked = sum(len(text) for pair in QUESTIONS for text in pair)
    return asked + len(TITLE + SUMMARY + OPENING + DESCRIPTION + BECAUSE)


def table(walks: Sequence[tuple[str, Hands]]) -> str:
    """Return what several walks took, side by side."""
    rows = [
        ("", *(name for name, _ in walks)),
        ("steps to decide on", *(f"{len(one.told)}" for _, one in walks)),
        ("clicks", *(f"{one.clicks}" for _, one in walks)),
        ("keys", *(f"{one.keys}" for _, one in walks)),
        ("  of them words of the article", *(f"{words_typed()}" for _ in walks)),
        ("from keys to mouse and back", *(f"{one.changes}" for _, one in walks)),
        ("waiting, s", *(f"{one.waiting:.1f}" for _, one in walks)),
        ("  until it is open", *(f"{one.opening:.1f}" for _, one in walks)),
        ("  until it is published", *(f"{one.publishing:.1f}" for _, one in walks)),
        ("a person, by the model, s", *(f"{one.person:.0f}" for _, one in walks)),
    ]
    return "\n".join(f"{row[0]:32}" + "".join(f"{cell:>16}" for cell in row[1:]) for row in rows)
