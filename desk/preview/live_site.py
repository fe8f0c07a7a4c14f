"""Hold the site that the preview shows: told of each save, asked for each page, checked meanwhile.

What a save changes is read and joined at once, so that its pages can be asked for. What takes
longer waits until nobody has saved for a moment: the rules about the whole site, then the search
index. Neither keeps a save or a page waiting.
"""

from __future__ import annotations

import gc
import secrets
import shutil
import tempfile
import threading
import traceback
from collections.abc import Callable, Set
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import ZoneInfo

from pelican.settings import read_settings

from desk.build.pelican_run import broken_off, not_told, quiet
from desk.common import project
from plugins.checks.document import Entry
from plugins.core import digest, temporary
from plugins.core.build import Result
from plugins.core.paths import held
from plugins.core.problem import Problem
from plugins.core.rules.program import PROGRAM_BROKE
from plugins.delivery.kinds import type_of
from plugins.site.contents import Content
from plugins.site.resident import NewSiteError, ResidentSite, Site
from plugins.site.search_index import FOLDER, Indexing, SearchIndexError
from plugins.site.stylesheet import stylesheet

_SETTINGS = (project.WRITING, project.PUBLISHING)  # of which nothing runs on
_STYLE = "theme/site.css"
# Seconds without a save, after which the whole site is checked, and indexed; and after which it is
# looked whether an article's day has come.
_CHECK, _INDEX, _DAY = 0.2, 2.0, 60.0
_AT_ONCE = 20  # documents that are made for the index while a page may have to wait


@dataclass(frozen=True)
class State:
    """What there is to tell at one moment.

    `number` grows with each news. `problems` are sorted; while `checked` is False those are missing
    that only the rules about the whole site find. `style` changes when the stylesheet does.
    `searchable` is True when there is a search index of the site as it stands. `trace` is where
    the program broke off when it read the last save, "" if it did not.
    """

    number: int = 0
    problems: tuple[Problem, ...] = ()
    checked: bool = False
    style: str = ""
    outdated: bool = False
    searchable: bool = False
    trace: str = ""


@dataclass(frozen=True)
class Answer:
    """What is at an address: `to` is where it leads on (301), `is_page` is True for HTML.

    `faults` are what keeps a page from being shown as it is written now: it is then as it was
    before or, with the status 503, as far as it can be read. `body` is empty where the site has no
    page to show.
    """

    status: int
    kind: str
    body: bytes = b""
    to: str = ""
    is_page: bool = False
    faults: tuple[Problem, ...] = ()


