"""Nothing on a page would tell others who reads it."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.checks.document import WholeSite
from plugins.checks.rules.privacy import without_tracking
from plugins.core.problem import Problem
from tests.checks.documents import FIRST, HEADER, PATH, document, told_of, told_of_site
from tests.checks.practices import FACTS_PATH, PRACTICE, known

KNOWN = known()


def told(body: str, head: str = HEADER) -> list[Problem]:
    return told_of(document(body, head=head), KNOWN, "privacy-")


@pytest.mark.parametrize(
    ("typed", "what", "host"),
    [
        ('<iframe src="https://video.example/embed/x"></iframe>', "<iframe>", "video.example"),
        ('<script src="//count.example/x.js"></script>', "<script>", "count.example"),
        ('<form action="https://forms.example/a"></form>', "<form>", "forms.example"),
        (
            '<link rel="stylesheet" href="https://fonts.example/a.css">',
            "<link>",
            "fonts.example",
        ),
        (
            '<style>@import url("https://fonts.example/a.css");</style>',
            "<style>",
            "fonts.example",
        ),
        (
            '<img src="/images/a.jpg" srcset="https://img.example/a.jpg 2x">',
            "srcset=",
            "img.example",
        ),
    ],
)
def test_what_would_be_loaded_from_elsewhere_is_named_with_its_line(
    typed: str, what: str, host: str
) -> None:
    (one,) = told(f"Quiet words.\n\n{typed}\n")
    assert (one.path, one.line, one.rule, one.severity) == (
        PATH,
        FIRST + 2,
        "privacy-elsewhere",
        "warning",
    )
    assert one.message.startswith(f"This {what} comes from {host}, ")


def test_what_is_only_written_about_or_linked_to_is_let_be() -> None:
    body = """\
        Write `<iframe src="https://video.example/x">` and see.

        ```
        <script src="https://count.example/x.js"></script>
        ```

        [A page](https://a.example/) and <https://b.example/>.
        """
    assert told(body) == []


def test_a_link_that_is_tracked_is_told_with_its_clean_address() -> None:
    body = "See [this](https://a.example/x?utm_source=news&page=2&fbclid=9#part).\n"
    assert told(body) == [
        Problem(
            PATH,
            FIRST,
            "This link tells its owner where the reader came from, by what was added to the "
            "address.",
            "Write it as https://a.example/x?page=2#part",
            "privacy-tracking",
            "warning",
        )
    ]


def test_a_link_that_leads_through_google_is_told_with_where_it_leads() -> None:
    body = "[A](https://www.google.com/url?q=https://a.example/x%3Fp%3D2&sa=D&source=editors)\n"
    assert [(problem.line, problem.remedy) for problem in told(body)] == [
        (FIRST, "Write it as https://a.example/x?p=2")
    ]


def test_sources_and_facts_are_looked_at_as_well() -> None:
    head = HEADER.replace(
        "date:", "sources:\n- title: A trial\n  url: https://a.example/?gclid=1\ndate:"
    )
    assert [(problem.line, problem.remedy) for problem in told("Text.\n", head)] == [
        (4, "Write it as https://a.example/")
    ]
    text = PRACTICE.replace("book.example/jane", "book.example/jane?mc_eid=7")
    site = WholeSite((), known(text), FACTS_PATH, date(2026, 12, 1))
    found = told_of_site(site, "privacy-")
    assert [(problem.path, problem.line, problem.remedy) for problem in found] == [
        (FACTS_PATH, 5, "Write it as https://book.example/jane")
    ]


@pytest.mark.parametrize(
    "address",
    ["https://a.example/?page=2", "https://a.example/?utmost=1", "/articles/a/#utm_source=x"],
)
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert without_tracking(address) == address
    assert told(f"[A]({address})\n") == []
