"""Ten practices whose texts come from ten other programs: all of it arrives, as it was meant.

`python -m tests.shapes -v` prints the same as a table, and every difference.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from tests.shapes.comparing import Compared, compared
from tests.shapes.dialects import DIALECTS
from tests.shapes.markdown import Style, as_meant, body
from tests.shapes.practice import practice
from tests.shapes.structure import of_markdown

Result = Callable[..., Compared]
shapes = pytest.mark.parametrize("name", DIALECTS)


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """A practice after `check --fix`, or only its bodies; each is built once."""

    @cache
    def built(name: str, *, bodies: bool) -> Compared:
        return compared(DIALECTS[name], tmp_path_factory.mktemp("shape"), bodies=bodies)

    return built


@shapes
def test_words_points_headings_pictures_links_and_dates_of_bodies_arrive(
    name: str, result: Result
) -> None:
    assert result(name, bodies=True).altered == {}


@shapes
def test_every_question_of_a_body_is_found(name: str, result: Result) -> None:
    found = result(name, bodies=True)
    assert found.asked == 25
    assert found.found == found.asked


@shapes
def test_nothing_that_is_no_question_becomes_one(name: str, result: Result) -> None:
    assert result(name, bodies=True).false_questions == ()


@shapes
def test_of_a_whole_practice_at_most_one_thing_is_to_be_decided(name: str, result: Result) -> None:
    # Nobody but the practice can say what its home page is to be.
    assert result(name, bodies=False).decisions == {"home-missing": 1}
    assert result(name, bodies=False).refused == ()


@shapes
def test_the_pages_of_a_whole_practice_say_what_its_files_say(name: str, result: Result) -> None:
    found = result(name, bodies=False)
    assert found.texts == 20
    assert found.altered == {}
    assert found.found == found.asked
    assert found.false_questions == ()


@shapes
def test_no_draft_of_another_program_is_seen_by_everybody(name: str, result: Result) -> None:
    assert result(name, bodies=False).drafts_shown == 0


@shapes
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
