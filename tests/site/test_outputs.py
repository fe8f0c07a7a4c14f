"""What machines read of a site: feed, sitemap, robots, copies, redirects, heads; and every link."""

from __future__ import annotations

import re
import shutil
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup, Tag

from tests.trial_site import PROJECT, Built, TrialSite, photograph, without_hashes

SITE = "https://practice.example/site"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FIRST = """\
See [the second](second.md#why), a note[^1], [elsewhere](https://elsewhere.example/) and
![A desk](/images/desk.jpg "Mine").
{: .pause}

## Questions people ask

### Is it hard? {#hard}

No.

[^1]: The note.
"""


def make(site: TrialSite) -> TrialSite:
    site.facts(
        practice={"name": "Quiet Room", "description": "A room.", "timezone": "America/Denver"}
    )
    site.article(
        "first",
        FIRST,
        title='First: <em>parts</em> & "wholes"',
        modified="2026-05-01",
        tags=["IFS", "parts & wholes"],
        redirects=["/blog/first", "/old.html"],
    )
    site.article(
        "second",
        "## Why? {#why}\n\nWords.\n",
        date="2026-07-01T10:00:00+02:00",
        image="images/desk.jpg",
        image_alt="A desk",
    )
    site.write(
        "articles/second.es.md",
        "---\ntitle: Segundo\nsummary: Sobre.\ndate: 2026-07-02\n---\n\nHola.\n",
    )
    # Slugs that other tools treat in a way of their own.
    site.article("pages", date="2026-01-01")
    site.article("drafts", date="2026-01-02")
    site.page("about", modified="2026-05-05", menu="About")
    site.page("home", template="home", url="", save_as="index.html")
    site.page("articles", template="articles", menu="Articles")
    site.page("404", template="not_found", url="404.html", save_as="404.html", status="hidden")
    site.questions_page("## Fees {.faq}\n\n### What does it cost?\n\nThat depends.\n")
    site.paths({"path": "New", "summary": "S.", "articles": ["first", "second"]})
    site.write("redirects.yaml", "/away: https://elsewhere.example/?a=1&b=2\n")
    site.write("images/desk.jpg", photograph())
    # What nobody is meant to find.
    secret = "## FAQ\n\n### Is the XYZZY secret?\n\nXYZZY, yes.\n"
    for slug, header in {
        "a-draft": {"status": "draft"},
        "scheduled": {"date": "2999-01-01"},
        "hidden": {"status": "hidden"},
        "hidden-and-scheduled": {"status": "hidden", "date": "2999-01-01"},
    }.items():
        site.article(slug, secret, title=f"XYZZY {slug}", summary="XYZZY", tags=["IFS"], **header)
    site.page("page-draft", secret, title="XYZZY draft", status="draft")
    site.page("page-hidden", secret, title="XYZZY hidden", status="hidden")
    return site


@pytest.fixture(scope="module")
def trial(tmp_path_factory) -> TrialSite:
    return make(TrialSite(tmp_path_factory.mktemp("outputs")))


@pytest.fixture(scope="module")
def built(trial) -> Built:
    found: Built = trial.build(url=SITE)
    assert found.said() == []
    return found


@pytest.fixture(scope="module")
def preview(trial) -> Built:
    found: Built = trial.build(strict=False, url="")
    return found


@pytest.fixture(scope="module", params=[True, False], ids=["published", "preview"])
def shipped(tmp_path_factory, request) -> Built:
    """The site that ships with the project, on a day when all of its articles are out."""
    site = TrialSite(tmp_path_factory.mktemp("shipped"))
    shutil.copytree(PROJECT / "content", site.content, dirs_exist_ok=True)
    with time_machine.travel(datetime(2030, 1, 1, tzinfo=UTC)):
        found: Built = site.build(strict=request.param, url=SITE if request.param else "")
    assert not found.refused, found.said()
    return found


def pages_of(built: Built) -> dict[str, BeautifulSoup]:
    pages = {
        name: BeautifulSoup(data.decode(), "html.parser")
        for name, data in built.files().items()
        if name.endswith(".html")
    }
    assert pages
    return pages


def words(tag: Tag) -> str:
    """What a person reads, with single spaces."""
    return " ".join(tag.get_text(" ").split())


