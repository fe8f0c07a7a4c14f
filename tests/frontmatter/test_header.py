"""The header of a Markdown file: what it may say, and what is said about everything else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
import yaml

from plugins.core import decode, yaml_lines
from plugins.frontmatter import header, redirects
from plugins.frontmatter.header import Header

FULL = "title: T\nsummary: S\ndate: 2026-03-02\n"


def read(text: str, name: str = "content/articles/a.md", kind: header.Kind = "article") -> Header:
    return header.read(text, name, kind)


def said(source: Header) -> list[str]:
    return [str(problem).removeprefix("content/articles/") for problem in source.problems]


def only_problem(line: str, kind: header.Kind = "article") -> str:
    """What is said of one more line in a header that is right (it is the fifth of the file)."""
    messages = said(read(f"---\n{FULL}{line}\n---\n", kind=kind))
    assert len(messages) == 1, messages
    assert messages[0].startswith("a.md:5: ")
    return messages[0].removeprefix("a.md:5: ")


def value(line: str, kind: header.Kind = "article") -> Any:
    source = read(f"---\n{FULL}{line}\n---\n", kind=kind)
    assert source.problems == []
    return source.fields[line.partition(":")[0]]


# --- The two ways to write a header ------------------------------------------------------------

YAML_HEADER = """\
---
title: "Parts: an introduction"
summary: >-
  What parts are,
  and what they are not.
date: 2026-03-02
modified: 2026-05-01
reviewed: 2026-05-01
review_by: 2027-05-01
reviewed_by: Jane Doe
category: Parts work
tags: [IFS, parts work]
lang: en
translation: false
author: jane-doe
image: images/desk.jpg
image_alt: 'A desk, and a "chair"'
sources:
  - title: A study
    url: https://doi.org/10.1000/1
  - title: A book
redirects: [/blog/parts, /old/]
content_note: Mentions loss.
status: published
order: 2
next: two-chairs
previous: none
allow: [no-faq]
---

