"""The theme's style sheets, each with one job, as the one style that every page carries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

# What every page carries, in the order of the cascade layers, which tokens.css declares as well.
PARTS = ("tokens", "fonts", "base", "layout", "components")
# What every page but an article carries besides; so an article keeps to its first round trip.
OTHERS = ("pages",)
_COMMENT_OR_TEXT = re.compile(r"/\*.*?\*/|(\"[^\"\n]*\")", re.DOTALL)
_SPACE = re.compile(r"\s*([{};,])\s*|(:)\s+|(\s)\s*")


def stylesheet(folder: Path, parts: Sequence[str] = PARTS) -> str:
    """Return these of `folder`'s style sheets in order, without comments and needless white space.

    What stands between double quotation marks stays as it is. A minifier from elsewhere would save
    some twenty bytes more on the line (rcssmin 1.3.0 and lightningcss 0.3.2, compressed).
    """
    text = "\n".join((folder / f"{part}.css").read_text("utf-8") for part in parts)
    pieces = _COMMENT_OR_TEXT.sub(lambda found: found[1] or "", text).split('"')
    shorter = (_SPACE.sub(lambda one: one[1] or one[2] or " ", piece) for piece in pieces[::2])
    pieces[::2] = [piece.replace(";}", "}") for piece in shorter]
    return '"'.join(pieces).strip() + "\n"
