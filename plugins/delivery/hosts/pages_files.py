"""`_headers` and `_redirects`, which Netlify and Cloudflare Pages read from the site's folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import quote

from plugins.delivery.headers import FOREVER, Headers
from plugins.delivery.old_addresses import OldAddress, ways_to_type

# Cloudflare Docs, "Headers": 2,000 characters a line, 100 rules; "Redirects": 1,000 a line.
LONGEST_LINE = {"_headers": 2_000, "_redirects": 1_000}


def headers_file(headers: Headers) -> str:
    """Where two rules match, both hosts join their values with a comma.

    So a header stands in one rule only that matches a file. Pages have no Cache-Control here: both
    hosts send `max-age=0, must-revalidate` by themselves. The policy is the search page's on every
    page, because two policies would both hold; the stricter one of each page stands in the page.
    """
    lines = ["/*", f"  Content-Security-Policy: {headers.script_policy}"]
    lines += [f"  {name}: {value}" for name, value in headers.everywhere.items()]
    for folder in headers.forever:
        lines += [f"{_from(folder)}*", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def redirects_file(redirects: Iterable[OldAddress], *, netlify: bool) -> str:
    """Old addresses, each as it may be typed.

    Netlify serves a file that is there, as our page at the old address is, unless it is told
    `301!`; Cloudflare refuses the whole file for that sign. Neither can say that a page is gone
    (410): where nothing is, both say that it is not found (404).
    """
    status = "301!" if netlify else "301"
    lines = [
        f"{_from(old)} {_to(redirect.location)} {status}\n"
        for redirect in redirects
        if redirect.new is not None
        for old in ways_to_type(redirect.old)
    ]
    return "".join(dict.fromkeys(lines))


def _from(old: str) -> str:
    """Write a path as browsers ask for it (RFC 3986, section 3.3), without what begins a comment,
    a placeholder or a splat."""
    return quote(old, safe="/!$&'()+,;=@~")


def _to(location: str) -> str:
    """Write a target in which nothing is the name of a placeholder, such as `:splat`."""
    return re.sub(r":(?=[A-Za-z])", "%3A", location)
