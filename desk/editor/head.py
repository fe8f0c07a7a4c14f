"""Draw the head of the window: what the text is, how it stands, and the buttons for all of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desk.editor.frame import Tag, button
from desk.editor.session import Session

_STATES = {"draft": "Draft", "hidden": "Hidden", "published": "Published"}
_FOLD = "(e) => { e.target.closest('details').open = false }"


class Head:
    """The head of a session's window. `publish` is called by its button, and each of the `menu` by
    the label of its own; what `saving` does is the text editor's."""

    def __init__(
        self,
        session: Session,
        publish: Callable[[], None],
        menu: Mapping[str, Callable[[], None]],
    ) -> None:
        self._session = session
        with Tag("div", class_="head"):
            self._title = Tag("h1", class_="unseen")
            Tag("span", "Page" if session.kind == "page" else "Article", class_="what")
            self._status = Tag("span", class_="status")
            self._state = Tag("span", class_="state", role="status")
            with Tag("div", class_="actions"):
                self._publish = button("Publish…", publish)
                self.saving = Tag("button", "Save", type="button", class_="main")
                with Tag("details", class_="more"):
                    Tag("summary", "More")
                    with Tag("div", class_="menu").on("click", js_handler=_FOLD):
                        for label, ask in menu.items():
                            button(label, ask, class_="plain")
                        Tag("a", "New text…", href="/desk/#begin", class_="plain")
        self.is_gone = False
        self.tell()

    def tell(self) -> None:
        """Say how the text stands."""
        session = self._session
        status = session.value("status") or "published"
        day = session.value("date")[:10]
        waits = status == "published" and day > session.site.today().isoformat()
        shown = f"Waits for {day}" if waits else _STATES.get(status, status.capitalize())
        self._status.text = shown
        self._status.set(class_=f"status {'waits' if waits else status}")
        self._publish.text = "Publish…" if status != "published" else "Unpublish…"
        self._title.text = session.value("title") or "Without a title"
        self._state.text = "Not saved yet" if session.is_changed else "Saved"
        self.saving.set(disabled=not session.is_changed)
        self.is_gone = False

    def tell_gone(self) -> None:
        """Say that its file is gone, and that it can be saved anew."""
        self._state.text = "Gone"
        self.saving.set(disabled=False)
        self.is_gone = True