def feed_entries(built: Built, name: str = "feed.xml") -> list[dict[str, str]]:
    return [
        {
            "title": str(entry.findtext(f"{ATOM}title")),
            "id": str(entry.findtext(f"{ATOM}id")),
            "published": str(entry.findtext(f"{ATOM}published")),
            "updated": str(entry.findtext(f"{ATOM}updated")),
        }
        for entry in ET.fromstring(built.text(name)).findall(f"{ATOM}entry")
    ]


# --- Files as wholes ---------------------------------------------------------------------------


def test_the_feed_holds_the_full_text_with_absolute_links_newest_first(built):
    feed = ET.fromstring(built.text("feed.xml"))
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [str(feed.findtext(f"{ATOM}{name}")) for name in ("title", "id", "updated")] == [
        "Quiet Room",
        f"{SITE}/feed.xml",
        "2026-07-01T10:00:00+02:00",
    ]
    assert [(link.get("rel"), link.get("href")) for link in feed.findall(f"{ATOM}link")] == [
        ("alternate", f"{SITE}/"),
        ("self", f"{SITE}/feed.xml"),
    ]
    assert feed_entries(built) == [
        {
            "title": "Second",
            "id": f"{SITE}/articles/second/",
            "published": "2026-07-01T10:00:00+02:00",
            "updated": "2026-07-01T10:00:00+02:00",
        },
        {
            "title": "First: parts & “wholes”",
            "id": f"{SITE}/articles/first/",
            "published": "2026-03-02T00:00:00-07:00",
            "updated": "2026-05-01T00:00:00-06:00",
        },
        {
            "title": "Drafts",
            "id": f"{SITE}/articles/drafts/",
            "published": "2026-01-02T00:00:00-07:00",
            "updated": "2026-01-02T00:00:00-07:00",
        },
        {
            "title": "Pages",
            "id": f"{SITE}/articles/pages/",
            "published": "2026-01-01T00:00:00-07:00",
            "updated": "2026-01-01T00:00:00-07:00",
        },
    ]
    first = feed.findall(f"{ATOM}entry")[1]
    assert [link.get("href") for link in first.findall(f"{ATOM}link")] == [
        f"{SITE}/articles/first/"
    ]
    assert [one.get("term") for one in first.findall(f"{ATOM}category")] == [
        "IFS",
        "parts & wholes",
    ]
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Jane Doe"
    (content,) = first.findall(f"{ATOM}content")
    assert content.get("type") == "html"
    html = BeautifulSoup(str(content.text), "html.parser")
    assert [link["href"] for link in html("a")] == [
        f"{SITE}/articles/second/#why",
        f"{SITE}/articles/first/#fn:1",
        "https://elsewhere.example/",
        f"{SITE}/articles/first/#fnref:1",
    ]
    assert [without_hashes(str(picture["src"])) for picture in html("img")] == [
        f"{SITE}/images/desk-#-40.jpg"
    ]
    for typed in ("Is it hard?", "No.", "The note."):
        assert typed in words(html)


def test_the_feed_of_a_large_site_holds_its_newest_articles(tmp_path):
    large = TrialSite(tmp_path)
    for number in range(1, 33):
        large.article(f"a{number:02}", date=f"2026-0{number // 28 + 1}-{number % 28 + 1:02}")
    titles = [entry["id"] for entry in feed_entries(large.build(url=SITE))]
    assert titles == [f"{SITE}/articles/a{number:02}/" for number in range(32, 2, -1)]


def test_each_language_has_a_feed_of_its_own(built):
    assert [entry["id"] for entry in feed_entries(built, "es/feed.xml")] == [
        f"{SITE}/es/articles/second/"
    ]
    for url, feed in (("articles/second/", "feed.xml"), ("es/articles/second/", "es/feed.xml")):
        link = built.page(url).find("link", type="application/atom+xml")
        assert link["href"] == f"/site/{feed}"


def test_the_feed_stays_the_same_while_its_articles_do(trial, built):
    with time_machine.travel(datetime(2028, 2, 29, 12, tzinfo=UTC)):
        later = trial.build(url=SITE)
    assert later.text("feed.xml") == built.text("feed.xml")


