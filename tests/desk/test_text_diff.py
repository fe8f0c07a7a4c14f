"""What is read on a page, whatever its bytes are."""

from __future__ import annotations

import os
import random

import pytest

from desk.common.text_diff import PageText, Words, main_part, page_text, word_diff
from tests.growth import growth


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("un<em>believ</em>able", "unbelievable"),
        ("one<br>two<hr>three", "one two three"),
        ("a &lt;b&gt; c &amp; d &nbsp; e", "a <b> c & d e"),
        ("<svg><title>A desk</title><g></g></svg>After", "After"),
        ("<nav>Menu <nav>in it</nav> still</nav>After", "After"),
        ("<script>if (a < b) { c }</script>After", "After"),
        ("<template><p>x</p></template>After", "After"),
        ("one<!-- not > this -->two", "onetwo"),
        ("<p title='a'>One", "One"),
        ("5 < 6", "5"),
        ("</nav>After", "After"),
    ],
)
def test_words_are_what_a_visitor_reads(html: str, words: str) -> None:
    assert " ".join(page_text(f"<main>{html}</main>".encode()).words) == words


@pytest.mark.parametrize(
    ("html", "title"),
    [
        ("<title>T · Site</title><main><h1>The <em>own</em>\n one</h1></main>", "The own one"),
        ("<title>T · Site</title><h1>The site's</h1><main>x</main>", "T · Site"),
        ("<title>T &amp; U</title>", "T & U"),
        ("<title>T", ""),
        ("", ""),
    ],
)
def test_a_page_is_called_by_its_own_heading(html: str, title: str) -> None:
    assert page_text(html.encode()).title == title


@pytest.mark.parametrize(
    "junk",
    [
        os.urandom(200_000),
        b"<main>" + b"<svg" * 50_000,
        b"<main>" + b"<!--" * 50_000,
        b"<main>" * 40_000,
        b"<h1" * 70_000,
        b"\xff\xfe" * 100_000,
        b"<main>" + b"&" * 200_000,
    ],
)
def test_twice_as_much_of_anything_is_read_in_about_twice_the_time(junk: bytes) -> None:
    assert growth(lambda size: page_text(junk[:size] + b"</main>"), 100_000) < 3


def test_where_main_is_the_same_nothing_that_is_read_has_changed() -> None:
    one, two = (f"<head>{n}</head><main>Same.</main><footer>{n}".encode() for n in (1, 2))
    assert main_part(one) == main_part(two) == b"<main>Same."
    assert main_part(b"no such part") == b""


def test_longer_pages_are_not_compared_each_word_with_each_and_a_book_not_at_all() -> None:
    some = random.Random(6)
    known = [f"word{number}" for number in range(300)]
    often = [1 / (number + 1) for number in range(300)]

    def page(size: int) -> PageText:
        return PageText("T", tuple(some.choices(known, often, k=size)))

    pages = {size: [(page(size), page(size)) for _ in range(9)] for size in (1200, 2400, 4800)}
    assert all(word_diff(old, new) for old, new in pages[1200])
    assert growth(lambda size: [word_diff(*both) for both in pages[size]], 1200) < 4
    assert growth(lambda size: [word_diff(*both) for both in pages[size]], 2400) < 1


def test_a_book_that_is_written_anew_is_told_as_one_passage() -> None:
    def compared(size: int) -> tuple[tuple[Words, ...], ...]:
        return word_diff(PageText("", ("a",) * size), PageText("", ("b", "a", "c") * size))

    assert [[kind for kind, _ in passage] for passage in compared(50_000)] == [["-", "+"]]
    assert growth(compared, 25_000) < 3


@pytest.mark.parametrize(
    ("old", "new", "passages"),
    [
        ("a b c d e f g h i j", "a b c d e f g h i", [[("=", "f g h i"), ("-", "j")]]),
        ("b c d e f", "a b c d e f", [[("+", "a"), ("=", "b c d e")]]),
        ("", "a b", [[("+", "a b")]]),
        ("a b", "", [[("-", "a b")]]),
        ("a a a", "a a", [[("=", "a a"), ("-", "a")]]),
        ("a b", "a b", []),
    ],
)
def test_passages_at_the_ends_of_a_text(
    old: str, new: str, passages: list[list[tuple[str, str]]]
) -> None:
    found = word_diff(PageText("", tuple(old.split())), PageText("", tuple(new.split())))
    assert [list(passage) for passage in found] == passages
