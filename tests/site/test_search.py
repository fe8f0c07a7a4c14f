"""The search page and its index: everything that is published can be found, and nothing else.

What Pagefind has indexed is read from its fragments: one file a page, gzip over a short mark and
JSON (as of version 1.5.2).
"""

from __future__ import annotations

import gzip
import json
import os
import re
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from plugins.core.cache import Store
from plugins.site import search_index
from plugins.site.search_index import Indexing, SearchIndexError, searched
from tests.trial_site import URL, Built, TrialSite

MARK = b"pagefind_dcd"
FAQ = (
    "## Questions people ask\n\n### Is it safe? {#safe}\n\nMostly.\n\n### Is it hypnosis?\n\nNo.\n"
)


def fragments(built: Built) -> dict[str, dict[str, Any]]:
    """What the index knows of each page, by its address."""
    found = {}
    for name, data in built.files().items():
        if name.startswith("pagefind/fragment/"):
            page = json.loads(gzip.decompress(data).removeprefix(MARK))
            found[page["url"]] = page
    return found


def headings(page: dict[str, Any]) -> list[tuple[str, str]]:
    """The places within a page that a result can lead to."""
    anchors = [one for one in page["anchors"] if re.fullmatch("h[1-6]", one["element"])]
    return [(one["id"], one["text"]) for one in anchors]


def index(built: Built, url: str = "search/") -> list[tuple[str, str]]:
    """Every link of the list that stands on the search page."""
    links = built.page(url).select(".index a")
    return [(str(link["href"]), " ".join(link.text.split())) for link in links]


@pytest.fixture
def practice(site: TrialSite) -> TrialSite:
    """A practice with a search page, two articles, and everything that must not be found."""
    site.page("search", "", template="search")
    site.page(
        "questions",
        "## Fees {.faq}\n\n### What does it cost? {#cost}\n\nAsk.\n",
        template="questions",
    )
    site.page("about", "I am Jane.\n", template="about")
    site.article("rest", f"Rest is allowed.\n\n## How it goes\n\nSlowly.\n\n{FAQ}", title="Rest")
    site.article("work", "Work is allowed too.\n", redirects=["/old-work/"])
    site.article("draft", "Quagga.\n", status="draft")
    site.article("later", "Quagga.\n", date="2090-01-01")
    site.article("hidden", "Quagga.\n", status="hidden")
    site.page(
        "404",
        "Quagga.\n",
        template="not_found",
        save_as="404.html",
        url="404.html",
        status="hidden",
    )
    site.page("unready", "Quagga.\n", status="draft")
    site.paths({"path": "To begin", "summary": "Two.", "articles": [
        {"slug": "rest", "because": "It is the shortest."}, "work"]})  # fmt: skip
    return site


# --- What is found ----------------------------------------------------------------------------


@pytest.mark.parametrize("strict", [True, False], ids=["published", "preview"])
def test_published_articles_pages_and_paths_are_in_the_index_and_nothing_else(
    practice: TrialSite, strict: bool
) -> None:
    found = fragments(practice.build(strict=strict))
    assert sorted(found) == [
        "/about/",
        "/articles/rest/",
        "/articles/work/",
        "/paths/to-begin/",
        "/questions/",
    ]
    assert "Quagga" not in json.dumps(found)


def test_a_section_and_a_question_are_results_of_their_own_with_the_id_that_opens_them(
    practice: TrialSite,
) -> None:
    built = practice.build()
    assert headings(fragments(built)["/articles/rest/"]) == [
        ("how-it-goes", "How it goes"),
        ("questions-people-ask", "Questions people ask"),
        ("safe", "Is it safe?"),
        ("is-it-hypnosis", "Is it hypnosis?"),
    ]
    for question in ("safe", "is-it-hypnosis"):
        assert built.one("articles/rest/", f"details > div#{question}")


