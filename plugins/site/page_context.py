"""Make of each page what its template shows: the one record that a theme is given."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date as day
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote

from markupsafe import Markup

from plugins.core import json_ld, languages, safe_html, schedule
from plugins.core.build import Build
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.headers import AUTHOR_UNSAID, UNKNOWN_PERSON
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.reading_order import Neighbor, Neighbors
from plugins.faq_neighbors.structured_data import Crumb, Image
from plugins.practice.model import Facts, Person
from plugins.practice.organization import PracticeSite
from plugins.site import page_data, people, related
from plugins.site.addresses import feed_url
from plugins.site.assemble import Joined
from plugins.site.contents import Content, Contents, Listed, html_of_its_own
from plugins.site.people import PersonPage
from plugins.site.related import Group, IndexSection, ListedPath, Near, Place, Shelf, Step
from plugins.site.translations import Translations
from plugins.social_cards.cards import Cards, Page, SharedPicture, assign

# What a text says of itself by the same names.
_SAME = (
    *("kind", "title", "title_text", "summary", "summary_text", "slug", "lang", "url", "save_as"),
    *("date", "tags"),
)
_DRAFTS, _LOOK = "drafts/index.html", "look/index.html"
Key = TypeVar("Key", Content, str)
# Pages that templates link to.
_LINKED = ("about", "articles", "consultation", "questions", "search")


@dataclass(frozen=True, eq=False)
class PageContext:
    """A page as a template is given it: `article` in article.html, `page` in all others.

    base.html and all parts call it `item`. Every address is without a slash in front, unless it
    is said to be whole; whole ones are "" while the site has no address. HTML is safe to be
    printed. An article in a list (`related`, `next.article`, …) has `title`, `summary`, `slug`,
    `url`, `lang`.

    What it is

        kind            "article"; "home", "articles", "questions", "about", "consultation",
                        "not_found", "drafts", "search", "person" by its template; "path" for the
                        page of a reading path; "page" for any other
        title, summary            HTML
        title_text, summary_text  the same without tags, for the head
        slug, lang, url
        date_iso        when it came out, as data say it, in the zone that its writer named
        language, direction     how its language is written, such as en-US while `lang` is en; "rtl"
                        if that runs from the right, else ""
        save_as         its file below the site, "" if none is written
        waiting         "draft" or "scheduled"; "" if it is out

    What stands in it

        content         HTML of its text, its links as they hold on this page
        html            the same, its links as they hold on every page of the site
        toc             its sections, if there are three or more: {"id", "title"}
        faq             its questions: FaqItem (id, question, answered, …)
        person          who wrote it: Person of plugins.practice, or None; on the page of a person
                        she herself
        reviewed, reviewer   the day on which a clinician read it and who that was, or None
        date            when it came out, or None if its header does not say
        modified        when it was changed, if that was later than `date`, else None
        modified_iso    when it was changed last, as ISO 8601 and never before `date`, "" for none
        reading_minutes
        tags            their names
        sources         {"title", "url"} of each, either may be missing
        content_note    a word before a text that may be hard to read, "" for none

    Where it stands

        breadcrumbs     from the home page to this one: Crumb (title, url)
        place           of an article on a reading path: Place (path, number, total), or None;
                        `path` has title, title_text, summary, slug, url, entries
        next, previous  Near (article, because, path), or None; `path` only where it is another one
        related         up to three articles of the same subjects, for one on no path
        alternates      every language in which it exists, itself included, if there are two:
                        {"lang", "url"}, the url whole

    What its head says

        canonical       its whole address
        noindex         true if search engines are to leave it out
        json_ld         the script element with its data
        shared_picture  what stands beside a shared link: SharedPicture (url, alt, width, height),
                        0 where a size is not known; or None
        feed_url        the feed of its language, "" for none
        markdown_url    an article as Markdown, "" for others

    What some kinds list besides

        entries         path, and the front door of a language: its articles, each a Step (article,
                        because)
        shelves         articles: those of its language, Shelf (id, title, path or None, entries,
                        folded), paths first
        drafts          drafts, as the preview alone makes it: a PageContext of each that waits
        groups          questions: those of articles and pages, Group (id, title, url, items, kind)
        own_groups      questions: its own headings, Group without items
        index           search: all articles, IndexSection (path or None, entries), an entry
                        being a PageContext
        written         person: the articles by her
        others          search: all other pages, a PageContext of each
    """

    kind: str
    title: Markup
    title_text: str
    summary: Markup
    summary_text: str
    lang: str
    url: str
    save_as: str
    slug: str = ""
    date_iso: str = ""
    language: str = ""
    direction: str = ""
    waiting: str = ""
    content: str = ""
    html: str = ""
    toc: tuple[dict[str, str], ...] = ()
    faq: tuple[FaqItem, ...] = ()
    person: Person | None = None
    reviewed: day | None = None
    reviewer: Person | None = None
    date: datetime | None = None
    modified: datetime | None = None
    modified_iso: str = ""
    reading_minutes: int = 0
    tags: tuple[str, ...] = ()
    sources: tuple[dict[str, str], ...] = ()
    content_note: str = ""
    breadcrumbs: tuple[Crumb, ...] = ()
    place: Place | None = None
    next: Near | None = None
    previous: Near | None = None
    related: tuple[Listed, ...] = ()
    alternates: tuple[dict[str, str], ...] = ()
    canonical: str = ""
    noindex: bool = False
    json_ld: Markup = field(default_factory=Markup)
    shared_picture: SharedPicture | None = None
    feed_url: str = ""
    markdown_url: str = ""
    entries: tuple[Step, ...] = ()
    shelves: tuple[Shelf, ...] = ()
    drafts: tuple[PageContext, ...] = ()
    groups: tuple[Group, ...] = ()
    own_groups: tuple[Group, ...] = ()
    index: tuple[IndexSection, ...] = ()
    written: tuple[Listed, ...] = ()
    others: tuple[PageContext, ...] = ()


@dataclass(frozen=True)
class Byline:
    """Who wrote a page, and which clinician has read it on which day."""

    person: Person | None
    reviewer: Person | None
    reviewed: day | None


def bylines(
    facts: Facts, contents: Contents, today: day
) -> tuple[dict[Content, Byline], list[Problem]]:
    """Return who wrote each page: who its header names, else the owner of the practice.

    A name of nobody in practice.yaml is a problem, and the owner then stands for it. A review on a
    day to come, which is told of elsewhere, is none: no page says what is not true yet.
    """
    problems: list[Problem] = []
    known = [name for person in facts.people for name in (person.key, person.name)]

    def person(content: Content, key: str, wanted: str | None) -> Person | None:
        found = facts.person(wanted) if wanted else None
        if wanted and not found and known:
            source = content.header
            line = source.line(key) if key in source.lines else source.line(f"{key}s")
            message = f"“{wanted}” is not one of the people in practice.yaml."
            remedy = did_you_mean(wanted, known)
            problems.append(UNKNOWN_PERSON.problem(source.path, line, message, remedy))
        return found or facts.owner

    found = {}
    for content in contents.all():
        fields = content.fields
        if facts.several and content in contents.articles and not {"author", "authors"} & {*fields}:
            problems.append(_unsaid(content, facts))
        author = person(content, "author", fields.get("author") or fields.get("authors"))
        author = people.of_text(content, facts) if content.kind == "person" else author
        reader = author
        if named := fields.get("reviewed_by"):
            reader = person(content, "reviewed_by", named)
        reviewed = fields["reviewed"].date() if "reviewed" in fields else None
        if reviewed and reviewed > today:
            reviewed = None
        found[content] = Byline(author, reader if reviewed else None, reviewed)
    return found, problems


def _unsaid(article: Content, facts: Facts) -> Problem:
    """Return the problem of an article that does not say which of several people wrote it."""
    name = facts.people[0].name
    message = f"Several people work here, and nothing says who wrote this; it is shown as {name}’s."
    keys = " or ".join(f"“author: {person.key}”" for person in facts.people[:2])
    remedy = f"Add a line to its header, such as {keys}."
    return AUTHOR_UNSAID.problem(
        article.header.path, article.header.line("author"), message, remedy
    )


class _Made(dict[Key, PageContext]):
    """Contexts by what they are of, each made when it is asked for."""

    _make: Callable[[Key], PageContext]

    def __init__(self, make: Callable[[Key], PageContext]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: Key) -> PageContext:
        made = self[key] = self._make(key)
        return made


class Contexts:
    """Make the context of every page of a site, each when it is asked for.

    `of` are those of the texts, `generated` those of pages that come from no file of their own, by
    their `save_as`; `templates` names these and their templates. `sequence` are the published
    articles in reading order, language by language. `cards` says which cards are to be drawn.
    """

    def __init__(
        self,
        build: Build,
        joined: Joined,
        written_by: Mapping[Content, Byline],
        translations: Translations,
        fonts: Path,
    ) -> None:
        """Make them; `fonts` is the folder of those that cards are drawn with."""
        self.translations = translations
        self._build, self._joined, self._people = build, joined, written_by
        self._contents = contents = joined.contents
        self._facts = joined.pictures.facts
        self._urls = _urls_of(contents, build.lang)
        about, consultation = self._urls.get("about", ""), self._urls.get("consultation", "")
        self._profiles = people.pages(self._facts, contents, build.lang)
        self._site = PracticeSite(
            build.base, build.name, build.lang, about, consultation, self._people_pages(build.lang)
        )
        articles: dict[str, dict[str, Content]] = {build.lang: {}}
        for article in contents.articles:
            articles.setdefault(article.lang, {})[article.slug] = article
        orders = joined.orders
        self.sequence = [articles[lang][slug] for lang in orders for slug in orders[lang].sequence]
        self._in_order = [article for article in self.sequence if article.lang == build.lang]
        paths = [related.listed_path(path, articles[build.lang]) for path in joined.paths]
        self._paths = {path.slug: path for path in paths if path.entries}
        self._related = related.Related(self.sequence)
        self._alternates = _alternates(build, contents)
        self.cards = self._assigned_cards(fonts)
        self._pictures = dict(zip(contents.all(), self.cards.pictures, strict=False))
        self.of = _Made(self._text)
        self.generated = _Made(self._from_no_file)
        self.templates = {f"{path.url}index.html": "path" for path in self._paths.values()}
        # A language in which there is something to read has a front door.
        taken = {one.save_as for one in contents.all()}
        doors = {f"{lang}/index.html": lang for lang in articles if lang != build.lang}
        self._doors = {name: lang for name, lang in doors.items() if name not in taken}
        self.templates |= dict.fromkeys(self._doors, "path")
        self._generated = {one.save_as: one for one in self._profiles if not one.text}
        self.templates |= dict.fromkeys(self._generated, "person")
        self._homes = _homes(build, contents, self._doors)
        if not build.strict and _DRAFTS not in taken:
            self.templates[_DRAFTS] = "drafts"
        if not build.strict and all(one.save_as != _LOOK for one in contents.all()):
            self.templates[_LOOK] = "look"
        self._in_language: dict[str, dict[str, Any]] = {}
        self._abroad: dict[str, Mapping[str, tuple[str, frozenset[str]]]] = {}

    def shared(self) -> dict[str, Any]:
        """Return what all templates are given."""
        pages = self._contents.pages
        menu = [p for p in pages if "menu" in p.fields and p.lang == self._build.lang]
        menu.sort(key=lambda page: (page.fields.get("menu_order", 0), page.slug))
        on_paths = {step.article for path in self._paths.values() for step in path.entries}
        return {
            "home": "",
            "facts": self._facts,
            "portraits": self._joined.pictures.portraits,
            "preview": not self._build.strict,
            "places": {kind: self._urls.get(kind, "") for kind in _LINKED},
            "people_pages": self._people_pages(self._build.lang),
            "menu": [{"title": page.fields["menu"], "url": page.url} for page in menu],
            "reading_paths": [*self._paths.values()],
            "articles": [one.listed for one in self._in_order],
            "loose_articles": [o.listed for o in self._in_order if o.listed not in on_paths],
        }

    def in_language(self, lang: str, language: str = "") -> dict[str, Any]:
        """Return what the templates of pages in `lang`, as one is written, are given instead.

        The words of the theme, and what stands in another language than the site's: a page leads to
        those in its own language, and where there is none to those in the site's.
        """
        words = self.translations.of(language or lang).context()
        if lang == self._build.lang:
            return words
        if lang not in self._in_language:
            articles = [one.listed for one in self.sequence if one.lang == lang]
            urls = self._urls | _urls_of(self._contents, lang)
            pages = _pages_for(self._contents, lang, self._build.lang)
            self._in_language[lang] = {
                "places": {kind: urls.get(kind, "") for kind in _LINKED},
                "people_pages": self._people_pages(lang),
                "menu": _menu(pages),
                "pages": [page.listed for page, _ in pages],
                "home": self._home(lang),
                "reading_paths": [],  # which exist in one language
                "articles": articles,
                "loose_articles": articles,
            }
        return self._in_language[lang] | words

    def _people_pages(self, lang: str) -> dict[str, str]:
        """Return the addresses of the pages of people, by their keys: in a language, or else in
        that of the site."""
        pages = [one for one in self._profiles if one.lang == self._build.lang]
        pages += [one for one in self._profiles if one.lang == lang]
        return {one.person.key: one.url for one in pages}

    def abroad(self, lang: str) -> Mapping[str, tuple[str, frozenset[str]]]:
        """Return what is not in `lang` by its address: its language, and what it is called."""
        if lang not in self._abroad:
            others = [one for one in self._contents.all() if one.lang != lang]
            found = {one.url: (one.lang, _called(one)) for one in others}
            if lang != self._build.lang:
                for path in self._paths.values():
                    found[path.url] = (self._build.lang, frozenset({path.title_text}))
            for of in self._doors.values():
                if of != lang:
                    found[f"{of}/"] = (of, frozenset())
            for one in self._profiles:  # a name is in no language
                if one.lang != lang:
                    found[one.url] = (one.lang, frozenset())
            self._abroad[lang] = found
        return self._abroad[lang]

    def _home(self, lang: str) -> str:
        """Return where pages in a language begin, "" for the home page of the site."""
        door = f"{lang}/"
        homes = {page.url for page in self._contents.pages if page.lang == lang}
        return door if door in homes or f"{door}index.html" in self._doors else ""

    def _articles_page(self, lang: str, home: str) -> Content | None:
        """Return the list of articles in a language; the site's where that has no front door."""
        pages = [page for page in self._contents.pages if page.kind == "articles"]
        codes = (lang,) if home else (lang, self._build.lang)
        return next((page for code in codes for page in pages if page.lang == code), None)

    def _about(self, lang: str) -> Content | None:
        """Return the page about the practice in a language, or else in that of the site."""
        pages = {page.lang: page for page in self._contents.pages if page.kind == "about"}
        return pages.get(lang) or pages.get(self._build.lang)

    def _image(self, content: Content) -> Image | None:
        """Return the picture that the header of a text names, as it is published."""
        if file := self._joined.pictures.shared.get(content):
            caption = content.fields.get("image_alt", "")
            return Image(self._build.address(quote(file.name)), file.width, file.height, caption)
        return None

    def _assigned_cards(self, fonts: Path) -> Cards:
        """Return the picture of every text, and last that of the pages without a file."""
        pages, home = [], Page()
        for one in self._contents.all():
            image, picture = self._image(one), None
            if image and self._build.base:
                picture = SharedPicture(image.url, image.caption, image.width, image.height)
            own = one.kind == "article" and one.status != "draft"
            where = (one.header.path, one.header.line("title"))
            page = Page(own, one.save_as, one.slug, one.title_text, *where, picture)
            pages.append(page)
            if one.url == "" and one.status == "published" and not (own or home.path):
                home = page
        return assign(self._build, [*pages, Page()], home, fonts)

    def _text(self, content: Content) -> PageContext:
        """Return the context of an article or a page."""
        fields, joined = content.fields, self._joined
        html = joined.html[content]
        headings = safe_html.headings(html)
        # A page is never older than the day it came out, even when it was scheduled after an edit.
        last = max((moment for moment in (content.date, content.modified) if moment), default=None)
        around = joined.around[content]
        place = self._place(content)
        near = [self._near(content, neighbor) for neighbor in (around.next, around.previous)]
        alone = content.kind == "article" and not (place and around.next)
        waiting = "draft" if fields["status"] == "draft" else "scheduled"
        page = PageContext(
            **{name: getattr(content, name) for name in _SAME if name != "date"},
            **vars(self._people[content]),
            waiting=waiting if content.status == "draft" else "",
            content=html_of_its_own(content) if self._build.relative else html,
            html=html,
            toc=tuple({"id": h.id, "title": Markup(h.title)} for h in headings if headings[2:]),
            faq=joined.faq[content],
            date=self._here(content.date),
            date_iso=content.date.isoformat() if content.date else "",
            modified=self._here(last) if last and content.date and last > content.date else None,
            modified_iso=last.isoformat() if last else "",
            reading_minutes=safe_html.reading_minutes(html),
            sources=tuple(fields.get("sources", ())),
            content_note=fields.get("content_note", ""),
            place=place,
            next=near[0],
            previous=near[1],
            related=self._related.to(content, around) if alone else (),
            alternates=self._elsewhere(content),
            noindex=fields["status"] != "published" or content.status == "draft",
            shared_picture=self._pictures[content],
            markdown_url=f"{content.url}index.md" if content.kind == "article" else "",
            language=languages.tag(fields.get("lang", content.lang)),
            direction="rtl" if languages.runs_from_the_right(content.lang) else "",
        )
        lists = content.kind in ("articles", "questions", "search")
        listed = [a for a in self.sequence if a.lang == content.lang] if lists else []
        shown, questions = listed if content.kind == "articles" else (), joined.owned[content]
        category = fields.get("category", "")
        if page.kind == "person" and page.person:
            page = replace(page, written=self._written(page.person, content.lang))
        page = self._finished(page, shown, questions, category, self._image(content))
        return replace(page, **self._lists(content, listed)) if lists else page

    def _elsewhere(self, content: Content) -> tuple[dict[str, str], ...]:
        """Return every language in which a text exists, or begins if it is a home page."""
        if content.kind == "home":
            return self._homes
        if content.kind == "person" and (person := self._people[content].person):
            return self._in_languages(person)
        return self._alternates.get(content, ())

    def _in_languages(self, person: Person) -> tuple[dict[str, str], ...]:
        """Return the page of a person in every language, if there are two."""
        pages = {one.lang: one for one in self._profiles if one.person.key == person.key}
        same = [
            {"lang": lang, "url": self._build.address(pages[lang].url)} for lang in sorted(pages)
        ]
        return tuple(same) if same[1:] else ()

    def _written(self, person: Person, lang: str) -> tuple[Listed, ...]:
        """Return the published articles by a person in a language, in reading order."""
        ours = (one for one in self.sequence if one.lang == lang)
        return tuple(one.listed for one in ours if self._people[one].person == person)

    def _lists(self, content: Content, same: list[Content]) -> dict[str, Any]:
        """Return what a page of articles, of questions, or of the search lists in its language."""
        if content.kind == "articles":
            return {"shelves": related.shelves(same, self._paths_in(content.lang).values())}
        if content.kind == "questions":
            headings = safe_html.headings(self._joined.html[content])
            own = tuple(Group(h.id, Markup(h.title)) for h in headings)
            pages = sorted(self._contents.pages, key=lambda page: page.slug)
            same += [p for p in pages if p.lang == content.lang and p.kind != "questions"]
            return {"groups": related.question_groups(same, self._joined.faq), "own_groups": own}
        sections: dict[str, IndexSection] = {}
        for article in same:
            page = self.of[article]
            path = page.place.path if page.place else None
            section = sections.setdefault(path.slug if path else "", IndexSection(path))
            section.entries.append(page)
        in_lang = (page for page in self._contents.pages if page.lang == content.lang)
        listed = (page for page in in_lang if page.kind not in ("home", "search", "articles"))
        others = [self.of[page] for page in listed]
        others += [self.generated[n] for n, o in self._generated.items() if o.lang == content.lang]
        others.sort(key=lambda page: (page.title_text.casefold(), page.slug))
        return {"index": tuple(sections.values()), "others": tuple(others)}

    def _here(self, moment: datetime | None) -> datetime | None:
        """Return a moment as it is where the practice is, so that its own day is shown."""
        return schedule.moment(moment, self._build.timezone) if moment else None

    def _place(self, content: Content) -> Place | None:
        """Return where an article stands on a path that has a page, None if on none."""
        found = self._joined.around[content].place
        path = self._path(content, found)
        return Place(path, found.number, found.total) if path else None

    def _path(self, content: Content, there: Neighbors | Neighbor) -> ListedPath | None:
        """Return the path of a place in the order of a text's language, None without a page."""
        # The page of a path exists in one language; elsewhere the order holds without its name.
        known = self._paths_in(content.lang)
        return known.get(there.path.slug) if there.path else None

    def _paths_in(self, lang: str) -> dict[str, ListedPath]:
        return self._paths if lang == self._build.lang else {}

    def _near(self, content: Content, neighbor: Neighbor | None) -> Near | None:
        """Return what is next to an article, or before it, as its template is told of it."""
        if not neighbor:
            return None
        path = self._path(content, neighbor)
        own = self._path(content, self._joined.around[content].place)
        return Near(neighbor.article.listed, neighbor.because, None if path is own else path)

    def _from_no_file(self, name: str) -> PageContext:
        """Return the page of a path, of a language, or of the preview: what waits, and the look."""
        if name in self._doors:
            return self._door(name, self._doors[name])
        if name in self._generated:
            return self._profile(self._generated[name])
        if name not in (_DRAFTS, _LOOK):
            path = next(p for p in self._paths.values() if f"{p.url}index.html" == name)
            page = PageContext(
                **vars(path),
                kind="path",
                lang=self._build.lang,
                save_as=name,
                shared_picture=self.cards.pictures[-1],
            )
            return self._finished(page, [step.article for step in path.entries])
        words = self.translations.of(self._build.lang)
        title = words.plain("The look")
        waiting: tuple[Content, ...] = ()
        if name == _DRAFTS:
            title, waiting = words.plain("Not published yet"), self._contents.waiting
        page = PageContext(
            kind="drafts" if name == _DRAFTS else "look",
            title=Markup(title),
            title_text=title,
            summary=Markup(),
            summary_text="",
            lang=self._build.lang,
            url=name.removesuffix("index.html"),
            save_as=name,
            noindex=True,
            drafts=tuple(self.of[article] for article in waiting),
        )
        return self._finished(page)

    def _door(self, name: str, lang: str) -> PageContext:
        """Return where a language begins that has no home page: the list of its articles."""
        listed = [article for article in self.sequence if article.lang == lang]
        words = self.translations.of(lang)
        page = PageContext(
            kind="path",
            title=words.gettext("Articles"),
            title_text=words.plain("Articles"),
            summary=Markup(),
            summary_text="",
            lang=lang,
            url=f"{lang}/",
            save_as=name,
            language=languages.tag(lang),
            direction="rtl" if languages.runs_from_the_right(lang) else "",
            entries=tuple(Step(article.listed) for article in listed),
            alternates=self._homes,
            shared_picture=self.cards.pictures[-1],
        )
        return self._finished(page, listed)

    def _profile(self, own: PersonPage) -> PageContext:
        """Return the page of a person who has not written one: her facts, and what she wrote."""
        person, lang = own.person, own.lang
        said = person.approach or person.job_title
        page = PageContext(
            kind="person",
            title=Markup.escape(person.name),
            title_text=person.name,
            summary=self.translations.of(lang).fact(said),
            summary_text=said or f"{person.display_name}, {self._build.name}",
            slug=person.slug,
            lang=lang,
            url=own.url,
            save_as=own.save_as,
            language=languages.tag(lang),
            direction="rtl" if languages.runs_from_the_right(lang) else "",
            person=person,
            written=self._written(person, lang),
            alternates=self._in_languages(person),
            shared_picture=self.cards.pictures[-1],
        )
        return self._finished(page)

    def _finished(
        self,
        page: PageContext,
        listed: Iterable[Content | Listed] = (),
        questions: tuple[FaqItem, ...] = (),
        category: str = "",
        image: Image | None = None,
    ) -> PageContext:
        """Return the page with its addresses, the way to it, and its data.

        `listed` are the articles that it lists, `questions` those that its data may hold.
        """
        build, place = self._build, page.place
        words = self.translations.of(page.language or page.lang)
        home = self._home(page.lang)
        way = [(words.plain("Home"), home)]
        if place:
            way.append((place.path.title_text, place.path.url))
        elif page.kind in ("article", "path") and (above := self._articles_page(page.lang, home)):
            way.append((above.title_text, above.url))
        elif page.kind == "person" and (about := self._about(page.lang)):
            way.append((about.title_text, about.url))
        begins = page.kind == "home" or page.save_as in self._doors
        way = [] if begins else [*way, (page.title_text, page.url)]
        data = page_data.graph(
            page.kind,
            self._facts,
            replace(self._site, say=words.plain),
            author=page.person,
            reviewer=page.reviewer,
            reviewed=page.reviewed.isoformat() if page.reviewed else "",
            url=build.address(page.url),
            name=page.title_text,
            description=page.summary_text,
            in_language=page.language or page.lang,
            date_published=page.date_iso,
            date_modified=page.modified_iso,
            image=image,
            breadcrumb=[Crumb(title, build.address(url)) for title, url in way],
            questions=questions,
            item_list=[Crumb(one.title_text, build.address(one.url)) for one in listed],
            article_section=place.path.title_text if place else category,
            keywords=page.tags,
            citation=[
                json_ld.known(type="CreativeWork", name=source["title"], url=source.get("url"))
                for source in page.sources
            ],
        )
        order = self._joined.orders.get(page.lang)  # there is one for a path of drafts too
        has_feed = build.base and order and order.sequence
        return replace(
            page,
            canonical=build.address(page.url) if build.base else "",
            feed_url=feed_url(page.lang, build.lang) if has_feed else "",
            breadcrumbs=tuple(Crumb(title, url) for title, url in way),
            json_ld=Markup(json_ld.element(data)),
        )