def test_the_sitemap_names_every_page_that_may_be_found_and_when_it_last_changed(built):
    page = {
        "": None,
        "about/": "2026-05-05T00:00:00-06:00",
        "articles/": None,
        "articles/drafts/": "2026-01-02T00:00:00-07:00",
        "articles/first/": "2026-05-01T00:00:00-06:00",
        "articles/pages/": "2026-01-01T00:00:00-07:00",
        "articles/second/": "2026-07-01T10:00:00+02:00",
        "es/": None,
        "es/articles/second/": "2026-07-02T00:00:00-06:00",
        "paths/new/": None,
        "questions/": None,
    }
    found = ET.fromstring(built.text("sitemap.xml"))
    assert found.tag == f"{MAP}urlset"
    assert [(url.findtext(f"{MAP}loc"), url.findtext(f"{MAP}lastmod")) for url in found] == [
        (f"{SITE}/{url}", changed) for url, changed in page.items()
    ]
    for url in page:
        assert built.html(url or "index.html")
    translated = {
        url.findtext(f"{MAP}loc"): [
            (link.get("hreflang"), link.get("href"))
            for link in url.findall("{http://www.w3.org/1999/xhtml}link")
        ]
        for url in found
    }
    both = [("en", f"{SITE}/articles/second/"), ("es", f"{SITE}/es/articles/second/")]
    begin = [("en", f"{SITE}/"), ("es", f"{SITE}/es/")]
    assert {url: links for url, links in translated.items() if links} == {
        f"{SITE}/": begin,
        f"{SITE}/es/": begin,
        f"{SITE}/articles/second/": both,
        f"{SITE}/es/articles/second/": both,
    }


def test_robots_txt_invites_to_the_published_site_and_not_to_the_preview(built, preview):
    assert built.text("robots.txt") == f"User-agent: *\nAllow: /\n\nSitemap: {SITE}/sitemap.xml\n"
    assert preview.text("robots.txt") == "User-agent: *\nDisallow: /\n"


def test_an_article_can_be_had_as_markdown_with_links_that_can_be_followed(built):
    assert without_hashes(built.text("articles/first/index.md")) == (
        "# First: parts & “wholes”\n\n"
        "About first.\n\n"
        f"By Jane Doe, MA, LPC. {SITE}/articles/first/\n\n"
        f"See [the second]({SITE}/articles/second/#why), a note[^1], "
        "[elsewhere](https://elsewhere.example/) and\n"
        f'![A desk]({SITE}/images/desk-#-40.jpg "Mine").\n\n'
        "## Questions people ask\n\n"
        "### Is it hard?\n\n"
        "No.\n\n"
        "[^1]: The note.\n"
    )
    for url in ("articles/first/", "es/articles/second/"):
        link = built.page(url).find("link", type="text/markdown")
        assert link["href"] == f"/site/{url}index.md"
        assert f"{url}index.md" in built.files()
    assert built.page("about/").find("link", type="text/markdown") is None


def test_code_in_a_markdown_copy_stays_as_it_was_typed(site):
    body = "~~~\n{: .pause}\n[a](/articles/a/)\n## H {#h}\n~~~\n\n## H {#h}\n\n[b](/articles/a/)\n"
    site.article("a", body)
    copy = site.build(url=SITE).text("articles/a/index.md")
    assert copy.endswith(
        "\n\n~~~\n{: .pause}\n[a](/articles/a/)\n## H {#h}\n~~~\n\n"
        f"## H\n\n[b]({SITE}/articles/a/)\n"
    )


# --- Heads of pages ----------------------------------------------------------------------------


def social(built: Built, url: str) -> dict[str, str]:
    metas = built.page(url)("meta", attrs={"content": True})
    named = {
        str(meta.get("property") or meta.get("name")): without_hashes(str(meta["content"]))
        for meta in metas
    }
    return {name: text for name, text in named.items() if re.match("og:|article:|twitter:", name)}


