"""Serve the live site to this computer and to nobody else."""

from __future__ import annotations

import asyncio
import logging
import socket
import sys
import threading
import traceback
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config, Server
from uvicorn.protocols.http.h11_impl import H11Protocol

from desk.common import log
from desk.preview import own_key
from desk.preview.live_page import ASSETS, PREFIX, as_event, plain_page, with_script
from desk.preview.live_site import Answer, LiveSite, State
from plugins.delivery.headers import needs_of, policy
from plugins.delivery.kinds import type_of

HERE = "127.0.0.1"
# What is shown where the site has no page for it.
_PLAIN = {
    404: plain_page("Not found", "There is no page at this address."),
    503: plain_page(
        "The site could not be made yet",
        "What needs mending stands below. This page reloads by itself when it is mended.",
    ),
}
_PLAIN[200] = _PLAIN[503]  # a page that broke the first time that it was made
# Where the editor answers, beside /edit and /desk themselves.
EDITOR = ("/edit/", "/desk/", "/_editor/", "/_nicegui/", "/_nicegui_ws/")
# What is no text is filled in here.
_FORMS = {"practice.yaml": "/desk/facts", "reading-paths.yaml": "/desk/paths"}
_PAGES_AT_ONCE = 16  # made in threads: more would only take time from one another
_ALIVE = 15  # seconds after which a comment shows whether a tab still listens
_PATIENCE = 20  # seconds in which a connection has to ask for something, or to take its answer
_HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    # Drafts are nobody else's to embed, however harmless the other page looks.
    ("Cross-Origin-Resource-Policy", "same-origin"),
]


def listen(port: int, tries: int = 50) -> socket.socket:
    """Return a socket that listens at `port`, or at the next one that is free.

    Raises OSError if none is.
    """
    for number in range(port, min(port + tries, 65536)):
        # Asked first whether somebody is there: some systems let two programs take one port.
        with socket.socket() as knock:
            knock.settimeout(0.5)
            if number and knock.connect_ex((HERE, number)) == 0:
                continue
        with suppress(OSError):
            return socket.create_server((HERE, number))
    raise OSError(f"No free port from {port} on")


@contextmanager
def serving(
    site: LiveSite,
    listening: socket.socket,
    editor: Callable[[], ASGIApp] | None = None,
    key: str = "",
) -> Iterator[int]:
    """Answer at a socket, whose port is yielded, until the block is left: then all ends at once.

    `editor` returns what answers at the addresses of the editor; it is called when somebody who
    has the `key` asks for one of them.

    No number of connections is too many (`limit_concurrency`): who opens hundreds would shut out
    the one person that the preview is for. Each costs little, and a slow one is given up.
    """
    port: int = listening.getsockname()[1]
    answers: ASGIApp = app(site, bool(editor))
    if editor:
        answers = own_key.guarded(with_editor(answers, editor), key, port, is_editors)
    server = Server(
        Config(
            guarded(answers, port),
            http=_Connection,
            ws="websockets-sansio" if editor else "none",
            loop="asyncio",
            lifespan="off",
            log_config=None,  # the terminal is for what the person at work wants to know
            log_level=logging.CRITICAL,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            headers=_HEADERS,
        )
    )
    thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
    thread.start()
    try:
        yield port
    finally:
        server.should_exit = server.force_exit = True
        thread.join(5)


