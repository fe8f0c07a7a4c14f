"""The rooms: who may import whom, held against what is imported, and drawn as it is."""

from __future__ import annotations

import ast
import io
import itertools
import tokenize

import pytest

from desk.docs import rooms

KNOWN = rooms.modules()
ARROWS = rooms.arrows(KNOWN)
BELOW = ("core", "practice")
CONTENT = ("checks", "faq_neighbors", "frontmatter", "images", "markdown_extensions", "notices")
# Arrows point downwards only; what a room does not name here it must not import.
MAY_IMPORT = {
    "plugins.core": (),
    "plugins.faq_neighbors": ("core",),  # so that it can be used in any Pelican site
    "plugins.practice": ("core",),
    "plugins.markdown_extensions": ("core",),
    "plugins.notices": BELOW,
    "plugins.frontmatter": (*BELOW, "faq_neighbors", "markdown_extensions", "notices"),
    "plugins.admin": ("core", "frontmatter"),
    "plugins.images": (*BELOW, "frontmatter"),
    "plugins.social_cards": ("core",),
    "plugins.delivery": ("core", "frontmatter"),
    "plugins.checks": (*BELOW, "faq_neighbors", "frontmatter", "notices"),
    "plugins.site": (*BELOW, *CONTENT, "admin", "delivery", "social_cards"),
    "desk.common": ("core",),
    "desk.site_checks": ("core", "checks", "delivery", "desk.common"),
    "desk.build": ("admin", "core", "delivery", "site", "desk.common", "desk.site_checks"),
    "desk.writing": (*BELOW, *CONTENT, "site", "desk.common"),
    "desk.check": (*BELOW, *CONTENT, "site", "desk.common", "desk.build"),
    "desk.preview": (
        *BELOW,
        "checks",
        "delivery",
        "site",
        "desk.common",
        "desk.build",
        "desk.editor",
        "desk.overview",
    ),
    "desk.editor": (*BELOW, "delivery", "frontmatter", "site", "desk.common", "desk.writing"),
    "desk.publish": (*BELOW, "delivery", "frontmatter", "desk.common", "desk.build", "desk.check"),
    "desk.commands": (
        *(*BELOW, "admin", "notices"),
        *("desk.common", "desk.build", "desk.check", "desk.preview", "desk.writing"),
    ),
    "desk.overview": (
        *(*BELOW, "checks", "frontmatter", "images", "desk.common", "desk.check", "desk.editor"),
        *("desk.publish", "desk.writing"),
    ),
    "desk.docs": (*BELOW, "checks", "frontmatter", "notices", "site", "desk.common"),
}


def names(rooms_: tuple[str, ...]) -> set[str]:
    return {name if "." in name else f"plugins.{name}" for name in rooms_}


@pytest.mark.parametrize("room", sorted(ARROWS))
def test_a_room_imports_only_what_lies_below_it(room):
    assert ARROWS[room] <= names(MAY_IMPORT[room])


def test_every_room_is_in_the_table_and_every_one_of_the_table_is_there():
    assert set(MAY_IMPORT) == set(ARROWS)


def test_no_room_imports_one_that_comes_back_to_it():
    assert [room for room in ARROWS if room in rooms.reachable(room, ARROWS)] == []


def test_no_module_imports_one_that_comes_back_to_it():
    graph = {name: frozenset(rooms.imports(name, KNOWN[name], KNOWN)) for name in KNOWN}
    assert [name for name in graph if name in rooms.reachable(name, graph)] == []


def test_no_room_has_more_than_thirty_files():
    inside = itertools.groupby(sorted(KNOWN.values()), key=lambda path: path.parent)
    assert {str(folder): count for folder, some in inside if (count := len(list(some))) > 30} == {}


def program(text: str) -> set[int]:
    """The lines of a module that are program: neither empty nor a comment or a docstring."""
    lines: set[int] = set()
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.string.strip() and token.type != tokenize.COMMENT:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            lines.difference_update(range(node.lineno, (node.end_lineno or node.lineno) + 1))
    return lines


def test_the_small_plugin_is_small():
    small = [path for name, path in KNOWN.items() if name.startswith("plugins.faq_neighbors")]
    assert sum(len(program(path.read_text("utf-8"))) for path in small) <= 1500


def test_what_is_written_for_people_is_no_program():
    assert program('"""Two\nlines."""\n\n# One\nx = (\n    1\n)  # two\n') == {5, 6, 7}


def test_the_drawing_of_the_rooms_is_fresh():
    drawn = rooms.PICTURE.read_text("utf-8")
    assert drawn == rooms.picture(ARROWS), "python -m desk.docs.rooms writes it anew"
