"""The editor's own archive, if it can be had, and one of the same shape that stands in for it."""

from __future__ import annotations

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from desk.commands.admin import fetch
from plugins.admin import package
from tests.trial_site import TrialSite

MISSING = (
    "The editor is a program that npm gets, and it is not here and could not be fetched: "
    "python3 start.py admin says why."
)


@pytest.fixture(scope="session")
def real_archive() -> Path:
    """The archive of Sveltia CMS in the version that is pinned. Without it tests are skipped, but
    never in CI."""
    archive = package.find() or (package.find() if fetch() == 0 else None)
    if archive is None:
        if os.environ.get("CI"):
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    return archive


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small archive of the same shape, known by its own hash, for what needs no program."""
    folder = tmp_path / "fetched"
    folder.mkdir()
    files = {
        "package/LICENSE.txt": b"A license.\n",
        "package/package.json": b"{}",
        "package/dist/other.js": b"// another build\n",
        "package/npm/index.js": b'export default { init() {} };\nimport("./chunks/part-AbC.js");\n',
        "package/npm/index.js.map": b"{}",
        "package/npm/chunks/part-AbC.js": b"export {};\n",
        "package/npm/assets/letters-AbC.woff2": b"wOF2",
    }
    path = folder / "editor.tgz"
    with tarfile.open(path, "w:gz") as packed:
        for name, data in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(data)
            packed.addfile(member, io.BytesIO(data))
    monkeypatch.setattr(package, "FOLDER", folder)
    monkeypatch.setattr(package, "SHA512", hashlib.sha512(path.read_bytes()).hexdigest())
    yield path
    package.served.cache_clear()


@pytest.fixture
def repository(site: TrialSite) -> TrialSite:
    return in_a_repository(site)


def in_a_repository(site: TrialSite) -> TrialSite:
    """A practice whose content is the folder `content` of a git repository."""
    (site.folder / ".git").mkdir()
    site.facts(practice={"name": "Quiet Room", "email": "hello@practice.example"})
    site.page("home", title="Quiet Room", url="", save_as="index.html", template="home")
    site.page("404", url="404.html", save_as="404.html", template="not_found", status="hidden")
    site.page("search", template="search")
    site.article("rest", "Some words.\n\n## FAQ\n\n### Is it safe?\n\nMostly.\n", tags=["rest"])
    site.article("work", status="draft")
    site.paths({"path": "Beginning", "articles": [{"slug": "rest", "because": "It is short."}]})
    return site
