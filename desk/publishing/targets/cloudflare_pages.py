"""Cloudflare Pages, by its own program (developers.cloudflare.com, Pages, "Direct Upload")."""

from __future__ import annotations

import re
from pathlib import Path

from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Trouble
from desk.publishing.targets.upload_tool import UploadTool


def _name_fault(text: str) -> str:
    fine = re.fullmatch(r"[A-Za-z0-9][\w./-]*", text)
    return "" if fine else f"“{text}” is not a name that Cloudflare knows."


SETTINGS = {
    "project": Setting("the project's name on Cloudflare Pages", required=True, check=_name_fault),
    "branch": Setting("the project's production branch, mostly main", check=_name_fault),
}


def target(place: Place, root: Path) -> UploadTool:  # noqa: ARG001  # nothing lies on this disk
    """The project of an entry of publish.yaml. Raises `Trouble` if its address is not known."""
    if not place.url:
        raise Trouble(f"“{place.name}” in publish.yaml needs a url, where its site is seen.")
    settings = place.settings
    return UploadTool(
        url=place.url,
        name=f"Cloudflare Pages, {settings['project']}",
        command=(
            *("wrangler", "pages", "deploy", "{folder}", "--project-name", settings["project"]),
            *("--branch", settings.get("branch", "main"), "--commit-dirty=true"),
        ),
        get_it="Install it with npm install --global wrangler, then sign in: wrangler login.",
        go_back="Go back on Cloudflare's own page: Deployments, the former one, Rollback.",
    )
