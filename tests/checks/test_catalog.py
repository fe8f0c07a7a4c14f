"""Every code that the program can give stands in the catalog and has a page, and none is idle.

The codes are read from the source itself: whatever is handed to `Problem`, to `Refused` or to a
function called `wrong` as its rule, and what a JSON Schema names as `x-rule`.
"""

from __future__ import annotations

import ast
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from plugins.checks import catalog_index
from plugins.checks.catalog import CATALOG
from plugins.checks.rule_info import GROUPS
from plugins.checks.rules.claims import CLAIMS
from plugins.practice.header_fields import FIELDS, PAGE_FIELDS

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs" / "rules"
SOURCES = sorted(file for part in ("plugins", "desk") for file in (ROOT / part).rglob("*.py"))
SCHEMAS = sorted((ROOT / "plugins").rglob("*.schema.json"))
# Where the rule stands among the arguments, and where its severity.
CALLS = {"Problem": (4, 5), "Refused": (2, None), "wrong": (3, None), "Claim": (0, None)}
# Codes that are put together from the name of an entry, and the names that they are made of.
ENTRIES = {*FIELDS, *PAGE_FIELDS} - {"allow"}
MADE = {
    "header-{}": {f"header-{name.replace('_', '-')}" for name in ENTRIES},
    "{}-missing": {"title-missing", "summary-missing", "date-missing"},
    "order-{}": {"order-next", "order-previous"},
    "claim-{}": {claim.code for claim in CLAIMS},
}
GRAVITY = ("note", "warning", "error")


def texts(expression: ast.expr | None, names: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The texts that an expression can be; one that is put together has {} in its gaps."""
    match expression:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else "{}" for p in parts)
        case ast.IfExp(body=one, orelse=other):
            yield from texts(one, names)
            yield from texts(other, names)
        case ast.Name(id=name):
            for value in names.get(name, ()):
                yield from texts(value, {})


def given(file: Path) -> Iterator[tuple[str, str | None]]:
    """Each rule in a file with a severity that it is given with, None if that is not known."""
    tree = ast.parse(file.read_text("utf-8"))
    names: dict[str, list[ast.expr]] = defaultdict(list)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            names[node.targets[0].id].append(node.value)
        if isinstance(node, ast.FunctionDef):
            defaults = zip(node.args.args[::-1], node.args.defaults[::-1], strict=False)
            names["rule"] += [value for argument, value in defaults if argument.arg == "rule"]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in CALLS:
                rule, severity = (argument(node, at) for at in CALLS[called])
                codes = list(texts(rule, names))
                grave: list[str | None] = [*texts(severity, names)]
                if severity is None:
                    grave = [None if called == "Claim" else "error"]
                if len(codes) == len(grave):  # one for each, or both decided by the same
                    yield from zip(codes, grave, strict=True)
                else:
                    yield from product(codes, grave or [None])


def argument(call: ast.Call, at: int | None) -> ast.expr | None:
    """One of the arguments; a starred one stands for a message and its remedy."""
    found: list[ast.expr] = []
    for each in call.args:
        found += [each, each] if isinstance(each, ast.Starred) else [each]
    if at is None or at < len(found):
        return None if at is None else found[at]
    name = ("rule", "severity")[at == CALLS["Problem"][1]]
    return next((keyword.value for keyword in call.keywords if keyword.arg == name), None)


def in_schema(part: Any) -> Iterator[str]:
    """The rules that a JSON Schema names, `x-rule` or within `x-missing`."""
    if isinstance(part, dict):
        if "x-rule" in part:
            yield part["x-rule"]
        if "x-missing" in part:
            yield part["x-missing"]["rule"]
        for inner in part.values():
            yield from in_schema(inner)


@cache
def all_given() -> dict[str, set[str | None]]:
    """Every rule of the program, with the severities that it is given with."""
    found: dict[str, set[str | None]] = defaultdict(set)
    for file in SOURCES:
        for code, severity in given(file):
            for one in MADE.get(code, {code}):
                found[one].add(severity)
    for file in SCHEMAS:
        for code in in_schema(json.loads(file.read_text("utf-8"))):
            found[code].add("error")
    return found


def test_every_rule_of_the_program_is_in_the_catalog_and_every_one_there_is_given():
    assert set(all_given()) == set(CATALOG)


def test_the_catalog_names_the_gravest_severity_of_each_rule():
    wrong = {
        code: (CATALOG[code].severity, severities)
        for code, severities in all_given().items()
        if None not in severities and code in CATALOG
        if CATALOG[code].severity != max(severities, key=GRAVITY.index)
    }
    assert wrong == {}


def test_every_error_stops_something_and_of_the_others_only_what_a_law_asks_for():
    for rule in CATALOG.values():
        assert rule.stops or rule.severity != "error", rule.code
        assert rule.group in GROUPS
    quieter = {rule.code: rule.stops for rule in CATALOG.values() if rule.severity != "error"}
    assert {code: stops for code, stops in quieter.items() if stops} == {
        "notice-fact-missing": "publish",
        "notice-text-missing": "publish",
        "notice-page-missing": "publish",
        "license-title": "publish",
    }


@pytest.mark.parametrize("page", sorted({rule.page for rule in CATALOG.values()}))
def test_each_rule_has_a_short_page_that_names_it_and_says_how_to_mend_and_to_allow(page):
    text = (ROOT / page).read_text("utf-8")
    rules = [rule for rule in CATALOG.values() if rule.page == page]
    assert text.startswith("# ")
    assert any(f"`{rule.code}`" in text for rule in rules)
    assert "mend" in text.lower()
    allowed = {rule.code for rule in rules if f"rule: {rule.code}" in text}
    assert allowed == {rule.code for rule in rules if rule.allowable}
    assert text.count("\n") <= 25
    assert max(map(len, text.split("\n"))) <= 100


def test_no_page_is_there_for_a_rule_that_is_not():
    pages = {rule.page for rule in CATALOG.values()} | {"docs/rules/README.md"}
    assert {file.relative_to(ROOT).as_posix() for file in DOCS.iterdir()} == pages


def test_links_between_the_pages_lead_to_pages():
    for file in DOCS.iterdir():
        for name in re.findall(r"\]\(([\w-]+\.md)\)", file.read_text("utf-8")):
            assert (DOCS / name).is_file(), f"{file.name}: {name}"


def test_the_index_is_the_catalog():
    """If this fails: python -m plugins.checks.catalog_index."""
    assert (DOCS / "README.md").read_text("utf-8") == catalog_index.index()
