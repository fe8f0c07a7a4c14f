"""Read the header of an article or a page: from text to typed values, or to problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import Any, Literal

from plugins.core import comments, edits, visibility, yaml_lines
from plugins.core.comments import Comment
from plugins.core.edits import Edit
from plugins.core.problem import Problem, declare
from plugins.core.rules.files import SLUG_MISSING
from plugins.core.rules.headers import (
    DATE_MISSING,
    HEADER_FORM,
    HEADER_PAGE,
    SUMMARY_MISSING,
    TITLE_MISSING,
)
from plugins.frontmatter import file_name, header_forms
from plugins.frontmatter.entries import Entries
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, SeveralError
from plugins.markdown_extensions.typed import Note

Kind = Literal["article", "page"]
_REQUIRED = (
    (TITLE_MISSING, "title", "Add a line “title: …” to its header."),
    (
        SUMMARY_MISSING,
        "summary",
        (
            "Add a line “summary: …” to its header: one or two sentences that tell a reader what "
            "she will find."
        ),
    ),
    (
        DATE_MISSING,
        "date",
        "Add a line such as “date: 2026-03-02” (year-month-day) to its header.",
    ),
)

# By the entry of a header that cannot be understood; “allow” has a rule of its own.
_RULES = {
    entry: declare(
        f"header-{entry.replace('_', '-')}",
        f"“{entry}” in a header cannot be understood",
        page=HEADER_PAGE,
    )
    for entry in sorted({*FIELDS, *PAGE_FIELDS} - {"allow"})
}


@dataclass
class Header:
    """A Markdown file taken apart. `fields` are typed (see FIELDS); lines count from 1.

    Comments stand neither in the fields nor in the body. `until` are the seconds since 1970 up to
    which it is so: then an entry means something else. `former` is the slug that the file's name
    made before days were told apart in it; "" if the page has it still. `notes` says what of the
    body was read otherwise than it may have been meant.
    """

    path: str
    kind: Kind
    fields: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    body: str = ""
    body_line: int = 1
    comments: tuple[Comment, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    until: float = inf
    former: str = ""
    notes: tuple[Note, ...] = ()

    def line(self, key: str) -> int:
        return self.lines.get(key, 1)

    def line_of(self, text: str, nth: int = 0) -> int:
        """Return the line of the body on which `text` stands for the nth time (from 0)."""
        at = -1
        for _ in range(nth + 1):
            at = self.body.find(text, at + 1)
            if at < 0:
                return self.body_line
        return self.body_line + self.body.count("\n", 0, at)


def read(text: str, path: str, kind: Kind, inside: str = "") -> Header:
    """Take a Markdown file apart into its header and its body.

    `inside` is its place in the content, if that is not where `path` shows it. The header is YAML
    between two lines of `---`, or Pelican's own `Title: x` lines (Pelican's documentation, "Writing
    content", File metadata); other forms are read and told. Nothing is raised: what is wrong is in
    `problems`, and a field that could not be read is not in `fields`.
    """
    named = file_name.read(inside or path)
    source = Header(path, kind)
    source.fields.update(_said_by(named))
    parts = header_forms.split(text, path)
    source.body, source.body_line = parts.body, parts.body_line
    marked = parts.marked
    raw = marked.data if isinstance(marked.data, dict) else {}
    found = (*marked.comments, *parts.comments)
    source.comments = tuple(sorted(found, key=lambda comment: comment.line))
    source.problems += marked.problems
    told = comments.problems(source.comments, path)
    source.problems += [problem for problem in told if problem not in source.problems]
    unreadable = not raw or any(problem.rule == "header-none" for problem in source.problems)
    known = FIELDS | PAGE_FIELDS if kind == "page" else FIELDS
    own = own_addresses(kind, source.fields)
    whole = Entries(path, kind, known, text.split("\n"), parts, own, named.day is not None)
    for name, value in raw.items():
        key = name.strip().lower()
        line = marked.line(name)
        if key in source.lines:  # “Title” and “title”; the same twice is told by yaml_lines
            source.problems.append(yaml_lines.twice(key, path, line, source.lines[key]))
            continue
        source.lines[key] = line
        if isinstance(value, list):  # “sources 2” is the line of the third source
            each = range(len(value))
            source.lines.update({f"{key} {at}": marked.line(name, at) for at in each})
        if key not in known:
            whole.add_other(name, value, line)
            continue
        whole.typed[key] = value
        if value not in ("", [], {}) or key in ("url", "status"):
            _read_into(source, key, value, line, whole)
    tags, fix = whole.spaced_tags()
    if tags:
        source.fields["tags"] = tags
        message = f"“{whole.typed['tags']}” is one tag here; in Jekyll, {len(tags)} tags stand so."
        remedy = f"Write “tags: [{', '.join(map(str, tags))}]”; or a comma behind it, if it is one."
        line = source.line("tags")
        problem = _RULES["tags"].problem(path, line, message, remedy, "warning", fix=fix)
        source.problems.append(problem)
    if "slug" not in whole.typed and named.former not in ("", source.fields.get("slug")):
        source.former = named.former
    for entry in whole.others():
        source.problems += entry.problems
        for key, value in entry.said.items():
            source.lines.setdefault(key, entry.line)
            before = source.fields.pop(key, None) if key == "redirects" else None
            if key not in source.fields or key == "lang":
                _read_into(source, key, value, entry.line, whole)
            if before:
                source.fields[key] = [*before, *source.fields.get(key, ())]
        source.until = min(entry.until, source.until)
    words = {word for name in marked.broken for word in name.lower().split()}
    hidden = any(word == "status" or visibility.is_about_it(word) for word in words)
    no_status = "status" in source.lines and "status" not in source.fields
    if whole.kept_back or hidden or no_status:
        source.fields["status"] = "draft"  # nothing is published that may be meant for nobody
    source.fields.setdefault("status", "published")
    if named.day and "date" not in source.lines:
        source.fields["date"] = named.day
    rules = {f"header-{key}" for key in whole.misspelled | words}
    rules |= {one.rule for one in source.problems}
    for rule, key, remedy in () if unreadable else _REQUIRED:
        # A draft may still lack its summary and its date.
        asked = key == "title" or source.fields["status"] != "draft"
        has_it = key in source.fields or (key == "date" and kind == "page")
        if asked and not has_it and f"header-{key}" not in rules:
            message = f"This {kind} has no {key}."
            source.problems.append(rule.problem(path, source.line(key), message, remedy))
    if "slug" not in source.fields:
        message = "The name of this file has no letter or digit, so it makes no address."
        remedy = "Rename it, such as my-article.md."
        source.problems.append(SLUG_MISSING.problem(path, 1, message, remedy))
    if parts.form != "YAML":
        _tell_form(source, parts, text, inside)
    return source


def slug_and_lang(path: str) -> dict[str, str]:
    """Return the slug `anxiety` and the language `es` of `anxiety.es.md`; any script is folded.

    What the name does not say is left out.
    """
    return _said_by(file_name.read(path))


def _said_by(named: file_name.Named) -> dict[str, str]:
    found = {"slug": named.slug, "lang": named.lang}
    return {key: text for key, text in found.items() if text}


def own_addresses(kind: Kind, fields: dict[str, Any]) -> frozenset[str]:
    """Return where a page stands by its name, without slashes around it."""
    slug = fields.get("slug", "")
    return frozenset([f"articles/{slug}"] if kind == "article" else [slug, ""])


def _read_into(source: Header, key: str, value: Any, line: int, whole: Entries) -> None:
    """Read one value into the fields, as far as it can be read, or tell what is wrong with it."""
    try:
        source.fields[key] = whole.known[key](value)
        return
    except SeveralError as several:
        if several.value:
            source.fields[key] = several.value
        wrongs = several.wrongs
    except ValueError as only:
        wrongs = [only]
    rule = _RULES[key]
    said, fix = whole.mended(key, value, line)
    for mended, new in said.items():
        try:
            source.fields.setdefault(mended, whole.known[mended](new))
        except ValueError:
            fix = ()
    for wrong in wrongs:
        message, remedy, *at = wrong.args
        at_line = source.lines.get(f"{key} {at[0]}", line) if at else line
        source.problems.append(rule.problem(source.path, at_line, message, remedy, fix=fix))


def _tell_form(source: Header, parts: header_forms.Parts, text: str, inside: str) -> None:
    """Tell of a header in TOML or JSON; with it goes the same in YAML, by our names."""
    fix: tuple[Edit, ...] = ()
    if edit := parts.converted:
        new = edits.applied(text, [edit])
        more = [one for problem in read(new, source.path, source.kind, inside).problems
                for one in problem.fix]  # fmt: skip
        last = new.split("\n")[edit.line - 1 :]
        behind = "\n".join(last)[len(edit.new) :]
        final = edits.applied(new, more).split("\n", edit.line - 1)[-1]
        fix = (Edit(edit.line, 1, edit.old, final[: len(final) - len(behind)]),)
    message = f"This header is written in {parts.form}, as other programs do."
    remedy = "Write it in YAML: a line of ---, then “title: …”, “summary: …” and so on, then ---."
    line = edit.line if edit else (source.lines and min(source.lines.values())) or 1
    source.problems.append(HEADER_FORM.problem(source.path, line, message, remedy, fix=fix))
