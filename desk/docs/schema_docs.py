"""Write what docs say of the data files: `python -m desk.docs.schema_docs`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plugins.notices.placeholders import IN_TEXTS, NAMES
from plugins.practice import schema

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {schema.FACTS: DOCS / "practice-yaml.md", schema.JURISDICTION: DOCS / "state-notices.md"}
_INTROS = {
    schema.FACTS: """\
# The facts: `content/practice.yaml`

This file is the only place for facts about the practice: every name, number, state and price on
the site comes from here, or from the notices of your states. Leave empty what you do not know or
do not want to show; an empty fact is never printed. `python3 start.py check` tells what is wrong,
and which fact a law asks for, with the line.
""",
    schema.JURISDICTION: """\
# The notices of a state: `jurisdictions/XX.yaml`

What clients must be told differs from state to state. Each state has a small file in
`plugins/notices/jurisdictions`, and one file each holds what is federal and what is good practice
everywhere. The site shows the notices of the states in which therapy is offered, on the page that
the notice names, where that page has a line `[notices]`.

For a state that is not there yet, write a file of your own into `content/jurisdictions`; begin with
a copy of `CO.yaml`. A file with the key of one of ours takes its place. What the notices name is
known to `check`: a board's telephone number, e-mail address or fee may then stand in your articles
too. Of a state without a file, the page of notices names the board and its look-up where that is
known (`plugins/notices/boards.yaml`). The shipped notices are for professional counselors. None of
this is legal advice: read the source, or let your counsel read it, and write the day into
`practice.yaml` under `last_checked`.
""",
}

_IN_TEXTS = """\
## Facts in your texts

A text may ask for a fact, so that it need not be mended when the fact changes:

```markdown
### What does a session cost?

{{ fact: fees | You will be told the fee before you decide anything. }} You can always ask.
```

On the page stands the fact, such as “Individual session: $150 for 50 minutes.”; while it is not
known, what you wrote behind the `|`. The mark stands on one line. A title or a summary may hold it
too, in quotation marks if it begins with it. The names:
"""


def page(name: str) -> str:
    """Return the page of a schema as Markdown: a section for each group of entries, a row for
    each."""
    whole = schema.load(name)
    sections = [_INTROS[name]]
    loose = {
        key: part
        for key, part in whole["properties"].items()
        if schema.resolved(part, whole)["type"] == "string"
    }
    if loose:
        sections += ["## At the top\n", _table(loose, whole)]
    for key, part in whole["properties"].items():
        if key not in loose:
            sections += _sections(f"`{key}`", part, whole)
    if name == schema.FACTS:
        facts = ", ".join(f"`{fact}`" for fact in sorted(IN_TEXTS))
        sections.append(f"{_IN_TEXTS}\n{facts}\n")
    if name == schema.JURISDICTION:
        facts = ", ".join(f"`{{{fact}}}`" for fact in sorted(NAMES))
        sections.append(f"## Facts that words may hold\n\n{facts}\n")
    sections.append(
        f"This page is made from `plugins/practice/{name}.schema.json`, which also checks the file."
    )
    return "\n".join(sections) + "\n"


def _sections(name: str, part: dict[str, Any], whole: dict[str, Any]) -> Iterator[str]:
    """Yield a section of what is inside `part`, then those of what is further inside."""
    part = schema.resolved(part, whole)
    yield f"## {part['title']}: {name}\n"
    if words := " ".join(filter(None, [part.get("description"), part.get("x-law")])):
        yield f"{words}\n"
    inner = _held(part, whole)
    if "properties" not in inner:
        return
    yield _table(inner["properties"], whole)
    for key, value in inner["properties"].items():
        if "properties" in _held(value, whole):
            yield from _sections(f"{name} › `{key}`", value, whole)


def _held(part: dict[str, Any], whole: dict[str, Any]) -> dict[str, Any]:
    """Return what stands in a fact: itself, the items of a list, the entries under free names."""
    part = schema.resolved(part, whole)
    held = part.get("items") or part.get("additionalProperties") or part
    return schema.resolved(held, whole)


def _table(properties: dict[str, Any], whole: dict[str, Any]) -> str:
    """Return a row for each entry; a column for the laws if one asks for any of them."""
    parts = {key: schema.resolved(part, whole) for key, part in properties.items()}
    laws = any("x-law" in part for part in parts.values())
    rows = [["entry", "what it is", "why"], ["---", "---", "---"]]
    for key, part in parts.items():
        words = f"**{part['title']}.** {part.get('description', '')}"
        if part["type"] == "array":
            words += " A list."
        choices = schema.resolved(part.get("items", part), whole).get("enum", [])
        if len(choices) < 20:  # the fifty states need no telling
            words += f" {', '.join(f'`{choice}`' for choice in choices)}"
        rows.append([f"`{key}`", words, part.get("x-law", "")])
    cells = ([" ".join(cell.split()).replace("|", "&#124;") for cell in row] for row in rows)
    return "".join(f"| {' | '.join(row if laws else row[:2])} |\n" for row in cells)


if __name__ == "__main__":
    for name, path in PAGES.items():
        path.write_text(page(name), "utf-8")
