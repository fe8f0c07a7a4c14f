"""One question, one home: whose data holds a question, and what is told when two pages disagree."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.questions import homes, unanswered
from tests.trial_site import Built, TrialSite


def item(
    question: str, answer: str, path: str = "a.md", line: int = 1, *, answered: bool = True
) -> FaqItem:
    return FaqItem("id", question, f"<p>{answer}</p>", path, line, answered)


def asked(items: list[FaqItem]) -> list[str]:
    return [item.question for item in items]


def faq(*pairs: tuple[str, str]) -> str:
    return "## FAQ\n\n" + "".join(f"### {question}\n\n{answer}\n\n" for question, answer in pairs)


def marked(built: Built, *urls: str) -> dict[str, list[str]]:
    """The questions in each page's data."""
    return {url: [node["name"] for node in built.questions(url)] for url in urls}


# --- alone ---------------------------------------------------------------------------------------


def test_the_first_page_that_answers_a_question_is_its_home() -> None:
    found = homes(
        [
            ("first", [item("One?", "yes"), item("Two?", "no")]),
            ("second", [item("Three?", "x"), item("One?", "yes")]),
            ("third", [item("Two?", "no")]),
        ]
    )
    assert {name: asked(owned) for name, owned in found.owned.items()} == {
        "first": ["One?", "Two?"],
        "second": ["Three?"],
        "third": [],
    }
    assert found.problems == []


def test_questions_that_differ_only_in_case_signs_or_spaces_are_one() -> None:
    found = homes(
        [("a", [item("Why can’t I stop?", "x")]), ("b", [item("why can't I  STOP", "x")])]
    )
    assert (asked(found.owned["a"]), found.owned["b"]) == (["Why can’t I stop?"], [])


def test_questions_that_are_only_alike_each_have_their_home() -> None:
    found = homes([("a", [item("Can I stop?", "x")]), ("b", [item("Can’t I stop?", "x")])])
    assert asked(found.owned["b"]) == ["Can’t I stop?"]


def test_another_answer_to_the_same_question_is_told_with_both_lines() -> None:
    found = homes(
        [
            ("a", [item("How long?", "An hour.", "content/a.md", 12)]),
            ("b", [item("how long", "Two hours.", "content/b.md", 34)]),
        ]
    )
    assert [str(problem) for problem in found.problems] == [
        (
            "content/b.md:34: “how long” is answered in another way in content/a.md:12. "
            "Give both the same answer, or change the words of one question."
        )
    ]
    assert [problem.severity for problem in found.problems] == ["error"]
    assert found.owned["b"] == []


def test_two_answers_on_the_same_page_are_told_too() -> None:
    found = homes([("a", [item("Q?", "1", line=3), item("Q?", "2", line=9), item("Q?", "1")])])
    assert [(problem.line, "a.md:3" in problem.message) for problem in found.problems] == [
        (9, True)
    ]
    assert asked(found.owned["a"]) == ["Q?"]


@pytest.mark.parametrize(
    "same",
    ["An <em>hour</em>, (really).", 'An hour, (<a href="/x/">really</a>)', "an  hour, (really)"],
)
def test_answers_of_the_same_words_do_not_contradict_each_other(same: str) -> None:
    found = homes([("a", [item("Q?", "An hour, (really).")]), ("b", [item("Q?", same)])])
    assert found.problems == []


def test_the_number_of_a_note_is_no_difference_between_answers() -> None:
    note = '<sup id="fnref:{0}"><a class="footnote-ref" href="#fn:{0}">{0}</a></sup>'
    pages = [
        ("a", [item("Q?", f"So.{note.format(1)}")]),
        ("b", [item("Q?", f"So.{note.format(4)}")]),
    ]
    assert homes(pages).problems == []


def test_answers_that_are_pictures_are_compared_by_what_they_show() -> None:
    one, other = ('<img alt="One hour" src="/a.png">', '<img alt="Two hours" src="/a.png">')
    assert homes([("a", [item("Q?", one)]), ("b", [item("Q?", one)])]).problems == []
    assert len(homes([("a", [item("Q?", one)]), ("b", [item("Q?", other)])]).problems) == 1


