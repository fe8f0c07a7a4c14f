"""Load the JSON Schemas of what is typed as YAML: the facts of the practice, a state's notices.

They lie beside this module and follow JSON Schema 2020-12 (json-schema.org). They hold more than
validation needs, for people: `x-question` (what `setup` asks), `x-open` (which answers leave the
question open), `x-asked-if` (the facts of which one has to be yes for it; “usa”, “washington”,
“europe”), `x-law` (which law asks for the fact), and the words of a problem where a value is wrong
(`x-wrong`, `x-remedy`, `x-rule`; where a number is asked for and stands in it, `x-remedy-number`)
or not there (`x-missing`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from plugins.core.yaml_lines import Place

FACTS = "practice"
JURISDICTION = "jurisdiction"


@cache
def load(name: str) -> dict[str, Any]:
    """Return the schema `name`.schema.json of this folder."""
    text = (Path(__file__).parent / f"{name}.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """Return a part of a schema with what its `$ref` says; its own words win."""
    if "$ref" not in part:
        return part
    return {**schema["$defs"][part["$ref"].rpartition("/")[2]], **part}


def titled(name: str, place: Place) -> str:
    """Return the title of the fact at a place, such as “Telephone number”."""
    return str(at(name, place).get("title", place[-1]))


def at(name: str, place: Place) -> dict[str, Any]:
    """Return what the schema says of the fact at a place."""
    schema = load(name)
    part = schema
    for step in place:
        part = resolved(part, schema)
        if isinstance(step, int):
            part = part["items"]
        else:
            part = part.get("properties", {}).get(step) or part["additionalProperties"]
    return resolved(part, schema)


def unanswered(
    data: Any, name: str, place: Place = (), part: dict[str, Any] | None = None
) -> Iterator[Place]:
    """Return the places of the facts that a question asks for and that are not there.

    `data` stands at `place`, of which `part` of the schema says what it may be.
    """
    schema = load(name)
    part = resolved(part or schema, schema)
    if part["type"] == "string":
        asked = "x-question" in part and "x-optional" not in part
        if asked and (not data or data in part.get("x-open", ())):
            yield place
    elif part["type"] == "array":
        for number, item in enumerate(data or []):
            if item:
                yield from unanswered(item, name, (*place, number), part["items"])
    elif "properties" in part:
        for key, inner in part["properties"].items():
            held = (data or {}).get(key)
            inside = resolved(inner, schema)
            whole = "properties" in inside and (place or "x-optional" in inside)
            if held or not whole:
                yield from unanswered(held, name, (*place, key), inner)
    else:
        for key, item in (data or {}).items():
            yield from unanswered(item, name, (*place, key), part["additionalProperties"])


def missing(data: Any, name: str) -> list[str]:
    """Return the names, as `people.x.name`, of the facts that are asked for and not there.

    Of what may be left out as a whole, such as a postal address, nothing is missing.
    """
    return [".".join(map(str, place)) for place in unanswered(data, name)]
