"""A practice of sixty articles in two languages: nobody is lost among them, and no page ends."""

from __future__ import annotations

import pytest

from tests.trial_site import Built, TrialSite

SUBJECTS = ("Sorrow", "Work & rest", "Families", "angst")
STARTS = ("first", "second", "third", "fourth", "fifth")


def fill(site: TrialSite) -> None:
    """Two paths of five, fifty articles on none in four categories and without one; 12 Spanish."""
    site.page("home", template="home", url="", save_as="index.html", title="A quiet room")
    site.page("articles", template="articles", title="Articles", menu="Articles")
    site.page("articles.es", template="articles", title="Artículos")
    site.page("search", template="search")
    for name in ("begin", "deeper"):
        for step in STARTS:
            site.article(f"{name}-{step}", title=f"The {step} step of {name}", summary="One step.")
    for number in range(50):
        subject = [*SUBJECTS, ""][number % 5]
        site.article(
            f"loose-{number:02}",
            title=f"On one of fifty quiet matters, number {number}",
            summary=f"What may be said of matter {number} in one sentence.",
            date=f"2025-{number % 12 + 1:02}-{number % 27 + 1:02}",
            **({"category": subject} if subject else {}),
        )
    for number in range(12):
        site.article(
            f"loose-{number:02}.es",
            title=f"Sobre el asunto {number}",
            date=f"2025-01-{number + 1:02}",
            category="Descanso" if number % 2 else "Ánimo",
        )
    site.article("begin-first.es", title="El primer paso", category="Descanso")
    site.article("waiting", status="draft", category="Waiting")
    site.article("unlisted", status="hidden", category="Unlisted")
    site.paths(
        {
            "path": "Begin here",
            "summary": "Five steps.",
            "articles": [
                {"slug": f"begin-{step}", "because": f"It is the {step} thing to know."}
                for step in STARTS
            ],
        },
        {"path": "Going deeper", "articles": ["begin-first", *(f"deeper-{s}" for s in STARTS)]},
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Built:
    site = TrialSite(tmp_path_factory.mktemp("sixty"))
    fill(site)
    found: Built = site.build()
    assert found.said() == []
    return found


def titles(built: Built, url: str, selector: str) -> list[str]:
    """The words of everything that a CSS selector finds on a page, in its order."""
    return [" ".join(one.get_text(" ").split()) for one in built.page(url).select(selector)]


def test_next_leads_once_through_every_published_article_of_each_language(built):
    for first, count in (("articles/begin-first/", 60), ("es/articles/begin-first/", 13)):
        url, seen = first, [first]
        while forward := built.page(url).find("a", rel="next"):
            there = forward["href"].removeprefix("/")
            assert built.page(there).find("a", rel="prev")["href"] == f"/{url}"
            url = there
            seen.append(url)
        assert len(seen) == len({*seen}) == count
        assert built.page(first).find("a", rel="prev") is None
        folder = first.removesuffix("begin-first/")
        written = (built.output / folder).glob("*/index.html")
        public = {f"{folder}{page.parent.name}/" for page in written}
        assert {*seen} == public - {f"{folder}unlisted/"}


def test_the_end_of_a_path_names_the_next_one_and_its_beginning_the_one_before(built):
    assert titles(built, "articles/begin-fifth/", "[rel=next]") == [
        "Next path: Going deeper The first step of deeper"
    ]
    assert titles(built, "articles/deeper-first/", "[rel=prev]") == [
        "Path before this: Begin here The fifth step of begin"
    ]
    (first, *_) = built.page("articles/deeper-fifth/").select("[rel=next]")
    assert first["href"].startswith("/articles/loose-")
    assert "Read next:" in first.get_text()


def test_the_whole_path_is_folded_behind_ones_place_on_it(built):
    (fold,) = built.page("articles/begin-third/").select(".next-previous details")
    assert not fold.has_attr("open")
    assert fold.summary.get_text() == "3 of 5 in Begin here"
    steps = [" ".join(step.get_text(" ").split()) for step in fold.select("ol > li")]
    assert steps == [
        "The first step of begin",
        "The second step of begin",
        "The third step of begin You are here",
        "The fourth step of begin",
        "The fifth step of begin",
    ]
    (here,) = fold.select("[aria-current]")
    assert (here["aria-current"], here.a) == ("page", None)
    assert [link["href"] for link in fold.select("a")] == [
        *(f"/articles/begin-{step}/" for step in ("first", "second", "fourth", "fifth")),
        "/paths/begin-here/",
    ]


def test_an_article_on_two_paths_stands_in_the_list_of_both(built):
    assert titles(built, "articles/begin-first/", ".next-previous summary") == [
        "1 of 5 in Begin here"
    ]
    assert titles(built, "articles/deeper-first/", ".next-previous ol > li")[:2] == [
        "The first step of begin",
        "The first step of deeper You are here",
    ]


def test_an_article_on_no_path_and_one_of_another_language_has_no_path_to_unfold(built):
    for url in ("articles/loose-07/", "es/articles/loose-07/", "es/articles/begin-first/"):
        assert built.page(url).select(".next-previous a"), url
        assert built.page(url).select(".next-previous details") == []


def test_the_list_of_a_path_is_numbered(built):
    assert titles(built, "paths/going-deeper/", ".rows .number") == [
        "1.",
        "2.",
        "3.",
        "4.",
        "5.",
        "6.",
    ]
    numbers = titles(built, "articles/", ".rows .number")
    assert numbers == ["1.", "2.", "3.", "4.", "5.", "1.", "2.", "3.", "4.", "5.", "6."]


def test_articles_on_no_path_are_folded_by_category_with_a_list_to_jump_from(built):
    main = built.page("articles/").main
    assert titles(built, "articles/", "main details summary") == [
        *("angst 10", "Families 10", "Sorrow 10", "Work & rest 10", "On other subjects 10")
    ]
    assert [fold.has_attr("open") for fold in main.select("details")] == [False] * 5
    assert [len(fold.select("h4")) for fold in main.select("details")] == [10] * 5
    links = [link["href"] for link in main.select(".jump a")]
    assert links == [
        *("#path-begin-here", "#path-going-deeper", "#category-angst", "#category-families"),
        *("#category-sorrow", "#category-work-rest", "#others"),
    ]
    # What a link leads to lies inside of its fold, so that a browser unfolds it.
    assert [bool(main.select_one(f"h2{link}, details > {link}")) for link in links] == [True] * 7


def test_the_articles_page_of_a_language_lists_its_own(built):
    main = built.page("es/articles/").main
    assert titles(built, "es/articles/", "main details summary") == ["Ánimo 6", "Descanso 7"]
    addresses = {link["href"] for link in main.select("h4 a")}
    assert len(addresses) == 13
    assert all(address.startswith("/es/articles/") for address in addresses)
    assert built.page("es/articles/loose-07/").select(".trail a")[0]["href"] == "/es/articles/"


@pytest.mark.parametrize(
    ("categories", "folds"),
    [
        (["One", "Two"] * 4, 0),  # eight
        (["One", "Two"] * 4 + ["Two"], 2),
        (["One", "one", "ONE"] * 3, 0),  # a single category
        (["One", ""] * 5, 0),
        ([""] * 12, 0),
        (["愛", "∞", "*"] * 4, 3),
    ],
)
def test_few_articles_or_one_category_are_one_list(tmp_path, categories, folds):
    site = TrialSite(tmp_path)
    site.page("articles", template="articles")
    for number, category in enumerate(categories):
        site.article(f"a{number:02}", **({"category": category} if category else {}))
    page = site.build().page("articles/")
    assert len(page.select("details")) == len(page.select(".jump li")) == folds
    assert len(page.select(".rows li")) == len(categories)
    ids = [one["id"] for one in page.select("[id]")]
    assert len(ids) == len({*ids})


def test_many_groups_of_questions_are_folded_below_the_own_ones_of_the_page(tmp_path):
    asked = "## Questions people ask\n\n### Is it number {0}?\n\nYes, it is number {0}.\n"
    own = "## Cost {.faq}\n\n### What is the fee?\n\nYou will be told.\n"
    site = TrialSite(tmp_path)
    site.questions_page(own)
    for number in range(13):
        site.article(f"a{number:02}", asked.format(number))
    jump = "nav.jump"
    built = site.build()
    assert titles(built, "questions/", f"{jump} > ul a") == ["Cost"]
    assert titles(built, "questions/", f"{jump} summary") == ["13 articles"]
    assert len(titles(built, "questions/", f"{jump} details a")) == 13
    (site.content / "articles" / "a00.md").unlink()
    built = site.build()
    assert titles(built, "questions/", f"{jump} details") == []
    assert len(titles(built, "questions/", f"{jump} > ul a")) == 13
