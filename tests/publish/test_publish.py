"""The command itself, from the text to the site that a visitor meets: real builds, a real server,
a real repository."""

from __future__ import annotations

import io
import os
import re
import shutil
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from desk.build.build import build_site
from desk.common import project
from desk.publish import verify
from desk.publish.publish import Asked, publish
from desk.publish.terminal import redact
from plugins.delivery import manifest
from tests import listing
from tests.publish.conftest import needed
from tests.publish.practices import IN_ORDER, Ended, Practice, comma, releases
from tests.static_server import served
from tests.trial_site import PROJECT

WEAK = "Could be better: The host does not send referrer-policy; docs/hosting.md says how.\n"


def figures(text: str) -> str:
    """What is said, without what weighs and lasts differently from one computer to the next."""
    text = re.sub(r"\d+(\.\d+)? (B|kB|MB)\b", "N kB", text)
    return re.sub(r" in \d+\.\d s", " in N s", text)


# --- Everyday publishing -------------------------------------------------------------------------


def unread(practice: Practice) -> None:
    """Two articles stand under a license, and no clinician has read them."""
    jane = {"name": "Jane Doe", "licenses": [{"state": "CO", "title": "LPC", "number": "0012345"}]}
    lines = [{"name": "988 Suicide & Crisis Lifeline", "call": "988"}]
    practice.site.facts(people={"jane": jane}, crisis_lines=lines)
    practice.site.article("sleep", "Sleep comes after rest.\n")
    practice.site.article("work", "Work is not all there is.\n", reviewed="2999-01-01")


def test_what_no_clinician_has_read_does_not_go_out_under_a_license(practice: Practice) -> None:
    practice.places(live={"kind": "folder", "path": "live"})
    unread(practice)
    ended = practice.publish(yes=True)
    assert ended.code == 1
    assert not practice.live.exists()
    told = " ".join(ended.err.split())
    assert "2 articles under the license of Jane Doe have not been read by a clinician." in told
    assert "publish them as they are with --unreviewed" in told
    practice.site.article("work", "Work is not all there is.\n")  # no day to come
    assert "stops publishing) [not-reviewed]" in told
    sent = practice.publish(yes=True, unreviewed=True)
    assert sent.code == 0
    assert "(warning) [not-reviewed]" in " ".join(sent.err.split())  # and stops nothing
    said = "not yet reviewed"
    pages = {name: practice.live / f"articles/{name}/index.html" for name in ("rest", "work")}
    assert {name: said in page.read_text("utf-8") for name, page in pages.items()} == {
        "rest": False,
        "work": True,
    }


def test_a_review_in_the_future_is_not_published_even_so(practice: Practice) -> None:
    practice.places(live={"kind": "folder", "path": "live"})
    unread(practice)
    ended = practice.publish(yes=True, unreviewed=True)
    assert (ended.code, practice.live.exists()) == (1, False)
    assert "(review-future)" in ended.err


def test_a_first_publish_then_one_comma_then_nothing(practice: Practice) -> None:
    with served(practice.live) as url:
        practice.places(live={"kind": "folder", "path": "live", "url": url})
        practice.answers = ["yes"]
        first = practice.publish()
        assert (first.code, practice.asked) == (
            0,
            [f"Publish this to the folder {practice.live}? [yes/no]"],
        )
        assert figures(first.out) == (
            "\n3 articles new, 3 pages new.\n\n"
            "  + Home  /\n  + No such page  /404.html\n  + Rest  /articles/rest/\n"
            "  + Sleep  /articles/sleep/\n  + Work  /articles/work/\n"
            "  + Consultation  /consultation/\n\n"
            f"{len(manifest.read(practice.live).files)} files to send (N kB).\n\n"
            f"Sent {len(manifest.read(practice.live).files)} files (N kB) in N s to the folder "
            f"{practice.live}.\n{WEAK}"
            f"Live: {url} shows this version (8 addresses asked).\n"
        )

        comma(practice)
        second = practice.publish(yes=True)
        assert (second.code, figures(second.out)) == (
            0,
            (
                "\n1 article changed.\nWords that go stand in [-…-], words that come in {+…+}.\n\n"
                "  ~ Rest  /articles/rest/\n"
                "      of you wants to [-rest,-] {+rest;+} and another opens the\n\n"
                "7 files to send (N kB).\n\n"
                f"Sent 7 files (N kB) in N s to the folder {practice.live}.\n{WEAK}"
                f"Live: {url} shows this version (3 addresses asked).\n"
            ),
        )

        third = practice.publish(yes=True)
        assert (third.code, third.out) == (
            0,
            (
                "\nNothing has changed.\n"
                f"Nothing to send: the folder {practice.live} has this version already.\n{WEAK}"
                f"Live: {url} shows this version (2 addresses asked).\n"
            ),
        )


