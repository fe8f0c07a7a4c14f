"""Each rule is known once: where it is declared, with its page; and whatever is found has one."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from plugins.checks.registry import RULES, SITE, TEXT
from plugins.checks.rules import Find, _rule
from plugins.core import problem as problems
from plugins.core.problem import Page, Problem, Rule, declare
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS
from plugins.notices.known import Known
from tests.checks.documents import PATH, document

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(file for part in ("plugins", "desk") for file in (ROOT / part).rglob("*.py"))
SCHEMAS = sorted((ROOT / "plugins").rglob("*.schema.json"))


@pytest.fixture
def none_yet(monkeypatch: pytest.MonkeyPatch) -> dict[str, Rule]:
    """The rules of a program that has none."""
    rules: dict[str, Rule] = {}
    monkeypatch.setattr(problems, "RULES", rules)
    return rules


def calls(file: Path, *names: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and name_of(node) in names:
            yield node


def name_of(call: ast.Call) -> str:
    return str(getattr(call.func, "attr", getattr(call.func, "id", "")))


def in_schema(part: Any) -> Iterator[str]:
    """The rules that a JSON Schema names, `x-rule` or within `x-missing`."""
    if isinstance(part, dict):
        if "x-rule" in part:
            yield part["x-rule"]
        if "x-missing" in part:
            yield part["x-missing"]["rule"]
        for inner in part.values():
            yield from in_schema(inner)


def test_a_function_below_rule_is_run_and_its_docstring_is_the_rule_s_page(
    none_yet: dict[str, Rule],
) -> None:
    finders: list[Find[[object, Known]]] = []
    rule = partial(_rule, finders)

    @rule("word-short", "A word is short", "warning", group="care", allowable=True)
    def word_short(read: object, _: Known) -> Iterator[Problem]:
        """A word is short."""
        yield word_short.problem("a.md", 2, f"{read} is short.", "Write a longer one.")

    assert (
        [list(find("It", Known())) for find in finders]
        == [list(word_short("It", Known()))]
        == [[Problem("a.md", 2, "It is short.", "Write a longer one.", "word-short", "warning")]]
    )
    page = Page("word-short", "A word is short", "A word is short.")
    assert [vars(known) for known in none_yet.values()] == [
        {
            "code": "word-short",
            "title": "A word is short",
            "severity": "warning",
            "group": "care",
            "stops": "",
            "allowable": True,
            "page": page,
        }
    ]


def test_an_error_stops_a_build_unless_it_says_otherwise(none_yet: dict[str, Rule]) -> None:
    declare("a", "A", page="…")
    declare("b", "B", stops="publish", page="…")
    declare("c", "C", "warning", page="…")
    assert {code: rule.stops for code, rule in none_yet.items()} == {
        "a": "build",
        "b": "publish",
        "c": "",
    }


def test_a_problem_can_be_milder_than_most_of_its_rule(none_yet: dict[str, Rule]) -> None:
    rule = declare("a", "A", page="…")
    grave = rule.problem("a.md", 1, "Wrong.", "Mend it.")
    mild = rule.problem("a.md", 1, "Wrong.", "Mend it.", severity="note")
    assert (grave.severity, grave.stops) == ("error", "build")
    assert (mild.severity, mild.stops) == ("note", "")


def test_no_two_rules_have_one_code(none_yet: dict[str, Rule]) -> None:
    declare("a", "A", page="…")
    with pytest.raises(ValueError, match="Two rules are called a"):
        declare("a", "Another", page="…")


def test_every_problem_is_made_by_its_rule() -> None:
    made = {file.relative_to(ROOT).as_posix() for file in SOURCES if any(calls(file, "Problem"))}
    assert made == {"plugins/core/problem.py"}


def test_to_import_the_registry_is_to_have_every_rule_that_is_declared_anywhere() -> None:
    """In a process of its own: here other tests have imported much."""
    code = "from plugins.checks.registry import RULES; print(*RULES)"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, text=True
    )
    first = (
        call.args[0]
        for file in SOURCES
        for call in calls(file, "declare", "rule", "text_rule", "site_rule", "claim")
        if call.args
    )
    declared = {one.value for one in first if isinstance(one, ast.Constant)}
    declared |= {f"header-{name.replace('_', '-')}" for name in {*FIELDS, *PAGE_FIELDS} - {"allow"}}
    assert set(done.stdout.split()) == declared == set(RULES)
    assert len(declared) > 150


def test_the_schemas_name_only_rules_that_there_are() -> None:
    named = {code for file in SCHEMAS for code in in_schema(json.loads(file.read_text("utf-8")))}
    assert len(named) > 10
    assert named <= set(RULES)


def test_no_rule_that_is_declared_for_others_is_idle() -> None:
    """One that a schema names is used by its code."""
    folder = ROOT / "plugins" / "core" / "rules"
    used = {
        alias.name
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("plugins.core.rules")
        for alias in node.names
    }
    used |= {
        node.attr  # of a module of rules that is imported whole
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr.isupper()
    }
    used |= {
        code.upper().replace("-", "_")
        for file in SCHEMAS
        for code in in_schema(json.loads(file.read_text("utf-8")))
    }
    declared = {
        target.id
        for file in folder.glob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        if name_of(node.value) == "declare"
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    assert len(declared) > 80
    assert declared - used == set()


def test_a_function_s_name_is_the_code_of_its_rule() -> None:
    """So that whoever reads one finds the other; a few find what another function has declared."""
    names = [find.__name__ for find in (*TEXT, *SITE)]
    others = [name for name in names if name.replace("_", "-") not in RULES]
    assert others == ["claims", "in_comments", "line_in_facts", "taken_ids", "tracking_in_facts"]


def test_every_error_stops_something_and_of_the_others_only_what_a_law_asks_for() -> None:
    assert [
        rule.code for rule in RULES.values() if rule.severity == "error" and not rule.stops
    ] == []
    quieter = {rule.code: rule.stops for rule in RULES.values() if rule.severity != "error"}
    assert {code: stops for code, stops in quieter.items() if stops} == {
        "notice-fact-missing": "publish",
        "notice-text-missing": "publish",
        "notice-page-missing": "publish",
        "notice-file-missing": "publish",
        "license-title": "publish",
        "not-reviewed": "publish",
        "review-future": "publish",
    }


def test_a_rule_is_found_with_the_severity_that_it_is_declared_with() -> None:
    [problem] = TEXT[[find.__name__ for find in TEXT].index("title_long")](
        document("Words.\n", head=f"---\ntitle: {'x' * 71}\nsummary: S.\ndate: 2026-03-02\n---\n"),
        Known(),
    )
    assert (problem.path, problem.rule, problem.severity) == (PATH, "title-long", "warning")
