"""Links and addresses that lead nowhere."""

from __future__ import annotations

from plugins.core.problem import declare

LINK_BROKEN = declare(
    "link-broken",
    "A link leads nowhere",
    page="""
    A link leads to an address or a file that is not there. Whoever follows it, perhaps in a bad
    hour, finds an error page.

    **How to mend it:** Take the address that is proposed, or copy it from the page's own address in
    the preview. A page of somebody else begins with https://. A link to an article that is not
    published yet has to wait for it.
    """,
)

REDIRECT = declare(
    "redirect",
    "A redirect leads nowhere, in a circle or onto a page",
    page="""
    A redirect leads an old address to a new one. This one leads to a page that is not there, to
    itself, or stands where a page or a file of this site is, if only in other capital letters; or
    it is no address that a host can lead on from. The message says which.

    **How to mend it:** Each line is an old address and a new one, both beginning with one slash.
    Percent signs are written as browsers show them when the address is copied: `%20` for a space,
    `%25` for the sign itself. What stands behind a `?` or `#` in an old address is not looked at by
    a host of plain pages; [hosting.md](../hosting.md) says more.

    ```text
    /blog/what-is-a-part: /articles/what-is-parts-work/
    ```
    """,
)

REDIRECT_WITHOUT_PAGE = declare(
    "redirect-without-page",
    "An old address leads on only where the host sees to it",
    "note",
    page="""
    At each old address a page is written that leads on, for hosts that cannot do it by themselves.
    Not every computer can hold a file of this name: Windows knows none with a `:` or a `*`, with a
    dot or a space at its end, or called CON or AUX, and none whose name is very long. So nothing is
    written there, and only the host's own table of old addresses leads on.

    **How to mend it:** Nothing has to be done on Netlify, Cloudflare Pages, Apache, nginx and
    Caddy. On GitHub Pages, who follows such a link finds the page that says that nothing is there;
    nothing can be done about it but another host.
    """,
)

ADDRESS_LOST = declare(
    "address-lost",
    "An address leads nowhere any more",
    "warning",
    page="""
    An address that was published once leads to nothing now. Somebody may have it in a letter, among
    her bookmarks, or find it in a search.

    **How to mend it:** Write in `redirects.yaml` where it leads now, or that it is gone for good.

    ```text
    /articles/old-name/: /articles/new-name/
    ```
    """,
)
