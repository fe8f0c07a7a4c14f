"""Read the notices that laws ask for, one small data file a jurisdiction.

Another state is another file, in this folder or in `jurisdictions` below the content. What a file
holds is described in jurisdiction.schema.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from plugins.core import yaml_lines
from plugins.core.decode import decode
from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.notices import JURISDICTION
from plugins.core.yaml_lines import Marked
from plugins.notices.placeholders import FACT, NAMES
from plugins.practice import schema, validate

SHIPPED = Path(__file__).parent
_NEEDED = ("key", "title", "words")  # without which there is no notice
FEDERAL = "federal"  # the key of what holds in all states of the USA
_FIRST = {"general": 0, FEDERAL: 1}


@dataclass(frozen=True)
class Rule:
    """One notice as its file has it: the law behind it, our words, and what must be present.

    `when` is "always", "therapy", "coaching" or "hipaa"; `where` the law wants it "website",
    "before therapy" or "first contact"; `page` the slug of the page that shows it; `needs` names
    facts. `read` is the day on which the source was read, and `read_at` the copy that was, if it
    was another; None where nothing was read. `not_read` says what was not. `copy_from` is where a
    text is found that has to stand word for word.
    """

    key: str
    title: str
    words: str
    page: str = "notices"
    where: str = "website"
    when: str = "therapy"
    law: str = ""
    source: str = ""
    read: date | None = None
    read_at: str = ""
    not_read: str = ""
    needs: tuple[str, ...] = ()
    shows: str = ""
    copy_from: str = ""
    copy_what: str = ""
    mention: str = ""
    mention_on: tuple[str, ...] = ()


@dataclass(frozen=True)
class Jurisdiction:
    """Whose notices they are. `state` is a postal code, or "" for what holds everywhere."""

    key: str
    name: str
    state: str = ""
    title_instead_of: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Rule, ...] = ()


def read(
    folders: Iterable[Path] = (SHIPPED,),
    shown: Callable[[Path], str] = str,
    leads_out: Callable[[Path], bool] = lambda _: False,
) -> tuple[tuple[Jurisdiction, ...], list[Problem]]:
    """Return the jurisdictions of these folders, what holds everywhere first, then by name.

    A file in a later folder takes the place of one with the same key. What is wrong in a file is
    a problem, told under the name that `shown` gives it, and the notice is left out; a folder
    that is not there is empty. What `leads_out` of the content is not read.
    """
    found: dict[str, Jurisdiction] = {}
    problems: list[Problem] = []
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            if leads_out(path) or not path.is_file():
                continue
            text, unreadable = decode(path.read_bytes(), shown(path))
            marked = yaml_lines.load(text, shown(path))
            problems += unreadable + marked.problems
            if not marked.problems:
                data, wrong = validate.check(marked, schema.JURISDICTION, shown(path))
                wrong += _unknown_facts(data, marked, shown(path))
                problems += wrong
                if data.get("key") and data.get("name"):
                    entries = [one for one in data.get("notices", ()) if one]
                    one = Jurisdiction(
                        key=data["key"],
                        name=data["name"],
                        state=data.get("state", ""),
                        title_instead_of=data.get("title_instead_of", {}),
                        notices=tuple(_rule(e) for e in entries if all(map(e.get, _NEEDED))),
                    )
                    found[one.key] = one
    in_order = sorted(found.values(), key=lambda one: (one.state != "", _FIRST.get(one.key, 9)))
    return tuple(in_order), problems


def of_practice(
    content: Path,
    shown: Callable[[Path], str] = str,
    leads_out: Callable[[Path], bool] = lambda _: False,
) -> tuple[tuple[Jurisdiction, ...], list[Problem]]:
    """Return what `read` gives for the shipped files and those in a practice's own content."""
    return read((SHIPPED, content / "jurisdictions"), shown, leads_out)


def _unknown_facts(data: dict[str, Any], marked: Marked, path: str) -> Iterator[Problem]:
    """Yield each word in braces that is no fact; the text it stands in is left out."""
    for number, entry in enumerate(data.get("notices", ())):
        for part in ("words", "mention"):
            for name in FACT.findall(entry[part] if part in (entry or ()) else ""):
                if name not in NAMES:
                    line = marked.line("notices", number, part)
                    message = f"There is no fact called “{name}”."
                    remedy = did_you_mean(name, NAMES)
                    yield JURISDICTION.problem(path, line, message, remedy)
                    entry.pop(part, None)


def _rule(entry: dict[str, Any]) -> Rule:
    """Return a notice as its entry in the file has it."""
    lists = {name: tuple(filter(None, entry.get(name, ()))) for name in ("needs", "mention_on")}
    read_on = date.fromisoformat(entry["read"]) if "read" in entry else None
    known = {name.name for name in fields(Rule)}
    texts = {name: value for name, value in entry.items() if name in known}
    return Rule(**{**texts, **lists, "read": read_on})
