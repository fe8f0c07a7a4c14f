"""Draw the window in which a text is written: its head, toolbar, fields, text, and its page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import quote

from anyio import to_thread
from nicegui import background_tasks, ui

from desk.common.days import written as told
from desk.editor.fields import Fields
from desk.editor.frame import Tag, button, close, dialog
from desk.editor.session import Session, keep_in_history
from desk.editor.text_editor import TextEditor
from desk.writing import changes, files, history
from desk.writing.disk import WritingError
from desk.writing.files import ChangedOutsideError

_LOOK = 1.0  # seconds: how often it is looked whether somebody else has saved the file
# The toolbar: what stands on a button, what it does, and what is said when it is pointed at.
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
_STATES = {"draft": "Draft", "hidden": "Hidden", "published": "Published"}


class Window:
    """The window of one session. `is_elsewhere` says whether its text is open in another window,
    and `log` prints what could not be done in the terminal."""

    def __init__(
        self, session: Session, is_elsewhere: Callable[[], bool], log: Callable[[str], None]
    ) -> None:
        self.session, self.site = session, session.site
        self._is_elsewhere, self._log = is_elsewhere, log

    @property
    def is_connected(self) -> bool:
        """Whether a browser shows it now."""
        return not self.text.is_deleted and self.text.client.has_socket_connection

    # --- What is drawn ---------------------------------------------------------------------------

    def draw(self) -> None:
        """Draw all of it."""
        session = self.session
        with Tag("div", class_="editor", id="_editor"):
            with Tag("div", class_="head"):
                self.title = Tag("h1", session.value("title") or "Without a title", class_="unseen")
                Tag("span", "Page" if session.kind == "page" else "Article", class_="what")
                self.status = Tag("span", class_="status")
                self.state = Tag("span", class_="state", role="status")
                with Tag("div", class_="actions"):
                    self.publish = button("Publish…", self._ask_to_publish)
                    self.saving = Tag("button", "Save", type="button", class_="main")
                    with Tag("details", class_="more"):
                        Tag("summary", "More")
                        with Tag("div", class_="menu").on("click", js_handler=_FOLD):
                            button("History…", self._show_history, class_="plain")
                            button("Another address…", self._ask_to_rename, class_="plain")
                            button("Delete…", self._ask_to_delete, class_="plain")
                            Tag("a", "New text…", href="/desk/#begin", class_="plain")
            self.elsewhere = Tag("div", class_="elsewhere", role="status")
            self.banner = Tag("div", class_="banner", role="status")
            with Tag("div", class_="panes", data_shows="text"):
                with Tag("div", class_="switch", role="group", aria_label="What is shown"):
                    for shows, label in (("text", "Write"), ("page", "See")):
                        one = Tag("button", label, type="button", data_shows=shows)
                        one.set(aria_pressed="true" if shows == "text" else "false")
                        one.on("click", js_handler=_SWITCH)
                with Tag("div", class_="write-pane"):
                    self.tools = Tag("div", class_="tools", role="group", aria_label="Shape")
                    with Tag("div", class_="sheet"):
                        self.fields = Fields(session, self._field)
                        self.fields.draw()
                        lines = [(one.line, one.key) for one in session.fields() if one.line]
                        self.text = TextEditor(session, "Text", "_page-frame", lines, self._lang())
                with Tag("div", class_="page-pane"):
                    self.faults = Tag("div", class_="faults", role="status")
                    frame = Tag("iframe", id="_page-frame", title="Your page as it will be")
                    frame.set(src=f"/_editor/page/{session.token}")
        with self.tools:
            self._draw_tools()
        call = f"runMethod({self.text.id}, 'save', [])"
        self.saving.on("click", js_handler=f"() => {call}")
        self.text.on("save", self.save, args=[])
        self.text.on("written", lambda event: self._written(event.args))
        self.text.on("wrong", lambda event: self._wrong(event.args))
        self.text.on("mended", lambda _: self._renew(), args=[])
        self.text.on("picture", lambda event: self._describe(event.args))
        self.text.on("link", lambda event: self._ask_for_link(event.args))
        background_tasks.create(self._keep_looking(), name="look for other versions")
        self._tell()
        if session.theirs:
            self._show_conflict()
        elif session.restored:
            self._tell_restored()

    def _lang(self) -> str:
        texts = self.site.texts()
        return next((one.lang for one in texts if one.inside == self.session.name), "")

    def _draw_tools(self) -> None:
        number = self.text.id
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

    # --- What it says ----------------------------------------------------------------------------

    def _tell(self) -> None:
        """Say how the text stands."""
        session = self.session
        status = session.value("status") or "published"
        day = session.value("date")[:10]
        waits = status == "published" and day > self.site.today().isoformat()
        self.status.text = f"Waits for {day}" if waits else _STATES.get(status, status.capitalize())
        self.status.set(class_=f"status {'waits' if waits else status}")
        self.publish.text = "Publish…" if status != "published" else "Unpublish…"
        self.title.text = session.value("title") or "Without a title"
        self.state.text = "Not saved yet" if session.is_changed else "Saved"
        self.saving.set(disabled=not session.is_changed)

    def _written(self, faults: list[str]) -> None:
        self.faults.clear()
        with self.faults:
            for fault in faults:
                Tag("p", fault)
        self._tell()

    def _wrong(self, words: str) -> None:
        words = words or (
            "The preview does not answer, so nothing can be saved now. Leave this window open: "
            "your text is in it. Is the program still running?"
        )
        self._say(words, "wrong")

    def _say(self, words: str, kind: str = "") -> Tag:
        """Say something above the text, in the place of what was said before."""
        if kind == "wrong":
            self._log(f"{self.session.name}: {words}")
        self.banner.clear()
        self.banner.set(class_=f"banner {kind}")
        with self.banner:
            Tag("p", words)
            return Tag("div", class_="actions")

    def _quiet(self) -> None:
        self.banner.clear()
        self.banner.set(class_="banner")

    def _tell_restored(self) -> None:
        assert self.session.restored
        moment = self.session.restored.astimezone()
        words = f"What you had not saved on {told(moment.date())} at {moment:%H:%M} is here again."
        if self.session.put_away:
            words += " Another window had unsaved text as well: it is in the history."
        with self._say(words, "restored"):
            button("Keep it", self._quiet)
            button("Go back to what is saved", self._take_saved, class_="plain")

    def _renew(self) -> None:
        """Show the session's header and text in the window, after they have changed in it."""
        self.fields.draw()
        self.text.put(self.session.body)
        self._tell()

    # --- What changes ----------------------------------------------------------------------------

    def _field(self, key: str) -> None:
        if key in ("title", "status", "date"):
            self._tell()
        self.text.refresh()

    async def save(self) -> bool:
        """Save it; say why if that cannot be done. Return whether it is saved."""
        try:
            await to_thread.run_sync(self.session.save)
        except ChangedOutsideError:
            self._show_conflict()
            return False
        except WritingError as wrong:
            self._say(str(wrong), "wrong")
            return False
        self._quiet()
        self._tell()
        return True

    async def _keep_looking(self) -> None:
        """Look at the file for as long as the window is open."""
        while not self.text.is_deleted:
            await asyncio.sleep(_LOOK)
            if not self.text.is_deleted:
                with self.text.client:
                    self._tell_elsewhere()
                    await self._look()

    def _tell_elsewhere(self) -> None:
        """Say that the text is open in another window, for as long as it is."""
        is_elsewhere = self._is_elsewhere()
        if is_elsewhere != bool(self.elsewhere.default_slot.children):
            self.elsewhere.clear()
            if is_elsewhere:
                with self.elsewhere:
                    Tag("p", _ELSEWHERE)

    async def _look(self) -> None:
        """Look whether somebody else has saved the file."""
        had = self.session.theirs
        try:
            changed = await to_thread.run_sync(self.session.look)
        except WritingError as wrong:
            if self.state.text != "Gone" and not self.text.is_deleted:
                self.state.text = "Gone"
                self._say(f"{wrong} Save, and it is there again as you have it here.", "wrong")
                self.session.saved = files.Text(self.session.name)
                self.saving.set(disabled=False)
            return
        if self.text.is_deleted:  # the window was closed meanwhile
            return
        if changed:
            self._renew()
            self._say("Another program has changed this file; what it saved is shown here.")
        elif self.session.theirs and not had:
            self._show_conflict()

    def _take_saved(self) -> None:
        with suppress(WritingError):
            self.session.take(files.read(self.site.content, self.session.name))
        self._quiet()
        self._renew()

    # --- Two versions ----------------------------------------------------------------------------

    def _show_conflict(self) -> None:
        """Show her version beside the one that somebody has saved meanwhile."""
        theirs = self.session.theirs
        if not theirs:
            return
        words = (
            "This file has been changed meanwhile, by another program or in another window. "
            "Nothing is overwritten."
        )
        with self._say(words, "wrong conflict"):
            button("Compare the two", self._compare, class_="main")

    def _compare(self) -> None:
        theirs = self.session.theirs
        if not theirs:
            return
        with dialog("Two versions of this text", class_="compare") as opened:
            Tag("p", "What differs is marked. Whichever you keep, the other goes into the history.")
            differs = history.difference(theirs.text, self.session.text)
            with Tag("div", class_="sides"):
                for title, drop, text in (
                    ("What you have here", "-", self.session.text),
                    ("What is saved in the file", "+", theirs.text),
                ):
                    with Tag("section", aria_label=title):
                        Tag("h3", title)
                        _draw_words(differs, drop)
                        with Tag("details"):
                            Tag("summary", "The whole text")
                            Tag("pre", text)

            async def keep_mine() -> None:
                close(opened)
                try:
                    await to_thread.run_sync(self.session.keep_mine)
                except WritingError as wrong:
                    self._say(str(wrong), "wrong")
                    return
                self._quiet()
                self._renew()

            async def take_theirs() -> None:
                close(opened)
                try:
                    mine = self.session.text  # not lost when the other one is taken
                    await to_thread.run_sync(keep_in_history, self.session, mine)
                except WritingError as wrong:
                    self._say(str(wrong), "wrong")
                    return
                self.session.take(theirs)
                self._quiet()
                self._renew()

            with Tag("div", class_="actions"):
                button("Keep mine", keep_mine, class_="main")
                button("Take the one in the file", take_theirs)

    def _show_history(self) -> None:
        versions = history.versions(self.site.content, self.session.name)
        with dialog("History", class_="history") as opened:
            if not versions:
                Tag("p", "There are no former versions yet. Each time you save, one is kept.")
            with Tag("ol", role="list"):
                for version in versions:
                    with Tag("li"):
                        moment = version.moment.astimezone()
                        with Tag("details") as details:
                            Tag("summary", f"{told(moment.date())}, {moment:%H:%M:%S}")
                            inner = Tag("div")
                        details.on("toggle", self._version_shown(version.key, inner, opened), [])

    def _version_shown(self, key: str, inner: Tag, opened: Tag) -> Callable[..., Any]:
        def show() -> None:
            if inner.default_slot.children:
                return
            data = history.version(self.site.content, self.session.name, key)
            former = files.as_it_is(self.session.name, data).text
            with inner:
                passages = history.difference(former, self.session.text)
                Tag("p", "What has changed since then:" if passages else "This is what you have.")
                _draw_words(passages, "")

                def restore() -> None:
                    self.session.put(former)
                    close(opened)
                    self._renew()
                    self._say("The former version is here now. Save, if you want to keep it.")

                button("Bring this version back", restore)

        return show

    # --- Published or not ------------------------------------------------------------------------

    def _ask_to_publish(self) -> None:
        if (self.session.value("status") or "published") == "published":
            self._ask_to_unpublish()
            return
        tomorrow = self.site.today() + timedelta(days=1)
        with dialog("Publish this text") as opened:
            Tag("p", "It is saved as published. Visitors see it once you publish the site.")
            if stops := [one for one in self.session.problems if one.stops]:
                Tag("p", "Before the site can be published, this must be mended:", class_="wrong")
                with Tag("ul"):
                    for one in stops:
                        Tag("li", one.message)
            if self.session.kind == "article" and not self.session.value("reviewed"):
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
                    lambda event: self._set(opened, day=event.args[0], read=event.args[1]),
                    js_handler=f"() => emit([{given}, {_READ}])",
                )

    def _ask_to_unpublish(self) -> None:
        with dialog("Unpublish this text") as opened:
            Tag("p", "It becomes a draft again. Once you publish the site, nobody sees it there.")
            with Tag("div", class_="actions"):
                button("Make it a draft", lambda: self._set(opened, "draft"), class_="main")

    async def _set(
        self, opened: Tag, status: str = "published", day: str = "", read: bool = False
    ) -> None:
        close(opened)
        try:
            self.session.set_field("status", status)
            if read:
                self.session.set_field("reviewed", self.site.today().isoformat())
            if day:
                self.session.set_field("date", day)
        except WritingError as wrong:
            self._say(str(wrong), "wrong")
            return
        self.fields.draw()
        self._tell()
        self.text.refresh()
        says = {
            "published": "Saved as published. Visitors see it once you publish the site.",
            "draft": "Saved as a draft.",
        }[status]
        if day:
            says = f"It comes out on {told(day)}, with the first update from then on."
        if await self.save():
            self._say(says)

    # --- Another name, or gone -------------------------------------------------------------------

    def _ask_to_rename(self) -> None:
        if self.session.is_changed:
            self._say("Save first: another address changes other files too.")
            return
        slug = self.session.value("slug") or self.session.name.rpartition("/")[2].removesuffix(
            ".md"
        )
        with dialog("Another address") as opened:
            Tag("p", "Links in your other texts follow, and the old address leads to the new one.")
            with Tag("div", class_="field"):
                Tag("label", "Name in the address", for_="_slug")
                Tag("input", id="_slug", defaultValue=slug, autocomplete="off", autofocus=True)
            done = Tag("button", "Go on", type="button", class_="main")
            said = Tag("div", role="alert")

            async def plan(wanted: str) -> None:
                rename = partial(
                    changes.rename, self.site.content, self.session.name, slug=wanted.strip()
                )
                await self._draw_plan(rename, said, opened, "Do it")

            done.on(
                "click",
                lambda event: plan(event.args),
                js_handler="() => emit(document.getElementById('_slug').value)",
            )

    def _ask_to_delete(self) -> None:
        with dialog("Delete this text") as opened:
            Tag("p", "The history keeps it. Its address can lead visitors to another page.")
            here = self.session.name
            with Tag("div", class_="field"):
                Tag("label", "Whoever asks for its address", for_="_leads")
                with Tag("select", id="_leads", autofocus=True):
                    Tag("option", "is told that it is gone", value="gone")
                    for one in self._others(here):
                        Tag("option", f"is led to “{one.title_text}”", value=f"/{one.url}")
            done = Tag("button", "Go on", type="button", class_="main")
            said = Tag("div", role="alert")

            async def plan(leads_to: str) -> None:
                delete = partial(changes.delete, self.site.content, here, leads_to)
                await self._draw_plan(delete, said, opened, "Delete it")

            done.on(
                "click",
                lambda event: plan(event.args),
                js_handler="() => emit(document.getElementById('_leads').value)",
            )

    async def _draw_plan(
        self, planned: Callable[[], changes.Plan], said: Tag, opened: Tag, label: str
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
                await to_thread.run_sync(changes.carry_out, self.site.content, plan)
            except WritingError as wrong:
                close(opened)
                self._say(str(wrong), "wrong")
                return
            ui.navigate.to(f"/edit/{quote(plan.name)}" if plan.name else "/desk/")

        with said, Tag("div", class_="actions"):
            button(label, do, class_="main")

    def _others(self, but: str) -> list[Any]:
        texts = [one for one in self.site.texts() if one.inside != but]
        return sorted(texts, key=lambda one: one.title_text.lower())

    # --- Links and pictures ----------------------------------------------------------------------

    def _ask_for_link(self, words: str) -> None:
        with dialog("Lead to a page", class_="links") as opened:
            with Tag("div", class_="field"):
                Tag("label", "Find one of your pages, or give an address", for_="_link")
                Tag("input", id="_link", autocomplete="off", type="search", autofocus=True).on(
                    "input", js_handler=_FIND
                )
            with Tag("ul", role="list", class_="choices"):
                for one in self._others(self.session.name):
                    with Tag("li"):
                        choice = Tag("button", one.title_text, type="button", class_="plain")
                        choice.set(data_to=f"/{one.url}", data_title=one.title_text)
            own = Tag("button", "Lead to this address", type="button", hidden=True, id="_own-link")

            def chosen(event: Any) -> None:
                to, title = event.args
                close(opened)
                shown = (words or title or to).replace("[", "\\[").replace("]", "\\]")
                where = f"<{to}>" if " " in to else to
                self.text.insert(f"[{shown}]({where})")

            opened.on("click", chosen, js_handler=_CHOSEN)
            own.set(data_to="https://")

    def _describe(self, name: str) -> None:
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
                self.text.run_method("block", f"![{shown}](/{quote(name)}{words}){mark}", "")

            put.on(
                "click",
                done,
                js_handler="() => emit([document.getElementById('_alt').value,"
                " document.getElementById('_decorative').checked,"
                " document.getElementById('_caption').value])",
            )


_READ = "document.getElementById('_read')?.checked ?? false"
_ELSEWHERE = (
    "This text is open in another window too. Each keeps what is typed in it, and neither writes "
    "over the other. Write in one of them, and close the other."
)
_SWITCH = """(e) => {
  const panes = e.target.closest('.panes'); panes.dataset.shows = e.target.dataset.shows;
  for (const one of e.target.parentElement.children)
    one.setAttribute('aria-pressed', one === e.target);
}"""
_CHOSEN = """(e) => {
  const to = e.target.closest('[data-to]');
  if (to) emit([to.dataset.to, to.dataset.title || '']);
}"""
_FOLD = "(e) => { e.target.closest('details').open = false }"
_FIND = """(e) => {
  const words = e.target.value.trim().toLowerCase();
  for (const one of e.target.closest('dialog').querySelectorAll('.choices li'))
    one.hidden = !one.textContent.toLowerCase().includes(words);
  const own = document.getElementById('_own-link'), to = e.target.value.trim();
  own.hidden = !/^(https?:|mailto:|tel:|[/#])/.test(to);
  own.dataset.to = to;
}"""


def _draw_words(passages: Any, drop: str) -> None:
    """Draw passages word by word: what went is struck out, what came is marked.

    `drop` is "-" or "+" for what is not shown: one side of two.
    """
    with Tag("div", class_="words"):
        for passage in passages:
            with Tag("p"):
                for sign, words in passage:
                    if sign == drop:
                        continue
                    name = {"+": "ins", "-": "del"}.get(sign, "span")
                    Tag(name, words)
                    Tag("span", " ")
