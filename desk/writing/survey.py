"""Look over the texts of a content folder: where each stands on the site, and what leads where.

Nothing is rendered: a thousand texts take less than a second.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter, deque
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from pelican.settings import read_settings

from desk.common import project
from desk.writing import disk
from desk.writing.disk import WritingError
from desk.writing.headers import Known, head_of
from plugins.core import schedule
from plugins.core.build import Build
from plugins.core.decode import decode
from plugins.frontmatter import discovery, header, walk
from plugins.frontmatter.header import Kind
from plugins.frontmatter.walk import Found
from plugins.practice import load
from plugins.practice.model import Facts
from plugins.site import links
from plugins.site.links import Targets, nfc

_OWN_PLACES = ("home", "person")  # templates that have places of their own
# Where an address begins: behind the words of a link, in a tag, or behind a label. The second and
# the third are looked for where there can be any.
_BEGINS = (
    ("", re.compile(r"[\]<](?:(?<=\])\(|(?<=<)(?=https?://))")),
    ("=", re.compile(r"\b(?:href|src)\s*=\s*", re.IGNORECASE)),
    ("]:", re.compile(r"^[ ]{0,3}\[[^\[\]\n]{1,999}\]:[ \t]*", re.MULTILINE)),
)
_PLAIN = re.compile(r"[^()\s\\<>]++(?=\))")
# Up to the bracket that closes it; a name may have brackets of its own.
_DESTINATION = re.compile(r"(?:[^()\\\n]++|\\.|\((?:[^()\\\n]++|\\.)*+\))*+(?=\))", re.DOTALL)
_TEMPLATE = re.compile(r"\{\{([^{}]*)\}\}|\{%([^{}%]*)%\}")
_QUOTED = re.compile(r"[\"']([^\"'\s]+)[\"']")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"(?<![ \t])[ \t]++[\"'“(]")
_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})", re.MULTILINE)
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_TICKS = re.compile(r"`+")
_LONGEST = 1000  # signs of an address
PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg")


@dataclass(frozen=True)
class Page:
    """An article or a page. `address` is where it stands once it is published, with a slash in
    front; `status` is that of its header, or "scheduled" where its day is still to come."""

    name: str
    kind: Kind
    slug: str
    lang: str
    status: str
    address: str
    fields: Mapping[str, Any]

    @property
    def is_public(self) -> bool:
        """Return whether somebody may know its address already."""
        return self.status in ("published", "hidden")


@dataclass(frozen=True)
class Survey:
    """The texts by their files, the bytes of each, and where a link may lead."""

    content: Path
    pages: Mapping[str, Page]
    data: Mapping[str, bytes]
    targets: Targets
    settings: Mapping[str, Any] = field(default_factory=dict)
    facts: Facts = field(default_factory=Facts)
    lang: str = "en"
    timezone: str = "UTC"

    def page(self, name: str) -> Page:
        """Return the page of a file. Raises WritingError if it is none."""
        if name not in self.pages:
            raise WritingError(f"“{name}” is no article and no page.")
        return self.pages[name]

    def translations(self, page: Page) -> tuple[Page, ...]:
        """Return the same text in its other languages."""
        same = (page.kind, page.slug)
        others = (one for one in self.pages.values() if (one.kind, one.slug) == same)
        return tuple(one for one in others if one.name != page.name)

    def address(self, kind: Kind, slug: str, lang: str, fields: Mapping[str, Any]) -> str:
        """Return where a text stands once it is published."""
        here = lang == self.lang
        key = f"{kind.upper()}{'' if here else '_LANG'}_URL"
        usual = str(self.settings[key]).format(slug=slug, lang=lang)
        if kind == "page" and "url" not in fields and fields.get("template") in _OWN_PLACES:
            begin = "" if here else f"{lang}/"
            if fields["template"] == "person":
                usual = f"{begin}people/{slug}/"
            elif begin:
                usual = begin
        return f"/{fields.get('url', usual)}"

    def with_page(self, old: Page, new: Page) -> Survey:
        """Return what would be there if a text had another name and address."""
        pages = {name: one for name, one in self.pages.items() if name != old.name}
        pages[new.name] = new
        addresses = {to: name for to, name in self.targets.pages.items() if name != old.name}
        addresses |= dict.fromkeys(_addresses(new, self.settings, self.lang), new.name)
        # The other fields keep what they know of names.
        targets = replace(self.targets, pages=addresses)
        return replace(self, pages=pages, targets=targets)


@dataclass(frozen=True)
class Place:
    """A place in a text that leads to another one: `typed` stands from `start` to `end` in the
    text, whose line ends are \\n, on `line`."""

    name: str
    line: int
    start: int
    end: int
    typed: str


def found(content: Path) -> Found:
    """Return all files of a content folder. Raises WritingError if it cannot be looked at."""
    with disk.told(content):
        return walk.look(content, _settings(content)["IGNORE_FILES"])


def _settings(content: Path) -> Mapping[str, Any]:
    settings: Mapping[str, Any] = read_settings(str(project.WRITING), {"PATH": str(content)})
    return settings


def look(content: Path) -> Survey:
    """Return what lies in a content folder. Raises WritingError if it cannot be looked at."""
    settings = _settings(content)
    lying = found(content)
    text, _ = decode(disk.contents(content / "practice.yaml", "practice.yaml") or b"", "")
    facts, _ = load.read(text, "practice.yaml")
    lang = facts.practice.language or settings["DEFAULT_LANG"]
    timezone = facts.practice.timezone or settings["TIMEZONE"]
    own = facts.practice.url.rstrip("/")
    build = Build(content, page_folders=tuple(settings["PAGE_PATHS"]), lang=lang, base=own)
    survey = Survey(content, {}, {}, Targets(), settings, facts, lang, timezone)
    pages, data = dict[str, Page](), dict[str, bytes]()
    folders = discovery.text_folders(settings)
    for name in lying.files:
        if not (name.startswith(folders) and discovery.is_text(name)):
            continue
        held = disk.contents(content / name, name)
        if held is None:
            continue
        data[name] = held
        text, _ = decode(held, name)
        file = discovery.file(build, name)
        fields = _fields(head_of(text), name, file.kind)
        slug, its = fields.get("slug", ""), str(fields.get("lang") or lang)
        status = fields["status"]
        if status != "draft" and schedule.waits(fields, timezone):
            status = "scheduled"
        address = survey.address(file.kind, slug, its, fields)
        pages[name] = Page(name, file.kind, slug, its, status, address, fields)
    targets = Targets(
        pages={
            address: page.name
            for page in pages.values()
            for address in _addresses(page, settings, lang)
        },
        files=frozenset(lying.files).difference(pages),
        root=build.root,
        own=(own,) if own else (),
        found=lying,
    )
    return replace(survey, pages=pages, data=data, targets=targets)


@lru_cache(20_000)  # most texts are as they were when they were last looked at
def _fields(head: str, name: str, kind: Kind) -> Mapping[str, Any]:
    return header.read(head, name, kind).fields


def leading_to(survey: Survey, names: Collection[str]) -> Iterator[Place]:
    """Yield each link of a text that leads to one of these files: texts, pictures or others."""
    words = {word for name in names for word in _words(survey, name)}
    for name, data in survey.data.items():
        text, _ = decode(data, name)
        if not (_PERCENT.search(text) or any(word in text for word in words)):
            continue
        for place in addresses(name, text):
            plain = nfc(unquote(place.typed).replace("\\", ""))
            near = any(word in plain for word in words)
            if near and leads(place.typed, survey.pages[name], survey.targets) in names:
                yield place


def addresses(name: str, text: str) -> Iterator[Place]:
    """Yield each place in the body of a text where the address of a link or a picture is typed."""
    head = head_of(text)
    at, line = len(head), head.count("\n") + 1
    code = _code(text, at)
    known = [one for sign, some in _BEGINS if sign in text for one in some.finditer(text, at)]
    number, counted = 0, at
    for begin in sorted(known, key=re.Match.start):
        while number < len(code) and code[number][1] <= begin.start():
            number += 1
        if number < len(code) and code[number][0] <= begin.start():
            continue
        span = _span(text, begin, begin.end())
        if span and (typed := text[span[0] : span[1]]):
            line += text.count("\n", counted, span[0])
            counted = span[0]
            yield Place(name, line, *span, typed)


def leads(typed: str, source: Page, targets: Targets) -> str:
    """Return the file that a typed address leads to, "" for none in the content."""
    meant = typed
    if template := _TEMPLATE.search(typed):
        quoted = _QUOTED.search(template[1] or template[2] or "")
        meant = _TEMPLATE.sub(lambda _: quoted[1] if quoted else "", typed, count=1)
        if not meant.startswith(("/", ".")) and not quoted:
            meant = f"/{meant}"
    meant = unescape(_ESCAPED.sub(r"\1", meant.strip()))
    for tag, key in (("a", "href"), ("img", "src")):
        html, broken = links.resolve(
            f'<{tag} {key}="{escape(meant)}">', source.name, source.address[1:], targets
        )
        found = re.search(rf"{key}=\"\{{(?:filename|static)\}}/([^\"?#]*)", html)
        if found and not broken:
            return unquote(unescape(found[1]))
    return ""


def renamed(place: Place, source: Page, old: Page, new: Page, after: Survey) -> str:
    """Return a typed address so that it leads to a text at its new place, in the same manner."""
    path, sign, rest = re.match(r"([^?#]*)([?#]?)(.*)", place.typed, re.DOTALL).groups()  # type: ignore[union-attr]
    folder, slash, file = path.rstrip("/").rpartition("/")
    ending = path[len(path.rstrip("/")) :]
    old_file, new_file = (posixpath.basename(one.name) for one in (old, new))
    named = unquote(file).replace("\\", "")
    known = {old.slug: new.slug, old_file: new_file, **_short(old, new), "index.html": file}
    choices = []
    if named in known:
        choices.append(f"{folder}{slash}{known[named]}{ending}{sign}{rest}")
    at = path.rfind(old.slug) if old.slug else -1
    if at >= 0:
        choices.append(f"{path[:at]}{new.slug}{path[at + len(old.slug) :]}{sign}{rest}")
    choices.append(f"{after.targets.root}{quote(new.address)}{sign}{rest}")
    return next(one for one in choices if leads(one, source, after.targets) == new.name)


def _short(old: Page, new: Page) -> dict[str, str]:
    """Return the names without their days, by which other programs call a file."""
    ending = posixpath.splitext(new.name)[1]
    return {f"{old.slug}{posixpath.splitext(old.name)[1]}": f"{new.slug}{ending}"}


def _addresses(page: Page, settings: Mapping[str, Any], lang: str) -> list[str]:
    """Return all under which a text may be linked: its own, and that in the preview."""
    begin = "DRAFT_" if page.kind == "article" else "DRAFT_PAGE_"
    key = f"{begin}{'' if page.lang == lang else 'LANG_'}URL"
    draft = str(settings[key]).format(slug=page.slug, lang=page.lang)
    return [page.address] if page.status == "published" else [page.address, f"/{draft}"]


def _words(survey: Survey, name: str) -> Iterator[str]:
    """Yield what one of must stand in an address that leads to a file."""
    yield nfc(posixpath.basename(name))
    if page := survey.pages.get(name):
        yield page.slug
        yield page.address.strip("/")


def _span(text: str, begin: re.Match[str], start: int) -> tuple[int, int] | None:
    """Return where the address stands that begins at `start`, None if none does."""
    limit = min(len(text), start + _LONGEST)
    opened = begin[0]
    line_end = text.find("\n", start, limit)
    line_end = limit if line_end < 0 else line_end
    if opened == "<":
        end = text.find(">", start, line_end)
        return (start, end) if end > 0 and " " not in text[start:end] else None
    if opened == "](":
        if plain := _PLAIN.match(text, start, limit):
            return plain.span()
        while start < line_end and text[start] in " \t":
            start += 1
        if text[start : start + 1] == "<":
            end = text.find(">", start, line_end)
            return (start + 1, end) if end > 0 else None
        found = _DESTINATION.match(text, start, line_end)
        if not found:
            return None
        end = found.end()
        title = _TITLE.search(text, start, end)
        return start, len(text[: title.start() if title else end].rstrip())
    sign = text[start : start + 1]
    if sign in ("'", '"', "<") and sign:
        end = text.find(">" if sign == "<" else sign, start + 1, line_end)
        return (start + 1, end) if end > 0 else None
    found = re.compile(r"[^\s<>\"']+").match(text, start, line_end)
    return found.span() if found else None


def _code(text: str, at: int) -> list[tuple[int, int]]:
    """Return where code stands from `at` on: within fences, and between signs of one kind."""
    found: list[tuple[int, int]] = []
    opened: re.Match[str] | None = None
    start = at
    plain: list[tuple[int, int]] = []
    for fence in _FENCE.finditer(text, at):
        if opened is None:
            plain.append((start, fence.start()))
            opened = fence
        elif fence[1][0] == opened[1][0] and len(fence[1]) >= len(opened[1]):
            found.append((opened.start(), fence.end()))
            opened, start = None, fence.end()
    if opened is None:
        plain.append((start, len(text)))
    else:
        found.append((opened.start(), len(text)))
    for begin, end in plain:
        found += _spans(text, begin, end)
    return sorted(found)


def _spans(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where code stands between backticks: as many close it as open it."""
    ticks = list(_TICKS.finditer(text, begin, end))
    closing: dict[int, deque[int]] = {}
    for number, tick in enumerate(ticks):
        closing.setdefault(len(tick[0]), deque()).append(number)
    number = 0
    while number < len(ticks):
        rest = closing[len(ticks[number][0])]
        while rest and rest[0] <= number:
            rest.popleft()
        # A paragraph ends where a line is empty, and code between backticks with it.
        if rest and "\n\n" not in text[ticks[number].end() : ticks[rest[0]].start()]:
            yield ticks[number].start(), ticks[rest[0]].end()
            number = rest[0]
        number += 1


def choices(survey: Survey) -> Known:
    """Return what there is to choose from in the fields of a header."""
    fields = [page.fields for page in survey.pages.values()]
    tags = Counter(tag for one in fields for tag in one.get("tags", ()))
    groups = Counter(one["category"] for one in fields if one.get("category"))
    articles = {page.slug for page in survey.pages.values() if page.kind == "article"}
    pictures = (name for name in survey.targets.files if name.lower().endswith(PICTURES))
    return Known(
        tuple(tag for tag, _ in tags.most_common()),
        tuple(group for group, _ in groups.most_common()),
        tuple(one.key for one in survey.facts.people),
        tuple(sorted(articles)),
        tuple(sorted(pictures)),
        tuple(sorted({survey.lang, *(page.lang for page in survey.pages.values())})),
    )
