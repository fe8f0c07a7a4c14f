"""The forms in which people type questions and answers, each read as the same: `Question`s.

    **How do I pay?**              bold, in one run or in several, with stars, `<b>` or `<strong>`,
    **How do I pay?** By card.     also in a quotation; what follows in the same paragraph, or on
                                   its next line, is the answer
    Q: How do I pay?               or Q1., Question:, Client:, … and bold, also as points of a list;
    A: By card.                    the marks are left out, and so are signs as in ▶ How do I pay?
    1. How do I pay?               an ordered list of questions; or any list of bold ones
       By card.
    How do I pay?                  a definition list of questions
    : By card.
    | Question | Answer |          a table of two columns that are called so, or of which each first
                                   cell asks
    > [!faq] How do I pay?         a callout of Obsidian
    <details><summary>How do I pay?</summary>   as HTML, or with markdown="1"
    How do I pay?                  a line like any other, or a slanted one: `plain`

Works on blocks before inline Markdown is read, and changes none of them: whether a form counts as
questions depends on where it stands, which `faq` knows.
"""

from __future__ import annotations

import re
import textwrap
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown import Markdown
from markdown.util import ETX, STX

from plugins.core.html_blocks import html_of
from plugins.faq_neighbors.titles import key

ATTRIBUTES = re.compile(r"\{:?([^{}\n]*)\}[ ]*$")
RAW = "raw"  # the tag of a block whose text is still to be read as Markdown
# What may stand in a question without being one of its words: notes, where links lead, HTML.
_NO_WORDS = re.compile(r"\[\^[^\[\]\s]*\]|\]\([^()\s]*\)|<[^<>]*>|:[a-z][a-z_]*:\s*$")
_ASKING = frozenset("?？؟;՞፧⸮")
_RUN = re.compile(
    r"(?P<mark>\*{2,3}|_{2,3})(?P<text>(?:(?!(?P=mark)(?!\*)).)+)(?P=mark)"
    r"|<(?P<tag>b|strong)(?:\s[^<>]*)?>(?P<inner>(?:(?!</?(?P=tag)\b).)+)</(?P=tag)>",
    re.DOTALL | re.IGNORECASE,
)
# What may be around a bold question: a slant, an underline, a color.
_AROUND = re.compile(
    r"(?P<slant>[*_])(?P<text>(?P<mark>\*\*|__)(?:(?!(?P=mark)).)+(?P=mark))(?P=slant)"
    r"|<(?P<tag>u|i|em|span|ins|font|mark)\b[^<>]*>(?P<inner>(?:(?!</?(?P=tag)\b).)+)</(?P=tag)>",
    re.DOTALL | re.IGNORECASE,
)
_SLANTED = re.compile(r"(?P<mark>[*_])(?P<text>[^*_]+)(?P=mark)")
_BREAK = re.compile(r"(?:\s|<br\s*/?>|\\\n|[-–—:](?=\s))*")
_NUMBER = re.compile(r"\d{1,3}\\?[.)]\s+")
_SENTENCE = re.compile(r"[^?？؟]*[?？؟]+[\"'”’»)]*(?=\s)")
_OPENED = r"[ \t]*+(?:(?P<opened>\*{1,3}|_{1,3}|<(?:b|strong|i|em)>)[ \t]*+)?"
# Behind a bold Q no sign is needed.
_SIGN = r"[ ]?\d{0,3}[ ]?(?:[:：]|[.)](?=[\s*_<])|[–—-](?=\s)|(?=(?:\*\*|__|</b>|</strong>)\s))"
# What an accordion, or whoever types one, puts before a question; nobody reads it as a word.
_BEFORE = r"(?:[▶►▸▹▷⏵❯➤➔➜➡⮕→⇒➕＋❓❔⁉🤔🔹🔸👉🔽🔻▼▾]\ufe0f?[ \t]*)+"
_Q = re.compile(
    rf"{_OPENED}(?:(?P<sure>(?:{_BEFORE})?(?:(?:Q|Question|Client|Reader|Frage|Pregunta|Pergunta"
    rf"|Domanda|Vraag|Вопрос|問|问){_SIGN}|q\d{{0,3}}:)|{_BEFORE}(?=[\w\"“¿*_<]))|[FPDVВ][ ]?[:：])"
)
_ANSWER = "A|R|О|Answer|Therapist|Antwort|Respuesta|Réponse|Risposta|Resposta|Antwoord|Ответ|答"
_A = re.compile(rf"{_OPENED}(?:(?:{_ANSWER}){_SIGN}|a\d{{0,3}}:)")
_A_ALONE = re.compile(rf"{_OPENED}A[:：]")  # where no Q: stands before it
_A_INSIDE = re.compile(
    rf"(?<=[?？*_>])(?:[ ]*<br\s*/?>[ ]*|[ ]+)(?=(?:\*\*|__|<b>)?(?:{_ANSWER})[ ]?[:：])"
)
# How the two columns of a table may be called, as `key` has it.
_ASKED = re.compile("(your|common)?questions?|q|fragen?|p[er]{2}guntas?|domand[ae]|vraa?g(en)?")
_ANSWERED = re.compile(
    "(?:our|my)?answers?|a|antwort(?:en)?|resp[uo]e?stas?|reponses?|rispost[ae]|antwoord"
)
_DETAILS = re.compile(r"<(/?)details\b[^<>]*>", re.IGNORECASE)
_SUMMARY = re.compile(r"\s*<summary\b[^<>]*>(.*?)</summary>", re.DOTALL | re.IGNORECASE)
_PLACE = re.compile(f"{STX}(\\d+){ETX}")
_FRAMES = re.compile(r"</?(?:h[1-6]|p|div|span|b|strong)\b[^<>]*>", re.IGNORECASE)
_ID = re.compile(r"\bid\s*=\s*[\"']?([^\s\"'>]+)")
_NAMES_ENTRY = ("p", "h2", "h3", "h4", "h5", "h6")  # `- ### How do I pay?` (Notion)
_CALLOUT = re.compile(r"\[!(?:question|faq|help)\][-+]?[ \t]*", re.IGNORECASE)  # of Obsidian
_ANSWERS = ("p", "ul", "ol", "blockquote", "pre", "table")
_LONGEST_LINE = 160
_NO_SENTENCE = "?!:{[|%+="  # boxes of other programs: `??? question "Is it?"`
_PARTER = re.compile(r"\{:\s*\}")  # parts two quotations of which Markdown would make one


