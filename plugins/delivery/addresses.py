"""Tell at which address a file is read, and which addresses lead on, from what a host receives."""

from __future__ import annotations

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


def address_of(path: str) -> str:
    """Return the address at which a file is read: `about/index.html` is `/about/`."""
    return "/" + path.removesuffix("index.html")
