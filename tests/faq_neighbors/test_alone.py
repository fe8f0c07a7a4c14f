"""The plugin in a site as pelican-quickstart makes it: nothing of ours beside it, no theme edited.

Every build is a process of its own that can import only Pelican and what lies in the site's folder.
"""

from __future__ import annotations

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pelican.settings import DEFAULT_CONFIG

import plugins.faq_neighbors
from tests.faq_neighbors.stock_site import ADDRESS, PLUGINS, Built, StockSite, begin

THEMES = ["notmyidea", "simple"]
LONG = "It takes a while to say what this is about, so that no summary gets to its end. " * 5
FAQ = """\
## Questions people ask

### Is it *safe*?

Yes: [two]({filename}two.md), [below](#is-it-long).

### Is it long?

No.

## After

The end.
"""
REST = """\
In reST
#######

:date: 2026-03-03
:slug: rest
:tags: one, two
:summary: A *short* word.

Words.

FAQ
===

Is it a question?
-----------------

Not here.
"""


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site that was begun once; tests have copies of it."""
    return begin(tmp_path_factory.mktemp("stock") / "site").folder


@pytest.fixture
def stock(started: Path, tmp_path: Path) -> StockSite:
    return StockSite(shutil.copytree(started, tmp_path / "site"))


def fill(site: StockSite) -> None:
    """Articles in Markdown and reStructuredText, a draft, a hidden one, two pages."""
    site.article("one", LONG + "\n\n" + FAQ, Date="2026-03-02 10:20", Tags="one, two")
    site.write("content/rest.rst", REST)
    site.article("two", LONG, Date="2026-03-04", Title='Second <3 & "more"', Category="Parts")
    site.article("draft", Date="2026-03-05", Status="draft")
    site.article("hidden", FAQ, Date="2026-03-06", Status="hidden")
    site.page("about", "Words.\n\n## FAQ\n\n### Who is it?\n\nJane.\n")
    site.page("plain")


@pytest.fixture(scope="module", params=THEMES)
def built(request: pytest.FixtureRequest, started: Path, tmp_path_factory: Any) -> Built:
    site = StockSite(shutil.copytree(started, tmp_path_factory.mktemp("built") / "site"))
    fill(site)
    return site.build(THEME=request.param)


# --- what is there without doing anything --------------------------------------------------------


def test_nothing_is_said_when_nothing_is_wrong(built: Built) -> None:
    assert built.warnings() == []
    assert "Processed 3 articles, 1 draft, 1 hidden article, 2 pages" in built.said


def test_an_faq_section_becomes_disclosures(built: Built) -> None:
    (section,) = built.page("one.html").css("section.faq")
    assert re.sub(r">\s+<", "><", section.html or "") == (
        '<section class="faq"><details open=""><summary><h3>Is it <em>safe</em>?</h3></summary>'
        '<div class="answer" id="is-it-safe"><p>Yes: <a href="https://example.com/two.html">two'
        '</a>, <a href="#is-it-long">below</a>.</p></div></details><details><summary>'
        '<h3>Is it long?</h3></summary><div class="answer" id="is-it-long"><p>No.</p></div>'
        "</details></section>"
    )
    assert "<h2>After</h2>" in built.html("one.html").partition("</section>")[2]


def test_an_article_says_of_itself_what_pelican_knows_of_it(built: Built) -> None:
    url = f"{ADDRESS}/one.html"
    date = "2026-03-02T10:20:00+01:00"
    assert built.graph("one.html") == [
        {
            "@type": "WebSite",
            "@id": f"{ADDRESS}/#/website",
            "url": f"{ADDRESS}/",
            "name": "Quiet Room",
            "inLanguage": "en",
        },
        {
            "@type": "Person",
            "@id": f"{ADDRESS}/#/person-jane-doe",
            "name": "Jane Doe",
            "url": f"{ADDRESS}/author/jane-doe.html",
        },
        {
            "@type": ["WebPage", "FAQPage"],
            "@id": url,
            "url": url,
            "name": "One",
            "inLanguage": "en",
            "isPartOf": {"@id": f"{ADDRESS}/#/website"},
            "datePublished": date,
            "dateModified": date,
            "breadcrumb": {"@id": f"{url}#/breadcrumb"},
            "mainEntity": [
                {
                    "@type": "Question",
                    "@id": f"{url}#is-it-safe",
                    "url": f"{url}#is-it-safe",
                    "name": "Is it safe?",
                    "acceptedAnswer": {
                        "@type": "Answer",
                        "text": f'<p>Yes: <a href="{ADDRESS}/two.html">two</a>, '
                        f'<a href="{url}#is-it-long">below</a>.</p>',
                    },
                },
                {
                    "@type": "Question",
                    "@id": f"{url}#is-it-long",
                    "url": f"{url}#is-it-long",
                    "name": "Is it long?",
                    "acceptedAnswer": {"@type": "Answer", "text": "<p>No.</p>"},
                },
            ],
        },
        {
            "@type": "BreadcrumbList",
            "@id": f"{url}#/breadcrumb",
            "itemListElement": [
                {"@type": "ListItem", "position": at, "name": name, "item": f"{ADDRESS}/{to}"}
                for at, (name, to) in enumerate(
                    [("Quiet Room", ""), ("misc", "category/misc.html"), ("One", "one.html")], 1
                )
            ],
        },
        {
            "@type": "BlogPosting",
            "@id": f"{url}#/article",
            "headline": "One",
            "url": url,
            "inLanguage": "en",
            "isPartOf": {"@id": url},
            "datePublished": date,
            "dateModified": date,
            "author": {"@id": f"{ADDRESS}/#/person-jane-doe"},
            "articleSection": "misc",
            "keywords": ["one", "two"],
        },
    ]


def test_a_page_has_its_questions_and_no_post(built: Built) -> None:
    assert built.questions("pages/about.html") == {"Who is it?": "<p>Jane.</p>"}
    assert [node["@type"] for node in built.graph("pages/plain.html")] == [
        "WebSite",
        "WebPage",
        "BreadcrumbList",
    ]


def test_restructured_text_has_data_and_neighbors_and_a_body_as_it_was(built: Built) -> None:
    assert built.questions("rest.html") == {}
    assert built.page("rest.html").css("details") == []
    post = built.node("rest.html", "BlogPosting")
    assert (post["headline"], post["description"]) == ("In reST", "A short word.")
    assert [rel for rel, _, _ in built.ways("rest.html")] == ["prev", "next"]


def test_links_lead_from_the_oldest_article_to_the_newest_and_say_where(built: Built) -> None:
    first, rest, last = (f"{ADDRESS}/{name}.html" for name in ("one", "rest", "two"))
    assert built.ways("one.html") == [("next", rest, "Read next: In reST")]
    assert built.ways("rest.html") == [
        ("prev", first, "Read before this: One"),
        ("next", last, 'Read next: Second <3 & "more"'),
    ]
    assert built.ways("two.html") == [("prev", rest, "Read before this: In reST")]
    assert built.one("rest.html", "nav.neighbors").attributes["aria-label"] == "More to read"


def test_drafts_and_hidden_articles_have_disclosures_and_nothing_else(built: Built) -> None:
    for name in ("hidden.html", "drafts/draft.html"):
        assert "application/ld+json" not in built.html(name)
        assert built.ways(name) == []
    assert len(built.page("hidden.html").css("section.faq > details")) == 2


def test_links_and_data_stand_only_on_an_article_s_own_page(built: Built) -> None:
    """The theme notmyidea shows the newest article whole on the first page."""
    pages = {"one.html", "rest.html", "two.html"}
    files = built.files()
    assert {name for name in files if '<nav class="neighbors"' in files[name]} == pages
    pages |= {"pages/about.html", "pages/plain.html"}
    assert {name for name in files if "ld+json" in files[name]} == pages
    assert any(name.endswith(".atom.xml") and "safe" in files[name] for name in files)


def test_every_reference_resolves_on_its_own_page(built: Built) -> None:
    pages = [name for name, text in built.files().items() if "ld+json" in text]
    assert len(pages) == 5
    for name in pages:
        found = [value for value in _everything(built.graph(name)) if isinstance(value, dict)]
        defined = [value["@id"] for value in found if "@id" in value and len(value) > 1]
        referred = {value["@id"] for value in found if list(value) == ["@id"]}
        assert len(defined) == len(set(defined))
        assert referred - set(defined) == set()


def _everything(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _everything(inner)


# --- what is as Pelican makes it -----------------------------------------------------------------

_ADDED = re.compile(
    r'\n<nav class="neighbors".*?</nav>|\n<script type="application/ld\+json">.*?</script>',
    re.DOTALL,
)
_OPENED = r'<(?:section class="faq"|details(?: open)?|summary|div class="answer" id="[^"]*")>\n'
_DISCLOSURES = re.compile(rf"{_OPENED}|\n</(?:section|details|summary|div)>(?=\n)")


@pytest.mark.parametrize("theme", THEMES)
def test_every_other_byte_is_as_pelican_makes_it(stock: StockSite, theme: str) -> None:
    fill(stock)
    more: dict[str, Any] = {"THEME": theme, "FEED_ALL_RSS": "feeds/all.rss.xml"}
    plain = stock.build(plugin=False, **more).files()
    ours = stock.build(**more).files()
    silent = stock.build(NEIGHBORS_IN_CONTENT=False, FAQ_JSON_LD_IN_CONTENT=False, **more).files()
    assert list(ours) == list(silent) == list(plain)

    asking = {"one.html", "hidden.html", "pages/about.html"}
    feeds = {name for name in plain if name.endswith(".xml")}
    changed = {name for name in plain if silent[name] != plain[name]}
    assert asking <= changed <= asking | feeds
    for name in asking:
        assert _DISCLOSURES.sub("", silent[name]) == plain[name]
    for name in feeds & changed:
        assert re.sub(r"&lt;.*?&gt;|\s", "", silent[name]) == re.sub(
            r"&lt;.*?&gt;|\s", "", plain[name]
        )

    told = {name for name in plain if ours[name] != silent[name]}
    assert told == asking - {"hidden.html"} | {"rest.html", "two.html", "pages/plain.html"}
    for name in told:
        assert _ADDED.sub("", ours[name]) == silent[name]


def test_markdown_is_understood_as_the_settings_say(stock: StockSite) -> None:
    markdown = {
        "extensions": ["markdown.extensions.toc", "markdown.extensions.extra"],
        "extension_configs": {"markdown.extensions.toc": {"permalink": True, "baselevel": 2}},
    }
    terms = "## Terms\n\nOne\n: Two\n\n"
    stock.article("one", FAQ + terms + "## Wanted\n\n### Is it wanted?\n\nYes.\n")
    wanted = ["Wanted"]
    built = stock.build(MARKDOWN=markdown, FAQ_TITLES=wanted)
    assert built.questions("one.html") == {"Is it wanted?": "<p>Yes.</p>"}
    assert built.one("one.html", "dl dd").text() == "Two"
    assert built.one("one.html", "summary h4").text() == "Is it wanted?¶"
    assert built.one("one.html", "h3#questions-people-ask").text() == "Questions people ask¶"


# --- order ---------------------------------------------------------------------------------------

PATHS = """\
- path: New to it
  articles:
    - three
    - {slug: one, because: "Now <this>."}
    - draft
