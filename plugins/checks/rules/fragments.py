"""Links to a place on a page (`/glossary/#exile`) that is not there."""

from __future__ import annotations

import posixpath
import re
from html import unescape
from unicodedata import normalize
from urllib.parse import unquote, urljoin

from plugins.checks.document import Entry, WholeSite
from plugins.checks.rules import SITE, Problems, site_rule
from plugins.core.problem import did_you_mean
from plugins.core.rules.texts import ID_TWICE
from plugins.frontmatter import discovery

# Places that the theme makes.
# The places that the theme makes, by the template that makes them; "" is every one.
THEME_IDS = {
    "": {"_text"},
    "home": {"_begin"},
    "search": {
        *("everything", "search", "search-crisis", "search-crisis-title", "search-field"),
        *("search-more", "search-results", "search-status", "search-ways"),
    },
    "consultation": {"contact-form", "contact-name", "contact-reply", "contact-state"},
}
_ALL_IDS = frozenset().union(*THEME_IDS.values())
_GUESSES = 100  # how often a name is looked for that is nearly the same, which takes its time
_ID = re.compile(r"<[^<>]*? id=\"([^\"]*)\"")
_MARKED = re.compile(r"[{|]filename[|}]")


@site_rule("link-fragment", "A link leads to no place on its page", group="built", allowable=True)
def link_fragment(site: WholeSite) -> Problems:
    """The part of a link behind the `#` names a place on a page, such as a heading or a question.
    The page is there, and nothing on it is called so: the browser shows its top, or does nothing at
    all, and says nothing. Mostly a heading was reworded. A name of your own, between braces,
    survives that.

    **How to mend it:** Write the name that is proposed, or pin the old one to the heading.

    ```markdown
    ## When it is better to wait {#who-should-wait}
    ```
    """
    # Whether the page is there is no question here: `plugins.site.links` answers it. HTML,
    # section "Scrolling to a fragment", makes `#top` a place that needs no name.
    pages = _Pages(site)
    guesses = _GUESSES
    for entry in site.entries:
        for link in entry.document.links if "#" in entry.document.html else ():
            before, _, after = link.to.partition("#")
            page = pages.target(entry, before) if before else entry
            name = normalize("NFC", unquote(after).partition(":~:")[0])
            if page is None or not name or name.lower() == "top" or pages.has(page, name):
                continue
            where = "this page" if page is entry else page.document.path
            remedy = did_you_mean(name, pages.ids(page) if guesses > 0 else ())
            if not remedy.startswith("Did"):
                remedy = "End the link before its # sign."
                if re.fullmatch(r"[\w.-]+", name):
                    remedy = f"Write {{#{name}}} after the heading that is meant, or e{remedy[1:]}"
            yield link_fragment.problem(
                entry.document.path,
                entry.document.line_of_link(link.to, link.nth),
                f"The link “{link.to}” leads to no place: nothing in {where} is called “{name}”.",
                remedy,
            )
            guesses -= 1


class _Pages:
    """The site's pages by address and by file, and the places on them."""

    def __init__(self, site: WholeSite) -> None:
        self._by_address = {f"/{entry.url}": entry for entry in site.entries}
        self._by_file = {entry.document.path: entry for entry in site.entries}
        self._folder = posixpath.dirname(site.facts_path)
        self._own = site.facts.practice.url
        self._ids: dict[str, frozenset[str]] = {}
        # What the Questions page repeats, by the page's slug.
        self._questions = {
            ("page-" if entry.document.kind == "page" else "")
            + str(entry.document.fields.get("slug", "")): {item.id for item in entry.faq}
            for entry in site.entries
            if entry.faq and entry.published and not _is_questions(entry)
        }

    def target(self, entry: Entry, to: str) -> Entry | None:
        """Return the page to which a link leads, None if that is no page of this site."""
        if self._own and to.startswith(f"{self._own}/"):  # as it was copied from the site
            to = to.removeprefix(self._own)
        marked, path = bool(_MARKED.match(to)), unquote(_MARKED.sub("", to).partition("?")[0])
        if discovery.is_text(path) or marked:
            beside = posixpath.dirname(entry.document.path)
            names = [posixpath.join(start, path.lstrip("/")) for start in (beside, self._folder)]
            files = map(self._by_file.get, map(posixpath.normpath, names))
            return next(filter(None, files), None)
        try:
            address = urljoin(f"/{entry.url}", path)
        except ValueError:
            return None
        addresses = (address, f"{address}/", address.removesuffix("index.html"))
        return next(filter(None, map(self._by_address.get, addresses)), None)

    def ids(self, page: Entry) -> frozenset[str]:
        """Return the places on a page that stand in its text; read when a link leads there."""
        path = page.document.path
        if path not in self._ids:
            self._ids[path] = frozenset(map(unescape, _ID.findall(page.document.html)))
        return self._ids[path]

    def has(self, page: Entry, name: str) -> bool:
        """Return whether there is such a place on the page, written by her or made by the theme."""
        if name in self.ids(page) or name in _of_theme(page):
            return True
        if not _is_questions(page):
            return False
        slug, _, item = name.partition("--")
        return (
            item in self._questions.get(slug, ()) or name.removeprefix("from-") in self._questions
        )


def _of_theme(entry: Entry) -> set[str]:
    """Return the places that the theme makes on a page."""
    return THEME_IDS[""] | THEME_IDS.get(str(entry.document.fields.get("template")), set())


def _is_questions(entry: Entry) -> bool:
    """Return whether a page is the one that repeats the questions of all others."""
    return bool(entry.document.fields.get("template") == "questions")


def taken_ids(site: WholeSite) -> Problems:
    """Yield names that a text gives to a place and that the theme has given on the same page."""
    pages = _Pages(site)
    for entry in site.entries:
        if not any(name in entry.document.html for name in _ALL_IDS):
            continue
        for name in sorted(_of_theme(entry) & pages.ids(entry)):
            line = entry.document.header.line_of(f"#{name}")
            message = f"Every page has a place of its own that is called “{name}”."
            remedy = f"Give this one another name between its braces, such as {{#{name}-2}}."
            yield ID_TWICE.problem(entry.document.path, line, message, remedy)


SITE.append(taken_ids)  # no rule of its own: `plugins.frontmatter.document` finds for it as well
