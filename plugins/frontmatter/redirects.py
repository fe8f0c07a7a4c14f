"""Lead old addresses to new ones: `content/redirects.yaml` and the headers' `redirects`.

An old address is known by its path as a host reads it, without percent signs for other signs:
`/caf%C3%A9` is `/café`. Two spellings of one path are one address.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NoReturn
from urllib.parse import quote, unquote, unquote_to_bytes

from plugins.core import yaml_lines
from plugins.core.problem import Problem
from plugins.core.rules.links import REDIRECT

# Cloudflare passes over a line of more than 1,000 signs, in which both addresses stand.
_LONGEST = 450
_LONGEST_PART = 255  # bytes of a file's name; Apache looks for it on the disk and answers 403
_LONGEST_NAME = 200  # bytes of a name below the site: Windows knows 260 signs with all before it
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_PERCENT_ALONE = re.compile(r"%(?![0-9A-Fa-f]{2})")
# Microsoft Learn, "Naming Files, Paths, and Namespaces": what Windows keeps for itself.
_NOT_ON_WINDOWS = re.compile(
    r"[<>:\"|?*\\]|[. ](?:/|$)|(?:^|/)(?:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])(?:[./]|$)",
    re.IGNORECASE,
)
_INSIDE = re.compile(r"/(?![/\\])[^\x00-\x1f\x7f]*")
_OUTSIDE = re.compile(r"https?://[^\s/?#\\@\"<>\x00-\x1f\x7f]+(?:[/?#][^\s\"<>\x00-\x1f\x7f]*)?")
# What the program writes beside the pages: folders, and files that are looked for by name.
_OWN = (
    *("assets", "drafts", "pagefind", "theme"),
    *("CNAME", "_headers", "_redirects", "card.png", "manifest.json"),
    *(".htaccess", ".nojekyll", ".well-known/security.txt"),
)
_PACKED = ("", ".br", ".gz")  # what may come to lie beside a file


@dataclass(frozen=True)
class Redirect:
    """Where an old address leads, and the file and line that say so.

    `old` is a decoded path, `new` begins with a slash or is a whole address. It is None where the
    address is declared gone: nothing has come in its place.
    """

    old: str
    new: str | None
    path: str
    line: int


def read(text: str, path: str) -> tuple[list[Redirect], list[Problem]]:
    """Return the redirects of redirects.yaml, one `/old: /new` or `/old: gone` a line.

    What is wrong is a problem only.
    """
    marked = yaml_lines.load(text, path)
    problems = list(marked.problems)
    found: list[Redirect] = []
    lines = marked.data if isinstance(marked.data, dict) else {}
    if not problems and not isinstance(marked.data, dict) and marked.data != "":
        message = "Redirects are lines of the form “/old: /new”."
        problems.append(REDIRECT.problem(path, 1, message, "Write them so."))
    for typed, aim in lines.items():
        line = marked.line(typed)
        try:
            old = old_address(typed)
            if aim == "gone":
                found.append(Redirect(old, None, path, line))
                continue
            if not isinstance(aim, str) or not (_INSIDE.fullmatch(aim) or _OUTSIDE.fullmatch(aim)):
                raise ValueError(
                    f"The redirect “{shown(typed)}” cannot be understood.",
                    "Write it as “/old-address: /new-address/”, each beginning with one slash, or "
                    "as “/old-address: https://…”, or as “/old-address: gone”.",
                )
            if (length := len(location(aim))) > _LONGEST:
                raise ValueError(
                    f"The redirect “{shown(typed)}” leads to an address of {length:,} signs, and "
                    f"at most {_LONGEST} work on every host.",
                    "Lead it to a page of this site that holds the long link.",
                )
            found.append(Redirect(old, aim, path, line))
        except ValueError as wrong:
            message, remedy = wrong.args
            problems.append(REDIRECT.problem(path, line, message, remedy))
    return found, problems


def old_address(text: str) -> str:
    """Return the path that is meant by what somebody typed, decoded (RFC 3986, section 2.1).

    Raises ValueError(what, remedy) if a host of files is never asked for it, or if hosts do not
    read it alike.
    """

    def never(why: str, remedy: str = "Leave it out.") -> NoReturn:
        raise ValueError(f"“{shown(text)}” cannot be an old address: {why}.", remedy)

    if not text.startswith("/") or text.startswith("//"):
        remedy = "Write only the part after the domain, such as /blog/old-name."
        never("it does not begin with one slash", remedy)
    before = re.split(r"[?#]", text, maxsplit=1)[0]
    if before != text:
        why = "hosts of plain pages ignore what follows a “?” (docs/hosting.md)"
        if text[len(before)] == "#":
            why = "browsers do not send what follows a “#”"
        if before == "/":
            never(why, "Leave it out: who follows such a link finds the home page.")
        so = f"Write “{shown(before)}” if all addresses that begin so may lead to one page"
        never(why, f"{so}; otherwise leave it out.")
    if _PERCENT_ALONE.search(text):
        never("its “%” stands alone", "Write %25 for a percent sign.")
    if re.search(r"\\|%5C|%2F", text, re.IGNORECASE):
        why = "some hosts and browsers read “\\”, “%5C” or “%2F” as “/”, and others do not"
        never(why, "Write it with “/”, or leave it out.")
    try:
        path = unquote_to_bytes(text).decode()
    except UnicodeError:
        never("some of its letters are not in UTF-8")
    if unseen := _UNSEEN.search(path):
        sign = quote(unseen[0])
        remedy = f"Take {sign} out if it is there by mistake; otherwise leave the address out."
        never(f"it holds a sign that cannot be seen ({sign})", remedy)
    if "//" in path:
        never("hosts take two slashes in a row for one", "Write one slash.")
    parts = path.split("/")
    if "." in parts or ".." in parts:
        why = "“.” and “..” are steps between folders, which browsers take before they ask"
        never(why, "Write the address without them, or leave it out.")
    if any(part.startswith(".") and part != ".well-known" for part in parts):
        never("hosts show nobody what begins with a dot")
    if (length := len(quote(path))) > _LONGEST:
        most = f"at most {_LONGEST} work on every host"
        never(f"it has {length:,} signs as browsers send it, and {most}")
    if any(len(part.encode()) > _LONGEST_PART for part in parts):
        never("a part of it is longer than the name of a file may be")
    return path


def location(new: str) -> str:
    """Return `new` as a header may say it (RFC 9110, section 10.2.2): only signs of addresses."""
    return quote(_PERCENT_ALONE.sub("%25", new), safe="/%:?#&=@+,;~!()*-._")


def is_inside(new: str) -> bool:
    """Return whether it is a page of this site, not somebody else's."""
    return new.startswith("/") and not new.startswith("//")