def test_a_comma_sends_the_article_and_the_feed_and_nothing_else(practice: Practice) -> None:
    with served(practice.live) as url:
        practice.places(live={"kind": "folder", "path": "live", "url": url})
        practice.publish(yes=True)
        comma(practice)
        found = practice.publish(dry_run=True, form="json").data["changes"]
    assert found["files"] == {
        "added": [],
        "changed": [
            *(f"articles/rest/index.html{packed}" for packed in ("", ".br", ".gz")),
            "articles/rest/index.md",
            *(f"feed.xml{packed}" for packed in ("", ".br", ".gz")),
        ],
        "removed": [],
    }


def test_a_branch_of_a_repository_is_published_the_same_way(practice: Practice) -> None:
    needed("git")
    remote = practice.site.folder / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    practice.places(pages={"kind": "git", "repository": str(remote), "branch": "pages"})
    first = practice.publish(yes=True)
    assert first.code == 0
    assert "publish.yaml gives this place no url" in first.out
    comma(practice)
    assert (
        practice.publish(yes=True, form="json").data["sent"]["files"] == 2
    )  # its .br and .gz are not

    nothing = practice.publish(yes=True, form="json").data
    assert nothing["sent"] == {"files": 0, "bytes": 0, "removed": 0}
    log = subprocess.run(
        ["git", "-C", str(remote), "log", "--format=%s", "pages"], capture_output=True, check=True
    )
    assert log.stdout.decode().splitlines()[0] == "Publish: 2 files sent, 0 removed"


def test_a_dry_run_sends_nothing_and_asks_nothing(practice: Practice) -> None:
    ended = practice.publish(dry_run=True)
    assert (ended.code, practice.asked, practice.live.exists()) == (0, [], False)
    assert ended.out.endswith("\n\nNothing was sent: this was a dry run.\n")


def test_with_json_one_object_stands_on_stdout_and_the_rest_elsewhere(practice: Practice) -> None:
    with served(practice.live) as url:
        practice.places(live={"kind": "folder", "path": "live", "url": url})
        ended = practice.publish(yes=True, form="json")
    assert ended.data["published"] is True
    assert list(ended.data) == [
        *("published", "to", "where", "url", "waiting", "changes", "sent", "verified"),
    ]
    assert ended.data["verified"] == {
        "asked": 8,
        "wrong": [],
        "weak": [WEAK.removeprefix("Could be better: ").strip()],
        "passing": False,
        "live": True,
    }
    assert "3 articles new" in ended.err


@pytest.mark.parametrize("answer", ["no", "", "n", "perhaps", "Quiet Room"])
def test_whatever_is_not_a_yes_sends_nothing(practice: Practice, answer: str) -> None:
    practice.answers = [answer]
    ended = practice.publish()
    assert (ended.code, practice.live.exists()) == (1, False)
    assert ended.err.endswith("Not published. You did not agree, so nothing was sent.\n")


