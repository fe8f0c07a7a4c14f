"""Bad input of every kind: told in one go, with file, line and remedy; refused when publishing."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from tests.trial_site import Built, TrialSite, photograph


def article(title: str, *more: str, body: str = "Words.\n") -> str:
    lines = [f"title: {title}", f"summary: About {title}.", "date: 2026-03-02", *more]
    return "\n".join(["---", *lines, "---", "", body])


def word_file() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    return data.getvalue()


ASKS = "## FAQ\n\n### Why?\n\n### When?\n\nNow.\n"
HURTS = "## FAQ\n\n### Does it hurt?\n\n"

# Each fault: the files that hold it, and all that must be said about it.
FAULTS: dict[str, tuple[dict[str, str | bytes], list[str]]] = {
    "a quotation mark that nothing closes": (
        {"articles/quoted.md": article('"Parts')},
        [
            (
                "content/articles/quoted.md:2: A quotation mark is opened here and not closed by "
                'one of its kind. Write: title: "Parts"'
            ),
        ],
    ),
    "a header that is not closed": (
        {
            "articles/open.md": "---\ntitle: Open\nsummary: S\ndate: 2026-03-02\n\n"
            "![x](/images/no.jpg)\n"
        },
        [
            (
                "content/articles/open.md:1: The header begins here with --- and is never closed. "
                "Write a line with only --- below its last entry."
            ),
            (
                "content/articles/open.md:6: The picture “/images/no.jpg” is not there. Put it "
                "into content/images/ and write /images/ and its name."
            ),
        ],
    ),
    "a date in words": (
        {"articles/words.md": article("Words").replace("2026-03-02", "March 2, 2026")},
        [
            (
                "content/articles/words.md:4: “March 2, 2026” is not a date that can be read. "
                "Write it as year-month-day: 2026-03-02."
            )
        ],
    ),
    "no date": (
        {"articles/undated.md": "---\ntitle: Undated\nsummary: S\n---\n\nWords.\n"},
        [
            (
                "content/articles/undated.md:1: This article has no date. Add a line such as "
                "“date: 2026-03-02” (year-month-day) to its header."
            )
        ],
    ),
    "an unknown entry": (
        {"articles/unknown.md": article("Unknown", "catgory: Parts work")},
        [
            (
                "content/articles/unknown.md:5: The header has no entry called “catgory”. Did you "
                "mean “category”? Otherwise remove the line."
            )
        ],
    ),
    "no title": (
        {"articles/untitled.md": "---\nsummary: S\ndate: 2026-03-02\n---\n\nWords.\n"},
        [
            (
                "content/articles/untitled.md:1: This article has no title. Add a line “title: …” "
                "to its header."
            )
        ],
    ),
    "another encoding": (
        {"articles/latin.md": article("Latin", body="One\n\nzwölf\n").encode("latin-1")},
        [
            (
                "content/articles/latin.md:9: This file is not saved as UTF-8, so its letters "
                "cannot be told apart. Save it again from your editor with the encoding “UTF-8”."
            )
        ],
    ),
    "two articles with one address": (
        {
            "articles/same.md": article("Same"),
            "articles/twin.md": article("Twin", "slug: same"),
        },
        [
            (
                "content/articles/twin.md:5: This has the same address (/articles/same/) as "
                "content/articles/same.md. Rename one of the two files, or give "
                "one a “slug: …” of its own."
            )
        ],
    ),
    "a page whose header sends it to the address of another": (
        {
            "pages/room.md": "---\ntitle: Room\nsummary: S\nurl: about/\n"
            "save_as: about/index.html\n---\nWords.\n"
        },
        [
            (
                "content/pages/room.md:1: This has the same address (/about/) as "
                "content/pages/about.md. Rename one of the two files, or give one a “slug: …” of "
                "its own."
            )
        ],
    ),
    "a path that names no article": (
        {"reading-paths.yaml": "- path: New\n  articles:\n    - sound\n    - sounds-goood\n"},
        [
            (
                "content/reading-paths.yaml:4: “sounds-goood” is not an article. Did you mean "
                "“sounds-good”?"
            )
        ],
    ),
    "a question without an answer": (
        {"articles/asks.md": article("Asks", body=ASKS)},
        [
            (
                "content/articles/asks.md:9: The question “Why?” has no answer. Write one below "
                "it, or take the question out."
            )
        ],
    ),
    "one question with two answers": (
        {
            "articles/says-no.md": article("No", body=HURTS + "No.\n"),
            "articles/says-yes.md": article("Yes", body=HURTS + "Yes.\n"),
        },
        [
            (
                "content/articles/says-yes.md:9: “Does it hurt?” is answered in another way in "
                "content/articles/says-no.md:9. Give both the same answer, or change the words of "
                "one question."
            )
        ],
    ),
    "a link to a file that is not there": (
        {"articles/leads.md": article("Leads", body="Go\n[there]({filename}sounds-god.md).\n")},
        [
            (
                "content/articles/leads.md:8: The link “{filename}sounds-god.md” leads to a file "
                "that is not there. Did you mean “/articles/sounds-good.md”?"
            )
        ],
    ),
    "a picture that is not there": (
        {"articles/shows.md": article("Shows", body="![A desk](/images/desk.jpg)\n")},
        [
            (
                "content/articles/shows.md:7: The picture “/images/desk.jpg” is not there. Put it "
                "into content/images/ and write /images/ and its name."
            )
        ],
    ),
    "a file from a word processor": (
        {"articles/letter.docx": word_file()},
        [
            (
                "content/articles/letter.docx:1: This file is not Markdown, so it is not part of "
                "the site. Save it as a text file whose name ends in .md, or move it out of this "
                "folder."
            )
        ],
    ),
}


def sound_site(folder: Path, *faults: str) -> TrialSite:
    """Two articles and a page with nothing wrong in them, and the faults that are named."""
    site = TrialSite(folder)
    site.article("sound", "[Good](sounds-good.md)\n")
    site.article("sounds-good", "## FAQ\n\n### Is it good?\n\nYes.\n")
    site.page("about")
    for fault in faults:
        for name, data in FAULTS[fault][0].items():
            site.write(name, data)
    return site


def build(site: TrialSite, **settings) -> Built:
    """A build begun in the site's own folder, so that paths are shown as from there."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(site.folder)
        return site.build(**settings)


