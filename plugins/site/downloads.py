"""Files that pages link to and that are no pictures: which are published, and which never are.

Only what a published page links to is published, as it is and under its own name; and of that only
what a visitor can open and what neither her browser nor the host would run. So the list is one of
what is let through: a new kind of file that runs somewhere is not on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from plugins.core.build import Site
from plugins.core.contents import Content, Contents, Download
from plugins.core.file_names import fault, same_to_some
from plugins.core.problem import Problem
from plugins.core.rules.files import FILE_NAME, FILE_REFUSED, UNREADABLE
from plugins.delivery import published_addresses
from plugins.frontmatter.discovery import ill_named, is_text
from plugins.images import portraits
from plugins.images.references import Place

# Documents, calendars and cards of addresses, archives; sound, films and their captions.
_KINDS = """
pdf epub docx doc odt rtf txt csv tsv xlsx xls ods pptx ppt odp ics vcf zip
mp3 m4a aac ogg oga opus wav flac mp4 m4v mov webm ogv vtt srt
"""
KINDS = frozenset(_KINDS.split())
# Run by a host wherever they stand in a name, as in `x.php.pdf` (Apache HTTP Server, mod_mime,
# "Files with Multiple Extensions").
_BY_HOSTS = "php php3 php4 php5 php7 php8 phps pht phtml phar shtml shtm cgi"
_RUN_ANYWHERE = frozenset(_BY_HOSTS.split())
_BY_OTHERS = """
stm fcgi pl py rb sh lua asp aspx jsp jspx cfm exe bat cmd ps1 vbs jar swf wasm
html htm xhtml xht mht mhtml hta htc xml xsl xslt js mjs cjs
"""
_RUN = _RUN_ANYWHERE.union(_BY_OTHERS.split())
_PRIVATE = ("yaml", "yml", "md", "markdown")
# Where the site has files of its own.
_OURS = ("robots.txt", "theme/", "pagefind/")
_SAVE = "Save what it says as a PDF, or write it as an article, and link to that."


@dataclass(frozen=True)
class _Link:
    """Where a page or a redirect leads to a file; `typed` is its address as it stands there."""

    path: str
    line: int
    typed: str
    published: bool


def used(site: Site, contents: Contents, places: Mapping[int, Sequence[Place]]) -> frozenset[str]:
    """Return every file that a page, a header, a person or a redirect leads to.

    `places` are the pictures and links of each content, by its id.
    """
    names = {place.file for some in places.values() for place in some}
    names |= {content.image_file for content in contents.all()} & contents.files
    names |= set(portraits.wanted(site, contents.files))
    return frozenset(names | contents.redirected.keys())


def place(
    site: Site,
    contents: Contents,
    places: Mapping[int, Sequence[Place]],
    pictures: Collection[str],
) -> None:
    """Let through what may be published, to `site.downloads` and `contents.downloads`.

    `places` as for `used`; the files in `pictures` are published in another way. What is wrong
    goes to `site.problems`.
    """
    links = _links(contents, places, pictures)
    sound = []
    for name, some in sorted(links.items()):
        if problems := [*_problems(site, name, some)]:
            site.problems += problems
            continue
        sound.append(name)
        published = [link for link in some if link.published]
        if published or not site.strict:
            site.downloads[name] = site.content / name
        if published:
            download = Download(site.shown(name), published[0].path, published[0].line)
            contents.downloads += (download,)
    site.problems += _twins(site, sound)


def unused(site: Site, contents: Contents, names: Collection[str]) -> tuple[str, ...]:
    """Return the files in the folders for pictures and files that are none of `names`.

    A text there is told as one that is not read.
    """
    folders = tuple(f"{folder}/" for folder in site.file_folders)
    ours = {name for name in contents.files if name.startswith(folders) and not is_text(name)}
    return tuple(sorted(ours.difference(names, (site.found.behind.get(n, n) for n in names))))


def _links(
    contents: Contents, places: Mapping[int, Sequence[Place]], pictures: Collection[str]
) -> dict[str, list[_Link]]:
    found: dict[str, list[_Link]] = defaultdict(list)
    for content in contents.all():
        for one in places[id(content)]:
            if not one.shown and one.file not in pictures:
                path = content.reading.source.path
                found[one.file].append(_Link(path, one.line, one.typed, _is_published(content)))
    for name, redirect in contents.redirected.items():
        if name not in pictures:
            found[name].append(_Link(redirect.path, redirect.line, redirect.new or "", True))
    return found


def _is_published(content: Content) -> bool:
    return bool(content.status != "draft")


def _problems(site: Site, name: str, links: Iterable[_Link]) -> Iterator[Problem]:
    own_name = site.found.behind.get(name, name)
    refused = _refused(own_name) or _refused(name)
    if refused:
        what, remedy = refused
        for link in links:
            message = f"“{link.typed}” {what}, so it is not published."
            yield FILE_REFUSED.problem(link.path, link.line, message, remedy)
    elif wrong := fault(name):
        yield ill_named(site.shown(name), name, wrong)
    elif why := _closed(site, name):
        message = f"This file cannot be opened: {why}."
        remedy = "Look whether you can open it yourself; if not, copy it here once more."
        yield UNREADABLE.problem(site.shown(name), 1, message, remedy)


def _refused(name: str) -> tuple[str, str] | None:
    """Return what a file is that is never published, and what to do instead."""
    _, *parts = name.lower().rpartition("/")[2].split(".")
    ending = parts[-1] if parts else ""
    if ending in _PRIVATE or name == published_addresses.NAME or _is_hidden(name):
        return "is a file that only you and the program read", "Take the link out."
    if ending in _RUN or _RUN_ANYWHERE.intersection(parts):
        return "could run a program in a visitor's browser or on the host", _SAVE
    if ending not in KINDS:
        return "is of a kind that many visitors cannot open", _SAVE
    if name.lower().startswith(_OURS):
        return "lies where the site has files of its own", "Move it into content/images/."
    return None


def _is_hidden(name: str) -> bool:
    return any(part.startswith(".") for part in PurePosixPath(name).parts)


def _closed(site: Site, name: str) -> str:
    try:
        with (site.content / name).open("rb"):
            return ""
    except OSError as broken:
        return broken.strerror or str(broken)


def _twins(site: Site, names: Iterable[str]) -> Iterator[Problem]:
    first: dict[str, str] = {}
    for name in sorted(names):
        like = first.setdefault(same_to_some(name), name)
        if like != name:
            yield FILE_NAME.problem(
                site.shown(name),
                1,
                f"Many computers and hosts take this file and “{like}” for one: their names "
                "differ only in capital letters or in how an accent is stored.",
                "Rename one of the two, and change the links to it.",
            )
