"""Run Pelican inside this process, once; collect what it says and what is wrong."""

from __future__ import annotations

import logging
import sys
import threading
import time
import traceback
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pelican
from pelican.log import LimitFilter
from pelican.settings import read_settings

from desk.common import progress
from desk.common.errors import full_disk
from desk.common.project import ROOT
from desk.common.refusals import refusals
from plugins.core.build import Result
from plugins.core.paths import from_here
from plugins.core.problem import (
    CheckedContentError,
    ContentProblemsError,
    Problem,
    Severity,
    UnreadableError,
)
from plugins.core.rules.program import PELICAN_SAID, PROGRAM_BROKE
from plugins.delivery.manifest import File
from plugins.site.run import Run as SiteRun
from plugins.site.run import problems_of

# How messages of Pelican begin that our own rules give: a picture without a description and a tag
# without letters are told where they stand, or mean nothing here.
_OURS = ("Empty alt attribute", "Other images have empty alt", "Unable to generate valid slug")
_LEFT_OUT = ("Could not process", "Skipping", "Unknown status")
_SEND = "Send this message to whoever looks after the program."
# Pelican keeps signals, readers and logging in module variables: one run at a time.
_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class Run:
    """How a run ended: all that was found, in the content and by Pelican, most of it in words.

    `trace` is where in the program the run broke off, or "" if it came to its end. `result` is
    what the site gave, None if it did not get so far. `theme` is the folder of its theme, and
    `written` each file that was delivered, as far as it is known.
    """

    problems: tuple[Problem, ...]
    trace: str
    seconds: float
    result: Result | None = None
    theme: str = ""
    written: Mapping[str, File] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Return whether anything is lost or broken, so that nothing must be published."""
        return bool(refusals(self.problems, "build"))


def run_pelican(conf: Path, content: Path, output: Path, **overrides: object) -> Run:
    """Build `content` into `output` with the settings of `conf`, and tell all that happened.

    Nothing is printed and nothing is raised: what Pelican logs and what breaks stands in the
    result, so that nothing can disappear in silence.
    """
    began = time.monotonic()
    trace = ""
    # The output folder is always a new one, and a cache would be kept for nobody.
    given = {"PATH": str(content), "OUTPUT_PATH": str(output), "DELETE_OUTPUT_DIRECTORY": False}
    given |= overrides
    with quiet() as log:
        settings: dict[str, Any] = {}
        problems: list[Problem] = []
        try:
            settings = read_settings(str(conf), given)
            run = pelican.Pelican(settings)
            run.run()
            problems += problems_of(run.settings)
        except (CheckedContentError, ContentProblemsError) as stopped:
            problems += stopped.problems
        except Exception as error:
            with suppress(Exception):  # it may have broken off before the plugin began to collect
                problems += problems_of(settings)
            problems.append(broken_off(error, output))
            trace = "" if full_disk(error) else traceback.format_exc()
    site: SiteRun | None = settings.get("PRACTICE")
    if site and site.sources:
        site.sources.pool.close()
    problems += not_told(log, problems)
    seconds, result = time.monotonic() - began, site.result() if site else None
    theme, written = str(settings.get("THEME", "")), settings.get("PRACTICE_DELIVERED", {})
    return Run(tuple(problems), trace, seconds, result, theme, written)


def not_told(log: Iterable[Problem], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield what Pelican said, but for a file whose errors are told already, and better."""
    reported = {problem.path for problem in problems if problem.severity == "error"}
    for said in log:
        if said.path not in reported and not any(path in said.message for path in reported):
            yield said


def broken_off(error: Exception, output: Path = Path()) -> Problem:
    """Return what broke, and where: the file that the error names, else the template.

    A full disk is that of `output` where the system names no file.
    """
    if full := full_disk(error, output / "index.html"):
        return PROGRAM_BROKE.problem("The disk", 1, *full)
    file, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if file:
            break
        if frame.filename.endswith(".html"):
            file, line = frame.filename, frame.lineno
    return PROGRAM_BROKE.problem(
        path=from_here(Path(file)) if file else "The program",
        line=line or 1,
        message=f"The site could not be made: {error} ({type(error).__name__}).",
        remedy="It is not in the text: look at what was changed last in this place.",
    )


@contextmanager
def quiet() -> Iterator[list[Problem]]:
    """Collect the log instead of showing it, and leave logging as it was found.

    Nobody else can run Pelican meanwhile. It drops a warning that it has given before in the same
    process; a second run has to hear it again, so its memory is emptied first.
    """
    log: list[Problem] = []
    with _ONE_AT_A_TIME, progress.reading_shown(), _collected(log):
        yield log


@contextmanager
def _collected(log: list[Problem]) -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    path, loud = sys.path[:], pelican.console.quiet
    LimitFilter._raised_messages.clear()
    LimitFilter._group_count.clear()
    root.handlers[:] = [_Collector(log), _PictureNews()]
    root.setLevel(logging.WARNING)
    pelican.console.quiet = True
    # Settings import their neighbors and plugins by name, whatever the current folder is.
    sys.path.insert(0, str(ROOT))
    try:
        yield
    finally:
        root.handlers[:] = handlers
        root.setLevel(level)
        pelican.console.quiet = loud
        sys.path[:] = path


class _PictureNews(logging.Handler):
    """Print at once, on stderr, why a build takes longer: there is much to draw."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith("plugins.images") and record.levelno == logging.INFO:
            print(record.getMessage(), file=sys.stderr, flush=True)


class _Collector(logging.Handler):
    """Keep what Pelican says from a warning upwards, in our words, as every other problem."""

    def __init__(self, log: list[Problem]) -> None:
        super().__init__(logging.WARNING)
        self._log = log

    def emit(self, record: logging.LogRecord) -> None:
        if problem := in_our_words(record, sys.exc_info()[1]):
            self._log.append(problem)


def in_our_words(record: logging.LogRecord, error: BaseException | None) -> Problem | None:
    """Return what is told of something that Pelican has logged while `error` was handled, None
    where our own rules tell it, and better.

    Of files Pelican says that it left them out, with the file or the text as its first argument;
    all else is about settings, themes and plugins.
    """
    if isinstance(error, UnreadableError) or str(record.msg).startswith(_OURS):
        return None
    severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
    first = record.args[0] if isinstance(record.args, tuple) and record.args else ""
    file = getattr(first, "source_path", first)
    why = f" ({error}, {type(error).__name__})" if error else ""
    if str(record.msg).startswith(_LEFT_OUT):
        message = f"This file is not on the site: the program could not make a page of it{why}."
        return PELICAN_SAID.problem(from_here(Path(str(file))), 1, message, _SEND, severity)
    words = " ".join(record.getMessage().split()).rstrip(".")
    message = f"A setting, the theme or a plugin is not as Pelican expects it: “{words}”{why}."
    return PELICAN_SAID.problem("The program", 1, message, _SEND, severity)
