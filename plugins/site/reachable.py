"""Tell which public pages no link would lead to, before anything is written.

What the theme links by itself is told in `_by_theme`. `desk.site_checks.whole_site` looks at the
finished pages once more, whatever a theme of somebody's own links.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from html import unescape
from urllib.parse import unquote, urljoin

from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.core.rules.files import HOME_MISSING
from plugins.core.rules.finished_site import GATE_UNREACHABLE
from plugins.site.contents import Content, Contents

_HREF = re.compile(r"<a [^>]*?\bhref=\"([^\"#?]*)")
_REMEDY = "Link to it from another page, or write “status: hidden” in its header."


def problems(build: Build, contents: Contents, html: Mapping[Content, str]) -> Iterator[Problem]:
    """Yield public pages that nobody finds who begins at the home page; or that there is none.

    `html` is each text's body with its links as they are published.
    """
    public = (*contents.articles, *contents.pages)
    home = next((one for one in public if one.save_as == "index.html"), None)
    if home is None:
        yield _no_home(build, contents)
        return
    leads_to = _by_theme(build, contents)
    pages = {f"{build.prefix}/{one.url}".replace("//", "/"): one for one in public}
    hidden = {one.url: one for one in (*contents.hidden, *contents.quiet_pages)}
    reached, left = {home}, [home]
    while left:
        one = left.pop()
        there = {*leads_to[None], *leads_to[one]}
        for to in _HREF.findall(html.get(one, "")):
            address = unquote(urljoin(f"{build.root}/{one.url}", unescape(to)))
            there |= {pages[at] for at in (address, f"{address}/") if at in pages}
            inside = address.removeprefix(build.root).lstrip("/")
            if page := hidden.get(inside, hidden.get(f"{inside}/")):
                there.add(page)
        left += there - reached
        reached |= there
    for one in sorted(set(public) - reached, key=lambda one: one.inside):
        message = "No link leads to this page, so nobody who visits the site will find it."
        yield GATE_UNREACHABLE.problem(one.header.path, 1, message, _REMEDY)


def _no_home(build: Build, contents: Contents) -> Problem:
    quiet = (one for one in contents.quiet_pages if one.fields.get("save_as") == "index.html")
    meant = next((one for one in contents.pages if one.template == "home"), None)
    if hidden := next(quiet, None):
        line = hidden.header.line("status")
        message = "This is the home page, to which every page leads, and it is not published."
        remedy = "Write “status: published” once the site may be seen."
        return HOME_MISSING.problem(hidden.header.path, line, message, remedy)
    message = "The site has no home page, so whoever types its address finds nothing."
    lines = "“template: home”, “url: ''” and “save_as: index.html”"
    if meant:
        line, remedy = meant.header.line("template"), f"Its header needs the lines {lines}."
        return HOME_MISSING.problem(meant.header.path, line, message, remedy)
    folder = (build.page_folders or ("pages",))[0]
    remedy = f"Write this page, with {lines} in its header."
    return HOME_MISSING.problem(build.shown(f"{folder}/home.md"), 1, message, remedy)


def _by_theme(build: Build, contents: Contents) -> Mapping[Content | None, set[Content]]:
    """Return what the theme may link on each page; under None, what it links on all.

    Rather too much than too little: what is told here has to be so.
    """
    found: dict[Content | None, set[Content]] = defaultdict(set)
    # Where another language begins is linked from the home page, and lists its articles.
    articles = contents.articles
    here = any(one.lang == build.lang for one in articles)
    ours = [one for one in contents.pages if one.lang == build.lang]
    places = {one.kind: one for one in ours}  # of two of a kind the last one counts
    always = ("search", "consultation")
    beside = ("articles", "about", *(("questions",) if "consultation" in places else ()))
    for kind in (*always, *(beside if here else ())):
        found[None] |= {places[kind]} if kind in places else set()
    found[None] |= {one for one in contents.pages if one.kind in ("page", "person")}
    found[None] |= {one for one in contents.pages if one.save_as == "index.html"}
    found[None] |= {one for one in contents.pages if "menu" in one.fields}
    found[None].update(articles)
    same: dict[tuple[str, str], set[Content]] = defaultdict(set)
    of_lang: dict[str, set[Content]] = defaultdict(set)
    for one in (*contents.articles, *contents.pages):
        same[one.header.kind, one.slug].add(one)
        of_lang[one.lang].add(one)
    for group in same.values():
        for one in group:
            found[one] |= group
    lists = {one for one in contents.pages if one.kind == "articles"}
    lists = {min(lists, key=contents.pages.index)} if lists else set()
    for one in contents.all():
        if one.header.kind == "article":  # those before and after it, and what is offered beside
            found[one] |= {other for other in lists if other.lang == one.lang}
            found[one] |= {other for other in of_lang[one.lang] if other.header.kind == "article"}
        if one.kind == "about" and {"questions", "consultation"} <= places.keys():
            found[one].add(places["questions"])
        if one.kind == "search":
            left_out = ("home", "search", "articles")
            found[one] |= {other for other in of_lang[one.lang] if other.kind not in left_out}
    return found