"""


def test_a_reading_path_leads_on_and_says_why(stock: StockSite) -> None:
    for day, name in enumerate(("one", "two", "three", "four"), start=1):
        stock.article(name, Date=f"2026-03-0{day}")
    stock.article("draft", Status="draft")
    stock.write("content/reading-paths.yaml", PATHS)
    stock.write(
        "templates/article.html",
        '{% extends "!theme/article.html" %}{% block content %}{{ super() }}<p id="told">'
        "{{ article.next_article.slug }}|{{ article.prev_article.slug }}|{{ article.next.number }}"
        "{% if article.place %}|{{ article.place.number }} of {{ article.place.total }}|"
        "{{ article.place.path.title }}{% endif %}</p>{% endblock %}",
    )
    built = stock.build(THEME_TEMPLATES_OVERRIDES=["templates"])
    assert built.warnings() == []
    assert {name: built.ways(f"{name}.html") for name in ("three", "one", "two", "four")} == {
        "three": [("next", f"{ADDRESS}/one.html", "Read next: One – Now <this>.")],
        "one": [
            ("prev", f"{ADDRESS}/three.html", "Read before this: Three"),
            ("next", f"{ADDRESS}/two.html", "Read next: Two"),
        ],
        "two": [
            ("prev", f"{ADDRESS}/one.html", "Read before this: One"),
            ("next", f"{ADDRESS}/four.html", "Read next: Four"),
        ],
        "four": [("prev", f"{ADDRESS}/two.html", "Read before this: Two")],
    }
    told = {name: built.one(f"{name}.html", "#told").text() for name in ("three", "one", "two")}
    assert told == {
        "three": "one||2|1 of 2|New to it",
        "one": "two|three|0|2 of 2|New to it",
        "two": "four|one|0",
    }


def test_the_end_of_a_path_leads_to_the_next_one_and_says_so(stock: StockSite) -> None:
    for name in ("a", "b", "c"):
        stock.article(name)
        stock.article(f"{name}.es", Lang="es", Title=f"El {name}")
    paths = "- path: New <1>\n  articles: [b]\n- path: Deep\n  articles: [a, b]\n"
    stock.write("content/reading-paths.yaml", paths)
    built = stock.build()
    assert built.ways("b.html") == [
        ("next", f"{ADDRESS}/a.html", "Next path: Deep. Read next: A"),
    ]
    assert built.ways("a.html") == [
        ("prev", f"{ADDRESS}/b.html", "Read before this: B"),
        ("next", f"{ADDRESS}/c.html", "Read next: C"),
    ]
    # The titles of the paths are in one language; the order is that of all.
    assert built.ways("b-es.html") == [("next", f"{ADDRESS}/a-es.html", "Read next: El a")]


def test_a_header_may_overrule_the_order(stock: StockSite) -> None:
    stock.article("a", Date="2026-03-01", Next="c")
    stock.article("b", Date="2026-03-02", Next="none")
    stock.article("c", Date="2026-03-03")
    stock.write("content/d.rst", "D\n#\n\n:date: 2026-03-04\n:previous: b\n:slug: d\n\nWords.\n")
    built = stock.build()
    assert built.warnings() == [
        (
            "content/d.rst:5: “previous: b” contradicts what content/b.md says about the same "
            "neighbor. Keep the line in one of the two articles."
        )
    ]
    assert [built.ways(f"{name}.html") for name in "ab"] == [
        [("next", f"{ADDRESS}/c.html", "Read next: C")],
        [("prev", f"{ADDRESS}/d.html", "Read before this: D")],
    ]


def test_each_language_has_an_order_and_labels_of_its_own(stock: StockSite) -> None:
    stock.article("a", Date="2026-03-01")
    stock.article("b", Date="2026-03-02")
    stock.article("c", Date="2026-03-03")
    stock.article("a.es", FAQ.replace("two.md", "a.md"), Date="2026-03-01", Lang="es", Title="Uno")
    stock.article("c.es", Date="2026-03-03", Lang="es", Title="Tres")
    built = stock.build(NEIGHBORS_LABELS={"es": {"next": "Después"}})
    assert built.warnings() == []
    assert built.ways("a-es.html") == [("next", f"{ADDRESS}/c-es.html", "Después: Tres")]
    assert built.ways("a.html") == [("next", f"{ADDRESS}/b.html", "Read next: B")]
    assert list(built.questions("a-es.html")) == ["Is it safe?", "Is it long?"]
    assert built.node("a-es.html", "BlogPosting")["inLanguage"] == "es"


# --- questions and data --------------------------------------------------------------------------


def test_what_is_wrong_is_warned_of_with_file_and_line(stock: StockSite) -> None:
    stock.article("a", "## FAQ\n\n### Is it long?\n\nNo.\n\n### Is it safe?\n", Date="2026-03-01")
    stock.article("b", "Words.\n\n## FAQ\n\n**Is it long?**\n\nYes.\n", Next="c")
    stock.article("draft", "## FAQ\n\n### Is it new?\n", Status="draft")
    stock.write("content/reading-paths.yaml", "- path: New\n  articles:\n    - zz\n    - a\n")
    stock.write("templates/article.html", "{{ article.faq|map(attribute='question')|join }}")
    built = stock.build(THEME_TEMPLATES_OVERRIDES=["templates"])
    assert built.warnings() == [
        (
            "content/a.md:11: The question “Is it safe?” has no answer. Write one below it, or "
            "take the question out."
        ),
        "content/b.md:4: “next: c”: “c” is not an article. Known are: a, b.",
        (
            "content/b.md:10: “Is it long?” is answered in another way in content/a.md:7. Give "
            "both the same answer, or change the words of one question."
        ),
        "content/reading-paths.yaml:3: “zz” is not an article. Known are: a, b, draft.",
    ]
    told = ("a.html", "b.html", "drafts/draft.html")
    assert [built.html(name) for name in told] == ["Is it long?", "Is it long?", ""]


def test_neither_a_question_without_an_answer_nor_a_second_answer_is_in_the_data(
    stock: StockSite,
) -> None:
    asked = "## FAQ\n\n### Is it long?\n\n{}\n\n### Is it safe?\n"
    stock.article("a", asked.format("No."), Date="2026-03-01")
    stock.article("b", asked.format("Yes."))
    built = stock.build()
    assert built.questions("a.html") == {"Is it long?": "<p>No.</p>"}
    assert "FAQPage" not in built.html("b.html")


def test_a_question_on_several_pages_is_in_the_data_of_the_first_in_reading_order(
    stock: StockSite,
) -> None:
    asked = "## FAQ\n\n### Is it long?\n\nNo.\n"
    stock.article("a", asked, Date="2026-03-01")
    stock.article("b", asked, Date="2026-03-02")
    stock.page("about", asked + "\n### Who is it?\n\nJane.\n", Slug="zz")
    stock.page("team", "## FAQ\n\n### Who is it?\n\nJane.\n")
    stock.write("content/reading-paths.yaml", "- path: New\n  articles: [b]\n")
    built = stock.build()
    assert built.warnings() == []
    holding = {name for name, text in built.files().items() if "acceptedAnswer" in text}
    assert holding == {"b.html", "pages/team.html"}
    for name in ("a.html", "b.html", "pages/zz.html"):
        assert built.one(name, "#is-it-long").text(strip=True) == "No."


@pytest.mark.parametrize(
    ("more", "base", "to"),
    [
        ({"SITEURL": ""}, "", "/"),
        ({"SITEURL": "", "RELATIVE_URLS": True}, "", "../"),
        (
            {"SITEURL": "https://x.example/sub", "RELATIVE_URLS": True},
            "https://x.example/sub",
            "../",
        ),
        ({"SITEURL": "https://x.example/sub"}, "https://x.example/sub", "https://x.example/sub/"),
    ],
)
def test_data_has_whole_addresses_and_links_lead_as_the_theme_s_do(
    stock: StockSite, more: dict[str, Any], base: str, to: str
) -> None:
    stock.article("one", FAQ, Date="2026-03-02")
    stock.article("two", Date="2026-03-04")
    place = "posts/{slug}.html"
    built = stock.build(settings="pelicanconf.py", ARTICLE_URL=place, ARTICLE_SAVE_AS=place, **more)
    name = "posts/one.html"
    assert built.warnings() == []
    assert built.node(name, "BlogPosting")["@id"] == f"{base}/posts/one.html#/article"
    assert built.questions(name)["Is it safe?"] == (
        f'<p>Yes: <a href="{base}/posts/two.html">two</a>, '
        f'<a href="{base}/posts/one.html#is-it-long">below</a>.</p>'
    )
    assert built.ways(name) == [("next", f"{to}posts/two.html", "Read next: Two")]
    assert "data-line" not in built.html(name)


def test_an_address_with_a_slash_at_its_end_has_none_too_many_in_the_data(stock: StockSite) -> None:
    stock.article("one", FAQ.replace("two.md", "one.md"))
    built = stock.build(SITEURL="https://x.example/")
    assert built.node("one.html", "WebPage")["@id"] == "https://x.example/one.html"
    answer = built.questions("one.html")["Is it safe?"]
    assert re.findall('href="(.*?)"', answer) == [
        "https://x.example/one.html",
        "https://x.example/one.html#is-it-long",
    ]


def test_authors_dates_categories_and_tags_are_those_of_the_header(stock: StockSite) -> None:
    header = {
        "Authors": "Ann Other; Jane Doe",
        "Modified": "2026-06-01",
        "Category": "Fish & chips",
        "Tags": "a & b",
        "Description": 'Not "long".',
    }
    stock.article("one", **header)
    built = stock.build(
        settings="pelicanconf.py",
        SITENAME="<i>Quiet</i> Room",
        SITESUBTITLE="<b>Slow</b>",
        SITEURL=ADDRESS,
        AUTHOR_SAVE_AS="",
        CATEGORY_SAVE_AS="",
    )
    post = built.node("one.html", "BlogPosting")
    assert post["author"] == [
        {"@id": f"{ADDRESS}/#/person-ann-other"},
        {"@id": f"{ADDRESS}/#/person-jane-doe"},
    ]
    assert post["dateModified"] == "2026-06-01T00:00:00+02:00"
    assert post["articleSection"] == "Fish & chips"
    assert post["keywords"] == ["a & b"]
    assert post["description"] == 'Not "long".'
    trail = built.node("one.html", "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in trail] == ["Quiet Room", "One"]
    site = built.node("one.html", "WebSite")
    assert (site["name"], site["description"]) == ("Quiet Room", "Slow")
    people = [node for node in built.graph("one.html") if node["@type"] == "Person"]
    assert [(node["name"], "url" in node) for node in people] == [
        ("Ann Other", False),
        ("Jane Doe", False),
    ]


def test_a_site_without_an_author_names_none_and_no_article_is_older_than_itself(
    stock: StockSite,
) -> None:
    stock.article("one", Date="2026-03-02", Modified="2026-01-01")
    post = stock.build(AUTHOR=None).node("one.html", "BlogPosting")
    assert "author" not in post
    assert post["dateModified"] == post["datePublished"] == "2026-03-02T00:00:00+01:00"


def test_data_says_what_typography_made_of_the_text(stock: StockSite) -> None:
    text = '## FAQ\n\n### Isn\'t it "safe"?\n\nIt\'s -- well, `a < b` & "fine".\n'
    stock.article("one", text)
    built = stock.build(TYPOGRIFY=True)
    (question,) = built.questions("one.html")
    assert question == "Isn’t it “safe”?"
    said = built.questions("one.html")[question]
    assert said == "<p>It’s — well, a &lt; b &amp; “fine”.</p>"


def test_nothing_in_a_text_ends_the_script_or_the_links(stock: StockSite) -> None:
    bad = "</script><script>alert(1)</script>"
    stock.article("one", f"## FAQ\n\n### Is `{bad}` safe?\n\n`{bad}`\n", Title=f"One {bad}")
    stock.article("two", Date="2026-03-04", Title='<i>Two</i> & "three" <!--')
    built = stock.build(THEME="simple")
    assert built.node("one.html", "BlogPosting")["headline"] == "One alert(1)"
    assert list(built.questions("one.html")) == [f"Is {bad} safe?"]
    ((_, _, line),) = built.ways("one.html")
    assert line == 'Read next: Two & "three" <!--'


def test_a_page_in_the_place_of_the_index_is_the_beginning_of_the_way(stock: StockSite) -> None:
    stock.article("one")
    stock.page("home", FAQ.replace("two.md", "home.md"), url="", save_as="index.html")
    built = stock.build()
    assert [node["@type"] for node in built.graph("index.html")] == [
        "WebSite",
        ["WebPage", "FAQPage"],
    ]
    assert built.node("index.html", "WebPage")["@id"] == f"{ADDRESS}/"


# --- themes that know it -------------------------------------------------------------------------


def test_the_manual_s_template_shows_everything_and_data_is_not_put_there_twice(
    stock: StockSite,
) -> None:
    manual = plugins.faq_neighbors.__doc__ or ""
    (template,) = re.findall(r"(?ms)^    (\{\{ article\.json_ld.*?endfor %\})$", manual)
    stock.write(
        "templates/article.html",
        '{% extends "!theme/article.html" %}{% block content %}{{ super() }}<div id="ours">'
        f"{template}</div>{{% endblock %}}",
    )
    stock.article("one", FAQ, Date="2026-03-02")
    stock.article("two", Date="2026-03-03")
    stock.write(
        "content/reading-paths.yaml",
        "- path: New\n  articles: [one, {slug: two, because: Go on.}]\n",
    )
    built = stock.build(THEME_TEMPLATES_OVERRIDES=["templates"], NEIGHBORS_IN_CONTENT=False)
    assert built.warnings() == []
    assert len(built.graph("one.html")) == 5
    shown = built.one("one.html", "#ours").text().split()
    assert " ".join(shown[shown.index("Read") :]) == (
        "Read next: Two Go on. 1 of 2: New Is it safe? Yes: two, below. Is it long? No."
    )
    links = [link.attributes["href"] for link in built.page("one.html").css("#ours a")]
    assert links == [
        f"{ADDRESS}/two.html",
        f"{ADDRESS}/one.html#is-it-safe",
        f"{ADDRESS}/two.html",
        f"{ADDRESS}/one.html#is-it-long",
        f"{ADDRESS}/one.html#is-it-long",
    ]


@pytest.mark.parametrize(
    "manual",
    [plugins.faq_neighbors.__doc__, (PLUGINS.parent / "docs/faq-neighbors.md").read_text("utf-8")],
    ids=["docstring", "docs"],
)
def test_the_manual_names_every_setting_and_every_attribute(manual: str) -> None:
    settings = set(re.findall(r"\b[A-Z]+_[A-Z_]+\b", manual)) - {*DEFAULT_CONFIG}
    assert settings == {*plugins.faq_neighbors.DEFAULTS}
    names = "faq json_ld next previous next_article prev_article place"
    assert {f"article.{name}" for name in names.split()} <= set(re.findall(r"[\w.]+", manual))


def test_where_a_theme_changes_the_text_links_and_data_stand_at_the_end_of_the_page(
    stock: StockSite,
) -> None:
    stock.write("templates/article.html", "<html><body>{{ article.content|upper }}</body></html>")
    stock.write("templates/page.html", "{{ page.title }}")
    stock.article("one", Date="2026-03-02")
    stock.article("two", "", Date="2026-03-03")
    stock.page("text")
    built = stock.build(THEME_TEMPLATES_OVERRIDES=["templates"])
    assert built.html("two.html").startswith("<html><body>\n<nav ")
    html = built.html("one.html")
    assert html.startswith("<html><body><P>SOME WORDS.</P>\n<nav ")
    assert html.endswith("</script></body></html>")
    assert built.html("pages/text.html") == "Text"


COPIES = """\
from pelican import signals


