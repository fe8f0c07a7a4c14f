"""Markdown is read as CommonMark says: its own examples, and what we add to them."""

from __future__ import annotations

import copy
import re
from typing import Any

import pytest
from markdown import Markdown

import pelicanconf
from benchmarks import commonmark as report
from plugins.core import safe_html
from plugins.frontmatter.document import Reader
from plugins.markdown_extensions import commonmark

SETTINGS: dict[str, Any] = copy.deepcopy(pelicanconf.MARKDOWN)  # Pelican adds to it
# What a section may differ in, and why, stands in docs/markdown.md.
FLOORS = {"Images": 0.5, "Autolinks": 0.8, "Emphasis and strong emphasis": 0.99}


def html_of(text: str) -> str:
    """Markdown as our site reads it, made safe, without white space between tags."""
    html, _ = safe_html.clean(Markdown(**SETTINGS).convert(text))
    return re.sub(r">\s+(?=<)", ">", html)


@pytest.fixture(scope="module")
def rates() -> dict[str, tuple[int, int]]:
    try:
        every = report.examples()
    except report.NotHadError as why:
        pytest.skip(str(why))
    return report.rates(every, report.differing(every))


def test_every_section_of_the_specification_agrees_but_for_what_is_told(
    rates: dict[str, tuple[int, int]],
) -> None:
    assert sum(count for _, count in rates.values()) > 600
    below = {
        section: agree / count
        for section, (agree, count) in rates.items()
        if agree / count < FLOORS.get(section, 1)
    }
    assert below == {}


def test_the_report_is_a_table_with_a_line_for_each_section() -> None:
    lines = report.table({"Lists": (25, 26), "Links": (9, 9)}).splitlines()
    assert [line.split() for line in lines] == [
        ["Lists", "25", "of", "26", "96%"],
        ["Links", "9", "of", "9", "100%"],
        ["All", "34", "of", "35", "97%"],
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Often:\n- low\n- tired", "<p>Often:</p><ul><li>low</li><li>tired</li></ul>"),
        ("Often:\n  * low\n  * tired", "<p>Often:</p><ul><li>low</li><li>tired</li></ul>"),
        ("In\n1. Sit.\n2. Rest.", "<p>In</p><ol><li>Sit.</li><li>Rest.</li></ol>"),
        ("It was\n12. Nobody knew.", "<p>It was\n12. Nobody knew.</p>"),
        ("- a\n  - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n   - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("1. a\n   - b", "<ol><li>a<ul><li>b</li></ul></li></ol>"),
        ("1) a\n2) b", "<ol><li>a</li><li>b</li></ol>"),
        ("  ### A", '<h3 id="a">A</h3>'),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        (r"It is \$40.", "<p>It is $40.</p>"),
        ("   \nWe meet.", "<p>We meet.</p>"),
        ("~~$150~~ $120", "<p><s>$150</s> $120</p>"),
        (
            "- [ ] rest\n- [x] tea",
            (
                '<ul class="contains-task-list" role="list"><li class="task-list-item">'
                '<span aria-label="to do" role="img">☐</span> rest</li><li class="task-list-item">'
                '<span aria-label="done" role="img">☑</span> tea</li></ul>'
            ),
        ),
    ],
)
def test_a_form_that_every_editor_reads_so_is_read_so(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "See https://a.example/b_c_d.",
            '<p>See <a href="https://a.example/b_c_d">https://a.example/b_c_d</a>.</p>',
        ),
        (
            "(https://a.example/x_(y))",
            '<p>(<a href="https://a.example/x_(y)">https://a.example/x_(y)</a>)</p>',
        ),
        (
            "*http://a.example?b=1&c=2*",
            '<p><em><a href="http://a.example?b=1&amp;c=2">http://a.example?b=1&amp;c=2</a></em></p>',
        ),
        ("[https://a.example](/x/)", '<p><a href="/x/">https://a.example</a></p>'),
        ("`https://a.example`", "<p><code>https://a.example</code></p>"),
        ("a@b.example, b.example", "<p>a@b.example, b.example</p>"),
        (
            "https://localhost and xhttps://a.example",
            "<p>https://localhost and xhttps://a.example</p>",
        ),
    ],
)
def test_a_bare_address_of_the_web_is_a_link_and_nothing_else_is(text: str, html: str) -> None:
    assert html_of(text) == html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("## A {#b .c}", '<h2 class="c" id="b">A</h2>'),
        ("A\n---\n\nB\n{: .c}", '<h2 id="a">A</h2><p class="c">B</p>'),
        ("*a*{.b}[c](/d/){.e}", '<p><em class="b">a</em><a class="e" href="/d/">c</a></p>'),
        (r"a \{.b}", "<p>a {.b}</p>"),
        ("*[IFS]: Internal\n\nIFS", '<p><abbr title="Internal">IFS</abbr></p>'),
        ("A\n:   b\n:   c\n", "<dl><dt>A</dt><dd>b</dd><dd>c</dd></dl>"),
        ("A\nB\n: c\nD\n: e", "<dl><dt>A</dt><dt>B</dt><dd>c</dd><dt>D</dt><dd>e</dd></dl>"),
        ("A\n\n: b\n\n    c\n", "<dl><dt>A</dt><dd><p>b</p><p>c</p></dd></dl>"),
        ("```python\na\n```", '<pre><code class="language-python">a\n</code></pre>'),
        ("~~~ {.python #x}\na\n~~~", '<pre id="x"><code class="language-python">a\n</code></pre>'),
        ("<div>\n\n*a*\n\n</div>", "<div><p><em>a</em></p></div>"),
        ('<div markdown="1" id="x">\n*a*\n</div>', '<div id="x"><p><em>a</em></p></div>'),
        ('<section markdown="1">*a*</section>', "<section><p><em>a</em></p></section>"),
        ("<div>\n*a*\n</div>", "<div>\n*a*\n</div>"),
        (
            "<details>\n<summary>A *b*</summary>\n\n- c\n\n</details>",
            "<details><summary>A <em>b</em></summary><ul><li>c</li></ul></details>",
        ),
        ('<a name="part-two"></a>Two', '<p><a id="part-two"></a>Two</p>'),
        ('<a name="x" id="y"></a>Two', '<p><a id="y"></a>Two</p>'),
        ("| a | b |\n|---|--:|\n| 1 \\| 2 | `x` |", None),
    ],
)
def test_what_python_markdown_added_is_read_as_before(text: str, html: str | None) -> None:
    if html is None:
        assert '<td>1 | 2</td><td class="right"><code>x</code></td>' in html_of(text)
    else:
        assert html_of(text) == html


