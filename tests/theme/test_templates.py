"""The templates: short, strict, and with nothing in them that a strict policy would forbid."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from jinja2 import StrictUndefined

import pelicanconf
from tests.trial_site import PROJECT, Built, TrialSite

TEMPLATES = PROJECT / "theme" / "templates"
PARTS = sorted((TEMPLATES / "parts").glob("*.html"))
ALL = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def strict(site: TrialSite, *, published: bool = True, url: str = "https://a.example") -> Built:
    """A build in which a template that asks for something unknown fails."""
    environment = {**pelicanconf.JINJA_ENVIRONMENT, "undefined": StrictUndefined}
    return site.build(strict=published, url=url, JINJA_ENVIRONMENT=environment)


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.stem)
def test_each_part_stays_below_thirty_lines(part: Path) -> None:
    assert len(part.read_text("utf-8").splitlines()) < 30


@pytest.mark.parametrize("part", PARTS, ids=lambda path: path.stem)
def test_each_part_says_what_it_is_for(part: Path) -> None:
    assert part.read_text("utf-8").startswith("{# ")


@pytest.mark.parametrize("template", ALL, ids=lambda path: path.name)
def test_no_template_holds_an_inline_style_a_handler_or_another_host(template: Path) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r"\s(?:on\w+|style)=", text) == []
    assert re.findall(r'(?:src|href)="(?:https?:)?//', text) == []
    scripts = re.findall(r"<script(?! type=\"application/ld\+json\").*?>", text)
    own = '<script type="module" src="{{ localsiteurl }}/theme/search.js">'
    assert scripts == ([own] if template.name == "search.html" else [])


@pytest.mark.parametrize("published", [True, False], ids=["published", "preview"])
def test_the_shipped_site_asks_for_nothing_unknown(site: TrialSite, published: bool) -> None:
    shutil.copytree(PROJECT / "content", site.content, dirs_exist_ok=True)
    assert strict(site, published=published).errors() == []


@pytest.mark.parametrize("published", [True, False], ids=["published", "preview"])
def test_a_practice_without_facts_and_pages_asks_for_nothing_unknown(
    site: TrialSite, published: bool
) -> None:
    site.write("practice.yaml", "practice: {name: Quiet Room}\npeople: {jane: {name: Jane}}\n")
    site.article("alone")
    site.article("later", status="draft")
    site.page("home", template="home", url="", save_as="index.html")
    site.page("consultation", template="consultation")
    site.page("about", template="about")
    built = strict(site, published=published, url="")
    assert built.errors() == []


def test_links_lead_only_to_pages_that_are_there(site: TrialSite) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.article("alone")
    for url in ("", "articles/alone/"):
        page = strict(site).html(url)
        for name in ("consultation", "questions", "about"):
            assert f'href="/{name}/"' not in page


def test_a_button_promises_nothing_that_cannot_be_done(site: TrialSite) -> None:
    site.page("consultation", template="consultation")
    site.article("a")
    button = ".invitation .button"
    words = site.build().one("articles/a/", button).get_text()
    assert words == "What a consultation is like"
    site.facts(practice={"name": "Q", "email": "a@b.example"}, consultation={"free": True})
    assert site.build().one("articles/a/", button).get_text() == "Arrange a free consultation"


def test_an_address_and_a_certificate_are_printed_once_they_are_known(site: TrialSite) -> None:
    site.page("consultation", template="consultation")
    site.page("about", template="about")
    address = {"street": "1 Main St", "city": "Denver", "region": "CO", "postal_code": "80202"}
    address["public"] = "true"
    held = [{"name": "Certified IFS Therapist", "by": "IFS Institute", "year": "2024"}]
    site.facts(
        practice={"name": "Q", "address": address},
        people={"jane": {"name": "Jane Doe", "certifications": held}},
    )
    built = site.build()
    assert built.one("consultation/", ".ways dd").get_text() == "1 Main St, Denver, CO 80202"
    shown = built.one("about/", ".credentials").get_text(" ", strip=True)
    assert shown == "Name Jane Doe Certificate Certified IFS Therapist, IFS Institute, 2024"


@pytest.mark.parametrize("said", ["", "false"])
def test_an_address_that_is_not_public_stands_nowhere_and_sessions_are_online(
    site: TrialSite, said: str
) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("consultation", template="consultation")
    address = {"street": "1 Main St", "city": "Denver", "region": "CO", "public": said}
    site.facts(
        practice={"name": "Q", "address": address},
        services=[{"name": "Therapy", "type": "therapy", "states": ["CO"]}],
    )
    built = site.build()
    for name, file in built.files().items():
        assert b"1 Main St" not in file, name
    for place in ("", "consultation/"):
        assert "Therapy online for people in Colorado." in built.page(place).get_text()
        assert built.node(place, "Organization")["name"] == "Q"


def test_time_and_cost_stand_where_people_decide_once_they_are_known(site: TrialSite) -> None:
    site.page("consultation", template="consultation")
    session = {"name": "Session", "amount": "$150", "per": "50 minutes"}
    site.facts(
        consultation={"free": True, "minutes": "20"},
        fees=[session, {"name": "Couples", "amount": "$200"}, {"name": "Group"}],
        insurance="I bill no insurance.",
    )
    costs = site.build().one("consultation/", '[aria-label="Time and cost"]')
    assert costs.get_text(" | ", strip=True) == (
        "Time and cost | First conversation | free, about 20\xa0minutes | Session | "
        "$150 for 50 minutes | Couples | $200 | Insurance | I bill no insurance."
    )
    site.facts(consultation={"minutes": "20"})
    costs = site.build().one("consultation/", '[aria-label="Time and cost"] dl')
    assert costs.get_text(" | ", strip=True) == "First conversation | about 20\xa0minutes"
    site.facts(consultation={"free": True})
    assert "Time and cost" not in site.build().html("consultation/")


def test_help_in_a_crisis_begins_with_large_buttons(site: TrialSite) -> None:
    site.page("crisis-help")
    site.page("privacy")
    lines = [{"name": "A", "call": "988", "text": "988"}, {"name": "B", "call": "1 (800) 555-0100"}]
    site.facts(crisis_lines=lines)
    built = site.build()
    assert [(a["href"], a.get_text()) for a in built.page("crisis-help/").select(".button")] == [
        ("tel:988", "Call 988"),
        ("sms:988", "Text 988"),
        ("tel:18005550100", "Call 1 (800) 555-0100"),
    ]
    first = built.one("crisis-help/", ".opening + .buttons")
    assert first.name == "p"
    assert built.page("privacy/").select(".button") == []


def test_a_section_links_to_itself_and_its_name_stays_what_it_was(site: TrialSite) -> None:
    site.article("a", "## One *way*\n\nx\n\n## [Two](https://b.example)\n\nx\n\n## Three\n\nx\n")
    built = site.build()
    found = [str(heading.decode_contents()) for heading in built.page("articles/a/").select("h2")]
    assert found[:3] == [
        '<a href="#one-way">One <em>way</em></a>',
        '<a href="https://b.example">Two</a>',
        '<a href="#three">Three</a>',
    ]
    toc = built.page("articles/a/").select(".toc li")
    assert [entry.get_text() for entry in toc] == ["One way", "Two", "Three"]
    assert "#one-way" not in built.text("feed.xml")
    assert "#one-way" not in built.text("articles/a/index.md")


def test_notes_come_after_the_signature_and_fold_the_sources(site: TrialSite) -> None:
    site.facts(people={"jane": {"name": "Jane Doe", "signature": "J."}})
    sources = [{"title": "A study", "url": "https://study.example"}]
    site.article("both", "Said.[^1]\n\n[^1]: A note.\n", sources=sources)
    site.article("only", "Said.\n", sources=sources)
    built = site.build()
    page = built.html("articles/both/")
    places = [page.index(sign) for sign in ('class="signature"', 'class="footnote"', "A study</a>")]
    assert places == sorted(places)
    assert built.one("articles/both/", ".notes details ol").get_text(strip=True) == "A study"
    assert built.page("articles/only/").select(".notes details") == []
    assert built.one("articles/only/", ".notes h2").get_text() == "Sources"


def test_help_in_a_crisis_and_notices_are_named_in_the_footer(site: TrialSite) -> None:
    site.page("crisis-help", title="Help right now")
    site.page("privacy", title="Privacy")
    site.page("fees", title="Fees", menu="Fees")
    built = site.build()
    footer = [" ".join(a.get_text().split()) for a in built.page("fees/").select(".colophon a")]
    assert footer == ["Help right now", "Privacy"]
    assert built.page("crisis-help/").select('.colophon a[href="/crisis-help/"]') == []


def test_the_manifest_is_json_and_its_icons_are_there(site: TrialSite) -> None:
    site.facts(practice={"name": 'The "Quiet" Room & Co', "description": "</script>"})
    built = site.build(url="https://a.example/sub")
    manifest = json.loads(built.text("manifest.webmanifest"))
    assert manifest["name"] == 'The "Quiet" Room & Co'
    assert manifest["description"] == "</script>"
    assert manifest["start_url"] == "/sub/"
    for icon in manifest["icons"]:
        assert icon["src"].removeprefix("/sub/") in built.files(), icon
