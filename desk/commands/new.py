"""Begin an article, a page or a person: its header filled in, and an outline that asks."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

from desk.commands import facts_file
from desk.common import project
from desk.writing import new_texts
from desk.writing.disk import WritingError
from plugins.core.paths import from_here, held

_NEXT = """\
Next: write a summary in its header, then the text, and see it at {where} in the
preview. When it is ready, change `status: draft` to `status: published`."""
_NEXT_PERSON = """\
Next: `start.py setup{content}` asks for what is not known of {name} yet, such as
licenses; nothing that is empty is shown. The page /people/{key}/ is made of that, and
says more once the draft has a summary, a text, and `status: published`. An article is
hers or his with a line `author: {key}` in its header."""


def new(title: str, content: str | Path | None = None, kind: str = "article") -> int:
    """Begin it and say where it is and what comes next: 0, or 1 with the reason."""
    try:
        folder = project.content_folder(content)
        if kind == "person":
            _person(title, folder, f" --content {content}" if content else "")
            return 0
        today = datetime.now().astimezone().date()
        path = new_article(title, folder, today, kind)
    except (WritingError, facts_file.RefusedError, project.ContentFolderError) as reason:
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

    Raises WritingError if the title is empty, the kind unknown, or the file there already.
    """
    name, text = new_texts.draft(kind, title, today)
    return _written(content_dir / name, text, content_dir)


def _written(path: Path, text: str, content_dir: Path) -> Path:
    """Write a text that is not there yet, and return its path. Raises WritingError."""
    if held(path.parent, content_dir) is None:
        raise WritingError(f"{from_here(path.parent)} is a link that leads out of the content.")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise WritingError(
            f"{from_here(path)} is there already and was not changed. "
            "Open that one, or choose another title."
        ) from None
    return path


def _person(title: str, content_dir: Path, content: str) -> None:
    """Add somebody to the facts, whose other bytes stay, begin her page, and say what is next."""
    name = new_texts.one_line(title)
    file = facts_file.read(content_dir)
    people = file.facts.get("people") or {}
    for key, known in people.items():
        if isinstance(known, dict) and str(known.get("name", "")).casefold() == name.casefold():
            raise WritingError(f"{name} stands in {file.shown} already, as “{key}”.")
    key = new_texts.key_of(name, people)
    file.facts["people"] = {**people, key: {"name": name}}
    file.write()
    print(f"Written to {file.shown}, under “people:”: {key}")
    page, text = new_texts.person(key, name)
    if not (content_dir / page).exists():
        print(f"New draft: {from_here(_written(content_dir / page, text, content_dir))}")
    print(_NEXT_PERSON.format(name=name, key=key, content=content))
