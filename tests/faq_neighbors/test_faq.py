"""The Markdown extension: which text is a question, what becomes of it, and on which line it is."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from markdown import Markdown
from markdown.extensions.toc import TocExtension as Toc
from markdown.extensions.toc import slugify_unicode

import pelicanconf
from plugins.faq_neighbors import faq
from plugins.faq_neighbors.faq import FaqMark, normal
from tests.trial_site import TrialSite

SETTINGS: dict[str, Any] = pelicanconf.MARKDOWN


def converted(text: str) -> tuple[str, list[FaqMark]]:
    """Markdown as our site reads it: its HTML without white space between tags, its questions."""
    md = Markdown(**SETTINGS)
    html = md.convert(text)
    return re.sub(r">\s+(?=<)", ">", html), list(faq.marks_of(md))


def html_of(text: str) -> str:
    return converted(text)[0]


def lines_of(text: str) -> dict[str, int]:
    return {mark.id: mark.line for mark in converted(text)[1]}


def section(heading: str, *items: str) -> str:
    return f'<section aria-labelledby="{heading}" class="faq">{"".join(items)}</section>'


def item(question: str, identifier: str, answer: str, *, first: bool = False) -> str:
    return (
        f"<details{' open' * first}><summary><h3>{question}</h3></summary>"
        f'<div class="answer" id="{identifier}">{answer}</div></details>'
    )


def test_each_h3_below_the_heading_is_a_question_and_only_the_first_is_open() -> None:
    text = """\
## Questions people ask

### Is it hypnosis?

No. You stay **awake**.

Ask me.

### How long?

