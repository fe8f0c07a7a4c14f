"""The theme's style sheets, each with one job, as the one file that a page links to."""

from __future__ import annotations

import re
from pathlib import Path

# The order of the cascade layers, which tokens.css declares as well.
PARTS = ("tokens", "fonts", "base", "layout", "components", "print")


def stylesheet(folder: Path) -> str:
    """All of `folder`'s style sheets in order, without their comments."""
    text = "\n".join((folder / f"{part}.css").read_text("utf-8") for part in PARTS)
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
