"""Write `.htaccess`: what Apache 2.4 reads from the site's folder, on most hosts with a control
panel."""

from __future__ import annotations

from collections.abc import Iterable

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.hosts import NOT_SERVED, pattern, redirect_lines
from plugins.delivery.kinds import TYPES
from plugins.delivery.old_addresses import OldAddress

# What is not shown, and the packed file in place of the other where the browser knows it.
_FILES = [
    r'    RewriteRule "(?:^|/)\.(?!well-known/)" - [R=404,L]',
    f'    RewriteRule "^(?:{"|".join(NOT_SERVED)})$" - [R=404,L]',
    '    RewriteCond %{ENV:REDIRECT_STATUS} =""',
    r'    RewriteRule "^404\.html$" - [R=404,L]',
    "    RewriteCond %{REQUEST_FILENAME} -d",
    "    RewriteCond %{REQUEST_FILENAME}/index.html !-f",
    '    RewriteRule "^" - [R=404,L]',
]
for _ending, _coding in (("br", "br"), ("gz", "gzip")):
    for _asked, _file in (("(?:^|.*/)", "index.html"), (".*[^/]", "")):
        _FILES += [
            f'    RewriteCond %{{HTTP:Accept-Encoding}} "(?:^|[\\s,]){_coding}(?:[\\s,;]|$)"',
            f"    RewriteCond %{{REQUEST_FILENAME}}{_file}.{_ending} -s",
            f'    RewriteRule "^({_asked})$" "$1{_file}.{_ending}" [L,E=no-gzip:1]',
        ]


def htaccess(headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """Return the whole table. `always` covers the pages of errors; the rules are asked again for
    each file that Apache looks at in turn, so they name files that lead to no further rule."""
    rows = {
        "Cache-Control": ASK_AGAIN,
        "Content-Security-Policy": headers.policy,
        **headers.everywhere,
    }
    special = [(headers.forever, "Cache-Control", FOREVER)]
    if headers.script_pages:
        special.append((headers.script_pages, "Content-Security-Policy", headers.script_policy))
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
        *(f'    Header always set {name} "{value}"' for name, value in rows.items()),
    ]
    for places, name, value in special:
        lines += [
            f'    <If "%{{REQUEST_URI}} =~ m#^(?:{"|".join(map(pattern, places))})#">',
            f'        Header always set {name} "{value}"',
            "    </If>",
        ]
    lines += [
        "    Header merge Vary Accept-Encoding",
        "</IfModule>",
        "<IfModule mod_rewrite.c>",
        "    RewriteEngine On",
        *redirect_lines("apache", redirects, root),
        *_FILES,
        "</IfModule>",
    ]
    return "\n".join(lines) + "\n"
