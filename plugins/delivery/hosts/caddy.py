"""Write a part of a Caddyfile: to be imported into the block of a site, below `root`."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.hosts import NOT_SERVED, pattern, redirect_lines
from plugins.delivery.kinds import TYPES
from plugins.delivery.old_addresses import OldAddress

_SERVED = "file_server {\n\tprecompressed br gzip\n\tindex index.html\n}"


def snippet(headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """Return the whole table. Caddy puts directives of one name into an order of its own, so no two
    that set the same header match the same request."""
    forever = " ".join(f"{folder}*" for folder in headers.forever)
    lines = [
        "# Made by Practice Press. Put `import` and this file's name into the site's block, below",
        "# `root`, and reload Caddy. After a change of the theme, take the new one.",
        *(f'header {name} "{value}"' for name, value in headers.everywhere.items()),
        "header -Server",
        f"@stays path {forever}",
        f'header @stays Cache-Control "{FOREVER}"',
        f"@changes not path {forever}",
        f'header @changes Cache-Control "{ASK_AGAIN}"',
    ]
    if headers.script_pages:
        pages = f'"^(?:{"|".join(map(pattern, headers.script_pages))})"'
        lines += [
            f"@scripts path_regexp {pages}",
            f'header @scripts Content-Security-Policy "{headers.script_policy}"',
            f"@plain not path_regexp {pages}",
            f'header @plain Content-Security-Policy "{headers.policy}"',
        ]
    else:
        lines.append(f'header Content-Security-Policy "{headers.policy}"')
    for ending, kind in TYPES.items():
        lines += [f"@{ending} path *.{ending}", f'header @{ending} Content-Type "{kind}"']
    lines += [
        "@hidden {",
        "\tpath */.*",
        "\tnot path */.well-known/*",
        "}",
        "error @hidden 404",
        *(f"error {root}/{name} 404" for name in (*NOT_SERVED, "404.html")),
    ]
    if rows := redirect_lines("caddy", redirects):
        lines += [
            "map {path} {press_old} {",
            *rows,
            '\tdefault ""',
            "}",
            '@gone expression `{press_old} == "gone"`',
            "error @gone 410",
            '@moved expression `!({press_old} in ["", "gone"])`',
            "redir @moved {press_old} 301",
        ]
    lines += [
        _SERVED,
        "handle_errors {",
        f"\trewrite * {root}/404.html",
        '\theader Content-Type "text/html; charset=utf-8"',
        f'\theader Cache-Control "{ASK_AGAIN}"',
        "\t" + _SERVED.replace("\n", "\n\t"),
        "}",
    ]
    return "\n".join(lines) + "\n"
