"""Typed text is brought to what it means: signs that nobody sees, spaces, points, headings."""

from __future__ import annotations

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

import pelicanconf
from plugins.core.edits import applied
from plugins.markdown_extensions import commonmark
from plugins.markdown_extensions.typed import are_short, entries, is_prose, meant
from tests.trial_site import TrialSite, markdown, photograph

HIDDEN = {"zero width": "\u200b", "no break": "\ufeff", "soft hyphen": "\u00ad", "joiner": "\u2060"}


@pytest.mark.parametrize("sign", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("#!# A", None),
        ("!## A", "## A"),
        ("## !A", "## A"),
        ("## A!", "## A"),
        ("##! A", "## A"),
        ("**!Is it?**", "**Is it?**"),
        ("**Is it?!**", "**Is it?**"),
        ("**Is it?**!", "**Is it?**"),
        ("!- a\n-! b", "- a\n- b"),
        ("!", ""),
        ("a\n!\nb", "a\n\nb"),
    ],
)
def test_a_sign_that_nobody_sees_changes_nothing(sign: str, typed: str, wanted: str | None) -> None:
    assert meant(typed.replace("!", sign)) == (wanted or typed.replace("!", ""))


def test_a_sign_without_width_within_a_word_says_how_it_may_be_broken() -> None:
    assert meant("psycho\u00adtherapy ไทย\u200bไทย") == "psycho\u00adtherapy ไทย\u200bไทย"
    assert meant("a👩\u200d⚕️ می\u200cخواهم") == "a👩\u200d⚕️ می\u200cخواهم"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("a\n\u00a0\nb", "a\n\nb"),
        ("a\n \u3000\u2009\nb", "a\n\nb"),
        ("-\u00a0a\n-\u00a0\u00a0 b", "- a\n- b"),
        ("1.\u00a0a", "1. a"),
        ("\u200e- a", "- a"),
        ("\u202a## A", "## A"),
        ("\u200fشكرا\u200f.", "\u200fشكرا\u200f."),
        ("##\u00a0A", "## A"),
        (">\u00a0a", "> a"),
        ("\u00a0- a", " - a"),
        ("10\u00a0minutes", "10\u00a0minutes"),
        ("\u00a0\u00a0a", "\u00a0\u00a0a"),
        ("•\u00a0a\n•\tb", "- a\n- b"),
        ("·       a\n·       b", "- a\n- b"),
        ("•a\n•b", "- a\n- b"),
        ("\uf0b7\ta", "- a"),
        ("•\ta\no\tb\n▪\tc\no\td\n•\te", "- a\n  - b\n    - c\n  - d\n- e"),
        ("• a\n  • b", "- a\n  - b"),
        ("o\ta\no\tb", "- a\n- b"),
        ("o a", "o a"),
        ("> • a", "> - a"),
        ("– a\n– b", "– a\n– b"),
        ("Denver • Austin", "Denver • Austin"),
        ("●\ta\n○\tb\n■\tc\n●\td", "- a\n  - b\n    - c\n- d"),
        ("➢ a\n➢ b", "- a\n- b"),
        ("\uf0d8\ta", "- a"),
        ("the o\ufb03ce, \ufb01ne", "the office, fine"),
        ("`\ufb01`", "`fi`"),
        ("a<o:p></o:p> <w:x>b</w:x>", "a b"),
        ("`<o:p>`", "`<o:p>`"),
        ("<m:a>", "<m:a>"),
        ("<a href=“/a/” title=“b”>c</a>", '<a href="/a/" title="b">c</a>'),
        ("“x” <a href=/a/>“y”</a>", "“x” <a href=/a/>“y”</a>"),
        ("[a](/a/ “b c”)", '[a](/a/ "b c")'),
        ("[a](tel:+1 303 555 0142)", "[a](tel:+1-303-555-0142)"),
        ("[a](tel:(303) 555-0142)", "[a](tel:(303)-555-0142)"),
        ("[a](mailto: a@b.example?subject=A b)", "[a](mailto:a@b.example?subject=A%20b)"),
        ("[a](/our office/)", "[a](</our office/>)"),
        ("see [a](/a/ for more (or less)", "see [a](/a/ for more (or less)"),
        ('[a](/a/ "b c") d', '[a](/a/ "b c") d'),
        ("## A{#b}", "## A {#b}"),
        ("## A ##{#b .c}", "## A ## {#b .c}"),
        ("## A {#b}", "## A {#b}"),
        ("## A{b}", "## A{b}"),
        ("##A", "## A"),
        ("#A", "#A"),
        ("#######A", "#######A"),
        ("```\n•\u00a0a\n##B\n```\n##B", "```\n•\u00a0a\n##B\n```\n## B"),
        ("![a](/images/my desk.jpg)", "![a](</images/my desk.jpg>)"),
        ("![a](/images/my desk (1).jpg)", "![a](</images/my desk (1).jpg>)"),
        ('![a](/i/my desk.jpg "Mine") b', '![a](</i/my desk.jpg> "Mine") b'),
        ("[a](b.pdf) and [c](my d.pdf).", "[a](b.pdf) and [c](<my d.pdf>)."),
        ("[a](see there) `[b](c d.jpg)`", "[a](see there) `[b](c d.jpg)`"),
        ("[a](</my desk.jpg>)", "[a](</my desk.jpg>)"),
        ("[a](my desk.jpg", "[a](my desk.jpg"),
    ],
)
def test_a_line_is_what_it_was_meant_to_be(typed: str, wanted: str) -> None:
    assert meant(typed) == wanted


