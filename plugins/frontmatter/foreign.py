"""Tell what an entry of another program's header means here, by its name and its value.

excerpt: About rest.             summary: About rest.
cover: {image: a.jpg, alt: A}    image: a.jpg, image_alt: A
aliases: [/old/]                 redirects: [/old/]
extra: {toc: true}               nothing: it may go
values: [{heading: …, text: …}]  a text, which would be lost
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from plugins.core.yaml_lines import Value

_DATA: dict[str, Any] = yaml.safe_load(Path(__file__).with_suffix(".yaml").read_text("utf-8"))


def _names(group: str) -> frozenset[str]:
    value = _DATA[group]
    return frozenset(" ".join([value] if isinstance(value, str) else value).split())


# From each name to what it is called here, and how far up it stands there; first its own name.
_OURS: dict[str, tuple[str, int]] = {
    name: (ours, rank)
    for ours, lines in _DATA["entries"].items()
    for rank, name in enumerate([re.sub("_", "", ours), *" ".join(lines).split()])
}
_AROUND, _MAY_GO, _QUESTIONS = _names("around"), _names("may go"), _names("questions")
_NOTES = _names("notes")
_OWN_ADDRESS, _AWAY = _names("own address"), _names("leads away")
_PICTURE, _ALT, _CAPTION = _names("picture"), _names("picture alt"), _names("picture text")
_PERSON, _ABOUT_PERSON = _names("person"), _names("person text")
YES_OR_NO = frozenset(("true", "false", "yes", "no", "on", "off"))
_TEMPLATE = re.compile(r"[{}*]|(?:^|/):\w")  # `/:year/:title/`, `{{ page.fileSlug }}/`
_FILE = re.compile(r"[/\\]|\.\w{2,5}$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_TAG = ("name", "tag", "title", "label", "category")
_IN_A_LIST, _ON_A_LINE = 3, 5  # words from which on it is a text


@dataclass(frozen=True)
class Meaning:
    """What an entry means. `said` are our entries with their values; nothing if it may go.

    `rank` tells which of several names for one entry counts: the smallest. `text` is the beginning
    of what would be lost, `is_faq` if that are questions; `away` is where the page leads instead
    of showing itself.
    """

    said: dict[str, Value] = field(default_factory=dict)
    rank: int = 0
    text: str = ""
    is_faq: bool = False
    away: str = ""


def plain(name: str) -> str:
    """Return the one name of `featuredImage`, `featured_image` and `Featured image`."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def is_note(name: str) -> bool:
    """Return whether an entry holds what its writer notes for herself: `todo: ask Maria`."""
    return plain(name) in _NOTES


def inner(name: str, value: Value) -> dict[str, Value]:
    """Return the entries that an entry such as `seo:` or `extra:` is put around; none of others."""
    around = isinstance(value, dict) and plain(name) in _AROUND
    return dict(value) if around and isinstance(value, dict) else {}


def meaning(name: str, value: Value, own: frozenset[str] = frozenset()) -> Meaning | None:
    """Return what an entry means, None if that is not known.

    `own` are the addresses at which the page stands anyway, without slashes around them.
    """
    bare = plain(name)
    if within := inner(name, value):
        return _together([meaning(key, one, own) for key, one in within.items()])
    if bare in _AWAY and isinstance(value, str) and value and value not in YES_OR_NO:
        return Meaning(away=value)
    ours, rank = _OURS.get(bare, ("", 0))
    nothing = value in ("", [], {}) or (isinstance(value, str) and value.lower() in YES_OR_NO)
    if ours and nothing:
        return Meaning()
    if ours:
        said, text = _said(ours, value), ""
        if bare in _OWN_ADDRESS and said:
            said = _former(value, own)
        if isinstance(value, dict):
            text = next(texts(value, _CAPTION if ours == "image" else _ABOUT_PERSON), "")
        if said is not None:
            return Meaning(said, rank, text or next(_left_out(value, said), ""))
    text = next(texts(value), "")
    if ours and isinstance(value, str) and len(_WORD.findall(value)) > 1:
        text = value  # `hero: A warm welcome` is no picture
    if text:
        return Meaning(text=text, is_faq=bare in _QUESTIONS)
    return Meaning() if ours or bare in _MAY_GO else None


def texts(value: Value, names: frozenset[str] | None = None) -> Iterator[str]:
    """Yield each text of several words; `names` are those of the entries in which one is sought."""
    if isinstance(value, str):
        if names is None and len(_WORD.findall(value)) >= _ON_A_LINE:
            yield value
        return
    items = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in items:
        if not isinstance(one, str):
            yield from texts(one, names)
        elif names is not None:
            if plain(str(key)) in names and one:
                yield one
        elif len(_WORD.findall(one)) >= _IN_A_LIST and "://" not in one:
            yield one


