"""Name the editor's addresses: the page of each text, and what its window asks for.

    /edit/                       begin something new, or open a text
    /edit/articles/rest.md       write it
    /_editor/text/TOKEN          POST: what she has typed; its page comes back
    /_editor/page/TOKEN          the page as it would be, for the frame beside the text
    /_editor/notes/TOKEN         what needs mending
    /_editor/mend/TOKEN          POST: mend one of these
    /_editor/picture/TOKEN       POST: a picture that was dropped or pasted

TOKEN is known to the window of one text alone.
"""

from __future__ import annotations

from asyncio import gather
from collections.abc import Awaitable, Callable
from typing import Any

from anyio import to_thread
from nicegui import app, ui
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from desk.common import log
from desk.editor.frame import Tag, frame
from desk.editor.session import Session
from desk.editor.site import Site
from desk.editor.window import Window
from desk.writing import disk, journal, pictures
from desk.writing.disk import WritingError
from plugins.delivery.headers import needs_of, policy
from plugins.delivery.kinds import type_of

_MOST_TEXT = 20_000_000  # bytes
_MOST_HEARD = 1_000_000_000

Handler = Callable[[Session, Request], Awaitable[Response]]


def register(site: Site) -> None:
    """Name all addresses of the editor."""
    open_now: dict[str, Window] = {}
    journal.recover(site.content)

    @app.get("/_editor/look.css")
    def look() -> Response:
        return Response(site.style(), media_type="text/css")

    @app.get("/edit")
    def texts() -> Response:
        return RedirectResponse("/desk/")

    @ui.page("/edit/{name:path}")
    def edit(name: str) -> Any:
        if not name:
            return texts()
        same = [one for one in open_now.values() if one.session.name == name]
        try:
            taken = {one.session.key for one in same if one.is_connected}
            session = Session.opened(site, name, taken)
        except WritingError as wrong:
            log.tell(f"{name[:200]}: {wrong}")
            with frame(site, "Not found"):
                Tag("h1", "This text cannot be opened")
                Tag("p", str(wrong))
                Tag("a", "Go to all texts", href="/desk/")
            return None
        for one in same:
            one.session.give_up(session.key)

        def others() -> list[Window]:
            every = [one for one in open_now.values() if one.session.name == name]
            return [one for one in every if one.session is not session]

        def is_elsewhere() -> bool:
            return any(one.is_connected for one in others())

        with frame(site, session.value("title") or name, wide=True):
            open_now[session.token] = window = Window(session, is_elsewhere, log.tell)
            window.draw()

        def closed() -> None:
            open_now.pop(session.token, None)
            session.close(one.session for one in others())
            if not others():
                site.forget(name)

        ui.context.client.on_delete(closed)
        return None

    def addressed(path: str, handler: Handler, *methods: str) -> None:
        async def answer(request: Request) -> Response:
            window = open_now.get(request.path_params["token"])
            if not window:
                wrong = "This window has lost its connection. Load it again: your text is kept."
                return JSONResponse({"wrong": wrong}, 410)
            try:
                return await handler(window.session, request)
            except WritingError as reason:
                log.tell(f"{window.session.name}: {reason}")
                return JSONResponse({"wrong": str(reason)}, 422)
            except ClientDisconnect:  # a window that was closed while it sent something
                return Response(status_code=400)

        app.add_route(path, answer, methods=list(methods))

    async def text(session: Session, request: Request) -> Response:
        typed = (await _body(request, _MOST_TEXT)).decode("utf-8", "replace")
        session.body = typed.replace("\r\n", "\n").replace("\r", "\n")

        def kept() -> str:
            try:
                session.keep()
            except WritingError as reason:  # she is told, and sees her page nevertheless
                return str(reason)
            return ""

        def made() -> dict[str, Any]:
            shown = session.shown()
            faults = [f"{one.message} {one.remedy}" for one in shown.faults]
            return {"page": shown.body.decode("utf-8", "replace"), "faults": faults}

        if "last" in request.query_params:
            return JSONResponse({"wrong": await to_thread.run_sync(kept)})
        # At once: a disk takes its time to write.
        wrong, told = await gather(to_thread.run_sync(kept), to_thread.run_sync(made))
        return JSONResponse({**told, "wrong": wrong})

    async def page(session: Session, _: Request) -> Response:
        def saved() -> bytes:
            address = site.address(session.name)
            return session.page or (site.answer(address).body if address else b"")

        body = await to_thread.run_sync(saved)
        rules = policy(needs_of(body.decode("utf-8", "replace"), {}))
        rules = "; ".join(one for one in rules.split("; ") if not one.startswith("script-src"))
        rules = rules.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        headers = {"Content-Security-Policy": rules, "Referrer-Policy": "no-referrer"}
        return Response(body, 200, headers, media_type="text/html")

    async def notes(session: Session, _: Request) -> Response:
        return JSONResponse(await to_thread.run_sync(session.notes))

    async def mend(session: Session, request: Request) -> Response:
        key = (await _body(request, 100_000)).decode("utf-8", "replace")
        changed = session.mend(key)
        return JSONResponse({"body": session.body, "changed": changed})

    async def picture(_: Session, request: Request) -> Response:
        name = request.query_params.get("name", "")
        data = await _body(request, pictures.MOST, name)
        added = await to_thread.run_sync(pictures.add, site.content, data, name)
        return JSONResponse({"name": added})

    @app.get("/_editor/picture-file/{name:path}")
    def file(name: str) -> Response:
        try:
            path = disk.inside(site.content, name)
            data = path.read_bytes() if name in pictures.names(site.content) else b""
        except (WritingError, OSError):
            data = b""
        headers = {
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"
        }
        return Response(data, 200 if data else 404, headers, media_type=type_of(name))

    addressed("/_editor/text/{token}", text, "POST")
    addressed("/_editor/page/{token}", page, "GET")
    addressed("/_editor/notes/{token}", notes, "GET")
    addressed("/_editor/mend/{token}", mend, "POST")
    addressed("/_editor/picture/{token}", picture, "POST")


async def _body(request: Request, most: int, name: str = "This text") -> bytes:
    """Return what was sent. Raises WritingError if it is too much.

    That is let go by piece after piece up to its end: a browser hears no answer before it has sent
    all (but what is endless is broken off).
    """
    parts: list[bytes] = []
    size = 0
    async for part in request.stream():
        size += len(part)
        if size <= most:
            parts.append(part)
        else:
            parts.clear()
        if size > _MOST_HEARD:
            break
    if size > most:
        raise WritingError(
            f"“{name or 'The picture'}” is larger than {most // 1_000_000} MB. "
            "Save it smaller; 2000 pixels wide is plenty for a page."
        )
    return b"".join(parts)
