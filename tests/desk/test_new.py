"""Beginning an article: from a title in any script to a draft that can be previewed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from desk.commands.new import NewArticleError, new, new_article, slug_for
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
    with pytest.raises(NewArticleError, match="needs a title"):
        new_article(title, tmp_path, TODAY)
    assert list(tmp_path.iterdir()) == []


def test_no_article_is_begun_outside_of_the_content(tmp_path: Path) -> None:
    content, away = tmp_path / "content", tmp_path / "away"
    content.mkdir()
    away.mkdir()
    (content / "articles").symlink_to(away)
    with pytest.raises(NewArticleError, match="articles is a link that leads out of the content"):
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
