"""After publishing: ask the live address if visitors get what was sent, and say it in one line."""

from __future__ import annotations

import hashlib
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from html import unescape
from typing import Any
from urllib.parse import unquote, urlsplit

from desk.common.errors import CommandError
from desk.publish import domain
from desk.publish.config import Place
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
# What is sent to a branch is built by the host, which can take minutes.
_PATIENCE = {"git": 300.0}
_USUAL_PATIENCE = 60.0
_AT_HAND = ("folder", "zip")  # lie on this disk: where they are seen is not known by itself
_Pairs = Sequence[tuple[str, str]]


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
    redirects: _Pairs,
    patience: float = 60.0,
    sleep: Callable[[float], None] = time.sleep,
    notify: Callable[[str], None] = lambda _: None,
) -> Verdict:
    """Fetch the home page, changed pages, a page that is not there, a redirect, the headers.

    All is asked for packed, as browsers do, and unpacked here; and so are changed style sheets and
    scripts. `changed` are paths of files. A host may take a while until a new version is
    everywhere, so for `patience` seconds what is wrong is looked at again, of which `notify` hears
    once. Nothing is raised.
    """
    asked = [p for p in changed if p.endswith(_ASKED) and p in new.files and p != "404.html"]
    asked.sort(key=lambda path: not path.endswith(".html"))
    wanted = list(dict.fromkeys(["index.html", *asked]))[: _MOST_PAGES + 1]
    began, pause = time.monotonic(), _FIRST_PAUSE
    while True:
        try:
            verdict = _look(live, new, wanted, redirects)
        except CommandError as error:
            verdict = Verdict(0, (str(error),))
        # What time alone hardly mends is not waited for as a host that is slow to change.
        limit = patience if verdict.passing else min(patience, 10.0)
        if verdict.live or time.monotonic() - began + pause > limit:
            return verdict
        if pause == _FIRST_PAUSE:
            notify(verdict.wrong[0])
        sleep(pause)
        pause = min(pause * 2, 10.0)


def _look(live: LiveSite, new: Manifest, wanted: Sequence[str], redirects: _Pairs) -> Verdict:
    """Ask for all of it once. Raises `CommandError` when the host cannot be reached."""
    missing, weak, led = [], [], []
    with ThreadPoolExecutor(_AT_ONCE) as several:
        answers = list(several.map(lambda path: _file(live, path, new), wanted))
    pages = [wrong for _, wrong in answers if wrong]
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
        to = unquote(answer.headers.get("location", ""))
        by_host = answer.status in (301, 308) and to.endswith(unquote(goal))
        page = unquote(unescape(answer.body.decode("utf-8", "replace")))
        if not by_host and not (answer.status == 200 and unquote(goal) in page):
            status = answer.status
            led.append(f"The old address {old} does not lead to {goal} (it answers {status}).")
    lacking = [name for name in _WANTED if name not in answers[0][0].headers]
    if lacking:
        weak.append(f"The host does not send {', '.join(lacking)}; docs/hosting.md says how.")
    asked = len(wanted) + 1 + len(redirects[:1])
    return Verdict(asked, (*pages, *led, *missing), tuple(weak), bool(pages or led))


def _file(live: LiveSite, path: str, new: Manifest) -> tuple[Answer, str]:
    """Return the answer to a file of ours as browsers ask for it, and what is wrong with it, or "".

    A host that has packed it is asked in the other ways as well; what is wrong with the file as it
    stands there comes first.
    """
    address = address_of(path)
    first = live.ask(address, _WAYS[0])
    others = _WAYS[1:] if first.packed == "br" else _WAYS[2:] if first.packed else ()
    *packed, plain = first, *(live.ask(address, way) for way in others)
    for answer in (plain, *packed):
        if answer.status in (301, 302, 303, 307, 308):
            to = answer.headers.get("location", "another address")
            return first, (
                f"{address} leads on to {to} instead of showing its page. If the site is there, "
                "write that address as the url in publish.yaml."
            )
        if answer.status != 200:
            instead = "showing its page" if path.endswith(".html") else "giving the file"
            return first, f"{address} answers {answer.status} instead of {instead}."
        if answer.fault:
            return first, _damaged(address, path, answer)
        if _differs(answer, new, path):
            how = f", packed as browsers ask for it ({answer.packed})," if answer.packed else ""
            return first, (
                f"{address}{how} shows something else than was sent: an older version, or a page "
                "that the host has changed on its way."
            )
    return first, ""


