"""What a static host receives: the published site, made ready once every page is written.

    folder        the files that Pelican and the other plugins have written, all of them
    fingerprints  pictures, fonts, styles and scripts get the hash of what is in them into their
                  names (kinds), and all that names them the new names (references)
    policy        each page states what it may do, from what is in it
    headers       one table of headers; old_addresses  one table of what has moved or is gone
    hosts         both tables in the language of each host: in the site where a host looks for
                  them, else in a folder beside it, which is not published
    well_known    CNAME, .nojekyll, security.txt; compression  .br and .gz beside texts
    problems      what keeps all that from going on the web as it is
    manifest      the sha256 of every file: the last thing that is written

Only this module knows Pelican, and beside it only `problems` knows the practice; the rest are
functions over names and bytes. The same content gives the same bytes. The preview has none of this.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pelican import signals

from plugins.core.build import Result
from plugins.core.problem import ContentProblems
from plugins.delivery import (
    compression,
    fingerprints,
    folder,
    headers,
    manifest,
    old_addresses,
    policy,
    well_known,
)
from plugins.delivery.hosts import apache, caddy, nginx, pages_files
from plugins.delivery.kinds import ending
from plugins.delivery.problems import problems_with, setting_problems


def register() -> None:
    """Called by Pelican (its documentation, "Plugins", How to create plugins)."""
    signals.get_writer.connect(_begin)
    signals.finalized.connect(_deliver)


def _is_wanted(pelican: Any) -> bool:
    """Pelican tells a plugin of every run in its process, of a preview after a build as well."""
    return __name__ in pelican.settings["PLUGINS"]


def _begin(pelican: Any) -> None:
    """Everything is read and sound: what an earlier build has put here makes room for the new."""
    if _is_wanted(pelican):
        manifest.remove_listed(Path(pelican.output_path))


def _deliver(pelican: Any) -> None:
    """Raises `ContentProblems` if the site cannot go on the web as it is."""
    if not _is_wanted(pelican):
        return
    settings = pelican.settings
    if wrong := setting_problems(settings):
        raise ContentProblems(wrong)
    result: Result = settings["PRACTICE"].result()
    site = result.build
    output = Path(pelican.output_path)
    written = folder.read(output)
    named = fingerprints.fingerprint(written, site.base, site.root)
    files = named.files
    needs = _state_policies(files)
    table = headers.table(needs, site.root, int(settings.get("PRACTICE_HSTS") or 0))
    old = old_addresses.table(result.redirects, result.gone, site.root)
    host = str(settings.get("PRACTICE_HOST") or "")
    files |= _for_hosts(table, old, site.root, host)
    files |= _well_known(result, files, host, str(settings.get("PRACTICE_SECURITY_EXPIRES") or ""))
    problems = problems_with(named.missing, files, host, site)
    if problems:
        raise ContentProblems(problems)
    files |= dict(compression.packed(files, result.stores["packed"]))
    files[manifest.NAME] = manifest.of_files(files).as_bytes()
    folder.write(output, written, files)
    _beside(settings, output, _snippets(table, old, site.root))


def _state_policies(files: dict[str, bytes]) -> dict[str, policy.Needs]:
    """What each page needs; the page then says that it needs no more."""
    styles: dict[str, str] = {}
    needs = {}
    for name in [name for name in files if ending(name) == "html"]:
        html = files[name].decode()
        needs[name] = policy.needs_of(html, styles)
        files[name] = policy.stated_in_page(html, needs[name]).encode()
    return needs


def _for_hosts(
    table: headers.Headers, old: list[old_addresses.OldAddress], root: str, host: str
) -> dict[str, bytes]:
    """The files that a host looks for in the site itself."""
    found = {
        "_headers": pages_files.headers_file(table),
        "_redirects": pages_files.redirects_file(old, netlify=host == "netlify"),
        ".htaccess": apache.htaccess(table, old, root),
        ".nojekyll": "",
    }
    return {name: text.encode() for name, text in found.items()}


def _snippets(
    table: headers.Headers, old: list[old_addresses.OldAddress], root: str
) -> dict[str, str]:
    """The files that whoever runs a server takes from beside the site."""
    return {
        "nginx.conf": nginx.snippet(table, old, root),
        "nginx-brotli.conf": nginx.BROTLI,
        "Caddyfile": caddy.snippet(table, old, root),
    }


def _well_known(
    result: Result, files: dict[str, bytes], host: str, expires: str
) -> dict[str, bytes]:
    site, email = result.build, result.email
    found = {}
    if host == "github-pages" and site.base:
        found["CNAME"] = well_known.cname(site.base)
    until = well_known.expiry(expires, files.get("sitemap.xml", b""))
    # RFC 9116 wants it at the root of a host, and at HTTPS.
    if email and until and not site.root and site.base.startswith("https://"):
        text = well_known.security_txt(site.base, email, site.lang, until)
        found[".well-known/security.txt"] = text
    return found


def _beside(settings: dict[str, Any], output: Path, snippets: dict[str, str]) -> None:
    """Each file appears whole, as a server may read it at any moment."""
    place = Path(settings.get("PRACTICE_HOSTING") or output.with_name(f"{output.name}-hosting"))
    place.mkdir(parents=True, exist_ok=True)
    for name, text in snippets.items():
        fresh = place / f".{name}.new"
        fresh.write_text(text, "utf-8", newline="\n")
        fresh.replace(place / name)
