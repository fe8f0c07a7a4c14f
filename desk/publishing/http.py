"""Reads a live site over HTTP, patiently: on a shaky line it is tried again, a little later."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import quote

import urllib3

from desk.publishing.target import Trouble

_AT_ONCE = 8
_SECONDS = 20.0
# A page is asked for as it stands on the disk, so that its hash can be compared.
_HEADERS = {
    "Accept-Encoding": "identity",
    "Cache-Control": "no-cache",
    "User-Agent": "PracticePress",
}


@dataclass(frozen=True)
class Answer:
    """What a host said: the status (RFC 9110, section 15), headers in small letters, the body."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class LiveSite:
    """A site at an address; `tries` is how often a request is made before it is given up, and
    `seconds` how long an answer may take each time."""

    def __init__(self, url: str, tries: int = 4, seconds: float = _SECONDS) -> None:
        self.url = url.rstrip("/")
        again = urllib3.Retry(
            total=tries - 1,
            backoff_factor=0.4,
            backoff_jitter=0.3,
            status_forcelist=(429, 500, 502, 503, 504),
            allowed_methods=("GET",),
            redirect=0,
            raise_on_status=False,
            raise_on_redirect=False,
        )
        self._pool = urllib3.PoolManager(
            maxsize=_AT_ONCE, retries=again, timeout=seconds, headers=_HEADERS
        )

    def get(self, path: str) -> Answer:
        """Ask for `path`, the name of a file or a folder behind a slash, which may hold any sign; a
        redirect is not followed.

        Raises `Trouble` when the host cannot be reached at all.
        """
        address = self.url + quote(path)
        try:
            answer = self._pool.request("GET", address, redirect=False)
        except urllib3.exceptions.HTTPError as error:
            raise Trouble(f"{address} cannot be reached: {_reason(error)}.") from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return Answer(answer.status, headers, answer.data)

    def files(self, paths: Collection[str]) -> dict[str, bytes]:
        """Files of the site by their paths without a slash in front, those that exist."""
        with ThreadPoolExecutor(_AT_ONCE) as several:
            answers = zip(paths, several.map(self.get, map(_address, paths)), strict=True)
            return {path: answer.body for path, answer in answers if answer.status == 200}


def _address(path: str) -> str:
    return "/" + path.removesuffix("index.html")


def _reason(error: urllib3.exceptions.HTTPError) -> str:
    inner = getattr(error, "reason", None) or error
    said = str(inner).rpartition(": ")[2].rstrip(".")
    return re.sub(r"^\[Errno -?\d+\] ", "", said)
