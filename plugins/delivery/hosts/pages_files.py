"""Write `_headers` and `_redirects`, which Netlify and Cloudflare Pages read from the site."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.delivery.headers import FOREVER, Headers
from plugins.delivery.hosts import plain_path, redirect_lines
from plugins.delivery.old_addresses import OldAddress

# Cloudflare Docs, "Headers": 2,000 characters a line, 100 rules; "Redirects": 1,000 a line.
LONGEST_LINE = {"_headers": 2_000, "_redirects": 1_000}


def headers_file(headers: Headers) -> str:
    """Return `_headers`. Where two rules match, both hosts join their values with a comma.

    So a header stands in one rule only that matches a file. Pages have no Cache-Control here: both
    hosts send `max-age=0, must-revalidate` by themselves. The policy is the search page's on every
    page, because two policies would both hold; the stricter one of each page stands in the page.
    """
    lines = ["/*", f"  Content-Security-Policy: {headers.script_policy}"]
    lines += [f"  {name}: {value}" for name, value in headers.everywhere.items()]
    for folder in headers.forever:
        lines += [f"{plain_path(folder)}*", f"  Cache-Control: {FOREVER}"]
    return "\n".join(lines) + "\n"


def redirects_file(redirects: Iterable[OldAddress], *, netlify: bool) -> str:
    """Return `_redirects`, with each old address as it may be typed."""
    lines = redirect_lines("netlify" if netlify else "cloudflare", redirects)
    return "".join(f"{line}\n" for line in lines)
