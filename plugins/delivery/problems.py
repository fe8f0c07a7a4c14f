"""Tell what keeps a site from going on the web as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.core.rules.delivery import DELIVERY_HOST, DELIVERY_LINE, DELIVERY_MISSING
from plugins.delivery.fingerprints import Missing

HOSTS = ("", "netlify", "github-pages")
# Cloudflare Docs, "Headers": 2,000 characters a line, 100 rules; "Redirects": 1,000 a line.
_LONGEST_LINE = {
    "_headers": (2_000, "Pages with styles of their own make it long: let them share one."),
    "_redirects": (1_000, "The site's own address makes it long: leave this old address out."),
}


def setting_problems(settings: Mapping[str, Any]) -> list[Problem]:
    """Return a problem for each setting that hosts and browsers would not understand."""
    found = []
    seconds, expires = settings.get("PRACTICE_HSTS"), settings.get("PRACTICE_SECURITY_EXPIRES")
    if not re.fullmatch(r"\d*", str(seconds or ""), re.ASCII):
        message = f"PRACTICE_HSTS is “{seconds}”, which is not a number of seconds."
        found.append((message, "Write digits only, such as 300, or 0 for none."))
    try:
        date.fromisoformat(str(expires or "2027-11-01"))
    except ValueError:
        message = f"PRACTICE_SECURITY_EXPIRES is “{expires}”, which is not a date."
        found.append((message, "Write it as year-month-day, such as “2027-11-01”."))
    return [DELIVERY_HOST.problem("publishconf.py", 1, *words) for words in found]


def problems_with(
    missing: Iterable[Missing], files: Mapping[str, bytes], host: str, site: Build
) -> list[Problem]:
    """Return what is wrong with the files as they are to be delivered.

    A file that is missing is one problem, however many pages need it.
    """
    pages: dict[str, list[str]] = {}
    for each in missing:
        pages.setdefault(each.address, []).append(each.page)
    found = [
        DELIVERY_MISSING.problem(
            page,
            1,
            f"This page needs the file “{address}”"
            + (f", and so {'does' if len(more) == 1 else 'do'} {len(more)} more" if more else "")
            + ", but the site has no such file.",
            "Only what a text of the content uses is published: put a file of the theme's into its "
            "folder “static”, or take the name out of the text or the template.",
        )
        for address, (page, *more) in pages.items()
    ]
    if host not in HOSTS:
        message = f"PRACTICE_HOST is “{host}”, and no such host is known."
        known = ", ".join(f"“{name}”" for name in HOSTS if name)
        remedy = f"It may be {known}, or stay empty for every other host."
        found.append(DELIVERY_HOST.problem("publishconf.py", 1, message, remedy))
    if host == "github-pages" and not site.base:
        message = "GitHub Pages asks for the address of the site, and it is not known."
        remedy = "Write it under “practice:” in practice.yaml as “  url: https://…”."
        found.append(DELIVERY_HOST.problem(site.shown("practice.yaml"), 1, message, remedy))
    for name, (longest, remedy) in _LONGEST_LINE.items():
        for number, line in enumerate(files[name].decode().splitlines(), 1):
            if len(line) > longest:
                message = "This line is longer than Cloudflare allows, so it would be left out."
                found.append(DELIVERY_LINE.problem(name, number, message, remedy))
    return found
