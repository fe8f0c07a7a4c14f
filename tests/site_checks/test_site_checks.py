"""Before a site takes the old one's place it is looked at whole; each test breaks one thing."""

from __future__ import annotations

import pytest

from desk.site_checks.budgets import Budgets
from tests.site_checks.conftest import Finished

REST = "articles/rest/index.html"
HOME = "index.html"
MEND = "Correct it in the text, or in the theme's template if it stands on every page."
TEMPLATE = "Correct it in the theme's template, or in the HTML that was written into the text."
AGAIN = "Build once more; if it stays so, tell whoever looks after the program."


def test_a_sound_site_has_no_faults(finished: Finished) -> None:
    assert finished.told(listed=False) == []


def line(finished: Finished, name: str, text: str) -> int:
    whole = (finished.folder / name).read_text("utf-8")
    return whole[: whole.index(text)].count("\n") + 1


# --- Links -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "to",
    [
        "/articles/slep/",
        "../slep/",
        "https://practice.example/articles/slep/",
        "/Articles/sleep/",
        "/articles/nobody/?from=/articles/sleep/#top",
    ],
)
def test_a_link_to_no_page_is_told_with_its_line(finished: Finished, to: str) -> None:
    finished.change(REST, '<a href="/articles/sleep/">quiet', f'<a href="{to}">quiet')
    at = line(finished, REST, f'"{to}"')
    assert finished.told() == [
        f"output/{REST}:{at}: The link “{to}” leads nowhere. {MEND} [gate-link]"
    ]


@pytest.mark.parametrize(
    "to",
    [
        "/articles/sleep/",
        "/articles/sleep",  # a host leads on from there
        "../sleep/#top",
        "/articles/sleep/?from=rest",
        "https://practice.example/articles/rest/#is-it-work",
        "/articles/rest/#:~:text=quiet",
        "/blog/rest/",
        "/blog/rest/#is-it-work",  # an old address leads on, and its end is kept
        "/feed.xml",
        "/articles/rest/index.md#whatever",
        "https://elsewhere.example/gone/",
        "https://practice.example.elsewhere.example/",
        "mailto:jane@practice.example",
        "tel:988",
        "#is-it-work",
        "#",
    ],
)
def test_a_link_that_leads_somewhere_is_no_fault(finished: Finished, to: str) -> None:
    finished.change(REST, '<a href="/articles/sleep/">quiet', f'<a href="{to}">quiet')
    assert finished.told() == []


def test_a_place_at_somebody_elses_address_is_not_known(finished: Finished) -> None:
    """An old address leads there, and a link to it names a place."""
    finished.change(
        "blog/rest/index.html", "url=https://practice.example/", "url=https://other.example/"
    )
    finished.change(REST, '<a href="/articles/sleep/">quiet', '<a href="/blog/rest/#no">quiet')
    assert [one.rule for one in finished.faults()] == []


@pytest.mark.parametrize("to", ["#is-it-wrok", "/articles/sleep/#is-it-work", "/blog/rest/#no"])
def test_a_link_to_no_place_on_its_page_is_told(finished: Finished, to: str) -> None:
    finished.change(REST, '<a href="/articles/sleep/">quiet', f'<a href="{to}">quiet')
    at = line(finished, REST, f'"{to}"')
    assert finished.told() == [
        (
            f"output/{REST}:{at}: The link “{to}” leads to a page on which that place is not. "
            "Copy the "
            "address again from that heading or question, as it stands now. [gate-fragment]"
        )
    ]


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="/assets/none.png" alt="">',
        '<img src="/assets/none.png" srcset="/assets/none.png 1x" alt="">',
        '<picture><source srcset="/assets/none.png 1x"></picture>',
        '<div style="background: url(/assets/none.png)"></div>',
        "<svg><use href='/assets/none.png'/></svg>",
        '<video poster="/assets/none.png"></video>',
    ],
)
def test_a_picture_or_a_style_that_is_not_there_is_told(finished: Finished, markup: str) -> None:
    finished.change(REST, "</main>", f"{markup}</main>")
    at = line(finished, REST, "/assets/none.png")
    assert finished.told() == [
        (
            f"output/{REST}:{at}: The file “/assets/none.png” is named here, and there is no such "
            "file. Put the file in its place, or take its name out of the text or the template. "
            "[gate-file]"
        )
    ]


