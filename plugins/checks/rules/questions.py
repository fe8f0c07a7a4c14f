"""Rules about questions and their answers, beside those of `faq_neighbors.questions`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import Problems, site_rule, text_rule
from plugins.core import safe_html
from plugins.core.problem import Problem
from plugins.faq_neighbors.answers import FaqItem
from plugins.faq_neighbors.faq import normal
from plugins.faq_neighbors.forms import asks
from plugins.faq_neighbors.titles import TITLES, is_closing, key, says_faq
from plugins.notices.known import Known

rule = partial(site_rule, group="questions", allowable=True)
SHORTEST = 12  # words: fewer are seldom more than yes or no
MANY = 5  # words that say something: of so many, one more or less seldom changes what is asked
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
# Words that change nothing about what is asked. “What”, “why”, “how” and “not” do.
_SMALL = """
a an the this that these those it its is are was were be been am do does did doing have has had will
would can could may might shall should of to in on at by with from as and or if i me my you your we
our us they them their there then so just really actually ever
"""
_EMPTY = frozenset(_SMALL.split())
_TURNS = ("not", "no", "never", "without", "n't")  # what turns a question into its contrary
_TITLES = frozenset(map(key, TITLES))
_MARKED = re.compile(r"^##([^#{}\n]+)\{[^{}\n]*\.faq\b", re.MULTILINE)
_ASKED = re.compile(r"\?[\"'”’)]*\s*(?:<|\n|$)")
_EACH = "Write each question as a heading of its own, “### …?”, and its answer below it"
ROW = 3  # of so many headings that ask, one below the other, a list of questions may be made
_HEADING = re.compile(r"<h([1-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)
_SUMMARY = re.compile(r"<summary>.*?</summary>", re.DOTALL)
_QUESTION = re.compile(
    r"<summary>\s*<h(?P<level>[2-6])\b[^>]*>(?P<question>.*?)</h(?P=level)>\s*</summary>"
    r"\s*<div class=\"answer\"[^>]*>(?P<answer>.*?)</details>",
    re.DOTALL,
)
# What looks in an answer like a question of its own: bold words, Q:, a term, a summary; and words
# in bold or on a line of their own, which are more often something else.
_INSIDE = re.compile(
    r"<(?:p|li)>\s*<(?P<bold>strong|b)>(?P<begun>[^<>]*[?？؟][^<>\w]*)</(?P=bold)>"
    r"|<(?:p|li)>\s*Q(?:uestion)?[ ]?\d*[:.](?P<marked>[^<>\n]*)"
    r"|<(?:dt|summary)>(?P<term>[^<>]*[?？؟][^<>\w]*)</"
    r"|<th>(?P<head>Questions?)</th>\s*<th>Answers?</th>"
    r"|<p><strong>(?P<named>[^<>?？؟]{1,80})</strong></p>\s*<(?:p|ul|ol)\b"
    r"|<p>(?P<line>[^<>?？؟.\n]{1,100}[?？؟])</p>\s*<(?:p|ul|ol)\b"
)


@rule("faq-short", "An answer is too short to help", "warning")
def faq_short(site: WholeSite) -> Problems:
    """An answer of fewer than 12 words is seldom more than a yes or a no. Whoever asks mostly wants
    to know what follows from it.

    **How to mend it:** Say in a second sentence what it means for her, or what she can do next.

    ```text
    No. You stay awake the whole time, and you can stop whenever you like.
    ```
    """
    for _, item in _answered(site):
        # The second look costs more, and an answer of sixty spaces is no short one.
        if item.visible.count(" ") > 5 * SHORTEST:
            continue
        size = len(item.words.split())
        if size < SHORTEST:
            yield faq_short.problem(
                item.path,
                item.line,
                f"The answer to “{item.question}” has {size} word{'s' * (size > 1)}, "
                "which is too short to help much.",
                "Say in a second sentence what follows from it, or what to do next.",
            )


@rule("faq-alike", "Two questions ask nearly the same", "note")
def faq_alike(site: WholeSite) -> Problems:
    """Two questions have the same words but for small ones and plurals; or, with five words and
    more that matter, all but one. They stand together on the Questions page, where a reader wonders
    what the difference is.

    **How to mend it:** If they mean the same, keep one and link to it. If not, say in the words of
    one what is different.
    """
    # To compare each with each would take minutes for thousands; so each is looked up by its words,
    # and by them without each of them in turn. The very same question once more is another rule's
    # matter.
    seen: set[tuple[str, str]] = set()
    whole: dict[tuple[str, frozenset[str]], FaqItem] = {}
    shortened: dict[tuple[str, frozenset[str]], FaqItem] = {}
    for lang, item in _answered(site):
        words = content_words(item.key)
        if len(words) < 2 or (lang, item.key) in seen:
            continue
        seen.add((lang, item.key))
        asked = (lang, words)
        shorter = [
            (lang, words - {word})
            for word in (words if len(words) >= MANY else ())
            if not word.endswith(_TURNS)
        ]
        like = whole.get(asked) or shortened.get(asked)
        like = like or next((whole[some] for some in shorter if some in whole), None)
        if like:
            yield faq_alike.problem(
                item.path,
                item.line,
                f"“{item.question}” asks nearly the same as “{like.question}” in "
                f"{like.path}:{like.line}.",
                "If they mean the same, keep one and link to it; otherwise, say in the words of "
                "one what is different.",
            )
        whole.setdefault(asked, item)
        for some in shorter:
            shortened.setdefault(some, item)


def _answered(site: WholeSite) -> Iterator[tuple[str, FaqItem]]:
    """Yield the questions that visitors find an answer to, each with its language."""
    for entry in site.entries:
        if entry.published:
            yield from ((entry.lang, item) for item in entry.faq if item.answered)


def content_words(question: str) -> frozenset[str]:
    """Return what a question is about: its words without small ones, plurals one with singulars.

    >>> sorted(content_words("how long does a session take"))
    ['how', 'long', 'session', 'take']
    """
    words = (word.removesuffix("'s") for word in _WORD.findall(question))
    return frozenset(
        word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if word not in _EMPTY
    )


@text_rule(
    "faq-none",
    "No questions are found below a heading for them",
    "warning",
    group="questions",
    allowable=True,
)
def faq_none(document: Document, _: Known) -> Problems:
    """A heading such as “FAQ” opens a list of questions that fold open, and that the Questions page
    and search engines know; so does such a title, for its page as a whole. Below this one stands
    what seems to be questions, in a form that is not understood as such.

    **How to mend it:** Make each question a heading of the third level.

    ```markdown
    ## FAQ
    ### Is it hypnosis?
    No. You stay awake.
    ```
    """
    typed, html = document.header.body, document.html
    title = str(document.fields.get("title", ""))
    if says_faq(title, _TITLES) and "<section" not in html and _ASKED.search(html):
        yield faq_none.problem(
            document.path,
            document.header.line("title"),
            f"“{title}” is the title of a page of questions, but no question is found on it.",
            f"{_EACH.replace('###', '##')}.",
        )
        return
    marked = {normal(match[1]) for match in _MARKED.finditer(typed)} if ".faq" in typed else set()
    sections = [part.partition("</h2>") for part in html.split("<h2")[1:]]
    heads = [safe_html.plain(part[0].partition(">")[2]) for part in sections]
    bodies = [part[2].partition("<h1")[0] for part in sections]
    for head, inside, after in zip(heads, bodies, [*bodies[1:], ""], strict=False):
        if "<section" in inside or not (normal(head) in marked or says_faq(head, _TITLES)):
            continue
        # A heading “Questions” over a paragraph that asks nothing, or one thing, is only a heading.
        needed = 2 if normal(head) == "questions" else 1
        if inside.strip() and len(_ASKED.findall(inside)) < needed:
            continue
        if not inside.strip() and "<section" in after:
            continue  # it stands over the headings of groups
        yield faq_none.problem(
            document.path,
            _line_of_heading(document, 2, head),
            f"“{head}” opens a list of questions, but no question is found below it.",
            f"{_EACH}.",
        )


@text_rule(
    "faq-inside",
    "An answer seems to hold another question",
    "note",
    group="questions",
    allowable=True,
)
def faq_inside(document: Document, _: Known) -> Problems:
    """In the answer to one question of this list stands what may be another, typed in another way:
    bold words that ask with the answer behind them, or a line that begins with “Q:”. It does not
    fold open by itself, and neither the Questions page nor search engines know it.

    **How to mend it:** Type it as the questions around it are typed; or leave it, if it is a part
    of the answer.

    ```markdown
    ### How do I pay?
    By card.
    ### Is there a lower fee?
    Yes, ask me.
    ```
    """
    if "<summary>" not in document.html:
        return
    questions = [*_QUESTION.finditer(document.html)]
    inside = [(one, match) for one in questions for match in _INSIDE.finditer(one["answer"])]
    lines = sum(match["line"] is not None for _, match in inside)
    headings = {block.text for block in document.blocks if block.kind == "heading"}
    for question, match in inside:
        asked = safe_html.plain(question["question"])
        # Below a heading, bold words without a question mark are a heading within the answer.
        if (match["named"] and asked in headings) or (match["line"] and lines < 2):
            continue
        words = safe_html.plain(str(match[match.lastgroup or 0]))
        if is_closing(words) or (match["named"] and words[-1] in ".!…:"):
            continue
        line = next((b.line_at(b.text.find(words)) for b in document.blocks if words in b.text), 0)
        remedy = (
            f"begin a line with “{'#' * int(question['level'])} {words}”, with its answer below it"
        )
        if match["named"]:
            remedy = "end it with a question mark"
        elif match["head"]:
            remedy = f"begin a line with “{'#' * int(question['level'])}” and each of its questions"
        told = "A table of questions" if match["head"] else f"“{words}”"
        yield faq_inside.problem(
            document.path,
            line or document.header.body_line,
            f"{told} is a part of the answer to “{asked}”, and no question of its own.",
            f"If it is meant as one, {remedy}; otherwise leave it.",
        )


@text_rule(
    "faq-offered",
    "Headings that ask may be meant as questions and answers",
    "note",
    group="questions",
    allowable=True,
)
def faq_offered(document: Document, _: Known) -> Problems:
    """Three or more headings in a row end in a question mark, and stand in no list of questions.
    If they are questions with their answers, they can fold open, and the Questions page and search
    engines can know them.

    **How to mend it:** Mark the heading above them; or leave them, if they are the headings of a
    text that is read from top to bottom.

    ```markdown
    ## Before we meet {.faq}
    ```
    """
    if document.html.count("?") < ROW:
        return
    above = ""
    row: list[tuple[str, str]] = []
    headings = _HEADING.findall(_SUMMARY.sub("", document.html))
    for level, html in [*headings, ("", "")]:
        words = safe_html.plain(html)
        if row and (level != row[0][0] or not asks(words) or is_closing(words)):
            if len(row) >= ROW:
                yield _offer(document, [one for _, one in row], int(row[0][0]), above)
            row = []
        if level in ("2", "3") and asks(words) and not is_closing(words):
            row.append((level, words))
        if level and level <= "2":
            above = words if level == "2" and not row else ""


def _offer(document: Document, row: list[str], level: int, above: str) -> Problem:
    first = f"{'#' * level} {row[0]}"
    remedy = f"write “## Questions people ask” on a line of its own above “{first}”"
    if level > 2 and above:
        remedy = f"write {{.faq}} at the end of the line “## {above}”, or .faq inside its braces"
    return faq_offered.problem(
        document.path,
        _line_of_heading(document, level, row[0]),
        f"“{row[0]}” is the first of {len(row)} headings in a row that ask, outside of any list of "
        "questions.",
        f"If they are questions and answers, {remedy}; otherwise leave them.",
    )


def _line_of_heading(document: Document, level: int, words: str) -> int:
    same = (b.line for b in document.blocks if b.level == level and b.text == words)
    return next(same, document.header.line_of(words))
