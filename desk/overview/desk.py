"""The desk: what each of its pages shows, as HTML, and what each of its buttons does.

Nothing here knows the browser; `pages` hands on what it asks.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Set
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from desk.check.run import of_site
from desk.common import days, waiting, wording
from desk.common.check_result import CheckResult
from desk.common.errors import CommandError
from desk.common.refusals import NOT_REVIEWED
from desk.editor import site as editor
from desk.overview import articles, facts_form, paths_form, pictures, publishing, search
from desk.overview.articles import Overview
from desk.overview.publish_process import Order
from desk.overview.publishing import Publishing
from desk.writing import changes, files, new_texts
from desk.writing.changes import Plan
from desk.writing.disk import WritingError
from desk.writing.journal import FileChange
from plugins.checks.document import Entry
from plugins.core.build import Result
from plugins.core.problem import Problem
from plugins.core.yaml_lines import Place

# The pages of the desk by their addresses, in the order of its menu.
PAGES = {
    "": "Articles",
    "paths": "Reading paths",
    "facts": "Facts",
    "pictures": "Pictures",
    "publish": "Publish",
}
PARTS = (*PAGES, "search")
_KINDS = {kind: what for kind, what in new_texts.KINDS.items() if kind != "person"}
_MOST_HITS = 50
_MOST_UNDONE = 20
Answer = dict[str, Any]


class State(Protocol):
    """What the preview knows at one moment: `number` grows with each news."""

    @property
    def number(self) -> int: ...
    @property
    def problems(self) -> tuple[Problem, ...]: ...
    @property
    def trace(self) -> str: ...


class Site(editor.Site, Protocol):
    """The site that the preview holds, as far as the desk needs it."""

    @property
    def state(self) -> State: ...

    def told(self) -> tuple[Result, tuple[Entry, ...]] | None:
        """Return what is known of the site, and its texts; None if nothing could be read."""

    def update(self, changed: Set[Path]) -> None:
        """Take in what was saved."""

    def listen(self, heard: Callable[[Any], None]) -> Callable[[], None]:
        """Have `heard` called with each new state; return what ends that."""


@dataclass(frozen=True)
class _Known:
    """What the desk makes of the site in one of its states."""

    number: int
    result: CheckResult
    overview: Overview


class Desk:
    """The desk of one site. Safe to use from many threads."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._lock = threading.RLock()
        self._last: _Known | None = None
        self._shown: dict[str, str] = {}  # texts of forms by their digests
        self._undo: dict[str, tuple[Plan, str]] = {}
        self._publishing: tuple[str, Publishing] | None = None
        self._templates = Environment(
            autoescape=True,
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters |= {
            "many": wording.many,
            "day": days.written,
            "edit": edit_address,
            "size": pictures.in_words,
        }

    def part(self, name: str, query: Mapping[str, str]) -> str:
        """Return a page of the desk as HTML, without its frame. Raises KeyError for any other."""
        made: dict[str, Callable[[], str]] = {
            "": self._articles,
            "paths": self._paths,
            "facts": self._facts,
            "pictures": self._pictures,
            "publish": self._publish,
            "search": lambda: self._search(query.get("q", "")),
        }
        try:
            return made[name]()
        except (CommandError, OSError) as error:
            return self._rendered("broken", reason=_said(error))

    def around(self, name: str, query: Mapping[str, str]) -> str:
        """Return what stands around a page of the desk: its menu and the search."""
        return self._rendered("desk", here=name, pages=PAGES, query=query.get("q", ""))

    def blank(self, place: Place) -> str:
        """Return an empty item of a list of facts. Raises WritingError."""
        there = _read_or_new(self.site.content, facts_form.NAME)
        return self._rendered("item", one=facts_form.blank(there.text, place))

    def do(self, action: str, data: Mapping[str, Any]) -> Answer:
        """Do what a button asks, and return what the page is to say. Raises KeyError for another
        action; what does not work is told."""
        done: dict[str, Callable[[], Answer]] = {
            "reviewed": lambda: self._reviewed(str(data["name"])),
            "undo": lambda: self._undone(str(data["key"])),
            "new": lambda: self._new(str(data["kind"]), str(data["title"])),
            "paths": lambda: self._save_paths(
                data["paths"], str(data["digest"]), str(data.get("before", ""))
            ),
            "facts": lambda: self._save_facts(
                data["changes"], str(data["digest"]), str(data.get("before", ""))
            ),
            "place": lambda: self._save_place(data),
            "look": lambda: self._begin(
                Order(
                    self._content,
                    str(data.get("to", "")),
                    unreviewed=data.get("unreviewed") == "unreviewed",
                )
            ),
            "back": lambda: self._begin(Order(self._content, str(data.get("to", "")), back=True)),
            "publish": lambda: self._begin(
                Order(
                    self._content,
                    str(data.get("to", "")),
                    str(data["versions"]),
                    {str(text): str(word) for text, word in data["answers"].items()},
                    data.get("back") == "back",
                    data.get("unreviewed") == "unreviewed",
                )
            ),
            "stop": self._stop,
        }
        try:
            return {"ok": True, **done[action]()}
        except files.ChangedOutsideError as error:
            return {"ok": False, "says": str(error), "stale": True}
        except (CommandError, OSError) as error:
            return {"ok": False, "says": _said(error)}

    # --- What is shown ---------------------------------------------------------------------------

    def known(self) -> _Known:
        """Return what is known of the site as it stands."""
        with self._lock:
            number = self.site.state.number
            if self._last is None or self._last.number != number:
                self._last = _Known(number, *self._read())
            return self._last

    def forget(self) -> None:
        """Make all anew when it is asked for next."""
        with self._lock:
            self._last = None

    def _read(self) -> tuple[CheckResult, Overview]:
        told, state = self.site.told(), self.site.state
        result = CheckResult(state.problems, trace=state.trace)
        if told:
            result = of_site(*told, state.problems, state.trace)
        names = articles.names(self.site.content)
        return result, articles.overview(result, names, articles.today_of(result))

    def _articles(self) -> str:
        known = self.known()
        return self._rendered(
            "articles",
            overview=known.overview,
            waits=waiting.sentence(known.overview.waiting, "Publish"),
            missing=len(facts_form.asked_by_law(known.result)),
            kinds=_KINDS,
        )

    def _search(self, query: str) -> str:
        hits = search.find(search.texts(self.site.content, articles.IGNORED), query)
        states = {
            text.name: text.row.entry.status
            for group in (*self.known().overview.articles, *self.known().overview.pages)
            for text in group.texts
        }
        more = max(0, len(hits) - _MOST_HITS)
        return self._rendered(
            "search", query=query, hits=hits[:_MOST_HITS], more=more, states=states
        )

    def _paths(self) -> str:
        there = self._opened(paths_form.NAME)
        shown = paths_form.shown(there.text, self.known().result)
        return self._rendered("paths", digest=there.digest, shown=shown)

    def _facts(self) -> str:
        there = self._opened(facts_form.NAME)
        shown = facts_form.shown(there.text, self.known().result)
        return self._rendered("facts", digest=there.digest, shown=shown)

    def _pictures(self) -> str:
        return self._rendered("pictures", pictures=pictures.listed(self.site.content))

    def _publish(self) -> str:
        places, problems = publishing.places(self.site.content)
        begun = self._publishing
        state = begun[1].state if begun else None
        return self._rendered(
            "publish",
            places=places,
            problems=problems,
            state=state,
            ended=state.ended if state else None,
            stale=bool(
                begun
                and state
                and state.is_look
                and begun[0] != publishing.stamp(self.site.content)
            ),
            stops=[
                one
                for page in self.known().overview.problems.pages
                for one in page.found
                if one.kind in ("build", "publish")
                and not (state and state.order.unreviewed and one.problem.rule == NOT_REVIEWED)
            ],
            names=articles.names(self.site.content),
        )

    # --- What is done ----------------------------------------------------------------------------

    def _reviewed(self, name: str) -> Answer:
        content, today = self.site.content, articles.today_of(self.known().result)
        text = next((one for one in self._texts() if one.name == name), None)
        if text is None or not text.may_be_read:
            raise WritingError(f"There is no article “{name}”.")
        fields = {"reviewed": today.isoformat()}
        if text.row.entry.review_by and text.row.due:  # a day of her own has to go on as well
            fields["review_by"] = articles.reviewed_until(today).isoformat()
        plan = changes.with_fields(content, name, fields, "")
        changes.carry_out(content, plan)
        title = text.row.entry.name
        key = self._keep(plan, f"“{title}” is as it was before.")
        self._take_in(name)
        return {"says": f"“{title}”: read for accuracy on {_plain(today)}.", "undo": key}

    def _opened(self, name: str) -> files.Text:
        """Return a file that is shown as a form, and keep it: what is put back is typed as here."""
        there = _read_or_new(self.site.content, name)
        with self._lock:
            self._shown.pop(there.digest, None)
            self._shown[there.digest] = there.text
            for old in [*self._shown][:-_MOST_UNDONE]:
                del self._shown[old]
        return there

    def _keep(self, plan: Plan, says: str) -> str:
        """Keep the way back of what was done, and return the key to it."""
        back = tuple(FileChange(one.name, one.after, one.before) for one in plan.files)
        with self._lock:
            key = str(max([0, *map(int, self._undo)]) + 1)
            self._undo[key] = Plan((says,), back), says
            for old in [*self._undo][:-_MOST_UNDONE]:
                del self._undo[old]
        return key

    def _undone(self, key: str) -> Answer:
        with self._lock:
            plan, says = self._undo.get(key, (None, ""))
        if plan is None:
            raise WritingError("This cannot be undone any more; the history of the file has it.")
        changes.carry_out(self.site.content, plan)
        with self._lock:
            self._undo.pop(key, None)
        self._take_in(*(one.name for one in plan.files))
        return {"says": says}

    def _new(self, kind: str, title: str) -> Answer:
        today = articles.today_of(self.known().result)
        plan = changes.new(self.site.content, kind, title, today)
        changes.carry_out(self.site.content, plan)
        self._take_in(plan.name)
        return {"says": " ".join(plan.says), "go": edit_address(plan.name)}

    def _save_paths(self, rows: Any, digest: str, before: str) -> Answer:
        there = _read_expected(self.site.content, paths_form.NAME, digest)
        text = paths_form.changed(there.text, rows, self._shown.get(before, there.text))
        saved = files.save(self.site.content, paths_form.NAME, text, digest)
        self._take_in(paths_form.NAME)
        return {"says": "The reading paths are saved.", "digest": saved.digest}

    def _save_facts(self, given: Any, digest: str, before: str) -> Answer:
        there = _read_expected(self.site.content, facts_form.NAME, digest)
        text = facts_form.changed(there.text, given, self._shown.get(before, there.text))
        saved = files.save(self.site.content, facts_form.NAME, text, digest)
        self._take_in(facts_form.NAME)
        return {"says": "Saved.", "digest": saved.digest}

    def _save_place(self, data: Mapping[str, Any]) -> Answer:
        text = publishing.place_text(str(data["kind"]), str(data["path"]))
        files.save(self.site.content, "publish.yaml", text, files.NEW)
        self._take_in("publish.yaml")
        return self._begin(Order(self._content))

    def _begin(self, order: Order) -> Answer:
        with self._lock:
            if self._publishing and self._publishing[1].state.ended is None:
                raise WritingError("Something is being published or compared already.")
            self._publishing = publishing.stamp(self.site.content), Publishing(order)
        return {"says": ""}

    def _stop(self) -> Answer:
        if self._publishing:
            self._publishing[1].stop()
        return {"says": "Stopped. The live site is whole."}

    def close(self) -> None:
        """End what is under way."""
        if self._publishing and self._publishing[1].state.ended is None:
            self._publishing[1].stop()

    # --- What both need --------------------------------------------------------------------------

    @property
    def _content(self) -> str:
        return str(self.site.content)

    def _texts(self) -> list[articles.Text]:
        overview = self.known().overview
        groups = (*overview.articles, *overview.pages)
        return [text for group in groups for text in group.texts]

    def _take_in(self, *names: str) -> None:
        """Have the preview read what was written, so that the page shows it at once."""
        self.site.update({self.site.content / name for name in names})

    def _rendered(self, template: str, **given: Any) -> str:
        return self._templates.get_template(f"{template}.html").render(**given)


def edit_address(name: str, line: int = 0) -> str:
    """Return where a text is edited in the browser; at a line of it, if one is given."""
    return f"/edit/{quote(name)}" + (f"#line-{line}" if line else "")


def _read_or_new(content: Path, name: str) -> files.Text:
    """Return a file, or an empty one where there is none yet."""
    return files.read(content, name) if (content / name).exists() else files.Text(name)


def _read_expected(content: Path, name: str, digest: str) -> files.Text:
    there = _read_or_new(content, name)
    if there.digest != digest:
        raise files.ChangedOutsideError(there)
    return there


def _said(error: Exception) -> str:
    with suppress(AttributeError):
        if isinstance(error, OSError):
            return f"{error.filename or 'A file'} could not be read or written: {error.strerror}."
    return str(error)


def _plain(day: Any) -> str:
    return days.written(day).replace("\N{NO-BREAK SPACE}", " ")
