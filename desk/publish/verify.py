"""After publishing: is what visitors get what was sent? Asked at the live address itself."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from desk.common.errors import CommandError
from desk.publish.http import Answer, LiveSite
from plugins.delivery.addresses import address_of
from plugins.delivery.manifest import Manifest

_NOWHERE = "/this-page-is-not-here-and-never-was/"
_MOST_PAGES = 20
_AT_ONCE = 8
_FIRST_PAUSE = 0.5
# As browsers ask, and as older ones and those on a line without HTTPS do; then as it stands there.
_WAYS = ("br, gzip", "gzip", "identity")
# What a page cannot be read without, and no host has a reason to change on its way.
_ASKED = (".html", ".css", ".js")
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

    All is asked for packed, as browsers do, and unpacked here; and so are changed style sheets and
    scripts. `changed` are paths of files. A host may take a while until a new version is
    everywhere, so for `patience` seconds what is wrong is looked at again, of which `told` hears
    once. Nothing is raised.
    """
    asked = [p for p in changed if p.endswith(_ASKED) and p in new.files and p != "404.html"]
    asked.sort(key=lambda path: not path.endswith(".html"))
    wanted = list(dict.fromkeys(["index.html", *asked]))[: _MOST_PAGES + 1]
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
        with ThreadPoolExecutor(_AT_ONCE) as several:
            answers = list(several.map(lambda path: _all_ways(live, path, new), wanted))
        pages += [wrong for _, wrong in answers if wrong]
        home = answers[0][0]
        nowhere = live.ask(_NOWHERE, _WAYS[0])
        if nowhere.status != 404:
            missing.append(
                f"A page that is not there answers {nowhere.status} instead of 404; "
                "docs/hosting.md says what to tell the host."
            )
        elif nowhere.fault:
            pages.append(_damaged("The page for what is not there", "404.html", nowhere))
        elif "404.html" in new.files and _differs(nowhere, new, "404.html"):
            weak.append("For a page that is not there the host shows its own page, not yours.")
        for old, goal in redirects[:1]:
            answer = live.ask(old, _WAYS[0])
            if unquote(answer.headers.get("location", "")).endswith(f"{old}/"):
                # The folder of its page, as hosts of files have it.
                answer = live.ask(f"{old}/", _WAYS[0])
            led += _leads_on(old, goal, answer)
    except CommandError as error:
        return Verdict(0, (str(error),))
    lacking = [name for name in _WANTED if name not in home.headers]
    if lacking:
        weak.append(f"The host does not send {', '.join(lacking)}; docs/hosting.md says how.")
    asked = len(wanted) + 1 + len(redirects[:1])
    return Verdict(asked, (*pages, *led, *missing), tuple(weak), bool(pages or led))


def _all_ways(live: LiveSite, path: str, new: Manifest) -> tuple[Answer, str]:
    """The answer to a file of ours as browsers ask for it, and what is wrong with it, or "".

    A host that has packed it is asked in the other ways as well.
    """
    first = live.ask(address_of(path), _WAYS[0])
    others = _WAYS[1:] if first.packed == "br" else _WAYS[2:] if first.packed else ()
    answers = [first, *(live.ask(address_of(path), way) for way in others)]
    *packed, plain = [_as_sent(path, answer, new) for answer in answers]
    return first, plain or next(filter(None, packed), "")


def _as_sent(path: str, answer: Answer, new: Manifest) -> str:
    """What is wrong with the answer to a file of ours, or ""."""
    address = address_of(path)
    if answer.status in (301, 302, 303, 307, 308):
        to = answer.headers.get("location", "another address")
        return (
            f"{address} leads on to {to} instead of showing its page. If the site is there, write "
            "that address as the url in publish.yaml."
        )
    if answer.status != 200:
        instead = "showing its page" if path.endswith(".html") else "giving the file"
        return f"{address} answers {answer.status} instead of {instead}."
    if answer.fault:
        return _damaged(address, path, answer)
    if _differs(answer, new, path):
        packed = f", packed as browsers ask for it ({answer.packed})," if answer.packed else ""
        return (
            f"{address}{packed} shows something else than was sent: an older version, or a page "
            "that the host has changed on its way."
        )
    return ""


def _damaged(named: str, path: str, answer: Answer) -> str:
    ending = {"br": ".br", "gzip": ".gz", "x-gzip": ".gz"}.get(answer.packed)
    beside = f" (the file {path}{ending}, if the host has one)" if ending else ""
    return (
        f"{named} comes packed ({answer.packed}), as browsers ask for it, and {answer.fault}: "
        f"visitors see nothing. Show this to whoever looks after the host{beside}."
    )


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
