"""After publishing: look at the live address, and say in one line how it stands."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from desk.publish.config import Place
from desk.publish.http import LiveSite
from desk.publish.verify import Verdict, verify
from plugins.delivery.manifest import Manifest

# What is sent to a branch is built by the host, which can take minutes.
_PATIENCE = {"git": 300.0}
_USUAL_PATIENCE = 60.0
_AT_HAND = ("folder", "zip")  # lie on this disk: where they are seen is not known by itself
_Pairs = Sequence[tuple[str, str]]


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
    patience = _PATIENCE.get(place.kind, _USUAL_PATIENCE)

    def notify(reason: str) -> None:
        print(f"Waiting for the host: {reason} Ctrl-C stops waiting.", flush=True)

    verdict = verify(LiveSite(url), new, changed, redirects, patience, notify=notify)
    return _say(url, verdict, place)


def as_it_is(place: Place, url: str, new: Manifest) -> tuple[int, dict[str, Any]]:
    """Look quickly, once, where nothing had to be sent: is what is there seen as well?"""
    if not url:
        return 0, {}
    return _say(url, verify(LiveSite(url, tries=1, seconds=5.0), new, (), (), 0.0), place)


def _say(url: str, verdict: Verdict, place: Place) -> tuple[int, dict[str, Any]]:
    said = {"verified": asdict(verdict) | {"live": verdict.live}}
    for weak in verdict.weak:
        print(f"Could be better: {weak}")
    if verdict.live:
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
    wrong = "\n  ".join(verdict.wrong)
    print(f"Not right yet: {wrong}\n{remedy}", file=sys.stderr)
    return 1, said
