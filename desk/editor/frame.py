"""Draw what every page of the editor and the desk has around it, in the practice's own look.

Elements are plain HTML ones, which `frame.css` dresses: a keyboard and a screen reader know them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from desk.editor.site import Site

PLACES = {"/desk/": "Desk", "/": "Your site"}
_HEAD = (
    '<meta charset="utf-8">'
    '<link rel="stylesheet" href="/_editor/look.css">'
    '<link rel="stylesheet" href="/_editor/files/frame.css">'
)


class Tag(TextElement):
    """A plain HTML element: `Tag("p", "Some text", class_="fine", id="about")`.

    An attribute that is True stands without a value; one that is False, None or "" does not stand.
    `class_` and `for_` are written with the underscore, `aria_label` as `aria-label`.
    """

    def __init__(self, name: str, text: str = "", /, **attributes: Any) -> None:
        super().__init__(tag=name, text=text)
        self.set(**attributes)

    def set(self, **attributes: Any) -> Tag:
        """Set these attributes, and take away those that are False, None or empty."""
        for key, value in attributes.items():
            name = key.rstrip("_").replace("_", "-")
            if name == "class":
                self.classes(replace=value or "")
            elif value in (False, None, ""):
                self._props.pop(name, None)
            else:
                self._props[name] = value
        self.update()
        return self


def button(text: str, on_click: Callable[..., Any], **attributes: Any) -> Tag:
    """Return a button that calls `on_click`; `class_="main"` is for the one to see."""
    made = Tag("button", text, type="button", **attributes)
    made.on("click", lambda _: on_click(), args=[])
    return made


@contextmanager
def frame(site: Site, title: str, here: str = "", *, wide: bool = False) -> Iterator[Tag]:
    """Draw the frame of a page in the browser; what is made within stands in its `main`.

    `title` is that of the window, `here` the address that the menu marks, and a `wide` page takes
    the whole window.
    """
    name = site.name()
    ui.page_title(f"{title} · {name or 'Practice Press'}")
    ui.add_head_html(_HEAD)
    content = ui.context.client.content
    content.classes(replace="wide-page" if wide else "page")
    if content.parent_slot:  # Quasar's page is a `main` of its own, and there can be but one
        content.parent_slot.parent.tag = "div"
    Tag("a", "Skip to the page", class_="skip", href="#_page")
    with Tag("header", class_="masthead"):
        Tag("a", name or "Practice Press", class_="brand", href="/desk/")
        with Tag("nav", aria_label="Practice Press"), Tag("ul", role="list"):
            for address, label in PLACES.items():
                with Tag("li"):
                    Tag("a", label, href=address, aria_current="page" if address == here else "")
    with Tag("main", id="_page", tabindex="-1") as main:
        yield main


@contextmanager
def dialog(title: str, **attributes: Any) -> Iterator[Tag]:
    """Open a dialog that what is made within stands in; Escape and its cross close it."""
    with ui.context.client.content, Tag("dialog", aria_label=title, **attributes) as made:
        with Tag("div", class_="dialog-head"):
            Tag("h2", title)
            close = Tag("button", "Close", type="button", class_="plain", aria_label="Close")
            close.on("click", js_handler="(e) => e.target.closest('dialog').close()")
        yield made
    made.on("close", made.delete, args=[])
    ui.run_javascript(f"getHtmlElement({made.id}).showModal()")


def close(opened: Tag) -> None:
    """Close a dialog."""
    ui.run_javascript(f"getHtmlElement({opened.id})?.close()")
