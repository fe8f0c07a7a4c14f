r"""Set quotation marks, apostrophes, primes, dashes and ellipses; leave no last word alone.

    "It's *Self*'s way -- in the '90s"    “It’s *Self*’s way — in the ’90s”
    5'10", pages 10--20, wait...          5′10″, pages 10–20, wait…
    \"plain\", --help, a --> b            "plain", --help, a --> b

The inline elements of a block are one text, so a mark is judged by what a reader sees on either
side of it, whatever tags stand in between. Code is a word that is not looked into. Pelican's own
settings TYPOGRIFY… say what is wanted; the filters of typogrify other than its quotation marks
and dashes run as they do in Pelican.

An escaped mark, `\"`, comes from `commonmark` as `<span>"</span>`: it stays as it was typed, and
the span goes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import unescape
from typing import Any, NamedTuple

from markupsafe import Markup
from typogrify.filters import process_ignores, typogrify

from plugins.core.safe_html import INLINE

# Their words are not prose.
_OPAQUE = frozenset(["code", "kbd", "math", "pre", "samp", "script", "style", "svg", "tt"])
_INLINE = INLINE | {"bdi", "bdo", "dfn", "font", "label", "var", "wbr"}
_TAG = re.compile(r"(<[^>]*>)")
_NAME = re.compile(r"</?([a-zA-Z][\w-]*)")
_ENTITY = re.compile(r"&#?\w+;")
_STRAIGHT = re.compile(r"&(?:quot|apos|#34|#39);")
# A sign that is to stay as it is, and how it is known in the text of a block.
_ESCAPED = re.compile(r"<span>([^<>&]|&#?\w+;)</span>")
_KEPT = "\ue000"

# Without one of these nothing has to be set.
_ANY = re.compile(r"['\"]|--|\.\.\.|\.(?:[ \xa0]+|&nbsp;)\.|&(?:quot|apos|#34|#39);")
# What may have to be set; `\xa0{6}` is a `&nbsp;`. Curly marks are only counted, and addresses on
# the web and escaped signs are found in order to be left alone.
_SIGN = re.compile(
    rf"(?<!')''(?!')|['\"“”„«»]|{_KEPT}.|(?<!-)-{{2,3}}(?!-)"
    r"|(?<!\.)\.{3,4}(?!\.)|\.(?:(?: |\xa0{6})\.){2,3}"
    r"|(?:https?://|www\.)(?:[^\s\"'<>]|'(?=\w))+"
)
_NOTE = "\ue001"  # a raised sign, such as a note's number, belongs to what stands before it
_OBJECT = "\ue002"  # code or a picture: a word
_OPENING = frozenset("([{“‘„‚«‹¿¡（「『")
_CLOSING = frozenset(".,;:!?)]}…»›”’″′。，、；：！？）」』" + _NOTE)
_DASHES = frozenset("-\u2010\u2011\u2013\u2014/=|")
# Scripts that write no spaces between words, in which no apostrophe joins two letters.
_JOINED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]")
_PAGE = re.compile(r"(?:\d|\d ?[ap]\.?m\.?|\d[%'\"])\Z", re.IGNORECASE)
_ONWARD = re.compile(r"[$€£¥]?\d|['’]\d\d\b|[)\]]|(?:present|now|today)\b")
# A day, a month, the name of a grade: between two of them, or one and a number, `--` is "to".
_DAY = (
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|Mon|Tues?|Wed|Thurs?|Thu|Fri|Sat|Sun"
    r"|Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|[A-HJ-Z])"
)
_DAY_BEFORE = re.compile(rf"{_DAY}\.?\Z")
_DAY_AFTER = re.compile(rf"{_DAY}(?!\w)")
_FLAG = re.compile(r"[a-zA-Z][\w-]+")
_INCHES = re.compile(r"[-\s]{0,2}(?:\d{1,3}(?:[.,/\s]\d{1,3}){0,2}|\d{0,3}\s?[¼½¾⅛⅜⅝⅞])")
_YEAR = re.compile(r"\d\d(s?)(?!\w)")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_TIMES = re.compile(r"[x×X]\s?\d")
# Words that begin with an apostrophe; those of the second line may be meant without one.
_ELIDED = re.compile(
    r"(?:(em|im|n|nuff|til|tis(?:n't)?|twas(?:n't)?|twere|twill|twould)"
    r"|bout|cause|cept|coz|cuz|ello|fore|fraid|gainst|gator|kay|mongst|neath|nother|round|scuse"
    r"|specially|spose|stead|till|tween)(?!\w)",
    re.IGNORECASE,
)


class _Marks(NamedTuple):
    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


_ENGLISH = _Marks("“", "”", "‘", "’")
# Where CLDR's delimiters differ from English. Spanish is set as in es_US and es_MX.
_MARKS = {
    "cs": _Marks("„", "“", "‚", "‘"),
    "de": _Marks("„", "“", "‚", "‘"),
    "fr": _Marks("«\xa0", "\xa0»", "“", "”"),
    "pl": _Marks("„", "”", "‚", "’"),
    "ru": _Marks("«", "»", "„", "“"),
    "uk": _Marks("«", "»", "„", "“"),
}
# Pelican's documentation, "Settings", TYPOGRIFY_DASHES: what `--` and `---` become. By default
# `--` is an en dash from a number to a number, and else as long as `---`.
_DASH_STYLES = {"oldschool": ("–", "—"), "oldschool_inverted": ("—", "–")}


@dataclass(frozen=True)
class Typography:
    """What TYPOGRIFY_DASHES, TYPOGRIFY_IGNORE_TAGS and TYPOGRIFY_OMIT_FILTERS say, DEFAULT_LANG."""

    dashes: str = "default"
    ignored: tuple[str, ...] = ()
    omitted: tuple[str, ...] = ()
    lang: str = ""  # of the site

    def typeset(self, html: str, lang: str = "") -> str:
        """Return cleaned HTML with the signs that a printer of its language would set.

        That of the site is meant if none is given; one that has no quotation marks of its own
        here is set as English is.
        """
        if not html:
            return ""
        chosen = dict.fromkeys(self.omitted, False)
        if chosen.get("smartypants", True):
            lang = lang or self.lang
            parts = process_ignores(html, self.ignored) if self.ignored else [(html, True)]
            html = "".join(self._set(part, lang) if wanted else part for part, wanted in parts)
        return str(typogrify(html, list(self.ignored), **chosen | {"smartypants": False}))

    def line(self, text: str) -> Markup:
        """Return a line of text, which is no HTML unless it is marked as such, with its signs."""
        quiet = replace(self, omitted=(*self.omitted, "widont"))
        return Markup(quiet.typeset(str(Markup.escape(text))))

    def _set(self, html: str, lang: str) -> str:
        if "<span>" in html or _KEPT in html:
            html = _ESCAPED.sub(rf"{_KEPT}\1", html.replace(_KEPT, ""))
        if _ANY.search(html):
            marks, dashes = _MARKS.get(lang[:2], _ENGLISH), _DASH_STYLES.get(self.dashes)
            html = _set_blocks(html, marks, dashes)
        return html.replace(_KEPT, "")


def of(settings: Mapping[str, Any]) -> Typography:
    """Return what the settings of a run ask for, whether or not typography is wanted in it."""
    return Typography(
        str(settings.get("TYPOGRIFY_DASHES", "default")),
        tuple(settings.get("TYPOGRIFY_IGNORE_TAGS", ())),
        tuple(settings.get("TYPOGRIFY_OMIT_FILTERS", ())),
        str(settings.get("DEFAULT_LANG") or ""),
    )


def _set_blocks(html: str, marks: _Marks, dashes: tuple[str, str] | None) -> str:
    """Return the HTML with the signs of each of its blocks set."""
    pieces = _TAG.split(html)  # a text, a tag, a text …
    block, begins = "", []  # the text of a block, and where in it which piece begins
    depth = 0  # of elements that are not looked into
    for at, piece in enumerate([*pieces, "<p>", ""]):
        if at % 2 == 0:
            if piece and not depth:
                if "&" in piece:
                    pieces[at] = piece = _STRAIGHT.sub(lambda one: unescape(one[0]), piece)
                    # An entity is as long in the block as it is in the HTML.
                    piece = _ENTITY.sub(lambda one: unescape(one[0])[:1] * len(one[0]), piece)
                begins.append((len(block), at))
                block += piece
            continue
        name = found[1].lower() if (found := _NAME.match(piece)) else ""
        if name in _OPAQUE:
            depth = max(0, depth + (-1 if piece[1] == "/" else 1))
            block += _OBJECT
        elif name == "br":
            block += "\n"
        elif name == "img":
            block += _OBJECT
        elif name == "sup":
            block += _NOTE if piece[1] != "/" else ""
        elif name not in _INLINE:
            if begins and _ANY.search(block):
                _put(pieces, begins, _changes(block, marks, dashes))
            block, begins = "", []
    return "".join(pieces)


def _put(
    pieces: list[str], begins: list[tuple[int, int]], changes: list[tuple[int, int, str]]
) -> None:
    """Put the changes of a block's text into its pieces; what a tag parts is left as it is."""
    for start, at in reversed(begins):
        old, made = pieces[at], []
        while changes and changes[-1][0] >= start:
            begin, end, new = changes.pop()
            if end - start <= len(pieces[at]):
                made += [old[end - start :], new]
                old = old[: begin - start]
        made.append(old)
        pieces[at] = "".join(reversed(made))


