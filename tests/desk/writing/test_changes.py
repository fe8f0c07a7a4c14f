"""What concerns several files: planned in words, then done whole or not at all."""

from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path

import pytest

from desk.writing import changes, disk, drafts, files, history, journal, survey
from desk.writing.changes import Plan
from desk.writing.disk import WritingError
from desk.writing.files import ChangedOutsideError
from desk.writing.journal import FileChange
from plugins.frontmatter import header
from tests.trial_site import TrialSite

# How people and programs write a link to one article; X is its name.
FORMS = """\
[1](/articles/X/) and [2](/articles/X) and [3](/articles/X/index.html "X")
[4](/articles/X/#what-x-is) [5](/articles/X/?from=X#X) [6](../X/) [7](X.md) [8](./X.md#part)
[9](https://practice.example/articles/X/) <https://practice.example/articles/X/>
[10]({filename}X.md) [11]({filename}/articles/X.md) [12](<X.md>) [13](  /articles/X/  )
[14][a], [a], <a href="/articles/X/">15</a>, <a class="x" href='X.md'>16</a>
<a href=/articles/X/>17</a>
[18](/articles/%58/) **[19](/articles/X/)** [*20*, `X`](/articles/X/) [21](/articles/X/)
[22](/articles/X/)
[23]({{ site.baseurl }}/articles/X/) ![24](/images/X.jpg) [25](/articles/X-more/) [26](/X/)

> [27](/articles/X/)
> - [28](/articles/X/)

| [29](/articles/X/) | b |
|---|---|
| c | [30](/articles/X/) |

`[no](/articles/X/)` and ``[no](/articles/X/) ` `` X [31](/articles/X/).

```
[no](/articles/X/)
```

[a]: /articles/X/ "X"
[b]: <X.md>
[c]: https://other.example/articles/X/
"""
STAYS = (
    "[no](/articles/X/)",
    "/images/X.jpg",
    "/articles/X-more/",
    "(/X/)",
    "other.example/articles/X/",
)


def forms(name: str) -> str:
    return FORMS.replace("%58", "".join(f"%{ord(sign):02X}" for sign in name)).replace("X", name)


def files_of(content: Path) -> dict[str, bytes]:
    found = (path for path in content.rglob("*") if path.is_file())
    return {path.relative_to(content).as_posix(): path.read_bytes() for path in found}


def done(site: TrialSite, plan: Plan) -> Plan:
    changes.carry_out(site.content, plan)
    return plan


def broken(site: TrialSite) -> list[str]:
    """What a build says of links, pictures, reading paths and redirects."""
    rules = ("link", "redirect", "reading", "order", "picture")
    found = (one for one in site.build(strict=False).problems if one.rule.startswith(rules))
    return [f"{Path(one.path).name}:{one.line} {one.message}" for one in found]


@pytest.fixture
def linked(site: TrialSite) -> TrialSite:
    """A practice with an article `rest`, and all that can lead to it."""
    site.facts(practice={"name": "Quiet Room", "url": "https://practice.example"})
    site.page("home", "[rest](/articles/rest/)\n", template="home", url="", save_as="index.html")
    site.page("rest", "Another rest.\n")
    site.write("images/rest.jpg", b"")
    body = "## One {#part}\n\n## Two {#what-x-is}\n\n## Three {#rest}\n\n[myself](rest.md) "
    site.article("rest", f"{body}[more](/articles/rest-more/)\n", redirects=["/nap/"])
    site.article("rest-more", "More.\n", previous="rest")
    site.article("links", forms("rest"), next="rest", date="2026-03-03")
    site.paths({"path": "Rest", "articles": ["links", {"slug": "rest", "because": "It rests."}]})
    site.write(
        "redirects.yaml", "# Old ones\n/old-rest/: /articles/rest/#part  # kept\n/x/: /rest/\n"
    )
    return site


