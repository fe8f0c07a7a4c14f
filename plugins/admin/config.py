"""Write the editor's `config.yml`: its collections, from our own entries of a header.

What is said of each field is what docs/headers.md says, for both come from `fields.WORDS`. An entry
that has no field here stays in its file as it is: the editor keeps what it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

import yaml

from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, WORDS

Field = dict[str, Any]

_LINE: Field = {"widget": "string"}
_LINES: Field = {"widget": "text"}
_DAY: Field = {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD"}
_NUMBER: Field = {"widget": "number", "value_type": "float"}
_SEVERAL: Field = {"widget": "list"}
# Without a choice a new text would be public at once. No default: it would be written into a
# published text that has no such entry, and take it off the web.
_STATUS: Field = {
    "widget": "select",
    "options": ["draft", "published", "hidden"],
    "required": True,
}
_SOURCES: Field = {
    "widget": "list",
    "label_singular": "source",
    "summary": "{{title}}",
    "fields": [
        {"name": "title", "label": "Title", "widget": "string"},
        {"name": "url", "label": "Web address", "widget": "string", "required": False},
    ],
}
_ALLOW: Field = {
    "widget": "list",
    "summary": "{{rule}}",
    "fields": [
        {"name": "rule", "label": "Rule", "widget": "string"},
        {"name": "reason", "label": "Reason", "widget": "string"},
    ],
}
# How each entry is edited, in the order of the form; the text follows the summary.
FORMS: Mapping[str, Field] = {
    "title": {**_LINE, "required": True},
    "summary": _LINES,
    "status": _STATUS,
    **dict.fromkeys(("date", "modified"), _DAY),
    "category": _LINE,
    "tags": {**_SEVERAL, "label_singular": "tag"},
    **dict.fromkeys(("image", "image_alt"), _LINE),
    "author": _LINE,
    "reviewed": _DAY,
    "reviewed_by": _LINE,
    "review_by": _DAY,
    "sources": _SOURCES,
    "content_note": _LINES,
    **dict.fromkeys(("next", "previous"), _LINE),
    "order": _NUMBER,
    "slug": _LINE,
    "redirects": {**_SEVERAL, "label_singular": "old address"},
    **dict.fromkeys(("lang", "translation"), _LINE),
    "allow": _ALLOW,
    "template": _LINE,
    "menu": _LINE,
    "menu_order": _NUMBER,
    **dict.fromkeys(("url", "save_as"), _LINE),
}
LEFT_OUT = frozenset(["authors"])  # `author`, as other programs call it
_LABELS = {
    "image": "Picture",
    "image_alt": "What the picture shows",
    "lang": "Language",
    "redirects": "Old addresses",
    "allow": "What may stand",
    "slug": "Name in the address",
    "save_as": "File",
    "url": "Address",
}
# As plain text: the editor's `richtext` writes the whole text anew, and loses escapes, the
# alignment of tables and what stands in braces behind a picture.
_BODY: Field = {
    "name": "body",
    "label": "Text",
    "widget": "text",
    "required": False,
    "hint": "Markdown, as docs/markdown.md describes it. Questions stand below a heading “## FAQ”.",
}


@dataclass(frozen=True)
class Folder:
    """A folder of texts: where it lies in the repository, what its files end in, and whether they
    are pages. `within` is its place below the folder of all articles or pages, "" for that."""

    path: str
    ending: str = "md"
    is_pages: bool = False
    within: str = ""


@dataclass(frozen=True)
class Repository:
    """What the editor works on: `name` is "owner/name" on GitHub, `content` the folder in it that
    holds the practice, `articles` the title of each by its slug.

    `orders_paths` is whether reading-paths.yaml can be edited without loss.
    """

    name: str
    branch: str
    content: str
    folders: Sequence[Folder]
    articles: Mapping[str, str]
    orders_paths: bool = True


class _Plain(yaml.SafeDumper):
    """Write everything out, however often it stands there: aliases are hard to read."""

    def ignore_aliases(self, _: Any) -> bool:
        return True


def text(repository: Repository, site: str) -> str:
    """Return `config.yml`; `site` is what the practice is called."""
    made = yaml.dump(
        config(repository, site), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=100
    )
    return f"# Made by every build from plugins/admin/config.py.\n{made}"


def config(repository: Repository, site: str) -> dict[str, Any]:
    """Return the configuration as data, in the vocabulary of Sveltia CMS and Decap CMS."""
    collections = [_texts(folder) for folder in repository.folders]
    if repository.orders_paths:
        collections.append(_paths(repository))
    return {
        "backend": {
            "name": "github",
            "repo": repository.name,
            "branch": repository.branch,
            # Any other way to sign in needs a server of somebody's.
            "auth_methods": ["token"],
        },
        "app_title": site or "Practice Press",
        "media_folder": (PurePosixPath(repository.content) / "images").as_posix(),
        "public_folder": "/images",
        # In Markdown a space would end the address of a picture.
        "media_libraries": {"default": {"config": {"slugify_filename": True}}},
        "show_preview_links": False,
        "editor": {"preview": False},
        "output": {"omit_empty_optional_fields": True},
        # What can be part of an address of ours: fields._SLUG.
        "slug": {"encoding": "ascii", "clean_accents": True, "lowercase": True},
        "collections": collections,
    }


def _texts(folder: Folder) -> dict[str, Any]:
    known = {**FIELDS, **PAGE_FIELDS} if folder.is_pages else FIELDS
    fields = [_field(name, form) for name, form in FORMS.items() if name in known]
    kind = "Pages" if folder.is_pages else "Articles"
    also = [folder.within, f".{folder.ending}" if folder.ending != "md" else ""]
    more = " ".join(part for part in also if part)
    return {
        "name": "-".join(part for part in (kind.lower(), *more.replace("/", "-").split()) if part),
        "label": f"{kind}: {more}" if more else kind,
        "label_singular": kind[:-1],
        "folder": folder.path,
        "extension": folder.ending,
        "format": "yaml-frontmatter",
        "create": True,
        "identifier_field": "title",
        "slug": "{{slug}}",
        "sortable_fields": ["title", "date", "status"],
        "view_filters": [{"label": "Drafts", "field": "status", "pattern": "draft"}],
        "fields": [*fields[:2], _BODY, *fields[2:]],
    }


def _field(name: str, form: Field) -> Field:
    hint = WORDS[name][0]
    label = _LABELS.get(name, name.replace("_", " ").capitalize())
    common = {"name": name, "label": label, "required": False}
    return {**common, **form, "hint": f"{hint[0].upper()}{hint[1:]}."}


def _paths(repository: Repository) -> dict[str, Any]:
    titles = repository.articles.items()
    options = [
        {"label": title, "value": slug} for slug, title in sorted(titles, key=lambda a: a[1])
    ]
    slug: Field = {"widget": "select", "options": options} if options else _LINE
    because = "What the one before has prepared, in a sentence."
    article = [
        {"name": "slug", "label": "Article", **slug},
        {
            "name": "because",
            "label": "Why it is next",
            "required": False,
            **_LINES,
            "hint": because,
        },
    ]
    path = [
        {"name": "path", "label": "Name", **_LINE},
        {"name": "summary", "label": "Summary", "required": False, **_LINES},
        {
            "name": "articles",
            "label": "Articles",
            "label_singular": "article",
            "widget": "list",
            "summary": "{{slug}}",
            "fields": article,
        },
    ]
    every = {
        "name": "paths",
        "label": "Paths",
        "label_singular": "path",
        "widget": "list",
        "root": True,
        "summary": "{{path}}",
        "fields": path,
    }
    file = {
        "name": "reading-paths",
        "label": "Reading paths",
        "file": (PurePosixPath(repository.content) / "reading-paths.yaml").as_posix(),
        "fields": [every],
    }
    return {"name": "order", "label": "Reading order", "files": [file]}
