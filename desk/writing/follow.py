"""What follows when a text gets another address, or goes: reading paths and redirects."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desk.writing import disk, facts, files
from desk.writing.disk import WritingError
from desk.writing.journal import FileChange
from desk.writing.survey import Page, Place, Survey
from plugins.core.slug import slugify
from plugins.core.yaml_lines import Value
from plugins.frontmatter import redirects

_PATHS, _REDIRECTS = "reading-paths.yaml", "redirects.yaml"


@dataclass
class Texts:
    """Texts of the content as they are to be; what is not changed is read when it is asked for."""

    there: Survey
    _new: dict[str, str] = field(default_factory=dict)

    def before(self, name: str) -> bytes | None:
        """Return what a file holds now, None if there is none."""
        if name in self.there.data:
            return self.there.data[name]
        return disk.contents(disk.inside(self.there.content, name), name)

    def text(self, name: str) -> str:
        """Return the text of a file as it is to be, "" of one that is not there."""
        if name not in self._new:
            data = self.before(name)
            return files.text_of(name, data).text if data is not None else ""
        return self._new[name]

    def put(self, name: str, text: str) -> None:
        """Note what a file is to hold."""
        self._new[name] = text

    def change(self, place: Place, typed: str) -> None:
        """Put an address in the place of another one: first the last one of each file, and before
        anything else of it is changed."""
        text = self.text(place.name)
        self._new[place.name] = text[: place.start] + typed + text[place.end :]

    def changes(self, moves: Mapping[str, str]) -> tuple[FileChange, ...]:
        """Return what changes; `moves` are files that get another name."""
        found = []
        for name in sorted({*self._new, *moves}):
            before = self.before(name)
            after = files.encode(self.text(name), before or b"")
            if name in moves:
                found.append(FileChange(moves[name], None, after))
                found.append(FileChange(name, before, None))
            elif after != before:
                found.append(FileChange(name, before, after))
        return tuple(found)


def follow_paths(texts: Texts, old: str, new: str) -> None:
    """Have the reading paths lead to an article by its new slug."""
    text = texts.text(_PATHS)
    found = facts.paths(text) if text else ()
    wanted = tuple(
        replace(
            path,
            steps=tuple(replace(one, slug=new) if one.slug == old else one for one in path.steps),
        )
        for path in found
    )
    if wanted != found:
        texts.put(_PATHS, facts.with_paths(text, wanted))


def without_step(texts: Texts, slug: str, says: list[str]) -> None:
    """Take an article out of the reading paths; one that leads nowhere then goes as well."""
    text = texts.text(_PATHS)
    found = facts.paths(text) if text else ()
    wanted = []
    for path in found:
        steps = tuple(step for step in path.steps if step.slug != slug)
        if steps != path.steps:
            says.append(f"Takes it out of the reading path “{path.title}”.")
        if steps or not path.steps:
            wanted.append(replace(path, steps=steps))
        else:
            says.append(f"The reading path “{path.title}” is empty then, and goes.")
    if tuple(wanted) != found:
        texts.put(_PATHS, facts.with_paths(text, tuple(wanted)))


def follow_redirects(texts: Texts, moved: Mapping[str, str]) -> None:
    """Have redirects.yaml lead to the new addresses, and from none of them.

    Raises WritingError if a new address is an old one of another page.
    """
    text = texts.text(_REDIRECTS)
    data = facts.data_of(text, _REDIRECTS) if text else {}
    wanted = dict(data) if isinstance(data, dict) else {}
    for old, new in wanted.items():
        if redirects.page_address(old) in moved.values() and new not in moved.values():
            raise WritingError(
                f"“{old}” leads to {new} (in redirects.yaml). Take that line out first, or choose "
                "another name."
            )
        aim = moved.get(redirects.aimed_at(str(new)))
        if aim:
            wanted[old] = aim + "".join(re.split(r"([?#])", str(new), maxsplit=1)[1:])
    wanted = {k: v for k, v in wanted.items() if redirects.page_address(k) not in moved.values()}
    if wanted != data and text:
        texts.put(_REDIRECTS, facts.edited(text, wanted, None, _REDIRECTS))


def lead(there: Survey, texts: Texts, old: list[str], to: str, page: Page) -> None:
    """Have addresses that somebody may know lead elsewhere, in redirects.yaml."""
    if to != "gone" and redirects.is_inside(to):
        aim = redirects.aimed_at(to)
        others = {one.address for one in there.pages.values() if one.is_public and one != page}
        paths = {f"/paths/{path}/" for path in _path_slugs(texts)}
        if aim not in others | paths and aim.lstrip("/") not in there.targets.files:
            raise WritingError(f"Nothing is at “{to}”. Choose a page that is published, or “gone”.")
    text = texts.text(_REDIRECTS)
    data = facts.data_of(text, _REDIRECTS) if text else {}
    wanted: dict[str, Value] = dict(data) if isinstance(data, dict) else {}
    for one, target in wanted.items():
        if redirects.aimed_at(str(target)) == page.address:
            wanted[one] = to
    wanted |= dict.fromkeys(old, to)
    new = facts.edited(text, wanted, None, _REDIRECTS)
    _, problems = redirects.read(new, _REDIRECTS)
    if problems:
        raise WritingError(f"{problems[0].message} {problems[0].remedy}")
    texts.put(_REDIRECTS, new)


def _path_slugs(texts: Texts) -> list[str]:
    text = texts.text(_PATHS)
    return [slugify(path.title)[:80].strip("-") for path in (facts.paths(text) if text else ())]