@dataclass(slots=True)
class _Sign:
    """A sign and what stands around it and its neighbors of its kind.

    `before` and `after` are the characters on the two sides of all the quotation marks that stand
    in a row with it, "" at an end of the text. `side` says what these alone let it be: "(" or ")",
    "" for a sign between spaces, "?" for one between words. `ahead` is whether the next signs like
    it close what it would open.
    """

    kind: str
    start: int
    end: int
    before: str
    after: str = ""
    side: str = ""
    ahead: str = ""

    @property
    def in_row(self) -> bool:
        return self.kind in "'\""


def _signs(text: str) -> list[_Sign]:
    """Return the signs of a block, each with what is seen from it."""
    signs: list[_Sign] = []
    for match in _SIGN.finditer(text):
        word, start, end = match[0], match.start(), match.end()
        sign = _Sign('"' if word == "''" else word[0], start, end, text[start - 1 : start])
        if signs and signs[-1].end == start and signs[-1].in_row and sign.in_row:
            sign.before = signs[-1].before
        signs.append(sign)
    follower: _Sign | None = None
    double = single = dash = ""
    for sign in reversed(signs):
        if follower and follower.start == sign.end and sign.in_row and follower.in_row:
            sign.after = follower.after
        else:
            sign.after = text[sign.end : sign.end + 1]
        sign.side = _side(sign.before, sign.after)
        if sign.kind == '"':
            sign.ahead = double
            if sign.side == "(":
                double = "("
            elif sign.side == ")" and not sign.before.isnumeric():
                double = ")"
            else:
                double = double or "?"
        elif sign.kind == "'":
            sign.ahead = single
            single = _seen(text, sign, single)
        elif sign.kind == "-":
            sign.ahead = dash
            dash = ")" if sign.side == ")" else "("
        follower = sign
    return signs


