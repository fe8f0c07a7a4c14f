"""Hosts that are fed by a program of their own, which sends what differs and switches at once."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from desk.common.errors import CommandError
from desk.publish import domain
from desk.publish.config import Place
from desk.publish.http import LiveSite
from desk.publish.target import NoFormerReleaseError, Release, Sent, Target, Update
from plugins.core import temporary
from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest, ManifestError

# Asks the programs to tell their makers nothing and ask nobody.
_QUIET = {"WRANGLER_SEND_METRICS": "false", "NETLIFY_TELEMETRY_DISABLED": "1", "CI": "true"}


@dataclass(frozen=True)
class Tool:
    """A host's program. In the words of its `command`, `{folder}` stands for the folder to upload
    and the name of a setting for what publish.yaml says, or `defaults`. `get_it` says how one
    comes by the program, `go_back` where on the host's own pages a former release goes live again.
    """

    host: str
    command: tuple[str, ...]
    get_it: str
    go_back: str
    defaults: Mapping[str, str] = field(default_factory=dict)


TOOLS = {
    "netlify": Tool(  # docs.netlify.com, "CLI get started", Manual deploys
        host="Netlify, {site}",
        command=(
            *("netlify", "deploy", "--prod", "--no-build", "--dir", "{folder}"),
            *("--site", "{site}", "--message", "Published by Practice Press"),
        ),
        get_it="Install it with npm install --global netlify-cli, then sign in: netlify login.",
        go_back="Go back on Netlify's own page: Deploys, the former one, Publish deploy.",
    ),
    "cloudflare-pages": Tool(  # developers.cloudflare.com, Pages, "Direct Upload"
        host="Cloudflare Pages, {project}",
        command=(
            *("wrangler", "pages", "deploy", "{folder}", "--project-name", "{project}"),
            *("--branch", "{branch}", "--commit-dirty=true"),
        ),
        get_it="Install it with npm install --global wrangler, then sign in: wrangler login.",
        go_back="Go back on Cloudflare's own page: Deployments, the former one, Rollback.",
        defaults={"branch": "main"},
    ),
}


def target(place: Place, root: Path) -> UploadTool:  # noqa: ARG001  # nothing lies on this disk
    """Return the project of an entry of publish.yaml; raise `CommandError` without a url."""
    if not place.url:
        raise CommandError(
            f"It is not known where the site of “{place.name}” is seen. Write its address under "
            "“practice:” in practice.yaml as “  url: https://…”."
        )
    return UploadTool(place.url, TOOLS[place.kind], place.settings)


@dataclass(frozen=True)
class UploadTool(Target):
    """A project at a host that has a program, with its settings.

    What is live is read at `url`, as a visitor does. The program signs in by itself, with its own
    store or the environment; nothing of that passes through here.
    """

    tool: Tool
    settings: Mapping[str, str]

    def where(self) -> str:
        return f"{self.tool.host.format(**self.settings)} ({self.url})"

    def manifest(self) -> Manifest | None:
        if domain.leads_nowhere_yet(self.url):
            return None
        answer = LiveSite(self.url).get(f"/{manifest.NAME}")
        led_on = answer.status in (301, 302, 303, 307, 308)
        if answer.status == 404 or (led_on and not domain.was_seen(self.url)):
            return None  # in the second case the domain still leads to a former host
        if answer.status != 200:
            raise CommandError(f"{self.url} answers {answer.status}, so what is live is not known.")
        try:
            return manifest.parse(answer.body)
        except ManifestError:
            return None  # the site that was there before; the host keeps it among its releases

    def read(self, paths: Collection[str]) -> dict[str, bytes]:
        return LiveSite(self.url).files(paths)

    @contextmanager
    def _changing(self) -> Iterator[Manifest | None]:
        name = self.tool.command[0]
        if not shutil.which(name):
            raise CommandError(f"The program {name} is not on this computer. {self.tool.get_it}")
        yield self.manifest()

    def _send(self, site: Path, update: Update) -> Sent:
        name, *words = self.tool.command
        with temporary.folder() as place:
            folder = place / "site"
            for path in update.new.files:  # those of the manifest and nothing else
                goal = folder / path
                goal.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(site / path, goal)
            (folder / manifest.NAME).write_bytes(update.new.as_bytes())
            update.progress(0, len(update.steps.sent), f"{name} is sending")
            given = {**self.tool.defaults, **self.settings, "folder": str(folder)}
            # In a folder of its own: the program would take the project's own settings for its.
            done = subprocess.run(
                [shutil.which(name) or name, *(word.format(**given) for word in words)],
                cwd=place,
                capture_output=True,
                check=False,
                env={**os.environ, **_QUIET},
            )
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            raise CommandError(
                f"{name} could not do it; the site that was live still is. "
                f"It says: {' '.join(said.split())[-400:]}"
            )
        return update.sent

    def former(self, live: Manifest | None) -> Release:  # noqa: ARG002
        raise NoFormerReleaseError(self.tool.go_back)

    def back(self, *_: object, **__: object) -> None:
        raise NoFormerReleaseError(self.tool.go_back)
