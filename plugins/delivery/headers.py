"""Return the one table of headers, from which the configuration of every host is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from plugins.delivery.kinds import ASSETS, HASHED_ALREADY
from plugins.delivery.policy import Needs, policy

# A year, the longest that HTTP Caching (RFC 9111, section 5.2.2.1) makes sense for; RFC 8246.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
# What a page about therapy never asks for (W3C Permissions Policy); unknown names would be
# complained of in the browser's console, so only those stand here that every browser of it knows.
_PERMISSIONS = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone payment usb"
)


@dataclass(frozen=True)
class Headers:
    """`everywhere`: sent with every answer. `policy`: of pages without a script; `script_policy`
    of those under the addresses `script_pages`. `forever`: folders whose files never change."""

    everywhere: Mapping[str, str]
    policy: str
    script_policy: str
    script_pages: tuple[str, ...]
    forever: tuple[str, ...]


def table(pages: Mapping[str, Needs], root: str, hsts: int) -> Headers:
    """Return what a site sends. `pages`: the needs of each HTML file. `hsts`: for how many seconds
    a browser shall insist on HTTPS, 0 for not at all (RFC 6797, section 6.1: it cannot be taken
    back at once)."""
    everywhere = {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in _PERMISSIONS.split()),
        "Cross-Origin-Opener-Policy": "same-origin",
        "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    }
    if hsts:
        everywhere["Strict-Transport-Security"] = f"max-age={hsts}; includeSubDomains"
    with_scripts = [name for name, needs in pages.items() if needs.scripts]
    return Headers(
        everywhere,
        policy(reduce(or_, (each for each in pages.values() if not each.scripts), Needs())),
        policy(reduce(or_, pages.values(), Needs())),
        tuple(sorted(f"{root}/{name.removesuffix('index.html')}" for name in with_scripts)),
        tuple(f"{root}/{folder}/" for folder in (ASSETS, *HASHED_ALREADY)),
    )
