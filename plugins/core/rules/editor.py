"""What is wrong with the editor that a site may have at /admin/."""

from __future__ import annotations

from plugins.core.problem import declare

EDITOR_SETTING = declare(
    "editor-setting",
    "The editor cannot be set up so",
    page="""
    `PRACTICE_ADMIN` in `publishconf.py` names the repository on GitHub that the editor at
    `/admin/` works on, and something of it cannot be understood, or a page of the site stands at
    that address.

    **How to mend it:** The message says what is expected. `docs/editing-on-github.md` goes through
    it; an empty `PRACTICE_ADMIN` makes a site without an editor.
    """,
)

EDITOR_MISSING = declare(
    "editor-missing",
    "The editor's program is not on this computer",
    "warning",
    page="""
    `PRACTICE_ADMIN` asks for an editor at `/admin/`, and its program has not been fetched to the
    computer that builds the site, or what lies there is another version. It is no part of this
    project. The site is made without an editor; nothing else changes.

    **How to mend it:** `python3 start.py admin` fetches it. Where the site is built by a host, let
    the host run that before the build. `docs/editing-on-github.md` says how to put it there by
    hand.
    """,
)

EDITOR_TEXT = declare(
    "editor-text",
    "The editor would not keep this as it is",
    "warning",
    page="""
    The editor at `/admin/` reads the header of a text more strictly than this program, and writes
    it anew when somebody saves. A header that it cannot read, a comment in it, or several words on
    one line with commas between them would not be seen there, or not be the same afterwards. This
    is told only while `PRACTICE_ADMIN` asks for that editor.

    **How to mend it:** The message says how the entry is written so that both understand it:

    ```yaml
    summary: 'Two ways: what each is like.'
    tags: [rest, burnout]
    ```
    """,
)
