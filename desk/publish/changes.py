"""What a visitor will find changed: pages by title, their words, redirects, other files."""

from __future__ import annotations

import fnmatch
from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from desk.common.text_diff import Words, main_part, page_text, word_diff
from desk.publish.foreign import Read, named, sort
from plugins.delivery.addresses import address_of, is_editors, redirects
from plugins.delivery.kinds import type_of
from plugins.delivery.manifest import Difference, Manifest, difference
from plugins.frontmatter.redirects import page_name

Kind = Literal["new", "changed", "removed"]
_KINDS: tuple[Kind, ...] = ("removed", "new", "changed")  # the gravest first
# What the program writes itself, beside pages and pictures.
_OURS = (
    *("assets/*", "pagefind/*", "theme/*", ".well-known/*", "*/index.md", "feed.xml", "*/feed.xml"),
    *("sitemap.xml", "robots.txt", "manifest.webmanifest"),
    *("_headers", "_redirects", ".htaccess", ".nojekyll", "CNAME"),
)


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
        """Return the pages that go and leave nothing at their address."""
        return tuple(p for p in self.pages if p.kind == "removed" and not p.redirected)

    @property
    def gone_share(self) -> float:
        """Return the part of the live pages that goes, redirected or not: 0 to 1."""
        gone = sum(1 for page in self.pages if page.kind == "removed")
        return gone / self.pages_before if self.pages_before else 0.0

    def as_data(self) -> dict[str, Any]:
        """Return the same as plain data, for --format json."""
        data = asdict(self)
        del data["pages_before"]
        for name in ("redirects_added", "redirects_removed"):
            data[name] = [{"from": old, "to": new} for old, new in data[name]]
        for name in ("foreign", "replaced"):  # the bytes of a path need not be text
            paths = (path.encode("utf-8", "surrogateescape") for path in named(data[name]))
            data[name] = [path.decode("utf-8", "replace") for path in paths]
        return data


def changes(
    site: Path, new: Manifest, live: Manifest | None, read: Read, foreign: tuple[str, ...] = ()
) -> Changes:
    """Compare the folder `site` with the live version, whose files `read` gives. `foreign` is what
    else lies there."""

    def of_site(paths: Collection[str]) -> dict[str, bytes]:
        return {path: (site / path).read_bytes() for path in paths if (site / path).is_file()}

    return between(of_site, new, live, read, foreign)


def between(
    after: Read, new: Manifest, live: Manifest | None, before: Read, foreign: tuple[str, ...] = ()
) -> Changes:
    """Compare two versions, the files of which `after` and `before` give."""
    whole = difference(live, new)
    # The editor that a site may have is nothing that a visitor finds.
    editors = {
        path for one in (live, new) if one for path in one.files if is_editors(path, one.files)
    }
    files = Difference(
        *(
            tuple(path for path in paths if path not in editors)
            for paths in (whole.added, whole.changed, whole.removed)
        )
    )
    old = _wanted(before, live, (*files.changed, *files.removed))
    now = _wanted(after, new, files.sent)
    old_redirects = redirects(old.get("_redirects", b""))
    new_redirects = redirects(now.get("_redirects", b""))
    old_moved, new_moved = _moved_pages(old_redirects), _moved_pages(new_redirects)
    pages = _pages(files, old, now, old_moved, new_moved)
    kinds = zip(_KINDS, (files.removed, files.added, files.changed), strict=True)
    return Changes(
        pages=tuple(sorted(pages, key=lambda page: (_KINDS.index(page.kind), page.address))),
        redirects_added=tuple(sorted(new_redirects.items() - old_redirects.items())),
        redirects_removed=tuple(sorted(old_redirects.items() - new_redirects.items())),
        files=whole,
        sent_files=len(whole.sent),
        sent_bytes=sum(new.files[path].size for path in whole.sent),
        pages_before=sum(
            _is_page(path) and address_of(path) not in old_moved and path not in editors
            for path in (live.files if live else ())
        ),
        downloads=tuple(
            FileChange(kind, path)
            for kind, paths in kinds
            for path in paths
            if not (_is_page(path) or type_of(path).startswith("image/"))
            and not any(fnmatch.fnmatch(path, pattern) for pattern in _OURS)
            and not ((live or Manifest()) if kind == "removed" else new).is_packed(path)
        ),
        foreign=foreign,
        replaced=sort(foreign, new, before)[0],
    )


def _wanted(read: Read, version: Manifest | None, differing: Collection[str]) -> dict[str, bytes]:
    """Return the pages among the files that differ, and the redirects of a version."""
    names = [path for path in differing if _is_page(path)]
    names += ["_redirects"] if version and "_redirects" in version.files else []
    return read(names) if names else {}


def _pages(
    files: Difference,
    before: dict[str, bytes],
    after: dict[str, bytes],
    old_moved: set[str],
    new_moved: set[str],
) -> Iterable[PageChange]:
    """Yield the pages that differ: one that has become a redirect is gone, and one that was a
    redirect is new."""
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
        article = "articles" in address.strip("/").split("/")[:-1]  # and not the list of them
        on = address in new_moved
        yield PageChange(kind, address, shown.title or address, passages, on, article)


def shown(site: Path, paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of the files in `site` that a host shows; others have addresses that lead on."""
    moved = _moved_pages(redirects((site / "_redirects").read_bytes()))
    return tuple(path for path in paths if address_of(path) not in moved)


def _moved_pages(redirects: Iterable[str]) -> set[str]:
    """Return the addresses of the pages that stand at old addresses and lead on."""
    return {address_of(page_name(old)) for old in redirects}


def _is_page(path: str) -> bool:
    return fnmatch.fnmatch(path, "*.html") and not path.startswith("drafts/")
