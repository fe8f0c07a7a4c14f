"""Which notices the practice needs, filled in with its facts, and which facts they still lack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial

from markdown import Markdown
from markupsafe import Markup

from plugins.core import safe_html
from plugins.core.yaml_lines import Place
from plugins.notices import boards
from plugins.notices import jurisdictions as shipped
from plugins.notices.jurisdictions import FEDERAL, Jurisdiction, Rule
from plugins.notices.placeholders import FACT, filled, gaps, printed
from plugins.practice.model import Facts, State

# A paragraph, or one item of a list: what is left out as a whole if its fact is not known.
_UNIT = re.compile(r"\n(?=\n|- )")
_MARKDOWN = Markdown(extensions=["markdown.extensions.sane_lists"], output_format="html")
_STAND_IN = "\ue000{}\ue001"  # from the private area of Unicode: Markdown lets it pass


@dataclass(frozen=True)
class Notice:
    """A notice as it stands on the site.

    `html` are our words with the facts in them, `text` a board's own as she pasted it. `gaps` are
    the places in practice.yaml of facts that the law asks for and that are not known, and
    `lacks_text` is true while a board's own words are not pasted. `jurisdiction` and `place` are
    "TX" and "Texas"; `state` is the postal code, "" if the notice holds everywhere.
    """

    jurisdiction: str
    place: str
    state: str
    rule: Rule
    html: Markup
    text: str
    last_checked: date | None
    gaps: tuple[Place, ...]
    mention: Markup

    @property
    def id(self) -> str:
        return f"notice-{self.rule.key}"

    @property
    def lacks_text(self) -> bool:
        return bool(self.rule.copy_from and not self.text)

    @property
    def paragraphs(self) -> list[str]:
        return [part.strip() for part in re.split(r"\n\s*\n", self.text) if part.strip()]

    @property
    def empty(self) -> bool:
        return not (self.html or self.text or self.rule.shows == "crisis_lines")


@dataclass(frozen=True)
class Row:
    """A line of the table of notices. `missing` names facts as they are called in the file."""

    state: str
    notice: str
    law: str
    source: str
    read: date | None
    where: str
    last_checked: date | None
    missing: tuple[str, ...]


def needed(facts: Facts, jurisdictions: Iterable[Jurisdiction]) -> list[Notice]:
    """Return the notices of a practice: what holds everywhere, then its states in their order.

    Of a state whose notices nobody has written, the boards are named if they are known.
    A notice for therapy or coaching is needed where that is offered, one of HIPAA where that covers
    the practice; one of a state, where the state is served. Abroad neither the federal ones nor
    those about states are.
    """
    served = facts.therapy_states
    offered = {"always", *(service.type for service in facts.services)}
    if facts.under_hipaa or facts.notices.privacy_practices:
        offered.add("hipaa")
    offered |= {law for law in ("washington", "eu_uk") if getattr(facts.notices, law)}
    known = tuple(jurisdictions)
    here = facts.in_usa
    general = [one for one in known if not one.state and (here or one.key != FEDERAL)]
    by_state = {one.state or one.key: one for one in known}
    # A file of a state's own whose line “state:” is wrong holds everywhere until that is mended.
    ours = [*general, *(by_state.get(one.code) or _unknown(one, facts) for one in served)]
    ours = list({one.key: one for one in ours}.values())
    found = []
    for one in ours:
        for rule in one.notices:
            if rule.when not in offered or (not here and "states" in rule.needs):
                continue
            if rule.shows == "crisis_lines_abroad" and not (here or facts.lines_abroad):
                continue
            missing = (place for name in rule.needs for place in gaps(name, facts, one.state))
            # One line without Markdown, which is left out as well if a fact in it is not known.
            mention = rule.mention if _known(rule.mention, facts, one.state) else ""
            fact = partial(printed, facts=facts, state=one.state)
            notice = Notice(
                jurisdiction=one.key,
                place=one.name,
                state=one.state,
                rule=rule,
                html=_html(rule.words, facts, one.state),
                text=_text(rule, facts),
                last_checked=facts.notices.last_checked.get(one.key),
                gaps=tuple(dict.fromkeys(missing)),
                mention=filled(FACT, mention, fact),
            )
            found.append(notice)
    return found


def table(facts: Facts, jurisdictions: Iterable[Jurisdiction] | None = None) -> list[Row]:
    """Return a row for each notice that is needed, by the shipped jurisdictions or by these."""
    if jurisdictions is None:
        jurisdictions = shipped.read()[0]
    return [
        Row(
            state=notice.place,
            notice=notice.rule.title,
            law=notice.rule.law,
            source=notice.rule.source,
            read=notice.rule.read,
            where=notice.rule.where,
            last_checked=notice.last_checked,
            missing=tuple(".".join(map(str, place)) for place in notice.gaps)
            + ((f"notices.texts.{notice.rule.key}",) if notice.lacks_text else ()),
        )
        for notice in needed(facts, tuple(jurisdictions))
    ]


def _unknown(state: State, facts: Facts) -> Jurisdiction:
    """Return what can be said of a state whose notices nobody has written: its boards alone."""
    code, name, paragraphs = state.code, state.within, []
    for board in boards.read().of(facts, code):
        parts = [f"Therapy in {name} is licensed by the {board.name}."] if board.name else []
        if board.lookup:
            parts.append(f"[Look up a license in {name}]({board.lookup}).")
        phone = f"call [{board.phone}](tel:{board.phone})" if board.phone else ""
        if board.complaints:
            link = f"[File a complaint in {name}]({board.complaints})"
            parts.append(f"{link}, or {phone}." if phone else f"{link}.")
        elif ways := [*filter(None, (board.mail, phone))]:
            parts.append(f"Complaints go to: {', or '.join(ways)}.")
        paragraphs.append(" ".join(parts))
    title = "The licensing boards" if len(paragraphs) > 1 else "The licensing board"
    rule = Rule(f"{code.lower()}-board", title, "\n\n".join(paragraphs))
    return Jurisdiction(code, state.name, code, notices=(rule,) if paragraphs else ())


def _text(rule: Rule, facts: Facts) -> str:
    """Return what she has pasted for a notice: a board's own words, or a text of her own."""
    if rule.shows == "privacy_practices":
        return facts.notices.privacy_text
    return facts.notices.texts.get(rule.key, "") if rule.copy_from else ""


def _html(words: str, facts: Facts, state: str) -> Markup:
    """Return Markdown with facts as HTML; what names an unknown fact is left out.

    The facts are put in after Markdown has done its work, so that none of them is taken for it.
    """
    units = [unit for unit in _UNIT.split(words) if _known(unit, facts, state)]
    values: list[Markup] = []

    def stand_in(match: re.Match[str]) -> str:
        values.append(printed(match[1], facts, state))
        return _STAND_IN.format(len(values) - 1)

    html = _safe_html(FACT.sub(stand_in, "\n".join(units)))
    for number, value in enumerate(values):
        html = html.replace(_STAND_IN.format(number), value)
    return Markup(html)


def _known(words: str, facts: Facts, state: str) -> bool:
    return all(printed(name, facts, state) for name in FACT.findall(words))


@cache
def _safe_html(words: str) -> str:
    html, _ = safe_html.clean(_MARKDOWN.reset().convert(words))
    return html.strip()
