"""A form to write to the practice: absent by default, and sent to nobody but whom she names."""

from __future__ import annotations

import pytest

from desk import site_checks
from plugins.delivery.headers import needs_of, policy
from plugins.practice import load
from tests.trial_site import TrialSite

FORM = {"endpoint": "https://forms.example.com/f/abc", "provider": "Quiet Forms"}


def write(site: TrialSite, **form: str) -> None:
    site.facts(
        contact_form=form,
        services=[{"name": "Therapy", "type": "therapy", "states": ["CO", "TX"]}],
    )
    site.page("consultation", template="consultation")
    site.page("privacy")


def test_without_an_endpoint_there_is_no_form_and_no_word_of_it(site: TrialSite) -> None:
    write(site, provider="Quiet Forms")
    built = site.build(strict=False)
    assert "theme/form.css" not in built.files()
    assert all(b"<form" not in data for name, data in built.files().items() if "search" not in name)
    assert "Quiet Forms" not in built.html("privacy/") + built.html("consultation/")


def test_the_form_asks_for_a_name_a_state_and_a_way_to_answer_and_says_where_it_goes(
    site: TrialSite,
) -> None:
    write(site, **FORM)
    built = site.build(strict=False)
    form = built.one("consultation/", "form.contact")
    assert (form["method"], form["action"]) == ("post", FORM["endpoint"])
    fields = form.select("input, select, textarea")
    assert [field["name"] for field in fields] == ["name", "state", "reply_to"]
    labels = [label["for"] for label in form.select("label")]
    assert labels == [field["id"] for field in fields]
    states = [option.get_text() for option in form.select("option")]
    assert states == ["Please choose", "Colorado", "Texas", "Somewhere else"]
    for page in ("consultation/", "privacy/"):
        assert "Quiet Forms" in built.html(page)
        assert "forms.example.com" in built.html(page)


def test_the_policy_opens_for_that_origin_alone_and_only_on_that_page(site: TrialSite) -> None:
    write(site, **FORM)
    built = site.build(strict=False)
    rules = {
        page: policy(needs_of(built.html(page), {})).partition("form-action ")[2].partition(";")[0]
        for page in ("consultation/", "privacy/")
    }
    assert rules == {"consultation/": "https://forms.example.com", "privacy/": "'none'"}


def test_the_finished_site_may_send_there_and_nowhere_else(site: TrialSite) -> None:
    write(site, **FORM)
    built = site.build(strict=False)

    def told(form: str) -> list[str]:
        found = site_checks.problems(built.output, form=form)
        return [one.path for one in found if one.rule == "gate-elsewhere"]

    assert told(FORM["endpoint"]) == []
    assert told("https://forms.example.com/f/other") == ["consultation/index.html"]


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://forms.example.com/f",
        "forms.example.com/f",
        "https://forms",
        "https://a b.example.com/",
        "https://forms.example.com/x; script-src *",
        "https://user@forms.example.com/",
        "javascript:alert(1)",
        "mailto:jane@quiet-room.example",
    ],
)
def test_an_endpoint_that_is_not_safe_is_told_at_its_line_and_there_is_no_form(endpoint) -> None:
    text = "practice:\n  name: Quiet Room\npeople: {jane: {name: Jane}}\n"
    text += f"contact_form:\n  endpoint: '{endpoint}'\n"
    facts, problems = load.read(text, "practice.yaml")
    assert [(one.line, one.rule) for one in problems] == [(5, "facts-url")]
    assert facts.contact_form.endpoint == ""
