"""`.htaccess`: what Apache 2.4 reads from the site's folder, on most hosts with a control panel."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.hosts import old_pattern, pattern
from plugins.delivery.kinds import TYPES
from plugins.delivery.old_addresses import OldAddress


def htaccess(headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """The whole table. `always` covers the pages of errors; the rules are asked again for each
    file that Apache looks at in turn, so they name files that lead to no further rule."""
    lines = [
        "# Made by Practice Press: every build writes it anew.",
        "Options -Indexes",
        "DirectoryIndex index.html",
        "FileETag MTime Size",
        *(f"ErrorDocument {status} {root}/404.html" for status in (403, 404, 410)),
        "<IfModule mod_mime.c>",
        "    RemoveType .gz .br",
        "    RemoveLanguage .br",
        "    AddEncoding gzip .gz",
        "    AddEncoding br .br",
        *(f'    AddType "{kind}" .{ending}' for ending, kind in TYPES.items()),
        "</IfModule>",
        "<IfModule mod_headers.c>",
        *_headers(headers),
        "</IfModule>",
        "<IfModule mod_rewrite.c>",
        "    RewriteEngine On",
        *_old_addresses(redirects, root),
        *_files(),
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"


def _headers(headers: Headers) -> list[str]:
    rows = {
        "Cache-Control": ASK_AGAIN,
        "Content-Security-Policy": headers.policy,
        **headers.everywhere,
    }
    lines = [f'    Header always set {name} "{value}"' for name, value in rows.items()]
    special = [(headers.forever, "Cache-Control", FOREVER)]
    if headers.script_pages:
        special.append((headers.script_pages, "Content-Security-Policy", headers.script_policy))
    for places, name, value in special:
        lines.append(f'    <If "%{{REQUEST_URI}} =~ m#^(?:{"|".join(map(pattern, places))})#">')
        lines.append(f'        Header always set {name} "{value}"')
        lines.append("    </If>")
    lines += ["    Header merge Vary Accept-Encoding"]
    return lines


def _old_addresses(redirects: Iterable[OldAddress], root: str) -> list[str]:
    """In this file a pattern begins behind the folder's own address."""
    lines = []
    for redirect in redirects:
        old = old_pattern(redirect.old.removeprefix(root)).removeprefix("/")
        if redirect.new is None:
            lines.append(f'    RewriteRule "^{old}$" - [G]')
        else:
            target = redirect.location.replace("%", "\\%")  # else it would begin a variable
            lines.append(f'    RewriteRule "^{old}$" "{target}" [R=301,L,NE]')
    return lines


def _files() -> list[str]:
    """What is not shown, and the packed file in place of the other where the browser knows it."""
    lines = [
        r'    RewriteRule "(?:^|/)\.(?!well-known/)" - [R=404,L]',
        '    RewriteRule "^(?:_headers|_redirects|CNAME)$" - [R=404,L]',
        '    RewriteCond %{ENV:REDIRECT_STATUS} =""',
        '    RewriteRule "^404\\.html$" - [R=404,L]',
        "    RewriteCond %{REQUEST_FILENAME} -d",
        "    RewriteCond %{REQUEST_FILENAME}/index.html !-f",
        '    RewriteRule "^" - [R=404,L]',
    ]
    for ending, coding in (("br", "br"), ("gz", "gzip")):
        for asked, file in (("(?:^|.*/)", "index.html"), (".*[^/]", "")):
            lines += [
                f'    RewriteCond %{{HTTP:Accept-Encoding}} "(?:^|[\\s,]){coding}(?:[\\s,;]|$)"',
                f"    RewriteCond %{{REQUEST_FILENAME}}{file}.{ending} -s",
                f'    RewriteRule "^({asked})$" "$1{file}.{ending}" [L,E=no-gzip:1]',
            ]
    return lines