def _left_out(value: Value, said: dict[str, Value]) -> Iterator[str]:
    """Yield each text of several words within an entry that none of ours would hold."""
    kept = [one for part in said.values() for one in (part if isinstance(part, list) else [part])]
    items = [*value.values()] if isinstance(value, dict) else []
    if isinstance(value, list) and value not in said.values():
        items = [one for part in value if isinstance(part, dict) for one in part.values()]
    for one in items:
        is_text = isinstance(one, str) and one not in kept and not _FILE.search(one)
        if is_text and len(_WORD.findall(str(one))) > 1:
            yield str(one)


def _together(parts: list[Meaning | None]) -> Meaning | None:
    """Return what several entries mean together, None if that is not known of one of them."""
    said: dict[str, Value] = {}
    for part in sorted(filter(None, parts), key=lambda part: part.rank):
        if part.text or part.away:
            return part
        said = part.said | said
    return Meaning(said) if all(parts) else None


def _said(ours: str, value: Value) -> dict[str, Value] | None:
    """Return our entries for the value of one, None if it has no form that we know."""
    if ours == "image":
        return _picture(value)
    if ours in ("author", "authors"):
        person = _person(value)
        return {"author": person} if person else None
    if ours == "category":
        words = _list(value)
        if not words:
            return None
        return {"category": words[0], **({"tags": list(words[1:])} if words[1:] else {})}
    if ours == "tags":
        if named := _named(value):
            return {"tags": list(named)}
        return {"tags": value} if _list(value) else None
    if ours == "redirects":
        addresses = _list(value)
        # Obsidian's `aliases: [On rest]` are other titles.
        if all("/" not in one and (" " in one or one != one.lower()) for one in addresses):
            return None
        return {"redirects": value}
    if ours == "modified" and isinstance(value, dict) and [*value] == ["date"]:
        return _said(ours, value["date"])  # Docusaurus: last_update
    if ours == "sources":
        entries = value if isinstance(value, list) else []
        good = [one for one in entries if isinstance(one, dict) and one.get("title")]
        fits = good and all(set(one) <= {"title", "url"} for one in good)
        return {"sources": value} if fits and len(good) == len(entries) else None
    return {ours: value} if isinstance(value, str) else None


def _list(value: Value) -> list[str]:
    """Return the words of a list of words, or of one that stands on a line."""
    items = [value] if isinstance(value, str) else value
    if isinstance(items, list) and all(isinstance(one, str) and one for one in items):
        return [str(one) for one in items]
    return []


def _named(value: Value) -> list[str]:
    """Return the words of a list of entries with one name each: Tina's and Ghost's tags."""
    items = value if isinstance(value, list) else []
    named = [
        {plain(key): word for key, word in one.items()} if isinstance(one, dict) else {}
        for one in items
    ]
    words = [next((one[key] for key in _TAG if one.get(key)), "") for one in named]
    if not all(isinstance(word, str) and word for word in words):
        return []
    return [re.sub(r"^.*/|\.(?:mdx?|json|ya?ml)$", "", str(word)) for word in words]


def _picture(value: Value) -> dict[str, Value] | None:
    if isinstance(value, list) and len(value) == 1:
        value = value[0]
    if isinstance(value, str):
        return {"image": value} if _FILE.search(value) else None
    if not isinstance(value, dict):
        return None
    named = {plain(key): one for key, one in value.items() if isinstance(one, str)}
    file = next((one for key, one in named.items() if key in _PICTURE and one), "")
    alt = next((one for key, one in named.items() if key in _ALT and one), "")
    if not file:
        return None
    return {"image": file, **({"image_alt": alt} if alt else {})}


def _person(value: Value) -> str:
    if isinstance(value, list):
        return _person(value[0]) if len(value) == 1 else ""
    if isinstance(value, str):
        return value
    named = {plain(key): one for key, one in value.items() if isinstance(one, str)}
    return next((one for key, one in named.items() if key in _PERSON and one), "")


def _former(value: Value, own: frozenset[str]) -> dict[str, Value]:
    """Return the redirect from the address that the page had, unless that is its own still."""
    address = value.strip("/") if isinstance(value, str) else ""
    address = address.removesuffix("index.html").strip("/")
    if not address or address in own or _TEMPLATE.search(address):
        return {}
    if "://" in str(value) or str(value).startswith("/"):
        return {"redirects": value}
    return {"redirects": [f"/{value}"]}