class LiveSite:
    """A site that is read anew with each `update`. Safe to use from many threads.

    Where it `has_editor`, it is made ready for somebody who begins to write while nobody does.
    """

    def __init__(self, conf: Path, content: Path, *, has_editor: bool = False) -> None:
        self._has_editor = has_editor
        self._conf, self._content = conf, content
        self._work = temporary.new()
        self._index: Path | None = None
        self._indexing: Indexing | None = None
        self._resident: ResidentSite | None = None
        # The same with what is not saved yet: a site of its own, so that nobody else is shown it.
        self._unsaved: ResidentSite | None = None
        self._since: set[Path] = set()  # what was saved since it was read
        self._left: set[str] = set()  # texts in which nobody writes any more
        self._pages: dict[str, bytes] = {}  # as they were rendered since the last update
        self._former: dict[str, bytes] = {}  # the last that each page was, for when one breaks
        self._broken: dict[str, Problem] = {}  # why it broke
        self._stopped: tuple[Problem, ...] = ()  # where the last update broke off, if it did
        self._said: list[Problem] = []  # what Pelican said in it
        self._listeners: list[Callable[[State], None]] = []
        self._using = threading.RLock()  # the resident site, and what was made of it
        self._telling = threading.RLock()
        self._ready = threading.Event()
        self._saved = threading.Event()
        self._closed = threading.Event()
        self.session = secrets.token_hex(4)
        self.state = State()
        self._later = threading.Thread(target=self._work_later, daemon=True)
        self._later.start()

    def update(self, changed: Set[Path] = frozenset()) -> None:
        """Take in what was saved; all is read the first time, and when it must be read anew.

        Nothing is raised: where the program breaks off, the site stays as it was, and it is told.
        A program that has changed on disk is no longer what runs; that is told as well.
        """
        program = {path for path in changed if path.suffix == ".py"} - {*_SETTINGS}
        outdated, trace = self.state.outdated or bool(program), ""
        with self._using:
            self._since |= changed
            said, self._said = self._said, []
            try:
                with quiet() as log:
                    if not self._take_in(changed - program):
                        self._said = said
                        self._tell(outdated=outdated)
                        return
            except Exception as error:
                self._stopped, trace = self._broke(error)
            found = self._resident.run.result().problems if self._resident else ()
            self._said += not_told(log, (*found, *self._stopped))
            self._pages.clear()
            self._broken.clear()
            css = self._site.files.get(_STYLE)
            style = digest.of(css()) if css else ""
            news = {"style": style, "trace": trace, "outdated": outdated}
            self._tell(checked=False, searchable=False, **news)
        self._ready.set()
        self._saved.set()

    def _broke(self, error: Exception) -> tuple[tuple[Problem, ...], str]:
        """Return why an update broke off, and where in the program, "" if it is not to blame."""
        if self._content.is_dir():
            return (broken_off(error),), traceback.format_exc()
        message = "The content folder is not there."
        remedy = "Put it back; the preview then goes on by itself."
        return (PROGRAM_BROKE.problem(str(self._content), 1, message, remedy),), ""

    def _take_in(self, changed: Set[Path]) -> bool:
        """Read what has changed, everything if need be; return whether anything has."""
        if self._resident and not self._stopped:
            with suppress(NewSiteError):
                return self._resident.update(changed)
        given = {"PATH": str(self._content), "OUTPUT_PATH": str(self._work / "nothing")}
        self._resident = ResidentSite(read_settings(str(self._conf), given))
        _keep_what_is_read()
        self._stopped = ()
        return True

    def answer(self, path: str) -> Answer:
        """Return what is at an address, quoted and without its query; it waits for the first site.

        A page is rendered when it is asked for.
        """
        self._ready.wait()
        asked = unquote(path)
        name = "/".join(part for part in asked.split("/") if part)
        with self._using:
            site, index = self._site, self._index
            if not self._resident:
                return Answer(503, type_of("page.html"), is_page=True)
            place = f"{name}/index.html".lstrip("/") if asked.endswith("/") else name
            if place in site.pages:
                return self._page(site, place, 200)
            if place in site.files:
                return Answer(200, type_of(place), site.files[place]())
            unsaved = self._unsaved  # a picture that only a text shows that is not saved yet
            if unsaved and place in unsaved.site.files:
                return Answer(200, type_of(place), unsaved.site.files[place]())
            if name and f"{name}/index.html" in site.pages:
                return Answer(301, "", to=f"/{quote(name)}/")
        if index and name.startswith(f"{FOLDER}/"):
            with suppress(OSError, ValueError):
                file = (index / name).resolve()
                if file.is_relative_to(index.resolve()):
                    return Answer(200, type_of(name), file.read_bytes())
        with self._using:
            return self._page(site, "404.html", 404)

    def _page(self, site: Site, name: str, status: int) -> Answer:
        faults = site.faults.get(name, ())
        if name in site.unread:
            if name not in self._former:
                return Answer(
                    503, type_of("page.html"), site.pages[name]().encode(), "", True, faults
                )
            self._pages.setdefault(name, self._former[name])
        if name not in self._pages and name in site.pages:
            try:
                self._pages[name] = self._former[name] = site.pages[name]().encode()
            except Exception as error:  # in a template, most likely
                self._pages[name] = self._former.get(name, b"")
                self._broken[name] = broken_off(error)
                self._tell()
        body = self._pages.get(name, b"")
        broken = [self._broken[name]] if name in self._broken else []
        return Answer(status, type_of("page.html"), body, is_page=True, faults=(*faults, *broken))

    def unsaved(self, name: str, data: bytes) -> Answer:
        """Return the page of a text as it would be if these bytes were saved.

        Nobody is shown that at its own address. There is no page where the program breaks
        off (503), and none of a text that has none (404).
        """
        self._ready.wait()
        with self._using:
            try:
                if self._resident and not self._resident.knows(name):
                    self.update({self._content / name})  # before it is noticed that it has come
                with quiet():
                    site = self._with_unsaved()
                    left, self._left = self._left, set()
                    site.write({**dict.fromkeys(left), name: data})
                    if place := site.place(name):
                        page, faults = site.site.pages[place]().encode(), site.site.faults
                        kind = type_of("page.html")
                        return Answer(200, kind, page, "", True, faults.get(place, ()))
            except Exception as error:
                self._unsaved = None  # read anew, whatever became of it
                return Answer(503, type_of("page.html"), is_page=True, faults=(broken_off(error),))
        return Answer(404, type_of("page.html"), is_page=True)

    def unsaved_problems(self, name: str, data: bytes) -> tuple[Problem, ...]:
        """Return what all rules would find in a text if these bytes were saved.

        Nothing if somebody has written in it meanwhile, or if the program breaks off: then its
        page says so.
        """
        with self._using:
            if not (site := self._unsaved):
                return ()
            try:
                with quiet():
                    site.write({name: data})  # another window may have written in it since
            except Exception:
                self._unsaved = None
                return ()
        found = site.run.check(self._give_way)
        with self._using:
            if site is not self._unsaved or not site.run.take(found):
                return ()
            shown = site.run.build.shown(name)
            return tuple(one for one in site.run.result().problems if one.path == shown)

    def _give_way(self) -> None:
        """Wait for whoever has a page made just now: the rules would take half its processor."""
        with self._using:
            pass

    def forget(self, name: str) -> None:
        """Take a text as it is saved from the next page on: nobody writes in it any more."""
        self._left.add(name)

    def _with_unsaved(self) -> ResidentSite:
        """Return the site with what is not saved yet, up to date."""
        if self._unsaved and self._since:
            try:
                self._unsaved.update(self._since)
            except NewSiteError:
                self._unsaved = None
        if not self._unsaved:
            given = {"PATH": str(self._content), "OUTPUT_PATH": str(self._work / "nothing")}
            self._unsaved = ResidentSite(read_settings(str(self._conf), given))
            _keep_what_is_read()
        self._since = set()
        return self._unsaved

    def address(self, name: str) -> str:
        """Return the address at which the preview shows a text, "" if it has no page."""
        self._ready.wait()
        with self._using:
            place = self._resident.place(name) if self._resident else ""
        return f"/{quote(place.removesuffix('index.html'))}" if place else ""

    def source(self, path: str) -> str:
        """Return the text that is shown at an address, "" for a page that is made of none."""
        with self._using:
            place = unquote(path).lstrip("/")
            place = f"{place}index.html" if place.endswith("/") or not place else place
            return self._resident.text(place) if self._resident else ""

    def named(self, path: str) -> tuple[str, bool]:
        """Return the name below the content of a file that a problem names, and whether it is a
        text; "" for any other."""
        name = held(path, self._content) or ""
        with self._using:
            there = self._resident if self._resident and self._resident.knows(name) else None
            return (name, there.is_text(name)) if there else ("", False)

    def texts(self) -> tuple[Content, ...]:
        """Return all texts of the site as it is saved; it waits for the first site."""
        self._ready.wait()
        joined = self._resident.run.joined if self._resident else None
        return joined.contents.all() if joined else ()

    def people(self) -> tuple[str, ...]:
        """Return the keys of the practice's people."""
        facts = self._resident.run.known.facts if self._resident else None
        return tuple(one.key for one in facts.people) if facts else ()

    def today(self) -> date:
        """Return the day that it is where the practice is."""
        zone = self._resident.run.build.timezone if self._resident else "UTC"
        return datetime.now(ZoneInfo(zone)).date()

    @property
    def content(self) -> Path:
        """The folder of the texts."""
        return self._content

    def told(self) -> tuple[Result, tuple[Entry, ...]] | None:
        """Return what is known of the site as it was joined last, and its texts; None if none could
        be read. It waits for the first site."""
        self._ready.wait()
        with self._using:
            run = self._resident.run if self._resident else None
            return (run.result(), tuple(run.joined.entries())) if run and run.joined else None

    def name(self) -> str:
        """Return the practice's name, "" while nobody has told it; it waits for the first site."""
        self._ready.wait()
        return self._resident.run.known.facts.practice.name if self._resident else ""

    def style(self) -> str:
        """Return the practice's colors and typefaces as CSS; it waits for the first site."""
        self._ready.wait()
        look = self._resident.run.look.look if self._resident else None
        css = stylesheet(project.THEME / "css", ("tokens", "fonts"), look)
        return css.replace("url(fonts/", "url(/theme/fonts/")

    def listen(self, heard: Callable[[State], None]) -> Callable[[], None]:
        """Have `heard` called with each new state, in another thread; return what ends that."""
        with self._telling:
            self._listeners.append(heard)
        return lambda: self._listeners.remove(heard)

    def close(self) -> None:
        """End what is done later, and remove what was made."""
        self._closed.set()
        self._saved.set()
        self._ready.set()
        if self._indexing:
            self._indexing.stop()
        self._later.join()
        temporary.remove(self._work)

    @property
    def _site(self) -> Site:
        return self._resident.site if self._resident else Site()

    def _tell(self, **news: Any) -> None:
        found = self._resident.run.result().problems if self._resident else ()
        problems = tuple(sorted({*found, *self._said, *self._stopped, *self._broken.values()}))
        with self._telling:
            state = replace(self.state, problems=problems, **news)
            if state == self.state:
                return
            self.state = replace(state, number=state.number + 1)
            for heard in [*self._listeners]:
                heard(self.state)

    def _work_later(self) -> None:
        """Do what a save need not wait for, and begin anew when somebody saves meanwhile."""
        while not self._closed.is_set():
            if not self._saved.wait(_DAY):
                if self._resident and self._resident.is_due():
                    self.update()
                continue
            self._saved.clear()
            if not self._saved.wait(_CHECK) and self._check() and not self._saved.wait(_INDEX):
                self._make_index()
                if self._has_editor and not self._saved.is_set():
                    self._make_ready()

    def _make_ready(self) -> None:
        """Read what the first words of a text would have to wait for."""
        with self._using, suppress(Exception), quiet():  # whoever writes is told
            self._with_unsaved()

    def _check(self) -> bool:
        """Check the whole site; return whether it is still the same then."""
        resident = self._resident
        if self._closed.is_set() or not resident:
            return False
        found = resident.run.check(self._give_way)
        with self._using:
            if resident is not self._resident or not resident.run.take(found):
                return False
            self._tell(checked=True)
        return True

    def _make_index(self) -> None:
        """Index the site for its search, unless somebody saves meanwhile."""
        site = self._site
        assert self._resident
        documents = self._resident.searched()
        found: list[tuple[str, str]] = []
        made = Path(tempfile.mkdtemp(dir=self._work))
        while not self._saved.is_set():
            with self._using:
                if site is not self._site:
                    break
                some = [*islice(documents, _AT_ONCE)]
            found += some
            if not found:
                break
            if not some:
                with suppress(SearchIndexError):  # a build tells why
                    kept = self._resident.run.stores["searched"]
                    with closing(Indexing(found, kept)) as self._indexing:
                        if self._closed.is_set():  # it could not be stopped before it had begun
                            self._indexing.stop()
                        self._indexing.finish(made)
                with self._using:
                    if site is self._site and (made / FOLDER).is_dir():
                        former, self._index = self._index, made
                        self._tell(searchable=True)
                        shutil.rmtree(former or self._work / "none", ignore_errors=True)
                        return
                break
        shutil.rmtree(made, ignore_errors=True)


def _keep_what_is_read() -> None:
    """Have what was read not looked through for what each save leaves behind: it stays."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 10)  # a build lets nothing go
