"""Small published sites for the tests of publishing: a folder of files and its manifest."""

from __future__ import annotations

from pathlib import Path

from plugins.delivery import manifest
from plugins.delivery.manifest import Manifest
from tests.listing import listed

PAGE = """\
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} · Quiet Room</title>
<link rel="stylesheet" href="/theme/style.{version}.css"></head>
<body><main><h1>{title}</h1><p>{text}</p></main></body></html>
"""


def site(folder: Path, version: str, pages: dict[str, str] | None = None) -> Manifest:
    """A whole site in `folder`: every file says which version it belongs to.

    `pages` are texts by address (`/about/`); without them, a home page and two articles.
    """
    shown = pages or {"/": f"Home {version}", "/articles/one/": "One.", "/articles/two/": version}
    files = {f"theme/style.{version}.css": f"/* {version} */ body {{ margin: 0 }}"}
    for address, text in shown.items():
        title = address.strip("/").rpartition("/")[2].capitalize() or "Home"
        name = f"{address.lstrip('/')}index.html"
        files[name] = PAGE.format(title=title, text=text, version=version)
    files["404.html"] = PAGE.format(title="Not here", text="Nothing is wrong.", version=version)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    found = listed(folder)
    (folder / manifest.NAME).write_bytes(found.as_bytes())
    return found
