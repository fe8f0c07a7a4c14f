"""Verifying: a real server on this computer answers as hosts on the web do, well and badly."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import brotli
import pytest

from desk.common.errors import CommandError
from desk.publish.http import LiveSite
from desk.publish.verify import Verdict, verify
from plugins.delivery.manifest import Manifest
from tests.publish.servers import free_port
from tests.publish.sites import site

HEADERS = {
    "Content-Security-Policy": "default-src 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
Reply = tuple[int, dict[str, str], bytes]


def as_host(folder: Path) -> Callable[[str], Reply]:
    """Answers with the files of a folder, as a host does that is set up well."""

    def answer(path: str) -> Reply:
        name = f"{path.lstrip('/')}index.html" if path.endswith("/") else path.lstrip("/")
        file = folder / name
        if file.is_file():
            return 200, HEADERS, file.read_bytes()
        return 404, HEADERS, (folder / "404.html").read_bytes()

    return answer


@contextmanager
def host(answer: Callable[[str], Reply]) -> Iterator[LiveSite]:
    """The live site at a server of this computer that gives these answers."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        try:
            yield LiveSite(f"http://127.0.0.1:{server.server_port}/")
        finally:
            server.shutdown()


@pytest.fixture
def new(tmp_path: Path) -> Manifest:
    """What was sent: the site of version 2 in the folder `new`; version 1 lies in `old`."""
    site(tmp_path / "old", "v1")
    return site(tmp_path / "new", "v2")


def look(live: LiveSite, new: Manifest, patience: float = 0.0, **asked: object) -> Verdict:
    changed = [path for path in new.files if path.endswith(".html")]
    return verify(live, new, changed, (("/blog/", "/articles/one/"),), patience, **asked)  # type: ignore[arg-type]


def moved(answer: Callable[[str], Reply]) -> Callable[[str], Reply]:
    """The same host, at which the old address leads on as it should."""
    led = {"Location": "/articles/one/"}
    return lambda path: (301, led, b"") if path == "/blog/" else answer(path)


def test_everything_as_it_should_be(new: Manifest, tmp_path: Path) -> None:
    with host(moved(as_host(tmp_path / "new"))) as live:
        verdict = look(live, new)
    assert (verdict, verdict.live) == (Verdict(asked=5, wrong=()), True)


def test_the_new_version_is_waited_for_and_the_waiting_is_told_once(
    new: Manifest, tmp_path: Path
) -> None:
    changes_at = time.monotonic() + 1.2
    old, fresh = as_host(tmp_path / "old"), as_host(tmp_path / "new")
    said: list[str] = []
    with host(moved(lambda p: (old if time.monotonic() < changes_at else fresh)(p))) as live:
        verdict = look(live, new, 20.0, notify=said.append)
    assert (verdict.live, said) == (
        True,
        [
            (
                "/ shows something else than was sent: an older version, or a page that the host "
                "has changed on its way."
            )
        ],
    )


def test_an_old_version_that_stays_is_told_after_a_while(new: Manifest, tmp_path: Path) -> None:
    waits: list[float] = []
    with host(moved(as_host(tmp_path / "old"))) as live:
        verdict = look(live, new, 0.6, sleep=waits.append)
    assert (waits[:1], verdict.live, verdict.passing) == ([0.5], False, True)
    shown = [told.partition(" shows something else ")[0] for told in verdict.wrong]
    assert shown == ["/", "/articles/one/", "/articles/two/"]


def test_a_page_that_is_not_there_must_not_look_as_if_it_were(
    new: Manifest, tmp_path: Path
) -> None:
    """A host that takes every site for an app answers its home page to everything."""
    fine = moved(as_host(tmp_path / "new"))

    def app(path: str) -> Reply:
        status, headers, body = fine(path)
        return (200, headers, fine("/")[2]) if status == 404 else (status, headers, body)

    with host(app) as live:
        verdict = look(live, new)
    assert (verdict.wrong, verdict.passing) == (
        (
            (
                "A page that is not there answers 200 instead of 404; docs/hosting.md says what to "
                "tell the host."
            ),
        ),
        False,
    )


