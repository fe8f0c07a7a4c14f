"""Write the small files that a host or a visitor's program looks for by name."""

from __future__ import annotations

import re
from datetime import date, timedelta
from urllib.parse import urlsplit

_LAST_CHANGE = re.compile(rb"<lastmod>(\d{4}-\d{2}-\d{2})")
_A_YEAR = timedelta(days=364)  # RFC 9116, section 2.5.5: less than a year is recommended


def files(
    base: str, root: str, *, github: bool, email: str, lang: str, expires: str, sitemap: bytes
) -> dict[str, bytes]:
    """Return CNAME, which GitHub Pages asks for (GitHub Docs, "Managing a custom domain") if the
    site stands at the top of a domain of its own, not at NAME.github.io or below it, and
    `security.txt`, which says whom to tell of a hole in the site (RFC 9116, section 2.5).

    It holds until the day `expires`, else until nearly a year after the newest change that the
    sitemap tells of; without either there is none. Not a year after the build: then each day would
    give another site. One that nobody has touched for a year no longer says that its address for
    reports is read, and that is meant so.
    """
    found = {}
    host = urlsplit(base).hostname or ""
    if github and host and not root and not f".{host}".endswith(".github.io"):
        found["CNAME"] = f"{host}\n".encode()
    changes = [date.fromisoformat(day.decode()) for day in _LAST_CHANGE.findall(sitemap)]
    until = date.fromisoformat(expires) if expires else max(changes, default=None)
    if until and not expires:
        until += _A_YEAR
    # RFC 9116 wants it at the root of a host, and at HTTPS.
    if email and until and not root and base.startswith("https://"):
        found[".well-known/security.txt"] = (
            f"Contact: mailto:{email}\n"
            f"Expires: {until.isoformat()}T00:00:00Z\n"
            f"Preferred-Languages: {lang}\n"
            f"Canonical: {base}/.well-known/security.txt\n"
        ).encode()
    return found
