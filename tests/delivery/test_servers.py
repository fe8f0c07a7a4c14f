"""Real servers, each with what is written for it, give every visitor the same answers."""

from __future__ import annotations

import base64
import gzip
import hashlib
import http.client
from dataclasses import dataclass
from urllib.parse import urlsplit

import brotli
import pytest

from tests.trial_site import Built

ASK_AGAIN = "public, max-age=0, must-revalidate"
FOREVER = "public, max-age=31536000, immutable"
ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "permissions-policy": "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "")


def ask(server: str, path: str, accept: str = "", method: str = "GET") -> Answer:
    """One request, followed nowhere; a header that comes twice is joined as a browser does."""
    connection = http.client.HTTPConnection(urlsplit(server).netloc, timeout=10)
    try:
        connection.request(method, path, headers={"Accept-Encoding": accept or "identity"})
        answer = connection.getresponse()
        headers: dict[str, str] = {}
        for name, value in answer.getheaders():
            known = headers.get(name.lower())
            headers[name.lower()] = f"{known}, {value}" if known else value
        return Answer(answer.status, headers, answer.read())
    finally:
        connection.close()


def policy(built: Built, scripts: str = "") -> str:
    styles = {
        str(style.string) for url in ("", "articles/rest/") for style in built.page(url)("style")
    }
    digests = [base64.b64encode(hashlib.sha256(style.encode()).digest()) for style in styles]
    hashes = " ".join(sorted(f"'sha256-{digest.decode()}'" for digest in digests))
    assert len(digests) == 2  # that of every page, and that of every page but an article
    return (
        f"default-src 'none'; style-src 'self' {hashes}; img-src 'self'; "
        "font-src 'self'; manifest-src 'self'; connect-src 'self'; "
        f"{scripts}base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def asset(built: Built, start: str, end: str) -> str:
    """The one file in assets/ with such a name."""
    names = [name for name in built.files() if name.startswith(f"assets/{start}.")]
    (found,) = [name for name in names if name.endswith(end)]
    return f"/{found}"


def test_a_page_comes_with_every_header_and_no_other_policy(server: str, delivered: Built) -> None:
    for path in ("/", "/articles/rest/"):
        answer = ask(server, path)
        assert answer.status == 200
        assert answer.body == (delivered.output / path.lstrip("/") / "index.html").read_bytes()
        assert answer.kind == "text/html; charset=utf-8"
        expected = {
            **ALWAYS,
            "content-security-policy": policy(delivered),
            "cache-control": ASK_AGAIN,
        }
        assert {name: answer.headers.get(name) for name in expected} == expected


def test_only_the_search_may_run_a_script(server: str, delivered: Built) -> None:
    found = ask(server, "/search/").headers["content-security-policy"]
    assert found == policy(delivered, "script-src 'self' 'wasm-unsafe-eval'; ")


def test_what_has_a_hash_in_its_name_is_kept_for_a_year(server: str, delivered: Built) -> None:
    fragment = next(name for name in delivered.files() if name.endswith(".pf_fragment"))
    for path in (asset(delivered, "print", ".css"), asset(delivered, "search", ".js")):
        assert ask(server, path).headers["cache-control"] == FOREVER
    assert ask(server, f"/{fragment}").headers["cache-control"] == FOREVER
    for path in ("/feed.xml", "/pagefind/pagefind.js", "/assets/missing.css", "/images/guide.pdf"):
        assert ask(server, path).headers["cache-control"] == ASK_AGAIN


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/manifest.webmanifest", "application/manifest+json; charset=utf-8"),
        ("/manifest.json", "application/json; charset=utf-8"),
        ("/articles/rest/index.md", "text/markdown; charset=utf-8"),
        ("/images/guide.pdf", "application/pdf"),
        ("/pagefind/pagefind.js", "text/javascript; charset=utf-8"),
        ("/.well-known/security.txt", "text/plain; charset=utf-8"),
    ],
)
def test_every_file_is_told_as_what_it_is(server: str, path: str, kind: str) -> None:
    for accept in ("", "br", "gzip"):
        answer = ask(server, path, accept)
        assert (answer.status, answer.kind) == (200, kind)


