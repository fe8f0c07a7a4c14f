"""Add to a page what the preview needs, on its way to the browser and to nothing on the disk."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from urllib.parse import quote

from jinja2 import Template
from markupsafe import Markup

from desk.common.terminal import as_data
from desk.preview.live_site import Answer, State
from plugins.core.problem import Problem
from plugins.core.rules.facts import FACTS_URL_MISSING
from plugins.core.rules.notices import NOTICE_FACT_MISSING, NOTICE_TEXT_MISSING, PAPER_FACT_MISSING
from plugins.core.rules.program import PROGRAM_BROKE

PREFIX = "/_preview/"
_LIVE = Path(__file__).parent / "live"
ASSETS = {f"{PREFIX}{name}": (_LIVE / name).read_bytes() for name in ("live.js", "live.css")}
_END = re.compile(rb"</body\s*>", re.IGNORECASE)
# Found from the first day on, and until somebody tells the practice's facts: of no page.
_FACTS = {
    rule.code
    for rule in (NOTICE_FACT_MISSING, NOTICE_TEXT_MISSING, PAPER_FACT_MISSING, FACTS_URL_MISSING)
}

_SCRIPT = Markup(
    '<script defer src="{}live.js" data-session="{}" data-page="{}" data-style="{}"{}></script>'
)
_EDIT = Markup(' data-edit="/edit/{}"')
_PLAIN = Template((_LIVE / "plain.html").read_text("utf-8"), autoescape=True)


def with_script(page: bytes, session: str, state: State, source: str = "") -> bytes:
    """Return the page with the preview's script before its last `</body>`, or at its end.

    `source` is the text that can be edited, "" if none can.
    """
    edit = _EDIT.format(quote(source)) if source else ""
    script = _SCRIPT.format(PREFIX, session, _digest(page), state.style, edit).encode()
    ends = list(_END.finditer(page))
    at = ends[-1].start() if ends else len(page)
    return page[:at] + script + page[at:]


def plain_page(title: str, text: str) -> bytes:
    """Return a page for when the site has none to show."""
    return str(_PLAIN.render(title=title, text=text)).encode()


def as_event(
    session: str, state: State, answer: Answer, edited: Callable[[str], str] = lambda _: ""
) -> bytes:
    """Return what is told to a tab that shows `answer`, as a server-sent event (HTML, section
    9.2); JSON keeps its text on one line.

    First stands what keeps the page from being shown as it is written. Of the rest of the site
    it tells what needs mending, the gravest first. Notes, facts that are still to be told, and
    what would make the list too long to read beside a text are only counted: `check` tells all.
    `edited` returns the address at which a file is edited, "" if there is none.
    """

    def data(one: Problem) -> dict[str, str | int]:
        address = edited(one.path)
        at = f"#line-{one.line}" if address.startswith("/edit/") else ""
        return {**as_data(one), **({"edit": address + at} if address else {})}

    # Where the program itself broke off, no page is as it is written now.
    broke = [one for one in state.problems if state.trace and one.rule == PROGRAM_BROKE.code]
    faults = [*answer.faults, *(one for one in broke if one not in answer.faults)]
    others = [one for one in state.problems if one not in faults]
    needed = [one for one in others if one.severity != "note" and one.rule not in _FACTS]
    needed.sort(key=lambda one: one.severity != "error")
    most = 5 if faults else 20  # below a text, and below what keeps it from being shown
    told = {
        "session": session,
        "number": state.number,
        "page": _digest(answer.body),
        "style": state.style,
        "outdated": state.outdated,
        "checked": state.checked,
        "searchable": state.searchable,
        "faults": [data(one) for one in faults],
        "was_good": answer.status != 503,
        "problems": [data(one) for one in needed[:most]],
        "counts": Counter(one.severity for one in needed),
        "more": max(0, len(needed) - most),
        "notes": sum(one.severity == "note" and one.rule not in _FACTS for one in others),
        "facts": len({(one.path, one.line) for one in others if one.rule in _FACTS}),
    }
    return b"data: " + json.dumps(told).encode() + b"\n\n"


def _digest(page: bytes) -> str:
    return blake2b(page, digest_size=8).hexdigest()
