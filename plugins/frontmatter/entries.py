"""Tell of each entry of a header that is not ours: what it means here, and how it is written.

What a program can write by itself without publishing, deleting or leading elsewhere goes with its
problem as a fix; all else is left to the writer.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from math import inf
from typing import Any

from plugins.core import dates, visibility, yaml_edit
from plugins.core.edits import Edit
from plugins.core.problem import Problem, Severity, did_you_mean
from plugins.core.rules.data_files import UNKNOWN_KEY
from plugins.core.yaml_lines import Value
from plugins.frontmatter import foreign
from plugins.frontmatter.foreign import Meaning
from plugins.frontmatter.header_forms import Parts

# What to write for an entry by which another program knows who may see a page: none is told only
# to remove it.
_INSTEAD = {
    "private": "Write “status: draft” instead, and nobody sees it; or “status: hidden”, and only "
    "those who have its address do.",
    "public": "Write “status: published” instead; or “status: draft”, while nobody is to see it.",
}
_TEXT_REMEDY = (
    "Put it into the text below the header, where it is to be read; then take the entry out."
)
_FAQ_REMEDY = (
    "Put them below the header: a heading “## FAQ”, then each question as “### …” with its answer "
    "below it; then take the entry out."
)
_ONLY_SHOWN = ("title", "summary", "content_note", "sources")  # a second one would be lost
_MAY_HIDE = re.compile(r"show|hid|visib|publi|draft|privat|secret|live|list|index|access|member")
_WORD = re.compile(r"[^\W\d_]{2}")
_BELOW = re.compile(r"[ \t\]}]|-(?:[ ]|$)")  # how lines begin that belong to the entry above
_COMMENT = re.compile(r"(?:^|\s)#")
# Beside “layout” they say that a header is Jekyll's.
_JEKYLL = frozenset(
    ("permalink", "lastmodifiedat", "redirectfrom", "excerptseparator", "category", "categories")
)
_NEAR, _VERY_NEAR = 0.72, 0.85


@dataclass(frozen=True)
class Entry:
    """What one entry says in ours, and what there is to tell of it. `until` as in `Header`."""

    line: int
    said: dict[str, Value] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    until: float = inf


@dataclass
class Entries:
    """The entries of one header. `lines` are those of its file, `own` the page's own addresses,
    `is_dated` whether a day is in its name.

    `typed` are the entries that are ours. `kept_back` tells in the end whether one of the others
    keeps the page back, and `misspelled` which of ours are probably meant.
    """

    path: str
    kind: str
    known: Mapping[str, Callable[[Value], Any]]
    lines: list[str]
    parts: Parts
    own: frozenset[str]
    is_dated: bool = False
    typed: dict[str, Value] = field(default_factory=dict)
    kept_back: bool = False
    misspelled: set[str] = field(default_factory=set)
    _others: list[tuple[str, Value, int]] = field(default_factory=list)
    _claimed: dict[str, Value] = field(default_factory=dict)
    _redirects: tuple[Edit, ...] = ()

    def add_other(self, name: str, value: Value, line: int) -> None:
        """Note an entry that is none of ours."""
        self._others.append((name, value, line))

    def others(self) -> Iterator[Entry]:
        """Yield what each entry that is none of ours means."""
        found = []
        for name, value, line in self._others:
            within = {**foreign.inner(name, value), name: value}
            seen = {visibility.meaning(key.strip(), one) for key, one in within.items()}
            moments = [m.timestamp() for k, v in within.items() if (m := visibility.turns(k, v))]
            meaning = foreign.meaning(name, value, self.own)
            if meaning is None and "day" in seen:
                meaning = Meaning({"date": value})
            found.append((name, value, line, seen, min(moments, default=inf), meaning))
        self.kept_back = any("private" in seen for *_, seen, _, _ in found)
        # What stands in an entry of its own counts before what stands within another.
        found.sort(
            key=lambda one: (
                bool(foreign.inner(one[0], one[1])),
                one[-1].rank if one[-1] else inf,
            )
        )
        self._redirects = self._joined(
            [
                (name, value, line)
                for name, value, line, seen, _, meaning in found
                if meaning and "redirects" in meaning.said and seen == {""}
            ]
        )
        for name, value, line, seen, until, meaning in found:
            if "private" in seen:
                problem, said = self._private(name, value, line), dict[str, Value]()
            elif "public" in seen:
                problem, said = self._public(name, line), {}
            elif meaning is None:
                problem, said = self._unknown(name, value, line), {}
            else:
                problem, said = self._known(name, value, line, meaning)
            yield Entry(line, said, (problem,), until)

    def spaced_tags(self) -> tuple[list[Value], tuple[Edit, ...]]:
        """Return the tags that Jekyll parts by spaces, and the edits that part them as we do.

        Only where other entries say that it is Jekyll: “trauma therapy” is one tag elsewhere.
        """
        value = self.typed.get("tags", "")
        others = {foreign.plain(name): one for name, one, _ in self._others} | self.typed
        spaced = isinstance(value, str) and "," not in value and len(value.split()) > 1
        is_post = self.is_dated or not _JEKYLL.isdisjoint(others)
        if not spaced or not isinstance(others.get("layout"), str) or not is_post:
            return [], ()
        tags = list[Value](dict.fromkeys(str(value).split()))
        return tags, self._replaced("tags", 0, {"tags": tags}) if self.parts.is_yaml else ()

    def mended(
        self, key: str, value: Value, line: int
    ) -> tuple[dict[str, Value], tuple[Edit, ...]]:
        """Return what an entry of ours with a value of another form says, and the edits for it."""
        if isinstance(value, str):
            return {}, self._mended_text(key, value, line)
        meaning = self._in_menu(value) if key == "menu" else foreign.meaning(key, value)
        if not meaning or meaning.text or not meaning.said:
            return {}, ()
        said = {k: v for k, v in meaning.said.items() if k == key or k not in self.typed}
        lost = set(meaning.said) - set(said)
        return said, () if lost else self._replaced(key, line, said)

    def _in_menu(self, value: Value) -> Meaning:
        """Return what Hugo's `menu: {main: {name: About, weight: 2}}` says."""
        menus = list(value.values()) if isinstance(value, dict) else []
        menu = menus[0] if len(menus) == 1 and isinstance(menus[0], dict) else {}
        words = menu.get("name") or self.typed.get("title", "") if len(menus) == 1 else ""
        weight = {"menu_order": menu["weight"]} if menu.get("weight") else {}
        return Meaning({"menu": words, **weight} if words else {})

    # --- Each kind of entry ---------------------------------------------------------------------

    def _private(self, name: str, value: Value, line: int) -> Problem:
        """Tell of an entry that keeps the page back."""
        message = (
            f"The header has no entry called “{name}”. Until this is mended, the {self.kind} "
            "counts as a draft."
        )
        fix: tuple[Edit, ...] = ()
        status = str(self.typed.get("status", self._claimed.get("status", ""))).lower()
        if visibility.is_draft(name, value) and status == "draft":
            return self._may_go(line, f"“{name}” says the same as “status: draft”.")
        if visibility.is_draft(name, value) and not status:
            fix = self._replaced(name, line, {"status": "draft"})
            self._claimed["status"] = "draft"
        elif visibility.turns(name, value) and not {"date", "status"} & {*self.typed}:
            fix = self._renamed(name, line, "date") if "date" not in self._claimed else ()
            self._claimed["date"] = value
        return UNKNOWN_KEY.problem(self.path, line, message, _INSTEAD["private"], fix=fix)

    def _public(self, name: str, line: int) -> Problem:
        """Tell of an entry that lets everybody see the page, which is so anyway."""
        message = f"The header has no entry called “{name}”."
        status = self.typed.get("status", "published")
        if not self.kept_back and status in ("draft", "hidden"):
            told = f"“{name}” does nothing here: “status: {status}” stands beside it, and counts."
            return self._may_go(line, told)
        is_so = not self.kept_back and status == "published"
        severity: Severity = "note" if is_so else "error"
        return UNKNOWN_KEY.problem(self.path, line, message, _INSTEAD["public"], severity)

    def _unknown(self, name: str, value: Value, line: int) -> Problem:
        """Tell of an entry that nobody knows, with what it may be a slip of the pen for."""
        key = name.strip().lower()
        message = f"The header has no entry called “{name}”."
        near = self._near(key, value)
        if near and foreign.plain(near) == foreign.plain(key):
            fix = self._renamed(name, line, near) if near not in self.typed else ()
            self.misspelled.add(near)
            remedy = f"Write “{near}: …” instead."
            return UNKNOWN_KEY.problem(self.path, line, message, remedy, fix=fix)
        if near:
            self.misspelled.add(near)
            remedy = f"{did_you_mean(near, [near])} Otherwise remove the line."
            return UNKNOWN_KEY.problem(self.path, line, message, remedy)
        remedy = f"{did_you_mean('', self.known)} Otherwise remove the line."
        if _MAY_HIDE.search(key) and str(value).lower() in foreign.YES_OR_NO:
            return UNKNOWN_KEY.problem(self.path, line, message, _INSTEAD["private"])
        if str(value).lower() not in foreign.YES_OR_NO and _WORD.search(str(value)):
            remedy = "If it is to be read, put it into the text below; otherwise remove the line."
        return UNKNOWN_KEY.problem(self.path, line, message, remedy, "warning")

    def _near(self, key: str, value: Value) -> str:
        """Return the entry of ours that is spelled nearly so and can have this value, or ""."""
        for near in difflib.get_close_matches(key, self.known, n=3, cutoff=_NEAR):
            ratio = difflib.SequenceMatcher(None, key, near).ratio()
            if ratio >= _VERY_NEAR or key[:1] == near[:1]:
                try:
                    self.known[near](value)
                except ValueError:
                    continue
                return str(near)
        return ""

    def _known(
        self, name: str, value: Value, line: int, meaning: Meaning
    ) -> tuple[Problem, dict[str, Value]]:
        """Tell of an entry of another program that has a meaning here."""
        if meaning.away:
            message = f"“{name}” leads readers on to another address, and here it does not."
            remedy = (
                f"Write “/the-old-address: {meaning.away[:60]}” into redirects.yaml; until then, "
                "“status: draft” keeps this page back."
            )
            return UNKNOWN_KEY.problem(self.path, line, message, remedy), {}
        if meaning.text:
            message = f"“{name}” holds text, and nothing of it would be shown."
            if foreign.is_note(name):
                remedy = "If it is a note to yourself, leave it; nobody sees it here."
                return UNKNOWN_KEY.problem(self.path, line, message, remedy, "note"), {}
            remedy = _FAQ_REMEDY if meaning.is_faq else _TEXT_REMEDY
            return UNKNOWN_KEY.problem(self.path, line, message, remedy), {}
        here = {**self._claimed, **self.typed}
        if "redirects" in meaning.said:
            said: dict[str, Value] = {"redirects": meaning.said["redirects"]}
            message = f"“{name}” is called “redirects” here."
            remedy = "Write the old addresses as “redirects: …”."
            fix = self._redirects
            return UNKNOWN_KEY.problem(self.path, line, message, remedy, fix=fix), said
        said = {key: one for key, one in meaning.said.items() if key not in here}
        twice = {k: v for k, v in meaning.said.items() if k in here and not _same(v, here[k])}
        if not said and not twice:
            told = f"“{name}” is an entry of other programs, and does nothing here."
            return self._may_go(line, told), {}
        if not said:
            ours = next(iter(twice))
            if ours in _ONLY_SHOWN:
                message = f"“{name}” would not be shown: of it and “{ours}”, only that one is."
                remedy = f"Keep the better one as “{ours}: …”; what else it says goes below."
                return UNKNOWN_KEY.problem(self.path, line, message, remedy, "warning"), {}
            told = f"“{name}” does nothing here: “{ours}” stands beside it, and counts."
            return self._may_go(line, told), {}
        names = " and ".join(f"“{ours}”" for ours in said)
        message = f"“{name}” is called {names} here."
        remedy = "Write " + " and ".join(f"“{ours}: …”" for ours in said) + " instead."
        self._claimed.update(said)
        fix = ()
        if not twice:
            one = len(said) == 1 and next(iter(said.values())) == value
            fix = self._renamed(name, line, next(iter(said))) if one else ()
            fix = fix or self._replaced(name, line, said)
        elif set(twice) == {"tags"} and "tags" in self.typed:
            tags = [*_words(self.typed["tags"]), *_words(twice["tags"])]
            fix = self._replaced(name, line, said)
            more = self._replaced("tags", 0, {"tags": list[Value](dict.fromkeys(tags))})
            fix = (*fix, *more) if fix and more else ()
        return UNKNOWN_KEY.problem(self.path, line, message, remedy, fix=fix), said

    def _may_go(self, line: int, message: str) -> Problem:
        return UNKNOWN_KEY.problem(self.path, line, message, "It may stay, or go.", "note")

    # --- What is to be written ------------------------------------------------------------------

    def _joined(self, former: list[tuple[str, Value, int]]) -> tuple[Edit, ...]:
        """Return the edits that make one entry of all old addresses."""
        if len(former) == 1 and "redirects" not in self.typed:
            ((name, value, line),) = former
            meaning = foreign.meaning(name, value, self.own)
            if meaning and meaning.said["redirects"] == value:
                with suppress(ValueError):
                    self.known["redirects"](value)
                    return self._renamed(name, line, "redirects")
                return ()
        addresses = _words(self.typed.get("redirects", []))
        for name, value, _ in former:
            if meaning := foreign.meaning(name, value, self.own):
                addresses += _words(meaning.said["redirects"])
        try:
            self.known["redirects"](list[Value](addresses))
        except ValueError:
            return ()
        places = [(name, line) for name, _, line in former]
        if "redirects" in self.typed:
            places.insert(0, ("redirects", 0))
        edits: list[Edit] = []
        for name, line in places:
            said: dict[str, Value] = {"redirects": list[Value](dict.fromkeys(addresses))}
            if not (edit := self._replaced(name, line, {} if edits else said)):
                return ()
            edits += edit
        return tuple(edits)

    def _renamed(self, name: str, line: int, ours: str) -> tuple[Edit, ...]:
        """Return the edit that gives an entry our name and leaves its value as it is."""
        found = _key(name, self.lines[line - 1]) if self.parts.can_edit else None
        return (Edit(line, found.start(1) + 1, found[1], ours),) if found else ()

    def _replaced(self, name: str, line: int, said: dict[str, Value]) -> tuple[Edit, ...]:
        """Return the edit that writes entries in the place of one; none would lose a comment."""
        line = line or self.parts.marked.line(name)
        lines = self.lines
        if not self.parts.can_edit or not _key(name, lines[line - 1]):
            return ()
        last = line
        while last < len(lines) and (not lines[last].strip() or _BELOW.match(lines[last])):
            last += 1
        if last == len(lines):
            return ()
        old = "\n".join(lines[line - 1 : last]).rstrip()
        if _COMMENT.search(old):
            return ()
        if not said:
            return (Edit(line, 1, f"{old}\n", ""),)
        new = yaml_edit.written(said)
        if not self.parts.is_yaml:
            words = {key: _words(one) for key, one in said.items()}  # Pelican has no other lists
            if "\n" in old or not all(words.values()):
                return ()
            new = "\n".join(f"{key}: {', '.join(some)}" for key, some in words.items())
        return (Edit(line, 1, old, new),)

    def _mended_text(self, key: str, value: str, line: int) -> tuple[Edit, ...]:
        """Return the edit of a text that cannot be read and is certain all the same."""
        new = ""
        if key in ("date", "modified", "reviewed", "review_by"):
            new = dates.in_words(value)
        elif key == "menu":
            new = yaml_edit.written({"menu": self.typed.get("title", "")}).removeprefix("menu: ")
        elif key == "status" and visibility.is_draft("status", value):
            new = "draft"
        typed, colon, rest = self.lines[line - 1].partition(":")
        if not new or not self.parts.can_edit or rest.strip(" \t\"'") != value:
            return ()
        gap = len(rest) - len(rest.lstrip())
        return (Edit(line, len(typed + colon) + gap + 1, rest.strip(), new),)


def _key(name: str, line: str) -> re.Match[str] | None:
    """Return where the name of an entry stands on its line."""
    return re.match(rf"[ ]{{0,3}}([\"']?{re.escape(name)}[\"']?)[ \t]*:", line, re.IGNORECASE)


def _words(value: Value) -> list[str]:
    items = value.split(",") if isinstance(value, str) else value
    return [one.strip() for one in items if isinstance(one, str) and one.strip()]


def _same(one: Value, other: Value) -> bool:
    """Return whether two values say the same, whatever list or space is around it."""
    if isinstance(one, dict) or isinstance(other, dict):
        return one == other
    return {" ".join(word.split()) for word in _words(one)} <= {
        " ".join(word.split()) for word in _words(other)
    }
