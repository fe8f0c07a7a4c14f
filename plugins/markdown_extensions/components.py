"""Read the components by which other programs show a question and its answer, as bold questions.

    {{< accordion title="How do I pay?" >}}     shortcodes of Hugo; `{% details "How?" %}` of Jekyll
    By card.
    {{< /accordion >}}
    <AccordionItem title="How do I pay?">       components of MDX, the question in an attribute or
      By card.                                  in one of their own: <AccordionTrigger>How?</…>
    </AccordionItem>

Each question becomes a line in bold, every other tag of the kind goes, and what is between them is
no longer indented. A text keeps its number of lines. If a title asks nothing, or there is no title,
the components may mean anything, and the whole text stays as it is.
"""

from __future__ import annotations

import re
import textwrap

_KIND = r"(?:accordions?|faqs?|details|disclosures?|collaps(?:e|ible)|expand(?:er|able)?|toggles?)"
_PART = (
    r"(?:[-_.]?(?:item|group|list|panel|content|body|answer|trigger|header|title|summary|question"
    r"|button|entry)s?)?"
)
_NAME = rf"(?i:{_KIND}{_PART})\b"
_TAG = re.compile(
    rf"{{{{[<%][ ]?(?P<end>/?)[ ]?{_NAME}(?P<given>[^<>{{}}\n]*)[>%]}}}}"
    rf"|{{%-?[ ]?(?P<liquid_end>end)?{_NAME}(?P<liquid>[^%{{}}\n]*)%}}"
    rf"|<(?P<mdx_end>/?)(?=[A-Z]){_NAME}(?P<mdx>[^<>]*)>"
)
# The question, in an attribute or as all that is given.
_TITLE = re.compile(
    r"(?:(?:^|\s)(?:title|summary|question|header|heading|label|q)\s?=\s?\{?|^\s*)"
    r"(?:\"([^\"]+)\"|'([^']+)')"
)
_ASKS = re.compile(r"(?i:trigger|header|title|summary|question|button)\b")  # at a name's end
_MAY_BE_FAQ = re.compile(
    r"^(?:(?:\*\*|__)[FQPHC]|(?:F\.?A\.?Q|FREQUENTLY|Q ?& ?A|QUESTIONS|COMMON|PREGUNTAS|HÄUFIGE))",
    re.MULTILINE | re.IGNORECASE,
)
_FAQ = (
    r"(?:FAQ['’]?s?|F\.A\.Q\.(?:['’]?s)?|(?:Common|Frequently[ -]asked) questions"
    r"(?: \(FAQ['’]?s?\))?|Q ?& ?A|Questions (?:and|&) answers|Preguntas frecuentes"
    r"|Questions fréquentes|Häufige Fragen)"
)
_BOLD_FAQ = re.compile(rf"(?i:(?:\*\*|__)({_FAQ}):?(?:\*\*|__):?)[ ]*")
_CAPITAL_FAQ = re.compile(rf"(?i:({_FAQ}):?)[ ]*")
_CAPITALS = re.compile(r"[^\W\d_][^.!?;<>|]{2,58}[^\W\d_]:?[ ]*")
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})[ ]")
_FENCE = re.compile(r"[ ]{0,3}(?:`{3}|~{3})", re.MULTILINE)


def read(text: str) -> str:
    """Return a text in which each component that asks is a bold question.

    A line `**FAQ**` over what asks becomes a heading, and so does one in capitals.
    """
    if _MAY_BE_FAQ.search(text):
        text = _with_headings(text)
    tags = [*_TAG.finditer(text)] if "{" in text or "</" in text else []
    if not tags or _FENCE.search(text, tags[0].start(), tags[-1].end()):
        return text
    if len(_FENCE.findall(text, 0, tags[0].start())) % 2:
        return text  # within a fence
    parts, count = [text[: tags[0].start()]], 0
    ends = [tag.start() for tag in tags[1:]]
    for tag, end in zip(tags, [*ends, len(text)], strict=True):
        closes = tag["end"] or tag["liquid_end"] or tag["mdx_end"]
        given = "" if closes else tag["given"] or tag["liquid"] or tag["mdx"] or ""
        title = _TITLE.search(given)
        question = (title[1] or title[2]).strip() if title else ""
        between = text[tag.end() : end]
        if not closes and not question and _ASKS.search(tag[0]):
            question, between = " ".join(between.split()), ""
            lost = text.count("\n", tag.end(), end)
        else:
            lost = 0
        if question and not question.rstrip("*_ ").endswith(("?", "？", "؟")):
            return text
        count += bool(question)
        first, line_end, rest = between.partition("\n")
        rest = rest if end == len(text) else textwrap.dedent(rest)
        bold = f"**{question}** " if question else ""
        before = parts[-1].rstrip(" \t")
        if bold and before.strip() and not before.endswith("\n"):
            return text  # in the midst of a sentence
        parts[-1] = before
        lines = "\n" * (tag[0].count("\n") + lost)
        parts += [bold + first.strip() + lines + line_end + rest]
    return "".join(parts) if count else text


def _with_headings(text: str) -> str:
    """Return a text in which `**FAQ**` or `FAQ` alone on its line, over what asks, is a heading.

    Where that is typed in capitals, so are the headings behind the last question.
    """
    lines, level, capitals, is_code = text.split("\n"), 1, "", False
    last = max((number for number, line in enumerate(lines) if "?" in line), default=0)
    for number, line in enumerate(lines):
        is_code ^= bool(_FENCE.match(line))
        if sign := _HEADING.match(line):
            level, capitals = len(sign[1]), ""
        is_capital = _in_capitals(line)
        faq = _BOLD_FAQ.fullmatch(line) or (is_capital and _CAPITAL_FAQ.fullmatch(line))
        if is_code or not (faq or (capitals and is_capital and number > last)):
            continue
        if "".join(lines[max(0, number - 1) : number] + lines[number + 1 : number + 2]).strip():
            continue
        below = next((one for one in lines[number + 1 :] if one.strip()), "")
        if faq and "?" in below:
            marks = "#" * min(level + 1, 3)
            lines[number] = f"{marks} {faq[1]}"
            capitals = marks if is_capital and line[0].isalpha() else ""
        elif not faq and below and _CAPITALS.fullmatch(line):
            lines[number] = f"{capitals} {line}"
    return "\n".join(lines)


def _in_capitals(line: str) -> bool:
    """Return whether a line has no small letter, but for the s of `FAQs`.

    >>> _in_capitals("FAQs"), _in_capitals("COMMON QUESTIONS (FAQ’s)"), _in_capitals("Faq")
    (True, True, False)
    """
    return line.replace("Qs", "QS").replace("’s", "").replace("'s", "").isupper()
