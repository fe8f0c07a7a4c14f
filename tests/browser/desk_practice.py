"""A practice that can be published, with something of each kind for the desk, and its preview."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from tests.publish.practices import IN_ORDER, write_practice
from tests.trial_site import TrialSite, photograph

FACTS = """\
# The facts, as their writer keeps them.
practice:
  name: Quiet Room   # on the door
  timezone: America/Denver
  email: ''
people:
  jane-doe:
    name: "Jane Doe"
    degree: MA
    credentials: LPC
fees:
  - name: Therapy   # an hour
    amount: "150"
crisis_lines:
  - {name: 988 Suicide & Crisis Lifeline, call: "988"}
"""
PATHS = """\
# In which order they are best read.
- path: For the night
  summary: Three to begin with.
  articles:
    - slug: rest
      because: "It begins."
    # then
    - sleep   # a short one
    - slug: work
      because: >-
        It is not
        all there is.
"""


def write(folder: Path, place: str) -> TrialSite:
    """Three published articles on a path, a draft, one that waits, a picture; published nowhere
    yet. `place` names where it is sent, another one for each process of the tests."""
    site = write_practice(folder)
    site.write("practice.yaml", FACTS)
    site.write("reading-paths.yaml", PATHS)
    site.article("dusk", "Not yet.\n", status="draft")
    site.article("dawn", "Later.\n", date="2100-01-01", **IN_ORDER)
    site.article("alone", "![A desk by a window](/images/desk.jpg)\n", reviewed="2020-01-01")
    site.write("images/desk.jpg", photograph(600, 400))
    site.write("images/unused.png", photograph(30, 30, "PNG"))
    site.write("publish.yaml", yaml.safe_dump({place: {"kind": "folder", "path": "live"}}))
    return site


@dataclass
class Running:
    """A preview in a process of its own: where it answers, and the practice."""

    address: str
    site: TrialSite

    @property
    def content(self) -> Path:
        return self.site.content

    def text(self, name: str) -> str:
        return (self.content / name).read_bytes().decode()
