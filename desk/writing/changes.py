"""Plan what concerns several files, and do it whole or not at all.

Each function returns a `Plan` that says what it would do; `carry_out` does it. What a killed
program had begun is ended by the next one that writes (`journal.recover`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path, PurePosixPath

from desk.common.wording import many
from desk.writing import disk, facts, files, follow, headers, new_texts, survey
from desk.writing.disk import WritingError
from desk.writing.follow import Texts
from desk.writing.journal import FileChange, Moves
from desk.writing.survey import Page, Survey
from plugins.core.yaml_lines import Value
from plugins.frontmatter import file_name, header, redirects
from plugins.frontmatter.fields import FIELDS


@dataclass(frozen=True)
class Link:
    """A place that leads to the text that is changed: its file, its line, and what is typed."""

    name: str
    line: int
    to: str


@dataclass(frozen=True)
class Plan:
    """What would be done. `says` are sentences for whoever is asked; `links` lead to the text, and
    are changed too where `files` says so. `name` is what its file is called afterwards, "" if it
    is gone, and `address` where it stands or would stand on the site. With `moves` goes what is
    kept of files under their old names."""

    says: tuple[str, ...]
    files: tuple[FileChange, ...]
    links: tuple[Link, ...] = ()
    name: str = ""
    address: str = ""
    moves: Moves = ()


_FACTS = "practice.yaml"
_INDEX = ("index", "_index")
_DAY = re.compile(r"(?:19|20)\d\d([-_.])\d{1,2}\1\d{1,2}[-_. ]+")


def new(content: Path, kind: str, title: str, today: date) -> Plan:
    """Plan a draft of a kind (`new_texts.KINDS`), its file named after the title.

    Raises WritingError for a title that is empty, an unknown kind, or a file that is there.
    """
    if kind == "person":
        return _person(content, title)
    name, text = new_texts.draft(kind, title, today)
    if disk.inside(content, name, new=True).exists():
        raise WritingError(f"“{name}” is there already. Open that one, or choose another title.")
    says = f"Begins {name} as a draft: nobody but you sees it until it is published."
    return Plan((says,), (FileChange(name, None, text.encode()),), name=name)


def rename(content: Path, name: str, *, title: str = "", slug: str = "") -> Plan:
    """Plan another title, or another name in the address: then the links, the reading paths and
    the translations follow, and the old address leads to the new one.

    Raises WritingError for a name that cannot be one, or that is taken.
    """
    there = survey.look(content)
    page = there.page(name)
    says = list[str]()
    if title := title.strip():
        title = new_texts.one_line(title)
        says.append(f"Calls it “{title}”.")
    if not slug or slug == page.slug:
        return with_fields(content, name, {"title": title} if title else {}, " ".join(says))
    new_slug = _slug(slug)
    pages = [page, *there.translations(page)]
    moved = [_moved(there, one, new_slug) for one in pages]
    after = there
    for old, new in zip(pages, moved, strict=True):
        if new.name != old.name and (there.content / new.name).exists():
            raise WritingError(f"“{new.name}” is there already. Choose another name.")
        if there.targets.pages.get(new.address, old.name) not in [one.name for one in pages]:
            raise WritingError(f"“{new.address}” is the address of another page.")
        for other in there.pages.values():
            if other.name != old.name and new.address in _leading(other):
                raise WritingError(
                    f"“{new.address}” leads to {other.address} (by “redirects” in {other.name}). "
                    "Take that out first, or choose another name."
                )
        after = after.with_page(old, new)
    texts = Texts(there)
    places = tuple(survey.leading_to(there, [one.name for one in pages]))
    by_name = {old.name: (old, new) for old, new in zip(pages, moved, strict=True)}
    for place in sorted(places, key=lambda one: (one.name, -one.start)):
        source = there.pages[place.name]
        old, new = by_name[survey.leads(place.typed, source, there.targets)]
        source = by_name.get(source.name, (source, source))[1]
        texts.change(place, survey.renamed(place, source, old, new, after))
    for old, new in by_name.values():
        text = texts.text(old.name)
        if old.name == new.name or "slug" in _typed(text):
            text = headers.with_field(text, "slug", new_slug, text)
        if title and old is page:
            text = headers.with_field(text, "title", title, text)
        texts.put(old.name, _with_redirect(text, old, new))
    if page.kind == "article":
        for other in there.pages.values():
            for key in ("next", "previous"):
                if other.fields.get(key) == page.slug:
                    typed = texts.text(other.name)
                    texts.put(other.name, headers.with_field(typed, key, new_slug, typed))
        follow.follow_paths(texts, page.slug, new_slug)
    follow.follow_redirects(texts, {one.address: other.address for one, other in by_name.values()})
    links = tuple(Link(one.name, one.line, one.typed) for one in places)
    says.append(f"Its address becomes {moved[0].address}.")
    if page.is_public:
        says.append(f"Whoever follows {page.address} is led there.")
    if links:
        says.append(f"Changes {many(len(links), 'link')} to it.")
    for other in moved[1:]:
        says.append(f"So does its translation, {other.name}.")
    moves = {old.name: new.name for old, new in by_name.values() if old.name != new.name}
    return Plan(
        tuple(says),
        texts.changes(moves),
        links,
        moved[0].name,
        moved[0].address,
        tuple(moves.items()),
    )


def delete(content: Path, name: str, leads_to: str = "gone") -> Plan:
    """Plan to take a text or another file away; the history keeps it.

    An address that somebody may know leads to another one from then on (`leads_to`, of this site
    or a whole one), or is declared gone; so do the old addresses that led to it. `links` are the
    places that lead to it, which are for the writer to change. Raises WritingError if `leads_to`
    is no address, or one of this site at which nothing is.
    """
    there = survey.look(content)
    data = disk.contents(disk.inside(content, name), name)
    if "/" not in name:
        raise WritingError(f"“{name}” is not a text or a picture: the whole site is made of it.")
    if name in there.pages and there.pages[name].address == "/":
        raise WritingError("The home page stays: without it, the site has none. Change its text.")
    if data is None:
        raise WritingError(f"There is no “{name}” any more: it was removed or renamed.")
    texts = Texts(there)
    places = tuple(
        Link(one.name, one.line, one.typed)
        for one in survey.leading_to(there, [name])
        if one.name != name
    )
    says = [f"Takes {name} away; the history keeps it."]
    page = there.pages.get(name)
    if page and page.kind == "article" and not there.translations(page):
        follow.without_step(texts, page.slug, says)
        for other in there.pages.values():
            for key in ("next", "previous"):
                if other.fields.get(key) == page.slug:
                    places = (
                        *places,
                        Link(other.name, _line(texts.text(other.name), key), page.slug),
                    )
    if page and page.is_public:
        old = [page.address, *map(str, page.fields.get("redirects", ()))]
        follow.lead(there, texts, [one for one in old if one != "/"], leads_to, page)
        to = "told that it is gone" if leads_to == "gone" else f"led to {leads_to}"
        says.append(f"Whoever follows {page.address} is {to}.")
    gone = FileChange(name, data, None)
    return Plan(tuple(says), (*texts.changes({}), gone), places, "", page.address if page else "")


def schedule(content: Path, name: str, day: date) -> Plan:
    """Plan the day on which a text comes out; from then on it is published."""
    says = (
        f"It waits for {day:%B} {day.day}, {day.year}; the first publishing from then on shows it."
    )
    return with_fields(content, name, {"date": day.isoformat(), "status": "published"}, says)


def status(content: Path, name: str, wanted: str) -> Plan:
    """Plan who may see a text from the next publishing on: “published”, “draft” or “hidden”."""
    says = {
        "published": "Everybody sees it once you publish the site.",
        "draft": "It is a draft: once you publish the site, nobody sees it.",
        "hidden": "Once you publish the site, only those who have its address see it.",
    }
    if wanted not in says:
        raise WritingError(f"“{wanted}” is not a status: there are {', '.join(says)}.")
    return with_fields(content, name, {"status": wanted}, says[wanted])


def reviewed(content: Path, name: str, day: date, by: str = "") -> Plan:
    """Plan to write down that a clinician (`by`, her key) has read a text and stands by it.

    A day by which it was to be read again goes if it is over: the next is a year later then.
    """
    fields: dict[str, Value] = {"reviewed": day.isoformat()}
    again = header.read(files.read(content, name).text, name, "page").fields.get("review_by")
    if again and again.date() <= day:
        fields["review_by"] = ""
    if by:
        fields["reviewed_by"] = by
    says = f"The page and its data say that it was read on {day:%B} {day.day}, {day.year}."
    return with_fields(content, name, fields, says)


def with_fields(content: Path, name: str, fields: Mapping[str, Value], says: str) -> Plan:
    """Plan other values of a text's header; `says` tells of it. Raises WritingError."""
    there = files.read(content, name)
    text = there.text
    for key, value in fields.items():
        text = headers.with_field(text, key, value, there.text)
    change = FileChange(name, there.data, files.encode(text, there.data))
    return Plan((says,), (change,), name=name)


