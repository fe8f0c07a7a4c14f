"""Text that would run, load or imitate something is inert wherever it is printed."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html import unescape

import nh3
import pytest
from bs4 import BeautifulSoup, Comment
from markdown import Markdown

from plugins.site.stylesheet import OTHERS, PARTS, stylesheet
from tests.trial_site import PROJECT, Built, TrialSite, photograph

# `mark` tells in the pages which field a text comes from.
TEXT = (
    "{mark} \"'></title></script></textarea><script>alert(1)</script> & &amp; \u2028 "
    "<img src=/images/x.jpg alt=Desk onerror=alert(1)> <iframe src=//evil.example></iframe> <a "
    "href='javascript:"
    "alert(1)' onclick=alert(1)>x</a> [y](javascript:alert(1)) {{{{ 7*7 }}}} ]]> <! end -->"
)
BODY = (
    "{mark} </script><script>alert(1)</script> & \u2028 ]]> {{{{ 7*7 }}}}\n\n"
    '<img src="/images/x.jpg" alt="Desk" srcset="https://evil.example/x 2x" onerror="alert(1)">\n'
    '<picture><source srcset="https://evil.example/x"></picture>\n'
    '<p onclick="alert(1)" style="background:url(https://evil.example/x)">a</p>\n'
    "<IFRAME SRC=https://evil.example></IFRAME><object data=x></object><embed src=x>\n"
    '<form action="https://evil.example"><button formaction="javascript:x">b</button></form>\n'
    "<svg onload=alert(1)><script>alert(1)</script></svg><math><mi xlink:href='javascript:x'>\n"
    "<style>@import url(https://evil.example)</style><link rel=stylesheet href=//evil.example>\n"
    "<base href=https://evil.example><meta http-equiv=refresh content='0;url=//evil.example'>\n\n"
    "[a](javascript:alert(1)) [b](JAVASCRIPT:alert(1)) [c](java&#115;cript:alert(1))\n"
    "[d](data:text/html,x) [e](vbscript:x) <javascript:alert(1)> [f][f]\n"
    "![g](javascript:alert(1)) [h](<javascript:alert(1)> 'onclick=alert(1)')\n"
    "[i](/articles/other/ '\"onmouseover=alert(1)') {{: onclick=alert(1) href=javascript:x}}\n\n"
    "<!-- a comment --> <!--[if IE]><script>alert(1)</script><![endif]--> \\<script>alert(1)\n\n"
    "[f]: javascript:alert(1)\n\n"
    "    <script>alert(1)</script>\n"
)
PROSE = frozenset(("content-note", "source", "because", "path-title", "path-summary"))
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
STYLES = [
    stylesheet(PROJECT / "theme" / "css", parts).replace("url(fonts/", "url(/theme/fonts/")
    for parts in (PARTS, OTHERS)
]
OUTSIDE = ("link", "meta", "base", "title")
RUNNING = frozenset(
    [
        "script",
        "iframe",
        "frame",
        "frameset",
        "object",
        "embed",
        "applet",
        "style",
        "form",
        "input",
        "button",
        "textarea",
        "select",
        "video",
        "audio",
        "track",
        "svg",
        "math",
        "template",
        "noscript",
        "portal",
    ]
)
ATTRIBUTES = "href src srcset srcdoc style action formaction data poster background xlink:href type"


def dangers(html: str) -> list[str]:
    """What a browser would run, load or submit in some HTML, by the HTML standard's own parser.

    html5ever, inside nh3, decides what is an element and what is text; it is told to keep
    everything that could do harm, and what it kept is listed. The theme's own two styles,
    and no other, are no danger.
    """
    for style in STYLES:
        html = html.replace(f"<style>{style}</style>", "")
    kept = nh3.clean(
        html,
        tags={
            *RUNNING,
            *OUTSIDE,
            *[
                "a",
                "area",
                "img",
                "source",
                "p",
                "div",
                "span",
                "details",
                "summary",
                "table",
                "td",
                "h1",
                "h2",
                "h3",
            ],
        },
        clean_content_tags=set(),
        attributes={"*": {*ATTRIBUTES.split(), "http-equiv"}},
        generic_attribute_prefixes={"on"},
        url_schemes={"http", "https", "mailto", "tel", "sms", "javascript", "vbscript", "data"},
        strip_comments=False,
        link_rel=None,
    )
    return sorted(_found(BeautifulSoup(kept, "html.parser")))


def _found(soup: BeautifulSoup) -> Iterator[str]:
    for tag in soup.find_all(True):
        if tag.name in RUNNING and tag.name not in ("svg", "script"):
            yield f"<{tag.name}>"
        if tag.name == "script" and tag.get("type") != "application/ld+json":
            yield "<script>"
        for name, value in tag.attrs.items():
            words = "".join(str(value).split()).lower()
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                yield f"{name}="
            elif words.startswith(("javascript:", "vbscript:", "data:")):
                yield f"{name}={words.partition(':')[0]}:"
            elif name in ("src", "srcset"):
                for address in words.split(","):
                    if not re.match(r"/(?!/)|#|https://practice\.example/", address):
                        yield f"{name}={address}"
    yield from (
        f"<!--{comment}-->" for comment in soup.find_all(string=lambda s: isinstance(s, Comment))
    )


def hostile(mark: str) -> str:
    return TEXT.format(mark=mark)


def make(site: TrialSite) -> TrialSite:
    person = ("name", "legal_name", "degree", "credentials", "job_title", "signature", "image_alt")
    site.facts(
        practice={
            **{name: hostile(f"practice-{name}") for name in ("name", "description")},
            "timezone": "America/Denver",
            "address": {name: hostile(f"address-{name}") for name in ("street", "city", "region")}
            | {"public": "true"},
        },
        people={
            "jane-doe": {
                **{name: hostile(f"person-{name}") for name in person},
                "image": "images/x.jpg",
                "licenses": [
                    {
                        "state": "CO",
                        "title": hostile("license-title"),
                        "number": hostile("license-number"),
                        "board": hostile("license-board"),
                    }
                ],
                "ifs_training": {"level": hostile("ifs-level"), "year": hostile("ifs-year")},
            }
        },
        services=[
            {
                "name": hostile("service-name"),
                "type": "coaching",
                "description": hostile("service-description"),
                "worldwide": "true",
            }
        ],
        consultation={"minutes": "20"},
        crisis_lines=[
            {name: hostile(f"crisis-{name}") for name in ("name", "call", "text", "note")}
        ],
    )
    header = {
        "tags": [hostile("tag")],
        "category": hostile("category"),
        "content_note": hostile("content-note"),
        "sources": [{"title": hostile("source"), "url": "https://source.example/?a=1&b='x'"}],
        "image": "images/x.jpg",
        "image_alt": hostile("image-alt"),
        "redirects": ["/old-'{{x}}&amp;"],
    }
    faq = f"## FAQ\n\n### {hostile('question')}\n\n{BODY.format(mark='answer')}\n"
    site.article(
        "hostile",
        BODY.format(mark="body") + "\n" + faq,
        title=hostile("article-title"),
        summary=hostile("article-summary"),
        **header,
    )
    site.article("other", "Words.\n", tags=[hostile("tag")], title=hostile("other-title"))
    site.article("third", "Words.\n", tags=[hostile("tag")])
    site.article("draft", BODY.format(mark="draft"), status="draft", title=hostile("draft-title"))
    for name in ("about", "consultation", "questions", "articles"):
        site.page(
            name,
            BODY.format(mark=f"{name}-body") + "\n" + faq,
            template=name,
            title=hostile(f"{name}-title"),
            summary=hostile(f"{name}-summary"),
            menu=hostile(f"{name}-menu"),
        )
    site.page("home", BODY.format(mark="home"), template="home", url="", save_as="index.html")
    site.page("plain", f"## {hostile('heading')}\n\n" * 3)
    site.paths(
        {
            "path": hostile("path-title"),
            "summary": hostile("path-summary"),
            "articles": ["hostile", {"slug": "other", "because": hostile("because")}],
        }
    )
    site.write("redirects.yaml", "/moved: \"https://elsewhere.example/?a=1&b='x'\"\n")
    site.write("images/x.jpg", photograph())
    return site


@pytest.fixture(scope="module")
def trial(tmp_path_factory) -> TrialSite:
    return make(TrialSite(tmp_path_factory.mktemp("hostile")))


@pytest.fixture(scope="module", params=[True, False], ids=["published", "preview"])
def built(trial, request) -> Built:
    found: Built = trial.build(strict=request.param)
    assert not found.refused, found.said()
    return found


def html_files(built: Built) -> dict[str, str]:
    files = {name: data.decode() for name, data in built.files().items() if name.endswith(".html")}
    assert len(files) >= 12
    return files


def test_the_check_sees_what_is_dangerous():
    assert dangers(
        "<p onclick=x><script>1</script><a href=' JaVascript:1'>a</a><svg onload=1></svg>"
        "<img src=//evil.example/x><iframe></iframe><!-- c -->"
        "<picture><source srcset='/x 1x,https://evil.example/y 2x'></picture>"
    ) == [
        "<!-- c -->",
        "<iframe>",
        "<script>",
        "href=javascript:",
        "onclick=",
        "onload=",
        "src=//evil.example/x",
        "srcset=https://evil.example/y2x",
    ]


def test_no_page_runs_loads_or_submits_anything_that_a_text_asks_for(built):
    assert {name: dangers(html) for name, html in html_files(built).items()} == {
        name: [] for name in html_files(built)
    }


def test_the_only_script_of_a_page_is_its_data_and_it_can_be_read(built):
    for name, html in html_files(built).items():
        scripts = BeautifulSoup(html, "html.parser")("script")
        if 'http-equiv="refresh"' in html:
            assert scripts == []
            continue
        assert [script["type"] for script in scripts] == ["application/ld+json"], name
        assert html.count("</script") == 1
        raw = str(scripts[0].string)
        assert not set("<>&\u2028\u2029") & set(raw)
        assert json.loads(raw)["@context"] == "https://schema.org"


def test_no_text_is_lost_from_where_it_is_printed(built):
    """Facts and short fields are text: they stand in a page exactly as they were typed.

    What is prose has its quotation marks set, and nothing else of it is changed.
    """
    wanted = {
        "articles/hostile/index.html": [
            "practice-name",
            "person-name",
            "person-degree",
            "person-credentials",
            "person-signature",
            "person-legal_name",
            "license-title",
            "license-number",
            "service-name",
            "crisis-name",
            "crisis-note",
            "content-note",
            "source",
            "path-title",
            "because",
            "about-menu",
        ],
        "about/index.html": ["person-job_title", "license-board", "ifs-level", "ifs-year"],
        "articles/index.html": ["path-title", "path-summary"],
        "consultation/index.html": ["address-street", "address-city", "address-region"],
    }
    for name, marks in wanted.items():
        text = " ".join(BeautifulSoup(built.text(name), "html.parser").get_text().split())
        for mark in marks:
            shown = text.translate(STRAIGHT) if mark in PROSE else text
            assert " ".join(hostile(mark).split()) in shown, (name, mark)


def test_templates_are_not_run_from_a_text(built):
    for name, html in html_files(built).items():
        assert "{{ 7*7 }}" in html or "refresh" in html, name
        assert " 49 " not in BeautifulSoup(html, "html.parser").get_text()


def test_the_feed_is_xml_and_its_articles_are_inert(built):
    feed = ET.fromstring(built.text("feed.xml"))
    atom = "{http://www.w3.org/2005/Atom}"
    assert " ".join(str(feed.findtext(f"{atom}title")).split()) == " ".join(
        hostile("practice-name").split()
    )
    entries = feed.findall(f"{atom}entry")
    assert len(entries) == 3
    for entry in entries:
        for name in ("title", "summary", "content"):
            html = str(entry.findtext(f"{atom}{name}"))
            assert dangers(html) == [], name
        for link in entry.iter(f"{atom}link"):
            assert str(link.get("href")).startswith("https://practice.example/articles/")


def test_the_sitemap_is_xml_and_names_only_addresses_of_the_site(built):
    loc = "{http://www.sitemaps.org/schemas/sitemap/0.9}loc"
    found = [str(element.text) for element in ET.fromstring(built.text("sitemap.xml")).iter(loc)]
    assert found
    for address in found:
        assert address.startswith("https://practice.example/")
        assert not set(address) & set("\"'<> \u2028")


def test_the_markdown_copy_is_inert_when_somebody_makes_html_of_it(built):
    copies = {name: built.text(name) for name in built.files() if name.endswith(".md")}
    assert len(copies) == 3
    for name, copy in copies.items():
        html = Markdown(extensions=["extra", "sane_lists"]).convert(copy)
        assert dangers(html) == [], name
    assert "{{ 7*7 }}" in copies["articles/hostile/index.md"]


def test_robots_txt_holds_no_text_of_anybody(built):
    assert built.text("robots.txt").strip() in (
        "User-agent: *\nAllow: /\n\nSitemap: https://practice.example/sitemap.xml",
        "User-agent: *\nDisallow: /",
    )


def test_what_was_taken_out_of_a_text_is_told(built):
    told = [line for line in built.said() if line.startswith("hostile.md:")]
    assert len(told) == 1
    for thing in ("<script>", "<iframe>", "<style>", "onclick=", "onerror=", "javascript:"):
        assert thing in told[0]


@pytest.mark.parametrize(
    "name",
    [
        "a'b&c.md",
        "100% {{ 7*7 }}.md",
        "<img src=x onerror=alert(1)>.md",
        '"><script>alert(1)<.md',
        "\u202egnp.md",
    ],
)
def test_a_hostile_file_name_gives_a_plain_address_or_is_told(site, name):
    try:
        site.write(f"articles/{name}", "---\ntitle: T\nsummary: S\ndate: 2026-03-02\n---\n\nx\n")
    except OSError:
        pytest.skip("this system has no such file names")
    built = site.build()
    assert not built.refused, built.said()
    pages = [name for name in built.files() if name.startswith("articles/")]
    assert len(pages) == 3  # the page, its Markdown, its card
    for page in pages:
        assert set(page) <= set("abcdefghijklmnopqrstuvwxyz0123456789-/.")


@pytest.mark.parametrize("name", ["it's & it.jpg", "a b.jpg", '"onerror="x.jpg', "<x>.jpg"])
def test_a_hostile_picture_name_stays_one_attribute(site, name):
    try:
        site.write(f"images/{name}", photograph())
    except OSError:
        pytest.skip("this system has no such file names")
    address = f"/images/{name}".replace('"', "%22").replace("<", "%3C").replace(">", "%3E")
    site.article("shows", f"![Desk](<{address}>)\n", image=f"images/{name}", image_alt="Desk")
    built = site.build()
    assert built.said() == []
    html = built.html("articles/shows/")
    assert dangers(html) == []
    picture = built.page("articles/shows/").select_one(".prose img")
    assert set(picture.attrs) == {"src", "alt", "width", "height", "decoding"}
    social = built.page("articles/shows/").find("meta", property="og:image")
    for shown in (picture["src"], social["content"]):
        assert not set(unescape(str(shown))) & set('"<> ')
