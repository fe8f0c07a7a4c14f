"""docs/rules is what the rules themselves say, and no page is kept by hand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from desk.docs import rule_pages
from plugins.checks.registry import RULES

MADE = "<!-- Made by `python -m desk.docs.rule_pages`: change the text where the rule is. -->\n"
SHARED = {rule.page.name: rule.page for rule in RULES.values() if rule.page.name not in RULES}


def test_the_pages_in_docs_are_those_of_the_rules() -> None:
    """If this fails: python -m desk.docs.rule_pages."""
    there = {file.name: file.read_text("utf-8") for file in rule_pages.FOLDER.iterdir()}
    made = rule_pages.files()
    told = "docs/rules is not what the rules say: run `python -m desk.docs.rule_pages`."
    assert sorted(there) == sorted(made), told
    assert [name for name in made if there[name] != made[name]] == [], told


def test_a_page_says_what_the_rule_stops_what_its_function_says_and_how_it_is_allowed() -> None:
    assert rule_pages.files()["link-vague.md"] == (
        """\
# A link does not say where it leads

Rule `link-vague`, warning. It stops nothing.

Who cannot see a page often goes through the list of its links. There, “here” and “read more”
say nothing (WCAG 2.2, 2.4.4 and 2.4.9). For everybody else too, a link that says where it leads
is quicker to find.

**How to mend it:** Make the words that name the other page the link.

```markdown
More about [what an exile is](/glossary/#exile).      (not: click [here](/glossary/#exile))
```

**How to allow it:** add to the header, or to `practice.yaml` for what is found there, with your
own reason:

```yaml
allow:
  - rule: link-vague
    reason: …
```

"""
        + MADE
    )


def test_rules_that_share_a_page_are_told_together() -> None:
    assert rule_pages.files()["order.md"] == (
        """\
# The reading order cannot be followed

Error. It stops a build.

The entries `next` and `previous` of a header name the article to read after this one or before
it. Here one names no article, or itself, or one that nobody can read yet (`order-next`,
`order-previous`); or they lead round in a circle that has no end (`order-circle`).

**How to mend it:** Name another article by its file's name without `.md`, remove the line, or
write none where a way should end.

```yaml
next: managers-firefighters-exiles
```

"""
        + MADE
    )


@pytest.mark.parametrize("name", sorted(SHARED))
def test_rules_that_share_a_page_differ_in_nothing_that_it_tells(name: str) -> None:
    page = SHARED[name]
    rules = [rule for rule in RULES.values() if rule.page is page]
    assert len(rules) > 1
    assert len({(rule.severity, rule.stops, rule.group, rule.allowable) for rule in rules}) == 1
    assert [rule.code for rule in rules if f"`{rule.code}`" in page.text] != []


@pytest.mark.parametrize("name", sorted(set(rule_pages.files()) - {rule_pages.INDEX}))
def test_each_page_is_short_and_says_how_to_mend(name: str) -> None:
    text = rule_pages.files()[name]
    assert "mend" in text.lower()
    assert text.count("\n") <= 28
    assert max(map(len, text.split("\n"))) <= 100


def test_links_between_the_pages_lead_to_pages() -> None:
    made = rule_pages.files()
    links = [link for text in made.values() for link in re.findall(r"\]\(([\w-]+\.md)\)", text)]
    assert len(links) > len(RULES)
    assert [link for link in links if link not in made] == []


def test_the_index_names_each_rule_once_below_what_its_group_asks() -> None:
    index = rule_pages.files()[rule_pages.INDEX]
    rows = re.findall(r"^\| \[`([\w-]+)`\]", index, re.MULTILINE)
    assert sorted(rows) == sorted(RULES)
    care = index.partition("## Does it take care of who reads it?")[2]
    assert care.split("\n")[4:6] == [
        (
            "| [`crisis-lines-missing`](crisis-lines-missing.md) | error | publish |  | "
            "No crisis line is named |"
        ),
        (
            "| [`invitation-missing`](invitation-missing.md) | warning |  | yes | "
            "Articles end without an invitation |"
        ),
    ]


def test_to_write_the_pages_removes_those_of_rules_that_are_gone(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    rule_pages.write(folder)
    (folder / "gone-rule.md").write_text("# Gone\n", "utf-8")
    (folder / "title-long.md").write_text("# Changed by hand\n", "utf-8")
    rule_pages.write(folder)
    assert {file.name: file.read_text("utf-8") for file in folder.iterdir()} == rule_pages.files()
