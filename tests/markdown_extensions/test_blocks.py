"""The Markdown extension that gives blocks their form: callouts, quotations and tables."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown import Markdown

import pelicanconf
from plugins.core import safe_html
from tests.trial_site import TrialSite


def html_of(text: str) -> str:
    """Markdown as our site reads it, made safe, without white space between tags."""
    settings: dict[str, Any] = pelicanconf.MARKDOWN
    html, removed = safe_html.clean(Markdown(**settings).convert(text))
    assert removed == []
    return re.sub(r">\s+(?=<)", ">", html)


def callout(label: str, words: str) -> str:
    return f'<div class="callout" role="note"><p class="label">{label}</p>{words}</div>'


@pytest.mark.parametrize(
    ("typed", "label"),
    [("NOTE", "Note"), ("A word on pace", "A word on pace"), ("nonsense", "nonsense")],
)
def test_a_quotation_that_begins_with_a_label_is_a_callout_whatever_the_words(
    typed: str, label: str
) -> None:
    text = f"> [!{typed}]\n> Slowly *is* fine.\n>\n> - one\n"
    words = "<p>Slowly <em>is</em> fine.</p><ul><li>one</li></ul>"
    assert html_of(text) == callout(label, words)
    assert html_of(f"> [!{typed}] Here.\n") == callout(label, "<p>Here.</p>")
    assert html_of(f"> [!{typed}]\n") == callout(label, "")


def test_a_label_in_the_middle_is_text() -> None:
    assert html_of("> a [!NOTE] b\n") == "<blockquote><p>a [!NOTE] b</p></blockquote>"
    assert html_of("[!NOTE] b\n") == "<p>[!NOTE] b</p>"


def test_a_pause_may_have_several_paragraphs() -> None:
    expected = '<div class="pause" role="note"><p>a</p><p>b</p></div>'
    assert html_of("> [!PAUSE]\n> a\n>\n> b\n") == expected
    assert html_of("> a\n>\n> b\n{: .pause}\n") == expected


def test_a_pull_quote_stays_a_quotation() -> None:
    assert html_of("> a\n{: .pull}\n") == '<blockquote class="pull"><p>a</p></blockquote>'


LIST = "<ul><li>one</li><li>two</li></ul>"
TABLE = (
    '<div aria-label="Table" class="table-wrap" role="region" tabindex="0"><table><thead><tr>'
    "<th>one</th></tr></thead><tbody><tr><td>two</td></tr></tbody></table></div>"
)


@pytest.mark.parametrize(
    ("end", "html"),
    [
        ("> - one\n> - two\n", LIST),
        ("> 1. one\n>\n> 2. two\n", "<ol><li><p>one</p></li><li><p>two</p></li></ol>"),
        ("> - one\n>     - two\n", "<ul><li>one<ul><li>two</li></ul></li></ul>"),
        ("> One\n> : two\n", "<dl><dt>One</dt><dd>two</dd></dl>"),
        ("> | one |\n> |-----|\n> | two |\n", TABLE),
        ("> #### One\n", '<h4 id="one">One</h4>'),
        ("> > one\n", "<blockquote><p>one</p></blockquote>"),
    ],
)
def test_a_name_below_a_quotation_is_the_quotations_whatever_it_ends_with(
    end: str, html: str
) -> None:
    asides = '<div class="callout" role="note"><p>Said.</p>'
    assert html_of(f"> Said.\n>\n{end}{{: .callout}}\n") == f"{asides}{html}</div>"
    assert html_of(f"> Said.\n>\n{end}{{: .odd #x }}\n\nThen.\n") == (
        f'<blockquote class="odd" id="x"><p>Said.</p>{html}</blockquote><p>Then.</p>'
    )


@pytest.mark.parametrize(
    "text",
    [
        "> - one\n> - two\n> {: .pull}\n",  # within the quotation
        "> - one\n> - two\n>\n> {: .pull}\n",
    ],
)
def test_no_entry_of_a_list_is_set_large_or_apart_so_its_quotation_is_meant(text: str) -> None:
    assert html_of(text) == f'<blockquote class="pull">{LIST}</blockquote>'


def test_any_other_name_of_an_entry_within_a_quotation_stays_with_the_entry() -> None:
    assert html_of("> - one\n> - two\n> {: .small}\n") == (
        '<blockquote><ul><li>one</li><li class="small">two</li></ul></blockquote>'
    )
    assert html_of("> - one\n> - two\n> {: .small .note}\n") == (
        '<div class="note" role="note"><ul><li>one</li><li class="small">two</li></ul></div>'
    )


def test_quotations_that_follow_one_another_have_each_its_own_name() -> None:
    assert html_of("> a\n{: .pull}\n\n> - b\n{: .pause}\n\n> c\n") == (
        '<blockquote class="pull"><p>a</p></blockquote>'
        '<div class="pause" role="note"><ul><li>b</li></ul></div>'
        "<blockquote><p>c</p></blockquote>"
    )


def test_an_empty_line_parts_two_quotations_and_two_callouts() -> None:
    assert html_of("> a\n> b\nc\n\n\n> d\n>\n> e\n\nf\n\n> g\n") == (
        "<blockquote><p>a\nb\nc</p></blockquote><blockquote><p>d</p><p>e</p></blockquote>"
        "<p>f</p><blockquote><p>g</p></blockquote>"
    )
    assert html_of("> [!One]\n> a\n\n> [!Two]\n> b\n\n> c\n{: .pull}\n") == (
        callout("One", "<p>a</p>")
        + callout("Two", "<p>b</p>")
        + '<blockquote class="pull"><p>c</p></blockquote>'
    )


def test_a_name_with_no_quotation_above_it_names_nothing() -> None:
    assert html_of("> {: .pull}\n\n> a\n") == (
        "<blockquote><p>{: .pull}</p></blockquote><blockquote><p>a</p></blockquote>"
    )


def test_a_quotation_shown_as_code_keeps_its_name_as_text() -> None:
    assert html_of("```\n> a\n{: .pull}\n\n> b\n\n> c\n```\n") == (
        "<pre><code>&gt; a\n{: .pull}\n\n&gt; b\n\n&gt; c\n</code></pre>"
    )


def test_an_unknown_class_leaves_a_plain_paragraph_or_quotation() -> None:
    assert html_of("a\n{: .warning}\n") == '<p class="warning">a</p>'
    assert html_of("> a\n{: .odd}\n") == '<blockquote class="odd"><p>a</p></blockquote>'


def test_cells_of_a_wide_table_know_the_head_of_their_column() -> None:
    html = html_of("||b|c|\n|-|-|-|\n|**How**|1|2|\n")
    assert "<tr><td></td><th>b</th><th>c</th></tr>" in html
    assert '<th scope="row"><strong>How</strong></th>' in html
    assert '<td data-label="b">1</td><td data-label="c">2</td>' in html
    named = html_of('|a|*b*|c "d"|\n|-|-|-|\n|1|2|3|\n')
    assert '<td data-label="a">1</td><td data-label="b">2</td>' in named
    assert '<td data-label="c &quot;d&quot;">3</td>' in named
    nameless = html_of("|a||c|\n|-|-|-|\n|1|2|3|\n")
    assert '<td data-label="a">1</td><td>2</td><td data-label="c">3</td>' in nameless


def test_a_table_of_two_columns_stays_as_it_was_typed() -> None:
    assert "data-label" not in html_of("|a|b|\n|-|-|\n|1|2|\n")


def test_a_column_stands_on_the_side_that_its_line_of_signs_says() -> None:
    assert html_of("|a|b|\n|:-|-:|\n|1|2|\n") == (
        '<div aria-label="Table" class="table-wrap" role="region" tabindex="0"><table>'
        '<thead><tr><th>a</th><th class="right">b</th></tr></thead>'
        '<tbody><tr><td>1</td><td class="right">2</td></tr></tbody></table></div>'
    )
    html = html_of("||b|c|\n|:-:|:-:|--:|\n|x|1|2 {: .much}|\n")
    assert '<tr><td class="center"></td><th class="center">b</th>' in html
    assert '<th class="center" scope="row">x</th><td class="center" data-label="b">1</td>' in html
    assert '<td class="much right" data-label="c">2</td>' in html


def test_a_style_that_a_writer_gives_a_cell_is_left_out_and_told() -> None:
    typed = '<table markdown="1"><tr><td style="color: red; text-align: right">1</td></tr></table>'
    settings: dict[str, Any] = pelicanconf.MARKDOWN
    html, removed = safe_html.clean(Markdown(**settings).convert(typed))
    assert removed == ["style="]
    assert "<td>" in html


def test_an_aligned_table_in_an_article_is_nothing_to_be_told(site: TrialSite) -> None:
    site.article("rest", "| a | b |\n|--:|:-:|\n| 1 | 2 |\n")
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == []
    assert [cell.get("class") for cell in built.page("articles/rest/")("td")] == [
        ["right"],
        ["center"],
    ]


@pytest.mark.parametrize(
    "text",
    [
        "> a\n>\n> - b\n\n!{: .pause}\n",
        "Words.\n{: .pause}\n\nWords.\n\n!{: .pause}\n",
        "- b !{: .pause}\n",
    ],
)
def test_a_name_that_names_nothing_is_told_instead_of_printed(site: TrialSite, text: str) -> None:
    site.article("rest", text.replace("!", ""))
    line = 7 + text.partition("!")[0].count("\n")
    problem = (
        f"rest.md:{line}: “{{: .pause}}” names nothing here, and would be printed as it is. "
        "Write it on a line of its own, right below the paragraph or quotation that it is for, "
        "without an empty line between them."
    )
    assert site.build(PRACTICE_CHECKS="").said() == [problem]


def test_a_name_shown_as_code_is_nothing_to_be_told(site: TrialSite) -> None:
    site.article("rest", "Write `{: .pause}` below it:\n\n```\nWords.\n{: .pause}\n```\n")
    assert site.build(PRACTICE_CHECKS="").said() == []


def test_the_label_of_a_cell_holds_words_and_no_tags() -> None:
    html = html_of("| Cost<br>per *hour* | <b>What</b> | c |\n|-|-|-|\n|1|2|3|\n")
    assert '<td data-label="Cost per hour">1</td><td data-label="What">2</td>' in html


def test_a_name_below_a_table_or_a_quotation_in_a_list_is_its_own() -> None:
    assert '<table class="x">' in html_of("| a |\n|---|\n| b |\n{: .x}\n")
    assert html_of("- a\n\n  > b\n  {: .pull}\n") == (
        '<ul><li><p>a</p><blockquote class="pull"><p>b</p></blockquote></li></ul>'
    )
