"""The site's addresses, once all are known: where old ones lead, and where each link leads.

Works on Pelican's content objects without knowing Pelican, as `assembly` does.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

from plugins.practice import header, links, picture_places, redirects
from plugins.practice.contents import Content, Contents
from plugins.practice.problems import Problem
from plugins.practice.redirects import Redirect
from plugins.practice.site import Site

# What `writing` adds.
_OWN_FILES = ("feed.xml", "sitemap.xml", "robots.txt", "manifest.webmanifest")


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
        for old in source.fields.get("redirects", ()):
            found.append(Redirect(old, f"/{content.url}", source.path, line))
    taken = {f"/{content.url}" for content in contents.written(site.strict)}
    taken |= {f"/paths/{path.slug}/" for path in site.paths}
    taken |= {f"/{name}" for name in (*_OWN_FILES, *contents.files)}
    taken |= {f"/{a.url}index.md" for a in (*contents.articles, *contents.hidden)}
    for redirect in found:
        name = unquote(redirect.new or "").lstrip("/")
        if name in contents.files:
            contents.redirected.setdefault(name, redirect)
    settled = redirects.settle(found, taken)
    site.redirects, site.gone = settled.moved, settled.gone
    site.problems += settled.problems
    for redirect in found:
        if redirect.new is None:
            continue
        inside = redirect.new.startswith("/") and not redirect.new.startswith("//")
        aim = redirects.page_address(redirect.new.partition("#")[0])
        if inside and unquote(aim) not in taken and aim not in site.redirects:
            site.problems.append(
                Problem(
                    redirect.path,
                    redirect.line,
                    f"The redirect “{redirect.old}” leads to {redirect.new}, which is not there.",
                    "Write the address of a page that exists.",
                    "redirect",
                )
            )


def resolve_links(site: Site, contents: Contents) -> None:
    """Resolves the links of every body and the picture of every header."""
    written = contents.written(site.strict)
    targets = links.Targets(
        pages={f"/{c.url}": c.relative_source_path for c in written},
        files=contents.files,
        later={_later(c, site.lang): c.get_relative_source_path() for c in contents.waiting},
        other=frozenset(
            [f"/{name}" for name in _OWN_FILES]
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
            rule = "picture-missing" if link.picture else "link-broken"
            if link.outside:
                rule = "outside-content"
            line = picture_places.line_of(source, link.to, nth)
            if link.message:
                told = Problem(source.path, line, link.message, link.remedy, rule)
                site.problems.append(told)
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
        Problem(
            source.path,
            source.line("image"),
            f"The picture “{wanted}” is not there.",
            "Put it into content/images/ and write images/ and its name.",
            "picture-missing",
        )
    )
    return ""
