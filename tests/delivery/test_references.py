"""Which words of a page, a style sheet or a list name a file, and which only look like it."""

from __future__ import annotations

import pytest

from plugins.delivery.fingerprints import Missing, Names

BASE = "https://practice.example/sub"
THERE = ["assets", "images/desk.jpg", "images/my desk.jpg", "theme/a.woff2", "theme/print.css"]
MOVED = {
    "images/desk.jpg": "assets/desk.1111.jpg",
    "images/my desk.jpg": "assets/my desk.2222.jpg",
    "theme/a.woff2": "assets/a.3333.woff2",
    "theme/print.css": "assets/print.4444.css",
}


def names() -> Names:
    return Names(BASE, "/sub", [*THERE, "about/index.html"], MOVED)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<img src="/sub/images/desk.jpg">', '<img src="/sub/assets/desk.1111.jpg">'),
        ("<img src='/sub/images/desk.jpg'>", "<img src='/sub/assets/desk.1111.jpg'>"),
        ("<img src=/sub/images/desk.jpg>", "<img src=/sub/assets/desk.1111.jpg>"),
        ('<img src="/sub/images/my%20desk.jpg">', '<img src="/sub/assets/my%20desk.2222.jpg">'),
        ('<img src="../../images/desk.jpg">', '<img src="../../assets/desk.1111.jpg">'),
        ('<a href="/sub/images/desk.jpg#top">', '<a href="/sub/assets/desk.1111.jpg#top">'),
        (
            '<source srcset="/sub/images/desk.jpg 480w, /sub/images/my%20desk.jpg 2x">',
            '<source srcset="/sub/assets/desk.1111.jpg 480w, /sub/assets/my%20desk.2222.jpg 2x">',
        ),
        (
            '<img srcset=" /sub/images/desk.jpg 1x,/sub/images/desk.jpg,  /sub/about/ ">',
            '<img srcset=" /sub/assets/desk.1111.jpg 1x,/sub/assets/desk.1111.jpg,  /sub/about/ ">',
        ),
        (
            '<img alt="a > b, src=" src="/sub/images/desk.jpg">',
            '<img alt="a > b, src=" src="/sub/assets/desk.1111.jpg">',
        ),
        (
            f'<meta property="og:image" content="{BASE}/images/desk.jpg">',
            f'<meta property="og:image" content="{BASE}/assets/desk.1111.jpg">',
        ),
        (
            "<style>@font-face{src:url(/sub/theme/a.woff2)}</style>",
            "<style>@font-face{src:url(/sub/assets/a.3333.woff2)}</style>",
        ),
        (
            f'<script type="text/json">{{"image":"{BASE}/images/desk.jpg"}}</script>',
            f'<script type="text/json">{{"image":"{BASE}/assets/desk.1111.jpg"}}</script>',
        ),
    ],
)
def test_markup_that_names_a_file_names_it_anew(before: str, after: str) -> None:
    found = names()
    assert found.html("articles/rest/index.html", before) == after
    assert found.missing == set()


@pytest.mark.parametrize(
    "html",
    [
        '<code>src="/sub/images/desk.jpg"</code>',
        '<p title="/sub/images/desk.jpg">/sub/images/desk.jpg</p>',
        "<img alt='src=\"/sub/images/desk.jpg\"'>",
        '<!-- <img src="/sub/images/desk.jpg"> -->',
        '<meta name="description" content="/sub/images/desk.jpg">',
        '<a href="https://other.example/sub/images/desk.jpg">',
        '<a href="//other.example/sub/images/desk.jpg">',
        '<a href="/images/desk.jpg">',  # another site on the same host
        '<a href="/sub/about/">',
        '<img src="data:image/gif;base64,R0lGOD">',
        "<script>const a = '<img src=\"/sub/images/desk.jpg\">'</script>",
        '<svg><use href="#part"></use></svg>',
    ],
)
def test_everything_else_stays_as_it_is(html: str) -> None:
    found = names()
    assert found.html("articles/rest/index.html", html) == html
    assert found.missing == set()


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ('<img src="/sub/images/gone.jpg">', "/sub/images/gone.jpg"),
        ('<img src="gone.jpg">', "gone.jpg"),
        ('<img srcset="/sub/gone.jpg 1x, /sub/about/ 2x">', "/sub/gone.jpg"),
        ('<link rel="stylesheet" href="/sub/theme/gone.css">', "/sub/theme/gone.css"),
        ('<script src="/sub/theme/gone.js"></script>', "/sub/theme/gone.js"),
        (f'<meta property="og:image" content="{BASE}/gone.png">', f"{BASE}/gone.png"),
        ("<style>a{b:url('/sub/gone.svg')}</style>", "/sub/gone.svg"),
    ],
)
def test_a_page_that_needs_a_file_that_is_not_there_is_told(html: str, address: str) -> None:
    found = names()
    assert found.html("articles/rest/index.html", html) == html
    assert found.missing == {Missing("articles/rest/index.html", address)}


def test_each_page_that_lacks_it_is_told_though_they_say_the_same() -> None:
    found = names()
    for page in ("a/index.html", "b/index.html"):
        found.html(page, '<img src="/sub/gone.jpg">')
    assert {missing.page for missing in found.missing} == {"a/index.html", "b/index.html"}


def test_the_same_relative_address_is_another_file_on_another_page() -> None:
    found = Names("", "", ["a/x.jpg", "b/x.jpg"], {"a/x.jpg": "assets/x.1.jpg"})
    assert found.html("a/index.html", '<img src="x.jpg">') == '<img src="../assets/x.1.jpg">'
    assert found.html("b/index.html", '<img src="x.jpg">') == '<img src="x.jpg">'


def test_a_style_sheet_that_moves_finds_its_files_from_its_new_place() -> None:
    sheet = (
        "/* url(a.woff2) */@import 'more/print.css';"
        'a{b:url("a.woff2") url( ../images/desk.jpg ) url(#part) url(data:x)}'
    )
    found = Names("", "", [*THERE, "theme/more/print.css"], MOVED)
    assert found.css("theme/site.css", sheet) == (
        "/* url(a.woff2) */@import '../theme/more/print.css';"
        'a{b:url("a.3333.woff2") url( desk.1111.jpg ) url(#part) url(data:x)}'
    )
    assert found.missing == set()


def test_a_text_that_stands_alone_is_given_whole_addresses() -> None:
    text = (
        f'&lt;img src="{BASE}/images/desk.jpg"&gt; ({BASE}/images/my%20desk.jpg), '
        f"{BASE}/images/desk.jpg.\n/sub/images/desk.jpg {BASE}/images/other.jpg"
    )
    assert names().text(text) == (
        f'&lt;img src="{BASE}/assets/desk.1111.jpg"&gt; ({BASE}/assets/my%20desk.2222.jpg), '
        f"{BASE}/assets/desk.1111.jpg.\n/sub/images/desk.jpg {BASE}/images/other.jpg"
    )


def test_a_list_that_lies_beside_the_site_is_given_addresses_from_its_root() -> None:
    assert names().text('{"src": "/sub/images/desk.jpg"}', rooted=True) == (
        '{"src": "/sub/assets/desk.1111.jpg"}'
    )
