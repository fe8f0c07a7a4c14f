"""One site with something of everything: all that the theme is given, and every other file."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from plugins.site import outputs
from plugins.site.contents import Content
from plugins.site.page_context import PageContext
from plugins.social_cards import cards
from tests.trial_site import PROJECT, TrialSite, markdown, photograph, without_hashes

WHOLE = Path(__file__).with_name("whole_site.txt")
SHOWN = "{{ item|record|safe }}\n"
SHARED = """\
facts of: {{ facts.practice.name }}
preview: {{ preview }}, searchable: {{ searchable }}, root: {{ localsiteurl }}
places: {{ places|record|safe }}
menu: {{ menu|record|safe }}
notices: {{ notice_links|record|safe }}
portraits: {{ portraits|record|safe }}
reading paths: {{ reading_paths|record|safe }}
articles: {{ articles|record|safe }}
pages: {{ pages|record|safe }}
"""
KINDS = (
    *("about", "articles", "consultation", "drafts", "home", "look", "not_found", "page", "path"),
    "person",
)
TEXT = """\
{intro}

## What it is

See [the other](rest.md#a-question), [about](../pages/about.md), [old](/old-rest/),
[mail](mailto:me@practice.example), [far](https://far.example/a) and [a form](../files/form.pdf).

![A desk](../images/desk.jpg "By the window")

## Questions people ask

### A question?

Yes: [there](grief.md).

### Another?

{answer}

## Third

The end.
"""


def record(value: Any, deep: int = 0) -> str:
    """What a template is given, as text: a record by what is said in it, a text by its address."""
    indent = "  " * deep
    if isinstance(value, Content) or (isinstance(value, PageContext) and deep):
        return f"<{value.url or 'the home page'}>"
    if is_dataclass(value) and not isinstance(value, type):
        said = [(getattr(value, field.name), field) for field in fields(value)]
        value = {field.name: one for one, field in said if one != field.default}
    if isinstance(value, dict):
        return "".join(f"\n{indent}{key}: {record(one, deep + 1)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "".join(f"\n{indent}- {record(one, deep + 1)}" for one in value)
    return str(value).strip()


def fill(site: TrialSite, anger_by: str) -> None:
    site.facts(
        practice={
            "name": "Quiet & Room",
            "description": "Parts work.",
            "email": "me@practice.example",
            "timezone": "America/Denver",
        },
        people={
            "jane-doe": {"name": "Jane Doe", "credentials": "LPC", "signature": "J."},
            "ann-roe": {"name": "Ann Roe", "image": "images/desk.jpg", "image_alt": "Ann"},
        },
        services=[{"name": "Therapy", "type": "therapy", "states": ["CO"]}],
    )
    site.write("images/desk.jpg", photograph(400, 300))
    site.write("files/form.pdf", b"%PDF-1.4 form")
    site.write("redirects.yaml", "/old-rest/: /articles/rest/\n/gone: https://far.example/\n")
    site.page("home", template="home", url="", save_as="index.html", title="A *quiet* room")
    site.page("articles", template="articles", menu="Articles", menu_order=2)
    site.page("about", template="about", menu="About & me", menu_order=1, author="Ann Roe")
    site.page("consultation", template="consultation", menu="Talk", menu_order=1)
    site.page("404", template="not_found", status="hidden", url="404.html", save_as="404.html")
    site.page("questions", "## First\n\nWords.\n\n## Second\n\nMore.\n", template="questions")
    site.page("search", template="search")
    site.page("bell", "## One\n\n## Two\n\n## Three\n", modified="2026-04-01")
    site.article(
        "rest",
        TEXT.format(intro="Words.", answer="No."),
        title="Rest & “play” <3",
        date="2026-01-02 10:00",
        modified="2026-04-05",
        tags=["parts", "anger & co"],
        image="images/desk.jpg",
        image_alt="A desk",
        sources=[{"title": "A book", "url": "https://far.example/book"}],
        content_note="Some of it is sad.",
        reviewed="2026-02-03",
        reviewed_by="ann-roe",
        redirects=["/rest-of-old/"],
    )
    site.article(
        "grief", TEXT.format(intro="Words.", answer="No."), date="2026-01-03", tags=["parts"]
    )
    site.article("anger", date="2026-01-01", order=1, tags=["parts", "anger & co"], author=anger_by)
    site.article("calm", date="2026-01-01", tags=["parts", "anger & co"], category="Feelings")
    site.article("zest", date="2026-01-01", order=-1, tags=["joy"], next="calm", authors="Ann Roe")
    site.article("hidden", status="hidden", date="2026-01-04")
    site.article("draft", "A draft to [rest](rest.md).\n", status="draft", date="2026-01-05")
    site.article("later", date="2999-01-01")
    site.article("rest.es", title="Descanso", date="2026-01-06")
    site.page("about.es", template="about", title="Sobre mí")
    site.paths(
        {
            "path": "Begin & go on",
            "summary": "In *two* steps.",
            "articles": ["grief", {"slug": "rest", "because": "It is next."}, "draft"],
        },
        {"path": "Empty", "articles": ["draft"]},
    )


WRONG = """\
[a](missing.md) [b](rets.md) [c](/nowhere/) [d](/articels/rest/) [e](www.far.example) [f]()
[g](me@practice.example) [h](../../secret.pdf) [i](/articles/later/) [j](../articles/draft.md)
[k](../files/missing.pdf) [l](../files/form.pdf?x#y) [m](#nothing) [n](/articles/rest/#nothing)
[o](https://practice.example/about/) [p](http://[) [q](/articles/rest/index.html?a=1#third)
[r](/images/desk.jpg) [s](/paths/begin-go-on/) [t](/about) [u](../../home) [v](\\\\x\\y)

![no](../images/none.jpg) ![far](https://far.example/a.jpg) ![out](../../out.jpg) ![]()
![again](/images/desk.jpg)
"""


def spoil(site: TrialSite) -> None:
    """Add what a preview tells and a strict build does not let through."""
    site.page("wrong", WRONG, menu="Wrong", menu_order=-1)
    site.article("rest-again", url="articles/rest/", save_as="articles/rest/index.html")
    site.article("a b", "Words with a space in its name.\n")
    site.article("odd", template="nothing", image="images/none.jpg", next="nowhere", previous="odd")
    site.page("feed", url="feed.xml", save_as="feed.xml")
    site.page("second-home", template="home", url="", save_as="index.html")
    site.article("x" * 210)
    site.article("too-early", next="draft")
    site.write("articles/note.txt", "A note.")
    site.write("articles/deep/er.md", markdown({"title": "Deeper", "date": "2026-02-01"}))
    site.write("pages/no-header.md", "Words.\n")
    site.write("images/unused.jpg", photograph())
    redirects = "/a/: /b/\n/b/: /a/\n/about/: /articles/\n/x/: /nowhere/\n/y/: /articles/later/\n"
    site.write("redirects.yaml", redirects)
    site.write("reading-paths.yaml", "- path: Begin\n  articles: [grief, nowhere, hidden, grief]\n")


class NoSearch:
    """Stands in for Pagefind, which takes seconds: keeps what it was given to read."""

    given: list[tuple[str, str]]

    def __init__(self, pages: Iterable[tuple[str, str]], _: object) -> None:
        NoSearch.given = list(pages)

    def finish(self, output: Path) -> None:
        lines = [f"{name}: {' '.join(html.split())}" for name, html in NoSearch.given]
        (output / "searched.txt").write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize("kind", ["published", "preview", "wrong"])
def test_all_that_is_given_to_the_theme_and_written_beside_it(
    kind: str, site: TrialSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, look at the difference, and write it anew: SNAPSHOTS=write pytest …"""
    fill(site, anger_by="Ann Roe" if kind == "published" else "nobody")
    if kind == "wrong":
        spoil(site)
    theme = Path(shutil.copytree(PROJECT / "theme", site.folder / "theme"))
    shutil.rmtree(theme / "templates" / "parts")
    templates = {f"{name}.html": SHOWN.replace("item", "page") for name in (*KINDS, "questions")}
    templates |= {
        "home.html": SHOWN.replace("item", "page") + SHARED,
        "search.html": SHOWN.replace("item", "page"),
        "article.html": SHOWN.replace("item", "article"),
        "redirect.html": "{{ target }} {{ target_title }}\n",
        "search_document.html": "{{ item.title }} {{ item.content|searched }}",
        "robots.txt": "{{ SITEURL }}\n",
    }
    for name, text in templates.items():
        (theme / "templates" / name).write_text(text, "utf-8")
    for file in (theme / "css").iterdir():
        rule = 'color: red; content: "/*  a; } */"'
        file.write_text(f"/* first */\n.{file.stem} {{ {rule}; }}\n", "utf-8")
    monkeypatch.setattr(outputs, "Indexing", NoSearch)
    monkeypatch.setattr(cards, "files", lambda *_: [])  # cards have tests of their own
    monkeypatch.setattr(outputs, "draw", lambda *_: b"")
    built = site.build(
        strict=kind == "published", THEME=str(theme), JINJA_FILTERS={"record": record}
    )
    problems = zip(built.said(), built.problems, strict=True)
    said = [f"{one.rule} ({one.severity}) {words}" for words, one in problems]
    parts = [f"==== {kind}", "\n".join(said)]
    for name, data in built.files().items() if kind != "wrong" else ():
        if Path(name).suffix in (".html", ".xml", ".md", ".css") or name == "searched.txt":
            text = data.decode().strip().replace("},{", "},\n{")
            parts.append(f"==== {name}\n" + "\n".join(map(str.rstrip, text.splitlines())))
        elif not name.startswith("theme/"):
            parts.append(f"==== {name}: not shown")
    found = without_hashes("\n\n".join(parts) + "\n").replace(f"{site.folder}/", "")
    snapshot = WHOLE.with_stem(f"whole_site_{kind}")
    if os.environ.get("SNAPSHOTS") == "write":
        snapshot.write_text(found, "utf-8")
    assert found == snapshot.read_text("utf-8")