def test_the_questions_page_is_found_by_its_own_questions_only(practice: TrialSite) -> None:
    """The articles' questions stand on it too, and are found in the articles."""
    page = fragments(practice.build())["/questions/"]
    assert headings(page) == [("fees", "Fees"), ("cost", "What does it cost?")]
    assert "hypnosis" not in page["content"]


def test_a_page_is_found_by_its_words_and_not_by_what_stands_around_them(
    practice: TrialSite,
) -> None:
    found = fragments(practice.build())
    assert found["/articles/work/"]["meta"]["title"] == "Work"
    assert found["/articles/work/"]["content"] == "Work. About work. Work is allowed too."
    assert "It is the shortest." in found["/paths/to-begin/"]["content"]


def test_a_note_is_found_by_its_words_and_not_by_its_number(practice: TrialSite) -> None:
    practice.article("noted", "A claim[^1].\n\n[^1]: A study of pangolins.\n")
    content = fragments(practice.build())["/articles/noted/"]["content"]
    assert content == "Noted. About noted. A claim. A study of pangolins."


def test_facts_that_the_theme_adds_are_found_on_the_page_that_shows_them(
    practice: TrialSite,
) -> None:
    practice.page("consultation", "", template="consultation")
    practice.facts(practice={"name": "Quiet Room", "email": "jane@practice.example"})
    found = fragments(practice.build())
    assert "Jane Doe, MA, LPC" in found["/about/"]["content"]
    assert "jane@practice.example" in found["/consultation/"]["content"]


def test_signs_of_html_in_a_text_stay_text(practice: TrialSite) -> None:
    practice.article("signs", "`<b>` & *this*\n", title="A < B & C")
    page = fragments(practice.build())["/articles/signs/"]
    assert page["meta"]["title"] == "A < B & C"
    assert page["content"].endswith("<b> & this.")


def test_each_language_has_an_index_of_its_own(practice: TrialSite) -> None:
    practice.article("rest.es", "Descansar es posible.\n", title="Descanso")
    files = practice.build().files()
    entry = json.loads(files["pagefind/pagefind-entry.json"])
    pages = {lang: about["page_count"] for lang, about in entry["languages"].items()}
    assert pages == {"en": 5, "es": 2}  # with the page where Spanish begins
    assert "pagefind/wasm.es.pagefind" in files


def test_the_list_beside_the_articles_leaves_out_the_home_page_the_articles_and_itself(
    practice: TrialSite,
) -> None:
    practice.page("articles", template="articles")
    page = practice.build().page("search/")
    (heading,) = [one for one in page("h3") if one.get_text() == "About the practice"]
    links = heading.find_next("ul").select("a")  # type: ignore[union-attr]
    assert [link["href"] for link in links] == ["/about/", "/questions/", "/questions/#cost"]


def test_what_an_earlier_build_found_is_gone(practice: TrialSite, tmp_path: Path) -> None:
    """`python -m pelican` writes over what is there and removes nothing."""
    output: dict[str, Any] = {"OUTPUT_PATH": str(tmp_path / "kept")}
    practice.article("gone")
    practice.build(**output)
    practice.article("gone", "Quagga.\n", status="hidden")
    assert not practice.build(**output).refused
    found = [
        json.loads(gzip.decompress(path.read_bytes()).removeprefix(MARK))["url"]
        for path in (tmp_path / "kept" / "pagefind" / "fragment").iterdir()
    ]
    assert len(found) == 5
    assert "/articles/gone/" not in found


# --- What is published ------------------------------------------------------------------------


def test_only_what_a_search_needs_is_published(practice: TrialSite) -> None:
    files = [name for name in practice.build().files() if name.startswith("pagefind/")]
    named = sorted({re.sub(r"en_[0-9a-f]+", "en_#", name) for name in files})
    assert named == [
        "pagefind/fragment/en_#.pf_fragment",
        "pagefind/index/en_#.pf_index",
        "pagefind/pagefind-entry.json",
        "pagefind/pagefind.en_#.pf_meta",
        "pagefind/pagefind.js",
        "pagefind/wasm.en.pagefind",
    ]


