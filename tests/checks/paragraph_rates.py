"""How often all rules about texts are wrong on paragraphs as practices write them.

paragraphs.txt holds 800: `%% when | kind of page | codes | address`, and below it the Markdown. The
address is the practice's own, where the paragraph gives one other than that of FACTS. The codes are
what a careful editor or lawyer would object to, mostly nothing. The half "before" was written
before the rules were fitted to any of it, the half "after" when they were done, and the "third"
hundred later by somebody who had not read the rules; none is to be changed because of what a rule
finds. At first sight the rules blamed 8 of the first, 7 of the second and 9 of the third, of which
4 were rightly blamed and are marked so since. 6 of the third were telephone numbers of others.
The "fourth" hundred is the harder part of 233, written the same way, of which 25 were wrongly
blamed (20 for numbers of others); of another 143 then, 14 (10 for such numbers). Of the 150 of the
"fifth" and the "sixth" hundred, written before their causes were mended, 11 and 15 were wrongly
blamed; of the "seventh", written after that, 5, and of the 50 of the "eighth", after these, 5.
What classes that came later (rates, times, pressure, stories) rightly object to was marked then,
and with "claim-likely" the sentences that break a rule of which another one beside them is told.
The classifier has learned what is innocent from all of them (tests.checks.training).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from plugins.checks.registry import TEXT
from plugins.notices import jurisdictions
from plugins.notices.known import Known
from plugins.practice import load
from tests.checks.rendered import document

LISTED = Path(__file__).parent / "paragraphs.txt"
# What is said of a page as a whole, of which a paragraph is only a part.
OF_PAGES = frozenset({"review-never", "heading-order"})
# One practice for all of them, with what each writes down of its own before it publishes.
FACTS = """\
practice:
  name: Quiet Room
  url: https://quietroom.example
  email: office@quietroom.example
  phone: (303) 555-0100
people:
  jane:
    name: Jane Doe
    credentials: LPC
    licenses:
      - {state: CO, title: Licensed Professional Counselor, number: LPC.0012345}
    certifications:
      - {name: Perinatal Mental Health (PMH-C), by: Postpartum Support International}
  marisol:
    name: Marisol Reyes
    degree: PhD
    credentials: Licensed Psychologist
    licenses:
      - {state: CO, title: Psychologist, number: PSY.0004321}
services:
  - {name: Therapy, type: therapy, states: [CO]}
crisis_lines:
  - {name: 988 Suicide & Crisis Lifeline, call: '988', text: '988'}
fees:
  - {name: Individual session, amount: $150, per: 50 minutes}
  - {name: Couples session, amount: $190, per: 60 minutes}
  - {name: Intake, amount: $180, per: 75 minutes}
  - {name: Group, amount: $55, per: 90 minutes}
"""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, when it was written, and what is rightly objected to in it."""

    when: str
    page: str
    rightly: frozenset[str]
    email: str
    text: str


@dataclass(frozen=True)
class Rates:
    """Of how many paragraphs: the false alarms in innocent ones, by code, and what is missed."""

    paragraphs: int
    false: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def rate(self) -> float:
        """The share of paragraphs in which something is told that nobody would object to."""
        return len({text for _, text in self.false}) / max(self.paragraphs, 1)

    def __str__(self) -> str:
        by_rule = Counter(code for code, _ in self.false)
        lines = [f"{code} | {text}" for code, text in (*self.false, *self.missed)]
        return "\n".join(
            [f"{self.rate:.1%} of {self.paragraphs} paragraphs: {dict(by_rule)}", *lines]
        )


def paragraphs(when: str) -> list[Paragraph]:
    """Return the paragraphs of a set, from "before" and "after" to "eighth"."""
    found = []
    for block in LISTED.read_text("utf-8").split("%% ")[1:]:
        head, text = block.split("\n", 1)
        written, page, codes, email, *_ = (part.strip() for part in f"{head}|".split("|"))
        if written == when:
            found.append(Paragraph(written, page, frozenset(codes.split()), email, text))
    return found


def rates(when: str) -> Rates:
    """Return how often the rules are wrong on a set."""
    facts, problems = load.read(FACTS, "content/practice.yaml")
    assert problems == []
    shipped = jurisdictions.read()[0]
    false, missed = [], []
    every = paragraphs(when)
    for one in every:
        practice = replace(facts.practice, email=one.email or facts.practice.email)
        known = Known(replace(facts, practice=practice), shipped)
        read = document(one.text, path="content/pages/text.md")
        told = {problem.rule for find in TEXT for problem in find(read, known)} - OF_PAGES
        false += [(code, one.text) for code in sorted(told - one.rightly)]
        missed += [(code, one.text) for code in sorted(one.rightly - told)]
    return Rates(len(every), tuple(false), tuple(missed))
