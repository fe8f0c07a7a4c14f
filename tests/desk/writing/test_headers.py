"""The header of a text as fields: each is changed alone, and what is put back is as it was."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.writing import headers, survey
from desk.writing.disk import WritingError
from desk.writing.headers import Field, Known, form, with_field
from plugins.core.yaml_lines import Value
from plugins.frontmatter import discovery, header, header_forms
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, WORDS
from plugins.frontmatter.header import Kind
from tests.shapes.dialects import DIALECTS
from tests.shapes.practice import practice
from tests.trial_site import PROJECT, TrialSite

CONTENT = {
    path.relative_to(PROJECT / "content").as_posix(): path.read_text("utf-8")
    for path in sorted((PROJECT / "content").rglob("*.md"))
}
OTHER_WORDS = "Another: “one” # two, 'three'"
# What is filled into a field in place of what stands there.
OTHER: dict[str, list[Value]] = {
    "list": [["x y", "z: # 1"], []],
    "sources": [[{"title": "A: b", "url": "https://a.example/#x"}, {"title": "# c"}], []],
    "allowed": [[{"rule": "title-long", "reason": "It is: long"}], []],
    "date": ["2031-02-03", ""],
    "number": ["7", "2.5", ""],
    "yes/no": ["true", "false", ""],
}


def fields(text: str, kind: Kind) -> dict[str, Value]:
    """What the fields of a text say, those that say something."""
    return {one.key: one.value for one in form(text, kind) if one.value not in ("", [], {})}


def others(field: Field, *, is_yaml: bool = True) -> list[Value]:
    """What is filled into a field; Pelican's own lines hold no list of a comma or of mappings."""
    known = OTHER.get(field.shape, [OTHER_WORDS, "Plain", ""])
    if not is_yaml:
        known = [["x y", "z"], []] if field.shape == "list" else known
        known = [""] if field.shape in ("sources", "allowed") else known
    return [one for one in known if one != field.value]


def kind_of(name: str) -> Kind:
    return "page" if name.startswith("pages/") else "article"


def edited(text: str, kind: Kind) -> Iterator[tuple[Field, Value, str]]:
    """Each field of a text with each other value that it is given, and the text then."""
    is_yaml = header_forms.split(text, "").is_yaml
    for field in form(text, kind):
        for value in others(field, is_yaml=is_yaml):
            yield field, value, with_field(text, field.key, value, text)


def faults(text: str, kind: Kind) -> Iterator[str]:
    """What is wrong with a text whose fields are all edited, and put back."""
    body = headers.parted(text)[1]
    for field, value, new in edited(text, kind):
        wanted = {**fields(text, kind), field.key: value}
        if fields(new, kind) != {key: one for key, one in wanted.items() if one}:
            yield f"{field.key} = {value}: other fields, or not this one"
        if headers.parted(new)[1] != body:
            yield f"{field.key} = {value}: the body"
        if with_field(new, field.key, field.value, text) != text:
            yield f"{field.key} = {value}: put back"


@pytest.mark.parametrize("name", CONTENT)
def test_every_field_of_the_practice_is_edited_and_put_back_byte_for_byte(name: str) -> None:
    assert list(faults(CONTENT[name], kind_of(name))) == []


def shaped(name: str) -> dict[str, tuple[str, Kind]]:
    """The texts of a dialect that differ in their headers, one of each form."""
    dialect = DIALECTS[name]
    found = dict[str, tuple[str, Kind]]()
    for text in practice(dialect.name, dialect.forms):
        kind: Kind = "page" if text.kind == "page" else "article"
        typed = dialect.file(text)
        entries = " ".join(one.key for one in form(typed, kind) if one.line)
        found.setdefault(f"{kind} {text.draft} {entries}", (typed, kind))
    return found


@pytest.mark.parametrize("name", DIALECTS)
def test_every_field_of_ten_other_programs_is_edited_and_put_back_byte_for_byte(
    name: str,
) -> None:
    texts = shaped(name)
    assert texts
    for typed, kind in texts.values():
        if header_forms.split(typed, "").form != "YAML":
            with pytest.raises(WritingError, match="TOML or JSON"):
                with_field(typed, "title", "Another", typed)
            continue
        assert list(faults(typed, kind)) == []


TYPED = """\
---
# Mine.
title: "What is a *part*?"   # as she says it
Summary: >-
  Parts are
  sides of us.

date: 2026-03-02
tags:
  # the main one first
  - parts   # yes
  - 'rest, and more'

sources: [{title: A study, url: 'https://a.example'}]
status: draft
---

The body: "quoted".
"""


