"""State what a page may do: the Content-Security-Policy of each page and of the site (CSP 3)."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass

from plugins.delivery.kinds import ending

# Behind the charset, which must stand within the first 1,024 bytes (HTML, section 4.2.5.4).
_META_PLACE = re.compile(r"<head[^>]*>\s*(?:<meta charset=[^>]*>\s*)?")


@dataclass(frozen=True)
class Needs:
    """What a page needs beside its text: the styles in it, by their hashes, and scripts."""

    styles: frozenset[str] = frozenset()
    scripts: bool = False

    def __or__(self, other: Needs) -> Needs:
        return Needs(self.styles | other.styles, self.scripts or other.scripts)


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
    return Needs(frozenset(hashes), any(" src=" in tag for tag in scripts))


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
        "form-action 'none'",
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


def state_in_pages(files: dict[str, bytes]) -> dict[str, Needs]:
    """Write its policy into each page of `files`, and return what each page needs."""
    styles: dict[str, str] = {}
    pages = {}
    for name in [name for name in files if ending(name) == "html"]:
        html = files[name].decode()
        pages[name] = needs_of(html, styles)
        files[name] = stated_in_page(html, pages[name]).encode()
    return pages
