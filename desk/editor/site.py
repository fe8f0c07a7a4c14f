"""What the pages in the browser ask of the site that the preview holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Protocol

from plugins.core.problem import Problem
from plugins.site.contents import Content


class Shown(Protocol):
    """A page as it is shown: HTML, and what keeps it from being shown as it is written."""

    @property
    def body(self) -> bytes:
        """The page, empty where there is none."""

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Why it is as it was before, or none."""


class Site(Protocol):
    """The site of the preview, as far as the editor and the desk need it."""

    @property
    def content(self) -> Path:
        """The folder of the texts, absolute."""

    def name(self) -> str:
        """Return the practice's name, "" while nobody has told it."""

    def today(self) -> date:
        """Return the day that it is where the practice is."""

    def style(self) -> str:
        """Return the practice's colors and typefaces as CSS, whose addresses begin at the root."""

    def texts(self) -> tuple[Content, ...]:
        """Return all texts of the site as it is saved."""

    def people(self) -> tuple[str, ...]:
        """Return the keys of the practice's people."""

    def address(self, name: str) -> str:
        """Return the address at which a text is shown, "" if it has no page."""

    def answer(self, path: str) -> Shown:
        """Return the page at an address as it is saved."""

    def unsaved(self, name: str, data: bytes) -> Shown:
        """Return the page of a text as it would be if these bytes were saved."""

    def unsaved_problems(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """Return what the rules would find in a text if these bytes were saved."""

    def forget(self, name: str) -> None:
        """Take a text as it is saved: nobody writes in it any more."""


def others(site: Site, but: str) -> list[Content]:
    """Return all texts of a site but one, by their titles."""
    texts = [one for one in site.texts() if one.inside != but]
    return sorted(texts, key=lambda one: one.title_text.lower())
