"""A small practice in which something of everything is amiss, for the report of a check."""

from __future__ import annotations

from pathlib import Path

from tests.desk.conftest import IN_ORDER
from tests.trial_site import TrialSite

HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>\u202e'


def write(folder: Path) -> TrialSite:
    """Four articles on two paths, two on none, two pages, and a heading that is allowed."""
    site = TrialSite(folder)
    site.facts(crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}])
    site.page("home", "Welcome.\n", template="home", url="", save_as="index.html")
    site.page("consultation", "Write to me.\n", template="consultation")
    read = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}
    site.article(
        "rest",
        "A [quiet hour](nowhere.md).\n\nIt is guaranteed.\n",
        reviewed="2020-03-02",
        review_by="2021-03-01",
    )
    site.article(
        "sleep",
        f"# Sleep\n\n{'The night is long and the day is near. ' * 20}\n\n"
        "## Questions people ask\n\n### Must I sleep?\n\n"
        "No. Nobody can be made to sleep, and lying still is rest as well.\n",
        allow=[{"rule": "heading-title", "reason": "It is the title of a poem."}],
        **read,
    )
    site.article("dusk", status="draft", **read)
    site.article("dawn", date="2100-01-01", reviewed="2026-11-01")
    site.article("alone", title=f"Alone {HOSTILE}", **read)
    site.write(
        "articles/untitled.md", f"---\nsummary: x\ndate: 2026-03-04\n{IN_ORDER}---\nWords.\n"
    )
    site.paths(
        {"path": "For the night", "summary": "S.", "articles": ["rest", "dusk", "sleep"]},
        {"path": "For the <i>day</i>", "summary": "S.", "articles": ["sleep", "dawn"]},
    )
    return site