@pytest.mark.parametrize(
    ("key", "value", "before", "after"),
    [
        ("title", "Rest", 'title: "What is a *part*?"   #', 'title: "Rest"   #'),
        (
            "summary",
            "Parts: sides.",
            "Summary: >-\n  Parts are\n  sides of us.",
            "Summary: 'Parts: sides.'",
        ),
        ("date", "2027-01-31", "date: 2026-03-02", "date: 2027-01-31"),
        (
            "tags",
            ["parts", "rest, and more", "sleep"],
            "  - 'rest, and more'\n",
            "  - 'rest, and more'\n  - sleep\n",
        ),
        ("tags", ["parts"], "  - 'rest, and more'\n", ""),
        (
            "tags",
            ["rest, and more", "parts"],
            "  # the main one first\n  - parts   # yes\n  - 'rest, and more'\n",
            "  # the main one first\n  - 'rest, and more'\n  - parts   # yes\n",
        ),
        ("status", "published", "status: draft", "status: published"),
        ("status", "", "status: draft\n", ""),
        ("slug", "rest", "and more'\n", "and more'\nslug: rest\n"),
        ("category", "Parts", "\nstatus:", "\ncategory: Parts\nstatus:"),
        (
            "sources",
            [{"title": "A study", "url": "https://b.example"}],
            "'https://a.example'",
            "'https://b.example'",
        ),
    ],
)
def test_only_the_lines_of_a_field_change(key: str, value: Value, before: str, after: str) -> None:
    assert TYPED.count(before) == 1
    assert with_field(TYPED, key, value) == TYPED.replace(before, after)


def test_a_field_that_was_taken_out_comes_back_where_it_was_with_its_comments() -> None:
    text = TYPED
    for field in form(TYPED):
        text = with_field(text, field.key, "", TYPED)
    assert fields(text, "article") == {}
    for field in reversed(form(TYPED)):
        text = with_field(text, field.key, field.value, TYPED)
    assert text == TYPED


PELICAN = (
    "Title: Rest\nDate:  2026-03-02\nTags: rest,  sleep\nSummary: One\n    and two.\n\nBody.\n"
)


@pytest.mark.parametrize(
    ("key", "value", "after"),
    [
        ("title", "Rest: a skill", PELICAN.replace("Title: Rest", "Title: Rest: a skill")),
        ("date", "2027-01-31", PELICAN.replace("2026-03-02", "2027-01-31")),
        ("tags", ["rest", "night"], PELICAN.replace("rest,  sleep", "rest, night")),
        ("summary", "One.", PELICAN.replace("One\n    and two.", "One.")),
        ("category", "Parts", PELICAN.replace("\nTags", "\nCategory: Parts\nTags")),
        ("tags", [], PELICAN.replace("Tags: rest,  sleep\n", "")),
    ],
)
def test_pelicans_own_lines_are_changed_in_their_manner(key: str, value: Value, after: str) -> None:
    new = with_field(PELICAN, key, value, PELICAN)
    assert new == after
    was = {one.key: one.value for one in form(PELICAN)}[key]
    assert with_field(new, key, was, PELICAN) == PELICAN
    assert header.read(new, "rest.md", "article").body == "\nBody.\n"


@pytest.mark.parametrize("value", [[{"title": "A study"}], ["a, b", "c"]])
def test_what_pelicans_lines_cannot_hold_is_told(value: Value) -> None:
    with pytest.raises(WritingError, match="Put a line of --- above the header"):
        with_field(PELICAN, "sources", value)


@pytest.mark.parametrize("text", ["", "Only a body.\n", "# A heading\n\nWords.\n"])
def test_a_text_without_a_header_gets_one(text: str) -> None:
    new = with_field(text, "title", "Rest: a skill")
    assert new == f"---\ntitle: 'Rest: a skill'\n---\n\n{text}"
    assert with_field(text, "title", "") == text
    assert with_field(new, "title", "", text) == text
    longer = with_field(new, "summary", "One.", text)
    assert with_field(with_field(longer, "title", "", text), "summary", "", text) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("---\ntitle: [a\nsummary: b\n---\nBody.\n", "The header cannot be read. Line"),
        ("---\n{title: a}\n---\nBody.\n", "cannot be told apart"),
        ("---\n- a\n---\nBody.\n", "cannot be told apart"),
        ("---\ntitle: &one a\nmenu: *one\n---\nBody.\n", "Other lines .* depend on “title”"),
        ("+++\ntitle = 'a'\n+++\nBody.\n", "`check --fix`"),
        ('{"title": "a"}\n\nBody.\n', "`check --fix`"),
        ("---\ntitle: a\n\nBody that is never closed.\n", "never closed"),
    ],
)
def test_a_header_that_cannot_be_edited_is_told_and_stays(text: str, told: str) -> None:
    with pytest.raises(WritingError, match=told):
        with_field(text, "title", "b")
    form(text)  # it is shown all the same


