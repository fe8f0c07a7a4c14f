"""Who says what of whom: sentences as families of words, and the frames that rules look for.

A frame is a line of words that follow one another in a clause:

    I|YOU .. QUIT .. DRUG       “you can throw away your antidepressants”
    ^QUIT .. DRUG               “Ditch the Prozac and …”, where a clause begins
    & DRUG CHANGE -THIRD        all of these in a sentence, in any order, and none of THIRD
    CLIENT no? longer NEED      a word with “?” may be missing
    ~ ^try .. SUPPLEMENT        “~”: what is found is not sure enough to hold up publishing

Words in capitals are families (`plugins.checks.rules.families`), small ones stand for themselves,
and “|” is or. “..” is a gap of up to three words of a clause, “...” of up to nine, beyond a comma
as well; it ends where a main clause does, and at a denial or a hedge: “you will never …” is not
“YOU WILL …”. A frame that means a denial names it (NOT). Contractions are read as two words:
“don't” is “do not”.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from plugins.checks.rules.families import FAMILIES, IRREGULAR

_TOKEN = re.compile(
    r"\d[\d,.]*\d(?: ?%)?|\d(?: ?%)?|[^\W\d_]+(?:'[^\W\d_]+)*|[,;:—–()\"“”.!?…%#$&]"
)
_SHORT = {"'m": "am", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would"}
_IS = {"it", "that", "he", "she", "here", "there", "what", "who", "let", "where", "nobody"}
_BREAKS = frozenset({";", ":", "—", "–", "but", "whereas", ".", "!", "?", "…"})
_BEGINS = frozenset({*_BREAKS, ",", "(", ")", '"', "“", "”"})
_AFTER = frozenset({"and", "please", "then", "or", "so", "just", "simply", "also"})
_NEAR, _FAR = 3, 9
# A word of a gap: none that begins a main clause, denies or hedges.
_PASSED = r"<(?!!)(?![^<>]*\|(?:NOT|HEDGE)\|)[^<>]*>"
_WITHIN = _PASSED.replace("(?!!)", "(?![!^])")
_GAPS = {"..": rf"(?:{_WITHIN}){{0,{_NEAR}}}?", "...": rf"(?:{_PASSED}){{0,{_FAR}}}?"}
_MARK = r"<!?\^?"
_WHOLE = re.compile(r"(?s).*")


def _forms(kind: str, word: str) -> Iterator[str]:
    """Yield a word as it is inflected: a verb (v), a noun (n); what is neither stays as it is."""
    head, _, rest = word.partition(" ")
    if kind == "n" and rest:  # “sleeping pill”: the last word is inflected
        head, _, tail = word.rpartition(" ")
        yield from (f"{head} {form}" for form in _forms("n", tail))
        return
    forms = {head}
    if kind in "vn" and kind:
        stem = head[:-1] + "i" if re.search(r"[^aeiou]y$", head) else head
        forms.add(stem + ("es" if stem[-1] == "i" or re.search(r"(?:s|x|z|ch|sh)$", stem) else "s"))
    if kind == "v":
        past = head.removesuffix("e")
        doubled = past + past[-1] if re.search(r"[^aeiou][aeiou][bdgmnprt]$", head) else past
        forms |= {past + "ing", doubled + "ing"}
        forms |= set(IRREGULAR.get(head, "").split()) or {
            re.sub(r"([^aeiou])y$", r"\1i", end) + "ed" for end in (past, doubled)
        }
    yield from (f"{form} {rest}".strip() for form in sorted(forms))


@lru_cache(maxsize=1)
def _families() -> tuple[dict[str, frozenset[str]], dict[str, str]]:
    """Return the words of each family, and of each single word its families as a frame reads it."""
    words: dict[str, frozenset[str]] = {}
    for name, listed in FAMILIES.items():
        members: set[str] = set()
        for part in listed.split(";"):
            kind, _, some = part.strip().rpartition(": ")
            for word in filter(None, (one.strip() for one in some.replace("\n", " ").split(","))):
                members |= (
                    words[word] if word.isupper() and word in words else {*_forms(kind, word)}
                )
        words[name] = frozenset(" ".join(member.replace("-", " ").split()) for member in members)
    of: dict[str, str] = defaultdict(lambda: "|")
    for name, listed_words in words.items():
        for word in listed_words:
            if " " not in word:
                of[word] += f"{name}|"
    return words, dict(of)


def families_of(word: str) -> frozenset[str]:
    """Return the families of which a word is a member by itself."""
    return frozenset(_families()[1].get(word, "").split("|")) - {""}


@dataclass(frozen=True)
class _Read:
    """A sentence as frames read it; where each word stands in that, and in the text."""

    code: str
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@lru_cache(maxsize=64)
def read(sentence: str) -> _Read:
    """Return a sentence as words with their families, `<^word|FAMILY|…>`, in small letters."""
    _, families = _families()
    code: list[str] = []
    starts: list[int] = []
    spans: list[tuple[int, int]] = []
    size = 0
    begins, breaks = True, False
    for match in _TOKEN.finditer(sentence):
        token = match[0].lower()
        if token in _BEGINS and token != "but" and token != "whereas":
            begins, breaks = True, breaks or token in _BREAKS
            continue
        for word in parts(token):
            breaks = breaks or word in _BREAKS
            number = _sign(word, match[0], known=not code and word in families)
            mark = ("!" if breaks and code else "") + ("^" if begins or breaks else "")
            one = f"<{mark}{word}{families.get(word, '|')}{number}>"
            starts.append(size)
            spans.append(match.span())
            code.append(one)
            size += len(one)
            begins, breaks = word in _AFTER and (begins or word != "so"), False
    return _Read("".join(code), tuple(starts), tuple(spans))


def _sign(word: str, typed: str, *, known: bool) -> str:
    """Return the families of a word that are seen by its signs: a number, a percentage, a name.

    A word that begins a sentence is no name if it is `known`.
    """
    if word[0].isdigit():
        return (
            "NUM|COUNT|RATIO|"
            if word[-1] == "%"
            else "NUM|COUNT|AGE|"[: 14 if word in _AGES else 10]
        )
    return "NAME|" if typed[0].isupper() and not known and word not in _NO_NAMES else ""


def parts(token: str) -> tuple[str, ...]:
    """Return the words of a token in small letters, of a contraction both."""
    if token in ("cannot", "can't"):
        return "can", "not"
    if token == "won't":
        return "will", "not"
    if token.endswith("n't"):
        return token[:-3], "not"
    head, sign, tail = token.partition("'")
    if sign and (short := _SHORT.get(sign + tail)):
        return head, short
    if sign and tail == "s" and head in _IS:
        return head, "is"
    return (token.removesuffix("'s"),)


@dataclass(frozen=True)
class Frame:
    """One line of a table: what has to be there, what not, and whether it is weak.

    Of each set of `anchors` a sentence needs a word, of the first most seldom has one.
    """

    needs: tuple[str, ...]
    without: tuple[str, ...]
    anchors: tuple[frozenset[str], ...]
    weak: bool

    def may_match(self, words: frozenset[str]) -> bool:
        """Return whether a text with these words has one of each that is needed."""
        return all(not some.isdisjoint(words) for some in self.anchors)


def frames(table: str) -> tuple[Frame, ...]:
    """Return the frames of a table; raises KeyError for a family that is not known.

    A line that ends in “|” goes on in the next.
    """
    lines = (line.strip() for line in re.sub(r"\|\n\s*", "|", table).splitlines())
    return tuple(_frame(line) for line in lines if line)


def _frame(line: str) -> Frame:
    atoms = line.split()
    weak, loose = "~" in atoms[:1], "&" in atoms[:2]
    needs, without, anchors = [], [], []
    for atom in atoms[weak + loose :]:
        if atom in _GAPS:
            needs.append(_GAPS[atom])
            continue
        names = atom.strip("-^?").split("|")
        one = _atom(names, starts="^" in atom)
        if atom.startswith("-"):
            without.append(one)
            continue
        needs.append(f"(?:{one})?" if atom.endswith("?") else one)
        if not atom.endswith("?") and _SIGNS.isdisjoint(names):
            words = (word for name in names for word in _words(name))
            anchors.append(frozenset(max(word.split(), key=_telling) for word in words))
    anchors.sort(key=lambda some: (bool(some & _COMMON), len(some)))
    patterns = needs if loose else ["".join(needs)]
    return Frame(tuple(patterns), tuple(without), tuple(anchors), weak)


def _telling(word: str) -> tuple[bool, int]:
    """Return how well a word of several says that all of them may be there."""
    return word not in _COMMON, len(word)


# Most frames are never looked for: to compile all of them takes seconds.
compiled = lru_cache(maxsize=None)(re.compile)


def _words(name: str) -> frozenset[str]:
    """Return the words of a family, or the word itself; raises KeyError for an unknown family."""
    return _families()[0][name] if name.isupper() else frozenset({name})


def _atom(names: list[str], *, starts: bool) -> str:
    """Return the pattern for one of some families and words; of those, longer ones come first."""
    mark = r"<!?\^" if starts else _MARK
    families = [name for name in names if name.isupper()]
    tried = [rf"[^<>]*\|{name}\|[^<>]*>" for name in families]
    typed = {name for name in names if not name.isupper()}
    typed |= {word for name in families if name not in _SIGNS for word in _words(name)
              if " " in word}  # fmt: skip
    tried += [
        _MARK.join(rf"{re.escape(part)}\|[^<>]*>" for part in word.split())
        for word in sorted(typed, key=lambda word: (-len(word), word))
    ]
    return f"{mark}(?:{'|'.join(tried)})"


_SIGNS = {"NUM", "NAME"}
_AGES = frozenset(map(str, range(10, 100)))
_NO_NAMES = frozenset(
    """
    i we the a an this that these those what how when where why who if in on at as for with
    from to it he she they his my her their there here then so and but or one please never
    always many most people some others not no yes let write read take once after before
    because ifs self monday mondays tuesday tuesdays wednesday wednesdays thursday thursdays
    friday fridays saturday saturdays sunday sundays christmas january february march april
    may june july august september october november december
    """.split()  # noqa: SIM905
)
# In nearly every sentence, so that none of them says what a frame is about.
_COMMON = frozenset(
    """
    i we you me us my our your a the is are be will to in of for with it and can no not that
    do everyone this all
    """.split()  # noqa: SIM905
)


@lru_cache(maxsize=20_000)
def words_in(word: str) -> frozenset[str]:
    """Return the words that a word with a hyphen or an apostrophe consists of."""
    return _words_of(word)


@lru_cache(maxsize=64)
def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in small letters, of contractions both words; some more may be in.

    Found faster than `read`, to see what is not there.
    """
    return _words_of(text)


