"""All content objects of a run, as they lie in one hand once every file is read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from plugins.core.build import Site
from plugins.core.rules.files import DUPLICATE_ADDRESS
from plugins.frontmatter.redirects import Redirect

Content = Any  # one of Pelican's Article or Page


@dataclass(frozen=True)
class Download:
    """A file that is published as it is, and where a published page first leads to it.

    Both paths are as a person would open them.
    """

    file: str
    path: str
    line: int


@dataclass
class Contents:
    """All content objects of a run. Translations stand among the others, `lang` tells them."""

    articles: list[Content] = field(default_factory=list)  # published
    hidden: list[Content] = field(default_factory=list)
    waiting: list[Content] = field(default_factory=list)  # drafts and scheduled articles
    pages: list[Content] = field(default_factory=list)
    quiet_pages: list[Content] = field(default_factory=list)  # hidden and draft pages
    files: frozenset[str] = frozenset()  # all that a link can lead to and is no page
    redirected: dict[str, Redirect] = field(default_factory=dict)  # files that redirects lead to
    downloads: tuple[Download, ...] = ()  # what is published of the files as it is
    unused: tuple[str, ...] = ()  # files beside the pictures that nothing leads to
    static: dict[str, Any] = field(default_factory=dict)  # where `{static}` leads, by file

    def all(self) -> list[Content]:
        return [*self.articles, *self.hidden, *self.waiting, *self.pages, *self.quiet_pages]

    def written(self, strict: bool) -> list[Content]:
        return [c for c in self.all() if c.save_as] if strict else self.all()


def duplicates(site: Site, contents: Iterable[Content]) -> list[Content]:
    """Files that would be written over another one's address; each is a problem."""
    first: dict[str, Content] = {}
    losers = []
    for content in sorted(contents, key=lambda c: str(c.source_path)):
        earlier = first.setdefault(f"{content.lang} {content.slug} {content.save_as}", content)
        if content.save_as:
            earlier = first.setdefault(content.save_as, earlier)
        if earlier is not content:
            source = content.reading.source
            site.problems.append(
                DUPLICATE_ADDRESS.problem(
                    source.path,
                    source.line("slug"),
                    f"This has the same address as {earlier.reading.source.path}: "
                    f"/{content.url or content.slug}",
                    "Rename one of the two files, or give one a “slug: …” of its own.",
                )
            )
            losers.append(content)
    return losers