def test_a_renamed_article_is_followed_by_all_that_leads_to_it(linked: TrialSite) -> None:
    before = files_of(linked.content)
    was_broken = broken(linked)
    plan = changes.rename(linked.content, "articles/rest.md", slug="sleep", title="Sleep: a skill")
    assert files_of(linked.content) == before
    assert plan.says == (
        "Calls it “Sleep: a skill”.",
        "Its address becomes /articles/sleep/.",
        "Whoever follows /articles/rest/ is led there.",
        "Changes 32 links to it.",
    )
    assert (plan.name, plan.address) == ("articles/sleep.md", "/articles/sleep/")
    done(linked, plan)
    after = files_of(linked.content)
    assert set(before) ^ set(after) == {"articles/rest.md", "articles/sleep.md"}
    assert {name for name in before if name in after and before[name] != after[name]} == {
        "articles/links.md",
        "articles/rest-more.md",
        "pages/home.md",
        "reading-paths.yaml",
        "redirects.yaml",
    }
    wanted = forms("rest")
    for old, new in (
        ("/articles/rest", "/articles/sleep"),
        ("../rest/", "../sleep/"),
        ("rest.md", "sleep.md"),
        ("/articles/%72%65%73%74/", "/articles/sleep/"),
    ):
        wanted = wanted.replace(old, new)
    for stays in STAYS:
        wanted = wanted.replace(
            stays.replace("X", "rest").replace("/articles/rest", "/articles/sleep"),
            stays.replace("X", "rest"),
        )
    assert after["articles/links.md"].decode().partition("---\n\n")[2] == wanted
    assert b"[myself](sleep.md) [more](/articles/rest-more/)" in after["articles/sleep.md"]
    fields = header.read(after["articles/sleep.md"].decode(), "sleep.md", "article").fields
    assert fields["redirects"] == ["/nap/", "/articles/rest/"]
    assert fields["title"] == "Sleep: a skill"
    assert b"next: sleep" in after["articles/links.md"]
    assert b"previous: sleep" in after["articles/rest-more.md"]
    assert after["reading-paths.yaml"] == before["reading-paths.yaml"].replace(
        b" rest\n", b" sleep\n"
    )
    assert after["redirects.yaml"].decode() == (
        "# Old ones\n/old-rest/: /articles/sleep/#part  # kept\n/x/: /rest/\n"
    )
    assert broken(linked) == was_broken
    assert "/articles/sleep/" in linked.build(strict=False).text("articles/rest/index.html")


def test_renamed_and_renamed_back_every_link_is_as_it_was(linked: TrialSite) -> None:
    before = files_of(linked.content)
    done(linked, changes.rename(linked.content, "articles/rest.md", slug="sleep"))
    done(linked, changes.rename(linked.content, "articles/sleep.md", slug="rest"))
    after = files_of(linked.content)
    # Only what was written with percent signs is written plainly now, and the way back is known.
    spelled = before["articles/links.md"].replace(b"%72%65%73%74", b"rest")
    assert after["articles/links.md"] == spelled
    assert {name for name in before if before[name] != after[name]} == {
        "articles/links.md",
        "articles/rest.md",
    }
    fields = header.read(after["articles/rest.md"].decode(), "rest.md", "article").fields
    assert fields["redirects"] == ["/nap/", "/articles/sleep/"]


@pytest.mark.parametrize(
    ("name", "header_says", "new_name", "address"),
    [
        ("articles/rest.md", {}, "articles/sleep.md", "/articles/sleep/"),
        ("articles/2026-01-20-rest.md", {}, "articles/2026-01-20-sleep.md", "/articles/sleep/"),
        ("articles/old/rest.markdown", {}, "articles/old/sleep.markdown", "/articles/sleep/"),
        ("articles/rest/index.md", {}, "articles/rest/index.md", "/articles/sleep/"),
        ("articles/any.md", {"slug": "rest"}, "articles/any.md", "/articles/sleep/"),
        ("articles/rest.es.md", {}, "articles/sleep.es.md", "/es/articles/sleep/"),
        ("pages/rest.md", {}, "pages/sleep.md", "/sleep/"),
        ("pages/people/rest.md", {"template": "person"}, "pages/people/sleep.md", "/people/sleep/"),
    ],
)
def test_each_manner_of_naming_a_file_is_kept(
    name: str, header_says: dict[str, str], new_name: str, address: str, site: TrialSite
) -> None:
    entries = "".join(f"{key}: {value}\n" for key, value in header_says.items())
    text = f"---\ntitle: Rest\nsummary: Rest.\ndate: 2026-03-02\n{entries}---\n\nWords.\n"
    site.write(name, text)
    old = survey.look(site.content).page(name).address
    plan = done(site, changes.rename(site.content, name, slug="sleep"))
    assert (plan.name, plan.address) == (new_name, address)
    assert survey.look(site.content).page(new_name).address == address
    fields = header.read(files.read(site.content, new_name).text, new_name, "article").fields
    assert fields["redirects"] == [old]


