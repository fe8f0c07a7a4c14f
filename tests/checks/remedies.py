"""Follow what a message tells its reader to do, as far as a program can: by the remedy's form.

Each form is a pattern of the remedy and a function that is given the file's lines, the index of the
line that the message names, its message and the match; it gives the file's lines back.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from plugins.core.problem import Problem

Lines = list[str]
Mend = Callable[[Lines, int, str, "re.Match[str]"], Lines]


class CannotError(Exception):
    """Raised where the form is known and this text is not one that it can be followed in."""


def quoted(message: str) -> str:
    """What the message quotes first: mostly what is wrong."""
    found = re.search(r"“([^”]*)”", message)
    if not found:
        raise CannotError
    return found[1]


def instead(lines: Lines, at: int, message: str, new: str) -> Lines:
    """Put `new` in the place of what is quoted."""
    old = quoted(message)
    if "”: “" in message:  # “next: nobody”: “nobody” is not an article.
        old = quoted(message.partition("”: ")[2])
    if old not in lines[at]:
        raise CannotError
    return [*lines[:at], lines[at].replace(old, new, 1), *lines[at + 1 :]]


def without(lines: Lines, at: int) -> Lines:
    return [*lines[:at], *lines[at + 1 :]]


def number_instead(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    """A number is named bare: “The telephone number 303-555-0101 is not in the facts.”"""
    found = re.search(r"The telephone number (\S.*?) is not", message)
    if not found or found[1] not in lines[at]:
        raise CannotError
    return [*lines[:at], lines[at].replace(found[1], match[1], 1), *lines[at + 1 :]]


def entry_instead(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    """Write “key: value” in the place of the line with that key, or of the line named."""
    key = match[1].partition(":")[0]
    for number in (at, *range(len(lines))):
        found = re.match(r"(\s*(?:- )?)([\w]+):", lines[number])
        if found and found[2] == key:
            return [*lines[:number], found[1] + match[1], *lines[number + 1 :]]
    indent = re.match(r"\s*", lines[at])
    return [*lines[:at], (indent[0] if indent else "") + match[1], *lines[at + 1 :]]


def add_entry(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    """Add a line to the header; where words are left to her, some."""
    end = next((n for n, line in enumerate(lines) if n and line.strip() == "---"), None)
    if end is None:
        raise CannotError
    key = match[1].partition(":")[0]
    kept = [n for n in range(end) if not lines[n].startswith(f"{key}:")]
    return [*(lines[n] for n in kept), match[1].replace("…", "Some words"), *lines[end:]]


def heading(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], re.sub(r"^\s*#+", match[1], lines[at]), *lines[at + 1 :]]


def space_above(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], "", *lines[at:]]


def end_before_sign(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return instead(lines, at, message, quoted(message).partition("#")[0])


def named_again(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    name = match[1].rpartition("-")[0]
    if f"{{#{name}}}" not in lines[at]:
        raise CannotError
    return [*lines[:at], lines[at].replace(f"{{#{name}}}", f"{{#{match[1]}}}"), *lines[at + 1 :]]


def tight(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], re.sub(r"\][ ]+\(", "](", lines[at]), *lines[at + 1 :]]


def bold_to_heading(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], match[1], *lines[at + 1 :]]


def points(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    """Begin each point of the list with “- ”, and leave an empty line above the first."""
    begins = lines[at].strip()[:1]
    end = at
    while end < len(lines) and (not lines[end].strip() or lines[end].strip()[:1] == begins):
        end += 1
    sign = r"^(\s*)(?:\S[ \t]+|-)(?=\S)"
    mended = (re.sub(sign, r"\1- ", line) for line in lines[at:end])
    return [*lines[:at], "", *mended, *lines[end:]]


def table_rule(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], "", lines[at], match[1], *lines[at + 1 :]]


def whole_line(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], match[1], *lines[at + 1 :]]


def close_header(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    last = next((n for n in range(at + 1, len(lines)) if ":" not in lines[n]), len(lines))
    return [*lines[:last], "---", *lines[last:]]


def begin_header(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return ["---", "title: Some words", "summary: Some words", "date: 2026-03-02", "---", *lines]


def https(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    old = re.search(r"https?://[^\s)>]+\?[^\s)>]*", lines[at])
    if not old:
        raise CannotError
    return [*lines[:at], lines[at].replace(old[0], match[1], 1), *lines[at + 1 :]]


def value(given: str) -> Mend:
    """Put a value in the place of what is quoted, or of all that stands behind the key."""

    def mend(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
        new = match[1] if match.groups() and match[1] else given
        found = re.match(r"(\s*(?:- )?[\w]+:)", lines[at])
        if not found:
            return instead(lines, at, message, new)
        end = at + 1
        while end < len(lines) and re.match(r"\s+\S|- ", lines[end]):
            end += 1  # a list, or a mapping, in place of the value
        return [*lines[:at], f"{found[1]} {new}", *lines[end:]]

    return mend


def taken_out(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    """Take out what is quoted, or the first thing that the message names."""
    found = re.match(r"(<\w[^>]*>|The telephone number \S+|\d[\d-]+)", message)
    words = found[1].removeprefix("The telephone number ") if found else quoted(message)
    if words.startswith("<"):
        raise CannotError
    if words not in lines[at]:
        raise CannotError
    return [*lines[:at], lines[at].replace(words, "", 1), *lines[at + 1 :]]


def below(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[: at + 1], "", "An answer in some words of her own.", *lines[at + 1 :]]


def close_comment(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines[:at], f"{lines[at]} -->", *lines[at + 1 :]]


def close_link(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return instead(lines, at, message, f"{quoted(message)})")


def note_at_end(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    return [*lines, "", match[1].replace("…", "A note.")]


def tight_bold(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    words = quoted(message)
    return instead(lines, at, message, f"{words[:2]}{words.strip('*_ ')}{words[:2]}")


def markdown_in_div(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    up = next((n for n in range(at, -1, -1) if "<div>" in lines[n]), None)
    if up is None:
        raise CannotError
    return [*lines[:up], lines[up].replace("<div>", match[1]), *lines[up + 1 :]]


FACTS = {"phone": "(303) 555-0100", "email": "jane@quiet-room.example"}


def under(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    """Write a line below the key that is named."""
    place = next((n for n, line in enumerate(lines) if line.strip() == match[1]), None)
    if place is None:
        raise CannotError
    indent = " " * (len(lines[place]) - len(lines[place].lstrip()) + 2)
    fact = FACTS.get(match[2].strip().partition(":")[0], "Some words")
    new = indent + match[2].strip().replace("…", fact)
    return [*lines[: place + 1], new, *lines[place + 1 :]]


def split_paragraph(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    end = next((n for n in range(at, len(lines)) if not lines[n].strip()), len(lines))
    words = " ".join(lines[at:end]).split()
    half = len(words) // 2
    return [*lines[:at], " ".join(words[:half]), "", " ".join(words[half:]), *lines[end:]]


def described(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    new = re.sub(r"!\[[^\]]*\]", "![A quiet room with two chairs]", lines[at])
    return [*lines[:at], new, *lines[at + 1 :]]


def from_facts(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    found = re.search(r"\$[\d,]+", lines[at])
    if not found:
        raise CannotError
    return [*lines[:at], lines[at].replace(found[0], match[1], 1), *lines[at + 1 :]]


TODAY = "2026-05-20"


def read_again(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    days = {"reviewed": TODAY, "review_by": "2099-01-01"}
    return [
        f"{key}: {days[key]}" if (key := line.partition(":")[0]) in days else line for line in lines
    ]


def address(lines: Lines, at: int, message: str, match: re.Match[str]) -> Lines:
    place = lines.index(match[1])
    inside = [f"    {one}: Some words" for one in re.findall(r"“  (\w+): …”", match[0])]
    return [*lines[: place + 1], f"  {match[2]}", *inside, *lines[place + 1 :]]


FORMS: tuple[tuple[str, Mend], ...] = (
    (r"Did you mean “([^”]+)”\?", lambda a, b, c, m: instead(a, b, c, m[1])),
    (r"Did you mean ([-+() \d]+)\?", number_instead),
    (r"Remove (?:the line|this entry)\.", lambda a, b, *_: without(a, b)),
    (r"(?:Known are: .*)?Otherwise remove the line\.", lambda a, b, *_: without(a, b)),
    (r"Remove the redirect(?:\.|, or)", lambda a, b, *_: without(a, b)),
    (r"Leave it out\.", lambda a, b, *_: without(a, b)),
    (r"Remove it\.", lambda a, b, *_: without(a, b)),
    (r"Remove one of them", lambda a, b, *_: without(a, b)),
    (r"Write “([\w]+: [^”…]*)”(?: instead|,|\.)", entry_instead),
    (r"Write “(https?://[^”]+)” instead\.", lambda a, b, c, m: instead(a, b, c, m[1])),
    (r"(?:Write|Add) (?:a|the) line (?:such as )?“([a-z_]+: [^”]+)”", add_entry),
    (r"Begin (?:its line|the line of each question) with (#+)", heading),
    (r"L?eave an empty line above (?:the|its) first (?:one|row)\.", space_above),
    (r"Begin each point with “- ” instead", points),
    (r"Put a space after each “-”", points),
    (r"Write “([| -]+)” below the first", table_rule),
    (r"End the (?:link|new address) before its # sign\.", end_before_sign),
    (r"Give the second another name between its braces, such as \{#([^}]+)\}", named_again),
    (r"Give this one another name between its braces, such as \{#([^}]+)\}", named_again),
    (r"Take out the space between “\]” and “\(”\.", tight),
    (r"Write “(#+ [^”]+)” instead of the stars", bold_to_heading),
    (r"Put the text between quotation marks: (.+)$", whole_line),
    (r"Write a line with only --- below its last entry\.", close_header),
    (r"Begin it with a line of ---, then", begin_header),
    (r"Write it as (https://\S+)$", https),
    (r"Write yes or no\.", value("yes")),
    (r"Write its two (?:small )?letters, such as (\w+)", value("")),
    (r"Write one such as ([\w/]+) or", value("")),
    (r"Write a number such as (\d+)\.", value("")),
    (r"Write only the number: (\d+)\.", value("")),
    (r"Write it in figures, such as ('\d+')", value("")),
    (r"Write its ten digits, such as (\(\d+\) [\d-]+)", value("")),
    (r"It has the form (\S+@\S+\w)\.", value("")),
    (r"Copy it whole from the browser; it begins with https://\.", value("https://x.example")),
    (r"Write it as year-month-day: ([\d-]+)", value("")),
    (r"Write (?:it|the day) (?:as year-month-day|on which)", value(TODAY)),
    (r"Read it again, correct what has changed, and set “reviewed:”.*?(“review_by:”)?", read_again),
    (r"Write the text on one line", value("Words")),
    (r"Write draft \(nobody sees it\)", value("draft")),
    (r"Write it without a slash in front, such as (\S+) for url", value("")),
    (r"Known are:? ([\w-]+),.*(?<!the line\.)$", lambda a, b, c, m: instead(a, b, c, m[1])),
    (r"The facts say: .*?(\$\d+)", from_facts),
    (r"(?:Take|Leave) (?:it|the word|the name|the figure|the comparison|\w+) out", taken_out),
    (r"Take out the signs, or the words as well\.", taken_out),
    (r"Write one below it, or take the question out\.", below),
    (r"Close it where it ends", close_comment),
    (r"Close it with “\)” right after the address\.", close_link),
    (r"Write the note on a line of its own at the end, as “([^”]+)”", note_at_end),
    (r"Write the two signs right before the first letter", tight_bold),
    (r"Write (<div markdown=\"1\">) instead of <div>", markdown_in_div),
    (r"Write under “(practice:)” a line “(\w+:)”, and below it lines such as .*", address),
    (r"Write under “([\w-]+:)”,? a line “([^”]+)”", under),
    (r"Put a blank line where its thought turns\.", split_paragraph),
    (r"Say between the square brackets what it shows", described),
    (r"Say what it shows, as you would on the telephone", described),
    (r"Leave that out; who listens has heard", described),
)
RENAME = re.compile(r"(?:Rename|rename) (?:it|the file), such as “?([\w.-]+[\w])”?")


@dataclass(frozen=True)
class Followed:
    """A file after a remedy: its path and its lines."""

    path: Path
    lines: Lines


def can(problem: Problem) -> bool:
    """Whether the remedy has a form that is known."""
    return bool(
        any(re.match(form, problem.remedy) for form, _ in FORMS) or RENAME.match(problem.remedy)
    )


def follow(problem: Problem, path: Path) -> Followed | None:
    """The file as it is once its remedy is followed, None where a person has to decide."""
    if match := RENAME.match(problem.remedy):
        return Followed(path.with_name(match[1]), path.read_text("utf-8").split("\n"))
    for form, mend in FORMS:
        if match := re.match(form, problem.remedy):
            lines = path.read_text("utf-8").split("\n")
            at = max(problem.line - 1, 0)
            if at >= len(lines):
                return None
            try:
                return Followed(path, mend(lines, at, problem.message, match))
            except CannotError:
                return None
    return None
