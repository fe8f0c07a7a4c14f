"""Tell at which address a file is read, and which addresses lead on, from what a host receives."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import unquote

from plugins.frontmatter.redirects import page_address


def redirects(file: bytes) -> dict[str, str]:
    """Read a `_redirects` file (Netlify and Cloudflare): the path of each old address, decoded as
    the names of files are, and the new one."""
    found: dict[str, str] = {}
    for line in file.decode("utf-8", "replace").splitlines():
        parts = line.split()
        if len(parts) >= 2 and not line.startswith("#"):
            found.setdefault(page_address(unquote(parts[0])), parts[1])
    return found


def is_editors(path: str, site: Collection[str]) -> bool:
    """Return whether a file of a site, the names of which are given, belongs to the editor that it
    may have (`plugins.admin`): to no visitor, and nobody's bookmark."""
    return path.startswith("admin/") and "admin/config.yml" in site


def address_of(path: str) -> str:
    """Return the address at which a file is read: `about/index.html` is `/about/`."""
    return "/" + path.removesuffix("index.html")
