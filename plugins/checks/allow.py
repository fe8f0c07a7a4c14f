"""What a writer lets stand: `allow: [{rule, reason}]` in a header or in practice.yaml."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from plugins.core.problem import Problem, Rule, did_you_mean
from plugins.core.rules.program import ALLOW, ALLOW_UNUSED
from plugins.core.yaml_lines import Value

_FORM = "Write “allow:” and below it, for each, “- rule: …” and “  reason: …”."


@dataclass(frozen=True)
class Allowance:
    """One entry: every problem of `rule` in the file `path` may stand, because of `reason`."""

    path: str
    line: int
    rule: str
    reason: str


@dataclass(frozen=True)
class Settled:
    """What is left to mend, and what was let stand by which entry."""

    problems: tuple[Problem, ...]
    allowed: tuple[tuple[Problem, str], ...]


def read(
    value: Value, path: str, lines: Mapping[str, int], rules: Mapping[str, Rule]
) -> tuple[list[Allowance], list[Problem]]:
    """Return the entries of an `allow` and what is wrong with them; a wrong one allows nothing.

    `lines` says where in the file “allow” stands, and “allow 0”, its first entry.
    """
    found: list[Allowance] = []
    problems: list[Problem] = []
    line = lines.get("allow", 1)
    if not isinstance(value, list):
        return [], [ALLOW.problem(path, line, "What is allowed should be a list.", _FORM)]
    for number, entry in enumerate(value):
        at = lines.get(f"allow {number}", line)
        texts = entry if isinstance(entry, dict) else {}
        rule, reason = (str(texts.get(name, "")).strip() for name in ("rule", "reason"))
        remedy = _FORM
        if not rule:
            message = "This entry does not say what is allowed."
        elif other := sorted(set(texts) - {"rule", "reason"}):
            message = f"An entry of “allow” has no “{other[0]}”."
        elif rule not in rules:
            message, near = f"There is no rule called “{rule}”.", did_you_mean(rule, rules)
            remedy = near if near.startswith("Did") else "Copy it from what `check` says."
        elif not rules[rule].allowable:
            title = rules[rule].title
            message = f"“{rule}” cannot be allowed: {title[:1].lower()}{title[1:]}, and no reason "
            message += "changes that."
            remedy = "Mend what it is about, and remove this entry."
        elif not reason:
            message = f"No reason is given why “{rule}” is allowed here."
            remedy = "Write “  reason: …” below it, for whoever reads this in a year."
        elif any(rule == earlier.rule for earlier in found):
            message = f"“{rule}” is already allowed here."
            remedy = "Remove one of the two entries."
        else:
            found.append(Allowance(path, at, rule, reason))
            continue
        problems.append(ALLOW.problem(path, at, message, remedy))
    return found, problems


def settle(problems: Iterable[Problem], allowances: Iterable[Allowance]) -> Settled:
    """Return the problems without those that are allowed; an idle entry is a problem itself."""
    by_place = {(one.path, one.rule): one for one in allowances}
    left: list[Problem] = []
    allowed: list[tuple[Problem, str]] = []
    used: set[Allowance] = set()
    for problem in problems:
        allowance = by_place.get((problem.path, problem.rule))
        if allowance:
            used.add(allowance)
            allowed.append((problem, allowance.reason))
        else:
            left.append(problem)
    for one in by_place.values():
        if one not in used:
            message = f"“{one.rule}” is allowed here, but there is no longer such a problem."
            left.append(ALLOW_UNUSED.problem(one.path, one.line, message, "Remove this entry."))
    return Settled(tuple(sorted(left)), tuple(sorted(allowed)))
