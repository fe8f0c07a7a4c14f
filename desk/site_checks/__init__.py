"""A freshly built site is looked at whole before it takes the old one's place.

    built_site   the folder -> every file's hash, every page as a browser reads it (page, markup)
    addresses    an address on a page -> the file that a host would answer with
    manifest     the folder holds what manifest.json lists, and nothing else
    elements     each page is fit to be served
    links        every link, picture, style and font leads to a file, every # to a place in it
    whole_site   what is public is reached from the home page and stands in sitemap and feed
    json_ld      the data for search engines
    privacy      nothing is loaded from elsewhere, no page but the search runs a script
    budgets      what it weighs
    wording      the same fault is told once, in the folder that the person knows
    at_build     both of what stops a build and what would be lost of old addresses

`build` goes through it (desk/build/build.py); `python -m pelican` alone does not.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from desk.site_checks import (
    budgets,
    built_site,
    json_ld,
    links,
    manifest,
    privacy,
    requests,
    whole_site,
    wording,
)
from desk.site_checks.budgets import Budgets
from plugins.core.problem import Problem


def problems(
    site: Path,
    *,
    base: str = "",
    root: str = "",
    shown: str = "",
    scripted: Collection[str] = ("search/index.html",),
    allowed: Budgets | None = None,
) -> list[Problem]:
    """Everything that is wrong with the site in a folder; an error among it must stop the build.

    `base` is the site's address without a slash at its end ("" while unknown), `root` the part of
    it behind the host. `shown` stands before the names of files in what is told, and `scripted`
    names the pages that may run the site's own scripts. Raises OSError.
    """
    read = built_site.read(site, base, root)
    return wording.told(
        [
            *manifest.faults(read),
            *whole_site.faults(read),
            *links.faults(read),
            *requests.faults(read),
            *json_ld.faults(read),
            *privacy.faults(read, scripted),
            *budgets.faults(read, allowed or Budgets()),
        ],
        shown,
    )
