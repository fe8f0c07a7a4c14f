"""Ten programs, each with its own manner of headers, addresses, pictures and Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import yaml

from tests.shapes.markdown import Style, as_meant, body
from tests.shapes.practice import Picture, Text


@dataclass(frozen=True)
class Dialect:
    """A program: where it keeps a text and its pictures, what it writes above and into it.

    `around` is given a text and its body, and adds what only this program understands; `meant` is
    how the same is written in plain Markdown. `concedes` is what may differ on a page whose text
    holds such things, if that is told.
    """

    name: str
    forms: tuple[str, ...]
    style: Style
    header: Callable[[Text], str]
    path: Callable[[Text], str] = lambda text: f"{text.kind}s/{text.slug}.md"
    around: Callable[[Text, str], str] = lambda _, written: written
    meant: Callable[[Style], Style] = lambda style: style
    concedes: tuple[str, ...] = ()
    pictures_beside: bool = False  # in the folder of the text, where it has one
    draft: tuple[str, str] = ("---\n", "---\ndraft: true\n")  # what in a header makes it one
    former: Callable[[Text], str] = lambda _: ""  # another address that its header gives to it
    keeps_changes: bool = True  # does its header say when a text was last changed?

    def file(self, text: Text) -> str:
        """Return the whole file."""
        header = self.header(text)
        if text.draft:
            assert self.draft[0] in header
            header = header.replace(*self.draft, 1)
        return header + "\n" + self.around(text, body(text, self.style))

    def plain(self, text: Text) -> str:
        """Return its body with what it means in Markdown for all that only this program reads."""
        return body(text, as_meant(self.meant(self.style)))

    def pictures(self, text: Text) -> tuple[str, ...]:
        """Return where the pictures lie that a text may need."""
        bundle = self.pictures_beside and self.path(text).endswith("/index.md")
        folder = self.path(text).removesuffix("index.md") if bundle else ""
        return (f"{folder}images/{text.picture.name}", f"{folder}images/window.jpg")


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _yaml(**entries: Any) -> str:
    return f"---\n{yaml.safe_dump(entries, sort_keys=False, allow_unicode=True, width=900)}---\n"


def _json_lines(*lines: str) -> str:
    return "\n".join(["---", *lines, "---", ""])


def _said(words: str) -> str:
    """Return words between quotation marks, as YAML and TOML read them alike."""
    return json.dumps(words, ensure_ascii=False)


def _permalink(text: Text, folder: str) -> str:
    if text.kind == "page":
        return f"/{text.slug}/"
    return f"/{folder if text.number % 5 == 0 else 'articles'}/{text.slug}/"


def _alias(text: Text) -> str:
    return f"/blog/{text.slug}/" if text.number % 2 else ""


# --- Hugo ---------------------------------------------------------------------------------------
def _hugo(text: Text) -> str:
    at, later = text.date.isoformat(), text.modified.isoformat()
    tags = json.dumps(list(text.tags))
    if text.number % 2:
        return "\n".join(
            [
                "+++",
                f"title = {_said(text.title)}",
                f"description = {_said(text.summary)}",
                f"date = {at}",
                f"lastmod = {later}",
                "draft = false",
                f"weight = {text.number}",
                f"tags = {tags}",
                f'aliases = ["{_alias(text)}"]',
                "[cover]",
                f'  image = "images/{text.picture.name}"',
                f"  alt = {_said(text.picture.alt)}",
                "+++",
                "",
            ]
        )
    return _json_lines(
        f"title: {_said(text.title)}",
        f"description: {_said(text.summary)}",
        f"date: {at}",
        f"lastmod: {later}",
        "draft: false",
        "toc: true",
        f"tags: {tags}",
        f"slug: {text.slug}",
    )


def _hugo_path(text: Text) -> str:
    bundle = text.kind == "article" and text.number % 3 == 0
    return f"{text.kind}s/{text.slug}/index.md" if bundle else f"{text.kind}s/{text.slug}.md"


def _hugo_picture(shown: Picture) -> str:
    return f'{{{{< figure src="/images/{shown.name}" alt="{shown.alt}" >}}}}'


HUGO = Dialect(
    "Hugo",
    ("h3", "groups", "details", "title-h2", "title-h2"),
    Style(
        link='{{{{< relref "{}.md" >}}}}'.format,
        picture=_hugo_picture,
        gap=False,
        nested=2,
    ),
    _hugo,
    _hugo_path,
    former=_alias,
    draft=("draft = false", "draft = true"),
    concedes=("words", "pictures", "links"),
    meant=lambda style: replace(
        style, link="/articles/{}/".format, picture=lambda one: f"![{one.alt}](/images/{one.name})"
    ),
)


# --- Jekyll -------------------------------------------------------------------------------------
def _jekyll(text: Text) -> str:
    return _json_lines(
        "layout: post",
        f"title: {_said(text.title)}",
        *([text.date.strftime("date: %Y-%m-%d %H:%M:%S %z")] if text.number % 3 else []),
        text.modified.strftime("last_modified_at: %Y-%m-%d"),
        f"excerpt: {_said(text.summary)}",
        f"categories: [{text.tags[0]}]",
        f"tags: {' '.join(text.tags)}",
        f"permalink: {_permalink(text, 'journal')}",
        "comments: true",
    )


def _jekyll_path(text: Text) -> str:
    if text.kind == "page":
        return f"pages/{text.slug}.md"
    return f"articles/{text.date:%Y-%m-%d}-{text.slug}.md"


def _kramdown(text: Text, written: str) -> str:
    first, rest = written.split("\n\n", 1)
    if text.number % 4 == 3:
        return f"{written}\n{{% include letter.html %}}\n"
    return f"{first}\n{{: .lead}}\n\n{rest}" if text.number % 4 == 1 else written


JEKYLL = Dialect(
    "Jekyll",
    ("bold", "same", "list", "title-bold", "title-h2"),
    Style(
        bullet="* ",
        nested=2,
        emphasis="_",
        heading="setext",
        rule="* * *",
        link="{{{{ site.baseurl }}}}/articles/{}/".format,
        picture=lambda one: f"![{one.alt}]({{{{ site.baseurl }}}}/images/{one.name})",
        wrap=78,
    ),
    _jekyll,
    _jekyll_path,
    former=lambda text: _permalink(text, "journal"),
    draft=("---\n", "---\npublished: false\n"),
    around=_kramdown,
    concedes=("words", "pictures", "links"),
    meant=lambda style: replace(
        style, link="/articles/{}/".format, picture=lambda one: f"![{one.alt}](/images/{one.name})"
    ),
)


# --- Astro --------------------------------------------------------------------------------------
def _astro(text: Text) -> str:
    return _json_lines(
        f"title: {_said(text.title)}",
        f"description: {_said(text.summary)}",
        f"pubDate: '{text.date:%b %d %Y}'",
        f"updatedDate: '{text.modified:%b %d %Y}'",
        f"heroImage: '../images/{text.picture.name}'",
        f"heroImageAlt: {_said(text.picture.alt)}",
        f"tags: {json.dumps(list(text.tags))}",
        "draft: false",
        "layout: ../../layouts/Post.astro",
    )


def _mdx(text: Text, written: str) -> str:
    if text.number % 6 == 1:
        return f"import Note from '../../components/Note.astro';\n\n{written}"
    return written


ASTRO = Dialect(
    "Astro",
    ("bold-line", "h3", "numbers", "groups", "title-h2"),
    Style(gap=False, nested=2, line_end="\\", link="../articles/{}.md".format),
    _astro,
    draft=("draft: false", "draft: true"),
    around=_mdx,
    concedes=("words",),
)


# --- Eleventy -----------------------------------------------------------------------------------
def _eleventy(text: Text) -> str:
    return _yaml(
        layout="layouts/post.njk",
        title=text.title,
        description=text.summary,
        date=text.date.date(),
        tags=["posts", *text.tags],
        permalink=f"{_permalink(text, 'notes')}index.html",
        eleventyNavigation={"key": text.slug, "order": text.number},
    )


ELEVENTY = Dialect(
    "Eleventy",
    ("h3", "letters", "same", "details", "title-h2"),
    Style(
        strong="__",
        nested=4,
        pipes=False,
        picture=lambda one: f'{{% image "./images/{one.name}", "{one.alt}" %}}',
        link="/articles/{}/".format,
    ),
    _eleventy,
    former=lambda text: _permalink(text, "notes"),
    keeps_changes=False,
    concedes=("words", "pictures"),
    meant=lambda style: replace(style, picture=lambda one: f"![{one.alt}](/images/{one.name})"),
)


# --- Decap CMS (Netlify CMS) --------------------------------------------------------------------
def _decap(text: Text) -> str:
    return _yaml(
        templateKey="blog-post",
        title=text.title,
        date=_utc(text.date),
        description=text.summary,
        featuredpost=text.number % 5 == 0,
        featuredimage=f"/images/{text.picture.name}",
        seo={"title": text.title, "description": text.summary},
        tags=list(text.tags),
    )


DECAP = Dialect(
    "Decap CMS",
    ("bold", "h3", "groups", "table", "title-h2"),
    Style(
        bullet="* ",
        nested=2,
        loose=True,
        line_end="\\",
        picture=lambda one: f'![{one.alt}](/images/{one.name} "Seen today")',
    ),
    _decap,
    keeps_changes=False,
)


# --- Next.js with Contentlayer ------------------------------------------------------------------
def _contentlayer(text: Text) -> str:
    return _json_lines(
        f"title: {_said(text.title)}",
        f"publishedAt: '{text.date:%Y-%m-%d}'",
        f"updatedAt: '{text.modified:%Y-%m-%d}'",
        f"summary: {_said(text.summary)}",
        f"image: /images/{text.picture.name}",
        f"imageAlt: {_said(text.picture.alt)}",
        "author: Jane Doe",
        f"categories: {json.dumps(list(text.tags))}",
        "published: true",
    )


NEXT = Dialect(
    "Next",
    ("details", "h3", "bold-line", "numbers", "title-h2"),
    Style(
        gap=False,
        nested=2,
        heading="set in",
        picture=lambda one: f"![{one.alt}](/images/{one.name})",
    ),
    _contentlayer,
    draft=("published: true", "published: false"),
)


# --- Pelican ------------------------------------------------------------------------------------
def _pelican(text: Text) -> str:
    entries = {
        "Title": text.title,
        "Date": text.date.strftime("%Y-%m-%d %-H:%M"),
        "Modified": text.modified.strftime("%Y-%m-%d %H:%M"),
        "Category": text.tags[0],
        "Tags": ", ".join(text.tags),
        "Slug": text.slug,
        "Authors": "Jane Doe",
        "Summary": text.summary,
        "Status": "published",
    }
    if text.number % 2:
        return "".join(f"{key}: {value}\n" for key, value in entries.items())
    return _yaml(**{key.lower(): value for key, value in entries.items()})


PELICAN = Dialect(
    "Pelican",
    ("h3", "title-bold", "list", "bold", "title-h2"),
    Style(
        bullet="* ",
        nested=4,
        heading="closed",
        link="{{filename}}/articles/{}.md".format,
        picture=lambda one: f"![{one.alt}]({{static}}/images/{one.name})",
        wrap=72,
    ),
    _pelican,
    draft=("Status: published", "Status: draft"),
    meant=lambda style: replace(style, link="/articles/{}/".format),
)


# --- WordPress, exported to Markdown ------------------------------------------------------------
def _wordpress(text: Text) -> str:
    return _json_lines(
        f"title: {_said(text.title)}",
        f'date: "{text.date:%Y-%m-%d %H:%M:%S}"',
        f'modified: "{text.modified:%Y-%m-%d %H:%M:%S}"',
        f"slug: {text.slug}",
        f"excerpt: {_said(text.summary)}",
        "author: jane",
        "type: post",
        f"id: {400 + text.number}",
        f'coverImage: "{text.picture.name}"',
        "categories:",
        *(f'  - "{tag}"' for tag in text.tags),
    )


def _wordpress_words(words: str) -> str:
    return (
        words.replace("&", "&amp;").replace("'", "&#8217;").replace("$", "\\$").replace("(", "\\(")
    ).replace(". ", ".&nbsp; ")


WORDPRESS = Dialect(
    "WordPress",
    ("bold-line", "bold", "h3", "letters", "title-h2"),
    Style(
        bullet="-   ",
        number="1.  ",
        nested=4,
        words=_wordpress_words,
        picture=lambda one: f"[![{one.alt}](images/{one.name})](images/{one.name})",
    ),
    _wordpress,
    lambda text: (
        f"{text.kind}s/{text.date:%Y-%m-%d}-{text.slug}/index.md"
        if text.kind == "article"
        else f"pages/{text.slug}.md"
    ),
    draft=("type: post", "type: post\nstatus: draft"),
    pictures_beside=True,
)


# --- Ghost --------------------------------------------------------------------------------------
def _ghost(text: Text) -> str:
    return _yaml(
        title=text.title,
        slug=text.slug,
        custom_excerpt=text.summary,
        feature_image=f"/images/{text.picture.name}",
        feature_image_alt=text.picture.alt,
        published_at=_utc(text.date),
        updated_at=_utc(text.modified),
        visibility="public",
        featured=False,
        tags=list(text.tags),
    )


def _cards(text: Text, written: str) -> str:
    if text.number % 3 == 0:
        return f"<!--kg-card-begin: markdown-->\n\n{written}\n<!--kg-card-end: markdown-->\n"
    return written


GHOST = Dialect(
    "Ghost",
    ("h3", "same", "details", "bold", "title-h2"),
    Style(
        bullet="* ",
        emphasis="_",
        picture=lambda one: (
            '<figure class="kg-card kg-image-card">'
            f'<img src="/images/{one.name}" class="kg-image" alt="{one.alt}"></figure>'
        ),
    ),
    _ghost,
    draft=("visibility: public", "visibility: public\nstatus: draft"),
    around=_cards,
    meant=lambda style: replace(style, picture=lambda one: f"![{one.alt}](/images/{one.name})"),
)


# --- Squarespace and Word, pasted ---------------------------------------------------------------
def _pasted(text: Text) -> str:
    return "\n".join(
        [
            "---",
            f"title: {_said(text.title)}",
            f"date: {text.date:%B} {text.date.day}, {text.date.year}",
            f"summary: {_said(text.summary)}",
            f"tags: {', '.join(text.tags)}",
            "---",
            "",
        ]
    )


def _pasted_words(words: str) -> str:
    curly = words.replace("'", "’").replace(" a ", " a\u00a0")
    return curly.replace("counselor", "coun\u00adselor").replace("Some", "\u200bSome")


PASTED = Dialect(
    "Word paste",
    ("bold", "letters", "h3", "numbers", "title-bold"),
    Style(
        bullet="•\u00a0",
        number="1)\u00a0",
        nested=2,
        words=_pasted_words,
        picture=lambda one: f"![{one.alt}](../images/{one.name})",
    ),
    _pasted,
    draft=("---\n", "---\nstatus: draft\n"),
    keeps_changes=False,
    concedes=("words", "points"),
    meant=lambda style: replace(style, bullet="- ", number="1) "),
)


def _ours(text: Text) -> str:
    entries = {"title": text.title, "summary": text.summary, "date": text.date.date()}
    return _yaml(**entries, modified=text.modified.date())


def with_our_headers(dialect: Dialect) -> Dialect:
    """Return a dialect that differs from ours only in what is below the header."""
    return replace(
        dialect,
        header=_ours,
        path=Dialect.path,
        draft=("---\n", "---\nstatus: draft\n"),
        pictures_beside=False,
        former=Dialect.former,
        keeps_changes=True,
    )


DIALECTS = {
    one.name: one
    for one in (
        HUGO, JEKYLL, ASTRO, ELEVENTY, DECAP, NEXT, PELICAN, WORDPRESS, GHOST, PASTED,
    )
}  # fmt: skip
