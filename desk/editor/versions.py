"""Ask which version of a text is to be had: two that differ, or one of the history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from anyio import to_thread

from desk.common.days import written as told
from desk.editor.banner import Banner
from desk.editor.frame import Tag, button, close, dialog
from desk.editor.session import Session, keep_in_history
from desk.writing import files, history
from desk.writing.disk import WritingError


def tell_conflict(session: Session, banner: Banner, renew: Callable[[], None]) -> None:
    """Say that somebody has saved another version meanwhile, and show both when she wants it.

    `renew` shows the text anew after it has changed.
    """
    if session.theirs:
        words = (
            "This file has been changed meanwhile, by another program or in another window. "
            "Nothing is overwritten."
        )
        with banner.say(words, "wrong conflict"):
            button("Compare the two", lambda: _compare(session, banner, renew), class_="main")


def _compare(session: Session, banner: Banner, renew: Callable[[], None]) -> None:
    """Show her version beside the one that somebody has saved meanwhile, for her to choose."""
    theirs = session.theirs
    if not theirs:
        return
    with dialog("Two versions of this text", class_="compare") as opened:
        Tag("p", "What differs is marked. Whichever you keep, the other goes into the history.")
        differs = history.difference(theirs.text, session.text)
        with Tag("div", class_="sides"):
            for title, drop, text in (
                ("What you have here", "-", session.text),
                ("What is saved in the file", "+", theirs.text),
            ):
                with Tag("section", aria_label=title):
                    Tag("h3", title)
                    _draw_words(differs, drop)
                    with Tag("details"):
                        Tag("summary", "The whole text")
                        Tag("pre", text)

        async def keep_mine() -> None:
            close(opened)
            try:
                await to_thread.run_sync(session.keep_mine)
            except WritingError as wrong:
                banner.wrong(str(wrong))
                return
            banner.quiet()
            renew()

        async def take_theirs() -> None:
            close(opened)
            try:
                mine = session.text  # not lost when the other one is taken
                await to_thread.run_sync(keep_in_history, session, mine)
            except WritingError as wrong:
                banner.wrong(str(wrong))
                return
            session.take(theirs)
            banner.quiet()
            renew()

        with Tag("div", class_="actions"):
            button("Keep mine", keep_mine, class_="main")
            button("Take the one in the file", take_theirs)


def show_history(session: Session, banner: Banner, renew: Callable[[], None]) -> None:
    """Show the former versions of a text, each with what has changed since, to be brought back."""

    def restore(former: str, opened: Tag) -> None:
        session.put(former)
        close(opened)
        renew()
        banner.say("The former version is here now. Save, if you want to keep it.")

    versions = history.versions(session.site.content, session.name)
    with dialog("History", class_="history") as opened:
        if not versions:
            Tag("p", "There are no former versions yet. Each time you save, one is kept.")
        with Tag("ol", role="list"):
            for version in versions:
                with Tag("li"):
                    moment = version.moment.astimezone()
                    with Tag("details") as details:
                        Tag("summary", f"{told(moment.date())}, {moment:%H:%M:%S}")
                        inner = Tag("div")
                    details.on(
                        "toggle",
                        _drawn(session, version.key, inner, partial(restore, opened=opened)),
                        [],
                    )


def _drawn(
    session: Session, key: str, inner: Tag, restore: Callable[[str], None]
) -> Callable[..., Any]:
    """Return what draws a version into `inner` the first time that it is unfolded."""

    def show() -> None:
        if inner.default_slot.children:
            return
        data = history.version(session.site.content, session.name, key)
        former = files.as_it_is(session.name, data).text
        with inner:
            passages = history.difference(former, session.text)
            Tag("p", "What has changed since then:" if passages else "This is what you have.")
            _draw_words(passages, "")
            button("Bring this version back", lambda: restore(former))

    return show


def _draw_words(passages: Any, drop: str) -> None:
    """Draw passages word by word: what went is struck out, what came is marked.

    `drop` is "-" or "+" for what is not shown: one side of two.
    """
    with Tag("div", class_="words"):
        for passage in passages:
            with Tag("p"):
                for sign, words in passage:
                    if sign == drop:
                        continue
                    name = {"+": "ins", "-": "del"}.get(sign, "span")
                    Tag(name, words)
                    Tag("span", " ")
