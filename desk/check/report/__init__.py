"""Write the report of a check: one page to read, print or hand on, that needs no other file.

problems     how it stands, in a sentence; the problems, by the page they stand on
entries      a row for each article and page; the paths as lists of their articles
report.html  the page
report.css   its look, in the theme's own colors and faces
"""

from __future__ import annotations

import errno
import re
from base64 import b64encode
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from desk.check.report import entries, problems
from desk.common import days, project, wording
from desk.common.check_result import CheckResult
from plugins.checks.rules import care
from plugins.core.yaml_lines import Place
from plugins.practice import schema

_HERE = Path(__file__).parent
_MARK = '<meta name="generator" content="Practice Press, check">'
_FACES = {"Literata": "literata-latin-wght-normal", "Figtree": "figtree-latin-wght-normal"}
_WHERE = {
    "website": "On the website",
    "before therapy": "In your papers, before therapy begins",
    "first contact": "In writing, at the first contact",
}
# Signs that would steer a reader's text about, or that HTML cannot hold.
_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write(file: Path, result: CheckResult, today: date | None = None) -> None:
    """Write the report of a check to `file`; `today` is the practice's own day unless given.

    A former report is replaced. Raises OSError where the file cannot be written, and
    FileExistsError where something else has its name: nobody's article is written over.
    """
    if file.exists() and _MARK.encode() not in file.read_bytes()[:1000]:
        raise FileExistsError(errno.EEXIST, "it is there already, and it is no report", str(file))
    today = today or datetime.now(ZoneInfo(result.timezone or "UTC")).date()
    file.write_bytes(page(result, today).encode())


def page(result: CheckResult, today: date) -> str:
    """Return the report as HTML: the same for the same result and day."""
    environment = Environment(
        autoescape=True,
        loader=FileSystemLoader(_HERE),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"many": wording.many, "day": days.written, "titled": titled}
    faces = "".join(
        f"@font-face{{font-family:{name};font-weight:200 900;src:url(data:font/woff2;base64,"
        f"{b64encode((project.THEME / 'static' / 'fonts' / f'{file}.woff2').read_bytes()).decode()}"
        ') format("woff2")}\n'
        for name, file in _FACES.items()
    )
    tokens = (project.THEME / "css" / "tokens.css").read_text("utf-8")
    found = problems.by_page(result)
    paths, loose, more_loose = entries.paths(result)
    html = environment.get_template("report.html").render(
        mark=Markup(_MARK),
        style=Markup(faces + tokens + (_HERE / "report.css").read_text("utf-8")),
        name=result.site_name or "This practice",
        today=today,
        summary=problems.summary(result),
        trace=result.trace,
        problems=found,
        tables=entries.tables(result, found, today),
        band=[*map(entries.on_scale, (7, care.GRADE))],  # the grades at which articles aim
        paths=paths,
        loose=loose,
        more_loose=more_loose,
        notices=[(each, [*rows]) for each, rows in groupby(result.notices, lambda row: row.state)],
        where=_WHERE,
    )
    return _UNSEEN.sub("\ufffd", html)


def titled(place: str) -> str:
    """Return what a fact is called in the schema of the facts; of a license, “License: title”."""
    steps: Place = tuple(int(step) if step.isdigit() else step for step in place.split("."))
    if steps[:2] == ("notices", "texts"):
        return "The words to be pasted"
    try:
        title = schema.titled(schema.FACTS, steps)
    except (KeyError, IndexError, TypeError):
        return str(steps[-1])
    return f"License: {title[0].lower()}{title[1:]}" if "licenses" in steps[:-1] else title
