"""What a writer notes for herself reaches no file of the site; what she shows as code does.

Each text stands with what is left of it. The word `withheld` stands in comments only.
"""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

import pelicanconf
from plugins.core import comments
from plugins.core.comments import Comment, from_markdown, from_yaml
from plugins.frontmatter import header
from plugins.frontmatter.document import Reader
from tests.desk.conftest import practice  # noqa: F401  # a fixture
from tests.trial_site import Built, TrialSite

NOTE = "ask Maria about it, 303-555-0142 withheld"
# How a comment is written, in one line, wherever in a text it stands.
INLINE = {
    "html": f"<!-- {NOTE} -->",
    "html without spaces": f"<!--{NOTE}-->",
    "html, ended as HTML forgives": f"<!-- {NOTE} --!>",
    "html, with hyphens": f"<!--- {NOTE} --->",
    "html, begun too short": f"<!--> {NOTE} -->",
    "html, begun too short, with a hyphen": f"<!---> {NOTE} -->",
    "html, with an arrow": f"<!-- {NOTE} -> withheld -->",
    "html, with another inside": f"<!-- {NOTE} <!-- withheld --> withheld -->",
    "html, with dashes of a word processor": f"<!– {NOTE} –>",
    "html, with one dash of a word processor": f"<!-- {NOTE} –>",
    "html, with a hyphen too few": f"<!- {NOTE} -->",
    "html, with a space": f"< !-- {NOTE} -->",
    "conditional": f"<!--[if IE]>{NOTE}<![endif]-->",
    "end of a summary": "<!-- PELICAN_END_SUMMARY withheld -->",
    "declaration": f"<!note {NOTE}>",
    "instruction": f"<?php {NOTE} ?>",
    "cdata": f"<![CDATA[ {NOTE} ]]>",
    "jinja": f"{{# {NOTE} #}}",
    "liquid": f"{{% comment %}}{NOTE}{{% endcomment %}}",
    "liquid, close": f"{{%- comment -%}}{NOTE}{{%- endcomment -%}}",
    "liquid, in one": f"{{% # {NOTE} %}}",
    "shortcode": f"{{{{% comment %}}}}{NOTE}{{{{% /comment %}}}}",
    "hugo": f"{{{{/* {NOTE} */}}}}",
    "handlebars": f"{{{{! {NOTE} }}}}",
    "handlebars, dashed": f"{{{{!-- {NOTE} --}}}}",
    "mdx": f"{{/* {NOTE} */}}",
    "critic": f"{{>>{NOTE}<<}}",
    "obsidian": f"%%{NOTE}%%",
    "obsidian, with spaces": f"%% {NOTE} %%",
    "reference (": f"[//]: # ({NOTE} (withheld) withheld)",
    'reference "': f'[//]: # "{NOTE}"',
    "reference <": f"[y]: <> ({NOTE})",
    "reference, named": f"[comment]: # ({NOTE})",
}
# And on lines of its own.
BLOCKS = {
    "several lines": f"<!--\n{NOTE}\n\n## withheld\n\n- withheld\n-->",
    "with a fence inside": f"<!--\n```\n{NOTE}\n```\n-->",
    "obsidian": f"%%\n{NOTE}\n\nwithheld\n%%",
    "reference '": f"[//]: # '{NOTE} don't withheld'",
    "reference without a title": f"[//]: # {NOTE}",
    "reference without a target": f"[//]: {NOTE}",
    "reference, tight": f"[//]:# ({NOTE})",
    "reference, in several lines": f"[//]: # ({NOTE}\nwithheld, withheld\nwithheld)",
    "reference, title below": f'[//]: #\n  "{NOTE}"',
    "the note is the label": f"[{NOTE}]: #",
    "a definition that no link uses": f"[maria]: https://other.example/ '{NOTE}'",
    "another of them": f"[maria]: <withheld withheld> ({NOTE})",
}
PLACES = {
    "alone": "Before.\n\n{0}\n\nAfter.\n",
    "at the beginning": "{0}\n\nAfter.\n",
    "at the end": "Before.\n\n{0}",
    "between lines": "Before.\n{0}\nAfter.\n",
    "in a line": "Before {0} after.\n",
    "at a line's end": "Before. {0}\nAfter.\n",
    "at a line's beginning": "{0} Before.\n",
    "in a heading": "## Title {0}\n\nAfter.\n",
    "in a question": "## FAQ\n\n### Is it? {0}\n\nYes.\n",
    "in an answer": "## FAQ\n\n### Is it mine?\n\nYes. {0}\n",
    "in a list": "- one\n- two {0}\n- three\n",
    "between items": "- one\n{0}\n- two\n",
    "in a table": "| a | b |\n|---|---|\n| 1 {0} | 2 |\n",
    "in a quotation": "> Said. {0}\n> And said.\n",
    "in a quotation, alone": "> Said.\n> {0}\n> And said.\n",
    "in a note": "A claim[^1].\n\n[^1]: A study. {0}\n",
    "in HTML": "<div>Before {0} after</div>\n",
    "beside code": "Before `code` {0} and `more`.\n\n```\ncode\n```\n{0}\n",
    "in a paragraph with one backtick": "Before ` {0} after.\n",
    "in a list with backticks in two points": "- one ` two\n- three {0} ` four\n",
}


