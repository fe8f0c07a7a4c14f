"""Name the addresses of the desk, and hand on what the browser asks to `desk.Desk`.

The pages are HTML of the server's own, in the frame that the editor has too, and are asked for
while NiceGUI begins: a thousand articles are one piece of HTML and not ten thousand elements. What
a button asks comes as JSON, which no other page can send unasked (Fetch, section 2.2.2), behind the
preview's guards.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from anyio import to_thread
from nicegui import app, ui
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)

from desk.editor.frame import frame
from desk.overview import pictures
from desk.overview.desk import PAGES, PARTS, Desk, Site
from desk.writing.disk import WritingError

_BROWSER = Path(__file__).parent / "browser"
_HEAD = (
    '<link rel="stylesheet" href="/_editor/desk/files/desk.css">'
    '<script defer src="/_editor/desk/files/desk.js"></script>'
)
# What a picture may do that somebody has put among hers: an SVG drawing may hold a program.
_HARMLESS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
_MOST = 2_000_000  # bytes that a button sends
_ALIVE = 15  # seconds after which a comment shows whether a page still listens


def register(site: Site) -> None:
    """Name the desk's addresses."""
    desk = Desk(site)
    app.add_static_files("/_editor/desk/files", _BROWSER, max_cache_age=0)

    @app.get("/_editor/desk/part/{name}")
    async def part(name: str, request: Request) -> Response:
        name = "" if name == "articles" else name
        if name not in PARTS:
            return PlainTextResponse("There is no such page.", 404)
        html = await to_thread.run_sync(desk.part, name, dict(request.query_params))
        return HTMLResponse(html, headers={"X-Number": str(site.state.number)})

    @app.get("/_editor/desk/news")
    async def news() -> Response:
        return StreamingResponse(_news(site), media_type="text/event-stream")

    @app.get("/_editor/desk/item")
    async def item(request: Request) -> Response:
        place = tuple(
            int(step) if step.isdecimal() else step for step in request.query_params.getlist("at")
        )
        try:
            html = await to_thread.run_sync(desk.blank, place)
        except (WritingError, KeyError, TypeError) as error:
            return PlainTextResponse(str(error), 400)
        return HTMLResponse(html)

    @app.get("/_editor/desk/picture/{name:path}")
    async def picture(name: str) -> Response:
        try:
            style = await to_thread.run_sync(site.style)
            kind, data = await to_thread.run_sync(pictures.small, site.content, name, style)
        except WritingError as error:
            return PlainTextResponse(str(error), 404)
        return Response(data, media_type=kind, headers=_HARMLESS)

    @app.post("/_editor/desk/do/{action}")
    async def do(action: str, request: Request) -> Response:
        if request.headers.get("content-type", "").partition(";")[0] != "application/json":
            return PlainTextResponse("This is no JSON.", 415)
        body = bytearray()
        async for piece in request.stream():
            body += piece
            if len(body) > _MOST:
                return JSONResponse({"ok": False, "says": "This is too much at once."}, 413)
        try:
            data = await to_thread.run_sync(_done, desk, action, bytes(body))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            says = f"The page has asked for something that makes no sense ({error!r}). Reload it."
            return JSONResponse({"ok": False, "says": says}, 400)
        return JSONResponse(data)

    def shown(name: str, query: dict[str, str]) -> None:
        with frame(site, PAGES.get(name, "Search"), "/desk/"):
            ui.add_head_html(_HEAD)
            ui.html(desk.around(name, query), sanitize=False)

    @ui.page("/desk/", response_timeout=30)
    def home() -> None:
        shown("", {})

    @ui.page("/desk/{name}", response_timeout=30)
    def other(name: str, q: str = "") -> Any:
        if name not in PARTS or not name:
            return PlainTextResponse("There is no such page.", 404)
        shown(name, {"q": q})
        return None


def _done(desk: Desk, action: str, body: bytes) -> dict[str, Any]:
    data = json.loads(body or b"{}")
    if not isinstance(data, dict):
        raise TypeError("no mapping")
    return desk.do(action, data)


async def _news(site: Site) -> AsyncIterator[bytes]:
    """Yield the number of each new state as a server-sent event (HTML, section 9.2)."""
    news, loop = asyncio.Event(), asyncio.get_running_loop()

    def heard(_: object) -> None:
        with suppress(RuntimeError):  # the preview has just ended
            loop.call_soon_threadsafe(news.set)

    end = site.listen(heard)
    try:
        while True:
            news.clear()
            yield b"data: %d\n\n" % site.state.number
            while not news.is_set():
                with suppress(TimeoutError):
                    await asyncio.wait_for(news.wait(), _ALIVE)
                    break
                yield b": still here\n\n"
    finally:
        end()
