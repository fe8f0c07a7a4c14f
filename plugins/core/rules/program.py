"""The program itself and what it runs: what broke off, or is not there."""

from __future__ import annotations

from plugins.core.problem import declare

PROGRAM_BROKE = declare(
    "program-broke",
    "The program broke off",
    page="""
    The program itself broke off in the middle. It is not in what you wrote, but it may have been
    something in it that nobody thought of.

    **How to mend it:** Look at what was changed last. If that does not help, send the message to
    whoever looks after the program.
    """,
)

PELICAN_SAID = declare(
    "pelican-said",
    "A setting, the theme or a plugin is not as expected",
    page="""
    Pelican, on which the program is built, left a file out for a reason that nobody thought of, or
    found something in the settings, the theme or a plugin that it does not understand.

    **How to mend it:** It is not in what you wrote: send the message to whoever looks after the
    program.
    """,
)

RULE_BROKE = declare(
    "rule-broke",
    "A rule could not be applied",
    "warning",
    page="""
    One of the rules itself broke off, so it is not known whether the text has what it looks for.
    The other rules went on.

    **How to mend it:** It is not in what you wrote: send the message to whoever looks after the
    program.
    """,
)

CACHE_DAMAGED = declare(
    "cache-damaged",
    "Something that was kept from earlier was damaged",
    "warning",
    page="""
    What takes long to make (pictures, cards, packed files, what was read of each text) is kept in
    the folder `.cache`, so that the next build finds it ready. Whatever is taken from there is
    checked first. Some of it was not what had been put there: a disk or a program has changed it.
    It was made anew, and the site is the one that would have been built without it.

    **How to mend it:** Nothing has to be done. If it happens often, have somebody look at the disk.
    The folder `.cache` may be deleted at any time.
    """,
)

CACHE_NOT_KEPT = declare(
    "cache-not-kept",
    "Nothing can be kept for the next build",
    "note",
    page="""
    What takes long to make is kept in the folder `.cache` beside the content, so that the next
    build finds it ready. It is sealed with a key that only you have, which lies in a folder of your
    own (`~/.cache/practice-press` on Linux, `~/Library/Caches/practice-press` on macOS,
    `%LOCALAPPDATA%\\practice-press` on Windows): so nothing is ever published that came along with
    somebody else's content. One of the two folders cannot be used. The site is the same, but each
    build takes as long as the first one.

    **How to mend it:** Look at the folder that is named. If it is a link, or a file stands in its
    place, give that another name; if the disk is full, make room; if you may not write there, ask
    whoever looks after the computer.
    """,
)

SEARCH_PLAIN = declare(
    "search-plain",
    "The search is a plain list",
    "note",
    page="""
    The program that makes the search is not there for this computer, so the search page is a list
    of everything, with nothing to type into.

    **How to mend it:** Nothing has to be done. Built on a 64-bit Windows, macOS or Linux, the site
    has its search.
    """,
)

ALLOW = declare(
    "allow",
    "What is allowed cannot be understood",
    "warning",
    page="""
    An entry under “allow:” cannot be understood, names no rule, gives no reason, or names a rule
    that is there to be mended. It allows nothing until it is put right.

    **How to mend it:** Each entry has a rule, as `check` names it, and a reason for whoever reads
    this in a year.

    ```yaml
    allow:
      - rule: paragraph-long
        reason: It is one breathing exercise, and a gap would break it.
    ```
    """,
)

ALLOW_UNUSED = declare(
    "allow-unused",
    "What is allowed is not there any more",
    "warning",
    page="""
    A problem was allowed here with a reason, and it is not there any more. The entry would hide the
    next one of its kind.

    **How to mend it:** Remove the entry.
    """,
)

TRANSLATION_LACKS = declare(
    "translation-lacks",
    "The theme has no words in a language",
    "note",
    page="""
    A text is in a language for which the theme has no words, or not all of them: “Read next”, “On
    this page” and the like are then English on its pages, and marked as English, so that a screen
    reader says them as they are meant.

    **How to mend it:** Nothing is broken. [Translations](../translations.md) says how the words are
    written: one file a language.
    """,
)

TRANSLATION_DAMAGED = declare(
    "translation-damaged",
    "A word of a translation cannot be used",
    "warning",
    page="""
    A word in a file of `theme/translations` cannot be read, stands there twice, or its placeholders
    are not those of the English word. A placeholder such as `%(name)s` is where the program puts a
    name, a day or a number; without it the sentence would say something else. The word is English
    on the pages until it is mended, and all others stay as they are.

    **How to mend it:** Look at the line that is named, and at the words beside it.
    [Translations](../translations.md) says how they are written.
    """,
)
