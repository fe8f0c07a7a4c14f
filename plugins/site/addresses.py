"""Tell where the site's old addresses lead, and where each link leads, once all are known."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import unquote

from plugins.core.build import Build
from plugins.core.memo import Memo
from plugins.core.problem import Problem, Severity
from plugins.core.rules.links import REDIRECT, REDIRECT_WITHOUT_PAGE
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.faq_neighbors.reading_order import Path as ReadingPath
from plugins.frontmatter import header, redirects
from plugins.frontmatter.discovery import Sources
from plugins.frontmatter.redirects import Redirect, Settled
from plugins.images import references
from plugins.images.references import Body
from plugins.site import links, nearest
from plugins.site.contents import Content, Contents
from plugins.site.links import Sought
from plugins.site.nearest import Nearest, Text
from plugins.site.people import PersonPage

# What `outputs` adds, and somebody may want to link to.
_OWN_FILES = ("sitemap.xml", "robots.txt", "manifest.webmanifest")
_ID = re.compile(r"<[^>]*? id=\"([^\"]*)\"")
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
# What may have been a page's address: nothing in it has a meaning in YAML, or is a file's ending.
_PAGE = re.compile(r"/(?:[\w~-]+/)*[\w~-]+(?:/|\.html?|\.php)?")
_GUESSES = 200  # how often it is looked up what was meant, which takes its time


def feed_url(lang: str, default: str) -> str:
    """Return where the feed of a language is, without a first slash."""
    return "feed.xml" if lang == default else f"{lang}/feed.xml"


def settle_redirects(
    build: Build,
    contents: Contents,
    files: frozenset[str],
    paths: Iterable[ReadingPath],
    people: Iterable[PersonPage],
    near: Nearest,
    own: str,
    memo: Memo,
) -> tuple[Settled, dict[str, Redirect], list[Problem]]:
    """Return where each old address leads, by redirects.yaml and by the headers.

    `files` are all that a link can lead to and is no page; with it are returned those to which
    redirects lead, each with the first of them, and what is wrong. `people` have pages. `near` is
    asked what was meant by a target that is not there; `own` is the address that the practice gives
    of its site.
    """
    found: list[Redirect] = []
    text, problems = build.read("redirects.yaml")
    if text is not None:
        found, wrong = redirects.read(text, build.shown("redirects.yaml"))
        problems += wrong
    for content in [*contents.articles, *contents.hidden, *contents.pages]:
        source = content.header
        line = source.line("redirects")
        for at, old in enumerate(source.fields.get("redirects", ())):
            line = source.lines.get(f"redirects {at}", line)
            found.append(Redirect(old, f"/{content.url}", source.path, line))
    # As it was copied from the published site, a target has the site's own address before it.
    found = [replace(one, new=_inside(one.new, (build.base, own))) for one in found]
    former = [
        Redirect(_former(content), f"/{content.url}", content.header.path, 1)
        for content in [*contents.articles, *contents.hidden, *contents.pages]
        if content.header.former
    ]
    to_files: dict[str, Redirect] = {}
    for redirect in found:
        name = unquote(redirect.new or "").lstrip("/")
        if name in files:
            to_files.setdefault(name, redirect)
    written = contents.reachable(build.strict or build.checking)
    names = [*_own_files(build, contents), "404.html", *files]
    names += [f"{a.url}index.md" for a in (*contents.articles, *contents.hidden)]
    names += [f"{c.url}card.png" for c in written if c.url.endswith("/")]
    # The addresses of all that the site has, none of which can be an old one.
    addresses = {
        *(f"/{unquote(content.url)}" for content in written),
        *(redirects.page_address(f"/{content.save_as}") for content in written if content.save_as),
        *(f"/paths/{path.slug}/" for path in paths),
        *(f"/{page.url}" for page in people),
        *(f"/{name}" for name in names),
    }
    taken = memo.same("taken", addresses)
    # Where a page stood before its file's name was read as it is now, if nothing else is there.
    told = Counter(redirects.page_address(one.old) for one in [*found, *former])
    found += [one for one in former if told[one.old] == 1 and one.old not in taken]
    settled = memo(None, redirects.settle, memo.same("redirects", tuple(found)), taken)
    problems += settled.problems
    pages = {f"/{unquote(content.url)}": content for content in written}
    # What leads to another old address leads nowhere only if that one does, which is told there.
    leading = (redirects.page_address(one.old) for one in found if one.new is not None)
    known = {*taken, *leading, *settled.moved}
    for redirect in found:
        if redirect.new is not None:
            problems += _of_redirect(redirect, known, settled.moved, near)
            problems += _of_fragment(redirect, pages)
    return settled, to_files, problems


def _former(content: Content) -> str:
    """Return the address that a page had by the name of its file."""
    begin, slash, _ = content.url.rstrip("/").rpartition("/")
    return f"/{begin}{slash}{content.header.former}/"


def _inside(new: str | None, own: Iterable[str]) -> str | None:
    """Return the target of a redirect without the site's own address before it."""
    for address in filter(None, own):
        if new and new.startswith(address) and new[len(address) : len(address) + 1] in ("", "/"):
            return new[len(address) :] or "/"
    return new


