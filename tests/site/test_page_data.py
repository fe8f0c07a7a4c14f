"""What each kind of page says of itself to machines, compared whole."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from plugins.core.json_ld import Node
from plugins.core.problem import CheckedContentError
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.structured_data import Crumb
from plugins.practice.model import Certification, Facts, License, Person, Practice, Service
from plugins.practice.organization import PracticeSite
from plugins.site.page_data import graph
from tests.trial_site import URL, Built, TrialSite, markdown, photograph, without_hashes

SITE = PracticeSite("https://x.example", "Quiet Room", "en")
JANE = Person("jane", "Jane Doe", degree="MA", credentials="LPC")
FACTS = Facts(Practice("Quiet Room"), (JANE,))
PAGE = "https://x.example/a/"


def nodes(kind: str, facts: Facts = FACTS, **more: Any) -> dict[str, Node]:
    """The nodes of a page of this kind by the end of their @id; its own is called "page"."""
    found = graph(kind, facts, SITE, url=PAGE, name="A", **more)
    assert list(found) == ["@context", "@graph"]
    assert found["@context"] == "https://schema.org"
    return {
        "page" if node["@id"] == PAGE else node["@id"].rpartition("#/")[2]: node
        for node in found["@graph"]
    }


def everything(value: Any) -> Iterator[Any]:
    """A value and all that it holds."""
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from everything(inner)


# --- one page, from plain data -------------------------------------------------------------------


def test_an_article_says_of_the_practice_only_what_its_reader_needs() -> None:
    """The rest stands under the same ids on the pages that are about the practice."""
    license_ = License("CO", "LPC", "012345", "DORA", "https://dora.example/", date(2027, 8, 31))
    held = Certification("Certified IFS Therapist", "IFS Institute")
    whole = Facts(
        Practice("Q", "Parts work.", "", "me@x.example", "1", same_as=("https://s.example/q",)),
        (replace(JANE, licenses=(license_,), certifications=(held,)),),
    )
    article = nodes("article", whole)
    home = nodes("home", whole)
    left_out = {
        name: sorted(set(home[name]) - set(article[name]))
        for name in ("website", "practice", "person-jane")
    }
    assert left_out == {
        "website": ["description"],
        "practice": ["description", "email", "sameAs"],
        "person-jane": [],
    }
    for name in left_out:
        assert article[name]["@id"] == home[name]["@id"]
    kind = {"@type": "EducationalOccupationalCredential"}
    assert article["person-jane"]["hasCredential"] == [
        {**kind, "credentialCategory": "degree", "name": "MA"},
        {
            **kind,
            "credentialCategory": "license",
            "name": "LPC",
            "identifier": "012345",
            "validIn": {"@type": "State", "name": "Colorado"},
        },
        {**kind, "credentialCategory": "certificate", "name": "Certified IFS Therapist"},
    ]


def test_a_reviewed_page_is_a_medical_web_page_and_says_who_read_it_and_when() -> None:
    page = nodes("article", reviewed="2026-05-01", reviewer=JANE)["page"]
    assert page["@type"] == ["WebPage", "MedicalWebPage"]
    assert page["lastReviewed"] == "2026-05-01"
    assert page["reviewedBy"] == {"@id": "https://x.example/#/person-jane"}


@pytest.mark.parametrize("more", [{}, {"reviewed": "2026-05-01"}, {"reviewer": JANE}])
def test_a_page_that_nobody_reviewed_does_not_say_so(more: dict[str, Any]) -> None:
    page = nodes("article", **more)["page"]
    assert page["@type"] == "WebPage"
    assert not {"lastReviewed", "reviewedBy"} & set(page)


def test_a_portrait_page_with_questions_is_about_the_person_first() -> None:
    item = FaqItem("q", "Q?", "", "a.md", 1, answer="A.", url=f"{PAGE}#q")
    page = nodes("about", questions=[item])["page"]
    assert page["@type"] == ["WebPage", "ProfilePage", "FAQPage"]
    assert page["mainEntity"][0] == {"@id": "https://x.example/#/person-jane"}
    assert [node["@type"] for node in page["mainEntity"][1:]] == ["Question"]


def test_a_question_cannot_take_the_id_of_the_article_or_of_its_breadcrumbs() -> None:
    questions = [
        FaqItem(name, f"{name}?", "", "a.md", 1, answer="A.", url=f"{PAGE}#{name}")
        for name in ("article", "breadcrumb", "practice", "website", "person-jane")
    ]
    crumbs = [Crumb("Home", "https://x.example/"), Crumb("A", PAGE)]
    more: dict[str, Any] = {
        "author": JANE,
        "breadcrumb": crumbs,
        "questions": questions,
        "name": "A",
    }
    for kind, url in (("article", PAGE), ("home", "https://x.example/")):
        ids = [
            value["@id"]
            for value in everything(graph(kind, FACTS, SITE, url=url, **more))
            if isinstance(value, dict) and "@id" in value and len(value) > 1
        ]
        assert len(ids) == len(set(ids)) >= 9


@pytest.mark.parametrize("kind", ["home", "article", "about", "consultation", "path", "page"])
def test_what_is_not_known_leaves_no_trace(kind: str) -> None:
    bare = Facts(Practice("Quiet Room"), (Person("jane", "Jane Doe"),), (Service("Therapy"),))
    for facts in (bare, Facts(Practice("Quiet Room"))):
        found = graph(kind, facts, SITE, url=PAGE, name="A")
        assert [value for value in everything(found) if value in (None, "", [], {}, False)] == []


# --- a whole site --------------------------------------------------------------------------------

PAGES = ["", "articles/", "paths/new/", "articles/one/", "articles/two/", "plain/", "questions/"]
PAGES += ["about/", "consultation/", "404.html"]
ONE = """\
Words.