An hour.
"""
    assert html_of(text) == '<h2 id="questions-people-ask">Questions people ask</h2>' + section(
        "questions-people-ask",
        item(
            "Is it hypnosis?",
            "is-it-hypnosis",
            "<p>No. You stay <strong>awake</strong>.</p><p>Ask me.</p>",
            first=True,
        ),
        item("How long?", "how-long", "<p>An hour.</p>"),
    )


@pytest.mark.parametrize(
    "title",
    [
        "FAQ",
        "faq:",
        "FAQs",
        "Frequently   Asked Questions",
        "Questions",
        "**Questions & Answers**",
        "Questions and answers",
        "Questions people ask",
        "Common questions?",
        "Common Misconceptions",
        "Questions & Misconceptions",
        "FAQs & Common Misconceptions",
        "FAQs &amp; common misconceptions",
        "FAQs and common misconceptions",
        "FAQ {#pinned}",
    ],
)
def test_a_title_of_the_list_opens_a_section_however_it_is_typed(title: str) -> None:
    assert converted(f"## {title}\n\n### Q?\n\nA.\n")[1] == [FaqMark("q", 3)]


@pytest.mark.parametrize(
    "title", ["About FAQs", "The FAQ and you", "Question", "Answers", "FAQ 2", "My questions"]
)
def test_a_title_near_one_of_the_list_stays_a_heading(title: str) -> None:
    html, marks = converted(f"## {title}\n\n### Q?\n\nA.\n")
    assert marks == []
    assert '<h3 id="q">Q?</h3><p>A.</p>' in html


def test_a_practice_may_name_its_own_titles_with_curly_or_straight_apostrophes() -> None:
    md = Markdown(extensions=["extra", "toc", faq.makeExtension(titles=["What I’m asked"])])
    md.convert("## What I'm asked\n\n### Q?\n\nA.\n\n## FAQ\n\n### Not one?\n\nA.\n")
    assert [mark.id for mark in faq.marks_of(md)] == ["q"]


def test_a_heading_of_any_words_marked_faq_opens_a_section_and_loses_only_that_mark() -> None:
    text = (
        "## On safety {.faq}\n\n### Q?\n\nA.\n\n## On money {#fees .faq .quiet}\n\n### R?\n\nB.\n"
    )
    assert html_of(text) == (
        '<h2 id="on-safety">On safety</h2>'
        + section("on-safety", item("Q?", "q", "<p>A.</p>", first=True))
        + '<h2 class="quiet" id="fees">On money</h2>'
        + section("fees", item("R?", "r", "<p>B.</p>", first=True))
    )


def test_an_underlined_heading_opens_a_section_too() -> None:
    assert html_of("FAQ\n---\n\n### Q?\n\nA.\n") == (
        '<h2 id="faq">FAQ</h2>' + section("faq", item("Q?", "q", "<p>A.</p>", first=True))
    )


def test_only_a_heading_of_the_first_three_levels_opens_a_section() -> None:
    text = "FAQ\n===\n\n### One?\n\nA.\n\n# Then\n\n#### FAQ\n\n##### Two?\n\nA.\n"
    html, marks = converted(text)
    assert marks == [FaqMark("one", 4)]
    assert html.count("<details") == 1


def test_faq_in_prose_or_as_a_bold_line_over_words_is_no_section() -> None:
    text = "Read the FAQ.\n\n**FAQ**\n\nWords.\n\n### Is it one?\n\nNo.\n"
    assert html_of(text) == (
        "<p>Read the FAQ.</p><p><strong>FAQ</strong></p><p>Words.</p>"
        '<h3 id="is-it-one">Is it one?</h3><p>No.</p>'
    )


def test_an_h3_outside_every_section_stays_a_heading() -> None:
    text = "### Before?\n\nA.\n\n## FAQ\n\n### In?\n\nB.\n\n## Then\n\n### After?\n\nC.\n"
    assert html_of(text) == (
        '<h3 id="before">Before?</h3><p>A.</p><h2 id="faq">FAQ</h2>'
        + section("faq", item("In?", "in", "<p>B.</p>", first=True))
        + '<h2 id="then">Then</h2><h3 id="after">After?</h3><p>C.</p>'
    )


@pytest.mark.parametrize("heading", ["# Top", "## Other", "Other\n-----", "Top\n==="])
def test_a_section_ends_at_the_next_heading_of_its_level_or_above(heading: str) -> None:
    html, marks = converted(f"## FAQ\n\n### Q?\n\nA.\n\n{heading}\n\nOutside.\n\n### No?\n\nx\n")
    assert [mark.id for mark in marks] == ["q"]
    assert html.partition("</section>")[2].endswith('<p>Outside.</p><h3 id="no">No?</h3><p>x</p>')


def test_two_sections_keep_the_order_of_the_text() -> None:
    text = "## FAQ\n\n### B?\n\n1\n\n## Text\n\nx\n\n## Common misconceptions\n\n### A?\n\n2\n"
    html, marks = converted(text)
    assert [mark.id for mark in marks] == ["b", "a"]
    assert html.count("<section ") == 2
    assert html.count("<details open>") == 2


def test_words_between_the_heading_and_the_questions_stay_where_they_are() -> None:
    text = "## FAQ\n\nWhat I hear most.\n\n- And *this*.\n\n### Q?\n\nA.\n"
    assert html_of(text) == (
        '<h2 id="faq">FAQ</h2><p>What I hear most.</p><ul><li>And <em>this</em>.</li></ul>'
        + section("faq", item("Q?", "q", "<p>A.</p>", first=True))
    )


def test_a_section_without_questions_is_an_ordinary_heading() -> None:
    assert html_of("## FAQ\n\nSoon.\n\n## Then\n\nx\n") == (
        '<h2 id="faq">FAQ</h2><p>Soon.</p><h2 id="then">Then</h2><p>x</p>'
    )


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("**Is it safe?**", "Is it safe?"),
        ("__Is it safe?__", "Is it safe?"),
        ("***Is it safe?***", "Is it safe?"),
        ("**Is it safe**?", "Is it safe?"),
        ("** Is it safe? **", "Is it safe?"),
        ("**Is it *really* safe?**", "Is it <em>really</em> safe?"),
        ("**Is it  \nsafe?**", "Is it<br>\nsafe?"),
        ("**Will I hear “wake up?”**", "Will I hear “wake up?”"),
        ("**大丈夫ですか？**", "大丈夫ですか？"),
    ],
)
def test_a_paragraph_of_only_bold_text_that_asks_is_a_question(line: str, question: str) -> None:
    """The way questions come out of a word processor."""
    html, marks = converted(f"## FAQ\n\n{line}\n\nYes.\n")
    assert [mark.line for mark in marks] == [3]
    assert f"<summary><h3>{question}</h3></summary>" in html
    assert f'<div class="answer" id="{marks[0].id}"><p>Yes.</p></div>' in html


@pytest.mark.parametrize(
    "line",
    [
        "**It is safe.**",
        "**Is it safe?** Yes.",
        "*Is it safe?*",
        "Is it safe?",
        "**Is** it **safe?**",
        "**Is it safe?**\n**Is it long?**",
        "- **Is it safe?**",
    ],
)
def test_other_bold_text_is_part_of_the_answer(line: str) -> None:
    marks = converted(f"## FAQ\n\n### First?\n\n{line}\n\nYes.\n")[1]
    assert [mark.id for mark in marks] == ["first"]


def test_bold_text_that_asks_is_no_question_outside_a_section() -> None:
    assert html_of("**Is it safe?**\n") == "<p><strong>Is it safe?</strong></p>"


def test_a_pinned_id_survives_new_words() -> None:
    before = "## FAQ\n\n### Is it safe? {#safe}\n\nYes.\n"
    after = "## FAQ\n\n### Other?\n\nx\n\n### How safe is all this? {: #safe }\n\nVery.\n"
    assert [mark.id for mark in converted(before)[1]] == ["safe"]
    assert [mark.id for mark in converted(after)[1]] == ["other", "safe"]
    assert "{" not in html_of(after)


@pytest.mark.parametrize("line", ["**Is it safe?** {#safe}", "**Is it safe?**\n{: #safe }"])
def test_a_bold_question_may_have_a_pinned_id(line: str) -> None:
    assert html_of(f"## FAQ\n\n{line}\n\nYes.\n") == '<h2 id="faq">FAQ</h2>' + section(
        "faq", item("Is it safe?", "safe", "<p>Yes.</p>", first=True)
    )


def test_every_id_stands_once_even_where_a_question_is_asked_twice() -> None:
    text = "## Safe\n\nx\n\n## FAQ\n\n### Safe\n\n1\n\n### Safe\n\n2\n\n### Safe {#safe_1}\n\n3\n"
    html, marks = converted(text)
    ids = re.findall(r'id="([^"]+)"', html)
    assert len(ids) == len(set(ids)) == 5
    assert [mark.id for mark in marks] == ["safe_2", "safe_3", "safe_1"]


def test_the_id_stands_on_the_answer_and_no_longer_on_the_question() -> None:
    """A link to something inside closed details opens it: HTML, section 4.11.1."""
    html = html_of("## FAQ\n\n### Q?\n\nA.\n")
    assert html.count('id="q"') == 1
    assert '<div class="answer" id="q">' in html


def test_a_box_around_a_section_stays_around_it() -> None:
    text = """\
