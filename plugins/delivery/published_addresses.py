"""Keep every address ever published in a file beside the content: none is lost unnoticed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from plugins.core.problem import Problem
from plugins.core.rules.links import ADDRESS_LOST
from plugins.delivery.addresses import address_of, is_editors, redirects
from plugins.delivery.manifest import Manifest

NAME = "published-addresses.txt"

_HEAD = """\
# Every address that this site has ever had, written after each publish.
# Somebody may have kept a link to any of them: each one must stay, lead on or be declared gone.
"""


def read(content: Path) -> dict[str, int]:
    """Return the addresses, each with its line; none if the site was never published from here."""
    file = content / NAME
    if not file.is_file():
        return {}
    lines = file.read_text("utf-8", "replace").splitlines()
    return {
        line.strip(): number for number, line in enumerate(lines, 1) if line.strip().startswith("/")
    }


def of_site(site: Manifest) -> set[str]:
    """Return the addresses of a site's pages; the page for what is not there has none."""
    pages = (
        path for path in site.files if path.endswith(".html") and not is_editors(path, site.files)
    )
    return {address_of(path) for path in pages} - {"/404.html"}


def record(content: Path, published: Iterable[str]) -> bool:
    """Add what is not there yet, and return whether there was any. The file is replaced as a
    whole."""
    known = set(read(content))
    new = set(published) - known
    if not new:
        return False
    text = _HEAD + "".join(f"{address}\n" for address in sorted(known | new))
    fresh = content / f".{NAME}.new"
    fresh.write_text(text, "utf-8", newline="\n")
    fresh.replace(content / NAME)
    return True


def lost(
    known: Mapping[str, int], site: Manifest, redirects_file: bytes, shown: str
) -> list[Problem]:
    """Return a problem for each address of `known` at which a built site would have nothing.

    `redirects_file` is the site's `_redirects`, in which a gone address stands as well.
    """
    there = of_site(site) | set(redirects(redirects_file))
    found = []
    for address, line in known.items():
        if address not in there:
            # As it is to be typed: with a number for each sign that means something.
            typed = re.sub(r"[^\w/.~-]", lambda sign: quote(sign[0]), address)
            message = f"The address {address} was published once, and nothing is there any more."
            remedy = f"Write in redirects.yaml “{typed}: /where-it-is-now/”, or “{typed}: gone”."
            found.append(ADDRESS_LOST.problem(shown, line, message, remedy))
    return found
