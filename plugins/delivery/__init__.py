"""Make the published site ready for a static host, once every page is written.

    folder        the files that Pelican and the other plugins have written, beside those that are
                  held (PRACTICE_HELD)
    fingerprints  pictures, fonts, styles and scripts get the hash of what is in them into their
                  names (kinds), and all that names them the new names
    texts         those names in every text; each page states what it may do, from what is in it.
                  What has not changed since an earlier build is not made again
    headers       one table of headers
    hosts         one table of what has moved or is gone; it and the headers in the language of
                  each host: in the site where a host looks for them, else in a folder beside it,
                  which is not published
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

from plugins.core import digest
from plugins.core.build import Result
from plugins.core.cache import made_by
from plugins.core.problem import ContentProblemsError
from plugins.delivery import (
    compression,
    fingerprints,
    folder,
    headers,
    hosts,
    manifest,
    texts,
    well_known,
)
from plugins.delivery.fingerprints import Renamed
from plugins.delivery.pieces import Files, piece
from plugins.delivery.problems import problems_with, setting_problems


def register() -> None:
    """Connect the delivery to Pelican (its documentation, "Plugins", How to create plugins)."""
    signals.get_writer.connect(_begin)
    signals.finalized.connect(_deliver)


def _is_wanted(pelican: Any) -> bool:
    """Return whether this run delivers: Pelican tells a plugin of every run in its process, of a
    preview after a build as well."""
    return __name__ in pelican.settings["PLUGINS"]


def _begin(pelican: Any) -> None:
    """Remove what an earlier build has put here: everything is read and sound by now. What is
    written from now on is held, so that it comes to the disk once, as it is delivered."""
    if _is_wanted(pelican):
        pelican.settings["PRACTICE_HELD"] = {}
        manifest.remove_listed(Path(pelican.output_path))


def _deliver(pelican: Any) -> None:
    """Make the written site what its host receives.

    Raises `ContentProblemsError` if it cannot go on the web as it is.
    """
    if not _is_wanted(pelican):
        return
    settings = pelican.settings
    if wrong := setting_problems(settings):
        raise ContentProblemsError(wrong)
    result: Result = settings["PRACTICE"].result()
    site = result.build
    host = str(settings.get("PRACTICE_HOST") or "")
    output = Path(pelican.output_path)
    lying = folder.read(output)
    written = Files(lying | settings.pop("PRACTICE_HELD", {}))
    renamed = fingerprints.rename(written, site.base, site.root)
    kept = result.stores["delivered"]
    key = _key(renamed)
    before: tuple[dict[str, Any], dict[str, Any]] = kept.values(site.base, key) or ({}, {})
    made = texts.delivered(written, renamed, before[0])
    files = made.files
    table = headers.table(made.needs, site.root, int(settings.get("PRACTICE_HSTS") or 0))
    old = hosts.old_addresses(result.redirects, result.gone, site.root)
    ours = {
        "_headers": hosts.config("_headers", table, old, site.root).encode(),
        "_redirects": hosts.redirects_file(old, netlify=host == "netlify").encode(),
        ".htaccess": hosts.config("htaccess", table, old, site.root).encode(),
        ".nojekyll": b"",
    }
    sitemap = files.get("sitemap.xml")
    ours |= well_known.files(
        site.base,
        site.root,
        github=host == "github-pages",
        email=result.email,
        lang=site.lang,
        expires=str(settings.get("PRACTICE_SECURITY_EXPIRES") or ""),
        sitemap=sitemap.data() if sitemap else b"",
    )
    files |= {name: piece(data) for name, data in ours.items()}
    if problems := problems_with(made.missing, ours, host, site):
        raise ContentProblemsError(problems)
    packed, packed_now = compression.packed(files, result.stores["packed"], before[1])
    files |= packed
    listed = manifest.Manifest({name: one.file for name, one in files.items()})
    files[manifest.NAME] = piece(listed.as_bytes())
    standing = settings.get("PRACTICE_STANDING")
    try:
        folder.write(output, lying.keys(), files, Path(standing) if standing else None)
    except ValueError:
        kept.put_values(site.base, key, None)  # so that the next build makes all of it anew
        raise
    settings["PRACTICE_DELIVERED"] = {name: one.file for name, one in files.items()}
    now = {name: tuple(text) for name, text in made.kept.items()}, packed_now
    if now != before:
        kept.put_values(site.base, key, now)
    kept.prune()
    beside = Path(settings.get("PRACTICE_HOSTING") or output.with_name(f"{output.name}-hosting"))
    beside.mkdir(parents=True, exist_ok=True)
    for name in ("nginx.conf", "nginx-brotli.conf", "Caddyfile"):
        fresh = beside / f".{name}.new"  # each appears whole: a server may read it at any moment
        fresh.write_text(hosts.config(name, table, old, site.root), "utf-8", newline="\n")
        fresh.replace(beside / name)


def _key(renamed: Renamed) -> str:
    """Return the name of all that decides what becomes of a text, beside its bytes and what it is
    told of the names that it asks for; and of what packs."""
    names = renamed.names
    here = Path(__file__).parent
    program = made_by(
        *(here / f"{name}.py" for name in ("fingerprints", "headers", "kinds", "texts"))
    )
    return digest.of(program, compression.program(), names.base, names.root, *names.endings)
