"""Bring typed text to what it means, before Markdown is read: signs that nobody sees or types.

`meant` is given a text and gives one with as many lines, so that a line stays where it was. Within
a fence of code nothing is changed. What it does, in this order:

- Signs without width (U+200B, U+2060, U+FEFF, U+00AD) go, unless they stand within a word, where
  they say how it may be broken. So do marks of direction before the sign of a heading or a list.
- A line of nothing but spaces of any kind is an empty line; a space of any kind behind the sign of
  a heading, a list or a quotation, or before it, is a space.
- The points of a word processor (`•`, `·`, `▪`, `●`, `o` …) begin the entries of a list, each kind
  of point inside of the one before.
- `##Heading` is a heading. One sign may be a hashtag, so there the space is needed.
- A file whose name has spaces, `[words](/images/my form.pdf)`, stands between `<` and `>`; of a
  telephone number or a mail the spaces are written as an address has them.
- An address that another program's template makes, `[words]({{ site.baseurl }}/fees/)`, is the one
  that is meant, where that is beyond doubt.
- Quotation marks as LaTeX has them, ``so'', are “so”, where no code can be meant.
- A name right behind a heading, `## Fees{#fees}`, has a space before it; a letter `ﬁ` of a printed
  page is `fi`; the marks around an attribute or a title are straight; Word's own tags go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal[
    "cells",
    "underline",
    "code",
    "lines",
    "footnote",
    "info",
    "entries",
    "sign",
    "lazy",
    "fence",
    "nesting",
]
# What the steps change. Most texts hold none of it, and most of those no sign beyond ASCII.
_SIGN = re.compile(
    r"[\u00a0\u00ad\u200b\u2060\ufeff\u2000-\u200a\u202f\u3000\u2028\u2029\uf0a7\uf0b7\uf0d8"
    r"•·▪◦‣●○■◆◇⁃➢❖\ufb00-\ufb06\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_TIGHT = re.compile(r"##[^#\s]")
_SPACED = re.compile(r"\]\((?:[^()<>\n ]|\([^()<>\n ]*\))+ [^()<>\n\" ]|\]\([^()<>\n ]+ \(")
_FENCE = re.compile(r"[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})")
_WIDTHLESS = re.compile(r"(?<!\w)[\u00ad\u200b\u2060]+|[\u00ad\u200b\u2060]+(?!\w)|\ufeff+")
# Marks of the direction of writing, copied along with a line; within it they say how it is read.
_DIRECTION = re.compile(
    r"^[\u200e\u200f\u202a-\u202e\u2066-\u2069]+(?=[ \t]*(?:[#>*+-]|\d{1,9}[.)]))"
)
_POINTS = "•·▪◦‣●○■◆◇⁃➢❖\uf0a7\uf0b7\uf0d8"
_SPACE = "\u00a0\u2000-\u200a\u202f\u3000\u2028\u2029\x0b\x0c"
_SPACES = re.compile(f"[{_SPACE}]")
# From the beginning of a line up to its words.
_LEAD = re.compile(rf"[ \t>{_SPACE}]*(?:[-*+{_POINTS}]|#{{1,6}}|\d{{1,9}}[.)])?[ \t{_SPACE}]+")
_TIGHT_HEADING = re.compile(r"^([ ]{0,3}#{2,6})(?=[^#\s])")
# “·” and the rest need a space behind them; “o” more than one, or a tab, if no point is above it.
_POINT = re.compile(rf"([ \t>]*)([{_POINTS}]|o(?=[ \t]))[ \t]*(?=\S)")
_LIST = re.compile(r"[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]")

_BRACKET = re.compile(r"[()]")
_FILE = re.compile(r"\.[A-Za-z0-9]{2,5}$")
_CALL = re.compile(r"(?:tel|sms):[ ]*[+\d(][\d ().+-]*")
_MAIL = re.compile(r"mailto:[ ]*[^\s@?]+@[^\s@?]+(?:\?[^\s=]+=.*)?")
_TITLE = re.compile(r"[\"“]")
# A name behind a heading without a space, and a tag whose attributes stand between curly marks.
_NAMED = re.compile(r"([ ]{0,3}#{1,6}[ \t][^{}]*[^{}\s])(\{:?[#.][^{}]*\}[ \t#]*)")
_TAG = re.compile(r"<[a-zA-Z][^<>]*>")
_LATEX_QUOTED = re.compile(r"(?<!`)``(?![`\s])([^`\n]*[^`\s'])''(?!')")
_OFFICE = re.compile(r"</?(?:o|v|w|st1):[a-zA-Z][^<>]*>")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_STRAIGHT = str.maketrans("“”", '""')
_ODD = ("o\t", "\x0b", "\x0c", "=“", "=”", "<o:", "</o:", "<w:", "<v:", "<st1:")
_LONGEST_ADDRESS = 400
# Where an address begins, and what of a template stands there.
_TEMPLATE = re.compile(
    r"(?P<before>\]\([ ]?<?|\b(?:href|src)=[\"']?|^[ ]{0,3}\[[^\]\n]+\]:[ ]*<?)"
    r"(?P<signs>(?:\{\{[^{}\n]*\}\}|\{%[^{}%\n]*%\})+)(?P<slash>/?)"
)
_SIGNS = re.compile(r"\{\{[<%]?(?P<said>[^{}\n]*?)[>%]?\}\}|\{%-?(?P<done>[^{}%\n]*?)-?%\}")
# Jekyll, Hugo, Eleventy, Pelican, Zola: the address of the site itself, by its letters.
_ROOTS = frozenset(
    (
        *("sitebaseurl", "siteurl", "baseurl", "baseref", "rooturl", "rootpath", "basepath"),
        *("configbaseurl", "pathprefix", "sitepathprefix", "metadataurl", "metadatabaseurl"),
    )
)
_QUOTED = re.compile(
    r"\s*(?:(?P<ref>ref|relref)\s+(?:path=)?)?(?P<quote>[\"'])(?P<path>[^\"'\s]+)(?P=quote)\s*"
    r"(?:\|\s*(?P<filter>url|relative_url|absolute_url|relURL|absURL|relLangURL|absLangURL"
    r"|prepend:\s*site\.baseurl)\s*)*"
)
_SOURCE = re.compile(r"\s*(?P<kind>link|post_url)\s+(?P<path>[^\s\"']+)\s*")
# How other programs call the folders of what are articles and pages here.
_ARTICLES = frozenset(
    (
        *("_posts", "posts", "post", "blog", "articles", "_articles", "article", "journal", "news"),
        *("notes", "writing"),
    )
)
_PAGES = frozenset(("_pages", "pages", "page"))
_SHORT = 45  # characters of a line of verse, or of an address on a letter; wrapped text has more
_BREAKS = ("\\", "  ", ">", "}")  # a line that ends so is broken already, or no line of words
_OPENS = tuple("\"'“‘«(*_")
_PROSE = re.compile(r"[\w\s.,;:!?'\"’‘“”()–—-]+")

# How a line may begin that is meant as an entry of a list, and is read as none: a sign such as
# → ✓ 📍, a star without a space, the sign of a list twice, a number or a letter.
_ENTRY = re.compile(
    r"(?P<sign>[\u2010\u2012\u2014\u2015\u2190-\u21ff\u2212\u25a0-\u27bf\u2900-\u297f\u2b00-\u2bff"
    r"\U0001f000-\U0001faff»›]\ufe0f?[ \t]*[^\W_])"
    r"|(?P<star>\*(?=\w)[^*]*$)"
    r"|(?P<depth>([-*+])\4{1,3}[ \t]+(?=[^\s*]))"
    r"|(?P<form>[(\[]?)\\?(?P<count>\d{1,2}|[a-zA-Z]|[ivxIVX]{2,4})\\?[.)\]][ \t]*(?=[^\W\d_])"
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


@dataclass(frozen=True)
class Note:
    """What was read otherwise than it may have been meant: on which line (from 1), which words.

    "cells" were left out of a row that has more of them than its table has heads; an "underline"
    made a heading of prose; prose that is indented became "code"; short "lines" run together; a
    "footnote" is left out, for another has its sign; and what stands behind a fence of code and the
    name of its language is "info" that nobody sees. Lines that look like "entries" of a list run
    together; a "sign" made a list or a quotation of a line of prose; a "lazy" line below a list
    belongs to its last entry; a "fence" of code is never closed; a list was meant to
    be within an entry ("nesting").
    """

    kind: Kind
    line: int
    words: str


def is_prose(line: str) -> bool:
    """Return whether a line that is read as code is one of words, or the entry of a list."""
    words = [word for word in line.split() if word[:1].isalpha()]
    is_begun = line.lstrip()[:1].isupper() or _LIST.match(line) is not None
    return (len(words) > 3 or (bool(words) and is_begun)) and _PROSE.fullmatch(line) is not None


def entries(lines: Sequence[str], *, in_list: bool = False) -> int:
    """Return which of a paragraph's lines is the first that looks like an entry of a list, -1 for
    none: two in a row begin with a sign, or the second counts on from the first. In an entry, one
    that begins with `--` is enough.

    >>> entries(["I am", "✓ licensed", "✓ insured"]), entries(["a) Sit.", "b) Rest."])
    (1, 0)
    """
    for at, (line, below) in enumerate(pairwise(lines)):
        first, second = _ENTRY.match(line), _ENTRY.match(below)
        if second is None:
            continue
        if first is None:
            if second["depth"] and in_list:
                return at + 1
            continue
        if first.lastgroup == second.lastgroup and first.lastgroup != "count":
            return at
        if first["count"] and second["count"] and first["form"] == second["form"]:
            count, onward = _number(first["count"]), _number(second["count"])
            if any(one + 1 == two for one in count for two in onward):
                return at
    return -1


def _number(count: str) -> list[int]:
    """Return what a number, a letter or a Roman number may count.

    >>> _number("2"), _number("b"), _number("II"), _number("i")
    ([2], [98], [2], [105, 1])
    """
    if count.isdigit():
        return [int(count)]
    roman = _ROMAN.index(count.lower()) + 1 if count.lower() in _ROMAN else 0
    letter = [ord(count)] if len(count) == 1 else []
    return [*letter, roman] if roman else letter


def are_short(lines: Sequence[str]) -> bool:
    """Return whether lines were broken where they end, as verse is, and not by a program."""
    if any(len(line) > _SHORT or line.endswith(_BREAKS) for line in lines):
        return False
    if len(lines) == 2:  # a letter ends so: “Warmly,” and below it a name
        first, last = lines[0].split(), lines[1].split()
        is_end = lines[0].endswith(",") and lines[1][:1].isupper() and lines[1][-1:].isalpha()
        if not is_end or max(len(first), len(last)) > 3:
            return False
    if not all(line[:1].isalnum() or line[:1] in _OPENS for line in lines):
        return False
    # Chinese and Japanese say in so many characters what takes twice as many elsewhere.
    return not any(unicodedata.east_asian_width(line[0]) in "WF" for line in lines if line)


def meant(text: str) -> str:
    """Return the text as it was meant.

    >>> meant("##Rest\\u200b\\n•\\u00a0tea")
    '## Rest\\n- tea'
    """
    if not (
        (not text.isascii() and _SIGN.search(text))
        or any(sign in text for sign in _ODD)
        or ("{" in text and "#" in text)
        or ("##" in text and _TIGHT.search(text))
        or ("](" in text and _SPACED.search(text))
        or "{{" in text
        or "{%" in text
        or ("``" in text and "''" in text)
    ):
        return text
    lines, fence, points = [], "", ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = "" if mark and mark[1].startswith(fence) else fence
        elif mark:
            fence = mark[1]
        else:
            if not line.isascii():
                line = _DIRECTION.sub("", _WIDTHLESS.sub("", line))
                line = _LIGATURE.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), line)
            line = _one_kind_of_space(line)
            line = _TIGHT_HEADING.sub(r"\1 ", line, count=1)
            line, points = _as_entry(line, points)
            line = _with_addresses(line) if "{{" in line or "{%" in line else line
            if "``" in line and "''" in line:
                line = _with_quotation_marks(line)
            if "`" not in line:
                line = _with_brackets(line) if "](" in line else line
                line = _with_plain_tags(line) if "<" in line else line
            if "{" in line and (named := _NAMED.fullmatch(line)):
                line = f"{named[1]} {named[2]}"
        lines.append(line)
    return "\n".join(lines)


def _one_kind_of_space(line: str) -> str:
    """Return a line whose spaces are plain ones where they say what it is.

    >>> _one_kind_of_space("\\u00a0-\\u00a0\\u00a0tea"), _one_kind_of_space("\\u00a0")
    (' - tea', '')
    """
    if not _SPACES.search(line):
        return line
    if not line.strip():
        return ""
    lead = _LEAD.match(line)
    if lead is None or not lead[0].strip():  # it says nothing but that the line is indented
        return line
    sign = lead[0].rstrip()
    return f"{_SPACES.sub(' ', sign)} {line[lead.end() :]}"


def _with_addresses(line: str) -> str:
    """Return a line in which addresses that templates make are those that they make.

    >>> _with_addresses("[Fees]({{ site.baseurl }}/fees/) ![A desk]({{ '/images/a.jpg' | url }})")
    '[Fees](/fees/) ![A desk](/images/a.jpg)'
    >>> _with_addresses('[Rest]({% link _posts/2026-01-20-rest.md %}) [x]({{< ref "rest.md" >}})')
    '[Rest]({filename}/articles/2026-01-20-rest.md) [x](rest.md)'
    """

    def meant_by(found: re.Match[str]) -> str:
        if line.count("`", 0, found.start()) % 2:
            return found[0]
        address = ""
        for sign in _SIGNS.finditer(found["signs"]):
            part = _address(sign)
            if part is None or (address.strip("/") and part):
                return found[0]
            address = part or address
        if address and not address.endswith("/"):
            return found["before"] + address + found["slash"]
        return found["before"] + (address or "/")

    return _TEMPLATE.sub(meant_by, line)


def _address(sign: re.Match[str]) -> str | None:
    """Return the address that one sign of a template stands for; "" is the site's own."""
    said = sign["said"] or ""
    if re.sub(r"[^a-z]", "", said.lower()) in _ROOTS:
        return ""
    if source := _SOURCE.fullmatch(sign["done"] or ""):
        name = source["path"] if source["kind"] == "link" else f"_posts/{source['path']}.md"
        return _source_file(name)
    quoted = _QUOTED.fullmatch(said)
    if quoted is None or "://" in quoted["path"]:
        return None
    if not quoted["ref"]:
        is_ours = quoted["filter"] or quoted["path"].startswith("/")
        return f"/{quoted['path'].lstrip('/')}" if is_ours else None
    path, hash_, place = quoted["path"].partition("#")
    name = path if path.endswith((".md", "/")) or not path else f"{path}.md"
    if "/" in name.strip("/"):
        name = _source_file(name) or ""
    return name + hash_ + place if name or hash_ else None


