"""A part of an nginx `server { }`: to be included there after `root`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.kinds import TYPES
from plugins.delivery.old_addresses import OldAddress, ways_to_type

BROTLI = """\
# Made by Practice Press: hands out the .br files. Needs Debian's libnginx-mod-http-brotli-static.
brotli_static on;
"""


def snippet(headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """The whole table. A header stands in the server block alone, as nginx takes a location's
    own headers instead of the server's (its documentation, add_header), and what differs from
    page to page is a variable, which is set again when an error's page is shown.
    """
    pages = "|".join(map(re.escape, headers.script_pages))
    lines = [
        "# Made by Practice Press. Put `include` and this file's name into `server { }`, below",
        "# `root`, and reload nginx. After a change of the theme, take the new one.",
        "index index.html;",
        "autoindex off;",
        "absolute_redirect off;",
        "server_tokens off;",
        "gzip_static on;",
        "gzip_vary on;",
        "default_type application/octet-stream;",
        "types {",
        *(f"    {_quoted(kind)} {ending};" for ending, kind in TYPES.items()),
        "}",
        f"set $press_cache {_quoted(ASK_AGAIN)};",
        f'if ($uri ~ "^(?:{"|".join(map(re.escape, headers.forever))})") {{',
        f"    set $press_cache {_quoted(FOREVER)};",
        "}",
        f"set $press_policy {_quoted(headers.policy)};",
    ]
    if pages:
        lines += [
            f'if ($uri ~ "^(?:{pages})") {{',
            f"    set $press_policy {_quoted(headers.script_policy)};",
            "}",
        ]
    lines += [
        "add_header Cache-Control $press_cache always;",
        "add_header Content-Security-Policy $press_policy always;",
    ]
    lines += [f"add_header {n} {_quoted(value)} always;" for n, value in headers.everywhere.items()]
    lines += [
        # A folder without a page is as if it were not there.
        f"error_page 403 =404 {root}/404.html;",
        f"error_page 404 410 {root}/404.html;",
        f"location = {root}/404.html {{ internal; }}",
        f'location ~ "^{re.escape(root)}/(?:_headers|_redirects|CNAME)$" {{ return 404; }}',
        r'location ~ "/\.(?!well-known/)" { return 404; }',
    ]
    for redirect in redirects:
        for old in ways_to_type(redirect.old):
            does = f"301 {_quoted(redirect.location)}" if redirect.new is not None else "410"
            lines.append(f"location = {_quoted(unquote(old))} {{ return {does}; }}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A string of the configuration; `$` would begin a variable, for which nginx has no escape."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "%24")
    return f'"{escaped}"'