@dataclass(frozen=True)
class Question:
    """A question as Markdown, and the part of its answer that stands in the same block.

    `typed` is how its line begins behind the signs of its form, `id` what it is already called;
    `marked` says that there was a `Q:`.
    """

    text: str
    answer: tuple[ET.Element, ...] = ()
    typed: str = ""
    id: str = ""
    marked: bool = False


@dataclass(frozen=True)
class Form:
    """A block that is nothing but questions, each with its answer or the beginning of one.

    `before` is the pattern of what stands before a question on its line. A `sure` form is one even
    inside the answer to a question of another form; what follows a `closed` one is no part of its
    last answer.
    """

    name: str
    questions: tuple[Question, ...]
    before: str = ""
    sure: bool = False
    closed: bool = False


def asks(text: str) -> bool:
    """Return whether a text ends in a question mark, whatever signs come after it."""
    words = _NO_WORDS.sub("", ATTRIBUTES.sub("", text)).rstrip("_*")
    at = len(words)
    while at and not words[at - 1].isalnum():
        at -= 1
    return not _ASKING.isdisjoint(words[at:])


def without_q(text: str) -> str:
    """Return a question without the mark that it is one: `Q: How do I pay?`."""
    mark = _Q.match(text)
    return _behind(mark) if mark and mark["sure"] else text


def without_a(text: str, *, asked: bool) -> str:
    """Return an answer without the mark that it is one; `asked`: its question had one as well."""
    mark = (_A if asked else _A_ALONE).match(text)
    return _behind(mark) if mark else text


