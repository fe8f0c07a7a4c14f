"""Write docs/for-counsel.md, what the sites say about law: `python -m desk.docs.counsel`."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from desk.docs.schema_docs import DOCS
from plugins.notices import boards, jurisdictions
from plugins.notices.boards import Board
from plugins.notices.jurisdictions import Rule
from plugins.practice import schema
from plugins.practice.states import STATES

PAGE = DOCS / "for-counsel.md"
CRISIS_LINES = DOCS.parent / "desk" / "commands" / "crisis-lines.yaml"  # as `setup` writes them
_INTRO = """\
# For counsel, or a board

What the websites made with this program say about law, from where, read when, and what they leave
to the practice. Nothing here is legal advice. The program’s authors are not lawyers; they read
stored copies, of varying age, and say below where they read no more than a part. Laws change:
compare each row with the law as it is now, and let the practice write your day into `practice.yaml`
under `last_checked`, by the key at the head of each part; it is printed under the notices.

The practice’s own site shows only the notices of the states in which it offers therapy.
`python3 start.py check --report report.html` prints them for that practice, with what is missing.
"""
_LEFT = """\
## What is left to the practice and its counsel

- **Whether a law applies:** HIPAA (`hipaa_covered`), Washington’s My Health My Data Act
  (`notices: washington`), the privacy law of the EU and the United Kingdom (`notices: eu_uk`). The
  program asks, and decides none of them.
- **Words that are prescribed:** the Notice of Privacy Practices, and whatever a board wants word
  for word. The practice pastes them; the program never writes them.
- **Facts that only the practice knows:** with whom it shares what people send, how long that is
  kept, on which legal basis, how a client asks for records.
- **Its papers:** disclosure, consent, telehealth consent, the coaching agreement. The site names
  what a law wants in them, and does not take their place.
- **Every state without a part below:** its board is named where that was read, and its law is not
  guessed. `check` tells the practice so.
- **Whether a clinician has read the articles:** until a header says `reviewed:` with a day, the
  page says “not yet reviewed”, and publishing stops unless it is told otherwise.
- **What was not read:** each row says it in its last columns.

## What stops publishing

- A fact or a text that a notice on the website needs and that is missing, or a notice without a
  page.
- A license that has expired, has another state’s title, or is missing for a state in which therapy
  is offered.
- No crisis line, or one that differs from a known line in a digit.
- Claims, testimonials, and clients who could be recognized, as [the rules](rules/README.md) say one
  by one.
- Articles under a license that no clinician has read.

## What the site does without a notice

- It sets no cookie, stores nothing in the browser, loads nothing from another host, and runs no
  script but that of the search. A build is refused otherwise. The host may keep a log of its own.
- It has no form, unless the practice names a provider for one; its privacy page then says so.
- Its pages are made to meet WCAG 2.2 AA, and the program’s tests try that. Nobody has audited the
  site of a practice.
- It has no place for testimonials or ratings.

