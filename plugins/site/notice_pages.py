"""Puts the notices into the pages that show them, and says from where they are mentioned."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import Any

from markupsafe import Markup

from plugins.core.build import Site
from plugins.core.contents import Content, Contents
from plugins.core.problem import Problem
from plugins.core.rules.notices import NOTICE_PAGE_MISSING
from plugins.markdown_extensions.typography import Typography
from plugins.notices.notices import Notice, needed

NOTICES = "notices"  # the slug of the page that shows what has no page of its own
_MARKER = re.compile(r"<p>\s*\[notices\]\s*</p>")
# What is not to be broken at its hyphen: a telephone number, a section of a law, an e-mail; all
# this in the text and not within a tag.
_WHOLE = re.compile(
    r"(?<![\w/.@-])(?:(?:\(\d{3}\) )?\d+(?:-\d+)+|[Ee]-mail)(?![\w@-])(?=[^<>]*(?:<|\Z))"
)


def place(site: Site, contents: Contents, templates: Any) -> None:
    """Each notice goes where its page has a line `[notices]`, or to the page's end.

    It becomes a part of the page's text, so that the list of contents, the search and the check
    of links know it. `templates` is the Jinja environment of the theme. A law's notice without a
    page is a problem. `site.notice_links` are the mentions, by the kind of the page.
    """
    pages = {page.slug: page for page in contents.pages if page.lang == site.lang}
    shown: dict[str, list[Notice]] = {}
    for notice in needed(site.facts, site.jurisdictions):
        slug = notice.rule.page if notice.rule.page in pages else NOTICES
        if notice.empty:
            continue
        if slug in pages:
            shown.setdefault(slug, []).append(notice)
            for kind in notice.rule.mention_on if notice.mention else ():
                link = {"words": notice.mention, "url": f"{pages[slug].url}#{notice.id}"}
                site.notice_links.setdefault(kind, []).append(link)
        elif notice.rule.law:
            site.problems.append(_no_page(notice, site))
    for page in contents.pages:
        html = ""
        if page.slug in shown and pages[page.slug] is page:
            html = _rendered(shown[page.slug], page, site, templates)
        page._content = _inserted(page._content, html)


def _rendered(notices: list[Notice], page: Content, site: Site, templates: Any) -> str:
    """The notices by state; the practice compares all of a state's with the law on one day.

    Our words are set as the page around them is; a board's own stand as they were pasted.
    """
    if site.typography:
        notices = [replace(one, html=_typeset(one.html, site.typography)) for one in notices]
    groups = [
        {"name": name, "key": key.lower(), "notices": list(group), "checked": checked}
        for (key, name, checked), group in groupby(
            notices, lambda n: (n.jurisdiction, n.place, n.last_checked)
        )
    ]
    template = templates.get_template("parts/notices.html")
    html: str = template.render(
        groups=groups,
        named=page.slug == NOTICES,
        facts=site.facts,
        localsiteurl=site.root,
        item=page,
        pages=[],
    )
    return _WHOLE.sub(r'<span class="whole">\g<0></span>', html)


def _typeset(html: Markup, typography: Typography) -> Markup:
    """Facts come with their quotes escaped by number, which typography does not know."""
    return Markup(typography.typeset(str(html).replace("&#39;", "'").replace("&#34;", "&quot;")))


def _inserted(content: str, html: str) -> str:
    """The page's text with the notices at its first marker, else at its end; no marker is left."""
    before, *rest = _MARKER.split(content)
    return f"{before}{html}{''.join(rest)}" if rest else f"{content}{html}"


def _no_page(notice: Notice, site: Site) -> Problem:
    return NOTICE_PAGE_MISSING.problem(
        site.shown(f"pages/{NOTICES}.md"),
        1,
        f"The law asks for the notice “{notice.rule.title}” ({notice.rule.law}), and there is no "
        "page that shows it.",
        "Write this page: a header with title and summary, and a line [notices] where the notices "
        "are to stand.",
    )
