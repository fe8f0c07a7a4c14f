"""Return what a site has below admin/, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from typing import Any

from plugins.admin import config, kept, package
from plugins.admin.config import Folder, Repository
from plugins.core import yaml_lines
from plugins.core.build import Build
from plugins.core.problem import Problem
from plugins.core.rules.editor import EDITOR_MISSING, EDITOR_SETTING, EDITOR_TEXT

PAGE = "admin/index.html"
_SETTINGS = "publishconf.py"
# GitHub Docs: a name of an account has letters, digits and hyphens, that of a repository also
# full stops and underscores. What git takes for the name of a branch is wider than this.
_NAMED = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9-]{0,38}/[\w.-]{1,100})(?:@(?P<branch>\w[\w./-]*(?<!/)))?",
    re.ASCII,
)
_PROJECT = Path(__file__).parents[2]
_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Text:
    """A text of the content: its place there, whether it is a page, its slug and its title."""

    inside: str
    is_page: bool
    slug: str
    title: str


@dataclass(frozen=True)
class Editor:
    """The files below admin/, each as what gives its bytes, and what is wrong."""

    files: Mapping[str, Callable[[], bytes]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def editor(
    asked: str, build: Build, texts: Iterable[Text], main: tuple[str, str], taken: Collection[str]
) -> Editor:
    """Return the editor that PRACTICE_ADMIN asks for: "owner/name" or "owner/name@branch".

    `main` are the folders of articles and of pages in the content, `taken` the places in the site
    of its pages and old addresses.
    """
    named, content, wrong = _NAMED.fullmatch(asked), _in_repository(build.content), None
    if not named:
        message = f"PRACTICE_ADMIN is “{asked}”, which is not the name of a repository on GitHub."
        wrong = message, "Write its owner and its name, such as “jane-doe/practice”."
    elif content is None:
        message = "The content lies in no git repository, so where it is in that one is not known."
        wrong = message, "Let PRACTICE_ADMIN stay empty, or put the content into the project."
    elif any(place.startswith("admin/") for place in taken):
        message = "The site has a page or an old address at /admin/, where the editor would be."
        wrong = message, "Give the page another address, or let PRACTICE_ADMIN stay empty."
    if wrong or not named or content is None:
        return Editor(problems=(EDITOR_SETTING.problem(_SETTINGS, 1, *wrong),) if wrong else ())
    archive = package.find()
    if not archive:
        lies = any(package.FOLDER.glob("*.tgz"))
        message = (
            f"What lies in .cache/admin is not the editor in version {package.VERSION}"
            if lies
            else "The program of the editor at /admin/ is not here"
        )
        message += ", so the site is made without it."
        remedy = "Run: python3 start.py admin. Then build again."
        return Editor(problems=(EDITOR_MISSING.problem(_SETTINGS, 1, message, remedy),))
    texts = list(texts)
    found = list[Problem]()
    for text in texts:
        typed = (build.content / text.inside).read_text("utf-8", "replace")
        found += kept.problems(typed, build.shown(text.inside))
    paths, _ = build.read("reading-paths.yaml")
    shown = build.shown("reading-paths.yaml")
    found += _unkept(paths or "", shown)
    repository = Repository(
        named["name"],
        named["branch"] or "main",
        content.as_posix(),
        _folders(content, texts, main),
        {text.slug: text.title for text in texts if not text.is_page},
        orders_paths=not any(one.path == shown for one in found),
    )
    files: dict[str, Callable[[], bytes]] = {
        PAGE: (_HERE / "index.html").read_bytes,
        "admin/start.js": (_HERE / "start.js").read_bytes,
        "admin/config.yml": lambda: config.text(repository, build.name).encode(),
    }
    files |= {name: partial(_served, archive, name) for name in package.served(archive)}
    return Editor(files, tuple(found))


def _in_repository(content: Path) -> PurePosixPath | None:
    """Return where the content lies in its git repository, None if it lies in none.

    A project that came as a ZIP is taken for what is in the repository.
    """
    whole = content.resolve()
    roots = [folder for folder in (whole, *whole.parents) if (folder / ".git").exists()]
    for root in [*roots[:1], _PROJECT]:
        if whole.is_relative_to(root):
            return PurePosixPath(whole.relative_to(root).as_posix())
    return None


def _served(archive: Path, name: str) -> bytes:
    return package.served(archive)[name]


def _folders(content: PurePosixPath, texts: Iterable[Text], main: tuple[str, str]) -> list[Folder]:
    """Return the folders of articles and pages, the main ones first, whether they exist or not."""
    found = {
        Folder((content / path).as_posix(), is_pages=bool(at)): None for at, path in enumerate(main)
    }
    for text in sorted(texts, key=lambda one: (one.is_page, one.inside)):
        place = PurePosixPath(text.inside)
        within = place.parent.as_posix().removeprefix(main[text.is_page]).strip("/")
        folder = content / place.parent
        found[Folder(folder.as_posix(), place.suffix[1:], text.is_page, within)] = None
    return sorted(found, key=lambda one: one.is_pages)


def _unkept(typed: str, shown: str) -> Iterable[Problem]:
    """Yield why the reading paths are not offered there: saving would change what they say."""
    data: Any = yaml_lines.load(typed, shown).data
    entries = [
        entry
        for path in (data if isinstance(data, list) else ())
        for entry in (path.get("articles") if isinstance(path, dict) else None) or ()
    ]
    comment = re.search(r"^\s*#|\s#\s", typed, re.MULTILINE)
    remedy = "Edit this file itself, or write it so, and the next build offers it there."
    if comment:
        line = typed.count("\n", 0, comment.start() + 1) + 1
        message = "The editor at /admin/ would take the comments out of this file."
        yield EDITOR_TEXT.problem(
            shown, line, f"{message} It is not offered there.", remedy, "note"
        )
    elif any(isinstance(entry, str) for entry in entries):
        message = "The editor at /admin/ knows articles of a path only as “- slug: …”."
        yield EDITOR_TEXT.problem(shown, 1, f"{message} It is not offered there.", remedy, "note")