Words.

<div class="box" markdown="1">

## FAQ

Before.

### One?

A.

**Two?**

B.

</div>

After.
"""
    html, marks = converted(text)
    assert html == (
        '<p>Words.</p><div class="box"><h2 id="faq">FAQ</h2><p>Before.</p>'
        + section(
            "faq", item("One?", "one", "<p>A.</p>", first=True), item("Two?", "two", "<p>B.</p>")
        )
        + "</div><p>After.</p>"
    )
    assert marks == [FaqMark("one", 9), FaqMark("two", 13)]


def test_boxes_around_questions_hold_a_section_each_and_only_the_first_answer_is_open() -> None:
    text = """\
## FAQ

### One?

A.

<div markdown="1">
<section markdown="1">

### Two?

B.

</section>

Between.

</div>

### Three?

C.

<div markdown="1">

- in the answer

</div>

## Then

### Four?
"""
    html, marks = converted(text)
    assert html == (
        '<h2 id="faq">FAQ</h2>'
        + section("faq", item("One?", "one", "<p>A.</p>", first=True))
        + "<div><section>"
        + section("faq", item("Two?", "two", "<p>B.</p>"))
        + "</section><p>Between.</p></div>"
        + section(
            "faq", item("Three?", "three", "<p>C.</p><div><ul><li>in the answer</li></ul></div>")
        )
        + '<h2 id="then">Then</h2><h3 id="four">Four?</h3>'
    )
    assert [(mark.id, mark.line) for mark in marks] == [("one", 3), ("two", 10), ("three", 20)]


def test_a_section_begun_in_a_box_goes_on_behind_it_until_the_next_heading() -> None:
    text = '<div markdown="1">\n\n## FAQ\n\n</div>\n\n### One?\n\nA.\n\n## Then\n\nx\n'
    assert html_of(text) == (
        '<div><h2 id="faq">FAQ</h2></div>'
        + section("faq", item("One?", "one", "<p>A.</p>", first=True))
        + '<h2 id="then">Then</h2><p>x</p>'
    )


def test_a_box_within_a_box_without_a_question_is_part_of_the_answer() -> None:
    text = """\
