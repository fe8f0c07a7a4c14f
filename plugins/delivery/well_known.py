"""Small files that a host or a visitor's program looks for by name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

_LAST_CHANGE = re.compile(rb"<lastmod>(\d{4}-\d{2}-\d{2})")
_A_YEAR = timedelta(days=364)  # RFC 9116, section 2.5.5: less than a year is recommended


def cname(base: str) -> bytes:
    """GitHub Pages: the domain of the site (GitHub Docs, "Managing a custom domain")."""
    return f"{urlsplit(base).hostname}\n".encode()


def security_txt(base: str, email: str, lang: str, expires: date) -> bytes:
    """Whom to tell of a hole in the site (RFC 9116, section 2.5)."""
    return (
        f"Contact: mailto:{email}\n"
        f"Expires: {expires.isoformat()}T00:00:00Z\n"
        f"Preferred-Languages: {lang}\n"
        f"Canonical: {base}/.well-known/security.txt\n"
    ).encode()


def expiry(chosen: str, sitemap: bytes) -> date | None:
    """The day until which `security.txt` holds: the one that was chosen, else nearly a year after
    the newest change that the sitemap tells of. None if there is neither.

    Not a year after the build: then each day would give another site. One that nobody has touched
    for a year no longer says that its address for reports is read, and that is meant so.
    """
    if chosen:
        return date.fromisoformat(chosen)
    changes = [date.fromisoformat(day.decode()) for day in _LAST_CHANGE.findall(sitemap)]
    return max(changes) + _A_YEAR if changes else None
