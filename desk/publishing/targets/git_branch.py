"""A branch of a git repository, as GitHub Pages, Codeberg and others publish one.

Only git's plumbing is used (git-scm.com, "Git Internals"): a tree is written from the built
folder, committed on top of the branch and pushed. A push moves the branch in one step or not at
all, and not if somebody else has moved it meanwhile.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from desk import project
from desk.publishing import manifest
from desk.publishing.lock_file import locked
from desk.publishing.manifest import Manifest, NotAManifest, difference
from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Busy, Moved, NoFormer, Progress, Sent, Trouble
from desk.publishing.targets.git_command import Git, identity, without_password

_TOKEN = 20  # so long a name to sign in with is a token, which is a password too
_LOCK = "publishing"  # no name that ends in .lock, as git's own do
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
        with suppress(Busy), self._locked():  # tidied up, unless somebody is at work
            pass
        head = self._fetch()
        return self._manifest_of(head) if head else None

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        asked = "".join(f"{_LIVE}:{name}\n" for name in paths)
        given = self.git("cat-file", "--batch", given=asked.encode()) if asked else b""
        found: dict[str, bytes] = {}
        for name in paths:
            said, _, given = given.partition(b"\n")
            if not said.endswith(b" missing"):
                size = int(said.rsplit(b" ", 1)[1])
                found[name], given = given[:size], given[size + 1 :]
        return found

    def send(
        self, site: Path, new: Manifest, expected: Manifest | None, progress: Progress
    ) -> Sent:
        self.git.begin()
        with self._locked():
            head = self._fetch()
            live = self._manifest_of(head) if head else None
            if live != expected:
                raise Moved(f"{self.where()} has changed meanwhile. Look at the changes again.")
            steps = difference(live, new)
            if live is not None and not steps:
                return Sent()
            total = len(steps.sent)
            progress(0, total, "writing what will be sent")
            tree = self._tree(site, new)
            words = f"Publish: {total} files sent, {len(steps.removed)} removed"
            progress(total // 2, total, "sending")
            self._push(self._commit(tree, head, words), head)
            return Sent(total, sum(new.files[n].size for n in steps.sent), len(steps.removed))

    def back(self, progress: Progress) -> str:
        self.git.begin()
        with self._locked():
            head = self._fetch()
            former = self._former(head) if head else ""
            if not former:
                raise NoFormer(f"There is no former release on {self.where()} to go back to.")
            day = self.git.line("show", "-s", "--format=%ad", "--date=iso", former)
            progress(0, 1, day)
            tree = self.git.line("rev-parse", f"{former}^{{tree}}")
            self._push(self._commit(tree, head, f"Go back to the release of {day}"), head)
            return f"the release of {day}"

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
        raise Trouble(
            f"{self.where()} holds files that were not published from here, and publishing would "
            "replace them. Name another branch, or empty this one yourself."
        )

    def _tree(self, site: Path, new: Manifest) -> str:
        """Git's object for exactly the files of the manifest, their bytes as they are."""
        names = sorted(new.files)
        stdin = "".join(f"{name}\n" for name in names).encode()
        # `at` is the site: hash-object counts paths from the current folder.
        hashes = self.git(
            "hash-object", "-w", "--no-filters", "--stdin-paths", given=stdin, at=site
        )
        own = self.git("hash-object", "-w", "--stdin", given=new.as_bytes())
        blobs = zip([*names, manifest.NAME], (hashes + own).decode().split(), strict=True)
        listed = "".join(f"100644 {blob}\t{name}\n" for name, blob in blobs)
        with tempfile.TemporaryDirectory(dir=self.git.folder) as place:
            more = {"GIT_INDEX_FILE": str(Path(place) / "index")}
            self.git("update-index", "--add", "--index-info", given=listed.encode(), more=more)
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
        except Trouble as trouble:
            if self._head() != commit:  # the line may have been lost on the way back only
                if "stale info" in str(trouble) or "fetch first" in str(trouble):
                    again = "Look at the changes again."
                    raise Moved(f"{self.where()} has changed meanwhile. {again}") from trouble
                raise
        self.git("update-ref", _LIVE, commit)

    def _former(self, head: str) -> str:
        """The last commit before `head` that shows another site than it does."""
        listed = self.git.line("log", "--first-parent", "--format=%H %T", head).split("\n")
        commits = [line.split() for line in listed if line]
        return next((commit for commit, tree in commits[1:] if tree != commits[0][1]), "")
