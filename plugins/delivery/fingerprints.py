"""Give files names that hold the hash of what is in them, and write the new names everywhere.

`Names` finds where a page, a style sheet or a list names other files.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from plugins.delivery.kinds import ASSETS, ending, hashed_name, is_renamed
from plugins.delivery.pieces import Files, Piece, piece

# Lists and texts that hold whole addresses. Scripts find what they need from where they stand.
HOLD_ADDRESSES = frozenset(["xml", "webmanifest", "md"])
_REST_OF_TAG = r"(?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*+"
# Whole elements first: what stands in them is no markup (HTML, section 13.1.2, raw text). A regular
# expression, because a parser that writes HTML again takes many times as long for a page.
_ELEMENTS = re.compile(
    r"<!--.*?-->"
    r"|<style(?P<style_open>[^>]*)>(?P<style>(?:[^<]++|<(?!/style>))*+)</style>"
    rf"|<script(?P<script_open>{_REST_OF_TAG})>(?P<script>(?:[^<]++|<(?!/script>))*+)</script>"
    r"|<(?P<tag>link|img|source|a|meta|video|audio|track|embed|object|use|image|input)"
    rf"\s{_REST_OF_TAG}>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"(?P<before>\s(?P<name>[^\s=\"'>/]+)=)"
    r"(?:(?P<sign>[\"'])(?P<value>.*?)(?P=sign)|(?P<bare>[^\s\"'>]+))",
    re.DOTALL,
)
# An address in a srcset, and all up to the next one (HTML, section 4.8.4.2.1).
_CANDIDATE = re.compile(r"([^\s,]\S*?)(\s+[\d.]+[wxh]\s*(?:,\s*|$)|,\s+|\s*$)")
_NAMES_A_FILE = frozenset(
    ["href", "xlink:href", "src", "srcset", "imagesrcset", "poster", "data", "content"]
)
_SHARED = re.compile(
    r"\s(?:property|name)=[\"'](?:og:image(?::(?:secure_)?url)?|twitter:image(?::src)?)[\"']"
)
_LEADS_ON = re.compile(r"\srel=[\"'](?:canonical|alternate|author|license|me|next|prev)\b")
_CSS_NAME = re.compile(
    r"(?P<comment>/\*.*?\*/)"
    r"|(?P<open>url\(\s*|@import\s+(?!url\())(?P<quote>[\"']?)(?P<to>[^\"'()\s]+)(?P=quote)",
    re.DOTALL,
)
_NOT_OURS = re.compile(r"[a-z][a-z0-9+.-]*:|//|$", re.IGNORECASE)


@dataclass(frozen=True)
class Missing:
    """`page` needs the file at `address`, and there is none."""

    page: str
    address: str


@dataclass
class Names:
    """What each file of a site is called now, and what was asked for in vain.

    `base` is the site's address ("" while unknown), `root` the part of it behind the host;
    `there` are all files by their former names, `moved` the new names of those that have one.
    `asked` are the names that the last text has asked for, each once: only on what they are told
    (`answer`) does what becomes of it depend, beside `base`, `root` and `endings`.
    """

    base: str
    root: str
    there: Collection[str]
    moved: Mapping[str, str]
    missing: set[Missing] = field(default_factory=set)
    asked: dict[str, None] = field(default_factory=dict)
    # Tags that mean the same on each page, and what they ask for.
    _same: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    _peculiar: int = 0  # how often an address meant something on its own page only

    def html(self, page: str, text: str) -> str:
        """Return a page with the new names. Only markup is changed, never what can be read."""
        whole: dict[str, None] = {}

        def element(found: re.Match[str]) -> str:
            made, name, peculiar = found[0], found["tag"], self._peculiar
            if made in self._same:
                made, asked = self._same[made]
                whole.update(dict.fromkeys(asked))
                return made
            self.asked = {}
            if found["style"] is not None:
                made = f"<style{found['style_open']}>{self.css(page, found['style'])}</style>"
            elif found["script"] is not None:
                opening, body = self._tag(page, found["script_open"]), found["script"]
                body = self.text(body) if "json" in opening else body
                whole.update(self.asked)
                return f"<script{opening}>{body}</script>"
            elif name and (name != "meta" or _SHARED.search(made)):
                made = self._tag(page, made, needed=name != "a" and not _LEADS_ON.search(made))
            if peculiar == self._peculiar:
                self._same[found[0]] = made, tuple(self.asked)
            whole.update(self.asked)
            return made

        made = _ELEMENTS.sub(element, text)
        self.asked = whole
        return made

    def css(self, sheet: str, text: str) -> str:
        """Return a style sheet with the new names (CSS Values 4, 4.5; CSS Cascade 4, 2)."""

        def named(found: re.Match[str]) -> str:
            if found["comment"] or found["to"].startswith("#"):
                return found[0]
            sign = found["quote"]
            return f"{found['open']}{sign}{self._address(sheet, found['to'])}{sign}"

        return _CSS_NAME.sub(named, text)

    def text(self, text: str, *, rooted: bool = False) -> str:
        """Return a list, a feed or a Markdown file with each whole address of a file in it changed.

        Such a text stands alone, so it names files by whole addresses, or by addresses from the
        root (`rooted`) where it is read beside the site or while the site has no address.
        """

        def renamed(found: re.Match[str]) -> str:
            new = self._ask(unquote(found[2]))
            return f"{found[1]}/{quote(new)}" if new else found[0]

        pattern = self._from_root if rooted or not self.base else self._whole
        return pattern.sub(renamed, text) if self.moved else text

    def answer(self, name: str) -> str | None:
        """Return what a file is called now, "" if that is its name still, None if there is none."""
        new = self.moved.get(name)
        return new if new is not None or name not in self.there else ""

    @property
    def endings(self) -> list[str]:
        """Return what the names of files end in that have a new one: only those are looked for."""
        endings = {name.rpartition(".")[2] for name in self.moved}
        return sorted(sorted(endings), key=len, reverse=True)

    def __post_init__(self) -> None:
        endings = "|".join(map(re.escape, self.endings))
        name = rf"[^\s\"'<>()\\,;&?#]+\.(?:{endings})(?![\w/-])"
        self._whole = re.compile(rf"({re.escape(self.base)})/({name})")
        self._from_root = re.compile(rf"(?<![\w.:/-])({re.escape(self.root)})/({name})")

    def _tag(self, page: str, tag: str, *, needed: bool = True) -> str:
        """Return a tag with the new names. `needed`: without the file the page is not whole, unlike
        a link that leads on."""

        def named(found: re.Match[str]) -> str:
            if found["name"] not in _NAMES_A_FILE:
                return found[0]
            sign, value = found["sign"] or "", found["value"] or found["bare"] or ""
            if found["name"].endswith("srcset"):
                value = _CANDIDATE.sub(lambda one: self._address(page, one[1]) + one[2], value)
            else:
                value = self._address(page, value, needed=needed)
            return f"{found['before']}{sign}{value}{sign}"

        return _ATTRIBUTE.sub(named, tag)

    def _address(self, page: str, address: str, *, needed: bool = True) -> str:
        """Return the address at which the file is found now, written as it was written before."""
        plain = re.split(r"[?#]", address, maxsplit=1)[0]
        rest = address[len(plain) :]
        front = next((f"{f}/" for f in (self.base, self.root) if plain.startswith(f"{f}/")), "")
        if (not front or front == "/") and _NOT_OURS.match(plain):
            return address
        if not front and plain.startswith("/"):  # another site on the same host
            return address
        name = unquote(plain[len(front) :].replace("&amp;", "&"))
        if not front:
            self._peculiar += 1
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page), name))
        new = self._ask(name)
        if new is None and needed:
            folder = name.rstrip("/") + "/" if name.strip("./") else ""
            if not (plain.endswith("/") and self._ask(f"{folder}index.html") is not None):
                self._peculiar += 1
                self.missing.add(Missing(page, address))
        if front:
            return f"{front}{quote(new)}{rest}" if new else address
        if not new and not is_renamed(page):
            return address
        here = ASSETS if is_renamed(page) else posixpath.dirname(page)
        return quote(posixpath.relpath(new or name, here or ".")) + rest

    def _ask(self, name: str) -> str | None:
        if name.endswith("/"):  # no file is called so
            return None
        self.asked[name] = None
        return self.answer(name)


@dataclass(frozen=True)
class Renamed:
    """The new names, and the files that have one, by their former names."""

    names: Names
    pieces: dict[str, Piece]


def rename(files: Files, base: str, root: str) -> Renamed:
    """Find new names for `files`, given by their names below the site, which stands at `base` (its
    path there: `root`).

    A style sheet is named last: its hash covers the new names of the fonts that it loads. Two
    style sheets that import each other have no such order; the theme has none, and the one that
    is met first would keep the other's old name and be told as missing.
    """
    moved: dict[str, str] = {}
    names = Names(base, root, files.keys(), moved)
    pieces: dict[str, Piece] = {}
    for name in sorted(filter(is_renamed, files), key=lambda name: (ending(name) == "css", name)):
        is_style = ending(name) == "css"
        style = names.css(name, files[name].decode()).encode() if is_style else b""
        pieces[name] = piece(style) if is_style else files.piece(name)
        moved[name] = hashed_name(name, pieces[name].file.sha256)
    # A relative address in a style sheet begins where the sheet now is.
    return Renamed(Names(base, root, files.keys(), moved, names.missing), pieces)
