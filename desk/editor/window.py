"""Draw the window in which a text is written: its head, toolbar, fields, text, and its page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress

from anyio import to_thread
from nicegui import background_tasks

from desk.common.days import written as told
from desk.editor import insertions, publishing, toolbar, versions, whereabouts
from desk.editor.banner import Banner
from desk.editor.fields import Fields
from desk.editor.frame import Tag, button
from desk.editor.head import Head
from desk.editor.session import Session
from desk.editor.text_editor import TextEditor
from desk.writing import files
from desk.writing.disk import WritingError
from desk.writing.files import ChangedOutsideError

_LOOK = 1.0  # seconds: how often it is looked whether somebody else has saved the file


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
            self.head = Head(session, lambda: publishing.ask(session, self._set), self._menu())
            self.elsewhere = Tag("div", class_="elsewhere", role="status")
            self.banner = banner = Banner(session.name, self._log)
            with Tag("div", class_="panes", data_shows="text"):
                with Tag("div", class_="switch", role="group", aria_label="What is shown"):
                    for shows, label in (("text", "Write"), ("page", "See")):
                        one = Tag("button", label, type="button", data_shows=shows)
                        one.set(aria_pressed="true" if shows == "text" else "false")
                        one.on("click", js_handler=_SWITCH)
                with Tag("div", class_="write-pane"):
                    tools = Tag("div", class_="tools", role="group", aria_label="Shape")
                    with Tag("div", class_="sheet"):
                        self.fields = Fields(session, self._field)
                        self.fields.draw()
                        lines = [(one.line, one.key) for one in session.fields() if one.line]
                        self.text = TextEditor(session, "Text", "_page-frame", lines, self._lang())
                with Tag("div", class_="page-pane"):
                    self.faults = Tag("div", class_="faults", role="status")
                    frame = Tag("iframe", id="_page-frame", title="Your page as it will be")
                    frame.set(src=f"/_editor/page/{session.token}")
        with tools:
            toolbar.draw(self.text)
        call = f"runMethod({self.text.id}, 'save', [])"
        self.head.saving.on("click", js_handler=f"() => {call}")
        self.text.on("save", self.save, args=[])
        self.text.on("written", lambda event: self._written(event.args))
        self.text.on("wrong", lambda event: banner.wrong(event.args))
        self.text.on("mended", lambda _: self._renew(), args=[])
        self.text.on("picture", lambda event: insertions.describe(self.text, event.args))
        self.text.on("link", lambda event: insertions.ask_for_link(session, self.text, event.args))
        background_tasks.create(self._keep_looking(), name="look for other versions")
        if session.theirs:
            self._tell_conflict()
        elif session.restored:
            self._tell_restored()

    def _menu(self) -> dict[str, Callable[[], None]]:
        session = self.session
        return {
            "History…": lambda: versions.show_history(session, self.banner, self._renew),
            "Another address…": lambda: whereabouts.ask_to_rename(session, self.banner),
            "Delete…": lambda: whereabouts.ask_to_delete(session, self.banner),
        }

    def _lang(self) -> str:
        texts = self.site.texts()
        return next((one.lang for one in texts if one.inside == self.session.name), "")

    # --- What it says ----------------------------------------------------------------------------

    def _written(self, faults: list[str]) -> None:
        self.faults.clear()
        with self.faults:
            for fault in faults:
                Tag("p", fault)
        self.head.tell()

    def _tell_restored(self) -> None:
        assert self.session.restored
        moment = self.session.restored.astimezone()
        words = f"What you had not saved on {told(moment.date())} at {moment:%H:%M} is here again."
        if self.session.put_away:
            words += " Another window had unsaved text as well: it is in the history."
        with self.banner.say(words, "restored"):
            button("Keep it", self.banner.quiet)
            button("Go back to what is saved", self._take_saved, class_="plain")

    def _tell_conflict(self) -> None:
        versions.tell_conflict(self.session, self.banner, self._renew)

    def _renew(self) -> None:
        """Show the session's header and text in the window, after they have changed in it."""
        self.fields.draw()
        self.text.put(self.session.body)
        self.head.tell()

    # --- What changes ----------------------------------------------------------------------------

    def _field(self, key: str) -> None:
        if key in ("title", "status", "date"):
            self.head.tell()
        self.text.refresh()

    async def save(self) -> bool:
        """Save it; say why if that cannot be done. Return whether it is saved."""
        try:
            await to_thread.run_sync(self.session.save)
        except ChangedOutsideError:
            self._tell_conflict()
            return False
        except WritingError as wrong:
            self.banner.wrong(str(wrong))
            return False
        self.banner.quiet()
        self.head.tell()
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
            if not self.head.is_gone and not self.text.is_deleted:
                self.head.tell_gone()
                self.banner.wrong(f"{wrong} Save, and it is there again as you have it here.")
                self.session.saved = files.Text(self.session.name)
            return
        if self.text.is_deleted:  # the window was closed meanwhile
            return
        if changed:
            self._renew()
            self.banner.say("Another program has changed this file; what it saved is shown here.")
        elif self.session.theirs and not had:
            self._tell_conflict()

    def _take_saved(self) -> None:
        with suppress(WritingError):
            self.session.take(files.read(self.site.content, self.session.name))
        self.banner.quiet()
        self._renew()

    async def _set(self, status: str, day: str, read: bool) -> None:
        """Set the status, the day if there is one, and that it was read today; and save."""
        try:
            self.session.set_field("status", status)
            if read:
                self.session.set_field("reviewed", self.site.today().isoformat())
            if day:
                self.session.set_field("date", day)
        except WritingError as wrong:
            self.banner.wrong(str(wrong))
            return
        self.fields.draw()
        self.head.tell()
        self.text.refresh()
        says = {
            "published": "Saved as published. Visitors see it once you publish the site.",
            "draft": "Saved as a draft.",
        }[status]
        if day:
            says = f"It comes out on {told(day)}, with the first update from then on."
        if await self.save():
            self.banner.say(says)


_ELSEWHERE = (
    "This text is open in another window too. Each keeps what is typed in it, and neither writes "
    "over the other. Write in one of them, and close the other."
)
_SWITCH = """(e) => {
  const panes = e.target.closest('.panes'); panes.dataset.shows = e.target.dataset.shows;
  for (const one of e.target.parentElement.children)
    one.setAttribute('aria-pressed', one === e.target);
}"""
