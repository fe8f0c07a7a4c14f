"""Show an article or page in the browser, to be written."""

from __future__ import annotations

from nicegui import app, ui
from starlette.responses import Response

from desk.editor.frame import Tag, frame
from desk.editor.site import Site


def register(site: Site) -> None:
    """Name the editor's addresses."""

    @app.get("/_editor/look.css")
    def look() -> Response:
        return Response(site.style(), media_type="text/css")

    @ui.page("/edit/{name:path}")
    def edit(name: str) -> None:
        with frame(site, name):
            Tag("h1", name)
