"""Nothing outside of the content is read, published or written over, however it is named."""

from __future__ import annotations

import os
import subprocess
import sys
from html import escape
from pathlib import Path

import pytest

from plugins.core.paths import held
from plugins.site.outputs import inside, inside_output
from tests.trial_site import PROJECT, Built, TrialSite, markdown, photograph

SECRET = b"Nobody else is to read this."
PRIVATE = photograph(comment=SECRET)
COPY = (
    "Only what lies in the content folder can be {}: take the {} out, or put a copy into "
    "content/images/, if visitors may have it, and write /images/ and its name."
)
LEADS_OUT = (
    "This symbolic link leads out of the content folder, so it is not followed. Put what the site "
    "needs into the content folder itself, and remove the link."
)


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but for the content, a build's output and its cache."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not {"content", "output", ".cache"} & {*path.parts}
    }


@pytest.fixture
def around(site: TrialSite) -> TrialSite:
    """A site with files of somebody's above its content, and others above its output."""
    for name in ("start.py", "private.jpg", "notes.txt", "forms/form.pdf"):
        for folder in (site.folder, site.folder / "web"):
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(PRIVATE if name.endswith("jpg") else SECRET + os.fsencode(path))
    site.write("images/desk.jpg", photograph())
    site.article("rest")
    return site


def built(site: TrialSite, *, strict: bool = False) -> Built:
    """What a build into web/output gives; nothing beside that folder may have changed."""
    before = tree(site.folder)
    output = site.folder / "web" / "output"
    found = site.build(strict=strict, OUTPUT_PATH=str(output))
    found.output = output
    assert tree(site.folder) == before
    assert [name for name, data in found.files().items() if SECRET in data] == []
    return found


def said(site: TrialSite) -> list[str]:
    """What the preview says, which a strict build must be refused on."""
    preview = built(site)
    refused = built(site, strict=True)
    assert refused.refused
    assert refused.problems == preview.problems
    return preview.said()


# --- Addresses ---------------------------------------------------------------------------------

OUT = [
    "{static}/../start.py",
    "{static}/../../start.py",
    "{static}../../start.py",
    "{static}/images/../../start.py",
    "{attach}../../forms/form.pdf",
    "{attach}/../forms/form.pdf",
    "{filename}/../start.py",
    "{filename}../../notes.txt",
    "|static|/../start.py",
    "|attach|../../notes.txt",
    "{static}/%2e%2e/start.py",
    "{static}/..%2fstart.py",
    "{static}%2e%2e%2f%2e%2e%2fnotes.txt",
    "{static}\\..\\start.py",
    "{static}..%5c..%5cstart.py",
    "{static}//practice.example/start.py",
    "{static}file:///etc/hostname",
]


def test_every_link_out_of_the_content_is_told_at_its_line_and_nothing_is_copied(around):
    around.article("form", "".join(f'<a href="{escape(to)}">My form</a>\n\n' for to in OUT))
    assert [one.partition(" Only")[0] for one in said(around)] == [
        f"form.md:{7 + 2 * number}: The link “{to}” leads out of the content folder."
        for number, to in enumerate(OUT)
    ]


def test_a_picture_out_of_the_content_is_told_at_its_line_and_not_shown(around):
    to = ("{static}/../private.jpg", "../../private.jpg", "/../private.jpg")
    around.article("form", "".join(f"![A desk]({one})\n\n" for one in to))
    assert said(around) == [
        f"form.md:{7 + 2 * number}: The picture “{one}” leads out of the content folder. "
        + COPY.format("shown", "picture")
        for number, one in enumerate(to)
    ]


def test_a_file_of_that_name_in_the_content_is_what_was_meant(around):
    around.article("form", "![A desk](../../desk.jpg)\n")
    (only,) = said(around)
    assert only.partition(": ")[2] == (
        "The picture “../../desk.jpg” leads out of the content folder. Did you mean "
        "“/images/desk.jpg”?"
    )


def test_what_only_looks_like_a_way_out_leads_nowhere(around):
    to = ("{static}/%252e%252e/start.py", "{static}/etc/hostname", "/../start.py", "..\\start.py")
    around.article("form", "".join(f'<a href="{escape(one)}">My form</a>\n\n' for one in to))
    lines = [(one.line, one.rule) for one in built(around).problems]
    assert lines == [(7 + 2 * number, "link-broken") for number in range(len(to))]