def _source_file(path: str) -> str | None:
    """Return how we name a file of another program, None if it is in no folder that we know."""
    folder, _, name = path.removeprefix("content/").strip("/").rpartition("/")
    top = folder.partition("/")[0]
    if name.endswith((".md", ".markdown")) and (folder == top):
        if top in _ARTICLES:
            return f"{{filename}}/articles/{name}"
        if top in _PAGES or not top:
            return f"{{filename}}/pages/{name}"
    return None


def _with_quotation_marks(line: str) -> str:
    """Return a line in which LaTeX's quotation marks are ours, unless backticks are left over.

    >>> _with_quotation_marks("Say ``rest'' to it."), _with_quotation_marks("``a'' b``")
    ('Say “rest” to it.', "``a'' b``")
    """
    meant_line = _LATEX_QUOTED.sub(r"“\1”", line)
    return line if "``" in meant_line else meant_line


def _with_brackets(line: str) -> str:
    """Return a line in which each address that was typed with spaces is one that has none.

    >>> _with_brackets('![A desk](/images/my desk (1).jpg "Mine")')
    '![A desk](</images/my desk (1).jpg> "Mine")'
    >>> _with_brackets("[Call](tel:(303) 555-0142) or [write](mailto: a@b.example?subject=A call)")
    '[Call](tel:(303)-555-0142) or [write](mailto:a@b.example?subject=A%20call)'
    """
    found, at = [], 0
    while (begin := line.find("](", at) + 2) > 1:
        end = _closing(line, begin)
        mark = _TITLE.search(line, begin, end)
        title = line[mark.start() : end].strip() if mark else ""
        path = line[begin : mark.start() if mark else end].strip()
        meant_path, meant_title = _path(path), title
        if title[:1] == "“" and title[-1:] == "”" and '"' not in title:
            meant_title = f'"{title[1:-1]}"'
        is_title = not title or meant_title[0] == meant_title[-1] == '"' != meant_title
        if is_title and (meant_path, meant_title) != (path, title):
            space = " " if title else ""
            found += [line[at:begin], meant_path, space, meant_title]
        else:
            found.append(line[at:end])
        at = end
    return "".join([*found, line[at:]])


