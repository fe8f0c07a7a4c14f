"""Put the text editor on a page: CodeMirror, dressed for a person who writes and does not program.

NiceGUI brings CodeMirror 6; `ui.codemirror` is made for programs, so `text_editor.js` sets it up
anew: the practice's typeface, spell checking, no line numbers, and marks in the margin.
"""

from __future__ import annotations

from nicegui.element import Element


class TextEditor(Element, component="browser/text_editor.js"):
    """The text of a session; `frame` is the id of the frame that shows its page.

    It sends what is typed to `/_editor/text/TOKEN` itself, and shows the page that comes back.
    Events: `written` (nothing is left to be sent), `mended`, `picture` with its name, and `wrong`
    with words for her.
    """

    def __init__(self, value: str, token: str, label: str, frame: str, lang: str = "") -> None:
        super().__init__()
        self._props.update(value=value, token=token, label=label, frame=frame, lang=lang)
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