The body.
"""


def test_a_yaml_header_gives_typed_values_and_their_lines():
    source = read(YAML_HEADER, "content/articles/parts.md")
    assert source.problems == []
    assert source.fields == {
        "slug": "parts",
        "title": "Parts: an introduction",
        "summary": "What parts are, and what they are not.",
        "date": datetime(2026, 3, 2),
        "modified": datetime(2026, 5, 1),
        "reviewed": datetime(2026, 5, 1),
        "review_by": datetime(2027, 5, 1),
        "reviewed_by": "Jane Doe",
        "category": "Parts work",
        "tags": ["IFS", "parts work"],
        "lang": "en",
        "translation": False,
        "author": "jane-doe",
        "image": "images/desk.jpg",
        "image_alt": 'A desk, and a "chair"',
        "sources": [
            {"title": "A study", "url": "https://doi.org/10.1000/1"},
            {"title": "A book"},
        ],
        "redirects": ["/blog/parts", "/old/"],
        "content_note": "Mentions loss.",
        "status": "published",
        "order": 2.0,
        "next": "two-chairs",
        "previous": "none",
        "allow": ["no-faq"],
    }
    keys = ("title", "summary", "date", "sources", "allow")
    assert [source.line(key) for key in keys] == [2, 3, 6, 18, 28]
    assert source.body == "\nThe body.\n"
    assert source.body_line == 30


def test_lines_in_pelicans_own_form_give_the_same_values():
    source = read(
        "Title: Parts: an introduction\n"
        "Date: 2026-03-02\n"
        "Authors: Jane Doe, LPC\n"
        "Tags: IFS, parts work\n"
        "Summary: What parts are,\n"
        "    and what\n"
        "  they are not.\n"
        "\n"
        "The body.\n"
    )
    assert source.problems == []
    assert source.fields == {
        "slug": "a",
        "title": "Parts: an introduction",
        "date": datetime(2026, 3, 2),
        "authors": "Jane Doe, LPC",
        "tags": ["IFS", "parts work"],
        "summary": "What parts are, and what they are not.",
        "status": "published",
    }
    assert source.lines == {"title": 1, "date": 2, "authors": 3, "tags": 4, "summary": 5}
    assert (source.body, source.body_line) == ("\nThe body.\n", 8)


def test_a_name_with_a_credential_behind_a_comma_stays_one_author():
    assert value("authors: Jane Doe, LPC") == "Jane Doe, LPC"
    assert value("author: Jane Doe, LPC") == "Jane Doe, LPC"


def test_a_page_may_say_more_than_an_article():
    source = read(
        "---\ntitle: T\nsummary: S\ntemplate: about\nurl: ''\nsave_as: index.html\n"
        "menu: About\nmenu_order: 2\n---\n",
        "content/pages/about.md",
        "page",
    )
    assert source.problems == []
    assert source.fields == {
        "slug": "about",
        "title": "T",
        "summary": "S",
        "template": "about",
        "url": "",
        "save_as": "index.html",
        "menu": "About",
        "menu_order": 2.0,
        "status": "published",
    }
    assert only_problem("menu: About").startswith("The header has no entry called “menu”.")


@pytest.mark.parametrize(
    ("text", "body", "line"),
    [
        ("\n\n---\ntitle: T\n---\nB", "B", 6),
        ("---  \ntitle: T\n...\nB", "B", 4),
        ("---\ntitle: T\n---", "", 4),
        ("---\ntitle: T\n---\nB\n\n---\n\nC", "B\n\n---\n\nC", 4),
    ],
)
def test_the_body_begins_below_the_header_wherever_that_ends(text, body, line):
    source = read(text)
    assert source.fields["title"] == "T"
    assert (source.body, source.body_line) == (body, line)


def test_the_line_of_a_text_in_the_body_is_counted_in_the_file():
    source = read("---\ntitle: T\n---\n\none\ntwo one\n")
    assert [source.line_of("one", nth) for nth in range(3)] == [5, 6, 4]
    assert source.line_of("three") == 4


# --- Headers that are none ---------------------------------------------------------------------

NO_HEADER = (
    "This file has no header, so it has no title and no date. Begin it with a line of ---, then "
    "“title: …”, “summary: …” and “date: …”, then ---."
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", f"a.md:1: {NO_HEADER}"),
        ("\n\nOnly words.\n", f"a.md:3: {NO_HEADER}"),
        ("# A title\n\ntitle: no\n", f"a.md:1: {NO_HEADER}"),
        ("---\n---\n\nWords\n", f"a.md:1: {NO_HEADER}"),
        ("---\n- a list\n---\n", f"a.md:1: {NO_HEADER}"),
        ("---\nonly words\n---\n", f"a.md:1: {NO_HEADER}"),
        *(
            (
                f"---\ntitle:{space}Parts\nsummary: S\nstatus: draft\n---\n",
                (
                    "a.md:2: A colon needs a plain space after it, and this line has none. "
                    "Write: title: Parts"
                ),
            )
            for space in ("", "\xa0")
        ),
        (
            "---\nallow:\n  - rule: r\n   reason: 's'\n---\n",
            (
                "a.md:4: This line does not begin below the lines that it belongs to. Put as many "
                "spaces before it as stand before the entry above it."
            ),
        ),
        (
            "---\nstatus: draft\ntitle: T\n\tsummary: S\n---\n",
            (
                "a.md:4: There is a tab at the beginning of this line. Use spaces instead of the "
                "tab key."
            ),
        ),
        (
            "---\ntitle: T\nsummary of it\ndate: 2026-03-02\n---\n",
            (
                "a.md:3: A colon is missing here, or the line is not indented far enough. Each "
                "line of a header is a name, a colon, a space and the text."
            ),
        ),
        (
            "---\ntitle: T\nsummary: We\x92re here\nstatus: draft\n---\n",
            (
                "a.md:3: There is a character in this line that cannot be shown. Delete the line "
                "and type it again instead of pasting it."
            ),
        ),
    ],
)
@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader])
def test_a_header_that_cannot_be_read_is_told_in_plain_words(monkeypatch, loader, text, message):
    monkeypatch.setattr(yaml_lines, "_Loader", loader)  # PyYAML has not the quick one everywhere
    assert said(read(text)) == [message]


def test_words_with_a_colon_in_the_first_line_are_no_header():
    source = read("Note: this is not a header.\n\nWords.\n")
    assert [problem.rule for problem in source.problems] == ["header-none", "unknown-key"]


def test_aliases_that_multiply_do_not_fill_the_memory():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert said(read("\n".join(["---", *lines, "---"]))) == [
        (
            "a.md:2: This cannot be read as YAML. Look for characters that do not belong, or for "
            "very deep nesting."
        )
    ]


# --- Entries that are wrong --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (
            "titel: Again",
            (
                "The header has no entry called “titel”. Did you mean “title”? Otherwise remove "
                "the line."
            ),
        ),
        (
            "Sumary: Again",
            (
                "The header has no entry called “Sumary”. Did you mean “summary”? Otherwise remove "
                "the line."
            ),
        ),
        (
            "xyz: 1",
            (
                "The header has no entry called “xyz”. Known are: allow, author, authors, "
                "category, content_note, date, image, image_alt, lang, modified, next, order, "
                "previous, redirects, review_by, reviewed, reviewed_by, slug, sources, status, "
                "summary, tags, title, translation. Otherwise remove the line."
            ),
        ),
        (
            "Title: Again",
            (
                "“title” appears here a second time; only one of the two can count. Remove one of "
                "them (the first is on line 2)."
            ),
        ),
        (
            "title: Again",
            (
                "“title” appears here a second time; only one of the two can count. Remove one of "
                "them (the first is on line 2)."
            ),
        ),
        (
            "category: [Parts, work]",
            (
                "Here one line of text is expected, and there is a list. Write the text on one "
                "line, between quotation marks if it has a colon."
            ),
        ),
        (
            "author: {name: Jane}",
            (
                "Here one line of text is expected, and there is a list. Write the text on one "
                "line, between quotation marks if it has a colon."
            ),
        ),
        (
            "tags: {a: b}",
            (
                "Here one line of text is expected, and there is a list. Write the text on one "
                "line, between quotation marks if it has a colon."
            ),
        ),
        (
            "status: publish",
            (
                "“publish” is not a status, so this counts as a draft. Write draft (nobody sees "
                "it), hidden (only by its address), or published."
            ),
        ),
        ("translation: maybe", "“maybe” is neither yes nor no. Write yes or no."),
        ("order: first", "“first” is not a number. Write a number such as 2."),
        ("order: nan", "“nan” is not a number. Write a number such as 2."),
        ("order: 1e999", "“1e999” is not a number. Write a number such as 2."),
        (
            "slug: Más allá",
            (
                "“Más allá” cannot be part of an address. Use small letters, digits and hyphens, "
                "such as “mas-alla”."
            ),
        ),
        (
            "slug: ../../etc",
            (
                "“../../etc” cannot be part of an address. Use small letters, digits and hyphens, "
                "such as “etc”."
            ),
        ),
        (
            "slug: '!'",
            (
                "“!” cannot be part of an address. Use small letters, digits and hyphens, such as "
                "“my-article”."
            ),
        ),
        (
            "lang: English please",
            (
                "“english please” is not the code of a language. Write its two small letters, such "
                "as en or es."
            ),
        ),
        (
            "lang: ../en",
            "“../en” is not the code of a language. Write its two small letters, such as en or es.",
        ),
        (
            "sources: A study",
            (
                "A source needs a title, and may have a url; nothing else. Write each as “- title: "
                "…” and below it “  url: https://…”."
            ),
        ),
        (
            "sources: [{title: A study, year: 2020}]",
            (
                "“year” is not shown: a source has a title and a url, and nothing else. Write into "
                "the title what readers are to see of it; then take the entry out."
            ),
        ),
        (
            "sources: [{url: 'https://a.example'}]",
            (
                "A source needs a title, and may have a url; nothing else. Write each as “- title: "
                "…” and below it “  url: https://…”."
            ),
        ),
        (
            "sources: [{title: A study, url: 'javascript:alert(1)'}]",
            (
                "“javascript:alert(1)” of a source is not a web address. Copy it whole from the "
                "browser, where it begins with https://, or leave it out."
            ),
        ),
        (
            "sources: [{title: A study, url: 'https://a.example/ \"><script>'}]",
            (
                '“https://a.example/ "><script>” of a source is not a web address. Copy it whole '
                "from the browser, where it begins with https://, or leave it out."
            ),
        ),
        (
            "redirects: {/old: /new}",
            (
                "Here one line of text is expected, and there is a list. Write the text on one "
                "line, between quotation marks if it has a colon."
            ),
        ),
        (
            "redirects: ['/a?b']",
            (
                "“/a?b” cannot be an old address: hosts of plain pages ignore what follows a "
                "“?” (docs/hosting.md). Write “/a” if all addresses that begin so may "
                "lead to one page; otherwise leave it out."
            ),
        ),
    ],
)
def test_an_entry_that_is_wrong_is_told_with_its_line_and_a_remedy(line, message):
    assert only_problem(line) == message


@pytest.mark.parametrize(
    "line",
    [
        *("url: /about/", "url: ../x", "save_as: ../../x.html", "url: a%2e%2e/../x", "url: a//b"),
        *('save_as: a"b/index.html', "save_as: CON/index.html", "save_as: .htaccess"),
        *("url: a|b/", "save_as: a*.html", "url: a./", "save_as: a\\b.html", f"url: {'x' * 201}"),
    ],
)
def test_a_page_cannot_be_put_outside_the_site_or_where_no_computer_can_have_it(line):
    text = redirects.shown(line.partition(": ")[2])
    assert only_problem(line, "page") == (
        f"“{text}” is not an address within this site. Write it without a slash in front, such "
        "as about/ for url and about/index.html for save_as."
    )


@pytest.mark.parametrize("name", ["theme/site.css", "_headers", "CNAME", "Manifest.json"])
def test_a_page_cannot_be_put_where_the_program_puts_files_of_its_own(name):
    assert only_problem(f"save_as: {name}", "page") == (
        f"“{name}” is where the program puts files of its own. Choose another name."
    )


@pytest.mark.parametrize("line", ["save_as: 404.html", "url: ''", "url: café/", "url: a$b{1}/"])
def test_a_page_can_have_any_other_address(line):
    assert said(read(f"---\n{FULL}{line}\n---\n", kind="page")) == []


@pytest.mark.parametrize("url", ["https://evil.example/", "javascript:alert(1)", "a?b", "a#b"])
def test_a_page_cannot_have_an_address_that_is_not_a_path(url):
    assert only_problem(f"url: '{url}'", "page").startswith(f"“{url}” is not an address within")


def test_every_wrong_entry_of_a_header_is_told_at_once():
    source = read("---\ntitel: T\nsummary: [S]\ndate: soon\nstatus: publish\nxyz: 1\n---\n")
    assert [(problem.line, problem.rule) for problem in source.problems] == [
        (3, "header-summary"),
        (4, "header-date"),
        (5, "header-status"),
        (2, "unknown-key"),
        (6, "unknown-key"),
    ]


@pytest.mark.parametrize(
    ("text", "kind", "messages"),
    [
        (
            "---\ncategory: Parts work\n---\n",
            "article",
            [
                "a.md:1: This article has no title. Add a line “title: …” to its header.",
                (
                    "a.md:1: This article has no summary. Add a line “summary: …” to its header: "
                    "one or two sentences that tell a reader what she will find."
                ),
                (
                    "a.md:1: This article has no date. Add a line such as “date: 2026-03-02” "
                    "(year-month-day) to its header."
                ),
            ],
        ),
        (
            "---\ntitle:\nsummary: ''\ndate: ~\n---\n",
            "article",
            [
                "a.md:2: This article has no title. Add a line “title: …” to its header.",
                (
                    "a.md:3: This article has no summary. Add a line “summary: …” to its header: "
                    "one or two sentences that tell a reader what she will find."
                ),
                (
                    "a.md:4: This article has no date. Add a line such as “date: 2026-03-02” "
                    "(year-month-day) to its header."
                ),
            ],
        ),
        (
            "---\nmenu: About\nmenu_order: 2\n---\n",
            "page",
            [
                "a.md:1: This page has no title. Add a line “title: …” to its header.",
                (
                    "a.md:1: This page has no summary. Add a line “summary: …” to its header: one "
                    "or two sentences that tell a reader what she will find."
                ),
            ],
        ),
        (
            "---\nstatus: draft\n---\n",
            "article",
            ["a.md:1: This article has no title. Add a line “title: …” to its header."],
        ),
        ("---\ntitle: T\nstatus: draft\n---\n", "article", []),
    ],
)
def test_what_is_missing_is_told_and_a_draft_may_lack_more(text, kind, messages):
    assert said(read(text, kind=kind)) == messages


# --- Dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2026-03-02", datetime(2026, 3, 2)),
        ("'2026-03-02'", datetime(2026, 3, 2)),
        ("20260302", datetime(2026, 3, 2)),
        ("2026-03-02 14:30", datetime(2026, 3, 2, 14, 30)),
        # What a browser editor writes for a day: it is that day in every zone.
        ("2026-03-02T00:00:00.000Z", datetime(2026, 3, 2)),
        ("2026-03-02T00:00:00+00:00", datetime(2026, 3, 2)),
        ("2026-03-02T10:00:00Z", datetime(2026, 3, 2, 10, tzinfo=UTC)),
        (
            "2026-03-02T00:00:00-07:00",
            datetime(2026, 3, 2, tzinfo=timezone(timedelta(hours=-7))),
        ),
        (
            "2026-03-02T23:30:00+14:00",
            datetime(2026, 3, 2, 23, 30, tzinfo=timezone(timedelta(hours=14))),
        ),
    ],
)
def test_a_date_is_a_day_or_a_moment_and_keeps_its_day(typed, moment):
    date = value(f"modified: {typed}")
    assert date == moment
    assert date.utcoffset() == moment.utcoffset()
    assert date.date() == datetime(2026, 3, 2).date()


@pytest.mark.parametrize(
    "typed",
    [
        "March 2, 2026",
        "2 March 2026",
        "Mar 2 2026",
        "2nd of March 2026",
        "Monday, March 2, 2026",
    ],
)
def test_a_date_in_words_is_a_problem_whose_remedy_is_the_date_in_digits(typed):
    assert only_problem(f"modified: {typed}") == (
        f"“{typed}” is not a date that can be read. Write it as year-month-day: 2026-03-02."
    )


def test_the_hour_of_a_date_in_words_is_kept():
    assert only_problem("modified: Mon, 2 Mar 2026 10:00 +0100").endswith(
        "Write it as year-month-day: 2026-03-02 10:00:00+01:00."
    )


@pytest.mark.parametrize(
    ("typed", "day", "named"),
    [
        ("11/20/2026", "2026-11-20", "November 20"),
        ("2/3/2026", "2026-02-03", "February 3"),  # elsewhere it would be the second of March
        ("20/11/2026", "2026-11-20", "November 20"),
        ("11/20/26", "2026-11-20", "November 20"),
    ],
)
def test_of_a_date_with_slashes_the_remedy_says_how_it_was_understood(typed, day, named):
    assert only_problem(f"modified: {typed}") == (
        f"“{typed}” is not a date that can be read. Write it as year-month-day: {day}, if it is "
        f"{named}."
    )


@pytest.mark.parametrize(
    "typed",
    [
        "soon",
        "Monday",  # which one would depend on the day of the build
        "March",
        "May 2026",
        "March 2",
        "02/30/2026",
        "13/13/2026",
        "02/03",
        "2026",
        "2026-02-30",
        "2026-13-01",
        "2026-03-02T25:00",
        "2026-03-02T10:00+99:00",
        "march 99999999999999999999",
    ],
)
def test_a_date_that_cannot_be_told_is_a_problem_whose_remedy_is_an_example(typed):
    assert only_problem(f"modified: {typed}") == (
        f"“{typed}” is not a date that can be read. Write it as year-month-day, for example "
        "2026-03-02."
    )


def test_a_wrong_date_is_not_reported_as_missing_too():
    assert said(read("---\ntitle: T\nsummary: S\ndate: soon\n---\n")) == [
        (
            "a.md:4: “soon” is not a date that can be read. Write it as year-month-day, for "
            "example 2026-03-02."
        )
    ]


# --- Values stay what was typed ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("category: Yes", "Yes"),
        ("category: 012345", "012345"),
        ("category: 2026-03-02", "2026-03-02"),
        ("category: 1_000", "1_000"),
        ("category: 'null'", "null"),
        ('category: "Curly “quotes”, <tags> & ampersands"', "Curly “quotes”, <tags> & ampersands"),
        ("category: '{{ config }} {% raw %}'", "{{ config }} {% raw %}"),
        ('category: "a\\b\\0c\\x1fd\\uffff"', "acd"),
        ("category: |\n  two\n  lines", "two lines"),
        ("tags: 'a, b ,, c'", ["a", "b", "c"]),
        ("tags: [Yes, 1, 'a, b']", ["Yes", "1", "a, b"]),
        ("translation: Yes", True),
        ("translation: 'false'", False),
        ("status: Draft", "draft"),
        ("lang: ES", "es"),
        ("lang: pt-BR", "pt-br"),
        ("slug: two_chairs-2", "two_chairs-2"),
        ("slug: drafts", "drafts"),
        ("slug: pages", "pages"),
    ],
)
def test_a_value_is_read_as_it_was_typed(line, expected):
    assert value(line) == expected


@pytest.mark.parametrize("empty", ["", " ~", " null", " ''", " []", " {}"])
def test_an_empty_entry_counts_as_none(empty):
    source = read(f"---\n{FULL}category:{empty}\n---\n")
    assert source.problems == []
    assert "category" not in source.fields


# --- Addresses and languages from file names ---------------------------------------------------


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("what-is-parts-work.md", {"slug": "what-is-parts-work"}),
        ("What is Parts Work?.md", {"slug": "what-is-parts-work"}),
        ("anxiety.es.md", {"slug": "anxiety", "lang": "es"}),
        ("anxiety.es.markdown", {"slug": "anxiety", "lang": "es"}),
        ("St. Patrick's Day.md", {"slug": "st-patrick-s-day"}),
        ("v1.2 notes.md", {"slug": "v1-2-notes"}),
        ("v1.2.es.md", {"slug": "v1-2", "lang": "es"}),
        ("Más allá.md", {"slug": "mas-alla"}),
        ("Straße.md", {"slug": "strasse"}),
        ("тревога.md", {"slug": "trevoga"}),
        ("不安.md", {"slug": "bu-an"}),
        ("قلق.md", {"slug": "qlq"}),
        ("불안.md", {"slug": "bulan"}),
        ("drafts.md", {"slug": "drafts"}),
        ("pages.md", {"slug": "pages"}),
        ("index.md", {"slug": "index"}),
        ("!!!.md", {}),
        ("..md", {}),
    ],
)
def test_a_file_name_in_any_script_gives_an_address_in_latin_letters(name, expected):
    assert header.slug_and_lang(f"content/articles/{name}") == expected


def test_a_file_name_without_letters_is_told_unless_the_header_names_a_slug():
    text = f"---\n{FULL}---\n"
    assert said(read(text, "content/articles/!!!.md")) == [
        (
            "!!!.md:1: The name of this file has no letter or digit, so it makes no address. "
            "Rename it, such as my-article.md."
        )
    ]
    assert said(read(text.replace("date", "slug: wow\ndate"), "content/articles/!!!.md")) == []


def test_a_slug_or_a_language_in_the_header_counts_before_the_file_name():
    source = read(f"---\n{FULL}slug: other\nlang: fr\n---\n", "content/articles/a.es.md")
    assert (source.fields["slug"], source.fields["lang"]) == ("other", "fr")


# --- Bytes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\nb\n", "a\nb\n"),
        (b"\xef\xbb\xbfa\r\nb\rc\r\n", "a\nb\nc\n"),
        ("zwölf 十二 🙂".encode(), "zwölf 十二 🙂"),
        (b"one\x0btwo\x0cthree\x1f", "one two three "),
        (b"", ""),
    ],
)
def test_a_file_in_utf_8_gives_its_text_with_one_kind_of_line_end(data, text):
    assert decode.decode(data, "a.md") == (text, [])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("first\nsecond zwölf\n".encode("latin-1"), 2),
        ("“quotes” and €\n".encode("cp1252"), 1),
        ("with a mark\n".encode("utf-16"), 1),
        ("title: without a mark\n".encode("utf-16-le"), 1),
        ("title: without a mark\n".encode("utf-16-be"), 1),
        ("テスト\n".encode("shift_jis"), 1),
        (b"\x89PNG\r\n\x1a\n\x00", 1),
    ],
)
def test_a_file_in_another_encoding_is_told_with_its_first_strange_line(data, line):
    text, problems = decode.decode(data, "a.md")
    assert text == ""
    assert [str(problem) for problem in problems] == [
        (
            f"a.md:{line}: This file is not saved as UTF-8, so its letters cannot be told apart. "
            "Save it again from your editor with the encoding “UTF-8”."
        )
    ]