class _Connection(H11Protocol):
    """A connection to uvicorn that ends when it is told to, and is given up when nothing moves.

    Uvicorn waits for ever for the rest of a request and for an answer to be taken.
    """

    _former: object = None
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._timer = self.loop.call_later(_PATIENCE, self._look)

    def _look(self) -> None:
        if self.transport.get_protocol() is not self:
            return  # it is a web socket now, and is quiet for as long as nothing is to be said
        stands = self.cycle is None or self.cycle.response_complete or self.flow.write_paused
        if stands and self.cycle is self._former:
            self.transport.abort()
        else:
            self._former = self.cycle
            self._timer = self.loop.call_later(_PATIENCE, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self._timer:
            self._timer.cancel()

    def shutdown(self) -> None:
        """End at once, whatever is under way: open event streams have no end of their own."""
        self.transport.abort()


def guarded(inner: ASGIApp, port: int) -> ASGIApp:
    """Return the app that answers this computer's own requests, and refuses all others."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope)
        refused = refusal(headers, port, is_socket=scope["type"] == "websocket")
        if refused:
            by = headers.get("origin") or headers.get("referer") or headers.get("host", "nobody")
            log.tell(f"Refused what {by[:100]} asked for.")
        try:
            await (PlainTextResponse(refused, 403) if refused else inner)(scope, receive, send)
        except Exception:
            traceback.print_exc()  # nobody else would

    return answer


def is_editors(path: str) -> bool:
    """Return whether the editor answers at a path."""
    return path.rstrip("/") in ("/edit", "/desk") or path.startswith(EDITOR)


def with_editor(inner: ASGIApp, editor: Callable[[], ASGIApp]) -> ASGIApp:
    """Return the app that has the editor answer at its addresses, and `inner` at all others."""
    made: list[ASGIApp] = []
    lock = asyncio.Lock()

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        if is_editors(scope["path"]):
            async with lock:
                if not made:  # its libraries take a second to be loaded
                    made.append(await to_thread.run_sync(editor))
            await made[0](scope, receive, send)
        elif scope["type"] == "websocket":
            await PlainTextResponse("Nothing is here.", 404)(scope, receive, send)
        else:
            await inner(scope, receive, send)

    return answer


def refusal(headers: Headers, port: int, *, is_socket: bool = False) -> str:
    """Return why a request is refused, or "": what a page of somebody else asks for.

    Such a page can point a name of its own at this computer (DNS rebinding), and can send
    requests here from the person's own browser (Fetch, sections 3.1 and 4; Fetch Metadata). It
    may lead to the preview by a link, as any page may. No rule of the browser's keeps it from
    opening a web socket; so that needs an origin, which every browser tells (RFC 6455, section
    10.2).
    """
    name, _, at = headers.get("host", "").lower().partition(":")
    if name not in ("localhost", HERE) or at not in ("", str(port)):
        return "The preview answers to this computer only, at localhost or 127.0.0.1."
    known = [f"http://{name}:{port}" for name in ("localhost", HERE)]
    known += ["http://localhost", f"http://{HERE}"] if port == 80 else []
    is_own = headers.get("origin", "" if is_socket else known[0]) in known
    is_strange = headers.get("sec-fetch-site") in ("cross-site", "same-site")
    mode, shown = headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")
    if not is_own or (is_strange and (mode, shown) != ("navigate", "document")):
        return "The preview does not answer to another page."
    return ""


def app(site: LiveSite, has_editor: bool = False) -> Starlette:
    """Return what answers at each address: the preview's own ones, and all others of the site.

    Where it `has_editor`, each page leads to it.
    """
    pages_at_once = CapacityLimiter(_PAGES_AT_ONCE)
    styles: dict[str, str] = {}  # the hashes of those that stand in pages

    async def answer_for(path: str) -> Answer:
        """A page may take its time to be made: in a thread, so that nobody else waits for it."""
        try:
            answer = await to_thread.run_sync(
                site.answer, path, abandon_on_cancel=True, limiter=pages_at_once
            )
        except Exception:
            said = traceback.format_exc()
            print(said, file=sys.stderr)
            page = plain_page("This page could not be made", said)
            return Answer(500, type_of("page.html"), page, is_page=True)
        # Here, so that a tab which shows it is not told of another page.
        is_empty = answer.is_page and not answer.body
        return replace(answer, body=_PLAIN[answer.status]) if is_empty else answer

    def edited(path: str) -> str:
        name, is_text = site.named(path) if has_editor else ("", False)
        return f"/edit/{quote(name)}" if is_text else _FORMS.get(name, "")

    async def show(request: Request) -> Response:
        state = site.state  # before the page: it may be older than that, and never newer
        answer = await answer_for(request.scope["raw_path"].decode("ascii"))
        headers = {"Content-Type": answer.kind}
        if answer.to:
            query = request.url.query
            headers["Location"] = f"{answer.to}?{query}" if query else answer.to
        body = answer.body
        if answer.is_page:
            source = site.source(request.url.path) if has_editor else ""
            body = with_script(body, site.session, state, source)
            # As on the web, where each page states it, and for the preview's own script: what the
            # site could not load there is not loaded here, nor is anybody else's server asked.
            needs = needs_of(body.decode("utf-8", "replace"), styles)
            headers["Content-Security-Policy"] = policy(needs)
            headers["Referrer-Policy"] = "no-referrer"
        return Response(body, answer.status, headers)

    async def asset(request: Request) -> Response:
        path = request.url.path
        if path not in ASSETS:
            return await show(request)
        return Response(ASSETS[path], headers={"Content-Type": type_of(path)})

    async def events(request: Request) -> Response:
        path = request.query_params.get("page", "/")
        kind = "text/event-stream; charset=utf-8"
        if request.method == "HEAD":
            return Response(headers={"Content-Type": kind})

        async def told() -> AsyncIterator[bytes]:
            news, loop = asyncio.Event(), asyncio.get_running_loop()

            def heard(_: State) -> None:
                with suppress(RuntimeError):  # the preview has just ended
                    loop.call_soon_threadsafe(news.set)

            end, last = site.listen(heard), b""
            try:
                while True:
                    news.clear()
                    answer = await answer_for(path)
                    event = as_event(site.session, site.state, answer, edited)
                    if event != last:
                        yield event
                    last = event
                    while not news.is_set():
                        with suppress(TimeoutError):
                            await asyncio.wait_for(news.wait(), _ALIVE)
                            break
                        yield b": still here\n\n"
            finally:
                end()

        return StreamingResponse(told(), media_type=kind)

    return Starlette(
        routes=[
            Route(f"{PREFIX}events", events),
            Route(f"{PREFIX}{{name}}", asset),
            Route("/{path:path}", show),
        ]
    )