def _damaged(named: str, path: str, answer: Answer) -> str:
    ending = {"br": ".br", "gzip": ".gz", "x-gzip": ".gz"}.get(answer.packed)
    beside = f" (the file {path}{ending}, if the host has one)" if ending else ""
    return (
        f"{named} comes packed ({answer.packed}), as browsers ask for it, and {answer.fault}: "
        f"visitors see nothing. Show this to whoever looks after the host{beside}."
    )


def _differs(answer: Answer, new: Manifest, path: str) -> bool:
    return hashlib.sha256(answer.body).hexdigest() != new.files[path].sha256


def address_of_place(place: Place, practice_url: str) -> str:
    """Return where visitors find what is published to this place, "" if that is not known."""
    return place.url or ("" if place.kind in _AT_HAND else practice_url.rstrip("/"))


def after_sending(
    place: Place, url: str, new: Manifest, changed: Sequence[str], redirects: _Pairs
) -> tuple[int, dict[str, Any]]:
    """Return whether it is live: an exit code, and the same for machines. `changed` are paths."""
    if not url:
        print("It is not verified: publish.yaml gives this place no url to look at.")
        return 0, {}
    if place.kind == "zip":
        print("Give the archive to your host. Publish again afterwards, and it is verified.")
        return 0, {}
    if domain.leads_nowhere_yet(url):
        return _say_new(url)
    patience = _PATIENCE.get(place.kind, _USUAL_PATIENCE)

    def notify(reason: str) -> None:
        print(f"Waiting for the host: {reason} Ctrl-C stops waiting.", flush=True)

    verdict = verify(LiveSite(url), new, changed, redirects, patience, notify=notify)
    return _say(url, verdict, place)


def as_it_is(place: Place, url: str, new: Manifest) -> tuple[int, dict[str, Any]]:
    """Look quickly, once, where nothing had to be sent: is what is there seen as well?"""
    if not url:
        return 0, {}
    if domain.leads_nowhere_yet(url):
        return _say_new(url)
    return _say(url, verify(LiveSite(url, tries=1, seconds=5.0), new, (), (), 0.0), place)


def _say_new(url: str) -> tuple[int, dict[str, Any]]:
    """Say that a domain leads nowhere yet: the site is sent, and nothing is wrong with it."""
    host = urlsplit(url).hostname
    wrong = f"No address is known yet for {host}, so nobody can look at the site there."
    print(
        f"It is sent. {wrong} That is so with a new domain until you tell the company that you "
        "bought it from where it leads, and for some hours after that; docs/getting-started.md "
        "shows how. Publish again then: nothing is sent twice, and it is looked at."
    )
    return 0, {"verified": asdict(Verdict(0, (wrong,), passing=True)) | {"live": False}}


def _say(url: str, verdict: Verdict, place: Place) -> tuple[int, dict[str, Any]]:
    said = {"verified": asdict(verdict) | {"live": verdict.live}}
    for weak in verdict.weak:
        print(f"Could be better: {weak}")
    if verdict.live:
        domain.note(url)
        print(f"Live: {url} shows this version ({verdict.asked} addresses asked).")
        return 0, said
    if not verdict.asked:
        print(f"Not verified: {verdict.wrong[0]} Look at it in a browser.", file=sys.stderr)
        return 1, said
    remedy = (
        "To look again, publish again: nothing is sent twice. "
        f"To go back: python3 start.py publish --to {place.name} --back"
    )
    if place.kind in _AT_HAND:
        remedy = (
            "If you bring it to the host yourself, do so now and publish again: nothing is sent "
            "twice, and it is verified."
        )
    if not domain.was_seen(url):
        former = "If the domain still leads to a former host, that is why"
        remedy = f"{former}; docs/getting-started.md shows how it is moved.\n{remedy}"
    wrong = "\n  ".join(verdict.wrong)
    print(f"Not right yet: {wrong}\n{remedy}", file=sys.stderr)
    return 1, said