def test_an_unanswered_question_takes_no_home_from_an_answered_one() -> None:
    found = homes([("a", [item("Q?", "", answered=False)]), ("b", [item("Q?", "yes")])])
    assert (found.owned["a"], asked(found.owned["b"]), found.problems) == ([], ["Q?"], [])


def test_an_unanswered_question_is_told_with_its_line() -> None:
    found = unanswered([item("One?", "x"), item("Two?", "", "content/a.md", 7, answered=False)])
    assert [str(problem) for problem in found] == [
        (
            "content/a.md:7: The question “Two?” has no answer. "
            "Write one below it, or take the question out."
        )
    ]


# --- in a whole site -----------------------------------------------------------------------------


def test_a_question_on_several_pages_is_marked_up_in_the_first_of_the_reading_order(
    site: TrialSite,
) -> None:
    same = ("Is it safe?", "Yes, *very*.")
    site.article("aa", faq(same, ("Own?", "1")), date="2026-01-01")
    site.article("zz", faq(same), date="2026-02-01")
    site.questions_page(faq(same, ("Page’s own?", "2")))
    site.paths({"path": "New", "articles": ["zz", "aa"]})
    built = site.build()
    assert built.said() == []
    assert marked(built, "articles/zz/", "articles/aa/", "questions/") == {
        "articles/zz/": ["Is it safe?"],
        "articles/aa/": ["Own?"],
        "questions/": ["Page’s own?"],
    }
    for url in ("articles/zz/", "articles/aa/", "questions/"):
        assert built.one(url, "#is-it-safe").get_text(strip=True) == "Yes,very."


def test_without_paths_the_older_article_is_the_home_whatever_the_files_are_called(
    site: TrialSite,
) -> None:
    site.article("aa", faq(("Q?", "x")), date="2026-02-01")
    site.article("zz", faq(("Q?", "x")), date="2026-01-01")
    assert marked(site.build(), "articles/aa/", "articles/zz/") == {
        "articles/aa/": [],
        "articles/zz/": ["Q?"],
    }


def test_two_sections_on_a_page_are_one_list_in_the_order_of_the_text(site: TrialSite) -> None:
    site.article("a", f"{faq(('B?', '1'))}## Text\n\nx\n\n{faq(('A?', '2'), ('C?', '3'))}")
    built = site.build()
    assert marked(built, "articles/a/") == {"articles/a/": ["B?", "A?", "C?"]}
    assert built.html("articles/a/").count("FAQPage") == 1


def test_a_page_without_questions_is_no_faq_page(site: TrialSite) -> None:
    site.article("a", "## FAQ\n\nSoon.\n")
    built = site.build()
    assert "FAQPage" not in built.html("articles/a/")
    assert "mainEntity" not in built.html("articles/a/")


def test_a_contradiction_stops_the_build_and_names_both_places(site: TrialSite) -> None:
    site.article("a", faq(("How long?", "An hour.")), date="2026-01-01")
    site.article("b", faq(("How long?", "A day.")), date="2026-02-01")
    built = site.build()
    assert built.refused
    (said,) = built.said()
    assert said.startswith("b.md:9: “How long?” is answered in another way in ")
    assert "articles/a.md:9." in said


def test_an_unanswered_question_stops_the_build_and_stands_in_no_data(site: TrialSite) -> None:
    site.article("a", faq(("One?", ""), ("Two?", "yes")))
    site.questions_page()
    built = site.build()
    assert built.refused
    assert built.said() == [
        "a.md:9: The question “One?” has no answer. Write one below it, or take the question out."
    ]
    preview = site.build(strict=False)
    assert marked(preview, "articles/a/") == {"articles/a/": ["Two?"]}
    assert "One?" not in preview.html("questions/")


