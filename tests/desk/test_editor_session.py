"""A text that is open in a window: what becomes of it, whoever else writes meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from desk.editor.session import Session
from desk.preview.live_site import LiveSite
from desk.writing import disk, drafts, history
from desk.writing.disk import WritingError
from desk.writing.files import ChangedOutsideError
from tests.desk.conftest import live_site
from tests.trial_site import TrialSite

NAME = "articles/rest.md"


@pytest.fixture
def live(practice: TrialSite) -> Iterator[LiveSite]:
    site = live_site(practice.content)
    site.update()
    yield site
    site.close()


def test_opening_and_saving_an_untouched_text_changes_no_byte(live: LiveSite) -> None:
    path = live.content / NAME
    odd = b"\xef\xbb\xbf---\r\ntitle:  Rest\r\nsummary: It.\r\n---\r\n\r\n\r\nOne \r\ntwo\n\n\n"
    for data in (path.read_bytes(), odd, b"No header.\n", b"---\ntitle: x\n---\n", b""):
        path.write_bytes(data)
        session = Session.opened(live, NAME)
        assert not session.is_changed
        session.save()
        assert path.read_bytes() == data


def test_the_body_begins_with_its_first_words(live: LiveSite) -> None:
    session = Session.opened(live, NAME)
    assert session.body.startswith("A **quiet** hour.")
    assert session.header.endswith("---\n\n")


def test_what_is_typed_while_it_is_being_saved_is_not_taken_back(live: LiveSite) -> None:
    session = Session.opened(live, NAME)
    session.body = "First.\n"
    work = threading.Thread(target=session.save)
    with disk.at_work(live.content):  # so that the save has begun, and waits
        work.start()
        work.join(0.3)
        session.body = "First, and more.\n"
    work.join()
    assert session.body == "First, and more.\n"
    assert (live.content / NAME).read_text("utf-8").endswith("First.\n")
    assert session.is_changed


def test_unsaved_text_of_a_file_that_has_changed_since_is_two_versions(live: LiveSite) -> None:
    session = Session.opened(live, NAME)
    session.body = "Mine.\n"
    session.keep()
    path = live.content / NAME
    path.write_text(path.read_text("utf-8").replace("quiet", "loud"), "utf-8")
    again = Session.opened(live, NAME)
    assert (again.body, again.is_changed) == ("Mine.\n", True)
    assert again.theirs
    assert "loud" in again.theirs.text
    with pytest.raises(ChangedOutsideError):
        again.save()
    again.keep_mine()
    assert path.read_text("utf-8").endswith("Mine.\n")
    versions = history.versions(live.content, NAME)
    kept = [history.version(live.content, NAME, one.key) for one in versions]
    assert any(b"loud" in data for data in kept)
    assert drafts.kept(live.content, NAME) is None


def test_two_windows_keep_what_is_typed_apart_until_one_has_taken_it_over(live: LiveSite) -> None:
    first = Session.opened(live, NAME)
    first.body = "First.\n"
    first.keep()
    second = Session.opened(live, NAME, {first.key})
    assert (second.body, second.key != first.key) == ("First.\n", True)
    second.body = "Second.\n"
    second.keep()
    first.body = "First, and more.\n"
    first.keep()
    assert [one.text.rpartition("\n\n")[2] for one in drafts.each_kept(live.content, NAME)] == [
        "First, and more.\n",
        "Second.\n",
    ]
    second.close([first])  # which never had its words
    assert len(drafts.each_kept(live.content, NAME)) == 2
    third = Session.opened(live, NAME, {first.key})
    assert (third.body, third.put_away) == ("First, and more.\n", 1)
    [kept] = history.versions(live.content, NAME)
    assert history.version(live.content, NAME, kept.key).endswith(b"Second.\n")
    first.close([third])
    assert drafts.each_kept(live.content, NAME) == ()


def test_a_window_that_is_gone_gives_up_its_key_to_the_next_one(live: LiveSite) -> None:
    gone = Session.opened(live, NAME)
    gone.body = "First.\n"
    gone.keep()
    again = Session.opened(live, NAME)
    gone.give_up(again.key)
    again.body = "First, and more.\n"
    again.keep()
    gone.keep()  # it comes back after all
    gone.save()
    [kept] = drafts.each_kept(live.content, NAME)
    assert kept.text.endswith("First, and more.\n")


def test_a_problem_is_mended_and_what_it_says_is_told_by_its_line_in_the_body(
    live: LiveSite,
) -> None:
    session = Session.opened(live, NAME)
    session.body = "One.\n\nSee [there](/nowhere/).\n"
    session.shown()
    [note] = session.notes()
    assert (note["line"], note["canMend"]) == (3, False)
    assert not session.mend(note["key"])
    assert not session.mend("guessed")


def test_a_text_that_is_not_there_or_outside_is_not_opened(live: LiveSite) -> None:
    for name in ("articles/none.md", "../practice.yaml", "/etc/passwd", "articles/../x.md", ""):
        with pytest.raises(WritingError):
            Session.opened(live, name)
