"""FAQ sections, FAQPage data, next and previous articles: a plugin for any Pelican site.

Install: put this folder and `plugins/core` beside `pelicanconf.py`, as `plugins/faq_neighbors` and
`plugins/core`, and write there

    PLUGINS = ["plugins.faq_neighbors"]

It needs Pelican, Markdown 3.7 or newer, nh3, selectolax, PyYAML and Unidecode; all else stays.

What it does

    FAQ sections        In Markdown, an h2 that is called one of FAQ_TITLES, or is marked {.faq},
                        begins one. Each h3 below it is a question, and so is a paragraph of
                        nothing but bold text that ends in a question mark, and what else `forms`
                        knows; what follows is the answer, up to the next question or h2. A page
                        that is called so is one as a whole. They become <details>, see `faq`.
                        reStructuredText stays as it is.
    next and previous   Next is what to read next. All articles of a language are one sequence,
                        without drafts and hidden ones: the paths of reading-paths.yaml, then the
                        rest by date, the oldest first. The end of a path leads to the next path.
    data                A JSON-LD graph on each page: WebSite, WebPage, FAQPage with its questions,
                        BlogPosting with its author, BreadcrumbList. A question that is answered
                        on several pages stands in the data of the first of them.

What is wrong is logged as a warning with file and line: a question without an answer, two answers
to one question, a reading path with an article that is none.

What a theme gets

    article.faq           the answered questions: a tuple of FaqItem (id, question, answer, url, …)
    article.json_ld       Markup, a whole <script> element; empty if it is a draft or hidden
    article.next          Neighbor (article, because, path, number, total) or None: to read next
    article.previous      Neighbor or None: what comes before
    article.next_article  article.next.article or None, and article.prev_article: by these names
                          themes know them from the plugin `neighbors`. There next is the newer
                          one; so it is here, but on a reading path it is the next of the path.
    article.place         Neighbors (path, number, total) or None: where it stands on its path
    page.faq, page.json_ld

    {{ article.json_ld }}
    {% if article.next %}
    <p>Read next: <a rel="next" href="{{ SITEURL }}/{{ article.next.article.url }}">
      {{- article.next.article.title }}</a> {{ article.next.because|e }}</p>
    {% endif %}
    {% if article.place %}
    <p>{{ article.place.number }} of {{ article.place.total }}: {{ article.place.path.title|e }}</p>
    {% endif %}
    {% for item in article.faq %}
    <h3><a href="{{ item.url }}">{{ item.question|e }}</a></h3> {{ item.answer }}
    {% endfor %}

With a theme that knows none of this, both stand behind an article's text on its page, not in feeds.

Settings, with what they are without you

    FAQ_TITLES = plugins.faq_neighbors.titles.TITLES
    FAQ_JSON_LD_IN_CONTENT = True  # False: the theme's templates show article.json_ld, or nobody
    NEIGHBORS_IN_CONTENT = True    # False: the same for the links
    NEIGHBORS_LABELS = {}          # {"de": {"nav": "Mehr", "previous": "Davor", "next": "Danach",
                                   #         "path": "Neuer Pfad"}}

`reading-paths.yaml` lies in PATH. An article is named by its slug; one on two paths is read once,
on the first of them. Its header may overrule it all: `Next: a-slug`, `Previous: a-slug`, or `none`.

    - path: New to parts work
      summary: From the beginning, in two steps.
      articles:
        - what-is-parts-work
        - {slug: two-chairs, because: "Now something to try."}
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from plugins.core import json_ld
from plugins.core.decode import decode
from plugins.core.paths import from_here
from plugins.core.safe_html import plain
from plugins.faq_neighbors import answers, faq, questions, reading_order, reading_paths, titles
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.reading_order import Item
from plugins.faq_neighbors.structured_data import Crumb, PageData, graph, website

DEFAULTS: dict[str, Any] = {
    "FAQ_TITLES": titles.TITLES,
    "FAQ_JSON_LD_IN_CONTENT": True,
    "NEIGHBORS_IN_CONTENT": True,
    "NEIGHBORS_LABELS": {},
}
LABELS = {"nav": "More to read", "previous": "Read before this", "next": "Read next"}
LABELS |= {"path": "Next path"}
_LOG = logging.getLogger(__name__)


def add_extension(pelican: Any) -> None:
    """Have Markdown make disclosures of FAQ sections; all else is rendered as before."""
    settings = pelican.settings
    for setting, value in DEFAULTS.items():
        settings.setdefault(setting, value)
    markdown, name = settings["MARKDOWN"], faq.__name__
    options = {"titles": settings["FAQ_TITLES"], "lines": True}
    # Pelican loads each extension that has options (its MarkdownReader).
    configs = {**markdown.get("extension_configs", {}), name: options}
    settings["MARKDOWN"] = {**markdown, "extension_configs": configs}


def join(generators: Sequence[Any]) -> None:
    """Give each article and page its questions, neighbors and data, and log what is wrong."""
    from pelican.generators import ArticlesGenerator, PagesGenerator

    of = next(one for one in generators if isinstance(one, ArticlesGenerator))
    of_pages = next(one for one in generators if isinstance(one, PagesGenerator))
    articles = [*of.articles, *of.translations]
    pages = [*of_pages.pages, *of_pages.translations]
    unlisted = [*of.hidden_articles, *of.hidden_translations, *of.drafts, *of.drafts_translations]
    status = {article.slug: article.status for article in [*unlisted, *articles]}
    unlisted += [*of_pages.hidden_pages, *of_pages.hidden_translations]
    unlisted += [*of_pages.draft_pages, *of_pages.draft_translations]

    file, base = Path(of.settings["PATH"]) / "reading-paths.yaml", of.settings["SITEURL"]
    text, problems = decode(file.read_bytes(), from_here(file)) if file.is_file() else ("", [])
    paths, more = reading_paths.read(text, from_here(file), status)
    problems += more
    for content in [*articles, *pages, *unlisted]:
        content.faq, content.json_ld = (), Markup("")
        content.next = content.previous = content.place = None
        content.next_article = content.prev_article = None
        html, marks = faq.take_marks(content._content or "")
        if marks:
            content._content, url = html, f"{base}/{content.url}"
            # The slash makes links whole even where RELATIVE_URLS has them begin at the page.
            shown = content.get_content(f"{base}/")
            asked = answers.items(shown, marks, from_here(content.source_path), url)
            content.faq = tuple(item for item in asked if item.answered and item.question)
            problems += questions.unanswered(asked) if content.status != "draft" else []
    for lang in sorted({content.lang for content in [*articles, *pages]}):
        by_slug = {article.slug: article for article in articles if article.lang == lang}
        order = reading_order.order(map(_item, by_slug.values()), paths, status)
        for slug, article in by_slug.items():
            article.next, article.previous = order.around(slug, by_slug)
            article.next_article = article.next and article.next.article
            article.prev_article = article.previous and article.previous.article
            article.place = order.neighbors[slug] if order.neighbors[slug].path else None
        in_order = [by_slug[slug] for slug in order.sequence]
        in_order += sorted((page for page in pages if page.lang == lang), key=lambda p: p.slug)
        homes = questions.homes((content.source_path, content.faq) for content in in_order)
        for content in in_order:
            content.json_ld = _data(content, homes.owned[content.source_path])
        problems += [*order.problems, *homes.problems]
    for problem in sorted(set(problems)):
        _LOG.warning("%s", problem)


def _item(article: Any) -> Item:
    """Return an article as far as its order is concerned, with what its header says of it."""
    said: dict[str, Any] = {}
    for key in {"next", "previous"} & article.metadata.keys():
        text = Path(article.source_path).read_text("utf-8")
        entry = re.search(rf"(?im)^:?{key}:", text)  # :next: in reStructuredText
        said[key] = str(article.metadata[key]).strip()
        said[f"{key}_line"] = text.count("\n", 0, entry.start()) + 1 if entry else 1
    return Item(article.slug, article.date, path=from_here(article.source_path), **said)


def _data(content: Any, owned: Sequence[FaqItem]) -> Markup:
    """Return what an article or page says of itself to machines, from Pelican's own settings."""
    from pelican.contents import Article

    settings, base = content.settings, content.settings["SITEURL"]
    site = json_ld.Site(base, plain(settings["SITENAME"]), settings["DEFAULT_LANG"])
    nodes = [website(site, plain(settings.get("SITESUBTITLE") or ""))]
    here = Crumb(plain(content.title), f"{base}/{content.url}")
    way = [Crumb(site.name, f"{base}/")]
    only_posts: dict[str, Any] = {}
    if isinstance(content, Article):
        category = content.category
        if category.save_as:
            way.append(Crumb(plain(category.name), f"{base}/{category.url}"))
        for author in filter(lambda each: each.name, getattr(content, "authors", [])):
            url = f"{base}/{author.url}" if author.save_as else ""
            name = site.id(f"person-{quote(author.slug)}")
            nodes.append(json_ld.known(type="Person", id=name, name=plain(author.name), url=url))
        only_posts = {
            "is_post": True,
            "author": [node["@id"] for node in nodes[1:]],
            "article_section": plain(category.name),
            "keywords": [plain(tag.name) for tag in getattr(content, "tags", [])],
        }
    moments = [getattr(content, name) for name in ("date", "modified") if hasattr(content, name)]
    page = PageData(
        here.url,
        here.title,
        plain(content.metadata.get("summary") or content.metadata.get("description") or ""),
        content.lang,
        date_published=content.date.isoformat() if hasattr(content, "date") else "",
        date_modified=max(moments).isoformat() if moments else "",
        breadcrumb=[] if content.save_as == "index.html" else [*way, here],
        questions=owned,
        **only_posts,
    )
    return Markup(json_ld.element(graph(page, site, nodes)))