WORDS_OF_ALL_KINDS = (
    *("a\nb", "“”", "- a", "#", "true", "1", "2026-03-02", "a: b", "'", '"', "x" * 500, "心"),
    *("\\n", "%", "[a]", "{a}", "| a", "&a", "*a", "!a", "@a", "`a", "? a", ": a", "a #b", " a "),
)


@pytest.mark.parametrize("value", WORDS_OF_ALL_KINDS)
@pytest.mark.parametrize("key", ["title", "summary", "category", "date"])
def test_any_words_are_written_so_that_they_are_read_again(key: str, value: str) -> None:
    new = with_field(TYPED, key, value, TYPED)
    assert {one.key: one.value for one in form(new)}[key] == value
    assert with_field(new, key, fields(TYPED, "article").get(key, ""), TYPED) == TYPED


def test_every_entry_has_a_field_with_a_label_and_its_help() -> None:
    for kind, known in (("article", FIELDS), ("page", FIELDS | PAGE_FIELDS)):
        shown = form("", kind)  # type: ignore[arg-type]
        assert [one.key for one in shown] == [key for key in WORDS if key in known]
        assert [one.key for one in shown if not (one.label and one.help and one.example)] == []
        assert {one.line for one in shown} == {0}


def test_what_may_be_chosen_is_what_there_is(site: TrialSite) -> None:
    site.article("rest", tags=["rest", "sleep"], category="Rest")
    site.article("night", tags=["sleep"], category="Night")
    site.article("noche", lang="es")
    site.write("images/desk.jpg", b"")
    known = survey.choices(survey.look(site.content))
    assert known == Known(
        tags=("sleep", "rest"),
        categories=("Night", "Rest"),
        people=("jane-doe",),
        articles=("night", "noche", "rest"),
        pictures=("images/desk.jpg",),
        languages=("en", "es"),
    )
    by_key: dict[str, Any] = {one.key: one.choices for one in form("", "article", known)}
    assert by_key["tags"] == known.tags
    assert by_key["author"] == ("jane-doe",)
    assert by_key["next"] == ("none", "night", "noche", "rest")
    assert by_key["status"] == ("draft", "published", "hidden")


@pytest.mark.parametrize("name", CONTENT)
def test_header_and_body_make_the_text(name: str) -> None:
    head, body = headers.parted(CONTENT[name])
    assert head + body == CONTENT[name]
    assert head.endswith("---\n")
    assert discovery.is_text(name)


PLAIN = st.text(st.characters(exclude_categories=["C", "Zl", "Zp"]), max_size=12).map(str.strip)
ITEM = PLAIN.filter(lambda text: text and "," not in text)
SOURCE = st.fixed_dictionaries({"title": ITEM}, optional={"url": ITEM})
BEGUN = (
    TYPED,
    "---\ntitle: 'It''s'\nsummary: |\n  One\n\ntags:\n- a # one\n\n# 2\n- b\nimage: x   # y\n---\n",
    "---\ntitle: Rest, part #2\ncategory: Parts: an intro\ntags: [IFS, part #2]\n---\nBody.\n",
    "---\n---\nBody.\n",
    "Body.\n",
    "",
)


def value_of(key: str) -> st.SearchStrategy[Any]:
    """Any value that may be typed into a field."""
    if key == "sources":
        return st.lists(SOURCE, max_size=3)
    return st.lists(ITEM, max_size=3) if key in ("tags", "redirects") else PLAIN


@given(st.data())
def test_whatever_is_filled_in_and_put_back_leaves_every_byte(data: st.DataObject) -> None:
    before = data.draw(st.sampled_from(BEGUN))
    text, said = before, fields(before, "page")
    for key in data.draw(st.lists(st.sampled_from(list(WORDS)), min_size=1, max_size=5)):
        said[key] = data.draw(value_of(key))
        text = with_field(text, key, said[key], before)
        assert fields(text, "page") == {one: value for one, value in said.items() if value}
    for field in data.draw(st.permutations(form(before, "page"))):
        text = with_field(text, field.key, field.value, before)
    assert text == before
