"""What keeps a page back in another program never leads to its being published here."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from plugins.core import visibility
from plugins.core.yaml_lines import load
from plugins.frontmatter import header
from plugins.practice import validate
from tests.trial_site import TrialSite

NOW = datetime(2026, 5, 20, 12, tzinfo=UTC)
PRIVATE = [
    *(
        "draft: true",
        "Draft: yes",
        "DRAFT: 1",
        "draft: 'true'",
        "draft: maybe",
        "draft:",
        "drafts: on",
    ),
    *("isDraft: true", "is_draft: true", "is-draft: y", "drfat: true", "draft: [true]"),
    *("published: false", "Published: no", "published: off", "published:", "published: soon"),
    *("publish: never", "pubished: false", "published: 2031-01-01", "visible: false"),
    *("visibility: private", "visibility: members", "visibilty: private", "Visibility: Password"),
    *("private: true", "private: x", "hidden: true", "unlisted: true", "public: false"),
    *("post_status: draft", "state: pending", "type: draft", "access: members", "stauts: draft"),
    *("password: rest", "archived: true", "noindex: true", "robots: noindex, nofollow"),
    *(
        "sitemap: false",
        "permalink: false",
        "render: never",
        "eleventyExcludeFromCollections: true",
    ),
    *("expiryDate: 2026-01-01", "unpublish_date: 2031-01-01", "publishDate: 2031-01-01"),
    *("pubDate: Someday", "embargo: true", "wip: true", "secret: true", "listed: no"),
]
PUBLIC = [
    *("draft: false", "Draft: no", "published: true", "Publish: yes", "visibility: public"),
    *("private: false", "isPublished: true", "hidden: off", "noindex: false", "sitemap: true"),
]
NEITHER = [
    *("state: CO", "audience: adults", "robots: all", "hide: [toc]", "publisher: Quiet Press"),
    *("permalink: /old/", "layout: post", "sitemap: {priority: 1}", "active: 3", "comments: false"),
    *("cover: a.jpg", "approved: Maria", "weight: 3"),
]


def given(line: str) -> tuple[str, object]:
    ((name, value),) = dict(load(line, "").data).items()  # type: ignore[arg-type]
    return name, value


@pytest.mark.parametrize("line", PRIVATE)
def test_an_entry_that_keeps_a_page_back_is_understood(line: str) -> None:
    assert visibility.meaning(*given(line), NOW) == "private"  # type: ignore[arg-type]


@pytest.mark.parametrize("line", PUBLIC)
def test_an_entry_that_says_everybody_may_see_it_is_understood(line: str) -> None:
    assert visibility.meaning(*given(line), NOW) == "public"  # type: ignore[arg-type]


@pytest.mark.parametrize("line", NEITHER)
def test_an_entry_that_speaks_of_something_else_is_not(line: str) -> None:
    assert visibility.meaning(*given(line), NOW) == ""  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("publishDate: 2026-05-20T11:00:00Z", "day"),
        ("publishDate: 2026-05-20T13:00:00Z", "private"),
        ("published: 2020-01-01", "day"),
    ],
)
def test_the_day_on_which_it_comes_out_keeps_it_back_until_then(line: str, meaning: str) -> None:
    assert visibility.meaning(*given(line), NOW) == meaning  # type: ignore[arg-type]


def read(line: str, kind: header.Kind = "article") -> header.Header:
    text = f"---\ntitle: T\nsummary: S\ndate: 2026-03-02\n{line}\n---\nWords.\n"
    return header.read(text, "a.md", kind)


@pytest.mark.parametrize("line", PRIVATE)
@pytest.mark.parametrize("also", ["", "status: published\n", "status: hidden\n"])
def test_until_it_is_mended_the_page_counts_as_a_draft_and_no_remedy_is_to_remove_it(
    line: str, also: str
) -> None:
    source = read(f"{also}{line}")
    (problem,) = source.problems
    name = line.partition(":")[0]
    assert source.fields["status"] == "draft"
    assert (problem.rule, problem.severity, problem.line) == (
        "unknown-key",
        "error",
        5 + bool(also),
    )
    assert problem.message == (
        f"The header has no entry called “{name}”. Until this is mended, the article counts as a "
        "draft."
    )
    assert problem.remedy == (
        "Write “status: draft” instead, and nobody sees it; or “status: hidden”, and only those "
        "who have its address do."
    )


@pytest.mark.parametrize("line", PUBLIC)
def test_what_everybody_may_see_anyway_is_said_in_our_words(line: str) -> None:
    source = read(line)
    assert source.fields["status"] == "published"
    assert [problem.remedy for problem in source.problems] == [
        "Write “status: published” instead; or “status: draft”, while nobody is to see it."
    ]


def test_a_day_that_has_come_is_the_date_unless_there_is_another_one() -> None:
    text = "---\ntitle: T\nsummary: S\npubDate: 2020-01-01\n---\nWords.\n"
    source = header.read(text, "a.md", "article")
    assert source.fields["date"] == datetime(2020, 1, 1)
    assert [str(problem) for problem in source.problems] == [
        "a.md:4: “pubDate” is called “date” here. Write “date: …” instead."
    ]
    [beside] = read("pubDate: 2020-01-01").problems
    assert beside.severity == "note"
    assert str(beside) == (
        "a.md:5: “pubDate” does nothing here: “date” stands beside it, and counts. It may stay, or "
        "go."
    )


@pytest.mark.parametrize("kind", ["article", "page"])
@pytest.mark.parametrize(
    ("status", "message"),
    [
        ("private", "“private” is not a status, so this counts as a draft."),
        ("Pending", "“pending” is not a status, so this counts as a draft."),
        ("unpublished", "“unpublished” is not a status, so this counts as a draft."),
        ("publish", "“publish” is not a status, so this counts as a draft."),
        ("skip", "“skip” is not a status, so this counts as a draft."),
        ("", "Nothing follows “status”, so this counts as a draft."),
    ],
)
def test_a_status_that_is_none_publishes_nothing(
    status: str, message: str, kind: header.Kind
) -> None:
    source = read(f"status: {status}", kind)
    assert source.fields["status"] == "draft"
    remedy = "Write draft (nobody sees it), hidden (only by its address), or published."
    assert [str(problem) for problem in source.problems] == [f"a.md:5: {message} {remedy}"]


@pytest.mark.parametrize("status", ["Draft", "DRAFT", " draft "])
def test_a_status_may_be_written_in_capital_letters(status: str) -> None:
    source = read(f"status: '{status}'")
    assert (source.fields["status"], source.problems) == ("draft", [])


def test_no_word_of_it_is_in_any_file_of_the_site(site: TrialSite) -> None:
    for number, line in enumerate(PRIVATE):
        text = f"---\ntitle: T{number}\nsummary: S\ndate: 2026-03-02\n{line}\n---\nQuagga.\n"
        site.write(f"articles/a-{number}.md", text)
        site.write(f"pages/p-{number}.md", text)
    site.write(
        "articles/old.md", "Title: T\nDate: 2026-03-02\nSummary: S\nDraft: true\n\nQuagga.\n"
    )
    site.article("rest")
    assert site.build().refused
    written = site.build(strict=False, PRACTICE_STRICT=False).files()
    public = {name: data for name, data in written.items() if not name.startswith("drafts/")}
    assert "articles/rest/index.html" in public
    assert [name for name, data in public.items() if b"Quagga" in data] == []


@pytest.mark.parametrize("key", ["private", "hidden", "visible", "show", "draft"])
def test_a_fact_that_is_kept_back_in_another_word_is_not_to_be_removed(key: str) -> None:
    address = load(f"practice:\n  address:\n    street: 1 Main St\n    {key}: true\n", "p.yaml")
    person = load(f"people:\n  jane:\n    name: Jane\n    {key}: true\n", "p.yaml")
    (one,) = (p for p in validate.check(address, "practice", "p.yaml")[1] if p.line == 4)
    (other,) = (p for p in validate.check(person, "practice", "p.yaml")[1] if p.line == 4)
    assert one.remedy == "Write “public: false” instead, and nobody sees it."
    assert other.remedy == "Take out what nobody is to see, and then this line."