def aimed_at(new: str) -> str:
    """Return the page of this site that is meant: its path, without a query and a fragment."""
    return page_address(unquote(re.split(r"[?#]", new, maxsplit=1)[0]))


def shown(text: str) -> str:
    """Return an address as a message shows it: not too long, and with every sign to be seen."""
    seen = _UNSEEN.sub(lambda sign: quote(sign[0], errors="replace"), text)
    return seen if len(seen) <= 80 else f"{seen[:60]}…"


# --- files ---------------------------------------------------------------------------------------


def page_address(address: str) -> str:
    """Return the one address of `/old`, `/old/` and `/old/index.html`; `/old.html` stays a file."""
    if address.endswith("/index.html"):
        address = address.removesuffix("index.html")
    last = address.rstrip("/").rpartition("/")[2]
    return address if "." in last or address.endswith("/") else f"{address}/"


def page_name(old: str) -> str:
    """Return the name of the page that stands at an old address, for hosts that cannot redirect.

    Unless it is called .html it is a folder's: a page called `.php` or `.pdf` would be taken for
    something else.
    """
    name = old.removeprefix("/")
    return name if name.endswith(".html") else f"{name.rstrip('/')}/index.html".removeprefix("/")


def can_be_a_file(name: str) -> bool:
    """Return whether every computer can hold a file of this name."""
    return not _NOT_ON_WINDOWS.search(name) and len(name.encode()) <= _LONGEST_NAME