def _side(before: str, after: str) -> str:
    """Return what a mark between two characters can be."""
    if _is_space(before):
        return "" if _is_space(after) else "("
    if _is_space(after) or after in _CLOSING:
        if before in _OPENING:  # the "(" sign, the (".com") era
            return "?" if _is_space(after) or after in ")]}" else "("
        return ")"
    return "(" if before in _OPENING or before in _DASHES else "?"


def _is_space(character: str) -> bool:
    return not character or character.isspace() or character == "\u200b"


def _joins(before: str, after: str) -> bool:
    """Return whether a single mark between these is an apostrophe: don't, Self’s, (IFS)’s."""
    return after.isalnum() and before not in ".,;:!?…" and not _JOINED.search(before + after)


def _seen(text: str, sign: _Sign, ahead: str) -> str:
    """Return what is ahead of whatever stands before this single mark.

    It is ")" for a mark that closes, "s" for one that may as well be an apostrophe.
    """
    if sign.side == "(":
        elided = _YEAR.match(text, sign.end) or _ELIDED.match(text, sign.end)
        return ahead if elided else "("
    if sign.side == "?" and (_joins(sign.before, sign.after) or sign.before in ".,;:!?…"):
        return ahead
    if not sign.side:
        return ahead
    may_be = _is_space(sign.after) and sign.after and sign.before in "sSn"
    return ")" if ahead == ")" or not (may_be or sign.before.isnumeric()) else "s"


def _changes(
    text: str, marks: _Marks, dashes: tuple[str, str] | None
) -> list[tuple[int, int, str]]:
    """Return what to put in the place of what of a block's text, in its order, as HTML."""
    changes = []
    quotations = _Quotations(text, marks)
    for sign in _signs(text):
        if sign.kind == "-":
            made = _dash(text, sign, dashes)
        elif sign.kind == ".":
            made = "…" if text.count(".", sign.start, sign.end) == 3 else "…."
        else:
            made = quotations.mark(sign)
        if made:
            html = "".join("&nbsp;" if each == "\xa0" else f"&#{ord(each)};" for each in made)
            changes.append((sign.start, sign.end, html.replace("&#46;", ".")))
    return changes