def of(block: ET.Element, following: ET.Element | None, md: Markdown) -> Form | None:
    """Return the questions of which a block consists, None if it is anything else.

    In what follows it there may be an answer to the last of them.
    """
    if block.tag == "p":
        return _paragraph(block, following)
    if block.tag in ("ol", "ul"):
        return _list(block, following)
    if block.tag in ("blockquote", RAW):
        return (_raw if block.tag == RAW else _quotation)(block, md)
    read_as = {"dl": _definitions, "table": _table, "details": _element}
    return read_as[block.tag](block) if block.tag in read_as else None


def plain(block: ET.Element, following: ET.Element | None) -> Form | None:
    """Return the question that is a line like any other, or a slanted one, with its answer below.

    Only where questions and answers are announced, and nothing else asks, is it one.
    """
    if block.tag == "blockquote" and len(block) == 1:
        block = block[0]
    first, _, rest = (block.text or "").strip().partition("\n")
    if block.tag != "p" or len(block) or len(first) > _LONGEST_LINE or not asks(first):
        return None
    if first[0] in _NO_SENTENCE:
        return None
    is_followed = following is not None and following.tag in _ANSWERS and not _asks_first(following)
    if asks(rest.rpartition("\n")[2]) or not (rest or is_followed):
        return None
    question = Question(_bare(first.rstrip("\\ ")), _paragraphs(_rest(rest)), first.rstrip())
    return Form("plain", (question,), r"[\s>]*")


def _asks_first(block: ET.Element) -> bool:
    return asks("".join(block.itertext()).strip().partition("\n")[0])


# --- In paragraphs -----------------------------------------------------------------------------


def _paragraph(block: ET.Element, following: ET.Element | None) -> Form | None:
    text = (block.text or "").strip()
    if len(block) or not text:
        return None
    if mark := _Q.match(text):
        found = [_marked(part, following) for part in _parted(text, _Q)]
        questions = [question for question in found if question]
        name = (mark["sure"] or "Q")[0].upper()
        # A sign may also stand before something that is left to the reader to ask herself.
        is_followed = following is not None and not _asks_first(following)
        is_whole = all(one.answer or (is_followed and one is found[-1]) for one in questions)
        if questions != found or not (name.isalpha() or is_whole):
            return None
        bold = len(questions) == 1 and bool(_RUN.match(text)) and not questions[0].answer
        return Form(name, tuple(questions), sure=bold)
    if question := _bold(text):
        parts = [_bold(part) for part in _parted(text, _RUN)]
        questions = [part for part in parts if part]
        # Two bold questions without a word between them are the words of one answer.
        whole = len(questions) == len(parts) and all(part.answer for part in questions[:-1])
        sure = len(parts) == 1 and not question.answer
        return Form("bold", tuple(questions), sure=sure) if whole else None
    if number := _NUMBER.match(text):
        asked = _sentence(text[number.end() :])
        return Form("numbered", (asked,), _NUMBER.pattern) if asked else None
    return None


def _parted(text: str, begins: re.Pattern[str]) -> Iterator[str]:
    """Yield the parts of a paragraph, each beginning with a line that asks in the same way."""
    part: list[str] = []
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if part and begins.match(line):
            rest = "\n".join(lines[number : number + 3])  # a bold question seldom takes more lines
            if begins is _Q or (_bold(rest) and _bold("\n".join(part))):
                yield "\n".join(part)
                part = []
        part.append(line)
    yield "\n".join(part)


