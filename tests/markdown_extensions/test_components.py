"""Components of other programs, dialogs and bold titles are read as the questions they show."""

from __future__ import annotations

import pytest

from plugins.markdown_extensions import components
from tests.faq_neighbors.test_forms import ANSWERED, OURS, found, read

ASKING = {
    "hugo": (
        '## FAQ\n\n{{< accordion title="How do I pay?" >}}\nBy card.\n{{< /accordion >}}\n'
        '\n{{< accordion title="Is it safe?" >}}\nYes.\n{{< /accordion >}}\n'
    ),
    "hugo%": (
        '## FAQ\n\n{{% details "How do I pay?" %}}\nBy card.\n{{% /details %}}\n'
        '{{% details "Is it safe?" %}}\nYes.\n{{% /details %}}\n'
    ),
    "hugo wrapper": (
        '## FAQ\n\n{{< accordion >}}\n  {{< accordion-item header="How do I pay?" >}}\n'
        "    By card.\n  {{< /accordion-item >}}\n"
        '  {{< accordion-item header="Is it safe?" >}}\n    Yes.\n'
        "  {{< /accordion-item >}}\n{{< /accordion >}}\n"
    ),
    "liquid": (
        '## FAQ\n\n{% details "How do I pay?" %}\nBy card.\n{% enddetails %}\n\n'
        '{% details "Is it safe?" %}\nYes.\n{% enddetails %}\n'
    ),
    "mdx": (
        '## FAQ\n\n<AccordionGroup>\n  <Accordion title="How do I pay?">\n    By card.\n'
        '  </Accordion>\n  <Accordion title="Is it safe?">\n    Yes.\n  </Accordion>\n'
        "</AccordionGroup>\n"
    ),
    "mdx one": (
        '## FAQ\n\n<FaqItem question="How do I pay?">By card.</FaqItem>\n'
        '<FaqItem question="Is it safe?">Yes.</FaqItem>\n'
    ),
    "mdx lines": (
        '## FAQ\n\n<AccordionItem\n  title="How do I pay?"\n>\n\nBy card.\n\n'
        '</AccordionItem>\n\n<AccordionItem\n  title="Is it safe?"\n>\n\nYes.\n\n'
        "</AccordionItem>\n"
    ),
    "brace": (
        "## FAQ\n\n<Details summary={'How do I pay?'}>\n\nBy card.\n\n</Details>\n\n"
        '<Details summary={"Is it safe?"}>\n\nYes.\n\n</Details>\n'
    ),
    "trigger": (
        '## FAQ\n\n<Accordion type="single" collapsible>\n  <AccordionItem value="a">\n'
        "    <AccordionTrigger>How do I pay?</AccordionTrigger>\n    <AccordionContent>\n"
        "      By card.\n    </AccordionContent>\n  </AccordionItem>\n"
        '  <AccordionItem value="b">\n'
        "    <AccordionTrigger>Is it safe?</AccordionTrigger>\n"
        "    <AccordionContent>Yes.</AccordionContent>\n  </AccordionItem>\n</Accordion>\n"
    ),
    "client": (
        "## FAQ\n\n**Client:** How do I pay?\n\n**Therapist:** By card.\n\n"
        "**Client:** Is it safe?\n\n**Therapist:** Yes.\n"
    ),
    "client2": (
        "## FAQ\n\nClient: How do I pay?\nTherapist: By card.\n\nClient: Is it safe?\n"
        "Therapist: Yes.\n"
    ),
    "client3": (
        "## FAQ\n\n**Client: How do I pay?**\n\nBy card.\n\n**Client: Is it safe?**\n\nYes.\n"
    ),
    "client4": (
        "## FAQ\n\n### Client: How do I pay?\n\nBy card.\n\n### Client: Is it safe?\n\nYes.\n"
    ),
    "boldfaq": ("Words.\n\n**FAQ**\n\n**How do I pay?**\n\nBy card.\n\n**Is it safe?**\n\nYes.\n"),
    "boldfaq2": (
        "## Fees\n\nWords.\n\n__Frequently Asked Questions:__\n\nQ: How do I pay?\n"
        "A: By card.\n\nQ: Is it safe?\nA: Yes.\n"
    ),
    "boldfaq3": ("Words.\n\n**FAQ**\n\n### How do I pay?\n\nBy card.\n\n### Is it safe?\n\nYes.\n"),
    "boldfaq4": ("Words.\n\n**FAQs**\n\n1. How do I pay?\n   By card.\n2. Is it safe?\n   Yes.\n"),
    "mixture": (
        '**FAQ**\n\n{{< faq question="How do I pay?" >}}\nBy card.\n{{< /faq >}}\n\n'
        "**Is it safe?**\n\nYes.\n"
    ),
    "mixture2": (
        '## FAQ\n\n### How do I pay?\n\nBy card.\n\n<Accordion title="Is it safe?">\n\n'
        "Yes.\n\n</Accordion>\n"
    ),
    "details in toggles": (
        '## FAQ\n\n{{< toggle title="How do I pay?" >}}By card.{{< /toggle >}}\n'
        '{{< toggle title="Is it safe?" >}}Yes.{{< /toggle >}}\n'
    ),
}