def test_files_that_style_sheets_robots_and_the_manifest_name_are_looked_for_too(
    finished: Finished,
) -> None:
    finished.add("theme/more.css", "/* url(a.png) */ @import 'b.css'; p { src: url(c.woff2) }")
    finished.change("robots.txt", "/sitemap.xml", "/map.xml")
    finished.change("manifest.webmanifest", '"/assets/icon-192', '"/assets/icon-193')
    found = [(one.path, one.message.split("”")[0]) for one in finished.faults()]
    assert [(path, message.partition("“")[2].partition(".")[0]) for path, message in found] == [
        ("output/manifest.webmanifest", "/assets/icon-193"),
        ("output/robots.txt", "https://practice"),
        ("output/theme/more.css", "b"),
        ("output/theme/more.css", "c"),
    ]


# --- Pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "tag"),
    [
        ("</main>", "<em>left open</main>", "</main>"),
        ("</main>", "</em></main>", "</em>"),
        ("</main>", "<p><div>a block in a paragraph</div></p></main>", "<div>"),
        ("</main>", "<table><tr><td>no body</td></tr></table></main>", "<tr>"),
        ("</main>", "<div />words</main>", "</main>"),
        ("</main>", "<div/>words</main>", "</main>"),
        ("</main>", "<ul><li>one<li>two</ul></main>", "<li>"),
        ("</body>", "", "</html>"),
        ("</body>\n</html>", "", "</body>"),  # the end is missing
        ("</main>", "<b><i>crossed</b></i></main>", "</b>"),
        ("</main>", '<a href="/">one <a href="/">in another</a></a></main>', "<a>"),
    ],
)
def test_what_a_browser_would_understand_otherwise_is_told(
    finished: Finished, old: str, new: str, tag: str
) -> None:
    finished.change(REST, old, new)
    (told,) = [one for one in finished.faults() if one.rule == "gate-markup"]
    assert told.path == f"output/{REST}"
    assert told.message == (
        f"From here on a browser sees a different page from the one that was written ({tag})."
    )


@pytest.mark.parametrize(
    "markup",
    [
        "<p>a &lt; b<br>c<br/>d</p>",
        "<!-- <p> -->",
        '<img alt="a > b">',
        "<svg viewBox='0 0 1 1'><path d='M0 0'/><linearGradient id='x'></linearGradient></svg>",
        "<table><tbody><tr><td>1</td></tr></tbody></table>",
        "<textarea><p></textarea>",
        "<P>SHOUTED</P>",
        "<svg><title>A drawing may have a title of its own</title></svg>",
    ],
)
def test_what_is_written_as_it_is_understood_is_no_fault(finished: Finished, markup: str) -> None:
    finished.change(REST, "</main>", f"{markup}</main>")
    assert finished.told() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "<title>",
            "<title>One</title><title>",
            (
                f":1: This page has 2 titles, so browsers and search engines do not know what to "
                "call "
                f"it. {TEMPLATE} [gate-title]"
            ),
        ),
        (
            '<html lang="en">',
            "<html>",
            (
                f":1: This page does not say what language it is in, so it may be read out "
                "wrongly. "
                f"{TEMPLATE} [gate-lang]"
            ),
        ),
    ],
)
def test_a_page_has_one_title_and_one_language(
    finished: Finished, old: str, new: str, told: str
) -> None:
    finished.change(REST, old, new)
    assert finished.told() == [f"output/{REST}{told}"]


def test_a_page_without_a_heading_is_a_warning(finished: Finished) -> None:
    finished.change(REST, "<h1", "<h2")
    finished.change(REST, "</h1>", "</h2>")
    assert finished.told() == [
        (
            f"output/{REST}:1: This page has no heading that says what it is about. The theme "
            "writes "
            "the title as one (h1): see if its template still does. [gate-heading, warning]"
        )
    ]


def test_two_places_with_one_name_are_told(finished: Finished) -> None:
    finished.change(REST, "</main>", '<p id="is-it-work">Again.</p></main>')
    at = line(finished, REST, 'id="is-it-work"')
    assert finished.told() == [
        (
            f"output/{REST}:{at}: Two places on this page have the name “is-it-work”. Give one "
            "of the "
            "two another name: {#another-name} behind its heading. [gate-id]"
        )
    ]


