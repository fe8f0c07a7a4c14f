"""`check --fix`: headers of other programs are written in ours, each change shown before."""

from __future__ import annotations

import codecs
import io
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.build.build import build_site
from desk.check import fix
from desk.check.check import check_content
from desk.check.run import collect
from desk.commands.typed import run as run_as_typed
from plugins.core.edits import Edit, applied
from plugins.core.problem import Problem
from plugins.frontmatter import header
from tests.trial_site import TrialSite, photograph

# A header in the manner of each program, and the same once it is fixed.
SAMPLES: dict[str, tuple[str, str]] = {
    "Hugo": (
        (
            '+++\ntitle = "A quiet hour"\ndate = 2024-03-02T09:00:00-07:00\ndraft = false\n'
            'description = "What an hour can hold: a look."\ntags = ["rest"]\n'
            'categories = ["Rest"]\n'
            'weight = 10\naliases = ["/posts/hour/"]\n[cover]\nimage = "images/desk.jpg"\n'
            'alt = "A desk"\nrelative = false\n+++\n'
        ),
        (
            "---\ntitle: A quiet hour\ndate: 2024-03-02T09:00:00-07:00\ndraft: false\n"
            "summary: 'What an hour can hold: a look.'\ntags:\n- rest\ncategory: Rest\nweight: 10\n"
            "redirects:\n- /posts/hour/\nimage: images/desk.jpg\nimage_alt: A desk\n---\n"
        ),
    ),
    "Hugo, JSON": (
        (
            '{\n  "title": "Dusk",\n  "date": "2024-03-02",\n  "description": "At dusk.",\n'
            '  "toc": true,\n  "keywords": ["dusk"]\n}\n'
        ),
        "---\ntitle: Dusk\ndate: 2024-03-02\nsummary: At dusk.\ntoc: true\ntags:\n- dusk\n---\n",
    ),
    "Jekyll": (
        (
            "---\nlayout: post\ntitle: Dawn\nexcerpt: >-\n  At dawn\n  and after.\n"
            "categories: [Rest, Morning]\ntags: [light]\nredirect_from:\n  - /dawn.html\n"
            "image:\n  path: /images/desk.jpg\n  alt: A desk\ncomments: false\n---\n"
        ),
        (
            "---\nlayout: post\ntitle: Dawn\nsummary: >-\n  At dawn\n  and after.\n"
            "category: Rest\ntags:\n- light\n- Morning\nredirects:\n  - /dawn.html\n"
            "image: /images/desk.jpg\nimage_alt: A desk\ncomments: false\n---\n"
        ),
    ),
    "Astro": (
        (
            "---\ntitle: Noon\ndescription: 'At noon.'\npubDate: 'Jul 08 2022'\n"
            'updatedDate: 2022-08-01\nheroImage: "../../images/desk.jpg"\n'
            "heroImageAlt: A desk\n---\n"
        ),
        (
            "---\ntitle: Noon\nsummary: 'At noon.'\ndate: 2022-07-08\n"
            'modified: 2022-08-01\nimage: "../../images/desk.jpg"\nimage_alt: A desk\n---\n'
        ),
    ),
    "Eleventy": (
        (
            "---\nlayout: layouts/post.njk\ntitle: Evening\ndescription: In the evening.\n"
            "date: 2022-05-01\neleventyNavigation:\n  key: evening\n  order: 2\n"
            'permalink: "/blog/{{ page.fileSlug }}/"\n---\n'
        ),
        (
            "---\nlayout: layouts/post.njk\ntitle: Evening\nsummary: In the evening.\n"
            "date: 2022-05-01\neleventyNavigation:\n  key: evening\n  order: 2\n"
            'permalink: "/blog/{{ page.fileSlug }}/"\n---\n'
        ),
    ),
    "Decap": (
        (
            "---\ntemplateKey: blog-post\ntitle: Night\ndate: 2021-02-03T10:00:00.000Z\n"
            "description: At night.\nfeaturedpost: false\nthumbnail: /images/desk.jpg\n---\n"
        ),
        (
            "---\ntemplateKey: blog-post\ntitle: Night\ndate: 2021-02-03T10:00:00.000Z\n"
            "summary: At night.\nfeaturedpost: false\nimage: /images/desk.jpg\n---\n"
        ),
    ),
    "Next": (
        (
            "---\ntitle: Snow\npublishedAt: '2022-01-02'\nsummary: In snow.\n"
            "coverImage: '/images/desk.jpg'\nauthor:\n  name: Jane Doe\n"
            "  picture: /images/desk.jpg\n"
            "ogImage:\n  url: /images/desk.jpg\n---\n"
        ),
        (
            "---\ntitle: Snow\ndate: '2022-01-02'\nsummary: In snow.\n"
            "image: '/images/desk.jpg'\nauthor: Jane Doe\n"
            "ogImage:\n  url: /images/desk.jpg\n---\n"
        ),
    ),
    "WordPress, exported": (
        (
            "---\nid: 17\ntitle: Rain\ndate: '2020-01-02T03:04:05+00:00'\nauthor: Jane Doe\n"
            "excerpt: In rain.\ncategories:\n  - Rest\nguid: https://a.example/?p=17\n"
            "post_status: publish\nfeatured_image: /images/desk.jpg\n---\n"
        ),
        (
            "---\nid: 17\ntitle: Rain\ndate: '2020-01-02T03:04:05+00:00'\nauthor: Jane Doe\n"
            "summary: In rain.\ncategory: Rest\nguid: https://a.example/?p=17\n"
            "post_status: publish\nimage: /images/desk.jpg\n---\n"
        ),
    ),
    "Ghost": (
        (
            "---\ntitle: Wind\nslug: wind\npublished_at: 2020-01-02T03:04:05.000Z\n"
            "updated_at: 2020-02-02T03:04:05.000Z\ncustom_excerpt: In wind.\n"
            "feature_image: /images/desk.jpg\nfeature_image_alt: A desk\nfeatured: false\n---\n"
        ),
        (
            "---\ntitle: Wind\nslug: wind\ndate: 2020-01-02T03:04:05.000Z\n"
            "modified: 2020-02-02T03:04:05.000Z\nsummary: In wind.\n"
            "image: /images/desk.jpg\nimage_alt: A desk\nfeatured: false\n---\n"
        ),
    ),
    "Pelican": (
        (
            "Title: Fog: a walk\nDate: 2017-01-10 9:00\nCategory: Rest\nDescription: In fog.\n"
            "Save_as: fog.html\nUrl: fog.html\n"
        ),
        (
            "Title: Fog: a walk\nDate: 2017-01-10 9:00\nCategory: Rest\nsummary: In fog.\n"
            "redirects: /fog.html\n"
        ),
    ),
    "Zola": (
        (
            '+++\ntitle = "Sun"\ndate = 2023-01-02\ndescription = "In sun."\n[taxonomies]\n'
            'tags = ["light"]\n[extra]\ntoc = true\n+++\n'
        ),
        (
            "---\ntitle: Sun\ndate: 2023-01-02\nsummary: In sun.\ntags:\n- light\nextra:\n"
            "  toc: true\n---\n"
        ),
    ),
    "a word processor": (
        "—\ntitle: “Hail”\nsummary: In hail.\ndate: March 2, 2021\n—\n",
        "---\ntitle: “Hail”\nsummary: In hail.\ndate: 2021-03-02\n---\n",
    ),
}