ASKING_NOTHING = {
    "note": '## FAQ\n\n{{< details "A note" >}}\nIs it safe? Perhaps.\n{{< /details >}}\n',
    "bold no faq": "**FAQ**\n\nThis page has none.\n",
    "inline bold": "See **FAQ** for more. Is it safe?\n",
    "outside": (
        '## Fees\n\n{{< accordion title="How do I pay?" >}}\nBy card.\n{{< /accordion >}}\n'
    ),
    "code": '## FAQ\n\n```\n<Accordion title="How do I pay?">\n</Accordion>\n```\n',
    "client speech": "## A talk\n\n**Client:** How do I pay?\n\n**Therapist:** By card.\n",
    "youtube": '## FAQ\n\n{{< youtube title="How do I pay?" >}}\n',
    "prose": (
        '## FAQ\n\nThe tag `<Accordion title="How do I pay?">` opens one, `</Accordion>` ends it.\n'
    ),
}


@pytest.mark.parametrize("text", ASKING.values(), ids=ASKING)
def test_a_question_and_its_answer_are_read_with_their_line(text: str) -> None:
    questions = found(read(text, OURS))
    assert [one[:2] for one in questions] == ANSWERED
    lines = text.split("\n")
    assert all(asked in "".join(lines[line - 1 : line + 2]) for asked, _, line in questions)


@pytest.mark.parametrize("text", ASKING_NOTHING.values(), ids=ASKING_NOTHING)
def test_what_asks_nothing_is_no_question(text: str) -> None:
    assert found(read(text, OURS)) == []


@pytest.mark.parametrize("text", ASKING.values(), ids=ASKING)
def test_no_line_comes_or_goes(text: str) -> None:
    assert components.read(text).count("\n") == text.count("\n")


@pytest.mark.parametrize("name", ["note", "code", "prose", "youtube"])
def test_what_may_mean_anything_stays_as_it_is(name: str) -> None:
    assert components.read(ASKING_NOTHING[name]) == ASKING_NOTHING[name]


def test_behind_questions_below_capitals_a_line_in_capitals_is_a_heading() -> None:
    text = (
        "FAQ\n\nHow do I pay?\n\nBy card.\n\nCALL 911\n\nIs it safe?\n\nYes.\n\nABOUT ME\n\nHi.\n"
    )
    made = components.read(text)
    assert made == text.replace("FAQ", "## FAQ").replace("ABOUT", "## ABOUT")
    assert components.read(text.replace("FAQ", "## FAQ")) == text.replace("FAQ", "## FAQ")
