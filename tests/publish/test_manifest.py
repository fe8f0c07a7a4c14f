"""What a site consists of, and what differs between two."""

from __future__ import annotations

import json

import pytest

from plugins.delivery import manifest
from plugins.delivery.manifest import Difference, File, Manifest, ManifestError, difference

ONE, TWO = File("1" * 64, 10), File("2" * 64, 20)


def test_a_manifest_comes_back_as_it_was_written() -> None:
    written = Manifest({"index.html": ONE, "assets/é.css": TWO})
    assert manifest.parse(written.as_bytes()) == written


def test_the_same_site_gives_the_same_bytes_in_whatever_order_it_was_read() -> None:
    one = Manifest({"a": ONE, "b": TWO})
    other = Manifest({"b": TWO, "a": ONE})
    assert one.as_bytes() == other.as_bytes()
    assert one.identity == other.identity


def test_a_site_is_listed_without_its_manifest() -> None:
    nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    made = manifest.of_files({"about/index.html": b"", "manifest.json": b"{}"})
    assert made == Manifest({"about/index.html": File(nothing, 0)})


@pytest.mark.parametrize(
    "path", ["/etc/passwd", "../up", "a/../../up", "a//b", "a\\..\\b", "", "a/.."]
)
def test_a_path_that_leads_out_of_the_site_is_refused(path: str) -> None:
    entry = {"sha256": "1" * 64, "size": 1}
    with pytest.raises(ManifestError):
        manifest.parse(json.dumps({"version": 1, "files": {path: entry}}).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<!DOCTYPE html>",
        b"[]",
        b"{}",
        b'{"version": 2, "files": {}}',
        b'{"version": 1, "files": []}',
        b'{"version": 1, "files": {"a": {"sha256": "1", "size": 1}}}',
        b'{"version": 1, "files": {"a": {"sha256": 1, "size": 1}}}',
        b'{"version": 1, "files": {"a": {"size": 1}}}',
        b"\xff\xfe",
    ],
)
def test_what_is_no_manifest_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ManifestError):
        manifest.parse(data)


def test_what_differs_is_sent_and_what_is_gone_is_taken_away() -> None:
    live = Manifest({"same": ONE, "changed": ONE, "gone": ONE})
    new = Manifest({"same": ONE, "changed": TWO, "new": TWO})
    steps = difference(live, new)
    assert steps == Difference(added=("new",), changed=("changed",), removed=("gone",))
    assert steps.sent == ("changed", "new")
    assert not difference(new, new)


def test_a_file_that_only_looks_packed_is_kept_for_hosts_that_pack_by_themselves() -> None:
    whole = Manifest({"a.html": ONE, "a.html.br": ONE, "a.html.gz": ONE, "archive.gz": ONE})
    assert set(whole.without_compressed().files) == {"a.html", "archive.gz"}
