"""What a host receives of a whole site, and that nobody who asks for a file of it is let down."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import brotli
import pytest
from bs4 import BeautifulSoup
from PIL import Image

from desk.build.build import build_site
from plugins.core.cache import Store
from plugins.delivery import fingerprints, folder, manifest, texts, well_known
from plugins.delivery.compression import Packed, packed
from plugins.delivery.pieces import Files, piece
from plugins.practice import load
from tests.delivery.conftest import PDF, deliver, hosting_of, write
from tests.trial_site import PROJECT, URL, Built, TrialSite

HASH = re.compile(r"\.[0-9a-f]{8}\.")


def plain(names: Any) -> list[str]:
    """Names as they can be foretold, without what is packed and what the search is made of."""
    kept = (n for n in names if not n.endswith((".br", ".gz")) and not n.startswith("pagefind/"))
    return sorted(HASH.sub(".#.", name) for name in kept)


def test_this_is_all_that_a_host_receives(delivered: Built) -> None:
    assert [n for n in plain(delivered.files()) if not n.startswith("theme/")] == [
        ".htaccess",
        ".nojekyll",
        ".well-known/security.txt",
        "404.html",
        "_headers",
        "_redirects",
        "articles/rest/index.html",
        "articles/rest/index.md",
        "articles/work/index.html",
        "articles/work/index.md",
        "assets/apple-touch-icon.#.png",
        "assets/card.#.png",
        "assets/card.#.png",
        "assets/desk-480.#.webp",
        "assets/desk-600.#.jpg",
        "assets/desk-600.#.webp",
        "assets/favicon.#.ico",
        "assets/favicon.#.svg",
        "assets/figtree-latin-wght-normal.#.woff2",
        "assets/icon-192.#.png",
        "assets/icon-512.#.png",
        "assets/icon-maskable-192.#.png",
        "assets/icon-maskable-512.#.png",
        "assets/literata-latin-wght-italic.#.woff2",
        "assets/literata-latin-wght-normal.#.woff2",
        "assets/print.#.css",
        "assets/search.#.css",
        "assets/search.#.js",
        "blog/rest/index.html",
        "café/index.html",
        "elsewhere/index.html",
        "feed.xml",
        "images/guide.pdf",
        "index.html",
        "manifest.json",
        "manifest.webmanifest",
        "old words/index.html",
        "rest.html",
        "robots.txt",
        "search/index.html",
        "sitemap.xml",
    ]
    # All else that lies in theme/ is the licenses, which nobody loads.
    left = [name for name in plain(delivered.files()) if name.startswith("theme/")]
    assert {Path(name).suffix for name in left} == {".txt"}


def test_a_name_says_what_is_in_the_file(delivered: Built) -> None:
    assets = {n: d for n, d in delivered.files().items() if re.search(r"^assets/.*[^z r]$", n)}
    plain = {name: data for name, data in assets.items() if not name.endswith((".br", ".gz"))}
    assert len(plain) > 5
    for name, data in plain.items():
        assert f".{hashlib.sha256(data).hexdigest()[:8]}." in name


def references(page: BeautifulSoup) -> set[str]:
    """Every address in a page, found by a parser of HTML."""
    found: set[str] = set()
    for tag in page.find_all(True):
        for name in ("href", "src", "poster", "data"):
            found.update([str(tag[name])] if tag.get(name) else [])
        found.update(
            part.split()[0] for part in re.split(r",\s+", str(tag.get("srcset", ""))) if part
        )
        if tag.name == "meta" and tag.get("property") == "og:image":
            found.add(str(tag["content"]))
        if tag.name == "style":
            found.update(re.findall(r"url\(([^)]*)\)", str(tag.string)))
        if tag.get("type") == "application/ld+json":
            found.update(re.findall(r'"(https?://[^"]*\.\w{2,5})"', str(tag.string)))
    return found


def ours(address: str, page: str) -> str | None:
    """The file below the site that an address means, None for one elsewhere."""
    whole = urlsplit(address)
    if f"{whole.scheme}://{whole.netloc}" not in ("://", URL) or not whole.path:
        return None
    path = unquote(whole.path)
    if not path.startswith("/"):
        path = f"/{Path(page).parent.as_posix()}/{path}"
    return f"{path}index.html".lstrip("/") if path.endswith("/") else path.lstrip("/")


def test_every_file_that_anything_names_is_there(delivered: Built) -> None:
    files = delivered.files()
    named = set()
    for name, data in files.items():
        if name.endswith(".html"):
            page = BeautifulSoup(data, "html.parser")
            named |= {ours(address, name) for address in references(page)}
        elif name in ("feed.xml", "sitemap.xml") or name.endswith(".md"):
            found = re.findall(rf"{URL}(/[^\s\"'<>()&]*)", data.decode())
            named |= {ours(path, name) for path in found}
        elif name == "manifest.webmanifest":
            named |= {ours(icon["src"], name) for icon in json.loads(data)["icons"]}
        elif name.endswith(".css"):
            named |= {ours(a, name) for a in re.findall(r"url\([\"']?([^)\"']*)", data.decode())}
    assert sorted(name for name in named if name and name not in files) == []
    unnamed = {name for name in files if name.startswith("assets/")} - {n or "" for n in named}
    assert sorted(name for name in unnamed if not name.endswith((".br", ".gz"))) == []


def test_what_can_be_read_is_not_changed(delivered: Built) -> None:
    code = delivered.one("articles/rest/", "code").text
    assert code == '<img src="/theme/search.js">'
    assert delivered.files()["images/guide.pdf"] == PDF


def test_every_page_states_what_it_may_do(delivered: Built) -> None:
    names = [name for name in delivered.files() if name.endswith(".html")]
    assert {"index.html", "search/index.html"} < set(names)
    for name in names:
        page = BeautifulSoup(delivered.text(name), "html.parser")
        first, second, third = page.find_all("meta")[:3]
        assert first["charset"] == "utf-8"
        assert second["http-equiv"] == "Content-Security-Policy"
        rules = str(second["content"])
        assert "unsafe-inline" not in rules
        assert "frame-ancestors" not in rules  # is not for a page to say
        assert ("script-src 'self' 'wasm-unsafe-eval'" in rules) == (name == "search/index.html")
        assert (third["name"], third["content"]) == ("referrer", "no-referrer")
        assert not page.select("[style], [onclick], script:not([src]):not([type*=json])")


def test_the_manifest_tells_every_file_and_comes_last(delivered: Built) -> None:
    files = delivered.files()
    data = files.pop("manifest.json")
    assert json.loads(data) == {
        "version": 1,
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in files.items()
        },
    }
    assert list(json.loads(data)["files"]) == sorted(files)


def test_what_is_packed_is_the_same_and_smaller(delivered: Built) -> None:
    files = delivered.files()
    beside = [name for name in files if name.endswith((".br", ".gz"))]
    assert {Path(name).with_suffix("").suffix for name in beside} >= {
        ".html", ".css", ".js", ".svg", ".xml", ".webmanifest", ".md", ".txt",
    }  # fmt: skip
    for name in beside:
        unpack = brotli.decompress if name.endswith(".br") else gzip.decompress
        assert unpack(files[name]) == files[name[:-3]]
        assert len(files[name]) < len(files[name[:-3]])
        if name.endswith(".gz"):
            assert files[name][4:8] == b"\0\0\0\0"  # no time: the same tomorrow


def test_what_packing_does_not_make_smaller_is_not_packed(tmp_path: Path) -> None:
    files = {"noise.txt": os.urandom(1000), "small.txt": b"Rest. " * 60, "rest.txt": b"Rest. " * 80}
    pieces = {name: piece(data) for name, data in files.items()}
    known: dict[str, Packed] = {}
    for _ in range(2):  # the second time by what is known of them
        found, known = packed(pieces, Store(tmp_path, "packed"), known)
        assert list(found) == ["rest.txt.br", "rest.txt.gz"]
        assert gzip.decompress(found["rest.txt.gz"].data()) == files["rest.txt"]
        assert [piece(one.data()).file for one in found.values()] == [
            one.file for one in found.values()
        ]
    assert len(known) == 2


def test_hosts_that_read_two_files_are_told_each_header_once(delivered: Built) -> None:
    lines = delivered.text("_headers").splitlines()
    rules: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("/"):
            rules[line] = []
        else:
            rules[list(rules)[-1]].append(line.split(":")[0].strip())
    assert rules == {
        "/*": [
            "Content-Security-Policy",
            "X-Content-Type-Options",
            "Referrer-Policy",
            "Permissions-Policy",
            "Cross-Origin-Opener-Policy",
            "X-Frame-Options",
            "Strict-Transport-Security",
        ],
        "/assets/*": ["Cache-Control"],
        "/pagefind/fragment/*": ["Cache-Control"],
        "/pagefind/index/*": ["Cache-Control"],
    }
    assert max(map(len, lines)) < 2000
    assert delivered.text("_redirects") == (
        "/blog/rest/ /articles/rest/ 301\n"
        "/blog/rest /articles/rest/ 301\n"
        "/caf%C3%A9/ /articles/rest/#%C3%A9 301\n"
        "/caf%C3%A9 /articles/rest/#%C3%A9 301\n"
        "/elsewhere/ https://other.example/a?b=c%20d 301\n"
        "/elsewhere https://other.example/a?b=c%20d 301\n"
        "/old%20words/ / 301\n"
        "/old%20words / 301\n"
        "/rest.html /articles/rest/ 301\n"
    )


def test_security_txt_holds_until_nearly_a_year_after_the_newest_change(delivered: Built) -> None:
    assert delivered.text(".well-known/security.txt") == (
        "Contact: mailto:hello@practice.example\n"
        "Expires: 2027-03-01T00:00:00Z\n"
        "Preferred-Languages: en\n"
        "Canonical: https://practice.example/.well-known/security.txt\n"
    )


def test_a_chosen_day_for_security_txt_is_that_day_and_some_sites_have_none() -> None:
    given: dict[str, Any] = {"email": "hello@practice.example", "lang": "en", "github": False}
    given |= {"expires": "2027-12-01", "sitemap": b"<lastmod>2026-03-02</lastmod>"}
    name = ".well-known/security.txt"
    found = well_known.files(URL, "", **given)
    assert b"Expires: 2027-12-01T00:00:00Z\n" in found[name]
    assert well_known.files(URL, "/sub", **given) == {}  # a place in a site of somebody else
    assert well_known.files(URL.replace("https", "http"), "", **given) == {}
    assert well_known.files(URL, "", **{**given, "email": ""}) == {}
    assert well_known.files(URL, "", **{**given, "expires": "", "sitemap": b""}) == {}


def test_a_style_sheet_is_named_after_what_it_loads() -> None:
    """Whatever their names: its own hash covers the new names of its fonts."""
    before = {"a.css": b"p { src: url(z.woff2) }", "z.woff2": b"1"}
    one, other = (
        texts.delivered(files, fingerprints.rename(files, URL, ""), {}).files
        for files in (Files(before), Files({**before, "z.woff2": b"2"}))
    )
    (sheet,) = [text.data().decode() for name, text in one.items() if name.endswith(".css")]
    assert re.fullmatch(r"p \{ src: url\(z\.[0-9a-f]{8}\.woff2\) \}", sheet)
    assert {name for name in one if name.endswith(".css")}.isdisjoint(other)


def test_a_second_build_into_the_folder_leaves_nothing_of_the_first(tmp_path: Path) -> None:
    site = write(tmp_path)
    output = tmp_path / "output"
    first = deliver(site, OUTPUT_PATH=str(output))
    (output / "mine.txt").write_text("Nobody's business.")
    (site.content / "articles" / "work.md").unlink()
    Image.new("RGB", (600, 400), "red").save(site.content / "images" / "desk.jpg")
    again = deliver(site, OUTPUT_PATH=str(output))
    assert first.output != output  # the folder is the one that was named
    elsewhere = deliver(site)
    now = {p.relative_to(output).as_posix() for p in output.rglob("*") if p.is_file()}
    assert now == set(elsewhere.files()) | {"mine.txt"}
    assert not (output / "articles" / "work").exists()
    assert again.problems == elsewhere.problems


def test_a_manifest_of_somebody_elses_removes_nothing(tmp_path: Path) -> None:
    output = tmp_path / "output"
    output.mkdir()
    for place in (tmp_path / "diary.txt", output / "notes.txt"):
        place.write_text("Mine.")
    entry = {"sha256": "1" * 64, "size": 5}
    below = {"version": 1, "files": {"../diary.txt": entry}}
    elsewhere = {"version": 1, "files": {str(tmp_path / "diary.txt"): entry}}
    older = {"files": {"notes.txt": entry}}
    for text in ('["notes.txt"]', "{", *map(json.dumps, (older, below, elsewhere))):
        (output / "manifest.json").write_text(text)
        manifest.remove_listed(output)
        assert (tmp_path / "diary.txt").exists()
        assert (output / "notes.txt").exists()


def test_the_build_command_lays_what_is_for_servers_beside_the_site(tmp_path: Path) -> None:
    site = TrialSite(tmp_path)
    site.page("home", url="", save_as="index.html", template="home")
    site.article("rest")
    assert build_site(site.content, tmp_path / "site", URL) == 0
    found = {path.name for path in tmp_path.iterdir() if not path.name.startswith(".cache")}
    assert found == {"content", "site", "site-hosting"}
    assert sorted(path.name for path in (tmp_path / "site-hosting").iterdir()) == [
        "Caddyfile",
        "nginx-brotli.conf",
        "nginx.conf",
    ]


def test_twice_the_same_content_is_twice_the_same_bytes(tmp_path: Path, delivered: Built) -> None:
    again = deliver(write(tmp_path))
    assert again.files() == delivered.files()
    snippets = {path.name: path.read_bytes() for path in hosting_of(again).iterdir()}
    assert snippets == {path.name: path.read_bytes() for path in hosting_of(delivered).iterdir()}


def test_a_file_that_is_missing_stops_the_build_and_is_told_once(tmp_path: Path) -> None:
    site = write(tmp_path)
    theme = Path(shutil.copytree(PROJECT / "theme", tmp_path / "theme"))
    base = theme / "templates" / "base.html"
    more = '<link rel="stylesheet" href="{{ localsiteurl }}/theme/none.css">\n</head>'
    base.write_text(base.read_text("utf-8").replace("</head>", more), "utf-8")
    built = site.build(delivered=True, THEME=str(theme))
    assert built.refused
    assert [str(problem) for problem in built.problems] == [
        (
            "404.html:1: This page needs the file “/theme/none.css”, and so do 4 more, but "
            "the site has no such file. Only what a text of the content uses is published: put a "
            "file of the theme's into its folder “static”, or take the name out of the text or the "
            "template."
        )
    ]


def test_each_host_gets_what_it_alone_wants(tmp_path: Path) -> None:
    site = TrialSite(tmp_path)
    site.article("rest", redirects=["/blog/rest"])
    netlify = deliver(site, PRACTICE_HOST="netlify")
    assert netlify.text("_redirects") == (
        "/blog/rest/ /articles/rest/ 301!\n/blog/rest /articles/rest/ 301!\n"
    )
    assert deliver(site, PRACTICE_HOST="github-pages").text("CNAME") == "practice.example\n"
    for url in ("https://jane.github.io", "https://jane.github.io/site", f"{URL}/site"):
        at_github = deliver(site, PRACTICE_HOST="github-pages", url=url)
        assert "CNAME" not in at_github.files(), url
        assert ".nojekyll" in at_github.files()
    assert "CNAME" not in netlify.files()
    assert site.build(delivered=True, PRACTICE_HOST="geocities").said() == [
        (
            "publishconf.py:1: PRACTICE_HOST is “geocities”, and no such host is known. It may be "
            "“netlify”, “github-pages”, or stay empty for every other host."
        )
    ]
    assert site.build(delivered=True, PRACTICE_HOST="github-pages", url="").said() == [
        (
            "practice.yaml:1: GitHub Pages asks for the address of the site, and it is not known. "
            "Write it under “practice:” in practice.yaml as “  url: https://…”."
        )
    ]


SITE = (
    "is not an address at which a whole site can stand. Write https:// and the domain; behind it "
    "may stand folders of plain letters, digits and hyphens, such as https://example.org/practice."
)
SETTINGS: list[tuple[dict[str, Any], str]] = [
    (
        {"PRACTICE_HSTS": "300; includeSubDomains", "PRACTICE_SECURITY_EXPIRES": "2027-12-01"},
        (
            "PRACTICE_HSTS is “300; includeSubDomains”, which is not a number of seconds. Write "
            "digits only, such as 300, or 0 for none."
        ),
    ),
    (
        {"PRACTICE_HSTS": -1},
        (
            "PRACTICE_HSTS is “-1”, which is not a number of seconds. Write digits only, such as "
            "300, or 0 for none."
        ),
    ),
    (
        {"PRACTICE_SECURITY_EXPIRES": "2027-11-31"},
        (
            "PRACTICE_SECURITY_EXPIRES is “2027-11-31”, which is not a date. Write it as "
            "year-month-day, such as “2027-11-01”."
        ),
    ),
    ({"url": f"{URL}/a$b"}, f"SITEURL, or --url: “{URL}/a$b” {SITE}"),
]


@pytest.mark.parametrize(("setting", "said"), SETTINGS)
def test_a_setting_that_a_host_would_not_understand_is_told(
    site: TrialSite, setting: dict[str, Any], said: str
) -> None:
    site.article("rest")
    built = site.build(delivered=True, **setting)
    assert (built.refused, built.said()) == (True, [f"publishconf.py:1: {said}"])


@pytest.mark.parametrize(
    "path",
    [
        *("/$host", "/a%20b", "/a'b", "/*", "/:x", "/{path}", "/a/../b", "/.git", "/a//b"),
        *("/?a=b", "/#a", ";/", "/a\\", "@evil.example", ":port"),
    ],
)
def test_the_address_of_the_site_has_no_sign_that_a_host_would_read_otherwise(path: str) -> None:
    text = f"practice:\n  url: {json.dumps(URL + path)}\npeople: {{}}\n"
    found = [one for one in load.read(text, "practice.yaml")[1] if one.line == 2]
    assert list(map(str, found)) == [f"practice.yaml:2: “{URL}{path}” {SITE}"]


@pytest.mark.parametrize("path", ["", "/", ":8000", "/quiet", "/quiet.room-é/~jane_doe/"])
def test_it_may_have_any_other(path: str) -> None:
    text = f"practice:\n  url: {URL}{path}\n"
    facts, problems = load.read(text, "practice.yaml")
    assert (facts.practice.url, [one for one in problems if one.line == 2]) == (
        f"{URL}{path}".rstrip("/"),
        [],
    )


def test_a_line_that_a_host_would_pass_over_is_told(tmp_path: Path) -> None:
    site = TrialSite(tmp_path)
    site.article("rest")
    old = f"/{'x' * 224}/{'y' * 224}"
    site.write("redirects.yaml", f"{old}: https://other.example/{'z' * 428}\n")
    assert deliver(site).text("_redirects").splitlines()[0].endswith("z 301")
    built = site.build(delivered=True, url=f"{URL}/{'w' * 100}")
    assert [str(one) for one in built.errors()] == [
        f"_redirects:{line}: This line is longer than Cloudflare allows, so it would be left out. "
        "The site's own address makes it long: leave this old address out."
        for line in (1, 2)
    ]


def test_a_site_below_another_one_keeps_its_root(tmp_path: Path) -> None:
    site = write(tmp_path)
    built = deliver(site, url=f"{URL}/quiet")
    sources = {str(tag["src"]) for tag in built.page("articles/rest/").select("img[src]")}
    assert all(source.startswith("/quiet/assets/") for source in sources)
    assert "/quiet/assets/*\n" in built.text("_headers")
    assert "/quiet/blog/rest/ /quiet/articles/rest/ 301\n" in built.text("_redirects")
    assert ".well-known/security.txt" not in built.files()  # it must be at the root of a host


def test_the_preview_has_none_of_this(tmp_path: Path) -> None:
    site = write(tmp_path)
    deliver(site)  # before it, in the same process
    built = site.build(strict=False)
    assert not {"manifest.json", "_headers", ".htaccess"} & set(built.files())
    assert not hosting_of(built).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a link needs a right there")
def test_nothing_is_written_through_a_link_out_of_the_folder(tmp_path: Path) -> None:
    output, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    for folder_ in (output / "within", elsewhere):
        folder_.mkdir(parents=True)
    (output / "out").symlink_to(elsewhere)
    (output / "in").symlink_to("within")
    with pytest.raises(ValueError, match="“out” leads outside of the site's folder"):
        folder.write(output, (), {"out/a/index.html": piece(b"a"), "index.html": piece(b"")})
    folder.write(output, (), {"in/index.html": piece(b"a")})
    assert (output / "within" / "index.html").read_bytes() == b"a"
    assert list(elsewhere.iterdir()) == []
