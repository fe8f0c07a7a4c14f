"""What is allowed with a reason is told no more; an `allow` that helps nothing is told itself."""

from __future__ import annotations

from pathlib import Path

from desk.check.run import collect
from desk.common.check_result import Allowed, CheckResult
from plugins.checks import allow
from plugins.checks.registry import RULES
from plugins.core.problem import Problem
from tests.trial_site import TrialSite

READ = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}
TITLE = "A title of nearly a hundred letters, which no search engine shows whole in its results"


def check(site: TrialSite) -> CheckResult:
    site.facts(crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}])
    site.page("home", template="home", url="", save_as="index.html")
    site.page("consultation", template="consultation")
    return collect(site.content)


def told(result: CheckResult) -> list[str]:
    return [f"{Path(p.path).name}:{p.line}: {p.message} {p.remedy}" for p in result.problems]


def test_a_problem_is_told_until_it_is_allowed_with_a_reason(site: TrialSite) -> None:
    path = site.article("rest", title=TITLE, **READ)
    [problem] = check(site).problems
    assert (problem.rule, problem.severity) == ("title-long", "warning")
    reason = "It is the title of the book."
    site.article("rest", title=TITLE, **READ, allow=[{"rule": "title-long", "reason": reason}])
    result = check(site)
    assert (result.problems, result.allowed) == ((), (Allowed(problem, reason),))
    assert problem.path == str(path)


def test_an_allowance_holds_for_its_own_file_and_rule_only(site: TrialSite) -> None:
    allowed = [{"rule": "title-long", "reason": "A book."}]
    site.article("a", title=TITLE, summary="Word " * 60, **READ, allow=allowed)
    site.article("b", title=f"Another {TITLE}", **READ)
    problems = check(site).problems
    assert [(Path(p.path).stem, p.rule) for p in problems] == [
        ("a", "summary-long"),
        ("b", "title-long"),
    ]


def test_what_is_allowed_and_is_there_no_more_is_told_on_its_line(site: TrialSite) -> None:
    site.write(
        "articles/rest.md",
        "---\ntitle: Rest\nsummary: About rest.\ndate: 2026-03-02\nreviewed: 2026-03-02\n"
        "review_by: 2100-01-01\nallow:\n  - rule: link-vague\n    reason: A quotation.\n"
        "  - rule: title-long\n    reason: A book.\n---\nWords.\n",
    )
    assert told(check(site)) == [
        f"rest.md:{line}: “{rule}” is allowed here, but there is no longer such a problem. "
        "Remove this entry."
        for line, rule in ((8, "link-vague"), (10, "title-long"))
    ]


def test_the_facts_have_their_own(site: TrialSite) -> None:
    site.article("rest", **READ)
    site.page("home", template="home", url="", save_as="index.html")
    site.facts(
        crisis_lines=[{"name": "988", "call": "988"}],
        allow=[{"rule": "invitation-missing", "reason": "She is not taking anybody."}],
    )
    result = collect(site.content)
    assert [(one.problem.rule, one.reason) for one in result.allowed] == [
        ("invitation-missing", "She is not taking anybody.")
    ]
    assert result.problems == ()


def read(value: object) -> list[str]:
    lines = {"allow": 7, "allow 0": 8, "allow 1": 10}
    found, problems = allow.read(value, "a.md", lines, RULES)  # type: ignore[arg-type]
    assert found == [] or len(problems) == 1
    assert {(p.rule, p.severity, p.path) for p in problems} == {("allow", "warning", "a.md")}
    return [f"{p.line}: {p.message} {p.remedy}" for p in problems]


FORM = "Write “allow:” and below it, for each, “- rule: …” and “  reason: …”."


def test_an_entry_that_cannot_count_is_told() -> None:
    assert read("title-long") == [f"7: What is allowed should be a list. {FORM}"]
    assert read(["title-long"]) == [f"8: This entry does not say what is allowed. {FORM}"]
    assert read([{"reason": "So."}]) == [f"8: This entry does not say what is allowed. {FORM}"]
    assert read([{"rule": "title-long", "why": "So."}]) == [
        f"8: An entry of “allow” has no “why”. {FORM}"
    ]
    assert read([{"rule": "title-long", "reason": " "}]) == [
        (
            "8: No reason is given why “title-long” is allowed here. "
            "Write “  reason: …” below it, for whoever reads this in a year."
        )
    ]
    assert read([{"rule": "title-lang", "reason": "So."}]) == [
        "8: There is no rule called “title-lang”. Did you mean “title-long”?"
    ]
    assert read([{"rule": "xyzzy", "reason": "So."}]) == [
        "8: There is no rule called “xyzzy”. Copy it from what `check` says."
    ]
    assert read([{"rule": "link-broken", "reason": "So."}]) == [
        (
            "8: “link-broken” cannot be allowed: a link leads nowhere, and no reason changes that. "
            "Mend what it is about, and remove this entry."
        )
    ]
    twice = [{"rule": "title-long", "reason": reason} for reason in ("One.", "Two.")]
    assert read(twice) == [
        "10: “title-long” is already allowed here. Remove one of the two entries."
    ]


def test_nothing_is_allowed_that_is_not_named() -> None:
    problem = Problem("a.md", 3, "Long.", "Shorten it.", "title-long", "warning")
    other = allow.Allowance("b.md", 2, "title-long", "So.")
    settled = allow.settle([problem], [other])
    assert problem in settled.problems
    assert [p.rule for p in settled.problems] == ["title-long", "allow-unused"]
    assert settled.allowed == ()
