"""Fetch Decap CMS and its local server by npm, and run them over a folder of texts."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import yaml

from desk.common import project

KEPT = project.ROOT / ".cache" / "decap"
CMS, SERVER = "decap-cms@3.16.3", "decap-server@3.11.3"


def config(port: int) -> dict[str, object]:
    """Return Decap's configuration as its documentation would have it for such a site, with its
    own server at a port of this computer.

    Decap knows no list at the top of a file, so the paths stand below a name here.
    """
    article = [
        {"name": "title", "label": "Title", "widget": "string"},
        {"name": "date", "label": "Date", "widget": "datetime", "default": "{{now}}"},
        {"name": "summary", "label": "Summary", "widget": "text"},
        {"name": "body", "label": "Text", "widget": "richtext"},
    ]
    entry = [
        {"name": "slug", "label": "Article", "widget": "string"},
        {"name": "because", "label": "Because", "widget": "string", "required": False},
    ]
    path = [
        {"name": "path", "label": "Name", "widget": "string"},
        {"name": "articles", "label": "Articles", "widget": "list", "fields": entry},
    ]
    paths = {"name": "paths", "label": "Paths", "widget": "list", "fields": path}
    return {
        "backend": {
            "name": "proxy",
            "proxy_url": f"http://127.0.0.1:{port}/api/v1",
            "branch": "main",
        },
        "media_folder": "content/images",
        "public_folder": "/images",
        "collections": [
            {
                "name": "articles",
                "label": "Articles",
                "label_singular": "Article",
                "folder": "content/articles",
                "create": True,
                "fields": article,
            },
            {
                "name": "order",
                "label": "Reading order",
                "files": [
                    {
                        "name": "paths",
                        "label": "Reading paths",
                        "file": "content/paths.yml",
                        "fields": [paths],
                    }
                ],
            },
        ],
    }


def had() -> Path:
    """Return the folder in which both programs are. Raises OSError, CalledProcessError."""
    npm = shutil.which("npm")
    if not npm:
        raise OSError("npm is not here: install it.")
    cms = KEPT / "cms"
    if not (cms / "package").is_dir():
        cms.mkdir(parents=True, exist_ok=True)
        pack = [npm, "pack", CMS, "--silent", "--ignore-scripts"]
        name = subprocess.run(pack, cwd=cms, check=True, capture_output=True, text=True).stdout
        shutil.unpack_archive(cms / name.split()[-1], cms, "gztar", filter="data")
    if not (KEPT / "node_modules" / "decap-server").is_dir():
        quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--no-save"]
        subprocess.run([npm, "install", *quiet, SERVER], cwd=KEPT, check=True)
    return KEPT


@contextmanager
def running(kept: Path, site: Path) -> Iterator[str]:
    """Yield the address of the editor over the folder `site`, with Decap's own server behind it."""
    port = _free_port()
    environment = os.environ | {"PORT": str(port), "BIND_HOST": "127.0.0.1", "MODE": "fs"}
    environment |= {"GIT_REPO_DIRECTORY": str(site), "LOG_LEVEL": "error"}
    main = kept / "node_modules" / "decap-server" / "dist" / "index.js"
    process = subprocess.Popen(["node", str(main)], env=environment, stdout=subprocess.DEVNULL)
    folder = site / "www"
    shutil.copytree(kept / "cms" / "package" / "dist", folder / "admin")
    (folder / "admin/config.yml").write_text(yaml.safe_dump(config(port)), "utf-8")
    (folder / "admin/index.html").write_text(
        '<!doctype html><html><head><meta charset="utf-8"><title>Content</title></head><body>'
        '<script src="decap-cms.js"></script></body></html>',
        "utf-8",
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _wait_for(port)
        yield f"http://127.0.0.1:{server.server_port}/admin/"
    finally:
        server.shutdown()
        process.terminate()
        process.wait(10)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing of what a browser asks for."""


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise OSError("Decap's server does not answer.")
