"""What is read next: curated paths first, then by date; and what an article's header may change."""

from __future__ import annotations

import itertools
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import PurePath
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

import pytest

from plugins.faq_neighbors.reading_order import Entry, Item, Neighbor, Neighbors, Order, Path, order

DAY = datetime(2026, 3, 2)


def item(slug: str, day: int = 0, **more) -> Item:
    return Item(slug, DAY + timedelta(days=day), path=f"articles/{slug}.md", **more)


def path(name: str, *slugs: str) -> Path:
    return Path(name, name.lower(), entries=tuple(Entry(slug) for slug in slugs))


def ways(found: Order) -> dict[str, tuple[str | None, str | None]]:
    """For each article: what comes before it, and what is next."""
    return {slug: (there.previous, there.next) for slug, there in found.neighbors.items()}


def said(found: Order) -> list[str]:
    return [str(problem) for problem in found.problems]


def test_articles_on_no_path_follow_one_another_by_date():
    found = order([item("summer", 90), item("winter", 0), item("spring", 30)], [])
    assert found.sequence == ("winter", "spring", "summer")
    assert ways(found) == {
        "winter": (None, "spring"),
        "spring": ("winter", "summer"),
        "summer": ("spring", None),
    }
    assert found.problems == ()


def test_articles_of_one_day_follow_their_order_and_then_their_slug():
    found = order(
        [item("c"), item("b"), item("last", order=2), item("first", order=-1), item("a")], []
    )
    assert found.sequence == ("first", "a", "b", "c", "last")


def test_the_order_of_the_files_on_disk_does_not_matter():
    paths = [path("One", "c", "a"), path("Two", "b", "c")]
    items = [item(slug, day) for day, slug in enumerate("fedcba")] + [item("g", 2)]
    expected = order(items, paths)
    for seed in range(20):
        mixed = random.Random(seed).sample(items, len(items))
        found = order(mixed, paths)
        assert found.sequence == expected.sequence
        assert dict(found.neighbors) == dict(expected.neighbors)


def test_two_moments_in_different_zones_are_compared_as_moments():
    denver = datetime(2026, 3, 2, 23, 30, tzinfo=ZoneInfo("America/Denver"))
    berlin = datetime(2026, 3, 3, 6, 0, tzinfo=ZoneInfo("Europe/Berlin"))  # half past ten before
    found = order([Item("denver", denver), Item("berlin", berlin)], [])
    assert found.sequence == ("berlin", "denver")


def test_dates_may_lie_far_apart():
    items = [
        Item("last", datetime.max.replace(tzinfo=UTC)),
        Item("middle", DAY.replace(tzinfo=UTC)),
        Item("first", datetime.min.replace(tzinfo=UTC)),
    ]
    assert order(items, []).sequence == ("first", "middle", "last")


def test_a_path_goes_before_dates_and_loose_articles_come_after_all_paths():
    found = order(
        [item("a", 0), item("b", 1), item("c", 2), item("d", 3), item("e", 4)],
        [path("Later", "e", "d"), path("First", "c", "b")],
    )
    assert found.sequence == ("e", "d", "c", "b", "a")
    assert ways(found) == {
        "e": (None, "d"),
        "d": ("e", "c"),
        "c": ("d", "b"),
        "b": ("c", "a"),
        "a": ("b", None),
    }


def test_the_place_on_a_path_and_the_reason_for_the_next_article_are_told():
    new = Path(
        "New", "new", entries=(Entry("a", "why a"), Entry("b", "why b"), Entry("c", "why c"))
    )
    found = order([item("a"), item("b"), item("c")], [new])
    assert found.neighbors["a"] == Neighbors("b", None, "why b", new, 1, 3)
    assert found.neighbors["b"] == Neighbors("c", "a", "why c", new, 2, 3)
    assert found.neighbors["c"] == Neighbors(None, "b", "", new, 3, 3)


def test_a_theme_is_told_of_the_articles_themselves_and_where_they_stand():
    new = Path("New", "new", entries=(Entry("a", "why a"), Entry("b", "why b")))
    found = order([item("a"), item("b"), item("c"), item("d")], [new])
    articles = {slug: f"article {slug}" for slug in "abcd"}
    assert {slug: found.around(slug, articles) for slug in "abc"} == {
        "a": (Neighbor("article b", "why b", new, 2, 2), None),
        "b": (Neighbor("article c"), Neighbor("article a", "", new, 1, 2)),
        "c": (Neighbor("article d"), Neighbor("article b", "", new, 2, 2)),
    }