def sample(name: str) -> tuple[str, str]:
    before, after = SAMPLES[name]
    body = "\nWords of it.\n"
    return before + body, after + body


@pytest.fixture
def here(practice: TrialSite, monkeypatch: pytest.MonkeyPatch) -> TrialSite:
    monkeypatch.chdir(practice.folder)
    practice.write("images/desk.jpg", photograph())
    return practice


@pytest.mark.parametrize("name", SAMPLES)
def test_the_header_of_another_program_is_written_in_ours(name: str) -> None:
    before, after = sample(name)
    text = before
    for _ in range(3):
        found = header.read(text, "a.md", "article").problems
        edits = fix._apart([one.fix for one in found if one.fix])
        text = applied(text, edits)
    assert text == after


def test_all_of_them_are_built_once_they_are_fixed(
    here: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    for number, name in enumerate(SAMPLES):
        here.write(f"articles/2020-01-02-a{number}.md", sample(name)[0])
    links = "".join(f"- [{n}](2020-01-02-a{n}.md)\n" for n in range(len(SAMPLES)))
    here.article("all", links, reviewed="2026-03-02", review_by="2100-01-01")
    assert check_content(here.content) == 1
    assert check_content(here.content, mend="yes") == 0
    told = capsys.readouterr().out
    assert " - description: In the evening." in told
    assert " + summary: In the evening." in told
    first = {path: path.read_bytes() for path in here.content.rglob("*.md")}
    assert check_content(here.content, mend="yes") == 0
    assert {path: path.read_bytes() for path in here.content.rglob("*.md")} == first
    assert "There is nothing that can be mended without you." in capsys.readouterr().out
    out = here.folder / "out"
    assert build_site(str(here.content), str(out), "https://a.example", "", "build") == 0
    assert (out / "articles/a0/index.html").is_file()
    assert "/articles/a0/" in (out / "posts/hour/index.html").read_text()
    assert "/articles/a0/" in (out / "articles/2020-01-02-a0/index.html").read_text()


def test_without_a_yes_and_without_a_terminal_it_is_shown_only(
    here: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    path = here.write("articles/dusk.md", sample("Decap")[0])
    before = path.read_bytes()
    assert check_content(here.content, mend="ask") == 1
    told = capsys.readouterr().out
    assert path.read_bytes() == before
    assert told.startswith(
        "content/articles/dusk.md\n"
        "    4   date: 2021-02-03T10:00:00.000Z\n"
        "    5 - description: At night.\n"
        "      + summary: At night.\n"
        "    6   featuredpost: false\n"
        "    7 - thumbnail: /images/desk.jpg\n"
        "      + image: /images/desk.jpg\n"
        "    8   ---\n\n"
        "Nothing is written. To change 1 file so, add --yes.\n"
    )
    assert "“description” is called “summary” here." in told


@pytest.mark.parametrize(
    ("answer", "written"), [("y", True), ("yes", True), ("", False), ("n", False)]
)
def test_in_a_terminal_it_is_asked_for(
    answer: str, written: bool, here: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = here.write("articles/dusk.md", sample("Decap")[0])
    keyboard = io.StringIO(f"{answer}\n")
    keyboard.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", keyboard)
    check_content(here.content, mend="ask")
    assert (path.read_text() == sample("Decap")[1]) == written


def test_a_check_says_how_many_it_could_mend(
    here: TrialSite, capsys: pytest.CaptureFixture[str]
) -> None:
    here.write("articles/dusk.md", sample("Decap")[0])
    assert check_content(here.content) == 1
    hint = "2 problems can be mended for you: add --fix, and each change is shown first.\n"
    assert hint in capsys.readouterr().out


def test_it_can_be_typed_with_and_without_invoke(here: TrialSite) -> None:
    path = here.write("articles/dusk.md", sample("Decap")[0])
    assert run_as_typed(["check", "--content", str(here.content), "--fix", "--yes"]) == 0
    assert path.read_text() == sample("Decap")[1]


def test_the_fix_is_in_the_note_of_a_check_as_well(here: TrialSite) -> None:
    here.write("articles/dusk.md", sample("Decap")[0])
    first, noted = collect(here.content), collect(here.content)
    assert [one.fix for one in noted.problems] == [one.fix for one in first.problems]
    assert sum(bool(one.fix) for one in noted.problems) == 2


def test_what_is_not_certain_is_left_to_her(here: TrialSite) -> None:
    unsure = "date: 03/02/2026\nhidden: true\nfaq: [{q: Is it safe here?}]\n"
    kept = f"---\ntitle: T\nsummary: S\n{unsure}---\n"
    path = here.write("articles/dusk.md", kept)
    assert check_content(here.content, mend="yes") == 1
    assert path.read_text() == kept


def test_a_file_keeps_its_mark_its_line_ends_its_rights_and_is_a_link_still(
    here: TrialSite,
) -> None:
    before = codecs.BOM_UTF8 + sample("Decap")[0].replace("\n", "\r\n").encode()
    path = here.write("articles/dusk.md", before)
    path.chmod(0o640)
    (here.content / "articles/also.md").symlink_to("dusk.md")
    link = here.content / "articles/also.md"
    found = collect(here.content).problems
    for change in fix.changes(one for one in found if one.path.endswith("also.md")):
        fix.write(change)
    assert link.is_symlink()
    assert path.read_bytes() == codecs.BOM_UTF8 + sample("Decap")[1].replace("\n", "\r\n").encode()
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert sorted(one.name for one in path.parent.iterdir()) == ["also.md", "dusk.md", "rest.md"]


def test_what_was_saved_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("title: a\n")
    problem = Problem(str(path), 1, "", "", "r", fix=(Edit(1, 1, "title", "name"),))
    [change] = fix.changes([problem])
    path.write_text("title: b\n")
    with pytest.raises(FileExistsError):
        fix.write(change)
    assert path.read_text() == "title: b\n"
    assert [one.name for one in tmp_path.iterdir()] == ["a.md"]


def test_two_fixes_of_one_line_are_made_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("a b\nc\n")
    edits = [Edit(1, 1, "a", "x"), Edit(1, 3, "b", "y"), Edit(2, 1, "c", "z")]
    [change] = fix.changes(Problem(str(path), 1, "", "", "r", fix=(one,)) for one in edits)
    assert change.after == b"x b\nz\n"


def test_a_file_that_is_gone_is_no_change(tmp_path: Path) -> None:
    problem = Problem(str(tmp_path / "no.md"), 1, "", "", "r", fix=(Edit(1, 1, "a", "b"),))
    assert fix.changes([problem]) == []


NAMES = [
    "title",
    "Description",
    "excerpt",
    "pubDate",
    "date",
    "lastmod",
    "draft",
    "published",
    "cover",
]
NAMES += [
    "categories",
    "tags",
    "aliases",
    "permalink",
    "redirects",
    "status",
    "seo",
    "layout",
    "faq",
]
VALUES = [
    "x",
    "'a: b'",
    "true",
    "no",
    "2020-01-02",
    "Mar 2, 2026",
    "[a, b]",
    "{image: a.jpg, alt: b}",
]
VALUES += ["\n  - /a/\n  - /b/", "draft", "", ">-\n  several\n  words", "x  # mine", "2999-01-01"]


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(VALUES)), max_size=7),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_header_is_fixed_at_last_keeps_its_text_and_never_becomes_public(entries, end):
    text = "---\n" + "".join(f"{name}: {value}\n" for name, value in entries) + "---\nThe text.\n"
    text, before = text.replace("\n", end), header.read(text, "a.md", "article").fields["status"]
    for _ in range(6):
        found = header.read(text.replace("\r\n", "\n"), "a.md", "article")
        assert before != "draft" or found.fields["status"] == "draft" or _waits(found)
        edits = fix._apart([one.fix for one in found.problems if one.fix])
        fixed = applied(text, edits)
        if fixed == text:
            break
        text = fixed
    assert fixed == text
    assert text.endswith(f"---{end}The text.{end}")
    assert text.count("\n") == text.count(end)
    assert ("# mine" in text) == any("# mine" in value for _, value in entries)


def _waits(source: header.Header) -> bool:
    date = source.fields.get("date")
    return bool(date and date.year > 2900)
