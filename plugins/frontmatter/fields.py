"""Read each entry of a header: text in, typed value out, or ValueError(what, remedy)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import datetime, time, timedelta
from typing import Any

from plugins.core import dates
from plugins.core.decode import NOT_XML
from plugins.core.slug import slugify
from plugins.core.yaml_lines import Value
from plugins.frontmatter import redirects
from plugins.frontmatter.plain_words import plain_words


class SeveralError(ValueError):
    """A list of which not all can be read.

    `value` is what can, `wrongs` are ValueErrors (what, remedy, the number of the item).
    """

    def __init__(self, value: list[Any], wrongs: list[ValueError]) -> None:
        self.value, self.wrongs = value, wrongs
        super().__init__(*wrongs)


_WEB = re.compile(r"https?://[^\s/?#\"<>][^\s\"<>]*")


def _text(value: Value) -> str:
    if not isinstance(value, str):
        raise ValueError(
            "Here one line of text is expected, and there is a list.",
            "Write the text on one line, between quotation marks if it has a colon.",
        )
    # YAML can write a control character as "\b", which is never wanted.
    return NOT_XML.sub("", " ".join(value.split("\n"))).strip()


def _day(value: Value) -> datetime:
    """Return a day, at midnight with no zone, or a moment.

    An editor writes a day as `2026-03-02T00:00:00.000Z`; read as a moment it would be the
    evening before in the Americas, so midnight UTC is taken for the day that it names.
    """
    text = _text(value)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        if not (whole := dates.year_first(text)):
            message = f"“{text}” is not a date that can be read."
            raise ValueError(message, dates.remedy(text)) from None
        moment = datetime.fromisoformat(whole)
    if not 1900 <= moment.year <= 2999:
        raise ValueError(f"“{text}” is too far away to be meant.", "Look at its year.")
    if moment.utcoffset() == timedelta(0) and moment.time() == time(0):
        return moment.replace(tzinfo=None)
    return moment


def _neighbor(value: Value) -> str:
    """Return the article that a reader is led on to; VitePress says `false` where we say `none`."""
    text = _text(value)
    return "none" if text.lower() in ("false", "no", "off", "null", "~") else text


def _words(value: Value) -> list[str]:
    items = value if isinstance(value, list) else _text(value).split(",")
    return [word for item in items if (word := _text(item))]


def _spelled(
    pattern: str,
    what: str,
    remedy: str,
    fold: Callable[[str], str] = str.lower,
    nothing: str = "",
) -> Callable[[Value], str]:
    """Return a reader of texts of one form.

    {} in `what` is the text, and in `remedy` the nearest thing that can be part of an address.
    `nothing` is said of an empty text instead.
    """

    def read(value: Value) -> str:
        text = fold(_text(value))
        if not re.fullmatch(pattern, text):
            said = what.format(text) if text or not nothing else nothing
            raise ValueError(said, remedy.format(slugify(text) or "my-article"))
        return text

    return read


_YES_OR_NO = _spelled("true|yes|false|no", "“{}” is neither yes nor no.", "Write yes or no.")
_STATUS = _spelled(
    "draft|published|hidden",
    "“{}” is not a status, so this counts as a draft.",
    "Write draft (nobody sees it), hidden (only by its address), or published.",
    nothing="Nothing follows “status”, so this counts as a draft.",
)
_SLUG = _spelled(
    r"[a-z0-9]+(?:[-_][a-z0-9]+)*",
    "“{}” cannot be part of an address.",
    "Use small letters, digits and hyphens, such as “{}”.",
    str,
)
# As pages and addresses name a language (RFC 5646, section 2.1, without its rare parts). Systems
# and WordPress write `en_US`.
_LANG = _spelled(
    r"[a-z]{2,3}(-[a-z0-9]{2,8})*",
    "“{}” is not the code of a language.",
    "Write its two small letters, such as en or es.",
    lambda text: text.lower().replace("_", "-"),
)


def _number(value: Value) -> float:
    text = _text(value)
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError(f"“{text}” is not a number.", "Write a number such as 2.")
    return number


_SOURCE_NAMES = {"name": "title", "text": "title", "link": "url", "href": "url"}


def _sources(value: Value) -> list[dict[str, str]]:
    """Return the sources. Raises SeveralError with those that can be read, as far as they can."""
    sources, wrong = [], []
    for at, item in enumerate(value if isinstance(value, list) else [value]):
        entries = item if isinstance(item, dict) else {}
        if not entries.get("title"):
            wrong.append(
                ValueError(
                    "A source needs a title, and may have a url; nothing else.",
                    "Write each as “- title: …” and below it “  url: https://…”.",
                    at,
                )
            )
            continue
        source = {}
        for key, typed in entries.items():
            try:
                if key in ("title", "url"):
                    source[key] = _text(typed)
                else:
                    raise ValueError(*_unknown_of_source(key))
                if key == "url" and source[key] and not _WEB.fullmatch(source[key]):
                    raise ValueError(
                        f"“{source.pop(key)}” of a source is not a web address.",
                        "Copy it whole from the browser, where it begins with https://, or leave "
                        "it out.",
                    )
            except ValueError as error:
                wrong.append(ValueError(*error.args, at))
        if source.get("title"):
            sources.append(source)
    if wrong:
        raise SeveralError(sources, wrong)
    return sources


def _unknown_of_source(key: str) -> tuple[str, str]:
    """Return what to tell of an entry of a source that is neither its title nor its url."""
    what = f"“{key}” is not shown: a source has a title and a url, and nothing else."
    if ours := _SOURCE_NAMES.get(key.lower()):
        return what, f"Write it as “{ours}: …”, if the source has none yet."
    return what, "Write into the title what readers are to see of it; then take the entry out."


def _addresses(value: Value) -> list[str]:
    """Return old addresses. Raises SeveralError with those that are some."""
    addresses, wrong = [], []
    items = value.split(",") if isinstance(value, str) else value
    for at, item in enumerate(items if isinstance(items, list) else [items]):
        try:
            if _text(item):  # which would silently leave out what cannot be seen
                addresses.append(redirects.old_address(str(item).strip(" ")))
        except ValueError as error:
            wrong.append(ValueError(*error.args, at))
    if wrong:
        raise SeveralError(addresses, wrong)
    return addresses


def _own_address(value: Value) -> str:
    """Return `url` or `save_as`: within the site, from its root, without a slash in front."""
    text = _text(value)
    try:
        path = redirects.old_address(f"/{text}").removeprefix("/")
    except ValueError:
        path = ""
    named = path and redirects.can_be_a_file(path) and not re.search(r"\s", text)
    if text and not named:
        raise ValueError(
            f"“{redirects.shown(text)}” is not an address within this site.",
            "Write it without a slash in front, such as about/ for url and "
            "about/index.html for save_as.",
        )
    if redirects.is_own(text):
        raise ValueError(
            f"“{text}” is where the program puts files of its own.", "Choose another name."
        )
    return text


def _own_file(value: Value) -> str:
    """Return `save_as`: what is written there is HTML, and hosts must not take it for other."""
    text = _own_address(value)
    if not text.endswith(".html"):
        raise ValueError(
            f"“{text}” is not the name of a page.",
            "Let it end with .html, such as about/index.html.",
        )
    return text


# What Hugo and its themes call their menus.
_MENUS = (
    *("main", "mainmenu", "main-menu", "primary", "header", "top", "nav", "navbar", "navigation"),
    *("footer", "sidebar", "docs"),
)


def _menu(value: Value) -> str:
    """Return the words that stand in the menu, which are not the name of one."""
    text = _text(value)
    if text.lower() in _MENUS:
        raise ValueError(
            f"“{text}” is the name of a menu; here “menu” holds the words that stand in it.",
            "Write the words, such as “menu: About”; or take the entry out, and it is in none.",
        )
    return text


_TEXTS = (
    *("title", "summary", "category", "author", "authors", "reviewed_by"),
    *("image", "image_alt", "content_note"),
)
FIELDS: dict[str, Callable[[Value], Any]] = {
    **dict.fromkeys(_TEXTS, _text),
    **dict.fromkeys(("title", "summary"), lambda value: plain_words(_text(value))),
    **dict.fromkeys(("date", "modified", "reviewed", "review_by"), _day),
    **dict.fromkeys(("next", "previous"), _neighbor),
    "tags": _words,
    "slug": _SLUG,
    "lang": _LANG,
    "translation": lambda value: _YES_OR_NO(value) in ("true", "yes"),
    "sources": _sources,
    "redirects": _addresses,
    "status": _STATUS,
    "order": _number,
    "allow": lambda value: value,
}
PAGE_FIELDS: dict[str, Callable[[Value], Any]] = {
    "template": _text,
    "url": _own_address,
    "save_as": _own_file,
    "menu": _menu,
    "menu_order": _number,
}
# What each entry is for and how it is typed: `python -m desk.docs.header_docs` makes a table of it.
WORDS: dict[str, tuple[str, str]] = {
    "title": ("what stands at its top and in lists", "What is a part?"),
    "summary": ("one or two sentences, for lists and search engines", "What parts are."),
    "date": ("the day it came out; one in the future keeps it back until then", "2026-03-02"),
    "modified": ("the day of the last change that a reader should know of", "2026-04-01"),
    "status": ("draft (nobody sees it), hidden (only by its address) or published", "draft"),
    "author": ("who wrote it, by the key in practice.yaml; else the first person", "jane-doe"),
    "authors": ("the same, as other programs call it", "jane-doe"),
    "reviewed": ("the day on which a clinician has read it and stands by it", "2026-04-01"),
    "reviewed_by": ("who that was, by the key in practice.yaml", "jane-doe"),
    "review_by": ("the day on which you are reminded to read it again", "2027-04-01"),
    "sources": ("what it rests on, each with a title and mostly a url", "[{title: A study}]"),
    "content_note": ("what a reader should know before a hard passage", "Speaks of loss."),
    "category": ("the group in which it is listed", "Parts work"),
    "tags": ("words by which related articles are found", "[rest, burnout]"),
    "next": ("the article to read next, instead of the one in order; none for none", "rest"),
    "previous": ("the article to read before it; none for none", "what-is-parts-work"),
    "order": ("a number by which it is sorted where no reading path names it", "2"),
    "image": ("a picture for the page's top data and its card", "images/desk.jpg"),
    "image_alt": ("what that picture shows, for people who cannot see it", "A desk"),
    "slug": ("its name in the address, if not that of the file", "what-is-a-part"),
    "redirects": ("old addresses that lead here", "[/blog/parts/]"),
    "lang": ("its language, if not told by the file's name", "es"),
    "translation": ("whether it is the translation of the page with the same slug", "true"),
    "allow": ("a rule's problem that may stand, with a reason", "[{rule: …, reason: …}]"),
    "template": (
        (
            "which page it is: home, about, consultation, questions, articles, person, search or "
            "not_found"
        ),
        "about",
    ),
    "menu": ("its words in the menu; without them it is in none", "About"),
    "menu_order": ("its place in the menu, the smallest first", "3"),
    "url": ("its address, with save_as, if not made from its name", "about/"),
    "save_as": ("the file that is written for it", "about/index.html"),
}
