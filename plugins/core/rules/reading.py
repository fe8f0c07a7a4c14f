"""The order in which articles are read, and their questions and answers."""

from __future__ import annotations

from plugins.core.problem import Page, declare

READING_PATH = declare(
    "reading-path",
    "A reading path cannot be understood",
    page="""
    Something in `reading-paths.yaml` cannot be understood or names no article. The paths decide
    what is offered to be read next, so a gap in one would send readers the wrong way.

    **How to mend it:** Each article is named by its file's name without `.md`.

    ```yaml
    - path: New to parts work
      articles:
        - what-is-parts-work
    ```
    """,
)

_ORDER = Page(
    "order",
    "The reading order cannot be followed",
    """
    The entries `next` and `previous` of a header name the article to read after this one or before
    it. Here one names no article, or itself, or one that nobody can read yet (`order-next`,
    `order-previous`); or they lead round in a circle that has no end (`order-circle`).

    **How to mend it:** Name another article by its file's name without `.md`, remove the line, or
    write none where a way should end.

    ```yaml
    next: managers-firefighters-exiles
    ```
    """,
)

ORDER_NEXT = declare("order-next", "“next” cannot be followed", page=_ORDER)
ORDER_PREVIOUS = declare("order-previous", "“previous” cannot be followed", page=_ORDER)
ORDER_CIRCLE = declare("order-circle", "The articles would go round in a circle", page=_ORDER)

FAQ_UNANSWERED = declare(
    "faq-unanswered",
    "A question has no answer",
    group="questions",
    page="""
    A question has nothing below it. On the page it would open on an empty place. A draft may still
    have such questions.

    **How to mend it:** Write an answer, or take the question out.
    """,
)

FAQ_CONTRADICTION = declare(
    "faq-contradiction",
    "A question has two answers",
    group="questions",
    page="""
    The same question has one answer here and another there. A reader could not know which is right,
    and the data for search engines may hold only one.

    **How to mend it:** The message names both lines. Give both the same answer, or ask the two
    questions in different words.
    """,
)
