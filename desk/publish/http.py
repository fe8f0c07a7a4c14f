"""Read a live site over HTTP, patiently: on a shaky line it is tried again, a little later."""

from __future__ import annotations

import re
import zlib
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import quote

import brotli
import urllib3

from desk.common.errors import CommandError

_AT_ONCE = 8
_MOST = 100_000_000  # bytes that are unpacked of one file
_HEADERS = {"Cache-Control": "no-cache", "User-Agent": "PracticePress"}


@dataclass(frozen=True)
class Answer:
    """What a host said: the status (RFC 9110, section 15), headers in small letters, the body.

    The body is unpacked. Where that is not possible it is empty, and `fault` says why.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    fault: str = ""

    @property
    def packed(self) -> str:
        """Return how the body came packed, such as "br"; "" if it came as it is."""
        return self.headers.get("content-encoding", "").strip().lower().replace("identity", "")


class LiveSite:
    """A site at an address; `tries` is how often a request is made before it is given up, and
    `seconds` how long an answer may take each time."""

    def __init__(self, url: str, tries: int = 4, seconds: float = 20.0) -> None:
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
        self._pool = urllib3.PoolManager(maxsize=_AT_ONCE, retries=again, timeout=seconds)

    def get(self, path: str) -> Answer:
        """Ask for `path`, the name of a file or a folder behind a slash, which may hold any sign; a
        redirect is not followed.

        Raises `CommandError` when the host cannot be reached, or what it says not be understood.
        """
        answer = self.ask(path, "identity")
        if answer.fault:
            raise CommandError(f"{self.url + quote(path)} cannot be read: {answer.fault}.")
        return answer

    def ask(self, path: str, packed: str) -> Answer:
        """Ask for the same, packed in a way of an Accept-Encoding (RFC 9110, section 12.5.3).

        Raises `CommandError` when the host cannot be reached.
        """
        address = self.url + quote(path)
        asked = {**_HEADERS, "Accept-Encoding": packed}
        try:
            answer = self._pool.request(
                "GET", address, redirect=False, headers=asked, decode_content=False
            )
        except urllib3.exceptions.HTTPError as error:
            said = str(getattr(error, "reason", None) or error).rpartition(": ")[2].rstrip(".")
            reason = re.sub(r"^\[Errno -?\d+\] ", "", said)
            raise CommandError(f"{address} cannot be reached: {reason}.") from error
        headers = {name.lower(): value for name, value in answer.headers.items()}
        found = Answer(answer.status, headers, answer.data)
        data, packed = found.body, found.packed
        try:
            if data and packed == "br":  # RFC 7932
                brotli_file = brotli.Decompressor()
                body = brotli_file.process(data, output_buffer_limit=_MOST)
                whole = brotli_file.is_finished()
            elif data and packed in ("gzip", "x-gzip"):  # RFC 1952
                gzip_file = zlib.decompressobj(16 + zlib.MAX_WBITS)
                body = gzip_file.decompress(data, _MOST)
                whole = gzip_file.eof and not gzip_file.unused_data
            elif packed:
                return replace(found, body=b"", fault="nobody has asked for it in that form")
            else:
                return found
        except (brotli.error, zlib.error):
            whole = False
        if whole:
            return replace(found, body=body)
        return replace(found, body=b"", fault="it is damaged, and no browser can unpack it")

    def files(self, paths: Collection[str]) -> dict[str, bytes]:
        """Return files of the site by their paths without a slash in front, those that exist."""
        with ThreadPoolExecutor(_AT_ONCE) as several:
            pages = (f"/{path.removesuffix('index.html')}" for path in paths)
            answers = zip(paths, several.map(self.get, pages), strict=True)
            return {path: answer.body for path, answer in answers if answer.status == 200}