def test_where_nobody_can_be_asked_nothing_is_sent(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    ended = practice.publish()
    assert (ended.code, practice.live.exists()) == (1, False)
    assert ended.err.endswith(
        "Not published. Nobody can be asked here. Say --yes to agree, or --dry-run only to look.\n"
    )


# --- What would be lost --------------------------------------------------------------------------


def test_a_page_that_is_lost_needs_a_yes_of_its_own(published: Practice) -> None:
    (published.site.content / "articles" / "sleep.md").unlink()
    published.answers = ["yes", "no"]
    ended = published.publish()
    assert published.asked == [
        (
            "Nothing would be at the address of “Sleep” (/articles/sleep/); whoever has kept a "
            "link finds “not here”. A line in redirects.yaml would lead them on. Remove without "
            "one? [yes/no]"
        ),
        f"Publish this to the folder {published.live}? [yes/no]",
    ]
    assert (ended.code, (published.live / "articles" / "sleep").exists()) == (1, True)

    machine = published.publish(yes=True)
    assert machine.err.endswith(
        "Not published. 1 page would be gone without a redirect. Say --removing 1 to agree.\n"
    )
    assert published.publish(yes=True, removing="1").code == 0
    assert not (published.live / "articles" / "sleep").exists()


def test_a_redirect_makes_it_an_everyday_change(published: Practice) -> None:
    (published.site.content / "articles" / "sleep.md").unlink()
    published.site.write("redirects.yaml", "/articles/sleep/: /articles/rest/\n")
    ended = published.publish(yes=True)
    assert (ended.code, figures(ended.out).partition(" files to send")[0]) == (
        0,
        (
            "\n1 page changed, 1 article removed, 1 redirect added,\n"
            "2 pages changed only in what is not read.\n"
            "Words that go stand in [-…-], words that come in {+…+}.\n\n"
            "  - Sleep  /articles/sleep/\n      its address leads on\n\n"
            "  ~ Home  /\n"
            "      pace Rest About rest. [-Sleep About sleep.-] Work About work. If\n\n"
            "  + /articles/sleep/ → /articles/rest/\n\n14"
        ),
    )


def test_more_than_a_third_gone_needs_the_name_of_the_practice(published: Practice) -> None:
    for name in ("rest", "sleep", "work"):
        (published.site.content / "articles" / f"{name}.md").unlink()
    published.answers = ["yes"]
    ended = published.publish()
    assert (ended.code, published.asked) == (
        1,
        [
            (
                "50 % of the pages that are live now would be gone. If that is really meant, type "
                "the practice's name, Quiet Room:"
            )
        ],
    )
    assert published.publish(yes=True, removing="3").err.endswith(
        "Over a third of the pages would be gone. Say --removing “Quiet Room” to agree.\n"
    )
    published.answers = ["quiet room", "yes", "yes"]
    assert published.publish().code == 0
    assert not (published.live / "articles" / "rest").exists()


# --- Going back ----------------------------------------------------------------------------------

RELEASE = r"the release of \d{1,2} [A-Z][a-z]+ \d{4} \d\d:\d\d"


def test_going_back_says_what_would_be_live_asks_and_verifies(released: Practice) -> None:
    with served(released.live) as url:
        released.places(live={"kind": "folder", "path": "live", "url": url})
        one, two, _ = releases(released)
        (released.live / "letter.pdf").write_text("mine")
        released.answers = ["yes", "yes"]
        back = released.publish(back=True)
        assert (back.code, manifest.read(released.live)) == (0, two)
        assert re.fullmatch(
            rf"This would be live again: {RELEASE}; first change: Work /articles/work/\.\n\n"
            r"Not from here, so it stays as it is: letter\.pdf\.\n"
            rf"Gone back: the folder {released.live} shows {RELEASE}\.\n{re.escape(WEAK)}"
            rf"Live: {url} shows this version \(2 addresses asked\)\.\n",
            back.out,
        )
        again = released.publish(back=True)
        assert (again.code, manifest.read(released.live)) == (0, one)
        assert "first change: Rest /articles/rest/" in again.out
        assert all(
            re.fullmatch(rf"Make {RELEASE} live again\? \[yes/no\]", a) for a in released.asked
        )
        last = released.publish(back=True, yes=True)
    assert (last.code, last.out, last.err) == (
        1,
        "",
        f"Not published. There is no older release of the folder {released.live} to go back to.\n",
    )


@pytest.mark.parametrize("answer", ["no", "", "perhaps"])
def test_whatever_is_not_a_yes_does_not_go_back(released: Practice, answer: str) -> None:
    live = releases(released)[-1]
    released.answers = [answer]
    ended = released.publish(back=True)
    assert (ended.code, manifest.read(released.live)) == (1, live)
    assert ended.err == "Not published. You did not agree, so nothing was sent.\n"


def test_where_nobody_can_be_asked_going_back_needs_a_yes(
    released: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, two, live = releases(released)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    refused = released.publish(back=True)
    assert (refused.code, manifest.read(released.live)) == (1, live)
    assert refused.err == (
        "Not published. Nobody can be asked here. Say --yes to agree, or --dry-run only to look.\n"
    )
    assert released.publish(back=True, yes=True).code == 0
    assert manifest.read(released.live) == two


def test_a_dry_run_of_going_back_shows_what_would_be_live_and_changes_nothing(
    released: Practice,
) -> None:
    live = releases(released)[-1]
    ended = released.publish(back=True, dry_run=True)
    assert (ended.code, released.asked, manifest.read(released.live)) == (0, [], live)
    assert re.fullmatch(
        rf"This would be live again: {RELEASE}; first change: Work /articles/work/\.\n\n"
        r"Nothing was sent: this was a dry run\.\n",
        ended.out,
    )
    data = released.publish(back=True, dry_run=True, form="json").data
    assert list(data) == ["published", "to", "where", "url", "back", "changes"]
    assert (data["published"], re.fullmatch(RELEASE, data["back"]) is not None) == (False, True)
    assert data["changes"]["files"]["changed"][0] == "articles/work/index.html"
    assert released.publish(back=True, yes=True, form="json").data["published"] is True


# --- What is not from here -----------------------------------------------------------------------


def test_what_is_not_from_here_is_named_once_and_stays(published: Practice) -> None:
    (published.live / "uploads").mkdir()
    for number in range(12):
        (published.live / "uploads" / f"{number:02}.pdf").write_text("mine")
    (published.live / "inbox").mkdir()
    comma(published)
    ended = published.publish(yes=True)
    names = ["inbox/", *(f"uploads/{number:02}.pdf" for number in range(9))]
    said = f"Not from here, so it stays as it is: {', '.join(names)} and 3 more."
    assert " ".join(ended.out.split()).count(said) == 1
    assert len([*(published.live / "uploads").iterdir()]) == 12
    dry = published.publish(dry_run=True, form="json").data["changes"]
    assert (len(dry["foreign"]), dry["foreign"][0], dry["replaced"]) == (13, "inbox/", [])


def test_a_file_that_is_in_the_way_is_told_and_needs_a_yes_of_its_own(published: Practice) -> None:
    page = published.live / "articles" / "calm" / "index.html"
    page.parent.mkdir()
    page.write_text("The host's own page.")
    published.site.article("calm", "A calm part.\n", **IN_ORDER)
    kept = published.site.folder / ".live.replaced"
    said = (
        "Not from here, and in the way: articles/calm/index.html. A file of the site would take "
        f"its place; a copy is kept in {kept}."
    )
    dry = published.publish(dry_run=True)
    assert (dry.code, " ".join(dry.out.split()).count(said)) == (0, 1)

    published.answers = ["no"]
    assert published.publish().code == 1
    assert published.asked == [f"{said} Replace it? [yes/no]"]
    refused = published.publish(yes=True, form="json").data
    assert refused["reason"] == (
        "1 file not from here would be replaced (articles/calm/index.html). Say --removing 1 to "
        "agree."
    )
    assert refused["changes"]["replaced"] == ["articles/calm/index.html"]
    assert page.read_text() == "The host's own page."

    assert published.publish(yes=True, removing="1").code == 0
    assert "<h1" in page.read_text()
    (copy,) = kept.rglob("index.html")
    assert copy.read_text() == "The host's own page."


def test_names_that_are_no_text_or_steer_a_terminal_are_told_without_harm(
    published: Practice,
) -> None:
    for name in (b"\xff.pdf", b"a\x1b[2J\nb.pdf"):
        (published.live / os.fsdecode(name)).write_text("mine")
    comma(published)
    ended = published.publish(yes=True)
    assert ended.code == 0
    assert "\x1b" not in ended.out
    data = published.publish(dry_run=True, form="json").data["changes"]["foreign"]
    assert data == ["a\x1b[2J\nb.pdf", "\ufffd.pdf"]
    assert os.fsdecode(b"\xff.pdf") in {path.name for path in published.live.iterdir()}


# --- Which place ---------------------------------------------------------------------------------


def test_an_unknown_place_is_told_the_name_that_was_meant(practice: Practice) -> None:
    ended = practice.publish(to="life")
    file = practice.site.content / "publish.yaml"
    assert (ended.code, ended.err) == (
        1,
        f"Not published. {file} names no place “life”. Did you mean “live”?\n",
    )


def test_without_publish_yaml_it_is_said_where_to_read_on(practice: Practice) -> None:
    file = practice.site.content / "publish.yaml"
    file.unlink()
    ended = practice.publish()
    assert (ended.code, ended.err) == (
        1,
        (
            f"Not published. There is no {file}, so it is not known where to publish. "
            "docs/publishing.md shows what stands in it for each kind of host.\n"
        ),
    )


def test_a_publish_yaml_that_lies_elsewhere_is_not_read(practice: Practice) -> None:
    file = practice.site.content / "publish.yaml"
    file.rename(practice.site.folder / "publish.yaml")
    file.symlink_to(practice.site.folder / "publish.yaml")
    ended = practice.publish(yes=True)
    assert (ended.code, ended.err) == (
        1,
        f"Not published. {file} is a symbolic link that leads out of the content folder.\n",
    )
    assert not practice.live.exists()


def test_everything_that_is_wrong_with_publish_yaml_is_told_at_once(practice: Practice) -> None:
    file = practice.site.write(
        "publish.yaml",
        "live:\n  kind: foldr\n  path: live\nstaging:\n  kind: folder\n  pat: x\n",
    )
    ended = practice.publish()
    rule = "(stops publishing) [publish-settings]"
    assert (ended.code, ended.err) == (
        1,
        (
            f"{file}:2: There is no kind “foldr”. Did you mean “folder”? {rule}\n"
            f"{file}:4: “staging” lacks “path”. Add it: it is the folder that the site is put "
            f"into, such as ../for-the-host. {rule}\n"
            f"{file}:6: “staging” has no setting called “pat”. Did you mean “path”? Otherwise "
            f"remove the line. {rule}\n\n"
            f"Not published. Mend {file} first.\n"
        ),
    )


def test_each_place_has_a_site_of_its_own_for_its_own_address(practice: Practice) -> None:
    practice.places(
        live={"kind": "folder", "path": "live"},
        staging={"kind": "zip", "path": "staging.zip", "url": "https://staging.example"},
    )
    ended = practice.publish(to="staging", yes=True)
    assert (ended.code, practice.live.exists()) == (0, False)
    assert "Give the archive to your host." in ended.out
    built_for = project.ROOT / ".cache" / "publish" / "staging" / "site" / "sitemap.xml"
    assert "https://staging.example/articles/rest/" in built_for.read_text()


# --- What must not be published ------------------------------------------------------------------


def test_a_claim_stops_publishing_and_not_the_build(published: Practice, tmp_path: Path) -> None:
    live = manifest.read(published.live)
    file = published.site.article("rest", "We guarantee that you will be cured.\n", **IN_ORDER)
    ended = published.publish(yes=True)
    assert (ended.code, ended.out, manifest.read(published.live)) == (1, "", live)
    told = re.search(rf"{re.escape(str(file))}:\d+: .*guarantee.* \[([a-z-]+)\]\n", ended.err)
    assert told, ended.err
    assert f"{told[1]}" in ended.err.partition("It is not published while the")[2]
    assert build_site(published.site.content, tmp_path / "trial", "https://q.example") == 0


def test_a_fact_that_the_law_asks_for_stops_publishing_and_not_the_build(
    practice: Practice, tmp_path: Path
) -> None:
    practice.site.facts(
        crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}],
        people={"jane": {"name": "Jane Doe", "degree": "MA", "licenses": [{"state": "TX"}]}},
        services=[{"name": "Therapy", "type": "therapy", "states": ["TX"]}],
    )
    practice.site.page("notices", "[notices]\n")
    ended = practice.publish(yes=True)
    assert (ended.code, practice.live.exists()) == (1, False)
    assert "[notice-fact-missing]" in ended.err
    assert ended.err.endswith(
        "Not published. Mend what stands above first; what is live is untouched.\n"
    )
    assert build_site(practice.site.content, tmp_path / "trial", "https://q.example") == 0