def test_translations_go_along_and_history_and_unsaved_text_too(site: TrialSite) -> None:
    site.article("rest")
    site.article("rest.es", "[en](/articles/rest/)\n", lang="es")
    site.article("links", "[es](/es/articles/rest/)\n")
    there = files.read(site.content, "articles/rest.md")
    files.save(site.content, "articles/rest.md", f"{there.text}More.\n", there.digest)
    drafts.keep(site.content, "articles/rest.md", "Unsaved.", there.digest)
    plan = done(site, changes.rename(site.content, "articles/rest.md", slug="sleep"))
    assert "So does its translation, articles/sleep.es.md." in plan.says
    assert "[en](/articles/sleep/)" in (site.content / "articles" / "sleep.es.md").read_text()
    assert "[es](/es/articles/sleep/)" in (site.content / "articles" / "links.md").read_text()
    kept = history.versions(site.content, "articles/sleep.md")
    assert history.version(site.content, "articles/sleep.md", kept[-1].key) == there.data
    assert len(kept) == 2
    unsaved = drafts.kept(site.content, "articles/sleep.md")
    assert unsaved is not None
    assert unsaved.text == "Unsaved."
    assert drafts.kept(site.content, "articles/rest.md") is None
    assert history.versions(site.content, "articles/rest.md") == ()


def test_nobody_knows_the_address_of_a_draft_so_none_leads_on(site: TrialSite) -> None:
    site.article("rest", status="draft")
    site.article("links", "[1](/articles/rest/) [2](/drafts/rest/)\n", status="draft")
    plan = done(site, changes.rename(site.content, "articles/rest.md", slug="sleep"))
    assert plan.says == ("Its address becomes /articles/sleep/.", "Changes 2 links to it.")
    assert "redirects" not in (site.content / plan.name).read_text()
    links = (site.content / "articles" / "links.md").read_text()
    assert "[1](/articles/sleep/) [2](/drafts/sleep/)" in links


@pytest.mark.parametrize(
    ("name", "slug", "told"),
    [
        ("articles/rest.md", "links", "is there already"),
        ("articles/rest.md", "Sleep Well", "Use small letters.*“sleep-well”"),
        ("articles/rest.md", "../sleep", "cannot be part of an address"),
        ("articles/rest.md", "old-rest", None),
        ("articles/rest.md", "named", "is the address of another page"),
        ("articles/rest.md", "gone", "leads to /rest/ .in redirects.yaml."),
        ("articles/rest.md", "former", "by “redirects” in articles/other.md"),
        ("pages/home.md", "start", "set by “url”"),
        ("articles/none.md", "sleep", "is no article and no page"),
        ("practice.yaml", "sleep", "is no article and no page"),
        ("../rest.md", "sleep", "is no article and no page"),
    ],
)
def test_what_cannot_be_a_new_name_is_told_and_nothing_changes(
    name: str, slug: str, told: str | None, linked: TrialSite
) -> None:
    named = "---\ntitle: O\nsummary: O\ndate: 2026-03-02\nslug: named\n"
    named += "redirects: [/articles/former]\n---\n"
    linked.write("articles/other.md", named)
    linked.write("redirects.yaml", "/articles/gone/: /rest/\n")
    before = files_of(linked.content)
    if told is None:
        changes.rename(linked.content, name, slug=slug)
    else:
        with pytest.raises(WritingError, match=told):
            changes.rename(linked.content, name, slug=slug)
    assert files_of(linked.content) == before


def test_a_deleted_article_is_kept_its_links_are_told_and_its_addresses_lead_on(
    linked: TrialSite,
) -> None:
    former = (linked.content / "articles" / "rest.md").read_bytes()
    plan = changes.delete(linked.content, "articles/rest.md", "/articles/rest-more/")
    assert plan.says == (
        "Takes articles/rest.md away; the history keeps it.",
        "Takes it out of the reading path “Rest”.",
        "Whoever follows /articles/rest/ is led to /articles/rest-more/.",
    )
    assert len(plan.links) == 31 + 2
    assert {one.name for one in plan.links} == {
        "articles/links.md",
        "articles/rest-more.md",
        "pages/home.md",
    }
    lines = (linked.content / "articles" / "links.md").read_text().split("\n")
    assert all(
        one.to in lines[one.line - 1] for one in plan.links if one.name == "articles/links.md"
    )
    done(linked, plan)
    assert not (linked.content / "articles" / "rest.md").exists()
    [kept] = history.versions(linked.content, "articles/rest.md")
    assert history.version(linked.content, "articles/rest.md", kept.key) == former
    assert (linked.content / "redirects.yaml").read_text() == (
        "# Old ones\n/old-rest/: /articles/rest-more/  # kept\n/x/: /rest/\n"
        "/articles/rest/: /articles/rest-more/\n/nap/: /articles/rest-more/\n"
    )
    assert (linked.content / "reading-paths.yaml").read_text() == (
        "- path: Rest\n  articles:\n  - links\n"
    )
    built = linked.build(strict=False)
    assert "/articles/rest-more/" in built.text("articles/rest/index.html")
    files.restore(linked.content, "articles/rest.md", kept.key, files.NEW)
    assert (linked.content / "articles" / "rest.md").read_bytes() == former