def test_a_shared_link_shows_what_the_page_is(built):
    assert social(built, "articles/second/") == {
        "og:type": "article",
        "og:title": "Second",
        "og:site_name": "Quiet Room",
        "og:description": "About second.",
        "og:url": f"{SITE}/articles/second/",
        "og:image": f"{SITE}/images/desk-#-40.jpg",
        "og:image:width": "40",
        "og:image:height": "30",
        "og:image:alt": "A desk",
        "article:published_time": "2026-07-01T10:00:00+02:00",
        "article:modified_time": "2026-07-01T10:00:00+02:00",
        "twitter:card": "summary_large_image",
    }
    assert social(built, "about/") == {
        "og:type": "website",
        "og:title": "About",
        "og:site_name": "Quiet Room",
        "og:description": "About about.",
        "og:url": f"{SITE}/about/",
        "og:image": f"{SITE}/card.png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Home · Quiet Room",
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize(
    "base",
    ["https://practice.example", SITE, f"{SITE}/", "http://localhost:8000", "https://ü.example/é"],
)
def test_canonical_link_data_sitemap_feed_and_sharing_agree_on_the_address(trial, base):
    built = trial.build(url=base)
    base = base.rstrip("/")
    loc = [str(url.findtext(f"{MAP}loc")) for url in ET.fromstring(built.text("sitemap.xml"))]
    assert loc[0] == f"{base}/"
    for address in loc:
        url = address.removeprefix(f"{base}/")
        page = built.page(url or "index.html")
        assert page.find("link", rel="canonical")["href"] == address
        assert page.find("meta", property="og:url")["content"] == address
        assert built.node(url or "index.html", "WebPage")["@id"] == address
    feed = {entry["id"] for entry in feed_entries(built)}
    assert feed == {address for address in loc if address.startswith(f"{base}/articles/")} - {
        f"{base}/articles/"
    }


def test_without_an_address_there_is_nothing_that_would_need_one(trial):
    built = trial.build(url="")
    assert built.said() == [
        (
            "practice.yaml:1: The site's address is not known, so it has no feed, no sitemap and "
            "no canonical links. Write it under “practice:” as “  url: https://…”, or build with "
            "--url."
        )
    ]
    assert {"feed.xml", "sitemap.xml"} & set(built.files()) == set()
    assert built.text("robots.txt") == "User-agent: *\nAllow: /\n"
    for name, page in pages_of(built).items():
        assert page.find("link", rel="canonical") is None or "moved" in str(page.title), name
        assert page.find("meta", property="og:url") is None
        assert page.find("link", type="application/atom+xml") is None


def test_an_address_in_the_facts_is_used_when_publishing_and_not_in_the_preview(site):
    site.facts(practice={"name": "Quiet Room", "url": "https://quiet.example/"})
    site.article("a")
    published = site.build(url="")
    assert published.page("articles/a/").find("link", rel="canonical")["href"] == (
        "https://quiet.example/articles/a/"
    )
    assert (
        site.build(strict=False, url="").page("articles/a/").find("link", rel="canonical") is None
    )


def test_translations_name_each_other_and_pages_without_one_name_nothing(built):
    def alternates(url: str) -> list[tuple[str, str]]:
        links = built.page(url)("link", hreflang=True)
        return [(str(link["hreflang"]), str(link["href"])) for link in links]

    both = [("en", f"{SITE}/articles/second/"), ("es", f"{SITE}/es/articles/second/")]
    assert alternates("articles/second/") == both
    assert alternates("es/articles/second/") == both
    assert alternates("articles/first/") == alternates("about/") == []
    assert built.page("es/articles/second/").html["lang"] == "es"
    assert built.page("articles/second/").html["lang"] == "en"


def test_a_translation_that_is_not_out_yet_is_not_named(site):
    site.article("a")
    site.write(
        "articles/a.es.md",
        "---\ntitle: A\nsummary: S\ndate: 2026-03-02\nstatus: draft\n---\n\nHola.\n",
    )
    built = site.build()
    assert "hreflang" not in built.html("articles/a/") + built.text("sitemap.xml")


# --- Redirects ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("blog/first/index.html", f"{SITE}/articles/first/"),
        ("old.html", f"{SITE}/articles/first/"),
        ("away/index.html", "https://elsewhere.example/?a=1&b=2"),
    ],
)
def test_an_old_address_leads_on_at_once_and_is_not_to_be_found(built, name, target):
    page = built.page(name)
    assert page.find("meta", attrs={"http-equiv": "refresh"})["content"] == f"0; url={target}"
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("link", rel="canonical")["href"] == target
    assert [link["href"] for link in page("a")] == [target]
    assert page.find("script") is None


# --- What nobody is meant to find --------------------------------------------------------------


