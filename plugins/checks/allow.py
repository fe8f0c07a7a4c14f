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
    value: Value, path: str, lines: Mapping[int, int], line: int, rules: Mapping[str, Rule]
) -> tuple[list[Allowance], list[Problem]]:
    """The entries of an `allow` and what is wrong with them; a wrong one allows nothing.

    `lines` says on which line of the file each entry begins, `line` where “allow” stands.
    """
    found: list[Allowance] = []
    problems: list[Problem] = []

    def wrong(at: int, message: str, remedy: str) -> None:
        problems.append(ALLOW.problem(path, at, message, remedy))

    if not isinstance(value, list):
        wrong(line, "What is allowed should be a list.", _FORM)
        return [], problems
    for number, entry in enumerate(value):
        at = lines.get(number, line)
        texts = entry if isinstance(entry, dict) else {}
        rule, reason = (str(texts.get(name, "")).strip() for name in ("rule", "reason"))
        other = sorted(set(texts) - {"rule", "reason"})
        if not rule:
            wrong(at, "Nothing is said here of what is allowed.", _FORM)
        elif other:
            wrong(at, f"An entry of “allow” has no “{other[0]}”.", _FORM)
        elif rule not in rules:
            near = did_you_mean(rule, rules)
            remedy = near if near.startswith("Did") else "Copy it from what `check` says."
            wrong(at, f"There is no rule called “{rule}”.", remedy)
        elif not rules[rule].allowable:
            title = rules[rule].title
            wrong(
                at,
                f"“{rule}” cannot be allowed: {title[:1].lower()}{title[1:]}, and no reason "
                "changes that.",
                "Mend what it is about, and remove this entry.",
            )
        elif not reason:
            wrong(
                at,
                f"No reason is given why “{rule}” is allowed here.",
                "Write “  reason: …” below it, for whoever reads this in a year.",
            )
        elif any(rule == earlier.rule for earlier in found):
            wrong(at, f"“{rule}” is allowed here already.", "Remove one of the two entries.")
        else:
            found.append(Allowance(path, at, rule, reason))
    return found, problems


def settle(problems: Iterable[Problem], allowances: Iterable[Allowance]) -> Settled:
    """Take out what is allowed. An entry that nothing is left for is a problem itself."""
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
    left += [_unused(one) for one in by_place.values() if one not in used]
    return Settled(tuple(sorted(left)), tuple(sorted(allowed)))


def _unused(allowance: Allowance) -> Problem:
    return ALLOW_UNUSED.problem(
        allowance.path,
        allowance.line,
        f"“{allowance.rule}” is allowed here, but there is no such problem any more.",
        "Remove this entry.",
    )
