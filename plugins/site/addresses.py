"""The site's addresses, once all are known: where old ones lead, and where each link leads.

Works on Pelican's content objects without knowing Pelican, as `assembly` does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import unquote

from plugins.core.build import Site
from plugins.core.contents import Content, Contents
from plugins.core.problem import Problem
from plugins.core.rules.files import OUTSIDE_CONTENT
from plugins.core.rules.links import LINK_BROKEN, REDIRECT, REDIRECT_WITHOUT_PAGE
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.frontmatter import header, redirects
from plugins.frontmatter.redirects import Redirect
from plugins.images import references
from plugins.site import context, links

# What `writing` adds, and somebody may want to link to.
_OWN_FILES = ("sitemap.xml", "robots.txt", "manifest.webmanifest")


def settle_redirects(site: Site, contents: Contents) -> None:
    """Where each old address leads, to `site.redirects`, and what is gone, to `site.gone`."""
    found: list[Redirect] = []
    text = site.read("redirects.yaml")
    if text is not None:
        found, problems = redirects.read(text, site.shown("redirects.yaml"))
        site.problems += problems
    for content in [*contents.articles, *contents.hidden, *contents.pages]:
        source = content.reading.source
        line = source.line("redirects")
        for at, old in enumerate(source.fields.get("redirects", ())):
            line = source.lines.get(f"redirects {at}", line)
            found.append(Redirect(old, f"/{content.url}", source.path, line))
    for redirect in found:
        name = unquote(redirect.new or "").lstrip("/")
        if name in contents.files:
            contents.redirected.setdefault(name, redirect)
    taken = _taken(site, contents)
    settled = redirects.settle(found, taken)
    site.redirects, site.gone = settled.moved, settled.gone
    site.problems += settled.problems
    for redirect in found:
        if redirect.new is not None:
            site.problems += _of_redirect(redirect, taken, site.redirects)


def _of_redirect(
    redirect: Redirect, taken: Collection[str], moved: Collection[str]
) -> Iterator[Problem]:
    """Tell of one that leads on that its target is not there, or that no page can stand for it."""
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


def _taken(site: Site, contents: Contents) -> set[str]:
    """Return the addresses of all that the site has, none of which can be an old one."""
    written = contents.written(site.strict)
    files = [*_own_files(site, contents), "404.html", *contents.files]
    files += [f"{a.url}index.md" for a in (*contents.articles, *contents.hidden)]
    files += [f"{c.url}card.png" for c in written if c.url.endswith("/")]
    return {
        *(f"/{unquote(content.url)}" for content in written),
        *(redirects.page_address(f"/{content.save_as}") for content in written if content.save_as),
        *(f"/paths/{path.slug}/" for path in site.paths),
        *(f"/{name}" for name in files),
    }


def _own_files(site: Site, contents: Contents) -> list[str]:
    languages = {site.lang, *(article.lang for article in contents.articles)}
    return [*_OWN_FILES, *(context.feed_url(lang, site.lang) for lang in sorted(languages))]


def resolve_links(site: Site, contents: Contents) -> None:
    """Resolves the links of every body and the picture of every header."""
    written = contents.written(site.strict)
    targets = links.Targets(
        pages={f"/{c.url}": c.relative_source_path for c in written},
        files=contents.files,
        later={_later(c, site.lang): c.get_relative_source_path() for c in contents.waiting},
        other=frozenset(
            [f"/{name}" for name in _own_files(site, contents)]
            + [f"/paths/{path.slug}/" for path in site.paths]
            + [*site.redirects]
            # A file that cannot be read is told once, not once more by each link that leads to it.
            + [f"/articles/{header.slug_and_lang(path).get('slug')}/" for path in site.unread]
        ),
        root=site.root,
        found=site.found,
    )
    for content in contents.all():
        source = content.reading.source
        inside = content.relative_source_path
        content._content, broken = links.resolve(content._content, inside, content.url, targets)
        seen: dict[str, int] = {}
        for link in broken:
            nth = seen[link.to] = seen.get(link.to, -1) + 1
            rule = PICTURE_MISSING if link.picture else LINK_BROKEN
            if link.outside:
                rule = OUTSIDE_CONTENT
            line = references.line_of(source, link.to, nth)
            if link.message:
                site.problems.append(rule.problem(source.path, line, link.message, link.remedy))
            content._content = _unmarked(content._content, link.written)
        content.image_file = _header_image(site, source, contents.files)
        content.image_width = content.image_height = 0


def _unmarked(html: str, written: str) -> str:
    """The same, but Pelican will not look for what `written` leads to, which is told already."""
    plain = written.replace("{", "%7B").replace("|", "%7C")
    return html if plain == written else html.replace(f'="{written}"', f'="{plain}"')


def _later(article: Content, default_lang: str) -> str:
    """The address that a waiting article will have on its day (ARTICLE_URL of Pelican)."""
    key = "ARTICLE_URL" if article.lang == default_lang else "ARTICLE_LANG_URL"
    return "/" + str(article.settings[key]).format(slug=article.slug, lang=article.lang)


def _header_image(site: Site, source: Any, files: frozenset[str]) -> str:
    """The source of the picture that the header names, "" if there is none."""
    wanted = str(source.fields.get("image", "")).lstrip("/").removeprefix("{static}/")
    if not wanted or wanted in files:
        return wanted
    if site.found.is_outside(wanted):
        return ""
    site.problems.append(
        PICTURE_MISSING.problem(
            source.path,
            source.line("image"),
            f"The picture “{wanted}” is not there.",
            "Put it into content/images/ and write images/ and its name.",
        )
    )
    return ""
