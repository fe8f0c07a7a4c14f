"""Return the one table of headers, from which the configuration of every host is written.

Each page also states in itself what it may do: the Content-Security-Policy (CSP 3).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from plugins.delivery.kinds import ASSETS, HASHED_ALREADY

# A year, the longest that HTTP Caching (RFC 9111, section 5.2.2.1) makes sense for; RFC 8246.
FOREVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "public, max-age=0, must-revalidate"
# What a page about therapy never asks for (W3C Permissions Policy); unknown names would be
# complained of in the browser's console, so only those stand here that every browser of it knows.
_PERMISSIONS = (
    "accelerometer camera display-capture geolocation gyroscope magnetometer microphone payment usb"
)
# Behind the charset, which must stand within the first 1,024 bytes (HTML, section 4.2.5.4).
_META_PLACE = re.compile(r"<head[^>]*>\s*(?:<meta charset=[^>]*>\s*)?")

# Where a form goes, up to the path. Only the theme writes any: of a text, none is left.
_FORM = re.compile(r"<form [^<>]*?action=\"(https://[^/\"<>;,\s]+)")


@dataclass(frozen=True)
class Needs:
    """What a page needs beside its text: the styles in it, by their hashes, scripts, and the
    origins to which its forms go."""

    styles: frozenset[str] = frozenset()
    scripts: bool = False
    forms: frozenset[str] = frozenset()

    def __or__(self, other: Needs) -> Needs:
        scripts = self.scripts or other.scripts
        return Needs(self.styles | other.styles, scripts, self.forms | other.forms)


def needs_of(html: str, known: dict[str, str]) -> Needs:
    """Return what a page needs; `known` keeps the hashes of styles that were met before."""
    hashes = []
    for part in html.split("<style")[1:]:
        style = part.partition(">")[2].partition("</style>")[0]
        if style not in known:
            digest = hashlib.sha256(style.encode()).digest()
            known[style] = f"'sha256-{base64.b64encode(digest).decode()}'"  # CSP 3, section 2.3.1
        hashes.append(known[style])
    scripts = (part.partition(">")[0] for part in html.split("<script")[1:])
    return Needs(
        frozenset(hashes), any(" src=" in tag for tag in scripts), frozenset(_FORM.findall(html))
    )


def policy(needs: Needs, *, framing: bool = True) -> str:
    """Return a policy that allows the site's own files and the styles that stand in its pages.

    A page with a script may also run WebAssembly, which the search is made of; it gets no
    `unsafe-eval` with that (CSP 3, section 2.3.1). `framing` is for a header: in a page the rule
    about frames would be ignored and complained of (section 6.4.2.1).
    """
    rules = [
        "default-src 'none'",
        " ".join(["style-src 'self'", *sorted(needs.styles)]),
        "img-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "connect-src 'self'",
        *(["script-src 'self' 'wasm-unsafe-eval'"] if needs.scripts else []),
        "base-uri 'none'",
        " ".join(["form-action", *(sorted(needs.forms) or ["'none'"])]),
        *(["frame-ancestors 'none'"] if framing else []),
    ]
    return "; ".join(rules)


def stated_in_page(html: str, needs: Needs) -> str:
    """Return the page with its policy in its head, for hosts that send no headers of ours.

    Where a host does, both hold, and the stricter one wins (CSP 3, section 8.1). A referrer would
    tell another site that its visitor comes from a page about, say, trauma.
    """
    found = _META_PLACE.search(html)
    if not found:
        return html
    meta = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy(needs, framing=False)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
    )
    at = found.end()
    return f"{html[:at]}{meta}{html[at:]}"


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
