"""The site as it is held while somebody writes, whatever goes wrong."""

from __future__ import annotations

from pathlib import Path

from desk.build.pelican_run import run_pelican
from desk.common import project
from tests.desk.conftest import NO_TITLE, Preview
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
