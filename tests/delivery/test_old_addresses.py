"""Old addresses with every sign that means something to a server: each leads on, and breaks none.

What a host cannot be asked for is refused at its line: tests/frontmatter/test_redirects.py.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desk.build.build import build_site
from plugins.delivery import headers, hosts, manifest
from plugins.delivery.headers import Needs
from plugins.delivery.hosts import OldAddress
from plugins.frontmatter import redirects
from tests.delivery import servers
from tests.delivery.conftest import deliver, or_skipped, served
from tests.delivery.test_servers import ask
from tests.trial_site import URL, Built, TrialSite

SERVERS = ("nginx", "apache", "caddy")
# As somebody types them, each with the path that is meant.
NASTY = {
    "/old-%22x": '/old-"x',
    '/old-"y"': '/old-"y"',
    "/price-$": "/price-$",
    "/%24x": "/$x",
    "/$1/$2": "/$1/$2",
    "/${x}": "/${x}",
    "/{path}": "/{path}",
    "/{$HOME}": "/{$HOME}",
    "/{http.request.uri}": "/{http.request.uri}",
    "/%25{REQUEST_URI}": "/%{REQUEST_URI}",
    "/%251": "/%1",
    "/100%25": "/100%",
    "/%2525": "/%25",
    "/my old page": "/my old page",
    "/my%20new%20page/": "/my new page/",
    "/c%23": "/c#",
    "/why%3F": "/why?",
    "/a:b": "/a:b",
    "/:splat/:id": "/:splat/:id",
    "/a;b": "/a;b",
    "/a}b{": "/a}b{",
    "/(a": "/(a",
    "/[a-z]": "/[a-z]",
    "/*": "/*",
    "/blog/*": "/blog/*",
    "/a+b": "/a+b",
    "/^a": "/^a",
    "/a|b": "/a|b",
    "/it's": "/it's",
    "/<b>": "/<b>",
    "/`a`": "/`a`",
    "/a&b": "/a&b",
    "/a=b": "/a=b",
    "/@jane": "/@jane",
    "/~jane": "/~jane",
    "/!a": "/!a",
    "/-a": "/-a",
    "/a,b": "/a,b",
    "/café": "/café",
    "/caf%C3%A8": "/cafè",
    "/cafe\N{COMBINING DIAERESIS}": "/cafe\N{COMBINING DIAERESIS}",
    "/cafe%CC%82": "/cafe\N{COMBINING CIRCUMFLEX ACCENT}",
    "/心": "/心",
    "/%F0%9F%98%80": "/😀",
    "/About-Us": "/About-Us",
    "/a.": "/a.",
    "/a%20": "/a ",
    "/CON/": "/CON/",
    "/aux.html": "/aux.html",
    "/index.php": "/index.php",
    "/index.php/about": "/index.php/about",
    "/guide.pdf": "/guide.pdf",
    "/site.css": "/site.css",
    "/Page.HTML": "/Page.HTML",
    "/old.html": "/old.html",
    "/news/index.html": "/news/",
    "/.well-known/x": "/.well-known/x",
    "/.well-known": "/.well-known",
    "/articles/": "/articles/",
    "/" + "l" * 255 + "/" + "m" * 180: "/" + "l" * 255 + "/" + "m" * 180,
    "/" + "é" * 70: "/" + "é" * 70,
}
# Where they lead, in turn, and what a host says of it.
TARGETS = {
    "/articles/rest/": "/articles/rest/",
    "/about/?a=$1{b}#words": "/about/?a=%241%7Bb%7D#words",
    "https://other.example/a:b?c=$1&d=%20&e=%1#{x}": (
        "https://other.example/a:b?c=%241&d=%20&e=%251#%7Bx%7D"
    ),
    "https://other.example:8443/é'[z]%3F%23": ("https://other.example:8443/%C3%A9%27%5Bz%5D%3F%23"),
}
GONE = ['/gone-"$1{x}', "/gone%25/", "/gone.php"]
ROOT = "/quiet.room-é"
SIGNS = "aA1/-_.~!$&'()*+,;=:@\"<>[]^`{|}#?% \\éß\u0301\u2028\u202e😀"


def random_addresses(count: int) -> list[str]:
    """The same ones each time, of which no two are the same to some computer."""
    chance = random.Random(7)
    made: dict[str, str] = {}
    while len(made) < count:
        text = "/r" + "".join(chance.choices(SIGNS, k=chance.randint(1, 12)))
        typed = quote(text) if chance.random() < 0.7 else text
        try:
            name = redirects.page_name(redirects.page_address(redirects.old_address(typed)))
        except ValueError:
            continue
        made.setdefault(name.casefold(), f"/r{len(made)}{typed}")
    return list(made.values())


def write(folder: TrialSite) -> dict[str, str | None]:
    """A small practice that has had many addresses; where each path leads, None if it is gone."""
    folder.page("home", url="", save_as="index.html", template="home")
    folder.page("about", "## Words {#words}\n\nWords.\n")
    at = "$e[a]r{c}h+(é)/"
    folder.page("search", template="search", url=at, save_as=f"{at}index.html")
    folder.page("404", url="404.html", save_as="404.html", template="not_found", status="hidden")
    typed = [*NASTY, *random_addresses(150)]
    in_header, in_file = typed[::9], [one for at, one in enumerate(typed) if at % 9]
    folder.article("rest", redirects=in_header)
    targets = list(TARGETS)
    chosen = {old: targets[at % len(targets)] for at, old in enumerate(in_file)}
    moved = {**chosen, **dict.fromkeys(GONE, "gone")}
    text = yaml.safe_dump(moved, allow_unicode=True, sort_keys=False, width=10_000)
    folder.write("redirects.yaml", text)
    leads = {**chosen, **dict.fromkeys(in_header, "/articles/rest/")}
    paths = {redirects.old_address(old): TARGETS[new] for old, new in leads.items()}
    return {**paths, **dict.fromkeys(map(redirects.old_address, GONE))}


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, dict[str, str | None]]:
    site = TrialSite(tmp_path_factory.mktemp("many"))
    leads = write(site)
    return deliver(site), leads


def spellings(path: str) -> Iterator[str]:
    """How a browser or a program may ask for a path: a folder without its slash, or by its page."""
    whole = redirects.page_address(path)
    page = [f"{whole}index.html"] if whole.endswith("/") else []
    for way in dict.fromkeys((path, whole, whole.rstrip("/"), *page)):
        yield quote(way)
        yield quote(way, safe="/!$&'()*+,;=:@~[]|^`{}\"<>")


def answers(server: str, paths: dict[str, str | None]) -> dict[str, tuple[int, str]]:
    found = {}
    for path in paths:
        for spelling in spellings(path):
            answer = ask(server, spelling)
            location = answer.headers.get("location", "").removeprefix(server)
            found[spelling] = (answer.status, location)
    return found


def policy_of(server: str, page: str) -> str:
    return ask(server, page).headers["content-security-policy"]


def expected(paths: dict[str, str | None], root: str = "") -> dict[str, tuple[int, str]]:
    return {
        spelling: (410, "") if to is None else (301, quote(root) + to if to.startswith("/") else to)
        for path, to in paths.items()
        for spelling in spellings(path)
    }


@pytest.mark.parametrize("name", SERVERS)
def test_every_old_address_leads_on_and_every_page_is_there(
    name: str, many: tuple[Built, dict[str, str | None]]
) -> None:
    built, paths = many
    with or_skipped(), served(name, built) as server:
        assert answers(server, paths) == expected(paths)
        search = "/$e[a]r%7Bc%7Dh+(%C3%A9)/"
        pages = ["/", "/about/", "/articles/rest/", search, "/robots.txt", "/manifest.json"]
        assert {page: ask(server, page).status for page in pages} == dict.fromkeys(pages, 200)
        may_run = {page: "script-src" in policy_of(server, page) for page in pages[:4]}
        assert may_run == {page: page == search for page in pages[:4]}
        nothing = ["/price-", "/blog/", "/blog/x", "/xabx", "/Shop", "/old-"]
        assert {page: ask(server, page).status for page in nothing} == dict.fromkeys(nothing, 404)


@pytest.fixture(scope="module")
def below(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, dict[str, str | None]]:
    """The same site where it is a part of another."""
    site = TrialSite(tmp_path_factory.mktemp("below"))
    leads = {f"{ROOT}{path}": to for path, to in write(site).items()}
    return deliver(site, url=f"{URL}{ROOT}"), leads


@pytest.mark.parametrize("name", SERVERS)
def test_so_it_is_where_the_site_is_a_part_of_another(
    name: str, below: tuple[Built, dict[str, str | None]]
) -> None:
    (built, paths), root = below, ROOT
    with or_skipped(), served(name, built, root) as server:
        assert answers(server, paths) == expected(paths, root)
        assert ask(server, quote(f"{root}/about/")).status == 200
        kept = next(name for name in built.files() if name.startswith("assets/print."))
        assert "immutable" in ask(server, quote(f"{root}/{kept}")).headers["cache-control"]
        nothing = ask(server, quote(f"{root}/nothing/"))
        assert (nothing.status, nothing.body) == (404, (built.output / "404.html").read_bytes())


def test_what_is_typed_is_the_path_that_is_meant() -> None:
    assert {typed: redirects.page_address(redirects.old_address(typed)) for typed in NASTY} == {
        typed: redirects.page_address(path) for typed, path in NASTY.items()
    }


def test_every_file_of_the_site_can_be_on_every_computer(
    many: tuple[Built, dict[str, str | None]],
) -> None:
    built, paths = many
    names = [name for name in built.files() if not name.startswith(".")]
    assert [name for name in names if re.search(r"[<>:\"|?*\\]|[. ](/|$)", name)] == []
    assert len({name.casefold() for name in names}) == len(names)
    led = [n for n in names if n.endswith(".html") and "This page has moved" in built.text(n)]
    assert {"café/index.html", "index.php/about/index.html", "old.html"} <= set(led)
    assert 60 < len(led) < len(paths)


def test_the_whole_of_a_build_lets_them_through(
    site: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    write(site)
    output = site.folder / "output"
    assert build_site(site.content, output, URL) == 0, capsys.readouterr().err
    assert "café/index.html" in manifest.read(output).files


def test_two_hosts_are_told_of_no_pattern_and_no_comment() -> None:
    signs = "/a b", "/*", "/:x", "/c#", '/"', "/100%", "/é", "/$(it's)+,;=@~!&", "/<[{^`|\\?"
    old = [OldAddress(path, "/new/:splat?a=b:c#d:e") for path in signs]
    assert hosts.redirects_file(old, netlify=False) == "".join(
        f"{path} /new/%3Asplat?a=b%3Ac#d%3Ae 301\n"
        for path in (
            "/a%20b",
            "/%2A",
            "/%3Ax",
            "/c%23",
            "/%22",
            "/100%25",
            "/%C3%A9",
            "/$(it's)+,;=@~!&",
            "/%3C%5B%7B%5E%60%7C%5C%3F",
        )
    )
    to = OldAddress("/a", "https://other.example:8443/b")
    assert hosts.redirects_file([to], netlify=True) == ("/a https://other.example:8443/b 301!\n")


@pytest.mark.parametrize(
    ("name", "line"),
    [("nginx", 'return 301 "/$x";'), ("apache", 'RewriteRule "^"" "/"'), ("caddy", "redir {")],
)
def test_a_configuration_that_breaks_a_server_is_seen(name: str, line: str) -> None:
    brotli = hosts.config("nginx-brotli.conf", headers.table({}, "", 0), [], "")
    hosting = {"nginx.conf": line, "nginx-brotli.conf": brotli, "Caddyfile": line}
    with or_skipped():
        assert servers.what_is_wrong(name, line, hosting) != ""


@pytest.mark.parametrize("name", SERVERS)
@settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(
    texts=st.lists(st.text(st.sampled_from(SIGNS) | st.characters(), min_size=1), max_size=80),
    root=st.sampled_from(["", ROOT]),
)
def test_no_text_breaks_the_configuration_of_a_server(
    name: str, texts: list[str], root: str
) -> None:
    moved: dict[str, str] = {}
    for text in texts:
        for typed in (f"/{text}", quote(f"/{text}", errors="replace")):
            try:
                moved[redirects.page_address(redirects.old_address(typed))] = f"/{text}"
            except ValueError:
                continue
    old = hosts.old_addresses(moved, [f"{path}gone" for path in moved], root)
    scripts = {f"{path[1:]}index.html": Needs(scripts=True) for path in moved if path[-1] == "/"}
    table = headers.table(scripts, root, 300)
    snippets = ("nginx.conf", "nginx-brotli.conf", "Caddyfile")
    hosting = {each: hosts.config(each, table, old, root) for each in snippets}
    htaccess = hosts.config("htaccess", table, old, root)
    with or_skipped():
        assert servers.what_is_wrong(name, htaccess, hosting) == ""
    for line in hosts.redirects_file(old, netlify=True).splitlines():
        assert re.fullmatch(r"/[^\s#*:]* (/|http)[!-~]* 301!", line)
        assert not re.search(r":[A-Za-z]", line)
