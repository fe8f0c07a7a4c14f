"""Preview the site: build, serve, open the browser, and build again on every save."""

from __future__ import annotations

import signal
import sys
import threading
import time
import webbrowser
from contextlib import suppress
from pathlib import Path

from desk.build.pelican_run import Run, run_pelican
from desk.common import project
from desk.common.terminal import count, print_problems
from desk.preview.rebuild import LiveSite
from desk.preview.server import HERE, listen
from desk.preview.watch import saved_files


def preview(port: str = "8000", open_browser: bool = True, content: str | Path = "") -> int:
    """Preview `content` until Ctrl-C: 0, or 1 with the reason if it cannot begin."""
    if not port.isdecimal() or not 0 <= int(port) < 65536:
        print(f"A port is a number from 1 to 65535, not “{port}”.", file=sys.stderr)
        return 1
    try:
        source = project.content_folder(content)
    except project.ContentFolderError as reason:
        print(reason, file=sys.stderr)
        return 1

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    site = LiveSite(lambda folder: run_pelican(project.WRITING, source, folder))
    try:
        # A closed terminal window or a shutdown ends the preview as Ctrl-C does: tidily.
        if threading.current_thread() is threading.main_thread():
            for name in ("SIGTERM", "SIGHUP"):
                if number := getattr(signal, name, None):
                    signal.signal(number, stop)
        return _serve(site, source, int(port), open_browser)
    except KeyboardInterrupt:
        print("\nThe preview has stopped.")
        return 0
    finally:
        site.close()


def _serve(site: LiveSite, source: Path, port: int, open_browser: bool) -> int:
    try:
        server = listen(site, port)
    except OSError as error:
        print(f"The preview cannot be served: {error}.", file=sys.stderr)
        return 1
    stop = threading.Event()
    with server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://{HERE}:{server.server_port}/"
        if port and server.server_port != port:
            print(f"Port {port} is in use by another program, so this is {server.server_port}.")
        try:
            saves = saved_files(source, stop)  # before the first build: no save is missed
            _tell(site.rebuild())
            print(f"Preview: {address}  (Ctrl-C stops it)", flush=True)
            if open_browser:
                with suppress(webbrowser.Error):
                    browser = webbrowser.get()
                    # One that lives in the terminal would take it over.
                    if type(browser) is not webbrowser.GenericBrowser:
                        browser.open(address)
            for changed in saves:
                settings = {project.WRITING, project.PUBLISHING}
                if any(path.suffix == ".py" for path in changed - settings):
                    site.say_outdated()
                    print("The program itself has changed: stop with Ctrl-C and start again.")
                else:
                    _tell(site.rebuild())
        finally:
            stop.set()
            server.shutdown()
        return 0


def _tell(run: Run) -> None:
    if run.trace:
        print(run.trace, file=sys.stderr)
    print_problems(run.problems, sys.stdout, notes=False)
    done = "Not built" if run.trace else "Built"
    print(f"{time.strftime('%H:%M:%S')}  {done} in {run.seconds:.1f} s. {count(run.problems)}.")
    sys.stdout.flush()