def test_what_is_not_sent_and_a_page_of_the_hosts_own_could_be_better(
    new: Manifest, tmp_path: Path
) -> None:
    fine = moved(as_host(tmp_path / "new"))

    def bare(path: str) -> Reply:
        status, headers, body = fine(path)
        kept = {name: value for name, value in headers.items() if name == "Location"}
        return status, kept, b"Oops!" if status == 404 else body

    with host(bare) as live:
        verdict = look(live, new)
    assert (verdict.live, verdict.weak) == (
        True,
        (
            "For a page that is not there the host shows its own page, not yours.",
            (
                "The host does not send content-security-policy, x-content-type-options, "
                "referrer-policy; docs/hosting.md says how."
            ),
        ),
    )


@pytest.mark.parametrize(
    ("reply", "status"),
    [
        ((404, {}, b""), 404),
        ((302, {"Location": "/articles/one/"}, b""), 302),
        ((301, {"Location": "/elsewhere/"}, b""), 301),
        ((200, {}, b"<html>"), 200),
    ],
)
def test_an_old_address_that_does_not_lead_on_for_good(
    new: Manifest, tmp_path: Path, reply: Reply, status: int
) -> None:
    fine = as_host(tmp_path / "new")
    with host(lambda path: reply if path == "/blog/" else fine(path)) as live:
        verdict = look(live, new)
    assert verdict.wrong == (
        f"The old address /blog/ does not lead to /articles/one/ (it answers {status}).",
    )


def test_a_page_that_leads_on_is_enough_where_the_host_knows_no_redirects(
    new: Manifest, tmp_path: Path
) -> None:
    fine = as_host(tmp_path / "new")
    page = b'<meta http-equiv="refresh" content="0; url=/articles/one/">'
    with host(lambda path: (200, {}, page) if path == "/blog/" else fine(path)) as live:
        assert look(live, new).live


def packing(folder: Path, name: str, pack: Callable[[bytes], bytes]) -> Callable[[str], Reply]:
    """The host packs everything by itself, whatever it is asked."""
    fine = moved(as_host(folder))

    def answer(path: str) -> Reply:
        status, headers, body = fine(path)
        return status, {**headers, "Content-Encoding": name}, pack(body)

    return answer


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("gzip", gzip.compress),
        ("X-Gzip", gzip.compress),
        ("br", brotli.compress),
        ("identity", bytes),
    ],
)
def test_what_a_host_has_packed_is_unpacked_as_a_browser_does(
    new: Manifest, tmp_path: Path, name: str, pack: Callable[[bytes], bytes]
) -> None:
    with host(packing(tmp_path / "new", name, pack)) as live:
        assert look(live, new) == Verdict(asked=5, wrong=())


@pytest.mark.parametrize(
    ("name", "pack", "fault"),
    [
        ("br", lambda data: brotli.compress(data)[:-1], "it is damaged, and no browser can unpack"),
        ("br", lambda data: brotli.compress(data) + b"\0", "it is damaged, and no browser can un"),
        ("br", lambda data: data, "it is damaged, and no browser can unpack it"),
        ("gzip", lambda data: gzip.compress(data)[:-1], "it is damaged, and no browser can unpack"),
        ("gzip", lambda data: gzip.compress(data) + b"x", "it is damaged, and no browser can unp"),
        ("gzip", brotli.compress, "it is damaged, and no browser can unpack it"),
        ("zstd", lambda data: data, "nobody has asked for it in that form"),
        ("gzip, br", gzip.compress, "nobody has asked for it in that form"),
    ],
)
def test_what_no_browser_could_unpack_is_told_of_every_page(
    new: Manifest, tmp_path: Path, name: str, pack: Callable[[bytes], bytes], fault: str
) -> None:
    with host(packing(tmp_path / "new", name, pack)) as live:
        verdict = look(live, new)
    shown = [
        said.partition(f" comes packed ({name}), as browsers ask for it, and ")
        for said in verdict.wrong
    ]
    assert [(page, rest.startswith(fault)) for page, _, rest in shown] == [
        ("/", True),
        ("/articles/one/", True),
        ("/articles/two/", True),
        ("The page for what is not there", True),
    ]
    assert (verdict.live, verdict.passing) == (False, True)


