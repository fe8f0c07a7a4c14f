"""Reads a Markdown file for Pelican: header checked, body rendered and made safe."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Any

import nh3
from pelican.plugins.yaml_metadata.yaml_metadata import YAMLMetadataReader

from plugins.practice import body, faq, header
from plugins.practice.decoding import decode
from plugins.practice.header import Source
from plugins.practice.problems import Problem
from plugins.practice.site import Site

# What the YAML reader turns into Pelican's own objects; the rest is handed on as it is.
_FOR_PELICAN = ("date", "modified", "category", "tags", "status", "slug", "lang", "translation")
_ALSO = ("template", "url", "save_as")


class Unreadable(ValueError):
    """A file whose header cannot be read at all; the problem is already noted."""


@dataclass(frozen=True)
class Reading:
    """What reading a file gave beside its HTML; rides on the content object as `reading`."""

    source: Source
    marks: tuple[faq.FaqMark, ...]


class PracticeReader(YAMLMetadataReader):  # type: ignore[misc]  # its package has no types
    """The reader of pelican-yaml-metadata, with its errors told instead of logged."""

    enabled = True
    file_extensions = ("md", "markdown")

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """The body as safe HTML, and the metadata as Pelican wants it.

        Raises `Unreadable` when there is no header to speak of; Pelican then goes on with the
        next file, and the problem that was noted stops the build.
        """
        site: Site = self.settings["PRACTICE"]
        inside = os.path.relpath(source_path, site.content)
        try:
            return self._read(site, source_path, inside)
        except (OSError, RecursionError) as broken:
            site.problems.append(_broken(site.shown(inside), broken))
            site.unread.append(inside)
            raise Unreadable(inside) from broken

    def _read(self, site: Site, source_path: str, inside: str) -> tuple[str, dict[str, Any]]:
        pages = tuple(f"{folder}{os.sep}" for folder in self.settings["PAGE_PATHS"])
        shown = site.shown(inside)
        text, problems = decode(Path(source_path).read_bytes(), shown)
        if problems:
            site.problems += problems
            site.unread.append(inside)
            raise Unreadable(shown)
        source = header.read(text, shown, "page" if inside.startswith(pages) else "article")
        site.problems += source.problems
        if not source.lines or "slug" not in source.fields:
            site.unread.append(inside)
            raise Unreadable(shown)
        html, removed = body.clean(self._md.reset().convert(source.body))
        if removed:
            site.problems.append(_removed(source, removed))
        site.problems += [_repeated(source, name) for name in body.repeated_ids(html)]
        above = source.body_line - 1  # the extension counts from the first line of the body
        marks = [replace(mark, line=mark.line + above) for mark in faq.marks_of(self._md)]
        return html, self._metadata(source, tuple(marks))

    def _metadata(self, source: Source, marks: tuple[faq.FaqMark, ...]) -> dict[str, Any]:
        fields = source.fields
        names = (*_FOR_PELICAN, *_ALSO)
        meta = {name: fields[name] for name in names if name in fields}
        meta.setdefault("category", self.settings["DEFAULT_CATEGORY"])
        metadata: dict[str, Any] = self._parse_yaml_metadata(meta, source.path)
        # Title and summary are text. Pelican's typography expects HTML and gives HTML back.
        for name in ("title", "summary"):
            text = str(fields.get(name) or "").replace("<!", "")  # no comment swallows the rest
            metadata[name] = nh3.clean(text, tags=set())
        metadata["title"] = metadata["title"] or fields["slug"]
        if "translation" in metadata:
            metadata["translation"] = str(metadata["translation"]).lower()  # as Pelican reads it
        metadata["reading"] = Reading(source, marks)
        return metadata


def _broken(shown: str, broken: Exception) -> Problem:
    if isinstance(broken, RecursionError):
        message = "This is nested too deeply to be read."
        remedy = "Look for a line with very many > or list signs, and take most of them out."
    else:
        message = f"This file cannot be opened: {getattr(broken, 'strerror', None) or broken}."
        remedy = "Open it in your editor; if it is only a link to a lost file, remove it."
    return Problem(shown, 1, message, remedy, "unreadable")


def _repeated(source: Source, name: str) -> Problem:
    return Problem(
        source.path,
        source.line_of(f"#{name}", 1),
        f"Two places on this page are called “{name}”, and a link could only reach the first.",
        f"Give the second another name between its braces, such as {{#{name}-2}}.",
        "id-twice",
    )


def _removed(source: Source, removed: list[str]) -> Problem:
    first = removed[0]
    word = unescape(first).strip("<>=:")
    return Problem(
        source.path,
        source.line_of(word),
        f"{', '.join(removed)} cannot stand in a page and was left out.",
        "Write it in Markdown; a page loads nothing from elsewhere and runs nothing.",
        "html-removed",
        "warning",
    )
