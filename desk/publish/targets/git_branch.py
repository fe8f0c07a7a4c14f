"""A branch of a git repository, as GitHub Pages, Codeberg and others publish one.

Only git's plumbing is used (git-scm.com, "Git Internals"): a tree is written from the built
folder, committed on top of the branch and pushed. A push moves the branch in one step or not at
all, and not if somebody else has moved it meanwhile.
"""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import ClassVar

from desk.common import project
from desk.common.errors import BusyError, CommandError
from desk.common.locks import locked
from desk.publish.config import Place
from desk.publish.target import Release, ReleaseTarget, Sent, Update
from desk.publish.targets.git_command import Git, identity, without_password
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest, ManifestError

_LOCK = "publishing"  # no name that ends in .lock, as git's own do
_PUBLISH, _BACK = "Publish: ", "Go back to the release of "  # how messages of commits begin
_LIVE = "refs/live/branch"  # where the branch is remembered in the repository of ours


def target(place: Place, root: Path) -> GitBranch:
    """Return the branch of an entry of publish.yaml; `root` is where a path on this disk begins."""
    address = place.settings["repository"]
    if "://" not in address and (root / address).exists():
        address = str((root / address).resolve())
    kept = project.ROOT / ".cache" / "publish" / f"{place.name}.git"
    return GitBranch(place.url, address, place.settings.get("branch", "gh-pages"), Git(kept))


@dataclass(frozen=True)
class _Version:
    """A release in the history: the commit that brought it, the last one before the next release,
    and its manifest as git's object."""

    first: str
    last: str
    manifest: str = ""


