"""What a page says of itself to machines, from plain values, compared whole."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from bs4 import BeautifulSoup

from plugins.core.json_ld import Node, Site, element, script
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.structured_data import Crumb, Image, PageData, graph, website

SITE = Site("https://x.example", "Quiet Room", "en")
PAGE = "https://x.example/a/"


def nodes(**more: Any) -> list[Node]:
    """What a page called A says, without what stands on every page."""
    found = graph(PageData(PAGE, "A", **more), SITE, [])
    assert list(found) == ["@context", "@graph"]
    assert found["@context"] == "https://schema.org"
    return list(found["@graph"])


def web_page(**more: Any) -> Node:
    return nodes(**more)[0]


def crumbs(*steps: str) -> list[Crumb]:
    return [Crumb(step.upper(), f"https://x.example/{step}/") for step in steps]


def test_a_page_of_which_nothing_else_is_known_says_only_what_it_is() -> None:
    assert nodes() == [
        {
            "@type": "WebPage",
            "@id": PAGE,
            "url": PAGE,
            "name": "A",
            "inLanguage": "en",
            "isPartOf": {"@id": "https://x.example/#/website"},
        }
    ]


def test_the_nodes_of_the_site_stand_before_those_of_the_page() -> None:
    site = website(SITE, "Parts work.", "https://x.example/#/practice")
    found = graph(PageData(PAGE, "A"), SITE, [site])["@graph"]
    assert [node["@type"] for node in found] == ["WebSite", "WebPage"]
    assert found[0] == {
        "@type": "WebSite",
        "@id": "https://x.example/#/website",
        "url": "https://x.example/",
        "name": "Quiet Room",
        "description": "Parts work.",
        "inLanguage": "en",
        "publisher": {"@id": "https://x.example/#/practice"},
    }
    assert set(website(SITE)) == {"@type", "@id", "url", "name", "inLanguage"}


def test_a_page_says_what_it_is_about_who_read_it_and_what_it_shows() -> None:
    assert web_page(
        description="On parts.",
        in_language="es",
        types=["ProfilePage"],
        about="#about",
        main_entity="#jane",
        date_published="2026-03-02",
        date_modified="2026-03-04",
        last_reviewed="2026-03-03",
        reviewed_by="#ann",
        image=Image("https://x.example/d.jpg", 40, 30, "A desk"),
    ) == {
        "@type": ["WebPage", "ProfilePage"],
        "@id": PAGE,
        "url": PAGE,
        "name": "A",
        "description": "On parts.",
        "inLanguage": "es",
        "isPartOf": {"@id": "https://x.example/#/website"},
        "about": {"@id": "#about"},
        "datePublished": "2026-03-02",
        "dateModified": "2026-03-04",
        "lastReviewed": "2026-03-03",
        "reviewedBy": {"@id": "#ann"},
        "primaryImageOfPage": {
            "@type": "ImageObject",
            "url": "https://x.example/d.jpg",
            "width": 40,
            "height": 30,
            "caption": "A desk",
        },
        "mainEntity": {"@id": "#jane"},
    }


def test_a_post_is_a_part_of_its_page() -> None:
    page, post = nodes(
        description="On parts.",
        date_published="2026-03-02",
        date_modified="2026-03-04",
        image=Image("https://x.example/d.jpg"),
        is_post=True,
        author=["#jane"],
        publisher="#practice",
        article_section="New",
        keywords=("one", "two"),
        citation=[{"@type": "CreativeWork", "name": "A book"}],
    )
    assert page["primaryImageOfPage"] == {"@type": "ImageObject", "url": "https://x.example/d.jpg"}
    assert post == {
        "@type": "BlogPosting",
        "@id": f"{PAGE}#/article",
        "headline": "A",
        "description": "On parts.",
        "url": PAGE,
        "inLanguage": "en",
        "isPartOf": {"@id": PAGE},
        "datePublished": "2026-03-02",
        "dateModified": "2026-03-04",
        "author": {"@id": "#jane"},
        "publisher": {"@id": "#practice"},
        "image": "https://x.example/d.jpg",
        "articleSection": "New",
        "keywords": ["one", "two"],
        "citation": [{"@type": "CreativeWork", "name": "A book"}],
    }


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ([], None),
        (["#a"], {"@id": "#a"}),
        (["#a", "#b"], [{"@id": "#a"}, {"@id": "#b"}]),
    ],
)
def test_a_post_has_no_author_one_or_several(authors: list[str], told: Any) -> None:
    assert nodes(is_post=True, author=authors)[1].get("author") == told


def test_questions_are_the_pages_main_entity() -> None:
    item = FaqItem("q", "Q?", "", "a.md", 1, answer="<p>A.</p>", url=f"{PAGE}#q")
    page = web_page(questions=[item])
    assert page["@type"] == ["WebPage", "FAQPage"]
    assert page["mainEntity"] == [
        {
            "@type": "Question",
            "@id": f"{PAGE}#q",
            "url": f"{PAGE}#q",
            "name": "Q?",
            "acceptedAnswer": {"@type": "Answer", "text": "<p>A.</p>"},
        }
    ]


@pytest.mark.parametrize(
    ("person", "asked", "listed", "main"),
    [
        ("", 0, 0, None),
        ("#jane", 0, 0, "a reference"),
        ("", 0, 2, "ItemList"),
        ("", 1, 0, ["Question"]),
        ("#jane", 2, 0, ["a reference", "Question", "Question"]),
        ("", 1, 2, ["Question", "ItemList"]),
        ("#jane", 0, 2, ["a reference", "ItemList"]),
    ],
)
def test_the_main_entity_is_a_person_then_questions_then_a_list(
    person: str, asked: int, listed: int, main: str | list[str] | None
) -> None:
    item = FaqItem("q", "Q?", "", "a.md", 1, answer="A.", url=f"{PAGE}#q")
    found = web_page(
        main_entity=person, questions=[item] * asked, item_list=crumbs("x", "y")[:listed]
    ).get("mainEntity")
    assert kinds(found) == main


def kinds(value: Any) -> Any:
    """The types of a node or of several; None for nothing."""
    if isinstance(value, list):
        return [kinds(node) for node in value]
    return value and value.get("@type", "a reference")


def test_a_list_counts_from_one() -> None:
    assert web_page(item_list=crumbs("x", "y"))["mainEntity"] == {
        "@type": "ItemList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "X", "url": "https://x.example/x/"},
            {"@type": "ListItem", "position": 2, "name": "Y", "url": "https://x.example/y/"},
        ],
    }


def test_breadcrumbs_count_from_one_and_need_two_steps() -> None:
    page, trail = nodes(breadcrumb=crumbs("home", "new", "a"))
    assert trail == {
        "@type": "BreadcrumbList",
        "@id": f"{PAGE}#/breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "HOME", "item": "https://x.example/home/"},
            {"@type": "ListItem", "position": 2, "name": "NEW", "item": "https://x.example/new/"},
            {"@type": "ListItem", "position": 3, "name": "A", "item": PAGE},
        ],
    }
    assert page["breadcrumb"] == {"@id": f"{PAGE}#/breadcrumb"}
    for few in ([], crumbs("home")):
        (alone,) = nodes(breadcrumb=few)
        assert "breadcrumb" not in alone


# --- how it stands in the page -------------------------------------------------------------------

AWKWARD = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]> & &amp; &lt; <b>",
    "line\u2028separators\u2029here",
    "\"straight\" “curly” 'single' ’ back\\slash \\u003c",
    "new\nline and\ttab",
    "🙂 é 安全 العربية \u200f",
    "2026-03-02T00:00:00+01:00",
]


@pytest.mark.parametrize("text", AWKWARD)
def test_any_text_can_stand_in_the_script_and_comes_back_unchanged(text: str) -> None:
    """HTML, section 4.12.1.3: what may stand inside a script element."""
    item = FaqItem("q", text, "", "a.md", 1, answer=text, url=text)
    written = script(graph(PageData(PAGE, text, questions=[item]), SITE, []))
    assert not re.search("[<>&\u2028\u2029\n]", written)
    assert r"\x" not in written.replace("\\\\", "")
    tags = BeautifulSoup(f"<script>{written}</script><p>after</p>", "html.parser")(True)
    assert [tag.name for tag in tags] == ["script", "p"]
    page = json.loads(str(tags[0].string))["@graph"][-1]
    assert page["name"] == text
    assert page["mainEntity"][0]["name"] == text
    assert page["mainEntity"][0]["acceptedAnswer"]["text"] == text


def test_signs_that_need_no_escape_are_written_as_they_are() -> None:
    assert script({"a": "+ é 🙂 “q” ' /", "b": "<&>"}) == (
        '{"a":"+ é 🙂 “q” \' /","b":"\\u003c\\u0026\\u003e"}'
    )


@pytest.mark.parametrize("count", [0, 1, 2, 9])
def test_any_number_of_questions_is_valid_json(count: int) -> None:
    items = [FaqItem(str(n), f"Q{n}?", "", "a", 1, answer="A", url=f"#{n}") for n in range(count)]
    page = json.loads(script(graph(PageData(PAGE, "A", questions=items), SITE, [])))
    assert len(page["@graph"][-1].get("mainEntity", [])) == count


def test_the_script_element_says_what_kind_of_data_it_holds() -> None:
    assert element({"a": "</b>"}) == (
        '<script type="application/ld+json">{"a":"\\u003c/b\\u003e"}</script>'
    )
