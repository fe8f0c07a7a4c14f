"""Draw the toolbar, in words: each button has the text editor do something."""

from __future__ import annotations

from desk.editor.frame import Tag
from desk.editor.text_editor import TextEditor

# What stands on a button, what it does, and what is said when it is pointed at.
TOOLS = (
    ("Heading", "heading", "Make this line a heading"),
    ("Bold", "bold", "Make the chosen words strong (Ctrl B)"),
    ("Italic", "italic", "Stress the chosen words (Ctrl I)"),
    ("List", "list", "Make these lines points of a list"),
    ("Quotation", "quotation", "Make these lines a quotation"),
    ("Question", "question", "Add a question to this text"),
    ("Pause", "pause", "Add a place to pause and notice"),
    ("Note", "note", "Add a box with a label"),
)
_CALLS = {"bold": "around', ['**', 'strong words']", "italic": "around', ['*', 'stressed words']"}


def draw(text: TextEditor) -> None:
    """Draw the buttons of a text."""
    number = text.id
    for label, name, hint in TOOLS:
        one = Tag("button", label, type="button", title=hint, data_tool=name)
        call = _CALLS.get(name, f"{name}', []")
        one.on("click", js_handler=f"() => runMethod({number}, '{call})")
    link = Tag("button", "Link", type="button", title="Lead to a page (Ctrl K)")
    link.on(
        "click",
        js_handler=f"() => getElement({number}).$emit('link', getElement({number}).selected())",
    )
    picture = Tag("button", "Picture", type="button", title="Add a picture; or drop one")
    picture.on("click", js_handler=f"() => runMethod({number}, 'choose', [])")