# --- What waits for its day -----------------------------------------------------------------------

FIRST = "2 articles wait for their day; the first comes out on May 3, 2100."


def test_what_waits_is_said_at_the_end_once_and_also_of_a_site_that_was_built_before(
    practice: Practice,
) -> None:
    practice.site.article("first", date="2100-05-03", **IN_ORDER)
    practice.site.article("second", date="2100-06-01", **IN_ORDER)
    practice.site.article("sketch", status="draft", **IN_ORDER)
    for dry in (True, False, False):
        ended = practice.publish(dry_run=dry, yes=True)
        assert ended.code == 0
        assert ended.out.endswith(f"\n{FIRST} Publish again on that day.\n")
        assert (ended.out + ended.err).count("wait for") == 1
    data = practice.publish(yes=True, form="json").data
    assert data["waiting"] == {
        "articles": 2,
        "pages": 0,
        "first": "2100-05-03T00:00:00-06:00",
        "zone": "MDT",
    }


def test_where_nothing_waits_nothing_is_said_of_it(practice: Practice) -> None:
    ended = practice.publish(yes=True)
    assert "again on that day" not in ended.out
    assert practice.publish(yes=True, form="json").data["waiting"]["first"] == ""


# --- The built site ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["index.html", "manifest.json"])
def test_a_built_site_that_somebody_has_touched_is_not_what_is_published(
    published: Practice, name: str
) -> None:
    (project.ROOT / ".cache" / "publish" / "live" / "site" / name).write_text("{}")
    ended = published.publish(yes=True)
    assert ended.code == 0
    assert "Nothing has changed." in ended.out


