"""The site as it is held while somebody writes, whatever goes wrong."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desk.build.pelican_run import run_pelican
from desk.common import project
from desk.preview.live_site import LiveSite
from plugins.checks import run
from plugins.checks.document import WholeSite
from plugins.core.problem import Problem
from tests.desk.conftest import NO_TITLE, UNREADABLE, Preview, live_site
from tests.trial_site import TrialSite


def test_a_saved_article_is_served_anew(practice: TrialSite, preview: Preview) -> None:
    practice.article("rest", "A **loud** hour.\n")
    preview.save()
    assert "<strong>loud</strong>" in preview.ask("/articles/rest/")[2]


def test_a_save_that_changes_nothing_leaves_everybody_in_peace(shown: Preview) -> None:
    state = shown.site.state
    shown.save()
    assert shown.site.state is state


def test_what_is_gone_from_the_content_is_gone_from_the_preview(
    practice: TrialSite, preview: Preview
) -> None:
    (practice.content / "articles" / "rest.md").unlink()
    preview.save()
    assert preview.ask("/articles/rest/")[0] == 404


def test_a_problem_is_told_while_all_the_rest_works_and_goes_when_it_is_mended(
    practice: TrialSite, preview: Preview
) -> None:
    path = practice.write("articles/bad.md", NO_TITLE)
    assert preview.save()["problems"] == [
        {
            "path": str(path),
            "line": 1,
            "message": "This article has no title.",
            "remedy": "Add a line “title: …” to its header.",
            "rule": "title-missing",
            "severity": "error",
        }
    ]
    assert preview.ask("/articles/rest/")[0] == 200
    practice.article("bad")
    assert preview.save()["problems"] == []


def test_a_warning_of_pelican_is_given_again_in_the_next_run(
    practice: TrialSite, tmp_path: Path
) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text(
        "import logging\nfrom pelicanconf import *\n"
        f"THEME = {str(project.THEME)!r}\nlogging.getLogger('pelican.x').warning('Mind this')\n"
    )
    for number in range(2):
        run = run_pelican(conf, practice.content, tmp_path / str(number))
        message = "A setting, the theme or a plugin is not as Pelican expects it: “Mind this”."
        assert [(one.message, one.severity) for one in run.problems] == [(message, "warning")]


# --- Text that is not saved yet -------------------------------------------------------------------


@contextmanager
def live(practice: TrialSite) -> Iterator[LiveSite]:
    site = live_site(practice.content)
    try:
        site.update()
        yield site
    finally:
        site.close()


ASKED = "## Questions people ask\n\n### Is it?\n\nYes.\n"
UNSAVED = [
    f"A **new** hour, and [a page](/consultation/).\n\n{ASKED}",
    "",
    "A passage.[^1]\n\n[^1]: A note.\n",
]


@pytest.mark.parametrize("body", UNSAVED)
def test_the_page_of_unsaved_text_is_the_very_page_that_saving_gives(
    practice: TrialSite, body: str
) -> None:
    file = practice.content / "articles/rest.md"
    practice.article("tea", "Tea.\n", reviewed="2026-03-02", review_by="2100-01-01", tags="[quiet]")
    with live(practice) as site:
        before = site.answer("/articles/rest/").body
        header = file.read_text("utf-8").partition("\n\n")[0].replace("title: ", "title: New ", 1)
        data = f"{header}\n\n{body}".encode()
        unsaved = site.unsaved("articles/rest.md", data).body
        assert unsaved != before
        assert site.answer("/articles/rest/").body == before
        assert b"New " not in site.answer("/articles/tea/").body
        file.write_bytes(data)
        site.update({file})
        assert site.answer("/articles/rest/").body == unsaved


def test_unsaved_text_is_forgotten_when_nobody_writes_in_it_any_more(practice: TrialSite) -> None:
    name = "articles/rest.md"
    data = (practice.content / name).read_bytes()
    with live(practice) as site:
        saved = site.answer("/articles/rest/").body
        assert b"Loud." in site.unsaved(name, data + b"\nLoud.\n").body
        site.forget(name)
        assert site.unsaved(name, data).body == saved


def test_unsaved_text_with_a_broken_header_keeps_its_last_good_page_and_says_why(
    practice: TrialSite,
) -> None:
    name = "articles/rest.md"
    with live(practice) as site:
        good = site.unsaved(name, (practice.content / name).read_bytes()).body
        broken = site.unsaved(name, UNREADABLE.encode())
        assert (broken.body, len(broken.faults)) == (good, 1)
        assert site.state.problems == ()


def test_a_text_that_has_just_come_is_shown_before_its_coming_is_noticed(
    practice: TrialSite,
) -> None:
    with live(practice) as site:
        practice.article("tea", "Tea.\n")
        name = "articles/tea.md"
        assert b"Tea." in site.unsaved(name, (practice.content / name).read_bytes()).body


def test_what_the_rules_find_in_unsaved_text_is_told_of_it_alone(practice: TrialSite) -> None:
    name = "articles/rest.md"
    data = (practice.content / name).read_bytes() + b"\n[Nowhere at all](/nowhere/)\n"
    with live(practice) as site:
        assert site.unsaved_problems(name, data) == ()  # nobody has begun to write
        site.unsaved(name, data)
        assert [one.rule for one in site.unsaved_problems(name, data)] == ["link-broken"]
        site.unsaved(name, b"---\ntitle: Another window's\nsummary: It.\n---\n\nTea.\n")
        assert "link-broken" in [one.rule for one in site.unsaved_problems(name, data)]
        assert site.state.problems == ()


def test_rules_look_no_further_at_a_site_in_which_somebody_goes_on_writing(
    practice: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        practice.article(f"tea-{number}", "Tea.\n")
    begun, goes_on, looked = threading.Event(), threading.Event(), list[str]()

    def slow(site: WholeSite) -> Iterator[Problem]:
        for entry in site.entries:
            looked.append(entry.url)
            begun.set()
            goes_on.wait(60)
            yield from ()

    name = "articles/rest.md"
    data = (practice.content / name).read_bytes() + b"\n[Nowhere at all](/nowhere/)\n"
    with live(practice) as site:
        site.unsaved(name, data)
        monkeypatch.setattr(run, "SITE", [slow])
        monkeypatch.setattr(run, "_FEW", 1)
        told = list[tuple[Problem, ...]]()
        judging = threading.Thread(target=lambda: told.append(site.unsaved_problems(name, data)))
        judging.start()
        assert begun.wait(60)
        assert b"Tea." in site.unsaved(name, data + b"\nTea.\n").body  # waits for no rule
        goes_on.set()
        judging.join()
        assert (len(looked), told) == (1, [()])
        site.unsaved_problems(name, data + b"\nTea.\n")
        assert len(looked) == 1 + len(site.texts())


def test_with_an_editor_the_first_words_wait_for_no_reading(
    practice: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = LiveSite(project.WRITING, practice.content, has_editor=True)
    try:
        site.update()
        while site._unsaved is None:  # until nobody has saved for a moment
            time.sleep(0.05)
        monkeypatch.setattr("desk.preview.live_site.ResidentSite", None)
        name = "articles/rest.md"
        data = (practice.content / name).read_bytes() + b"\nTea.\n"
        assert b"Tea." in site.unsaved(name, data).body
    finally:
        site.close()
