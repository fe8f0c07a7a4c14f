"""However an address is typed, its line is found."""

from __future__ import annotations

from tests.checks.documents import FIRST, document


def test_each_way_of_typing_an_address_is_known_and_counted():
    read = document(
        """\
        [one](/a/) and [two](/b/ "B")
        [three](</a/>), [four][x]
        <a class="x" href="/a/">five</a> <https://example.org/>

        [x]: /c/
        [six](
        /a/)
        """
    )
    assert [read.line_of_link("/a/", nth) - FIRST for nth in range(5)] == [0, 1, 2, 6, 6]
    assert read.line_of_link("/b/", 0) - FIRST == 0
    assert read.line_of_link("https://example.org/", 0) - FIRST == 2
    assert [read.line_of_link("/c/", nth) - FIRST for nth in range(2)] == [4, 4]


def test_an_address_typed_in_another_way_is_found_by_its_letters():
    read = document("Words.\n\n[one](/a_(b)/)\n")
    assert read.line_of_link("/a_(b)/", 0) - FIRST == 2