def _path(typed: str) -> str:
    """Return an address as Markdown reads it, if it has spaces and is surely one."""
    if " " not in typed or typed[0] == "<":
        return typed
    scheme, _, rest = typed.partition(":")
    if _CALL.fullmatch(typed):
        return f"{scheme}:{rest.strip().replace(' ', '-')}"
    if _MAIL.fullmatch(typed):
        return f"{scheme}:{rest.strip().replace(' ', '%20')}"
    if _FILE.search(typed) or (typed[0] == "/" and typed[-1] == "/"):
        return f"<{typed}>"
    return typed


def _with_plain_tags(line: str) -> str:
    """Return a line whose tags have straight marks, and none of which is a word processor's own.

    >>> _with_plain_tags("<a href=“/about/”>me</a><o:p></o:p>")
    '<a href="/about/">me</a>'
    """
    line = _OFFICE.sub("", line)
    if "=“" not in line and "=”" not in line:
        return line
    return _TAG.sub(lambda tag: tag[0].translate(_STRAIGHT) if '"' not in tag[0] else tag[0], line)


def _closing(line: str, begin: int) -> int:
    """Return where the bracket is closed that is open at `begin`; `begin` if it is nowhere near."""
    depth = 1
    for sign in _BRACKET.finditer(line, begin, begin + _LONGEST_ADDRESS):
        depth += 1 if sign[0] == "(" else -1
        if depth == 0:
            return sign.start()
    return begin


def _as_entry(line: str, points: str) -> tuple[str, str]:
    """Return a line whose point makes it an entry of a list, and the kinds of points so far.

    >>> _as_entry("o tea", "•")
    ('  - tea', '•o')
    >>> _as_entry("• • •", "")  # parts the text, see `pasted`
    ('• • •', '')
    """
    found = _POINT.match(line) if line.strip(f" \t>{_POINTS}") else None
    if found is None or (found[2] == "o" and not points and line[found.end(2)] != "\t"):
        goes_on = not line.strip() or line[:1] in " \t"
        return line, points if goes_on else ""
    before, kind = found[1], found[2]
    points = points[: points.index(kind) + 1] if kind in points else points + kind
    depth = "" if before.strip(">") else "  " * (len(points) - 1)
    return f"{before}{depth}- {line[found.end() :]}", points
