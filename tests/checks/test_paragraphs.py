"""False alarms of all rules about texts, on paragraphs as practices write them."""

from __future__ import annotations

import pytest

from tests.checks.paragraph_rates import rates


@pytest.mark.parametrize(
    ("when", "missed"), [("before", 4), ("after", 1), ("third", 1), ("fourth", 0)]
)
def test_at_most_two_in_a_hundred_paragraphs_are_blamed_for_nothing(when: str, missed: int) -> None:
    """With -s it prints the rate, by rule, and what is missed."""
    found = rates(when)
    print(f"\n{when}: {found}")
    assert found.paragraphs == 100
    assert found.rate <= 0.02, found
    assert len(found.missed) <= missed, found
