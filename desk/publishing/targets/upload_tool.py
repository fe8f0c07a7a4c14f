"""Hosts that are fed by a program of their own, which sends what differs and switches at once."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desk.publishing import manifest
from desk.publishing.http import LiveSite
from desk.publishing.manifest import Manifest, NotAManifest, difference
from desk.publishing.target import Moved, NoFormer, Progress, Release, Sent, Trouble


@dataclass(frozen=True)
class UploadTool:
    """A host with a program. `command` is the program and its words, of which `{folder}` is
    replaced by the folder to upload; `get_it` says how one comes by the program, and `go_back`
    where on the host's own pages a former release is made live again.

    What is live is read at `url`, as a visitor does. The program signs in by itself, with its own
    store or the environment; nothing of that passes through here.
    """

    url: str
    name: str
    command: Sequence[str]
    get_it: str
    go_back: str
    serves_compressed: bool = field(default=False, init=False)

    def where(self) -> str:
        return f"{self.name} ({self.url})"

    def manifest(self) -> Manifest | None:
        answer = LiveSite(self.url).get(f"/{manifest.NAME}")
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise Trouble(f"{self.url} answers {answer.status}, so what is live is not known.")
        try:
            return manifest.parse(answer.body)
        except NotAManifest:
            return None  # the site that was there before; the host keeps it among its releases

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        return LiveSite(self.url).files(paths)

    def foreign(self, live: Manifest) -> tuple[str, ...]:  # noqa: ARG002
        return ()  # each deploy is a site of its own

    def keeps_replaced(self) -> str:
        return ""

    def send(
        self,
        site: Path,
        new: Manifest,
        expected: Manifest | None,
        progress: Progress,
        replacing: Collection[str] = (),  # noqa: ARG002  # nothing can be in the way
    ) -> Sent:
        program = shutil.which(self.command[0])
        if not program:
            raise Trouble(f"The program {self.command[0]} is not on this computer. {self.get_it}")
        live = self.manifest()
        if live != expected:
            raise Moved(f"{self.where()} has changed meanwhile. Look at the changes again.")
        steps = difference(live, new)
        if live is not None and not steps:
            return Sent()
        with tempfile.TemporaryDirectory(prefix="practice-press-") as place:
            folder = Path(place) / "site"
            _only(site, new, folder)
            progress(0, len(steps.sent), f"{self.command[0]} is sending")
            words = [word.replace("{folder}", str(folder)) for word in self.command[1:]]
            # In a folder of its own: the program would take the project's own settings for its.
            done = subprocess.run(
                [program, *words], cwd=place, capture_output=True, check=False, env=_quiet()
            )
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            raise Trouble(
                f"{self.command[0]} could not do it; the site that was live still is. "
                f"It says: {' '.join(said.split())[-400:]}"
            )
        size = sum(new.files[path].size for path in steps.sent)
        return Sent(len(steps.sent), size, len(steps.removed))

    def former(self, live: Manifest | None) -> Release:  # noqa: ARG002
        raise NoFormer(self.go_back)

    def back(
        self,
        progress: Progress,  # noqa: ARG002
        shown: Release | None = None,  # noqa: ARG002
        replacing: Collection[str] = (),  # noqa: ARG002
    ) -> None:
        raise NoFormer(self.go_back)


def _only(site: Path, new: Manifest, folder: Path) -> None:
    """The files of the manifest and nothing else."""
    for path in new.files:
        goal = folder / path
        goal.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(site / path, goal)
    (folder / manifest.NAME).write_bytes(new.as_bytes())


def _quiet() -> dict[str, str]:
    """The environment, which asks the programs to tell their makers nothing and ask nobody."""
    quiet = {"WRANGLER_SEND_METRICS": "false", "NETLIFY_TELEMETRY_DISABLED": "1", "CI": "true"}
    return {**os.environ, **quiet}
