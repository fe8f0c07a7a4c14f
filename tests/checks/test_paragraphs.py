"""False alarms of all rules about texts, on paragraphs as practices write them."""

from __future__ import annotations

import pytest

from tests.checks.paragraph_rates import rates

SETS = [
    ("before", 100, 4),
    ("after", 100, 1),
    ("third", 100, 1),
    ("fourth", 100, 0),
    ("fifth", 150, 2),
    ("sixth", 100, 0),
    ("seventh", 100, 0),
    ("eighth", 50, 1),
]


@pytest.mark.parametrize(("when", "count", "missed"), SETS)
def test_at_most_two_in_a_hundred_paragraphs_are_blamed_for_nothing(
    when: str, count: int, missed: int
) -> None:
    """With -s it prints the rate, by rule, and what is missed."""
    found = rates(when)
    print(f"\n{when}: {found}")
    assert found.paragraphs == count
    assert found.rate <= 0.02, found
    assert len(found.missed) <= missed, found
