"""The report of a check: what it says, that nothing in it acts, and what it never writes over."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from desk.check import report as check_report
from desk.check.check import check_content
from desk.check.run import collect
from desk.common.check_result import CheckResult, EntrySummary, NoticeRow, PathSummary
from plugins.checks.registry import RULES
from plugins.core.problem import Problem, Severity
from tests.desk import troubled_practice
from tests.growth import growth
from tests.trial_site import TrialSite

TODAY = date(2026, 11, 22)
EVIL = 'Alone "><script>alert(1)</script><img src=x onerror=alert(2)>\ufffd'


def text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split()).replace(" ,", ",")


def texts(page: Tag, selector: str) -> list[str]:
    return [text(found) for found in page.select(selector)]


def cells(table: Tag) -> list[str]:
    """Each row of a table, its cells with a line between them."""
    return [" | ".join(texts(row, "th, td")) for row in table.select("tr")]


def one_line(words: str) -> str:
    return " ".join(words.split())


def report(result: CheckResult) -> BeautifulSoup:
    return BeautifulSoup(check_report.page(result, TODAY), "html.parser")


def problem(
    path: str, line: int, rule: str, severity: Severity, message: str = "Wrong."
) -> Problem:
    if rule in RULES:
        return RULES[rule].problem(path, line, message, "Mend it.", severity)
    return Problem(path, line, message, "Mend it.", rule, severity)


def article(slug: str, **facts: object) -> EntrySummary:
    path, title = f"content/articles/{slug}.md", slug.capitalize()
    given = {"status": "published", "slug": slug, "lang": "en", **facts}
    return EntrySummary(path, title, f"articles/{slug}/", "article", **given)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def troubled(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    """The report of a real check of a practice in trouble, as it was written."""
    folder = tmp_path_factory.mktemp("troubled")
    site = troubled_practice.write(folder)
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)  # paths are shown from here
        check_report.write(folder / "report.html", collect(site.content), TODAY)
    return BeautifulSoup((folder / "report.html").read_text("utf-8"), "html.parser")


def test_one_sentence_on_top_says_how_it_stands(troubled: BeautifulSoup) -> None:
    assert texts(troubled, "body > header > :not(nav)") == [
        "Quiet Room · checked on November 22, 2026",
        "The site cannot be built yet.",
        one_line("""
            2 problems stop building, 1 stops publishing, 1 warning is a fault that a visitor
            may meet and 1 note is good to know. 1 problem is allowed with a reason. 1 article waits
            for its day: it comes out on January 1, 2100. Build again on that day.
        """),
    ]


def test_problems_stand_with_their_page_the_gravest_first(troubled: BeautifulSoup) -> None:
    assert texts(troubled, "#problems .file") == [
        one_line("""
            Rest content/articles/rest.md 1 stops building, 1 stops publishing, 1 warning

            Stops building, line 9 The link “nowhere.md” leads to a file that is not there.
            Write an address that the preview shows, or take the link out.
            Why: docs/rules/link-broken.md

            Stops publishing, line 11 “guaranteed” promises a result, and no therapist can.
            Take the word out, and say what you will do instead of what will come of it.
            Why: docs/rules/claim-guarantee.md

            Warning, line 6 This page was due to be read again for accuracy by 2021-03-01.
            Read it again, correct what has changed, and set “reviewed:” to that day and
            “review_by:” to a later one. Why: docs/rules/review-due.md
        """),
        one_line("""
            untitled.md content/articles/untitled.md 1 stops building

            Stops building, line 1 This article has no title. Add a line “title: …” to its
            header. Why: docs/rules/title-missing.md
        """),
        one_line("""
            Sleep content/articles/sleep.md 1 note

            Note, line 14 This paragraph has 180 words, which fill most of a phone's screen.
            Put a blank line where its thought turns. Why: docs/rules/paragraph-long.md
        """),
    ]


def test_what_is_allowed_is_folded_away_with_its_reason(troubled: BeautifulSoup) -> None:
    assert texts(troubled, "details.allowed:not([open])") == [
        one_line("""
            1 problem allowed with a reason Sleep content/articles/sleep.md Warning, line 12
            “Sleep” is a first-level heading, which only the page's title should be. Begin its
            line with ## instead of #. Allowed: It is the title of a poem. Why:
            docs/rules/heading-title.md
        """)
    ]


def test_each_article_has_a_row_in_reading_order_with_what_is_not_out_at_the_end(
    troubled: BeautifulSoup,
) -> None:
    articles, pages = troubled.select("table.entries")
    folder = "content/articles"
    read = "March 2, 2026 again by January 1, 2100"
    dawn = "November 1, 2026 again by November 1, 2027"
    assert cells(articles) == [
        (
            "Title | Status | Read for accuracy | Reading grade | Words | Questions"
            " | Place on its path | Problems"
        ),
        (
            f"Rest {folder}/rest.md | published | March 2, 2020 due since March 1, 2021 | – | 9 | –"
            " | 1 of 2, For the night | 3"
        ),
        (
            f"Sleep {folder}/sleep.md | published | {read} | 0.0 | 204 | 1"
            " | 2 of 2, For the night 1 of 1, For the <i>day</i> | 1"
        ),
        f"{EVIL} {folder}/alone.md | published | {read} | – | 8 | – | on no path | none",
        f"untitled.md {folder}/untitled.md | published | {read} | – | 2 | – | on no path | 1",
        f"Dusk {folder}/dusk.md | draft | {read} | – | 5 | – | For the night | none",
        f"Dawn {folder}/dawn.md | scheduled | {dawn} | – | 5 | – | For the <i>day</i> | none",
    ]
    assert cells(pages) == [
        "Title | Status | Read for accuracy | Reading grade | Words | Questions | Problems",
        "Consultation content/pages/consultation.md | published | – | – | 6 | – | none",
        "Home content/pages/home.md | published | – | – | 4 | – | none",
    ]


def test_the_number_of_problems_leads_to_them(troubled: BeautifulSoup) -> None:
    links = troubled.select("table.entries td a")
    assert [link["href"] for link in links] == ["#file-1", "#file-3", "#file-2"]
    assert [troubled.select_one(str(link["href"]) + " h3").text for link in links] == [  # type: ignore[union-attr]
        *("Rest", "Sleep", "untitled.md")
    ]


def test_each_path_is_a_list_in_its_order_and_says_what_is_not_out_or_elsewhere_too(
    troubled: BeautifulSoup,
) -> None:
    assert [(each.name, texts(each, "li")) for each in troubled.select("#paths :is(ol, ul)")] == [
        ("ol", ["Rest", "Dusk (a draft)", "Sleep (also on For the <i>day</i>)"]),
        ("ol", ["Sleep (also on For the night)", "Dawn (comes out later)"]),
        ("ul", [EVIL, "untitled.md"]),
    ]
    assert texts(troubled, "#paths h3") == ["For the night", "For the <i>day</i>", "On no path"]


def test_a_title_is_shown_as_it_was_typed_and_never_acts(troubled: BeautifulSoup) -> None:
    assert troubled.select("script, img, i, iframe, object, [onerror], [onclick], base, form") == []
    assert "\u202e" not in str(troubled)
    assert EVIL in troubled.get_text()


def test_nothing_but_this_one_file_is_needed(troubled: BeautifulSoup) -> None:
    (icon,) = troubled.select("link")
    assert str(icon["href"]).startswith("data:image/svg+xml,")
    assert troubled.select("[src], [srcset], [style]") == []
    (style,) = troubled.select("style")
    assert {url[:16] for url in re.findall(r"url\(([^)]*)", style.text)} == {"data:font/woff2;"}
    assert "@import" not in style.text
    (policy,) = troubled.select("meta[http-equiv=Content-Security-Policy]")
    assert str(policy["content"]).startswith("default-src 'none';")


def test_each_notice_is_told_with_its_source_and_what_it_lacks() -> None:
    page = report(
        CheckResult(
            notices=(
                NoticeRow("In every state", "Whom to call", where="website"),
                NoticeRow(
                    "Texas",
                    "Your records",
                    "the Code, section 1",
                    "https://law.example/1",
                    "2026-05-12",
                    "before therapy",
                    "2026-10-01",
                    ("practice.phone", "people.x.licenses.0.title", "notices.texts.tx", "new.fact"),
                ),
                NoticeRow("Texas", "Odd", "Code 2", "javascript:alert(1)", where="elsewhere"),
            )
        )
    )
    assert texts(page, "#notices tr") == [
        "Notice Source Where it stands Last check Missing",
        "In every state",
        "In every state: Whom to call No law is named On the website not yet nothing",
        "Texas",
        one_line("""
            Texas: Your records The Code, section 1 read on May 12, 2026
            In your papers, before therapy begins October 1, 2026
            Telephone number practice.phone License: title people.x.licenses.0.title
            The words to be pasted notices.texts.tx fact new.fact
        """),
        "Texas: Odd Code 2 not read yet elsewhere not yet nothing",
    ]
    assert [link["href"] for link in page.select("#notices a")] == ["https://law.example/1"]


def test_a_review_is_due_soon_thirty_days_before_its_day() -> None:
    cells = {
        "2025-11-21": "November 21, 2025 due since November 21, 2026",
        "2025-12-22": "December 22, 2025 due soon, by December 22, 2026",
        "2025-12-23": "December 23, 2025 again by December 23, 2026",
        "": "not yet",
    }
    entries = tuple(article(f"a{number}", reviewed=day) for number, day in enumerate(cells))
    page = report(CheckResult(entries=entries))
    assert texts(page, "td[data-label='Read for accuracy']") == list(cells.values())


def test_the_reading_grade_stands_beside_its_target_where_it_can_be_told() -> None:
    entries = (
        article("a", words=100, grade=8.0),
        article("b", words=900, grade=41.6),
        article("c", words=99, grade=8.0),
        article("d", words=900, grade=8.0, lang="es"),
        article("e", words=100, grade=-1.2),
    )
    page = report(CheckResult(entries=entries))
    assert texts(page, "td[data-label='Reading grade']") == ["8.0", "41.6", "–", "–", "0.0"]
    assert [circle["cx"] for circle in page.select(".scale circle")] == ["50.0", "100.0", "0.0"]
    assert {band["d"] for band in page.select(".scale .band")} == {"M42.9 0H57.1V12H42.9z"}


def test_what_holds_for_four_files_alike_is_told_once() -> None:
    found = [problem(f"content/{n}.md", 1, "review-never", "note") for n in range(4)]
    found += [problem(f"content/{n}.md", 2, "crisis-way", "note") for n in range(3)]
    found += [problem(f"content/{n}.md", 3, "title-long", "warning") for n in range(4)]
    page = report(CheckResult(tuple(sorted(found))))
    assert texts(page, "#common .file") == [
        one_line("""
            The same in 4 places Warning Wrong. Mend it. Why: docs/rules/title-long.md Where it
            stands 0.md content/0.md, line 3 1.md content/1.md, line 3 2.md content/2.md, line
            3 3.md content/3.md, line 3
        """),
        one_line("""
            The same in 4 places Note Wrong. Mend it. Why: docs/rules/review-never.md Where it
            stands 0.md content/0.md, line 1 1.md content/1.md, line 1 2.md content/2.md, line
            1 3.md content/3.md, line 1
        """),
    ]
    assert texts(page, ".count") == ["1 note"] * 3


@pytest.mark.parametrize(
    ("rules", "headline", "more"),
    [
        ([], "The site can be built and published.", "There is nothing to mend."),
        (
            [("title-long", "warning"), ("review-never", "note"), ("review-never", "note")],
            "The site can be built and published.",
            "1 warning is a fault that a visitor may meet and 2 notes are good to know.",
        ),
        (
            [("claim-cure", "error")],
            "The site can be built, but not yet published.",
            "1 problem stops publishing.",
        ),
        (
            [("never-heard-of", "error"), ("claim-cure", "error"), ("claim-cure", "error")],
            "The site cannot be built yet.",
            "1 problem stops building and 2 stop publishing.",
        ),
    ],
)
def test_the_verdict_follows_the_gravest_problem(
    rules: list[tuple[str, Severity]], headline: str, more: str
) -> None:
    found = tuple(problem("a.md", at, rule, grave) for at, (rule, grave) in enumerate(rules))
    assert texts(report(CheckResult(found)), "h1, .standfirst") == [headline, more]


def test_a_check_that_broke_off_says_so_and_keeps_the_trace_folded() -> None:
    page = report(CheckResult(trace="Traceback <b>"))
    assert texts(page, "h1") == ["The check broke off, so this is not all."]
    assert texts(page, "details:not([open]) pre") == ["Traceback <b>"]


def test_a_rule_that_shares_its_page_is_named_and_one_unknown_to_us_as_well() -> None:
    page = report(
        CheckResult((problem("a", 1, "order-next", "error"), problem("a", 2, "x", "note")))
    )
    assert texts(page, ".rule") == ["Why: order-next, in docs/rules/order.md", "Rule: x"]


def test_the_same_result_and_day_give_the_same_bytes_and_another_day_changes_only_the_day() -> None:
    result = CheckResult(
        (problem("content/articles/a.md", 1, "title-long", "warning"),),
        entries=(article("a"), article("b")),
        paths=(PathSummary("One", ("b", "a")),),
    )
    one, other = check_report.page(result, TODAY), check_report.page(result, date(2027, 1, 3))
    assert check_report.page(result, TODAY) == one
    assert other.replace("January\xa03,\xa02027", "November\xa022,\xa02026") == one


def test_the_fourteenth_article_on_no_path_is_counted_and_not_listed() -> None:
    page = report(CheckResult(entries=tuple(article(f"a{n:02}") for n in range(14))))
    assert texts(page, "#paths li") == [
        *(f"A{n:02}" for n in range(12)),
        "2 more, in the table above",
    ]


def test_the_command_writes_the_report_beside_what_it_prints(
    practice: TrialSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(practice.folder)
    for _ in range(2):  # a former report is replaced
        assert check_content(practice.content, report="report.html") == 0
        assert capsys.readouterr() == ("Nothing to mend.\n", "The report: report.html\n")
    page = BeautifulSoup((practice.folder / "report.html").read_text("utf-8"), "html.parser")
    assert texts(page, "h1, .standfirst, #problems .empty") == [
        "The site can be built and published.",
        *["There is nothing to mend."] * 2,
    ]


def test_what_is_no_report_is_never_written_over(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    mine = practice.content / "articles" / "rest.md"
    before = mine.read_bytes()
    assert check_content(practice.content, report=mine) == 1
    assert capsys.readouterr().err == (
        f"The report cannot be written to {mine}: it is there already, and it is no report.\n"
    )
    assert mine.read_bytes() == before


def test_a_file_name_that_is_not_unicode_can_be_told(tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    result = CheckResult((problem("content/a\udcff\x00.md", 1, "encoding", "error"),))
    check_report.write(file, result, TODAY)
    assert "content/a\ufffd\ufffd.md" in file.read_text("utf-8")


def large_result(articles: int) -> CheckResult:
    """So many articles with five problems each, a third of them on a path."""
    entries = tuple(article(f"a{n}", reviewed="2026-01-01", grade=8.0) for n in range(articles))
    found = tuple(
        problem(entry.path, line, "link-broken", "error", f"“{entry.path} {line}” is broken.")
        for entry in entries
        for line in range(5)
    )
    paths = (PathSummary("All", tuple(entry.slug for entry in entries[: articles // 3])),)
    return CheckResult(found, entries=entries, paths=paths)


def test_twice_as_many_articles_and_problems_take_twice_as_long() -> None:
    results = {articles: large_result(articles) for articles in (500, 1000)}
    assert growth(lambda articles: check_report.page(results[articles], TODAY), 500) < 3
    page = check_report.page(results[1000], TODAY)
    assert page.count('class="kind build"') == 5000
    assert page.count("<tr>") == 1001
