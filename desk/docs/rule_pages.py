"""Write docs/rules from the rules themselves: a page for each, or for several that share one.

python -m desk.docs.rule_pages
"""

from __future__ import annotations

from inspect import cleandoc
from pathlib import Path

from desk.common.project import ROOT
from plugins.checks.registry import RULES
from plugins.core.problem import Group, Severity, Stops

FOLDER = ROOT / "docs" / "rules"
INDEX = "README.md"
# In the order in which they are told, and what each asks.
GROUPS: dict[Group, str] = {
    "built": "Can it be built?",
    "facts": "Are the practice's facts in order?",
    "questions": "Are the questions answered?",
    "truth": "Does it agree with the facts?",
    "claims": "Does it promise too much?",
    "confidentiality": "Does it keep what was told in confidence?",
    "privacy": "Does it leave visitors alone?",
    "care": "Does it take care of who reads it?",
}
_STOPS: dict[Stops, str] = {
    "build": "It stops a build.",
    "publish": "It stops publishing; a build goes on.",
    "": "It stops nothing.",
}
_GRAVEST: tuple[Severity, ...] = ("error", "warning", "note")
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
_ALLOW = """\
**How to allow it:** add to the header, or to `practice.yaml` for what is found there, with your
own reason:

```yaml
allow:
  - rule: {code}
    reason: …
```
"""
_MADE = "<!-- Made by `python -m desk.docs.rule_pages`: change the text where the rule is. -->\n"


def files() -> dict[str, str]:
    """Return the name of each file in docs/rules, and what stands in it."""
    pages: dict[str, str] = {}
    for rule in RULES.values():
        page = rule.page  # those that share one differ in nothing that is told there
        named = f"Rule `{rule.code}`, {rule.severity}."
        if rule.code != page.name:
            named = f"{rule.severity.capitalize()}."
        told = [f"# {page.title}\n", f"{named} {_STOPS[rule.stops]}\n", f"{cleandoc(page.text)}\n"]
        if rule.allowable:
            told.append(_ALLOW.format(code=rule.code))
        pages.setdefault(f"{page.name}.md", "\n".join([*told, _MADE]))
    tables = [_HEAD]
    for group, asks in GROUPS.items():
        tables.append(f"## {asks}\n\n{_ROW}")
        rules = [rule for rule in RULES.values() if rule.group == group]
        for rule in sorted(rules, key=lambda rule: (_GRAVEST.index(rule.severity), rule.code)):
            allowed = "yes" if rule.allowable else ""
            name = f"[`{rule.code}`]({rule.page.name}.md)"
            tables.append(f"| {name} | {rule.severity} | {rule.stops} | {allowed} | {rule.title} |")
        tables.append("")
    return {INDEX: "\n".join([*tables, _MADE]), **pages}


def write(folder: Path = FOLDER) -> None:
    """Write all files, and remove the pages of rules that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    made = files()
    for old in folder.glob("*.md"):
        if old.name not in made:
            old.unlink()
    for name, text in made.items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write()
