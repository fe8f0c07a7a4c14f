"""One module for each kind of host: the tables of headers and old addresses in its language.

Addresses come as paths that hosts read (decoded: RFC 3986, section 2.1), with whatever signs
somebody once put into them. In each language one function writes a path so that it means itself.
"""

from __future__ import annotations

import re


def pattern(path: str) -> str:
    """Return a regular expression for a path: PCRE (Apache, nginx) and RE2 (Caddy) read it alike.

    Signs are written by number, so none means anything to the expression, to the quotation marks
    around it, or to a configuration that knows variables and placeholders.
    """
    return re.sub(r"[^A-Za-z0-9/_\x80-\U0010ffff-]", lambda sign: f"\\x{ord(sign[0]):02x}", path)


def old_pattern(old: str) -> str:
    """Return the same for an old address, also typed as `/old` or `/old/index.html`."""
    folder, rest = old.rstrip("/"), r"(?:index\.html)?"
    if not old.endswith("/"):
        return pattern(old)
    return f"{pattern(folder)}(?:/{rest})?" if folder else f"/{rest}"