def test_an_address_that_is_gone_is_declared_so(site: TrialSite) -> None:
    site.article("rest")
    site.article("other")
    plan = done(site, changes.delete(site.content, "articles/rest.md"))
    assert plan.says[-1] == "Whoever follows /articles/rest/ is told that it is gone."
    assert (site.content / "redirects.yaml").read_text() == "/articles/rest/: gone\n"
    assert broken(site) == []
    site.article("draft", status="draft")
    done(site, changes.delete(site.content, "articles/draft.md"))
    assert (site.content / "redirects.yaml").read_text() == "/articles/rest/: gone\n"


@pytest.mark.parametrize(
    "to",
    [
        "/nowhere/",
        "nowhere",
        "//evil.example",
        "/articles/rest/",
        "/draft/",
        "javascript:alert(1)",
        "https://",
        "/a b/\n/c/",
    ],
)
def test_an_address_never_leads_nowhere(to: str, site: TrialSite) -> None:
    site.article("rest")
    site.page("draft", status="draft")
    before = files_of(site.content)
    with pytest.raises(WritingError, match=r"\.$"):
        changes.delete(site.content, "articles/rest.md", to)
    assert files_of(site.content) == before


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("practice.yaml", "the whole site is made of it"),
        ("pages/home.md", "The home page stays"),
        ("articles/none.md", "removed or renamed"),
        ("../outside.md", "is not the name of a file"),
        ("articles", "not a file but a folder"),
    ],
)
def test_what_a_site_needs_or_what_is_none_of_it_is_not_taken_away(
    name: str, told: str, linked: TrialSite
) -> None:
    with pytest.raises(WritingError, match=told):
        changes.delete(linked.content, name)


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b'{"changes": 1}', b"\xff"])
def test_a_plan_that_cannot_be_read_holds_up_nobody(data: bytes, site: TrialSite) -> None:
    path = site.article("rest")
    there = files.read(site.content, "articles/rest.md")
    pending = disk.history_of(site.content) / "pending.json"
    pending.parent.mkdir(parents=True)
    pending.write_bytes(data)
    files.save(site.content, "articles/rest.md", "More.\n", there.digest)
    assert path.read_bytes() == b"More.\n"
    assert not pending.exists()


def test_who_begins_ends_what_a_killed_program_had_begun(site: TrialSite) -> None:
    assert journal.recover(site.content) == ()
    assert not (site.folder / ".history").exists()
    first, second = site.article("one"), site.article("two")
    there = files.read(site.content, "articles/one.md")
    files.save(site.content, "articles/one.md", "One.\n", there.digest)
    left = site.write("articles/.two.md.0123456789ab.whole~", "Written whole.\n")
    # As it stands when a program is killed after the first of two files.
    plan = [
        ["articles/one.md", *(base64.b64encode(data).decode() for data in (b"Zero.", b"One.\n"))],
        ["articles/two.md", *(base64.b64encode(data).decode()
                              for data in (second.read_bytes(), b"Two.\n"))],
    ]  # fmt: skip
    pending = disk.history_of(site.content) / "pending.json"
    pending.write_text(json.dumps({"changes": plan, "moves": []}))
    assert journal.recover(site.content) == ("articles/one.md", "articles/two.md")
    assert (first.read_bytes(), second.read_bytes()) == (b"One.\n", b"Two.\n")
    assert not pending.exists()
    assert not left.exists()
    [kept] = history.versions(site.content, "articles/two.md")
    assert history.version(site.content, "articles/two.md", kept.key) == b"Written whole.\n"


def test_a_path_that_is_empty_then_goes_and_a_picture_can_go(site: TrialSite) -> None:
    site.article("rest", "![](/images/desk.jpg)\n")
    site.write("images/desk.jpg", b"A picture.")
    site.paths({"path": "One", "articles": ["rest"]})
    plan = done(site, changes.delete(site.content, "images/desk.jpg"))
    assert [(one.name, one.to) for one in plan.links] == [("articles/rest.md", "/images/desk.jpg")]
    assert plan.says == ("Takes images/desk.jpg away; the history keeps it.",)
    plan = done(site, changes.delete(site.content, "articles/rest.md"))
    assert "The reading path “One” is empty then, and goes." in plan.says
    assert broken(site) == []