def _bold(text: str) -> Question | None:
    """Return the question with which a text begins in bold, and the rest as its answer."""
    runs: list[str] = []
    at, typed = 0, text.split("\n")[0].strip()
    around = _AROUND.match(text)
    if around and _RUN.match(inner := (around["text"] or around["inner"]).strip()):
        text = inner + text[around.end() :]
    while run := _RUN.match(text, at):
        at = run.end()
        words = (run["text"] or run["inner"]).strip()
        if text[at : at + 1] in ("?", "？"):
            words += text[at]
            at += 1
        runs.append(words)
        if asks(words):
            break
        while text[at : at + 1].isspace():
            at += 1
    if not runs or not asks(runs[-1]):
        return None
    rest = text[at:]
    pinned = re.match(r"\s*(\{:?[ ]*[#.][^{}\n]*\})", rest)
    rest = rest[pinned.end() :] if pinned else rest
    if rest.strip() and not (rest[0].isspace() or rest.startswith((":", "<br", "\\\n"))):
        return None
    words = " ".join(runs) + (f" {pinned[1]}" if pinned else "")
    if text.startswith("<"):  # as HTML, all of it may be in one line
        typed = text[:at].split("\n")[0]
    question = without_q(words)
    marked = question != words
    answer = without_a(_rest(rest), asked=marked)
    return Question(question, _paragraphs(answer), typed, marked=marked)


def _marked(text: str, following: ET.Element | None) -> Question | None:
    """Return the question that a part of a paragraph asks behind `Q:`."""
    mark = _Q.match(text)
    if mark is None:
        return None
    typed, body = text.split("\n")[0].strip(), _A_INSIDE.sub("\n", _behind(mark), count=1)
    lines = body.split("\n")
    end = next((at for at, line in enumerate(lines) if at and _A.match(line)), 0)
    is_followed = following is not None and bool(_A.match(following.text or ""))
    if end or (is_followed and not asks(lines[0])):
        question = _bare("\n".join(lines[: end or None]).strip())
        answer = without_a("\n".join(lines[end:]), asked=True) if end else ""
        return Question(question, _paragraphs(_rest(answer)), typed, marked=True)
    found = _bold(body) or _sentence(body) if mark["sure"] or is_followed else None
    return replace(found, typed=typed, marked=True) if found else None


def _sentence(text: str) -> Question | None:
    """Return the question with which a text begins, by its first line or its first sentence."""
    first, _, rest = text.partition("\n")
    if not asks(first):
        found = _SENTENCE.match(text)
        if found is None:
            return None
        first, rest = found[0], text[found.end() :]
    first = first.strip()
    return Question(_bare(first), _paragraphs(_rest(rest)), first.split("\n")[0].strip())


def _bare(text: str) -> str:
    """Return a question that is bold or slanted as a whole without the signs for it."""
    bold, slanted, around = _bold(text), _SLANTED.fullmatch(text), _AROUND.fullmatch(text)
    if bold and not bold.answer:
        return bold.text
    if around and around["inner"]:
        return str(around["inner"])
    return slanted["text"] if slanted else text


def _behind(mark: re.Match[str]) -> str:
    """Return what stands behind a mark: of `**Q:** x` that is `x`, of `**Q: x**` it is `**x**`."""
    rest, opened = mark.string[mark.end() :], mark["opened"] or ""
    closing = opened.replace("<", "</")
    return rest[len(closing) :].strip() if rest.startswith(closing) else opened + rest.lstrip()


def _rest(text: str) -> str:
    """Return what stands behind a question, without the break or the dash between the two."""
    return _BREAK.sub("", text, count=1).rstrip()


def _paragraphs(text: str, tag: str = "p") -> tuple[ET.Element, ...]:
    paragraph = ET.Element(tag)
    paragraph.text = text.strip() if tag == "p" else text
    return (paragraph,) if text.strip() else ()


# --- In lists, tables, quotations and disclosures ----------------------------------------------


