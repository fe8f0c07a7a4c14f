"""Rules about what can be built but would serve nobody: lengths, headings, links, what was left."""

from __future__ import annotations

import re
from functools import partial

from plugins.checks.document import Document, Heading
from plugins.checks.rules import Problems, text_rule
from plugins.checks.rules.sentences import phrase
from plugins.core import safe_html
from plugins.notices.known import Known

rule = partial(text_rule, group="built")
# Search engines cut by width, not by number (Google Search Central, "Influencing your title links"
# and "Control your snippets": as needed, to fit the device). About as much as fits on a wide
# screen is what Bing Webmaster Tools asks for: 70 characters of a title, 160 of a summary.
LONGEST_TITLE, LONGEST_SUMMARY = 70, 160
LONGEST_LINE, MOST_CELLS = 10_000, 30  # characters, of which a long paragraph has 2,000; and cells
LONGEST_BOLD = 60  # characters; bold words that are longer are a sentence, said with weight
_BELOW_HEAD = re.compile(r"[ \t|:]*+-[ \t|:-]*")
# Bold paragraphs, and what decides as well: bold words at the end of a text are above nothing, and
# above a list they say what is listed, as a caption does. Where they are a point of a list, a
# quotation, or stand among questions and answers, they are no heading.
_BOLD = re.compile(
    r"<p><strong>(?P<words>(?:(?!</strong>).)+)</strong>:?</p>\s*(?=<p\b)"
    r"|<(?P<end>/?)(?:li|blockquote|section)\b"
)
# Bold words that go on in what is below them, and those that name what kind of remark it is.
_GOES_ON = phrase(r"""
    \b(?:when|if|includ(?:e|es|ing)|are|is|to|for|with|by|from|at|such as|following|because|and|or)$
    |^(?:please )?(?:note|important|tip|example|reminder|update|p\.? ?s\.?)$""")
_LABEL_WIDTH = 50  # characters; lines that are shorter are an address, hours or the like
# What `new` writes into an article to show the way. Its pause and the heading above its questions
# may stay as they are.
SKELETON = frozenset(
    {
        "Open with what the reader may be feeling or asking, in two or three sentences.",
        "## A first heading",
        "Write here. A blank line begins a new paragraph.",
        "### A question in the reader's own words?",
        "The answer. It runs until the next question.",
        "### A second question?",
        "Its answer. Take the questions out if this article needs none.",
    }
)
# The same of its other kinds.
OUTLINES = SKELETON | frozenset(
    {
        "Say in two or three sentences who stands before this choice.",
        "## What each of them is",
        "One paragraph each. Would somebody who works in that way agree with it?",
        "| How long does it usually take? | … | … |",
        "| What is it used for most? | … | … |",
        "| What do the studies say, and how large are they? | … | … |",
        "| For whom is it not, or not yet? | … | … |",
        "## What speaks for the one, and what for the other",
        "Write here. Give each its due.",
        "Which two or three questions could a reader ask herself, or a therapist?",
        "Begin with how it feels from inside, on an ordinary day. Name no client.",
        "Which plain words describe it? Who may diagnose it?",
        "Write here. What has each of these things been trying to do for the person?",
        "What is recommended most, and by whom? Put each source into `sources:` in the header.",
        "One small thing, and when not to try it.",
        "Which signs mean that it should not wait? Say whom to call.",
        "The answer. Promise nothing.",
        "Its answer, and whom to ask: you may not be the one who can say.",
        "Say in a sentence whose questions these are.",
        "The answer, in 40 to 120 words. Its first sentence could stand alone.",
        "### What does somebody ask who is afraid to ask?",
        "Its answer.",
        "### What do people ask when they have read all the rest?",
        "What does somebody want to know who opens this page? Answer that first.",
        "## What comes next for the reader?",
        "Write here. Which page should she go on to?",
        "Who are you to somebody who reads this late in the evening? Two or three sentences.",
        "What happens in a session with you? Say it as you would to a friend.",
        "Which people are right with you, and for whom do you know somebody better?",
    }
)
# Words that say nothing of where a link leads when they are all that is heard of it.
VAGUE = frozenset(
    {"here", "click", "click here", "right here", "see here", "go here", "link", "this link"}
    | {"more", "read more", "learn more", "find out more", "more info", "this", "this page"}
    | {"continue", "continue reading", "details", "website"}
)


