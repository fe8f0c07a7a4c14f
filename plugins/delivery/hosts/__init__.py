"""Write the tables of headers and old addresses in the language of each kind of host.

    htaccess           Apache 2.4, on most hosts with a control panel: it reads it from the site
    _headers           Netlify and Cloudflare Pages, which read it and `_redirects` from the site
    nginx.conf         to be included in a `server { }`; nginx-brotli.conf  where it knows Brotli
    Caddyfile          to be imported into the block of a site

Addresses come as paths that hosts read (decoded: RFC 3986, section 2.1), with whatever signs
somebody once put into them; each language has a way to write a path so that it means itself. What
is put between quotation marks holds none: patterns write signs by number, locations are
percent-encoded, and the values of headers are our own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.delivery.headers import ASK_AGAIN, FOREVER, Headers
from plugins.delivery.kinds import TYPES
from plugins.frontmatter.redirects import is_inside, location

# Files that are for hosts and not for visitors.
NOT_SERVED = ("_headers", "_redirects", "CNAME")


@dataclass(frozen=True)
class OldAddress:
    """`old` is a path as hosts read it, without percent signs for other signs; `new` is a path or
    a whole address as it is typed, None if nothing is left."""

    old: str
    new: str | None

    @property
    def location(self) -> str:
        """Return `new` as a header may say it."""
        return location(self.new or "")


def old_addresses(moved: Mapping[str, str], gone: Iterable[str], root: str) -> list[OldAddress]:
    """Return the table, sorted. `moved` and `gone` are addresses within the site, `root` is where
    it stands on its host.

    No address is in both, and no page stands at any of them: `settle` in
    frontmatter.redirects.
    """
    found = [
        OldAddress(root + old, root + new if is_inside(new) else new) for old, new in moved.items()
    ]
    found += [OldAddress(root + old, None) for old in gone]
    return sorted(found, key=lambda one: one.old)


def pattern(path: str) -> str:
    """Return a regular expression for a path: PCRE (Apache, nginx) and RE2 (Caddy) read it alike.

    Signs are written by number, so none means anything to the expression, to the quotation marks
    around it, or to a configuration that knows variables and placeholders.
    """
    return re.sub(r"[^A-Za-z0-9/_\x80-\U0010ffff-]", lambda sign: f"\\x{ord(sign[0]):02x}", path)


def old_patterns(old: str) -> list[str]:
    """Return one expression for an old address, also typed as `/old` or `/old/index.html`."""
    folder, rest = old.rstrip("/"), r"(?:index\.html)?"
    if not old.endswith("/"):
        return [pattern(old)]
    return [f"{pattern(folder)}(?:/{rest})?" if folder else f"/{rest}"]


def plain_path(path: str) -> str:
    """Return a path as browsers ask for it (RFC 3986, section 3.3), without what begins a comment,
    a placeholder or a splat in `_headers` and `_redirects`."""
    return quote(path, safe="/!$&'()+,;=@~")


def plain_paths(old: str) -> list[str]:
    """Return the ways in which an old address is asked for: `/old/` as `/old` too."""
    ways = [old, old.rstrip("/")] if old.endswith("/") and old.strip("/") else [old]
    return [plain_path(way) for way in ways]


def without_placeholders(location: str) -> str:
    """Return a target in which nothing is the name of a placeholder, such as `:splat`."""
    return re.sub(r":(?=[A-Za-z])", "%3A", location)


class Dialect(NamedTuple):
    """How a host is told of old addresses: a line for one that leads on, and for one that is gone
    ("" where a host cannot say so), with {old} as `olds` and {new} as `new` write them."""

    moved: str
    gone: str
    olds: Callable[[str], list[str]] = old_patterns
    new: Callable[[str], str] = str


DIALECTS = {
    # Netlify serves a file that is there, as our page at the old address is, unless it is told
    # `301!`; Cloudflare refuses the whole file for that sign. Where nothing is, both say that it
    # is not found (404).
    "netlify": Dialect("{old} {new} 301!", "", plain_paths, without_placeholders),
    "cloudflare": Dialect("{old} {new} 301", "", plain_paths, without_placeholders),
    # In this file a pattern begins behind the folder's own address, and % would begin a variable.
    "htaccess": Dialect(
        '    RewriteRule "^{old}$" "{new}" [R=301,L,NE]',
        '    RewriteRule "^{old}$" - [G]',
        lambda old: [old_patterns(old)[0].removeprefix("/")],
        lambda new: new.replace("%", "\\%"),
    ),
    # By an expression: by its name, nginx 1.22 does not find one of more than 255 bytes.
    "nginx.conf": Dialect(
        'location ~ "^{old}$" {{ return 301 "{new}"; }}',
        'location ~ "^{old}$" {{ return 410; }}',
    ),
    # Rows of a map to look them up in: a `redir` for a path does not tell capital letters from
    # small ones, and would lead /Old to /old for ever.
    "Caddyfile": Dialect('\t"~^{old}$" "{new}"', '\t"~^{old}$" "gone"'),
}
_TEMPLATES = Environment(  # no HTML
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters |= {"pattern": pattern, "plain_path": plain_path}


def config(name: str, headers: Headers, redirects: Iterable[OldAddress], root: str) -> str:
    """Return the file that a kind of host reads, by the name of its template in this folder."""
    return _TEMPLATES.get_template(name).render(
        headers=headers,
        root=root,
        redirects=redirect_lines(name, redirects, root if name == "htaccess" else ""),
        types=TYPES,
        not_served=NOT_SERVED,
        forever=FOREVER,
        ask_again=ASK_AGAIN,
    )


def redirects_file(redirects: Iterable[OldAddress], *, netlify: bool) -> str:
    """Return `_redirects`, with each old address as it may be typed."""
    lines = redirect_lines("netlify" if netlify else "cloudflare", redirects)
    return "".join(f"{line}\n" for line in lines)


def redirect_lines(host: str, redirects: Iterable[OldAddress], root: str = "") -> list[str]:
    """Return what a host is told of old addresses, each line once; `root` is what it leaves out of
    their beginning."""
    dialect = DIALECTS.get(host, Dialect("", ""))
    return list(
        dict.fromkeys(
            line.format(old=old, new=dialect.new(one.location))
            for one in redirects
            if (line := dialect.gone if one.new is None else dialect.moved)
            for old in dialect.olds(one.old.removeprefix(root))
        )
    )