def test_a_footnote_holds_paragraphs_and_lists_and_leads_back() -> None:
    html = html_of("a[^n] b[^n]\n\n[^n]: One\ntwo.\n\n    - three\n\nFour.\n")
    assert html.startswith('<p>a<sup id="fnref:n"><a class="footnote-ref" href="#fn:n">1</a></sup>')
    assert '<sup id="fnref2:n">' in html
    assert "</p><p>Four.</p><div" in html
    assert '<li id="fn:n"><p>One\ntwo.</p><ul><li>three</li></ul>' in html
    assert 'href="#fnref2:n"' in html


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ("a\n\n| b | c |\n|---|---|\n| 1 | 2 | 3 |\n", "cells", 5),
        ("<div>\n\n| b | c |\n|---|---|\n| 1 | 2 | 3 |\n\n</div>\n", "cells", 5),
        ("a[^1]\n\n[^1]: b\n\n    | b | c |\n    |---|---|\n    | 1 | 2 | 3 |\n", "cells", 7),
        ("> | b | c |\n> |---|---|\n> | 1 | 2 | 3 |\n", "cells", 3),
        ("We meet weekly.\n---\n", "underline", 2),
        ("We meet\nweekly\n---\n", "underline", 3),
        ("a\n\n\tWe meet once a week.\n", "code", 3),
        ("- a\n\n        We meet once a week.\n", "code", 3),
        ("A day,\na night,\na day.\n", "lines", 1),
        ("Jane Doe\n12 Main Street\nDenver\n", "lines", 1),
        ("[^1]: a\n[^1]: b\n", "footnote", 2),
        ("a\n\n``` we are closed\nb\n```\n", "info", 3),
    ],
)
def test_what_may_be_meant_otherwise_is_noted_at_its_line(text: str, kind: str, line: int) -> None:
    md = Markdown(**SETTINGS)
    md.convert(text)
    assert [(note.kind, note.line) for note in commonmark.notes(md)] == [(kind, line)]


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| 1 | 2 | |\n| 1 |\n",
        "Fees\n----\n\nOur fees\n===\n",
        "a\n\n---\n",
        "    x = 1\n    y = f(x)\n",
        "A day,\\\na night,\\\na day.\n",
        "A sentence that was wrapped by a program at eighty signs or so\nis no verse\nat all.\n",
        "``` python\nb\n```\n",
    ],
)
def test_what_is_meant_so_is_not_noted(text: str) -> None:
    md = Markdown(**SETTINGS)
    md.convert(text)
    assert commonmark.notes(md) == []


def test_a_box_to_tick_stands_in_its_own_entry() -> None:
    html = html_of("- [ ]  \n- b\n\n1. [ ] c\n\n2. [x] d\n")
    assert "<li>b</li>" in html
    assert '<p><span aria-label="done" role="img">☑</span> d</p>' in html


def test_a_text_read_after_another_inherits_nothing_of_it() -> None:
    md = Markdown(**SETTINGS)
    md.convert("[a]: /b\n[^1]: c\n[^1]: d\n\n[a][^1]")
    assert md.reset().convert("[a]: x [a] [^1]") == "<p>[a]: x [a] [^1]</p>"
    assert commonmark.notes(md) == []


def test_an_empty_text_has_no_notes_and_no_questions_of_the_one_before() -> None:
    reader = Reader(SETTINGS)
    header = "---\ntitle: Rest\nsummary: About rest.\ndate: 2026-03-02\n---\n"
    full = f"{header}[^1]: c\n[^1]: d\n\n## FAQ\n\n### Why?\n\nSo.\n"
    assert reader.read(full.encode(), "a.md", "article").marks
    empty = reader.read(header.encode(), "a.md", "article")
    assert (empty.marks, empty.header.notes) == ((), ())


@pytest.mark.parametrize("typed", ["> " * 300, "- " * 300, "<div>\n\n" * 300 + "</div>\n\n" * 300])
def test_blocks_nested_deeper_than_anybody_means_are_not_left_out_in_silence(typed: str) -> None:
    with pytest.raises(RecursionError):
        Markdown(**SETTINGS).convert(f"{typed}a")


def test_it_stands_alone_beside_pythons_markdown() -> None:
    md = Markdown(extensions=["plugins.markdown_extensions.commonmark"])
    assert md.convert("Often:\n- *low*\n\n*[A]: b") == (
        "<p>Often:</p>\n<ul>\n<li><em>low</em></li>\n</ul>\n<p>*[A]: b</p>"
    )