def _of_fragment(redirect: Redirect, pages: Mapping[str, Content]) -> Iterator[Problem]:
    """Yield a problem if the page that is meant has no such place; the theme gives some more."""
    page = pages.get(redirects.aimed_at(redirect.new or ""))
    name = unquote((redirect.new or "").partition("#")[2]).partition(":~:")[0]
    if page and name and name not in ("top", "_text") and page.kind not in ("questions", "search"):
        ids = map(unescape, _ID.findall(page.parsed.html))
        if name not in ids:
            shown = redirects.shown(redirect.old)
            message = f"The redirect “{shown}” leads to no place: nothing on that page is “{name}”."
            remedy = "End the new address before its # sign."
            yield REDIRECT.problem(redirect.path, redirect.line, message, remedy)


def _of_redirect(
    redirect: Redirect, known: Collection[str], moved: Collection[str], near: Nearest
) -> Iterator[Problem]:
    """Yield a problem if the target is not there, and if no page can stand for the old address."""
    assert redirect.new is not None
    old, new = redirects.shown(redirect.old), redirects.shown(redirect.new)
    aim = redirects.aimed_at(redirect.new)
    if redirects.is_inside(redirect.new) and aim not in known:
        message = f"The redirect “{old}” leads to {new}, which is not there."
        meant, _ = near.pages(aim)
        remedy = "Write the address of a page that exists."
        remedy = f"Did you mean “{meant[0]}”?" if len(meant) == 1 else remedy
        yield REDIRECT.problem(redirect.path, redirect.line, message, remedy)
    address = redirects.page_address(redirect.old)
    if address in moved and not redirects.can_be_a_file(redirects.page_name(address)):
        message = f"No page can stand at “{old}” on every computer, so none is written there."
        remedy = "Most hosts lead on from there all the same; docs/hosting.md says which do not."
        yield REDIRECT_WITHOUT_PAGE.problem(redirect.path, redirect.line, message, remedy)


def _own_files(build: Build, contents: Contents) -> list[str]:
    languages = {build.lang, *(article.lang for article in contents.articles)}
    return [*_OWN_FILES, *(feed_url(lang, build.lang) for lang in sorted(languages))]


def link_targets(
    sources: Sources,
    contents: Contents,
    files: frozenset[str],
    paths: Iterable[ReadingPath],
    people: Iterable[PersonPage],
    moved: Iterable[str],
    settings: Mapping[str, Any],
    address: str,
) -> links.Targets:
    """Return where a link may lead.

    `files`, `paths` and `people` as for `settle_redirects`; `moved` are the old addresses that lead
    on. `address` is the one that the practice gives of its site, "" if none.
    """
    build = sources.build

    def later(text: Content) -> str:
        """Return the address that a draft, or a waiting article, will have on its day."""
        key = f"{text.header.kind.upper()}{'' if text.lang == build.lang else '_LANG'}_URL"
        usual = str(settings[key]).format(slug=text.slug, lang=text.lang)
        return f"/{text.fields.get('url', usual)}"

    # A file that cannot be read is told once, not once more by each link that leads to it.
    unread = (header.slug_and_lang(path).get("slug") for path in sources.unread)
    return links.Targets(
        pages={f"/{c.url}": c.inside for c in contents.reachable(build.strict or build.checking)},
        files=files,
        later={
            address: one.inside
            for one in (*contents.waiting, *contents.quiet_pages)
            if one.status == "draft"
            for address in (later(one), f"/{one.url}")
        },
        other=frozenset(
            (
                *(f"/{name}" for name in _own_files(build, contents)),
                *(f"/paths/{path.slug}/" for path in paths),
                *(f"/{page.url}" for page in people if not page.text),
                *moved,
                *(f"/articles/{slug}/" for slug in unread),
            )
        ),
        root=build.root,
        own=tuple(dict.fromkeys(filter(None, (build.base, address)))),
        found=sources.found,
    )


