"""A branch of a git repository, as GitHub Pages, Codeberg and others publish one.

Only git's plumbing is used (git-scm.com, "Git Internals"): a tree is written from the built
folder, committed on top of the branch and pushed. A push moves the branch in one step or not at
all, and not if somebody else has moved it meanwhile.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from desk.common import project
from desk.common.errors import BusyError, CommandError
from desk.common.lock_file import locked
from desk.publish.config import Place, Setting
from desk.publish.foreign import foreign, in_the_way, replaced, staying
from desk.publish.target import MovedError, NoFormerReleaseError, Progress, Release, Sent
from desk.publish.targets.git_command import Git, identity, without_password
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest, NotAManifest, difference

_TOKEN = 20  # so long a name to sign in with is a token, which is a password too
_LOCK = "publishing"  # no name that ends in .lock, as git's own do
_PUBLISH, _BACK = "Publish: ", "Go back to the release of "  # how messages of commits begin
_LIVE = "refs/live/branch"  # where the branch is remembered in the repository of ours


def _branch_fault(text: str) -> str:
    fine = re.fullmatch(r"\w[\w./-]*", text) and ".." not in text and not text.endswith("/")
    return "" if fine else f"“{text}” cannot be the name of a branch."


def _host_fault(text: str) -> str:
    return "" if text == "github-pages" else f"“{text}” is no host that wants a file of its own."


def _address_fault(text: str) -> str:
    if text.startswith("-") or "::" in text:  # git would take it for an option, or run a program
        return f"“{text}” is not the address of a repository."
    signed_in = re.search(r"(https?)?://([^/\s]*)@", text)
    if signed_in and (":" in signed_in[2] or (signed_in[1] and len(signed_in[2]) >= _TOKEN)):
        return "There is a password in the address, and this file is no place for one."
    return ""


SETTINGS = {
    "repository": Setting(
        "the address that git clones from, such as git@github.com:name/site.git",
        required=True,
        check=_address_fault,
    ),
    "branch": Setting("the branch that the host shows, such as gh-pages", check=_branch_fault),
    "host": Setting("github-pages, if it is GitHub that shows the branch", check=_host_fault),
}


def target(place: Place, root: Path) -> GitBranch:
    """The branch of an entry of publish.yaml. A repository on this disk counts from `root`."""
    address = place.settings["repository"]
    if "://" not in address and (root / address).exists():
        address = str((root / address).resolve())
    kept = project.ROOT / ".cache" / "publish" / f"{place.name}.git"
    return GitBranch(place.url, address, place.settings.get("branch", "gh-pages"), Git(kept))


@dataclass(frozen=True)
class _Run:
    """A release in the history: its manifest as git's object, the commit that brought it, and the
    last one before the next release."""

    manifest: str
    first: str
    last: str


@dataclass(frozen=True)
class GitBranch:
    """`git` is a repository of ours, in which what was published is remembered."""

    url: str
    repository: str
    branch: str
    git: Git
    serves_compressed = False

    def where(self) -> str:
        return f"the branch {self.branch} of {without_password(self.repository)}"

    def manifest(self) -> Manifest | None:
        self.git.begin()
        with suppress(BusyError), self._locked():  # tidied up, unless somebody is at work
            pass
        head = self._fetch()
        return self._manifest_of(head) if head else None

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        return self._read(_LIVE, paths)

    def foreign(self, live: Manifest) -> tuple[str, ...]:
        return foreign(self._entries(_LIVE), live)

    def keeps_replaced(self) -> str:
        return "in the history of the branch"

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),
    ) -> Sent:
        self.git.begin()
        with self._locked():
            head = self._fetch()
            live = self._manifest_of(head) if head else None
            if live != expected:
                raise self._moved()
            steps = difference(live, new)
            if live is not None and not steps:
                return Sent()
            total = len(steps.sent)
            progress(0, total, "writing what will be sent")
            carried = self._staying(live, new, replacing) if live else []
            tree = self._tree([*carried, *self._written(site, new)])
            words = f"{_PUBLISH}{total} files sent, {len(steps.removed)} removed"
            progress(total // 2, total, "sending")
            self._push(self._commit(tree, head, words), head)
            return Sent(total, sum(new.files[n].size for n in steps.sent), len(steps.removed))

    def former(self, live: Manifest | None) -> Release:
        if live is None:
            raise self._no_former()
        return self._former(live)[1]

    def back(
        self, progress: Progress, shown: Release | None = None, replacing: Collection[str] = ()
    ) -> None:
        self.git.begin()
        with self._locked():
            head = self._fetch()
            if not head:
                raise self._no_former()
            live = self._manifest_of(head) or Manifest()
            run, release = self._former(live)
            if shown not in (None, release):
                raise self._moved()
            new = release.manifest
            progress(0, 1, release.name)
            carried = self._staying(live, new, replacing)
            there, last = self._entries(run.first), self._entries(run.last)
            own = [there[path] for path in (*new.files, manifest.NAME)]
            # What once made room for a file of the version that is left comes back.
            returning = in_the_way(foreign(last, new), live.files)
            clashing = in_the_way(returning, map(_path, carried))
            more = [last[path] for path in returning if path not in clashing]
            tree = self._tree([*carried, *own, *more])
            day = f"{release.published.astimezone():%Y-%m-%d %H:%M:%S %z}"
            self._push(self._commit(tree, head, f"{_BACK}{day}"), head)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with locked(self.git.folder / _LOCK):
            self.git.tidy()
            yield

    def _fetch(self) -> str:
        """The commit that the branch is at now, "" if there is no such branch yet."""
        self.git.begin()
        if not self._head():
            return ""
        goal = f"+refs/heads/{self.branch}:{_LIVE}"
        self.git.patiently("fetch", "--quiet", "--no-tags", "--", self.repository, goal)
        return self.git.line("rev-parse", _LIVE)

    def _head(self) -> str:
        """The commit that the host says the branch is at, "" for none."""
        branch = f"refs/heads/{self.branch}"
        listed = self.git.patiently("ls-remote", "--", self.repository, branch).decode()
        named = [line.split("\t") for line in listed.splitlines()]
        return next((commit for commit, name in named if name == branch), "")

    def _manifest_of(self, commit: str) -> Manifest | None:
        names = self.git.line("ls-tree", "--name-only", commit).split("\n")
        try:
            if manifest.NAME in names:
                return manifest.parse(self.git("show", f"{commit}:{manifest.NAME}"))
            if not any(names):
                return None
        except NotAManifest:
            pass  # somebody else's file of that name
        raise CommandError(
            f"{self.where()} holds files that were not published from here, and publishing would "
            "replace them. Name another branch in publish.yaml."
        )

    def _staying(self, live: Manifest, new: Manifest, replacing: Collection[str]) -> list[bytes]:
        """The foreign entries of the live version that stay, as they are. Raises `MovedError`."""
        there = self._entries(_LIVE)
        found = foreign(there, live)
        if not set(replaced(found, new, self.read)) <= set(replacing):
            raise self._moved()
        return [there[path] for path in staying(found, new)]

    def _entries(self, commit: str) -> dict[str, bytes]:
        """What a version holds: files, links, other repositories (submodules), by their paths."""
        listed = self.git("ls-tree", "-r", "-z", "--full-tree", commit)
        return {_path(line): line for line in listed.split(b"\0") if line}

    def _written(self, site: Path, new: Manifest) -> list[bytes]:
        """Entries for exactly the files of the manifest, their bytes as they are."""
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
        """Git's object for a version with these entries."""
        listed = b"".join(line + b"\0" for line in entries)
        with tempfile.TemporaryDirectory(dir=self.git.folder) as place:
            more = {"GIT_INDEX_FILE": str(Path(place) / "index")}
            self.git("update-index", "-z", "--add", "--index-info", given=listed, more=more)
            return self.git.line("write-tree", more=more)

    def _commit(self, tree: str, parent: str, words: str) -> str:
        parents = ("-p", parent) if parent else ()
        return self.git.line("commit-tree", tree, *parents, "-m", words, more=identity())

    def _push(self, commit: str, expected: str) -> None:
        branch = f"refs/heads/{self.branch}"
        lease = f"--force-with-lease={branch}:{expected}"
        words = ("push", "--quiet", "--no-verify", lease, "--", self.repository)
        try:
            self.git.patiently(*words, f"{commit}:{branch}")
        except CommandError as error:
            if self._head() != commit:  # the line may have been lost on the way back only
                if "stale info" in str(error) or "fetch first" in str(error):
                    raise self._moved() from error
                raise
        self.git("update-ref", _LIVE, commit)

    def _former(self, live: Manifest) -> tuple[_Run, Release]:
        """The newest release that was live before and is whole. Raises `NoFormerReleaseError`."""
        for run in reversed(self._runs()):
            with suppress(NotAManifest):
                found = manifest.parse(self.git("show", f"{run.first}:{manifest.NAME}"))
                if found != live and found.files.keys() <= self._entries(run.first).keys():
                    moment = int(self.git.line("show", "-s", "--format=%at", run.first))
                    day, read = datetime.fromtimestamp(moment, UTC), partial(self._read, run.first)
                    return run, Release(run.first, day, found, read)
        raise self._no_former()

    def _runs(self) -> list[_Run]:
        """The releases of the live branch, oldest first, without those that were gone back from.

        A release is a change of the manifest: what the host or a hand has committed meanwhile
        belongs to the release before. A manifest that was there before, and does not come by
        publishing, is a way back to it, by this program or by hand.
        """
        listed = self.git("log", "--first-parent", "--reverse", "--format=%H %s", _LIVE)
        lines = listed.decode("utf-8", "replace").rstrip("\n").split("\n")
        commits = [line.split(" ", 1) for line in lines]
        asked = "".join(f"{commit}:{manifest.NAME}\n" for commit, _ in commits).encode()
        answers = self.git("cat-file", "--batch-check=%(objectname)", given=asked).decode()
        found: list[_Run] = []
        for (commit, subject), same in zip(commits, answers.split("\n"), strict=False):
            if same.endswith(" missing"):
                continue
            earlier = [number for number, run in enumerate(found) if run.manifest == same]
            unchanged = bool(found) and found[-1].manifest == same
            if unchanged or (earlier and not subject.startswith(_PUBLISH)):
                del found[earlier[-1] + 1 :]
                found[-1] = replace(found[-1], last=commit)
            else:
                found.append(_Run(same, commit, commit))
        return found

    def _read(self, commit: str, paths: Collection[str]) -> dict[str, bytes]:
        asked = "".join(f"{commit}:{name}\n" for name in paths)
        given = self.git("cat-file", "--batch", given=asked.encode()) if asked else b""
        found: dict[str, bytes] = {}
        for name in paths:
            said, _, given = given.partition(b"\n")
            if not said.endswith(b" missing"):
                size = int(said.rsplit(b" ", 1)[1])
                found[name], given = given[:size], given[size + 1 :]
        return found

    def _moved(self) -> MovedError:
        return MovedError(f"{self.where()} has changed meanwhile. Look at the changes again.")

    def _no_former(self) -> NoFormerReleaseError:
        return NoFormerReleaseError(f"There is no older release of {self.where()} to go back to.")


def _path(line: bytes) -> str:
    """The path in a line of ls-tree, which need not be text."""
    return line.partition(b"\t")[2].decode("utf-8", "surrogateescape")
