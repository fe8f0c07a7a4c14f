"""Put NiceGUI behind the addresses of the editor and the desk, within the preview's server.

NiceGUI comes with an install group of its own. This is the only module that a preview imports to
get it, and only when somebody asks for one of these addresses.
"""

from __future__ import annotations

import asyncio
import re
import secrets
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack
from pathlib import Path

from fastapi import FastAPI
from nicegui import app as nicegui_app
from nicegui import ui
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from desk.editor.site import Site

_BROWSER = Path(__file__).parent / "browser"
_SCRIPT, _HTML = re.compile(rb"<script(?=[\s>])"), b"<html>"
_ICON = re.compile(rb'<link href="[^"]*" rel="shortcut icon" />')
_OWN_ICON = b'<link href="/theme/icons/favicon.svg" rel="icon" type="image/svg+xml">'
# Seconds for which a page is kept for a browser that is gone: a computer may sleep meanwhile, and
# what is not saved yet is kept on the disk anyway.
_PATIENCE = 30.0

Register = Callable[[Site], None]


def mounted(site: Site, pages: Iterable[Register]) -> ASGIApp:
    """Return what answers at the editor's addresses; `pages` are the functions that name them.

    NiceGUI is one for the whole process, so this is called once in it. It begins with the first
    request, in the event loop that runs then.
    """
    host = FastAPI(openapi_url=None)
    nicegui_app.add_static_files("/_editor/files", _BROWSER, max_cache_age=0)
    for register in pages:
        register(site)
    ui.run_with(
        host,
        title="Practice Press",
        dark=None,
        tailwind=False,
        reconnect_timeout=_PATIENCE,
        gzip_middleware_factory=None,  # nothing leaves this computer
        show_welcome_message=False,
    )
    inner, stack, lock = _stated(host), AsyncExitStack(), asyncio.Lock()
    began: list[bool] = []

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async with lock:
            if not began:
                await stack.enter_async_context(host.router.lifespan_context(host))
                began.append(True)
        await inner(scope, receive, send)

    return answer


def policy(host: str, nonce: str) -> str:
    """Return the Content-Security-Policy (CSP 3) of a page of NiceGUI's.

    It is as strict as NiceGUI lets it be. `unsafe-eval` stands there because Vue makes functions of
    templates, and NiceGUI of what the server has the page do; `unsafe-inline` for styles because
    Quasar, Vue and CodeMirror write style elements. No script runs that stands in the page without
    this page's own `nonce`, and nothing is asked of any other host.
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' 'nonce-{nonce}' 'unsafe-eval'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            f"connect-src 'self' ws://{host}",
            "frame-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
        ]
    )


def _stated(inner: ASGIApp) -> ASGIApp:
    """Return the app whose pages say what they may do, and in which language they are."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        began: list[Message] = []
        body: list[bytes] = []

        async def pass_on(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = Headers(raw=message["headers"]).get("content-type", "")
                if kind.startswith("text/html"):
                    began.append(message)
                    return
            if not began or message["type"] != "http.response.body":
                await send(message)
                return
            body.append(message.get("body", b""))
            if not message.get("more_body"):
                nonce = secrets.token_urlsafe(16)
                page = b"".join(body).replace(_HTML, b'<html lang="en">', 1)
                page = _SCRIPT.sub(b'<script nonce="%s"' % nonce.encode(), page)
                page = _ICON.sub(_OWN_ICON, page, count=1)
                headers = MutableHeaders(raw=began[0]["headers"])
                headers["Content-Length"] = str(len(page))
                if "content-security-policy" not in headers:
                    host = Headers(scope=scope).get("host", "")
                    headers["Content-Security-Policy"] = policy(host, nonce)
                headers["Referrer-Policy"] = "no-referrer"
                await send(began[0])
                await send({"type": "http.response.body", "body": page})

        await inner(scope, receive, pass_on if scope["type"] == "http" else send)

    return answer
