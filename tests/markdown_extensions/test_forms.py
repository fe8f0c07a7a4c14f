"""Forms that people type elsewhere, through a whole build: on the page, in data and in the copy."""

from __future__ import annotations

import re

import pytest

from tests.trial_site import TrialSite, photograph

CHECKS = "plugins.checks.run"


def body_of(html: str) -> str:
    """Return the article's own text, without white space between tags."""
    text = re.sub(r">\s+(?=<)", ">", html)
    return text[text.index("<h1") :]


@pytest.mark.parametrize("indent", ["  ", "   ", "    ", "\t"])
def test_a_list_in_an_answer_is_nested_on_the_page_and_in_the_data(
    site: TrialSite, indent: str
) -> None:
    site.article("rest", f"## FAQ\n\n### How?\n\nThese help:\n- tea\n{indent}- green\n- rest\n")
    built = site.build(PRACTICE_CHECKS="")
    nested = "<ul><li>tea<ul><li>green</li></ul></li><li>rest</li></ul>"
    assert nested in body_of(built.html("articles/rest/"))
    assert re.sub(
        r"\s+(?=<)", "", built.questions("articles/rest/")[0]["acceptedAnswer"]["text"]
    ) == (f"<p>These help:</p>{nested}")
    assert built.said() == []


def test_a_place_that_is_named_in_the_old_way_can_be_linked_to(site: TrialSite) -> None:
    site.article("rest", 'See [part two](#part-two).\n\n<a name="part-two"></a>\n\nWords.\n')
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == []
    assert 'id="part-two"' in built.html("articles/rest/")


@pytest.mark.parametrize("name", ["my desk.png", "desk (1).png", "desk(1).png", "desk[1].png"])
def test_a_picture_is_shown_and_copied_whatever_its_name(site: TrialSite, name: str) -> None:
    site.write(f"images/{name}", photograph(form="PNG"))
    site.article("rest", f"![A desk](/images/{name})\n")
    built = site.build(url="https://practice.example")
    assert built.said() == []
    copied = re.search(r"!\[A desk\]\((.*)\)\n", built.text("articles/rest/index.md"))
    assert copied
    assert copied[1].startswith("https://practice.example/images/")
    assert " " not in copied[1]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("We meet weekly.\n---\nThen we talk.\n", ["heading-underline"]),
        ("\tWe meet once a week.\n", ["prose-code"]),
        ("   \n\nWe meet once a week.\n", []),
        ("| a | b |\n|---|---|\n| $100 | per | session |\n", ["table-cells"]),
        ("{{< toc >}}\n\nWords.\n", ["markdown-raw"]),
        ("See [a][missing].\n", ["markdown-raw"]),
        ("See <{filename}rest.md>.\n", ["markdown-raw"]),
        ("The day is done,\nthe house is still,\nand I am home.\n", ["lines-joined"]),
        ("The day is done,\\\nthe house is still,\\\nand I am home.\n", []),
        ("- [ ] rest\n- [x] tea\n", []),
        ("    - rest\n    - tea\n", ["prose-code"]),
        ("Words.\n\n        Namaste,\n        Jane\n", ["prose-code"]),
        ("```\nWords.\n", ["fence-open"]),
        ("> ```\n> Words.\n\nMore.\n", ["fence-open"]),
        ("> ```\n> Words.\n> ```\n\n- ~~~~\n  a\n  ~~~~\n", []),
        ("We are:\n✓ here\n✓ there\n", ["list-lines"]),
        ("- rest\n-- deep\n", ["list-lines"]),
        ("- rest\n- tea\nCall me.\n", ["list-end"]),
        ("- rest\n- tea that I drink as often\nas I can.\n", []),
        ("- rest\n  - deep\n- tea\n", []),
        ("1. rest\n  - deep\n2. tea\n", ["list-nested"]),
        ("1. rest\n   - deep\n2. tea\n", []),
        ("1. rest\n\n- tea\n", []),
        ("1986. A great year.\n", ["line-sign"]),
        ("It was cold\n- and yet fine.\n", ["line-sign"]),
        ("It is less than\n> 100 dollars.\n", ["line-sign"]),
        ("> Rest,\n> she said.\n\nThey say:\n> 100 days.\n", []),
        ("## What helps\n- rest\n", []),
        ("What helps:\n- rest\n", []),
        ("##\n\nWords.\n", ["heading-empty"]),
        ("Warmly,\nJane\n", ["lines-joined"]),
        ("It is \\$40.\n", []),
        ("See [this] [ref].\n\n[ref]: https://a.example/s\n", ["markdown-raw"]),
        ("It helps many people1 so.\n\n1 A study.\n", ["note-unlinked"]),
        ("It helps many people.[^1]\n\n[^1]: A study.\n", []),
        ("\\textit{Rest} is good.\n", ["markdown-raw"]),
        ("It costs $100 and $120.\n", []),
    ],
)
def test_what_may_be_meant_otherwise_is_told_by_the_check(
    site: TrialSite, text: str, rules: list[str]
) -> None:
    site.article("rest", text)
    told = site.build(PRACTICE_CHECKS=CHECKS).problems
    ours = {
        *("heading-underline", "heading-empty", "prose-code", "table-cells", "markdown-raw"),
        *("lines-joined", "list-lines", "list-end", "list-nested", "line-sign", "fence-open"),
        "note-unlinked",
    }
    assert [one.rule for one in told if one.rule in ours] == rules


@pytest.mark.parametrize(
    ("pointer", "sign"),
    [("1", "1"), ("<sup>1</sup>", "1"), ("[1]", "[1]"), ("¹", "¹"), ("*", "*"), ("^1^", "^1")],
)
def test_a_note_that_is_mended_as_the_check_says_leads_there_and_back(
    site: TrialSite, pointer: str, sign: str
) -> None:
    text = f"It helps many people{pointer} so.\n\n{sign} A study.\n"
    site.article("rest", text)
    told = site.build(PRACTICE_CHECKS=CHECKS).problems
    (remedy,) = (one.remedy for one in told if one.rule == "note-unlinked")
    there, pointed, here, began = re.findall("“(.*?)”", remedy)
    assert (pointed, began) == (pointer, sign)
    mended = text.replace(f"people{pointed}", f"people{there}").replace(f"\n{began} ", f"\n{here}")
    site.article("rest", mended)
    told = site.build(PRACTICE_CHECKS=CHECKS).problems
    assert "note-unlinked" not in [one.rule for one in told]
    html = site.build(PRACTICE_CHECKS="").html("articles/rest/")
    assert 'href="#fn:1"' in html
    assert 'href="#fnref:1"' in html


def test_quotation_marks_of_latex_are_those_of_a_book(site: TrialSite) -> None:
    site.article("rest", "We say ``rest'' and ``tea''.\n\nIn code: ``a'b`` it is.\n")
    html = site.build(PRACTICE_CHECKS="").html("articles/rest/")
    assert "“rest”" in html
    assert "“tea”" in html
    assert "<code>a'b</code>" in html
