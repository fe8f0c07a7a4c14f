"""Hold a text that is open in a window: what is saved, what is not yet, what is wrong with it."""

from __future__ import annotations

import secrets
from collections.abc import Container, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.editor.site import Shown, Site
from desk.writing import disk, drafts, files, headers, history
from desk.writing.disk import WritingError
from desk.writing.drafts import Unsaved
from desk.writing.files import Text
from plugins.core import digest, edits, yaml_lines
from plugins.core.problem import Problem
from plugins.frontmatter.header import Kind


@dataclass
class Session:
    """A text in one window. `saved` is the version from which she began, `header` and `body` are
    what she has now. `restored` is when unsaved text was kept that is now in it, and `put_away`
    how many other unsaved texts of closed windows went into the history; `theirs` is another
    version that somebody has saved meanwhile. `key` names what this window keeps unsaved."""

    site: Site
    name: str
    saved: Text
    header: str
    body: str
    restored: datetime | None = None
    theirs: Text | None = None
    problems: tuple[Problem, ...] = ()
    page: bytes = b""
    key: str = ""
    put_away: int = 0
    _had: set[str] = field(default_factory=set)  # digests of the texts that were in it
    _read: tuple[str, dict[str, str]] | None = None  # a header, and what it says
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    @classmethod
    def opened(cls, site: Site, name: str, taken: Container[str] = ()) -> Session:
        """Return a text as it is saved, or as it was left unsaved last. Raises WritingError.

        `taken` are the keys of windows in which it is open now: what they keep stays theirs, and
        this one begins with it. Of what closed windows have left, the newest goes on here.
        """
        saved = files.read(site.content, name)
        made = cls(site, name, saved, *_parted(saved.text))
        found = [one for one in drafts.each_kept(site.content, name) if one.text != saved.text]
        left = [one for one in found if one.key not in taken]
        if found:
            unsaved = found[0]
            made.header, made.body = _parted(unsaved.text)
            made.restored = unsaved.moment
            if unsaved.based_on != saved.digest:
                made.theirs = saved
                made.saved = Text(name, saved.data, saved.text, unsaved.based_on)
        for one in left:
            if one is not found[0]:
                made.put_away += made._put_away(one)
        keys = [one.key for one in left if one is found[0]] or [""]
        made.key = _new_key() if keys[0] in taken else keys[0]
        made._had.add(_mark(made.text))
        return made

    def _put_away(self, unsaved: Unsaved) -> bool:
        """Put what a closed window has left into the history; return whether that was done."""
        with suppress(WritingError):  # it stays where it is
            keep_in_history(self, unsaved.text)
            drafts.forget(self.site.content, self.name, unsaved.key)
            return True
        return False

    def give_up(self, key: str) -> None:
        """Keep what is not saved by another key if it was kept by this one: a window that was
        opened meanwhile goes on with it."""
        if self.key == key:
            self.key = _new_key()

    def close(self, others: Iterable[Session]) -> None:
        """End: what is not saved stays kept, unless one of the `others` has taken it over."""
        if any(_mark(self.text) in one._had for one in others):
            with suppress(WritingError):
                drafts.forget(self.site.content, self.name, self.key)

    @property
    def kind(self) -> Kind:
        """Whether it is an article or a page."""
        return "page" if self.name.startswith("pages/") else "article"

    @property
    def text(self) -> str:
        """The whole text as she has it now."""
        return self.header + self.body

    @property
    def above(self) -> int:
        """How many lines of the file stand before its body."""
        return self.header.count("\n")

    @property
    def is_changed(self) -> bool:
        """Whether anything is not saved."""
        return self.text != self.saved.text

    def fields(self) -> tuple[headers.Field, ...]:
        """Return the header as fields, with what there is to choose from."""
        texts = self.site.texts()
        articles = [one for one in texts if one.header.kind == "article"]
        known = headers.Known(
            tags=tuple(sorted({tag for one in texts for tag in one.tags})),
            categories=tuple(
                sorted({str(one.fields["category"]) for one in texts if one.fields.get("category")})
            ),
            people=self.site.people(),
            articles=tuple(sorted(one.slug for one in articles if one.inside != self.name)),
            pictures=(),
            languages=tuple(sorted({one.lang for one in texts})),
        )
        return headers.form(self.text, self.kind, known)

    def value(self, key: str) -> str:
        """Return what a field says, "" if it says nothing or no text."""
        if self._read is None or self._read[0] != self.header:
            found = headers.form(self.header, self.kind)
            values = {one.key: one.value for one in found if isinstance(one.value, str)}
            self._read = self.header, values
        return str(self._read[1].get(key, ""))

    def set_field(self, key: str, value: yaml_lines.Value) -> None:
        """Change one field of the header. Raises WritingError where that cannot be done."""
        text = headers.with_field(self.text, key, value, self.saved.text)
        self.header, self.body = _parted(text)

    def shown(self) -> Shown:
        """Return the page as it would be, and keep what is not saved."""
        made = self.site.unsaved(self.name, files.encode(self.text, self.saved.data))
        self.page = made.body or self.page
        return made

    def keep(self) -> None:
        """Keep what is not saved, for a window that is closed or a program that is killed."""
        text = self.text
        self._had.add(_mark(text))
        if self.is_changed:
            drafts.keep(self.site.content, self.name, text, self.saved.digest, self.key)
        elif not self.theirs:
            drafts.forget(self.site.content, self.name, self.key)

    def put(self, text: str) -> None:
        """Have another text, not saved yet."""
        self.header, self.body = _parted(text)

    def save(self) -> None:
        """Save it. Raises ChangedOutsideError, which is kept as `theirs`, and WritingError."""
        text = self.text
        try:
            self.saved = files.save(self.site.content, self.name, text, self.saved.digest)
        except files.ChangedOutsideError as error:
            self.theirs = error.theirs
            raise
        self.restored = self.theirs = None
        if self.text == text:  # she may have gone on meanwhile
            self.put(self.saved.text)
        self.keep()

    def keep_mine(self) -> None:
        """Save it over `theirs`, which goes into the history. Raises WritingError."""
        if self.theirs:
            self.saved = self.theirs
        self.save()

    def take(self, text: Text) -> None:
        """Have it as somebody else has saved it, or as it is on the disk."""
        self.saved, self.theirs, self.restored = text, None, None
        self.header, self.body = _parted(text.text)
        drafts.forget(self.site.content, self.name, self.key)

    def look(self) -> bool:
        """Look at the file; return whether the text in the window has changed by that.

        Where she has written meanwhile, nothing changes but `theirs`.
        """
        data = files.read(self.site.content, self.name)
        if data.digest == self.saved.digest or (self.theirs and self.theirs.digest == data.digest):
            return False
        if not self.is_changed or data.text == self.text:
            self.take(data)
            return True
        self.theirs = data
        return False

    def notes(self) -> list[dict[str, Any]]:
        """Find what needs mending and return it for the margin; line 0 is the header."""
        data = files.encode(self.text, self.saved.data)
        self.problems = self.site.unsaved_problems(self.name, data)
        return [
            {
                "line": max(one.line - self.above, 0),
                "severity": one.severity,
                "message": one.message,
                "remedy": one.remedy,
                "canMend": bool(one.fix),
                "key": f"{one.rule} {one.line} {one.message}",
            }
            for one in self.problems
        ]

    def mend(self, key: str) -> bool:
        """Mend a problem of which a program can be sure how; return whether anything changed."""
        for one in self.problems:
            if f"{one.rule} {one.line} {one.message}" == key and one.fix:
                text = edits.applied(self.text, one.fix)
                changed = text != self.text
                self.header, self.body = _parted(text)
                return changed
        return False


def _parted(text: str) -> tuple[str, str]:
    """Return the header with the empty lines below it, and the body."""
    header, body = headers.parted(text)
    rest = body.lstrip("\n")
    return header + body[: len(body) - len(rest)], rest


def keep_in_history(session: Session, text: str) -> None:
    """Keep a text in the history of a session's file. Raises WritingError."""
    with disk.at_work(session.site.content):
        data = files.encode(text, session.saved.data)
        history.keep(session.site.content, session.name, data)


def _new_key() -> str:
    return secrets.token_hex(4)


def _mark(text: str) -> str:
    return digest.of(text.encode("utf-8", "surrogatepass"))