@pytest.mark.parametrize("what", ["file", "link", "pipe", "not ours"])
def test_what_stands_in_the_place_of_the_built_site_holds_up_nothing(
    practice: Practice, what: str, tmp_path: Path
) -> None:
    site, elsewhere = project.ROOT / ".cache" / "publish" / "live" / "site", tmp_path / "elsewhere"
    site.parent.mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "notes.txt").write_text("Mine.")
    match what:
        case "file":
            site.write_text("Mine.")
        case "link":
            site.symlink_to(elsewhere)
        case "pipe":
            os.mkfifo(site)
        case _:
            shutil.copytree(elsewhere, site)
    ended = practice.publish(yes=True)
    assert (ended.code, (practice.live / "index.html").is_file()) == (0, True)
    assert [path.name for path in elsewhere.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("place", [".cache", ".cache/publish", ".cache/publish/live"])
@pytest.mark.parametrize("what", ["file", "link"])
def test_what_stands_in_the_place_of_its_folder_holds_up_nothing(
    practice: Practice, place: str, what: str, tmp_path: Path
) -> None:
    folder, elsewhere = project.ROOT / place, tmp_path / "elsewhere"
    folder.parent.mkdir(parents=True)
    elsewhere.mkdir()
    if what == "file":
        folder.write_text("Mine.")
    else:
        folder.symlink_to(elsewhere)
    ended = practice.publish(yes=True)
    assert (ended.code, (practice.live / "index.html").is_file()) == (0, True)
    assert list(elsewhere.iterdir()) == []


# --- Broken off ----------------------------------------------------------------------------------


def test_ctrl_c_at_a_question_sends_nothing(practice: Practice) -> None:
    practice.answers = ["Ctrl-C"]
    ended = practice.publish()
    assert (ended.code, practice.live.exists()) == (1, False)
    assert ended.err.endswith("\nNot published. It was interrupted; the live site is whole.\n")


def test_ctrl_c_while_waiting_for_the_host_says_that_it_is_sent(practice: Practice) -> None:
    """A process of its own is interrupted as the terminal does it."""
    with served(practice.site.folder / "elsewhere") as url:
        practice.places(live={"kind": "folder", "path": "live", "url": url})
        program = textwrap.dedent(f"""
            import sys
            from pathlib import Path
            from desk.common import project
            project.ROOT = Path({str(project.ROOT)!r})
            from desk.publish.publish import Asked, publish
            sys.exit(publish(Asked(content={str(practice.site.content)!r}, yes=True)))
        """)
        process = subprocess.Popen(
            [sys.executable, "-c", program],
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout
        for line in process.stdout:
            if line.startswith("Waiting for the host: / answers 404"):
                break
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err.splitlines()[-1]) == (
        1,
        "It is sent, but not verified. It was interrupted; the live site is whole.",
    )
    assert "Traceback" not in err


# --- Two at once ---------------------------------------------------------------------------------


def test_what_was_agreed_to_is_what_is_sent(published: Practice) -> None:
    """While one is asked, somebody changes a text and publishes from another window."""
    published.site.article("work", "Work is half of it.\n", **IN_ORDER)
    others: list[Ended] = []

    def meanwhile(_: str) -> str:
        comma(published)
        others.append(published.publish(yes=True))
        return "yes"

    assert publish(Asked(content=str(published.site.content), ask=meanwhile)) == 0
    assert (others[0].code, others[0].err) == (
        1,
        "Not published. Another publish to the same place is under way. Wait until it is done.\n",
    )
    listed, there = manifest.read(published.live).files, listing.listed(published.live).files
    assert {path: there[path] for path in listed} == listed
    assert b"to rest, and" in (published.live / "articles/rest/index.html").read_bytes()
    assert "1 article changed." in published.publish(yes=True).out


# --- Credentials, disks, hosts -------------------------------------------------------------------


def test_no_credential_is_ever_printed(practice: Practice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither what stands in the address of a repository nor what the environment holds."""
    needed("git")
    monkeypatch.setenv("NETLIFY_AUTH_TOKEN", "nfp_verysecret")
    repository = "http://nfp_verysecret@127.0.0.1:9/site.git"
    practice.places(pages={"kind": "git", "repository": repository})
    ended = practice.publish(yes=True, form="json")
    assert (ended.code, ended.data["reason"] in ended.err) == (1, True)
    assert "nfp_verysecret" not in ended.out + ended.err


def test_whatever_is_said_goes_through_the_same_sieve(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_TOKEN", "typed-by-mistake")
    ended = practice.publish(to="typed-by-mistake", form="json")
    assert "names no place “…”." in ended.data["reason"]
    assert "typed-by-mistake" not in ended.out + ended.err


def test_a_disk_that_cannot_be_written_to_is_told_in_words(practice: Practice) -> None:
    (practice.site.folder / "file").touch()
    practice.places(live={"kind": "folder", "path": "file/live"})
    ended = practice.publish(yes=True)
    file = practice.site.folder / "file"
    assert ended.code == 1
    assert f"\nNot published. {file}" in ended.err
    assert "could not be read or written: " in ended.err


def test_a_host_that_shows_something_else_is_told_with_the_way_back(
    practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "_USUAL_PATIENCE", 0.0)
    elsewhere = practice.site.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("Somebody else's.")
    with served(elsewhere) as url:
        practice.places(live={"kind": "folder", "path": "live", "url": url})
        ended = practice.publish(yes=True)
    first, *more, last = ended.err.splitlines()[1:]
    assert (ended.code, first, last) == (
        1,
        (
            "Not right yet: / shows something else than was sent: an older version, or a page that "
            "the host has changed on its way."
        ),
        (
            "If you bring it to the host yourself, do so now and publish again: nothing is sent "
            "twice, and it is verified."
        ),
    )
    assert more[0] == "  /articles/rest/ answers 404 instead of showing its page."


def test_a_format_that_is_not_known_is_told(practice: Practice) -> None:
    ended = practice.publish(form="xml")
    assert (ended.code, ended.out, ended.err) == (
        1,
        "",
        "--format is text or json, not “xml”.\n",
    )


def test_what_programs_say_is_passed_on_without_what_is_secret(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("NETLIFY_AUTH_TOKEN", "nfp_0123456789")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "wJalr/secret+key")
    monkeypatch.setenv("MY_PASSWORD", "short")
    said = "token nfp_0123456789, wJalr/secret+key at ftp://me:pa55@host/x and git@host:a; short"
    assert redact(said) == "token …, … at ftp://me:…@host/x and git@host:a; short"