def test_an_article_on_two_paths_follows_the_first_of_them():
    one = Path("One", "one", entries=(Entry("a"), Entry("b", "because of one")))
    two = Path("Two", "two", entries=(Entry("c"), Entry("b", "because of two"), Entry("d")))
    found = order([item("a"), item("b"), item("c"), item("d")], [one, two])
    assert ways(found) == {
        "a": (None, "b"),
        "b": ("a", "c"),
        "c": ("b", "d"),
        "d": ("c", None),
    }
    assert found.neighbors["a"].because == "because of one"
    assert (found.neighbors["b"].path, found.neighbors["b"].number) == (one, 2)
    # The second path still counts it: its own page lists it as number 2 of 3.
    assert (found.neighbors["d"].number, found.neighbors["d"].total) == (3, 3)


def test_a_draft_on_a_path_is_passed_over_and_takes_its_place_once_it_is_out():
    paths = [path("New", "a", "draft", "b")]
    waiting = order([item("a"), item("b")], paths)
    assert ways(waiting) == {"a": (None, "b"), "b": ("a", None)}
    assert (waiting.neighbors["b"].number, waiting.neighbors["b"].total) == (2, 2)
    out = order([item("a"), item("b"), item("draft")], paths)
    assert ways(out) == {"a": (None, "draft"), "draft": ("a", "b"), "b": ("draft", None)}
    assert (out.neighbors["b"].number, out.neighbors["b"].total) == (3, 3)


def test_no_articles_and_a_single_article_have_no_neighbors():
    assert order([], [path("Empty", "a")]) == Order((), {}, ())
    assert order([item("only")], []) == Order(("only",), {"only": Neighbors()}, ())


def test_a_path_of_articles_that_stand_on_earlier_ones_is_passed_over():
    paths = [path("One", "a", "b"), path("Two", "b", "a"), path("Three", "b", "c")]
    found = order([item("a"), item("b"), item("c"), item("d")], paths)
    assert found.sequence == ("a", "b", "c", "d")
    assert found.neighbors["b"].next == "c"
    there = found.neighbors["c"]
    assert (there.path, there.number, there.total) == (paths[2], 2, 2)


def test_an_override_joins_two_articles_and_what_it_parts_comes_after_them():
    found = order([item("a", next="c"), item("b"), item("c"), item("d")], [])
    assert found.sequence == ("a", "c", "d", "b")
    assert ways(found) == {
        "a": (None, "c"),
        "b": ("d", None),
        "c": ("a", "d"),
        "d": ("c", "b"),
    }


def test_an_override_back_to_the_beginning_of_its_chain_would_be_a_circle():
    found = order([item("a"), item("b"), item("c", next="a", next_line=5), item("d")], [])
    assert said(found) == [
        (
            "articles/c.md:5: With “next: a” the articles would go round in a circle. Remove this "
            "line, or write “next: none” in the article that should be the end."
        )
    ]
    assert ways(found) == {
        "a": (None, "b"),
        "b": ("a", "c"),
        "c": ("b", "d"),
        "d": ("c", None),
    }


def test_an_override_may_be_said_from_either_side_or_from_both():
    plain = [item("a"), item("b"), item("c"), item("d")]
    expected = {"a": (None, "c"), "b": ("d", None), "c": ("a", "d"), "d": ("c", "b")}
    for a, c in (("c", ""), ("", "a"), ("c", "a")):
        found = order([item("a", next=a), plain[1], item("c", previous=c), plain[3]], [])
        assert ways(found) == expected
        assert found.problems == ()


def test_an_override_may_lead_from_one_path_to_another_and_off_all_paths():
    found = order(
        [item("a"), item("b", next="c"), item("c"), item("d", next="e"), item("e")],
        [path("One", "a", "b"), path("Two", "c", "d")],
    )
    assert ways(found) == {
        "a": (None, "b"),
        "b": ("a", "c"),
        "c": ("b", "d"),
        "d": ("c", "e"),
        "e": ("d", None),
    }


def test_none_ends_a_chain_on_both_sides_of_the_gap():
    expected = {"a": (None, "b"), "b": ("a", None), "c": (None, "d"), "d": ("c", None)}
    for b, c in (("none", ""), ("", "none"), ("none", "none")):
        found = order([item("a"), item("b", next=b), item("c", previous=c), item("d")], [])
        assert ways(found) == expected
        assert found.problems == ()


