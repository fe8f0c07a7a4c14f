"""No regular expression of the program takes much longer for a text twice as long.

Each is found where it is written, by its syntax tree, and attacked with texts of its own parts:
what leads to a repeat, the sign that is repeated, many times, and then a sign that fails.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as constants  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import desk
import plugins
from plugins.checks import registry  # noqa: F401  # declares the frames
from plugins.checks.rules.claims import _FRAMES, CLAIMS, Claim

_AT_A_PLACE = {"match", "fullmatch", "pattern", "flags"}
_USES = {"sub", "subn", "match", "search", "fullmatch", "finditer", "findall", "split"}
_FAILS = ("\0", "\n\0", "")
_OF_KIND = {
    constants.CATEGORY_DIGIT: "1",
    constants.CATEGORY_NOT_DIGIT: "a",
    constants.CATEGORY_SPACE: " ",
    constants.CATEGORY_NOT_SPACE: "a",
    constants.CATEGORY_WORD: "a",
    constants.CATEGORY_NOT_WORD: "-",
}
_REPEATS = (constants.MAX_REPEAT, constants.MIN_REPEAT)
_SIZE = 800  # signs of the shorter text
_QUICK = 1e-3  # seconds of processor time for the longer: what takes less is not measured again


# What grows as the square of its text, and may, for what it is given is short or made by us.
_OF_OUR_PAGES = """
plugins.checks.document._HEADING plugins.checks.document._LINK plugins.core.safe_html.DRAWING
plugins.checks.rules.questions._HEADING plugins.checks.rules.questions._SUMMARY
plugins.checks.rules.questions._QUESTION plugins.checks.rules.structure._BOLD
plugins.core.safe_html._TAG plugins.core.safe_html._LINE_TAG plugins.images.references._ANY_TAG
plugins.delivery.fingerprints._ELEMENTS plugins.delivery.fingerprints._CANDIDATE
plugins.delivery.fingerprints._CSS_NAME plugins.faq_neighbors.answers._NO_LINK
plugins.faq_neighbors.answers._SIGN
plugins.faq_neighbors.faq._LINE plugins.images.inline_svg._TO_ID plugins.site.addresses._ID
plugins.site.palette.TOKEN plugins.markdown_extensions.typography._TAG plugins.site.reachable._HREF
plugins.site.search_index._QUESTION plugins.site.stylesheet._COMMENT_OR_TEXT
desk.site_checks.markup._TAGS desk.site_checks.page._CSS
"""
# An answer that she gives to setup.
_OF_ANSWERS = """
desk.commands.answers._EXTENSION desk.commands.prices._PRICE
"""
# A line, of which one of more than 10,000 signs is told; a sentence; a name of a file; a title.
_OF_SHORT_TEXTS = """
plugins.checks.blocks._MARKUP plugins.checks.rules.claims.CLAIMS[claim-comparison.said]
plugins.checks.rules.claims.CLAIMS[claim-specialist.said] plugins.checks.rules.duplicates._COPY
plugins.checks.rules.owners._SENTENCE_END plugins.checks.rules.photographs._SHOWN
plugins.core.comments._HASH plugins.core.comments._NO_WORDS
plugins.frontmatter.misplaced_header._FENCE plugins.markdown_extensions.commonmark._FOOTNOTE
plugins.markdown_extensions.commonmark._ABBREVIATION plugins.markdown_extensions.typed._LEAD
plugins.site.markdown_copy._HEADING_ATTRIBUTES
"""
LEFT = {
    *_OF_OUR_PAGES.split(),
    *_OF_ANSWERS.split(),
    *_OF_SHORT_TEXTS.split(),
    "desk.commands.places ([A-Z]{0,2}-?\\d[\\w-]*) +(.+)",
    "plugins.checks.rules.claims [\\w'-]*\\w",  # the keys of our claims
    "plugins.faq_neighbors.faq \\s*&\\s*",
}


def patterns() -> dict[str, tuple[re.Pattern[str], bool]]:
    """Each expression by its place, and whether it is looked for in all of a text.

    One of which its module asks only what it matches at a place is tried at the beginning.
    """
    found: dict[str, tuple[re.Pattern[str], bool]] = {}
    for package in (plugins, desk):
        for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if each.name.endswith("__main__"):
                continue
            module = importlib.import_module(each.name)
            tree = ast.parse(Path(module.__file__ or "").read_text("utf-8"))
            uses = _uses(tree)
            for name, value in vars(module).items():
                is_searched = not uses.get(name) or not uses[name] <= _AT_A_PLACE
                named = _of_claims(value) if value is CLAIMS else enumerate(_held(value))
                for number, pattern in named:
                    found[f"{each.name}.{name}[{number}]"] = pattern, is_searched
            for pattern, use in _typed(tree):
                found[f"{each.name} {pattern.pattern}"] = pattern, use not in _AT_A_PLACE
    alone = {(each.pattern, each.flags, so): place for place, (each, so) in found.items()}
    return {place: found[place] for place in alone.values()}


def _of_claims(claims: list[Claim]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield the expressions of each claim, named by it: a number would change with the next."""
    for claim in claims:
        for use in ("said", "innocent"):
            if pattern := getattr(claim, use):
                yield f"{claim.rule.code}.{use}", pattern


