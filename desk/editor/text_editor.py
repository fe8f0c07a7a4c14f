"""Put the text editor on a page: CodeMirror, dressed for a person who writes and does not program.

NiceGUI brings CodeMirror 6; `ui.codemirror` is made for programs, so `text_editor.js` sets it up
anew: the practice's typeface, spell checking, no line numbers, and marks in the margin.
"""

from __future__ import annotations

from collections.abc import Iterable

from nicegui.element import Element

from desk.editor.session import Session


class TextEditor(Element, component="browser/text_editor.js"):
    """The text of a session; `frame` is the id of the frame that shows its page.

    Where the page's address names a line of the file (`#line-12`), it begins there: `above` is how
    many lines stand before the text, and `fields` are the lines of the header's fields.

    It sends what is typed to `/_editor/text/TOKEN` itself, and shows the page that comes back.
    Events: `written` (nothing is left to be sent), `mended`, `picture` with its name, and `wrong`
    with words for her.
    """

    def __init__(
        self, session: Session, label: str, frame: str, fields: Iterable[tuple[int, str]], lang: str
    ) -> None:
        super().__init__()
        self._props.update(value=session.body, token=session.token, above=session.above)
        self._props.update(label=label, frame=frame, fields=sorted(fields), lang=lang)
        self.classes("writing")

    def put(self, text: str) -> None:
        """Have another text in it, which can be undone there."""
        self._props["value"] = text
        self.run_method("put", text)

    def insert(self, text: str) -> None:
        """Put words at the place where she writes."""
        self.run_method("insert", text)

    def refresh(self) -> None:
        """Show the page anew."""
        self.run_method("refresh")
