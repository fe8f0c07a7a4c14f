"""Show practice.yaml and reading-paths.yaml as forms, and change what was filled in and no more."""

from __future__ import annotations

import copy
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import yaml

from desk.writing.disk import WritingError
from plugins.core import yaml_edit, yaml_lines
from plugins.core.yaml_lines import Place, Value
from plugins.practice import schema

Shape = Literal["text", "choice", "yes/no", "date", "color", "list", "group", "named"]


@dataclass(frozen=True)
class Fact:
    """A fact of practice.yaml. `shape` "list" has items that are added and removed, "named" has
    entries under keys of their own (people), "group" facts of its own: their facts follow it.

    `is_missing`: a question asks for it, and it is not there."""

    place: Place
    label: str
    help: str
    question: str
    shape: Shape
    value: Value
    choices: tuple[str, ...] = ()
    is_missing: bool = False
    line: int = 0


@dataclass(frozen=True)
class Step:
    """An article on a reading path, and why it comes next."""

    slug: str
    because: str = ""


@dataclass(frozen=True)
class ReadingPath:
    """A reading path as it stands in the file."""

    title: str
    summary: str
    steps: tuple[Step, ...]


def form(text: str) -> tuple[Fact, ...]:
    """Return the facts of practice.yaml in the order of the schema, those not known too."""
    marked = yaml_lines.load(text, "")
    whole = schema.load(schema.FACTS)
    missing = set(schema.unanswered(marked.data or {}, schema.FACTS))
    return tuple(_facts(marked.data, (), whole, marked, missing))


def _facts(
    data: Any, place: Place, part: dict[str, Any], marked: yaml_lines.Marked, missing: set[Place]
) -> Iterator[Fact]:
    part = schema.resolved(part, schema.load(schema.FACTS))
    if place:
        shape, choices = _shape(part)
        yield Fact(
            place,
            str(part.get("title", place[-1])),
            str(part.get("description", "")),
            str(part.get("x-question", "")),
            shape,
            data if data is not None else "",
            choices,
            place in missing,
            marked.line(*place) if place in marked.lines else 0,
        )
    if "properties" in part:
        held = data if isinstance(data, dict) else {}
        for key, inner in part["properties"].items():
            yield from _facts(held.get(key), (*place, key), inner, marked, missing)
    elif part["type"] == "object":
        for key, value in data.items() if isinstance(data, dict) else ():
            yield from _facts(value, (*place, key), part["additionalProperties"], marked, missing)
    elif part["type"] == "array":
        for number, value in enumerate(data if isinstance(data, list) else ()):
            yield from _facts(value, (*place, number), part["items"], marked, missing)


def _shape(part: dict[str, Any]) -> tuple[Shape, tuple[str, ...]]:
    if part["type"] == "array":
        return "list", ()
    if part["type"] == "object":
        return ("group" if "properties" in part else "named"), ()
    if "enum" in part:
        return "choice", tuple(part["enum"])
    if str(part.get("pattern", "")).startswith("^([Tt]rue"):
        return "yes/no", ("true", "false")
    forms: dict[str, Shape] = {"date": "date", "color": "color"}
    return forms.get(str(part.get("format", "")), "text"), ()


def with_fact(text: str, place: Place, value: Value, before: str | None = None) -> str:
    """Return the text with the fact at a place made `value`; all other lines stay.

    A list is written as a whole; "", [] and {} empty it. `before` is the text as it was opened:
    what says the same as there is typed as there. Raises WritingError.
    """
    data = data_of(text, "practice.yaml")
    wanted: Any = copy.deepcopy(data) or {}
    holder = wanted
    try:
        for step, inner in itertools.pairwise(place):
            empty: Any = [] if isinstance(inner, int) else {}
            if isinstance(holder, dict):
                holder[step] = holder.get(step) or empty
            holder = holder[step]
        if isinstance(holder, list) and place[-1] == len(holder):
            holder.append(value)
        else:
            holder[place[-1]] = value
    except (IndexError, KeyError, TypeError, AttributeError):
        raise WritingError(f"There is no place {'.'.join(map(str, place))} in the facts.") from None
    if before is not None and not value:
        _without(wanted, place, data_of(before, "practice.yaml"))
    return edited(text, wanted, before, "practice.yaml")


def _without(wanted: Any, place: Place, before: Any) -> None:
    """Take out an empty entry that was not there before, and what is around it and empty then."""
    key = place[0]
    was = before.get(key) if isinstance(before, dict) else None
    if isinstance(before, list) and isinstance(key, int) and key < len(before):
        was = before[key]
    if len(place) > 1:
        _without(wanted[key], place[1:], was)
    if (
        isinstance(key, str)
        and not wanted[key]
        and not (isinstance(before, dict) and key in before)
    ):
        del wanted[key]


def paths(text: str) -> tuple[ReadingPath, ...]:
    """Return the reading paths of reading-paths.yaml. Raises WritingError if it cannot be read."""
    data = data_of(text, "reading-paths.yaml")
    found = []
    for one in data if isinstance(data, list) else []:
        if not isinstance(one, dict):
            continue
        steps = []
        listed = one.get("articles")
        for step in listed if isinstance(listed, list) else []:
            if isinstance(step, dict):
                steps.append(Step(str(step.get("slug", "")), str(step.get("because", ""))))
            else:
                steps.append(Step(str(step)))
        found.append(
            ReadingPath(str(one.get("path", "")), str(one.get("summary", "")), tuple(steps))
        )
    return tuple(found)


def with_paths(text: str, wanted: tuple[ReadingPath, ...], before: str | None = None) -> str:
    """Return the text with other reading paths; what stays keeps its lines and comments."""
    data = data_of(text, "reading-paths.yaml")
    typed: dict[str, Any] = {
        str(one.get("path", "")): one for one in data if isinstance(one, dict)
    } if isinstance(data, list) else {}  # fmt: skip
    rows: list[Value] = []
    for path in wanted:
        row: dict[str, Value] = {"path": path.title}
        if path.summary or "summary" in typed.get(path.title, {}):
            row["summary"] = path.summary
        row["articles"] = [
            {"slug": step.slug, "because": step.because} if step.because else step.slug
            for step in path.steps
        ]
        rows.append(row)
    return edited(text, rows, before, "reading-paths.yaml")


def data_of(text: str, name: str) -> Any:
    """Return what a file in YAML says. Raises WritingError with its first mistake."""
    marked = yaml_lines.load(text, name)
    if errors := [one for one in marked.problems if one.severity == "error"]:
        told = errors[0]
        raise WritingError(f"{name}, line {told.line}: {told.message} {told.remedy}")
    return marked.data


def edited(text: str, wanted: Any, before: str | None, name: str) -> str:
    """Return a text in YAML that says what is wanted, `before` as in `with_fact`. Raises
    WritingError."""
    if before is not None and (yaml_lines.load(before, name).data or type(wanted)()) == wanted:
        return before
    try:
        return yaml_edit.edited(text, wanted, longer=True, shorter=True, former=before or "")
    except (yaml_edit.CannotEditError, yaml.YAMLError):
        raise WritingError(
            f"{name} is written in a way that cannot be changed here without touching other "
            "lines. Change it in the text itself."
        ) from None
