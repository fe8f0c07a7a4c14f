"""The finished site, looked at once more before it takes the old one's place."""

from __future__ import annotations

from plugins.core.problem import Page, declare

_LINKS = Page(
    "gate-links",
    "A finished page leads to nothing",
    """
    The finished site is looked at whole before it takes the place of the old one. Here a link leads
    to an address at which there is no page (`gate-link`), or to a place that is not on its page
    (`gate-fragment`); or a picture, a font, a style or a list is named and not there (`gate-file`).
    Most such links are found in the text, by [`link-broken`](link-broken.md), before it comes to
    this; what is found here stands in the theme's templates, or in HTML that was written into a
    text.

    **How to mend it:** Correct the address in the template or in the text. For a place on a page,
    copy the address once more from its heading, or give the heading that name: `{#the-name}` behind
    it.

    ```html
    <a href="/questions/#fees">What a session costs</a>
    ```
    """,
)

GATE_LINK = declare("gate-link", "A link on a finished page leads nowhere", page=_LINKS)
GATE_FRAGMENT = declare("gate-fragment", "A link leads to no place on a finished page", page=_LINKS)
GATE_FILE = declare("gate-file", "A finished page names a file that is not there", page=_LINKS)

_PAGES = Page(
    "gate-pages",
    "A finished page is not whole",
    """
    Each page is read the way a browser reads it. If something is left open, closed twice or stands
    where it cannot, a browser guesses, each in its own way, and what follows may be lost
    (`gate-markup`). Two places with one name make links ambiguous (`gate-id`). Without a title
    (`gate-title`) or a language (`gate-lang`) a page cannot be announced or read aloud rightly.

    **How to mend it:** Look at the line that is named. It stands in the theme's template, or in
    HTML that was written into a text: Markdown alone cannot go wrong so.

    ```html
    <p>Every element that is begun is <strong>ended</strong> too.</p>
    ```
    """,
)

GATE_MARKUP = declare("gate-markup", "A finished page is not whole", page=_PAGES)
GATE_ID = declare("gate-id", "Two places on a finished page have the same name", page=_PAGES)
GATE_TITLE = declare("gate-title", "A finished page has no title, or two", page=_PAGES)
GATE_LANG = declare("gate-lang", "A finished page does not say its language", page=_PAGES)

_FOUND = Page(
    "gate-found",
    "What is public is not found, or what is not public is",
    """
    Whoever begins at the home page and follows links should come to every page
    (`gate-unreachable`). The sitemap and the feed name all pages that are public, and no other
    (`gate-sitemap`, `gate-feed`). A draft is not on the web at all (`gate-draft`).

    **How to mend it:** Link to the page from another one, or write `status: hidden` in its header
    if only those are to see it who know its address. If the sitemap, the feed or a draft is the
    trouble, the settings in `publishconf.py` or the program itself have been changed.

    ```yaml
    status: hidden
    ```
    """,
)

GATE_UNREACHABLE = declare("gate-unreachable", "No link leads to a page", page=_FOUND)
GATE_SITEMAP = declare("gate-sitemap", "The sitemap does not agree with the pages", page=_FOUND)
GATE_FEED = declare("gate-feed", "The feed does not agree with the pages", page=_FOUND)
GATE_DRAFT = declare("gate-draft", "A draft would be on the web", page=_FOUND)

GATE_MANIFEST = declare(
    "gate-manifest",
    "The site's folder does not hold what was built",
    page="""
    `manifest.json` lists every file of the site with a hash of what is in it. Here a file is there
    that is not listed, or listed and not there, or not what was written: something else has written
    into the folder, or the disk has failed.

    **How to mend it:** Build once more. If it stays so, a plugin writes files after
    `plugins.delivery` has made the list: that one comes last under `PLUGINS` in `publishconf.py`.
    """,
)

GATE_DATA = declare(
    "gate-data",
    "The data for search engines is not sound",
    page="""
    A page tells search engines and assistants what it is, who wrote it and which questions it
    answers, as JSON-LD. Here that cannot be read, or it speaks of something that the page does not
    describe, or describes it twice.

    **How to mend it:** It is not in the text. Tell whoever looks after the program or the theme,
    and give them the message with the name of the page.
    """,
)

_VISITORS = Page(
    "gate-visitors",
    "A finished page does not leave visitors alone",
    """
    A page would ask somebody else's computer for a picture, a font, a frame or a script
    (`gate-elsewhere`), and so tell it who reads about what. Or a page would run a script
    (`gate-script`), when only the search does and visitors are told so.

    **How to mend it:** Put a copy into the site if you may, or make it a link, which is followed
    only by who wants to. Take a script out of the template, or out of the HTML in a text.

    ```markdown
    [A talk about rest, on another site](https://example.org/talk)
    ```
    """,
)

GATE_ELSEWHERE = declare(
    "gate-elsewhere",
    "A finished page would load something from elsewhere",
    group="privacy",
    page=_VISITORS,
)
GATE_SCRIPT = declare(
    "gate-script", "A finished page would run a script", group="privacy", page=_VISITORS
)

GATE_HEADING = declare(
    "gate-heading",
    "A finished page has no heading of its own",
    "warning",
    page="""
    Whoever listens to a page jumps to its first heading to hear what it is about. This page has
    none of the highest level.

    **How to mend it:** The theme writes the title as that heading (`h1`). See if the page's
    template still does.
    """,
)

GATE_HEAVY = declare(
    "gate-heavy",
    "A page or a picture is heavy",
    "warning",
    page="""
    What comes in the first moment over a poor line are about 14,600 bytes: an article with its
    styles, compressed, should fit. A page longer than 100 kB and a picture larger than 500 kB are
    slow on an old phone. The largest one is named, the others are counted.

    **How to mend it:** Make two articles of a long one; save photographs as JPEG. If you know
    better, set another measure in `publishconf.py`; 0 is none.

    ```python
    PRACTICE_BUDGETS = {"article": 20_000, "page": 150_000, "picture": 500_000}
    ```
    """,
)
