"""Let nobody write but whoever started the preview, and has the key of this start from it.

Every account of a computer can reach its ports. So the address that the preview prints and opens
ends in a key; a browser that opens it is given a cookie, and is known until the preview ends
(RFC 6265bis: no script reads it, and no page of another site sends it along). What the site shows
stays open; all that shows what is not saved, or writes, needs the key.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from desk.common import log
from desk.preview.live_page import plain_page

_TITLE = "This browser may not write here yet"
_WORDS = (
    "Open the address that stands behind “Editor:” in the window in which the preview was started. "
    "This browser may then write, until the preview stops."
)
_POLICY = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


def new() -> str:
    """Return a key that nobody can guess."""
    return secrets.token_urlsafe(16)


def guarded(inner: ASGIApp, key: str, port: int, needed: Callable[[str], bool]) -> ASGIApp:
    """Return the app that wants the key for each path for which it is `needed`."""
    name = f"practice-press-{port}"  # a cookie is one for all ports of a host

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        asked = HTTPConnection(scope)
        is_page = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        said: Response | None = None
        if is_page and _is_same(key, asked.query_params.get("key", "")):
            said = Response(status_code=303, headers={"Location": _without_key(asked)})
            said.set_cookie(name, key, httponly=True, samesite="strict")
        elif needed(scope["path"]) and not _is_same(key, asked.cookies.get(name, "")):
            said = _refusal(asked)
        await (said or inner)(scope, receive, send)

    return answer


def _is_same(key: str, given: str) -> bool:
    return secrets.compare_digest(key.encode(), given.encode("utf-8", "replace"))


def _without_key(asked: HTTPConnection) -> str:
    path = re.sub("^/+", "/", asked.scope["raw_path"].decode("ascii"))  # “//x” would be a host
    rest = urlencode([one for one in parse_qsl(asked.url.query) if one[0] != "key"])
    return f"{path}?{rest}" if rest else path


def _refusal(asked: HTTPConnection) -> Response:
    """Return the words for whoever has no key: as a page, for a script of ours, or for a socket."""
    path = asked.scope["path"]
    log.tell(f"{path[:200]} was asked for by a browser that may not write. {_WORDS}")
    if asked.scope["type"] == "websocket":
        return PlainTextResponse(_WORDS, 403)
    if path.startswith("/_"):
        return JSONResponse({"ok": False, "wrong": _WORDS, "says": _WORDS}, 403)
    return HTMLResponse(plain_page(_TITLE, _WORDS), 403, _POLICY)
