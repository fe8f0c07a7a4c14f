"""Begin an article, a page or a person: its header filled in, and an outline that asks."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from desk.commands import facts_file
from desk.commands.questions import key_of
from desk.common import project
from plugins.core import file_names
from plugins.core.paths import from_here, held

_OUTLINES = Path(__file__).with_name("outlines")
KINDS = {
    "article": "a text of its own",
    "comparison": "two things side by side, in a table",
    "condition": "what people suffer from, and what can help",
    "faq": "a list of questions",
    "page": "a page of the practice, beside About and Questions",
    "person": "somebody who works here too, in practice.yaml, and her page",
}
_NEXT = """\
Next: write a summary in its header, then the text, and see it at {where} in the
preview. When it is ready, change `status: draft` to `status: published`."""
_NEXT_PERSON = """\
Next: `start.py setup{content}` asks for what is not known of {name} yet, such as
licenses; nothing that is empty is shown. The page /people/{key}/ is made of that, and
says more once the draft has a summary, a text, and `status: published`. An article is
hers or his with a line `author: {key}` in its header."""


class NewArticleError(Exception):
    """Why nothing was begun; the message says what to do instead."""


def new(title: str, content: str | Path | None = None, kind: str = "article") -> int:
    """Begin it and say where it is and what comes next: 0, or 1 with the reason."""
    try:
        folder = project.content_folder(content)
        if kind == "person":
            _person(title, folder, f" --content {content}" if content else "")
            return 0
        today = datetime.now().astimezone().date()
        path = new_article(title, folder, today, kind)
    except (NewArticleError, facts_file.RefusedError, project.ContentFolderError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The {kind} could not be written: {error}.", file=sys.stderr)
        return 1
    print(f"New draft: {from_here(path)}")
    print(_NEXT.format(where=f"/drafts/pages/{path.stem}/" if kind == "page" else "/drafts/"))
    return 0


def new_article(title: str, content_dir: Path, today: date, kind: str = "article") -> Path:
    """Write a draft named after `title`, in any script, and return its path.

    Raises `NewArticleError` if the title is empty, the kind unknown, or the file there already.
    """
    told = _title(title)
    if kind not in KINDS or kind == "person":
        known = "; ".join(f"{name} ({what})" for name, what in KINDS.items())
        raise NewArticleError(f"There is no kind “{kind}”. Known are: {known}.")
    fields: dict[str, Any] = {"title": told, "summary": "", "date": today, "status": "draft"}
    if kind == "page":
        del fields["date"]
    elif kind in ("comparison", "condition"):
        fields |= {"tags": [], "sources": []}
    else:
        fields["tags"] = []
    body = (_OUTLINES / f"{kind}.md").read_text("utf-8")
    if kind == "faq" and not re.search(r"\bFAQ\b|[Qq]uestions", told):
        body = body.replace("\n### ", "\n## Questions people ask\n\n### ", 1)
    folder = content_dir / ("pages" if kind == "page" else "articles")
    return _written(folder / f"{slug_for(told, today)}.md", fields, body, content_dir)


def _written(path: Path, fields: dict[str, Any], body: str, content_dir: Path) -> Path:
    """Write a text that is not there yet, and return its path. Raises NewArticleError."""
    if held(path.parent, content_dir) is None:
        raise NewArticleError(f"{from_here(path.parent)} is a link that leads out of the content.")
    path.parent.mkdir(parents=True, exist_ok=True)
    header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"---\n{header}---\n{body}")
    except FileExistsError:
        raise NewArticleError(
            f"{from_here(path)} is there already and was not changed. "
            "Open that one, or choose another title."
        ) from None
    return path


def _person(title: str, content_dir: Path, content: str) -> None:
    """Add somebody to the facts, whose other bytes stay, begin her page, and say what is next."""
    name = _title(title)
    file = facts_file.read(content_dir)
    people = file.facts.get("people") or {}
    for key, known in people.items():
        if isinstance(known, dict) and str(known.get("name", "")).casefold() == name.casefold():
            raise NewArticleError(f"{name} stands in {file.shown} already, as “{key}”.")
    key = key_of(name, people)
    file.facts["people"] = {**people, key: {"name": name}}
    file.write()
    print(f"Written to {file.shown}, under “people:”: {key}")
    fields = {"title": name, "summary": "", "template": "person", "status": "draft"}
    body = (_OUTLINES / "person.md").read_text("utf-8")
    page = content_dir / "pages" / "people" / f"{key}.md"
    if not page.exists():
        print(f"New draft: {from_here(_written(page, fields, body, content_dir))}")
    print(_NEXT_PERSON.format(name=name, key=key, content=content))


def _title(title: str) -> str:
    """Return a title on one line, without what cannot be seen. Raises NewArticleError if empty."""
    unseen = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of a pair, ends of lines
    told = "".join(" " if unicodedata.category(sign) in unseen else sign for sign in title)
    told = " ".join(told.split())
    if not told:
        raise NewArticleError('An article needs a title: start.py new "What is a part?"')
    if told in ("-h", "--help", "-?"):
        raise NewArticleError(
            f"“{told}” is no title. Write: start.py new --kind article “What is a part?”"
        )
    return told


def slug_for(title: str, today: date) -> str:
    """Return the article's name in its address: Latin letters, digits and hyphens, sixty at the
    most.

    Pelican's own `slugify` writes any script in Latin letters. A title that leaves nothing (an
    emoji) becomes `article-` and the date.
    """
    name = slugify(title, regex_subs=DEFAULT_CONFIG["SLUG_REGEX_SUBSTITUTIONS"])
    name = re.sub(r"[^a-z0-9]+", "-", name).strip("-")
    if len(name) > 60:
        name = name[:61].rpartition("-")[0] or name[:60]
    if name and file_names.fault(f"{name}.md"):  # con, aux, nul: Windows keeps them for itself
        name = f"{name}-1"
    return name or f"article-{today.isoformat()}"
