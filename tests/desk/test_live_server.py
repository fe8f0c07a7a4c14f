"""What the preview answers, to whom, and what it never gives away."""

from __future__ import annotations

import socket
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
import yaml

from desk.build.pelican_run import Run
from desk.preview.live_page import with_script
from desk.preview.rebuild import LiveSite, State
from desk.preview.server import HERE, file_for, listen
from tests.desk.conftest import Preview
from tests.trial_site import TrialSite


def nothing(_: Path) -> Run:
    raise AssertionError("nothing is built here")


def script(preview: Preview) -> str:
    state = preview.site.state
    return (
        f'<script defer src="/_preview/live.js" data-session="{preview.site.session}" '
        f'data-page="{state.page}" data-style="{state.style}"></script>'
    )


def test_the_script_stands_in_the_page_that_is_served_and_in_no_file(shown: Preview) -> None:
    status, headers, page = shown.ask("/articles/rest/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    folder = shown.site.state.folder
    assert folder
    written = (folder / "articles" / "rest" / "index.html").read_text("utf-8")
    assert page == written.replace("</body>", f"{script(shown)}</body>")
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in files if b"_preview" in path.read_bytes()] == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>x</body>", b"<body>x#</body>"),
        (b"<p></body> in text</p></BODY >\n", b"<p></body> in text</p>#</BODY >\n"),
        (b"no end", b"no end#"),
    ],
)
def test_the_script_comes_last_in_the_body(shown: Preview, page: bytes, expected: bytes) -> None:
    state = shown.site.state
    inserted = with_script(page, shown.site, state)
    assert inserted.replace(script(shown).encode(), b"#") == expected


def test_an_address_is_found_as_a_host_finds_it(practice: TrialSite, preview: Preview) -> None:
    practice.write("images/a b.PDF", b"%PDF")
    practice.article("paper", "[A form](</images/a b.PDF>)\n")
    preview.save()
    assert preview.ask("/")[0] == 200
    status, headers, _ = preview.ask("/articles/rest?x=1")
    assert (status, headers["Location"]) == (301, "/articles/rest/?x=1")
    assert preview.ask("/articles/rest/index.html")[0] == 200
    assert preview.ask("/articles/rest/index.html/")[0] == 404
    assert preview.ask("/images/a%20b.PDF")[1]["Content-Type"] == "application/pdf"
    assert preview.ask("/images/")[0] == 404  # a folder without a page is not listed
    headers = preview.ask("/articles/rest/index.md")[1]
    assert headers["Content-Type"] == "text/markdown; charset=utf-8"


def test_a_wrong_address_gets_the_sites_own_page_for_it(shown: Preview) -> None:
    status, _, page = shown.ask("/no/such/page/")
    assert (status, "No such page" in page, script(shown) in page) == (404, True, True)


