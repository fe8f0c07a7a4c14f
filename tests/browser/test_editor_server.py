"""To whom the editor answers, what it takes, and what it never gives away: asked without a browser.

The whole program runs; each request is one that a page of somebody else, or a person, could send.
"""

from __future__ import annotations

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from desk.common import project
from tests.browser.editor_window import Desk, running
from tests.desk.conftest import in_order
from tests.trial_site import TrialSite, photograph

MAY_WRITE = True  # see `visitor`

SOCKET = "/_nicegui_ws/socket.io/?EIO=4&transport=websocket"
EVIL = "http://evil.example"
# Names by which a page elsewhere could have this computer called (DNS rebinding).
REBOUND = ["evil.example", "127.0.0.1.nip.io", "localhost.evil.example", "[::1]", "0.0.0.0"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with running(in_order(TrialSite(tmp_path_factory.mktemp("guarded")))) as (desk, _):
        yield desk


def ask(
    desk: Desk, path: str, method: str = "GET", body: bytes | None = None, **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    with closing(http.client.HTTPConnection("127.0.0.1", desk.port)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named.setdefault("Cookie", desk.cookie)
        connection.request(method, path, body, named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


def token(desk: Desk, name: str = "articles/rest.md") -> str:
    found = re.search(r'"token":"([\w-]{20,})"', ask(desk, f"/edit/{name}")[2])
    assert found
    return found[1]


@pytest.mark.parametrize(
    "path", ["/edit/articles/rest.md", "/edit", "/desk/", "/_editor/look.css", SOCKET]
)
@pytest.mark.parametrize("host", REBOUND)
def test_a_name_that_somebody_points_here_is_refused(desk: Desk, path: str, host: str) -> None:
    assert ask(desk, path, Host=f"{host}:{desk.port}")[0] == 403


def test_what_another_page_sends_is_refused_and_changes_nothing(desk: Desk) -> None:
    before = {path: path.read_bytes() for path in desk.site.content.rglob("*") if path.is_file()}
    own = token(desk)
    for path in (
        f"/_editor/text/{own}",
        f"/_editor/picture/{own}?name=x.jpg",
        f"/_editor/mend/{own}",
    ):
        assert ask(desk, path, "POST", b"Theirs.", Origin=EVIL)[0] == 403
        assert ask(desk, path, "POST", b"Theirs.", Sec_Fetch_Site="cross-site")[0] == 403
    after = {path: path.read_bytes() for path in desk.site.content.rglob("*") if path.is_file()}
    assert after == before


@pytest.mark.parametrize("origin", [EVIL, "null", None])
def test_a_web_socket_of_another_page_is_refused(desk: Desk, origin: str | None) -> None:
    address = f"ws://127.0.0.1:{desk.port}{SOCKET}"
    known = {"Cookie": desk.cookie}
    with pytest.raises(InvalidStatus) as refused:
        connect(address, origin=Origin(origin) if origin else None, additional_headers=known)
    assert refused.value.response.status_code == 403
    with connect(address, origin=Origin(desk.address), additional_headers=known) as own:
        assert b"sid" in str(own.recv()).encode()


@pytest.mark.parametrize("host", REBOUND)
def test_a_web_socket_under_a_name_that_somebody_points_here_is_refused(
    desk: Desk, host: str
) -> None:
    headers: dict[str, str] = {
        "Host": f"{host}:{desk.port}",
        "Origin": f"http://{host}:{desk.port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    assert ask(desk, SOCKET, "GET", None, **headers)[0] == 403


@pytest.mark.parametrize("cookie", ["", "practice-press-PORT=guessed", "practice-press-1=KEY"])
def test_without_the_key_of_this_start_nothing_is_shown_or_written(desk: Desk, cookie: str) -> None:
    """As another account of the same computer would ask, which can send any header."""
    cookie = cookie.replace("PORT", str(desk.port)).replace("KEY", desk.key)
    before = {path: path.read_bytes() for path in desk.site.content.rglob("*") if path.is_file()}
    own = token(desk)
    written = json.dumps({"name": "articles/rest.md"}).encode()
    tried: list[tuple[str, str, bytes | None]] = [
        ("/edit", "GET", None),
        ("/edit/articles/rest.md", "GET", None),
        ("/edit/articles/rest.md?key=guessed", "GET", None),
        ("/desk/", "GET", None),
        ("/_editor/desk/part/articles", "GET", None),
        ("/_editor/desk/do/reviewed", "POST", written),
        (f"/_editor/desk/do/reviewed?key={desk.key}", "POST", written),
        (f"/_editor/page/{own}", "GET", None),
        (f"/_editor/text/{own}", "POST", b"Theirs."),
        (f"/_editor/picture/{own}?name=x.jpg", "POST", photograph(60, 40)),
        (SOCKET, "GET", None),
        (SOCKET.replace("websocket", "polling"), "GET", None),
    ]
    for path, method, body in tried:
        kind = {"Content_Type": "application/json", "Origin": desk.address, "Cookie": cookie}
        status, _, said = ask(desk, path, method, body, **kind)
        assert (status, "Editor:" in said, "Quiet Room" in said) == (403, True, False), path
    with pytest.raises(InvalidStatus) as refused:
        connect(
            f"ws://127.0.0.1:{desk.port}{SOCKET}",
            origin=Origin(desk.address),
            additional_headers={"Cookie": cookie},
        )
    assert refused.value.response.status_code == 403
    for path in ("/", "/articles/rest/", "/_preview/live.js"):
        assert ask(desk, path, Cookie=cookie)[0] == 200
    after = {path: path.read_bytes() for path in desk.site.content.rglob("*") if path.is_file()}
    assert after == before
    assert "was asked for by a browser that may not write" in desk.said()


@pytest.mark.parametrize("path", ["/", "/desk/", "//evil.example/x", "/edit/articles/rest.md?a=b"])
def test_the_key_is_taken_out_of_the_address_and_kept_for_this_browser_alone(
    desk: Desk, path: str
) -> None:
    address = f"{path}{'&' if '?' in path else '?'}key={desk.key}"
    status, headers, _ = ask(desk, address, Cookie="")
    assert (status, headers["Location"]) == (303, path.replace("//", "/"))
    assert headers["Set-Cookie"].split("; ") == [
        desk.cookie,
        "HttpOnly",
        "Path=/",
        "SameSite=strict",
    ]
    assert headers["Cache-Control"] == "no-store"


def test_what_is_not_in_the_content_is_never_opened(desk: Desk, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("---\ntitle: Secret\n---\n\nNobody else's.\n", "utf-8")
    (desk.site.content / "articles/link.md").symlink_to(secret)
    names = ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "articles/link.md", ".history/x.md"]
    for name in [*names, "/etc/passwd", "articles%00.md", "articles\\..\\x.md"]:
        status, _, said = ask(desk, f"/edit/{name}")
        assert status in (200, 400, 404)
        assert "root:" not in said
        assert "Nobody else" not in said
        assert '"token"' not in said
    assert ask(desk, "/_editor/picture-file/../practice.yaml")[0] == 404
    assert ask(desk, "/_editor/picture-file/practice.yaml")[0] == 404


def test_the_page_of_unsaved_text_is_shown_in_the_editors_own_frame_alone(desk: Desk) -> None:
    own = token(desk)
    told = json.loads(ask(desk, f"/_editor/text/{own}", "POST", b"Unsavedwords.\n")[2])
    assert "Unsavedwords" in told["page"]
    _, headers, page = ask(desk, f"/_editor/page/{own}")
    assert "Unsavedwords" in page
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'self'" in policy
    assert "script-src" not in policy
    assert policy.startswith("default-src 'none'")
    assert "Unsavedwords" not in ask(desk, "/articles/rest/")[2]
    assert "Unsavedwords" not in ask(desk, "/")[2]
    assert ask(desk, "/_editor/page/guessed")[0] == 410


def test_each_page_of_the_editor_states_a_policy_without_other_hosts(desk: Desk) -> None:
    policy = ask(desk, "/edit/articles/rest.md")[1]["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert re.search(r"script-src 'self' 'nonce-[\w-]+' 'unsafe-eval';", policy)
    assert "frame-ancestors 'none'" in policy
    assert set(re.findall(r"\w+://[^ ;]+", policy)) == {f"ws://127.0.0.1:{desk.port}"}


def test_a_picture_of_a_hundred_megabytes_is_refused_in_words(desk: Desk) -> None:
    own = token(desk)
    files = {*(desk.site.content / "images").glob("*")}
    address = f"/_editor/picture/{own}?name=huge.jpg"
    with closing(http.client.HTTPConnection("127.0.0.1", desk.port)) as connection:
        connection.putrequest("POST", address)
        connection.putheader("Content-Length", "100000000")
        connection.putheader("Cookie", desk.cookie)
        connection.endheaders()
        try:
            for _ in range(100):
                connection.send(bytes(1_000_000))
        except OSError:  # it does not listen to the end
            pass
        answer = connection.getresponse()
        assert (answer.status, "MB" in json.loads(answer.read())["wrong"]) == (422, True)
    assert {*(desk.site.content / "images").glob("*")} == files


def test_a_picture_is_known_by_its_bytes_and_named_for_every_computer(desk: Desk) -> None:
    own = token(desk)
    address = f"/_editor/picture/{own}?name=..%5C..%5Cmy%20desk%3F.exe"
    status, _, said = ask(desk, address, "POST", photograph(120, 90))
    assert (status, json.loads(said)["name"].startswith("images/")) == (200, True)
    assert json.loads(said)["name"].endswith(".jpg")
    status, _, said = ask(desk, address, "POST", b"MZ\x90 no picture")
    assert (status, "wrong" in json.loads(said)) == (422, True)


def test_where_nothing_can_be_kept_she_is_told_and_sees_her_page_nevertheless(
    tmp_path: Path,
) -> None:
    site = in_order(TrialSite(tmp_path))
    (site.content.parent / ".history").write_text("In the way.", "utf-8")
    with running(site) as (desk, _):
        own = token(desk)
        told = json.loads(ask(desk, f"/_editor/text/{own}", "POST", b"Unsavedwords.\n")[2])
    assert "Unsavedwords." in told["page"]
    assert ".history" in told["wrong"]


def test_the_preview_goes_on_without_the_editor_and_says_how_to_get_it(tmp_path: Path) -> None:
    site = in_order(TrialSite(tmp_path))
    # As where NiceGUI is not installed.
    code = (
        "import sys; sys.modules['nicegui'] = None; sys.argv = ['tasks.py', 'preview', '--no-open',"
        f" '--port', '0', '--content', {str(site.content)!r}];"
        f" sys.path.insert(0, {str(project.ROOT)!r}); from desk.commands.typed import main;"
        " main(sys.argv[1:])"
    )
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout
    try:
        first, second = process.stdout.readline(), process.stdout.readline()
        port = int(first.partition("127.0.0.1:")[2].partition("/")[0])
        assert second == "To write in the browser, get the editor: python3 start.py preview\n"
        without = Desk(site, port)
        status, _, page = ask(without, "/articles/rest/")
        assert (status, "data-edit" in page) == (200, False)
        assert ask(without, "/edit/articles/rest.md")[0] == 404
    finally:
        process.terminate()
        process.communicate()
