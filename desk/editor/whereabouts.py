"""Ask for another address of a text, or whether it is to be deleted; and do it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from urllib.parse import quote

from anyio import to_thread
from nicegui import ui

from desk.editor.banner import Banner
from desk.editor.frame import Tag, button, close, dialog
from desk.editor.session import Session
from desk.editor.site import others
from desk.writing import changes
from desk.writing.disk import WritingError


def ask_to_rename(session: Session, banner: Banner) -> None:
    """Ask for another address, and lead there what leads to it."""
    if session.is_changed:
        banner.say("Save first: another address changes other files too.")
        return
    slug = session.value("slug") or session.name.rpartition("/")[2].removesuffix(".md")
    with dialog("Another address") as opened:
        Tag("p", "Links in your other texts follow, and the old address leads to the new one.")
        with Tag("div", class_="field"):
            Tag("label", "Name in the address", for_="_slug")
            Tag("input", id="_slug", defaultValue=slug, autocomplete="off", autofocus=True)
        done = Tag("button", "Go on", type="button", class_="main")
        said = Tag("div", role="alert")

        async def plan(wanted: str) -> None:
            rename = partial(
                changes.rename, session.site.content, session.name, slug=wanted.strip()
            )
            await _draw_plan(session.site.content, banner, rename, said, opened, "Do it")

        done.on(
            "click",
            lambda event: plan(event.args),
            js_handler="() => emit(document.getElementById('_slug').value)",
        )


def ask_to_delete(session: Session, banner: Banner) -> None:
    """Ask whether a text is to be deleted, and where its address is to lead."""
    with dialog("Delete this text") as opened:
        Tag("p", "The history keeps it. Its address can lead visitors to another page.")
        here = session.name
        with Tag("div", class_="field"):
            Tag("label", "Whoever asks for its address", for_="_leads")
            with Tag("select", id="_leads", autofocus=True):
                Tag("option", "is told that it is gone", value="gone")
                for one in others(session.site, here):
                    Tag("option", f"is led to “{one.title_text}”", value=f"/{one.url}")
        done = Tag("button", "Go on", type="button", class_="main")
        said = Tag("div", role="alert")

        async def plan(leads_to: str) -> None:
            delete = partial(changes.delete, session.site.content, here, leads_to)
            await _draw_plan(session.site.content, banner, delete, said, opened, "Delete it")

        done.on(
            "click",
            lambda event: plan(event.args),
            js_handler="() => emit(document.getElementById('_leads').value)",
        )


async def _draw_plan(
    content: Path,
    banner: Banner,
    planned: Callable[[], changes.Plan],
    said: Tag,
    opened: Tag,
    label: str,
) -> None:
    """Say what would be done, and do it when she agrees."""
    said.clear()
    try:
        plan = await to_thread.run_sync(planned)
    except WritingError as wrong:
        with said:
            Tag("p", str(wrong), class_="wrong")
        return
    with said:
        for sentence in plan.says:
            Tag("p", sentence)
        if plan.links:
            Tag("p", "These lead to it:")
            with Tag("ul"):
                for link in plan.links:
                    with Tag("li"):
                        to = f"/edit/{quote(link.name)}" if link.name.endswith(".md") else ""
                        named = f"{link.name}, line {link.line}"
                        Tag("a" if to else "span", named, href=to, target=to and "_blank")

    async def do() -> None:
        try:
            await to_thread.run_sync(changes.carry_out, content, plan)
        except WritingError as wrong:
            close(opened)
            banner.wrong(str(wrong))
            return
        ui.navigate.to(f"/edit/{quote(plan.name)}" if plan.name else "/desk/")

    with said, Tag("div", class_="actions"):
        button(label, do, class_="main")
