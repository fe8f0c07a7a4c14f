"""Links and pictures in every form in which a writer may type them."""

from __future__ import annotations

from html import escape

import pytest

from plugins.core import safe_html
from plugins.core.problem import did_you_mean
from plugins.site import links
from plugins.site.links import Targets
from tests.trial_site import TrialSite, photograph, without_hashes

TARGETS = Targets(
    pages={
        "/": "pages/home.md",
        "/about/": "pages/about.md",
        "/articles/": "pages/articles.md",
        "/articles/me/": "articles/me.md",
        "/articles/anxiety/": "articles/anxiety.md",
        "/es/articles/anxiety/": "articles/anxiety.es.md",
        "/articles/mas-alla/": "articles/Más allá.md",
    },
    files=frozenset({"images/desk.jpg", "images/my desk.jpg", "images/50%#1.png"}),
    later={"/articles/later/": "articles/later.md"},
    other=frozenset({"/feed.xml", "/paths/new/", "/blog/old/"}),
)


def resolved(tag: str, targets: Targets = TARGETS) -> tuple[str, list[str]]:
    """A tag in an article at /articles/me/ after cleaning and resolving, and what is said."""
    cleaned, _ = safe_html.clean(tag)
    html, broken = links.resolve(cleaned, "articles/me.md", "articles/me/", targets)
    return html, [f"{one.message} {one.remedy}" for one in broken]


def link(to: str, targets: Targets = TARGETS) -> str:
    """Where a link leads to that is not broken."""
    html, said = resolved(f'<a href="{escape(to)}">x</a>', targets)
    assert said == []
    assert html.startswith('<a href="')
    return html.removeprefix('<a href="').removesuffix('">x</a>')


def picture(to: str) -> str:
    html, said = resolved(f'<img src="{escape(to)}" alt="x">')
    assert said == []
    return html.removeprefix('<img src="').removesuffix('" alt="x">')


def said_of_link(to: str, targets: Targets = TARGETS) -> str:
    """What is said of a broken link, left as it was typed, but not in a form that Pelican knows."""
    before, _ = safe_html.clean(f'<a href="{escape(to)}">x</a>')
    html, said = resolved(before, targets)
    assert html == before.replace("{", "%7B").replace("|", "%7C")
    assert len(said) == 1, said
    return said[0]


@pytest.mark.parametrize(
    "to",
    [
        "/articles/anxiety/",
        "/articles/anxiety",
        "/articles/anxiety/index.html",
        "../anxiety/",
        "../anxiety",
        "anxiety.md",
        "./anxiety.md",
        "/articles/anxiety.md",
        "articles/anxiety.md",
        "../articles/anxiety.md",
        "{filename}anxiety.md",
        "{filename}/articles/anxiety.md",
        "{filename}../articles/anxiety.md",
        "|filename|anxiety.md",
        "/articles/an%78iety/",
        "  /articles/anxiety/  ",
    ],
)
def test_every_way_to_name_an_article_leads_to_it(to):
    assert link(to) == "{filename}/articles/anxiety.md"


@pytest.mark.parametrize("rest", ["#what-helps", "?from=mail", "?a=1&b=2#what-helps", "#a%20b"])
@pytest.mark.parametrize("to", ["/articles/anxiety/", "/articles/anxiety", "anxiety.md"])
def test_query_and_fragment_stay_behind_the_address(to, rest):
    assert link(to + rest) == "{filename}/articles/anxiety.md" + escape(rest)


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("/", "{filename}/pages/home.md"),
        ("/index.html", "{filename}/pages/home.md"),
        ("/about", "{filename}/pages/about.md"),
        ("../pages/about.md", "{filename}/pages/about.md"),
        ("../", "{filename}/pages/articles.md"),
        ("./", "{filename}/articles/me.md"),
        ("/es/articles/anxiety/", "{filename}/articles/anxiety.es.md"),
        ("anxiety.es.md", "{filename}/articles/anxiety.es.md"),
        ("/articles/mas-alla/", "{filename}/articles/M%C3%A1s%20all%C3%A1.md"),
        ("Más allá.md", "{filename}/articles/M%C3%A1s%20all%C3%A1.md"),
        ("M%C3%A1s%20all%C3%A1.md", "{filename}/articles/M%C3%A1s%20all%C3%A1.md"),
        ("/feed.xml", "/feed.xml"),
        ("/paths/new", "/paths/new/"),
        ("/paths/new/#top", "/paths/new/#top"),
        ("/blog/old", "/blog/old/"),
        ("/images/desk.jpg", "{static}/images/desk.jpg"),
        ("{static}/images/desk.jpg", "{static}/images/desk.jpg"),
        ("{attach}../images/desk.jpg", "{static}/images/desk.jpg"),
        ("{filename}/images/desk.jpg", "{static}/images/desk.jpg"),
    ],
)
def test_pages_translations_paths_and_files_can_be_linked(to, found):
    assert link(to) == found