def test_what_a_template_does_wrong_on_every_page_is_told_once(finished: Finished) -> None:
    for name in (HOME, REST, "articles/sleep/index.html", "404.html"):
        finished.change(name, "</footer>", '<a href="/imprint/">Imprint</a></footer>')
    (told,) = finished.told()
    assert told.startswith("output/404.html:")
    assert "The link “/imprint/” leads nowhere. The same is true of 3 more files. " in told


def test_what_is_wrong_twice_on_one_page_is_told_once_and_of_no_other_file(
    finished: Finished,
) -> None:
    finished.change(REST, "</main>", '<p onclick="x()">a</p><p onclick="y()">b</p></main>')
    assert [one.message for one in finished.faults()] == [
        "A script is written into this page (“onclick”)."
    ]


# --- Found -------------------------------------------------------------------------------------


def page(title: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title}</title>{head}</head>'
        f"<body><h1>{title}</h1></body></html>"
    )


def test_a_page_to_which_nothing_leads_is_told_but_not_one_that_is_hidden(
    finished: Finished,
) -> None:
    entry = "<url><loc>https://practice.example/lonely/</loc></url></urlset>"
    finished.change("sitemap.xml", "</urlset>", entry)
    finished.add("lonely/index.html", page("Lonely"))
    finished.add("quiet/index.html", page("Quiet", '<meta name="robots" content="noindex">'))
    assert finished.told() == [
        (
            "output/lonely/index.html:1: No link leads to this page, so nobody who visits the site "
            "will find it. Link to it from another page, or write “status: hidden” in its header. "
            "[gate-unreachable]"
        )
    ]


def test_the_page_for_what_is_not_there_needs_no_link_and_no_place_in_the_sitemap(
    finished: Finished,
) -> None:
    finished.change("404.html", '<meta name="robots" content="noindex">', "")
    assert finished.told() == []


def test_the_sitemap_names_all_that_is_public_and_nothing_else(finished: Finished) -> None:
    finished.change("sitemap.xml", "/articles/sleep/", "/articles/slep/")
    entry = "<url><loc>https://practice.example/flyer/</loc></url></urlset>"
    finished.change("sitemap.xml", "</urlset>", entry)
    base = "https://practice.example"
    assert finished.told() == [
        (
            "output/articles/sleep/index.html:1: This page is not in the sitemap, so search "
            "engines "
            f"may not find it. {AGAIN} [gate-sitemap]"
        ),
        (
            f"output/sitemap.xml:1: The sitemap names {base}/articles/slep/, and there is no such "
            f"page. {AGAIN} [gate-sitemap]"
        ),
        (
            f"output/sitemap.xml:1: The sitemap names {base}/flyer/, a page that nobody is meant "
            "to "
            f"find. {AGAIN} [gate-sitemap]"
        ),
    ]


def test_the_sitemap_names_no_page_of_somebody_else(finished: Finished) -> None:
    entry = "<url><loc>https://other.example/a/</loc></url></urlset>"
    finished.change("sitemap.xml", "</urlset>", entry)
    assert [one.message for one in finished.faults()] == [
        "The sitemap names https://other.example/a/, and there is no such page."
    ]


def test_a_feed_or_a_sitemap_that_cannot_be_read_is_told(finished: Finished) -> None:
    finished.change("feed.xml", "</feed>", "")
    finished.change("sitemap.xml", "</urlset>", "")
    assert finished.told() == [
        f"output/feed.xml:1: The feed cannot be read. {AGAIN} [gate-feed]",
        f"output/sitemap.xml:1: The sitemap cannot be read. {AGAIN} [gate-sitemap]",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"https://practice.example/articles/sleep/" rel', '"/none/" rel'),
        ('"https://practice.example/articles/sleep/"&gt;quiet', '"/none/"&gt;quiet'),
    ],
)
def test_the_feed_leads_to_pages_that_are_there(finished: Finished, old: str, new: str) -> None:
    finished.change("feed.xml", old, new)
    message = "The feed leads to /none/, and there is nothing there."
    assert finished.told() == [f"output/feed.xml:1: {message} {AGAIN} [gate-feed]"]


