"""Old addresses that no host can be asked for, or that stand where a file of the site does.

That all others lead on, on real servers: tests/delivery/test_old_addresses.py.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest

from desk.check.run import collect
from plugins.core.problem import Problem
from plugins.delivery import manifest
from plugins.frontmatter import redirects
from plugins.frontmatter.redirects import Redirect, settle
from tests.trial_site import Built, TrialSite

SLASH = "some hosts and browsers read “\\”, “%5C” or “%2F” as “/”, and others do not"
STEPS = "“.” and “..” are steps between folders, which browsers take before they ask"
QUESTION = "hosts of plain pages ignore what follows a “?” (docs/hosting.md)"
FRAGMENT = "browsers do not send what follows a “#”"
HOME = "Leave it out: who follows such a link finds the home page."
IF_ALL = "if all addresses that begin so may lead to one page; otherwise leave it out."
ONLY = "Write only the part after the domain, such as /blog/old-name."
PLAIN = "Write it with “/”, or leave it out."
NO_STEPS = "Write the address without them, or leave it out."
UNSEEN = "Take {0} out if it is there by mistake; otherwise leave the address out."
REFUSED = {
    "blog/old": ("it does not begin with one slash", ONLY),
    "//evil.example": ("it does not begin with one slash", ONLY),
    "https://old.example/blog": ("it does not begin with one slash", ONLY),
    "/?p=123": (QUESTION, HOME),
    "/page?id=1": (
        QUESTION,
        f"Write “/page” {IF_ALL}",
    ),
    "/#part": (FRAGMENT, HOME),
    "/#!/about?x": (FRAGMENT, HOME),
    "/blog#part": (
        FRAGMENT,
        f"Write “/blog” {IF_ALL}",
    ),
    "/100%": ("its “%” stands alone", "Write %25 for a percent sign."),
    "/%{REQUEST_URI}": ("its “%” stands alone", "Write %25 for a percent sign."),
    "/%1": ("its “%” stands alone", "Write %25 for a percent sign."),
    "/a%2fb": (SLASH, PLAIN),
    "/a\\b": (SLASH, PLAIN),
    "/a%5Cb": (SLASH, PLAIN),
    "/caf%E9": ("some of its letters are not in UTF-8", "Leave it out."),
    "/%ed%a0%80": ("some of its letters are not in UTF-8", "Leave it out."),
    "/a%0ab": ("it holds a sign that cannot be seen (%0A)", UNSEEN.format("%0A")),
    "/a%0d%0aSet-Cookie: b": ("it holds a sign that cannot be seen (%0D)", UNSEEN.format("%0D")),
    "/a%00": ("it holds a sign that cannot be seen (%00)", UNSEEN.format("%00")),
    "/a%7f": ("it holds a sign that cannot be seen (%7F)", UNSEEN.format("%7F")),
    "/a%c2%85": ("it holds a sign that cannot be seen (%C2%85)", UNSEEN.format("%C2%85")),
    "/a//b": ("hosts take two slashes in a row for one", "Write one slash."),
    "/../../e": (STEPS, NO_STEPS),
    "/%2e%2e/x": (STEPS, NO_STEPS),
    "/a/.%2E": (STEPS, NO_STEPS),
    "/./x": (STEPS, NO_STEPS),
    "/.htaccess": ("hosts show nobody what begins with a dot", "Leave it out."),
    "/a/.git/config": ("hosts show nobody what begins with a dot", "Leave it out."),
    "/" + "word-" * 200: (
        "it has 1,001 signs as browsers send it, and at most 450 work on every host",
        "Leave it out.",
    ),
    "/" + "é" * 120: (
        "it has 721 signs as browsers send it, and at most 450 work on every host",
        "Leave it out.",
    ),
    "/" + "x" * 256: ("a part of it is longer than the name of a file may be", "Leave it out."),
}


@pytest.fixture
def practice(site: TrialSite) -> TrialSite:
    site.page("home", url="", save_as="index.html", template="home")
    site.page("about")
    site.page("404", url="404.html", save_as="404.html", template="not_found", status="hidden")
    site.article("rest")
    return site


def yaml_lines(moved: Mapping[str, str]) -> str:
    """redirects.yaml with a line for each, whatever its signs (JSON's strings are YAML's)."""
    return "".join(f"{json.dumps(old)}: {json.dumps(new)}\n" for old, new in moved.items())


def said(problems: Collection[Problem]) -> list[str]:
    rules = ("redirect", "redirect-without-page", "header-redirects")
    found = [one for one in problems if one.rule in rules]
    return [f"{Path(p.path).name}:{p.line}: {p.message} {p.remedy}" for p in sorted(found)]


def written_redirects(built: Built) -> list[str]:
    pages = [name for name in built.files() if name.endswith(".html")]
    return [name for name in pages if "This page has moved" in built.text(name)]


def test_what_no_host_can_be_asked_for_is_told_at_its_line_by_check_and_by_build(
    practice: TrialSite,
) -> None:
    practice.write("redirects.yaml", yaml_lines(dict.fromkeys(REFUSED, "/about/")))
    practice.article("sleep", redirects=list(REFUSED))
    expected = [
        f"{file}:{number}: “{redirects.shown(old)}” cannot be an old address: {why}. {remedy}"
        for file, first in (("sleep.md", 6), ("redirects.yaml", 1))
        for number, (old, (why, remedy)) in enumerate(REFUSED.items(), first)
    ]
    built = practice.build()
    assert built.refused
    assert sorted(said(built.problems)) == sorted(expected)
    checked = collect(practice.content)
    assert (sorted(said(checked.problems)), checked.trace) == (sorted(expected), "")


def test_the_preview_goes_on_without_them_and_writes_nothing_outside(practice: TrialSite) -> None:
    practice.write("redirects.yaml", yaml_lines(dict.fromkeys(REFUSED, "/about/")))
    before = {path for path in practice.folder.rglob("*") if "output" not in path.parts[-1]}
    built = practice.build(strict=False)
    assert written_redirects(built) == []
    after = {path for path in practice.folder.rglob("*") if not path.is_relative_to(built.output)}
    assert {path for path in after - before if ".cache" not in path.parts} == set()


def test_what_cannot_be_seen_in_a_message_is_shown_and_what_is_long_is_cut(
    practice: TrialSite,
) -> None:
    practice.article("sleep", redirects=["/a\nb\x1b[31m"])
    (only,) = said(practice.build().problems)
    assert only == (
        "sleep.md:6: “/a%0Ab%1B[31m” cannot be an old address: it holds a sign that cannot be seen "
        "(%0A). Take %0A out if it is there by mistake; otherwise leave the address out."
    )
    assert redirects.shown("/" + "x" * 1000) == "/" + "x" * 59 + "…"


def test_a_line_that_yaml_cannot_read_is_told_for_what_it_is() -> None:
    found, (only,) = redirects.read(f"/a: /b/\n/{'x' * 1100}: /b/\n", "redirects.yaml")
    assert [redirect.old for redirect in found] == ["/a"]
    assert str(only) == (
        "redirects.yaml:2: The text before the colon in this line is too long to be read. It "
        "may have at most 1,024 signs: shorten it, or take the line out."
    )
    _, problems = redirects.read("[/a]: /b/\n", "redirects.yaml")
    assert list(map(str, problems)) == [
        f"redirects.yaml:1: “…” cannot be an old address: it does not begin with one slash. {ONLY}"
    ]


NO_TARGETS = [
    "javascript:alert(1)",
    "//evil.example/",
    "/\\evil.example/",
    "https://",
    "https://evil.example\\@other.example/",
    "https://jane:secret@other.example/",
    "https://other.example/a b",
    "https://other.example/a\nSet-Cookie: b",
    "/about/\x00",
    "/about/\r\nSet-Cookie: b",
]


def test_a_target_that_is_none_is_told(practice: TrialSite) -> None:
    moved = {f"/old-{number}": new for number, new in enumerate(NO_TARGETS, 1)}
    practice.write("redirects.yaml", f"{yaml_lines(moved)}/old-11: [/about/]\n/old-12:\n")
    assert said(practice.build().problems) == [
        f"redirects.yaml:{number}: The redirect “/old-{number}” cannot be understood. Write it as "
        f"“/old-address: /new-address/”, each beginning with one slash, or as “/old-address: "
        f"https://…”, or as “/old-address: gone”."
        for number in range(1, 13)
    ]


def test_a_target_that_is_too_long_for_a_host_is_told(practice: TrialSite) -> None:
    practice.write("redirects.yaml", f"/old: https://other.example/?{'é' * 100}\n")
    (only,) = said(practice.build().problems)
    assert only == (
        "redirects.yaml:1: The redirect “/old” leads to an address of 623 signs, and at most 450 "
        "work on every host. Lead it to a page of this site that holds the long link."
    )


def test_a_target_is_written_as_an_address_may_be(practice: TrialSite) -> None:
    here = "https://practice.example"
    targets = {
        "/images/my guide.pdf": f"{here}/images/my%20guide.pdf",
        "/images/your%20guide.pdf": f"{here}/images/your%20guide.pdf",
        "/images/50%.pdf": f"{here}/images/50%25.pdf",
        "/about/?from=old&to=new#a\"b<c>'d'": f"{here}/about/?from=old&to=new#a%22b%3Cc%3E%27d%27",
        "https://other.example/a'b?c=\\d&e=100%": "https://other.example/a%27b?c=%5Cd&e=100%25",
    }
    for name in ("my guide.pdf", "your guide.pdf", "50%.pdf"):
        practice.write(f"images/{name}", b"%PDF")
    moved = {f"/{number}": new for number, new in enumerate(targets)}
    practice.write("redirects.yaml", yaml_lines(moved))
    built = practice.build(strict=False)
    (told,) = built.said()  # no place on a page is called so
    assert told.startswith("redirects.yaml:4: The redirect “/3” leads to no place")
    for number, target in enumerate(targets.values()):
        led = built.one(f"{number}/", "meta[http-equiv=refresh]")["content"]
        assert (led, built.one(f"{number}/", "a")["href"]) == (f"0; url={target}", target)


TAKEN = "is the address of a page of this site, so nobody would see it."
OWN = "is where the program puts files of its own."
OF_ABOUT = "would stand in the place of “/about/” on many computers and hosts."
OF_GUIDE = "would stand in the place of “/images/guide.pdf” on many computers and hosts."
OF_ROBOTS = "would stand in the place of “/robots.txt” on many computers and hosts."
IN_THE_WAY = {
    "/about": TAKEN,
    "/%61bout/": TAKEN,
    "/about/index.html": TAKEN,
    "/": TAKEN,
    "/index.html": TAKEN,
    "/404.html": TAKEN,
    "/robots.txt": TAKEN,
    "/es/feed.xml": TAKEN,
    "/articles/rest/card.png": TAKEN,
    "/images/guide.pdf": TAKEN,
    "/About": OF_ABOUT,
    "/ABOUT/index.html": OF_ABOUT,
    "/about/index.html.br": OF_ABOUT,
    "/about/index.html/x": OF_ABOUT,
    "/Robots.TXT": OF_ROBOTS,
    "/robots.txt/x": OF_ROBOTS,
    "/images/guide.pdf/": OF_GUIDE,
    "/images/guide.pdf.gz": OF_GUIDE,
    "/theme/site.css": OWN,
    "/Theme/old.css": OWN,
    "/assets/": OWN,
    "/pagefind/pagefind.js": OWN,
    "/_headers": OWN,
    "/_redirects": OWN,
    "/CNAME": OWN,
    "/cname/x": OWN,
    "/manifest.json": OWN,
    "/card.png": OWN,
    "/drafts/x": OWN,
    "/.well-known/security.txt": OWN,
}


def test_an_old_address_takes_the_place_of_no_file_of_the_site(practice: TrialSite) -> None:
    practice.write("images/guide.pdf", b"%PDF")
    practice.write(
        "articles/rest.es.md", "---\ntitle: Rest\nsummary: S.\ndate: 2026-03-02\n---\nWords.\n"
    )
    practice.write("redirects.yaml", yaml_lines(dict.fromkeys(IN_THE_WAY, "/articles/rest/")))
    expected = sorted(
        f"redirects.yaml:{number}: “{redirects.old_address(old)}” {message} Remove the redirect"
        f"{'' if message == OWN else ', or give that page another slug'}."
        for number, (old, message) in enumerate(IN_THE_WAY.items(), 1)
    )
    assert sorted(said(practice.build(delivered=True).problems)) == expected
    shown = practice.build(strict=False)
    assert sorted(said(shown.problems)) == expected
    assert written_redirects(shown) == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("/old", "/%6Fld/"),
        ("/old", "/OLD"),
        ("/old.php", "/old.php/"),
        ("/caf%C3%A9", "/cafe%CC%81"),
        ("/old", "/old/index.html"),
    ],
)
def test_two_old_addresses_whose_pages_are_one_file_lead_to_one_place(
    first: str, second: str
) -> None:
    one, other = redirects.old_address(first), redirects.old_address(second)
    settled = settle([Redirect(one, "/a/", "x", 1), Redirect(other, "/b/", "x", 2)], ())
    assert settled.moved == {redirects.page_address(one): "/a/"}
    assert list(map(str, settled.problems)) == [
        f"x:2: “{other}” already leads to /a/ (x:1). Keep one of the two."
    ]


@pytest.mark.parametrize(
    ("first", "others"),
    [
        ("/old.html", ["/old.html/more", "/old.html/more/", "/Old.html/", "/old.html.br"]),
        ("/old.html/more", ["/old.html"]),
    ],
)
def test_no_page_is_a_file_where_another_needs_a_folder(
    practice: TrialSite, first: str, others: list[str]
) -> None:
    practice.write("redirects.yaml", yaml_lines(dict.fromkeys([first, *others], "/about/")))
    shown = practice.content / "redirects.yaml"
    assert said(practice.build().problems) == [
        f"redirects.yaml:{line}: “{old}” and “{first}” ({shown}:1) cannot both have a page: one "
        "would be a file and the other a folder of the same name. Keep one of the two."
        for line, old in enumerate(others, 2)
    ]
    practice.write("redirects.yaml", yaml_lines({first: "gone", others[0]: "/about/"}))
    assert practice.build().said() == []


@pytest.mark.parametrize("second", ["/old/", "/OLD", "/old/index.html", "/old.html"])
def test_the_same_place_twice_is_no_matter(practice: TrialSite, second: str) -> None:
    practice.write("redirects.yaml", f"/old: /about/\n{second}: /about/\n")
    assert practice.build().said() == []


def test_a_circle_is_found_however_it_is_spelled() -> None:
    circle = [
        Redirect("/café/", "/%6Fld/?x#y", "redirects.yaml", 1),
        Redirect("/old", "/caf%C3%A9", "redirects.yaml", 2),
    ]
    settled = settle(circle, ())
    assert settled.moved == {"/old/": "/caf%C3%A9"}
    assert [str(problem) for problem in settled.problems] == [
        "redirects.yaml:1: The redirect “/café/” leads back to itself. Remove it."
    ]


def test_a_page_stands_where_a_host_of_files_shows_it_as_a_page(practice: TrialSite) -> None:
    names = {
        "/a": "a/index.html",
        "/b.html": "b.html",
        "/c.html/": "c.html/index.html",
        "/d.php": "d.php/index.html",
        "/e.css": "e.css/index.html",
        "/my%20old%20page": "my old page/index.html",
        "/.well-known/x": ".well-known/x/index.html",
        "/Blog/Post": "Blog/Post/index.html",
        "/50%25": "50%/index.html",
    }
    practice.write("redirects.yaml", yaml_lines(dict.fromkeys(names, "/about/")))
    built = practice.build(delivered=True)
    assert built.said() == []
    assert sorted(written_redirects(built)) == sorted(names.values())
    assert set(names.values()) < set(manifest.read(built.output).files)


def test_a_name_that_some_computer_cannot_hold_is_written_nowhere_and_noted(
    practice: TrialSite,
) -> None:
    names = [
        *("/a:b", "/a%2Ab", "/a<b>", "/a%22", "/a|b", "/why%3F", "/a.", "/a%20", "/a./b"),
        *("/CON/", "/aux.html", "/com1/x", "/a/NUL.txt", f"/{'x' * 201}"),
    ]
    practice.write("redirects.yaml", yaml_lines(dict.fromkeys(names, "/about/")))
    built = practice.build(delivered=True)
    assert sorted(said(built.problems)) == sorted(
        f"redirects.yaml:{number}: No page can stand at “{redirects.shown(unquote(old))}” on every "
        "computer, so none is written there. Most hosts lead on from there all the same; "
        "docs/hosting.md says which do not."
        for number, old in enumerate(names, 1)
    )
    assert {problem.severity for problem in built.problems} == {"note"}
    assert written_redirects(built) == []
    assert len(built.text("_redirects").splitlines()) > len(names)


def test_a_link_in_a_text_may_lead_to_an_old_address(practice: TrialSite) -> None:
    practice.write("redirects.yaml", "/old $x&y: /about/\n")
    practice.article("sleep", "[a](</old%20$x&y>)\n")
    built = practice.build()
    assert built.said() == []
    links = [link["href"] for link in built.page("articles/sleep/").select(".prose a")]
    assert links == ["/old%20%24x%26y/"]