def test_drafts_and_scheduled_articles_stand_nowhere_in_the_published_site(built):
    allowed = {"articles/hidden/index.html", "articles/hidden/index.md", "page-hidden/index.html"}
    found = {name for name, data in built.files().items() if b"XYZZY" in data}
    assert found == allowed
    allowed.add("articles/hidden/card.png")
    names = " ".join(set(built.files()) - allowed)
    for slug in ("a-draft", "scheduled", "hidden", "page-draft"):
        assert slug not in names
    everything = b"".join(data for name, data in built.files().items() if name not in allowed)
    for address in (b"a-draft", b"scheduled", b"articles/hidden", b"page-draft", b"page-hidden"):
        assert address not in everything


def test_the_published_site_has_no_folder_of_drafts(built):
    assert [name for name in built.files() if name.startswith(("drafts", "look"))] == []


def test_a_hidden_page_asks_not_to_be_indexed_and_owns_no_questions(built):
    for url in ("articles/hidden/", "page-hidden/"):
        assert built.page(url).find("meta", attrs={"name": "robots"})["content"] == "noindex"
        assert built.questions(url) == []
    for url in ("articles/first/", "about/", "paths/new/", "index.html"):
        assert built.page(url).find("meta", attrs={"name": "robots"}) is None


def test_the_preview_shows_all_that_waits_and_where_it_would_stand(preview):
    page = preview.page("drafts/")
    assert {str(link["href"]) for link in page.main("a")} >= {
        "/drafts/a-draft/",
        "/drafts/scheduled/",
    }
    text = words(page)
    assert "XYZZY a-draft Draft Before it: Drafts" in text
    assert "XYZZY scheduled Scheduled for January 1, 2999 Before it: Drafts" in text
    for url in ("drafts/", "drafts/a-draft/", "drafts/scheduled/"):
        assert preview.page(url).find("meta", attrs={"name": "robots"})["content"] == "noindex"


def test_no_list_and_no_feed_repeats_the_questions_of_an_article(built):
    with_questions = [
        name
        for name, page in pages_of(built).items()
        if '"Question"' in "".join(str(script.string) for script in page("script"))
    ]
    assert with_questions == ["articles/first/index.html", "questions/index.html"]
    assert [one["name"] for one in built.questions("questions/")] == ["What does it cost?"]
    assert "ld+json" not in built.text("feed.xml")


# --- Reading order on the pages ----------------------------------------------------------------


def neighbors(built: Built, url: str) -> str:
    navs = built.page(url).select("nav.next-previous")
    for unfolded in (one for nav in navs for one in nav.select("details > :not(summary)")):
        unfolded.decompose()
    return " | ".join(words(nav) for nav in navs)


def test_the_way_on_and_back_is_named_in_words_and_links_hold_below_a_folder(built):
    assert neighbors(built, "articles/first/") == "1 of 2 in New Read next: Second"
    nav = built.page("articles/second/").select_one("nav.next-previous")
    assert nav["aria-label"]
    back = nav.find("a", rel="prev")
    assert back["href"] == "/site/articles/first/"
    assert "First: parts & “wholes”" in words(back)
    assert neighbors(built, "articles/second/") == (
        "2 of 2 in New Before this: First: parts & “wholes” Read next: Pages"
    )
    # Not on a path: by date, behind all paths.
    assert neighbors(built, "articles/pages/") == ("Path before this: New Second Read next: Drafts")
    assert neighbors(built, "articles/drafts/") == "Before this: Pages"


def test_a_single_article_and_a_hidden_one_have_no_empty_navigation(site, built):
    site.article("only")
    assert neighbors(site.build(), "articles/only/") == ""
    assert neighbors(built, "articles/hidden/") == ""


def test_the_list_of_articles_goes_the_same_way_as_read_next(built):
    titles = [words(link) for link in built.page("articles/").main.select("h3 a")]
    assert titles == ["First: parts & “wholes”", "Second", "Pages", "Drafts"]


def test_next_stays_within_a_language_and_passes_over_what_is_not_translated(site):
    for slug in ("a", "b", "c"):
        site.article(slug, title=f"English {slug}")
    for slug in ("a", "c"):
        site.article(f"{slug}.es", title=f"Español {slug}")
    site.paths({"path": "New", "articles": ["a", "b", "c"]})
    built = site.build()
    assert neighbors(built, "articles/a/") == "1 of 3 in New Read next: English b"
    spanish = built.page("es/articles/a/").select_one("nav.next-previous")
    assert spanish.find("a", rel="next")["href"] == "/es/articles/c/"
    assert "of" not in spanish.get_text().split()  # the path has a page in one language only
    assert built.page("es/articles/c/").find("a", rel="prev")["href"] == "/es/articles/a/"


