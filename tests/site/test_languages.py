"""Each language has its front door, and what leads to another one says so."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag

from tests.trial_site import Built, TrialSite


def two_languages(site: TrialSite, lang: str = "es") -> None:
    """An English practice with two articles in another language, and some pages in both."""
    site.page("home", title="Room", template="home", url="", save_as="index.html")
    site.page("articles", title="To read", template="articles", menu="Articles", menu_order=1)
    site.page("consultation", title="A talk", template="consultation", menu="Consult", menu_order=2)
    site.page(f"consultation.{lang}", title="Una charla", template="consultation", lang=lang)
    site.page("privacy", title="Privacy")
    site.page("questions", title="Questions", template="questions")
    site.article("rest", "To [privacy](/privacy/).\n", title="Rest")
    body = "A la [privacidad](/privacy/), y a [Rest](/articles/rest/#x).\n"
    site.article(f"rest.{lang}", body, title="Descanso", lang=lang)
    site.article(f"alone.{lang}", title="A solas", date="2026-03-03", lang=lang)


def links(page: BeautifulSoup, selector: str = "a") -> list[tuple[str, str, str, str]]:
    """Address, hreflang, lang and words of each link."""
    return [
        (
            str(a.get("href")),
            str(a.get("hreflang", "")),
            str(a.get("lang", "")),
            " ".join(a.get_text().split()),
        )
        for a in page.select(selector)
    ]


def alternates(built: Built, url: str) -> list[tuple[str, str]]:
    found = built.page(url).select('link[rel="alternate"][hreflang]')
    return [(str(one["hreflang"]), str(one["href"])) for one in found]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = TrialSite(tmp_path_factory.mktemp("languages"))
    two_languages(site)
    return site.build()


def test_a_language_without_a_home_page_begins_with_its_articles(built: Built) -> None:
    page = built.page("es/")
    assert page.html
    assert page.html["lang"] == "es"
    assert built.one("es/", "h1").get_text() == "Artículos"
    assert links(page, ".rows a") == [
        ("/es/articles/rest/", "", "", "Descanso"),
        ("/es/articles/alone/", "", "", "A solas"),
    ]
    assert built.node("es/", "CollectionPage")["inLanguage"] == "es"
    listed = [node for node in built.graph("es/") if "CollectionPage" in node["@type"]]
    assert [one["url"] for one in listed[0]["mainEntity"]["itemListElement"]] == [
        "https://practice.example/es/articles/rest/",
        "https://practice.example/es/articles/alone/",
    ]
    assert "<loc>https://practice.example/es/</loc>" in built.text("sitemap.xml")
    assert built.one("es/", ".brand")["aria-current"] == "page"


def test_where_the_languages_begin_leads_from_one_to_the_other(built: Built) -> None:
    both = [("en", "https://practice.example/"), ("es", "https://practice.example/es/")]
    assert alternates(built, "") == alternates(built, "es/") == both
    switch = ".fine a[hreflang]"
    there = links(built.page(""), switch)
    assert ("https://practice.example/es/", "es", "es", "Español") in there
    assert ("https://practice.example/", "en", "en", "English") in links(built.page("es/"), switch)
    there = links(built.page("es/articles/rest/"), switch)
    assert ("https://practice.example/articles/rest/", "en", "en", "English") in there
    assert alternates(built, "es/articles/alone/") == []


def test_a_page_leads_to_what_is_in_its_language(built: Built) -> None:
    page = built.page("es/articles/rest/")
    assert links(page, ".masthead a")[0][:3] == ("/es/", "", "")
    assert links(page, ".masthead nav a") == [
        ("/articles/", "en", "en", "Articles"),
        ("/es/consultation/", "", "", "Una charla"),
    ]
    assert links(page, ".invitation a") == [
        ("/es/consultation/", "", "", "Cómo es una consulta"),
        ("/questions/", "en", "", "preguntas que hace la gente"),
    ]
    assert ("/privacy/", "en", "en", "Privacy") in links(page, ".colophon a")
    assert links(page, ".trail a") == []  # home is in the masthead, as on English pages
    steps = [node for node in built.graph("es/articles/rest/") if node["@type"] == "BreadcrumbList"]
    assert [one["item"] for one in steps[0]["itemListElement"]] == [
        "https://practice.example/es/",
        "https://practice.example/es/articles/rest/",
    ]


def test_links_in_a_text_say_the_language_they_lead_to(built: Built) -> None:
    assert links(built.page("es/articles/rest/"), ".prose a") == [
        ("/privacy/", "en", "", "privacidad"),
        ("/articles/rest/#x", "en", "en", "Rest"),
    ]
    assert links(built.page("articles/rest/"), ".prose a") == [("/privacy/", "", "", "privacy")]


def test_a_site_in_one_language_says_nothing_of_languages(site: TrialSite) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("privacy")
    site.article("rest", "To [privacy](/privacy/).\n")
    built = site.build()
    pages = [data for name, data in built.files().items() if name.endswith(".html")]
    assert len(pages) == 3
    assert [page for page in pages if b"hreflang" in page] == []


@pytest.mark.parametrize("header", [{}, {"url": "", "save_as": "index.html"}])
def test_a_home_page_in_a_language_stands_where_that_begins(
    site: TrialSite, header: dict[str, str]
) -> None:
    two_languages(site)
    site.page("home.es", title="Cuarto", template="home", lang="es", **header)
    built = site.build()
    assert built.errors() == []
    assert built.one("es/", "h1").get_text() == "Cuarto"
    assert built.one("", "h1").get_text() == "Room"
    assert [link[0] for link in links(built.page("es/"), ".rows a")] == [
        "/es/articles/rest/",
        "/es/articles/alone/",
    ]
    assert [link[0] for link in links(built.page(""), ".rows a")] == ["/articles/rest/"]
    both = [("en", "https://practice.example/"), ("es", "https://practice.example/es/")]
    assert alternates(built, "") == alternates(built, "es/") == both
    assert links(built.page("es/"), ".masthead a")[0][0] == "/es/"
    assert "es/home/index.html" not in built.files()


def test_pages_alone_open_no_front_door(site: TrialSite) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("privacy.es", title="Privacidad", lang="es")
    built = site.build()
    assert "es/index.html" not in built.files()
    assert links(built.page("es/privacy/"), ".brand")[0][:2] == ("/", "en")


def test_what_runs_from_the_right_does_so_where_it_begins_and_where_it_is_named(
    site: TrialSite,
) -> None:
    two_languages(site, "he")
    built = site.build()
    page = built.page("he/")
    assert page.html
    assert (page.html["lang"], page.html["dir"]) == ("he", "rtl")
    menu = built.page("he/articles/rest/").select(".masthead nav a")
    assert [(a["href"], a.get("lang"), a.get("dir")) for a in menu] == [
        ("/articles/", "en", "ltr"),
        ("/he/consultation/", None, None),
    ]
    switch = [a for a in built.page("").select("a[hreflang]") if isinstance(a, Tag)]
    assert [(a["hreflang"], a.get_text()) for a in switch] == [("he", "עברית")]


def test_a_site_below_a_path_and_with_relative_links_says_them_too(site: TrialSite) -> None:
    two_languages(site)
    below = site.build(url="https://a.example/sub")
    assert links(below.page("es/articles/rest/"), ".masthead nav a")[0] == (
        *("/sub/articles/", "en", "en", "Articles"),
    )
    relative = site.build(RELATIVE_URLS=True)
    assert links(relative.page("es/articles/rest/"), ".masthead nav a")[0] == (
        *("../../../articles/", "en", "en", "Articles"),
    )


def test_a_page_that_has_moved_says_so_in_the_language_of_where_it_is(site: TrialSite) -> None:
    two_languages(site)
    site.write("redirects.yaml", "/viejo: /es/articles/rest/\n/old: /articles/rest/\n")
    built = site.build()
    page = built.page("viejo/")
    assert page.html
    assert page.html["lang"] == "es"
    assert built.one("viejo/", "h1").get_text() == "Esta página ha cambiado de dirección"
    assert built.one("old/", "h1").get_text() == "This page has moved"


def test_a_site_may_be_in_another_language_than_english(site: TrialSite) -> None:
    site.facts(
        practice={"name": "Sala Tranquila", "timezone": "America/Denver", "language": "es"},
        people={"ana": {"name": "Ana Ruiz", "job_title": "Psicoterapeuta"}},
        services=[{"name": "Terapia", "type": "therapy", "states": ["CO", "NM"]}],
    )
    site.page("home", title="Cuarto", template="home", url="", save_as="index.html")
    site.page("about", title="Sobre mí", template="about")
    site.page("notices", "[notices]\n", title="Avisos")
    site.article("rest", title="Descanso")
    site.article("rest.en", title="Rest", lang="en")
    built = site.build()
    assert built.errors() == []
    about = built.page("about/")
    assert about.html
    assert about.html["lang"] == "es"
    assert about.select('[lang="en"]') == []
    work = [one.get_text() for one in about.select(".credentials dd")]
    assert work == ["Ana Ruiz", "Psicoterapeuta", "Colorado y Nuevo México"]
    assert "Publicado el 2 de marzo de 2026" in " ".join(
        built.page("articles/rest/").get_text().split()
    )
    assert '"lang": "es"' in built.text("manifest.webmanifest")
    english = built.page("en/articles/rest/")
    assert "Published March 2, 2026" in " ".join(english.get_text().split())
    facts = [one.get_text() for one in english.select('.colophon [lang="es"]')]
    assert facts == ["Terapia", "Avisos"]
    assert built.one("en/", "h1").get_text() == "Articles"
    # What the law asks for is written in English.
    notices = built.page("notices/").select('.prose div[lang="en"]')
    assert len(notices) > 3
    assert built.problems
    assert "translation-lacks" not in {one.rule for one in built.problems}


def test_articles_that_are_in_another_language_alone_are_found_from_its_front_door(
    site: TrialSite,
) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("about.es", title="Quiénes somos", template="about", menu="Quiénes somos")
    site.article("rest", title="Rest")
    site.article("descanso.es", title="Descanso", lang="es")
    built = site.build()
    assert built.errors() == []
    assert links(built.page("es/"), ".rows a")[0][0] == "/es/articles/descanso/"
    assert ("/es/about/", "", "", "Quiénes somos") in links(built.page("es/"), ".masthead a")