@pytest.mark.parametrize(
    "to",
    [
        "#further-down",
        "?print",
        "https://example.org/a?b=c&d#e",
        "HTTP://EXAMPLE.ORG",
        "//example.org/x",
        "mailto:jane@practice.example?subject=Hello%20there",
        "tel:+15125550100",
        "sms:988",
    ],
)
def test_what_leads_elsewhere_or_stays_on_the_page_is_left_alone(to):
    assert link(to) == escape(to)


def test_below_a_folder_links_without_a_file_of_their_own_get_that_folder():
    below = Targets(TARGETS.pages, other=TARGETS.other, root="/site")
    assert link("/feed.xml", below) == "/site/feed.xml"
    assert link("/paths/new/", below) == "/site/paths/new/"
    # Copied from the address line of the published site, it has the folder already.
    assert link("/site/paths/new/", below) == "/site/paths/new/"
    assert link("/site/articles/anxiety/#a", below) == "{filename}/articles/anxiety.md#a"
    assert link("/articles/anxiety/", below) == "{filename}/articles/anxiety.md"


@pytest.mark.parametrize(
    ("to", "message"),
    [
        (
            "/articles/anxeity/",
            "The link “/articles/anxeity/” leads nowhere. Did you mean “/articles/anxiety/”?",
        ),
        (
            "anxiety/",
            "The link “anxiety/” leads nowhere. Did you mean “/articles/anxiety/”?",
        ),
        (
            "/Articles/Anxiety/",
            "The link “/Articles/Anxiety/” leads nowhere. Did you mean “/articles/anxiety/”?",
        ),
        (
            "www.example.org/x",
            (
                "The link “www.example.org/x” leads nowhere. Write https:// in front of it, if it "
                "is a page of somebody else."
            ),
        ),
        (
            "jane@practice.example",
            (
                "The link “jane@practice.example” leads nowhere. Write mailto: in front of it, if "
                "it is an e-mail address."
            ),
        ),
        (
            "anxeity.md",
            (
                "The link “anxeity.md” leads to a file that is not there. Did you mean "
                "“/articles/anxiety.md”?"
            ),
        ),
        (
            "{filename}about.md",
            (
                "The link “{filename}about.md” leads to a file that is not there. Did you mean "
                "“/pages/about.md”?"
            ),
        ),
        (
            "{filename}zzzzzzzz.md",
            (
                "The link “{filename}zzzzzzzz.md” leads to a file that is not there. Write the "
                "address of the page instead."
            ),
        ),
        (
            "{static}/images/nothing.pdf",
            (
                "The link “{static}/images/nothing.pdf” leads to a file that is not there. Write "
                "the address of the page instead."
            ),
        ),
        (
            "../../../../etc/passwd.md",
            (
                "The link “../../../../etc/passwd.md” leads to a file that is not there. Write the "
                "address of the page instead."
            ),
        ),
        *[
            (
                nothing,
                (
                    "A link here has no address. Write it between the round brackets, or take the "
                    "link out."
                ),
            )
            for nothing in ("", "{filename}", "{static}#x")
        ],
    ],
)
def test_a_link_that_leads_nowhere_is_left_as_typed_and_told(to, message):
    assert said_of_link(to) == message


@pytest.mark.parametrize(
    "to",
    ["/\\evil.example", "\\\\evil.example", "/etc/passwd", "{index}", "{author}jane", "{tag}a"],
)
def test_nothing_else_that_looks_like_an_address_is_let_through(to):
    assert said_of_link(to).startswith(f"The link “{to}” leads nowhere.")


