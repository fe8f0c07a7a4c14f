"""What waits for its day is said where somebody could think that it is out."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import time_machine

from desk.build.build import build_site
from desk.check.check import check_content
from desk.check.report import problems
from desk.check.run import collect
from desk.common import waiting
from desk.common.waiting import Waiting
from tests.trial_site import Built, TrialSite

TODAY = "2026-05-20T18:00:00Z"  # noon in Denver
TWO = "2 articles wait for their day; the first comes out on May 3, 2027. Build again on that day."
READ = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}  # a clinician has read it


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Waiting(), ""),
        (
            Waiting(1, 0, "2027-05-03T00:00:00-06:00", "MDT"),
            "1 article waits for its day: it comes out on May 3, 2027. Build again on that day.",
        ),
        (Waiting(2, 0, "2027-05-03T00:00:00-06:00", "MDT"), TWO),
        (
            Waiting(0, 1, "2027-05-03T00:00:00-06:00", "MDT"),
            "1 page waits for its day: it comes out on May 3, 2027. Build again on that day.",
        ),
        (
            Waiting(2, 1, "2026-05-20T17:05:00-06:00", "MDT"),
            (
                "2 articles and 1 page wait for their day; the first comes out on May 20, 2026, "
                "at 5:05 PM MDT. Build again after that."
            ),
        ),
        (
            Waiting(1, 0, "2027-01-01T12:00:00-07:00", "MST"),
            (
                "1 article waits for its day: it comes out on January 1, 2027, at 12:00 PM MST. "
                "Build again after that."
            ),
        ),
    ],
)
def test_it_is_counted_and_the_first_day_is_named(given: Waiting, said: str) -> None:
    assert waiting.sentence(given, "Build") == said


DATES = {
    "2026-05-20": "",  # today
    "2026-05-20T12:00:00": "",  # just now, where the practice is
    "2026-05-20T12:01:00": "on May 20, 2026, at 12:01 PM MDT",
    "2026-05-20T18:00:00Z": "",
    "2026-05-20T18:00:01+00:00": "on May 20, 2026, at 12:00 PM MDT",
    "2026-05-20T20:00:00+02:00": "",
    "2026-05-20T20:30:00+02:00": "on May 20, 2026, at 12:30 PM MDT",
    "2026-05-21": "on May 21, 2026",
    "2026-05-21T00:00:00.000Z": "on May 21, 2026",  # how an editor writes a day
    "2026-05-21T03:00:00Z": "on May 20, 2026, at 9:00 PM MDT",
    "2026-12-01": "on December 1, 2026",
}


@pytest.fixture(scope="module")
def dated(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site with an article and a page for each of the dates, on each a word that no other has."""
    site = TrialSite(tmp_path_factory.mktemp("dated"))
    site.article("first")
    for at, date in enumerate(DATES):
        site.article(f"article-{at}", f"Quagga-article-{at}-.\n", date=date)
        site.page(f"page-{at}", f"Quagga-page-{at}-.\n", date=date)
    with time_machine.travel(TODAY, tick=False):
        return site.build()


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize("at", range(len(DATES)), ids=list(DATES))
def test_the_moment_is_the_practices_own_whatever_the_zone_it_is_written_in(
    dated: Built, at: int, kind: str
) -> None:
    own = [one for one in dated.result.scheduled if one.path.endswith(f"{kind}-{at}.md")]
    found = waiting.sentence(waiting.count_of(own), "Build")
    day = list(DATES.values())[at]
    assert found.startswith(f"1 {kind} waits for its day: it comes out {day}." if day else "")
    assert bool(found) == bool(day)
    word = f"Quagga-{kind}-{at}-".encode()
    assert (not any(word in data for data in dated.files().values())) == bool(day)


def test_a_hidden_article_waits_as_well_and_a_draft_does_not(site: TrialSite) -> None:
    site.article("hidden", date="2027-05-03", status="hidden")
    site.page("hidden-page", date="2027-05-04", status="hidden")
    site.article("draft", date="2027-01-01", status="draft")
    site.article("undated", date=None, status="draft")
    built = site.build()
    scheduled = built.result.scheduled
    assert waiting.count_of(scheduled) == Waiting(1, 1, "2027-05-03T00:00:00-06:00", "MDT")
    assert "articles/hidden/index.html" not in built.files()


def test_it_comes_out_when_its_moment_has_come(site: TrialSite) -> None:
    site.article("first")
    site.page("later", "Quagga.\n", date="2026-05-21")
    with time_machine.travel("2026-05-21T05:59:59Z", tick=False):
        assert "later/index.html" not in site.build().files()
    with time_machine.travel("2026-05-21T06:00:00Z", tick=False):
        built = site.build()
    assert "Quagga" in built.text("later/index.html")
    assert built.result.scheduled == ()


@pytest.fixture
def three(practice: TrialSite) -> TrialSite:
    """Two articles and a draft that are not out."""
    practice.article("second", date="2027-06-01", **READ)
    practice.article("first", date="2027-05-03", **READ)
    practice.article("sketch", status="draft", **READ)
    return practice


def test_a_build_says_it_at_its_end(three: TrialSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert build_site(three.content, three.folder / "site", "https://quiet.example") == 0
    assert capsys.readouterr().out.split("\n")[1:] == [TWO, ""]


def test_a_build_with_nothing_that_waits_says_nothing_of_it(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build_site(practice.content, practice.folder / "site", "https://quiet.example") == 0
    assert capsys.readouterr().out.count("\n") == 1


def test_a_check_says_it_below_its_summary_also_from_memory(
    three: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(2):
        assert check_content(three.content) == 0
        assert capsys.readouterr().out == f"Nothing to mend.\n{TWO}\n1 draft is not published.\n"


def test_a_check_for_machines_names_each_of_them(
    three: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check_content(three.content, "json") == 0
    found = json.loads(capsys.readouterr().out)
    files = {name: str(three.content / "articles" / f"{name}.md") for name in ("first", "second")}
    assert found == [
        {
            "path": files[name],
            "line": 4,
            "rule": "waiting",
            "severity": "note",
            "message": f"This article waits for its day: it comes out on {day}.",
            "remedy": "Build again on that day.",
        }
        for name, day in (("first", "May 3, 2027"), ("second", "June 1, 2027"))
    ]


def test_the_report_says_it_in_its_second_sentence(three: TrialSite) -> None:
    assert problems.summary(collect(three.content)).more == f"There is nothing to mend. {TWO}"
