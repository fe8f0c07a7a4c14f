"""Hold a text that is open in a window: what is saved, what is not yet, what is wrong with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from desk.editor.site import Shown, Site
from desk.writing import drafts, files, headers
from desk.writing.files import Text
from plugins.core import edits, yaml_lines
from plugins.core.problem import Problem
from plugins.frontmatter.header import Kind


@dataclass
class Session:
    """A text in one window. `saved` is the version from which she began, `header` and `body` are
    what she has now. `restored` is when unsaved text was kept that is now in it; `theirs` is
    another version that somebody has saved meanwhile."""

    site: Site
    name: str
    saved: Text
    header: str
    body: str
    restored: datetime | None = None
    theirs: Text | None = None
    problems: tuple[Problem, ...] = ()
    page: bytes = b""
    _read: tuple[str, dict[str, str]] | None = None  # a header, and what it says
    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))

    @classmethod
    def opened(cls, site: Site, name: str) -> Session:
        """Return a text as it is saved, or as it was left unsaved. Raises WritingError."""
        saved = files.read(site.content, name)
        made = cls(site, name, saved, *_parted(saved.text))
        unsaved = drafts.kept(site.content, name)
        if unsaved and unsaved.text != saved.text:
            made.header, made.body = _parted(unsaved.text)
            made.restored = unsaved.moment
            if unsaved.based_on != saved.digest:
                made.theirs = saved
                made.saved = Text(name, saved.data, saved.text, unsaved.based_on)
        return made

    @property
    def kind(self) -> Kind:
        """Whether it is an article or a page."""
        return "page" if self.name.startswith("pages/") else "article"

    @property
    def text(self) -> str:
        """The whole text as she has it now."""
        return self.header + self.body

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
        if self.is_changed:
            drafts.keep(self.site.content, self.name, self.text, self.saved.digest)
        elif not self.theirs:
            drafts.forget(self.site.content, self.name)

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
        drafts.forget(self.site.content, self.name)

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
        self.problems = self.site.unsaved_problems(self.name)
        above = self.header.count("\n")
        return [
            {
                "line": max(one.line - above, 0),
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
