"""Links and pictures as a writer types them, made into what Pelican resolves, or into problems.

A writer may link to `/articles/anxiety/`, to `anxiety.md` or to `{filename}anxiety.md`, and show
`images/desk.jpg`, `/images/desk.jpg` or `{static}/images/desk.jpg`; all become Pelican's own
form (its documentation, "Linking to internal content"), which holds wherever the site stands.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from urllib.parse import unquote, urljoin, urlsplit, urlunsplit

from plugins.practice.problems import did_you_mean

_TO = re.compile(r"(<(?P<tag>a|img) [^>]*?\b(?:href|src)=\")(?P<to>[^\"]*)(?=\")")
_MARKED = re.compile(
    r"[{|](?P<what>filename|static|attach)[|}](?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True)
class Targets:
    """Where a link may lead.

    `pages`: address, such as "/articles/anxiety/", to source, such as "articles/anxiety.md".
    `files`: sources of pictures and other files. `later`: the address that a draft or a scheduled
    article will have, to its source. `other`: addresses without a source of their own. `root`:
    the part of the site's address behind its host.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    later: Mapping[str, str] = field(default_factory=dict)
    other: frozenset[str] = frozenset()
    root: str = ""

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(self.pages.values())


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere: what was typed, what is wrong with it, how to mend it."""

    to: str
    message: str
    remedy: str
    picture: bool


def resolve(html: str, source: str, url: str, targets: Targets) -> tuple[str, list[Broken]]:
    """Cleaned HTML with its internal links in Pelican's form, and those that lead nowhere.

    `source` is the file's path in the content folder, `url` its address without a first slash.
    A broken link is left as it was typed.
    """
    broken: list[Broken] = []

    def replaced(match: re.Match[str]) -> str:
        picture = match["tag"] == "img"
        to = unescape(match["to"])
        try:
            found = _internal(to, source, url, targets, picture)
        except LookupError as nowhere:
            message, remedy = nowhere.args
            broken.append(Broken(to, message, remedy, picture))
            return match[0]
        return match[1] + escape(found)

    return _TO.sub(replaced, html), broken


def _internal(to: str, source: str, url: str, targets: Targets, picture: bool) -> str:
    marked = _MARKED.fullmatch(to)
    try:
        parts = urlsplit(marked["path"] + marked["rest"] if marked else to)
    except ValueError:
        raise LookupError(f"“{to}” is not an address.", "Copy it once more, whole.") from None
    if parts.scheme or parts.netloc or not parts.path:
        return to
    path = unquote(parts.path)
    after = urlunsplit(("", "", "", parts.query, parts.fragment))
    folder = posixpath.dirname(source)
    for name in (posixpath.join(folder, path.lstrip("/")), path.lstrip("/")):
        name = posixpath.normpath(name)
        if name in targets.files:
            return f"{{static}}/{name}{after}"
        if not picture and name in targets.sources:
            return f"{{filename}}/{name}{after}"
        if not picture and name in targets.later.values():
            raise _not_yet(to)
    if picture:
        raise LookupError(
            f"The picture “{to}” is not there.",
            did_you_mean(posixpath.basename(path), map(posixpath.basename, targets.files))
            or "Put it into content/images/ and write /images/ and its name.",
        )
    if not marked and not path.endswith(".md"):
        address = urljoin(f"/{url}", path)
        for candidate in (address, f"{address}/", address.removesuffix("index.html")):
            if candidate in targets.pages:
                return f"{{filename}}/{targets.pages[candidate]}{after}"
            if candidate in targets.other:
                return f"{targets.root}{candidate}{after}"
            if candidate in targets.later:
                later = targets.later[candidate]
                if later in targets.sources:  # the preview shows it among the drafts
                    return f"{{filename}}/{later}{after}"
                raise _not_yet(to)
        known: set[str] = {*targets.pages, *targets.other}
        raise LookupError(f"The link “{to}” leads nowhere.", did_you_mean(address, known))
    raise LookupError(
        f"The link “{to}” leads to a file that is not there.",
        did_you_mean(posixpath.basename(path), map(posixpath.basename, targets.sources)),
    )


def _not_yet(to: str) -> LookupError:
    return LookupError(
        f"The link “{to}” leads to an article that is not published yet.",
        "Publish that article first, or take the link out for now.",
    )
