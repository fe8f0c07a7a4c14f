"""The editor in a real browser, under its policy: what it lists, and what it writes.

GitHub is not asked: `github.py` answers in its place. So nothing here says that signing in works.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Locator, Page, expect

from plugins.frontmatter import header
from tests.admin.conftest import in_a_repository
from tests.admin.github import API, GitHub
from tests.static_server import served
from tests.trial_site import TrialSite, photograph

# What a writer of ours may type, and another editor might put in order.
BODY = """
An opening with *em*, __strong__, a note[^1], an <abbr title="x">abbr</abbr> and 1\\. no list.
A second line.
{: .pause}

> A sentence set large.
{: .pull}

> [!A word on pace]
> Slowly.

* star
    * nested

| a | b |
|---|:-:|
| 1 | 2 |

![](/images/desk.jpg){.decorative}

<!-- ask Maria -->

## Questions people ask {.faq}

### Is it hypnosis? {#hypnosis}

No.

[^1]: The note.
"""
HEADERS = {
    "plain": "title: Plain\nsummary: About it.\ndate: 2026-03-02\nstatus: published",
    "full": (
        "title: 'Full: all of it'\nsummary: >-\n  One line,\n  and another.\n"
        "date: 2026-03-02 10:30\n"
        "modified: 2026-04-01T10:30:00-06:00\nreviewed: 2026-5-1\nreview_by: 2027-05-01\n"
        "category: Parts work\ntags: [rest, 'a, b']\nauthor: Jane Doe\norder: 2\n"
        "image: images/desk.jpg\nimage_alt: \"A 'desk'\"\ncontent_note: 'Speaks: of loss'\n"
        "sources:\n- title: 'A: study'\n  url: https://example.com/?a=1&b=2#c\n- title: B\n"
        "allow:\n- rule: title-long\n  reason: It is a name.\nnext: none\nslug: full\n"
        "redirects: [/blog/full/]\nlang: en\ntranslation: false\nstatus: hidden"
    ),
    "foreign": "title: Foreign\nsummary: s\ndate: 2026-03-02\nstatus: draft\nextra: {a: [1, no]}",
}


class Editor:
    """A window with the editor, signed in. `complaints` is what its console had to say, `elsewhere`
    who else has answered it."""

    def __init__(self, page: Page, address: str, github: GitHub) -> None:
        self.page, self.address, self.github = page, address, github
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        page.on("console", lambda said: self._hear(said.type, said.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        page.on("response", lambda answer: self._note(answer.url))
        github.answer_for(page)
        page.goto(f"{address}/admin/")
        page.get_by_role("button", name="Sign In Using Access Token").click()
        page.get_by_label("Personal Access Token").fill("a-token-of-nobody")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Create New Entry")).to_be_visible()

    def _hear(self, kind: str, text: str) -> None:
        # What it asks of others is stopped by the policy, and its console says so.
        stopped = "Content Security Policy" in text
        if kind in ("error", "warning") and not stopped:
            self.complaints.append(text)

    def _note(self, url: str) -> None:
        if not url.startswith((self.address, API, "data:", "blob:")):
            self.elsewhere.append(url)

    def open(self, name: str, collection: str = "articles") -> None:
        """Open a text, and wait until its own form is there: another address after `#` loads no
        page anew, so that for a while what stands there is the form of the text before."""
        self.page.goto(f"{self.address}/admin/#/collections/{collection}/entries/{name}")
        path = f"content/{collection}/{name}.md"
        head = header.read(self.github.files[path].decode(), path, "article")
        expect(self.title()).to_have_value(str(head.fields["title"]))

    def open_new(self) -> None:
        """Open the empty form of an article that is not there yet, and wait for it as `open`."""
        self.page.goto(f"{self.address}/admin/#/collections/articles/new")
        expect(self.title()).to_have_value("")

    def title(self) -> Locator:
        return self.page.get_by_label("Title", exact=True).first

    def type_title(self, text: str) -> None:
        self.title().fill(text)

    def save(self) -> None:
        self.commit(self.page.get_by_role("button", name="Save", exact=True).first)

    def commit(self, button: Locator) -> None:
        """Click, and wait for the one commit that this is for."""
        before = len(self.github.commits)
        button.click()
        for _ in range(100):
            if len(self.github.commits) > before:
                break
            self.page.wait_for_timeout(100)
        assert len(self.github.commits) == before + 1
        expect(self.page.get_by_role("button", name="Create Entry or Assets")).to_be_visible()


@pytest.fixture(scope="module")
def practice(
    tmp_path_factory: pytest.TempPathFactory, real_archive: Path
) -> Iterator[tuple[str, dict[str, bytes]]]:
    """A site with the editor at the address where it stands, and its content as a repository."""
    folder = tmp_path_factory.mktemp("edited")
    site = in_a_repository(TrialSite(folder))
    site.write("images/desk.jpg", photograph(60, 40))
    for name, head in HEADERS.items():
        site.write(f"articles/{name}.md", f"---\n{head}\n---\n{BODY}")
    with served(folder / "output-1") as address:
        built = site.build(url=address, PRACTICE_ADMIN="example/site")
        assert not built.refused, built.said()
        files = {
            f"content/{path.relative_to(site.content).as_posix()}": path.read_bytes()
            for path in site.content.rglob("*")
            if path.is_file()
        }
        yield address, files


@pytest.fixture(scope="module")
def editor(practice: tuple[str, dict[str, bytes]], chromium: Browser) -> Iterator[Editor]:
    """One window for all tests, each of which edits a text of its own. Its browser asks for German,
    of which the site has no words: the editor stays with those that it has."""
    address, files = practice
    window = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
    try:
        yield Editor(window.new_page(), address, GitHub(files))
    finally:
        window.close()


def read(github: GitHub, name: str) -> header.Header:
    path = f"content/articles/{name}.md"
    return header.read(github.files[path].decode(), path, "article")


def test_it_accepts_its_configuration_and_lists_every_article(editor: Editor) -> None:
    expect(editor.page.get_by_role("grid").get_by_role("row")).to_have_count(5)
    expect(editor.page.get_by_text("Full: all of it")).to_be_visible()
    assert editor.complaints == []
    assert editor.github.unknown == []


def test_nobody_is_asked_but_the_site_and_github(editor: Editor) -> None:
    editor.open("full")
    editor.page.wait_for_load_state("networkidle")
    assert editor.elsewhere == []
    fonts = editor.page.evaluate("Array.from(document.fonts, f => [f.family, f.status])")
    assert ['"Material Symbols Outlined"', "loaded"] in fonts
    assert ['"Source Sans 3"', "loaded"] in fonts


@pytest.mark.parametrize("name", HEADERS)
def test_saving_one_word_leaves_all_else_as_our_reader_reads_it(editor: Editor, name: str) -> None:
    before = read(editor.github, name)
    raw = editor.github.files[f"content/articles/{name}.md"]
    editor.open(name)
    editor.type_title("Another title")
    editor.save()
    after = read(editor.github, name)
    assert after.fields == {**before.fields, "title": "Another title"}
    assert after.body == before.body
    saved = editor.github.files[f"content/articles/{name}.md"]
    assert saved.partition(b"\n---\n")[2] == raw.partition(b"\n---\n")[2]
    assert yaml.safe_load(saved.split(b"---\n")[1]) == {
        **yaml.safe_load(raw.split(b"---\n")[1]),
        "title": "Another title",
    } | ({"translation": "false"} if name == "full" else {})
    changes = editor.github.commits[-1]["fileChanges"]
    assert [one["path"] for one in changes["additions"]] == [f"content/articles/{name}.md"]
    assert not changes.get("deletions")
    assert editor.complaints == []


def test_a_text_typed_there_is_in_the_file_as_it_was_typed(editor: Editor) -> None:
    page = editor.page
    editor.open_new()
    editor.type_title("Ängste & Ruhe: a beginning")
    page.get_by_label("Summary", exact=True).first.fill("What it is, in a sentence: this one.")
    page.get_by_role("textbox", name="Text", exact=True).fill(BODY.strip(), timeout=8000)
    page.get_by_role("radio", name="draft").first.click()
    editor.save()
    [path] = [one["path"] for one in editor.github.commits[-1]["fileChanges"]["additions"]]
    made = read(editor.github, path.removeprefix("content/articles/").removesuffix(".md"))
    assert made.fields["slug"].isascii()
    assert made.problems == []
    assert made.fields["title"] == "Ängste & Ruhe: a beginning"
    assert made.fields["summary"] == "What it is, in a sentence: this one."
    assert made.fields["status"] == "draft"
    assert editor.github.files[path].decode().split("---\n", 2)[2].strip() == BODY.strip()


def test_a_new_text_is_not_saved_before_somebody_says_who_may_see_it(editor: Editor) -> None:
    page, before = editor.page, len(editor.github.commits)
    editor.open_new()
    editor.type_title("Rest again")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("1 error").or_(page.get_by_text("required")).first).to_be_visible()
    assert len(editor.github.commits) == before


def test_a_reading_path_is_read_and_written_as_the_list_that_it_is(editor: Editor) -> None:
    before = yaml.safe_load(editor.github.files["content/reading-paths.yaml"])
    page = editor.page
    page.goto(f"{editor.address}/admin/#/collections/order/entries/reading-paths")
    page.get_by_label("Summary", exact=True).first.fill("Where to begin.")
    editor.save()
    after = yaml.safe_load(editor.github.files["content/reading-paths.yaml"])
    assert after == [{**before[0], "summary": "Where to begin."}]


def test_a_picture_lies_where_texts_look_for_it_under_a_name_without_spaces(
    editor: Editor, tmp_path: Path
) -> None:
    photo = tmp_path / "Desk by Window.jpg"
    photo.write_bytes(photograph(60, 40))
    page = editor.page
    page.goto(f"{editor.address}/admin/#/assets")
    page.get_by_role("button", name="Upload").first.click()
    with page.expect_file_chooser() as opened:
        page.get_by_role("button", name="Choose Files").click()
    opened.value.set_files(photo)
    dialog = page.get_by_role("alertdialog", name="Upload New Assets")
    editor.commit(dialog.get_by_role("button", name="Upload", exact=True))
    assert editor.github.files["content/images/desk-by-window.jpg"] == photo.read_bytes()


def test_a_text_is_taken_away_only_after_a_question(editor: Editor) -> None:
    page, before = editor.page, len(editor.github.commits)
    editor.open("work")
    page.get_by_role("button", name="Show Editor Options").first.click()
    page.get_by_role("menuitem", name="Delete").first.click()
    asked = page.get_by_role("alertdialog")
    expect(asked).to_be_visible()
    assert len(editor.github.commits) == before
    editor.commit(asked.get_by_role("button", name="Delete", exact=True))
    assert "content/articles/work.md" not in editor.github.files
