"""What visitors will find changed: by title, by word, with redirects."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from desk.common.text_diff import PageText, page_text, word_diff
from desk.publish import report
from desk.publish.changes import Changes, PageChange, changes
from desk.publish.confirm import Question, agreed, questions, refused_for_machines
from desk.publish.targets.folder import Folder
from plugins.delivery import manifest
from plugins.delivery.addresses import redirects
from plugins.delivery.manifest import Manifest
from tests.listing import listed
from tests.publish.sites import site


def compared(
    tmp_path: Path, before: dict[str, str], after: dict[str, str], moved: str = ""
) -> Changes:
    """What publishing `after` would change where `before` is live."""
    old, new = tmp_path / "old", tmp_path / "new"
    live = Folder("", tmp_path / "live")
    live.send(old, site(old, "v", before), None, lambda *_: None)
    site(new, "v", after)
    (new / "_redirects").write_text(moved)
    return changes(new, listed(new), live.manifest(), live.read)


def told(found: Changes) -> str:
    stream = io.StringIO()
    report.write(found, stream)
    return stream.getvalue()


def test_the_whole_list_as_a_person_sees_it(tmp_path: Path) -> None:
    before = {
        "/": "Welcome.",
        "/articles/rest/": "A part of you wants to rest, and another opens the laptop again.",
        "/articles/old/": "Old.",
        "/shop/": "Shop.",
    }
    after = {
        "/": "Welcome.",
        "/articles/rest/": "A part of you wants to sleep, and another opens the laptop again.",
        "/articles/new/": "New.",
    }
    found = compared(tmp_path, before, after, "/articles/old/ /articles/new/ 301\n")
    assert (
        told(found)
        == """
1 article changed, 1 article new, 1 article removed, 1 page removed,
1 redirect added.
Words that go stand in [-…-], words that come in {+…+}.

  - Old  /articles/old/
      its address leads on

  - Shop  /shop/
      nothing will be at its address

  + New  /articles/new/

  ~ Rest  /articles/rest/
      of you wants to [-rest,-] {+sleep,+} and another opens the

  + /articles/old/ → /articles/new/

