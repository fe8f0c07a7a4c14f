"""Links and pictures in every form in which a writer may type them."""

from __future__ import annotations

import unicodedata
from html import escape
from urllib.parse import quote, unquote

import pytest

from plugins.core import safe_html
from plugins.core.problem import did_you_mean
from plugins.site import links
from plugins.site.links import Targets
from tests.trial_site import URL, TrialSite, photograph, without_hashes

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
            "/Articles/Anxiety/",
            "The link “/Articles/Anxiety/” leads nowhere. Did you mean “/articles/anxiety/”?",
        ),
        (
            "www.example.org/x",
            (
                "The link “www.example.org/x” leads nowhere: https:// is missing before it. Write "
                "“https://www.example.org/x” instead."
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
                "name of a file that is there, or take the link out."
            ),
        ),
        (
            "{static}/images/nothing.pdf",
            (
                "The link “{static}/images/nothing.pdf” leads to a file that is not there. Write "
                "the name of a file that is there, or take the link out."
            ),
        ),
        (
            "../../../../etc/passwd.md",
            (
                "The link “../../../../etc/passwd.md” leads to a file that is not there. Write the "
                "name of a file that is there, or take the link out."
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
    ("to", "message"),
    [
        ("Example.com", "https:// is missing before it. Write “https://Example.com” instead."),
        ("example.org/a?b#c", "https:// is missing before it. Write “https://example.org/a?b#c”"),
        ("http:/example.org", "Write “http://example.org” instead."),
        ("https:example.org/x", "Write “https://example.org/x” instead."),
        ("https//example.org", "Write “https://example.org” instead."),
        ("(303) 555-0100", "Write tel: in front of it, if it is a telephone number."),
        ("../pages/about.html", "made from pages/about.md. Did you mean “/about/”?"),
        ("pages/About.HTM", "made from pages/about.md. Did you mean “/about/”?"),
        ("/articles/anxiety.php", "made from articles/anxiety.md. Did you mean “/articles/anxi"),
        ("/ABOUT", "Did you mean “/about/”?"),
        ("anxiety.pdf", "leads nowhere. "),
    ],
)
def test_an_address_that_lacks_something_is_told_by_what_it_lacks(to, message):
    assert message in said_of_link(to)


@pytest.mark.parametrize(
    ("to", "near"),
    [
        ("/images/DESK.JPG", "/images/desk.jpg"),
        ("desk.jpg", "/images/desk.jpg"),
        ("/images/desk.png", "/images/desk.jpg"),
        ("/images/My_Desk.jpeg", "/images/my desk.jpg"),
        ("/images/deskk.jpg", "/images/desk.jpg"),
    ],
)
def test_a_picture_is_found_by_its_name_whatever_its_letters_folder_and_ending(to, near):
    _, said = resolved(f'<img src="{escape(to)}" alt="x">')
    assert said == [f"The picture “{to}” is not there. Did you mean “{near}”?"]


@pytest.mark.parametrize("to", ["/images/img-2.jpg", "/images/chair.jpg"])
def test_no_other_picture_is_proposed_because_its_name_is_a_little_alike(to):
    targets = Targets(files=frozenset({"images/img-1.jpg", "images/a.jpg", "pdf/a.jpg"}))
    _, broken = links.resolve(
        f'<img src="{to}" alt="x">', "articles/me.md", "articles/me/", targets
    )
    assert [one.remedy for one in broken] == [
        "Put it into content/images/ and write /images/ and its name."
    ]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("stored", ["NFC", "NFD"])
def test_an_accent_may_be_stored_either_way_in_links_pictures_and_anchors(site, form, stored):
    typed = unicodedata.normalize(form, "é")
    kept = unicodedata.normalize(stored, "é")
    site.write(f"images/caf{kept}.jpg", photograph())
    site.write(f"articles/caf{kept}.md", "---\ntitle: T\nsummary: S\ndate: 2026-03-02\n---\nHi\n")
    places = f"[a](caf{typed}.md) [b](#r{typed}v{typed}) [c](#r{quote(typed)}v{quote(typed)})"
    body = f"{places}\n\n![x](/images/caf{typed}.jpg)\n\n![x](/images/caf{quote(typed)}.jpg)\n\n"
    site.article("me", f"{body}## Caf{kept} {{#r{kept}v{kept}}}\n", image=f"images/caf{typed}.jpg")
    built = site.build(image_alt="x")
    assert [one for one in built.problems if one.severity == "error"] == []
    page = built.page("articles/me/")
    names = {node["id"] for node in page.select("h2[id]")}
    assert names == {"révé"}
    found = [unquote(node["href"]) for node in page.select("main p a[href]")][:3]
    assert found == ["/articles/cafe/", "#révé", "#révé"]
    assert len(page.select("main img")) == 2


def test_of_two_files_whose_names_differ_in_how_an_accent_is_stored_each_is_found():
    both = frozenset({"images/\u00e9.jpg", "images/e\u0301.jpg"})
    for name in sorted(both):
        html = f'<img src="/{name}" alt="x">'
        found, broken = links.resolve(html, "articles/me.md", "articles/me/", Targets(files=both))
        assert (unquote(found), broken) == (f'<img src="{{static}}/{name}" alt="x">', [])


def test_a_link_to_the_own_domain_is_one_within_the_site(site):
    site.facts(practice={"name": "Quiet Room", "url": URL})
    site.article(
        "me",
        f"[a]({URL}/articles/me/#x) [b]({URL}/nowhere/) [c](http://www.practice.example/articles/me)"
        " [d](https://www.practice.example/else/) [e](https://practice.example.org/)\n\n## X\n",
    )
    for built in (site.build(strict=False, url=""), site.build(url="")):
        assert [p.line for p in built.errors()] == [7]
        assert built.errors()[0].message == f"The link “{URL}/nowhere/” leads nowhere."
        if not built.refused:
            assert found_in(built, "articles/me/")[0] == [
                "/articles/me/#x",
                f"{URL}/nowhere/",
                "/articles/me/",
                "https://www.practice.example/else/",
                "https://practice.example.org/",
            ]


def renamed(site: TrialSite, to: str, words: str = "more") -> str:
    """What is said of a link to an article that is not there, among many others."""
    for number in range(40):
        site.article(f"other-{number}", f"Other words {number}, and therapy.\n")
    site.article("when-fear-takes-over", "Panic comes like a wave. Panic goes as well.\n")
    site.article("what-is-parts-work", "A part is a voice within you.\n", title="Parts, explained")
    site.article("managers-and-firefighters", "How managers and firefighters protect you.\n")
    site.article("exiles", "The ones they protect.\n", title="Who the exiles are")
    site.article("secret-panic", "Panic.\n", status="hidden")
    site.article("panic-draft", "Panic.\n", status="draft")
    site.article("me", f"[{words}]({to})\n")
    (told,) = [one for one in site.build(strict=False).problems if one.rule == "link-broken"]
    return told.remedy


@pytest.mark.parametrize(
    ("to", "new"),
    [
        ("/articles/what-is-a-part/", "/articles/what-is-parts-work/"),
        ("/articles/firefighters-and-managers", "/articles/managers-and-firefighters/"),
        ("/blog/2019/the-exiles.html", "/articles/exiles/"),
        ("/articles/understanding-panic/", "/articles/when-fear-takes-over/"),
    ],
)
def test_a_renamed_article_is_proposed_by_its_words_and_may_keep_its_old_address(site, to, new):
    old = to.removesuffix(".html")
    assert renamed(site, to) == (
        f"Did you mean “{new}”? If that page was renamed, write “redirects: [{old}]” in its header."
    )


def test_the_words_of_the_link_count_as_well(site):
    remedy = renamed(site, "/articles/a-wave/", "When fear takes over")
    assert remedy.startswith("Did you mean “/articles/when-fear-takes-over/”?")


def test_a_slip_of_the_pen_is_no_renamed_page(site):
    assert renamed(site, "/articles/exlies/") == "Did you mean “/articles/exiles/”?"


@pytest.mark.parametrize("to", ["/articles/", "/articles/lemon-cake/", "/articles/of-the-and/"])
def test_no_article_is_proposed_that_shares_no_word_and_no_list_of_addresses(site, to):
    site.article("me", "Words.\n")
    remedy = renamed(site, to)
    assert "Did you mean" not in remedy
    assert remedy.count("/") <= 4


def test_a_file_that_was_renamed_is_proposed_by_its_words(site):
    remedy = renamed(site, "managers-firefighters.md")
    assert remedy == "Did you mean “/articles/managers-and-firefighters.md”?"
    remedy = renamed(site, "understanding-panic.md")
    assert remedy == "Did you mean “/articles/when-fear-takes-over/”?"


def test_a_redirect_to_a_renamed_article_names_the_new_one(site):
    site.article("what-is-parts-work", "Words.\n")
    site.write("redirects.yaml", "/old/: /articles/what-is-a-part/\n")
    (told,) = site.build(strict=False).problems
    assert told.remedy == "Did you mean “/articles/what-is-parts-work/”?"


@pytest.mark.parametrize(
    "to",
    ["/\\evil.example", "\\\\evil.example", "/etc/passwd", "{index}", "{author}jane", "{tag}a"],
)
def test_nothing_else_that_looks_like_an_address_is_let_through(to):
    assert said_of_link(to).startswith(f"The link “{to}” leads nowhere.")


@pytest.mark.parametrize("to", ["/articles/later/", "/articles/later", "later.md"])
def test_a_link_to_an_article_that_is_not_published_yet_is_told(to):
    assert said_of_link(to) == (
        f"The link “{to}” leads to a text that is not published yet. Take the link out until it is."
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
    site.article("young", "Words.\n")
    site.article(
        "me",
        "One [good](/articles/me/).\n\n"
        "[Bad](/articles/yuong/) and [once more](/articles/yuong/).\n\n"
        "[Bad](/articles/yuong/)\n\n![Gone](/images/gone.jpg)\n",
        image="images/cover.jpg",
    )
    built = site.build(strict=False)
    assert built.said() == [
        (
            "me.md:5: The picture “images/cover.jpg” is not there. Put it into content/images/ and "
            "write images/ and its name."
        ),
        "me.md:10: The link “/articles/yuong/” leads nowhere. Did you mean “/articles/young/”?",
        "me.md:12: The link “/articles/yuong/” leads nowhere. Did you mean “/articles/young/”?",
        (
            "me.md:14: The picture “/images/gone.jpg” is not there. Put it into content/images/ "
            "and write /images/ and its name."
        ),
    ]
    # The page is shown all the same, its links as they were typed.
    assert found_in(built, "articles/me/") == (
        ["/articles/me/", "/articles/yuong/", "/articles/yuong/", "/articles/yuong/"],
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
            "me.md:7: The link “/articles/soon/” leads to a text that is not published yet. "
            "Take the link out until it is."
        ),
        (
            "me.md:7: The link “soon.md” leads to a text that is not published yet. "
            "Take the link out until it is."
        ),
    ]


def test_two_texts_that_wait_may_lead_to_one_another(site):
    site.article("me", "Words.\n")
    site.article("soon", "[later](later.md)\n", status="draft")
    site.article("later", "[soon](/articles/soon/)\n", date="2999-01-01")
    built = site.build()
    assert not built.refused
    told = [one for one in built.problems if one.rule == "link-broken"]
    assert {one.severity for one in told} == {"note"}
    assert {one.remedy for one in told} == {"See that it comes out first, or take the link out."}
    assert len(told) == 2


def test_of_many_known_addresses_some_are_enough():
    known = [f"/articles/a{number:04}/" for number in range(1000)]
    some = ", ".join(known[:10])
    assert did_you_mean("/zzz/", known) == f"Known are {some} and 990 more."
    assert did_you_mean("/articles/a0500", known) == "Did you mean “/articles/a0500/”?"
