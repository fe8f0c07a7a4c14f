"""Tell a new domain, which leads nowhere yet, from one that was seen and is lost."""

from __future__ import annotations

import socket
from contextlib import suppress
from urllib.parse import urlsplit

from desk.common import project

_SEEN = ("publish", "seen.txt")  # in the cache: each host that has shown a site of ours, on a line


def leads_nowhere_yet(url: str) -> bool:
    """Return whether no address is known for the host of a url, which was never seen from here.

    It is not waited for: what a domain leads to is set where it was bought, and takes hours.
    """
    if was_seen(url):
        return False
    host = urlsplit(url).hostname or ""
    try:
        socket.getaddrinfo(host, None)
    except (socket.gaierror, UnicodeError):
        return True
    return False


def was_seen(url: str) -> bool:
    """Return whether the host of a url has shown a site of ours, as far as that was kept."""
    return (urlsplit(url).hostname or "") in _seen()


def note(url: str) -> None:
    """Remember that the host of a url has shown a site of ours, if that can be kept."""
    host = urlsplit(url).hostname or ""
    if host and not was_seen(url):
        with suppress(OSError):
            file = project.ROOT.joinpath(".cache", *_SEEN)
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as lines:
                lines.write(f"{host}\n")


def _seen() -> list[str]:
    try:
        return project.ROOT.joinpath(".cache", *_SEEN).read_text("utf-8").splitlines()
    except (OSError, ValueError):
        return []
