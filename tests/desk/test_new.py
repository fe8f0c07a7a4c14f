"""Beginning an article: from a title in any script to a draft that can be previewed."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from desk.check.run import collect
from desk.commands.new import new, new_article
from desk.common import project
from desk.writing.disk import WritingError
from desk.writing.new_texts import KINDS, slug_for
from plugins.checks.rules import structure
from tests.desk.conftest import Preview
from tests.trial_site import TrialSite

TODAY = date(2026, 11, 22)


def test_the_draft_stands_ready_to_be_written(tmp_path: Path) -> None:
    path = new_article("What is a part?", tmp_path, TODAY)
    assert path == tmp_path / "articles" / "what-is-a-part.md"
    text = path.read_text()
    assert text.startswith(
        "---\ntitle: What is a part?\nsummary: ''\ndate: 2026-11-22\nstatus: draft\ntags: []\n---\n"
    )
    assert "\n{: .pause}\n" in text
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "## A first heading",
        "## Questions people ask",
        "### A question in the reader's own words?",
        "### A second question?",
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("What is a part?", "what-is-a-part"),
        ("Anxiété, façade & “quotes”", "anxiete-facade-quotes"),
        ("Über die Größe", "uber-die-grosse"),
        ("Что такое часть?", "chto-takoe-chast"),
        ("内在家庭系统", "nei-zai-jia-ting-xi-tong"),
        ("أجزاء النفس", "jz-lnfs"),
        ("Con", "con-1"),
        ("NUL!", "nul-1"),
        ("com1", "com1-1"),
        ("Lpt9", "lpt9-1"),
        ("Con artists", "con-artists"),
        ("🎉", "article-2026-11-22"),
        ("- / -", "article-2026-11-22"),
        ("../../etc/passwd", "etcpasswd"),
        ("one " * 40, "-".join(["one"] * 15)),
        ("x" * 200, "x" * 60),
    ],
)
def test_a_title_in_any_script_becomes_a_name_in_latin_letters(title: str, slug: str) -> None:
    assert slug_for(title, TODAY) == slug


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Broken: colon", "Broken: colon"),
        ('She said "it\'s fine"', 'She said "it\'s fine"'),
        ("- [x] #1 {y} & *z", "- [x] #1 {y} & *z"),
        ("yes", "yes"),
        ("2026-01-01", "2026-01-01"),
        ("two\nlines\tand\x00more", "two lines and more"),
        ("  内在 🎉  ", "内在 🎉"),
        ("long " * 60, ("long " * 60).strip()),
        ("---", "---"),
    ],
)
def test_the_header_holds_any_title_as_it_was_given(tmp_path: Path, title: str, kept: str) -> None:
    text = new_article(title, tmp_path, TODAY).read_text("utf-8")
    header = yaml.safe_load(text.split("\n---\n")[0])
    assert header == {"title": kept, "summary": "", "date": TODAY, "status": "draft", "tags": []}


def test_an_article_that_is_there_is_not_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = new_article("Rest", tmp_path, TODAY)
    path.write_text("my words")
    assert new("Rest!", tmp_path) == 1
    assert path.read_text() == "my words"
    assert capsys.readouterr().err == (
        "articles/rest.md is there already and was not changed. "
        "Open that one, or choose another title.\n"
    )


@pytest.mark.parametrize("title", ["", " \n\t"])
def test_a_title_is_needed(tmp_path: Path, title: str) -> None:
    with pytest.raises(WritingError, match="needs a title"):
        new_article(title, tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_no_article_is_begun_outside_of_the_content(tmp_path: Path) -> None:
    content, away = tmp_path / "content", tmp_path / "away"
    content.mkdir()
    away.mkdir()
    (content / "articles").symlink_to(away)
    with pytest.raises(WritingError, match="articles is a link that leads out of the content"):
        new_article("Rest", content, TODAY)
    assert list(away.iterdir()) == []


def test_where_it_is_and_what_comes_next_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert new("Rest", tmp_path) == 0
    assert capsys.readouterr().out == (
        "New draft: articles/rest.md\n"
        "Next: write a summary in its header, then the text, and see it at /drafts/ in the\n"
        "preview. When it is ready, change `status: draft` to `status: published`.\n"
    )


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"person", "page"}))
def test_each_kind_is_a_draft_whose_outline_must_be_filled_before_it_is_published(
    kind: str, practice: TrialSite
) -> None:
    path = new_article("Rest and unrest", practice.content, TODAY, kind)
    assert path == practice.content / "articles" / "rest-and-unrest.md"
    assert [one for one in collect(practice.content).problems if one.severity == "error"] == []
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    found = {one.rule for one in collect(practice.content).problems if one.severity == "error"}
    assert {"summary-missing", "skeleton"} <= found
    assert found - {"summary-missing", "skeleton", "faq-short"} == set()


def test_a_page_has_no_date_and_stands_among_the_pages(practice: TrialSite) -> None:
    path = new_article("How I work", practice.content, TODAY, "page")
    assert path == practice.content / "pages" / "how-i-work.md"
    assert "date:" not in path.read_text("utf-8")
    assert [one for one in collect(practice.content).problems if one.severity == "error"] == []


def test_the_questions_of_an_faq_are_found_as_such(practice: TrialSite) -> None:
    for title in ("Rest FAQ", "About rest"):
        path = new_article(title, practice.content, TODAY, "faq")
        text = path.read_text("utf-8").replace("status: draft", "status: published")
        path.write_text(text.replace("summary: ''", "summary: Rest."), "utf-8")
    counts = {one.title: one.questions for one in collect(practice.content).entries}
    assert (counts["Rest FAQ"], counts["About rest"]) == (3, 3)


def test_a_person_is_added_to_the_facts_whose_other_bytes_stay(
    practice: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    file = practice.content / "practice.yaml"
    before = "# ours\n" + file.read_text("utf-8")
    file.write_text(before, "utf-8")
    assert new("Ben Cole", practice.content, "person") == 0
    added = file.read_text("utf-8")
    assert yaml.safe_load(added)["people"]["ben-cole"] == {"name": "Ben Cole"}
    assert added.replace("  ben-cole:\n    name: Ben Cole\n", "") == before
    said = capsys.readouterr().out
    assert ("author: ben-cole" in said, "pages/people/ben-cole.md" in said) == (True, True)
    assert new("ben cole", practice.content, "person") == 1
    assert "stands in" in capsys.readouterr().err
    assert file.read_text("utf-8") == added


def test_a_person_s_page_is_a_draft_beside_the_one_that_her_facts_make(
    practice: TrialSite,
) -> None:
    practice.page("home", template="home", url="", save_as="index.html")
    assert new("Ben Cole", practice.content, "person") == 0
    page = practice.content / "pages" / "people" / "ben-cole.md"
    text = page.read_text("utf-8")
    assert text.startswith(
        "---\ntitle: Ben Cole\nsummary: ''\ntemplate: person\nstatus: draft\n---\n"
    )
    built = practice.build()
    assert built.errors() == []
    assert built.page("people/ben-cole/").select(".prose") == []
    ready = text.replace("status: draft", "status: published").replace("''", "For couples.")
    page.write_text(ready, "utf-8")
    written = practice.build().page("people/ben-cole/")
    assert "How I work" in [one.get_text().replace("\xa0", " ") for one in written.select("h2")]


def test_an_unknown_kind_is_told_with_those_there_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new("Rest", tmp_path, "poem") == 1
    assert "There is no kind “poem”. Known are: article (" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_asking_for_help_makes_no_article(word: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    run = subprocess.run(
        [sys.executable, project.ROOT / "tasks.py", "new", word],
        capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert (run.returncode, "--kind" in run.stdout) == (0, True)
    assert not (project.CONTENT / "articles" / "help.md").exists()
    assert new(word, tmp_path) == 1


def test_every_line_of_an_outline_is_one_that_may_stay_or_that_is_told() -> None:
    outlines = project.ROOT / "desk" / "writing" / "outlines"
    lines = {line for path in outlines.glob("*.md") for line in path.read_text("utf-8").split("\n")}
    assert len(lines) > 40
    assert lines >= structure.OUTLINES
    assert [line for line in lines - structure.OUTLINES if "Write here" in line or "…" in line] == [
        "| What happens in a session? | … | … |"
    ]


def test_a_new_article_is_previewed_at_once_and_its_summary_asked_for_on_publishing(
    practice: TrialSite, preview: Preview
) -> None:
    path = new_article("内在家庭: a “title”", practice.content, TODAY)
    assert preview.save()["problems"] == []
    status, _, page = preview.ask("/drafts/nei-zai-jia-ting-a-title/")
    assert (status, "内在家庭" in page) == (200, True)

    path.write_text(path.read_text("utf-8").replace("draft", "published"), "utf-8")
    told = preview.save()["problems"]
    assert [one["rule"] for one in told if one["severity"] == "error"].count("summary-missing") == 1
    # The words that show the way still stand there; they must go before it is published.
    assert {one["rule"] for one in told} == {"summary-missing", "skeleton", "faq-short"}