## FAQ

### Is it *safe*?

Yes: [two](two.md), [next](#is-it-long), [top](/about/).

### Is it long?

No.
"""
ALONE = "## FAQ\n\n### Is it safe?\n\nYes.\n\n### Is it long?\n\nNo.\n"


def whole(folder: Path) -> TrialSite:
    """A site with every kind of page."""
    site = TrialSite(folder)
    for slug, template in (
        ("home", "home"),
        ("articles", "articles"),
        ("about", "about"),
        ("consultation", "consultation"),
        ("questions", "questions"),
    ):
        more = {"url": "", "save_as": "index.html"} if slug == "home" else {}
        body = "## FAQ\n\n### Own?\n\nYes.\n" if slug == "questions" else "Words.\n"
        site.page(slug, body, template=template, **more)
    site.page("plain")
    lost = {"title": "Not here", "summary": "Gone.", "status": "hidden"}
    place = {"template": "not_found", "url": "404.html", "save_as": "404.html"}
    site.write("pages/404.md", markdown(lost | place))
    site.write("images/desk.jpg", photograph())
    site.article(
        "one",
        ONE,
        title="What is “it” & <b>why</b>?",
        modified="2026-07-01",
        reviewed="2026-05-01",
        image="images/desk.jpg",
        image_alt="A desk",
        tags=["parts", "self"],
        sources=[{"title": "A study", "url": "https://doi.example/1"}, {"title": "A book"}],
    )
    site.article("two", date="2026-11-02", category="Sessions")
    site.paths({"path": "New", "summary": "Begin.", "articles": ["one"]})
    return site


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    found = whole(tmp_path_factory.mktemp("whole")).build()
    assert found.said() == []
    return found


COMMON = [
    {
        "@type": "WebSite",
        "@id": f"{URL}/#/website",
        "url": f"{URL}/",
        "name": "Quiet Room",
        "inLanguage": "en",
        "publisher": {"@id": f"{URL}/#/practice"},
    },
    {
        "@type": "Organization",
        "@id": f"{URL}/#/practice",
        "name": "Quiet Room",
        "url": f"{URL}/",
        "employee": [{"@id": f"{URL}/#/person-jane-doe"}],
    },
    {
        "@type": "Person",
        "@id": f"{URL}/#/person-jane-doe",
        "name": "Jane Doe",
        "honorificSuffix": "MA, LPC",
        "url": f"{URL}/about/",
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "credentialCategory": "degree",
                "name": "MA",
            }
        ],
        "worksFor": {"@id": f"{URL}/#/practice"},
    },
]


def page_node(url: str, kind: str | list[str], name: str, summary: str, **more: Any) -> Node:
    return {
        "@type": kind,
        "@id": f"{URL}/{url}",
        "url": f"{URL}/{url}",
        "name": name,
        "description": summary,
        "inLanguage": "en",
        "isPartOf": {"@id": f"{URL}/#/website"},
        **({"breadcrumb": {"@id": f"{URL}/{url}#/breadcrumb"}} if url else {}),
        **more,
    }


def trail(url: str, *steps: tuple[str, str]) -> Node:
    return {
        "@type": "BreadcrumbList",
        "@id": f"{URL}/{url}#/breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, "item": f"{URL}/{to}"}
            for at, (name, to) in enumerate([("Home", ""), *steps], start=1)
        ],
    }


def listed(*articles: tuple[str, str]) -> Node:
    return {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": at, "name": name, "url": f"{URL}/articles/{slug}/"}
            for at, (name, slug) in enumerate(articles, start=1)
        ],
    }


def question(url: str, identifier: str, name: str, text: str) -> Node:
    return {
        "@type": "Question",
        "@id": f"{URL}/{url}#{identifier}",
        "url": f"{URL}/{url}#{identifier}",
        "name": name,
        "acceptedAnswer": {"@type": "Answer", "text": text},
    }


TITLE = "What is “it” & why?"


def test_the_home_page(built: Built) -> None:
    about = {"@id": f"{URL}/#/practice"}
    assert built.graph("") == [
        *COMMON,
        page_node("", "WebPage", "Home", "About home.", about=about),
    ]


def test_the_list_of_articles(built: Built) -> None:
    both = listed((TITLE, "one"), ("Two", "two"))
    kind = ["WebPage", "CollectionPage"]
    assert built.graph("articles/") == [
        *COMMON,
        page_node("articles/", kind, "Articles", "About articles.", mainEntity=both),
        trail("articles/", ("Articles", "articles/")),
    ]


def test_a_reading_path(built: Built) -> None:
    kind = ["WebPage", "CollectionPage"]
    assert built.graph("paths/new/") == [
        *COMMON,
        page_node("paths/new/", kind, "New", "Begin.", mainEntity=listed((TITLE, "one"))),
        trail("paths/new/", ("Articles", "articles/"), ("New", "paths/new/")),
    ]


def test_an_article_with_everything(built: Built) -> None:
    url = "articles/one/"
    dates = {
        "datePublished": "2026-03-02T00:00:00-07:00",
        "dateModified": "2026-07-01T00:00:00-06:00",
    }
    answer = (
        f'<p>Yes: <a href="{URL}/articles/two/">two</a>, '
        f'<a href="{URL}/{url}#is-it-long">next</a>, <a href="{URL}/about/">top</a>.</p>'
    )
    assert json.loads(without_hashes(json.dumps(built.graph(url)))) == [
        *COMMON,
        page_node(
            url,
            ["WebPage", "MedicalWebPage", "FAQPage"],
            TITLE,
            "About one.",
            **dates,
            lastReviewed="2026-05-01",
            reviewedBy={"@id": f"{URL}/#/person-jane-doe"},
            primaryImageOfPage={
                "@type": "ImageObject",
                "url": f"{URL}/images/desk-#-40.jpg",
                "width": 40,
                "height": 30,
                "caption": "A desk",
            },
            mainEntity=[
                question(url, "is-it-safe", "Is it safe?", answer),
                question(url, "is-it-long", "Is it long?", "<p>No.</p>"),
            ],
        ),
        trail(url, ("New", "paths/new/"), (TITLE, url)),
        {
            "@type": "BlogPosting",
            "@id": f"{URL}/{url}#/article",
            "headline": TITLE,
            "description": "About one.",
            "url": f"{URL}/{url}",
            "inLanguage": "en",
            "isPartOf": {"@id": f"{URL}/{url}"},
            **dates,
            "author": {"@id": f"{URL}/#/person-jane-doe"},
            "publisher": {"@id": f"{URL}/#/practice"},
            "image": f"{URL}/images/desk-#-40.jpg",
            "articleSection": "New",
            "keywords": ["parts", "self"],
            "citation": [
                {"@type": "CreativeWork", "name": "A study", "url": "https://doi.example/1"},
                {"@type": "CreativeWork", "name": "A book"},
            ],
        },
    ]


def test_an_article_with_nothing_but_what_it_must_have(built: Built) -> None:
    url = "articles/two/"
    dates = dict.fromkeys(("datePublished", "dateModified"), "2026-11-02T00:00:00-07:00")
    assert built.graph(url) == [
        *COMMON,
        page_node(url, "WebPage", "Two", "About two.", **dates),
        trail(url, ("Articles", "articles/"), ("Two", url)),
        {
            "@type": "BlogPosting",
            "@id": f"{URL}/{url}#/article",
            "headline": "Two",
            "description": "About two.",
            "url": f"{URL}/{url}",
            "inLanguage": "en",
            "isPartOf": {"@id": f"{URL}/{url}"},
            **dates,
            "author": {"@id": f"{URL}/#/person-jane-doe"},
            "publisher": {"@id": f"{URL}/#/practice"},
            "articleSection": "Sessions",
        },
    ]


def test_a_plain_page(built: Built) -> None:
    assert built.graph("plain/") == [
        *COMMON,
        page_node("plain/", "WebPage", "Plain", "About plain."),
        trail("plain/", ("Plain", "plain/")),
    ]


def test_the_questions_page_holds_only_its_own_questions(built: Built) -> None:
    own = [question("questions/", "own", "Own?", "<p>Yes.</p>")]
    kind = ["WebPage", "FAQPage"]
    assert built.graph("questions/") == [
        *COMMON,
        page_node("questions/", kind, "Questions", "About questions.", mainEntity=own),
        trail("questions/", ("Questions", "questions/")),
    ]


def test_the_portrait_and_the_consultation(built: Built) -> None:
    owner = {"@id": f"{URL}/#/person-jane-doe"}
    assert built.graph("about/") == [
        *COMMON,
        page_node("about/", ["WebPage", "ProfilePage"], "About", "About about.", mainEntity=owner),
        trail("about/", ("About", "about/")),
    ]
    practice = {"@id": f"{URL}/#/practice"}
    kind, name = ["WebPage", "ContactPage"], "Consultation"
    assert built.graph("consultation/") == [
        *COMMON,
        page_node("consultation/", kind, name, "About consultation.", about=practice),
        trail("consultation/", (name, "consultation/")),
    ]


def test_the_page_for_lost_visitors(built: Built) -> None:
    assert built.graph("404.html") == [
        *COMMON,
        page_node("404.html", "WebPage", "Not here", "Gone."),
        trail("404.html", ("Not here", "404.html")),
    ]


@pytest.mark.parametrize("url", PAGES)
def test_every_reference_resolves_on_its_own_page_and_every_id_has_one_node(
    built: Built, url: str
) -> None:
    found = [value for value in everything(built.graph(url)) if isinstance(value, dict)]
    defined = [value["@id"] for value in found if "@id" in value and len(value) > 1]
    referred = {value["@id"] for value in found if list(value) == ["@id"]}
    assert len(defined) == len(set(defined))
    assert referred - set(defined) == set()
    assert all(identifier.startswith(f"{URL}/") for identifier in defined)


@pytest.mark.parametrize("url", PAGES)
def test_no_page_repeats_an_article_a_list_of_questions_or_an_empty_value(
    built: Built, url: str
) -> None:
    found = list(everything(built.graph(url)))
    assert [value for value in found if value in (None, "", [], {})] == []
    html = built.html(url)
    assert html.count('"FAQPage"') <= 1
    assert html.count('"BlogPosting"') == (url in ("articles/one/", "articles/two/"))
    assert "mainEntityOfPage" not in html
    assert not built.page(url).select("[itemscope], [itemtype], [typeof], [vocab]")


def test_only_the_pages_that_ask_hold_question_data(built: Built) -> None:
    """No list, feed or copy repeats it."""
    holding = {name for name, data in built.files().items() if b"acceptedAnswer" in data}
    assert holding == {"articles/one/index.html", "questions/index.html"}


def test_the_answer_in_the_data_says_what_the_page_says(built: Built) -> None:
    nodes = built.questions("articles/one/")
    assert nodes
    for node in nodes:
        visible = built.one("articles/one/", "#" + node["@id"].partition("#")[2])
        said = BeautifulSoup(node["acceptedAnswer"]["text"], "html.parser").get_text().split()
        assert visible.get_text().split() == said
        heading = visible.find_previous("h3")
        assert heading is not None
        assert " ".join(heading.get_text().split()) == node["name"]


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("https://x.example", "https://x.example"),
        ("https://x.example/", "https://x.example"),
        ("https://x.example/sub", "https://x.example/sub"),
        ("https://x.example/sub/deep/", "https://x.example/sub/deep"),
    ],
)
@pytest.mark.parametrize("relative", [False, True], ids=["whole links", "relative links"])
def test_one_address_in_data_canonical_sharing_and_sitemap_wherever_the_site_stands(
    tmp_path: Path, url: str, base: str, relative: bool
) -> None:
    found = whole(tmp_path).build(url=url, RELATIVE_URLS=relative)
    tree = ET.fromstring(found.text("sitemap.xml"))
    mapped = {
        str(loc.text) for loc in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    }
    for at in ("", "articles/one/", "paths/new/", "questions/", "404.html"):
        canonical = found.one(at, "link[rel=canonical]")["href"]
        assert canonical == f"{base}/{at}"
        assert found.one(at, "meta[property='og:url']")["content"] == canonical
        own = [node for node in found.graph(at) if node["@id"] == canonical]
        assert [node["url"] for node in own] == [canonical]
        assert (canonical in mapped) == (at != "404.html")
    answer = found.questions("articles/one/")[0]["acceptedAnswer"]["text"]
    assert re.findall(r'href="([^"]*)"', answer) == [
        f"{base}/articles/two/",
        f"{base}/articles/one/#is-it-long",
        f"{base}/about/",
    ]
    image = found.node("articles/one/", "BlogPosting")["image"]
    assert without_hashes(image) == f"{base}/images/desk-#-40.jpg"
    assert image.removeprefix(f"{base}/") in found.files()


def test_while_the_address_is_unknown_ids_begin_at_the_root_and_there_is_no_canonical(
    tmp_path: Path,
) -> None:
    found = whole(tmp_path).build(url="", strict=False)
    assert found.node("articles/one/", "BlogPosting")["@id"] == "/articles/one/#/article"
    assert found.questions("articles/one/")[0]["@id"] == "/articles/one/#is-it-safe"
    assert found.page("articles/one/").find("link", rel="canonical") is None
    assert found.page("articles/one/").find("meta", property="og:url") is None


def test_two_builds_of_the_same_content_are_the_same_byte_for_byte(tmp_path: Path) -> None:
    site = whole(tmp_path)
    first, second = site.build().files(), site.build().files()
    assert {name for name in first if first[name] != second.get(name)} == set()
    assert set(first) == set(second)


@pytest.mark.parametrize(
    ("zone", "header", "published", "modified"),
    [
        ("America/Denver", {"date": "2026-03-07"}, "2026-03-07T00:00:00-07:00", None),
        ("America/Denver", {"date": "2026-03-09"}, "2026-03-09T00:00:00-06:00", None),
        ("America/Denver", {"date": "2026-10-31 23:30"}, "2026-10-31T23:30:00-06:00", None),
        ("America/Denver", {"date": "2026-11-02"}, "2026-11-02T00:00:00-07:00", None),
        ("Asia/Kolkata", {"date": "2026-03-02"}, "2026-03-02T00:00:00+05:30", None),
        ("America/Denver", {"date": "2026-03-02T09:00+01:00"}, "2026-03-02T09:00:00+01:00", None),
        ("America/Denver", {"date": "2026-03-02T00:00:00Z"}, "2026-03-02T00:00:00-07:00", None),
        (
            "America/Denver",
            {"date": "2026-03-02", "modified": "2026-06-01"},
            "2026-03-02T00:00:00-07:00",
            "2026-06-01T00:00:00-06:00",
        ),
        (
            "America/Denver",
            {"date": "2026-03-02", "modified": "2026-02-01"},
            "2026-03-02T00:00:00-07:00",
            None,
        ),
    ],
)
def test_dates_have_the_offset_of_their_own_day_and_an_article_never_changed_before_it_came_out(
    site: TrialSite, zone: str, header: dict[str, str], published: str, modified: str | None
) -> None:
    """ISO 8601 with offset; a day keeps its date wherever it is read."""
    site.facts(practice={"name": "Quiet Room", "timezone": zone})
    site.article("a", **header)
    article = site.build().node("articles/a/", "BlogPosting")
    assert article["datePublished"] == published
    assert article["dateModified"] == (modified or published)


def test_a_scheduled_article_is_dated_on_its_day_even_when_it_was_edited_before(
    site: TrialSite,
) -> None:
    day = date.today() + timedelta(days=30)
    site.article("a", date=day.isoformat(), modified="2026-01-01")
    article = site.build(strict=False).node("drafts/a/", "BlogPosting")
    assert article["datePublished"] == article["dateModified"]
    assert article["datePublished"].startswith(day.isoformat())


@pytest.mark.parametrize(
    "header",
    [
        {"author": "jane-doe"},
        {"author": "Jane Doe"},
        {"author": "Jane Doe, LPC"},
        {"author": "Jane Doe, MA, LPC"},
        {"authors": "Jane Doe, LPC"},
        {},
    ],
)
def test_credentials_behind_an_authors_name_do_not_make_a_second_author(
    site: TrialSite, header: dict[str, str]
) -> None:
    site.article("a", **header)
    built = site.build()
    assert built.said() == []
    people = [node for node in built.graph("articles/a/") if node["@type"] == "Person"]
    assert [(node["name"], node["honorificSuffix"]) for node in people] == [("Jane Doe", "MA, LPC")]
    author = built.node("articles/a/", "BlogPosting")["author"]
    assert author == {"@id": people[0]["@id"]}


def test_an_author_who_is_not_in_the_facts_is_told_and_not_invented(site: TrialSite) -> None:
    site.article("a", author="Jane Do, LPC")
    built = site.build()
    assert built.refused
    assert "“Jane Do, LPC” is not one of the people in practice.yaml." in built.said()[0]
    with pytest.raises(CheckedContentError) as checked:
        site.build(PRACTICE_CHECK=True)
    assert [problem.rule for problem in checked.value.problems] == ["unknown-person"]


@pytest.mark.parametrize(("header", "refused"), [({}, False), ({"image": "images/none.jpg"}, True)])
def test_a_picture_that_is_not_there_is_left_out(
    site: TrialSite, header: dict[str, str], refused: bool
) -> None:
    site.article("a", **header)
    assert site.build().refused is refused
    preview = site.build(strict=False)
    assert "image" not in preview.node("articles/a/", "BlogPosting")
    assert "primaryImageOfPage" not in preview.node("articles/a/", "WebPage")
    assert preview.page("articles/a/").find("meta", property="og:image") is None


def test_a_pictures_name_with_spaces_becomes_an_address(site: TrialSite) -> None:
    """RFC 3986: an address holds no space."""
    site.write("images/my désk.jpg", photograph())
    site.article("a", image="images/my désk.jpg", image_alt="A desk")
    built = site.build()
    wanted = f"{URL}/images/my-desk-#-40.jpg"
    assert without_hashes(built.node("articles/a/", "BlogPosting")["image"]) == wanted
    shared = built.one("articles/a/", "meta[property='og:image']")["content"]
    assert without_hashes(str(shared)) == wanted


def test_html_in_a_title_or_a_summary_becomes_plain_text(site: TrialSite) -> None:
    site.article(
        "a", title="Why <em>parts</em>? A < B & C", summary='<a href="/x/">See</a> "this" <br>'
    )
    article = site.build().node("articles/a/", "BlogPosting")
    assert article["headline"] == "Why parts? A < B & C"
    assert article["description"] == "See “this”"


@pytest.mark.parametrize(
    "slug", ["pages", "drafts", "my-pages-and-drafts", "drafts-of-a-letter", "404", "index"]
)
def test_a_slug_that_sounds_like_a_folder_is_treated_like_any_other(
    site: TrialSite, slug: str
) -> None:
    site.article(slug, ALONE)
    built = site.build()
    assert built.said() == []
    assert built.node(f"articles/{slug}/", "BlogPosting")["url"] == f"{URL}/articles/{slug}/"
    assert len(built.questions(f"articles/{slug}/")) == 2
    assert f"{URL}/articles/{slug}/" in built.text("sitemap.xml")


def test_a_draft_in_the_preview_has_the_data_it_will_have_and_asks_not_to_be_indexed(
    site: TrialSite,
) -> None:
    site.article("a", ALONE, status="draft")
    built = site.build(strict=False)
    assert built.node("drafts/a/", "BlogPosting")["headline"] == "A"
    assert len(built.questions("drafts/a/")) == 2
    assert built.one("drafts/a/", "meta[name=robots]")["content"] == "noindex"


def test_a_review_on_a_day_to_come_stands_nowhere(site: TrialSite) -> None:
    site.article("one", reviewed="2099-01-01")
    site.article("two", reviewed="2026-01-01")
    built = site.build()
    pages = {name: built.text(f"articles/{name}/index.html") for name in ("one", "two")}
    assert {name: "2099" in page for name, page in pages.items()} == {"one": False, "two": False}
    assert {name: "Reviewed" in page for name, page in pages.items()} == {"one": False, "two": True}