@rule("title-long", "A title is long", "warning", allowable=True)
def title_long(document: Document, _: Known) -> Problems:
    """A list of search results and a browser's tab show about the first 70 characters of a title;
    the rest becomes an ellipsis. They cut by width and not by number (Google Search Central,
    “Influencing your title links”), so this is a rule of thumb; it is also what Bing Webmaster
    Tools asks for. Only the title itself is measured, without the name of the practice behind it.

    **How to mend it:** Say the same in fewer words, or put what matters most first.
    """
    size = len(document.fields.get("title", ""))
    if size > LONGEST_TITLE:
        yield title_long.problem(
            document.path,
            document.header.line("title"),
            f"This title has {size} characters; a list of search results, or a browser's tab, "
            f"cuts it after about {LONGEST_TITLE}.",
            "Say the same in fewer words, or put what matters most first.",
        )


@rule("line-long", "A line is longer than anybody reads", "warning", allowable=True)
def line_long(document: Document, _: Known) -> Problems:
    """A paragraph of more than 10,000 characters fills a phone some thirty times, and a table with
    more than 30 columns can be read on no screen. Mostly something was pasted by mistake, or line
    breaks were lost on the way.

    **How to mend it:** Leave empty lines between its paragraphs; turn a wide table, so that its
    columns are rows, or make several tables of it.
    """
    code = {
        number
        for block in document.blocks
        if block.kind == "code"
        for number in range(block.line, block.line + block.text.count("\n") + 1)
    }
    for number, line in enumerate(document.header.body.split("\n"), document.header.body_line):
        columns = len(line.strip().strip("|").split("|"))
        if columns > MOST_CELLS and _BELOW_HEAD.fullmatch(line) and number not in code:
            yield line_long.problem(
                document.path,
                number - 1,
                f"A table has {columns:,} columns here, which no screen can show.",
                "Turn it, so that its columns are rows, or make several tables of it.",
            )
        if len(line) > LONGEST_LINE:
            yield line_long.problem(
                document.path,
                number,
                f"This line has {len(line):,} characters, more than anybody reads in one piece.",
                "Leave empty lines between its paragraphs, or take out what was pasted by mistake.",
            )


@rule("summary-long", "A summary is long", "warning", allowable=True)
def summary_long(document: Document, _: Known) -> Problems:
    """A list of search results shows about 160 characters of a summary. It cuts by width and not by
    number (Google Search Central, “Control your snippets”), so this is a rule of thumb; it is also
    what Bing Webmaster Tools asks for.

    **How to mend it:** Shorten it to one or two sentences.
    """
    size = len(document.fields.get("summary", ""))
    if size > LONGEST_SUMMARY:
        yield summary_long.problem(
            document.path,
            document.header.line("summary"),
            f"This summary has {size} characters; a list of search results cuts it after about "
            f"{LONGEST_SUMMARY}.",
            "Shorten it to one or two sentences.",
        )


@rule("heading-title", "A heading is as high as the title", "warning", allowable=True)
def heading_title(document: Document, _: Known) -> Problems:
    """The text has a heading of the first level. That is the title's alone: with two of them,
    whoever listens to the page cannot tell which one names it.

    **How to mend it:** Begin its line with `##` instead of `#`.
    """
    lines: Lines = {}
    for heading in document.headings:
        if heading.level == 1:
            yield heading_title.problem(
                document.path,
                _line(document, heading, lines),
                f"“{heading.text}” is a first-level heading, which only the page's title should "
                "be.",
                "Begin its line with ## instead of #.",
            )


@rule("heading-order", "A level of headings is left out", "warning", allowable=True)
def heading_order(document: Document, _: Known) -> Problems:
    """Headings are the list of contents for those who listen (WCAG 2.2, 1.3.1, technique G141).
    After a `##` comes `###` and not `####`; a gap sounds as if something were missing. Going back
    up by several levels is fine. The first heading of a text is a `##`.

    **How to mend it:** Take one `#` away, as the message says.

    ```markdown
    ## What a part is
    ### Where it lives
    ```
    """
    lines: Lines = {}
    above, over = 1, str(document.fields.get("title", ""))
    for heading in document.headings:
        if heading.level > above + 1:
            first, last = above + 1, heading.level - 1
            out = f"level {first} is" if first == last else f"levels {first} to {last} are"
            yield heading_order.problem(
                document.path,
                _line(document, heading, lines),
                f"“{heading.text}” is a heading of level {heading.level}, and “{over}” above it is "
                f"of level {above}, so {out} left out.",
                f"Begin its line with {'#' * first}.",
            )
        above, over = heading.level, heading.text


@rule("heading-empty", "A heading has no words", "warning")
def heading_empty(document: Document, _: Known) -> Problems:
    """A line of nothing but `#` is a heading without words. Who listens to the page hears “heading”
    and nothing else (WCAG 2.2, 2.4.6).

    **How to mend it:** Write its words behind the signs, or take the line out.
    """
    lines: Lines = {}
    for heading in document.headings:
        if not heading.text.strip():
            yield heading_empty.problem(
                document.path,
                _line(document, heading, lines),
                "A heading stands here that has no words.",
                "Write its words behind the #, or take the line out.",
            )


