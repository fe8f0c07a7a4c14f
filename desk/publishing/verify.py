"""After publishing: is what visitors get what was sent? Asked at the live address itself."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from desk.publishing.changes import address_of
from desk.publishing.http import Answer, LiveSite
from desk.publishing.manifest import Manifest
from desk.publishing.target import Trouble

_NOWHERE = "/this-page-is-not-here-and-never-was/"
_MOST_PAGES = 20
_FIRST_PAUSE = 0.5
_WANTED = ("content-security-policy", "x-content-type-options", "referrer-policy")


@dataclass(frozen=True)
class Verdict:
    """`wrong` are sentences, in the order in which they matter; none if all is as it should be.

    `asked` counts the addresses that answered, 0 if the host could not be reached. `weak` is what
    the site works without, such as a header that the host does not send. `passing`: may time
    alone mend it?
    """

    asked: int
    wrong: tuple[str, ...]
    weak: tuple[str, ...] = ()
    passing: bool = False

    @property
    def live(self) -> bool:
        return not self.wrong


def verify(
    live: LiveSite,
    new: Manifest,
    changed: Sequence[str],
    redirects: Sequence[tuple[str, str]],
    patience: float = 60.0,
    sleep: Callable[[float], None] = time.sleep,
    told: Callable[[str], None] = lambda _: None,
) -> Verdict:
    """Fetches the home page, changed pages, a page that is not there, a redirect, the headers.

    `changed` are paths of files. A host may take a while until a new version is everywhere, so
    for `patience` seconds what is wrong is looked at again, of which `told` hears once. Nothing
    is raised.
    """
    pages = [p for p in changed if p.endswith(".html") and p in new.files and p != "404.html"]
    wanted = list(dict.fromkeys(["index.html", *pages]))[: _MOST_PAGES + 1]
    began, pause = time.monotonic(), _FIRST_PAUSE
    while True:
        verdict = _look(live, new, wanted, redirects)
        # What time alone hardly mends is not waited for as a host that is slow to change.
        limit = patience if verdict.passing else min(patience, 10.0)
        if verdict.live or time.monotonic() - began + pause > limit:
            return verdict
        if pause == _FIRST_PAUSE:
            told(verdict.wrong[0])
        sleep(pause)
        pause = min(pause * 2, 10.0)


def _look(
    live: LiveSite, new: Manifest, wanted: Sequence[str], redirects: Sequence[tuple[str, str]]
) -> Verdict:
    pages: list[str] = []
    missing: list[str] = []
    led: list[str] = []
    weak: list[str] = []
    try:
        home = Answer(0, {}, b"")
        for path in wanted:
            answer = live.get(address_of(path))
            home = answer if path == "index.html" else home
            if wrong := _as_sent(path, answer, new):
                pages.append(wrong)
        nowhere = live.get(_NOWHERE)
        if nowhere.status != 404:
            missing.append(
                f"A page that is not there answers {nowhere.status} instead of 404; "
                "docs/hosting.md says what to tell the host."
            )
        elif "404.html" in new.files and _differs(nowhere, new, "404.html"):
            weak.append("For a page that is not there the host shows its own page, not yours.")
        for old, goal in redirects[:1]:
            answer = live.get(old)
            if unquote(answer.headers.get("location", "")).endswith(f"{old}/"):
                answer = live.get(f"{old}/")  # the folder of its page, as hosts of files have it
            led += _leads_on(old, goal, answer)
    except Trouble as trouble:
        return Verdict(0, (str(trouble),))
    lacking = [name for name in _WANTED if name not in home.headers]
    if lacking:
        weak.append(f"The host does not send {', '.join(lacking)}; docs/hosting.md says how.")
    asked = len(wanted) + 1 + len(redirects[:1])
    return Verdict(asked, (*pages, *led, *missing), tuple(weak), bool(pages or led))


def _as_sent(path: str, answer: Answer, new: Manifest) -> str:
    """What is wrong with the answer to a page of ours, or ""."""
    address = address_of(path)
    if answer.status in (301, 302, 303, 307, 308):
        to = answer.headers.get("location", "another address")
        return (
            f"{address} leads on to {to} instead of showing its page. If the site is there, write "
            "that address as the url in publish.yaml."
        )
    if answer.status != 200:
        return f"{address} answers {answer.status} instead of showing its page."
    if _differs(answer, new, path):
        return (
            f"{address} shows something else than was sent: an older version, or a page that the "
            "host has changed on its way."
        )
    return ""


def _differs(answer: Answer, new: Manifest, path: str) -> bool:
    return hashlib.sha256(answer.body).hexdigest() != new.files[path].sha256


def _leads_on(old: str, goal: str, answer: Answer) -> list[str]:
    """By the host itself, or by the page that a host without redirects serves there."""
    led = unquote(answer.headers.get("location", ""))
    if answer.status in (301, 308) and led.endswith(unquote(goal)):
        return []
    page = unquote(unescape(answer.body.decode("utf-8", "replace")))
    if answer.status == 200 and unquote(goal) in page:
        return []
    return [f"The old address {old} does not lead to {goal} (it answers {answer.status})."]
