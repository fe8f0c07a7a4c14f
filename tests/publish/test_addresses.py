"""Every address ever published: kept after each publish, and missed by the next build."""

from __future__ import annotations

import re
from pathlib import Path

from plugins.delivery import published_addresses as addresses
from plugins.delivery.manifest import File, Manifest
from tests.publish.practices import Practice

HEAD = addresses._HEAD


def kept(practice: Practice) -> str:
    file = practice.site.content / addresses.NAME
    return file.read_text() if file.is_file() else ""


def test_they_are_kept_after_a_publish_and_grow(practice: Practice) -> None:
    practice.publish(dry_run=True)
    assert kept(practice) == ""
    practice.publish(yes=True)
    first = "/\n/articles/rest/\n/articles/sleep/\n/articles/work/\n/consultation/\n"
    assert kept(practice) == HEAD + first

    (practice.site.content / "articles" / "sleep.md").unlink()
    practice.site.write("redirects.yaml", "/articles/sleep/: gone\n")
    practice.site.article("anger", reviewed="2026-03-02", review_by="2100-01-01")
    assert practice.publish(yes=True, removing="1").code == 0
    assert kept(practice) == HEAD + first.replace(
        "/articles/rest", "/articles/anger/\n/articles/rest", 1
    )


def test_the_next_build_names_one_that_would_be_lost(practice: Practice) -> None:
    practice.publish(yes=True)
    (practice.site.content / "articles" / "sleep.md").unlink()
    told = practice.publish(dry_run=True).err
    file = practice.site.content / addresses.NAME
    assert (
        f"{file}:5: The address /articles/sleep/ was published once, and nothing is there any "
        "more. Write in redirects.yaml “/articles/sleep/: /where-it-is-now/”, or "
        "“/articles/sleep/: gone”. (warning) [address-lost]\n"
    ) in told


def test_one_that_leads_on_or_is_declared_gone_is_not_missed(practice: Practice) -> None:
    practice.publish(yes=True)
    for name in ("sleep", "work"):
        (practice.site.content / "articles" / f"{name}.md").unlink()
    practice.site.write(
        "redirects.yaml", "/articles/sleep/: gone\n/articles/work/: /articles/rest/\n"
    )
    assert "address-lost" not in practice.publish(dry_run=True).err


def test_the_line_that_is_proposed_is_one_that_can_be_read(practice: Practice) -> None:
    old = ["/50%25", "/why%20not", "/café"]
    practice.site.write("redirects.yaml", "".join(f"{one}: /articles/rest/\n" for one in old))
    practice.publish(yes=True)
    practice.site.write("redirects.yaml", "")
    told = practice.publish(dry_run=True).err
    lines = "".join(f"{one}: gone\n" for one in re.findall("or “(.*?): gone”", told))
    assert lines == "/50%25/: gone\n/café/: gone\n/why%20not/: gone\n"
    practice.site.write("redirects.yaml", lines)
    assert "address-lost" not in practice.publish(dry_run=True).err


def test_those_of_a_staging_site_are_nobodys_bookmarks(practice: Practice) -> None:
    practice.site.facts(
        practice={"name": "Quiet Room", "url": "https://quiet.example"},
        crisis_lines=[{"name": "988 Suicide & Crisis Lifeline", "call": "988"}],
    )
    at = {"kind": "zip", "path": "live.zip", "url": "https://staging.example"}
    practice.places(staging=at, live=at | {"url": "https://quiet.example/", "path": "2.zip"})
    practice.publish(yes=True)
    assert kept(practice) == ""
    practice.publish(yes=True, to="live")
    assert kept(practice).startswith(HEAD + "/\n")


def test_a_publish_that_was_cut_before_they_were_kept_is_made_good(practice: Practice) -> None:
    practice.publish(yes=True)
    (practice.site.content / addresses.NAME).unlink()
    assert practice.publish(dry_run=True).code == 0
    assert kept(practice) == ""
    assert practice.publish(yes=True).code == 0
    assert kept(practice).startswith(HEAD + "/\n")


def test_a_file_that_somebody_has_edited_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    file = tmp_path / addresses.NAME
    file.write_bytes(b"# old\n\n  /kept/  \nnot an address\n\xff\n/two/\r\n/kept/\n")
    assert addresses.read(tmp_path) == {"/kept/": 7, "/two/": 6}
    assert addresses.record(tmp_path, ["/two/"]) is False
    assert addresses.record(tmp_path, ["/new/"]) is True
    assert file.read_text() == HEAD + "/kept/\n/new/\n/two/\n"


def test_what_counts_as_there() -> None:
    page = File("0" * 64, 1)
    site = Manifest({"index.html": page, "a/index.html": page, "404.html": page, "x.css": page})
    assert addresses.of_site(site) == {"/", "/a/"}
    known = {"/": 1, "/a/": 2, "/old/": 3, "/lost/": 4}
    found = addresses.lost(known, site, b"/old / 301\n", "file")
    assert [problem.line for problem in found] == [4]