def test_what_only_looks_like_a_link_copies_nothing(around):
    texts = (
        "![href='{static}/../start.py'](/images/desk.jpg)",
        "[x](/images/desk.jpg \"data='{static}/../start.py'\")",
        "`<a href='{static}/../start.py'>`",
        "<!-- <a href='{static}/../start.py'> -->",
        '<object data="{static}/../start.py">x</object>',
    )
    for number, text in enumerate(texts):
        around.article(
            f"form-{number}", f"{text}\n", title=f"T {text}", summary=f"S {text}", category=text
        )
    built(around)
    found = built(around, strict=True)
    assert not found.refused, found.said()


@pytest.mark.parametrize("image", ["../private.jpg", "{static}/../private.jpg", "/../private.jpg"])
def test_the_picture_of_a_header_or_a_person_out_of_the_content_is_not_there(around, image):
    around.article("form", image=image, image_alt="A desk")
    around.facts(people={"jane": {"name": "Jane", "image": image, "image_alt": "J"}})
    lines = [f"{Path(one.path).name}:{one.line} {one.rule}" for one in built(around).problems]
    assert lines == ["form.md:5 picture-missing", "practice.yaml:7 picture-missing"]


# --- Symbolic links ----------------------------------------------------------------------------

ELSEWHERE: dict[str, str | bytes] = {
    "text.md": markdown({"title": "T", "summary": "S.", "date": "2026-03-02"}, SECRET.decode()),
    "desk.jpg": PRIVATE,
    "form.pdf": SECRET,
    "redirects.yaml": "/old: /articles/rest/\n",
    "reading-paths.yaml": "- {path: New, articles: [rest]}\n",
    "practice.yaml": "practice: {name: Somebody else, timezone: UTC}\n",
    "OR.yaml": "key: OR\nname: Oregon\nstate: OR\nnotices: []\n",
}
LINKS = {
    "articles/deep": "",
    "articles/form.md": "text.md",
    "images/form.pdf": "form.pdf",
    "images/lost.pdf": "is-not-there.pdf",
    "images/out": "",
    "images/out.jpg": "desk.jpg",
    "jurisdictions/OR.yaml": "OR.yaml",
    "nothing-of-the-site": "",
    "pages/form.md": "text.md",
    "reading-paths.yaml": "reading-paths.yaml",
    "redirects.yaml": "redirects.yaml",
}


def elsewhere(site: TrialSite) -> Path:
    folder = site.folder / "elsewhere"
    folder.mkdir()
    for name, data in ELSEWHERE.items():
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


def test_every_symbolic_link_out_of_the_content_is_told_once_and_not_followed(around):
    away = elsewhere(around)
    for name, to in LINKS.items():
        link = around.content / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(away / to)
    around.article(
        "uses",
        "![A](/images/out.jpg) [Form](/images/form.pdf) ![B](/images/out/desk.jpg) [T](form.md)\n",
        image="images/out.jpg",
    )
    assert said(around) == [f"{Path(name).name}:1: {LEADS_OUT}" for name in LINKS]
    found = built(around)
    assert [one.path for one in found.problems] == [str(around.content / name) for name in LINKS]
    assert "old/index.html" not in found.files()


def test_a_folder_of_jurisdictions_that_lies_elsewhere_is_not_read(around):
    (around.content / "jurisdictions").symlink_to(elsewhere(around))
    assert said(around) == [f"jurisdictions:1: {LEADS_OUT}"]


@pytest.mark.parametrize("folder", ["articles", "pages", "images"])
def test_a_whole_folder_that_lies_elsewhere_is_told_once(site, folder):
    site.page("home")
    site.article("rest")
    (site.content / folder).rename(site.folder / "away") if folder != "images" else (
        site.folder / "away"
    ).mkdir()
    (site.content / folder).symlink_to(site.folder / "away")
    built = site.build(strict=False)
    assert built.said() == [f"{folder}:1: {LEADS_OUT}"]


def test_practice_yaml_that_lies_elsewhere_is_told_once(around):
    (around.content / "practice.yaml").unlink()
    (around.content / "practice.yaml").symlink_to(elsewhere(around) / "practice.yaml")
    assert said(around) == [f"practice.yaml:1: {LEADS_OUT}"]
    assert "Somebody else" not in built(around).html("articles/rest/")