def test_what_is_written_into_a_header_touches_no_other_line(site: TrialSite) -> None:
    path = site.write(
        "articles/rest.md",
        "---\r\ntitle: 'Rest'  # as said\r\nsummary: Rest.\r\ndate: 2026-03-02\r\nstatus: draft\r\n"
        "review_by: 2026-04-01\r\n---\r\n\r\nWords.\r\n",
    )
    typed = path.read_bytes()
    plan = done(site, changes.schedule(site.content, "articles/rest.md", date(2031, 5, 4)))
    assert plan.says == ("It waits for May 4, 2031; the first publishing from then on shows it.",)
    wanted = typed.replace(b"2026-03-02", b"2031-05-04").replace(b"draft", b"published")
    assert path.read_bytes() == wanted
    assert survey.look(site.content).page("articles/rest.md").status == "scheduled"
    done(site, changes.reviewed(site.content, "articles/rest.md", date(2026, 4, 2), "jane-doe"))
    wanted = wanted.replace(
        b"status: published\r\nreview_by: 2026-04-01\r\n",
        b"status: published\r\nreviewed: 2026-04-02\r\nreviewed_by: jane-doe\r\n",
    )
    assert path.read_bytes() == wanted
    done(site, changes.status(site.content, "articles/rest.md", "hidden"))
    assert path.read_bytes() == wanted.replace(b"published", b"hidden")
    with pytest.raises(WritingError, match="there are published, draft, hidden"):
        changes.status(site.content, "articles/rest.md", "public")


@pytest.mark.parametrize("kind", ["article", "comparison", "condition", "faq", "page"])
def test_a_new_text_begins_as_a_draft_with_its_outline(kind: str, site: TrialSite) -> None:
    plan = changes.new(site.content, kind, "What is rest?", date(2026, 11, 29))
    assert not (site.content / plan.name).exists()
    done(site, plan)
    page = survey.look(site.content).page(plan.name)
    assert (page.status, page.fields["title"]) == ("draft", "What is rest?")
    assert "###" in (site.content / plan.name).read_text() or kind == "page"
    with pytest.raises(WritingError, match="is there already"):
        changes.new(site.content, kind, "What is rest?", date(2026, 11, 29))


def test_a_new_person_stands_in_the_facts_and_has_a_page(site: TrialSite) -> None:
    facts = (site.content / "practice.yaml").read_text()
    plan = done(site, changes.new(site.content, "person", "Ana Ruiz", date(2026, 11, 29)))
    assert plan.name == "pages/people/ana-ruiz.md"
    new = (site.content / "practice.yaml").read_text()
    assert new == f"{facts}  ana-ruiz:\n    name: Ana Ruiz\n"
    with pytest.raises(WritingError, match="as “ana-ruiz”"):
        changes.new(site.content, "person", "Ana Ruiz", date(2026, 11, 29))


@pytest.mark.parametrize(
    ("kind", "title", "told"),
    [("article", "  ", "needs a title"), ("poem", "Rest", "There is no kind “poem”")],
)
def test_what_cannot_be_begun_is_told(kind: str, title: str, told: str, site: TrialSite) -> None:
    with pytest.raises(WritingError, match=told):
        changes.new(site.content, kind, title, date(2026, 11, 29))


def test_a_plan_is_not_carried_out_if_any_file_has_changed_since(linked: TrialSite) -> None:
    plan = changes.rename(linked.content, "articles/rest.md", slug="sleep")
    linked.page("home", "Saved meanwhile.\n", template="home", url="", save_as="index.html")
    before = files_of(linked.content)
    with pytest.raises(ChangedOutsideError, match=r"pages/home\.md"):
        changes.carry_out(linked.content, plan)
    assert files_of(linked.content) == before


def test_if_one_file_cannot_be_written_none_is(site: TrialSite) -> None:
    first, second = site.article("one"), site.article("two")
    before = files_of(site.content)
    second.chmod(0o444)
    plan = [
        FileChange(f"articles/{path.name}", path.read_bytes(), b"Changed.\n")
        for path in (first, second)
    ]
    with pytest.raises(WritingError, match="Nothing may be written"):
        files.carry_out(site.content, plan)
    assert files_of(site.content) == before
    assert not (disk.history_of(site.content) / "pending.json").exists()
    second.chmod(0o644)
    files.carry_out(site.content, plan)
    assert first.read_bytes() == second.read_bytes() == b"Changed.\n"


def test_a_thousand_texts_are_looked_over_for_links_to_one(site: TrialSite) -> None:
    for number in range(1000):
        site.article(f"a-{number}", f"[next](/articles/a-{(number + 1) % 1000}/)\n")
    plan = changes.rename(site.content, "articles/a-7.md", slug="seven")
    assert [one.name for one in plan.links] == ["articles/a-6.md"]
