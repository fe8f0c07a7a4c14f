"""What the preview answers, to whom, and what it never gives away."""

from __future__ import annotations

import http.client
import json
import re
import socket
import threading
from contextlib import ExitStack, closing, suppress
from dataclasses import replace
from urllib.parse import quote, unquote

import pytest
import yaml

from desk.preview import server
from desk.preview.live_page import as_event, with_script
from desk.preview.live_site import Answer, State
from desk.preview.server import HERE, listen, serving
from plugins.core.rules.facts import FACTS_URL_MISSING
from plugins.core.rules.headers import TITLE_MISSING
from plugins.core.rules.notices import NOTICE_FACT_MISSING, PAPER_FACT_MISSING
from plugins.core.rules.program import PROGRAM_BROKE
from tests.desk.conftest import UNREADABLE, Preview, Stage, listening, live_site
from tests.trial_site import TrialSite


def script(preview: Preview, path: str) -> str:
    state = preview.site.state
    return (
        f'<script defer src="/_preview/live.js" data-session="{preview.site.session}" '
        f'data-page="{preview.told(path)["page"]}" data-style="{state.style}"></script>'
    )


def test_the_script_stands_in_the_page_that_is_served_and_not_in_the_site(shown: Preview) -> None:
    path = "/articles/rest/"
    status, headers, page = shown.ask(path)
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    made = shown.site.answer(path).body.decode()
    assert "_preview" not in made
    assert page == made.replace("</body>", f"{script(shown, path)}</body>")


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        (b"<body>x</body>", b"<body>x#</body>"),
        (b"<p></body> in text</p></BODY >\n", b"<p></body> in text</p>#</BODY >\n"),
        (b"no end", b"no end#"),
    ],
)
def test_the_script_comes_last_in_the_body(page: bytes, expected: bytes) -> None:
    before, _, rest = with_script(page, "it", State()).partition(b"<script ")
    assert before + b"#" + rest.partition(b"</script>")[2] == expected


def test_an_address_is_found_as_a_host_finds_it(practice: TrialSite, preview: Preview) -> None:
    practice.write("images/a b.PDF", b"%PDF")
    practice.article("paper", "[A form](</images/a b.PDF>)\n")
    preview.save()
    assert preview.ask("/")[0] == 200
    status, headers, body = preview.ask("/articles/rest?x=1&y=%2F")
    assert (status, headers["Location"], body) == (301, "/articles/rest/?x=1&y=%2F", "")
    assert preview.ask("/articles/rest/index.html")[0] == 200
    assert preview.ask("/articles/rest/index.html/")[0] == 404
    assert preview.ask("/images/a%20b.PDF")[1]["Content-Type"] == "application/pdf"
    assert preview.ask("/images/")[0] == 404  # a folder without a page is not listed
    headers = preview.ask("/articles/rest/index.md")[1]
    assert headers["Content-Type"] == "text/markdown; charset=utf-8"


def test_a_wrong_address_gets_the_sites_own_page_for_it(shown: Preview) -> None:
    path = "/no/such/page/"
    status, _, page = shown.ask(path)
    assert (status, "No such page" in page, script(shown, path) in page) == (404, True, True)


ALL = ("/", "/articles/rest", "/nowhere", "/_preview/live.js", "/_preview/live.css", "/_preview/x")


@pytest.mark.parametrize("path", [*ALL, "/_preview/events"])
def test_nothing_is_kept_by_the_browser_and_nothing_given_to_other_sites(
    shown: Preview, path: str
) -> None:
    answers = [shown.ask(path, "HEAD"), shown.ask(path, "POST"), shown.ask(path, host="x")]
    assert [status for status, _, _ in answers[1:]] == [405, 403]
    kept = ("Cache-Control", "Cross-Origin-Resource-Policy", "X-Content-Type-Options")
    for _, headers, _ in answers:
        assert [headers[name] for name in kept] == ["no-store", "same-origin", "nosniff"]


