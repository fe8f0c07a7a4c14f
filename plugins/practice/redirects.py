"""Old addresses and where they lead now: `content/redirects.yaml` and the headers' `redirects`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from plugins.practice import marked_yaml
from plugins.practice.problems import Problem

_RULE = "redirect"
_GONE = "gone"
# A file stands at an old address: nothing in it may lead out of the site, and what follows a
# question mark or a hash is never asked of a host that serves files (RFC 3986, section 3.5).
_OLD = re.compile(r"(?:/(?!\.{1,2}(?:/|$))[^/?#\\:*|\"<>\s\x00-\x1f]+)*/?")
_LEADS_OUT = re.compile(r"[/\\]\.{1,2}(?:[/\\]|$)|\x00")
_NEW = re.compile(r"(?:/(?![/\\])|https?://[^\s/?#\"<>])[^\s\"<>]*")


@dataclass(frozen=True)
class Redirect:
    """`old` and `new` begin with a slash, or `new` is a whole address; and where that is said.

    `new` is None where the address is declared gone: nothing has come in its place.
    """

    old: str
    new: str | None
    path: str
    line: int


def read(text: str, path: str) -> tuple[list[Redirect], list[Problem]]:
    """redirects.yaml: one `/old: /new` or `/old: gone` a line. What is wrong is a problem only."""
    marked = marked_yaml.load(text, path)
    problems = list(marked.problems)
    found: list[Redirect] = []
    if not problems and marked.data != "" and not isinstance(marked.data, dict):
        problems.append(
            Problem(
                path, 1, "Redirects are lines of the form “/old: /new”.", "Write them so.", _RULE
            )
        )
    for old, new in marked.data.items() if isinstance(marked.data, dict) else ():
        line = marked.line(old)
        aim = new if isinstance(new, str) else ""
        if not is_old_address(old) or not (aim == _GONE or _NEW.fullmatch(aim)):
            problems.append(
                Problem(
                    path,
                    line,
                    f"The redirect “{old}” cannot be understood.",
                    "Write it as “/old-address: /new-address/”, each beginning with one slash, "
                    "the old one without anything behind a ? or #, or as “/old-address: gone”.",
                    _RULE,
                )
            )
        else:
            found.append(Redirect(old, None if aim == _GONE else aim, path, line))
    return found, problems


def is_old_address(text: str) -> bool:
    """Can a page be put there? It begins with one slash and stays within the site.

    The file is named by what its %2e and %2f stand for (RFC 3986, section 2.4).
    """
    inside = text.startswith("/") and _OLD.fullmatch(text)
    return bool(inside) and not _LEADS_OUT.search(unquote(text))


@dataclass(frozen=True)
class Settled:
    """Where each old address leads now, and the addresses that are gone."""

    moved: dict[str, str]
    gone: frozenset[str]
    problems: list[Problem]


def settle(redirects: Iterable[Redirect], taken: Collection[str]) -> Settled:
    """One target for each old address. `taken` are the addresses of the site's own pages.

    A redirect may not shadow a page, stand twice with two targets, or lead to itself or to
    another redirect that leads back.
    """
    chosen: dict[str, Redirect] = {}
    problems: list[Problem] = []

    def wrong(redirect: Redirect, message: str, remedy: str) -> None:
        problems.append(Problem(redirect.path, redirect.line, message, remedy, _RULE))

    for redirect in redirects:
        earlier = chosen.get(page_address(redirect.old))
        if page_address(redirect.old) in taken:
            wrong(
                redirect,
                f"“{redirect.old}” is the address of a page of this site, so nobody would see it.",
                "Remove the redirect, or give that page another slug.",
            )
        elif earlier and earlier.new != redirect.new:
            wrong(
                redirect,
                f"“{redirect.old}” already {_said(earlier)} ({earlier.path}:{earlier.line}).",
                "Keep one of the two.",
            )
        else:
            chosen[page_address(redirect.old)] = redirect
    for old, redirect in list(chosen.items()):
        seen: set[str] = set()
        at = old
        while at in chosen and at not in seen and (aim := chosen[at].new) is not None:
            seen.add(at)
            at = _without_rest(aim)
        if at in seen:
            wrong(redirect, f"The redirect “{redirect.old}” leads back to itself.", "Remove it.")
            del chosen[old]
    moved = {old: redirect.new for old, redirect in chosen.items() if redirect.new is not None}
    return Settled(moved, frozenset(chosen) - frozenset(moved), problems)


def _said(redirect: Redirect) -> str:
    return "is declared gone" if redirect.new is None else f"leads to {redirect.new}"


def _without_rest(address: str) -> str:
    return page_address(re.split(r"[?#]", address)[0])


def page_address(address: str) -> str:
    """`/old`, `/old/` and `/old/index.html` are one; a file such as `/old.html` stays one."""
    if address.endswith("/index.html"):
        address = address.removesuffix("index.html")
    last = address.rstrip("/").rpartition("/")[2]
    return address if "." in last or address.endswith("/") else f"{address}/"
