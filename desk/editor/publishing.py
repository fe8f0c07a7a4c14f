"""Ask from when on visitors may see a text, or whether they no longer may."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta

from desk.editor.frame import Tag, button, close, dialog
from desk.editor.session import Session

# Takes the status, the day ("" for none), and whether a clinician has read the text today.
Choose = Callable[[str, str, bool], Awaitable[None]]
_READ = "document.getElementById('_read')?.checked ?? false"


def ask(session: Session, choose: Choose) -> None:
    """Ask from when on a text is to be published, or whether it no longer is."""
    if (session.value("status") or "published") == "published":
        _ask_to_unpublish(choose)
        return
    tomorrow = session.site.today() + timedelta(days=1)
    with dialog("Publish this text") as opened:
        Tag("p", "It is saved as published. Visitors see it once you publish the site.")
        if stops := [one for one in session.problems if one.stops]:
            Tag("p", "Before the site can be published, this must be mended:", class_="wrong")
            with Tag("ul"):
                for one in stops:
                    Tag("li", one.message)
        if session.kind == "article" and not session.value("reviewed"):
            with Tag("label", class_="tick"):
                Tag("input", type="checkbox", id="_read")
                Tag("span", "A clinician has read it for accuracy today")
        with Tag("div", class_="actions"):
            now = Tag("button", "Publish with the next update", type="button", class_="main")
        Tag("h3", "Or on a day of its own")
        with Tag("div", class_="field"):
            Tag("label", "The day", for_="_day")
            day = Tag("input", type="date", id="_day", min=tomorrow.isoformat())
            day.set(defaultValue=tomorrow.isoformat())
        wait = Tag("button", "Publish on that day", type="button")
        for press, given in ((now, "''"), (wait, "document.getElementById('_day').value")):
            press.on(
                "click",
                lambda event: _chosen(choose, opened, "published", *event.args),
                js_handler=f"() => emit([{given}, {_READ}])",
            )


def _ask_to_unpublish(choose: Choose) -> None:
    with dialog("Unpublish this text") as opened:
        Tag("p", "It becomes a draft again. Once you publish the site, nobody sees it there.")
        with Tag("div", class_="actions"):
            button(
                "Make it a draft",
                lambda: _chosen(choose, opened, "draft", "", False),
                class_="main",
            )


async def _chosen(choose: Choose, opened: Tag, status: str, day: str, read: bool) -> None:
    close(opened)
    await choose(status, day, read)
