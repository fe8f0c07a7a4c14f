"""Say something above the text that is written, in the place of what was said before."""

from __future__ import annotations

from collections.abc import Callable

from desk.editor.frame import Tag

_AWAY = (
    "The preview does not answer, so nothing can be saved now. Leave this window open: "
    "your text is in it. Is the program still running?"
)


class Banner:
    """The words above the text `name`; `log` prints what could not be done in the terminal."""

    def __init__(self, name: str, log: Callable[[str], None]) -> None:
        self._name, self._log = name, log
        self._shown = Tag("div", class_="banner", role="status")

    def say(self, words: str, kind: str = "") -> Tag:
        """Say something, and return where its buttons stand."""
        self._shown.clear()
        self._shown.set(class_=f"banner {kind}")
        with self._shown:
            Tag("p", words)
            return Tag("div", class_="actions")

    def wrong(self, words: str) -> None:
        """Say what could not be done, in the terminal as well; "" is that nothing answers."""
        words = words or _AWAY
        self._log(f"{self._name}: {words}")
        self.say(words, "wrong")

    def quiet(self) -> None:
        """Say nothing any more."""
        self._shown.clear()
        self._shown.set(class_="banner")