def nearest_of(
    build: Build,
    contents: Contents,
    paths: Iterable[ReadingPath],
    people: Iterable[PersonPage],
) -> Nearest:
    """Return what may be meant by an address at which nothing is."""
    public = (*contents.articles, *contents.pages)
    texts = [
        Text(one.url, one.title_text, one.lang, f"{one.summary_text} {one.header.body}")
        for one in public
    ]
    texts += [Text(f"paths/{path.slug}/", path.title, build.lang, path.summary) for path in paths]
    texts += [Text(one.url, one.person.name, one.lang, "") for one in people if not one.text]
    return Nearest(texts, build.lang)


def resolve_links(
    bodies: Mapping[Content, str], targets: links.Targets, near: Nearest, memo: Memo
) -> tuple[dict[Content, Body], list[Problem]]:
    """Return every text with its links resolved, and what is wrong with them.

    With it go the places of its pictures, and the picture that its header names. `near` is asked
    what was meant by a link that leads nowhere.
    """
    found = {
        one: memo(one, _body, one, memo.same((one, "body"), typed), targets)
        for one, typed in bodies.items()
    }
    guesses = _GUESSES
    problems = []
    for content, (_, wrong) in found.items():
        for problem, sought in wrong:
            if sought:
                guesses -= 1
                remedy = _meant(sought, content, near if guesses >= 0 else None)
                problem = replace(problem, remedy=remedy)
            problems.append(problem)
    return {content: body for content, (body, _) in found.items()}, problems


def _meant(sought: Sought, content: Content, near: Nearest | None) -> str:
    """Return how a link is mended that leads nowhere: what it may have meant, as far as is known.

    An address that was an article's once may be kept: the article that took its place says so.
    """
    addresses: tuple[str, ...] = ()
    typing = False
    if near:
        addresses, typing = near.pages(sought.address, sought.said, content.url)
    old = ""
    if sought.is_address and not typing and _PAGE.fullmatch(sought.address):
        with suppress(ValueError):
            old = redirects.old_address(sought.address)
    old = "" if redirects.is_own(old.lstrip("/")) else old
    renamed = f"If that page was renamed, write “redirects: [{old}]” in its header"
    if addresses:
        *most, last = (f"“{one}”" for one in addresses)
        meant = f"Did you mean {' or '.join([', '.join(most), last] if most else [last])}?"
        return f"{meant} {renamed}." if old else meant
    remedy = "rite an address that the preview shows, or take the link out."
    return f"{renamed}; otherwise w{remedy}" if old else f"W{remedy}"


def _body(
    content: Content, typed: str, targets: links.Targets
) -> tuple[Body, list[tuple[Problem, Sought | None]]]:
    source = content.header
    html, broken = links.resolve(typed, content.inside, content.url, targets)
    problems: list[tuple[Problem, Sought | None]] = []
    seen: Counter[str] = Counter()
    for link in broken:
        line = references.line_of(source, link.to, seen[link.to])
        seen[link.to] += 1
        if link.message:
            # Two texts that wait may lead to one another: nobody is led anywhere yet.
            severity: Severity | None = "note" if link.later and content.status == "draft" else None
            remedy = "See that it comes out first, or take the link out." if severity else ""
            told = link.rule.problem(
                source.path, line, link.message, remedy or link.remedy, severity
            )
            problems.append((told, link.sought))
    named = _picture(str(source.fields.get("image", "")), content.inside, targets)
    image = targets.file(named)
    if named and not image and not targets.found.is_outside(named):
        message = f"The picture “{named}” is not there."
        meant = nearest.file(named, targets.files)
        remedy = "Put it into content/images/ and write images/ and its name."
        if _ELSEWHERE.match(named):
            message, meant = f"The picture “{named}” lies on another site.", ""
            remedy = "Put a copy of it into content/images/, if you may, and write images/ and its "
            remedy += "name."
        remedy = f"Did you mean “{meant}”?" if meant else remedy
        line = source.line("image")
        told = PICTURE_MISSING.problem(source.path, line, message, remedy)
        problems.append((told, None))
    return Body(source, html, tuple(references.places(source, typed, html)), image), problems


def _picture(typed: str, inside: str, targets: links.Targets) -> str:
    """Return which file a header names as its picture: from the content, as we write it, from the
    folder of the text, or from a folder above that lay elsewhere in another program. A bare name
    may be that of a file in the folder of pictures."""
    image = typed.lstrip("/").removeprefix("{static}/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(inside), image))
    below = re.sub(r"^(?:\.{1,2}/)+", "", image)
    names = [image, beside, below]
    if "/" not in image:
        names += [posixpath.join(posixpath.dirname(inside), "images", image), f"images/{image}"]
    return next((name for name in names if targets.file(name)), image)
