"""The templates: short, strict, and with nothing in them that a strict policy would forbid."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from bs4 import Tag
from jinja2 import StrictUndefined

import pelicanconf
from tests.trial_site import PROJECT, Built, TrialSite, photograph

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
    scripts = re.findall(r"<script(?! type=\"application/(?:ld\+)?json\").*?>", text)
    own = '<script type="module" src="{{ localsiteurl }}/theme/search.js">'
    assert scripts == ([own] if template.name == "search.html" else [])


@pytest.mark.parametrize("published", [True, False], ids=["published", "preview"])
def test_the_shipped_site_asks_for_nothing_unknown(site: TrialSite, published: bool) -> None:
    shutil.copytree(PROJECT / "content", site.content, dirs_exist_ok=True)
    built = strict(site, published=published)
    assert built.errors() == []
    # A dot has its room before it from the space between two facts.
    dotted = [
        one
        for path in built.output.rglob("*.html")
        for one in re.findall(r'class="?dotted\b.*?</p>', path.read_text("utf-8"), re.DOTALL)
    ]
    assert len(dotted) > 11
    assert [one for one in dotted if re.search(r"</(?:span|a|b)><(?:span|a|b)\b", one)] == []


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


def test_a_face_stands_wherever_its_person_speaks_once_there_is_a_portrait(site: TrialSite) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.page("about", template="about")
    site.page("consultation", template="consultation")
    site.article("a")
    places = ["", "about/", "articles/a/"]
    assert [site.build().page(url).select(".portrait") for url in places] == [[], [], []]
    site.write("images/jane.jpg", photograph(960, 1200))
    jane = {"name": "Jane Doe", "image": "images/jane.jpg", "image_alt": "Jane by a window"}
    site.facts(people={"jane": jane})
    built = site.build()
    large = "(min-width: 26rem) 22rem, 90vw"
    shown = {
        url: [(face["alt"], source["sizes"]) for face, source in faces(built, url)]
        for url in places
    }
    assert shown == {
        "": [("Jane by a window", large)],
        "about/": [("Jane by a window", large)],
        "articles/a/": [("Jane by a window", "60px"), ("Jane by a window", "88px")],
    }
    assert built.page("articles/a/").select(".byline .mark") == []
    for url in places[:2]:
        assert built.one(url, ".face figcaption").get_text() == "Jane Doe"
    widths = re.findall(r" (\d+)w", str(faces(built, "about/")[0][1]["srcset"]))
    assert widths == ["264", "480", "720", "960"]


def faces(built: Built, url: str) -> list[tuple[Tag, Tag]]:
    """Each portrait of a page, and the list of its files."""
    page = built.page(url)
    return list(zip(page.select(".portrait"), page.select("picture > source"), strict=True))


def test_home_leads_on_from_the_hero_to_the_person_the_paths_and_the_invitation(
    site: TrialSite,
) -> None:
    site.page("home", "## Who\n\nI am Jane.\n", template="home", url="", save_as="index.html")
    for name in ("about", "articles", "consultation"):
        site.page(name, template=name)
    for slug in ("one", "two", "three", "four", "alone"):
        site.article(slug)
    begin = {
        "path": "Begin",
        "summary": "For a start.",
        "articles": ["one", "two", "three", "four"],
    }
    site.paths(begin, {"path": "Go on", "articles": ["four"]})
    built = site.build()
    places = [built.html("").index(f'class="{name}') for name in _ON_HOME]
    assert places == sorted(places)
    doors = [
        [" ".join(part.get_text().split()) for part in door.select("h3, p, li")]
        for door in built.page("").select(".door")
    ]
    assert doors == [
        ["Begin", "For a start.", "One", "Two", "Three", "4 articles"],
        ["Go on", "Four", "1 article"],
        ["On their own", "Each may be read by itself, in any order.", "Alone", "1 article"],
    ]
    links = [link["href"] for link in built.page("").select(".door h3 a")]
    assert links == ["/paths/begin/", "/paths/go-on/", "/articles/"]
    assert built.one("", ".hero .quiet")["href"] == "#_begin"
    assert built.one("", "#_begin").name == "h2"
    assert built.one("", '.who a[href="/about/"]').get_text() == "More about Jane Doe"


_ON_HOME = ("hero", "who", "doors", "invitation")


def test_each_known_way_to_reach_the_practice_stands_in_the_hero_and_in_every_footer(
    site: TrialSite,
) -> None:
    site.page("home", template="home", url="", save_as="index.html")
    site.article("a")
    assert site.build().page("articles/a/").select(".reach") == []
    facts = {"phone": "(512) 555-0100", "email": "jane@a.example"}
    facts["scheduling_url"] = "https://calendar.example/jane"
    for count, known in enumerate(facts, start=1):
        site.facts(practice={"name": "Q", **{key: facts[key] for key in [*facts][:count]}})
        built = site.build()
        for url, place in (("", ".hero"), ("", ".colophon"), ("articles/a/", ".colophon")):
            links = [str(link["href"]) for link in built.page(url).select(f"{place} .reach a")]
            assert links == [*_REACHED][:count], known


_REACHED = ("tel:5125550100", "mailto:jane@a.example", "https://calendar.example/jane")


def test_a_consultation_is_three_numbered_steps_from_the_facts(site: TrialSite) -> None:
    site.page("consultation", template="consultation")
    site.facts(
        practice={"name": "Q", "phone": "(512) 555-0100"},
        consultation={"free": True, "minutes": "20"},
    )
    steps = site.build().page("consultation/").select("ol.steps > li")
    assert [heading.get_text() for step in steps for heading in step.select("h2")] == [
        *("Ways to reach Jane Doe", "A first conversation", "Your decision")
    ]
    assert [step.select("a") != [] for step in steps] == [True, False, False]
    assert "is free and takes about 20\xa0minutes" in steps[1].get_text()


@pytest.mark.parametrize(
    ("signature", "shown"),
    [("B", "B Jane Doe"), ("J.", "J. Jane Doe"), ("Jane", "Jane"), ("", None)],
)
def test_a_signature_of_one_letter_is_followed_by_the_name(
    site: TrialSite, signature: str, shown: str | None
) -> None:
    site.facts(people={"jane": {"name": "Jane Doe", "signature": signature}})
    site.article("a")
    found = site.build().page("articles/a/").select(".signature")
    assert [" ".join(one.get_text(" ").split()) for one in found] == ([shown] if shown else [])


def test_an_old_address_says_where_the_page_is_in_a_few_bytes(site: TrialSite) -> None:
    site.article("a", title="Is it safe?")
    site.write("redirects.yaml", "/old: /articles/a/\n")
    built = site.build()
    page = built.html("old/" if (built.output / "old").is_dir() else "old.html")
    assert "<style" not in page
    assert len(page) < 1_500
    assert "?." not in page


def test_an_article_ends_with_the_invitation_and_the_way_on_before_its_notes(
    site: TrialSite,
) -> None:
    site.page("consultation", template="consultation")
    site.facts(people={"jane": {"name": "Jane Doe", "signature": "J."}})
    site.article("a", "Said.[^1]\n\n[^1]: A note.\n")
    site.article("b")
    page = site.build().html("articles/a/")
    order = ("signature", "invitation", "next-previous", "notes", 'footnote"')
    places = [page.index(f'class="{name}') for name in order]
    assert places == sorted(places)


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


def test_lines_that_are_not_for_everybody_stand_on_the_crisis_page_only(site: TrialSite) -> None:
    """Each with the word that it wants; what is printed on paper is the same list."""
    hotline = {
        "name": "Harbor Line", "call": "1-800-555-0133", "text": "55501", "text_word": "START",
        "about": "domestic violence",
    }  # fmt: skip
    abroad = {"name": "Listening Line", "call": "555 123", "country": "Canada"}
    lines = [{"name": "988 Lifeline", "call": "988"}, hotline, abroad]
    site.facts(crisis_lines=lines)
    site.page("crisis-help", "[notices]")
    site.write("pages/crisis-help.es.md", "---\ntitle: Ayuda\nsummary: S.\n---\n[notices]\n")
    built = site.build(PRACTICE_CHECKS="")
    page = built.page("crisis-help/")
    assert [" ".join(li.get_text().split()) for li in page.select(".prose .crisis li")] == [
        "988 Lifeline: call 988.",
        "Harbor Line: call 1-800-555-0133 or text START to 55501.",
        "Canada, Listening Line: call 555 123.",
    ]
    assert [li.get_text() for li in page.select(".colophon .crisis li")] == [
        "988 Lifeline: call 988."
    ]
    assert [a["href"] for a in page.select(".button")] == ["tel:988"]
    assert page.select(".prose .crisis .screen-only") == []
    # Notices stand in the language of the site; the foot of that page in another says all.
    spanish = " ".join(built.page("es/crisis-help/").get_text().split())
    assert "1-800-555-0133 o envíe un mensaje de texto al 55501 con la palabra START." in spanish


def test_without_a_page_for_a_crisis_the_foot_names_every_line_that_is_here(
    site: TrialSite,
) -> None:
    hotline = {"name": "Harbor Line", "call": "1-800-555-0133", "about": "domestic violence"}
    site.facts(crisis_lines=[{"name": "988 Lifeline", "call": "988"}, hotline])
    site.article("rest")
    built = site.build(PRACTICE_CHECKS="")
    assert len(built.page("articles/rest/").select(".colophon .crisis li")) == 2


def test_help_in_a_crisis_and_notices_are_named_in_the_footer(site: TrialSite) -> None:
    site.page("crisis-help", title="Help right now")
    site.page("privacy", title="Privacy")
    site.page("fees", title="Fees", menu="Fees")
    built = site.build()
    footer = [" ".join(a.get_text().split()) for a in built.page("fees/").select(".colophon a")]
    assert footer == ["Help right now", "Privacy"]
    here = built.one("crisis-help/", '.colophon a[href="/crisis-help/"]')
    assert here["aria-current"] == "page"


def test_the_manifest_is_json_and_its_icons_are_there(site: TrialSite) -> None:
    site.facts(practice={"name": 'The "Quiet" Room & Co', "description": "</script>"})
    built = site.build(url="https://a.example/sub")
    manifest = json.loads(built.text("manifest.webmanifest"))
    assert manifest["name"] == 'The "Quiet" Room & Co'
    assert manifest["description"] == "</script>"
    assert manifest["start_url"] == "/sub/"
    for icon in manifest["icons"]:
        assert icon["src"].removeprefix("/sub/") in built.files(), icon
