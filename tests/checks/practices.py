"""A practice whose facts are complete, for rules that compare a text with them."""

from __future__ import annotations

from plugins.notices import jurisdictions
from plugins.notices.known import Known
from plugins.practice import load
from plugins.practice.model import Facts

FACTS_PATH = "content/practice.yaml"
PRACTICE = """\
practice:
  name: Quiet Room
  email: jane@quiet-room.example
  phone: (303) 555-0100
  scheduling_url: https://book.example/jane
people:
  jane:
    name: Jane Doe
    degree: MA
    credentials: LPC
    licenses:
      - state: CO
        title: LPC
        number: LPC.0012345
        expires: 2027-08-31
      - state: CA
      - state: TX
services:
  - name: Therapy
    type: therapy
    states: [CO, CA, TX]
crisis_lines:
  - name: 988 Suicide & Crisis Lifeline
    call: '988'
    text: '988'
fees:
  - name: Individual session
    amount: $150
    per: 50 minutes
hipaa_covered: no
"""


def facts(text: str = PRACTICE) -> Facts:
    """The facts in a practice.yaml, which must be in order."""
    found, problems = load.read(text, FACTS_PATH)
    assert problems == []
    return found


def known(text: str = PRACTICE) -> Known:
    """What a site with these facts knows, of its own and from the shipped jurisdictions."""
    return Known(facts(text), jurisdictions.read()[0])
