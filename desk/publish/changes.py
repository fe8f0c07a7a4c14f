"""What a visitor will find changed: pages by title, their words, redirects, other files."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from desk.publish.foreign import Read, named, replaced
from desk.publish.text_diff import Words, main_part, page_text, word_diff
from plugins.delivery.addresses import address_of, redirects
from plugins.delivery.kinds import type_of
from plugins.delivery.manifest import Difference, Manifest, difference
from plugins.frontmatter.redirects import page_name

Kind = Literal["new", "changed", "removed"]


@dataclass(frozen=True)
class PageChange:
    """One page of the site. `words` are the passages that differ, each with a few words around;
    none where only its markup changed. `redirected` of a removed page: does it lead on?"""

    kind: Kind
    address: str
    title: str
    words: tuple[tuple[Words, ...], ...] = ()
    redirected: bool = False
    article: bool = False


@dataclass(frozen=True)
class FileChange:
    """A file that visitors can open and that is neither a page, a picture nor the program's."""

    kind: Kind
    path: str


@dataclass(frozen=True)
class Changes:
    """Everything that publishing would do. `pages_before` counts the pages that are live.

    `foreign` is what lies at the place and is not from here; of it, `replaced` is in the way.
    """

    pages: tuple[PageChange, ...]
    redirects_added: tuple[tuple[str, str], ...]
    redirects_removed: tuple[tuple[str, str], ...]
    files: Difference
    sent_files: int
    sent_bytes: int
    pages_before: int
    downloads: tuple[FileChange, ...] = ()
    foreign: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()

    @property
    def lost(self) -> tuple[PageChange, ...]:
        """Pages that go and leave nothing at their address."""
        return tuple(p for p in self.pages if p.kind == "removed" and not p.redirected)

    @property
    def gone_share(self) -> float:
        """The part of the live pages that goes, redirected or not: 0 to 1."""
        gone = sum(1 for page in self.pages if page.kind == "removed")
        return gone / self.pages_before if self.pages_before else 0.0

    def as_data(self) -> dict[str, Any]:
        """The same as plain data, for --format json."""
        return {
            "pages": [asdict(page) for page in self.pages],
            "redirects_added": [{"from": old, "to": new} for old, new in self.redirects_added],
            "redirects_removed": [{"from": old, "to": new} for old, new in self.redirects_removed],
            "downloads": [asdict(file) for file in self.downloads],
            "files": {
                "added": list(self.files.added),
                "changed": list(self.files.changed),
                "removed": list(self.files.removed),
            },
            "sent_files": self.sent_files,
            "sent_bytes": self.sent_bytes,
            "foreign": [_as_text(path) for path in named(self.foreign)],
            "replaced": [_as_text(path) for path in named(self.replaced)],
        }


def changes(
    site: Path,
    new: Manifest,
    live: Manifest | None,
    read: Read,
    foreign: tuple[str, ...] = (),
) -> Changes:
    """Compares the folder `site` with the live version, whose files `read` gives. `foreign` is what
    else lies there."""

    def of_site(paths: Collection[str]) -> dict[str, bytes]:
        return {path: (site / path).read_bytes() for path in paths if (site / path).is_file()}

    return between(of_site, new, live, read, foreign)


def between(
    after: Read, new: Manifest, live: Manifest | None, before: Read, foreign: tuple[str, ...] = ()
) -> Changes:
    """Compares two versions, the files of which `after` and `before` give."""
    files = difference(live, new)
    before_pages = [path for path in (live.files if live else ()) if _is_page(path)]
    old = _wanted(before, live, (*files.changed, *files.removed))
    now = _wanted(after, new, files.sent)
    old_redirects = redirects(old.get("_redirects", b""))
    new_redirects = redirects(now.get("_redirects", b""))
    old_moved, new_moved = _moved_pages(old_redirects), _moved_pages(new_redirects)
    told = _pages(files, old, now, old_moved, new_moved)
    return Changes(
        pages=tuple(sorted(told, key=lambda page: (_ORDER[page.kind], page.address))),
        redirects_added=tuple(sorted(new_redirects.items() - old_redirects.items())),
        redirects_removed=tuple(sorted(old_redirects.items() - new_redirects.items())),
        files=files,
        sent_files=len(files.sent),
        sent_bytes=sum(new.files[path].size for path in files.sent),
        pages_before=sum(1 for path in before_pages if address_of(path) not in old_moved),
        downloads=tuple(_downloads(files, new, live or Manifest())),
        foreign=foreign,
        replaced=replaced(foreign, new, before),
    )


def _wanted(read: Read, version: Manifest | None, differing: Collection[str]) -> dict[str, bytes]:
    """The pages among the files that differ, and the redirects of a version."""
    names = [path for path in differing if _is_page(path)]
    names += ["_redirects"] if version and "_redirects" in version.files else []
    return read(names) if names else {}


_ORDER: dict[Kind, int] = {"removed": 0, "new": 1, "changed": 2}


def _pages(
    files: Difference,
    before: dict[str, bytes],
    after: dict[str, bytes],
    old_moved: set[str],
    new_moved: set[str],
) -> Iterable[PageChange]:
    """A page that has become a redirect is gone, and one that was a redirect is new."""
    for path in (*files.added, *files.changed, *files.removed):
        if not _is_page(path):
            continue
        address = address_of(path)
        was = path not in files.added and address not in old_moved
        is_now = path not in files.removed and address not in new_moved
        if not was and not is_now:
            continue
        old, now = before.get(path, b""), after.get(path, b"") if is_now else b""
        kind: Kind = "changed" if was and is_now else "new" if is_now else "removed"
        shown = page_text(now if is_now else old)
        same = kind != "changed" or main_part(old) == main_part(now)
        passages = () if same else word_diff(page_text(old), shown)
        article = "articles" in address.split("/")
        on = address in new_moved
        yield PageChange(kind, address, shown.title or address, passages, on, article)


# What the program writes itself, beside pages and pictures.
_OURS = (
    *("assets/*", "pagefind/*", "theme/*", ".well-known/*", "*/index.md", "feed.xml", "*/feed.xml"),
    *("sitemap.xml", "robots.txt", "manifest.webmanifest"),
    *("_headers", "_redirects", ".htaccess", ".nojekyll", "CNAME"),
)


def _downloads(files: Difference, new: Manifest, live: Manifest) -> Iterator[FileChange]:
    kinds: dict[Kind, tuple[str, ...]] = {
        "removed": files.removed,
        "new": files.added,
        "changed": files.changed,
    }
    for kind, paths in kinds.items():
        there = live if kind == "removed" else new
        for path in paths:
            if not (_is_page(path) or _is_ours(path) or there.is_packed(path)):
                yield FileChange(kind, path)


def _is_ours(path: str) -> bool:
    picture = type_of(path).startswith("image/")
    return picture or any(fnmatch.fnmatch(path, pattern) for pattern in _OURS)


def shown(site: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Those of the files in `site` that a host shows; from the address of others it leads on."""
    moved = _moved_pages(redirects((site / "_redirects").read_bytes()))
    return tuple(path for path in paths if address_of(path) not in moved)


def _moved_pages(redirects: Iterable[str]) -> set[str]:
    """Return the addresses of the pages that stand at old addresses and lead on."""
    return {address_of(page_name(old)) for old in redirects}


def _is_page(path: str) -> bool:
    return fnmatch.fnmatch(path, "*.html") and not path.startswith("drafts/")


def _as_text(path: str) -> str:
    """A path as it can be printed: its bytes need not be text."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
