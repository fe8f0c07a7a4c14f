"""A part of a Caddyfile: to be imported into the block of a site, below `root`."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.kinds import TYPES
from plugins.delivery.old_addresses import OldAddress, ways_to_type

_SERVED = "file_server {\n\tprecompressed br gzip\n\tindex index.html\n}"


def snippet(headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """The whole table. Caddy puts directives of one name into an order of its own, so no two that
    set the same header match the same request."""
    forever = " ".join(f"{folder}*" for folder in headers.forever)
    lines = [
        "# Made by Practice Press. Put `import` and this file's name into the site's block, below",
        "# `root`, and reload Caddy. After a change of the theme, take the new one.",
        *(f"header {name} {_quoted(value)}" for name, value in headers.everywhere.items()),
        "header -Server",
        f"@stays path {forever}",
        f"header @stays Cache-Control {_quoted(FOREVER)}",
        f"@changes not path {forever}",
        f"header @changes Cache-Control {_quoted(ASK_AGAIN)}",
    ]
    if headers.script_pages:
        pages = " ".join(f"{page}*" for page in headers.script_pages)
        lines += [
            f"@scripts path {pages}",
            f"header @scripts Content-Security-Policy {_quoted(headers.script_policy)}",
            f"@plain not path {pages}",
            f"header @plain Content-Security-Policy {_quoted(headers.policy)}",
        ]
    else:
        lines.append(f"header Content-Security-Policy {_quoted(headers.policy)}")
    for ending, kind in TYPES.items():
        lines += [f"@{ending} path *.{ending}", f"header @{ending} Content-Type {_quoted(kind)}"]
    lines += [
        "@hidden {",
        "\tpath */.*",
        "\tnot path */.well-known/*",
        "}",
        "error @hidden 404",
        f"error {root}/_headers 404",
        f"error {root}/_redirects 404",
        f"error {root}/CNAME 404",
        f"error {root}/404.html 404",
    ]
    for redirect in redirects:
        for old in ways_to_type(redirect.old):
            where = _quoted(unquote(old))
            if redirect.new is None:
                lines.append(f"error {where} 410")
            else:
                lines.append(f"redir {where} {_quoted(redirect.location)} 301")
    lines += [
        _SERVED,
        "handle_errors {",
        f"\trewrite * {root}/404.html",
        '\theader Content-Type "text/html; charset=utf-8"',
        f"\theader Cache-Control {_quoted(ASK_AGAIN)}",
        "\t" + _SERVED.replace("\n", "\n\t"),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A token of a Caddyfile, in which braces would begin a placeholder."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + escaped.replace("{", "%7B").replace("}", "%7D") + '"'