def test_an_override_in_a_header_changes_the_way_on(site):
    site.article("a", next="c")
    site.article("b")
    site.article("c", next="none")
    site.article("d")
    built = site.build()
    assert [neighbors(built, f"articles/{slug}/") for slug in "abcd"] == [
        "Read next: C",
        "Read next: D",
        "Before this: A",
        "Before this: B",
    ]


def test_an_override_to_a_draft_or_to_nothing_is_told_with_its_line(site):
    site.article("a", next="waiting")
    site.article("b", previous="nothing")
    site.article("waiting", status="draft")
    assert site.build().said() == [
        (
            "a.md:5: “next: waiting”: “waiting” is a draft, hidden, scheduled, or not in this "
            "language, so nobody could follow it. Publish it first, name another article, or write "
            "none."
        ),
        "b.md:5: “previous: nothing”: “nothing” is not an article. Known are: a, b.",
    ]


def test_publishing_a_draft_puts_it_in_its_place_without_another_edit(site):
    for slug in ("a", "b"):
        site.article(slug)
    site.article("m", status="draft")
    site.paths({"path": "New", "articles": ["a", "m", "b"]})
    preview = site.build(strict=False)
    assert neighbors(preview, "articles/a/") == "1 of 2 in New Read next: B"
    assert neighbors(preview, "drafts/m/") == "2 of 3 in New Before this: A Read next: B"
    site.article("m")
    built = site.build()
    assert neighbors(built, "articles/a/") == "1 of 3 in New Read next: M"
    assert neighbors(built, "articles/b/") == "3 of 3 in New Before this: M"


# --- Every link, every id, every request -------------------------------------------------------

REFERENCES = ("href", "src", "poster", "data", "action", "srcset", "xlink:href")


def references(page: BeautifulSoup) -> Iterator[tuple[str, str]]:
    """Every address in a page, with the name of its element."""
    for tag in page.find_all(True):
        for name in REFERENCES:
            if isinstance(value := tag.get(name), str) and (tag.name, name) != ("meta", "data"):
                yield str(tag.name), value


def broken_links(built: Built, root: str) -> list[tuple[str, str]]:
    """Links of all pages that lead nowhere within the site, their fragments included."""
    pages = pages_of(built)
    ids = {name: {str(tag["id"]) for tag in page(id=True)} for name, page in pages.items()}
    files = set(built.files())
    broken = []
    for name, page in pages.items():
        own = f"https://practice.example{root}/{name.removesuffix('index.html')}"
        for _, reference in references(page):
            to = urlsplit(urljoin(own, reference))
            if to.hostname != "practice.example" or to.scheme != "https":
                continue
            path = unquote(to.path)
            inside = path.removeprefix(f"{root}/") if path.startswith(f"{root}/") else None
            target = f"{inside}index.html" if inside == "" or str(inside)[-1:] == "/" else inside
            fragment = unquote(to.fragment)
            if target not in files or (fragment and fragment not in ids.get(str(target), set())):
                broken.append((name, reference))
    return broken


def test_the_link_check_sees_broken_links(trial, site):
    site.article("a", "Words.\n")
    built = site.build()
    page = built.output / "articles/a/index.html"
    links = "<a href='#nowhere'>a</a> <a href='https://practice.example/gone/'>b</a></main>"
    page.write_text(page.read_text("utf-8").replace("</main>", links), "utf-8")
    found = broken_links(built, "")
    assert ("articles/a/index.html", "#nowhere") in found
    assert ("articles/a/index.html", "https://practice.example/gone/") in found


def test_every_link_and_fragment_of_the_shipped_site_leads_somewhere(shipped):
    root = "/site" if shipped.settings["PRACTICE_STRICT"] else ""
    assert len(pages_of(shipped)) >= 10
    assert broken_links(shipped, root) == []