Lines = dict[tuple[int, str], list[int]]  # of headings, by level and words


def _line(document: Document, heading: Heading, lines: Lines) -> int:
    """Return the line of a heading; typed as HTML or underlined, it is looked for by its words.

    `lines` is filled when it is first needed.
    """
    if not lines:
        for block in document.blocks:
            lines.setdefault((block.level, block.text), []).append(block.line)
    same = lines.get((heading.level, heading.text), [])
    return same[heading.nth] if heading.nth < len(same) else document.header.line_of(heading.text)


@rule("heading-bold", "Bold words stand for a heading", "note", allowable=True)
def heading_bold(document: Document, _: Known) -> Problems:
    """A short bold line above a paragraph looks like a heading, as word processors make them. Who
    listens goes from heading to heading (WCAG 2.2, 1.3.1, failure F2) and passes it by; so does the
    list of contents. Above a list, or above the few short lines of an address, bold words are a
    label and let be.

    **How to mend it:** Make it one.

    ```markdown
    ## What helps
    ```
    """
    within = 0
    for part in _BOLD.finditer(document.html) if "<p><strong>" in document.html else ():
        if part["words"] is None:
            within += -1 if part["end"] else 1
            continue
        words = safe_html.plain(part["words"]).rstrip(": ")
        if within or not words or len(words) > LONGEST_BOLD or words[-1] in ".!…":
            continue
        below = document.html[part.end() : document.html.find("</p>", part.end())].splitlines()
        if _GOES_ON.search(words) or (len(below) > 1 and len(max(below, key=len)) < _LABEL_WIDTH):
            continue
        same = (
            block.line
            for block in document.blocks
            if block.kind == "paragraph" and block.text.strip().rstrip(": ") == words
        )
        yield heading_bold.problem(
            document.path,
            next(same, document.header.body_line),
            f"“{words}” looks like a heading but is not one, so screen readers and the table of "
            "contents miss it.",
            f"Write “## {words}” instead of the stars; below another heading of this kind, ###.",
        )


@rule("link-empty", "A link has no words")
def link_empty(document: Document, _: Known) -> Problems:
    """A link has no words, so nobody can see it, and a screen reader can only spell out its address
    (WCAG 2.2, 2.4.4). The same goes for a link around nothing but a picture that is called
    decorative.

    **How to mend it:** Say between the square brackets where it leads, or take it out.

    ```markdown
    [what an exile is](/glossary/#exile)
    ```
    """
    for link in document.links:
        # Nothing but a picture that says nothing? One without words is told as such already.
        silent = "<img" not in link.html or "decorative" in link.html
        if not link.words and silent and "aria-label=" not in link.attributes:
            yield link_empty.problem(
                document.path,
                document.line_of_link(link.to, link.nth),
                f"The link to “{link.to}” has no words, so nobody could see or hear it.",
                "Say between its square brackets where it leads, or take it out.",
            )


@rule("link-vague", "A link does not say where it leads", "warning", allowable=True)
def link_vague(document: Document, _: Known) -> Problems:
    """Who cannot see a page often goes through the list of its links. There, “here” and “read more”
    say nothing (WCAG 2.2, 2.4.4 and 2.4.9). For everybody else too, a link that says where it leads
    is quicker to find.

    **How to mend it:** Make the words that name the other page the link.

    ```markdown
    More about [what an exile is](/glossary/#exile).      (not: click [here](/glossary/#exile))
    ```
    """
    for link in document.links:
        if link.words.lower().strip(" .…:>»→!") in VAGUE:
            yield link_vague.problem(
                document.path,
                document.line_of_link(link.to, link.nth),
                f"The link “{link.words}” does not say where it leads to somebody who hears only "
                "the links of a page.",
                "Make the words that name the other page the link.",
            )


@rule("skeleton", "The words of an empty article still stand", stops="publish")
def skeleton(document: Document, _: Known) -> Problems:
    """The sentences with which `new` shows the way still stand in an article that is to be
    published. No reader should meet them.

    **How to mend it:** Write your own words in their place, or take them out. A draft may keep them
    as long as it likes.
    """
    if document.fields.get("status") == "draft":
        return
    lines = document.header.body.split("\n")
    if left := OUTLINES.intersection(lines):
        first = min(left, key=lines.index)
        yield skeleton.problem(
            document.path,
            document.header.body_line + lines.index(first),
            f"“{first.lstrip('# ')}” is still here from when the article was started.",
            "Write your own words in its place, or take it out, before it is published.",
        )