@pytest.mark.parametrize("to", ["/articles/later/", "/articles/later", "later.md"])
def test_a_link_to_an_article_that_is_not_published_yet_is_told(to):
    assert said_of_link(to) == (
        f"The link “{to}” leads to an article that is not published yet. Publish that article "
        "first, or take the link out for now."
    )


@pytest.mark.parametrize("to", ["/articles/later/", "later.md", "/drafts/later/"])
def test_in_the_preview_such_a_link_leads_to_the_draft(to):
    pages = {**TARGETS.pages, "/drafts/later/": "articles/later.md"}
    assert link(to, Targets(pages, later=TARGETS.later)) == "{filename}/articles/later.md"


@pytest.mark.parametrize(
    "to",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "blob:https://practice.example/1",
    ],
)
def test_a_link_that_could_run_something_loses_its_address(to):
    assert resolved(f'<a href="{escape(to)}">x</a>') == ("<a>x</a>", [])


@pytest.mark.parametrize(
    ("to", "found"),
    [
        ("/images/desk.jpg", "{static}/images/desk.jpg"),
        ("images/desk.jpg", "{static}/images/desk.jpg"),
        ("../images/desk.jpg", "{static}/images/desk.jpg"),
        ("{static}/images/desk.jpg", "{static}/images/desk.jpg"),
        ("/images/my desk.jpg", "{static}/images/my%20desk.jpg"),
        ("/images/my%20desk.jpg", "{static}/images/my%20desk.jpg"),
        ("/images/50%25%231.png", "{static}/images/50%25%231.png"),
    ],
)
def test_a_picture_is_found_however_its_name_is_typed(to, found):
    assert picture(to) == found


@pytest.mark.parametrize(
    ("to", "message"),
    [
        (
            "/images/dsk.jpg",
            "The picture “/images/dsk.jpg” is not there. Did you mean “/images/desk.jpg”?",
        ),
        ("desk.jpg", "The picture “desk.jpg” is not there. Did you mean “/images/desk.jpg”?"),
        (
            "/images/a-sunset.png",
            (
                "The picture “/images/a-sunset.png” is not there. Put it into content/images/ and "
                "write /images/ and its name."
            ),
        ),
        (
            "/articles/anxiety/",
            (
                "The picture “/articles/anxiety/” is not there. Put it into content/images/ and "
                "write /images/ and its name."
            ),
        ),
        *[
            (
                elsewhere,
                (
                    f"The picture “{elsewhere}” would be loaded from elsewhere, where others would "
                    "learn who reads this page. Put a copy of it into content/images/, if you may, "
                    "and write /images/ and its name."
                ),
            )
            for elsewhere in ("https://example.org/a.jpg", "//example.org/a.jpg")
        ],
        (
            "",
            (
                "A picture here has no address. Write it between the round brackets, or take the "
                "picture out."
            ),
        ),
    ],
)
def test_a_picture_that_is_not_there_or_elsewhere_is_told(to, message):
    assert resolved(f'<img src="{to}" alt="x">') == (f'<img src="{to}" alt="x">', [message])


def test_what_other_attributes_say_is_not_taken_for_an_address():
    assert resolved('<img alt="set src=" src="/images/desk.jpg">') == (
        '<img alt="set src=" src="{static}/images/desk.jpg">',
        [],
    )
    assert resolved('<a title=" href=" href="/about/">x</a>') == (
        '<a title=" href=" href="{filename}/pages/about.md">x</a>',
        [],
    )
    text = "<p>&lt;a href=&quot;/nowhere/&quot;&gt; is how a link is written.</p>"
    assert links.resolve(text, "articles/me.md", "articles/me/", TARGETS) == (text, [])


# --- In a site that Pelican has built ----------------------------------------------------------

BODY = """\
[article](/articles/anxiety/), [file]({filename}anxiety.md#h), [page](../pages/about.md),
[translation](/es/articles/anxiety/), [path](/paths/new/?x=1&y=2), [feed](/feed.xml),
[old](/blog/old), [mail](mailto:jane@practice.example), [call](tel:+15125550100),
[elsewhere](https://example.org/?a=1&b=2#c), [here](#h), <https://example.org/auto>,
[reference][r] and [home](/).

![A desk](/images/my%20desk.jpg) ![Half](../images/50%25.png "Half of it")

[r]: /articles/anxiety/ "A title"

## H {#h}
"""


