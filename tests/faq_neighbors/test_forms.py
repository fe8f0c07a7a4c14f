"""The forms in which people type questions and answers, each read alike by both parsers.

`OURS` is what our own site has Python-Markdown do, `STOCK` what Pelican does without any setting.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown import Markdown
from pelican.settings import DEFAULT_CONFIG
from selectolax.lexbor import LexborHTMLParser

import pelicanconf
from plugins.core import safe_html
from plugins.faq_neighbors import answers, faq, questions
from plugins.faq_neighbors.answers import FaqItem
from tests.faq_neighbors.stock_site import StockSite, begin
from tests.site.test_search import fragments, headings, index
from tests.trial_site import TrialSite

# Pelican adds its own extension to the list, which our reader leaves out.
OURS: dict[str, Any] = {
    **pelicanconf.MARKDOWN,
    "extensions": [name for name in pelicanconf.MARKDOWN["extensions"] if "meta" not in name],
}
_PELICAN: dict[str, Any] = DEFAULT_CONFIG["MARKDOWN"]
STOCK: dict[str, Any] = {
    "extensions": [*_PELICAN["extension_configs"], "markdown.extensions.toc", faq.__name__],
}
parsers = pytest.mark.parametrize("settings", [OURS, STOCK], ids=["ours", "stock"])
ANSWERED = [("How do I pay?", "By card."), ("Is it safe?", "Yes.")]


def html_of(text: str, title: str, settings: dict[str, Any]) -> tuple[str, list[faq.FaqMark]]:
    """A page with a title as it becomes HTML, and where its questions stand in the text."""
    md = Markdown(**settings)
    if "markdown.extensions.meta" in settings["extensions"]:
        text, above = f"Title: {title}\n\n{text}", 2  # as Pelican hands it over
    else:
        vars(md)["Meta"], above = {"title": [title]}, 0  # as our own reader does
    html = md.convert(text)
    return html, [faq.FaqMark(mark.id, mark.line - above) for mark in faq.marks_of(md)]


def read(text: str, settings: dict[str, Any], title: str = "Rest") -> tuple[FaqItem, ...]:
    return answers.items(*html_of(text, title, settings), "x.md")


def found(items: tuple[FaqItem, ...]) -> list[tuple[str, str, int]]:
    """Each question, the words of its answer in the data, and its line."""
    return [(item.question, safe_html.plain(item.answer), item.line) for item in items]


# The title of the page, the text, and the lines on which the two questions of ANSWERED stand.
FORMS = {
    "headings of the second level under a title": (
        "FAQ",
        "## How do I pay?\n\nBy card.\n\n## Is it safe?\n\nYes.\n",
        (1, 5),
    ),
    "groups under a title with its subject": (
        "FAQs about IFS",
        (
            "## Fees\n\n### How do I pay?\n\nBy card.\n\n## Safety\n\n### Is it safe?\n\n"
            "Yes.\n\n## Still wondering?\n\nCall.\n"
        ),
        (3, 9),
    ),
    "bold questions under a title": (
        "F.A.Q.",
        "Intro.\n\n**How do I pay?**\n\nBy card.\n\n**Is it safe?**\n\nYes.\n",
        (3, 7),
    ),
    "groups": (
        "",
        (
            "## FAQ\n\n### Fees\n\n#### How do I pay?\n\nBy card.\n\n### Safety\n\n"
            "#### Is it safe?\n\nYes.\n"
        ),
        (5, 11),
    ),
    "the heading's own level": (
        "",
        (
            "## FAQ\n\n## How do I pay?\n\nBy card.\n\n## Is it safe?\n\nYes.\n\n"
            "## About me\n\nHi.\n"
        ),
        (3, 7),
    ),
    "disclosures with an empty line": (
        "",
        (
            "## FAQ\n\n<details>\n<summary>How do I pay?</summary>\n\nBy card.\n\n"
            "</details>\n<details>\n<summary>Is it safe?</summary>\n\nYes.\n\n</details>\n"
        ),
        (4, 10),
    ),
    "disclosures on one line": (
        "",
        (
            "## FAQ\n\n<details><summary>How do I pay?</summary>By card.</details>\n"
            "<details><summary>Is it safe?</summary><p>Yes.</p></details>\n"
        ),
        (3, 4),
    ),
    "disclosures with Markdown": (
        "",
        (
            '## FAQ\n\n<details markdown="1">\n<summary>How do I pay?</summary>\n\n'
            "By card.\n\n</details>\n\n"
            '<details markdown="1"><summary>**Is it safe?**</summary>\nYes.\n</details>\n'
        ),
        (4, 10),
    ),
    "numbers, indented by four": (
        "",
        "## FAQ\n\n1. How do I pay?\n\n    By card.\n\n2. Is it safe?\n\n    Yes.\n",
        (3, 7),
    ),
    "numbers, indented by three": (
        "",
        "## FAQ\n\n1. How do I pay?\n\n   By card.\n\n2. Is it safe?\n\n   Yes.\n",
        (3, 7),
    ),
    "numbers, the answer on the next line": (
        "",
        "## FAQ\n\n1. How do I pay?\n   By card.\n2. Is it safe?\n   Yes.\n",
        (3, 5),
    ),
    "bold numbered questions": (
        "",
        "## FAQ\n\n1. **How do I pay?** By card.\n2. **Is it safe?** Yes.\n",
        (3, 4),
    ),
    "marks in one paragraph": (
        "",
        "## FAQ\n\nQ: How do I pay?\nA: By card.\n\nQ: Is it safe?\nA: Yes.\n",
        (3, 6),
    ),
    "marks in two paragraphs": (
        "",
        "## FAQ\n\nQ: How do I pay?\n\nA: By card.\n\nQ: Is it safe?\n\nA: Yes.\n",
        (3, 7),
    ),
    "a bold mark with its question": (
        "",
        "## FAQ\n\n**Q: How do I pay?**\nA: By card.\n\n**Q: Is it safe?**\nA: Yes.\n",
        (3, 6),
    ),
    "bold marks in two paragraphs": (
        "",
        "## FAQ\n\n**Q: How do I pay?**\n\nA: By card.\n\n**Q:** Is it safe?\n\n**A:** Yes.\n",
        (3, 7),
    ),
    "definitions": (
        "",
        "## FAQ\n\nHow do I pay?\n: By card.\n\nIs it safe?\n: Yes.\n",
        (3, 6),
    ),
    "a table": (
        "",
        (
            "## FAQ\n\n| Question | Answer |\n|---|---|\n| How do I pay? | By card. |\n"
            "| **Is it safe?** | Yes. |\n"
        ),
        (5, 6),
    ),
    "bold, the answer behind it": (
        "",
        "## FAQ\n\n**How do I pay?** By card.\n\n**Is it safe?** Yes.\n",
        (3, 5),
    ),
    "bold, the answer on the next line": (
        "",
        "## FAQ\n\n**How do I pay?**\nBy card.\n\n**Is it safe?**<br>Yes.\n",
        (3, 6),
    ),
    "HTML for bold": (
        "",
        "## FAQ\n\n<strong>How do I pay?</strong>\n\nBy card.\n\n<b>Is it safe?</b> Yes.\n",
        (3, 7),
    ),
    "bold in two runs": (
        "",
        "## FAQ\n\n**How do I** **pay?**\n\nBy card.\n\n**Is it** **safe?** Yes.\n",
        (3, 7),
    ),
    "bold in a quotation": (
        "",
        "## FAQ\n\n> **How do I pay?**\n>\n> By card.\n\n> **Is it safe?**\n\nYes.\n",
        (3, 7),
    ),
    "several in one paragraph": (
        "",
        "## FAQ\n\n**How do I pay?**\nBy card.\n**Is it safe?**\nYes.\n",
        (3, 5),
    ),
    "marks in headings": (
        "",
        "## FAQ\n\n### Q: How do I pay?\n\nA: By card.\n\n### Q2. Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "title h3": (
        "❓ FAQ",
        "### How do I pay?\n\nBy card.\n\n### Is it safe?\n\nYes.\n",
        (1, 5),
    ),
    "title lead": (
        "Preguntas frecuentes",
        "**How do I pay?** By card.\n\n**Is it safe?** Yes.\n",
        (1, 3),
    ),
    "title qa": (
        "Häufige Fragen zur Therapie",
        "Q: How do I pay?\nA: By card.\n\nQ: Is it safe?\nA: Yes.\n",
        (1, 4),
    ),
    "title h2 groups bold": (
        "Frequently Asked Questions (FAQ)",
        "## Fees\n\n**How do I pay?**\n\nBy card.\n\n## Safety\n\n**Is it safe?**\n\nYes.\n",
        (3, 9),
    ),
    "title h2 FAQ h2": (
        "FAQ",
        (
            "## FAQ\n\n## Fees\n\n### How do I pay?\n\nBy card.\n\n## Safety\n\n"
            "### Is it safe?\n\nYes.\n"
        ),
        (5, 11),
    ),
    "title with own section": (
        "FAQ",
        (
            "Intro.\n\n## Frequently asked questions\n\n### How do I pay?\n\nBy card.\n\n"
            "### Is it safe?\n\nYes.\n\n## Are you ready?\n\nx\n"
        ),
        (5, 9),
    ),
    "h1": (
        "",
        "# FAQ\n\n## How do I pay?\n\nBy card.\n\n## Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "h1 h3": (
        "",
        "FAQ\n===\n\n### How do I pay?\n\nBy card.\n\n### Is it safe?\n\nYes.\n\n# Is it?\n",
        (4, 8),
    ),
    "title h1 body": (
        "FAQ",
        "# FAQ\n\n## How do I pay?\n\nBy card.\n\n## Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "title details": (
        "FAQ",
        (
            "<details>\n<summary>How do I pay?</summary>\nBy card.\n</details>\n\n"
            "<details>\n<summary>Is it safe?</summary>\nYes.\n</details>\n"
        ),
        (2, 7),
    ),
    "title ul bold": (
        "FAQ",
        "- **How do I pay?** By card.\n- **Is it safe?** Yes.\n",
        (1, 2),
    ),
    "title ol h2 groups": (
        "FAQ",
        "## Fees\n\n1. How do I pay?\n   By card.\n\n## Safety\n\n1. Is it safe?\n   Yes.\n",
        (3, 8),
    ),
    "box title": (
        "FAQ",
        (
            '<div class="x" markdown="1">\n\n## How do I pay?\n\nBy card.\n\n'
            "## Is it safe?\n\nYes.\n\n</div>\n"
        ),
        (3, 7),
    ),
    "h4 direct": (
        "",
        "## FAQ\n\n#### How do I pay?\n\nBy card.\n\n#### Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "h3 groups bold": (
        "",
        (
            "## FAQ\n\n### Fees\n\n**How do I pay?**\n\nBy card.\n\n### Safety\n\n"
            "**Is it safe?** Yes.\n"
        ),
        (5, 11),
    ),
    "h3 groups QA": (
        "",
        (
            "## FAQ\n\n### Fees\n\nQ: How do I pay?\nA: By card.\n\n### Safety\n\n"
            "Q: Is it safe?\nA: Yes.\n"
        ),
        (5, 10),
    ),
    "groups intro h4": (
        "",
        (
            "## FAQ\n\n### Fees\n\nWords.\n\n#### How do I pay?\n\nBy card.\n\n"
            "#### Is it safe?\n\nYes.\n"
        ),
        (7, 11),
    ),
    "same grouped": (
        "",
        (
            "## FAQ\n\n## Fees\n\n### How do I pay?\n\nBy card.\n\n### Is it safe?\n\n"
            "Yes.\n\n## About me\n\n### Training\n\nMA\n"
        ),
        (5, 9),
    ),
    "same intro": (
        "",
        (
            "## Q&A\n\nWhat I hear.\n\n## How do I pay?\n\nBy card.\n\n## Is it safe?\n\n"
            "Yes.\n\n## Ready to begin?\n\nCall.\n"
        ),
        (5, 9),
    ),
    "Q1": (
        "",
        "## FAQ\n\nQ1. How do I pay?\nA1. By card.\n\nQ2. Is it safe?\nA2. Yes.\n",
        (3, 6),
    ),
    "Question:": (
        "",
        (
            "## FAQ\n\n**Question:** How do I pay?\n**Answer:** By card.\n\n"
            "**Question:** Is it safe?\n**Answer:** Yes.\n"
        ),
        (3, 6),
    ),
    "F A": (
        "",
        "## Häufige Fragen\n\nF: How do I pay?\nA: By card.\n\nF: Is it safe?\n\nA: Yes.\n",
        (3, 6),
    ),
    "P R": (
        "",
        (
            "## Preguntas frecuentes\n\n**P: How do I pay?**\n\nR: By card.\n\n"
            "**P: Is it safe?**\n\n**R:** Yes.\n"
        ),
        (3, 7),
    ),
    "QA one para": (
        "",
        "## FAQ\n\nQ: How do I pay?\nA: By card.\nQ: Is it safe?\nA: Yes.\n",
        (3, 5),
    ),
    "QA one line": (
        "",
        "## FAQ\n\nQ: How do I pay? A: By card.\n\n**Q: Is it safe?** A: Yes.\n",
        (3, 5),
    ),
    "QA italic": (
        "",
        "## FAQ\n\n*Q: How do I pay?*\n\nA: By card.\n\n*Q: Is it safe?*\nA: Yes.\n",
        (3, 7),
    ),
    "QA breaks": (
        "",
        "## FAQ\n\n**Q: How do I pay?**  \nA: By card.\n\n**Q: Is it safe?**<br>A: Yes.\n",
        (3, 6),
    ),
    "QA list": (
        "",
        "## FAQ\n\n- Q: How do I pay?\n  A: By card.\n- Q: Is it safe?\n  A: Yes.\n",
        (3, 5),
    ),
    "QA bold noQ": (
        "",
        "## FAQ\n\n**How do I pay?**\n\nA: By card.\n\n**Is it safe?**\n\n**A:** Yes.\n",
        (3, 7),
    ),
    "num paren": (
        "",
        "## FAQ\n\n1) How do I pay?\n\n   By card.\n\n2) Is it safe?\n\n   Yes.\n",
        (3, 7),
    ),
    "num bold indented": (
        "",
        "## FAQ\n\n1. **How do I pay?**\n\n    By card.\n\n2. **Is it safe?**\n\n    Yes.\n",
        (3, 7),
    ),
    "num inline": (
        "",
        "## FAQ\n\n1. How do I pay? By card.\n2. Is it safe? Yes.\n",
        (3, 4),
    ),
    "num bold unindented": (
        "",
        "## FAQ\n\n1. **How do I pay?**\n\nBy card.\n\n2. **Is it safe?**\n\nYes.\n",
        (3, 7),
    ),
    "dl loose": (
        "",
        "## FAQ\n\nHow do I pay?\n\n:   By card.\n\nIs it safe?\n\n:   Yes.\n",
        (3, 7),
    ),
    "dl bold": (
        "",
        "## FAQ\n\n**How do I pay?**\n: By card.\n\n**Is it safe?**\n: Yes.\n",
        (3, 6),
    ),
    "dl pinned": (
        "",
        "## FAQ\n\nHow do I pay? {#pay}\n: By card.\n\nIs it safe?\n: Yes.\n",
        (3, 6),
    ),
    "table de": (
        "",
        (
            "## Häufige Fragen\n\n| Frage | Antwort |\n|:--|:--|\n"
            "| How do I pay? | By card. |\n| Is it safe? | Yes. |\n"
        ),
        (5, 6),
    ),
    "table Q A": (
        "",
        "## FAQ\n\nQ | A\n--|--\nHow do I pay? | By card.\nIs it safe? | Yes.\n",
        (5, 6),
    ),
    "table bold heads": (
        "",
        (
            "## FAQ\n\n| **Question** | **Answer** |\n|---|---|\n"
            "| How do I pay? | By card. |\n| Is it safe? | Yes. |\n"
        ),
        (5, 6),
    ),
    "bold pinned": (
        "",
        "## FAQ\n\n**How do I pay?** {#pay} By card.\n\n**Is it safe?** {#safe}\nYes.\n",
        (3, 5),
    ),
    "bold backslash": (
        "",
        "## FAQ\n\n**How do I pay?**\\\nBy card.\n\n**Is it safe?** – Yes.\n",
        (3, 6),
    ),
    "b alone": (
        "",
        "## FAQ\n\n<b>How do I pay?</b>\n\nBy card.\n\n<b>Is it safe?</b>\n\nYes.\n",
        (3, 7),
    ),
    "strong attr": (
        "",
        (
            '## FAQ\n\n<strong class="q">How do I pay?</strong><br/>\nBy card.\n\n'
            "<strong>Is it safe?</strong>\nYes.\n"
        ),
        (3, 6),
    ),
    "bold em": (
        "",
        "## FAQ\n\n***How do I pay?*** By card.\n\n__Is it safe?__ Yes.\n",
        (3, 5),
    ),
    "three runs": (
        "",
        "## FAQ\n\n**How** **do I** **pay?**\n\nBy card.\n\n**Is it**\n**safe?**\n\nYes.\n",
        (3, 7),
    ),
    "q outside": (
        "",
        "## FAQ\n\n**How do I pay**? By card.\n\n**Is it safe**?\n\nYes.\n",
        (3, 5),
    ),
    "quote one": (
        "",
        "## FAQ\n\n> **How do I pay?** By card.\n\n> **Is it safe?** Yes.\n",
        (3, 5),
    ),
    "quote all": (
        "",
        "## FAQ\n\n> **How do I pay?**\n>\n> By card.\n>\n> **Is it safe?**\n>\n> Yes.\n",
        (3, 7),
    ),
    "quote nl": (
        "",
        "## FAQ\n\n> **How do I pay?**\n> By card.\n\n> **Is it safe?**\n> Yes.\n",
        (3, 6),
    ),
    "details h3": (
        "",
        (
            "## FAQ\n\n<details>\n  <summary><h3>How do I pay?</h3></summary>\n\n"
            "  By card.\n\n</details>\n\n<details open>\n"
            "  <summary><strong>Is it safe?</strong></summary>\n  <p>Yes.</p>\n</details>\n"
        ),
        (4, 11),
    ),
    "details id": (
        "",
        (
            '## FAQ\n\n<details id="pay">\n<summary>How do I pay?</summary>\nBy card.\n'
            "</details>\n\n<details id='safe'>\n<summary>\nIs it safe?\n</summary>\nYes.\n"
            "</details>\n\nAfter.\n"
        ),
        (4, 10),
    ),
    "details upper": (
        "",
        (
            "## FAQ\n\n<DETAILS>\n<SUMMARY>How do I pay?</SUMMARY>\n\nBy card.\n\n"
            "</DETAILS>\n\n<details>\n<summary>Is it safe?</summary>\nYes.\n</details>\n"
        ),
        (4, 11),
    ),
    "setext": (
        "",
        "FAQ\n---\n\n**How do I pay?** By card.\n\n**Is it safe?** Yes.\n",
        (4, 6),
    ),
    "marks with a dash": (
        "",
        "## FAQ\n\nQ – How do I pay?\n\nA – By card.\n\nQ – Is it safe?\n\nA – Yes.\n",
        (3, 7),
    ),
    "a list with the answers one step further in": (
        "",
        "## FAQ\n\n- How do I pay?\n    - By card.\n- Is it safe?\n    - Yes.\n",
        (3, 5),
    ),
    "bold numbered questions with a colon": (
        "",
        "## FAQ\n\n1. **How do I pay?**: By card.\n2. **Is it safe?**: Yes.\n",
        (3, 4),
    ),
    "closing words behind the last answer": (
        "Frequently Asked Questions",
        "### How do I pay?\n\nBy card.\n\n### Is it safe?\n\nYes.\n\nAny questions? Write.\n",
        (1, 5),
    ),
    "groups in groups": (
        "",
        (
            "## FAQ\n\n### Fees\n\n#### Cards\n\n##### How do I pay?\n\nBy card.\n\n"
            "#### Safety\n\n##### Is it safe?\n\nYes.\n"
        ),
        (7, 13),
    ),
    "disclosures in groups": (
        "",
        (
            "## FAQ\n\n### Fees\n\n<details><summary>How do I pay?</summary>\n\nBy card.\n\n"
            "</details>\n"
            "\n### Safety\n\n<details><summary>Is it safe?</summary>\n\nYes.\n\n</details>\n"
        ),
        (5, 13),
    ),
    "headings as HTML": (
        "",
        "## FAQ\n\n<h3>How do I pay?</h3>\n<p>By card.</p>\n<h3>Is it safe?</h3>\n<p>Yes.</p>\n",
        (3, 5),
    ),
    "headings as HTML over Markdown": (
        "",
        "## FAQ\n\n<h4>How do I pay?</h4>\n\nBy card.\n\n<h4>Is it safe?</h4>\n\nYes.\n",
        (3, 7),
    ),
    "all as HTML on one line": (
        "",
        (
            "<h2>FAQ</h2><h3>How do I pay?</h3><p>By card.</p><h3 id='safe'>Is it safe?</h3>"
            "<p>Yes.</p>\n"
        ),
        (1, 1),
    ),
    "a section as HTML, with empty lines": (
        "",
        (
            "<section class='faq'>\n<h2>FAQ</h2>\n<h3>How do I pay?</h3>\n<p>By card.</p>\n\n"
            "<h3>Is it safe?</h3>\n<p>Yes.</p>\n\n</section>\n\n## After\n\nWords.\n"
        ),
        (3, 6),
    ),
    "bold paragraphs as HTML": (
        "",
        (
            "## FAQ\n\n<p><strong>How do I pay?</strong></p>\n<p>By card.</p>\n"
            "<p><strong>Is it safe?</strong><br />Yes.</p>\n"
        ),
        (3, 5),
    ),
    "boxes as HTML": (
        "",
        (
            "## FAQ\n\n<div><div><strong>How do I pay?</strong> <p>By card.</p></div>\n"
            "<div><strong>Is it safe?</strong> <p>Yes.</p></div></div>\n"
        ),
        (3, 4),
    ),
    "boxes of plain words as HTML": (
        "",
        (
            "## FAQ\n\n<div class='question'>How do I pay?</div>\n<div>By card.</div>\n"
            "<div class='question'>Is it safe?</div>\n<div>Yes.</div>\n"
        ),
        (3, 5),
    ),
    "a table as HTML": (
        "",
        (
            "## FAQ\n\n<table>\n<tr><th>Question</th><th>Answer</th></tr>\n"
            "<tr><td>How do I pay?</td><td>By card.</td></tr>\n"
            "<tr><td>Is it safe?</td><td>Yes.</td></tr>\n</table>\n"
        ),
        (5, 6),
    ),
    "terms as HTML": (
        "",
        (
            "## FAQ\n\n<dl>\n<dt>How do I pay?</dt>\n<dd>By card.</dd>\n<dt>Is it safe?</dt>\n"
            "<dd>Yes.</dd>\n</dl>\n"
        ),
        (4, 6),
    ),
    "a list as HTML": (
        "",
        (
            "## FAQ\n\n<ul>\n<li><strong>How do I pay?</strong> By card.</li>\n"
            "<li><p><b>Is it safe?</b></p><p>Yes.</p></li>\n</ul>\n"
        ),
        (4, 5),
    ),
    "bold in a slant": (
        "",
        "## FAQ\n\n_**How do I pay?**_\n\nBy card.\n\n*__Is it safe?__*\nYes.\n",
        (3, 7),
    ),
    "bold and underlined, or in a color": (
        "",
        (
            "## FAQ\n\n<u>**How do I pay?**</u>\n\nBy card.\n\n"
            '<span class="c1">**Is it safe?**</span>\n\nYes.\n'
        ),
        (3, 7),
    ),
    "a bold Q without a sign": (
        "",
        "## FAQ\n\n**Q** How do I pay?\n\n**A** By card.\n\n**Q2** Is it safe?\n**A2** Yes.\n",
        (3, 7),
    ),
    "lines like any other": (
        "",
        "## FAQ\n\nHow do I pay?\n\nBy card.\n\nIs it safe?\n\nYes.\n",
        (3, 7),
    ),
    "lines directly above their answers": (
        "",
        "## FAQ\n\nHow do I pay?\nBy card.\n\nIs it safe?\nYes.\n",
        (3, 6),
    ),
    "slanted lines under a title": (
        "FAQ",
        "Words.\n\n*How do I pay?*\n\nBy card.\n\n_Is it safe?_\n\nYes.\n",
        (3, 7),
    ),
    "underlined lines": (
        "",
        "## FAQ\n\n<u>How do I pay?</u>\n\nBy card.\n\n<u>Is it safe?</u>\n\nYes.\n",
        (3, 7),
    ),
    "quoted lines": (
        "",
        "## FAQ\n\n> How do I pay?\n\nBy card.\n\n> Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "headings as the points of a list": (
        "",
        "## FAQ\n\n- ### How do I pay?\n\n    By card.\n\n- ### Is it safe?\n\n    Yes.\n",
        (3, 7),
    ),
    "points with their answers on the next line": (
        "",
        "## FAQ\n\n- How do I pay?\n  By card.\n- Is it safe?\n  Yes.\n",
        (3, 5),
    ),
    "callouts": (
        "",
        "## FAQ\n\n> [!question]- How do I pay?\n> By card.\n\n> [!FAQ] Is it safe?\n> Yes.\n",
        (3, 6),
    ),
    "a table whose heads say something else": (
        "",
        (
            "## FAQ\n\n| You | I |\n|---|---|\n| **How do I pay?** | By card. |\n"
            "| Is it safe? | Yes. |\n"
        ),
        (5, 6),
    ),
    "a section of the third level": (
        "",
        (
            "## About\n\nHi.\n\n### FAQ\n\n#### How do I pay?\n\nBy card.\n\n#### Is it safe?\n\n"
            "Yes.\n"
        ),
        (7, 11),
    ),
    "an accordion as HTML": (
        "",
        (
            "## FAQ\n\n<ul>\n"
            "<li><h4><button>How do I pay?</button></h4><div><p>By card.</p></div></li>\n"
            "<li><h4><button>Is it safe?</button></h4><div><p>Yes.</p></div></li>\n</ul>\n"
        ),
        (4, 5),
    ),
    "small letters": (
        "",
        "## FAQ\n\nq: How do I pay?\na: By card.\n\nq2: Is it safe?\na2: Yes.\n",
        (3, 6),
    ),
    "h1s under a title": (
        "FAQ",
        "# How do I pay?\n\nBy card.\n\n# Is it safe?\n\nYes.\n",
        (1, 5),
    ),
    "h1s below an h1": (
        "",
        "# FAQ\n\n# How do I pay?\n\nBy card.\n\n# Is it safe?\n\nYes.\n\n# About me\n\nHi.\n",
        (3, 7),
    ),
    "underlined h1s": (
        "Q&A",
        "How do I pay?\n===\n\nBy card.\n\nIs it safe?\n=============\n\nYes.\n",
        (1, 6),
    ),
    "h1s in groups that are h1s": (
        "FAQ",
        "# Fees\n\n# How do I pay?\n\nBy card.\n\n# Safety\n\n# Is it safe?\n\nYes.\n",
        (3, 9),
    ),
    "lines behind the sign of an accordion": (
        "",
        "## FAQ\n\n▶ How do I pay?\n\nBy card.\n\n▶ Is it safe?\nYes.\n",
        (3, 7),
    ),
    "bold words behind a question mark": (
        "",
        "## FAQ\n\n❓ **How do I pay?**\n\nBy card.\n\n❓ **Is it safe?** Yes.\n",
        (3, 7),
    ),
    "bold signs with their words": (
        "FAQ",
        "**▶️ How do I pay?**\n\nBy card.\n\n**► Is it safe?**\n\nYes.\n",
        (1, 5),
    ),
    "bold lines behind an arrow, broken by two spaces": (
        "",
        "## FAQ\n\n➡️ **How do I pay?**  \nBy card.\n\n➡️ **Is it safe?**  \nYes.\n",
        (3, 6),
    ),
    "slanted lines, broken by two spaces": (
        "FAQ",
        "*How do I pay?*  \nBy card.\n\n*Is it safe?*  \nYes.\n",
        (1, 4),
    ),
    "headings behind a sign": (
        "",
        "## FAQ\n\n### ➕ How do I pay?\n\nBy card.\n\n### ❔ Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "arrows, with the answers behind": (
        "",
        "## FAQ\n\n→ How do I pay? By card.\n→ Is it safe? Yes.\n",
        (3, 4),
    ),
    "signs before marks": (
        "",
        "## FAQ\n\n❓ Q: How do I pay?\nA: By card.\n\n❓Q: Is it safe?\nA: Yes.\n",
        (3, 6),
    ),
    "points behind a sign": (
        "",
        "## FAQ\n\n- ▸ How do I pay?\n  By card.\n- ▸ Is it safe?\n  Yes.\n",
        (3, 5),
    ),
    "marks as points": (
        "",
        "## FAQ\n\n- Q: How do I pay?\n- A: By card.\n- Q: Is it safe?\n- A: Yes.\n",
        (3, 5),
    ),
    "bold marks as points": (
        "",
        (
            "## FAQ\n\n* **Q:** How do I pay?\n* **A:** By card.\n\n"
            "* **Q:** Is it safe?\n* **A:** Yes.\n"
        ),
        (3, 6),
    ),
    "bold marks as points with empty lines": (
        "",
        (
            "## FAQ\n\n- **Q: How do I pay?**\n\n- **A:** By card.\n\n"
            "- **Q: Is it safe?**\n\n- **A:** Yes.\n"
        ),
        (3, 7),
    ),
    "marks of another language as points": (
        "",
        "## Häufige Fragen\n\n- F: How do I pay?\n- A: By card.\n- F: Is it safe?\n- A: Yes.\n",
        (3, 5),
    ),
    "the answers as points below their questions": (
        "",
        ("## FAQ\n\n- Q: How do I pay?\n    - A: By card.\n- Q: Is it safe?\n    - A: Yes.\n"),
        (3, 5),
    ),
}
# Forms of other programs, which only our own site brings to one of those above.
BROUGHT = {
    "folded boxes of Material": (
        "",
        (
            '## FAQ\n\n??? question "How do I pay?"\n    By card.\n\n'
            '???+ faq "Is it safe?"\n\n    Yes.\n'
        ),
        (3, 6),
    ),
    "folded boxes without a line between": (
        "FAQ",
        '??? note "How do I pay?"\n    By card.\n??? note "Is it safe?"\n    Yes.\n',
        (1, 3),
    ),
    "boxes of questions": (
        "",
        '## FAQ\n\n!!! question "How do I pay?"\n    By card.\n\n!!! faq "Is it safe?"\n    Yes.\n',
        (3, 6),
    ),
    "containers": (
        "",
        (
            "## FAQ\n\n:::details How do I pay?\nBy card.\n:::\n\n"
            "::: question Is it safe?\n\nYes.\n\n:::\n"
        ),
        (3, 7),
    ),
    "a line in capitals": (
        "",
        "Hi.\n\nFREQUENTLY ASKED QUESTIONS\n\nHow do I pay?\n\nBy card.\n\nIs it safe?\n\nYes.\n",
        (5, 9),
    ),
    "headings in capitals": (
        "",
        (
            "COMMON QUESTIONS (FAQ)\n\nHow do I pay?\n\nBy card.\n\nIs it safe?\n\nYes.\n\n"
            "ABOUT ME\n\nI am Jane.\n"
        ),
        (3, 7),
    ),
    "letters alone": (
        "",
        "FAQs:\n\n**How do I pay?**\n\nBy card.\n\n**Is it safe?**\n\nYes.\n",
        (3, 7),
    ),
    "capitals of another language": (
        "",
        "PREGUNTAS FRECUENTES\n\n### How do I pay?\n\nBy card.\n\n### Is it safe?\n\nYes.\n",
        (3, 7),
    ),
    "bold words with a space": (
        "",
        "## FAQ\n\n**How do I pay? **\n\nBy card.\n\n** Is it safe?** Yes.\n",
        (3, 7),
    ),
}
# Titles of pages, and headings, that say the same.
TITLES = [
    "❓ FAQ",
    "FAQ’s",
    "F.A.Q.",
    "Frequently Asked Questions (FAQ)",
    "FAQ: Fees",
    "FAQs about IFS",
    "Q&A",
    "Common concerns",
    "Your questions, answered",
    "Preguntas frecuentes",
    "Häufige Fragen",
    "Questions fréquentes",
    "Frequently-Asked Questions",
    "[FAQ]",
    "FAQ 💬",
    "Q & A",
    "Q and A",
    "Questions & Answers:",
    "FAQ – fees",
    "FAQ | Quiet Room",
    "Therapy FAQ",
    "Our FAQs",
    "IFS: FAQ",
    "FAQ for parents",
    "Therapy FAQs: what to know",
    "10 Frequently Asked Questions About Therapy",
    "Your questions answered: EMDR",
    "FAQs on fees",
    "**FAQ**",
    "Domande frequenti",
    "Perguntas frequentes",
    "Veelgestelde vragen",
    "Vanliga frågor",
    "よくある質問",
    "常见问题",
    "Часто задаваемые вопросы",
    "Foire aux questions (FAQ)",
    "Preguntas frecuentes sobre IFS",
    "Häufig gestellte Fragen",
    "Fragen und Antworten",
    "Frequently asked questions about therapy",
    "FAQS!",
    "Faq.",
    "Frequently Asked Questions ❓",
    "<small>FAQ</small>",
    "Common Questions About Therapy",
    "Common questions & concerns",
    "Questions? Answers!",
    "الأسئلة الشائعة",
    "FAQ page",
    "The FAQ",
    "F-A-Q",
]
# The title of the page ("" where it does not matter), and the text.
NO_QUESTIONS = [
    ("", "Words.\n\n## Are you tired?\n\nMany are.\n\n## What helps\n\nRest.\n"),
    ("Rest", "## Why rest?\n\nBecause.\n\n## Why now?\n\nBecause.\n\n## Why you?\n\nBecause.\n"),
    ("FAQ about our move is coming", "Soon.\n\n## Why are we moving?\n\nRent.\n"),
    ("FAQ about our move is coming", "Soon.\n\n**Why?** Rent.\n"),
    ("I updated the FAQ", "## Why?\n\nIt was old.\n"),
    ("Why a therapist's FAQ matters", "## Why?\n\nIt was old.\n"),
    ("", "## Questions to ask yourself\n\n1. Am I tired?\n2. Am I sad?\n3. What do I need?\n"),
    (
        "Questions to ask a therapist",
        "## Are you licensed?\n\nAsk this first.\n\n## What does it cost?\n\nAsk this too.\n",
    ),
    ("", "## Questions\n\nAsk yourself:\n\n- Am I tired?\n- Am I sad?\n\nThen rest.\n"),
    ("", "## Questions\n\n1. Am I tired?\n2. Am I sad?\n3. What do I need?\n"),
    ("", "## FAQ\n\n1. [How do I pay?](#pay)\n2. [Is it safe?](#safe)\n"),
    ("", "## FAQ\n\nA: Hello.\n\nB: Hello, who is it?\n\nA: Me.\n"),
    ("", "## A talk\n\nQ: Who are you?\n\nA: Jane.\n\nQ: Why?\n\nA: Because.\n"),
    ("Q&A with Jane Doe", "**Interviewer: Who are you?**\n\nJane: A therapist.\n\n## Why?\n\nx\n"),
    ("A conversation", "**Q: Who are you?**\n\nA: Jane.\n"),
    ("", "## FAQ\n\nPart\n: A side of you.\n\nSelf\n: Who is there.\n"),
    ("", "## Terms\n\nWhat is a part?\n: A side of you.\n"),
    ("", "## FAQ\n\n| Service | Price |\n|---|---|\n| Is it long? | $10 |\n"),
    ("", "## FAQ\n\n| Question | Answer | Note |\n|---|---|---|\n| Is it long? | No | x |\n"),
    ("", "## Prices\n\n| Question | Answer |\n|---|---|\n| Is it long? | No |\n"),
    ("", "## FAQ\n\n1. Write to me.\n2. We talk.\n3. You decide.\n"),
    ("", "## FAQ\n\n**Have questions?** Write to me.\n"),
    ("", "## FAQ\n\n**Important:** is it urgent? Call 911.\n"),
    ("", "## FAQ\n\nWhat do people ask? Many things.\n"),
    ("", "## FAQ\n\n```\n### Is it?\n**Is it?**\nQ: Is it?\nA: Yes.\n```\n"),
    ("", "## FAQ\n\n    Q: Is it?\n    A: Yes.\n"),
    ("", "## About FAQs\n\n### Is it?\n\nYes.\n"),
    ("", "<details>\n<summary>Is it?</summary>\n\nYes.\n\n</details>\n"),
    ("", "## More\n\n<details><summary>Is it?</summary>Yes.</details>\n"),
    ("", "> **Is it?**\n>\n> Yes.\n"),
    ("", "**Is it?** Yes.\n\n**Is it long?** No.\n"),
    ("FAQ", "## Contact\n\nWrite.\n\n## About me\n\n### Training\n\nMA.\n"),
    ("FAQ", "## Ready to begin?\n\nCall.\n\n## Still have questions?\n\nWrite.\n"),
    ("Frequently used words", "## What is a part?\n\nA side.\n"),
    ("Common mistakes", "## Do you rest?\n\nNo.\n"),
    ("", "## FAQ\n\n> [!NOTE]\n> **Is it?** Yes.\n"),
    ("", "## FAQ\n\n> Is it long?\n>\n> said a friend.\n"),
    ("", "## FAQ\n\n- [ ] Is it?\n- [x] Is it long?\n"),
    ("", "What happened?\n\nWrite it down.\n\nWho was there?\n\nWrite that, too.\n"),
    ("", "## Questions\n\nWhat happened?\n\nWrite it down.\n\nWho was there?\n\nWrite it.\n"),
    ("", "## FAQ\n\nAre you tired?\n\nAre you sad?\n\nAre you alone?\n"),
    ("", "## FAQ\n\nWondering what to expect?\n\nWrite to me.\n"),
    ("", "<h2>Prompts</h2><h3>What happened?</h3><p>Write it down.</p>\n"),
    ("", "<p><strong>What happened?</strong></p>\n<p>Write it down.</p>\n"),
    ("", "> [!question] What happened?\n> Write it down.\n"),
    ("", '## FAQ\n\n??? note "Is it?"\n\nYes.\n\n??? note "Is it long?"\n\nNo.\n'),
    ("", "## Rest\n\n### Common questions?\n\n#### Is it?\n\nYes.\n"),
    ("", "## An exercise\n\n### Questions\n\n**What happened?**\n\nWrite it down.\n"),
    ("", "## FAQ\n\n| Day | Rest? |\n|---|---|\n| Monday? | No |\n| Today | Yes |\n"),
    ("", "# Why rest?\n\nBecause.\n\n# Why now?\n\nBecause.\n"),
    ("", "## Rest\n\n→ Why now?\n\nMany are tired.\n\n▶ Why here?\n\nBecause.\n"),
    ("", "## ▶ Why now?\n\nBecause.\n\n## ❓ Why you?\n\nBecause.\n"),
    ("", "## FAQ\n\n→ Are you tired?\n→ Are you sad?\n\nThen rest.\n"),
    ("", "## FAQ\n\n→ Are you tired?\n\n→ Are you sad?\n\n→ Are you alone?\n"),
    ("", "## FAQ\n\n→ Write to me.\n\n▶ Ready to begin? Call.\n"),
    ("", "- Q: Who are you?\n- A: Jane.\n"),
    ("", "## FAQ\n\n- Q: Who are you?\n- Jane.\n- B: What now?\n"),
    ("", "FREQUENTLY ASKED QUESTIONS ARE MANY\n\nIs it long?\n\nNo.\n"),
    ("", "FAQ\n\nWe have moved ours.\n\nIs it long?\n\nNo.\n"),
    ("", "Words.\nFAQ\n\nIs it long?\n\nNo.\n"),
    ("", "```\nFAQ\n\nIs it long?\n\nNo.\n```\n"),
    ("", "```\n\nFAQ\n\nIs it long?\n\nNo.\n\n```\n"),
    ("", '!!! question "Is it long?"\n    No.\n\n??? note "Is it?"\n    Yes.\n'),
    ("", "## Rest\n\n:::details Is it long?\nNo.\n:::\n"),
    ("", '## FAQ\n\n!!! note "Is it urgent?"\n    Call 911.\n'),
    ("", '## FAQ\n\n```\n??? question "Is it?"\n    Yes.\n```\n'),
]


@parsers
@pytest.mark.parametrize("form", FORMS)
def test_questions_are_found_in_the_form_in_which_they_are_typed(
    form: str, settings: dict[str, Any]
) -> None:
    title, text, lines = FORMS[form]
    expected = [(*pair, line) for pair, line in zip(ANSWERED, lines, strict=True)]
    assert found(read(text, settings, title)) == expected


@pytest.mark.parametrize("form", BROUGHT)
def test_questions_in_forms_of_other_programs_are_found_on_our_own_site(form: str) -> None:
    title, text, lines = BROUGHT[form]
    expected = [(*pair, line) for pair, line in zip(ANSWERED, lines, strict=True)]
    assert found(read(text, OURS, title)) == expected


@parsers
@pytest.mark.parametrize("title", TITLES)
def test_a_title_says_faq_however_it_is_typed(title: str, settings: dict[str, Any]) -> None:
    asked = "## How do I pay?\n\nBy card.\n"
    assert found(read(asked, settings, title)) == [("How do I pay?", "By card.", 1)]
    below = f"## {title}\n\n### How do I pay?\n\nBy card.\n"
    assert found(read(below, settings)) == [("How do I pay?", "By card.", 3)]


@parsers
@pytest.mark.parametrize(("title", "text"), NO_QUESTIONS)
def test_what_is_not_meant_as_a_question_stays_as_it_is(
    title: str, text: str, settings: dict[str, Any]
) -> None:
    html, marks = html_of(text, title or "Rest", settings)
    assert marks == []
    assert 'class="faq"' not in html


@parsers
def test_marks_and_numbers_of_a_form_stand_neither_on_the_page_nor_in_the_data(
    settings: dict[str, Any],
) -> None:
    text = "## FAQ\n\n**Q1: How do I pay?**\n\nA: By card.\n\n### Q: Is it safe?\n\n**A:** Yes.\n"
    html, _ = html_of(text, "Rest", settings)
    assert not re.search(r"\b[QA]\d?:", html)
    assert found(read(text, settings)) == [
        ("How do I pay?", "By card.", 3),
        ("Is it safe?", "Yes.", 7),
    ]


@parsers
def test_a_number_that_is_typed_as_a_part_of_the_words_stays_one(settings: dict[str, Any]) -> None:
    text = "## FAQ\n\n**1. How do I pay? 💳**\n\nBy card.\n\n### 2. Is it safe? (Yes!?)\n\nYes.\n"
    assert [question for question, _, _ in found(read(text, settings))] == [
        "1. How do I pay? 💳",
        "2. Is it safe? (Yes!?)",
    ]


RICH = """\
By card:

- at once
    - or later
- or not

| When | What |
|------|------|
| then | this |

![A desk](desk.jpg)

> Said.

#### A subheading
"""
PARTS = ["ul > li > ul > li", "table td", "img[alt='A desk']", "blockquote p", "h4"]


def indented(text: str, by: str = "    ") -> str:
    return "".join(f"{by}{line}".rstrip() + "\n" for line in text.splitlines())


@parsers
@pytest.mark.parametrize(
    "text",
    [
        f"## FAQ\n\n### How do I pay?\n\n{RICH}\n### Q?\n",
        f"## FAQ\n\n## How do I pay?\n\n{RICH}\n## Q?\n",
        f"## FAQ\n\n**How do I pay?** By card.\n\n{RICH}\n**Q?** A\n",
        f"## FAQ\n\nQ: How do I pay?\n\nA: {RICH}\nQ: Is it?\n",
        f"## FAQ\n\n1. How do I pay?\n\n{indented(RICH)}\n2. Q?\n\n    A\n",
        f"## FAQ\n\nHow do I pay?\n\n:   {indented(RICH).strip()}\n\nQ?\n\n:   A\n",
        f"## FAQ\n\n<details>\n<summary>How do I pay?</summary>\n\n{RICH}\n</details>\n",
        (
            "## FAQ\n\n<details markdown='1'>\n<summary>How do I pay?</summary>\n\n"
            f"{RICH}\n</details>\n"
        ),
        f"## FAQ\n\n> **How do I pay?**\n>\n{indented(RICH, '> ')}",
    ],
    ids=["h3", "h2", "bold", "marks", "numbers", "terms", "html", "markdown", "quotation"],
)
def test_an_answer_keeps_all_that_stands_in_it(text: str, settings: dict[str, Any]) -> None:
    item = read(text, settings)[0]
    answer = LexborHTMLParser(item.visible)
    assert item.question == "How do I pay?"
    assert [part for part in PARTS if not answer.css(part)] == []
    assert safe_html.plain(item.answer).startswith("By card")


@parsers
def test_disclosures_within_an_answer_and_behind_the_questions_stay_where_they_are(
    settings: dict[str, Any],
) -> None:
    text = """\
