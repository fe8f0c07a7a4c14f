"""Tell where the site's old addresses lead, and where each link leads, once all are known."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from plugins.core.build import Build
from plugins.core.memo import Memo
from plugins.core.problem import Problem
from plugins.core.rules.links import REDIRECT, REDIRECT_WITHOUT_PAGE
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.faq_neighbors.reading_order import Path as ReadingPath
from plugins.frontmatter import header, redirects
from plugins.frontmatter.discovery import Sources
from plugins.frontmatter.redirects import Redirect, Settled
from plugins.images import references
from plugins.images.references import Body
from plugins.site import links
from plugins.site.contents import Content, Contents

# What `outputs` adds, and somebody may want to link to.
_OWN_FILES = ("sitemap.xml", "robots.txt", "manifest.webmanifest")


def feed_url(lang: str, default: str) -> str:
    """Return where the feed of a language is, without a first slash."""
    return "feed.xml" if lang == default else f"{lang}/feed.xml"


def settle_redirects(
    build: Build,
    contents: Contents,
    files: frozenset[str],
    paths: Iterable[ReadingPath],
    memo: Memo,
) -> tuple[Settled, dict[str, Redirect], list[Problem]]:
    """Return where each old address leads, by redirects.yaml and by the headers.

    `files` are all that a link can lead to and is no page; with it are returned those to which
    redirects lead, each with the first of them, and what is wrong.
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
    written = contents.written(build.strict)
    names = [*_own_files(build, contents), "404.html", *files]
    names += [f"{a.url}index.md" for a in (*contents.articles, *contents.hidden)]
    names += [f"{c.url}card.png" for c in written if c.url.endswith("/")]
    # The addresses of all that the site has, none of which can be an old one.
    addresses = {
        *(f"/{unquote(content.url)}" for content in written),
        *(redirects.page_address(f"/{content.save_as}") for content in written if content.save_as),
        *(f"/paths/{path.slug}/" for path in paths),
        *(f"/{name}" for name in names),
    }
    taken = memo.same("taken", addresses)
    # Where a page stood before its file's name was read as it is now, if nothing else is there.
    told = Counter(redirects.page_address(one.old) for one in [*found, *former])
    found += [one for one in former if told[one.old] == 1 and one.old not in taken]
    settled = memo(None, redirects.settle, memo.same("redirects", tuple(found)), taken)
    problems += settled.problems
    for redirect in found:
        if redirect.new is not None:
            problems += _of_redirect(redirect, taken, settled.moved)
    return settled, to_files, problems


def _former(content: Content) -> str:
    """Return the address that a page had by the name of its file."""
    begin, slash, _ = content.url.rstrip("/").rpartition("/")
    return f"/{begin}{slash}{content.header.former}/"


def _of_redirect(
    redirect: Redirect, taken: Collection[str], moved: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem if the target is not there, and if no page can stand for the old address."""
    assert redirect.new is not None
    old, new = redirects.shown(redirect.old), redirects.shown(redirect.new)
    aim = redirects.aimed_at(redirect.new)
    if redirects.is_inside(redirect.new) and aim not in taken and aim not in moved:
        message = f"The redirect “{old}” leads to {new}, which is not there."
        remedy = "Write the address of a page that exists."
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
    moved: Iterable[str],
    settings: Mapping[str, Any],
) -> links.Targets:
    """Return where a link may lead.

    `files` and `paths` as for `settle_redirects`; `moved` are the old addresses that lead on.
    """
    build = sources.build

    def later(article: Content) -> str:
        """Return the address that a waiting article will have on its day."""
        key = "ARTICLE_URL" if article.lang == build.lang else "ARTICLE_LANG_URL"
        return "/" + str(settings[key]).format(slug=article.slug, lang=article.lang)

    # A file that cannot be read is told once, not once more by each link that leads to it.
    unread = (header.slug_and_lang(path).get("slug") for path in sources.unread)
    return links.Targets(
        pages={f"/{c.url}": c.inside for c in contents.written(build.strict)},
        files=files,
        later={later(article): article.inside for article in contents.waiting},
        other=frozenset(
            (
                *(f"/{name}" for name in _own_files(build, contents)),
                *(f"/paths/{path.slug}/" for path in paths),
                *moved,
                *(f"/articles/{slug}/" for slug in unread),
            )
        ),
        root=build.root,
        found=sources.found,
    )


def resolve_links(
    bodies: Mapping[Content, str], targets: links.Targets, memo: Memo
) -> tuple[dict[Content, Body], list[Problem]]:
    """Return every text with its links resolved, and what is wrong with them.

    With it go the places of its pictures, and the picture that its header names.
    """
    found = {
        one: memo(one, _body, one, memo.same((one, "body"), typed), targets)
        for one, typed in bodies.items()
    }
    problems = [problem for _, wrong in found.values() for problem in wrong]
    return {content: body for content, (body, _) in found.items()}, problems


def _body(content: Content, typed: str, targets: links.Targets) -> tuple[Body, list[Problem]]:
    source = content.header
    html, broken = links.resolve(typed, content.inside, content.url, targets)
    problems = []
    seen: Counter[str] = Counter()
    for link in broken:
        line = references.line_of(source, link.to, seen[link.to])
        seen[link.to] += 1
        if link.message:
            problems.append(link.rule.problem(source.path, line, link.message, link.remedy))
    image = _picture(str(source.fields.get("image", "")), content.inside, targets.files)
    if image not in targets.files:
        if image and not targets.found.is_outside(image):
            message = f"The picture “{image}” is not there."
            remedy = "Put it into content/images/ and write images/ and its name."
            line = source.line("image")
            problems.append(PICTURE_MISSING.problem(source.path, line, message, remedy))
        image = ""
    return Body(source, html, tuple(references.places(source, typed, html)), image), problems


def _picture(typed: str, inside: str, files: Collection[str]) -> str:
    """Return which file a header names as its picture: from the content, as we write it, from the
    folder of the text, or from a folder above that lay elsewhere in another program."""
    image = typed.lstrip("/").removeprefix("{static}/")
    beside = posixpath.normpath(posixpath.join(posixpath.dirname(inside), image))
    below = re.sub(r"^(?:\.{1,2}/)+", "", image)
    return next((name for name in (image, beside, below) if name in files), image)
