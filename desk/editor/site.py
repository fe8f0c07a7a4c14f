"""What the pages in the browser ask of the site that the preview holds."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Site(Protocol):
    """The site of the preview, as far as the editor and the desk need it."""

    @property
    def content(self) -> Path:
        """The folder of the texts, absolute."""

    def name(self) -> str:
        """Return the practice's name, "" while nobody has told it."""

    def style(self) -> str:
        """Return the practice's colors and typefaces as CSS, whose addresses begin at the root."""
