"""Serve a built site to this computer as a host on the web would: strict headers, small answers."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from plugins.delivery.headers import Needs, needs_of, policy
from plugins.delivery.kinds import type_of

HERE = "127.0.0.1"
_SMALLER_WHEN_PACKED = ("text/", "application/xml", "application/json", "image/svg")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address at which `folder` is served, without a slash at its end.

    The folder may be filled later: so a site can be built for the address at which it stands.
    """
    with _Server((HERE, 0), partial(_Handler, folder)) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield f"http://{HERE}:{server.server_port}"
        finally:
            server.shutdown()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes on before the answer has come is no error worth a line."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection for many files, as on the web

    def __init__(self, folder: Path, *rest: object) -> None:
        self._folder = folder
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        found = file_for(self._folder, path)
        if found and found.is_dir():
            if not path.endswith("/"):
                return self._send(HTTPStatus.MOVED_PERMANENTLY, location=f"{path}/")
            found = found / "index.html"
        if found and found.is_file():
            return self._send(HTTPStatus.OK, found)
        return self._send(HTTPStatus.NOT_FOUND, self._folder / "404.html")

    do_HEAD = do_GET  # noqa: N815  (the name that http.server looks for)

    def _send(self, status: HTTPStatus, file: Path | None = None, location: str = "") -> None:
        body = file.read_bytes() if file and file.is_file() else b""
        kind = type_of(file.name if file else "nothing.txt")
        needs = needs_of(body.decode(), {}) if kind.startswith("text/html") else Needs()
        self.send_response(status)
        if location:
            self.send_header("Location", location)
        packed = kind.startswith(_SMALLER_WHEN_PACKED)
        if packed and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        # A font never changes; a browser that has it must not ask again.
        lasts = "max-age=31536000, immutable" if kind.startswith("font/") else "no-cache"
        self.send_header("Cache-Control", lasts)
        self.send_header("Content-Security-Policy", policy(needs))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """What a browser asks for is of no interest in the terminal."""


def file_for(folder: Path, path: str) -> Path | None:
    """The file or folder of the site that an address names, or None; never one outside."""
    parts = [part for part in PurePosixPath(unquote(path)).parts if part not in ("/", "//")]
    if any(part == ".." or set(part) & set("\\:\0") for part in parts):
        return None
    found = folder.joinpath(*parts)
    return found if found.exists() and found.resolve().is_relative_to(folder.resolve()) else None
