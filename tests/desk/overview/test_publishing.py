"""What would change on the live site, and publishing it: the command's own code, from the desk."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from desk.overview import publishing
from desk.overview.publish_process import Order, carried_out
from desk.overview.publishing import Publishing
from tests.publish.practices import IN_ORDER, REST, Practice, comma
from tests.publish.practices import practice as practice
from tests.publish.practices import published as published
from tests.publish.practices import published_once as published_once
from tests.publish.practices import released as released


def look(practice: Practice, **order: Any) -> dict[str, Any]:
    return carried_out(Order(str(practice.site.content), **order), lambda _: None)


def yes(ended: dict[str, Any]) -> dict[str, str]:
    """All answers that are wanted."""
    questions: list[dict[str, str]] = ended["questions"]
    return {one["text"]: one["wanted"] or "yes" for one in questions}


def live(practice: Practice) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in practice.live.rglob("*.html")}


def test_what_would_change_is_what_a_dry_run_tells(published: Practice):
    comma(published)
    before = live(published)
    ended = look(published)
    dry = published.publish(dry_run=True, form="json").data
    assert ended["changes"] == dry["changes"]
    pages = ended["changes"]["pages"]
    assert [(page["title"], page["kind"]) for page in pages] == [("Rest", "changed")]
    words = [tuple(part) for part in pages[0]["words"][0]]
    assert words[1:3] == [("-", "rest,"), ("+", "rest;")]
    assert live(published) == before


def test_what_was_shown_and_agreed_to_is_sent(published: Practice):
    comma(published)
    shown = look(published)
    ended = look(published, versions=shown["versions"], answers=yes(shown))
    assert (ended["code"], ended["published"]) == (0, True)
    assert b"rest;" in (published.live / "articles/rest/index.html").read_bytes()


def test_what_has_changed_since_it_was_shown_is_not_sent(published: Practice):
    comma(published)
    shown = look(published)
    published.site.article("work", "Work is not all.\n", **IN_ORDER)
    before = live(published)
    ended = look(published, versions=shown["versions"], answers=yes(shown))
    assert (ended["code"], ended["published"]) == (1, False)
    assert ended["reason"] == (
        "Your texts or the live site have changed since you looked. Look at the changes once more."
    )
    assert live(published) == before


def test_a_question_without_its_answer_keeps_all_of_it_back(published: Practice):
    (published.site.content / "articles/rest.md").unlink()
    (published.site.content / "articles/sleep.md").unlink()
    shown = look(published)
    questions = [one["text"].split("?")[0][:24] for one in shown["questions"]]
    assert len(questions) >= 2
    before = live(published)
    for missing in yes(shown):
        answers = {text: word for text, word in yes(shown).items() if text != missing}
        ended = look(published, versions=shown["versions"], answers=answers)
        assert ended["reason"] == "You did not agree to all of it, so nothing was sent."
    assert live(published) == before


def test_where_nothing_is_to_be_sent_nothing_is_asked(published: Practice):
    ended = look(published)
    assert (ended["code"], ended["questions"], ended["published"]) == (0, [], True)


def test_what_stops_publishing_is_said(published: Practice):
    published.site.article("rest", "A [way](nowhere.md).\n", **IN_ORDER)
    ended = look(published)
    assert (ended["code"], ended["published"]) == (1, False)
    assert ended["reason"] == "Mend what stands above first; what is live is untouched."
    assert "nowhere.md" in str(ended["said"])


def test_a_process_of_its_own_does_it_and_tells_how_far_it_is(tmp_path: Path, published_once):
    shutil.copytree(published_once["one"], tmp_path / "one")
    site = tmp_path / "one" / "content"
    text = site / "articles" / "rest.md"
    text.write_text(text.read_text("utf-8").replace(REST[:10], "Perhaps a "), "utf-8")
    publishing_ = Publishing(Order(str(site)))
    state = publishing_.wait()
    assert state.is_look
    assert state.ended
    assert [page["title"] for page in state.ended["changes"]["pages"]] == ["Rest"]
    again = Publishing(Order(str(site), "", state.ended["versions"], yes(state.ended)))
    ended = again.wait().ended
    assert ended
    assert ended["published"], ended
    assert b"Perhaps a" in (tmp_path / "one/live/articles/rest/index.html").read_bytes()


def test_one_that_is_stopped_says_that_the_live_site_is_whole(tmp_path: Path, published_once):
    shutil.copytree(published_once["one"], tmp_path / "one")
    begun = Publishing(Order(str(tmp_path / "one" / "content")))
    begun.stop()
    assert begun.state.ended
    assert begun.state.ended["reason"] == "It was stopped before its end; the live site is whole."


def test_a_practice_that_names_no_place_says_so(tmp_path: Path, published_once):
    shutil.copytree(published_once["one"], tmp_path / "one")
    content = tmp_path / "one" / "content"
    (content / "publish.yaml").unlink()
    assert publishing.places(content) == ((), ())
    (content / "publish.yaml").write_text("live:\n  kind: folder\n  path: ../x\n")
    assert [place.name for place in publishing.places(content)[0]] == ["live"]


def test_an_order_of_a_folder_that_is_not_there_ends_in_words():
    ended = carried_out(Order("/nowhere"), lambda _: None)
    assert ended["reason"].startswith("There is no folder /nowhere.")


def test_how_far_it_is_is_told_while_files_are_sent(published: Practice):
    comma(published)
    shown, told = look(published), list[dict[str, Any]]()
    order = Order(str(published.site.content), "", shown["versions"], yes(shown))
    carried_out(order, told.append)
    assert told
    steps = [one["progress"] for one in told]
    assert [step for step in steps if not 0 <= step[0] <= step[1]] == []


def test_going_back_is_shown_and_agreed_to_as_well(released: Practice):
    before = live(released)
    shown = look(released, back=True)
    assert shown["back"].startswith("the release of ")
    assert live(released) == before
    ended = look(released, back=True, versions=shown["versions"], answers=yes(shown))
    assert (ended["code"], ended["published"]) == (0, True)
    work = (released.live / "articles/work/index.html").read_bytes()
    assert b"Work is not all there" in work
