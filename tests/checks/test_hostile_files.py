"""Whatever lies in the content: a check ends soon, says what is wrong, and breaks off nowhere."""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from desk.common import project
from desk.common.check_result import CheckResult
from tests.trial_site import TrialSite

SECONDS = 60.0  # on a very busy machine; each of these takes one or two
_CHECK = """
import pickle, sys
from pathlib import Path
from desk.check.run import collect
sys.stdout.buffer.write(pickle.dumps(collect(Path(sys.argv[1]))))
"""
HEAD = "---\ntitle: Rest\nsummary: About rest.\ndate: 2026-03-02\n---\n"


def check(site: TrialSite) -> CheckResult:
    """Check in a process of its own, which is ended if it does not end by itself."""
    done = subprocess.run(
        [sys.executable, "-c", _CHECK, str(site.content)],
        cwd=project.ROOT,
        capture_output=True,
        timeout=SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    result: CheckResult = pickle.loads(done.stdout)
    assert result.trace == ""
    assert not [one for one in result.problems if one.rule in ("rule-broke", "program-broke")]
    return result


def told(result: CheckResult, rule: str) -> list[str]:
    return [
        f"{Path(one.path).name}:{one.line}: {one.message} {one.remedy}"
        for one in result.problems
        if one.rule == rule
    ]


CLOSED = "Open it in your editor; if it is only a link to a lost file, remove it."


def test_a_file_with_a_thousand_problems_is_told_whole(site: TrialSite) -> None:
    links = "".join(f"[to {number}](/nowhere-{number}/)\n\n" for number in range(1000))
    site.write("articles/rest.md", f"{HEAD}{links}")
    lines = [one.line for one in check(site).problems if one.rule == "link-broken"]
    assert lines == list(range(6, 2006, 2))


@pytest.mark.parametrize("text", ["A quiet hour passes by. ", "word\n", "x", "* ", "[", "> "])
def test_five_megabytes_are_too_much_for_an_article(text: str, site: TrialSite) -> None:
    site.write("articles/rest.md", HEAD + text * (5_000_000 // len(text)))
    assert told(check(site), "file-too-big") == [
        (
            "rest.md:1: This file is 5.0 MB large, more text than in a long book. Look for what "
            "was pasted into it by mistake, such as a picture as text; if the text is really this "
            "long, split it into several files."
        )
    ]


def test_a_long_article_just_below_that_is_read(site: TrialSite) -> None:
    site.write("articles/rest.md", HEAD + "A quiet hour passes by.\n\n" * 38_000)
    assert check(site).entries[0].words == 190_003


@pytest.mark.parametrize("name", ["articles/noise.md", "practice.yaml", "reading-paths.yaml"])
def test_noise_is_no_text(name: str, site: TrialSite) -> None:
    site.write(name, b"\xff" + os.urandom(200_000))
    assert told(check(site), "encoding") == [
        (
            f"{Path(name).name}:1: This file is not saved as UTF-8, so its letters cannot be told "
            "apart. Save it again from your editor with the encoding “UTF-8”."
        )
    ]


def test_a_yaml_bomb_does_not_go_off(site: TrialSite) -> None:
    bomb = "a0: &a0 [x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12)
    )
    for name in ("practice.yaml", "redirects.yaml", "reading-paths.yaml"):
        site.write(name, bomb)
    site.write("articles/rest.md", f"---\n{bomb}title: Rest\n---\nWords.\n")
    result = check(site)
    assert len(told(result, "yaml")) == 4
    assert told(result, "yaml")[0] == (
        "rest.md:2: This cannot be read as YAML. "
        "Look for characters that do not belong, or for very deep nesting."
    )


@pytest.mark.parametrize("sign", ["[", "- ", "{", "? ", "a: {", "[[],"])
def test_a_header_without_end_is_told_and_does_not_end_the_program(
    sign: str, site: TrialSite
) -> None:
    site.write("articles/deep.md", f"---\ntitle: Deep\nsources:\n  {sign * 100_000}\n---\nWords.\n")
    (only,) = told(check(site), "yaml")
    assert only == (
        "deep.md:4: This is nested too deeply to be read: entries within entries, more than fifty. "
        "Look for a line with very many brackets or hyphens, and take most of them out."
    )


def test_deep_nesting_comes_to_an_end(site: TrialSite) -> None:
    signs = ("> ", "- ", "  ", "[", "*", "(", "<div>", "{", "#", "`", "|")
    for number, sign in enumerate(signs):
        site.write(f"articles/text-{number}.md", f"{HEAD}{sign * 3000} words\n")
        title = f"---\ntitle: {sign * 3000}\n---\nWords.\n"
        site.write(f"articles/title-{number}.md", title)
    site.write("articles/deep.md", f"---\nsources: {'[' * 5000}\n---\nWords.\n")
    result = check(site)
    told_of = [one.path for one in result.problems if one.severity == "error"]
    read = {Path(path).name for path in (*told_of, *(entry.path for entry in result.entries))}
    kinds = [f"{kind}-{number}.md" for kind in ("text", "title") for number in range(len(signs))]
    assert {*kinds, "deep.md"} <= read


def test_a_folder_that_lies_in_itself_is_told_once(site: TrialSite) -> None:
    site.article("rest", "A quiet hour.\n")
    for name in ("articles/again", "articles/more", "images/all"):
        (site.content / name).parent.mkdir(exist_ok=True)
        (site.content / name).symlink_to(site.content, target_is_directory=True)
    (site.content / "articles" / "self").symlink_to("self")
    result = check(site)
    assert told(result, "folder-loop") == [
        f"{name}:1: This is a link to a folder that it lies in itself, so it would have no end. "
        "Remove the link. What is behind it stands in the folder anyway."
        for name in ("again", "more", "self", "all")
    ]
    assert [entry.title for entry in result.entries] == ["Rest"]
    assert told(result, "duplicate-address") == []


def test_a_link_to_a_folder_within_the_content_is_followed(site: TrialSite) -> None:
    site.write("more/rest.md", f"{HEAD}A quiet hour.\n")
    site.article("home")
    (site.content / "articles" / "more").symlink_to(site.content / "more")
    result = check(site)
    assert [entry.title for entry in result.entries] == ["Home", "Rest"]
    assert told(result, "folder-loop") == []


def test_a_link_to_a_folder_elsewhere_is_told_and_not_followed(site: TrialSite) -> None:
    (site.folder / "elsewhere").mkdir()
    (site.folder / "elsewhere" / "rest.md").write_text(f"{HEAD}A quiet hour.\n")
    site.article("home")
    for name in ("articles/more", "images"):
        (site.content / name).symlink_to(site.folder / "elsewhere")
    result = check(site)
    assert [entry.title for entry in result.entries] == ["Home"]
    remedy = "Put what the site needs into the content folder itself, and remove the link."
    assert told(result, "outside-content") == [
        f"{name}:1: This symbolic link leads out of the content folder, so it is not followed. "
        f"{remedy}"
        for name in ("more", "images")
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_pipe_or_a_socket_is_not_waited_for(site: TrialSite, monkeypatch) -> None:
    site.article("rest", "![A desk](/images/desk.jpg)\n")
    (site.content / "images").mkdir()
    os.mkfifo(site.content / "articles" / "pipe.md")
    os.mkfifo(site.content / "images" / "desk.jpg")
    monkeypatch.chdir(site.content)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("images/socket")
        result = check(site)
    pipe = "This is not a file but a pipe or a device, so it cannot be published."
    assert told(result, "unreadable") == [
        f"pipe.md:1: This file cannot be opened: it is not a file but a pipe or a device. {CLOSED}",
        f"desk.jpg:1: {pipe} Move it out of the content.",
        f"socket:1: {pipe} Move it out of the content.",
    ]
    assert len(told(result, "picture-missing")) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
@pytest.mark.parametrize("name", ["practice.yaml", "reading-paths.yaml", "redirects.yaml"])
def test_a_pipe_in_the_place_of_facts_is_not_waited_for(name: str, site: TrialSite) -> None:
    site.article("rest")
    (site.content / name).unlink(missing_ok=True)
    os.mkfifo(site.content / name)
    words = "This file cannot be opened: it is not a file but a pipe or a device."
    assert any(line.startswith(f"{name}:1: {words}") for line in told(check(site), "unreadable"))


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless file")
@pytest.mark.parametrize("name", ["practice.yaml", "articles/rest.md", "images/desk.jpg"])
def test_a_link_to_a_file_without_end_is_told_and_not_followed(name: str, site: TrialSite) -> None:
    site.article("rest", "![A desk](/images/desk.jpg)\n")
    (site.content / "images").mkdir()
    (site.content / name).unlink(missing_ok=True)
    (site.content / name).symlink_to("/dev/zero")
    assert [line for line in told(check(site), "outside-content") if "link" in line]


def test_a_link_to_a_lost_file_is_told(site: TrialSite) -> None:
    site.article("rest")
    (site.content / "articles" / "lost.md").symlink_to("nowhere.md")
    assert told(check(site), "unreadable") == [
        f"lost.md:1: This file cannot be opened: No such file or directory. {CLOSED}"
    ]


@pytest.mark.parametrize("name", ["practice.yaml", "reading-paths.yaml", "redirects.yaml"])
def test_a_folder_in_the_place_of_a_file_is_told(name: str, site: TrialSite) -> None:
    site.article("rest")
    (site.content / name).unlink(missing_ok=True)
    (site.content / name).mkdir()
    result = check(site)
    assert told(result, "program-broke") + told(result, "facts-none") == []
    assert told(result, "unreadable") == [
        f"{name}:1: This file cannot be opened: Is a directory. {CLOSED}"
    ]


@pytest.mark.skipif(getattr(os, "geteuid", lambda: 1)() == 0, reason="root may read everything")
def test_what_nobody_may_read_is_told(site: TrialSite) -> None:
    site.article("rest")
    site.article("closed").chmod(0)
    folder = site.write("articles/shut/in.md", HEAD).parent
    folder.chmod(0)
    try:
        found = told(check(site), "unreadable")
    finally:
        folder.chmod(0o700)
    assert found == [
        f"closed.md:1: This file cannot be opened: Permission denied. {CLOSED}",
        (
            "shut:1: This folder cannot be opened: Permission denied. "
            "Give yourself permission to read it, or move it out of the content."
        ),
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_told_without_harm(site: TrialSite) -> None:
    site.article("rest")
    name = os.fsencode(site.content / "articles") + b"/\xff\xfe.md"
    with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123  # a path of bytes
        file.write(HEAD)
    result = check(site)
    assert [entry.title for entry in result.entries] == ["Rest"]
    assert [Path(one.path).name for one in result.problems if one.rule == "file-name"] == [
        "\\xff\\xfe.md"
    ]