def linking_site(site: TrialSite) -> TrialSite:
    site.article("me", BODY)
    site.article("anxiety", "## H {#h}\n\nWords.\n", redirects=["/blog/old"])
    site.write(
        "articles/anxiety.es.md",
        "---\ntitle: La ansiedad\nsummary: Sobre.\ndate: 2026-03-02\n---\n\n[yo](me.md)\n",
    )
    site.page("about")
    site.page("home", template="home", url="", save_as="index.html")
    site.paths({"path": "New", "articles": ["me", "anxiety"]})
    site.write("images/my desk.jpg", photograph())
    site.write("images/50%.png", photograph())
    return site


def found_in(built, url: str) -> tuple[list[str], list[str]]:
    prose = built.page(url).select_one(".prose")
    typed = [a["href"] for a in prose("a") if a.parent.name != "h2"]
    return typed, [without_hashes(img["src"]) for img in prose("img")]


@pytest.mark.parametrize("root", ["", "/site", "/a/b"])
def test_links_in_the_text_hold_wherever_the_site_stands(site, root):
    built = linking_site(site).build(url=f"https://practice.example{root}")
    assert built.said() == []
    assert found_in(built, "articles/me/") == (
        [
            f"{root}/articles/anxiety/",
            f"{root}/articles/anxiety/#h",
            f"{root}/about/",
            f"{root}/es/articles/anxiety/",
            f"{root}/paths/new/?x=1&y=2",
            f"{root}/feed.xml",
            f"{root}/blog/old/",
            "mailto:jane@practice.example",
            "tel:+15125550100",
            "https://example.org/?a=1&b=2#c",
            "#h",
            "https://example.org/auto",
            f"{root}/articles/anxiety/",
            f"{root}/",
        ],
        [f"{root}/images/my-desk-#-40.jpg", f"{root}/images/50-#-40.jpg"],
    )
    # The English article is the only one of that name; the reader is told by the address.
    assert found_in(built, "es/articles/anxiety/")[0] == [f"{root}/articles/me/"]


def test_a_broken_link_and_a_broken_picture_are_told_with_file_and_line(site):
    site.article("yours", "Words.\n")
    site.article(
        "me",
        "One [good](/articles/me/).\n\n"
        "[Bad](/articles/you/) and [once more](/articles/you/).\n\n"
        "[Bad](/articles/you/)\n\n![Gone](/images/gone.jpg)\n",
        image="images/cover.jpg",
    )
    built = site.build(strict=False)
    assert built.said() == [
        (
            "me.md:5: The picture “images/cover.jpg” is not there. Put it into content/images/ and "
            "write images/ and its name."
        ),
        "me.md:10: The link “/articles/you/” leads nowhere. Did you mean “/articles/yours/”?",
        "me.md:12: The link “/articles/you/” leads nowhere. Did you mean “/articles/yours/”?",
        (
            "me.md:14: The picture “/images/gone.jpg” is not there. Put it into content/images/ "
            "and write /images/ and its name."
        ),
    ]
    # The page is shown all the same, its links as they were typed.
    assert found_in(built, "articles/me/") == (
        ["/articles/me/", "/articles/you/", "/articles/you/", "/articles/you/"],
        ["/images/gone.jpg"],
    )
    assert site.build().refused


def test_a_link_to_a_draft_works_in_the_preview_and_stops_publishing(site):
    site.article("me", "[soon](/articles/soon/) and [file](soon.md)\n")
    site.article("soon", "[back](me.md)\n", status="draft")
    preview = site.build(strict=False)
    assert preview.said() == []
    assert found_in(preview, "articles/me/")[0] == ["/drafts/soon/", "/drafts/soon/"]
    assert site.build().said() == [
        (
            "me.md:7: The link “/articles/soon/” leads to an article that is not published yet. "
            "Publish that article first, or take the link out for now."
        ),
        (
            "me.md:7: The link “soon.md” leads to an article that is not published yet. Publish "
            "that article first, or take the link out for now."
        ),
    ]


def test_of_many_known_addresses_some_are_enough():
    known = [f"/articles/a{number:04}/" for number in range(1000)]
    some = ", ".join(known[:10])
    assert did_you_mean("/zzz/", known) == f"Known are {some} and 990 more."
    assert did_you_mean("/articles/a0500", known) == "Did you mean “/articles/a0500/”?"
