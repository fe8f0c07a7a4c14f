"""What a header lacks, or holds and cannot mean."""

from __future__ import annotations

from plugins.core.problem import Page, declare

HEADER_OPEN = declare(
    "header-open",
    "A header is not closed",
    page="""
    The header begins with a line of three hyphens, and no second such line ends it. The whole text
    would be read as if it were the header.

    **How to mend it:** Write a line of three hyphens below the last entry.

    ```yaml
    ---
    title: What is a part?
    summary: In a few words, and where to read on.
    date: 2026-03-02
    ---
    ```
    """,
)

HEADER_NONE = declare(
    "header-none",
    "A file has no header",
    page="""
    Without a header the file has no title and no date, so it cannot have a place on the site.

    **How to mend it:** Begin the file with a header. `new` writes one for you.

    ```yaml
    ---
    title: What is a part?
    summary: In a few words, and where to read on.
    date: 2026-03-02
    ---
    ```
    """,
)

HEADER_FORM = declare(
    "header-form",
    "A header is written in another form than YAML",
    page="""
    The header is written in TOML or JSON, as Hugo and others know it, or it stands between other
    signs than three hyphens, mostly because a word processor has made a dash of them. It is read
    as far as it can be, so that all else is told in one go.

    **How to mend it:** `check --fix` writes it in YAML. By hand, write three hyphens above and
    below the header, and in it a name, a colon, a space and the text in each line.

    ```yaml
    ---
    title: What is a part?
    date: 2026-03-02
    ---
    ```
    """,
)

HEADER_PAGE = Page(
    "header",
    "An entry of a header cannot be understood",
    """
    An entry of a header holds something that cannot be understood there: a date in words, a status
    that does not exist, a source without a title. The message says which, and how it is written.
    The rule is called after the entry: `header-date`, `header-status`, `header-sources` and so on.

    **How to mend it:** Write it in the form that the message shows.

    ```yaml
    date: 2026-03-02
    status: draft
    sources:
      - title: Shadick and others (2013). A randomized controlled trial …
        url: https://doi.org/10.3899/jrheum.121465
    ```
    """,
)

TITLE_MISSING = declare(
    "title-missing",
    "A title is missing",
    page="""
    Every page needs a title: it is the heading, the name in the browser's tab, in search results
    and in lists.

    **How to mend it:** Add a line “title: …” to the header.
    """,
)

SUMMARY_MISSING = declare(
    "summary-missing",
    "A summary is missing",
    page="""
    The summary stands below the title in lists, in search results and beside a shared link. Without
    one, a machine would pick a sentence. A draft may still lack it.

    **How to mend it:** Add a line “summary: …”: one or two sentences that tell a reader what she
    will find.
    """,
)

DATE_MISSING = declare(
    "date-missing",
    "A date is missing",
    page="""
    The date orders the articles, and tells a reader how old what she reads is. A draft may still
    lack it.

    **How to mend it:** Add a line such as “date: 2026-03-02”: year, month, day.
    """,
)

MENU_ORDER = declare(
    "menu-order-missing",
    "A page in the menu has no place there",
    "note",
    page="""
    A page with `menu: …` in its header stands in the menu. Without `menu_order` it comes before all
    that have one, in the order of the addresses.

    **How to mend it:** Give it a number; the page with the smallest one is the first.

    ```yaml
    menu: About
    menu_order: 2
    ```
    """,
)

UNKNOWN_TEMPLATE = declare(
    "unknown-template",
    "The theme has no such template",
    page="""
    A page asks for a template that the theme does not have, so it could not be shown.

    **How to mend it:** Write the name that is proposed, or remove the line; a page without one
    looks like any other.
    """,
)

UNKNOWN_PERSON = declare(
    "unknown-person",
    "Nobody of this name is in practice.yaml",
    page="""
    The header names an author or a reviewer who is not among the people in `practice.yaml`. The
    site prints names, degrees and licenses only from there, so that they are right everywhere.

    **How to mend it:** Use the person's short key or the name as it stands in `practice.yaml`, or
    add her there.
    """,
)

AUTHOR_UNSAID = declare(
    "author-unsaid",
    "An article does not say which of several people wrote it",
    "note",
    page="""
    Several people work here, and the header of an article does not say which of them wrote it. It
    is shown as the owner's, who is the first in `practice.yaml`, and its day of review as hers.

    **How to mend it:** Write her key, or the name of whoever wrote it.

    ```yaml
    author: jane-doe
    ```
    """,
)

WAITING = declare(
    "waiting",
    "An article or a page waits for its day",
    "note",
    page="""
    Its date is still to come, so it is not published yet. A site that lies on a host does not
    change by itself: somebody has to build and publish it on that day, or after it. `check`,
    `build` and `publish` say at their end how many wait, and when the first one comes out; this
    note is in what `check --format json` gives to other programs.

    **How to mend it:** There is nothing to mend. Build and publish again on that day, or give it
    another date.

    ```yaml
    date: 2027-05-03
    ```
    """,
)