## FAQ

### Is it?

<div class="a" markdown="1">
<div class="b" markdown="1">
Yes.
</div>
</div>

### Another?

No.
"""
    answer = '<div class="a"><div class="b"><p>Yes.</p></div></div>'
    faq_section = section(
        "faq",
        item("Is it?", "is-it", answer, first=True),
        item("Another?", "another", "<p>No.</p>"),
    )
    assert html_of(text) == f'<h2 id="faq">FAQ</h2>{faq_section}'


def test_a_heading_without_words_is_no_question() -> None:
    html, marks = converted("## FAQ\n\n###\n\nWords.\n")
    assert (html.count("<details"), marks) == (0, [])


def test_a_question_that_is_not_found_again_is_told_at_the_heading_before_it() -> None:
    """Without fenced code the three signs open nothing, but look as if they did."""
    md = Markdown(extensions=["toc", "plugins.faq_neighbors.faq"])
    md.convert("## FAQ\n\n```\n\n### Is it?\n\nYes.\n")
    assert faq.marks_of(md) == [FaqMark("is-it", 1)]


def test_questions_in_a_box_are_in_the_data_of_the_page(site: TrialSite) -> None:
    site.article("rest", '<div markdown="1">\n\n## FAQ\n\n### One?\n\nA.\n\n</div>\n')
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == []
    assert [found["name"] for found in built.questions("articles/rest/")] == ["One?"]


def test_questions_between_tags_with_an_empty_line_below_are_questions(site: TrialSite) -> None:
    site.article("rest", "<div>\n\n## FAQ\n\n### One?\n\nA.\n\n</div>\n")
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == []
    assert [found["name"] for found in built.questions("articles/rest/")] == ["One?"]


def test_markdown_that_a_box_keeps_from_being_read_is_told(site: TrialSite) -> None:
    site.article("rest", "Words.\n\n<div>\n## FAQ\n### One?\nA.\n</div>\n")
    remedy = (
        'stands between HTML tags, where Markdown is not read. Write <div markdown="1"> '
        "instead of <div>, or take the tags out."
    )
    assert site.build(PRACTICE_CHECKS="").said() == [
        f"rest.md:10: “## FAQ” {remedy}",
        f"rest.md:11: “### One?” {remedy}",
    ]


def test_signs_of_a_heading_that_are_meant_as_text_are_nothing_to_be_told(site: TrialSite) -> None:
    site.article("rest", "Words,\n\\## not one\n\n```\n## Nor this\n```\n")
    assert site.build(PRACTICE_CHECKS="").said() == []


def test_an_answer_may_hold_subheadings_lists_tables_code_and_terms() -> None:
    text = """\
## FAQ

### What happens?

#### First

1. Arrive
    - sit
        - breathe
2. Talk

```text
### not a question?
## not a heading
```

| When | What |
|------|------|
| then | this |

Part
: A side of you.

> Quoted.

### And then?