PIECES = [*HIDDEN.values(), "•", "o\t", "##", "a", "\n", "\u00a0", "- ", "](a b.jpg)", "> "]


@settings(max_examples=500, deadline=None, derandomize=True, database=None)
@given(
    st.lists(
        st.sampled_from(
            [*HIDDEN.values(), "•", "o\t", "##", "a", "\n", "\u00a0", "- ", "](a b.jpg)", "> "]
        )
    )
)
def test_no_line_is_added_or_taken_away_and_what_was_meant_is_meant(pieces: list[str]) -> None:
    once = meant("".join(pieces))
    assert once.count("\n") == "".join(pieces).count("\n")
    assert once.count("a") == "".join(pieces).count("a")


def test_code_that_is_prose_and_lines_that_are_verse_are_known() -> None:
    assert is_prose("We meet once a week, on Mondays.")
    assert not is_prose("x = f(a, b) + c")
    assert not is_prose("npm run build")
    assert are_short(["The day is done,", "the house is still,", "and I am home."])
    assert not are_short(["The day is done,", "the house is still."])
    assert are_short(["Warmly,", "Jane Doe"])
    assert not are_short(["今日はいい天気です", "散歩しましょう"])


def test_signs_that_nobody_sees_hide_no_question(site: TrialSite) -> None:
    site.article(
        "rest", "\u200b## FAQ\u200b\n\n###\u00a0One?\u200b\n\nA.\n\n**Two?\ufeff**\n\u00a0\nB.\n"
    )
    built = site.build(PRACTICE_CHECKS="")
    assert [one["name"] for one in built.questions("articles/rest/")] == ["One?", "Two?"]
    assert built.said() == []


ON_A_COMPUTER = (
    "The picture “{}” is on a computer, where no visitor can see it. Put it into content/images/ "
    "and write /images/ and its name."
)
PASTED = (
    "A picture is pasted into the text as letters and figures: “{}”. Save the picture as a file in "
    "content/images/, and write /images/ and its name instead of the letters."
)


@pytest.mark.parametrize(
    ("typed", "address", "message"),
    [
        ("![A desk]({})", "C:\\Users\\Jane\\desk.jpg", ON_A_COMPUTER),
        ("![A desk](<{}>)", "C:\\My desk\\desk.jpg", ON_A_COMPUTER),
        ("![A desk]({})", "file:///Users/jane/desk.jpg", ON_A_COMPUTER),
        ('<img alt="A desk" src="{}">', "blob:https://a.example/1", ON_A_COMPUTER),
        ('<img alt="A desk" src="{}">', "data:image/png;base64,iVBORw0KGgo=", PASTED),
        ("![A desk]({})", "data:image/png;base64,iVBORw0KGgo=", PASTED),
    ],
)
def test_a_picture_that_lies_on_a_computer_is_an_error_at_its_line(
    site: TrialSite, typed: str, address: str, message: str
) -> None:
    site.article("rest", f"Words.\n\n{typed.format(address)}\n")
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == [f"rest.md:9: {message.format(address)}"]
    assert [one.rule for one in built.errors()] == ["picture-missing"]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("[a]({{ site.baseurl }}/x/)", "[a](/x/)"),
        ('[a]({{site.url}}{{site.baseurl}}/x/ "T")', '[a](/x/ "T")'),
        ("[a]({{ .Site.BaseURL }}x/)", "[a](/x/)"),
        ("[home]({{ site.url }})", "[home](/)"),
        ("![a]({{ '/images/a.jpg' | relative_url }})", "![a](/images/a.jpg)"),
        ('![a]({{ "images/a.jpg" | absolute_url }})', "![a](/images/a.jpg)"),
        ("[a]({{ '/x/' | url }}#b)", "[a](/x/#b)"),
        ('<a href="{{ "/x/" | prepend: site.baseurl }}">', '<a href="/x/">'),
        ("[a]: {{ site.baseurl }}/x/", "[a]: /x/"),
        ("[a]({% link _posts/2026-01-20-a.md %})", "[a]({filename}/articles/2026-01-20-a.md)"),
        ("[a]({{ site.baseurl }}{% link about.md %})", "[a]({filename}/pages/about.md)"),
        ("[a]({% post_url 2026-01-20-a %})", "[a]({filename}/articles/2026-01-20-a.md)"),
        ('[a]({{< ref "a.md#b" >}})', "[a](a.md#b)"),
        ('[a]({{% relref "/posts/a" %}})', "[a]({filename}/articles/a.md)"),
        ('[a]({{< relref "#b" >}})', "[a](#b)"),
    ],
)
def test_an_address_that_a_template_makes_is_the_one_that_is_meant(typed: str, wanted: str) -> None:
    assert meant(typed) == wanted


