"""Entries of other programs' headers: known by what they mean, never by how they are spelled."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from plugins.core import edits
from plugins.frontmatter import header
from plugins.frontmatter.fields import FIELDS
from plugins.frontmatter.header import Header

NOTHING: dict[str, Any] = {}
OURS = {"title": "title: T\n", "summary": "summary: S\n", "date": "date: 2026-03-02\n"}


def read(text: str, name: str = "articles/a.md") -> Header:
    return header.read(text, name, "article", name)


def around(entry: str) -> str:
    """A header with this entry, and all that it needs besides."""
    needed = "".join(line for key, line in OURS.items() if not entry.startswith(f"{key}:"))
    return f"---\n# ours\n{needed}{entry}\n---\nWords.\n"


def fixed(text: str, name: str = "articles/a.md") -> str:
    """The text as it is once all its fixes are made."""
    found = read(text, name).problems
    return edits.applied(text, [edit for one in found for edit in one.fix])


DAY = datetime(2020, 1, 2)
RENAMED: list[tuple[str, str, Any]] = [
    *[
        (f"{name}: About rest.", "summary", "About rest.")
        for name in (
            *("description", "excerpt", "subtitle", "abstract", "metaDescription", "Excerpt"),
            *("meta_description", "seo-description", "custom_excerpt", "teaser", "tagline", "desc"),
        )
    ],
    *[
        (f"{name}: /images/a.jpg", "image", "/images/a.jpg")
        for name in (
            *("cover", "coverImage", "cover_image", "featuredImage", "featured_image", "thumbnail"),
            *("heroImage", "hero", "banner", "og_image", "ogImage", "feature_image", "images"),
            *("header-img", "socialImage", "teaserImage", "photo"),
        )
    ],
    *[
        (f"{name}: A desk", "image_alt", "A desk")
        for name in ("heroImageAlt", "imageAlt", "featured_image_alt", "coverAlt", "alt", "altText")
    ],
    *[
        (f"{name}: 2020-01-02", "date", DAY)
        for name in (
            *("pubDate", "publishDate", "publishedAt", "published", "published_on"),
            *("datePublished", "created", "createdAt", "created_at", "postDate", "pubDatetime"),
        )
    ],
    *[
        (f"{name}: 2020-01-02", "modified", DAY)
        for name in (
            *("lastmod", "updated", "updatedDate", "updatedAt", "updated_at", "last_modified_at"),
            *("dateModified", "lastUpdated", "last-update", "modifiedDate"),
        )
    ],
    *[
        (f"{name}: [a, b]", "tags", ["a", "b"])
        for name in ("keywords", "Keywords", "tag", "topics", "labels")
    ],
    *[(f"{name}: Rest", "category", "Rest") for name in ("categories", "section", "topic")],
    *[(f"{name}: Jane Doe", "author", "Jane Doe") for name in ("byline", "writer", "creator")],
    *[
        (f"{name}: /old/", "redirects", ["/old/"])
        for name in (
            *("aliases", "alias", "redirect_from", "redirectFrom", "old_url", "oldUrl"),
            *("permalink", "url", "previous_url", "legacyUrl"),
        )
    ],
    *[(f"{name}: es-mx", "lang", "es-mx") for name in ("locale", "language", "inLanguage")],
    *[(f"{name}: Loss.", "content_note", "Loss.") for name in ("contentWarning", "tw", "cw")],
    ("headline: T", "title", "T"),
    ("reviewedBy: Jane Doe", "reviewed_by", "Jane Doe"),
    ("contentNote: Loss.", "content_note", "Loss."),
    ("image-alt: A desk", "image_alt", "A desk"),
    ("references: [{title: A study, url: 'https://a.example/'}]", "sources",
     [{"title": "A study", "url": "https://a.example/"}]),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "ours", "meant"), RENAMED)
def test_it_is_told_by_our_name_and_the_fix_changes_the_name_alone(entry, ours, meant):
    needed = {key: line for key, line in OURS.items() if key != ours}
    text = f"---\n{''.join(needed.values())}{entry}  \n---\nWords.\n"
    source = read(text)
    [problem] = source.problems
    assert (problem.rule, problem.severity, problem.line) == (
        "unknown-key",
        "error",
        len(needed) + 2,
    )
    assert ours in problem.message + problem.remedy
    assert "remove" not in problem.remedy
    name, _, _value = entry.partition(":")
    after = fixed(text)
    assert after == text.replace(f"\n{name}:", f"\n{ours}:")
    again = read(after)
    assert (again.problems, again.fields[ours]) == ([], meant)
    assert fixed(after) == after


FORMS: list[tuple[str, str]] = [
    ("cover: {image: /images/a.jpg, alt: A desk, relative: false}",
     "image: /images/a.jpg\nimage_alt: A desk"),
    ("image:\n  src: /images/a.jpg\n  alt: 'A desk: mine'",
     "image: /images/a.jpg\nimage_alt: 'A desk: mine'"),
    ("image: {path: /images/a.jpg}", "image: /images/a.jpg"),
    ("header:\n  teaser: /images/a.jpg", "image: /images/a.jpg"),
    ("images: [/images/a.jpg]", "image: /images/a.jpg"),
    ("author: {name: Jane Doe, url: 'https://a.example/'}", "author: Jane Doe"),
    ("author:\n- name: Jane Doe", "author: Jane Doe"),
    ("authors: [Jane Doe]", "author: Jane Doe"),
    ("categories: [Rest]", "category: Rest"),
    ("categories:\n  - Rest\n  - Sleep\n  - Night", "category: Rest\ntags:\n- Sleep\n- Night"),
    ("category: [Rest, Sleep]", "category: Rest\ntags:\n- Sleep"),
    ("permalink: /blog/rest/", "redirects: /blog/rest/"),
    ("permalink: blog/rest.html", "redirects:\n- /blog/rest.html"),
    ("seo: {description: About rest., title: Rest}", None),  # type: ignore[list-item]
    ("taxonomies: {tags: [a], categories: [Rest]}", "category: Rest\ntags:\n- a"),
    ("extra: {toc: true, cover: a.jpg}", "image: a.jpg"),
    ("draft: true", "status: draft"),
    ("isDraft: yes", "status: draft"),
    ("published: false", "status: draft"),
    ("visibility: private", "status: draft"),
    ("status: pending", "status: draft"),
    ("modified: March 5, 2026", "modified: 2026-03-05"),
    ("updated: 5 Mar 2026", "modified: 2026-03-05"),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "after"), [one for one in FORMS if one[1]])
def test_another_form_is_written_in_ours(entry, after):
    assert fixed(around(entry)) == around(after)


def test_old_addresses_of_several_entries_become_one():
    text = around("aliases: [/a/]\nurl: /b/\nredirects:\n  - /c/\nweight: 3")
    after = around("redirects:\n- /c/\n- /a/\n- /b/\nweight: 3")
    assert fixed(text) == after
    assert read(text).fields["redirects"] == ["/c/", "/a/", "/b/"]


def test_categories_beyond_the_first_become_tags_beside_those_that_are_there():
    text = around("categories: [Rest, Sleep]\ntags: [Night]")
    assert fixed(text) == around("category: Rest\ntags:\n- Night\n- Sleep")


@pytest.mark.parametrize(
    "entry",
    [
        *("layout: post", "weight: 10", "toc: true", "comments: false", "math: true"),
        *("type: posts", "id: 17", "uuid: 1-2-3", "featured: true", "sticky: yes"),
        *("classes: [wide, dark]", "pinned: false"),
        *("ShowToc: true", "hideMeta: true", "readTime: 5", "nav_order: 3", "series: [Rest]"),
        *("eleventyNavigation: {key: rest, order: 3}", "cover: ''", "toc_label: x", "image: ''"),
        *("params: {toc: true}", "extra: {math: true, comments: false}", "draft: false"),
        *("published: true", "visibility: public", "permalink: /articles/a/", "url: articles/a/"),
        *("permalink: /:year/:title/", "permalink: '/blog/{{ page.fileSlug }}/'", "lastmod:"),
        *("excerpt_separator: <!--more-->", "_yoast_wpseo_title: Rest", "focus_keyword: rest"),
        *("Item ID: 5", "url_id: rest", "minutesToRead: 5", "codeinjection_head: null"),
        *("description: S", "pubDate: 2020-01-01", "commentable: true", "meta_title: Rest"),
    ],
)  # fmt: skip
def test_what_does_nothing_here_is_a_note_and_stays(entry):
    text = around(entry)
    problems = read(text).problems
    if entry not in ("toc_label: x", "image: ''"):
        assert [one.severity for one in problems] == ["note"]
    assert [one for one in problems if one.severity == "error"] == []
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("entry", "below"),
    [
        (
            "values: [{heading: How we meet, text: We begin where you are today.}]",
            "below the header",
        ),
        ("hero: A warm welcome", "below the header"),
        ("intro_text: We begin where you are, and go on from there.", "below the header"),
        ("testimonial: {quote: It helped me more than anything else}", "below the header"),
        ("faq:\n- question: Is it safe to rest?\n  answer: It is, mostly.", "## FAQ"),
        ("FAQs: [{q: Is it safe to rest?, a: Yes, for most of us here.}]", "## FAQ"),
        ("cover: {image: a.jpg, caption: A desk by the window}", "below the header"),
        ("author: {name: Jane, bio: She has worked here for long.}", "line of text"),
        ("layout: We begin where you are, and go on from there.", "below the header"),
    ],
)
def test_text_in_a_header_is_never_to_be_removed(entry, below):
    text = around(entry)
    [problem] = [one for one in read(text).problems if one.severity == "error"]
    assert below in problem.remedy + problem.message
    assert "remove" not in problem.remedy.lower()
    assert fixed(text) == text


@pytest.mark.parametrize("entry", ["quote: Be still", "services: [Couples, Groups]", "mood: calm"])
def test_words_that_nobody_knows_may_be_meant_to_be_read(entry):
    [problem] = read(around(entry)).problems
    assert problem.severity == "warning"
    assert problem.remedy == (
        "If it is to be read, put it into the text below; otherwise remove the line."
    )


def test_a_second_summary_is_told_as_text_that_nobody_would_see():
    [problem] = read(around("excerpt: Something else.")).problems
    assert str(problem) == (
        "articles/a.md:6: “excerpt” would not be shown: of it and “summary”, only that one is. "
        "Keep the better one as “summary: …”; what else it says goes below."
    )
    assert problem.severity == "warning"


@pytest.mark.parametrize(
    "entry",
    ["cover: yes please", "drafty: 3", "text: x", "data: x", "note: x", "mode: x", "later: x"],
)
def test_no_other_entry_is_proposed_because_it_is_spelled_a_little_alike(entry):
    remedies = " ".join(problem.remedy for problem in read(around(entry)).problems)
    assert "Did you mean" not in remedies


@pytest.mark.parametrize(
    ("entry", "near"),
    [
        ("titel: A", "title"),
        ("sumary: A", "summary"),
        ("catgory: A", "category"),
        ("autor: A", "author"),
        ("taggs: [a]", "tags"),
        ("modifed: 2026-03-05", "modified"),
        ("sourcs: [{title: x}]", "sources"),
    ],
)
def test_a_slip_of_the_pen_is(entry, near):
    remedies = [problem.remedy for problem in read(around(entry)).problems]
    assert remedies[0] == f"Did you mean “{near}”? Otherwise remove the line."


@pytest.mark.parametrize(
    "entry",
    [
        *("draft: true", "Draft: TRUE", "published: false", "publish: no", "private: true"),
        *("hidden: true", "unlisted: true", "visibility: members", "status: private", "wip: yes"),
        *("draft: maybe", "expiryDate: 2020-01-01", "publishDate: 2999-01-01", "noindex: true"),
        *("pubDate: someday", "archived: true", "extra: {draft: true}", "params:\n  private: true"),
        *("draft: true\npublished: true", "published: false\ndraft: true", "status: publish"),
        *("draft: true\nstatus: published", "draft: false\nvisibility: private"),
        *("seo: {noindex: true, description: S}", "eleventyExcludeFromCollections: true"),
    ],
)
@pytest.mark.parametrize("form", ["---\n{}---\n", "Title: T\nSummary: S\nDate: 2026-03-02\n{}\n"])
def test_a_draft_of_any_program_is_none_that_a_fix_publishes(entry, form):
    if form.startswith("Title") and ("\n " in entry or "{" in entry):
        entry = "draft: true"
    ours = "" if form.startswith("Title") else "".join(OURS.values())
    text = form.format(f"{ours}{entry}\n") + "Words.\n"
    for _ in range(4):
        source = read(text)
        waits = source.fields.get("date", DAY) > datetime(2900, 1, 1)
        assert source.fields["status"] == "draft" or waits
        text = fixed(text)


@pytest.mark.parametrize(
    ("entry", "after"),
    [
        ("menu: main", "menu: About me"),
        ("menu: Footer", "menu: About me"),
        ("menu: {main: {name: About, weight: 2}}", "menu: About\nmenu_order: 2"),
        ("menu:\n  main:\n    weight: 2", "menu: About me\nmenu_order: 2"),
        ("menu: {main: {}, footer: {}}", ""),
    ],
)
def test_the_name_of_a_menu_is_not_what_stands_in_it(entry, after):
    text = f"---\ntitle: About me\nsummary: S\n{entry}\n---\nWords.\n"
    problems = header.read(text, "pages/a.md", "page").problems
    assert [one.rule for one in problems if one.severity == "error"] == ["header-menu"]
    made = edits.applied(text, [edit for one in problems for edit in one.fix])
    assert made == text.replace(entry, after or entry)
    errors = header.read(made, "pages/a.md", "page").problems if after else []
    assert [one for one in errors if one.severity == "error"] == []


def test_every_name_of_ours_that_is_known_elsewhere_leads_to_one_of_ours():
    from plugins.frontmatter.foreign import _OURS

    assert {ours for ours, _ in _OURS.values()} <= set(FIELDS)


def test_a_fix_leaves_comments_line_ends_and_all_else_as_they_are():
    text = (
        "---\n# my own\ntitle:   T # ours\n\nexcerpt:   'S'   # why\ndate: 2026-03-02\n"
        "cover: # which\n  image: a.jpg\n---\nWords:  \n  as they are.\t\n"
    )
    assert fixed(text) == text.replace("excerpt", "summary")


def test_sources_that_hold_more_keep_the_rest_and_name_the_entry():
    source = read(
        around("sources:\n- title: A study\n  type: study\n- title: B\n  url: x\n- title: C")
    )
    assert source.fields["sources"] == [{"title": "A study"}, {"title": "B"}, {"title": "C"}]
    assert [(one.line, one.message) for one in source.problems] == [
        (7, "“type” is not shown: a source has a title and a url, and nothing else."),
        (9, "“x” of a source is not a web address."),
    ]


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2017-01-10 9:00", datetime(2017, 1, 10, 9)),
        ("2017-1-5", datetime(2017, 1, 5)),
        ("2017/01/10", datetime(2017, 1, 10)),
        ("2017-01-10 9:00 PM", datetime(2017, 1, 10, 21)),
        ("2017.01.10", datetime(2017, 1, 10)),
    ],
)
def test_a_date_that_begins_with_its_year_is_read_as_pelican_reads_it(typed, moment):
    assert read(f"Title: T\nDate: {typed}\nSummary: S\n\nWords.\n").fields["date"] == moment
    source = read(f"---\ntitle: T\ndate: {typed}\nsummary: S\n---\nWords.\n")
    assert (source.fields["date"], source.problems) == (moment, [])


def test_the_zone_of_a_date_is_kept():
    for typed in (
        "2017-01-10 09:00:00 -0700",
        "2017-01-10T16:00:00Z",
        "2017-01-10 16:00:00 +0000 UTC",
    ):
        moment = read(f"---\ntitle: T\ndate: {typed}\nsummary: S\n---\n").fields["date"]
        assert moment.timestamp() == 1484064000


JEKYLL = "---\nlayout: post\ntitle: T\nsummary: S\n{}tags: body grief\n---\nWords.\n"


@pytest.mark.parametrize(
    ("more", "name"),
    [("", "articles/2026-01-20-a.md"), ("permalink: /a/\n", "articles/a.md")],
)
def test_tags_are_parted_by_spaces_where_other_entries_say_that_it_is_jekyll(more, name):
    text = JEKYLL.format(f"date: 2026-01-20\n{more}")
    assert read(text, name).fields["tags"] == ["body", "grief"]
    made = fixed(text, name)
    assert "tags:\n- body\n- grief\n" in made
    assert read(made, name).fields["tags"] == ["body", "grief"]
    assert [one.rule for one in read(made, name).problems if one.rule == "header-tags"] == []


@pytest.mark.parametrize(
    "text",
    [
        JEKYLL.format("date: 2026-01-20\n"),
        JEKYLL.format("permalink: /a/\ndate: 2026-01-20\n").replace("layout: post\n", ""),
        JEKYLL.format("permalink: /a/\ndate: 2026-01-20\n").replace("body grief", "body grief,"),
    ],
)
def test_tags_of_several_words_are_one_tag_elsewhere(text):
    assert read(text).fields["tags"] == ["body grief"]


@pytest.mark.parametrize(
    ("entry", "ours", "value"),
    [
        ("tags: [{name: Rest, slug: rest}, {name: Sleep}]", "tags", ["Rest", "Sleep"]),
        ("tags:\n- tag: content/tags/rest.mdx", "tags", ["rest"]),
        ("heroImg: /images/a.jpg", "image", "/images/a.jpg"),
        ("last_update: {date: 2020-01-02}", "modified", DAY),
    ],
)
def test_entries_within_lists_are_read(entry, ours, value):
    source = read(around(entry))
    assert source.fields[ours] == value
    assert read(fixed(around(entry))).fields[ours] == value
    assert [one for one in read(fixed(around(entry))).problems if one.severity == "error"] == []


def test_other_titles_are_no_old_addresses_and_no_fix_makes_such_of_them():
    text = around("aliases:\n- On rest\n- Resting")
    assert "redirects" not in read(text).fields
    assert [one.severity for one in read(text).problems] == ["note"]
    assert fixed(around("aliases: [old-post]")) == around("aliases: [old-post]")
    assert read(around("aliases: [/old/]")).fields["redirects"] == ["/old/"]


def test_what_stands_in_the_header_itself_counts_before_what_stands_within_another_entry():
    text = around("seo: {title: T, description: S}\ndescription: S").replace("summary: S\n", "")
    told = [(one.severity, one.line) for one in read(text).problems]
    assert told == [("error", 6), ("note", 5)]
    assert "seo: {title: T, description: S}\nsummary: S\n" in fixed(text)


@pytest.mark.parametrize("status", ["draft", "hidden"])
def test_who_may_see_it_does_nothing_beside_a_status(status):
    source = read(around(f"visibility: public\nstatus: {status}"))
    assert source.fields["status"] == status
    assert [(one.severity, one.fix) for one in source.problems] == [("note", ())]


@pytest.mark.parametrize(
    "entry",
    [
        "build: {render: never}",
        "_build:\n  list: never\n  render: false",
        "post_password: abc",
        "gated: true",
        "index: false",
        "embargo_until: 2999-01-01",
        "params: {draft: true}",
    ],
)
def test_what_another_program_does_not_show_is_a_draft(entry):
    assert read(around(entry)).fields["status"] == "draft"
    assert read(fixed(around(entry))).fields["status"] == "draft"


@pytest.mark.parametrize(
    "entry",
    [
        "header: {image: /images/a.jpg, legend: My own desk}",
        "images:\n- {src: /images/a.jpg, legend: My own desk}",
        "authors: [{name: Jane Doe, role: Who founded this}]",
        "tags: [{name: Rest, explained: What we need}]",
    ],
)
def test_a_fix_leaves_out_no_words_of_an_entry(entry):
    told = [one for one in read(around(entry)).problems if one.severity == "error"]
    assert [one.line for one in told] == [6]
    assert fixed(around(entry)) == around(entry)


def test_the_other_words_about_a_picture_are_its_description():
    text = around("header:\n  image: /images/a.jpg\n  image_description: A desk")
    assert read(fixed(text)).fields["image_alt"] == "A desk"


@pytest.mark.parametrize("name", ["todo", "note", "Notes", "internal_note"])
def test_no_remedy_asks_to_put_a_note_to_herself_before_all(name):
    (told,) = read(around(f"{name}: ask Maria about this before it goes out")).problems
    assert (told.severity, told.fix) == ("note", ())
    assert "text" not in told.remedy


@pytest.mark.parametrize("entry", ["next: false", "previous: no", "next: 'null'", "next: none"])
def test_a_no_to_the_next_article_is_none(entry):
    source = read(around(entry))
    assert source.fields[entry.partition(":")[0]] == "none"
    assert source.problems == []