Rest.
"""
    answer = (
        '<h4 id="first">First</h4>'
        "<ol><li>Arrive<ul><li>sit<ul><li>breathe</li></ul></li></ul></li><li>Talk</li></ol>"
        '<pre><code class="language-text">### not a question?\n## not a heading\n</code></pre>'
        '<div aria-labelledby="faq" class="table-wrap" role="region" tabindex="0"><table><thead>'
        "<tr><th>When</th><th>What</th></tr></thead><tbody><tr><td>then</td><td>this</td></tr>"
        "</tbody></table></div><dl><dt>Part</dt><dd>A side of you.</dd></dl>"
        "<blockquote><p>Quoted.</p></blockquote>"
    )
    assert html_of(text) == '<h2 id="faq">FAQ</h2>' + section(
        "faq",
        item("What happens?", "what-happens", answer, first=True),
        item("And then?", "and-then", "<p>Rest.</p>"),
    )
    assert lines_of(text) == {"what-happens": 3, "and-then": 26}


def test_headings_inside_lists_and_quotations_are_no_questions() -> None:
    text = (
        "## FAQ\n\n### Q?\n\n1. One\n\n    ### In a list?\n\n> ### Quoted?\n>\n> ## FAQ\n\nEnd.\n"
    )
    html, marks = converted(text)
    assert [mark.id for mark in marks] == ["q"]
    assert html.endswith("</blockquote><p>End.</p></div></details></section>")


def test_footnotes_stand_at_the_end_of_the_page_and_not_in_the_last_answer() -> None:
    html = html_of("## FAQ\n\n### Q?\n\nA.[^1]\n\n[^1]: Note.\n")
    body, _, notes = html.partition("</section>")
    assert '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>' in body
    assert notes.startswith('<div class="footnote"><hr><ol><li id="fn:1"><p>Note.')


def test_a_question_without_words_below_it_is_kept() -> None:
    text = "## FAQ\n\n### One?\n### Two?\n\nA.\n\n**Three?**\n\n### Four?\n\n## Then\n\nx\n"
    assert converted(text)[1] == [
        FaqMark("one", 3),
        FaqMark("two", 4),
        FaqMark("three", 8),
        FaqMark("four", 10),
    ]


def test_lines_are_told_right_behind_tables_code_raw_html_notes_and_references() -> None:
    text = """\
Some ask: Is it safe? Others say **Is it safe?** too.

[ref]: https://example.org
[^n]: A note
    of two lines.

<div class="callout">
### Is it safe?
</div>

```
## FAQ
### Is it safe?
```

| Is it safe? | x |
|---|---|
| a | b[^n] |

### Is it long?

## FAQ

Is it safe?

### Is it safe?

~~~
Some say:
**Is it long?**
~~~

**Is it long?**

Yes: **Is it far?** and [ref].

### Is it\tfar? ###