@pytest.mark.parametrize("path", ["/", "/articles/rest/", "/nowhere"])
def test_a_page_asks_nobody_else_for_anything_as_on_the_web(shown: Preview, path: str) -> None:
    """The site's own policy, which lets the preview's script and stylesheet in as its own."""
    _, headers, page = shown.ask(path)
    rules = headers["Content-Security-Policy"].split("; ")
    assert rules[0] == "default-src 'none'"
    assert {"img-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "connect-src 'self'"} <= {
        *rules
    }
    styles = next(rule for rule in rules if rule.startswith("style-src "))
    assert styles.split()[1] == "'self'"
    assert len(styles.split()) - 2 == len(
        set(re.findall("<style[^>]*>(.*?)</style>", page, re.DOTALL))
    )
    assert headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"])
def test_the_preview_is_only_read(shown: Preview, method: str) -> None:
    status, headers, _ = shown.ask("/articles/rest/", method)
    assert (status, set(headers["Allow"].split(", "))) == (405, {"GET", "HEAD"})


@pytest.mark.parametrize("path", ["/", "/articles/rest", "/nowhere", "/_preview/live.js"])
def test_a_head_request_gets_the_headers_alone(shown: Preview, path: str) -> None:
    status, headers, body = shown.ask(path, "HEAD")
    whole = shown.ask(path)
    assert (status, headers["Content-Length"], body) == (whole[0], whole[1]["Content-Length"], "")
    assert headers["Location"] == whole[1]["Location"]


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
        "/%0asecret.txt",
        "/%ff",
        "/articles/../index.html",
        "/" + "x" * 5000,
    ],
)
def test_no_address_leads_out_of_the_site(shown: Preview, path: str) -> None:
    (shown.content.parent / "secret.txt").write_text("secret")
    status, _, text = shown.ask(path)
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


PATHS = ["/", "/_preview/events", "/_preview/live.js"]


@pytest.mark.parametrize("path", PATHS)
def test_only_a_request_under_this_computers_own_name_is_answered(
    shown: Preview, path: str
) -> None:
    for host in ("evil.example", f"evil.example:{shown.port}", f"{HERE}:1", "", "localhost.evil"):
        status, _, text = shown.ask(path, host=host)
        assert (status, "this computer only" in text) == (403, True)
    for host in (f"localhost:{shown.port}", f"{HERE}:{shown.port}", "localhost", "LOCALHOST"):
        assert shown.ask(path, "HEAD", host=host)[0] == 200


@pytest.mark.parametrize("path", PATHS)
def test_what_a_page_of_somebody_else_asks_for_is_refused_but_for_its_links(
    shown: Preview, path: str
) -> None:
    def asked(**headers: str) -> int:
        return shown.ask(path, "HEAD", **headers)[0]

    assert asked(origin=f"http://{HERE}:{shown.port}") == 200
    assert asked(origin=f"http://localhost:{shown.port}") == 200
    strange = ("http://evil.example", "null", f"https://{HERE}:{shown.port}", f"http://{HERE}")
    assert {asked(origin=origin) for origin in strange} == {403}
    sites = ("same-origin", "none", "same-site", "cross-site")
    assert [asked(sec_fetch_site=site) for site in sites] == [200, 200, 403, 403]
    link = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert asked(**link, sec_fetch_dest="document") == 200
    assert asked(**link, sec_fetch_dest="iframe") == 403
    assert asked(**link, sec_fetch_dest="document", origin="http://evil.example") == 403


def test_only_this_computer_can_reach_it() -> None:
    with listen(0) as socket_:
        assert socket_.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_leads_to_the_next_one(shown: Preview) -> None:
    with listen(shown.port) as other:
        assert shown.port < other.getsockname()[1] < shown.port + 50


def test_a_port_that_another_program_holds_on_every_address_is_taken_too() -> None:
    with socket.create_server(("0.0.0.0", 0)) as other:
        port = other.getsockname()[1]
        with listen(port) as found:
            assert found.getsockname()[1] != port


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


