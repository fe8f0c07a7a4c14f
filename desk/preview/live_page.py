"""Add to a page what the preview needs, on its way to the browser and to nothing on the disk."""

from __future__ import annotations

import json
import re
from pathlib import Path

from jinja2 import Template
from markupsafe import Markup

from desk.common.terminal import as_data
from desk.preview.rebuild import LiveSite, State

PREFIX = "/_preview/"
_LIVE = Path(__file__).parent / "live"
ASSETS = {f"{PREFIX}{name}": (_LIVE / name).read_bytes() for name in ("live.js", "live.css")}
_MOST = 100
_END = re.compile(rb"</body\s*>", re.IGNORECASE)

_SCRIPT = Markup(
    '<script defer src="{}live.js" data-session="{}" data-page="{}" data-style="{}"></script>'
)
_PLAIN = Template((_LIVE / "plain.html").read_text("utf-8"), autoescape=True)


def with_script(page: bytes, site: LiveSite, state: State) -> bytes:
    """Return the page with the preview's script before its last `</body>`, or at its end."""
    script = _SCRIPT.format(PREFIX, site.session, state.page, state.style).encode()
    ends = list(_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + script + page[at:]


def plain_page(title: str, text: str) -> bytes:
    """Return a page for when the site has none to show."""
    return str(_PLAIN.render(title=title, text=text)).encode()


def as_event(site: LiveSite, state: State) -> bytes:
    """Return a state as a server-sent event; JSON keeps its text on one line.

    A page tells what needs mending, the gravest first; notes, and what would make the list too
    long to read beside a text, are only counted: `check` tells all of it.
    """
    needed = [problem for problem in state.problems if problem.severity != "note"]
    needed.sort(key=lambda problem: problem.severity != "error")
    told = {
        "session": site.session,
        "page": state.page,
        "style": state.style,
        "broken": state.broken,
        "outdated": state.outdated,
        "problems": [as_data(problem) for problem in needed[:_MOST]],
        "more": max(0, len(needed) - _MOST),
        "notes": len(state.problems) - len(needed),
    }
    return b"data: " + json.dumps(told).encode() + b"\n\n"
