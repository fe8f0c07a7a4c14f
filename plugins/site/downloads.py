"""Files that pages link to and that are no pictures: which are published, and which never are.

Only what a published page links to is published, as it is and under its own name; and of that only
what a visitor can open and what neither her browser nor the host would run. So the list is one of
what is let through: a new kind of file that runs somewhere is not on it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from plugins.checks.document import Download
from plugins.core.build import Build
from plugins.core.decode import unreadable
from plugins.core.file_names import fault, same_to_some
from plugins.core.problem import Problem
from plugins.core.rules.files import FILE_NAME, FILE_REFUSED
from plugins.delivery import published_addresses
from plugins.frontmatter.discovery import ill_named, is_text
from plugins.frontmatter.redirects import Redirect
from plugins.frontmatter.walk import Found
from plugins.images.references import Body
from plugins.site.contents import Content

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


@dataclass(frozen=True)
class Downloads:
    """What is published as it is: each file by its name, and where a published page leads to it."""

    files: Mapping[str, Path]
    published: tuple[Download, ...]
    problems: tuple[Problem, ...]


def place(
    build: Build,
    found: Found,
    bodies: Mapping[Content, Body],
    redirected: Mapping[str, Redirect],
    pictures: Collection[str],
) -> Downloads:
    """Let through what may be published of the files that texts and redirects lead to.

    `redirected` are the redirects by the files that they lead to; the files in `pictures` are
    published in another way.
    """
    links: dict[str, list[_Link]] = defaultdict(list)
    for content, body in bodies.items():
        for one in body.places:
            if not one.shown and one.file not in pictures:
                public = content.status != "draft"
                links[one.file].append(_Link(content.header.path, one.line, one.typed, public))
    for name, redirect in redirected.items():
        if name not in pictures:
            links[name].append(_Link(redirect.path, redirect.line, redirect.new or "", True))
    problems: list[Problem] = []
    files: dict[str, Path] = {}
    downloads: list[Download] = []
    first: dict[str, str] = {}
    for name, some in sorted(links.items()):
        if wrong := [*_problems(build, found, name, some)]:
            problems += wrong
            continue
        public_links = [link for link in some if link.published]
        if public_links or not build.strict:
            files[name] = build.content / name
        if public_links:
            link = public_links[0]
            downloads.append(Download(build.shown(name), link.path, link.line))
        like = first.setdefault(same_to_some(name), name)
        if like != name:
            message = (
                f"Many computers and hosts take this file and “{like}” for one: their names "
                "differ only in capital letters or in how an accent is stored."
            )
            remedy = "Rename one of the two, and change the links to it."
            problems.append(FILE_NAME.problem(build.shown(name), 1, message, remedy))
    return Downloads(files, tuple(downloads), tuple(problems))


def unused(
    found: Found, folders: Iterable[str], files: Iterable[str], used: Collection[str]
) -> tuple[str, ...]:
    """Return those of the `files` in the `folders` for pictures and files that are not `used`.

    A text there is told as one that is not read.
    """
    begin = tuple(f"{folder}/" for folder in folders)
    ours = {name for name in files if name.startswith(begin) and not is_text(name)}
    return tuple(sorted(ours.difference(used, (found.behind.get(n, n) for n in used))))


def _problems(build: Build, found: Found, name: str, links: Iterable[_Link]) -> Iterator[Problem]:
    refused = _refused(found.behind.get(name, name)) or _refused(name)
    if refused:
        what, remedy = refused
        for link in links:
            message = f"“{link.typed}” {what}, so it is not published."
            yield FILE_REFUSED.problem(link.path, link.line, message, remedy)
    elif wrong := fault(name):
        yield ill_named(build.shown(name), name, wrong)
    else:
        try:
            with (build.content / name).open("rb"):
                pass
        except OSError as broken:
            remedy = "Look whether you can open it yourself; if not, copy it here once more."
            yield unreadable(build.shown(name), broken, remedy)


def _refused(name: str) -> tuple[str, str] | None:
    """Return what a file is that is never published, and what to do instead."""
    _, *parts = name.lower().rpartition("/")[2].split(".")
    ending = parts[-1] if parts else ""
    if (
        ending in _PRIVATE
        or name == published_addresses.NAME
        or any(part.startswith(".") for part in PurePosixPath(name).parts)
    ):
        return "is a file that only you and the program read", "Take the link out."
    if ending in _RUN or _RUN_ANYWHERE.intersection(parts):
        return "could run a program in a visitor's browser or on the host", _SAVE
    if ending not in KINDS:
        return "is of a kind that many visitors cannot open", _SAVE
    if name.lower().startswith(_OURS):
        return "lies where the site has files of its own", "Move it into content/images/."
    return None