def test_code_that_is_shown_in_the_feed_leads_nowhere(finished: Finished) -> None:
    shown = '&lt;p&gt;&lt;code&gt;&amp;lt;img src="/none.png"&amp;gt;&lt;/code&gt;&lt;/p&gt;'
    finished.change("feed.xml", "</content>", f"{shown}</content>")
    assert finished.faults() == []


def test_the_feed_does_not_lead_to_a_hidden_page(finished: Finished) -> None:
    finished.change("feed.xml", "/articles/sleep/", "/flyer/")
    assert {one.message for one in finished.faults()} == {
        "The feed leads to https://practice.example/flyer/, a page that nobody is meant to find."
    }


def test_a_draft_is_not_on_the_web(finished: Finished) -> None:
    finished.add("drafts/x/index.html", page("X", '<meta name="robots" content="noindex">'))
    assert [(one.path, one.rule) for one in finished.faults()] == [
        ("output/drafts/x/index.html", "gate-draft")
    ]


# --- Files -------------------------------------------------------------------------------------


def test_a_file_from_elsewhere_a_changed_one_and_a_lost_one_are_told(finished: Finished) -> None:
    finished.add("notes.txt", "mine")
    finished.add("robots.txt", "User-agent: *\n")
    (finished.folder / "articles/rest/index.md").unlink()
    assert finished.told(listed=False) == [
        (
            f"output/{REST}:11: The file “/articles/rest/index.md” is named here, and there is "
            "no such "
            "file. Put the file in its place, or take its name out of the text or the template. "
            "[gate-file]"
        ),
        (
            "output/articles/rest/index.md:1: The file “articles/rest/index.md” belongs to the "
            "site, "
            f"and it is not there. {AGAIN} [gate-manifest]"
        ),
        (
            "output/notes.txt:1: This file lies in the site's folder, and the build has not put it "
            f"there. {AGAIN} [gate-manifest]"
        ),
        (
            "output/robots.txt:1: This file has changed since the build wrote it. "
            f"{AGAIN} [gate-manifest]"
        ),
    ]


def test_a_site_without_a_list_of_its_files_is_told(finished: Finished) -> None:
    (finished.folder / "manifest.json").unlink()
    assert finished.told(listed=False) == [
        (
            "output/manifest.json:1: The list of the site's files is missing or cannot be read. "
            "Let "
            "“plugins.delivery” stand under PLUGINS in publishconf.py: it writes the list. "
            "[gate-manifest]"
        )
    ]


# --- Data --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"@graph":', '"@graph"', "The data for search engines on this page cannot be read."),
        (
            '"@graph":',
            '"x":NaN,"@graph":',
            "The data for search engines on this page cannot be read.",
        ),
        (
            '"@graph":',
            '"graph":',
            "The data for search engines on this page has no @context or no @graph.",
        ),
        (
            '"@graph":[',
            '"@graph":[{"@id":"https://practice.example/#/practice","@type":"Thing"},',
            (
                "The data for search engines describes https://practice.example/#/practice twice "
                "on this page."
            ),
        ),
        (
            '"publisher":{"@id":"https://practice.example/#/practice"}',
            '"publisher":{"@id":"https://practice.example/#/other"}',
            (
                "The data for search engines names https://practice.example/#/other, and this page "
                "does not describe it."
            ),
        ),
    ],
)
def test_data_that_is_not_sound_is_told(
    finished: Finished, old: str, new: str, message: str
) -> None:
    finished.change(HOME, old, new)
    (told,) = finished.faults()
    assert (told.path, told.message, told.rule) == (f"output/{HOME}", message, "gate-data")


