"""Ask for what is put into a text: where a link leads, what a picture shows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from desk.editor.frame import Tag, close, dialog
from desk.editor.session import Session
from desk.editor.site import others
from desk.editor.text_editor import TextEditor

_CHOSEN = """(e) => {
  const to = e.target.closest('[data-to]');
  if (to) emit([to.dataset.to, to.dataset.title || '']);
}"""
_FIND = """(e) => {
  const words = e.target.value.trim().toLowerCase();
  for (const one of e.target.closest('dialog').querySelectorAll('.choices li'))
    one.hidden = !one.textContent.toLowerCase().includes(words);
  const own = document.getElementById('_own-link'), to = e.target.value.trim();
  own.hidden = !/^(https?:|mailto:|tel:|[/#])/.test(to);
  own.dataset.to = to;
}"""


def ask_for_link(session: Session, text: TextEditor, words: str) -> None:
    """Ask where the chosen `words` are to lead, and put the link into the text."""
    with dialog("Lead to a page", class_="links") as opened:
        with Tag("div", class_="field"):
            Tag("label", "Find one of your pages, or give an address", for_="_link")
            Tag("input", id="_link", autocomplete="off", type="search", autofocus=True).on(
                "input", js_handler=_FIND
            )
        with Tag("ul", role="list", class_="choices"):
            for one in others(session.site, session.name):
                with Tag("li"):
                    choice = Tag("button", one.title_text, type="button", class_="plain")
                    choice.set(data_to=f"/{one.url}", data_title=one.title_text)
        own = Tag("button", "Lead to this address", type="button", hidden=True, id="_own-link")

        def chosen(event: Any) -> None:
            to, title = event.args
            close(opened)
            shown = (words or title or to).replace("[", "\\[").replace("]", "\\]")
            where = f"<{to}>" if " " in to else to
            text.insert(f"[{shown}]({where})")

        opened.on("click", chosen, js_handler=_CHOSEN)
        own.set(data_to="https://")


def describe(text: TextEditor, name: str) -> None:
    """Ask what a picture shows, and put it into the text."""
    with dialog("What does this picture show?", class_="describe") as opened:
        Tag("img", src=f"/_editor/picture-file/{quote(name)}", alt="The picture that you chose")
        with Tag("div", class_="field"):
            Tag("label", "In words, for people who cannot see it", for_="_alt")
            Tag("textarea", id="_alt", rows="2", autofocus=True)
        with Tag("label", class_="tick"):
            Tag("input", type="checkbox", id="_decorative")
            Tag("span", "It only decorates; nothing is lost without it")
        with Tag("div", class_="field"):
            Tag("label", "Words below it (if any)", for_="_caption")
            Tag("input", id="_caption", autocomplete="off")
        said = Tag("p", class_="wrong", role="alert")
        put = Tag("button", "Put it in", type="button", class_="main")

        def done(event: Any) -> None:
            alt, decorative, caption = event.args
            alt = " ".join(alt.split()).replace("[", "(").replace("]", ")")
            if not alt and not decorative:
                said.text = "Say in a few words what it shows, or tick that it only decorates."
                return
            close(opened)
            title = " ".join(caption.split()).replace('"', "”")
            shown, mark = ("", "{.decorative}") if decorative else (alt, "")
            words = f' "{title}"' if title else ""
            text.run_method("block", f"![{shown}](/{quote(name)}{words}){mark}", "")

        put.on(
            "click",
            done,
            js_handler="() => emit([document.getElementById('_alt').value,"
            " document.getElementById('_decorative').checked,"
            " document.getElementById('_caption').value])",
        )
