"""Write the Atom feed (RFC 4287): full text, absolute links, ids that never change."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from itertools import islice

import nh3
from feedgenerator import Atom1Feed

from plugins.core import safe_html
from plugins.core.build import Build
from plugins.core.decode import NOT_XML
from plugins.practice.model import Facts
from plugins.site.page_context import PageContext

# A reader has asked for the older ones before; the whole texts of a thousand articles would be
# sent again, megabytes of them, whenever a comma changes.
NEWEST = 30
_ATTRIBUTES = {
    tag: names - {"tabindex", "role", "data-label"} for tag, names in safe_html.ATTRIBUTES.items()
}


def atom(build: Build, facts: Facts, articles: Iterable[PageContext], lang: str, url: str) -> str:
    """Return the feed's XML, of the first `NEWEST` articles; `url` is its own address.

    An entry's id is the article's address (RFC 4287, section 4.2.6: it must never change), its
    dates are the article's own, so that the same articles always give the same feed.
    """
    feed = Atom1Feed(
        title=build.name,
        link=build.address(""),
        feed_url=build.address(url),
        feed_guid=build.address(url),
        description=facts.practice.description or None,
        language=lang,
        author_name=facts.owner.name if facts.owner and not facts.several else build.name,
    )
    for article in islice(articles, NEWEST):
        content: str = nh3.clean(
            safe_html.as_pictures(article.html),
            tags=set(safe_html.TAGS),
            attributes=_ATTRIBUTES,
            link_rel=None,
            url_schemes=safe_html.SCHEMES,
            url_relative=("rewrite_with_base", article.canonical),
        )
        published, changed = (
            datetime.fromisoformat(moment) if moment else None
            for moment in (article.date_iso, article.modified_iso)
        )
        if article.direction:
            content = f'<div lang="{article.language}" dir="{article.direction}">{content}</div>'
        feed.add_item(
            title=article.title_text,
            link=article.canonical,
            unique_id=article.canonical,
            description=str(article.summary) or None,
            content=content,
            author_name=article.person.name if article.person else None,
            categories=list(article.tags),
            pubdate=published,
            updateddate=changed if article.modified else published,
        )
    # HTML can hold `&#8;`, which XML cannot.
    for item in feed.items:
        item.update({key: NOT_XML.sub("", v) for key, v in item.items() if isinstance(v, str)})
    out = io.StringIO()
    feed.write(out, "utf-8")
    return out.getvalue() + "\n"