def _dash(text: str, sign: _Sign, styles: tuple[str, str] | None) -> str:
    """Return the dash that stands for `--` or `---`, "" for an arrow, an option, a drawn line."""
    is_short = sign.end - sign.start == 2
    if sign.before in tuple("<|+=") or sign.after in tuple(">|+="):
        return ""
    if sign.before == "!" and text[sign.start - 2 : sign.start - 1] == "<":  # a comment as text
        return ""
    quoted = sign.before in tuple("\"'") and _is_space(text[sign.start - 2 : sign.start - 1])
    is_free = _is_space(sign.before) or sign.before in _OPENING or quoted
    flag = _FLAG.match(text, sign.end) if is_free and is_short and sign.ahead != ")" else None
    if flag and not (quoted and _is_space(text[flag.end() : flag.end() + 1])):
        return ""
    if styles:
        return styles[0 if is_short else 1]
    return "–" if is_short and _is_range(text, sign) else "—"


def _is_range(text: str, sign: _Sign) -> bool:
    """Return whether a dash stands for "to": pages 3--4, Mon--Fri, grades K--6, May 3--June 4."""
    before = text[max(0, sign.start - 11) : sign.start]
    is_day = _DAY_BEFORE.search(before)
    is_end = is_day or _PAGE.search(before)
    onward = _ONWARD.match(text, sign.end) or _DAY_AFTER.match(text, sign.end)
    return bool(is_end and onward) and not (is_day and text[sign.end] in ")]")


@dataclass
class _Quotations:
    """The quotations that are open at a place of a text, and the marks that they are set with."""

    text: str
    marks: _Marks
    doubles: list[str] = field(default_factory=list)  # what will close each that is open
    singles: int = 0
    first: int = field(init=False)  # where the first word begins
    feet: int = -1  # where the last mark of feet or minutes ended

    def __post_init__(self) -> None:
        word = re.search(r"\w", self.text)
        self.first = word.start() if word else len(self.text)

    def mark(self, sign: _Sign) -> str:
        """Return what a mark, the next of the text, is set as; "" where it stays as it is."""
        if sign.kind == '"':
            return self._double(sign)
        if sign.kind == "'":
            return self._single(sign)
        if sign.kind in "„«" or (sign.kind == "“" and self.doubles[-1:] != ["“"]):
            self.doubles.append({"„": "“", "«": "»", "“": "”"}[sign.kind])
        elif sign.kind in "“”»" and self.doubles:
            self.doubles.pop()
        return ""

    def _double(self, sign: _Sign) -> str:
        text, side = self.text, sign.side
        inches = 0 <= sign.start - self.feet < 12 and _INCHES.fullmatch(text, self.feet, sign.start)
        if inches:
            return "″"
        if sign.before.isnumeric() and side in (")", "?"):
            is_inside = len(self.doubles) == 1 and sign.ahead == ")"
            if is_inside or not self.doubles:
                return "″"
        is_open = bool(self.doubles)
        if side == "(":
            is_end = sign.after in _CLOSING and _is_space(text[sign.end + 1 : sign.end + 2])
            after_dash = sign.before == "—" or text[sign.start - 2 : sign.start] == "--"
            side = ")" if is_open and (is_end or after_dash) else "("
        elif side != ")":
            if not (is_open or sign.ahead or (side == "?" and not sign.before.isalnum())):
                return ""
            side = ")" if is_open else "("
        if side == "(":
            self.doubles.append(self.marks.closing)
            return self.marks.opening
        return self.doubles.pop() if is_open else self.marks.closing

    def _single(self, sign: _Sign) -> str:
        text, side = self.text, sign.side
        if sign.before.isnumeric():
            if sign.after.isdigit() or _TIMES.match(text, sign.end):
                if not _THOUSANDS.match(text, sign.end):
                    self.feet = sign.end
                    return "′"
            elif not sign.after.isalpha() and not self.singles:
                self.feet = sign.end
                return "′"
        if side == "?" and _joins(sign.before, sign.after):
            return "’"
        if side == "(" and self._is_elided(sign):
            return "’"
        if side == "(" or (side == "?" and not self.singles and sign.ahead):
            if not sign.ahead and self.first < sign.start:  # no quotation that ends in this text
                return "’"
            self.singles += 1
            return self.marks.inner_opening
        if not side and not self.singles:
            return ""
        if not self.singles:
            return "’"
        self.singles -= 1
        return self.marks.inner_closing

    def _is_elided(self, sign: _Sign) -> bool:
        """Return whether the word behind a mark has lost its beginning: ’90s, ’til, ’cause."""
        text = self.text
        if year := _YEAR.match(text, sign.end):
            return bool(year[1]) or sign.ahead not in (")", "s")
        word = _ELIDED.match(text, sign.end)
        if not word:
            return False
        if word[1]:
            return word[1] in "nN" or text[word.end() : word.end() + 1] != "'"
        return sign.ahead != ")" or self.singles > 0