No.
"""
    assert lines_of(text) == {"is-it-safe": 26, "is-it-long_1": 33, "is-it-far": 37}


def test_a_page_read_after_another_does_not_inherit_its_questions() -> None:
    md = Markdown(**SETTINGS)
    md.convert("## FAQ\n\n### One?\n\nA.\n")
    md.reset().convert("## FAQ\n\n### Two?\n\nA.\n")
    assert faq.marks_of(md) == [FaqMark("two", 3)]
    md.reset().convert("Nothing.\n")
    assert faq.marks_of(md) == []


# --- without any other extension -----------------------------------------------------------------


def alone(text: str, **options: Any) -> str:
    md = Markdown(extensions=[faq.makeExtension(**options)], output_format="html")
    return re.sub(r">\s+(?=<)", ">", md.convert(text))


def test_without_toc_only_answers_have_ids_made_of_the_questions_words() -> None:
    text = (
        "# Top\n\n## FAQ\n\n### Is *it* then `a < b` & \\*safe\\*?\n\nYes.\n\n### ¿Es así?\n\nSí.\n"
    )
    assert alone(text) == (
        '<h1>Top</h1><h2>FAQ</h2><section class="faq">'
        + item(
            "Is <em>it</em> then <code>a &lt; b</code> &amp; *safe*?",
            "is-it-then-a-b-safe",
            "<p>Yes.</p>",
            first=True,
        )
        + item("¿Es así?", "es-así", "<p>Sí.</p>")
        + "</section>"
    )


def test_without_toc_the_ids_are_those_that_toc_would_give() -> None:
    text = "## FAQ\n\n" + "".join(
        f"### {title}\n\nA.\n\n"
        for title in (
            "Safe?",
            "Safe?",
            "Safe 1",
            "*!*",
            "A<br>b[^1]",
            "心?",
            "Pinned {#safe}",
            "I&amp;I",
        )
    )
    text += "\n\n[^1]: Note.\n"
    found = []
    for extensions in (["extra", "toc"], ["extra"]):
        settings = {"toc": {"slugify": slugify_unicode}} if "toc" in extensions else {}
        md = Markdown(extensions=[*extensions, faq.makeExtension()], extension_configs=settings)
        md.convert(text)
        found.append([mark.id for mark in faq.marks_of(md)])
    assert found[0] == found[1]
    assert len(set(found[0])) == 8


def test_an_id_that_stands_elsewhere_on_the_page_is_not_given_again() -> None:
    md = Markdown(extensions=["attr_list", faq.makeExtension()])
    html = md.convert("## Before {#safe}\n\n## FAQ\n\n### Safe?\n\nA.\n\nB.\n{: #safe_1 }\n")
    assert [mark.id for mark in faq.marks_of(md)] == ["safe_2"]
    assert html.count('id="safe_2"') == 1


def test_a_heading_that_toc_makes_smaller_is_a_question_still() -> None:
    md = Markdown(extensions=[Toc(baselevel=3), faq.makeExtension()])
    html = md.convert("## FAQ\n\n### Q?\n\nA.\n")
    assert "<h5>Q?</h5>" in html
    assert faq.marks_of(md) == [FaqMark("q", 3)]


def test_the_line_of_each_question_stands_in_the_page_if_it_is_asked_for() -> None:
    text = '## FAQ\n\n### A & b? {#a&b}\n\n`<div data-line="7" id="x">`\n\n**Two?**\n\nB.\n'
    md = Markdown(extensions=["attr_list", faq.makeExtension(lines=True)])
    html = md.convert(text)
    assert html.count('<div class="answer" data-line="') == 2
    assert '<div class="answer" data-line="7" id="two">' in html
    md_without = Markdown(extensions=["attr_list", faq.makeExtension()])
    assert faq.take_marks(html) == (
        md_without.convert(text),
        [FaqMark("a&b", 3), FaqMark("two", 7)],
    )


def test_marks_are_found_wherever_another_program_has_put_their_attributes() -> None:
    html = '<div id="a" class=\'answer\' data-line="3" title="x"><div data-line="4">'
    assert faq.take_marks(html) == (
        '<div id="a" class=\'answer\' title="x"><div>',
        [FaqMark("a", 3)],
    )


class _Nesting(HTMLParser):
    """Tells tags that are not closed in the order in which they were opened, and bad parents."""

    inside_p = frozenset({"p", "ul", "ol", "div", "table", "h2", "h3", "h4", "details", "section"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, _: object) -> None:
        if "p" in self.open and tag in self.inside_p:
            self.faults.append(f"<{tag}> in <p>")
        if tag == "details" and (not self.open or self.open[-1] != "section"):
            self.faults.append("details outside a section")
        if tag not in ("br", "hr", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")


@pytest.mark.parametrize(
    "answer",
    [
        "One.\n- two\n- three",
        "1. a\n\n    para\n\n    - b\n\n2. c",
        "Text\n\n- list\n\nText",
        '<div class="x">raw <b>html</b></div>\n\ntext',
        '<div markdown="1">\n\n- list\n\n</div>',
        "> quote\n\n- list",
        "| a |\n|---|\n| b |",
        "text\n#### Sub\ntext",
    ],
)
def test_answers_of_many_blocks_are_validly_nested(answer: str) -> None:
    parser = _Nesting()
    parser.feed(html_of(f"## FAQ\n\nIntro.\n\n### Q?\n\n{answer}\n\n### R?\n\n{answer}\n"))
    parser.close()
    assert (parser.faults, parser.open) == ([], [])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is it safe?", "is it  SAFE"),
        ("Why can’t I stop?", "Why can't I stop?"),
        ("What is “Self”?", 'What is "Self"'),
        ("Parts & wholes?", "Parts and wholes?"),
        ("Is it *safe*?".replace("*", ""), "Is it safe ?"),
        ("Is it\u00a0safe?", "Is it safe?"),
        ("Wie heißt es?", "WIE HEISST ES?"),
        ("What are ‘parts’?", "What are 'parts'?"),
        ("Are “parts” people?", 'Are "parts" people?'),
    ],
)
def test_two_ways_of_typing_one_question_are_one(one: str, other: str) -> None:
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Is it safe?", "Is it safe for me?"),
        ("Is it safe?", "Isn’t it safe?"),
        ("Can I stop?", "Can’t I stop?"),
        ("Is it safe?", "Is it safer?"),
        ("Do I need a therapist?", "Do I need the therapist?"),
        ("What is IFS?", "What is EFS?"),
        ("Is Self a part?", "Is a part Self?"),
        ("¿Es seguro?", "¿Es segura?"),
        ("How much: 10?", "How much: 100?"),
    ],
)
def test_questions_that_are_only_alike_stay_apart(one: str, other: str) -> None:
    assert normal(one) != normal(other)
