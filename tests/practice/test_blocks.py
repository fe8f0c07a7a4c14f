"""The Markdown extension that gives blocks their form: callouts, quotations and tables."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown import Markdown

import pelicanconf
from plugins.practice import body


def html_of(text: str) -> str:
    """Markdown as our site reads it, made safe, without white space between tags."""
    settings: dict[str, Any] = pelicanconf.MARKDOWN
    html, removed = body.clean(Markdown(**settings).convert(text))
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


def test_a_table_of_two_columns_stays_as_it_was_typed() -> None:
    assert "data-label" not in html_of("|a|b|\n|-|-|\n|1|2|\n")