def test_none_at_the_end_of_a_path_ends_the_way_there():
    paths = [path("One", "a", "b"), path("Two", "c")]
    found = order([item("a"), item("b", next="none"), item("c"), item("d")], paths)
    assert found.sequence == ("a", "b", "c", "d")
    assert ways(found) == {"a": (None, "b"), "b": ("a", None), "c": (None, "d"), "d": ("c", None)}


def test_none_at_the_end_of_a_chain_changes_nothing():
    found = order([item("a", previous="none"), item("b", next="none")], [])
    assert ways(found) == {"a": (None, "b"), "b": ("a", None)}
    assert found.problems == ()


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        (
            [item("a", next="bee", next_line=7), item("bees")],
            "articles/a.md:7: “next: bee”: “bee” is not an article. Did you mean “bees”?",
        ),
        (
            [item("a", previous="xyz", previous_line=8), item("b")],
            "articles/a.md:8: “previous: xyz”: “xyz” is not an article. Known are: a, b.",
        ),
        (
            [item("a", next="draft", next_line=9), item("b")],
            (
                "articles/a.md:9: “next: draft”: “draft” is a draft, hidden, scheduled, or not in "
                "this language, so nobody could follow it. Publish it first, name another article, "
                "or write none."
            ),
        ),
        (
            [item("a", next="a", next_line=5), item("b")],
            (
                "articles/a.md:5: “next: a”: “a” is this article itself. Name another article, or "
                "remove the line."
            ),
        ),
    ],
)
def test_an_override_that_nobody_could_follow_is_told_and_changes_nothing(articles, message):
    found = order(articles, [], known=["a", "b", "bees", "draft"])
    assert said(found) == [message]
    assert found.sequence[0] == "a"
    assert found.neighbors["a"].next == found.sequence[1]


@pytest.mark.parametrize(
    ("articles", "message"),
    [
        (
            [item("a", next="c"), item("b", next="c", next_line=4), item("c")],
            (
                "articles/b.md:4: “next: c” contradicts what articles/a.md says about the same "
                "neighbor. Keep the line in one of the two articles."
            ),
        ),
        (
            [item("a", next="b"), item("b"), item("c", previous="a", previous_line=6)],
            (
                "articles/c.md:6: “previous: a” contradicts what articles/a.md says about the same "
                "neighbor. Keep the line in one of the two articles."
            ),
        ),
        (
            [item("a", next="none"), item("b", previous="a", previous_line=6)],
            (
                "articles/b.md:6: “previous: a” contradicts what articles/a.md says about the same "
                "neighbor. Keep the line in one of the two articles."
            ),
        ),
        (
            [item("a", next="b", next_line=5), item("b", previous="none")],
            (
                "articles/a.md:5: “next: b” contradicts what articles/b.md says about the same "
                "neighbor. Keep the line in one of the two articles."
            ),
        ),
    ],
)
def test_two_articles_that_contradict_each_other_are_told(articles, message):
    assert said(order(articles, [])) == [message]


def test_a_circle_is_cut_at_its_last_line_and_told():
    found = order(
        [item("a", next="b"), item("b", next="c"), item("c", next="a", next_line=7)],
        [],
    )
    assert said(found) == [
        (
            "articles/c.md:7: With “next: a” the articles would go round in a circle. Remove this "
            "line, or write “next: none” in the article that should be the end."
        )
    ]
    assert ways(found) == {"a": (None, "b"), "b": ("a", "c"), "c": ("b", None)}


def test_of_a_circle_it_is_the_last_article_that_is_told_whatever_its_name():
    around = [item("c", next="a"), item("a", next="b"), item("b", next="c", next_line=3)]
    assert said(order(around, [])) == [
        (
            "articles/b.md:3: With “next: c” the articles would go round in a circle. Remove this "
            "line, or write “next: none” in the article that should be the end."
        )
    ]


@pytest.mark.parametrize(("key", "a", "b"), [("next", "b", None), ("previous", None, None)])
def test_more_than_one_article_may_have_none_beside_it(key, a, b):
    none: dict[str, Any] = {key: "none"}
    found = order([item("a"), item("b", **none), item("c", **none)], [])
    assert found.problems == ()
    assert ways(found) == {"a": (None, a), "b": (a and "a", b), "c": (None, None)}