def files(built: Built) -> dict[str, str]:
    """Every file that was written, unpacked."""
    found = {}
    for name, data in built.files().items():
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        elif name.endswith(".br"):
            data = brotli.decompress(data)
        found[name] = data.decode("utf-8", "replace")
    return found


def left(text: str) -> str:
    return from_markdown(text).text


# --- Nothing of it goes out ---------------------------------------------------------------------


def test_no_comment_of_any_kind_in_any_place_is_in_any_file(site: TrialSite) -> None:
    site.page("search", "", template="search")
    for number, form in enumerate(INLINE.values()):
        site.article(f"inline-{number}", "\n\n".join(PLACES.values()).replace("{0}", form))
    for number, form in enumerate(BLOCKS.values()):
        alone = (PLACES[place].replace("{0}", form) for place in ("alone", "at the end"))
        site.article(f"block-{number}", "\n\n".join(alone))
    built = site.build(delivered=True)
    assert not built.refused, built.said()
    written = files(built)
    assert {"articles/inline-0/index.md", "articles/block-9/index.html", "feed.xml"} < set(written)
    assert [name for name, text in written.items() if "withheld" in text or "<!-" in text] == []


def test_what_stands_around_a_comment_is_read_as_if_it_were_not_there(site: TrialSite) -> None:
    for number, (place, text) in enumerate(PLACES.items()):
        if place != "between lines":  # a comment on a line of its own parts paragraphs
            site.article(f"with-{number}", text.replace("{0}", INLINE["html"]), title="T")
            line = "{0}\n" if place == "between items" else " {0}"
            plain = text.replace(line, "").replace("{0}", "")
            site.article(f"without-{number}", plain, title="T")
    built = site.build()
    numbers = [number for number, place in enumerate(PLACES) if place != "between lines"]
    assert len(numbers) > 5
    for number in numbers:
        shown, plain = (
            " ".join(str(built.one(f"articles/{kind}-{number}/", ".prose")).split())
            for kind in ("with", "without")
        )
        assert shown == plain.replace("without-", "with-"), list(PLACES)[number]


def test_nothing_of_a_comment_in_a_header_or_a_data_file_is_in_any_file(site: TrialSite) -> None:
    note = INLINE["html"]
    site.facts(practice={"name": "Quiet Room", "description": f"A room. {note}"})
    site.write(
        "articles/a.md",
        f"{note}\n<!--\n{NOTE}\n-->\n---\n# {NOTE}\ntitle: Rest {note}\n{note}\n<!-- withheld\n"
        f"withheld: withheld -->\nsummary: About rest. {note} # {NOTE}\ndate: 2026-03-02 {note}\n"
        f"tags:\n  - one\n  - two {note}\n    # {NOTE}\nsources:\n  - title: 'A study {note}'\n"
        f"    url: https://other.example/ {note}\ncontent_note: {{# withheld #}} Loss.\n---\n"
        f"{note}\n\nWords.\n",
    )
    site.write(
        "articles/b.md",
        f"{note}\n\nTitle: Two {note}\nDate: 2026-03-02\nSummary: About two. {note}\n\n"
        f"{note}\nWords.\n",
    )
    site.paths({"path": "New", "summary": f"Two. {note}", "articles": [
        {"slug": "a", "because": f"It is short. {note}"}, "b"]})  # fmt: skip
    built = site.build()
    assert built.problems == []
    assert [name for name, text in files(built).items() if "withheld" in text] == []
    assert built.one("articles/a/", "h1").get_text() == "Rest"
    assert "Loss." in built.one("articles/a/", "article").get_text()
    assert built.one("articles/b/", "h1").get_text() == "Two"