3 files to send (511 B), 2 files to take away.
"""
    )


def test_nothing_changed_is_said_so(tmp_path: Path) -> None:
    pages = {"/": "Welcome."}
    old = tmp_path / "old"
    found = changes(old, site(old, "v", pages), site(tmp_path / "live", "v", pages), lambda _: {})
    assert told(found) == "\nNothing has changed.\n"


def test_a_page_that_becomes_a_redirect_is_a_page_removed(tmp_path: Path) -> None:
    before = {"/": "Welcome.", "/blog/": "Old words."}
    after = {"/": "Welcome.", "/blog/": "This page has moved."}
    found = compared(tmp_path, before, after, "/blog/ / 301\n")
    assert found.pages == (PageChange("removed", "/blog/", "Blog", redirected=True),)
    assert not found.lost


def test_a_page_of_which_only_the_markup_changed_is_counted_and_not_told() -> None:
    change = PageChange("changed", "/", "Home")
    nothing = manifest.Difference((), ("index.html",), ())
    found = Changes((change,), (), (), nothing, 1, 10, 1)
    assert report.summary(found) == "1 page changed only in what is not read"


def test_a_title_cannot_steer_the_terminal() -> None:
    change = PageChange("new", "/", "Home\x1b[2J\rgone")
    found = Changes((change,), (), (), manifest.Difference(("index.html",), (), ()), 1, 10, 1)
    assert "\x1b" not in told(found)
    assert "\r" not in told(found)


def test_words_are_compared_as_they_are_read() -> None:
    old = page_text(b"<main><p>Mind<b>ful</b>ness &amp; rest</p><script>let a</script></main>")
    new = page_text(b"<main><h1>T</h1><p>Mindfulness &amp; sleep</p><nav>Menu</nav></main>")
    assert old.words == ("Mindfulness", "&", "rest")
    assert word_diff(old, new) == (
        (("+", "T"), ("=", "Mindfulness &"), ("-", "rest"), ("+", "sleep")),
    )
    assert new.title == "T"


def test_a_page_without_a_heading_is_called_by_its_title() -> None:
    assert page_text(b"<title>One\n two</title><main>x</main>") == PageText("One two", ("x",))


def test_redirects_are_read_as_a_host_reads_them() -> None:
    file = b"# moved\n/old /new/ 301\n/old /other/ 301\n/a.html /b/ 301!\n\nbroken\n"
    assert redirects(file) == {"/old/": "/new/", "/a.html": "/b/"}


def test_the_page_at_an_old_address_is_no_new_page_whatever_its_signs(tmp_path: Path) -> None:
    pages = {"/": "Welcome."}
    old = {"/café/": "MovedError.", "/50%/": "MovedError.", "/old.php/": "MovedError."}
    moved = "/caf%C3%A9 / 301\n/50%25/ / 301\n/old.php / 301\n"
    found = compared(tmp_path, pages, {**pages, **old}, moved)
    assert found.pages == ()
    assert found.redirects_added == (("/50%/", "/"), ("/café/", "/"), ("/old.php", "/"))


# --- Agreeing ------------------------------------------------------------------------------------


def gone(kept: int, lost: int) -> Changes:
    pages = tuple(PageChange("removed", f"/p{n}/", f"P{n}") for n in range(lost))
    nothing = manifest.Difference((), (), ("x",))
    return Changes(pages, (), (), nothing, 0, 0, kept + lost)


def test_everyday_changes_need_one_yes() -> None:
    assert questions(gone(10, 0), "Quiet Room", "the folder x") == [
        Question("Publish this to the folder x? [yes/no]")
    ]


def test_a_lost_page_needs_a_yes_of_its_own() -> None:
    found = questions(gone(9, 1), "Quiet Room", "the folder x")
    lost = (
        "Nothing would be at the address of “P0” (/p0/); whoever has kept a link finds “not "
        "here”. A line in redirects.yaml would lead them on. Remove without one? [yes/no]"
    )
    texts = [question.text for question in found]
    assert texts == [lost, "Publish this to the folder x? [yes/no]"]


@pytest.mark.parametrize(("kept", "lost", "asked"), [(2, 1, False), (1, 1, True), (199, 100, True)])
def test_more_than_a_third_gone_needs_the_name_of_the_practice(
    kept: int, lost: int, asked: bool
) -> None:
    found = questions(gone(kept, lost), "Quiet Room", "x")
    assert (found[0].wanted == "Quiet Room") is asked


@pytest.mark.parametrize(
    ("answers", "yes"),
    [
        (["quiet  room", "yes", "Y"], True),
        (["yes", "yes", "yes"], False),
        (["Quiet Room", "", "yes"], False),
        (["Quiet Room", "yes", "no"], False),
    ],
)
def test_every_question_has_to_be_agreed_to(answers: list[str], yes: bool) -> None:
    given = iter(answers)
    found = questions(gone(1, 5), "Quiet Room", "x")
    assert agreed(found, lambda _: next(given)) is yes


@pytest.mark.parametrize(
    ("kept", "lost", "removing", "refused"),
    [
        (10, 0, "", ""),
        (10, 2, "", "2 pages would be gone without a redirect. Say --removing 2 to agree."),
        (10, 2, "3", "2 pages would be gone without a redirect. Say --removing 2 to agree."),
        (10, 2, "2", ""),
        (1, 2, "2", "Over a third of the pages would be gone. Say --removing “Q” to agree."),
        (1, 2, "Q", ""),
    ],
)
def test_a_machine_agrees_only_to_what_it_names(
    kept: int, lost: int, removing: str, refused: str
) -> None:
    assert refused_for_machines(gone(kept, lost), "Q", removing) == refused


def test_the_first_publish_is_all_new() -> None:
    empty = Manifest()
    found = changes(Path("nowhere"), empty, None, lambda _: {})
    assert found.gone_share == 0.0
