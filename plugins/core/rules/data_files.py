"""YAML, in a header or a file of its own: what cannot be read in it, and what is not known."""

from __future__ import annotations

from plugins.core.problem import declare

YAML = declare(
    "yaml",
    "A header or a data file cannot be read",
    page="""
    The header of a page, or one of the data files, is written in YAML: a name, a colon, a space, a
    text. Something in the line breaks that form, and a guess could lose half of what you wrote.

    Each other entry of the file is read all the same.

    **How to mend it:** The message says what is in the way. Most often a quotation mark is not
    closed, or a line stands too far to the right.

    ```yaml
    title: "Parts"
    ```
    """,
)

YAML_COMMENT = declare(
    "yaml-comment",
    "What stands behind a # may be text",
    page="""
    In YAML a space and a “#” begin a note to yourself: neither it nor what follows it on the line
    is ever shown. A number right behind the sign is read as text (`part #2`). A word right behind
    it may be either, so you are asked; a note behind a text is only mentioned.

    **How to mend it:** Put the whole text between quotation marks if all of it is to be read.

    ```yaml
    title: "What #rest means"
    ```
    """,
)

YAML_TWICE = declare(
    "yaml-twice",
    "An entry stands twice",
    page="""
    The same entry stands twice in one header or file. Only one could count, and which one would be
    chance.

    **How to mend it:** Keep the one that you mean; the message names the line of the first.
    """,
)

UNKNOWN_KEY = declare(
    "unknown-key",
    "An entry is unknown, perhaps misspelled",
    page="""
    An entry of a header, of `practice.yaml` or of another data file has a name that nothing asks
    for, mostly because of a slip of the pen. It would be passed over in silence, and what you wrote
    there would do nothing.

    What other programs call an entry is known by its meaning: `excerpt` is the `summary` here,
    `cover` the `image`, `pubDate` the `date`, `aliases` are `redirects`. `check --fix` writes our
    names. What does nothing here, such as `layout` or `weight`, is only noted and may stay. A text
    in a header that nothing shows belongs below it.

    Other programs keep a page back with `draft: true`, `published: false`, `visibility: private` or
    a `publishDate`. Until such an entry is mended, the page counts as a draft.

    **How to mend it:** Write the name that is proposed, or remove the line. An entry that keeps a
    page back is not to be removed: write `status: draft` in its place.

    ```yaml
    category: Parts work      (not “catgory”)
    status: draft             (not “draft: true”)
    ```
    """,
)