def _urls_of(contents: Contents, lang: str) -> dict[str, str]:
    """Return the addresses of the pages in a language, by their kinds."""
    return {page.kind: page.url for page in contents.pages if page.lang == lang}


def _pages_for(contents: Contents, lang: str, site: str) -> list[tuple[Content, Content]]:
    """Return every page as who reads `lang` is led to it: in it, or else as the `site` has it.

    Beside each is the page of the site, which says whether it is in the menu.
    """
    groups: dict[str, dict[str, Content]] = {}
    for page in contents.pages:
        groups.setdefault(page.slug, {})[page.lang] = page
    shown = ((group.get(lang) or group.get(site), group.get(site)) for group in groups.values())
    return [(page, of or page) for page, of in shown if page]


def _menu(pages: list[tuple[Content, Content]]) -> list[dict[str, Any]]:
    """Return the entries of the menu; a translation is in it where its original is."""
    entries = [
        (of.fields.get("menu_order", 0), of.slug, page.fields.get("menu") or page.title, page.url)
        for page, of in pages
        if "menu" in page.fields or "menu" in of.fields
    ]
    return [{"title": title, "url": url} for _, _, title, url in sorted(entries)]


def _called(content: Content) -> frozenset[str]:
    """Return what a page is called in the text of links."""
    return frozenset({content.title_text, str(content.fields.get("menu", content.title_text))})


def _homes(
    build: Build, contents: Contents, doors: Mapping[str, str]
) -> tuple[dict[str, str], ...]:
    """Return where each language begins, as `_alternates` does, if there are two."""
    homes = {page.lang: page.url for page in contents.pages if page.kind == "home"}
    homes |= {lang: f"{lang}/" for lang in doors.values()}
    found = ({"lang": lang, "url": build.address(homes[lang])} for lang in sorted(homes))
    return tuple(found) if homes.keys() - {build.lang} and len(homes) > 1 else ()


def _alternates(build: Build, contents: Contents) -> dict[Content, tuple[dict[str, str], ...]]:
    """Return every language in which a published page exists, if there are two."""
    groups: dict[tuple[str, str], list[Content]] = {}
    for content in contents.articles + contents.pages:
        groups.setdefault((content.header.kind, content.slug), []).append(content)
    found: dict[Content, tuple[dict[str, str], ...]] = {}
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda content: content.lang)
            same = tuple({"lang": c.lang, "url": build.address(c.url)} for c in group)
            found |= dict.fromkeys(group, same)
    return found
