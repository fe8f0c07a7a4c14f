"""Every rule by its code: what it is called, how grave it is, what it stops, where it is explained.

A problem names its rule; `CATALOG[problem.rule]` is what is known of that rule, and its `page` is
the one in the docs that says why. A code that stands here and is given by nothing, or is given
and does not stand here, is found by the tests. The rules about words have a table of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from plugins.checks.catalog_words import CATALOG_WORDS
from plugins.checks.rule_info import GROUPS, RuleInfo
from plugins.practice.header_fields import FIELDS, PAGE_FIELDS
from plugins.practice.problems import Problem, Severity

__all__ = ["CATALOG", "GROUPS", "RuleInfo", "stops"]


def _rules(
    group: str,
    severity: Severity,
    titles: Mapping[str, str],
    *,
    stops: Literal["build", "publish", ""] = "",
    allowable: bool = False,
    family: str = "",
) -> dict[str, RuleInfo]:
    return {
        code: RuleInfo(code, group, severity, allowable, stops, title, family)
        for code, title in titles.items()
    }


_ENTRIES = sorted({*FIELDS, *PAGE_FIELDS} - {"allow"})

CATALOG: dict[str, RuleInfo] = {
    # What cannot be built, or would be lost: it is mended, not allowed.
    **_rules(
        "built",
        "error",
        {
            "encoding": "A file is not saved as UTF-8",
            "unreadable": "A file cannot be opened or read",
            "file-too-big": "A text file is too large",
            "folder-loop": "A folder lies in itself",
            "outside-content": "Something leads out of the content folder",
            "file-name": "A name is none that every computer and host can keep",
            "file-refused": "A link leads to a file that is never published",
            "yaml": "A header or a data file cannot be read",
            "yaml-twice": "An entry stands twice",
            "header-open": "A header is not closed",
            "header-none": "A file has no header",
            "unknown-key": "An entry is unknown, perhaps misspelled",
            "title-missing": "A title is missing",
            "summary-missing": "A summary is missing",
            "date-missing": "A date is missing",
            "slug-missing": "A file's name makes no address",
            "duplicate-address": "Two files have the same address",
            "not-markdown": "A file is not Markdown",
            "unknown-template": "The theme has no such template",
            "unknown-person": "Nobody of this name is in practice.yaml",
            "comment": "A comment is not closed, or another begins inside it",
            "html-hidden": "Words that should be hidden would be read",
            "id-twice": "Two places on a page have the same name",
            "name-left-over": "A name in braces names nothing",
            "heading-left-over": "A heading stands between HTML tags",
            "link-broken": "A link leads nowhere",
            "link-empty": "A link has no words",
            "redirect": "A redirect leads nowhere, in a circle or onto a page",
            "reading-path": "A reading path cannot be understood",
            "picture-missing": "A picture is not there",
            "picture-empty": "A picture's file is empty",
            "picture-format": "Browsers do not show this kind of picture",
            "picture-unknown": "A file is not a picture",
            "picture-broken": "A picture's file is damaged",
            "picture-moving": "A picture moves",
            "picture-huge": "A picture is too large to be opened",
            "picture-drawing": "A drawing holds what a page cannot have",
            "picture-alt": "A picture is not described",
            "delivery-host": "The host cannot have the site so",
            "delivery-line": "A line is too long for a host",
            "delivery-missing": "A page needs a file that is not there",
            "program-broke": "The program broke off",
            "pelican-said": "Pelican found something wrong",
        },
        stops="build",
    ),
    **_rules(
        "built",
        "error",
        {
            "order-next": "“next” cannot be followed",
            "order-previous": "“previous” cannot be followed",
            "order-circle": "The articles would go round in a circle",
        },
        stops="build",
        family="order",
    ),
    # The finished site, looked at once more before it takes the old one's place.
    **_rules(
        "built",
        "error",
        {
            "gate-link": "A link on a finished page leads nowhere",
            "gate-fragment": "A link leads to no place on a finished page",
            "gate-file": "A finished page names a file that is not there",
        },
        stops="build",
        family="gate-links",
    ),
    **_rules(
        "built",
        "error",
        {
            "gate-markup": "A finished page is not whole",
            "gate-id": "Two places on a finished page have the same name",
            "gate-title": "A finished page has no title, or two",
            "gate-lang": "A finished page does not say its language",
        },
        stops="build",
        family="gate-pages",
    ),
    **_rules(
        "built",
        "error",
        {
            "gate-unreachable": "No link leads to a page",
            "gate-sitemap": "The sitemap does not agree with the pages",
            "gate-feed": "The feed does not agree with the pages",
            "gate-draft": "A draft would be on the web",
        },
        stops="build",
        family="gate-found",
    ),
    **_rules(
        "built",
        "error",
        {
            "gate-manifest": "The site's folder does not hold what was built",
            "gate-data": "The data for search engines is not sound",
        },
        stops="build",
    ),
    **_rules(
        "privacy",
        "error",
        {
            "gate-elsewhere": "A finished page would load something from elsewhere",
            "gate-script": "A finished page would run a script",
        },
        stops="build",
        family="gate-visitors",
    ),
    **_rules(
        "built",
        "warning",
        {
            "gate-heading": "A finished page has no heading of its own",
            "gate-heavy": "A page or a picture is heavy",
        },
    ),
    # The page is there, only not the place on it: whoever knows better may say so.
    **_rules(
        "built",
        "error",
        {"link-fragment": "A link leads to no place on its page"},
        stops="build",
        allowable=True,
    ),
    **_rules(
        "built",
        "error",
        {
            "skeleton": "The words of an empty article still stand",
            "publish-settings": "The settings for publishing cannot be understood",
        },
        stops="publish",
    ),
    **_rules(
        "built",
        "warning",
        {
            "title-long": "A title is long",
            "summary-long": "A summary is long",
            "heading-title": "A heading is as high as the title",
            "heading-order": "A level of headings is left out",
            "link-vague": "A link does not say where it leads",
            "markdown-raw": "Markdown is not understood, and its signs would be seen",
            "title-twice": "Two files have one title",
            "picture-share": "A drawing cannot be shown beside a shared link",
        },
        allowable=True,
    ),
    **_rules("built", "note", {"heading-bold": "Bold words stand for a heading"}, allowable=True),
    **_rules(
        "built",
        "warning",
        {
            "html-removed": "Something that a page cannot have was left out",
            "outside-folders": "A file lies where nothing is read",
            "address-lost": "An address leads nowhere any more",
            "allow": "What is allowed cannot be understood",
            "allow-unused": "What is allowed is not there any more",
            "rule-broke": "A rule could not be applied",
            "cache-damaged": "Something that was kept from earlier was damaged",
        },
    ),
    **_rules(
        "built",
        "note",
        {
            "card-without-title": "A card shows no title",
            "card-without-name": "The cards show no name",
            "search-plain": "The search is a plain list",
            "file-published": "A file is published as it is",
            "file-unused": "No page uses some files",
            "cache-not-kept": "Nothing can be kept for the next build",
            "redirect-without-page": "An old address leads on only where the host sees to it",
            "waiting": "An article or a page waits for its day",
        },
    ),
    **_rules(
        "built",
        "error",
        {
            f"header-{entry.replace('_', '-')}": f"“{entry}” in a header cannot be understood"
            for entry in _ENTRIES
        },
        stops="build",
        family="header",
    ),
    **_rules(
        "facts",
        "error",
        {
            "facts": "A fact is not of the kind that is expected",
            "facts-none": "There is no practice.yaml",
            "facts-name": "The practice has no name",
            "facts-people": "Nobody is named",
            "facts-person": "A person has no name",
            "facts-email": "An e-mail address is not one",
            "facts-phone": "A telephone number is not one",
            "facts-timezone": "A time zone is not one",
            "facts-service": "A service is neither therapy nor coaching",
            "facts-worldwide": "Therapy is offered worldwide",
            "facts-shape": "A list or entries stand where they cannot",
            "facts-url": "A web address is not one",
            "facts-state": "A state's code is not one",
            "facts-date": "A date is not one",
            "facts-number": "A number is not one",
            "jurisdiction": "A state's notices cannot be understood",
        },
        stops="build",
    ),
    # A site begins without these facts, which is no mistake; but it is not published without them.
    **_rules(
        "facts",
        "warning",
        {
            "notice-fact-missing": "A fact that a law asks for is missing",
            "notice-text-missing": "A board's own words are missing",
            "notice-page-missing": "A notice has no page",
            "license-title": "A license has another state's title",
        },
        stops="publish",
    ),
    **_rules(
        "facts",
        "warning",
        {
            "notice-state-unknown": "A state's notices are not known",
            "notice-checked-future": "Notices were checked on a day to come",
            "facts-url-missing": "The site's address is not known",
        },
    ),
    **_rules("facts", "note", {"paper-fact-missing": "A fact for your papers is missing"}),
    **_rules(
        "questions",
        "error",
        {
            "faq-unanswered": "A question has no answer",
            "faq-contradiction": "A question has two answers",
        },
        stops="build",
    ),
    **_rules(
        "questions",
        "warning",
        {
            "faq-short": "An answer is too short to help",
            "faq-none": "No questions are found below a heading for them",
        },
        allowable=True,
    ),
    **_rules(
        "questions", "note", {"faq-alike": "Two questions ask nearly the same"}, allowable=True
    ),
    **CATALOG_WORDS,
    **_rules("care", "error", {"crisis-lines-missing": "No crisis line is named"}, stops="publish"),
    **_rules(
        "care",
        "warning",
        {
            "review-due": "A page should have been read again",
            "review-future": "A review lies in the future",
            "source-untitled": "A source has no title",
            "source-doi": "A DOI is not one",
            "reading-grade": "A text is hard to read",
            "invitation-missing": "Articles end without an invitation",
        },
        allowable=True,
    ),
    **_rules(
        "care",
        "note",
        {
            "review-never": "No clinician is named as having read an article",
            "review-soon": "A page should be read again soon",
            "crisis-way": "An article speaks of something heavy, without help or rest",
            "paragraph-long": "A paragraph is long",
        },
        allowable=True,
    ),
}


def stops(problem: Problem) -> Literal["build", "publish", ""]:
    """What this problem holds up: the gravest kind of its rule does what the catalog says.

    A fact that the law asks for is missing from the first day on: no error of hers, but nothing is
    published without it. Of a rule unknown to us, every error holds up the build.
    """
    known = CATALOG.get(problem.rule)
    if known is None:
        return "build" if problem.severity == "error" else ""
    return known.stops if problem.severity == known.severity else ""
