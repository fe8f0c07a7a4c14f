"""Pictures that cannot be published, or not as they are; cards beside shared links."""

from __future__ import annotations

from plugins.core.problem import declare

PICTURE_MISSING = declare(
    "picture-missing",
    "A picture is not there",
    page="""
    A page shows a picture that is not in the folder.

    **How to mend it:** Put it into `content/images/` and write `/images/` and its name, exactly as
    it is spelled.
    """,
)

PICTURE_EMPTY = declare(
    "picture-empty",
    "A picture's file is empty",
    page="""
    The picture's file holds nothing at all, mostly because copying it broke off.

    **How to mend it:** Copy it once more from where it came from.
    """,
)

PICTURE_FORMAT = declare(
    "picture-format",
    "Browsers do not show this kind of picture",
    page="""
    Browsers cannot show this kind of file: HEIC from a telephone, TIFF, RAW, Photoshop and others.

    **How to mend it:** Open it on your computer, save or export it as JPEG, and use that file.
    """,
)

PICTURE_UNKNOWN = declare(
    "picture-unknown",
    "A file is not a picture",
    page="""
    The file is called a picture, and what is in it is none.

    **How to mend it:** Open it in a program for pictures and save it as JPEG or PNG.
    """,
)

PICTURE_BROKEN = declare(
    "picture-broken",
    "A picture's file is damaged",
    page="""
    The picture's file is damaged, or was not copied whole.

    **How to mend it:** Copy it once more from where it came from.
    """,
)

PICTURE_MOVING = declare(
    "picture-moving",
    "A picture moves",
    page="""
    The picture moves. Whoever is dizzy, distracted or easily startled could not make it stop (WCAG
    2.2, 2.2.2).

    **How to mend it:** Save one still picture of it, and use that.
    """,
)

PICTURE_HUGE = declare(
    "picture-huge",
    "A picture is too large to be opened",
    page="""
    The picture has more than 120 megapixels. To open it would take more memory than many computers
    have.

    **How to mend it:** Save it smaller; 2000 pixels wide is plenty for a page.
    """,
)

PICTURE_DRAWING = declare(
    "picture-drawing",
    "A drawing holds what a page cannot have",
    page="""
    The drawing holds something that a page cannot have: a script, something to be loaded from
    elsewhere, or styles that would reach the rest of the page.

    **How to mend it:** The message names it. Save the drawing as “plain SVG”, or take that part
    out.
    """,
)

PICTURE_ALT = declare(
    "picture-alt",
    "A picture is not described",
    page="""
    Those who cannot see a picture hear what is written for it (WCAG 2.2, 1.1.1). An article without
    those words cannot be published; a draft may still lack them. If they only repeat the file's
    name or say “image of”, that is noted.

    **How to mend it:** Say between the square brackets what the picture shows. If it shows nothing
    that matters, write `{.decorative}` behind it.

    ```markdown
    ![Two circles that overlap; where they do, a third color](/images/parts-around-self.svg)
    ```
    """,
)

PICTURE_SHARE = declare(
    "picture-share",
    "A drawing cannot be shown beside a shared link",
    "warning",
    allowable=True,
    page="""
    The picture in the header is shown beside a shared link, and the services that show it there
    cannot show a drawing.

    **How to mend it:** Name a photograph (JPEG or PNG) in “image: …”, or take the line out; then a
    card is drawn.
    """,
)

CARD_WITHOUT_TITLE = declare(
    "card-without-title",
    "A card shows no title",
    "note",
    page="""
    A card is drawn for each article, to stand beside a shared link. Its typeface lacks letters of
    this title, so the card shows none. Nothing else is amiss.

    **How to mend it:** Nothing has to be done. A picture of the article's own (“image: …”) would
    stand there instead.
    """,
)

CARD_WITHOUT_NAME = declare(
    "card-without-name",
    "The cards show no name",
    "note",
    page="""
    The cards beside shared links show no name of the practice, because their typeface lacks letters
    of it. Nothing else is amiss.

    **How to mend it:** Nothing has to be done.
    """,
)
