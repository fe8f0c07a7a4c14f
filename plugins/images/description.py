"""Judge whether the text that stands for a picture helps somebody who does not see it."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_ENDING = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|heic)$", re.IGNORECASE)
# What cameras, phones and programs call a picture of which they know nothing.
_NUMBERED = re.compile(
    r"(?:img|dsc[nf]?|pxl|mvimg|p|image|photo|picture|untitled|screen ?shot)?[\W_]*\d[\d\W_]*",
    re.IGNORECASE,
)
_SAYS_SO = re.compile(
    r"(?:an? |the )?(?:image|picture|photo(?:graph)?|graphic) (?:of|showing) ", re.IGNORECASE
)


def doubt(alt: str, address: str) -> tuple[str, str] | None:
    """Return what a listener would stumble over and what to write instead, or None if it is well.

    W3C, "Alt text decision tree" and "Tips and tricks": neither a file's name nor the word image.
    """
    words = " ".join(alt.split())
    stem = PurePosixPath(address).stem
    if _ENDING.search(words) or words == stem or _NUMBERED.fullmatch(words):
        return (
            f"The picture “{address}” is described by the name of a file (“{words}”).",
            "Say what it shows, as you would on the telephone.",
        )
    if said := _SAYS_SO.match(words):
        return (
            f"The description of the picture “{address}” begins with “{said[0].strip()}”.",
            "Leave that out; who listens has heard already that it is a picture.",
        )
    return None
