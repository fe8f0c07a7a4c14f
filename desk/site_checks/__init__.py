"""Check a freshly built site as a whole before it takes the old one's place.

    built_site   the folder -> every file's hash, every page, and where an address leads
    page         a page -> its names, addresses, scripts and data, as a browser reads it (markup)
    html         each page is fit to be served, and its data for search engines (json_ld)
    requests     every link, picture, style and font leads to a file, every # to a place in it
    whole_site   the files are those that manifest.json lists; what is public is reached from the
                 home page and stands in sitemap and feed
    privacy      nothing is loaded from elsewhere, no page but the search runs a script
    budgets      what it weighs
    at_build     both of what stops a build and what would be lost of old addresses

`build` runs all of it (desk/build/build.py); `python -m pelican` alone does not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from desk.site_checks import budgets, html, privacy, requests, whole_site
from desk.site_checks.budgets import Budgets
from desk.site_checks.built_site import read
from plugins.core.cache import Store
from plugins.core.problem import Problem
from plugins.delivery.manifest import File


def problems(
    site: Path,
    *,
    base: str = "",
    root: str = "",
    shown: str = "",
    scripted: Collection[str] = ("search/index.html",),
    form: str = "",
    allowed: Budgets | None = None,
    written: Mapping[str, File] | None = None,
    kept: Store | None = None,
) -> list[Problem]:
    """Return everything that is wrong with the site in a folder; an error must stop the build.

    `base` is the site's address without a slash at its end ("" while unknown), `root` the part of
    it behind the host. `shown` stands before the names of files in what is told, and `scripted`
    names the pages that may run the site's own scripts, and `form` the only address elsewhere to
    which a form may go. `written` is what this very program has just written there, as far as it
    is known, and `kept` where is kept what was read of pages. Raises OSError.
    """
    built = read(site, base, root, written or {}, kept)
    found = [
        *whole_site.problems(built),
        *html.problems(built),
        *requests.problems(built),
        *privacy.problems(built, scripted, form),
        *budgets.problems(built, allowed or Budgets()),
    ]
    return merged(found, shown)


def merged(problems: Iterable[Problem], shown: str) -> list[Problem]:
    """Return them sorted. What a template does wrong on every page is one problem, not a thousand.

    `shown` is what stands before a file's name: the output folder as the person knows it.
    """
    same: dict[tuple[str, ...], list[Problem]] = defaultdict(list)
    for one in problems:
        same[one.rule, one.message, one.remedy, one.severity].append(one)
    found = []
    for group in same.values():
        first, more = min(group), len({one.path for one in group}) - 1
        others = f"{more} more files" if more > 1 else "one more file"
        also = f" The same is true of {others}." if more else ""
        path, message = f"{shown}{first.path}", f"{first.message}{also}"
        found.append(replace(first, path=path, message=message))
    return sorted(found)
