"""The site as it is served while somebody writes: exchanged whole, whatever goes wrong."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pelican import signals
from pelican.log import LimitFilter

from desk.build.pelican_run import Run, run_pelican
from desk.common import project
from desk.preview.rebuild import LiveSite, difference
from tests.desk.conftest import NO_TITLE, Preview
from tests.trial_site import TrialSite


def test_a_saved_article_is_served_anew_and_the_page_told_to_reload(
    practice: TrialSite, preview: Preview
) -> None:
    before = preview.told()
    practice.article("rest", "A **loud** hour.\n")
    after = preview.save()
    assert (after["page"], after["style"]) == (before["page"] + 1, before["style"])
    assert "<strong>loud</strong>" in preview.ask("/articles/rest/")[2]


def test_a_save_that_changes_nothing_leaves_the_page_in_peace(shown: Preview) -> None:
    before, state = shown.told(), shown.site.state
    assert shown.save() == before
    assert shown.site.state is state  # nobody is told anything


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
    told = preview.save()
    assert told["broken"] is False
    assert told["problems"] == [
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


def test_a_broken_template_keeps_the_former_site_and_tells_file_and_line(
    practice: TrialSite, preview: Preview, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = tmp_path / "theme"
    shutil.copytree(project.ROOT / "theme", theme)
    (theme / "templates" / "article.html").write_text("<p>\n{% if %}\n")
    conf = tmp_path / "conf.py"
    conf.write_text(f"from pelicanconf import *\nTHEME = {str(theme)!r}\n")
    before = preview.told()
    with monkeypatch.context() as patch:
        patch.setattr(project, "WRITING", conf)
        told = preview.save()
    assert (told["broken"], told["page"]) == (True, before["page"])
    [problem] = told["problems"]
    assert (problem["path"], problem["line"]) == (str(theme / "templates" / "article.html"), 2)
    assert "The site could not be made: Expected an expression" in problem["message"]
    assert preview.ask("/articles/rest/")[0] == 200

    assert preview.save() == before  # and the next one knows nothing of it


def test_when_even_the_first_build_breaks_a_plain_page_waits_and_reloads(
    practice: TrialSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    conf = tmp_path / "conf.py"
    conf.write_text("PLUGINS = nothing\n")
    preview = Preview(practice.content)
    with monkeypatch.context() as patch:
        patch.setattr(project, "WRITING", conf)
        broken = preview.save()
    status, _, page = preview.ask("/articles/rest/")
    assert (status, "could not be made yet" in page) == (503, True)
    assert f'data-page="{broken["page"]}"' in page
    assert "name 'nothing' is not defined" in broken["problems"][0]["message"]

    mended = preview.save()
    assert mended["page"] > broken["page"]
    assert preview.ask("/articles/rest/")[0] == 200
    preview.close()


def test_only_two_built_folders_are_kept_and_none_in_the_end() -> None:
    numbers = iter(range(5))

    def build(folder: Path) -> Run:
        (folder / "index.html").write_text(str(next(numbers)))
        return Run((), "", 0.0)

    site = LiveSite(build)
    for _ in range(5):
        site.rebuild()
    folder = site.state.folder
    assert folder
    assert (folder / "index.html").read_text() == "4"
    assert len(list(folder.parent.iterdir())) == 2
    site.close()
    assert not folder.parent.exists()


def test_many_builds_in_one_process_leave_nothing_behind(
    practice: TrialSite, preview: Preview, tmp_path: Path
) -> None:
    def listeners() -> int:
        return sum(len(signal.receivers) for signal in vars(signals).values() if _is_signal(signal))

    practice.write("articles/bad.md", NO_TITLE)
    before = listeners()
    told = [preview.save() for _ in range(4)]
    assert told[1:] == told[:-1]  # a warning is given each time, not only the first time
    assert listeners() == before
    assert len(LimitFilter._raised_messages) < 20


def _is_signal(thing: object) -> bool:
    return hasattr(thing, "receivers")


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
        assert [(one.message, one.severity) for one in run.problems] == [("Mind this.", "warning")]


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({"a.html": "1", "a.css": "1"}, {"a.html": "1", "a.css": "1"}, "nothing"),
        ({"a.html": "1", "a.css": "1"}, {"a.html": "1", "a.css": "2"}, "style"),
        ({"a.html": "1", "a.css": "1"}, {"a.html": "2", "a.css": "2"}, "page"),
        ({"a.html": "1"}, {"a.html": "1", "b.css": "1"}, "page"),
        ({"a.html": "1", "b/c.png": "1"}, {"a.html": "1"}, "page"),
        (None, {"a.html": "1"}, "page"),
    ],
)
def test_only_a_changed_stylesheet_spares_the_page_a_reload(
    tmp_path: Path, old: dict[str, str] | None, new: dict[str, str], kind: str
) -> None:
    def folder(name: str, files: dict[str, str]) -> Path:
        for path, text in files.items():
            (tmp_path / name / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / path).write_text(text)
        return tmp_path / name

    assert difference(folder("old", old) if old else None, folder("new", new)) == kind
