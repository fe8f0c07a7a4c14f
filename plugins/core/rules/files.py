"""Files and folders of the content that cannot be read or published, or would not be found."""

from __future__ import annotations

from plugins.core.problem import declare

ENCODING = declare(
    "encoding",
    "A file is not saved as UTF-8",
    page="""
    The file was saved in another way of writing letters than UTF-8, so that an “é” or a curly quote
    would come out as something else. Nothing of it can be shown until that is mended.

    **How to mend it:** Open the file in your editor, choose “Save as” or “Save with encoding”, and
    pick UTF-8.
    """,
)

FILE_KIND = declare(
    "file-kind",
    "A file is not what its name says",
    page="""
    The name ends in `.md`, as that of a text, and what is in the file is something else: a document
    of a word processor, a web page, a PDF. On the site it would be a page of signs.

    **How to mend it:** Open the file in the program that made it, choose “Save as” and “plain
    text”, with the encoding UTF-8.
    """,
)

UNREADABLE = declare(
    "unreadable",
    "A file cannot be opened or read",
    page="""
    A file or folder cannot be opened: the system refuses it, a link leads to a file that is gone,
    or what stands in it is nested so deeply that no program could follow. It would be missing from
    the site without a word, so the build stops.

    **How to mend it:** Open the file in your editor. If it is a link to a lost file, remove it; if
    a line begins with very many `>` or list signs, take most of them out.
    """,
)

FILE_TOO_BIG = declare(
    "file-too-big",
    "A text file is too large",
    page="""
    A text file is larger than any article could be. Mostly something was pasted into it by mistake,
    such as a picture as text.

    **How to mend it:** Look for what does not belong and take it out; split a text that is really
    so long into several files.
    """,
)

FOLDER_LOOP = declare(
    "folder-loop",
    "A folder lies in itself",
    page="""
    A link in the content leads to a folder that it lies in itself, so reading it would never come
    to an end.

    **How to mend it:** Remove the link. What is behind it stands in the folder anyway.
    """,
)

OUTSIDE_CONTENT = declare(
    "outside-content",
    "Something leads out of the content folder",
    page="""
    A link or a picture has an address above the folder of the content, such as
    `{static}/../private.jpg`, or a symbolic link (an alias that programs follow) in the content
    leads to a file or a folder elsewhere. So anything on your computer could be published by
    mistake, or be written over. Links that stay within the content are followed.

    **How to mend it:** Put what the site needs into the content folder itself. Take out an address
    that leads elsewhere, and remove the symbolic link.
    """,
)

FILE_NAME = declare(
    "file-name",
    "A name is none that every computer and host can keep",
    page="""
    A file that is published as it is, or the address of a page, has a name that Windows, a host or
    a browser cannot keep: with one of `\\ : * ? " < > | #`, with a line end or another sign that
    cannot be seen, longer than 200 letters, or one that Windows keeps for itself, such as `con` or
    `aux`. Two names that differ only in capital letters, or in how an accent is stored, are one
    name to a Mac or to Windows, and one of the two files would be lost.

    The name of an article or a page is not published, so there it is a warning, unless it cannot be
    typed at all. Files that no page uses may have any name.

    **How to mend it:** Rename the file, and write its new name wherever a page links to it.
    """,
)

FILE_REFUSED = declare(
    "file-refused",
    "A link leads to a file that is never published",
    page="""
    Files are published that visitors open and nothing runs: documents (PDF, Word, OpenDocument,
    text, tables, slides, EPUB), calendars and address cards, ZIP, sound and films. Web pages,
    scripts and programs (`.htm`, `.xhtml`, `.svgz`, `.js`, `.php` and others) could run in a
    visitor's browser or on the host. Your own files (`practice.yaml`, `publish.yaml`, articles as
    Markdown, and so on) are nobody else's. Pictures are made anew for the site, and have rules of
    their own.

    **How to mend it:** Save what the file says as a PDF, or write it as an article, and link to
    that. Otherwise take the link out.
    """,
)

NOT_MARKDOWN = declare(
    "not-markdown",
    "A file is not Markdown",
    page="""
    Files in the folders of articles and pages are Markdown: plain text whose name ends in `.md`.
    Another file there, such as a letter from a word processor, would simply not appear.

    **How to mend it:** Save its text as a `.md` file, or move it out of the folder.
    """,
)

OUTSIDE_FOLDERS = declare(
    "outside-folders",
    "A file lies where nothing is read",
    "warning",
    page="""
    A Markdown file lies beside the folders `articles` and `pages`, where nothing is read, so it is
    not part of the site.

    **How to mend it:** Move it into one of the two folders, or give it a name that ends in `.txt`
    if it is a note of your own.
    """,
)

DUPLICATE_ADDRESS = declare(
    "duplicate-address",
    "Two files have the same address",
    page="""
    Two files would be written to the same address, and the second would overwrite the first.

    **How to mend it:** Rename one of the two files, or give one a “slug: …” of its own in its
    header.
    """,
)

SLUG_MISSING = declare(
    "slug-missing",
    "A file's name makes no address",
    page="""
    A page's address is made from its file's name. This name holds no letter or digit of which one
    could be made.

    **How to mend it:** Rename the file in plain letters, such as `my-article.md`.
    """,
)

ADDRESS_SPLIT = declare(
    "address-split",
    "A page's address leads elsewhere than to its file",
    page="""
    The entry `url` is the address that links and search engines are told, and `save_as` is the file
    that is written. Here the one does not lead to the other, so nothing would be at the address.

    **How to mend it:** Write both, so that they belong together. The home page has no words in its
    address:

    ```yaml
    url: ''
    save_as: index.html
    ```
    """,
)

HOME_MISSING = declare(
    "home-missing",
    "The site has no home page",
    page="""
    Nothing would be at the site's own address: no page is written as `index.html`, or the one that
    would be is a draft or hidden.

    **How to mend it:** Write a page in `content/pages` with these lines in its header.

    ```yaml
    template: home
    url: ''
    save_as: index.html
    ```
    """,
)