def _words_of(text: str) -> frozenset[str]:
    small = text.lower()
    if "'" in small:
        small = small.replace("can't", "can not").replace("won't", "will not")
        small = small.replace("n't", " not").replace("'s", " is ")
        for short, word in _SHORT.items():
            small = small.replace(short, f" {word}")
    return frozenset(re.findall(r"[^\W_]+", small))


def find(
    some: tuple[Frame, ...], text: str, first: int, last: int
) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield where frames match a sentence of a text, and whether only weak ones do."""
    words = words_of(text[first:last])
    for frame in some:
        if not frame.may_match(words):
            continue
        sentence = read(text[first:last])
        if any(compiled(one).search(sentence.code) for one in frame.without):
            continue
        for begin, end in _places(frame.needs, sentence.code):
            first_word = bisect_right(sentence.starts, begin) - 1
            last_word = bisect_right(sentence.starts, end - 1) - 1
            start, until = sentence.spans[first_word][0], sentence.spans[last_word][1]
            if whole := _WHOLE.fullmatch(text, first + start, first + until):
                yield whole, frame.weak


def _places(needs: tuple[str, ...], code: str) -> Iterator[tuple[int, int]]:
    """Yield where what is needed stands in a sentence: one by one, or all of it together."""
    if len(needs) == 1:
        yield from (match.span() for match in compiled(needs[0]).finditer(code))
        return
    matches = [compiled(one).search(code) for one in needs]
    spans = [match.span() for match in matches if match]
    if len(spans) == len(needs):
        yield min(begin for begin, _ in spans), max(end for _, end in spans)


def kinds(text: str, first: int, last: int, some: tuple[tuple[str, ...], ...]) -> int:
    """Return of how many of some kinds, each of some families, a sentence of a text has a word.

    The word that begins it is no name, for it has a capital letter whatever it is.
    """
    sentence = read(text[first:last])
    _, _, rest = sentence.code.partition(">")
    return sum(any(f"|{name}|" in rest for name in names) for names in some)


def hedged(text: str, first: int, start: int) -> bool:
    """Return whether what precedes in the same main clause only hopes, aims or supposes."""
    code = read(text[first:start]).code
    return "|HEDGE|" in code[code.rfind("<!") :] if "<!" in code else "|HEDGE|" in code
