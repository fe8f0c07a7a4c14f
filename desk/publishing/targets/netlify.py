"""Netlify, by its own program (docs.netlify.com, "CLI get started", Manual deploys)."""

from __future__ import annotations

import re
from pathlib import Path

from desk.publishing.publish_yaml import Place, Setting
from desk.publishing.target import Trouble
from desk.publishing.targets.upload_tool import UploadTool


def _site_fault(text: str) -> str:
    return "" if re.fullmatch(r"[\w.-]+", text) else f"“{text}” is not the name of a project."


SETTINGS = {
    "site": Setting("the project's name or id on Netlify", required=True, check=_site_fault)
}


def target(place: Place, root: Path) -> UploadTool:  # noqa: ARG001  # nothing lies on this disk
    """The project of an entry of publish.yaml. Raises `Trouble` if its address is not known."""
    if not place.url:
        raise Trouble(f"“{place.name}” in publish.yaml needs a url, where its site is seen.")
    return UploadTool(
        url=place.url,
        name=f"Netlify, {place.settings['site']}",
        command=(
            *("netlify", "deploy", "--prod", "--no-build", "--dir", "{folder}"),
            *("--site", place.settings["site"], "--message", "Published by Practice Press"),
        ),
        get_it="Install it with npm install --global netlify-cli, then sign in: netlify login.",
        go_back="Go back on Netlify's own page: Deploys, the former one, Publish deploy.",
    )
