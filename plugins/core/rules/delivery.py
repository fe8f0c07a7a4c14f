"""What keeps a site from going on the web as it is."""

from __future__ import annotations

from plugins.core.problem import declare

DELIVERY_HOST = declare(
    "delivery-host",
    "The host cannot have the site so",
    page="""
    The settings name a host that is not known, or one that asks for the site's address while it is
    not known yet; or a number of seconds or a day among them is none.

    **How to mend it:** The message says which names there are and how the others are written; the
    address stands in `practice.yaml` under “practice:” as “url: …”.
    """,
)

DELIVERY_LINE = declare(
    "delivery-line",
    "A line is too long for a host",
    page="""
    A line of the file with which the site tells its host what to send along, or where an old
    address leads, is longer than a host allows, and would be passed over.

    **How to mend it:** Pages with styles of their own make the first kind long: let them share one.
    An old address is too long if the site stands in a folder with a very long name: leave it out.
    """,
)

DELIVERY_MISSING = declare(
    "delivery-missing",
    "A page needs a file that is not there",
    page="""
    A page needs a file that the site does not have, such as a picture or a style, so something on
    it would be missing.

    **How to mend it:** Put the file in its place, or take its name out of the text or of the
    theme's template.
    """,
)

PUBLISH_SETTINGS = declare(
    "publish-settings",
    "The settings for publishing cannot be understood",
    stops="publish",
    page="""
    Something in `publish.yaml` cannot be understood, so the program does not know where the site is
    to go.

    **How to mend it:** The message names the setting and what is expected there.
    """,
)
