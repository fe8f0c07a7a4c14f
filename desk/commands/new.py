"""Begin an article: write a draft whose header is filled in and whose body shows the way."""

from __future__ import annotations

import re
import sys
import unicodedata
from datetime import date, datetime
from pathlib import Path

import yaml
from pelican.settings import DEFAULT_CONFIG
from pelican.utils import slugify

from desk.common import project
from plugins.core import file_names
from plugins.core.paths import from_here, held

_BODY = Path(__file__).with_name("new-article.md")
_NEXT = """\
Next: write a summary in its header, then the text, and see it at /drafts/ in the
preview. When it is ready, change `status: draft` to `status: published`."""


class NewArticleError(Exception):
    """Why no article was begun; the message says what to do instead."""


def new(title: str, content: str | Path | None = None) -> int:
    """Begin the article and say where it is and what comes next: 0, or 1 with the reason."""
    try:
        folder = project.content_folder(content)
        path = new_article(title, folder, datetime.now().astimezone().date())
    except (NewArticleError, project.ContentFolderError) as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The article could not be written: {error}.", file=sys.stderr)
        return 1
    print(f"New draft: {from_here(path)}")
    print(_NEXT)
    return 0


def new_article(title: str, content_dir: Path, today: date) -> Path:
    """Write a draft named after `title`, in any script, and return its path.

    Raises `NewArticleError` if the title is empty or the article is there already.
    """
    unseen = ("Cc", "Cs", "Zl", "Zp")  # control characters, halves of a pair, ends of lines
    told = "".join(" " if unicodedata.category(sign) in unseen else sign for sign in title)
    told = " ".join(told.split())
    if not told:
        raise NewArticleError('An article needs a title: start.py new "What is a part?"')
    folder = content_dir / "articles"
    if held(folder, content_dir) is None:
        raise NewArticleError(f"{from_here(folder)} is a link that leads out of the content.")
    folder.mkdir(exist_ok=True)
    path = folder / f"{slug_for(told, today)}.md"
    fields = {"title": told, "summary": "", "date": today, "status": "draft", "tags": []}
    header = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=10_000)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(f"---\n{header}---\n{_BODY.read_text('utf-8')}")
    except FileExistsError:
        raise NewArticleError(
            f"{from_here(path)} is there already and was not changed. "
            "Open that one, or choose another title."
        ) from None
    return path


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