@dataclass(frozen=True)
class GitBranch(ReleaseTarget[_Version, list[bytes]]):
    """`git` is a repository of ours, in which what was published is remembered."""

    repository: str
    branch: str
    git: Git
    _live: ClassVar[_Version] = _Version(_LIVE, _LIVE)

    def where(self) -> str:
        return f"the branch {self.branch} of {without_password(self.repository)}"

    def manifest(self) -> Manifest | None:
        self.git.begin()
        with suppress(BusyError), locked(self.git.folder / _LOCK):
            self.git.tidy()  # unless somebody is at work
        return self._fetch()

    def keeps_replaced(self) -> str:
        return "in the history of the branch"

    @contextmanager
    def _changing(self) -> Iterator[Manifest | None]:
        self.git.begin()
        with locked(self.git.folder / _LOCK):
            self.git.tidy()
            yield self._fetch()

    def _begin(self, source: Path | Release, update: Update) -> list[bytes]:
        if isinstance(source, Release):
            then = self._entries(source.version.first)
            return [then[path] for path in (*update.new.files, manifest.NAME)]
        update.progress(0, update.sent.files, "writing what will be sent")
        return self._written(source, update.new)

    def _keep(self, *_: object) -> None:
        """Keep nothing: the history of the branch does."""

    def _copy(self, version: _Version, paths: Collection[str], fresh: list[bytes]) -> None:
        there = self._entries(version.last)
        fresh += [there[path] for path in paths]

    def _finish(self, fresh: list[bytes], source: Path | Release, update: Update) -> Sent:
        sent = update.sent
        words = f"{_PUBLISH}{sent.files} files sent, {sent.removed} removed"
        if isinstance(source, Release):
            words = f"{_BACK}{source.published.astimezone():%Y-%m-%d %H:%M:%S %z}"
        else:
            update.progress(sent.files // 2, sent.files, "sending")
        head = self.git.line("for-each-ref", "--format=%(objectname)", _LIVE)
        commit = self._commit(self._tree(fresh), head, words)
        branch = f"refs/heads/{self.branch}"
        lease = f"--force-with-lease={branch}:{head}"
        command = ("push", "--quiet", "--no-verify", lease, "--", self.repository)
        try:
            self.git.patiently(*command, f"{commit}:{branch}")
        except CommandError as error:
            if self._head() != commit:  # the line may have been lost on the way back only
                if "stale info" in str(error) or "fetch first" in str(error):
                    raise self._moved() from error
                raise
        self.git("update-ref", _LIVE, commit)
        return sent

    def _fetch(self) -> Manifest | None:
        """Fetch the branch as it is now, if there is one yet, and return its manifest."""
        if not self._head():
            self.git("update-ref", "-d", _LIVE)
            return None
        goal = f"+refs/heads/{self.branch}:{_LIVE}"
        self.git.patiently("fetch", "--quiet", "--no-tags", "--", self.repository, goal)
        names = self.git.line("ls-tree", "--name-only", _LIVE).split("\n")
        if not any(names):
            return None
        if manifest.NAME in names:
            with suppress(ManifestError):  # somebody else's file of that name
                return manifest.parse(self.git("show", f"{_LIVE}:{manifest.NAME}"))
        raise CommandError(
            f"{self.where()} holds files that were not published from here, and publishing would "
            "replace them. Name another branch in publish.yaml."
        )

    def _head(self) -> str:
        """Return the commit that the host says the branch is at, "" for none."""
        branch = f"refs/heads/{self.branch}"
        listed = self.git.patiently("ls-remote", "--", self.repository, branch).decode()
        named = [line.split("\t") for line in listed.splitlines()]
        return next((commit for commit, name in named if name == branch), "")

    def _entries(self, commit: str) -> dict[str, bytes]:
        """Return what a version holds, by path: files, links, other repositories (submodules)."""
        listed = self.git("ls-tree", "-r", "-z", "--full-tree", commit)
        lines = [line for line in listed.split(b"\0") if line]
        # A path need not be text.
        paths = (line.partition(b"\t")[2].decode("utf-8", "surrogateescape") for line in lines)
        return dict(zip(paths, lines, strict=True))

    def _written(self, site: Path, new: Manifest) -> list[bytes]:
        """Write the files of the manifest as they are into git, and return their entries."""
        names = sorted(new.files)
        stdin = "".join(f"{name}\n" for name in names).encode()
        # `at` is the site: hash-object counts paths from the current folder.
        hashes = self.git(
            "hash-object", "-w", "--no-filters", "--stdin-paths", given=stdin, at=site
        )
        own = self.git("hash-object", "-w", "--stdin", given=new.as_bytes())
        blobs = zip([*names, manifest.NAME], (hashes + own).decode().split(), strict=True)
        return [f"100644 blob {blob}\t{name}".encode() for name, blob in blobs]

    def _tree(self, entries: Iterable[bytes]) -> str:
        """Return git's object for a version with these entries."""
        listed = b"".join(line + b"\0" for line in entries)
        with tempfile.TemporaryDirectory(dir=self.git.folder) as place:
            more = {"GIT_INDEX_FILE": str(Path(place) / "index")}
            self.git("update-index", "-z", "--add", "--index-info", given=listed, more=more)
            return self.git.line("write-tree", more=more)

    def _commit(self, tree: str, parent: str, words: str) -> str:
        parents = ("-p", parent) if parent else ()
        return self.git.line("commit-tree", tree, *parents, "-m", words, more=identity())

    def former(self, live: Manifest | None) -> Release:
        for version in reversed(self._versions()) if live else ():
            with suppress(ManifestError):
                found = manifest.parse(self.git("show", f"{version.first}:{manifest.NAME}"))
                if found != live and found.files.keys() <= self._entries(version.first).keys():
                    moment = int(self.git.line("show", "-s", "--format=%at", version.first))
                    day = datetime.fromtimestamp(moment, UTC)
                    return self._release(version.first, day, found, version)
        raise self._no_former()

    def _versions(self) -> list[_Version]:
        """Return the releases of the live branch, oldest first; not those that were gone back from.

        A release is a change of the manifest: what the host or a hand has committed meanwhile
        belongs to the release before. A manifest that was there before, and does not come by
        publishing, is a way back to it, by this program or by hand.
        """
        listed = self.git("log", "--first-parent", "--reverse", "--format=%H %s", _LIVE)
        lines = listed.decode("utf-8", "replace").rstrip("\n").split("\n")
        commits = [line.split(" ", 1) for line in lines]
        asked = "".join(f"{commit}:{manifest.NAME}\n" for commit, _ in commits).encode()
        answers = self.git("cat-file", "--batch-check=%(objectname)", given=asked).decode()
        found: list[_Version] = []
        for (commit, subject), same in zip(commits, answers.split("\n"), strict=False):
            if same.endswith(" missing"):
                continue
            earlier = [number for number, one in enumerate(found) if one.manifest == same]
            unchanged = bool(found) and found[-1].manifest == same
            if unchanged or (earlier and not subject.startswith(_PUBLISH)):
                del found[earlier[-1] + 1 :]
                found[-1] = replace(found[-1], last=commit)
            else:
                found.append(_Version(commit, commit, same))
        return found

    def _listed(self, version: _Version) -> Iterable[str]:
        return self._entries(version.last)

    def _read(self, version: _Version, paths: Collection[str]) -> dict[str, bytes]:
        asked = "".join(f"{version.first}:{name}\n" for name in paths)
        given = self.git("cat-file", "--batch", given=asked.encode()) if asked else b""
        found: dict[str, bytes] = {}
        for name in paths:
            said, _, given = given.partition(b"\n")
            if not said.endswith(b" missing"):
                size = int(said.rsplit(b" ", 1)[1])
                found[name], given = given[:size], given[size + 1 :]
        return found
