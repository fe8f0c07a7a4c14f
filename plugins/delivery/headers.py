"""Return the one table of headers, from which the configuration of every host is written.

Each page also states in itself what it may do: the Content-Security-Policy (CSP 3).
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from html import unescape
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

# The policy of a page of ours that needs more than others. Of a text, no such tag is left.
_STATED = re.compile(r"<meta http-equiv=\"Content-Security-Policy\" content=\"([^\"]*)\">")
# Where a form goes, up to the path. Only the theme writes any: of a text, none is left.
_FORM = re.compile(r"<form [^<>]*?action=\"(https://[^/\"<>;,\s]+)")


@dataclass(frozen=True)
class Needs:
    """What a page needs beside its text: the styles in it, by their hashes, scripts, and the
    origins to which its forms go. `stated` is the policy of a page that states its own."""

    styles: frozenset[str] = frozenset()
    scripts: bool = False
    forms: frozenset[str] = frozenset()
    stated: str = ""

    def __or__(self, other: Needs) -> Needs:
        scripts = self.scripts or other.scripts
        return Needs(self.styles | other.styles, scripts, self.forms | other.forms)


def needs_of(html: str, known: dict[str, str]) -> Needs:
    """Return what a page needs; `known` keeps the hashes of styles that were met before."""
    if stated := _STATED.search(html):
        return Needs(stated=unescape(stated[1]))
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
    """Return a policy that allows the site's own files and the styles that stand in its pages; or
    the one that a page states itself.

    A page with a script may also run WebAssembly, which the search is made of; it gets no
    `unsafe-eval` with that (CSP 3, section 2.3.1). `framing` is for a header: in a page the rule
    about frames would be ignored and complained of (section 6.4.2.1).
    """
    framed = ["frame-ancestors 'none'"] if framing else []
    if needs.stated:
        return "; ".join([needs.stated, *framed])
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
        *framed,
    ]
    return "; ".join(rules)


def joined(policies: Iterable[str]) -> str:
    """Return the strictest policy that allows what any of these does.

    Of a directive that one of them lacks, what its `default-src` allows counts, which is 'none'
    here (CSP 3, section 6.8.3).
    """
    allowed: dict[str, dict[str, None]] = {}
    for each in policies:
        for rule in each.split("; "):
            name, *sources = rule.split(" ")
            allowed.setdefault(name, {}).update(dict.fromkeys(sources))
    made = []
    for name, every in allowed.items():
        # Beside any hash, 'unsafe-inline' would allow nothing (section 6.7.3.2).
        left_out = "'sha256-" if "'unsafe-inline'" in every else "'none'"
        kept = [one for one in every if len(every) == 1 or not one.startswith(left_out)]
        made.append(" ".join([name, *kept]))
    return "; ".join(made)


def stated_in_page(html: str, needs: Needs) -> str:
    """Return the page with its policy in its head, for hosts that send no headers of ours.

    Where a host does, both hold, and the stricter one wins (CSP 3, section 8.1). A referrer would
    tell another site that its visitor comes from a page about, say, trauma.
    """
    found = _META_PLACE.search(html)
    if not found or needs.stated:
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
    of those under the addresses `script_pages`; `own_policies` of what lies below the addresses of
    pages that state their own. `any_policy` allows what any of them does, for hosts that send one
    policy with every page. `forever`: folders whose files never change."""

    everywhere: Mapping[str, str]
    policy: str
    script_policy: str
    script_pages: tuple[str, ...]
    own_policies: Mapping[str, str]
    any_policy: str
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

    def addresses(names: Iterable[str]) -> list[str]:
        return sorted(f"{root}/{name.removesuffix('index.html')}" for name in names)

    ours = {name: needs for name, needs in pages.items() if not needs.stated}
    with_scripts = policy(reduce(or_, ours.values(), Needs()))
    own = {name: policy(needs) for name, needs in pages.items() if needs.stated}
    return Headers(
        everywhere,
        policy(reduce(or_, (each for each in ours.values() if not each.scripts), Needs())),
        with_scripts,
        tuple(addresses(name for name, needs in ours.items() if needs.scripts)),
        dict(zip(addresses(own), (own[name] for name in sorted(own)), strict=True)),
        joined([with_scripts, *own.values()]),
        tuple(f"{root}/{folder}/" for folder in (ASSETS, *HASHED_ALREADY)),
    )
