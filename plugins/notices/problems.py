"""Tell what the notices still lack, to the therapist with the law and the line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from plugins.core.problem import Problem, did_you_mean
from plugins.core.rules.data_files import UNKNOWN_KEY
from plugins.core.rules.notices import (
    HIPAA_UNKNOWN,
    LICENSE_TITLE,
    NOTICE_FACT_MISSING,
    NOTICE_FILE_MISSING,
    NOTICE_STATE_UNKNOWN,
    NOTICE_TEXT_MISSING,
    PAPER_FACT_MISSING,
)
from plugins.core.yaml_lines import Place
from plugins.notices import boards
from plugins.notices.jurisdictions import Jurisdiction
from plugins.notices.notices import Notice, needed
from plugins.practice import schema
from plugins.practice.model import Facts
from plugins.practice.states import STATES

_LEAST_WORDS = 25  # below that it is a note to herself, or says where the notice is


def problems(
    facts: Facts,
    jurisdictions: Iterable[Jurisdiction],
    path: str,
    is_file: Callable[[str], bool] = lambda _: True,
) -> list[Problem]:
    """Return every problem of the notices; `path` is how practice.yaml is shown.

    `is_file` says whether the content has a file of this name, in which is something.
    `notice-file-missing` (a warning): one that a notice is in is not there, or a text is none.
    `hipaa-unknown` (a note): nobody has said whether it covers the practice.
    `notice-fact-missing` (a warning): a fact that must stand on the website. `paper-fact-missing`
    (a note): one that the law wants in the papers for clients. `notice-text-missing`,
    `notice-state-unknown`, `license-title`: warnings. `unknown-key`: a setting for no notice.
    """
    known = tuple(jurisdictions)
    found = [problem for one in needed(facts, known) for problem in _lacks(one, facts, path)]
    found += _privacy(facts, path, is_file)
    covered = {one.state or one.key for one in known}
    for state in facts.therapy_states:
        if state.code not in covered:
            message = (
                f"Therapy is offered in {state.within}, and which notices are wanted there is not "
                "known here."
            )
            remedy = _whom_to_ask(facts, state.code)
            line = facts.line("services")
            found.append(NOTICE_STATE_UNKNOWN.problem(path, line, message, remedy))
    # A title that the same license has in other states, but not in this one.
    titles = {one.state: (one.name, one.title_instead_of) for one in known if one.state}
    for person in facts.people:
        for number, held in enumerate(person.licenses):
            name, instead = titles.get(held.state, ("", {}))
            if held.title in instead:
                message = f"{name} does not give the title “{held.title}”."
                remedy = (
                    f"There it is “{instead[held.title]}”; write it as it stands on the license."
                )
                line = facts.line("people", person.key, "licenses", number, "title")
                found.append(LICENSE_TITLE.problem(path, line, message, remedy))
    copied = {rule.key for one in known for rule in one.notices if rule.copy_from}
    for kind, given, right in (
        ("last_checked", facts.notices.last_checked, {one.key for one in known}),
        ("texts", facts.notices.texts, copied),
    ):
        for key in (key for key in given if key not in right):
            message = f"There is no notice called “{key}” here."
            remedy = f"{did_you_mean(key, right)} Otherwise remove the line."
            line = facts.line("notices", kind, key)
            found.append(UNKNOWN_KEY.problem(path, line, message, remedy))
    return found


def _whom_to_ask(facts: Facts, state: str) -> str:
    """Return how she learns which notices a state wants, from what is known of its boards."""
    known, name = boards.read(), STATES[state]
    named = [board for board in known.of(facts, state) if board.name]
    lookups = {one.lookup for one in known.of(facts, state) or known.by_state[state].values()}
    lookup = lookups.pop() if len(lookups) == 1 else ""
    if named:
        remedy = f"Ask the {' and the '.join(board.name for board in named)} which notices it wants"
        pages = dict.fromkeys(board.complaints for board in named if board.complaints)
        remedy += f" (about complaints: {' and '.join(pages)})" if pages else ""
    elif lookup:
        remedy = f"Look up your license at {lookup}, and ask the board that is named there"
    else:
        remedy = "Ask the board that is named on your license"
    remedy += f". Write its notices into jurisdictions/{state}.yaml beside this file"
    remedy += "; docs/state-notices.md says how."
    if asked := known.asks.get(state):
        remedy += (
            f" {name} asks for {asked.what}; docs/for-counsel.md names the copy that was read."
        )
        remedy += f" Said, and not read: {asked.said}." if asked.said else ""
    return remedy


def _privacy(facts: Facts, path: str, is_file: Callable[[str], bool]) -> Iterator[Problem]:
    """Yield what is not known of HIPAA, and a file with its notice that is not there."""
    offers_therapy = any(service.type == "therapy" for service in facts.services)
    if facts.under_hipaa is None and facts.in_usa and offers_therapy:
        message = "Whether HIPAA covers the practice is not known."
        remedy = (
            "Ask your counsel, and write “hipaa_covered: yes” or “hipaa_covered: no”. If it does, "
            "your Notice of Privacy Practices has to stand on the site (45 CFR 164.520(c)(3)(i))."
        )
        yield HIPAA_UNKNOWN.problem(path, facts.line("hipaa_covered"), message, remedy)
    file, text = facts.notices.privacy_file, facts.notices.privacy_text
    message = ""
    if "://" in file:
        message = f"The Notice of Privacy Practices is said to be at “{file}”, not on this website."
    elif file and not (file.startswith("images/") and is_file(file)):
        message = f"There is no file “{file}” with the Notice of Privacy Practices, or it is empty."
    elif text and len(text.split()) < _LEAST_WORDS:
        message = f"“{text}” is not a whole Notice of Privacy Practices."
    if message:
        remedy = (
            "Put its file into the folder “images” of your content, and write its name, such as "
            "“privacy_practices: images/notice-of-privacy-practices.pdf”; or paste its whole text."
        )
        line = facts.line("notices", "privacy_practices")
        yield NOTICE_FILE_MISSING.problem(path, line, message, remedy)


def _lacks(notice: Notice, facts: Facts, path: str) -> Iterator[Problem]:
    """Yield each fact that a notice lacks, and a board's own words if they are not there."""
    rule = notice.rule
    on_site = rule.where == "website"
    for place in notice.gaps:
        message = f"The notice “{rule.title}” needs {_fact(place, notice)}, and it is not here yet."
        if rule.law:
            asked = "on the website" if on_site else "in your papers"
            message = (
                f"The law asks for {_fact(place, notice)} {asked} ({rule.law}), and it is not "
                "here yet."
            )
        kind = NOTICE_FACT_MISSING if on_site else PAPER_FACT_MISSING
        yield kind.problem(path, facts.line(*place), message, _where_to_write(place, notice, facts))
    if notice.lacks_text:
        message = (
            f"The law prescribes words that are not here yet: {rule.copy_what or rule.title} "
            f"({rule.law})."
        )
        remedy = (
            f"Copy them from {rule.copy_from} and paste them under “notices:”, “texts:” as "
            f"“{rule.key}: …”."
        )
        line = facts.line("notices", "texts", rule.key)
        yield NOTICE_TEXT_MISSING.problem(path, line, message, remedy)


def _fact(place: Place, notice: Notice) -> str:
    """Return the name of a fact as it stands in a sentence: the “number” of a license for Texas."""
    if place[-1] == "licenses":
        return f"a license for {notice.place}"
    if "licenses" in place:
        return f"the “{place[-1]}” of the license for {notice.place}"
    return f"“{place[-1]}” ({schema.titled(schema.FACTS, place)})"


def _where_to_write(place: Place, notice: Notice, facts: Facts) -> str:
    key = place[-1]
    if key == "licenses":
        return f"Write below “licenses:” an entry “- state: {notice.state}” with title and number."
    if place in facts.lines:
        return f"Write it behind “{key}:”."
    if len(place) == 1:
        return f"Write “{key}:” and the entries below it."
    if isinstance(place[-2], int):
        return f"Write it as a line “{key}: …” of this entry."
    if inside := schema.at(schema.FACTS, place).get("properties"):
        lines = " and ".join(f"“  {name}: …”" for name in [*inside][:2])
        return f"Write under “{place[-2]}:” a line “{key}:”, and below it lines such as {lines}."
    return f"Write under “{place[-2]}:” a line “{key}: …”."