@pytest.mark.parametrize("name", ["html", "jinja", "obsidian", "liquid"])
def test_a_comment_is_gone_in_the_preview_as_well(site: TrialSite, name: str) -> None:
    site.article("a", f"Before.\n\n{INLINE[name]}\n", status="draft")
    assert "withheld" not in "".join(files(site.build(strict=False)).values())


# --- What is shown as code stays ----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "Type `<!-- x -->` here.",
        "Type `` `<!-- x -->` `` here.",
        "Type `a\n<!- x -->` here.",
        "```\n<!-- x -->\n```",
        "```html\n<!-- x\n\n-->\n```",
        "~~~\n{# x #}\n{% comment %}x{% endcomment %}\n%% x %%\n[//]: # (x)\n~~~",
        "````\n```\n<!-- x -->\n```\n````",
        "> ```\n> <!-- x -->\n> ```",
        "- one\n\n    ```\n    <!-- x -->\n    ```",
        "1. one\n\n   ```\n   <!-- x -->\n   ```",
        "Before.\n\n    <!-- x -->\n    [//]: # (x)",
        "Before.\n\n\t<!-- x -->",
        "- one\n\n        <!-- x -->",
        "## Why `<!-- x -->`?\n\nWords.",
        "| a | b |\n|---|---|\n| `<!-- x -->` | 2 |",
        "<!-- first -->\n\n    <!-- x -->",
        "<!-- ` -->`<!-- x -->`",
        "\\<!-- x -->",
        "Type <code>{# x #}</code> or <kbd>%%x%%</kbd>.",
        "<pre>\n{% comment %}x{% endcomment %}\n</pre>",
        "Written &lt;!-- x --&gt;.",
    ],
)
def test_what_is_shown_as_code_is_shown(site: TrialSite, text: str) -> None:
    site.article("a", f"{text}\n")
    built = site.build()
    shown = built.one("articles/a/", ".prose").get_text()
    assert "x" in shown
    assert ("<!" in shown) == ("<!" in text or "&lt;" in text)
    assert built.problems == []


@pytest.mark.parametrize(
    "text",
    [
        "A heading {#named}",
        "A heading {#named .wide}",
        "A heading {# named}",
        "[to the top][top]\n\n[top]: # (Up)",
        "[Top]\n\n[top]: #",
        "A note[^1].\n\n[^1]: Words.",
        "*[IFS]: Internal Family Systems",
        "Less <! than that, and x<!y, and is it? <? no",
        "50%% of it, 100 % or more",
        "a -> b --> c",
        "{{ name }} {% include %}",
    ],
)
def test_what_only_looks_like_a_comment_is_no_comment(text: str) -> None:
    assert from_markdown(text) == comments.Cleaned(text)


def test_what_was_taken_for_code_and_is_not_shown_as_such_is_a_comment(site: TrialSite) -> None:
    """A mark that is opened in one point of a list is not closed in the next."""
    site.article("a", "- one ` two\n- three <!-- withheld --> ` four\n- `<!-- shown -->`\n")
    built = site.build()
    words = " ".join(built.one("articles/a/", ".prose").get_text().split())
    assert words == "one ` two three ` four <!-- shown -->"
    assert "withheld" not in built.text("articles/a/index.md")


