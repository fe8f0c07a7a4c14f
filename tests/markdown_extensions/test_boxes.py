"""Boxes of other programs become ours, or stay as they are and are told."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.checks.rules.markdown_raw import markdown_raw
from plugins.markdown_extensions import boxes
from plugins.notices.known import Known
from tests.checks.rendered import document
from tests.faq_neighbors.test_forms import OURS, html_of
from tests.trial_site import TrialSite, photograph

REST = "<p>Rest is <em>good</em>.</p>"
ICON = "<p>💡 "


def html(text: str) -> str:
    """What a visitor gets, without white space between tags."""
    return re.sub(r">\s+(?=<)", ">", html_of(text, "Rest", OURS)[0]).strip()


def box(label: str, inside: str = REST) -> str:
    return f'<div class="callout" role="note"><p class="label">{label}</p>{inside}</div>'


def nameless(inside: str = REST) -> str:
    return f'<div class="note" role="note">{inside}</div>'


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ('!!! note "Please read"\n    Rest is *good*.\n', box("Please read")),
        ("!!! warning\n\n    Rest is *good*.\n", box("Warning")),
        ("!!! tip inline end\n\tRest is *good*.\n", box("Tip")),
        ("!!! Note Please read\n    Rest is *good*.\n", box("Please read")),
        ('??? tip "More on rest"\n    Rest is *good*.\n', box("More on rest")),
        ("???+ my-own\n    Rest is *good*.\n", box("My own")),
        ('??? question "How long?"\n    Rest is *good*.\n', box("How long?")),
        ("!!! note\n    Rest is *good*.\nAfter.\n", box("Note") + "<p>After.</p>"),
        (
            "!!! note\n    Rest is *good*.\n\n    !!! tip\n        Rest is *good*.\n",
            box("Note", REST + box("Tip")),
        ),
        (":::note\nRest is *good*.\n:::\n", box("Note")),
        (":::tip[A title]\n\nRest is *good*.\n\n:::\n", box("A title")),
        ("::: warning A title\nRest is *good*.\n:::\n", box("A title")),
        ("::: {.note}\nRest is *good*.\n:::\n", box("Note")),
        ('::: {.callout-tip title="So"}\nRest is *good*.\n:::\n', box("So")),
        ("::: {.callout-note}\n## So\n\nRest is *good*.\n:::\n", box("So")),
        ("::::note\n:::tip\nRest is *good*.\n:::\n::::\n", box("Note", box("Tip"))),
        (":::details Is it long?\nRest is *good*.\n:::\n", box("Is it long?")),
        ("{{< callout >}}\nRest is *good*.\n{{< /callout >}}\n", nameless()),
        ('{{< callout type="tip" >}}\nRest is *good*.\n{{< /callout >}}\n', box("Tip")),
        ('{{% notice tip "So" %}}\nRest is *good*.\n{{% /notice %}}\n', box("So")),
        ("{{< hint info >}}\nRest is *good*.\n{{< /hint >}}\n", box("Hint")),
        ('{% hint style="info" %}\nRest is *good*.\n{% endhint %}\n', box("Hint")),
        ("{% note %}\nRest is *good*.\n{% endnote %}\n", box("Note")),
        ('<Callout type="tip">\n\n  Rest is *good*.\n\n</Callout>\n', box("Tip")),
        ('<Admonition type="tip" title="So">Rest is *good*.</Admonition>\n', box("So")),
        ("<Note>\nRest is *good*.\n</Note>\n", box("Note")),
        ("[note]Rest is *good*.[/note]\n", box("Note")),
        ("[note]\nRest is *good*.\n[/note]\n", box("Note")),
        ('[su_note note_color="#fff"]Rest is *good*.[/su_note]\n', box("Note")),
        ('[box type="info"]\nRest is *good*.\n[/box]\n', box("Info")),
        ("[quote]Rest is *good*.[/quote]\n", f"<blockquote>{REST}</blockquote>"),
        ("<aside>\nRest is *good*.\n</aside>\n", nameless()),
        ("<aside>\n💡 Rest is *good*.\n\n</aside>\n", nameless("<p>💡 Rest is <em>good</em>.</p>")),
        (
            "<aside>\n💡\n\nRest is *good*.\n</aside>\n",
            nameless("<p>💡 Rest is <em>good</em>.</p>"),
        ),
        (
            (
                '<aside>\n<img src="https://www.notion.so/icons/x.svg" alt="x" width="40px" />\n\n'
                "Rest is *good*.\n\n</aside>\n"
            ),
            nameless(),
        ),
    ],
)
def test_a_box_is_ours(typed: str, wanted: str) -> None:
    assert html(typed) == wanted
    assert not [*markdown_raw(document(typed), Known())]
    above = f"Words.\n\n{typed}\nAfter.\n"
    after = wanted if wanted.endswith("<p>After.</p>") else f"{wanted}<p>After.</p>"
    assert html(above).startswith(f"<p>Words.</p>{after}")


@pytest.mark.parametrize(
    "typed",
    [
        "```\n!!! note\n    Rest.\n```",
        "~~~\n:::note\nRest.\n:::\n~~~",
        "`[note]Rest.[/note]`",
        "    !!! note\n        Rest.",
        "Wow!!! note this\n    down.",
        "What??? is this",
        "He wrote [note] to me.",
        "[note]: /images/a.jpg",
        "[note](/about/)",
        "<aside class='x'>\n\nRest.\n\n</aside>",
        "<aside>Rest.</aside>",
        "<Warning>\nRest.\n</Warning>",
        "A box::: so",
    ],
)
def test_what_is_no_box_stays_as_it_is_and_is_not_told(typed: str) -> None:
    assert boxes.read(typed) == typed
    assert not [*markdown_raw(document(typed), Known())]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("!!! note\nRest.", "!!! note"),
        ('??? note "Is it?"\n\nYes.', '??? note "Is it?"'),
        ("!!! note\n    - Rest.\nAfter.", "!!! note"),
        (":::columns\nRest.\n:::", ":::columns"),
        ("::: {.center}\nRest.\n:::", "::: {.center}"),
        (":::note\nRest.", ":::note"),
        ("{{< callout >}}\nRest.", "{{< callout >}}"),
        ('{{< alert "Rest" >}}', '{{< alert "Rest" >}}'),
        ("See [note]this[/note] here.", "[note]this[/note]"),
        ("[b]Rest[/b]", "[b]Rest[/b]"),
        (f'!!! note "{"long " * 20}"\n    Rest.', "!!! note"),
    ],
)
def test_what_cannot_become_a_box_is_told(typed: str, words: str) -> None:
    first = next(markdown_raw(document(typed), Known()))
    assert first.message.startswith(f"“{words}")
    assert first.remedy


@pytest.mark.parametrize(
    "inside",
    [
        '![A desk](/images/desk.jpg) My "old" desk',
        '\n![A desk](/images/desk.jpg)\nMy "old" desk\n',
        '<img class="x" src="/images/desk.jpg" alt="A desk" width="3" /> My "old" <em>desk</em>',
    ],
)
def test_the_words_of_a_caption_stand_below_its_picture(site: TrialSite, inside: str) -> None:
    site.write("images/desk.jpg", photograph())
    site.article("rest", f'Words.\n\n[caption id="a_1" width="300"]{inside}[/caption]\n\nAfter.\n')
    built = site.build(PRACTICE_CHECKS="")
    assert built.said() == []
    assert built.one("articles/rest/", "main figure img")["alt"] == "A desk"
    assert built.one("articles/rest/", "main figcaption").text == "My “old” desk"


def test_a_caption_may_be_an_attribute_and_its_picture_a_link() -> None:
    typed = '[caption id="a" caption="Mine"][![A desk](/a.jpg)](/b/)[/caption]\n'
    assert html(typed) == (
        '<figure><a href="/b/"><img alt="A desk" src="/a.jpg"></a>'
        "<figcaption>Mine</figcaption></figure>"
    )
    odd = "[caption]Words, and no picture.[/caption]"
    assert boxes.read(odd) == odd


def test_a_box_is_ours_on_its_page_in_a_whole_build(site: TrialSite) -> None:
    site.article("rest", 'Words.\n\n!!! note "Please read"\n    Rest is good.\n')
    told = site.build(PRACTICE_CHECKS="plugins.checks.run").problems
    assert [one for one in told if one.rule == "markdown-raw"] == []
    built = site.build(PRACTICE_CHECKS="")
    assert built.one("articles/rest/", "main .callout > .label").text == "Please\u00a0read"


PIECES = [
    *(
        '!!! note "A?"',
        "??? faq",
        "    x",
        ":::note",
        ":::",
        "::::",
        "[note]",
        "[/note]",
        "x[/note]",
    ),
    *("{{< callout >}}", "{{< /callout >}}", "<aside>", "</aside>", "```", "- x", "> x", "", "x"),
    *('[caption a="b"]', "![a](b.jpg)[/caption]", "💡", "<Note>x</Note>", "## x", "\t"),
]


@settings(max_examples=400, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_no_line_is_added_or_taken_away_and_no_word_is_lost(pieces: list[str]) -> None:
    made = boxes.read("\n".join(pieces))
    assert made.count("\n") == max(0, len(pieces) - 1)
    words = re.compile(r"\bx\b")
    assert len(words.findall(made)) == len(words.findall("\n".join(pieces)))


def test_boxes_within_boxes_are_read_up_to_a_depth_that_nobody_types() -> None:
    deep = (
        "\n".join(f"{'    ' * depth}!!! note" for depth in range(400)) + "\n" + "    " * 400 + "x"
    )
    assert boxes.read(deep).count("> [!Note]") < 20
