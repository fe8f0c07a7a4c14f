"""Preview the site: serve it, open the browser, and bring it up to date on every save."""

from __future__ import annotations

import signal
import sys
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path

from starlette.types import ASGIApp

from desk.common import project
from desk.common.terminal import count, print_problems
from desk.preview import own_key
from desk.preview.live_site import LiveSite, State
from desk.preview.server import HERE, listen, serving
from desk.preview.watch import saved_files

_ENDING = 5  # seconds at most that what is being read or loaded is waited for at the end


def preview(port: str = "8000", open_browser: bool = True, content: str | Path = "") -> int:
    """Preview `content` until Ctrl-C: 0, or 1 with the reason if it cannot begin."""
    if not port.isdecimal() or not 0 <= int(port) < 65536:
        print(f"A port is a number from 1 to 65535, not “{port}”.", file=sys.stderr)
        return 1
    try:
        source = project.content_folder(content)
        listening = listen(int(port))
    except project.ContentFolderError as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"The preview cannot be served: {error}.", file=sys.stderr)
        return 1
    ended = _signals()
    stop = threading.Event()
    saves = saved_files(source, stop)  # before anything is read: no save is missed
    site = LiveSite(project.WRITING, source, has_editor=bool(find_spec("nicegui")))
    try:
        editor = _editor(site)
        key = own_key.new()
        with serving(site, listening, editor, key) as served:
            address = f"http://{HERE}:{served}/"
            keyed = f"?key={key}" if editor else ""
            if int(port) not in (0, served):
                print(f"Port {port} is in use by another program, so this is {served}.")
            print(f"Preview: {address}{keyed}  (Ctrl-C stops it)", flush=True)
            if editor:
                print(f"Editor:  {address}desk/{keyed}", flush=True)
            else:
                print("To write in the browser, get the editor: python3 start.py preview")
            work = threading.Thread(target=_follow, args=(site, saves, stop, editor), daemon=True)
            work.start()
            if open_browser:
                _open(address + keyed)
            while not ended:
                time.sleep(0.1)
    finally:
        stop.set()
        site.close()
    with suppress(OSError):  # the window is closed
        print("\nThe preview has stopped.", flush=True)
    work.join(_ENDING)  # Python aborts where a thread is still loading a library as it ends
    return 0


def _editor(site: LiveSite) -> Callable[[], ASGIApp] | None:
    """Return what gives the editor in the browser, and makes it the first time; None where its
    libraries are not installed."""
    if not find_spec("nicegui"):
        return None
    making = threading.Lock()

    @cache
    def made() -> ASGIApp:
        from desk.editor.mount import mounted
        from desk.editor.page import register
        from desk.overview import pages as desk

        return mounted(site, [register, lambda _: desk.register(site)])

    def given() -> ASGIApp:
        with making:  # one for the whole process
            return made()

    return given


def _signals() -> list[int]:
    """Return a list that holds a signal as soon as one has come that ends the preview.

    A closed terminal window or a shutdown ends it as Ctrl-C does. Nothing is raised: it would
    break into whatever is being done just then, and a second Ctrl-C into the ending.
    """
    came: list[int] = []
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK"):  # Windows has the last one
            if number := getattr(signal, name, None):
                signal.signal(number, lambda number, _: came.append(number))
    return came


def _open(address: str) -> None:
    with suppress(webbrowser.Error):
        browser = webbrowser.get()
        # One that lives in the terminal would take it over.
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(address)


def _follow(
    site: LiveSite,
    saves: Iterator[set[Path]],
    stop: threading.Event,
    editor: Callable[[], ASGIApp] | None,
) -> None:
    """Bring the site up to date on each save, and print a line when its problems are known."""
    took: list[float] = []  # seconds; empty once they are told

    def heard(state: State) -> None:
        if state.checked and took and not stop.is_set():
            _tell(state, took[0])
            took.clear()

    site.listen(heard)
    warm = threading.Thread(target=editor or (lambda: None), daemon=True)
    for changed in chain([set[Path]()], saves):  # first the site as it is
        began = time.monotonic()
        site.update(changed)
        took[:] = [time.monotonic() - began]
        heard(site.state)
        if not warm.ident and not stop.is_set():
            warm.start()  # it is there when somebody asks for it
    if warm.ident:
        warm.join()


def _tell(state: State, seconds: float) -> None:
    if state.trace:
        print(state.trace, file=sys.stderr)
    print_problems(state.problems, sys.stdout, notes=False)
    print(f"{time.strftime('%H:%M:%S')}  Ready in {seconds:.2f} s. {count(state.problems)}.")
    if state.outdated:
        print("The program itself has changed: stop with Ctrl-C and start again.")
    sys.stdout.flush()
