"""Put a freshly built folder where the last one stands, and never touch anybody else's files.

A build works in a folder of its own beside the output, `.output.new-…`; in it are `site`, which
becomes the output, and what is meant for a server to read and not for visitors, `site-hosting`.
"""

from __future__ import annotations

import glob
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from desk.common.errors import CommandError
from desk.common.exchange import exchange
from desk.common.locks import Release, hold, is_abandoned
from plugins.core.paths import held

if TYPE_CHECKING:
    from subprocess import Popen

# Stands in every folder that a build has made, and so may replace.
MARKER = ".practice-press"
HOSTING = "-hosting"
_REMOVING: list[Popen[bytes]] = []  # of this process, so that it hears of their end


def refuse_what_is_not_ours(output: Path, keep: Sequence[Path], own: Path) -> None:
    """Raise `CommandError` unless `output` is new, empty, or was made by an earlier build.

    `keep` are folders that must survive: the output may be none of them and hold none of them.
    `own` is the project's own output folder, where `python -m pelican` writes too.
    """
    if output.exists() and not output.is_dir():
        raise CommandError(f"{output} is not a folder. Name a folder of its own for the site.")
    for folder in keep:
        if held(folder, output) is not None:
            raise CommandError(
                f"The site would take the place of {folder}, which holds the originals. "
                "Name a folder of its own for the site."
            )
    built = (output / MARKER).is_file() or (output == own and (output / "index.html").is_file())
    if output.is_dir() and any(output.iterdir()) and not built:
        raise CommandError(
            f"{output} holds files that no build has put there, and a build would remove them. "
            "Name another folder, or empty this one yourself."
        )


@contextmanager
def fresh_folder_for(output: Path) -> Iterator[Path]:
    """Yield a new folder on the same disk as `output`; what is in it at the end is removed."""
    output.parent.mkdir(parents=True, exist_ok=True)
    release = None
    while not release:  # another build that tidies up may be quicker than the lock
        workplace = Path(tempfile.mkdtemp(prefix=_begins(output), dir=output.parent))
        release = hold(workplace)
        if release and not workplace.is_dir():
            release()
            release = None
    try:
        fresh = workplace / "site"
        fresh.mkdir()
        yield fresh
    finally:
        remove(workplace, release)


def put_in_place(fresh: Path, output: Path) -> None:
    """Make `fresh` the output, in one step: at every moment a whole site stands there.

    Where the system cannot exchange two folders it takes two renames, and for a moment none is
    there; should the second one fail, the old folder is put back. What is left of the old site
    stands in the workplace, with which it is removed. Raises OSError with the old one in place.
    """
    (fresh / MARKER).write_text("Made by Practice Press; the next build replaces this folder.\n")
    let_in(fresh)
    if not output.exists():
        fresh.replace(output)
    elif not exchange(fresh, output):
        aside = _aside(output)
        output.replace(aside)
        try:
            fresh.replace(output)
        except OSError:
            aside.replace(output)
            raise
        try:
            aside.replace(fresh)
        except OSError:  # a file in it is open (Windows)
            shutil.rmtree(aside, ignore_errors=True)
    made = hosting_of(fresh)
    if made.is_dir():
        let_in(made)
        # Each file appears whole, as a server may read it at any moment; others stay as they are.
        place = hosting_of(output)
        place.mkdir(exist_ok=True)
        place.chmod(0o755)
        for file in sorted(made.iterdir()):
            file.replace(place / file.name)


def let_in(folder: str | Path) -> None:
    """Give all in a folder, and itself, the rights that a web server of another name needs.

    Whatever rights this person's own files get (umask): what is published is for everybody.
    """
    os.chmod(folder, 0o755)  # noqa: PTH101  # thousands
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                let_in(entry.path)
            elif stat.S_IMODE(entry.stat(follow_symlinks=False).st_mode) != 0o644:
                os.chmod(entry.path, 0o644)  # noqa: PTH101


def hosting_of(output: Path) -> Path:
    """Return the folder beside a site's for what a server reads and visitors do not."""
    return output.with_name(f"{output.name}{HOSTING}")


def recover(output: Path) -> None:
    """Tidy up after a build that was killed: give back an output that was put aside."""
    aside = _aside(output)
    if aside.is_dir():
        if output.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.replace(output)
    for left in output.parent.glob(f"{glob.escape(_begins(output))}*"):
        if is_abandoned(left) and (release := hold(left)):
            remove(left, release)


def remove(folder: Path, release: Release) -> None:
    """Remove a folder that is held, and free it. Thousands of files take a second: nobody waits.

    A program of the system does it, and keeps the folder held until it is done or dies; then the
    next build removes the rest (`recover`). Where there is none (Windows), it is done here.
    """
    many = release.handle is not None and any((folder / "site").glob("*"))
    if not many or not _removed_later(folder, release):
        shutil.rmtree(folder, ignore_errors=True)
    release()


def _removed_later(folder: Path, release: Release) -> bool:
    """Return whether a program has begun to remove a folder."""
    import subprocess  # which a build that has nothing to do need not load

    handles = [release.handle] if release.handle is not None else []
    _REMOVING[:] = [one for one in _REMOVING if one.poll() is None]  # no zombies are left
    try:
        started = subprocess.Popen(
            ["rm", "-rf", "--", str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=handles,
            start_new_session=True,  # Ctrl-C and a closed window are not meant for it
        )
    except OSError:
        return False
    _REMOVING.append(started)
    return True


def _begins(output: Path) -> str:
    return f".{output.name}.new-"


def _aside(output: Path) -> Path:
    return output.parent / f".{output.name}.old"
