"""Ten practices whose texts come from ten other programs: all of it arrives, as it was meant.

`python -m tests.shapes -v` prints the same as a table, and every difference.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.shapes.comparing import Compared, compared
from tests.shapes.dialects import DIALECTS
from tests.shapes.markdown import Style, as_meant, body
from tests.shapes.practice import practice
from tests.shapes.structure import of_markdown

Result = Callable[..., Compared]
# What does not hold yet.
TIGHT = "a list directly below a sentence is text"
NESTED = "a list that is set in by two spaces is not nested"
LETTERS = "Q: and A: stay on the page and in the data"
GROUPS = "the names of groups become questions"
TABLE = "a table of questions stays a table"
HEADERS = "headers of other programs are not read, and there is no check --fix"


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A practice after `check --fix`, or only its bodies; each is built once."""

    @cache
    def built(name: str, *, bodies: bool) -> Compared:
        return compared(DIALECTS[name], tmp_path_factory.mktemp("shape"), bodies=bodies)

    return built


def shapes(**not_yet: str) -> Any:
    """Parametrize with the dialects; what does not hold yet of one is told by its name."""
    known = {name.replace("_", " "): reason for name, reason in not_yet.items()}
    assert set(known) <= set(DIALECTS)
    marks = {
        name: [pytest.mark.xfail(strict=True, reason=known[name])] if name in known else []
        for name in DIALECTS
    }
    each = [pytest.param(name, marks=marks[name]) for name in DIALECTS]
    return pytest.mark.parametrize("name", each)


@shapes(
    Hugo=f"{TIGHT}; {NESTED}",
    Jekyll=NESTED,
    Astro=f"{TIGHT}; {NESTED}; a backslash at a line's end is no line break",
    Eleventy=f"{NESTED}; {{% image %}} stands on the page and is not told; {LETTERS}",
    Decap_CMS=f"{NESTED}; a backslash at a line's end is no line break; {TABLE}",
    Next=f"{TIGHT}; {NESTED}; a heading that is set in by two spaces is text",
    Pelican="a list below a numbered point, set in by three spaces, is not nested",
    WordPress=LETTERS,
    Ghost=NESTED,
    Word_paste=f"lists by • and by 1) are text and not told; {LETTERS}",
)
def test_words_points_headings_pictures_links_and_dates_of_bodies_arrive(
    name: str, result: Result
) -> None:
    assert result(name, bodies=True).altered == {}


@shapes(
    Hugo="groups, <details>, and titles that say so",
    Jekyll="questions on their section's level, definition lists, and titles that say so",
    Astro="a question and its answer in one paragraph, numbers, groups, and a title that says so",
    Eleventy="Q: and A:, questions on their section's level, <details>, and a title that says so",
    Decap_CMS="groups, a table, and a title that says so",
    Next="<details>, answers in one paragraph, numbers, headings set in, a title that says so",
    Pelican="definition lists, and titles that say so",
    WordPress="answers in one paragraph, Q: and A:, and a title that says so",
    Ghost="questions on their section's level, <details>, and a title that says so",
    Word_paste="Q: and A:, numbers, and titles that say so",
)
def test_every_question_of_a_body_is_found(name: str, result: Result) -> None:
    found = result(name, bodies=True)
    assert found.asked == 25
    assert found.found == found.asked


@shapes(
    Hugo=GROUPS, Astro=GROUPS, Decap_CMS=GROUPS,
    Eleventy=LETTERS, WordPress=LETTERS, Word_paste=LETTERS,
)  # fmt: skip
def test_nothing_that_is_no_question_becomes_one(name: str, result: Result) -> None:
    assert result(name, bodies=True).false_questions == ()


@shapes(
    **dict.fromkeys(
        ("Hugo", "Jekyll", "Astro", "Eleventy", "Decap_CMS", "Next", "WordPress", "Ghost"), HEADERS
    ),
    Pelican=f"{HEADERS}; an hour without a zero is no time",
)
def test_of_a_whole_practice_at_most_one_thing_is_to_be_decided(name: str, result: Result) -> None:
    assert len(result(name, bodies=False).decisions) <= 1


@shapes(**dict.fromkeys((name.replace(" ", "_") for name in DIALECTS), HEADERS))
def test_the_pages_of_a_whole_practice_say_what_its_files_say(name: str, result: Result) -> None:
    found = result(name, bodies=False)
    assert found.texts == 20
    assert found.altered == {}
    assert found.found == found.asked
    assert found.false_questions == ()


@shapes()
def test_no_draft_of_another_program_is_seen_by_everybody(name: str, result: Result) -> None:
    assert result(name, bodies=False).drafts_shown == 0


@pytest.mark.parametrize("name", DIALECTS)
def test_markdown_it_reads_in_a_text_what_it_was_made_from(name: str) -> None:
    dialect, plain = DIALECTS[name], as_meant(Style())
    for text in practice(name, dialect.forms):
        assert of_markdown(dialect.plain(text)) == of_markdown(body(text, plain))


@pytest.mark.parametrize(
    ("differs", "one", "other"),
    [
        ("words", "Rest now.", "Rest then."),
        ("points", "- rest\n- eat", "- rest\n  - eat"),
        ("headings", "## Rest", "### Rest"),
        ("pictures", "![A bed](/images/bed.jpg)", "![A chair](/images/bed.jpg)"),
        ("links", "[Rest](/articles/sleep/)", "[Rest](/articles/grief/)"),
        ("others", "Rest.\\\nEat.", "Rest.\nEat."),
        ("others", "> Rest.", "Rest."),
    ],
)
def test_what_is_altered_is_seen(differs: str, one: str, other: str) -> None:
    found = list(of_markdown(one).differs(of_markdown(other)))
    assert [each.partition(":")[0] for each in found] == [differs]


def test_the_texts_of_a_practice_are_the_same_each_time_and_differ_from_anothers() -> None:
    written = {name: practice(name, one.forms) for name, one in DIALECTS.items()}
    again = {name: practice(name, one.forms) for name, one in DIALECTS.items()}
    assert written == again
    assert len({text.blocks for texts in written.values() for text in texts}) == 200