def is_own(name: str) -> bool:
    """Return whether the file, or a folder that it lies in, is for the program alone to write."""
    own = (f"{_same(each)}{end}/" for each in _OWN for end in _PACKED)
    return f"{_same(name)}/".startswith(tuple(own))


def _same(name: str) -> str:
    """Return what two names share that Windows or macOS cannot tell apart."""
    return unicodedata.normalize("NFC", name).lower()


@dataclass
class _Names:
    """Names of files, each with the address of its page, for what must not stand in one place."""

    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, address: str) -> None:
        for end in _PACKED:
            self.files.setdefault(_same(name) + end, address)
        for folder in _folders(name):
            self.folders.setdefault(folder, address)

    def in_the_way(self, name: str) -> str | None:
        """Return the address of the page whose file is this one, lies in it, or is around it."""
        around = (self.files.get(folder) for folder in _folders(name))
        same = _same(name)
        return self.files.get(same) or self.folders.get(same) or next(filter(None, around), None)


def _folders(name: str) -> list[str]:
    parts = _same(name).split("/")[:-1]
    return ["/".join(parts[: count + 1]) for count in range(len(parts))]


# --- all together --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Settled:
    """Where each old address leads now, and the addresses that are gone."""

    moved: dict[str, str]
    gone: frozenset[str]
    problems: list[Problem]


def settle(redirects: Iterable[Redirect], taken: Collection[str]) -> Settled:
    """Find one target for each old address. `taken`: the addresses of the site's pages and files.

    A redirect may not shadow a page, stand twice with two targets, or lead to itself or to
    another redirect that leads back; and no computer may take its page for another file.
    """
    chosen: dict[str, Redirect] = {}
    by_name: dict[str, Redirect] = {}
    problems: list[Problem] = []
    ours, theirs = _Names(), _Names()
    for address in taken:
        ours.add(f"{address[1:]}index.html" if address.endswith("/") else address[1:], address)

    def wrong(redirect: Redirect, message: str, remedy: str) -> None:
        problems.append(REDIRECT.problem(redirect.path, redirect.line, message, remedy))

    for redirect in redirects:
        old, said = page_address(redirect.old), shown(redirect.old)
        name = page_name(old)
        page, beside = ours.in_the_way(name), theirs.in_the_way(name)
        earlier = by_name.get(_same(name))
        if old in taken:
            message = f"“{said}” is the address of a page of this site, so nobody would see it."
            wrong(redirect, message, "Remove the redirect, or give that page another slug.")
        elif is_own(name):
            message = f"“{said}” is where the program puts files of its own."
            wrong(redirect, message, "Remove the redirect.")
        elif page:
            message = f"“{said}” would stand in the place of “{page}” on many computers and hosts."
            wrong(redirect, message, "Remove the redirect, or give that page another slug.")
        elif earlier and earlier.new != redirect.new:
            does = f"leads to {shown(earlier.new)}" if earlier.new else "is declared gone"
            message = f"“{said}” already {does} ({earlier.path}:{earlier.line})."
            wrong(redirect, message, "Keep one of the two.")
        elif beside and not earlier and redirect.new is not None:
            other = chosen[beside]
            message = (
                f"“{said}” and “{shown(other.old)}” ({other.path}:{other.line}) cannot both have a "
                "page: one would be a file and the other a folder of the same name."
            )
            wrong(redirect, message, "Keep one of the two.")
        else:
            chosen[old] = by_name[_same(name)] = redirect
            if redirect.new is not None:
                theirs.add(name, old)
    for old, redirect in list(chosen.items()):
        seen: set[str] = set()
        at = old
        while at in chosen and at not in seen and (aim := chosen[at].new) is not None:
            seen.add(at)
            at = aimed_at(aim)
        if at in seen:
            message = f"The redirect “{shown(redirect.old)}” leads back to itself."
            wrong(redirect, message, "Remove it.")
            del chosen[old]
    moved = {old: redirect.new for old, redirect in chosen.items() if redirect.new is not None}
    return Settled(moved, frozenset(chosen) - frozenset(moved), problems)
