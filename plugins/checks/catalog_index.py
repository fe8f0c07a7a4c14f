"""Writes the index of the rules, docs/rules/README.md, from the catalog.

python -m plugins.checks.catalog_index
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from plugins.checks.catalog import CATALOG
from plugins.checks.rule_info import GROUPS, RuleInfo

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "rules"
_HEAD = """\
# What `check` looks for

Each problem names its rule, and each rule has a page here that says why. What stops a **build**
would be lost or broken on the site. What stops **publishing** must not be said in public, or is
asked for by a law. A warning is a fault that a visitor may meet, a note is good to
know; of these only the facts that a law asks for hold up publishing. Drafts may be unfinished,
and the preview always shows all of it.

A rule that can be allowed is allowed with a reason, in the header of the page:

```yaml
allow:
  - rule: paragraph-long
    reason: It is one breathing exercise, and a gap would break it.
```

What is found in `practice.yaml` is allowed there, in the same words. When the problem is gone,
the entry is reported, so that it hides nothing later.
"""
_ROW = "| Rule | | Stops | Can be allowed | What is wrong |\n|---|---|---|---|---|"


def index() -> str:
    """The text of the index: a table for each group, in the order of the catalog."""
    return "\n".join([_HEAD, *_tables()])


def _tables() -> Iterator[str]:
    for group, asks in GROUPS.items():
        rules = [rule for rule in CATALOG.values() if rule.group == group]
        yield f"## {asks}\n\n{_ROW}"
        yield "\n".join(map(_row, rules)) + "\n"


def _row(rule: RuleInfo) -> str:
    page = rule.page.rpartition("/")[2]
    allowed = "yes" if rule.allowable else ""
    return (
        f"| [`{rule.code}`]({page}) | {rule.severity} | {rule.stops} | {allowed} | {rule.title} |"
    )


if __name__ == "__main__":
    (FOLDER / "README.md").write_text(index(), "utf-8")
