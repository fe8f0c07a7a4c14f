"""Serve the live site to this computer and to nobody else."""

from __future__ import annotations

import os
import socket
import sys
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from desk.preview.live_page import ASSETS, PREFIX, as_event, plain_page, with_script
from desk.preview.rebuild import LiveSite, State
from plugins.delivery.kinds import type_of

HERE = "127.0.0.1"


class LiveServer(ThreadingHTTPServer):
    """Answer on 127.0.0.1, each request in a thread that does not keep the program alive."""

    daemon_threads = True
    # On Windows this option would let two programs answer at one address.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, site: LiveSite) -> None:
        super().__init__((HERE, port), partial(_Handler, site))

    def handle_error(self, request: object, client_address: object) -> None:
        """Ignore a browser that goes on before the answer has come."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


def listen(site: LiveSite, port: int, tries: int = 50) -> LiveServer:
    """Return a server at `port`, or at the next one that is free. Raises OSError if none is."""
    for number in range(port, min(port + tries, 65536)):
        # Asked first whether somebody is there: some systems let two programs take one port.
        with socket.socket() as knock:
            knock.settimeout(0.5)
            if number and knock.connect_ex((HERE, number)) == 0:
                continue
        try:
            return LiveServer(number, site)
        except OSError:
            continue
    raise OSError(f"No free port from {port} on")


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, site: LiveSite, *rest: object) -> None:
        self._site = site
        super().__init__(*rest)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        name, _, port = self.headers.get("Host", "").lower().partition(":")
        assert isinstance(self.server, LiveServer)
        # A page elsewhere can point a name of its own at this computer (DNS rebinding): only a
        # request under one of our two names comes from somebody who typed the preview's address.
        if name not in ("localhost", HERE) or port not in ("", str(self.server.server_port)):
            text = "The preview answers to this computer only, at localhost or 127.0.0.1."
            return self._send(HTTPStatus.FORBIDDEN, type_of("said.txt"), text.encode())
        path = urlsplit(self.path).path
        if path == f"{PREFIX}events":
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream; charset=utf-8")
            self._end_headers()
            for state in self._site.states(every=15):
                # A comment now and then shows whether somebody still listens.
                if not self._write(as_event(self._site, state) if state else b": still here\n\n"):
                    break
            return None
        if path in ASSETS:
            return self._send(HTTPStatus.OK, type_of(path), ASSETS[path])
        return self._send_from_site(path, self._site.state)

    do_HEAD = do_GET  # noqa: N815  (the name that http.server looks for)

    def _send_from_site(self, path: str, state: State) -> None:
        if state.folder is None:
            page = plain_page(
                "The site could not be made yet",
                "What needs mending stands below. This page reloads by itself when it is mended.",
            )
            return self._send_page(HTTPStatus.SERVICE_UNAVAILABLE, page, state)
        found = file_for(state.folder, path)
        if found and found.is_file() and path.endswith("/"):
            found = None
        if found and found.is_dir():
            index = found / "index.html"
            if index.is_file() and not path.endswith("/"):
                here = quote(found.relative_to(state.folder).as_posix())
                query = urlsplit(self.path).query
                self.send_response(HTTPStatus.MOVED_PERMANENTLY)
                self.send_header("Location", f"/{here}/?{query}" if query else f"/{here}/")
                self.send_header("Content-Length", "0")
                return self._end_headers()
            found = index if index.is_file() else None
        if found is None:
            missing = state.folder / "404.html"
            page = (
                missing.read_bytes()
                if missing.is_file()
                else plain_page("Not found", "There is no page at this address.")
            )
            return self._send_page(HTTPStatus.NOT_FOUND, page, state)
        if found.suffix == ".html":
            return self._send_page(HTTPStatus.OK, found.read_bytes(), state)
        return self._send(HTTPStatus.OK, type_of(found.name), found.read_bytes())

    def _send_page(self, status: HTTPStatus, page: bytes, state: State) -> None:
        self._send(status, type_of("page.html"), with_script(page, self._site, state))

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self._end_headers()
        if self.command != "HEAD":
            self._write(body)

    def _end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        # Drafts are nobody else's to embed, however harmless the other page looks.
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()

    def _write(self, data: bytes) -> bool:
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:  # the browser has gone on to another page
            return False
        return True

    def log_message(self, *_: object) -> None:
        """Print nothing: the terminal is for what the person at work wants to know."""


def file_for(folder: Path, path: str) -> Path | None:
    """Return the file or folder of the site that an address names, or None; never one outside."""
    parts = [part for part in PurePosixPath(unquote(path)).parts if part not in ("/", "//")]
    if any(part == ".." or set(part) & set("\\:\0") for part in parts):
        return None
    found = folder.joinpath(*parts)
    try:
        inside = found.resolve().is_relative_to(folder.resolve()) and found.exists()
    except OSError:  # a name too long for the disk
        return None
    return found if inside else None