## FAQ

<details id="pay">
<summary><h3>How do I pay?</h3></summary>

By **card**.

<details>
<summary>Which?</summary>

Any.

</details>

</details>

After.

### Is it safe?

Yes.

<details><summary>More</summary>Words.</details>
"""
    html, marks = html_of(text, "Rest", settings)
    first, second = answers.items(html, marks, "x.md")
    assert (first.id, first.question, first.line) == ("pay", "How do I pay?", 4)
    assert "<strong>card</strong>" in first.visible
    assert re.search(r"<details>\s*<summary>Which\?</summary>", first.visible)
    assert "After." not in first.visible
    assert (second.question, second.line) == ("Is it safe?", 19)
    assert "<summary>More</summary>Words." in second.visible
    assert html.count("<details") == html.count("</details>") == 4


@parsers
def test_html_that_is_never_closed_stays_html(settings: dict[str, Any]) -> None:
    text = "## FAQ\n\n<details>\n<summary>Is it?</summary>\n\nYes.\n"
    html, marks = html_of(text, "Rest", settings)
    assert marks == []
    assert "<summary>Is it?</summary>" in html


@parsers
def test_a_page_of_questions_has_headings_of_the_levels_that_were_typed(
    settings: dict[str, Any],
) -> None:
    text = (
        "Words.\n\n## Fees\n\nWords.\n\n### How do I pay?\n\nBy card.\n\n#### Which?\n\nAny.\n\n"
        "## Is it safe?\n\nYes.\n\n### When not?\n\nNever.\n\n## About me\n\nHi.\n\n"
        "## Ready to begin?\n\nCall.\n"
    )
    html, _ = html_of(text, "FAQ", settings)
    assert re.findall(r"<summary>\s*<(h\d)>(.*?)</", html) == [
        ("h3", "How do I pay?"),
        ("h2", "Is it safe?"),
    ]
    outside = re.sub(r"<section.*?</section>", "", html, flags=re.DOTALL)
    assert re.findall(r"<(h\d)[^>]*>(.*?)</", outside) == [
        ("h2", "Fees"),
        ("h2", "About me"),
        ("h2", "Ready to begin?"),
    ]
    assert ">Hi.<" in outside
    assert ">Call.<" in outside


@parsers
def test_a_heading_between_the_questions_of_a_page_is_one_and_those_around_them_are_none(
    settings: dict[str, Any],
) -> None:
    text = (
        "## Welcome\n\nHi.\n\n## How do I pay?\n\nBy card.\n\n## Cancellations\n\nA day ahead.\n\n"
        "## Is it safe?\n\nYes.\n\n## Contact\n\nCall.\n"
    )
    html, _ = html_of(text, "FAQ", settings)
    assert re.findall(r"<summary>\s*<h2>(.*?)</", html) == [
        "How do I pay?",
        "Cancellations",
        "Is it safe?",
    ]
    assert re.findall(r"<h2 [^>]*>(.*?)</", html) == ["Welcome", "Contact"]


@parsers
def test_a_section_of_the_third_level_ends_at_the_next_heading_of_its_own(
    settings: dict[str, Any],
) -> None:
    text = (
        "## About\n\n### FAQ\n\n#### How do I pay?\n\nBy card.\n\n### Training\n\n#### Why?\n\n"
        "Because.\n\n## FAQ\n\n### Is it safe?\n\nYes.\n\n#### Always\n\nYes.\n"
    )
    assert found(read(text, settings)) == [
        ("How do I pay?", "By card.", 5),
        ("Is it safe?", "Yes. Always Yes.", 17),
    ]


@parsers
def test_html_keeps_what_it_says_and_what_it_is_called(settings: dict[str, Any]) -> None:
    text = (
        "## FAQ\n\n<div id='fees'><h3>What's *this* &amp; _that_?</h3>\n"
        "<p>A <a href='/a_b_c/'>form</a>,<br>2 * 3 * 4.</p></div>\n\n"
        "<div class='callout'><p>Call.</p></div>\n"
    )
    html, marks = html_of(text, "Rest", settings)
    (item,) = answers.items(html, marks, "x.md")
    assert (item.id, item.question) == ("fees", "What's *this* & _that_?")
    assert 'A <a href="/a_b_c/">form</a>,<br' in item.visible.replace("'", '"')
    assert "2 * 3 * 4." in item.visible
    assert '<div class="callout">' in html.replace("'", '"')


@parsers
@pytest.mark.parametrize(
    "typed",
    [
        "<div><h3>Is it?</h3><iframe src='x'></iframe></div>\n",
        "<h3>Is it?<p>Yes.</h3>\n",
    ],
)
def test_html_of_another_form_stays_as_it_is(typed: str, settings: dict[str, Any]) -> None:
    html, _ = html_of(f"## FAQ\n\n### How do I pay?\n\nBy card.\n\n{typed}", "Rest", settings)
    assert html.count("<details") == 1
    assert "<h3>Is it?" in html


@parsers
def test_a_page_with_sections_of_its_own_is_none_as_a_whole(settings: dict[str, Any]) -> None:
    text = (
        "## Why read this?\n\nWords.\n\n## FAQ\n\n### How do I pay?\n\nBy card.\n\n"
        "## Why not?\n\nx\n"
    )
    assert found(read(text, settings, "FAQs about IFS")) == [("How do I pay?", "By card.", 7)]


@parsers
def test_in_a_section_of_headings_bold_words_within_an_answer_are_a_part_of_it(
    settings: dict[str, Any],
) -> None:
    text = (
        "## FAQ\n\n**New here?** Read on.\n\n### How do I pay?\n\n**Now?** By card.\n\n"
        "Q: is not one.\n"
    )
    assert found(read(text, settings)) == [
        ("How do I pay?", "Now? By card. Q: is not one.", 5),
    ]


def test_without_a_title_that_says_so_a_template_makes_a_page_one_of_questions() -> None:
    md = Markdown(**OURS)
    vars(md)["Meta"] = {"title": ["Before we meet"], "template": ["questions"]}
    md.convert("## How do I pay?\n\nBy card.\n")
    assert faq.marks_of(md) == [faq.FaqMark("how-do-i-pay", 1)]


@parsers
@pytest.mark.parametrize("form", FORMS)
def test_another_answer_to_the_same_question_is_told_in_every_form(
    form: str, settings: dict[str, Any]
) -> None:
    title, text, lines = FORMS[form]
    other = "## FAQ\n\n### How do I pay?\n\nIn cash.\n\n### Is it safe?\n\nYes.\n"
    known = ("known", read(other, OURS))
    told = questions.homes([known, ("page", read(text, settings, title))])
    assert told.owned["page"] == []
    assert [(one.line, one.message) for one in told.problems] == [
        (lines[0], f"“How do I pay?” is answered in another way in x.md:{known[1][0].line}.")
    ]


# --- A whole practice ---------------------------------------------------------------------------


def test_every_form_is_on_its_page_in_the_data_on_the_questions_page_and_in_the_search(
    site: TrialSite,
) -> None:
    site.questions_page("Words.\n")
    site.page("search", "", template="search")
    site.page("pay", "## How do I pay at last?\n\nBy card.\n", title="FAQ: Fees")
    known_forms = {**FORMS, **BROUGHT}
    forms = [
        one for one, (_, text, _) in known_forms.items() if all(q in text for q, _ in ANSWERED)
    ]
    names = {f"form-{number}": form for number, form in enumerate(forms)}
    for name, form in names.items():
        title, text, _ = known_forms[form]
        own = text.replace("How do I pay?", f"How do I pay {name}?")
        site.article(name, own.replace("Is it safe?", f"Is it safe {name}?"), title=title or name)
    built = site.build()
    assert built.said() == []
    known, listed = fragments(built), index(built)
    on_questions = built.page("questions/").select("main details summary")
    asked = [" ".join(one.text.split()) for one in on_questions]
    for name, form in names.items():
        expected = [f"How do I pay {name}?", f"Is it safe {name}?"]
        url = f"articles/{name}/"
        shown = built.page(url).select("section.faq > details > summary")
        assert [" ".join(one.text.split()) for one in shown] == expected, form
        assert [node["name"] for node in built.questions(url)] == expected, form
        assert [question for question in asked if question.endswith(f" {name}?")] == expected, form
        assert [text for to, text in listed if f"/{name}/#" in to] == expected, form
        places = [text for _, text in headings(known[f"/{url}"])]
        assert [text for text in places if text.endswith("?")][:2] == expected, form
    assert len(names) > 60
    assert asked[-1] == "How do I pay at last?"
    assert built.one("questions/", "#page-pay--how-do-i-pay-at-last").text.strip() == "By card."
    assert [node["name"] for node in built.questions("pay/")] == ["How do I pay at last?"]


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> StockSite:
    return begin(tmp_path_factory.mktemp("forms") / "site")


def test_a_stock_site_has_the_questions_of_pages_and_articles_by_their_titles(
    stock: StockSite,
) -> None:
    stock.article("fees", "## How do I pay?\n\nBy card.\n", Title="FAQ: Fees")
    stock.page("safety", "**Is it safe?** Yes.\n", Title="Häufige Fragen")
    stock.page("rest", "## Is it long?\n\nNo.\n")
    built = stock.build()
    assert built.questions("fees.html") == {"How do I pay?": "<p>By card.</p>"}
    assert built.questions("pages/safety.html") == {"Is it safe?": "<p>Yes.</p>"}
    assert built.questions("pages/rest.html") == {}
    assert built.warnings() == []