def _person(content: Path, title: str) -> Plan:
    """Plan somebody more in practice.yaml, and a draft for her own words."""
    called = new_texts.one_line(title)
    there = disk.contents(content / _FACTS, _FACTS)
    text = files.text_of(_FACTS, there or b"").text
    data = facts.data_of(text, _FACTS)
    people = (data.get("people") if isinstance(data, dict) else None) or {}
    for key, known in people.items():
        if isinstance(known, dict) and str(known.get("name", "")).casefold() == called.casefold():
            raise WritingError(f"{called} stands in {_FACTS} already, as “{key}”.")
    key = new_texts.key_of(called, people)
    new_facts = facts.with_fact(text, ("people", key), {"name": called})
    name, draft = new_texts.person(key, called)
    done = [FileChange(_FACTS, there, files.encode(new_facts, there or b""))]
    if not disk.inside(content, name, new=True).exists():
        done.append(FileChange(name, None, draft.encode()))
    says = f"Writes {called} into {_FACTS}, as “{key}”, and begins her or his page as a draft."
    return Plan((says,), tuple(done), name=name, address=f"/people/{key}/")


def _typed(text: str) -> set[str]:
    """Return the entries that stand in a header."""
    return {one.key for one in headers.form(text, "page") if one.line}


def _line(text: str, key: str) -> int:
    """Return the line of an entry in a header."""
    return next(one.line for one in headers.form(text, "page") if one.key == key)