def test_nothing_is_kept_by_the_browser_and_nothing_given_to_other_sites(shown: Preview) -> None:
    for path in ("/", "/articles/rest", "/nowhere", "/_preview/live.js", "/_preview/live.css"):
        headers = shown.ask(path)[1]
        assert headers["Cache-Control"] == "no-store"
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_head_request_gets_the_headers_alone(shown: Preview) -> None:
    status, headers, body = shown.ask("/", "HEAD")
    assert (status, int(headers["Content-Length"]) > 100, body) == (200, True, "")


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/x/../../secret.txt",
        "/..%5csecret.txt",
        "//secret.txt",
        "/%00",
        "/secret.txt%00.html",
        "/c:/secret.txt",
        "/link.txt",
        "/articles/../index.html",
        "/" + "x" * 5000,
    ],
)
def test_no_address_leads_out_of_the_site(shown: Preview, path: str) -> None:
    folder = shown.site.state.folder
    assert folder
    (folder.parent / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(folder.parent / "secret.txt")
    status, _, text = shown.ask(path)
    (folder.parent / "secret.txt").unlink()
    (folder / "link.txt").unlink()
    assert (status, "secret" in text) == (404, False)


def test_a_page_at_an_old_address_leads_on_whatever_its_signs(
    practice: TrialSite, preview: Preview
) -> None:
    with_page = [
        "/price-$",
        "/50%25",
        "/my old page",
        "/c%23",
        "/café",
        "/index.php",
        "/${x}",
        "/&'",
    ]
    without = ["/%22", "/why%3F", "/a:b", "/*", "/CON/", "/a.", f"/{'x' * 250}", "/<b>"]
    refused = ["/%2e%2e/x", "/%00", "/a%2fb", "/a?b", f"/{'y' * 900}"]
    old = dict.fromkeys((*with_page, *without, *refused), "/articles/rest/")
    practice.write("redirects.yaml", yaml.safe_dump(old, allow_unicode=True))
    told = preview.save()
    assert sorted({one["rule"] for one in told["problems"]}) == ["redirect"]
    for typed in with_page:
        status, headers, _ = preview.ask(quote(unquote(typed)))
        assert (status, headers["Location"]) == (301, f"{quote(unquote(typed))}/")
        status, _, page = preview.ask(f"{quote(unquote(typed))}/")
        assert (status, "url=/articles/rest/" in page) == (200, True)
    for typed in (*without, *refused):
        assert preview.ask(quote(typed, safe="/%?"))[0] == 404


def test_a_redirect_never_leads_to_another_host(shown: Preview) -> None:
    status, headers, _ = shown.ask("//articles//rest")
    assert (status, headers["Location"]) == (301, "/articles/rest/")


def test_a_file_is_found_by_its_decoded_name(tmp_path: Path) -> None:
    (tmp_path / "é ü.txt").touch()
    assert file_for(tmp_path, "/%C3%A9%20%C3%BC.txt") == tmp_path / "é ü.txt"
    assert file_for(tmp_path, "/%ff") is None


@pytest.mark.parametrize("path", ["/", "/_preview/events", "/_preview/live.js"])
def test_only_a_request_under_this_computers_own_name_is_answered(
    shown: Preview, path: str
) -> None:
    for host in ("evil.example", f"evil.example:{shown.port}", f"{HERE}:1", "", "localhost.evil"):
        status, _, text = shown.ask(path, host=host)
        assert (status, "this computer only" in text) == (403, True)
    if path != "/_preview/events":
        for host in (
            f"localhost:{shown.port}",
            f"{HERE}:{shown.port}",
            "localhost",
            "LOCALHOST",
        ):
            assert shown.ask(path, host=host)[0] == 200


def test_only_this_computer_can_reach_it(shown: Preview) -> None:
    assert shown.server.server_address[0] == "127.0.0.1"


def test_a_taken_port_leads_to_the_next_one(shown: Preview) -> None:
    site = LiveSite(nothing)
    with listen(site, shown.port) as other:
        assert shown.port < other.server_port < shown.port + 50
    site.close()


def test_a_port_that_another_program_holds_on_every_address_is_taken_too() -> None:
    site = LiveSite(nothing)
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = other.getsockname()[1]
        with listen(site, port) as server:
            assert server.server_port != port
    site.close()


def test_hostile_text_reaches_the_page_as_text(practice: TrialSite, preview: Preview) -> None:
    """JSON in an event: no line of it can be taken for another event, and the script of the page
    puts it there as text."""
    bad = "</script><img src=x onerror=alert(1)>\n\ndata: {}"
    practice.article("bad", "Words.\n", **{bad: "x"})
    told = preview.save()
    assert any("<img src=x onerror=alert(1)>" in one["message"] for one in told["problems"])
    assert "<img src=x" not in preview.ask("/articles/bad/")[2]
    source = preview.ask("/_preview/live.js")[2]
    assert [word for word in ("innerHTML", "insertAdjacentHTML", "eval(") if word in source] == []


def test_whoever_waits_is_told_again_and_again_and_let_go_at_the_end(tmp_path: Path) -> None:
    site = LiveSite(nothing)
    waiting = site.states(every=0.01)
    assert next(waiting) == State()
    assert next(waiting) is None
    site.say_outdated()
    assert next(waiting) == State(number=1, outdated=True)
    site.close()
    assert list(waiting) == []
