"""Write the table of what may stand in a header: `python -m desk.docs.header_docs`."""

from __future__ import annotations

from pathlib import Path

from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, WORDS

PAGE = Path(__file__).parents[2] / "docs" / "headers.md"
_INTRO = """\
# What may stand in a header

An article or a page begins with its header: lines of a name, a colon and a text, between two lines
of `---`. `python3 start.py new "A title"` writes one; with `--kind comparison`, `condition`, `faq`
or `page` it has the outline of that, and `--kind person "A name"` adds somebody to `practice.yaml`
and begins her page. The name of that page's file is her key there.
An article needs `title`, `summary` and `date`, a page the first two, a draft only its title.
What another program calls by another name is told, and `check --fix` writes ours.

```yaml
---
title: What is a part?
summary: What people mean by a part, with one example.
date: 2026-03-02
status: draft
tags: [beginning]
---
```
"""
_END = "This page is made from `plugins/frontmatter/fields.py`, which also reads each entry.\n"


def page() -> str:
    """Return the page as Markdown: a row for each entry, those of pages alone in a second table."""
    both = [name for name in WORDS if name in FIELDS]
    alone = [name for name in WORDS if name in PAGE_FIELDS and name not in FIELDS]
    parts = (
        _INTRO,
        "## In articles and pages\n",
        _table(both),
        "## In pages only\n",
        _table(alone),
    )
    return "\n".join([*parts, _END])


def _table(names: list[str]) -> str:
    rows = ["| entry | what it is | for example |", "|---|---|---|"]
    rows += [f"| `{name}` | {WORDS[name][0]} | `{name}: {WORDS[name][1]}` |" for name in names]
    return "".join(f"{row}\n" for row in rows)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