@pytest.mark.parametrize(
    "typed",
    [
        "[a]({{ page.url }})",
        "[a]({{ site.baseurl }}{{ page.url }})",
        "![a]({{ 'a.jpg' | asset_url }})",
        '[a]({{< ref "/else/where/a.md" >}})',
        '[a]({{ "https://else.example/x" | url }})',
        "`[a]({{ site.baseurl }}/x/)`",
        "```\n[a]({{ site.baseurl }}/x/)\n```",
        "{{ site.baseurl }} and {% link about.md %}",
    ],
)
def test_what_a_template_makes_of_anything_else_stays_as_it_is(typed: str) -> None:
    assert meant(typed) == typed


def test_links_and_pictures_of_other_programs_lead_where_they_are_meant_to(site: TrialSite) -> None:
    site.write("articles/2026-01-20-rest/images/desk.jpg", photograph())
    site.write("images/chair.jpg", photograph(color=5))
    site.page("about")
    body = '![A desk](images/desk.jpg)\n\nSee [me]({{< ref "about.md" >}}).\n'
    header = {"title": "Rest", "summary": "S", "coverImage": "desk.jpg", "image_alt": "A desk"}
    site.write("articles/2026-01-20-rest/index.md", markdown(header, body))
    site.article("tea", "![A chair]({{ site.baseurl }}/images/chair.jpg)\n\n[Rest](rest.md)\n")
    built = site.build(strict=False)
    assert [one for one in built.errors() if one.rule != "unknown-key"] == []
    assert built.one("articles/rest/", "main p > a")["href"] == "/about/"
    assert built.one("articles/tea/", "main p > a")["href"] == "/articles/rest/"
    assert built.one("articles/tea/", "main p img")["alt"] == "A chair"


IMPORTS = 'import Note from "../Note.astro";\nimport "./x.css"\n\n'
HEADER = "---\ntitle: T\nsummary: S\ndate: 2026-03-02\n---\n\n"


@pytest.mark.parametrize(
    ("body", "lines", "after"),
    [
        (f"{IMPORTS}Words.\n", [7], "Words.\n"),
        (f"Words.\n\n{IMPORTS}Words.\n", [9], "Words.\n\nWords.\n"),
        ("export const a = 'Rest'\n\nWords.\n", [7], None),
        ("import this from the heart.\n\nimport duties are high\n", [], None),
        (f"```js\n{IMPORTS}```\n", [], None),
        ("Words\nimport x from 'y'\n", [], None),
    ],
)
def test_a_line_for_another_program_is_told_and_taken_out(
    site: TrialSite, body: str, lines: list[int], after: str | None
) -> None:
    path = site.write("articles/a.md", HEADER + body)
    told = [one for one in site.build(strict=False).problems if one.rule == "import-left-over"]
    assert [one.line for one in told] == lines
    made = applied(path.read_text("utf-8"), [edit for one in told for edit in one.fix])
    assert made == HEADER + (body if after is None else after)


@pytest.mark.parametrize(
    ("lines", "first"),
    [
        (["✓ a", "✓ b"], 0),
        (["We are", "→ a", "→ b", "→ c"], 1),
        (["📍 a", "📞 b"], 0),
        (["— a", "— b"], 0),
        (["*a", "*b"], 0),
        (["*a*", "*b*"], -1),
        (["a) b", "b) c"], 0),
        (["(1) b", "(2) c"], 0),
        (["I. b", "II. c"], 0),
        (["1\\. b", "2\\. c"], 0),
        (["[1] b", "[2] c"], 0),
        (["Then:", "3. b", "4. c"], 1),
        (["It was in", "12. Nobody knew."], -1),
        (["J. Smith", "M. Doe"], -1),
        (["“Rest.”", "— Jane"], -1),
        (["“Rest.”", "-- Jane"], -1),
        (["a", "b"], -1),
        ([], -1),
    ],
)
def test_lines_that_look_like_a_list_are_known(lines: list[str], first: int) -> None:
    assert entries(lines) == first


def test_two_hyphens_within_an_entry_are_meant_as_an_entry() -> None:
    assert entries(["a", "-- b"], in_list=True) == 1
    assert entries(["a", "b", "** c"], in_list=True) == 2


def test_what_was_said_of_one_text_is_not_said_of_the_next_that_has_no_words() -> None:
    md = Markdown(**copy.deepcopy(pelicanconf.MARKDOWN))  # type: ignore[arg-type]
    md.convert("We meet weekly.\n---\n")
    assert [note.kind for note in commonmark.notes(md)] == ["underline"]
    md.reset().convert("")
    assert commonmark.notes(md) == []