@pytest.mark.parametrize(
    ("start", "end", "kind"),
    [
        ("desk-600", ".webp", "image/webp"),
        ("desk-600", ".jpg", "image/jpeg"),
        ("print", ".css", "text/css; charset=utf-8"),
        ("favicon", ".svg", "image/svg+xml; charset=utf-8"),
        ("favicon", ".ico", "image/x-icon"),
        ("literata-latin-wght-normal", ".woff2", "font/woff2"),
    ],
)
def test_so_is_every_picture_and_font(
    server: str, delivered: Built, start: str, end: str, kind: str
) -> None:
    answer = ask(server, asset(delivered, start, end), "br, gzip")
    assert (answer.status, answer.kind) == (200, kind)


def test_texts_come_as_they_were_packed(server: str, delivered: Built) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress}
    for path, file in {
        "/articles/rest/": "articles/rest/index.html",
        "/articles/rest/index.md": "articles/rest/index.md",
        "/feed.xml": "feed.xml",
        asset(delivered, "print", ".css"): asset(delivered, "print", ".css")[1:],
    }.items():
        for accept, coding, ending in (
            ("gzip, deflate, br", "br", "br"),
            ("gzip", "gzip", "gz"),
        ):
            answer = ask(server, path, accept)
            assert answer.headers.get("content-encoding") == coding, (path, accept)
            assert "accept-encoding" in answer.headers["vary"].lower()
            assert answer.body == (delivered.output / f"{file}.{ending}").read_bytes()
            assert unpack[coding](answer.body) == (delivered.output / file).read_bytes()
        assert "content-encoding" not in ask(server, path).headers


@pytest.mark.parametrize(
    "path",
    [
        "/nothing/",
        "/nothing",
        "/articles/nothing.html",
        "/assets/",
        "/images/",
        "/.htaccess",
        "/.nojekyll",
        "/.practice-press",
        "/articles/.git/config",
        "/_headers",
        "/_redirects",
        "/404.html",
    ],
)
def test_what_is_not_there_or_not_for_visitors_is_a_page_that_says_so(
    server: str, delivered: Built, path: str
) -> None:
    for accept in ("", "gzip, br"):
        answer = ask(server, path, accept)
        assert (answer.status, answer.kind) == (404, "text/html; charset=utf-8")
        body = (
            brotli.decompress(answer.body)
            if accept and "br" in answer.headers.get("content-encoding", "")
            else answer.body
        )
        body = gzip.decompress(body) if answer.headers.get("content-encoding") == "gzip" else body
        assert body == (delivered.output / "404.html").read_bytes()
        assert answer.headers["content-security-policy"] == policy(delivered)
        assert answer.headers["cache-control"] == ASK_AGAIN
        assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/blog/rest", "/articles/rest/"),
        ("/blog/rest/", "/articles/rest/"),
        ("/rest.html", "/articles/rest/"),
        ("/elsewhere/", "https://other.example/a?b=c%20d"),
        ("/old%20words", "/"),
        ("/caf%C3%A9/", "/articles/rest/#%C3%A9"),
    ],
)
def test_an_old_address_leads_on_for_good(server: str, old: str, new: str) -> None:
    answer = ask(server, old)
    assert (answer.status, answer.headers["location"].removeprefix(server)) == (301, new)
    assert {name: answer.headers.get(name) for name in ALWAYS} == ALWAYS


def test_what_is_gone_says_that_it_is_gone(server: str, delivered: Built) -> None:
    for path in ("/shop/", "/shop"):
        answer = ask(server, path)
        assert (answer.status, answer.kind) == (410, "text/html; charset=utf-8")
        assert answer.body == (delivered.output / "404.html").read_bytes()


def test_an_address_without_its_last_slash_leads_to_the_page(server: str) -> None:
    answer = ask(server, "/articles/rest")
    assert answer.status in (301, 308)
    assert answer.headers["location"].removeprefix(server) == "/articles/rest/"


def test_a_browser_that_asks_for_the_head_alone_gets_it(server: str) -> None:
    answer = ask(server, "/articles/rest/", method="HEAD")
    assert (answer.status, answer.body, answer.kind) == (200, b"", "text/html; charset=utf-8")
