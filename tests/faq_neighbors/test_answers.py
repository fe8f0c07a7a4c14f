"""Answers as data: the words a visitor reads, in the elements that Google lists, links whole."""

from __future__ import annotations

import ast
import random
import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

import pelicanconf
from plugins.core import safe_html
from plugins.faq_neighbors import answers, faq
from plugins.faq_neighbors.answers import FaqItem

SETTINGS: dict[str, Any] = pelicanconf.MARKDOWN
PROJECT = Path(__file__).resolve().parents[2]
PAGE = "https://practice.example/articles/a/"


def items_of(text: str, page: str = PAGE) -> list[FaqItem]:
    """The questions of a text without typography, with their data."""
    md = Markdown(**SETTINGS)
    html, _ = safe_html.clean(md.convert(text))
    return list(answers.items(html, faq.marks_of(md), "a.md", page))


def data_of(answer: str, page: str = PAGE) -> str:
    """What the data says when this is the answer."""
    return items_of(f"## FAQ\n\n### Q?\n\n{answer}\n\n### Last?\n\nEnd.\n", page)[0].answer


def test_a_space_that_keeps_words_together_is_a_space_in_the_data() -> None:
    assert data_of("Ten&nbsp;minutes.") == "<p>Ten minutes.</p>"


def words(html: str) -> list[str]:
    """Every word of some HTML as a browser would part them, told by another library."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup(["p", "li", "div", "br", "h3", "h4", "h5", "h6", "dt", "dd", "td", "th", "tr"]):
        tag.insert_before("\n")
        tag.insert_after("\n")
    return soup.get_text().split()


def test_an_item_tells_everything_about_its_question() -> None:
    text = "Intro.\n\n## FAQ\n\n### Is it *hypnosis*? {#hyp}\n\nNo. See [this](/about/).\n"
    assert items_of(text) == [
        FaqItem(
            id="hyp",
            question="Is it hypnosis?",
            visible='<p>No. See <a href="/about/">this</a>.</p>',
            path="a.md",
            line=5,
            answered=True,
            answer='<p>No. See <a href="https://practice.example/about/">this</a>.</p>',
            url="https://practice.example/articles/a/#hyp",
        )
    ]


def test_paragraphs_lists_subheadings_emphasis_and_breaks_stay_what_they_are() -> None:
    answer = "#### Sub\n\nOne *two* **three**  \nfour.\n\n1. a\n    - b\n2. c\n"
    assert data_of(answer) == (
        "<h4>Sub</h4><p>One <em>two</em> <strong>three</strong><br>\nfour.</p>"
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>"
    )


@pytest.mark.parametrize(
    ("page", "link", "href"),
    [
        (PAGE, "/about/", "https://practice.example/about/"),
        (PAGE, "#next", "https://practice.example/articles/a/#next"),
        (PAGE, "../b/?x=1&y=2#z", "https://practice.example/articles/b/?x=1&amp;y=2#z"),
        (PAGE, "https://other.example/a b/", "https://other.example/a%20b/"),
        (PAGE, "//other.example/", "https://other.example/"),
        (PAGE, "mailto:me@practice.example", "mailto:me@practice.example"),
        (PAGE, "tel:988", "tel:988"),
        (PAGE, "sms:988", "sms:988"),
        ("https://x.example/sub/q/", "/sub/about/", "https://x.example/sub/about/"),
        ("https://x.example/sub/q/", "#y", "https://x.example/sub/q/#y"),
        ("/articles/a/", "#y", "/articles/a/#y"),
        ("/articles/a/", "/about/", "/about/"),
    ],
)
def test_links_are_whole(page: str, link: str, href: str) -> None:
    assert data_of(f"See [it](<{link}>) now.", page).replace("a b", "a%20b") == (
        f'<p>See <a href="{href}">it</a> now.</p>'
    )


@pytest.mark.parametrize(
    "typed",
    [
        "[word](javascript:alert(1))",
        "[word](JaVaScRiPt:alert(1))",
        '<a href="&#106;avascript:alert(1)">word</a>',
        '<a href="data:text/html,x" onclick="alert(1)">word</a>',
        '<a href="vbscript:x">word</a>',
        '<span onmouseover="alert(1)" style="color:red">word</span>',
        "word<script>alert(1)</script>",
        'word<iframe src="https://other.example/"></iframe>',
        '<a id="named">word</a>',
        "[word](//[not-an-address)",
        "word<!-- note to myself -->",
    ],
)
@pytest.mark.filterwarnings("error")
def test_what_could_run_or_load_is_gone_and_its_words_stay(typed: str) -> None:
    assert data_of(f"A {typed}.") == "<p>A word.</p>"


def test_tables_become_lists_that_keep_the_heads_and_the_links() -> None:
    table = "| Kind | Wants |\n|---|---|\n| *Manager* | [order](/o/) |\n| Exile | |\n"
    assert data_of(table) == (
        "<ul><li>Kind: <em>Manager</em>; "
        'Wants: <a href="https://practice.example/o/">order</a></li><li>Kind: Exile</li></ul>'
    )


def test_a_typed_table_loses_neither_caption_nor_foot_nor_a_cell_without_a_head() -> None:
    table = (
        "<table><caption>Fees</caption><thead><tr><th>A</th></tr></thead>"
        "<tbody><tr><td>1</td><td>2</td></tr></tbody><tfoot><tr><td>3</td></tr></tfoot></table>"
    )
    assert data_of(table) == "<p>Fees</p><ul><li>A: 1; 2</li><li>3</li></ul>"
    assert data_of("<table><tr><td>1</td><td>2</td></tr></table>") == "<ul><li>1; 2</li></ul>"


@pytest.mark.parametrize(
    ("typed", "data"),
    [
        ("See ![a desk](/images/d.jpg) here.", "<p>See a desk here.</p>"),
        ("![](/images/d.jpg)\n\nText.", "<p>Text.</p>"),
        ("Use `x < y`.", "<p>Use x &lt; y.</p>"),
        ("```\nfor x:\n  <b>\n```", "<p>for x:<br>  &lt;b&gt;</p>"),
        ("Part\n: A side.\n: Of you.", "<ul><li>Part</li><li>A side.</li><li>Of you.</li></ul>"),
        ("> Quoted.\n\n---\n\nText.", "<p>Quoted.</p><p>Text.</p>"),
        ("10<sup>2</sup> and 1<sup>st</sup> and H<sub>2</sub>O", "<p>10² and 1st and H2O</p>"),
        ('<abbr title="Internal">IFS</abbr> <kbd>x</kbd>', "<p>IFS x</p>"),
        (
            'She said <q>my <q>tired *part*</q> speaks</q> and <q lang="es">ya</q>.',
            "<p>She said “my ‘tired <em>part</em>’ speaks” and “ya”.</p>",
        ),
        ("<div>One</div><div>Two</div>", "<p>One</p><p>Two</p>"),
        (
            "<div><p>One</p>two</div><div>three<p>four</p></div>",
            "<p>One</p>two\n\nthree<p>four</p>",
        ),
        (
            '<figure><img src="/d.jpg" alt="A desk"><figcaption>Mine</figcaption></figure>',
            "A desk<p>Mine</p>",
        ),
        ("<details><summary>More</summary>Text</details>", "<p>More</p>Text"),
        ("![less < more](/d.jpg)", "<p>less &lt; more</p>"),
        ("<pre>a = 1<ul><li>b</li></ul></pre>", "a = 1<ul><li>b</li></ul>"),
        ("<dt>Part</dt><dd>A side</dd>", "<li>Part</li><li>A side</li>"),
        ('<div lang="es"><p lang="es">Ya.</p></div>', '<p lang="es">Ya.</p>'),
        (
            "<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table></td><td>d</td></tr></table>",
            "<ul><li>a<ul><li>b; c</li></ul>; d</li></ul>",
        ),
        pytest.param("<div>" * 3000 + "deep" + "</div>" * 3000, "<p>deep</p>", id="nested deeply"),
    ],
)
def test_what_data_has_no_element_for_becomes_readable_text(typed: str, data: str) -> None:
    assert data_of(typed) == data


def test_a_note_is_a_link_in_brackets_to_its_place_on_the_page() -> None:
    text = "## FAQ\n\n### Q?\n\nSo.[^n]\n\n[^n]: Because.\n"
    assert items_of(text)[0].answer == (
        '<p>So.<a href="https://practice.example/articles/a/#fn:n">[1]</a></p>'
    )
    assert data_of('So<sup>, he says (<a class="footnote-ref" href="#n">2</a>)</sup>.') == (
        '<p>So, he says (<a href="https://practice.example/articles/a/#n">[2]</a>).</p>'
    )


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("Is *it* **safe**?", "Is it safe?"),
        ("Is un*believ*able right?", "Is unbelievable right?"),
        ("What is [Self](/self/)?", "What is Self?"),
        ("Is `a < b` & c?", "Is a < b & c?"),
        ("Is it safe?[^1]", "Is it safe?"),
        ("Is it<br>safe?", "Is it safe?"),
        ("![Is it safe?](/x.png)", "Is it safe?"),
        ('Say "yes" \\*now\\*?', 'Say "yes" *now*?'),
        ("What is <q>Self</q>?", "What is “Self”?"),
        ("Is it safe? ###", "Is it safe?"),
        ("🙂 ¿Es seguro? Безопасно? 安全?", "🙂 ¿Es seguro? Безопасно? 安全?"),
    ],
)
def test_a_question_is_plain_text(typed: str, question: str) -> None:
    text = f"## FAQ\n\n### {typed}\n\nYes.\n\n[^1]: Note.\n"
    assert [item.question for item in items_of(text)] == [question]


def test_a_permalink_is_not_part_of_the_question() -> None:
    md = Markdown(extensions=["toc", "plugins.faq_neighbors.faq"], extension_configs={
        "toc": {"permalink": True}
    })  # fmt: skip
    html, _ = safe_html.clean(md.convert("## FAQ\n\n### Is it safe?\n\nYes.\n"))
    assert "¶" in html
    assert [item.question for item in answers.items(html, faq.marks_of(md), "a.md")] == [
        "Is it safe?"
    ]


@pytest.mark.parametrize(
    "nothing",
    ["", "<!-- to do -->", "<script>x()</script>", "![](/images/x.jpg)", "&nbsp;", "---"],
)
def test_an_answer_without_a_word_is_no_answer(nothing: str) -> None:
    found = items_of(f"## FAQ\n\n### One?\n\n{nothing}\n\n### Two?\n\nYes.\n")
    assert [(item.question, item.answered) for item in found] == [("One?", False), ("Two?", True)]


def test_a_picture_that_is_described_is_an_answer() -> None:
    assert data_of("![Three kinds of part](/images/parts.svg)") == "<p>Three kinds of part</p>"


@pytest.mark.parametrize("pinned", ["a&b", "it's", "ünï", "a.b:c", "x<y"])
def test_any_pinned_id_finds_its_answer(pinned: str) -> None:
    found = items_of(f"## FAQ\n\n### One? {{#{pinned}}}\n\nYes.\n\n### Two?\n\nNo.\n")
    assert [(item.id, item.answer) for item in found] == [
        (pinned, "<p>Yes.</p>"),
        ("two", "<p>No.</p>"),
    ]


def test_an_id_that_the_text_shows_as_code_is_not_taken_for_the_answer() -> None:
    text = (
        'Write `<div id="one">`.\n\n## FAQ\n\n### One?\n\nThe `<div id="two">`.\n\n### Two?\n\nx\n'
    )
    assert [(item.question, item.answer) for item in items_of(text)] == [
        ("One?", '<p>The &lt;div id="two"&gt;.</p>'),
        ("Two?", "<p>x</p>"),
    ]


def test_an_answer_ends_where_its_own_frame_ends() -> None:
    text = "## FAQ\n\n### One?\n\n<div><div>a</div></div>\n\nb\n\n### Two?\n\nc\n\n## Then\n\nd\n"
    assert [words(item.visible) for item in items_of(text)] == [["a", "b"], ["c"]]


def test_disclosures_that_the_writer_typed_as_html_are_none_outside_of_questions() -> None:
    typed = (
        '<section class="faq"><details><summary>Mine?</summary><div class="answer" id="mine">Yes'
        "</div></details></section>\n\n<details><summary>More</summary>Words</details>\n\n"
    )
    text = f"{typed}## FAQ\n\n### Q?\n\n{typed}## Rest\n\n{typed}"
    assert [item.question for item in items_of(text)] == ["Q?", "Mine?"]


def test_the_same_words_in_other_markup_count_as_the_same_answer() -> None:
    one, other, third = items_of(
        "## FAQ\n\n### A?\n\nIt is *not*, un**believ**able (*so*).[^1]\n\n"
        "### B?\n\nIt is not, unbelievable ([so](/so/)).\n\n### C?\n\nIt is not.\n\n[^1]: x\n"
    )
    assert one.words == other.words
    assert one.words != third.words


def test_elsewhere_an_answer_looks_the_same_without_its_ids_and_leads_to_the_same_places() -> None:
    text = "## FAQ\n\n### Q?\n\nSee [a](#a), `x`.[^1]\n\n#### Sub {#s .c}\n\n[^1]: n\n"
    assert items_of(text)[0].elsewhere == (
        '<p>See <a href="https://practice.example/articles/a/#a">a</a>, <code>x</code>.<sup>'
        '<a class="footnote-ref" href="https://practice.example/articles/a/#fn:1">1</a></sup></p>'
        '<h4 class="c">Sub</h4>'
    )


BLOCKS = [
    "Plain words here.",
    "Some *soft* and **loud** and un*even*ness.",
    "A [link](/about/) and [one](#x), then.",
    "- one\n- two\n    - three\n    - four",
    "1. first\n\n    more\n\n2. second",
    "#### A subheading",
    "Line one  \nline two",
    "> quoted *words*\n\n> again",
    "Use `code` & more < less > least.",
    "**Not a question**",
    "<div>raw</div><div>words</div>",
    'Quotes “curly” and "straight" — dash… 10 % 🙂',
    "Term\n: meaning\n: another",
    "```\ncode here\n  and here\n```",
]


@pytest.mark.parametrize("seed", range(40))
def test_the_words_of_the_data_are_the_words_of_the_page(seed: int) -> None:
    """Google: the text of the data must be what the visitor sees."""
    chosen = random.Random(seed).choices(BLOCKS, k=6)
    text = "## FAQ\n\n" + "".join(
        f"### Question {number}?\n\n{first}\n\n{second}\n\n"
        for number, (first, second) in enumerate(zip(chosen[::2], chosen[1::2], strict=True))
    )
    found = items_of(text)
    assert [item.question for item in found] == ["Question 0?", "Question 1?", "Question 2?"]
    for item in found:
        assert words(item.answer) == words(item.visible)


@pytest.mark.parametrize("seed", range(40))
def test_the_data_holds_nothing_but_what_google_lists(seed: int) -> None:
    """Google, "FAQ structured data", the elements that Answer.text may hold."""
    listed = {"h1", "h2", "h3", "h4", "h5", "h6", "br", "ol", "ul", "li", "a", "p", "div"}
    listed |= {"b", "strong", "i", "em"}
    chosen = random.Random(seed).sample([*BLOCKS, "| a |\n|-|\n| b |", "![c](/d.png)"], k=5)
    soup = BeautifulSoup(data_of("\n\n".join(chosen)), "html.parser")
    assert {tag.name for tag in soup(True)} <= listed
    assert {name for tag in soup(True) for name in tag.attrs} <= {"href"}
    for link in soup("a"):
        assert re.match("https://practice.example/", str(link["href"]))
    assert not soup.select("p p, p ul, p ol, p h4")


def test_the_plugin_needs_nothing_but_what_the_site_is_installed_with() -> None:
    """The packages of the tests are not there when somebody only builds the site."""
    locked = set(re.findall(r"(?m)^([a-z0-9-]+)==", (PROJECT / "requirements.txt").read_text()))
    needed: set[str] = set()
    for path in sorted((PROJECT / "plugins").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                needed |= {name.name.partition(".")[0] for name in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                needed.add(node.module.partition(".")[0])
    needed -= {*sys.stdlib_module_names, "plugins", "pelican"}
    homes = packages_distributions()
    assert "markdown" in needed
    assert {re.sub(r"[-_.]+", "-", homes[name][0]).lower() for name in needed} - locked == set()