def _list(block: ET.Element, following: ET.Element | None) -> Form | None:
    questions: list[Question] = []
    for item, below in zip(block, [*block[1:], None], strict=True):
        children = [*item]
        text = (item.text or "").strip()
        if not text and children and children[0].tag in _NAMES_ENTRY:
            text = (children.pop(0).text or "").strip()
            below = below[0] if below is not None and len(below) else below
        if questions and questions[-1].marked and _A.match(text):  # a point of its own
            _add(questions, *_paragraphs(without_a(text, asked=True)), *children)
            continue
        question = _marked(text, below) if _Q.match(text) else _bold(text)
        for inner in children[:1] if question and question.marked else ():  # a list of one answer
            if len(inner) == 1 and _A.match(inner[0].text or ""):
                answer = without_a(inner[0].text or "", asked=True)
                children[:1] = [*_paragraphs(answer), *inner[0]]
        first, _, rest = text.partition("\n")
        is_plain = block.tag == "ol" or (asks(first) and (rest or children))
        if question is None and is_plain and not re.match(r"\[[^\]]*\]\(#", text):
            question = _sentence(text)
        if question is None:
            return None
        questions.append(replace(question, answer=(*question.answer, *children)))
    # Without answers it is a list of what one may ask; unless the answer to the last is below it.
    if not questions or not all(question.answer for question in questions[:-1]):
        return None
    closed = bool(questions[-1].answer)
    if not closed and (following is None or following.tag not in ("p", "ul", "blockquote", "pre")):
        return None
    return Form("list", tuple(questions), r"[\s>]*(?:\d{1,9}[.)]|[-*+])\s+#{0,6}\s*", closed=closed)


def _add(questions: list[Question], *blocks: ET.Element) -> None:
    """Add to the answer to the last question."""
    questions[-1] = replace(questions[-1], answer=(*questions[-1].answer, *blocks))


def _definitions(block: ET.Element) -> Form | None:
    questions: list[Question] = []
    for child in block:
        text = (child.text or "").strip()
        if child.tag == "dt" and asks(text) and (not questions or questions[-1].answer):
            questions.append(Question(text, (), text.split("\n")[0]))
        elif child.tag == "dd" and questions:
            _add(questions, *_paragraphs(text), *child)
        else:
            return None
    whole = questions and questions[-1].answer
    return Form("terms", tuple(questions), closed=True) if whole else None


def _table(block: ET.Element) -> Form | None:
    rows = [[(cell.text or "").strip() for cell in row] for row in block.iter("tr")]
    if not rows or any(len(row) != 2 for row in rows):
        return None
    heads = [*map(key, rows[0])]
    is_named = bool(_ASKED.fullmatch(heads[0]) and _ANSWERED.fullmatch(heads[1]))
    has_heads = block.find("thead") is not None or is_named or block.find(".//th") is not None
    rows = rows[has_heads:]
    asking = [asks(asked) and bool(answer) and not asks(answer) for asked, answer in rows]
    if not is_named and not (len(rows) > 1 and all(asking)):
        return None
    questions: list[Question] = []
    for asked, answer in rows:
        if asked:
            questions.append(Question(_bare(asked), _paragraphs(answer), asked))
        elif questions:
            _add(questions, *_paragraphs(answer))
    return Form("table", tuple(questions), r"[\s>]*\|?\s*", closed=True) if questions else None


def _quotation(block: ET.Element, md: Markdown) -> Form | None:
    if len(block) and _CALLOUT.match(block[0].text or ""):
        return _callouts(block)
    questions: list[Question] = []
    children = [child for child in block if not _PARTER.fullmatch((child.text or "").strip())]
    for child, following in zip(children, [*children[1:], None], strict=True):
        if form := of(child, following, md) if child.tag == "p" else None:
            questions += form.questions
        elif questions:
            _add(questions, child)
        else:
            return None
    if not questions:
        return None
    return Form("bold", tuple(questions), r"[\s>]*", closed=bool(questions[-1].answer))


def _callouts(block: ET.Element) -> Form | None:
    """Return the questions of callouts, of which Python-Markdown makes one quotation."""
    questions: list[Question] = []
    for child in block:
        mark = _CALLOUT.match(child.text or "") if child.tag == "p" else None
        if mark is None:
            _add(questions, child)
            continue
        first, _, rest = (child.text or "")[mark.end() :].partition("\n")
        if not asks(first):
            return None
        questions.append(Question(_bare(first.strip()), _paragraphs(rest), first.strip()))
    before = rf"[\s>]*(?i:{_CALLOUT.pattern})"
    return Form("callout", tuple(questions), before, sure=True, closed=True)