def test_a_tab_is_told_another_digest_only_when_the_bytes_of_its_page_change(
    practice: TrialSite, preview: Preview
) -> None:
    with listening(preview.port, "/articles/rest/") as told:
        first = next(told)
        practice.page("consultation", "Call me.\n", template="consultation", catgory="x")
        preview.save()
        now = next(told)
        assert (now["page"], now["style"]) == (first["page"], first["style"])
        assert [one["rule"] for one in now["problems"]] == ["unknown-key"]
        practice.article("rest", "A **loud** hour.\n")
        preview.save()
        assert any(state["page"] != first["page"] for state in told)
    assert preview.told("/")["page"] != preview.told("/articles/rest/")["page"]


def test_what_keeps_a_page_from_being_shown_is_told_to_that_page_first(
    practice: TrialSite, preview: Preview
) -> None:
    practice.write("articles/rest.md", UNREADABLE)
    preview.save()
    here, elsewhere = preview.told("/articles/rest/"), preview.told("/")
    assert [one["rule"] for one in here["faults"]] == ["yaml"]
    assert (here["problems"], here["was_good"]) == ([], True)
    assert "quiet" in preview.ask("/articles/rest/")[2]  # as it was
    assert [one["rule"] for one in elsewhere["problems"]] == ["yaml"]
    assert elsewhere["faults"] == []

    practice.write("articles/new.md", UNREADABLE)
    preview.save()
    assert preview.told("/articles/new/")["was_good"] is False
    assert preview.ask("/articles/new/")[0] == 503


def test_facts_that_are_still_to_be_told_are_counted_and_not_listed() -> None:
    def problem(rule, line: int, severity=None):
        return rule.problem("practice.yaml", line, "It is missing.", "Write it.", severity)

    facts = [problem(NOTICE_FACT_MISSING, 3), problem(FACTS_URL_MISSING, 4)]
    facts += [problem(PAPER_FACT_MISSING, 3), problem(PAPER_FACT_MISSING, 5)]
    others = [problem(TITLE_MISSING, line) for line in range(1, 31)]
    note = problem(TITLE_MISSING, 40, "note")
    told = as_event("it", State(1, (*facts, *others, note)), Answer(200, "text/html")).decode()
    for part in ('"facts": 3', '"notes": 1', '"more": 10', '"counts": {"error": 30}'):
        assert part in told
    fault = problem(TITLE_MISSING, 50)
    told = as_event("it", State(1, tuple(others)), Answer(200, "x", faults=(fault,))).decode()
    assert '"more": 25' in told


def test_where_the_program_broke_off_each_page_is_told_so() -> None:
    broke = PROGRAM_BROKE.problem("theme/base.html", 3, "It broke.", "Look there.")
    told = as_event("it", State(1, (broke,), trace="Traceback"), Answer(200, "text/html"))
    data = json.loads(told.removeprefix(b"data: "))
    assert [one["rule"] for one in data["faults"]] == [PROGRAM_BROKE.code]
    assert (data["problems"], data["was_good"]) == ([], True)


def test_hundreds_of_slow_connections_hold_up_nobody(shown: Preview) -> None:
    """Half a request and a byte now and then, an answer that nobody reads, a tab that stays."""
    resource = pytest.importorskip("resource")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(2048, most[1]), most[1]))
    host = f"Host: {HERE}:{shown.port}\r\n"
    begun = [f"GET / HTTP/1.1\r\n{host}X-A:", f"GET / HTTP/1.1\r\n{host}\r\n" * 9]
    begun += [f"GET /_preview/events?page=/ HTTP/1.1\r\n{host}\r\n", ""]
    with ExitStack() as stack:
        slow = []
        for number in range(240):
            connection = stack.enter_context(socket.create_connection((HERE, shown.port)))
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            connection.sendall(begun[number % len(begun)].encode())
            slow.append(connection)
        for connection in slow[::4]:
            connection.sendall(b"a")
        assert [shown.ask(path)[0] for path in ("/", "/articles/rest/", "/x/")] == [200, 200, 404]
        assert shown.told()["page"]
    resource.setrlimit(resource.RLIMIT_NOFILE, most)
    assert shown.ask("/")[0] == 200


