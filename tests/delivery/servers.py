"""The servers that a practice may have, each with what we write for it, on this computer only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

HERE = "127.0.0.1"
# The program of each, and the Debian packages that bring it.
PROGRAMS = {"nginx": "nginx", "apache": "apache2", "caddy": "caddy"}
PACKAGES = "nginx libnginx-mod-http-brotli-static apache2 caddy"
_BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
_APACHE_MODULES = Path("/usr/lib/apache2/modules")
_APACHE_NEEDS = "mpm_event authz_core dir mime headers rewrite autoindex filter deflate"


class NoServerError(Exception):
    """This computer lacks one; the message tells the line that brings it."""


@contextmanager
def serving(
    name: str, site: Path, hosting: Path, root: str = "", requests: Path | None = None
) -> Iterator[str]:
    """The address at which the server `name` shows `site`, by what `hosting` says; the site stands
    at the path `root` there.

    `requests` is the file into which nginx writes each request as it came, and its Referer.
    Raises `NoServerError` if it is not installed.
    """
    program = _program(name)
    # The server may run as somebody else, who has no way into the folders of a test.
    with tempfile.TemporaryDirectory(prefix="practice-press-server-") as place:
        work = Path(place)
        work.chmod(0o755)
        shutil.copytree(site, work / f"site{root}")
        shutil.copytree(hosting, work / "hosting")
        # What may come to lie beside a site, and is nobody's business.
        for secret in (".practice-press", "articles/.git/config"):
            (work / "site" / secret).parent.mkdir(parents=True, exist_ok=True)
            (work / "site" / secret).write_text("secret")
        port = _free_port()
        if requests:
            (work / "requests").symlink_to(requests)
        command = _COMMANDS[name](program, work, port)
        with (work / "log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=work, stdout=log, stderr=log, env=_environment(work)
            )
        try:
            _wait_for(port, process, work / "log")
            yield f"http://{HERE}:{port}"
        finally:
            process.terminate()
            process.wait(10)


def what_is_wrong(name: str, htaccess: str, hosting: Mapping[str, str]) -> str:
    """Return what the server's own test of its configuration says, "" if it would begin.

    Apache looks at `.htaccess` only when somebody asks for a page, so it is tested as a part of
    its own configuration. Raises `NoServerError` if the server is not installed.
    """
    with tempfile.TemporaryDirectory(prefix="practice-press-server-") as place:
        work = Path(place)
        for folder in ("site", "hosting"):
            (work / folder).mkdir()
        for snippet, text in hosting.items():
            (work / "hosting" / snippet).write_text(text, "utf-8")
        command = _COMMANDS[name](_program(name), work, 1)
        if name == "apache":
            (work / "htaccess").write_text(htaccess, "utf-8")
            with (work / "apache.conf").open("a") as file:
                file.write(f"<Directory {work}/site>\nInclude {work}/htaccess\n</Directory>\n")
        if name == "caddy":
            command = [command[0], "adapt", *command[2:], "--validate"]
        test = [] if name == "caddy" else ["-t"]
        done = subprocess.run(
            [*command, *test], cwd=work, capture_output=True, env=_environment(work), check=False
        )
        return done.stderr.decode("utf-8", "replace") if done.returncode else ""


def _program(name: str) -> str:
    program = shutil.which(PROGRAMS[name], path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if not program or (name == "nginx" and not _BROTLI.exists()):
        raise NoServerError(
            f"{name} is not installed. This line brings all servers that are tested with, on "
            f"Debian: apt-get install --no-install-recommends {PACKAGES}"
        )
    return program


def _nginx(program: str, work: Path, port: int) -> list[str]:
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "\n".join(
        f"    {kind}_temp_path {work}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (work / "nginx.conf").write_text(f"""
load_module {_BROTLI};
{user}
daemon off;
pid {work}/pid;
error_log stderr;
events {{ }}
http {{
    log_format asked '$request $http_referer';
    access_log {work}/requests asked;
{temporary}
    gzip on;  # as Debian has it
    server {{
        listen {HERE}:{port};
        root {work}/site;
        include {work}/hosting/nginx.conf;
        include {work}/hosting/nginx-brotli.conf;
    }}
}}
""")
    return [program, "-p", str(work), "-c", str(work / "nginx.conf"), "-e", "stderr"]


def _apache(program: str, work: Path, port: int) -> list[str]:
    modules = "\n".join(
        f"LoadModule {name}_module {_APACHE_MODULES}/mod_{name}.so"
        for name in _APACHE_NEEDS.split()
    )
    user = "User www-data\nGroup www-data" if os.geteuid() == 0 else ""
    (work / "apache.conf").write_text(f"""
{modules}
{user}
ServerRoot {work}
ServerName {HERE}
Listen {HERE}:{port}
PidFile {work}/pid
ErrorLog {work}/errors
DocumentRoot {work}/site
TypesConfig /etc/mime.types
AddType application/x-gzip .gz
AddOutputFilterByType DEFLATE text/html text/css  # as Debian has it
<Directory {work}/site>
    Options Indexes FollowSymLinks
    AllowOverride All
    Require all granted
</Directory>
""")
    return [program, "-f", str(work / "apache.conf"), "-D", "FOREGROUND"]


def _caddy(program: str, work: Path, port: int) -> list[str]:
    (work / "Caddyfile").write_text(f"""
{{
    admin off
    auto_https off
    storage file_system {work}/storage
}}
http://{HERE}:{port} {{
    bind {HERE}
    root * {work}/site
    import {work}/hosting/Caddyfile
}}
""")
    return [program, "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]


_COMMANDS: dict[str, Callable[[str, Path, int], list[str]]] = {
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
}


def _environment(work: Path) -> dict[str, str]:
    return {**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work), "LC_ALL": "C.UTF-8"}


def _free_port() -> int:
    with socket.socket() as found:
        found.bind((HERE, 0))
        port: int = found.getsockname()[1]
        return port


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as attempt:
            if attempt.connect_ex((HERE, port)) == 0:
                return
        time.sleep(0.02)
    raise AssertionError(f"The server did not begin: {log.read_text('utf-8', 'replace')}")