def _leading(page: Page) -> list[str]:
    """Return the old addresses that lead to a page, by its header."""
    return [redirects.page_address(one) for one in page.fields.get("redirects", ())]


def _slug(typed: str) -> str:
    """Return a name in an address. Raises WritingError for what cannot be one."""
    try:
        return str(FIELDS["slug"](typed.strip()))
    except ValueError as wrong:
        raise WritingError(f"{wrong.args[0]} {wrong.args[1]}") from None


def _moved(there: Survey, page: Page, slug: str) -> Page:
    """Return a text as it is called once its slug is another one.

    A header that says the slug goes on saying it, and so does that of a text in a folder of its
    own; else the file has another name. Raises WritingError if the address is set elsewhere.
    """
    if "url" in page.fields:
        raise WritingError(
            f"The address of this {page.kind} is set by “url” in its header. Change that entry."
        )
    if page.fields.get("template") == "home":
        raise WritingError("The address of the home page stays what it is.")
    name = page.name
    named = file_name.read(name)
    folder, _, own = name.rpartition("/")
    if named.slug == page.slug and PurePosixPath(own).stem.partition(".")[0] not in _INDEX:
        stem = PurePosixPath(own).stem
        begin = _DAY.match(stem)
        lang = f".{named.lang}" if named.lang else ""
        new = f"{begin[0] if begin and named.day else ''}{slug}{lang}{PurePosixPath(own).suffix}"
        name = f"{folder}/{new}" if folder else new
    fields = {**page.fields, "slug": slug}
    address = there.address(page.kind, slug, page.lang, fields)
    return replace(page, name=name, slug=slug, address=address, fields=fields)


def _with_redirect(text: str, old: Page, new: Page) -> str:
    """Return a text whose old address leads to it, and its new one not any more."""
    here = header.read(text, "", old.kind).fields.get("redirects", [])
    wanted = [one for one in here if redirects.page_address(one) != new.address]
    if old.is_public and old.address not in wanted:
        wanted.append(old.address)
    if wanted == here:
        return text
    return headers.with_field(text, "redirects", list[Value](wanted), text)


def carry_out(content: Path, plan: Plan) -> None:
    """Do what was planned. Raises ChangedOutsideError if a file is not what it was, and
    WritingError; then nothing has changed."""
    files.carry_out(content, plan.files, plan.moves)
