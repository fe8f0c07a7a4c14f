"""Turn the bytes of a file into its text, or into a problem."""

from __future__ import annotations

import re

from plugins.core.problem import Problem
from plugins.core.rules.files import ENCODING

# XML 1.0, section 2.2, "Char", and DEL.
NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Return the file's text; a file that is not UTF-8 is a problem and no text."""
    try:
        text = data.decode("utf-8-sig")
        at = data.find(b"\0")  # UTF-16 without its mark can be read as UTF-8 full of zeros
    except UnicodeDecodeError as error:
        at = error.start
    if at >= 0:
        line = data.count(b"\n", 0, at) + 1
        message = "This file is not saved as UTF-8, so its letters cannot be told apart."
        remedy = "Save it again from your editor with the encoding “UTF-8”."
        return "", [ENCODING.problem(path, line, message, remedy)]
    # A word processor leaves control characters where a line was broken; XML cannot hold them.
    return NOT_XML.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")), []
