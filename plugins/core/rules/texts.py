"""What stands in a text and could not be shown as it was meant."""

from __future__ import annotations

from plugins.core.problem import declare

ID_TWICE = declare(
    "id-twice",
    "Two places on a page have the same name",
    page="""
    Two places on one page have the same name, so a link could only reach the first.

    **How to mend it:** Give the second another name between its braces.

    ```markdown
    ### Who should wait? {#who-should-wait-2}
    ```
    """,
)

NAME_LEFT_OVER = declare(
    "name-left-over",
    "A name in braces names nothing",
    page="""
    Words such as `{: .pause}` or `{#my-name}` name what stands right above them. Here nothing
    stands there, so the page would print them.

    **How to mend it:** Write them on a line of their own, right below the paragraph or the
    quotation, with no empty line between.

    ```markdown
    Take a moment here, if you like.
    {: .pause}
    ```
    """,
)

IMPORT_LEFT_OVER = declare(
    "import-left-over",
    "A line for another program stands in the text",
    page="""
    In MDX, as Astro, Next and Docusaurus know it, lines such as `import Note from "../Note.astro"`
    and `export const a = 1` are for the program. Here they would be printed as they are.

    **How to mend it:** Take the line out; `check --fix` does so with `import`. Where `export` holds
    words that are to be read, write them into the text first.
    """,
)

HEADING_LEFT_OVER = declare(
    "heading-left-over",
    "A heading stands between HTML tags",
    page="""
    Between HTML tags Markdown is not read, so a heading there would be printed with its `#` signs.

    **How to mend it:** Write `<div markdown="1">` instead of `<div>`, or take the tags out.
    """,
)

COMMENT = declare(
    "comment",
    "A comment is not closed, or another begins inside it",
    page="""
    A comment, such as `<!-- ask Maria -->`, is a note to yourself: it stands in your file and in
    nothing that is published. Where its end is missing, nobody can know how far it was meant to
    reach: either your note would be read by everybody, or the text below it by nobody.

    Where a second comment begins inside the first, programs do not agree on where both end. What
    was left out is told as a warning, with its last line.

    **How to mend it:** Write `-->` where the note ends, and close one comment before the next
    begins. If the signs themselves are to be read, put them between backticks.

    ```markdown
    Rest is allowed. <!-- ask Maria about this -->
    ```
    """,
)

HTML_HIDDEN = declare(
    "html-hidden",
    "Words that should be hidden would be read",
    page="""
    An element carries `hidden`, or a style such as `display: none`. A page here is made of words
    that everybody can read: the attribute is left out, and what it should hide would be seen.

    **How to mend it:** Take the words out, or make them a comment.

    ```markdown
    <!-- This is for me alone. -->
    ```
    """,
)

HTML_REMOVED = declare(
    "html-removed",
    "Something that a page cannot have was left out",
    "warning",
    page="""
    The text holds HTML that a page here does not have: a script, a frame, a form, a style, or
    something that would be loaded from elsewhere. It was left out, because it could run something
    on the visitor's computer or tell others who reads.

    **How to mend it:** Write it in Markdown. A video, a map or a booking form becomes a plain link.
    """,
)

CHARACTER_LOST = declare(
    "character-lost",
    "A character was lost",
    page="""
    The text holds the sign �, which programs write in place of a character that they could not
    read. Mostly the file was once opened in another encoding than it was saved in, and saved again.

    **How to mend it:** Type the character again that stood there, such as an “é” or a curly quote.
    """,
)

FACT_MARK = declare(
    "fact-mark",
    "A text asks for a fact that cannot be",
    "warning",
    page="""
    A text asks for a fact of practice.yaml between two pairs of braces:

    ```markdown
    {{ fact: fees | You will be told the fee before you decide anything. }}
    ```

    On the page stands the fact, or, while it is not known, what is written behind the `|`. Here
    the name is none that a text can ask for, or the mark is not closed on its line.

    **How to mend it:** Write one of the names in docs/practice-yaml.md, and }} at the end.
    """,
)

FACT_UNKNOWN = declare(
    "fact-unknown",
    "A text asks for a fact that is not known yet",
    "note",
    page="""
    A text asks for a fact that practice.yaml does not have, and says nothing that could stand in
    its place. Nothing stands there on the page.

    **How to mend it:** Write the fact into practice.yaml, or say behind a `|` what is to be read
    until then. If there is to be nothing, leave the place behind the `|` empty.

    ```markdown
    {{ fact: consultation.minutes | We take our time. }}
    ```
    """,
)