def test_a_person_whose_picture_is_a_link_out_of_the_content_has_none(around):
    (around.content / "images/jane.jpg").symlink_to(around.folder / "private.jpg")
    around.facts(people={"jane": {"name": "Jane", "image": "images/jane.jpg", "image_alt": "J"}})
    assert said(around) == [f"jane.jpg:1: {LEADS_OUT}"]


def test_links_within_the_content_are_followed(site):
    site.write("photos/desk.jpg", photograph())
    site.write("papers/form.pdf", b"%PDF")
    (site.content / "images").mkdir()
    (site.content / "images/desk.jpg").symlink_to("../photos/desk.jpg")
    (site.content / "images/papers").symlink_to(site.content / "papers")
    (site.content / "articles").mkdir()
    (site.content / "articles/rest.md").symlink_to("../images/rest.txt")
    text = "![A desk](/images/desk.jpg) [Form](/images/papers/form.pdf)\n"
    site.write(
        "images/rest.txt", markdown({"title": "R", "summary": "S.", "date": "2026-03-02"}, text)
    )
    found = site.build()
    assert found.said() == []
    assert found.pictures() == [
        "images/desk-#-40.jpg",
        "images/desk-#-40.webp",
        "images/papers/form.pdf",
    ]
    assert found.text("images/papers/form.pdf") == "%PDF"


def test_a_content_folder_behind_a_link_is_as_good_as_any(tmp_path):
    site = TrialSite(tmp_path / "real")
    site.write("images/form.pdf", b"%PDF")
    site.article("rest", "[Form](/images/form.pdf)\n")
    (site.content / "images/same.pdf").symlink_to(tmp_path / "way" / "images" / "form.pdf")
    (tmp_path / "way").symlink_to(site.content)
    site.content = tmp_path / "way"
    found = site.build()
    assert (found.said(), found.pictures()) == ([], ["images/form.pdf"])


# --- What is the site's own, and never a visitor's ---------------------------------------------

OWN = [
    "practice.yaml",
    "publish.yaml",
    "reading-paths.yaml",
    "redirects.yaml",
    "published-addresses.txt",
    "jurisdictions/OR.yaml",
    "notes.md",
]


def write_own(site: TrialSite) -> None:
    for name in OWN:
        if name != "practice.yaml":
            site.write(name, ELSEWHERE.get(Path(name).name, ""))


def test_the_files_of_the_site_itself_are_never_published(site):
    write_own(site)
    ways = [f"{way}{name}" for name in OWN for way in ("{static}/", "/", "{attach}/", "../")]
    site.article("other", "".join(f"[See]({way})\n\n" for way in ways))
    refused = site.build()
    lines = [one.line for one in refused.errors() if one.path.endswith("other.md")]
    assert lines == [7 + 2 * number for number in range(len(ways))]
    published = {Path(name).name for name in site.build(strict=False).files()}
    assert published.isdisjoint(Path(name).name for name in OWN)


def test_what_is_said_of_them(site):
    site.article("rest", "[See]({static}/practice.yaml)\n")
    (only,) = site.build().said()
    assert only == (
        "rest.md:7: “{static}/practice.yaml” is a file that only you and the program read, so it "
        "is not published. Take the link out."
    )


def test_a_link_within_the_content_makes_none_of_them_public(site):
    write_own(site)
    site.article("draft", status="draft")
    names = [*OWN, "articles/draft.md", ".env", ".git/config"]
    (site.content / "images").mkdir()
    for number, name in enumerate(names):
        if not (site.content / name).exists():
            site.write(name, "")
        (site.content / f"images/{number}.txt").symlink_to(site.content / name)
    site.article("rest", "".join(f"[See](/images/{n}.txt)\n\n" for n in range(len(names))))
    told = [(one.line, one.rule) for one in site.build().errors() if one.path.endswith("rest.md")]
    assert told == [(7 + 2 * number, "file-refused") for number in range(len(names))]
    assert [name for name in site.build(strict=False).files() if name.startswith("images/")] == []


