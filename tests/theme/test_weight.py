"""What an article puts on the line once the practice has written down every fact about itself."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.trial_site import PROJECT, TrialSite

ROUND_TRIP = 14_600  # ten segments of 1,460 bytes: a new connection's first window (RFC 6928)
LICENSES = {
    "CO": ("Licensed Professional Counselor", "LPC.0012345", "Board of Counselor Examiners"),
    "CA": ("Licensed Professional Clinical Counselor", "LPCC 9876", "Board of Behavior"),
    "TX": ("Licensed Professional Counselor", "81234", "Behavioral Health Executive Council"),
}


def complete(shipped: dict[str, Any]) -> dict[str, Any]:
    """The shipped facts with all that is empty in them filled in, for a practice made up here."""
    shipped["practice"] |= {
        "name": "Quiet Harbor Counseling",
        "email": "hello@quiet-harbor.example",
        "phone": "(303) 555-0142",
        "address": {
            "street": "1200 Harbor Street, Suite 210",
            "city": "Denver",
            "region": "CO",
            "postal_code": "80204",
            "country": "US",
            "public": "true",
        },
        "scheduling_url": "https://calendar.example/quiet-harbor",
        "timezone": "America/Denver",
        "same_as": ["https://www.profiles.example/quiet-harbor"],
    }
    (person,) = shipped["people"].values()
    person |= {
        "legal_name": "Bethany Anne Russell",
        "job_title": "Psychotherapist",
        "licenses": [
            {
                "state": state,
                "title": title,
                "number": number,
                "board": board,
                "lookup": f"https://lookup.example/{state.lower()}/verify-a-license",
                "expires": "2027-08-31",
                "requirements": "A degree, two years of practice, and an examination.",
            }
            for state, (title, number, board) in LICENSES.items()
        ],
        "certifications": [{"name": "Certified IFS Therapist", "by": "IFS Institute"}],
    }
    shipped["consultation"]["minutes"] = "20"
    shipped["hipaa_covered"] = "yes"
    shipped["notices"] |= {
        "privacy_practices": "How health information about you may be used: an example.",
        "washington": "yes",
        "eu_uk": "yes",
        "shared_with": "Nobody else receives it.",
        "kept_for": "Messages are deleted after a year.",
        "legal_basis": "It is used on the basis of your consent.",
    }
    return shipped


def test_every_article_comes_in_one_round_trip_with_all_facts(site: TrialSite) -> None:
    shutil.copytree(PROJECT / "content", site.content, dirs_exist_ok=True)
    facts = yaml.safe_load((PROJECT / "content" / "practice.yaml").read_text("utf-8"))
    site.write("practice.yaml", yaml.safe_dump(complete(facts), sort_keys=False))
    for name in ("consumer-health-data.md", "privacy-eu-uk.md"):
        shutil.copy(PROJECT / "desk/commands/starter/pages" / name, site.content / "pages")
    built = site.build(url="https://quiet-harbor-counseling.example", delivered=True)
    assert built.errors() == []
    pages = {name: file for name, file in built.files().items() if is_article(name)}
    assert len(pages) >= 11
    weights = {name: len(gzip.compress(page, 9)) for name, page in pages.items()}
    assert all(b">Notice of Privacy Practices</a>" in page for page in pages.values())
    assert {name: size for name, size in weights.items() if size > ROUND_TRIP} == {}


def is_article(name: str) -> bool:
    path = Path(name)
    return path.parts[0] == "articles" and len(path.parts) == 3 and path.name == "index.html"
