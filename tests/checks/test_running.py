"""The rules run over every text and the whole site, and each problem knows what it holds up."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.build.pelican_run import run_pelican
from desk.check.run import collect
from desk.common import project
from desk.common.check_result import EntrySummary, PathSummary
from desk.common.refusals import refusals
from plugins.checks import run as running
from plugins.checks.document import Document
from plugins.checks.registry import RULES, SITE, TEXT
from plugins.core.problem import Problem, Severity
from plugins.notices.known import Known
from tests.checks.documents import document
from tests.trial_site import TrialSite

LINES = [{"name": "988 Suicide & Crisis Lifeline", "call": "988"}]


def problem(rule: str, severity: Severity = "error") -> Problem:
    if rule in RULES:
        return RULES[rule].problem("a.md", 1, "Wrong.", "Mend it.", severity)
    return Problem("a.md", 1, "Wrong.", "Mend it.", rule, severity)


def test_every_step_refuses_what_it_must_and_no_more() -> None:
    lost, untrue, long = problem("link-broken"), problem("claim-cure"), problem("title-long")
    mild, unknown = problem("link-broken", "warning"), problem("a rule of a plugin of hers")
    found = [lost, untrue, long, mild, unknown]
    assert refusals(found, "preview") == []
    assert refusals(found, "build") == [lost, unknown]
    assert refusals(found, "publish") == [lost, untrue, unknown]


def test_the_milder_kind_of_a_rule_stops_nothing() -> None:
    severities: tuple[Severity, ...] = ("error", "warning", "note")
    stopped = {(one, each): problem(one, each).stops for one in RULES for each in severities}
    assert {key: stops for key, stops in stopped.items() if stops} == {
        (code, rule.severity): rule.stops for code, rule in RULES.items() if rule.stops
    }


def test_a_claim_is_built_and_told_but_not_published(site: TrialSite, tmp_path: Path) -> None:
    site.facts(crisis_lines=LINES)
    site.article("rest", "We cure anxiety, guaranteed.\n")
    site.page("home", template="home", url="", save_as="index.html")
    for conf in (project.WRITING, project.PUBLISHING):
        output = tmp_path / conf.stem
        run = run_pelican(conf, site.content, output, SITEURL="https://quiet.example")
        errors = [one.rule for one in run.problems if one.severity == "error"]
        assert errors
        assert not run.failed
        assert (output / "articles/rest/index.html").is_file()
        assert [one.rule for one in refusals(run.problems, "publish")] == errors


def test_a_rule_that_breaks_is_told_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(_: Document, __: Known) -> Iterator[Problem]:
        yield problem("title-long")
        raise ZeroDivisionError("no way")

    def works(_: Document, __: Known) -> Iterator[Problem]:
        yield problem("link-vague")

    monkeypatch.setattr(running, "TEXT", (breaks, works))
    given = document("Words.\n")
    problems, found = running.text(given.header, "", Known())
    assert [one.rule for one in problems] == ["title-long", "rule-broke", "link-vague"]
    assert problems[1].severity == "warning"
    assert str(problems[1]) == (
        f"{given.path}:1: The rule “breaks” could not be applied: no way (ZeroDivisionError). "
        "The text is not at fault: tell whoever looks after the program."
    )
    assert found.words == 6  # those of the title and the summary count as well


def test_each_rule_runs_once_and_says_nothing_of_an_empty_text() -> None:
    assert len({*TEXT, *SITE}) == len(TEXT) + len(SITE)
    problems, _ = running.text(document("").header, "", Known())
    assert [p for p in problems if p.severity == "error"] == []


def test_a_check_tells_of_each_page_what_a_table_of_all_pages_needs(site: TrialSite) -> None:
    site.facts(crisis_lines=LINES)
    first = site.article("rest", "A quiet hour.\n\n## FAQ\n\n### Why?\n\nBecause it helps.\n")
    site.article("later", date="2100-01-01")
    site.article("sketch", status="draft")
    site.page("home", template="home", url="", save_as="index.html")
    site.paths({"path": "First steps", "summary": "Begin.", "articles": ["rest"]})
    kept = gc.isenabled()
    result = collect(site.content)
    assert gc.isenabled() == kept
    assert [(e.title, e.kind, e.status, e.url) for e in result.entries] == [
        ("Rest", "article", "published", "articles/rest/"),
        ("Later", "article", "scheduled", "drafts/later/"),
        ("Sketch", "article", "draft", "drafts/sketch/"),
        ("Home", "page", "published", ""),
    ]
    rest = result.entries[0]
    assert rest == EntrySummary(
        path=str(first),
        title="Rest",
        url="articles/rest/",
        kind="article",
        status="published",
        grade=rest.grade,
        words=11,
        questions=1,
        path_name="First steps",
        position=1,
        slug="rest",
        lang="en",
    )
    assert result.paths == (PathSummary("First steps", ("rest",)),)
    assert (result.site_name, result.timezone) == ("Quiet Room", "America/Denver")


def test_a_check_finds_what_a_build_finds(site: TrialSite, tmp_path: Path) -> None:
    site.facts(crisis_lines=LINES)
    site.article("rest", "![](/images/none.jpg) [here](/nowhere/)\n\n# High\n")
    site.article("empty", title=None)
    built = run_pelican(project.WRITING, site.content, tmp_path / "output")
    assert collect(site.content).problems == tuple(sorted(built.problems))