@pytest.mark.parametrize("header", [{}, {"translation": True}], ids=["by its name", "marked"])
def test_a_question_in_two_languages_has_a_home_in_each(
    site: TrialSite, header: dict[str, bool]
) -> None:
    site.article("a", faq(("IFS?", "Yes.")))
    site.article("a.es", faq(("IFS?", "Sí.")), **header)
    built = site.build()
    assert built.said() == []
    assert marked(built, "articles/a/", "es/articles/a/") == {
        "articles/a/": ["IFS?"],
        "es/articles/a/": ["IFS?"],
    }


QUIET = {
    "draft": {"status": "draft"},
    "hidden": {"status": "hidden"},
    "scheduled": {"date": (date.today() + timedelta(days=400)).isoformat()},
}


@pytest.mark.parametrize("kind", QUIET)
def test_what_is_not_published_gives_no_question_to_anything_else(
    site: TrialSite, kind: str
) -> None:
    """It owns nothing, contradicts nothing, and is named in no list, feed or map."""
    site.article("aa-quiet", faq(("Q?", "x"), ("Secret?", "Hush.")), **QUIET[kind])
    site.article("open", faq(("Q?", "x")))
    site.questions_page(faq(("Own?", "1")))
    built = site.build()
    assert built.said() == []
    assert marked(built, "articles/open/", "questions/") == {
        "articles/open/": ["Q?"],
        "questions/": ["Own?"],
    }
    holding = {name for name, data in built.files().items() if b"Hush" in data}
    own = {"articles/aa-quiet/index.html", "articles/aa-quiet/index.md"}
    assert holding == (own if kind == "hidden" else set())
    named = {name for name, data in built.files().items() if b"aa-quiet" in data}
    assert named == (own & named if kind == "hidden" else set())
    if kind == "hidden":
        assert marked(built, "articles/aa-quiet/") == {"articles/aa-quiet/": []}
        assert "Q?" in built.page("articles/aa-quiet/").get_text()


@pytest.mark.parametrize("kind", QUIET)
def test_what_is_not_published_contradicts_nobody(site: TrialSite, kind: str) -> None:
    site.article("aa-quiet", faq(("Q?", "another answer")), **QUIET[kind])
    site.article("open", faq(("Q?", "x")))
    assert site.build().said() == []


def test_a_hidden_page_gives_no_question_to_anything_else(site: TrialSite) -> None:
    site.page("aa-quiet", faq(("Q?", "x")), status="hidden")
    site.page("open", faq(("Q?", "x")))
    built = site.build()
    assert marked(built, "aa-quiet/", "open/") == {"aa-quiet/": [], "open/": ["Q?"]}


def test_the_preview_shows_a_drafts_own_questions_without_taking_them_from_others(
    site: TrialSite,
) -> None:
    site.article("aa-quiet", faq(("Q?", "x"), ("New?", "y")), status="draft")
    site.article("open", faq(("Q?", "x")))
    built = site.build(strict=False)
    assert marked(built, "drafts/aa-quiet/", "articles/open/") == {
        "drafts/aa-quiet/": ["Q?", "New?"],
        "articles/open/": ["Q?"],
    }


def test_the_questions_page_lists_every_articles_questions_and_links_to_where_they_stand(
    site: TrialSite,
) -> None:
    site.article("a", faq(("One?", "See [b](b.md) and [below](#two)."), ("Two?", "2")))
    site.article("b", faq(("Three?", "3")), date="2026-04-01")
    site.article("c", "No questions.\n")
    site.questions_page(faq(("Own?", "0")))
    built = site.build()
    page = built.page("questions/")
    assert [q.get_text() for q in page.select("summary h3")] == ["Own?", "One?", "Two?", "Three?"]
    assert [h.get_text() for h in page.select("main .prose h2")] == ["FAQ", "A", "B"]
    assert [a["href"] for a in page.select("#a--one a")] == [
        "https://practice.example/articles/b/",
        "https://practice.example/articles/a/#two",
    ]
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    assert built.html("questions/").count('"@type":"Question"') == 1