def test_every_link_leads_somewhere_when_links_are_relative(trial):
    built = trial.build(url="https://practice.example", RELATIVE_URLS=True)
    for name, page in pages_of(built).items():
        if name == "404.html" or page.find("meta", attrs={"http-equiv": "refresh"}):
            continue
        for tag, to in references(page):
            assert not to.startswith("/"), (name, tag, to)
    missing = {to for _, to in broken_links(built, "")}
    assert {to for to in missing if "consultation" not in to} == set()


def test_a_feed_and_data_have_whole_addresses_even_when_links_are_relative(trial):
    plain = trial.build(url="https://practice.example")
    relative = trial.build(url="https://practice.example", RELATIVE_URLS=True)
    for name in ("feed.xml", "es/feed.xml", "sitemap.xml", "articles/first/index.md", "robots.txt"):
        assert relative.text(name) == plain.text(name), name
    assert relative.graph("articles/first/") == plain.graph("articles/first/")


def test_the_page_for_a_wrong_address_works_at_any_depth(built):
    page = built.page("404.html")
    assert page.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    own = [to for _, to in references(page) if not urlsplit(to).scheme and not to.startswith("#")]
    assert own
    assert [to for to in own if not to.startswith("/site/")] == []


def test_no_id_stands_twice_on_a_page(shipped, built, preview):
    for found in (shipped, built, preview):
        for name, page in pages_of(found).items():
            ids = Counter(str(tag["id"]) for tag in page(id=True))
            assert [one for one, times in ids.items() if times > 1] == [], name


def test_an_id_that_a_writer_gives_twice_or_that_the_theme_has_stays_one_place(site):
    site.article(
        "a",
        "## The text\n\nWords.\n\n## One {#same}\n\nWords.\n\n## Two {#same}\n\nWords.\n\n"
        "## FAQ\n\n### Why? {#why}\n\nSo.\n\n### Why not? {#why}\n\nNo.\n",
    )
    built = site.build(strict=False)
    ids = Counter(str(tag["id"]) for tag in built.page("articles/a/")(id=True))
    twice = [one for one, times in ids.items() if times > 1]
    told = " ".join(built.said())
    assert [one for one in twice if one not in told] == []


LOADING = {"link", "script", "img", "iframe", "source", "video", "audio", "object", "embed", "use"}


def test_no_page_asks_another_host_for_anything(shipped):
    for name, page in pages_of(shipped).items():
        for tag, to in references(page):
            if tag in LOADING and not page.find("meta", attrs={"http-equiv": "refresh"}):
                outside = urlsplit(to).hostname not in (None, "practice.example")
                assert not outside, (name, tag, to)
        for to in re.findall(r"url\((.*?)\)", "".join(style.text for style in page("style"))):
            assert urljoin(f"{SITE}/{name}", to).removeprefix(f"{SITE}/") in shipped.files(), to
        assert "@import" not in str(page)
        for styled in page(style=True):
            assert "url(" not in str(styled["style"])
    sheets = [name for name in shipped.files() if name.endswith(".css")]
    for name in sheets:
        css = shipped.text(name)
        assert "@import" not in css
        for to in re.findall(r"url\(\s*[\"']?([^\"')]+)", css):
            assert not re.match(r"[a-z]+:|//", to), to
            assert urljoin(name, to) in shipped.files(), to


def _is_main_style(tag: Tag) -> bool:
    return tag.name == "style" or str(tag.get("href")).endswith("/theme/site.css")


def test_the_style_is_the_same_on_all_pages_so_that_two_hashes_allow_it(shipped):
    """Content-Security-Policy, Level 3, section 6.7.3: a hash is of the element's whole text.

    Pages that are no articles carry a second one.
    """
    styles = {
        tuple(str(style) for style in page(["style", "link"]) if _is_main_style(style))
        for page in pages_of(shipped).values()
    }
    assert len({found[0] for found in styles}) == 1
    assert len({found[1:] for found in styles if found[1:]}) <= 1
    assert max(len(found) for found in styles) <= 2


def test_every_page_has_a_title_a_heading_and_a_description(shipped):
    titles: Counter[str] = Counter()
    for name, page in pages_of(shipped).items():
        assert len(page("h1")) == 1, name
        assert page.title is not None
        assert words(page.title)
        if page.find("script"):
            titles[words(page.title)] += 1
            assert page.find("meta", attrs={"name": "description"}) or name.startswith(
                ("drafts", "look")
            )
    assert [title for title, times in titles.items() if times > 1] == []