def put_on_page(path: str, context: Mapping[str, Any]) -> None:
    """Put links and data behind the text of an article or page, in its own file.

    Only there, because its text is also in feeds, summaries and lists. Data that the theme has put
    on the page already is not put there twice.
    """
    content: Any = context.get("article") or context.get("page")
    if not hasattr(content, "json_ld") or context["output_file"] != content.save_as:
        return
    html, added = Path(path).read_text("utf-8"), ""
    if context["NEIGHBORS_IN_CONTENT"]:
        added += navigation(content, context["SITEURL"])
    if context["FAQ_JSON_LD_IN_CONTENT"] and content.json_ld not in html:
        added += f"\n{content.json_ld}"
    text = content.content
    at = html.find(text) + len(text) if text and text in html else html.rfind("</body>")
    if added and at >= 0:
        Path(path).write_text(html[:at] + added + html[at:], "utf-8")


def navigation(content: Any, siteurl: str) -> str:
    """Return links to what comes before an article and what is next; "" if there is neither."""
    labels = LABELS | content.settings["NEIGHBORS_LABELS"].get(content.lang, {})
    items = ""
    for key, rel in (("previous", "prev"), ("next", "next")):  # HTML, section 4.6.7, rel
        if neighbor := getattr(content, key):
            title, url = plain(neighbor.article.title), f"{siteurl}/{neighbor.article.url}"
            because = f" – {neighbor.because}" if neighbor.because else ""
            label, own = labels[key], content.place and content.place.path
            # A path has its title in one language.
            if key == "next" and neighbor.path not in (None, own) and content.in_default_lang:
                label = f"{labels['path']}: {neighbor.path.title}. {label}"
            items += f'\n<li>{escape(label)}: <a rel="{rel}" href="{escape(url)}">'
            items += f"{escape(title)}</a>{escape(because)}</li>"
    label = escape(labels["nav"])
    return items and f'\n<nav class="neighbors" aria-label="{label}">\n<ul>{items}\n</ul>\n</nav>'


def register() -> None:
    """Called by Pelican (its documentation, "Plugins", How to create plugins)."""
    from pelican import signals

    signals.initialized.connect(add_extension)
    signals.all_generators_finalized.connect(join)
    signals.content_written.connect(put_on_page)