# --- Lines, and what is told --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("a<!-- x -->b", "ab"),
        ("a <!-- x --> b", "a b"),
        ("a <!-- `x --> b` `c`", "a b` `c`"),
        ("`a`<!-- x -->`b`", "`a` `b`"),
        ("a <!-- x -->\nb", "a\nb"),
        ("a <!-- x -->  \nb", "a  \nb"),
        ("a <!-- x --> <!-- y -->\nb", "a\nb"),
        ("    <!-- x --> a", "    <!-- x --> a"),
        ("<!-- x -->     a", "a"),
        ("a <!-- x\ny\n\nz --> b\nc\n\nd", "a b\nc\n\n\n\n\nd"),
        ("a\n<!-- x\ny -->\nb", "a\n\n\nb"),
        ("> a\n> <!-- x\n> y -->\n> b", "> a\n>\n>\n> b"),
        ("- a\n<!-- x -->\n- b\n\nc", "- a\n- b\n\n\nc"),
        ("- a\n- <!-- x -->\n- b", "- a\n- b\n"),
        ("- a\n\n<!-- x -->\n- b", "- a\n\n\n- b"),
        ("> a\n\n<!-- x -->\n{: .pull}\nb", "> a\n\n\n{: .pull}\nb"),
        ("- a\n  <!-- x -->\n  b", "- a\n  b\n"),
        ("- a\n\n    b <!-- x -->", "- a\n\n    b"),
        ("- a\n\n        b <!-- x -->", "- a\n\n        b <!-- x -->"),
        ("- a\n    - b\n\n        c <!-- x -->", "- a\n    - b\n\n        c"),
        ("- a\n\nb\n\n    c <!-- x -->", "- a\n\nb\n\n    c <!-- x -->"),
        ("| a | b |\n<!-- x -->\n| c | d |\n\ne", "| a | b |\n| c | d |\n\n\ne"),
        ("> a\n<!-- x -->\n{: .pull}", "> a\n{: .pull}\n"),
        ("## <!-- x -->\n\na", "\n\na"),
        ("a <!--> b", "a b"),
        ("a <!--> b\n\n<!-- x -->", "a b\n\n"),
        ("<!-- x\n\ny", "\n\n"),
        ("[//]: # (x\ny\n\nz", "\n\n\nz"),
        ("a\n[//]: # (x)\nb", "a\n\nb"),
    ],
)
def test_the_text_around_a_comment_keeps_its_form_and_its_number_of_lines(
    text: str, cleaned: str
) -> None:
    assert left(text) == cleaned
    assert cleaned.count("\n") == text.count("\n")


HEADER = "---\ntitle: T\nsummary: S\ndate: 2026-03-02\n---\n"
PIECES = (
    *("<!--", "-->", "--!>", "<!–", "–>", "{#", "#}", "%%", "[//]: # (", "[a]: #", ")", "`", "```"),
    *(
        "\n",
        "\n\n",
        "- ",
        "1. ",
        "> ",
        "    ",
        "\t",
        "| a |",
        "# ",
        "word ",
        "\\",
        "{: .x}",
        "<? ",
        " ",
    ),
)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_no_text_changes_its_number_of_lines_and_every_comment_lies_in_it(text: str) -> None:
    for cleaned in (from_markdown(text), from_yaml(text)):
        lines = text.count("\n") + 1
        assert cleaned.text.count("\n") + 1 == lines
        assert all(1 <= one.line <= one.last <= lines for one in cleaned.comments)


@given(
    st.lists(st.sampled_from([*PIECES, "<code>", "</code>", "<!-- SECRET -->"]), max_size=30)
    .map(lambda pieces: "".join(pieces).replace("\\", ""))
    .filter(lambda text: "SECRET" in text)
)
def test_what_the_page_shows_and_what_its_copy_holds_is_the_same(text: str) -> None:
    """Whatever the scan takes for code: what Markdown does not show as code is in neither."""
    reader = Reader(pelicanconf.MARKDOWN)
    reading = reader.read(f"{HEADER}{text}\n".encode(), "a.md", "page")
    page = BeautifulSoup(reading.html, "html.parser")
    shown = "SECRET" in page.get_text()
    while page.code:
        page.code.decompose()
    assert "SECRET" not in str(page)
    assert ("SECRET" in reading.header.body) == shown


def read(text: str) -> header.Header:
    return header.read(text, "a.md", "article")


def said(text: str) -> list[str]:
    return [str(problem) for problem in read(text).problems]


def test_a_problem_below_a_comment_is_told_with_its_line(site: TrialSite) -> None:
    site.article("a", "One <!-- x\ny\nz --> two.\n\nSee [it](/nowhere/).\n")
    line = (site.content / "articles/a.md").read_text().split("\n").index("See [it](/nowhere/).")
    assert [problem.line for problem in site.build().problems] == [line + 1]


REMEDY = "Close it where it ends; or, if the signs are to be read, put them between backticks: `…`."


