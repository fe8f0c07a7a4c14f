"""What goes wrong while somebody writes: each ends in words on the screen and in the terminal, and
in a file that is unharmed. The whole program runs, in a real browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from desk.writing import drafts, history
from tests import local_browser
from tests.browser.conftest import Visitor
from tests.browser.editor_kills import trial
from tests.browser.editor_window import Desk, Window, running
from tests.browser.test_editor import CALM
from tests.browser.test_editor_server import ask, token
from tests.desk.conftest import in_order
from tests.trial_site import TrialSite

MAY_WRITE = True  # see `visitor`

NAME = "articles/rest.md"
DROPPED = """([bytes, name]) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], name, {type: 'image/jpeg'}));
    document.querySelector('.cm-content').dispatchEvent(
        new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
}"""
# Without asking the window, which knows better.
SENT = """async (bytes) => {
    const token = document.getElementById('_page-frame').src.split('/').at(-1);
    const address = `/_editor/picture/${token}?name=huge.jpg`;
    const body = new Blob([new Uint8Array(bytes)]);
    return (await (await fetch(address, {method: 'POST', body})).json()).wrong;
}"""


@pytest.fixture
def site(tmp_path: Path) -> TrialSite:
    return in_order(TrialSite(tmp_path))


def files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- Pictures that are too large -----------------------------------------------------------------


def peak(process: subprocess.Popen[bytes]) -> int:
    """The most memory that a process ever had, in bytes."""
    status = Path(f"/proc/{process.pid}/status").read_text("ascii")
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) * 1024


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as on Linux")
@pytest.mark.parametrize(
    ("size", "said"), [(100_000_000, "100 MB"), (48_000_000, "larger than 40 MB")]
)
def test_a_picture_that_is_too_large_is_refused_in_words(
    site: TrialSite, visitor: Visitor, size: int, said: str
) -> None:
    """The window itself refuses a hundred megabytes; what is a little too much, the program."""
    before = files(site.content)
    with running(site) as (desk, process):
        window = Window.open(visitor.window(**CALM), desk, NAME)
        window.type("Mine. ")
        expect(window.shown.locator("main")).to_contain_text("Mine.")
        had = peak(process)
        window.page.evaluate(DROPPED, [size, "huge.jpg"])
        expect(window.page.locator(".banner p")).to_contain_text(said, timeout=30_000)
        expect(window.page.locator(".banner p")).to_contain_text("huge.jpg")
        expect(window.text).to_contain_text("Mine. A **quiet** hour.")
        assert "larger than 40 MB" in window.page.evaluate(SENT, 200_000_000)
        assert peak(process) - had < 64_000_000
    assert files(site.content) == before
    assert "huge.jpg" in desk.said()


# --- Nothing can be written ----------------------------------------------------------------------


@contextmanager
def small_disk(place: Path) -> Iterator[None]:
    """A disk of a few kilobytes in the place of an empty folder."""
    place.mkdir(exist_ok=True)
    mounted(["-t", "tmpfs", "-o", "size=512k", "tmpfs", str(place)])
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


def mounted(how: list[str]) -> None:
    if sys.platform != "linux" or os.getuid():
        pytest.skip("only root may mount a disk, on Linux")
    if subprocess.run(["mount", *how], capture_output=True, check=False).returncode:
        pytest.skip("no disk may be mounted here")


def fill(disk: Path) -> Path:
    ballast = disk / ".ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 512):
            pass
    return ballast


@pytest.mark.parametrize("full", ["content", "."])
def test_on_a_full_disk_she_is_told_and_saves_once_there_is_room(
    tmp_path: Path, visitor: Visitor, full: str
) -> None:
    """The content alone is full, or what is kept beside it as well."""
    disk = tmp_path / "disk" / full
    disk.mkdir(parents=True)
    with small_disk(disk):
        site = in_order(TrialSite(tmp_path / "disk"))
        path = site.content / NAME
        before = path.read_bytes()
        with running(site) as (desk, _):
            window = Window.open(visitor.window(**CALM), desk, NAME)
            ballast = fill(disk)
            window.type("Mine. " * 2000)
            expect(window.shown.locator("main")).to_contain_text("Mine.")
            window.button("Save").click()
            expect(window.page.locator(".banner.wrong")).to_contain_text("is full")
            expect(window.page.locator(".banner.wrong")).to_contain_text("Make room on it")
            expect(window.state).to_have_text("Not saved yet")
            assert path.read_bytes() == before
            assert not [*site.content.rglob("*~")]
            ballast.unlink()
            window.save()
            expect(window.page.locator(".banner.wrong")).to_have_count(0)
            assert path.read_text("utf-8").count("Mine. ") == 2000
        assert f"{NAME}: The disk that holds" in desk.said()


@pytest.mark.parametrize("closed", ["content", "."])
def test_in_a_folder_that_may_only_be_read_she_is_told_and_her_text_stays(
    site: TrialSite, visitor: Visitor, closed: str
) -> None:
    folder = site.content.parent / closed
    before = files(site.content)
    mounted(["--bind", str(folder), str(folder)])
    try:
        with running(site) as (desk, _):
            window = Window.open(visitor.window(**CALM), desk, NAME)
            remount = ["mount", "-o", "remount,bind,ro", str(folder)]
            subprocess.run(remount, check=True, capture_output=True)
            window.type("Mine. ")
            expect(window.shown.locator("main")).to_contain_text("Mine.")
            window.button("Save").click()
            expect(window.page.locator(".banner.wrong")).to_contain_text("Nothing may be written")
            expect(window.text).to_contain_text("Mine. A **quiet** hour.")
            assert files(site.content) == before
            subprocess.run([*remount[:2], "remount,bind,rw", remount[-1]], check=True)
            window.save()
            assert "Mine. A **quiet** hour." in (site.content / NAME).read_text("utf-8")
        assert f"{NAME}: Nothing may be written to" in desk.said()
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


# --- A program that is killed --------------------------------------------------------------------


def test_a_program_that_is_killed_while_it_saves_loses_nothing(
    site: TrialSite, visitor: Visitor
) -> None:
    found = trial(5, site, visitor.window(**CALM))
    assert found == {"killed": 5, "middle": found["middle"], "torn": [], "lost": [], "left": []}


# --- Two windows ---------------------------------------------------------------------------------

ELSEWHERE = "open in another window too"


def test_two_windows_on_one_text_are_told_and_each_keeps_its_words(
    site: TrialSite, visitor: Visitor
) -> None:
    with running(site) as (desk, process):
        first = Window.open(visitor.window(**CALM), desk, NAME)
        first.type("First. ")
        expect(first.shown.locator("main")).to_contain_text("First.")
        second = Window.open(visitor.window(**CALM), desk, NAME)
        for window in (first, second):
            expect(window.page.get_by_text(ELSEWHERE)).to_be_visible()
        expect(second.text).to_contain_text("First. A **quiet**")
        second.type("Second. ")
        expect(second.shown.locator("main")).to_contain_text("Second. First.")
        first.type("Third. ")
        expect(first.shown.locator("main")).to_contain_text("Third. First.")
        process.kill()
        process.wait()
        kept = [one.text.partition("---\n\n")[2] for one in drafts.each_kept(site.content, NAME)]
        assert [text.partition(" A **quiet**")[0] for text in kept] == [
            "Third. First.",
            "Second. First.",
        ]
        for window in (first, second):
            window.page.close()
    with running(site, desk.port) as (desk, _):
        again = Window.open(visitor.window(**CALM), desk, NAME)
        expect(again.text).to_contain_text("Third. First. A **quiet**")
        expect(again.page.locator(".banner")).to_contain_text("it is in the history")
        expect(again.page.get_by_text(ELSEWHERE)).to_have_count(0)
        versions = history.versions(site.content, NAME)
        assert b"Second. First. A **quiet**" in history.version(site.content, NAME, versions[0].key)
        again.save()
    assert drafts.all_kept(site.content) == ()


def test_the_window_that_stays_is_told_no_more_and_takes_nothing_from_the_other(
    site: TrialSite, visitor: Visitor
) -> None:
    with running(site) as (desk, _):
        first = Window.open(visitor.window(**CALM), desk, NAME)
        second = Window.open(visitor.window(**CALM), desk, NAME)
        first.type("First. ")
        expect(first.shown.locator("main")).to_contain_text("First.")
        second.type("Second. ")
        expect(second.shown.locator("main")).to_contain_text("Second.")
        expect(first.page.get_by_text(ELSEWHERE)).to_be_visible()
        second.page.close()
        expect(first.page.get_by_text(ELSEWHERE)).to_have_count(0)
        first.save()
        kept = drafts.kept(site.content, NAME)
        assert kept
        assert "Second. A **quiet**" in kept.text
        again = Window.open(visitor.window(**CALM), desk, NAME)
        expect(again.button("Compare the two")).to_be_visible()
        expect(again.text).to_contain_text("Second. A **quiet**")


def test_a_window_that_is_loaded_again_is_no_other_one(site: TrialSite, visitor: Visitor) -> None:
    with running(site) as (desk, _):
        window = Window.open(visitor.window(**CALM), desk, NAME)
        window.type("Mine. ")
        window.page.reload()
        expect(window.text).to_contain_text("Mine. A **quiet**")
        expect(window.page.locator("#_page-frame[data-shown]")).to_be_attached()
        window.page.wait_for_timeout(2500)  # it looks each second
        expect(window.page.get_by_text(ELSEWHERE)).to_have_count(0)
        window.save()


def test_a_window_in_which_nothing_happens_stays_as_it_is(
    site: TrialSite, visitor: Visitor
) -> None:
    with running(site, patience=0.3) as (desk, _):
        page = visitor.window(**CALM)
        closed: list[WebSocket] = []
        page.on("websocket", lambda one: one.on("close", lambda which: closed.append(which)))
        window = Window.open(page, desk, NAME)
        window.type("Mine. ")
        page.evaluate("window.isTheSame = true")
        page.wait_for_timeout(2000)
        assert page.evaluate("window.isTheSame")
        assert not closed
        window.save()


def test_a_connection_that_is_lost_for_a_moment_takes_nothing_with_it(
    site: TrialSite, visitor: Visitor
) -> None:
    with running(site) as (desk, _):
        window = Window.open(visitor.window(**CALM), desk, NAME)
        window.type("Mine. ")
        expect(window.state).to_have_text("Not saved yet")
        page = window.page
        page.evaluate("window.isTheSame = true")
        page.wait_for_timeout(4000)  # what it was told is let go by then
        page.evaluate("window.socket.io.engine.close()")
        page.wait_for_function("window.socket.connected")
        window.save()
        assert page.evaluate("window.isTheSame")
        window.text.press("Control+z")
        expect(window.text).not_to_contain_text("Mine.")


def test_windows_that_are_closed_at_once_leave_nothing_behind_in_the_terminal(
    site: TrialSite, visitor: Visitor
) -> None:
    """Some before they have connected; of some, the text is removed meanwhile."""
    with running(site, patience=0.2) as (desk, _):
        for number in range(6):
            page = visitor.window(**CALM)
            path = site.article(f"other-{number}", "Here for a moment.\n")
            page.goto(f"{desk.address}/edit/articles/other-{number}.md", wait_until="commit")
            page.wait_for_timeout(200 * number)
            page.close()
            if number % 2:
                path.unlink()
        never_connected = [token(desk) for _ in range(3)]
        for one in never_connected:
            while ask(desk, f"/_editor/page/{one}")[0] != 410:
                time.sleep(0.1)
        window = Window.open(visitor.window(**CALM), desk, NAME)
        window.type("Mine. ")
        window.save()
        said = desk.said()
    for wrong in ("Traceback", "deleted", "never retrieved"):
        assert wrong not in said


# --- Another account of the same computer ---------------------------------------------------------


def test_whoever_has_not_the_address_that_was_printed_is_told_to_open_it(
    site: TrialSite, chromium: Browser
) -> None:
    with running(site) as (desk, _), chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{desk.address}/articles/rest/")  # what the site shows is no secret
        page.get_by_role("link", name="Edit this page").click()
        expect(page.locator("h1")).to_have_text("This browser may not write here yet")
        expect(page.locator("body")).to_contain_text(
            "Open the address that stands behind “Editor:”"
        )
        page.goto(f"{desk.address}/?key={desk.key}")
        expect(page).to_have_url(f"{desk.address}/")
        assert page.evaluate("document.cookie") == ""
        other = context.new_page()  # opened by hand, later
        other.goto(f"{desk.address}/articles/rest/")
        other.get_by_role("link", name="Edit this page").click()
        window = Window(other)
        expect(window.text).to_be_visible()
        window.type("Mine. ")
        window.save()
        assert "Mine. A **quiet**" in (site.content / NAME).read_text("utf-8")
        [cookie] = context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"], cookie["expires"]) == (True, "Strict", -1)


def test_a_window_whose_program_was_started_anew_is_told_how_to_go_on(
    site: TrialSite, visitor: Visitor
) -> None:
    page = visitor.window(**CALM)
    with running(site) as (desk, process):
        window = Window.open(page, desk, NAME)
        process.kill()
        process.wait()
        expect(page.get_by_text("The preview has ended, or does not answer.")).to_be_visible()
        window.type("Mine. ")
    with running(site, desk.port) as (desk, _):
        expect(page.get_by_text("Open the address that stands")).to_be_visible(timeout=30_000)
        page.context.new_page().goto(f"{desk.address}/?key={desk.key}")
        expect(page.get_by_text("Connection lost")).not_to_be_visible(timeout=30_000)
        expect(page.get_by_text("Open the address that stands")).to_have_count(0)
        expect(window.text).to_contain_text("Mine. A **quiet**")
        window.save()


# --- Pages of somebody else ----------------------------------------------------------------------

# What a page elsewhere can try, and what it is given.
TRIED = """async ([own, token]) => {
    const address = `${own}/_editor/text/${token}`, body = 'Theirs.';
    const sent = [fetch(address, {method: 'POST', body}), fetch(`${own}/edit/articles/rest.md`),
        fetch(address, {method: 'POST', body, mode: 'no-cors'}).then(answer => answer.text()),
        fetch(`${own}/_editor/desk/do/new`, {method: 'POST', mode: 'no-cors', body})
            .then(answer => answer.text())];
    const socket = new Promise((done, failed) => {
        const one = new WebSocket(own.replace('http', 'ws')
            + '/_nicegui_ws/socket.io/?EIO=4&transport=websocket');
        one.onmessage = () => done('heard');
        one.onerror = () => failed('refused');
    });
    const framed = document.createElement('iframe');
    framed.src = `${own}/edit/articles/rest.md`;
    document.body.append(framed);
    await new Promise(done => { framed.onload = done; });
    const image = new Promise((done, failed) => {
        const one = new Image();
        one.onload = () => done('seen');
        one.onerror = () => failed('refused');
        one.src = `${own}/images/desk.jpg`;
    });
    const all = await Promise.allSettled([...sent, socket, image]);
    return all.map(one => one.status === 'fulfilled' ? String(one.value) : '');
}"""


class Elsewhere(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Elsewhere</title><body>Elsewhere")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def rebound(chromium: Browser) -> Iterator[Page]:
    """A browser to which all names that end in `.example` and `.nip.io` are this computer."""
    rules = "MAP *.example 127.0.0.1, MAP *.nip.io 127.0.0.1"
    browser = chromium.browser_type.launch(
        executable_path=local_browser.find(),
        args=[*local_browser.flags(), f"--host-resolver-rules={rules}"],
    )
    yield browser.new_page()
    browser.close()


def test_a_page_elsewhere_reads_nothing_and_changes_nothing(
    site: TrialSite, rebound: Page, visitor: Visitor
) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere)
    threading.Thread(target=partial(server.serve_forever, 0.02), daemon=True).start()
    before = files(site.content)
    try:
        with running(site) as (desk, _):
            own = Window.open(visitor.window(**CALM), desk, NAME)
            token = own.page.locator("#_page-frame").get_attribute("src")
            assert token
            for host in ("evil.example", "127.0.0.1"):  # the last is the same site (RFC 6265bis)
                rebound.goto(f"http://{host}:{server.server_port}/")
                found = rebound.evaluate(TRIED, [desk.address, token.rpartition("/")[2]])
                assert found == [""] * 6
            expect(own.text).not_to_contain_text("Theirs.")
        assert files(site.content) == before
        assert "Refused what http://evil.example:" in desk.said()
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.nip.io", "localhost.evil.example"])
@pytest.mark.parametrize("path", ["/edit/articles/rest.md", "/desk/", "/"])
def test_a_name_that_is_pointed_here_shows_words_and_nothing_else(
    guarded: Desk, rebound: Page, host: str, path: str
) -> None:
    rebound.goto(f"http://{host}:{guarded.port}{path}")
    expect(rebound.locator("body")).to_have_text(
        "The preview answers to this computer only, at localhost or 127.0.0.1."
    )
    assert f"Refused what {host}:{guarded.port} asked for." in guarded.said()


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(in_order(TrialSite(tmp_path_factory.mktemp("guarded")))) as (desk, _):
        yield desk


@pytest.mark.parametrize(
    "name", ["..%2f..%2f..%2fetc%2fpasswd", "articles/out.md", "articles/folder/passwd.md"]
)
def test_what_lies_outside_is_not_opened_and_words_say_so(
    guarded: Desk, visitor: Visitor, tmp_path: Path, name: str
) -> None:
    for link, to in (("out.md", Path("/etc/passwd")), ("folder", Path("/etc"))):
        path = guarded.site.content / "articles" / link
        if not path.is_symlink():
            path.symlink_to(to)
    page = visitor.window(**CALM)
    page.goto(f"{guarded.address}/edit/{name}")
    expect(page.locator("h1").first).to_have_text("This text cannot be opened")
    expect(page.locator("main > p").first).not_to_be_empty()
    assert "root:" not in page.content()
    for link in ("out.md", "folder"):
        (guarded.site.content / "articles" / link).unlink()