def test_two_circles_are_both_told():
    found = order(
        [item(a, next=b) for a, b in (("a", "b"), ("b", "a"), ("c", "d"), ("d", "c"))], []
    )
    assert [(PurePath(p.path).name, p.rule) for p in found.problems] == [
        ("b.md", "order-circle"),
        ("d.md", "order-circle"),
    ]


def random_site(seed: int) -> tuple[list[Item], list[Path]]:
    """Articles, paths and overrides as nobody would write them; some name what is not there."""
    dice = random.Random(seed)
    slugs = [f"article-{number}" for number in range(dice.randrange(1, 25))]
    names = [*slugs, "missing", "none", "", "", "", ""]
    items = [
        item(
            slug,
            dice.randrange(5),
            order=dice.choice([0, 0, 0, 1, -1]),
            next=dice.choice(names) if dice.random() < 0.4 else "",
            previous=dice.choice(names) if dice.random() < 0.2 else "",
        )
        for slug in slugs
    ]
    paths = [
        path(f"path-{number}", *dice.sample([*slugs, "draft"], dice.randrange(len(slugs) + 1)))
        for number in range(dice.randrange(4))
    ]
    return items, paths


@pytest.mark.parametrize("seed", range(300))
def test_next_and_previous_are_inverses_whatever_is_written(seed):
    items, paths = random_site(seed)
    found = order(items, paths, known=["draft"])
    slugs = {one.slug for one in items}
    assert sorted(found.sequence) == sorted(slugs), "every article stands in the order once"
    assert set(found.neighbors) == slugs
    for slug, there in found.neighbors.items():
        if there.next is not None:
            assert found.neighbors[there.next].previous == slug
        if there.previous is not None:
            assert found.neighbors[there.previous].next == slug
        assert bool(there.path) == bool(there.number) == bool(there.total)
        assert there.number <= there.total
    following = [found.neighbors[slug].next for slug in found.sequence]
    gaps = {one.slug for one in items if "none" in (one.next, one.previous)}
    for (here, then), after in zip(itertools.pairwise(found.sequence), following, strict=False):
        assert after == then or {here, then} & gaps, "only a header's none ends the way"
    assert following[-1] is None


@pytest.mark.parametrize("seed", range(100))
def test_one_way_leads_through_all_articles_of_any_paths(seed):
    items, paths = random_site(seed)
    found = order([replace(one, next="", previous="") for one in items], paths)
    one_after_another = [*itertools.pairwise(found.sequence)]
    assert [(slug, found.neighbors[slug].next) for slug in found.sequence[:-1]] == one_after_another
    back = [(found.neighbors[slug].previous, slug) for slug in found.sequence[1:]]
    assert back == one_after_another
    ends = (found.neighbors[found.sequence[0]].previous, found.neighbors[found.sequence[-1]].next)
    assert ends == (None, None)
    first_listed = dict.fromkeys(e.slug for one in paths for e in one.entries if e.slug != "draft")
    assert found.sequence[: len(first_listed)] == (*first_listed,)


class Counted(str):
    """A slug that counts how often it is looked up or compared."""

    __slots__ = ()
    looked: ClassVar[int] = 0

    def __hash__(self) -> int:
        Counted.looked += 1
        return super().__hash__()

    def __eq__(self, other: object) -> bool:
        Counted.looked += 1
        return super().__eq__(other)

    def __lt__(self, other: str) -> bool:
        Counted.looked += 1
        return super().__lt__(other)


def steps(size: int, kind: str) -> int:
    """How many comparisons and look-ups `order` needs for so many articles."""
    slugs = [Counted(f"article-{number:05}") for number in range(size)]
    items = [
        Item(
            slug,
            DAY if kind == "one day" else DAY + timedelta(days=number),
            next=slugs[number - 1] if kind == "each overridden" and number else "",
            previous="none" if kind == "all parted" else "",
        )
        for number, slug in enumerate(slugs)
    ]
    paths = []
    if kind == "on paths":
        paths = [
            Path(f"p{start}", f"p{start}", entries=tuple(map(Entry, slugs[start : start + 10])))
            for start in range(0, size, 10)
        ]
    Counted.looked = 0
    found = order(items, paths, known=slugs)
    assert len(found.sequence) == size
    assert found.problems == ()
    return Counted.looked


@pytest.mark.parametrize(
    "kind", ["by date", "one day", "on paths", "each overridden", "all parted"]
)
def test_five_times_as_many_articles_take_about_five_times_as_many_steps(kind):
    assert steps(5000, kind) < 7 * steps(1000, kind)  # sorting by slug costs a little more than 5
