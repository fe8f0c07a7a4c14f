"""Rules about what can be built but would serve nobody: lengths, headings, links, what was left."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

from plugins.checks.address_lines import AddressLines
from plugins.checks.document import Document, SiteRule, TextRule
from plugins.checks.rules.bold_headings import bold_headings
from plugins.checks.rules.fragments import fragments
from plugins.checks.rules.markdown_raw import markdown_raw
from plugins.checks.rules.twins import title_twice
from plugins.practice import body
from plugins.practice.facts import Facts
from plugins.practice.problems import Problem

# Search engines cut by width, not by number (Google Search Central, "Influencing your title links"
# and "Control your snippets": as needed, to fit the device). About as much as fits on a wide
# screen is what Bing Webmaster Tools asks for: 70 characters of a title, 160 of a summary.
LONGEST_TITLE, LONGEST_SUMMARY = 70, 160
# What `new` writes into an article to show the way. Its pause and the heading above its questions
# may stay as they are.
SKELETON = frozenset(
    {
        "Open with what the reader may be feeling or asking, in two or three sentences.",
        "## A first heading",
        "Write here. A blank line begins a new paragraph.",
        "### A question in the reader's own words?",
        "The answer. It runs until the next question.",
        "### A second question?",
        "Its answer. Take the questions out if this article needs none.",
    }
)
# Words that say nothing of where a link leads when they are all that is heard of it.
VAGUE = frozenset(
    {"here", "click", "click here", "right here", "see here", "go here", "link", "this link"}
    | {"more", "read more", "learn more", "find out more", "more info", "this", "this page"}
    | {"continue", "continue reading", "details", "website"}
)
_HEADING = re.compile(r"<h([1-6])[^>]*>(.*?)</h\1>", re.DOTALL)
_LINK = re.compile(r"<a (?:[^>]*? )?href=\"([^\"]*)\"([^>]*)>(.*?)</a>", re.DOTALL)


def long_title(document: Document, _: Facts) -> Iterator[Problem]:
    """The title alone is measured, as typed, without the name of the practice behind it."""
    size = len(document.fields.get("title", ""))
    if size > LONGEST_TITLE:
        yield Problem(
            document.path,
            document.source.line("title"),
            f"This title has {size} characters; a list of search results, or a browser's tab, "
            f"cuts it after about {LONGEST_TITLE}.",
            "Say the same in fewer words, or put what matters most first.",
            "title-long",
            "warning",
        )


def long_summary(document: Document, _: Facts) -> Iterator[Problem]:
    """The summary is what a list of search results shows below the title."""
    size = len(document.fields.get("summary", ""))
    if size > LONGEST_SUMMARY:
        yield Problem(
            document.path,
            document.source.line("summary"),
            f"This summary has {size} characters; a list of search results cuts it after about "
            f"{LONGEST_SUMMARY}.",
            "Shorten it to one or two sentences.",
            "summary-long",
            "warning",
        )


def headings(document: Document, _: Facts) -> Iterator[Problem]:
    """Levels follow one another from the title (level 1) on, as a list of contents would.

    Who listens to a page goes through it by its headings (WCAG 2.2, 1.3.1; technique G141).
    """
    above, over = 1, str(document.fields.get("title", ""))
    nth: Counter[tuple[int, str]] = Counter()
    for sign, html in _HEADING.findall(document.html):
        level, text = int(sign), html if "<" not in html and "&" not in html else body.plain(html)
        if level == 1:
            yield Problem(
                document.path,
                _heading_line(document, level, text, nth[level, text]),
                f"“{text}” is a heading of the first level, which only the page's title is.",
                "Begin its line with ## instead of #.",
                "heading-title",
                "warning",
            )
        elif level > above + 1:
            yield Problem(
                document.path,
                _heading_line(document, level, text, nth[level, text]),
                f"“{text}” is a heading of level {level}, and “{over}” above it is of level "
                f"{above}, so {_left_out(above, level)} left out.",
                f"Begin its line with {'#' * (above + 1)}.",
                "heading-order",
                "warning",
            )
        nth[level, text] += 1
        above, over = level, text


def _left_out(above: int, level: int) -> str:
    first, last = above + 1, level - 1
    return f"level {first} is" if first == last else f"levels {first} to {last} are"


def _heading_line(document: Document, level: int, text: str, nth: int) -> int:
    """The line of the nth heading of these words; one in HTML or underlined is looked for."""
    same = [b.line for b in document.blocks if b.level == level and b.text == text]
    return same[nth] if nth < len(same) else document.source.line_of(text)


def link_words(document: Document, _: Facts) -> Iterator[Problem]:
    """A link is read out without the sentence around it (WCAG 2.2, 2.4.4 and 2.4.9)."""
    nth: Counter[str] = Counter()
    lines = AddressLines(document.source)
    for to, more, html in _LINK.findall(document.html):
        address = unescape(to)
        number, nth[address] = nth[address], nth[address] + 1
        words = " ".join(unescape(html).split()) if "<" not in html else body.plain(html)
        if not words and _is_silent(html, more):
            yield Problem(
                document.path,
                lines.line(address, number),
                f"The link to “{address}” has no words, so nobody could see or hear it.",
                "Say between its square brackets where it leads, or take it out.",
                "link-empty",
            )
        elif words.lower().strip(" .…:>»→!") in VAGUE:
            yield Problem(
                document.path,
                lines.line(address, number),
                f"The link “{words}” does not say where it leads to somebody who hears only the "
                "links of a page.",
                "Make the words that name the other page the link.",
                "link-vague",
                "warning",
            )


def _is_silent(html: str, attributes: str) -> bool:
    """Nothing but a picture that says nothing? One without words is told as such already."""
    return "aria-label=" not in attributes and ("<img" not in html or "decorative" in html)


def skeleton(document: Document, _: Facts) -> Iterator[Problem]:
    """What `new` wrote must not be published as if it were the article."""
    if document.fields.get("status") == "draft":
        return
    lines = document.source.body.split("\n")
    left = SKELETON.intersection(lines)
    if left:
        first = min(left, key=lines.index)
        yield Problem(
            document.path,
            document.source.body_line + lines.index(first),
            f"“{first.lstrip('# ')}” still stands here from when the article was begun.",
            "Write your own words in its place, or take it out, before it is published.",
            "skeleton",
        )


TEXT_RULES: tuple[TextRule, ...] = (
    long_title,
    long_summary,
    headings,
    bold_headings,
    link_words,
    markdown_raw,
    skeleton,
)
SITE_RULES: tuple[SiteRule, ...] = (fragments, title_twice)
