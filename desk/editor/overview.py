"""List the texts of the site to be opened, and begin new ones."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from nicegui import ui

from desk.editor.frame import Tag
from desk.editor.site import Site
from desk.writing import changes
from desk.writing.disk import WritingError

KINDS = {
    "article": "An article",
    "condition": "An article about what people come with",
    "comparison": "An article that compares",
    "faq": "A page of questions",
    "page": "A page",
}


def listed(site: Site) -> None:
    """Draw the form for a new text and the list of those that are there."""
    Tag("h1", "Write")
    begin(site)
    Tag("h2", "Your texts", class_="apart")
    with Tag("ul", role="list", class_="texts"):
        for one in sorted(site.texts(), key=lambda one: one.title_text.lower()):
            with Tag("li"):
                Tag("a", one.title_text, href=f"/edit/{quote(one.inside)}")
                Tag("span", f" {one.header.kind}, {one.status}", class_="fine")


def begin(site: Site) -> None:
    """Draw the form for a new text: what it is, and its title."""
    with Tag("form", class_="new-text") as form:
        with Tag("div", class_="field"):
            Tag("label", "Title of something new", for_="new-title")
            Tag("input", id="new-title", name="title", required=True, autocomplete="off")
        with Tag("div", class_="field"):
            Tag("label", "What it is", for_="new-kind")
            with Tag("select", id="new-kind", name="kind"):
                for kind, label in KINDS.items():
                    Tag("option", label, value=kind)
        Tag("button", "Begin", class_="main", type="submit")
    said = Tag("p", class_="wrong", role="alert")

    def made(event: object) -> None:
        kind, title = event.args  # type: ignore[attr-defined]
        try:
            plan = changes.new(site.content, kind, title, date.today())  # noqa: DTZ011
            changes.carry_out(site.content, plan)
        except WritingError as wrong:
            said.text = str(wrong)
            return
        ui.navigate.to(f"/edit/{quote(plan.name)}")

    form.on(
        "submit.prevent",
        made,
        js_handler="(e) => emit([e.target.elements.kind.value, e.target.elements.title.value])",
    )
