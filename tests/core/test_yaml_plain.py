"""Plain values of YAML are read as they were typed, or it is told how they are to be written."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from plugins.core import yaml_lines
from plugins.faq_neighbors import reading_paths
from plugins.frontmatter import header, redirects
from plugins.practice import load


def data(text: str) -> Any:
    """What is read of a text with which nothing is wrong."""
    marked = yaml_lines.load(text, "a.yaml")
    assert marked.problems == []
    return marked.data


@pytest.mark.parametrize(
    "typed",
    [
        "Rest, part #2",
        "100 Main St #200",
        "#1 of three",
        "!x",
        "!important, all of it",
        "&t x",
        "& more",
        "*What* is this",
        "* a star",
        "%25",
        "@home",
        "`code`",
        "| a bar",
        "> a quote",
        "- a dash",
        "? a mark",
        ", a comma",
        "Parts: an introduction",
        "a: b: c",
        "What is rest:",
        '"Parts" and more',
        '"Parts" and "wholes"',
        "'Tis the season",
        "'90s rest",
        "[IFS] and more",
        "{a} and more",
        "“Rest”",
        "¿Qué es?",
        "Rest #2: *why* it's so",
    ],
)
@pytest.mark.parametrize("loader", [yaml.CBaseLoader, yaml.BaseLoader])
def test_a_text_without_quotation_marks_is_kept_as_typed(typed, loader, monkeypatch):
    monkeypatch.setattr(yaml_lines, "_Loader", loader)
    assert data(f"title: {typed}\nsummary: S\n") == {"title": typed, "summary": "S"}
    assert data(f"practice:\n  name: {typed}\n  phone: 1\n")["practice"]["name"] == typed
    if ": " not in typed and typed[-1] != ":" and typed[0] not in "-?":
        assert data(f"- {typed}\n- b\n") == [typed, "b"]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ('"The "inner" child"', 'The "inner" child'),
        ("'Don't worry'", "Don't worry"),
        (r'"C:\new\users\quiet"', r"C:\new\users\quiet"),
        ("[IFS, part #2, 'a, b']", ["IFS", "part #2", "a, b"]),
        ("[*one*, @two]", ["*one*", "@two"]),
        ("{title: A study #2, url: x}", {"title": "A study #2", "url": "x"}),
        ("One: two\n  and three #3", "One: two and three #3"),
        (">-\n  Block: of #2\n  text", "Block: of #2 text"),
        ('"a: b\n  c #2"', "a: b c #2"),
        ("\n\t- a\n\t- b", ["a", "b"]),
        ("\n  - a: b: c\n    d: e #2", [{"a": "b: c", "d": "e #2"}]),
        ("&one x\nother: *one", "x"),
        ("!!str 012", "012"),
        ("x  # a note", "x"),
        ("'x' # a note", "x"),
        ("2026-03-02 # a Monday", "2026-03-02"),
    ],
)
def test_other_values_are_what_their_writer_means(typed, read):
    assert data(f"a: {typed}\nz: y\n")["a"] == read
    assert data(f"a: {typed}\nz: y\n")["z"] == "y"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "What #rest means",
            (
                "YAML takes what follows “ #” for a note that nobody sees, and this may be text. "
                'If it is text, write: title: "What #rest means"; if it is a note, put a space '
                "and a word behind the “#”."
            ),
        ),
        (
            "Suite # 200",
            (
                "YAML takes what follows “ #” for a note that nobody sees, and this may be text. "
                'If it is text, write: title: "Suite # 200"; if it is a note, put a space and a '
                "word behind the “#”."
            ),
        ),
        (
            '"Rest',
            (
                "A quotation mark is opened here and not closed by one of its kind. Write: title: "
                '"Rest"'
            ),
        ),
        (
            '"Rest”',
            (
                "A quotation mark is opened here and not closed by one of its kind. Write: title: "
                '"Rest"'
            ),
        ),
        (
            "Rest # as it is",
            (
                "“# as it is” is a note, which nobody sees. If it is to be read, put the whole "
                "text between quotation marks."
            ),
        ),
    ],
)
def test_what_may_be_meant_otherwise_is_told_with_its_line_and_what_to_write(typed, message):
    for before in ("", "a: b\n\n"):
        [problem] = yaml_lines.load(f"{before}title: {typed}\nz: y\n", "a.yaml").problems
        assert str(problem) == f"a.yaml:{before.count(chr(10)) + 1}: {message}"
        assert yaml_lines.load(f"{before}title: {typed}\nz: y\n", "").data["z"] == "y"  # type: ignore[call-overload, index]


def test_what_cannot_be_read_hides_nothing_else():
    marked = yaml_lines.load(
        "title: T\n\tsummary: S\ntags: [a, b\nno colon\ndate: 2026-03-02\nlist:\n- a\n- b\n", "a", 5
    )
    assert [(one.line, one.rule) for one in marked.problems] == [
        (6, "yaml"),
        (7, "yaml"),
        (8, "yaml"),
    ]
    assert marked.data == {"date": "2026-03-02", "list": ["a", "b"]}
    assert (marked.line("date"), marked.line("list", 1)) == (9, 12)
    assert marked.broken == {"title", "summary", "tags", "no colon"}


def test_a_list_of_which_one_item_cannot_be_read_keeps_the_others_and_their_lines():
    marked = yaml_lines.load(
        "- path: A\n- path: B\n  \tx\n y: z\n- path: C\n  articles: [c]\n", "a"
    )
    assert [one.line for one in marked.problems] == [3]
    assert marked.data == [{"path": "A"}, {"path": "C", "articles": ["c"]}]
    assert marked.line(1, "articles", 0) == 6


def test_facts_paths_and_redirects_are_read_so_as_well():
    facts, problems = load.read(
        "practice:\n  name: Quiet: Room\n  address:\n    street: 100 Main St #200\n"
        "people:\n  jane:\n    name: Jane *Doe*\n",
        "p.yaml",
    )
    assert (problems, facts.practice.name) == ([], "Quiet: Room")
    assert facts.practice.address
    assert facts.practice.address.street == "100 Main St #200"
    paths, problems = reading_paths.read(
        "- path: Rest, part #2\n  summary: One: two\n  articles: [a]\n",
        "r.yaml",
        {"a": "published"},
    )
    assert (problems, paths[0].title, paths[0].summary) == ([], "Rest, part #2", "One: two")
    found, problems = redirects.read("/a: /b/#c\n/d: @x\n/e: gone\n", "redirects.yaml")
    assert [(one.old, one.new) for one in found] == [("/a", "/b/#c"), ("/e", None)]
    assert [one.line for one in problems] == [2]


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"], exclude_characters="#"),
    min_size=1,
).map(str.strip)


@given(WORDS.filter(lambda text: text and text[0] not in "\"'[{|>!&*~" and text.lower() != "null"))
def test_whatever_is_typed_behind_a_name_is_its_value_or_is_told(text):
    marked = yaml_lines.load(f"title: {text}\nz: y\n", "a.yaml")
    assert marked.data["z"] == "y"  # type: ignore[call-overload, index]
    assert marked.problems or marked.data == {"title": text, "z": "y"}


@given(st.text("ab:# \"'[]{}!&*-|>\n\t?,", max_size=60))
def test_any_text_has_as_many_lines_afterwards_and_never_breaks_the_program(text):
    from plugins.core.yaml_plain import as_typed

    assert as_typed(text)[0].count("\n") == text.count("\n")
    yaml_lines.load(text, "a.yaml")
    header.read(f"---\n{text}\n---\nWords.\n", "a.md", "article")
