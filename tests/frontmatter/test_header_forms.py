"""Headers in other forms than YAML between three hyphens, and what a broken one hides: nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from plugins.core import edits
from plugins.frontmatter import file_name, header
from plugins.frontmatter.file_name import Named
from plugins.frontmatter.header import Header
from tests.trial_site import TrialSite, photograph

YAML = "title: T\nsummary: S\ndate: 2026-03-02\n"


def read(text: str, inside: str = "articles/a.md") -> Header:
    return header.read(text, inside, "article", inside)


def fixed(text: str) -> str:
    return edits.applied(text, [edit for one in read(text).problems for edit in one.fix])


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ('+++\ntitle = "T"\nsummary = "S"\ndate = 2026-03-02\n+++\nWords.\n', "header-form"),
        ('---toml\ntitle = "T"\nsummary = "S"\ndate = 2026-03-02\n---\nWords.\n', "header-form"),
        (';;;\n"title": "T",\n"summary": "S",\n"date": "2026-03-02"\n;;;\nWords.\n', "header-form"),
        (';;;\n{"title": "T", "summary": "S", "date": "2026-03-02"}\n;;;\nWords.\n', "header-form"),
        ('{"title": "T", "summary": "S", "date": "2026-03-02"}\nWords.\n', "header-form"),
        ('{\n"title": "T",\n"summary": "S",\n"date": "2026-03-02"\n}\nWords.\n', "header-form"),
        (f"—\n{YAML}—\nWords.\n", "header-form"),
        (f"-----\n{YAML}-----\nWords.\n", "header-form"),
        (f"–-\n{YAML}---\nWords.\n", "header-form"),
        (f"---\n{YAML}----\nWords.\n", "header-form"),
        (f"  ---\n{YAML}---\nWords.\n", "header-form"),
        (f"\u200b---\n{YAML}---\nWords.\n", "header-form"),
        (f"---\n{YAML}\nWords.\n", "header-open"),
    ],
)
def test_it_is_read_and_told_and_its_fix_is_yaml(text, rule):
    source = read(text)
    assert [problem.rule for problem in source.problems] == [rule]
    assert (source.fields["title"], source.fields["summary"]) == ("T", "S")
    assert source.fields["date"] == datetime(2026, 3, 2)
    assert source.body.strip() == "Words."
    after = fixed(text)
    again = read(after)
    assert (again.problems, again.fields) == ([], source.fields)
    assert after.startswith(f"---\n{YAML}---\n")
    assert again.body.strip() == "Words."
    assert source.body_line == text.count("\n", 0, text.index("Words")) + (rule != "header-open")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('+++\ntitle = "T"\nsummary = S\n+++\n![A](no.jpg)\n', 3),
        ("+++\ntitle = 'T'\n+\n", 1),
        ('{\n"title": "T",\n"summary": S\n}\nWords.\n', 3),
        (';;;\n"title": T\n;;;\nWords.\n', 2),
    ],
)
def test_one_that_cannot_be_read_is_told_with_its_line_and_its_text_goes_on(text, line):
    source = read(text)
    assert source.problems[0].line == line
    assert (
        "YAML" in source.problems[0].remedy or "below its last entry" in source.problems[0].remedy
    )
    assert source.problems[0].fix == ()
    assert [one.rule for one in source.problems if one.rule.endswith("-missing")] == []


def test_a_note_in_toml_is_not_lost_by_a_fix():
    text = '+++\n# ask first\ntitle = "T"\nsummary = "S"\ndate = 2026-03-02\n+++\nWords.\n'
    assert [problem.fix for problem in read(text).problems] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "{: .pause}\n\nWords.\n",
        "{{< toc >}}\n\nWords.\n",
        "-----\n\nWords.\n",
        "—\n\nShe said: no.\n—\n",
    ],
)
def test_text_that_begins_alike_is_no_header(text):
    assert "header-none" in [problem.rule for problem in read(text).problems]


def test_all_that_is_wrong_with_an_article_is_told_in_one_go(site: TrialSite) -> None:
    site.write(
        "articles/a.md",
        "---\ntitle: T\n\tsub: x\nsummary: [S\ndate: soon\nstatus: maybe\nimage: /images/none.jpg\n"
        "redirects: [/old?x]\n---\n![A desk](/images/no.jpg) and [there](nowhere.md)\n",
    )
    site.write(
        "articles/b.md", "---\ntitle: B\nsummary: S\ndate: soon\n---\n![A desk](/images/no.jpg)\n"
    )
    site.write(
        "articles/c.md", "---\ntitle: C\nsummary: S\ndate: 2026-03-02\n\n[there](nowhere.md)\n"
    )
    told = [(Path(one.path).name, one.line, one.rule) for one in site.build().problems]
    assert sorted(told) == [
        ("a.md", 3, "yaml"),
        ("a.md", 4, "yaml"),
        ("a.md", 5, "header-date"),
        ("a.md", 6, "header-status"),
        ("a.md", 7, "picture-missing"),
        ("a.md", 8, "header-redirects"),
        ("a.md", 10, "link-broken"),
        ("a.md", 10, "picture-missing"),
        ("b.md", 4, "header-date"),
        ("b.md", 6, "picture-missing"),
        ("c.md", 1, "header-open"),
        ("c.md", 6, "link-broken"),
    ]


@pytest.mark.parametrize(
    "line", ["draft true", "status draft", "\tpublished: false", "status: 'draft"]
)
def test_a_broken_line_about_who_may_see_it_keeps_it_back(line):
    source = read(f"---\n{YAML}{line}\n---\nWords.\n")
    assert source.problems
    assert source.fields["status"] == "draft"


# --- Files that are none ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"{\\rtf1\\ansi Rest}", "RTF"),
        (b"PK\x03\x04\x14\x00word/document.xml", "packed"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Word"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"<!DOCTYPE html>\n<html><body>Rest</body></html>", "web page"),
        (b"\xef\xbb\xbf\n<HTML lang=en>", "web page"),
        (b"<?xml version='1.0'?><rss></rss>", "XML"),
        (b"\x89PNG\r\n", "picture"),
        ("---\ntitle: T\n---\n".encode("utf-16"), "UTF-8"),
        ("---\ntitle: T\n---\n".encode("utf-16-le"), "UTF-8"),
    ],
)
def test_a_file_of_another_kind_is_told_as_what_it_is_and_nothing_else(site, data, word):
    site.write("articles/letter.md", data)
    [problem] = site.build().problems
    assert word in problem.message + problem.remedy
    assert problem.rule in ("file-kind", "encoding")


# --- Names of files -----------------------------------------------------------------------------

JAN = datetime(2026, 1, 20)


@pytest.mark.parametrize(
    ("inside", "named"),
    [
        ("articles/2026-01-20-rest.md", Named("rest", "", JAN, "2026-01-20-rest")),
        ("articles/2026-01-20_rest.es.md", Named("rest", "es", JAN, "2026-01-20_rest")),
        ("articles/2026_01_20_rest.md", Named("rest", "", JAN, "2026_01_20_rest")),
        ("articles/2026-01-20 Rest now.md", Named("rest-now", "", JAN, "2026-01-20-rest-now")),
        ("articles/2026-1-20-rest.md", Named("rest", "", JAN, "2026-1-20-rest")),
        ("articles/2026-01-20.md", Named("2026-01-20", "", JAN, "2026-01-20")),
        ("articles/2026-13-45-rest.md", Named("2026-13-45-rest", "", None, "2026-13-45-rest")),
        (
            "articles/1001-10-20-nights.md",
            Named("1001-10-20-nights", "", None, "1001-10-20-nights"),
        ),
        ("articles/2026-01-20-rest/index.md", Named("rest", "", JAN, "index")),
        ("articles/rest/index.es.md", Named("rest", "es", None, "index")),
        ("articles/night/2026-01-20-rest.md", Named("rest", "", JAN, "2026-01-20-rest")),
        ("articles/index.md", Named("index", "", None, "index")),
        ("index.md", Named("index", "", None, "index")),
    ],
)
def test_a_name_says_the_address_the_language_and_the_day(inside, named):
    assert file_name.read(inside) == named


def test_the_day_of_a_name_counts_unless_the_header_has_one():
    bare = "---\ntitle: T\nsummary: S\n{}---\nWords.\n"
    name = "articles/2026-01-20-rest.md"
    source = read(bare.format(""), name)
    assert (source.fields["date"], source.fields["slug"], source.problems) == (JAN, "rest", [])
    assert read(bare.format("date: 2026-03-02\n"), name).fields["date"] == datetime(2026, 3, 2)
    assert read(bare.format("slug: other\n"), name).former == ""
    assert [one.rule for one in read(bare.format("date: soon\n"), name).problems] == ["header-date"]


def test_the_address_that_a_file_had_by_its_whole_name_leads_on(site: TrialSite) -> None:
    site.article("2026-01-20-rest", "[Next](2026-01-21_sleep.md)\n")
    site.article("2026-01-21_sleep", "[Before](/articles/2026-01-20-rest/)\n")
    site.write("articles/desk/index.md", f"---\n{YAML}---\n![A desk](desk.jpg)\n")
    site.write("articles/desk/desk.jpg", photograph())
    built = site.build()
    assert (built.refused, built.said()) == (False, [])
    assert built.one("articles/rest/", ".prose a")["href"] == "/articles/sleep/"
    for old, new in (("2026-01-20-rest", "rest"), ("2026-01-21_sleep", "sleep"), ("index", "desk")):
        assert f"https://practice.example/articles/{new}/" in built.html(f"articles/{old}/")
    assert built.one("articles/desk/", ".prose img")["alt"] == "A desk"


def test_an_old_address_by_the_name_gives_way_to_a_page_and_to_a_redirect(site: TrialSite) -> None:
    site.article("2026-01-20-rest")
    site.write("articles/other.md", f"---\n{YAML}slug: 2026-01-20-rest\n---\nWords.\n")
    site.article("2026-01-21-sleep")
    site.write("redirects.yaml", "/articles/2026-01-21-sleep/: /articles/rest/\n")
    built = site.build()
    assert (built.refused, built.said()) == (False, [])
    assert built.one("articles/2026-01-20-rest/", "h1").get_text() == "T"
    assert "/articles/rest/" in built.html("articles/2026-01-21-sleep/")
    assert "/articles/sleep/" not in built.html("articles/2026-01-21-sleep/")


def test_two_files_that_differ_in_their_day_only_are_told(site: TrialSite) -> None:
    site.article("2026-01-20-rest")
    site.article("2026-01-21-rest", title="Again")
    assert [one.rule for one in site.build().errors()] == ["duplicate-address"]


# --- Days and languages -------------------------------------------------------------------------


def test_a_moment_of_another_zone_is_shown_as_the_practices_day(site: TrialSite) -> None:
    late = "2026-03-02T03:00:00Z"
    site.article(
        "rest",
        date=late,
        modified="2026-04-01T05:59:00+00:00",
    )
    site.article("sleep", date=late, reviewed=late)
    site.article("night", date="2026-03-02 20:00:00 +0900")
    built = site.build()
    times = {n: [t["datetime"] for t in built.page(f"articles/{n}/").select("time")] for n in
             ("rest", "sleep", "night")}  # fmt: skip
    assert "2026-03-31" in str(times["rest"])
    assert set(times["sleep"]) == {"2026-03-01"}
    assert set(times["night"]) == {"2026-03-02"}


@pytest.mark.parametrize(
    ("lang", "address", "attributes"),
    [
        ("ar", "ar/articles/rest/", {"lang": "ar", "dir": "rtl"}),
        ("he", "he/articles/rest/", {"lang": "he", "dir": "rtl"}),
        ("fa-IR", "fa-ir/articles/rest/", {"lang": "fa-IR", "dir": "rtl"}),
        ("az-Arab", "az-arab/articles/rest/", {"lang": "az-Arab", "dir": "rtl"}),
        ("ar-Latn", "ar-latn/articles/rest/", {"lang": "ar-Latn"}),
        ("es", "es/articles/rest/", {"lang": "es"}),
        ("zh-Hant-TW", "zh-hant-tw/articles/rest/", {"lang": "zh-Hant-TW"}),
        ("en-US", "articles/rest/", {"lang": "en-US"}),
        ("en_GB", "articles/rest/", {"lang": "en-GB"}),
        ("EN", "articles/rest/", {"lang": "en"}),
    ],
)
def test_a_page_says_its_language_and_which_way_it_runs(site, lang, address, attributes):
    site.article("rest", lang=lang)
    site.article(
        "sleep", "[Rest](/articles/rest/)\n" if lang.lower().startswith("en") else "Words.\n"
    )
    built = site.build()
    language = lang.partition("-")[0].partition("_")[0]
    told = [one for one in built.said() if f"The theme has no words in “{language}”" not in one]
    assert (built.refused, told) == (False, [])
    assert dict(built.page(address).html.attrs) == attributes
    [page] = [one for one in built.graph(address) if one["@type"] == "WebPage"]
    assert page["inLanguage"] == attributes["lang"]
    if "dir" in attributes:
        feed = built.text(f"{address.split('/')[0]}/feed.xml")
        assert f'&lt;div lang="{attributes["lang"]}" dir="rtl"&gt;' in feed


def test_english_of_any_country_stands_among_the_others(site: TrialSite) -> None:
    site.article("rest", lang="en-US")
    site.article("sleep")
    site.page("articles", template="articles")
    built = site.build()
    assert "/articles/rest/" in built.html("articles/")
    near = built.page("articles/sleep/").find_all("a", rel=["next", "prev"])
    assert "/articles/rest/" in str(near)
    assert "/articles/rest/" in built.text("feed.xml")


def test_a_page_in_the_menu_without_a_place_is_noted(site: TrialSite) -> None:
    site.page("about", menu="About")
    site.page("fees", menu="Fees", menu_order=2)
    site.page("rooms", menu="Rooms", menu_order=1)
    [note] = site.build().problems
    assert (note.rule, note.severity, Path(note.path).name) == (
        "menu-order-missing",
        "note",
        "about.md",
    )