@pytest.fixture(scope="module")
def all_at_once(tmp_path_factory) -> TrialSite:
    return sound_site(tmp_path_factory.mktemp("bad"), *FAULTS)


@pytest.fixture(scope="module")
def preview(all_at_once) -> Built:
    return build(all_at_once, strict=False)


def test_every_problem_of_a_site_is_told_in_one_go_and_nothing_is_written(all_at_once):
    refused = build(all_at_once)
    assert refused.refused
    assert sorted(map(str, refused.problems)) == sorted(
        message for _, messages in FAULTS.values() for message in messages
    )
    assert {problem.severity for problem in refused.problems} == {"error"}
    assert not refused.output.exists()


def test_the_preview_tells_the_same(all_at_once, preview):
    assert preview.problems == build(all_at_once).problems


def test_the_preview_shows_every_page_that_can_be_shown(preview):
    pages = sorted(name for name in preview.files() if name.endswith("index.html"))
    assert pages == [
        "about/index.html",
        "articles/asks/index.html",
        "articles/leads/index.html",
        "articles/open/index.html",
        "articles/quoted/index.html",
        "articles/same/index.html",
        "articles/says-no/index.html",
        "articles/says-yes/index.html",
        "articles/shows/index.html",
        "articles/sound/index.html",
        "articles/sounds-good/index.html",
        "articles/undated/index.html",
        "articles/unknown/index.html",
        "articles/untitled/index.html",
        "articles/words/index.html",
        "drafts/index.html",
        "look/index.html",
        "paths/new/index.html",
    ]
    for page in pages:
        assert preview.page(page).h1.get_text(strip=True)
    link = preview.page("articles/sound/").select_one(".prose a")
    assert (link["href"], link.get_text()) == ("/articles/sounds-good/", "Good")
    assert preview.page("articles/same/").h1.get_text() == "Same"
    assert preview.page("articles/untitled/").h1.get_text() == "untitled"


def test_the_site_without_faults_is_built(tmp_path):
    built = build(sound_site(tmp_path))
    assert (built.refused, built.problems) == (False, [])


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_alone_stops_publishing_and_is_told_alone(tmp_path, fault):
    refused = build(sound_site(tmp_path, fault))
    assert refused.refused
    assert list(map(str, refused.problems)) == FAULTS[fault][1]


# --- What must never break the program or get lost ---------------------------------------------


def test_a_file_that_breaks_its_reader_is_told_and_not_left_out_in_silence(site):
    site.article("sound")
    site.article("deep", "".join(f"{'    ' * depth}- item\n" for depth in range(300)))
    refused = site.build()
    assert refused.refused
    assert [Path(problem.path).name for problem in refused.errors()] == ["deep.md"]


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="this system has no symbolic links")
def test_a_file_that_cannot_be_opened_is_told_and_not_left_out_in_silence(site):
    site.article("sound")
    (site.content / "articles/gone.md").symlink_to("nowhere.md")
    refused = site.build()
    assert refused.refused
    assert [Path(problem.path).name for problem in refused.errors()] == ["gone.md"]


def test_a_page_with_a_template_that_the_theme_lacks_is_told(site):
    site.page("about", template="abuot")
    refused = site.build()
    assert refused.refused
    assert [(Path(problem.path).name, problem.line) for problem in refused.errors()] == [
        ("about.md", 4)
    ]


