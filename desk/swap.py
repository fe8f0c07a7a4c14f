"""Put a freshly built folder where the last one stands, and never touch anybody else's files."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

# Stands in every folder that a build has made, and so may replace.
MARKER = ".practice-press"
_AN_HOUR = 3600


class NotOurs(Exception):
    """The named output folder must not be replaced; the message says why and what to do."""


def refuse_what_is_not_ours(output: Path, keep: Sequence[Path], own: Path) -> None:
    """Raise `NotOurs` unless `output` is new, empty, or was made by an earlier build.

    `keep` are folders that must survive: the output may be none of them and hold none of them.
    `own` is the project's own output folder, where `python -m pelican` writes too.
    """
    if output.exists() and not output.is_dir():
        raise NotOurs(f"{output} is not a folder. Name a folder of its own for the site.")
    real = output.resolve()
    for folder in keep:
        if folder.resolve().is_relative_to(real):
            raise NotOurs(
                f"The site would take the place of {folder}, which holds the originals. "
                "Name a folder of its own for the site."
            )
    built = (output / MARKER).is_file() or (output == own and (output / "index.html").is_file())
    if output.is_dir() and any(output.iterdir()) and not built:
        raise NotOurs(
            f"{output} holds files that no build has put there, and a build would remove them. "
            "Name another folder, or empty this one yourself."
        )


@contextmanager
def fresh_folder_for(output: Path) -> Iterator[Path]:
    """A new folder on the same disk as `output`; what is still in it at the end is removed."""
    output.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{output.name}.new-", dir=output.parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def put_in_place(fresh: Path, output: Path) -> None:
    """Make `fresh` the output. Two renames: no reader ever meets a half-written site.

    Should the second one fail, the old folder is put back. Raises OSError with both in place.
    """
    fresh.chmod(0o755)  # mkdtemp's own mode would keep a web server out
    (fresh / MARKER).write_text("Made by Practice Press; the next build replaces this folder.\n")
    aside = _aside(output)
    if output.exists():
        output.replace(aside)
    try:
        fresh.replace(output)
    except OSError:
        if aside.exists():
            aside.replace(output)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def recover(output: Path) -> None:
    """Tidy up after a build that was killed: give back an output that was put aside."""
    aside = _aside(output)
    if aside.is_dir():
        if output.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.replace(output)
    for left in output.parent.glob(f".{output.name}.new-*"):
        # A young one may belong to a build that is still running in another window.
        if time.time() - left.stat().st_mtime > _AN_HOUR:
            shutil.rmtree(left, ignore_errors=True)


def _aside(output: Path) -> Path:
    return output.parent / f".{output.name}.old"