@pytest.mark.parametrize("name", ["articles/other.md", "/articles/other.md"])
def test_a_link_to_an_articles_file_leads_to_the_article(site, name):
    site.article("other")
    site.article("rest", f"[See]({{static}}{name})\n")
    found = site.build()
    assert found.said() == []
    assert found.one("articles/rest/", ".prose a")["href"] == "/articles/other/"


# --- Where pages are written -------------------------------------------------------------------


HEADERS = [
    ("slug", "../../x"),
    ("slug", "a/b"),
    ("slug", ".."),
    ("save_as", "../start.py"),
    ("save_as", "../output2/index.html"),
    ("save_as", "/etc/x.html"),
    ("save_as", "a/../../x.html"),
    ("save_as", "C:\\x.html"),
    ("save_as", "start.py"),
    ("save_as", "x.php"),
    ("save_as", "robots.txt"),
    ("save_as", ".git/x.html"),
    ("url", "../x/"),
    ("lang", "../x"),
    ("template", "../../start.py"),
]


def test_a_header_that_would_write_elsewhere_is_told(around):
    for number, (key, value) in enumerate(HEADERS, 10):
        header = {"title": f"Form {number}", "summary": "S.", key: value}
        around.write(f"pages/form-{number}.md", markdown(header))
    told = [f"{Path(one.path).name}:{one.line}" for one in built(around).errors()]
    assert told == [f"form-{number}.md:4" for number in range(10, 10 + len(HEADERS))]


OLD = ["/%2e%2e/output2/x", "/a/%2E%2e/.%2e/output2/x", "/..%2foutput2/x/", "/%2e%2e%5cx", "/%00"]


def test_an_old_address_that_would_write_elsewhere_is_told(around):
    around.write("redirects.yaml", "".join(f"{old}: /articles/rest/\n" for old in OLD))
    for number, old in enumerate(OLD):
        around.article(f"form-{number}", redirects=[old])
    lines = [f"{Path(one.path).name}:{one.line}" for one in built(around).errors()]
    assert lines == [
        *(f"form-{number}.md:6" for number in range(len(OLD))),
        *(f"redirects.yaml:{number}" for number in range(1, len(OLD) + 1)),
    ]


def test_a_name_is_held_in_the_output_whatever_it_is(tmp_path):
    output = tmp_path / "site"
    (tmp_path / "site-hosting").mkdir()
    output.mkdir()
    (output / "way").symlink_to(tmp_path)
    assert inside_output(str(output), "a/index.html") == output / "a/index.html"
    for name in ("../site-hosting/x", "../site2", "/etc/x", "a/../../x", "way/x", ".", "a/.."):
        with pytest.raises(ValueError, match="outside of the site's folder"):
            inside_output(str(output), name)


def test_what_is_held_for_the_delivery_has_a_name_within_the_site() -> None:
    assert [inside(name) for name in ("a/index.html", "a/../b", "./a")] == [
        "a/index.html",
        "b",
        "a",
    ]
    for name in ("../a", "a/../../b", "/a", "..", ".", "a/.."):
        with pytest.raises(ValueError, match="outside of the site's folder"):
            inside(name)


def test_pelican_alone_is_as_safe(around):
    around.article("form", "[a]({static}/../start.py) ![B]({static}/../private.jpg)\n")
    (around.content / "images/out").symlink_to(around.folder / "forms")
    before = tree(around.folder)
    for conf in ("pelicanconf.py", "publishconf.py"):
        output = around.folder / "web" / "output"
        subprocess.run(
            [sys.executable, "-m", "pelican", str(around.content), "-s", conf, "-o", str(output)],
            cwd=PROJECT,
            env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            check=False,
        )
        written = {p: p.read_bytes() for p in output.rglob("*") if p.is_file()}
        assert output / "articles/rest/index.html" in written
        assert [path for path, data in written.items() if SECRET in data] == []
        assert tree(around.folder) == before


def test_held_tells_where_a_path_leads_within_a_folder(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    (tmp_path / "in" / "self").symlink_to("self")
    (tmp_path / "way").symlink_to(tmp_path / "in")
    expected = {
        "a/b.txt": "a/b.txt",
        "": "",
        "round/round/a": "a",
        "up": None,
        "up/x": None,
        "../x": None,
        "../in2/x": None,
        "a\0b": None,
        "self": "self",
    }
    way = tmp_path / "way"
    assert {name: held(way / name, tmp_path / "in") for name in expected} == expected