@pytest.mark.parametrize(
    ("typed", "sign"),
    [
        ("Words. <!-- withheld\n\nMore.", "<!--"),
        ("Words. {# withheld\n\nMore.", "{#"),
        ("Words. {% comment %} withheld", "{% comment %}"),
        ("%% withheld\n\nMore.", "%%"),
        ("[//]: # (withheld\n\nMore.", "[//]:"),
        ("Words. {>> withheld", "{>>"),
        ("Words. <!– withheld", "<!–"),
    ],
)
def test_a_comment_that_is_never_closed_stops_the_build(
    site: TrialSite, typed: str, sign: str
) -> None:
    site.article("a", f"First.\n\n{typed}\n")
    built = site.build()
    assert built.refused
    first = (site.content / "articles/a.md").read_text().split("\n").index("First.") + 1
    assert built.said() == [
        f"a.md:{first + 2}: A comment begins here with {sign} and is never closed. {REMEDY}"
    ]
    assert "withheld" not in "".join(files(site.build(strict=False)).values())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("---\ntitle: T <!-- x\nsummary: S\ndate: 2026-03-02\n---\nWords.\n", 2),
        ("Title: T <!-- x\nSummary: S\nDate: 2026-03-02\n\nWords.\n", 1),
    ],
)
def test_one_in_a_header_is_told_as_well(text: str, line: int) -> None:
    assert said(text)[0] == (
        f"a.md:{line}: A comment begins here with <!-- and is never closed. {REMEDY}"
    )


def test_where_another_begins_inside_it_is_told_what_is_left_out() -> None:
    told = (
        "Another comment begins inside this one. What stands up to line {} is left out. "
        "Look whether that is meant, and close the first before the second begins."
    )
    assert said(f"{HEADER}a\n<!-- b <!-- c -->\nd\n-->\ne\n") == [f"a.md:7: {told.format(9)}"]
    assert said(f"{HEADER}a\n<!-- b <!-- c -->\nd\n") == [f"a.md:7: {told.format(7)}"]
    assert said(f"{HEADER}a\n<!-- b –> d <!-- c -->\n") == []


def test_what_a_comment_says_is_kept_for_the_checks_with_its_line() -> None:
    source = read(
        "<!-- one -->\n---\ntitle: T # two\nsummary: 'S # 5'\ndate: 2026-03-02 {# three #}\n"
        "# four\n---\nWords <!-- five -->\n\n[//]: # (six)\n"
    )
    assert [(one.line, one.text) for one in source.comments] == [
        (1, "one"),
        (3, "two"),
        (5, "three"),
        (6, "four"),
        (8, "five"),
        (10, "[//]: # (six)"),
    ]
    assert source.fields["summary"] == "S # 5"
    assert source.problems == []


def test_a_text_without_a_comment_is_the_very_same() -> None:
    text = "## A {#a}\n\nWords[^1].\n\n[^1]: Note.\n"
    assert from_markdown(text).text is text


def test_a_comment_is_kept_with_its_text(site: TrialSite) -> None:
    path = site.article("a", "Words. <!-- x -->\n")
    line = path.read_text().split("\n").index("Words. <!-- x -->") + 1
    for _ in range(2):
        assert site.build().text("articles/a/index.md").endswith("Words.\n")
    assert from_markdown("Words. <!-- x -->", line).comments == (Comment(line, "x", "<!--", line),)


@pytest.mark.parametrize(
    "tag",
    [
        "<div hidden>",
        '<p class="a" hidden="until-found">',
        "<p HIDDEN='' >",
        '<span style="color: red; display:none">',
        "<div style='visibility : hidden'>",
    ],
)
def test_what_should_be_hidden_and_would_be_seen_stops_the_build(site: TrialSite, tag: str) -> None:
    name = tag[1:].partition(" ")[0]
    path = site.article("a", f"Words.\n\n{tag}withheld</{name}>\n\n`<p hidden>`\n")
    line = path.read_text().split("\n").index(f"{tag}withheld</{name}>") + 1
    shown = " ".join(tag.split())
    told = f"a.md:{line}: {shown} hides nothing: everybody would read what is in it."
    remedy = "Take it out, or make it a comment: <!-- before it, --> behind it."
    built = site.build()
    assert built.refused
    assert f"{told} {remedy}" in built.said()
    assert len(built.errors()) == 1


def test_a_word_that_only_speaks_of_hiding_is_let_be(site: TrialSite) -> None:
    site.article("a", '<p title="what is hidden here">A hidden part.</p>\n')
    assert site.build().problems == []


# --- The site as it is shipped ------------------------------------------------------------------


def test_no_file_of_the_shipped_site_holds_a_comment(tmp_path: Path) -> None:
    from desk.build.build import build_site

    assert build_site(output=tmp_path / "site", url="https://practice.example") == 0
    built = files(Built(tmp_path / "site", []))
    assert len(built) > 100
    assert [name for name, text in built.items() if "<!--" in text] == []