def copy(generator, writer):
    template = generator.get_template("article")
    article = generator.articles[0]
    writer.write_file("copy.html", template, generator.context, article=article, page_name="copy")


def register():
    signals.article_writer_finalized.connect(copy)
"""


def test_a_copy_that_another_plugin_makes_of_an_article_is_left_alone(stock: StockSite) -> None:
    stock.write("plugins/copies.py", COPIES)
    stock.article("one", FAQ.replace("two.md", "one.md"))
    built = stock.build(PLUGINS=["plugins.copies", "plugins.faq_neighbors"])
    assert len(built.graph("one.html")) == 5
    assert len(built.page("copy.html").css("details")) == 2
    assert "ld+json" not in built.html("copy.html")


def test_reading_paths_that_cannot_be_read_are_told_and_the_order_is_by_date(
    stock: StockSite,
) -> None:
    (stock.folder / "content/reading-paths.yaml").write_bytes("- path: À\n".encode("latin-1"))
    stock.article("one", Date="2026-03-02")
    stock.article("two", Date="2026-03-03")
    built = stock.build()
    (warned,) = built.warnings()
    assert warned.startswith("content/reading-paths.yaml:1: This file is not saved as UTF-8")
    assert [rel for rel, _, _ in built.ways("one.html")] == ["next"]


# --- what it imports -----------------------------------------------------------------------------

# Pelican brings markupsafe, unidecode and dateutil.
ALLOWED = {"dateutil", "markdown", "markupsafe", "nh3", "pelican", "selectolax"}
ALLOWED |= {"unidecode", "yaml"}


def test_it_imports_nothing_of_ours_but_the_core_and_the_core_nothing_but_itself() -> None:
    """Followed from module to module: what of `core` it does not need may be left behind."""
    waiting = [
        f"plugins.faq_neighbors.{path.stem}" for path in (PLUGINS / "faq_neighbors").glob("*.py")
    ]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += [other for other in _imported(name) if other.startswith("plugins.")]
    core = {"plugins.core", "plugins.core.rules"}
    assert {name.rpartition(".")[0] for name in seen} == {"plugins.faq_neighbors", *core}
    for name in seen:
        if name.startswith("plugins.core."):
            ours = {other for other in _imported(name) if other.startswith("plugins.")}
            assert {other.rpartition(".")[0] for other in ours} <= core
    others = {other.partition(".")[0] for name in seen for other in _imported(name)}
    assert "markdown" in others
    assert others - {"plugins", *sys.stdlib_module_names} <= ALLOWED


def _imported(module: str) -> set[str]:
    """Every module that a module imports anywhere in its text."""
    path = PLUGINS.parent / f"{module.replace('.', '/')}.py"
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = (PLUGINS.parent / node.module.replace(".", "/")).is_dir()
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= set(names) if inside else {node.module}
    return found