The laws behind this were not read for this page: what HIPAA says of tracking, the FTC Act and its
rule on reviews, the ADA and section 504, the ethics codes.
"""
_END = """\
This page is made from the data by `python -m desk.docs.counsel`; a test says when it is stale.
"""


def page() -> str:
    """Return the page as Markdown: each notice by its law, the facts that laws ask for, boards."""
    return "\n".join([_INTRO, _LEFT, *_notices(), *_facts(), *_lines(), *_boards(), _END])


def _notices() -> Iterator[str]:
    yield "## Notices\n"
    for one in jurisdictions.read()[0]:
        yield f"### {one.name} (`{one.key}`)\n"
        rows = [["notice", "law", "where the law wants it", "read", "left open"]]
        rows += [_row(rule) for rule in one.notices]
        yield _table(rows)


def _row(rule: Rule) -> list[str]:
    """Return the cells of a notice: what it is, its law, and what was read of that."""
    read = "no law behind it: good practice"
    if rule.law:
        read = f"**not read**; told in [this source]({rule.source})"
    if rule.read:
        copy = rule.read_at or rule.source
        read = f"{rule.read}, in [{'a copy' if rule.read_at else 'this source'}]({copy})"
    left = [f"not read: {rule.not_read}"] if rule.not_read else []
    left += [f"words to be copied from the board: {rule.copy_what}"] if rule.copy_from else []
    left += [f"facts: {', '.join(rule.needs)}"] if rule.needs else []
    law = f"[{rule.law}]({rule.source})" if rule.read else rule.law  # else it is no law’s address
    return [rule.title, law, rule.where if rule.law else "", read, "; ".join(left)]


def _facts() -> Iterator[str]:
    """Yield which facts of practice.yaml the schema says that a law asks for."""
    yield "## Facts that a law asks for\n"
    rows = [["fact", "why"]]
    found = schema.load(schema.FACTS)
    parts = {**found["properties"], **found["$defs"]}
    while parts:
        name, part = next(iter(parts.items()))
        del parts[name]
        if "x-law" in part:
            rows.append([f"{part['title']} (`{name.rpartition('.')[2]}`)", part["x-law"]])
        inner = part.get("properties", {})
        parts = {**{f"{name}.{key}": held for key, held in inner.items()}, **parts}
    yield _table(rows)


def _lines() -> Iterator[str]:
    """Yield the crisis lines with which a practice in the USA begins, and where each was read."""
    yield "## Crisis lines\n"
    yield "`setup` writes these into a practice in the USA; its own are the practice’s to keep.\n"
    rows = [["line", "call", "text", "for", "read"]]
    for line in yaml.safe_load(CRISIS_LINES.read_text("utf-8")):
        read = f"{line['read']}, in [a copy]({line['source']})" if "read" in line else "not read"
        text = " to ".join(filter(None, (line.get("text_word"), line.get("text"))))
        about = line.get("country") or line.get("about", "")
        rows.append([line["name"], line.get("call", ""), text, about, read])
    yield _table(rows)


def _boards() -> Iterator[str]:
    """Yield the boards and look-ups by state, where they were read, and what else is asked for."""
    known = boards.read()
    yield "## Boards, look-ups and complaints\n"
    yield (
        f"Read on {known.read} in stored copies, mostly of what others have collected; an address "
        "for complaints always on the page that it leads to, or on the one that is named. What is "
        "not here was not read.\n"
    )
    yield from (f"- [{what}]({source})" for what, source in known.sources.items())
    yield ""
    names = [name.replace("_", " ").replace("mfts", "family therapists") for name in
             boards.PROFESSIONS]  # fmt: skip
    rows = [["state", *names]]
    for state, by_profession in known.by_state.items():
        held = (by_profession[profession] for profession in boards.PROFESSIONS)
        rows.append([STATES[state], *map(_board, held)])
    yield _table(rows)
    yield "## What other states are known to ask for\n"
    yield "The site has no notice for it yet; `check` tells a practice that serves one of them.\n"
    rows = [["state", "what", "read", "said, and not read"]]
    for state, asked in known.asks.items():
        read = f"{known.read}, in [a copy]({asked.read_at})"
        rows.append([STATES[state], asked.what, read, asked.said])
    yield _table(rows)


def _board(board: Board) -> str:
    """Return the cell of a board; of one whose name, look-up or complaints were not read, that."""
    if board == Board():
        return "not read"
    said = [f"[look-up]({board.lookup})" if board.lookup else "look-up not read"]
    said += [f"[complaints]({board.complaints})"] if board.complaints else []
    ways = "; ".join(filter(None, (board.mail, board.phone)))
    read = f" (read in [a copy]({board.read_at}))" if board.read_at else ""
    said += [f"for complaints: {ways}{read}"] if ways else []
    return f"{board.name or 'name not read'}: {', '.join(said)}"


def _table(rows: list[list[str]]) -> str:
    head, *body = [[" ".join(cell.split()).replace("|", "&#124;") for cell in row] for row in rows]
    lines = [head, ["---"] * len(head), *body]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