def _uses(tree: ast.Module) -> dict[str, set[str]]:
    """Return what a module asks of each expression that has a name in it."""
    uses: dict[str, set[str]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            uses.setdefault(node.value.id, set()).add(node.attr)
    return uses


def _held(value: Any, depth: int = 0) -> Iterator[re.Pattern[str]]:
    """Yield the expressions in a value: in a list, a table, a record of ours."""
    if isinstance(value, re.Pattern):
        if isinstance(value.pattern, str):
            yield value
    elif isinstance(value, (list, tuple, set, frozenset)) and depth < 3:
        for one in value:
            yield from _held(one, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        for one in value.values():
            yield from _held(one, depth + 1)
    elif type(value).__module__.startswith(("plugins", "desk")) and depth < 3:
        yield from _held([*getattr(value, "__dict__", {}).values()], depth + 1)


def _typed(tree: ast.Module) -> Iterator[tuple[re.Pattern[str], str]]:
    """Yield the expressions that stand as literals in calls, with their use."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and isinstance(node.func.value, ast.Name)
            and node.func.value.id == "re"
            and node.func.attr in _USES
            and node.args
        ):
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield re.compile(first.value), node.func.attr
            elif isinstance(first, ast.JoinedStr):  # what is filled in is a word
                parts = (
                    one.value if isinstance(one, ast.Constant) else "a" for one in first.values
                )
                try:
                    yield re.compile("".join(map(str, parts))), node.func.attr
                except re.error:
                    continue


def _signs(of: Any) -> list[str]:
    """Return some signs that a set holds."""
    if of and of[0][0] is constants.NEGATE:
        held = set(_signs(of[1:]))
        return [sign for sign in "a 1-<" if sign not in held][:2]
    signs = []
    for kind, value in of:
        if kind is constants.LITERAL:
            signs.append(chr(value))
        elif kind is constants.RANGE:
            signs.append(chr(value[0]))
        elif kind is constants.CATEGORY:
            signs.append(_OF_KIND[value])
    return signs


def _example(tree: Any) -> str:
    """Return the shortest text of a part that is easily found."""
    text = ""
    for kind, value in tree:
        if kind is constants.LITERAL:
            text += chr(value)
        elif kind is constants.NOT_LITERAL:
            text += "b" if chr(value) == "a" else "a"
        elif kind is constants.ANY:
            text += "a"
        elif kind is constants.IN:
            text += (_signs(value) or [""])[0]
        elif kind in (*_REPEATS, constants.POSSESSIVE_REPEAT):
            text += _example(value[2]) * value[0]
        elif kind is constants.SUBPATTERN:
            text += _example(value[-1])
        elif kind is constants.ATOMIC_GROUP:
            text += _example(value)
        elif kind is constants.BRANCH:
            text += _example(value[1][0])
    return text


def _attacks(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what leads to each unbounded repeat, and each text that it may repeat."""
    for at, (kind, value) in enumerate(tree):
        lead = before + _example(tree[:at])
        if kind in _REPEATS:
            inside = value[2]
            if value[1] is constants.MAXREPEAT or value[1] > 100:
                yield lead, _example(inside)
                if len(inside) == 1 and inside[0][0] is constants.IN:
                    for sign in _signs(inside[0][1])[:4]:
                        yield lead, sign
                for other, held in inside:
                    if other is constants.BRANCH:
                        for branch in held[1][:6]:
                            yield lead, _example(branch)
                yield "", lead + _example(inside)  # each beginning of it may be one
                yield "", lead + _example(inside) + _example(inside)
            yield from _attacks(inside, lead)
        elif kind is constants.SUBPATTERN:
            yield from _attacks(value[-1], lead)
        elif kind is constants.ATOMIC_GROUP:
            yield from _attacks(value, lead)
        elif kind is constants.BRANCH:
            for branch in value[1][:8]:
                yield from _attacks(branch, lead)
        elif kind in (constants.ASSERT, constants.ASSERT_NOT):
            yield from _attacks(value[1], lead)


def _took(pattern: re.Pattern[str], text: str, is_searched: bool) -> float:
    began = time.process_time()
    if is_searched:
        for _ in pattern.finditer(text):
            pass
    else:
        pattern.match(text)
        pattern.fullmatch(text)
    return time.process_time() - began


def worst(
    pattern: re.Pattern[str], is_searched: bool = True, size: int = _SIZE
) -> tuple[float, str]:
    """Return the highest growth per doubling of the length, and by what text, begun."""
    highest, by = 0.0, ""
    attacks = dict.fromkeys(_attacks(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)))
    for lead, sign in attacks:
        for fails in _FAILS if sign else ():
            texts = [lead + sign * (length // len(sign) + 1) + fails for length in (size, 2 * size)]
            if _took(pattern, texts[1], is_searched) < _QUICK:
                continue
            grown = min(_growth(pattern, texts, is_searched) for _ in range(2))
            if grown > highest:
                highest, by = grown, texts[0][: len(lead) + 30]
            if highest > 3:
                return highest, by
    return highest, by


def _growth(pattern: re.Pattern[str], texts: list[str], is_searched: bool) -> float:
    short, long = (min(_took(pattern, text, is_searched) for _ in range(3)) for text in texts)
    return long / max(short, 1e-6)


@pytest.mark.parametrize(
    ("broken", "size"), [(r"(a+)+b", 10), (r"\s+\s*x", 150), (r"<a[^>]*b", 3 * _SIZE)]
)
def test_an_expression_that_runs_away_is_seen(broken: str, size: int) -> None:
    """Each grows in its own way, exponentially, as the cube, as the square: `size` fits that."""
    assert worst(re.compile(broken), size=size)[0] > 3


def test_no_expression_of_the_program_runs_away() -> None:
    """Those in LEFT grow as the square: a new one does not, and one that no longer does may go."""
    every = patterns()
    assert len(every) > 300
    assert {place.removesuffix("[0]") for place in every} >= LEFT
    tried = {place: each for place, each in every.items() if place.removesuffix("[0]") not in LEFT}
    seem = {place: each for place, each in tried.items() if worst(*each)[0] > 3}
    slow = {place: found for place, each in seem.items() if (found := worst(*each))[0] > 3}
    assert slow == {}


def test_no_frame_runs_away() -> None:
    """Frames are alike and compiled when they are looked for; of each thirtieth it is tried."""
    patterns_of = {one for frame, _ in _FRAMES for one in (*frame.needs, *frame.without)}
    tried = [re.compile(pattern) for pattern in sorted(patterns_of)[::30]]
    assert len(tried) > 10
    seem = [each for each in tried if worst(each)[0] > 3]
    assert [each.pattern for each in seem if worst(each)[0] > 3] == []
