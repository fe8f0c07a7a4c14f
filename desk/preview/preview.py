"""Preview the site: serve it, open the browser, and bring it up to date on every save."""

from __future__ import annotations

import signal
import sys
import threading
import time
import traceback
import webbrowser
from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
from pathlib import Path

from desk.common import project
from desk.common.terminal import count, print_problems
from desk.preview.live_site import LiveSite, State
from desk.preview.server import HERE, listen, serving
from desk.preview.watch import saved_files


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
    stop = threading.Event()
    try:
        _end_tidily()
        site = LiveSite(project.WRITING, source)
        try:
            with serving(site, listening) as served:
                address = f"http://{HERE}:{served}/"
                if int(port) not in (0, served):
                    print(f"Port {port} is in use by another program, so this is {served}.")
                print(f"Preview: {address}  (Ctrl-C stops it)", flush=True)
                saves = saved_files(source, stop)
                # In a thread: whatever ends the preview never breaks into half an update.
                work = threading.Thread(target=_follow, args=(site, saves), daemon=True)
                work.start()
                if open_browser:
                    _open(address)
                while True:
                    time.sleep(0.2)  # not for ever: Ctrl-C must get through on Windows
        finally:
            stop.set()
            site.close()
    except KeyboardInterrupt:
        with suppress(OSError):  # the window is closed
            print("\nThe preview has stopped.", flush=True)
        return 0


def _end_tidily() -> None:
    """Let a closed terminal window or a shutdown end the preview as Ctrl-C does.

    Once is enough: somebody who presses Ctrl-C again does not break into the ending.
    """
    if threading.current_thread() is not threading.main_thread():
        return
    names = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")  # the last one where the third is not
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]

    def stop(*_: object) -> None:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    for number in numbers:
        signal.signal(number, stop)


def _open(address: str) -> None:
    with suppress(webbrowser.Error):
        browser = webbrowser.get()
        # One that lives in the terminal would take it over.
        if type(browser) is not webbrowser.GenericBrowser:
            browser.open(address)


def _follow(site: LiveSite, saves: Iterator[set[Path]]) -> None:
    """Bring the site up to date on each save, and print a line when its problems are known."""
    took: list[float] = []  # seconds; empty once they are told

    def heard(state: State) -> None:
        if state.checked:
            with suppress(IndexError):
                _tell(state, took.pop())

    site.listen(heard)
    for changed in chain([set[Path]()], saves):  # first the site as it is
        began = time.monotonic()
        try:
            site.update(changed)
        except Exception:
            traceback.print_exc()  # and the next save has another chance
        took[:] = [time.monotonic() - began]
        heard(site.state)


def _tell(state: State, seconds: float) -> None:
    print_problems(state.problems, sys.stdout, notes=False)
    print(f"{time.strftime('%H:%M:%S')}  Ready in {seconds:.2f} s. {count(state.problems)}.")
    if state.outdated:
        print("The program itself has changed: stop with Ctrl-C and start again.")
    sys.stdout.flush()