def _element(block: ET.Element) -> Form | None:
    """Return the question of a disclosure that Markdown has read: `<details markdown="1">`."""
    if not len(block) or block[0].tag != "summary":
        return None
    loose = (*_paragraphs(block.text or ""), *_paragraphs(block[0].tail or ""))
    summary = "".join(block[0].itertext())
    return _disclosures([_disclosed(summary, (*loose, *block[1:]), block.get("id", ""))])


def _disclosed(summary: str, answer: tuple[ET.Element, ...], name: str) -> Question:
    bare = _FRAMES.sub("", summary).strip()
    return Question(_bare(" ".join(bare.split())), answer, bare.split("\n")[0].strip(), name)


def _disclosures(questions: Sequence[Question]) -> Form | None:
    if not questions or not all(question.text for question in questions):
        return None
    sure = all(asks(question.text) for question in questions)
    return Form("details", tuple(questions), r"(?:[\s>*_]|<[^<>]*>)*", sure, closed=True)


# --- HTML that Markdown leaves as it is --------------------------------------------------------


def joined(blocks: Sequence[ET.Element], md: Markdown) -> Iterator[ET.Element]:
    """Yield the blocks; those between the tags of `<details>` in HTML as children of one block.

    CommonMark ends such HTML at an empty line (section 4.6), Python-Markdown at its last tag: what
    stands between may be blocks of their own, or one text. The tag of the new block is RAW.
    """
    at, unclosed = 0, 0  # each that is never closed is looked for to the end
    while at < len(blocks):
        end, depth, text = at, 0, blocks[at].text or ""
        if text[:1] == STX and unclosed < 20 and html_of(blocks[at], md)[:8].lower() == "<details":
            while end < len(blocks):
                tags = _DETAILS.findall(html_of(blocks[end], md))
                if depth <= 0 and (not tags or tags[0]):
                    break
                depth += len(tags) - 2 * sum(map(bool, tags))
                end += 1
            unclosed += depth != 0
        if end > at and depth == 0:
            whole = ET.Element(RAW)
            whole.extend(blocks[at:end])
            yield whole
            at = end
        else:
            yield blocks[at]
            at += 1


def _raw(block: ET.Element, md: Markdown) -> Form | None:
    """Return the questions of disclosures in HTML, None if anything else stands between them."""
    parts = [html_of(child, md) for child in block]
    parts = [part if _DETAILS.search(part) else f"{STX}{at}{ETX}" for at, part in enumerate(parts)]
    html, questions = "\n\n".join(parts), []
    depth = begun = end = 0
    for tag in _DETAILS.finditer(html):
        depth += -1 if tag[1] else 1
        if depth == 1 and not tag[1]:
            if html[end : tag.start()].strip():
                return None
            begun, named = tag.end(), _ID.search(tag[0])
        elif depth == 0:
            end = tag.end()
            summary = _SUMMARY.match(html, begun, tag.start())
            if summary is None:
                return None
            answer: list[ET.Element] = []
            for at, part in enumerate(_PLACE.split(html[summary.end() : tag.start()])):
                answer += [block[int(part)]] if at % 2 else _paragraphs(part, RAW)
            questions.append(_disclosed(summary[1], tuple(answer), named[1] if named else ""))
    return _disclosures(questions) if not html[end:].strip() else None


def read(blocks: Sequence[ET.Element], md: Markdown) -> Iterator[ET.Element]:
    """Yield the blocks of an answer, those that are still text being read as Markdown."""
    for block in blocks:
        text = textwrap.dedent(block.text or "").strip("\n") if block.tag == RAW else ""
        if block.tag != RAW:
            yield block
        elif text.startswith("<") and text.endswith(">") and "\n\n" not in text:
            yield from _paragraphs(md.htmlStash.store(text))
        else:
            lines = text.split("\n")
            if "html_block" in md.preprocessors:
                lines = md.preprocessors["html_block"].run(lines)
            place = ET.Element("div")
            md.parser.parseChunk(place, "\n".join(lines))
            yield from place
