"""Put the notices into the pages that show them, and say from where they are mentioned."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import groupby
from typing import Any

from markupsafe import Markup

from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.core.rules.notices import NOTICE_PAGE_MISSING
from plugins.markdown_extensions.typography import Typography
from plugins.notices.known import Known
from plugins.notices.notices import Notice, needed
from plugins.site.contents import Content, Contents
from plugins.site.translations import Translations, of_markdown

NOTICES = "notices"  # the slug of the page that shows what has no page of its own
_MARKER = re.compile(r"<p>\s*\[notices\]\s*</p>")
# What is not to be broken at its hyphen: a telephone number, a section of a law, an e-mail; all
# this in the text and not within a tag.
_WHOLE = re.compile(
    r"(?<![\w/.@-])(?:(?:\(\d{3}\) )?\d+(?:-\d+)+|[Ee]-mail)(?![\w@-])(?=[^<>]*(?:<|\Z))"
)


def place(
    build: Build,
    known: Known,
    contents: Contents,
    templates: Any,
    typography: Typography | None,
    translations: Translations,
) -> tuple[dict[Content, str], dict[str, list[dict[str, str]]], list[Problem]]:
    """Put each notice where its page has a line `[notices]`, or at the page's end.

    It becomes a part of the page's text, so that the list of contents, the search and the check
    of links know it. `templates` is the Jinja environment of the theme. Returns every text of the
    site, with the notices in it; the mentions of notices by the kind of the page that has them;
    and what is wrong: a law's notice without a page. What Markdown has said in a text is in the
    language of its page.
    """
    pages = {page.slug: page for page in contents.pages if page.lang == build.lang}
    shown: dict[Content, list[Notice]] = {}
    links: dict[str, list[dict[str, str]]] = {}
    problems = []
    for notice in needed(known.facts, known.jurisdictions):
        page = pages.get(notice.rule.page) or pages.get(NOTICES)
        if notice.empty:
            continue
        if page:
            shown.setdefault(page, []).append(notice)
            for kind in notice.rule.mention_on if notice.mention else ():
                link = {"words": notice.mention, "url": f"{page.url}#{notice.id}"}
                links.setdefault(kind, []).append(link)
        elif notice.rule.law:
            message = (
                f"The law asks for the notice “{notice.rule.title}” ({notice.rule.law}), and there "
                "is no page that shows it."
            )
            remedy = (
                "Write this page: a header with title and summary, and a line [notices] where the "
                "notices are to stand."
            )
            path = build.shown(f"pages/{NOTICES}.md")
            problems.append(NOTICE_PAGE_MISSING.problem(path, 1, message, remedy))
    bodies = {
        content: of_markdown(content.typed, translations.of(content.lang))
        for content in contents.all()
    }
    for page in contents.pages:
        html = ""
        if page in shown:
            html = templates.get_template("parts/notices.html").render(
                groups=_by_state(shown[page], typography),
                named=page.slug == NOTICES,
                facts=known.facts,
                pages=[],
                **translations.of(page.lang).context(),
            )
            html = _WHOLE.sub(r'<span class="whole">\g<0></span>', html)
        # At the first marker, else at the end; no marker is left.
        before, *rest = _MARKER.split(bodies[page])
        bodies[page] = f"{before}{html}{''.join(rest)}" if rest else f"{bodies[page]}{html}"
    return bodies, links, problems


def _by_state(notices: list[Notice], typography: Typography | None) -> list[dict[str, Any]]:
    """Return the notices by state; the practice compares all of a state's with the law on one day.

    Our words are set as the page around them is; a board's own stand as they were pasted.
    """
    if typography:
        # Facts come with their quotes escaped by number, which typography does not know.
        plain = (str(one.html).replace("&#39;", "'").replace("&#34;", "&quot;") for one in notices)
        notices = [
            replace(one, html=Markup(typography.typeset(html)))
            for one, html in zip(notices, plain, strict=True)
        ]
    return [
        {"name": name, "key": key.lower(), "notices": list(group), "checked": checked}
        for (key, name, checked), group in groupby(
            notices, lambda n: (n.jurisdiction, n.place, n.last_checked)
        )
    ]
