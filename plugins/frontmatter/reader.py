"""Hand Pelican what was parsed of each Markdown file, in the form that it expects."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath
from typing import Any

import nh3
from pelican.plugins.yaml_metadata.yaml_metadata import YAMLMetadataReader
from pelican.utils import SafeDatetime

from plugins.core import languages, schedule
from plugins.core.problem import UnreadableError
from plugins.frontmatter import discovery
from plugins.frontmatter.discovery import EXTENSIONS, Sources

# What the YAML reader turns into Pelican's own objects; the rest is handed on as it is.
_FOR_PELICAN = (
    *("date", "modified", "category", "tags", "status", "slug", "lang", "translation"),
    *("template", "url", "save_as"),
)


class PracticeReader(YAMLMetadataReader):  # type: ignore[misc]  # its package has no types
    """The reader of pelican-yaml-metadata, with its errors told instead of logged."""

    enabled = True
    file_extensions = EXTENSIONS

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body as safe HTML, and the metadata as Pelican wants it.

        Raises `UnreadableError` when there is no header to speak of; Pelican then goes on with the
        next file, and the problem that was noted stops the build.
        """
        sources: Sources = self.settings["PRACTICE_SOURCES"]
        inside = PurePath(os.path.relpath(source_path, sources.build.content)).as_posix()
        if sources.found.is_outside(inside):  # told where the links were found
            sources.unread.add(inside)
            raise UnreadableError(sources.build.shown(inside))
        reading = sources.pool.read(discovery.file(sources.build, inside))
        sources.told[inside] = reading.problems
        if not reading.readable:
            sources.unread.add(inside)
            raise UnreadableError(reading.header.path)
        typography = sources.pool.task.typography
        header = reading.header
        fields = _in_zone(header.fields, self.settings["TIMEZONE"])
        if fields is not header.fields:
            reading = replace(reading, header=replace(header, fields=fields))
        meta = {name: fields[name] for name in _FOR_PELICAN if name in fields}
        # A page in the language of the site stands among the others, wherever that is spoken.
        if "lang" in meta and languages.is_same(meta["lang"], self.settings["DEFAULT_LANG"]):
            meta["lang"] = self.settings["DEFAULT_LANG"]
        if schedule.waits(fields, self.settings["TIMEZONE"]):
            meta["status"] = "draft"  # Pelican's word for it
        meta.setdefault("category", self.settings["DEFAULT_CATEGORY"])
        # A day without a time zone need not become text and be guessed at once more.
        days = {}
        for name in ("date", "modified"):
            moment = meta.get(name)
            if isinstance(moment, datetime) and moment.tzinfo is None:
                days[name] = SafeDatetime.combine(meta.pop(name), moment.time())
        if "date" not in fields and reading.header.kind == "article":
            # Told as missing. Pelican would pass over the article, and with it all else in it.
            days["date"] = SafeDatetime(1970, 1, 1)
        metadata: dict[str, Any] = self._parse_yaml_metadata(meta, reading.header.path)
        metadata |= days
        # Title and summary are text. Pelican's typography expects HTML and gives HTML back.
        for name in ("title", "summary"):
            text = str(fields.get(name) or "").replace("<!", "")  # no comment swallows the rest
            metadata[name] = nh3.clean(text, tags=set())
        metadata["title"] = metadata["title"] or fields["slug"]
        if typography:
            for name in ("title", "summary"):
                metadata[name] = typography.typeset(metadata[name], str(fields.get("lang") or ""))
        if "translation" in metadata:
            metadata["translation"] = str(metadata["translation"]).lower()  # as Pelican reads it
        metadata["parsed"] = reading
        return (reading.typeset if typography else reading.html) or "", metadata


def _in_zone(fields: dict[str, Any], timezone: str) -> dict[str, Any]:
    """Return the fields with the days of reviews as they are where the practice is.

    The same fields if no day has a zone of its own.
    """
    moments = {
        name: schedule.moment(moment, timezone)
        for name in ("reviewed", "review_by")
        if (moment := fields.get(name)) and moment.tzinfo
    }
    return fields | moments if moments else fields
