"""Write the pages that a practice begins with, from its facts; what is there is never touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.core import yaml_edit
from plugins.core.decode import decode
from plugins.core.paths import held
from plugins.practice import pages
from plugins.practice.model import Facts

_TEMPLATES = Path(__file__).with_name("starter")
_ARTICLE = "articles/before-a-first-conversation.md"
_PATHS = "reading-paths.yaml"
_TEMPLATE = re.compile(r"^template:[ \t]*[\"']?(\w+)", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
# Not Jinja's own signs: those may stand in a text, where they mean something to the site.
_JINJA = Environment(
    loader=FileSystemLoader(_TEMPLATES),
    block_start_string="<%",
    block_end_string="%>",
    variable_start_string="<<",
    variable_end_string=">>",
    comment_start_string="<#",
    comment_end_string="#>",
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
    undefined=StrictUndefined,
    autoescape=False,
)


class LeadsOutError(Exception):
    """A folder of the content is a link to one elsewhere; the message names it."""


@dataclass(frozen=True)
class Started:
    """The files that were written and those that were there, by their names in the content."""

    written: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def wanted(content: Path, facts: Facts) -> list[str]:
    """Return the files that a practice with these facts begins with and that are not there.

    The sample article and its path are for who has no article yet.
    """
    names, templates = _there(content)
    lacking = [f"pages/{page.name}.md" for page in pages.missing(facts, names, templates)]
    if not any((content / "articles").glob("**/*.md")):
        lacking.append(_ARTICLE)
        if not (content / _PATHS).exists():
            lacking.append(_PATHS)
    return lacking


def write(content: Path, facts: Facts, today: date) -> Started:
    """Write what is `wanted`. Raises OSError, or LeadsOutError before anything is written."""
    lacking = wanted(content, facts)
    for folder in {(content / name).parent for name in lacking}:
        if held(folder, content) is None:
            raise LeadsOutError(f"{folder} is a link that leads out of the content.")
    words = _words(facts, today)
    written, kept = [], []
    for name in lacking:
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        text = _GAP.sub("\n\n", _JINJA.get_template(name).render(words)).rstrip("\n") + "\n"
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(text)
        except FileExistsError:
            kept.append(name)
        else:
            written.append(name)
    known = [f"pages/{page.name}.md" for page in pages.PAGES]
    kept += [name for name in known if name not in written and (content / name).exists()]
    return Started(tuple(written), tuple(dict.fromkeys(kept)))


def _there(content: Path) -> tuple[set[str], set[str]]:
    """Return the names of the pages that are there, and the templates that their headers name."""
    names: set[str] = set()
    templates: set[str] = set()
    for path in sorted((content / "pages").glob("**/*.md")):
        names.add(path.name.partition(".")[0])
        try:
            text = decode(path.read_bytes(), str(path))[0]
        except OSError:  # told by the check; its name counts
            continue
        templates.update(_TEMPLATE.findall(text.partition("\n---")[0]))
    return names, templates


def _words(facts: Facts, today: date) -> dict[str, Any]:
    """Return what the texts are told of the practice. The theme prints facts that change."""
    about = facts.owner.name if facts.owner and not facts.people[1:] else facts.practice.name
    return {
        "about": yaml_edit.written({"title": f"About {about}".rstrip()}),
        "name": _quiet(facts.practice.name or (facts.owner.name if facts.owner else "")),
        "person": _quiet(facts.owner.name if facts.owner else ""),
        "many": len(facts.people) > 1,
        "us": facts.in_usa,
        "states": bool(facts.therapy_states),
        "office": bool(facts.places),
        "online": facts.online,
        "free": facts.consultation.free,
        "today": today.isoformat(),
    }


def _quiet(name: str) -> str:
    """Return a name as Markdown, in which its own signs are no marks."""
    return re.sub(r"([\\`*_\[\]<>#$~|{}])", r"\\\1", " ".join(name.split()))
