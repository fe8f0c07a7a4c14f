"""A practice of three people in two languages, as several tests need it."""

from __future__ import annotations

from typing import Any

from tests.trial_site import TrialSite, photograph

PEOPLE: dict[str, Any] = {
    "ana-ruiz": {
        "name": "Ana Ruiz",
        "degree": "PhD",
        "credentials": "LPC",
        "job_title": "Psychotherapist",
        "approach": "Works with adults after a loss.",
        "image": "images/ana.jpg",
        "image_alt": "Ana at her desk",
        "licenses": [
            {"state": "OR", "title": "LPC", "number": "C1"},
            {"state": "WA", "title": "LMHC", "number": "LH1"},
        ],
    },
    "ben-cole": {
        "name": "Ben Cole",
        "approach": "Sees couples who have gone quiet.",
        "licenses": [{"state": "OR", "title": "LCSW", "number": "L2"}],
        "image": "images/ben.jpg",
        "image_alt": "Ben, smiling",
    },
    "Cy Dane": {"name": "Cy Dane", "licenses": [{"state": "WA", "title": "LMFT", "number": "LF3"}]},
}
SERVICES = [{"name": "Therapy", "type": "therapy", "states": ["OR", "WA"]}]


def group(site: TrialSite, **sections: Any) -> None:
    """Three people in two languages, one of whom has no portrait and one a text of her own."""
    site.facts(
        **{
            "practice": {"name": "Elm House", "phone": "(503) 555-0142", "email": "a@elm.example"},
            "people": PEOPLE,
            "services": SERVICES,
            "crisis_lines": [{"name": "Lifeline", "call": "988"}],
            **sections,
        }
    )
    site.write("images/ana.jpg", photograph(600, 800))
    site.write("images/ben.jpg", photograph(800, 600, color=20))
    site.page("home", title="Room", template="home", url="", save_as="index.html")
    site.page("home.es", title="Cuarto", template="home", lang="es")
    site.page("about", title="About us", template="about", menu="About")
    site.page("about.es", title="Sobre nosotros", template="about", lang="es")
    site.page("consultation", title="A talk", template="consultation", menu="Talk")
    site.page("search", title="Search", template="search")
    site.page(
        "people/ana-ruiz", "## How I work\n\nSlowly.\n", title="Ana Ruiz, in her own words",
        template="person",
    )  # fmt: skip
    site.page("people/ben-cole.es", "Con parejas.\n", title="Ben", template="person", lang="es")
    site.article("loss", "With [Ben](/people/ben-cole/).\n", title="Loss", author="ana-ruiz")
    site.article("quiet", title="Quiet", author="Ben Cole", date="2026-03-03")
    site.article("perdida.es", title="Pérdida", author="ana-ruiz", lang="es")