# --- Visitors ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "markup",
    [
        '<img src="https://cdn.example/a.png" alt="">',
        '<img src="//cdn.example/a.png" alt="">',
        '<img srcset="https://cdn.example/a.png 2x" alt="">',
        '<iframe src="https://cdn.example/a.png"></iframe>',
        '<form action="https://cdn.example/a.png"></form>',
        '<link rel="preconnect" href="https://cdn.example/a.png">',
        '<link rel="stylesheet" href="https://cdn.example/a.png">',
        "<style>@import 'https://cdn.example/a.png';</style>",
        '<div style="background:url(https://cdn.example/a.png)"></div>',
        '<a href="/" ping="https://cdn.example/a.png">x</a>',
        '<object data="https://cdn.example/a.png"></object>',
        '<audio src="HTTPS://cdn.example/a.png"></audio>',
    ],
)
def test_nothing_is_loaded_from_elsewhere(finished: Finished, markup: str) -> None:
    finished.change(REST, "</main>", f"{markup}</main>")
    told = [one for one in finished.faults() if one.rule != "gate-markup"]
    assert [(one.rule, one.path) for one in told] == [("gate-elsewhere", f"output/{REST}")]
    assert "cdn.example/a.png" in told[0].message


def test_a_link_that_a_visitor_may_follow_is_not_loaded(finished: Finished) -> None:
    elsewhere = '<a href="https://cdn.example/">x</a></main>'
    finished.change(REST, "</main>", elsewhere)
    finished.change(REST, "</head>", '<link rel="license" href="https://cdn.example/"></head>')
    assert finished.told() == []


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("<script>1</script>", "This page runs a script."),
        ('<script src="/feed.xml"></script>', "This page runs a script: /feed.xml."),
        ('<script type="module">1</script>', "This page runs a script."),
        ('<p onclick="x()">a</p>', "A script is written into this page (“onclick”)."),
        (
            '<a href="javascript:x()">a</a>',
            "This link runs a script instead of leading somewhere: javascript:x().",
        ),
    ],
)
def test_no_page_but_the_search_runs_a_script(
    finished: Finished, markup: str, message: str
) -> None:
    finished.change(REST, "</main>", f"{markup}</main>")
    assert [(one.rule, one.message) for one in finished.faults()] == [("gate-script", message)]


def test_the_search_runs_a_file_of_the_site_and_no_script_in_the_page(finished: Finished) -> None:
    finished.change("search/index.html", "</main>", "<script>1</script></main>")
    assert [one.message for one in finished.faults()] == ["This page runs a script."]
    said = [one.message.partition(":")[0] for one in finished.faults(scripted=())]
    assert said == ["This page runs a script.", "This page runs a script"]


# --- Budgets -----------------------------------------------------------------------------------


def test_what_weighs_too_much_is_a_warning_at_the_largest(finished: Finished) -> None:
    told = finished.told(allowed=Budgets(article=1_000, page=0, picture=0))
    assert len(told) == 1
    assert told[0].startswith(f"output/{REST}:1: This article and its styles come to ")
    assert told[0].endswith(
        " kB on the line, and 1.0 kB come at once; and 1 more is over it. Shorten it, or make two "
        "articles of it: on a poor phone the rest comes a moment later. [gate-heavy, warning]"
    )


def test_the_styles_of_a_page_count_and_those_for_paper_do_not(finished: Finished) -> None:
    finished.add("theme/more.css", "".join(f".a{n} {{ margin: {n}px }}" for n in range(5_000)))
    sheet = '<link rel="stylesheet" href="/theme/more.css"'
    finished.change(REST, "</head>", f'{sheet} media="print"></head>')
    assert finished.told() == []
    finished.change(REST, f'{sheet} media="print">', f"{sheet}>")
    assert [one.rule for one in finished.faults()] == ["gate-heavy"]


def test_a_long_page_and_a_large_picture_are_warnings_too(finished: Finished) -> None:
    finished.change(REST, "</main>", "<p>" + "word " * 20_000 + "</p></main>")
    finished.add("assets/large.png", "x" * 500_001)
    assert finished.told(allowed=Budgets(article=0)) == [
        (
            f"output/{REST}:1: This page is {size(finished) / 1000:.1f} kB long, and "
            "100.0 kB are enough for a page. Make two pages of it: an old phone needs long for so "
            "much. [gate-heavy, warning]"
        ),
        (
            "output/assets/large.png:1: This picture is 500.0 kB large, and 500.0 kB are enough "
            "for a "
            "picture. Make it smaller, or save it as JPEG if it is a photograph. [gate-heavy, "
            "warning]"
        ),
    ]


def size(finished: Finished) -> int:
    return (finished.folder / REST).stat().st_size