def test_changed_style_sheets_are_looked_at_after_the_pages(new: Manifest, tmp_path: Path) -> None:
    fine = moved(as_host(tmp_path / "new"))

    def without_style(path: str) -> Reply:
        return (404, HEADERS, b"") if path.endswith(".css") else fine(path)

    with host(without_style) as live:
        verdict = verify(live, new, ["theme/style.v2.css", "articles/one/index.html"], (), 0.0)
    assert verdict.wrong == ("/theme/style.v2.css answers 404 instead of giving the file.",)


@pytest.mark.parametrize(
    ("old", "goal", "replies"),
    [
        ("/50% é?#", "/a/", {"/50%25%20%C3%A9%3F%23": (301, {"Location": "/a/"}, b"")}),
        ("/old/", "/a%3Ab?c&d", {"/old/": (301, {"Location": "/a:b?c&d"}, b"")}),
        (
            "/old/",
            "https://x.example/?a&b=%3A",
            {"/old/": (200, {}, b"url=https://x.example/?a&amp;b=:")},
        ),
        (
            "/old.php",
            "/a/",
            {"/old.php": (301, {"Location": "/old.php/"}, b""), "/old.php/": (200, {}, b"/a/")},
        ),
    ],
)
def test_an_old_address_is_asked_for_and_its_goal_found_however_they_are_spelled(
    new: Manifest, tmp_path: Path, old: str, goal: str, replies: dict[str, Reply]
) -> None:
    fine = as_host(tmp_path / "new")
    with host(lambda path: replies[path] if path in replies else fine(path)) as live:
        assert verify(live, new, ["index.html"], [(old, goal)], 0.0).wrong == ()


def test_a_host_that_is_overwhelmed_for_a_moment_is_asked_again(
    new: Manifest, tmp_path: Path
) -> None:
    fine = moved(as_host(tmp_path / "new"))
    busy = [503, 503]
    with host(lambda path: (busy.pop(), {}, b"") if busy else fine(path)) as live:
        assert look(live, new).live
    assert busy == []


def test_a_host_that_stays_overwhelmed_is_told_with_its_answer(new: Manifest) -> None:
    with host(lambda _: (503, {}, b"")) as live:
        verdict = look(LiveSite(live.url, tries=1), new)
    assert verdict.wrong[0] == "/ answers 503 instead of showing its page."


def test_an_address_that_leads_elsewhere_is_named(new: Manifest) -> None:
    led = {"Location": "https://www.practice.example/"}
    with host(lambda _: (301, led, b"")) as live:
        verdict = look(live, new)
    assert verdict.wrong[0] == (
        "/ leads on to https://www.practice.example/ instead of showing its page. If the site is "
        "there, write that address as the url in publish.yaml."
    )


def test_a_host_that_is_not_there_is_told_and_not_waited_for(new: Manifest) -> None:
    port = free_port()
    waited: list[float] = []
    verdict = look(LiveSite(f"http://127.0.0.1:{port}", tries=2), new, sleep=waited.append)
    assert waited == []
    assert (verdict.asked, verdict.wrong) == (
        0,
        (f"http://127.0.0.1:{port}/ cannot be reached: Connection refused.",),
    )


def test_a_name_that_nobody_has_is_told_in_words() -> None:
    with pytest.raises(CommandError) as told:
        LiveSite("http://no-such-host.invalid", tries=1).get("/")
    assert str(told.value).startswith("http://no-such-host.invalid/ cannot be reached: ")
    assert "object at 0x" not in str(told.value)


def test_a_line_that_is_cut_in_the_middle_of_a_page_is_trouble_and_no_page() -> None:
    """The host promises more than it gives."""
    with host(lambda _: (200, {"Content-Length": "1000"}, b"half a page")) as live:
        alone = LiveSite(live.url, tries=1, seconds=1.0)
        with pytest.raises(CommandError, match="cannot be reached"):
            alone.get("/")
