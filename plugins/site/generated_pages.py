"""Pages that come from no file of their own: a reading path, the list of what is not out yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from plugins.core.build import Site
from plugins.site.related import ListedPath


class OwnPage:
    """Has what templates and data ask of every page, and `entries` besides."""

    def __init__(
        self, kind: str, url: str, title: str, summary: str, lang: str, site: Site
    ) -> None:
        self.kind, self.url, self.save_as, self.lang = kind, url, f"{url}index.html", lang
        self.title, self.title_text = Markup.escape(title), title
        self.summary, self.summary_text = Markup.escape(summary), summary
        self.content = ""
        self.canonical = site.address(url) if site.base else ""
        self.noindex = kind == "drafts"
        self.date_iso = self.modified_iso = ""
        self.image_url = self.image_alt = self.category_name = ""
        self.alternates: list[dict[str, str]] = []
        self.faq_owned: list[Any] = []
        self.tags: list[Any] = []
        self.sources: list[dict[str, str]] = []
        self.person = self.reviewer = self.reviewed = None
        self.breadcrumbs: list[Any] = []
        self.entries: Iterable[Any] = ()
        self.json_ld = Markup("")


def path_page(path: ListedPath, lang: str, site: Site) -> OwnPage:
    """The page of a reading path; its entries are numbered from 1."""
    page = OwnPage("path", path.url, path.title_text, path.summary_text, lang, site)
    page.entries = [
        {"article": step.article, "because": step.because, "number": number}
        for number, step in enumerate(path.entries, start=1)
    ]
    return page


def drafts_page(waiting: Iterable[Any], lang: str, site: Site) -> OwnPage:
    """The list of drafts and scheduled articles, which only the preview has."""
    page = OwnPage("drafts", "drafts/", "Not published yet", "", lang, site)
    page.entries = sorted(waiting, key=lambda draft: str(draft.source_path))
    return page