def test_two_builds_give_the_same_bytes(practice: TrialSite) -> None:
    for number in range(30):
        practice.article(f"more-{number}", f"Words and more words, {number} of them.\n{FAQ}")
        practice.article(f"more-{number}.es", "Otras palabras.\n")
        practice.article(f"more-{number}.de", "Andere Worte.\n")
        practice.article(f"more-{number}.fr", "Autres mots.\n")
    assert practice.build().files() == practice.build().files()


def test_neither_settings_of_pagefind_nor_a_file_of_them_change_the_index(
    practice: TrialSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = practice.build().files()
    monkeypatch.setenv("PAGEFIND_ROOT_SELECTOR", "h1")
    (tmp_path / "pagefind.yml").write_text("root_selector: h1\n")
    monkeypatch.chdir(tmp_path)
    assert practice.build().files() == before


def test_nothing_of_the_index_is_left_in_temporary_folders(
    practice: TrialSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    empty = tmp_path / "temporary"
    empty.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(empty))
    practice.build()
    assert list(empty.iterdir()) == []


def test_without_a_search_page_there_is_no_index_and_no_link_to_one(site: TrialSite) -> None:
    site.article("rest")
    site.page("questions", template="questions")
    built = site.build()
    assert built.said() == []
    assert not [name for name in built.files() if name.startswith("pagefind/")]
    assert "search/" not in built.html("questions/")


# --- The page ---------------------------------------------------------------------------------


def test_without_scripts_the_page_lists_every_article_by_its_path_and_every_question(
    practice: TrialSite,
) -> None:
    practice.article("alone", "No path leads here.\n")
    built = practice.build()
    assert index(built) == [
        ("/paths/to-begin/", "To begin"),
        ("/articles/rest/", "Rest"),
        ("/articles/rest/#safe", "Is it safe?"),
        ("/articles/rest/#is-it-hypnosis", "Is it hypnosis?"),
        ("/articles/work/", "Work"),
        ("/articles/alone/", "Alone"),
        ("/about/", "About"),
        ("/questions/", "Questions"),
        ("/questions/#cost", "What does it cost?"),
    ]
    assert [heading.text for heading in built.page("search/").select(".index h3")] == [
        "To begin",
        "On their own",
        "About the practice",
    ]
    assert built.one("search/", "form#search").has_attr("hidden")


def test_a_search_page_in_another_language_lists_what_there_is_in_it(practice: TrialSite) -> None:
    practice.article("rest.es", "Descansar es posible.\n", title="Descanso")
    practice.page("search.es", "", title="Buscar", template="search")
    assert index(practice.build(), "es/search/") == [("/es/articles/rest/", "Descanso")]


@pytest.mark.parametrize(
    ("options", "start"),
    [({}, ""), ({"url": f"{URL}/sub"}, "/sub"), ({"url": ""}, ""), ({"RELATIVE_URLS": True}, "..")],
    ids=["at the root", "below it", "no address", "relative"],
)
def test_script_style_and_links_hold_wherever_the_site_stands(
    practice: TrialSite, options: dict[str, Any], start: str
) -> None:
    built = practice.build(**options)
    assert built.one("search/", "script[src]")["src"] == f"{start}/theme/search.js"
    assert built.one("search/", "link[href$='search.css']")["href"] == f"{start}/theme/search.css"
    assert (f"{start}/articles/rest/#safe", "Is it safe?") in index(built)
    assert {"theme/search.js", "theme/search.css"} <= set(built.files())


def test_only_the_search_page_carries_its_script_and_its_style(practice: TrialSite) -> None:
    built = practice.build()
    pages = {name: data for name, data in built.files().items() if name.endswith(".html")}
    carriers = [name for name, data in pages.items() if b"theme/search." in data]
    assert carriers == ["search/index.html"]


def test_footer_lists_and_questions_lead_to_the_search(practice: TrialSite) -> None:
    practice.page("articles", template="articles")
    built = practice.build()
    for url, links in (("articles/rest/", 1), ("articles/", 2), ("questions/", 2)):
        assert len(built.page(url).select("a[href='/search/']")) == links, url


def test_the_script_never_writes_html_keeps_nothing_and_asks_nobody_else() -> None:
    script = (Path(search_index.__file__).parents[2] / "theme/static/search.js").read_text("utf-8")
    forbidden = "innerHTML|outerHTML|insertAdjacentHTML|document.write|eval|Storage|cookie|https?:"
    assert not re.findall(forbidden, script)


# --- Where Pagefind is not ----------------------------------------------------------------------


def plain(built: Built, reason: str) -> None:
    """The site is there, with a plain list and one note that says why."""
    (said,) = built.said()
    assert said == (
        f"search.md:1: {reason} So the search page is a plain list of everything, without a "
        "search. Visitors still find all of it there; build on another computer to have both."
    )
    assert {problem.severity for problem in built.problems} == {"note"}
    assert len(index(built)) == 8
    assert not [name for name in built.files() if name.startswith("pagefind/")]


def test_without_pagefind_the_search_page_is_a_plain_list(
    practice: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    built = practice.build()
    plain(built, "Pagefind is not installed on this computer.")
    page = built.page("search/")
    assert not page.select("form, script[src]"), "nothing is promised that cannot be kept"


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
@pytest.mark.parametrize(
    ("program", "reason"),
    [
        (b"\x7fELF of another kind", "Pagefind does not run on this computer (Exec format error)."),
        (b"#!/bin/sh\necho no room >&2\nexit 3\n", "Pagefind ended with code 3: no room"),
    ],
)
def test_a_pagefind_that_does_not_work_is_told(
    practice: TrialSite,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    program: bytes,
    reason: str,
) -> None:
    file = tmp_path / "pagefind"
    file.write_bytes(program)
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: str(file))
    plain(practice.build(), reason)


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_pagefind_that_never_ends_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pagefind"
    file.write_text("#!/bin/sh\nexec sleep 60\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: str(file))
    monkeypatch.setattr(search_index, "_LONG", 0.1)
    with pytest.raises(SearchIndexError, match="did not end"):
        Indexing([("index.html", "<p>x")]).finish(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="a script is no program there")
def test_a_build_that_breaks_off_ends_pagefind_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pagefind"
    file.write_text("#!/bin/sh\nexec sleep 60\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: str(file))
    indexing = Indexing([("index.html", "<p>x")])
    process, work = indexing._process, indexing._work
    assert process
    assert process.poll() is None
    del indexing
    assert process.poll() is not None
    assert not work.exists()


# --- One function -------------------------------------------------------------------------------


def test_the_id_of_an_answer_moves_to_its_question() -> None:
    html = (
        '<details open><summary><h3>Is it <em>safe</em>?</h3></summary><div class="answer" id="s">'
        "<p>Yes.</p></div></details><div id='other'></div>"
    )
    assert searched(html) == (
        '<details open><h3 id="s">Is it <em>safe</em>?</h3><div class="answer">'
        "<p>Yes.</p></div></details><div id='other'></div>"
    )


def test_the_index_of_the_same_documents_is_not_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents = [("index.html", "<html lang=en><body data-pagefind-body><p>Rest</p></body></html>")]
    store = Store(tmp_path / "kept", "searched")
    Indexing(documents, store).finish(tmp_path / "first")
    monkeypatch.setattr(subprocess, "Popen", None)
    Indexing(documents, store).finish(tmp_path / "second")
    first, second = (
        {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        for folder in (tmp_path / "first", tmp_path / "second")
    )
    assert first
    assert first == second
    with pytest.raises(TypeError):  # another document: Pagefind is asked
        Indexing([*documents, *documents], store)
