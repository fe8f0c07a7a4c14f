"""Where the parts of the project stand, whatever the current folder is."""

from __future__ import annotations

from pathlib import Path

from desk.common.errors import CommandError

ROOT = Path(__file__).resolve().parents[2]
WRITING = ROOT / "pelicanconf.py"
PUBLISHING = ROOT / "publishconf.py"
CONTENT = ROOT / "content"
THEME = ROOT / "theme"
OUTPUT = ROOT / "output"
PROGRAM = (ROOT / "plugins", ROOT / "desk")


def content_folder(given: str | Path | None) -> Path:
    """Return the folder that was named on the command line, else the project's own `content/`.

    Raises `ContentFolderError` with a sentence to show if there is no such folder.
    """
    folder = Path(given).expanduser().absolute() if given else CONTENT
    if folder.is_file():
        raise ContentFolderError(
            f"{folder} is a file. Name the folder that holds practice.yaml and articles/."
        )
    if not folder.is_dir():
        raise ContentFolderError(
            f"There is no folder {folder}. Name the folder that holds practice.yaml and articles/."
        )
    return folder


class ContentFolderError(CommandError):
    """What was named as the content is not there; the message says what to name."""