@pytest.mark.parametrize("begun", ["", "GET / HTTP/1.1\r\nX-A:", "{}", "{}a"])
def test_a_connection_on_which_nothing_moves_is_given_up(
    shown: Preview, monkeypatch: pytest.MonkeyPatch, begun: str
) -> None:
    monkeypatch.setattr(server, "_PATIENCE", 0.05)
    whole = f"GET / HTTP/1.1\r\nHost: {HERE}:{shown.port}\r\n\r\n"
    with socket.create_connection((HERE, shown.port), timeout=10) as slow:
        slow.sendall(begun.replace("{}", whole).encode())
        with suppress(ConnectionResetError):
            while slow.recv(9999):
                pass


def test_a_tab_that_waits_for_news_is_not_given_up(
    practice: TrialSite, preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_PATIENCE", 0.02)
    monkeypatch.setattr(server, "_ALIVE", 0.02)
    with listening(preview.port) as told:
        first = next(told)
        practice.article("rest", "A **loud** hour.\n")
        preview.save()
        assert next(told)["number"] > first["number"]


def test_a_tab_that_waits_hears_now_and_then_that_somebody_is_there(
    shown: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server, "_ALIVE", 0.01)
    with closing(http.client.HTTPConnection(HERE, shown.port, timeout=10)) as connection:
        connection.request("GET", "/_preview/events?page=/")
        with connection.getresponse() as answer:
            lines = [answer.readline() for _ in range(6)]
    assert lines[0].startswith(b"data: {")
    assert lines[1:] == [b"\n", *[b": still here\n", b"\n"] * 2]


@pytest.mark.parametrize("status", [200, 404, 503])
def test_where_the_site_has_no_page_a_plain_one_stands_and_is_the_same_to_its_tab(
    status: int,
) -> None:
    class Empty(Stage):
        def answer(self, path: str) -> Answer:
            return replace(super().answer(path), status=status)

    with serving(Empty(""), listen(0)) as port, listening(port) as told:
        with closing(http.client.HTTPConnection(HERE, port, timeout=10)) as connection:
            connection.request("GET", "/")
            answer = connection.getresponse()
            page = answer.read().decode()
        assert (answer.status, "<h1>" in page) == (status, True)
        assert f'data-page="{next(told)["page"]}"' in page


def test_pages_that_take_their_time_hold_up_nobody() -> None:
    class Slow(Stage):
        goes_on = threading.Event()

        def answer(self, path: str) -> Answer:
            if path == "/slow/":
                self.goes_on.wait()
            return super().answer(path)

    with ExitStack() as stack:
        port = stack.enter_context(serving(Slow("<body>Words.</body>"), listen(0)))
        connections = [
            stack.enter_context(closing(http.client.HTTPConnection(HERE, port, timeout=10)))
            for _ in range(10)
        ]
        for connection in connections[:9]:
            connection.request("GET", "/slow/")
        for path in ("/", "/_preview/live.js"):
            connections[9].request("GET", path)
            assert connections[9].getresponse().read()
        Slow.goes_on.set()
        assert {connection.getresponse().status for connection in connections[:9]} == {200}


def test_the_end_comes_at_once_for_whoever_waits(practice: TrialSite) -> None:
    site = live_site(practice.content)
    with ExitStack() as stack:
        with serving(site, listen(0)) as port:
            waiting = []
            for path in ("/_preview/events?page=/", "/"):  # the first page waits for the site
                connection = stack.enter_context(closing(http.client.HTTPConnection(HERE, port)))
                connection.request("GET", path)
                waiting.append(connection)
        for connection in waiting:
            with pytest.raises((ConnectionError, http.client.HTTPException)):
                connection.getresponse().read()
    site.close()


def test_what_breaks_in_the_program_is_shown_and_printed(
    shown: Preview, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shown.site, "answer", lambda path: int(path))
    status, _, page = shown.ask("/")
    assert (status, "could not be made" in page, "live.js" in page) == (500, True, True)
    assert "ValueError: invalid literal" in capsys.readouterr().err