def test_control_characters_in_a_text_break_nothing(site):
    site.article("soft", "one\x0btwo &#8; &#x1F; &#xFFFE; three\n", title="A \x0b title &#8;")
    built = site.build()
    assert not built.refused
    for name in ("articles/soft/index.html", "articles/soft/index.md", "feed.xml"):
        assert "\x0b" not in built.text(name)


@pytest.mark.parametrize("name", ["._sound.md", ".sound.md.swp", "sound.md~", "~$sound.docx"])
def test_what_an_editor_or_a_system_leaves_beside_a_file_is_no_article(site, name):
    site.article("sound")
    site.write(f"articles/{name}", b"\x00\x05\x16\x07")
    built = site.build()
    assert (built.refused, built.said()) == (False, [])
    assert [name for name in built.files() if name.startswith("articles/")] == [
        "articles/sound/card.png",
        "articles/sound/index.html",
        "articles/sound/index.md",
    ]


def test_an_article_may_lie_in_a_folder_of_its_own(site):
    site.write("articles/2026/deep.md", article("Deep"))
    assert "articles/deep/index.html" in site.build().files()


def test_a_draft_may_lack_its_date_and_its_summary_and_is_shown_in_the_preview(site):
    site.article("sound")
    site.write("articles/begun.md", "---\ntitle: Begun\nstatus: draft\n---\n\nWords.\n")
    preview = site.build(strict=False)
    assert preview.said() == []
    assert preview.page("drafts/begun/").h1.get_text() == "Begun"
    assert not site.build().refused


def test_a_site_without_articles_is_built(site):
    assert not site.build().refused
    assert not site.build(strict=False).refused


@pytest.mark.parametrize("strict", [True, False])
def test_a_page_may_be_called_drafts(site, strict):
    site.article("waiting", status="draft")
    site.page("drafts")
    built = site.build(strict=strict)
    assert built.refused or "drafts/index.html" in built.files()


@pytest.mark.parametrize(
    "old",
    ["/feed.xml", "/sitemap.xml", "/robots.txt", "/articles/sound/index.md", "/images/desk.jpg"],
)
def test_a_redirect_cannot_take_the_place_of_a_file_of_the_site(site, old):
    site.article("sound")
    site.article("other")
    site.write("images/desk.jpg", photograph())
    site.write("redirects.yaml", f"{old}: /articles/other/\n")
    refused = site.build()
    assert refused.refused
    assert [(Path(problem.path).name, problem.line) for problem in refused.errors()] == [
        ("redirects.yaml", 1)
    ]


@pytest.mark.parametrize("new", ["/feed.xml", "/images/guide.pdf", "/paths/new/", "/about/#fees"])
def test_a_redirect_may_lead_to_anything_that_the_site_has(site, new):
    site.article("sound")
    site.page("about", "## Fees {#fees}\n\nWords.\n")
    site.paths({"path": "New", "articles": ["sound"]})
    site.write("images/guide.pdf", b"%PDF")
    site.write("redirects.yaml", f"/old: {new}\n")
    built = site.build()
    assert built.said() == []
    refresh = built.page("old/").find("meta", attrs={"http-equiv": "refresh"})
    assert refresh["content"] == f"0; url=https://practice.example{new}"


def test_old_addresses_that_lead_nowhere_in_circles_or_onto_pages_are_told(site):
    site.article("sound", redirects=["/about/", "/blog/sound"])
    site.page("about")
    site.write(
        "redirects.yaml",
        "/a: /b\n/b: /a\n/c: /nowhere/\n/blog/sound/: /about/\n/d: javascript:alert(1)\n"
        "/../../e: /about/\n/f: /about/\n/f/: /articles/sound/\n",
    )
    understood = (
        "Write it as “/old-address: /new-address/”, each beginning with one slash, or as "
        "“/old-address: https://…”, or as “/old-address: gone”."
    )
    steps = "“.” and “..” are steps between folders, which browsers take before they ask"
    shown = str(site.content / "redirects.yaml")
    assert sorted(site.build().said()) == sorted(
        [
            "redirects.yaml:1: The redirect “/a” leads back to itself. Remove it.",
            (
                "redirects.yaml:3: The redirect “/c” leads to /nowhere/, which is not there. Write "
                "the address of a page that exists."
            ),
            f"redirects.yaml:5: The redirect “/d” cannot be understood. {understood}",
            (
                f"redirects.yaml:6: “/../../e” cannot be an old address: {steps}. Write the "
                "address without them, or leave it out."
            ),
            f"redirects.yaml:8: “/f/” already leads to /about/ ({shown}:7). Keep one of the two.",
            (
                "sound.md:6: “/about/” is the address of a page of this site, so nobody would see "
                "it. Remove the redirect, or give that page another slug."
            ),
            (
                f"sound.md:7: “/blog/sound” already leads to /about/ ({shown}:4). Keep one of the "
                "two."
            ),
        ]
    )
