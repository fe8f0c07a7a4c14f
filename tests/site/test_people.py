"""A practice of several people: each has a page, and everything that names somebody leads there."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.several import PEOPLE, group
from tests.trial_site import URL, Built, TrialSite


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = TrialSite(tmp_path_factory.mktemp("people"))
    group(site)
    return site.build(PRACTICE_CHECKS="plugins.checks.run", delivered=True)


def words(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(one.get_text().split()) for one in page.select(selector)]


def leads(page: BeautifulSoup, selector: str) -> list[str]:
    return [str(one["href"]) for one in page.select(selector)]


OURS = ["/people/ana-ruiz/", "/people/ben-cole/", "/people/cy-dane/"]
THEIRS = [f"/es{url}" for url in OURS]


def test_such_a_site_is_built_and_lacks_nothing(built: Built) -> None:
    assert [str(one) for one in built.errors()] == []
    pages = [name for name in built.files() if "people/" in name and name.endswith(".html")]
    assert pages == sorted(f"{url[1:]}index.html" for url in [*OURS, *THEIRS])
    assert {f"<loc>{URL}{url}</loc>" in built.text("sitemap.xml") for url in OURS + THEIRS} == {
        True
    }


@pytest.mark.parametrize("url", ["", "about/", "consultation/"])
def test_what_is_about_the_practice_names_it_and_all_its_people(built: Built, url: str) -> None:
    page = built.page(url)
    assert leads(page, "main .people h3 a") == OURS
    assert words(page, "main .people h3") == ["Ana Ruiz", "Ben Cole", "Cy Dane"]
    assert len(page.select("main .people img.portrait")) == 2
    assert len(page.select("main .people .mark")) == 1  # of who has no portrait
    graph = built.graph(url)
    practice = next(one for one in graph if one["@id"].endswith("/practice"))
    people = [one for one in graph if one["@type"] == "Person"]
    assert practice["name"] == "Elm House"
    assert practice["employee"] == [{"@id": one["@id"]} for one in people]
    assert [one["url"] for one in people] == [URL + at for at in OURS]


def test_the_practice_speaks_where_one_person_would_speak_for_all(built: Built) -> None:
    assert "With Ana Ruiz, Ben Cole and Cy Dane." in words(built.page(""), ".hero .fine")[0]
    assert words(built.page("consultation/"), ".ways h2") == ["Ways to reach Elm House"]
    assert words(built.page(""), ".invitation img") == []
    about = built.node("about/", "AboutPage")
    assert about["about"] == {"@id": f"{URL}/#/practice"}
    assert "<name>Elm House</name>" in built.text("feed.xml")


def test_every_page_names_everybody_with_her_licenses_at_its_foot(built: Built) -> None:
    page = built.page("articles/loss/")
    assert leads(page, ".colophon a[href^='/people/']") == OURS
    foot = words(page, ".colophon > div:first-child p")
    assert foot[:4] == [
        "Elm House",
        "Ana Ruiz · Oregon LPC C1 · Washington LMHC LH1",
        "Ben Cole · Oregon LCSW L2",
        "Cy Dane · Washington LMFT LF3",
    ]


def test_the_page_of_a_person_is_made_of_her_facts_and_of_her_own_words(built: Built) -> None:
    page = built.page("people/ana-ruiz/")
    assert words(page, "h1") == ["Ana Ruiz, in her own words"]
    assert words(page, ".trail a") == ["About us"]
    assert words(page, ".prose h2") == ["How I work"]
    assert words(page, ".face figcaption") == ["Ana Ruiz, PhD, LPC, LMHC"]
    assert words(page, ".credentials dd") == [
        "Ana Ruiz, PhD, LPC, LMHC", "Psychotherapist", "LPC C1", "LMHC LH1",
        "Oregon and Washington",
    ]  # fmt: skip
    assert words(page, "section.after > h2")[1] == "Articles by Ana Ruiz"
    assert leads(page, ".rows a") == ["/articles/loss/"]
    assert leads(page, ".people a") == OURS[1:]
    profile = built.node("people/ana-ruiz/", "ProfilePage")
    person = built.node("people/ana-ruiz/", "Person")
    assert profile["mainEntity"] == {"@id": person["@id"]}
    assert person["url"] == f"{URL}/people/ana-ruiz/"
    assert person["image"].startswith(f"{URL}/assets/ana-600")


def test_without_words_of_her_own_a_page_is_made_of_facts_alone(built: Built) -> None:
    page = built.page("people/ben-cole/")
    assert words(page, "h1, .standfirst") == ["Ben Cole", "Sees couples who have gone quiet."]
    assert page.select('meta[name="description"]')[0]["content"] == PEOPLE["ben-cole"]["approach"]
    assert words(page, ".credentials dd")[-1] == "Oregon"
    assert leads(page, ".rows a") == ["/articles/quiet/"]
    alone = built.page("people/cy-dane/")
    assert alone.select(".face, .rows, .standfirst") == []
    assert alone.select('meta[name="description"]')[0]["content"] == "Cy Dane, Elm House"
    assert words(alone, ".credentials dd") == ["Cy Dane", "LMFT LF3", "Washington"]


def test_who_wrote_an_article_is_one_click_away(built: Built) -> None:
    assert leads(built.page("articles/loss/"), ".byline a") == ["/people/ana-ruiz/"]
    assert leads(built.page("articles/quiet/"), ".byline a") == ["/people/ben-cole/"]
    assert leads(built.page("articles/loss/"), ".prose a") == ["/people/ben-cole/"]
    people = [one["name"] for one in built.graph("articles/quiet/") if one["@type"] == "Person"]
    assert people == ["Ben Cole"]


def test_each_language_has_its_own_pages_which_lead_to_one_another(built: Built) -> None:
    assert leads(built.page("es/articles/perdida/"), ".byline a") == ["/es/people/ana-ruiz/"]
    assert leads(built.page("es/"), "main .people h3 a") == THEIRS
    assert words(built.page("es/people/ben-cole/"), "h1, .prose p") == ["Ben", "Con parejas."]
    page = built.page("es/people/cy-dane/")
    assert page.html
    assert page.html["lang"] == "es"
    assert words(page, "section.after > h2") == [
        "Formación y licencias",
        "Quién más trabaja aquí",
    ]
    said = built.page("es/people/cy-dane/").select(".people p [lang=en]")
    assert [one.get_text() for one in said if "couples" in one.get_text()] == [
        PEOPLE["ben-cole"]["approach"]
    ]
    assert words(page, ".trail a")[-1] == "Sobre nosotros"
    assert leads(built.page("es/people/ana-ruiz/"), ".rows a") == ["/es/articles/perdida/"]
    both = [("en", f"{URL}/people/ana-ruiz/"), ("es", f"{URL}/es/people/ana-ruiz/")]
    for url in ("people/ana-ruiz/", "es/people/ana-ruiz/"):
        found = built.page(url).select("link[rel=alternate][hreflang]")
        assert [(one["hreflang"], one["href"]) for one in found] == both


def test_people_are_found_in_the_index_of_everything(built: Built) -> None:
    listed = leads(built.page("search/"), "main a[href^='/people/']")
    assert sorted(one for one in listed if "#" not in one) == OURS


def test_a_practice_of_one_has_no_page_but_about(site: TrialSite) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("about", template="about", menu="About")
    site.article("rest")
    built = site.build()
    assert [name for name in built.files() if "people" in name] == []
    assert leads(built.page("articles/rest/"), ".byline a") == ["/about/"]
    assert built.node("about/", "ProfilePage")["mainEntity"]
    assert ".people" not in built.html("about/")


def test_one_person_may_write_a_page_of_hers_too(site: TrialSite) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("people/jane-doe", title="Jane", template="person")
    site.article("rest")
    built = site.build(PRACTICE_CHECKS="plugins.checks.run")
    assert [one.rule for one in built.errors()] == ["crisis-lines-missing"]
    assert leads(built.page("articles/rest/"), ".byline a") == ["/people/jane-doe/"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (
            lambda site: site.page("people/ana-riuz", template="person", title="Ana"),
            ("ana-riuz.md:1: This is the page of “ana-riuz”, and nobody in practice.yaml has that "
            "key. Did you mean “ana-ruiz”?"),
        ),
        (
            lambda site: site.article("quiet", author="ben-coel"),
            ("quiet.md:5: “ben-coel” is not one of the people in practice.yaml. Did you mean "
            "“ben-cole”?"),
        ),
        (
            lambda site: (site.content / "images/ben.jpg").unlink(),
            ("practice.yaml:28: The picture “images/ben.jpg” is not there. Put it into "
            "content/images/ and write images/ and its name."),
        ),
        (
            lambda site: site.write(
                "practice.yaml",
                (site.content / "practice.yaml").read_text().replace("  ben-cole:", "  ana-ruiz:"),
            ),
            ("practice.yaml:21: “ana-ruiz” appears here a second time; only one of the two can "
            "count. Remove one of them (the first is on line 6)."),
        ),
        (
            lambda site: site.page("old", "To [Ben](/people/ben-col/).\n"),
            (
                "old.md:6: The link “/people/ben-col/” leads nowhere. Did you mean "
                "“/people/ben-cole/”?"
            ),
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_line_and_nothing_is_written(
    site: TrialSite, change: Any, told: str
) -> None:
    group(site)
    change(site)
    built = site.build()
    assert built.refused
    assert told in built.said()


def test_a_page_that_stands_where_hers_would_is_kept(site: TrialSite) -> None:
    group(site)
    site.page(
        "ben", title="All of Ben", url="people/ben-cole/", save_as="people/ben-cole/index.html"
    )
    built = site.build()
    assert built.errors() == []
    assert words(built.page("people/ben-cole/"), "h1") == ["All of Ben"]
