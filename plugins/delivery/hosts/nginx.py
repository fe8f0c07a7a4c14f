"""Write a part of an nginx `server { }`: to be included there after `root`."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.hosts import NOT_SERVED, pattern, redirect_lines
from plugins.delivery.kinds import TYPES
from plugins.delivery.old_addresses import OldAddress

BROTLI = """\
# Made by Practice Press: hands out the .br files. Needs Debian's libnginx-mod-http-brotli-static.
brotli_static on;
"""


def snippet(headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """Return the whole table. A header stands in the server block alone, as nginx takes a
    location's own headers instead of the server's (its documentation, add_header), and what differs
    from page to page is a variable, which is set again when an error's page is shown.
    """
    pages = "|".join(map(pattern, headers.script_pages))
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
        *(f'    "{kind}" {ending};' for ending, kind in TYPES.items()),
        "}",
        f'set $press_cache "{ASK_AGAIN}";',
        f'if ($uri ~ "^(?:{"|".join(map(pattern, headers.forever))})") {{',
        f'    set $press_cache "{FOREVER}";',
        "}",
        f'set $press_policy "{headers.policy}";',
    ]
    if pages:
        lines += [
            f'if ($uri ~ "^(?:{pages})") {{',
            f'    set $press_policy "{headers.script_policy}";',
            "}",
        ]
    lines += [
        "add_header Cache-Control $press_cache always;",
        "add_header Content-Security-Policy $press_policy always;",
        *(f'add_header {name} "{value}" always;' for name, value in headers.everywhere.items()),
        # A folder without a page is as if it were not there.
        f"error_page 403 =404 {root}/404.html;",
        f"error_page 404 410 {root}/404.html;",
        f"location = {root}/404.html {{ internal; }}",
        *redirect_lines("nginx", redirects),
        f'location ~ "^{pattern(root)}/(?:{"|".join(NOT_SERVED)})$" {{ return 404; }}',
        r'location ~ "/\.(?!well-known/)" { return 404; }',
    ]
    return "\n".join(lines) + "\n"
