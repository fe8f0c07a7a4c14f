"""The paths that publish.yaml names on this computer, and which of them must not be used."""

from __future__ import annotations

from pathlib import Path

from desk.common import project
from desk.common.errors import CommandError
from desk.publish.config import Place
from plugins.core.cache import beside
from plugins.core.paths import held

# Of the project: nothing of it is to be replaced by a site, whatever is published to it.
_OURS = (
    *(".cache", ".git", ".github", ".venv", "benchmarks", "desk", "docs", "plugins", "tests"),
    "theme",
)
_LONGEST = 255  # bytes of a name, on nearly all disks


def local(place: Place, key: str, root: Path) -> Path:
    """Return the path that a setting names, whole; a relative one counts from `root`.

    Links are followed. Raises `CommandError` for a path that no computer can have, or not this one.
    """
    given = str(place.settings[key])
    wrong = (
        f"“{key}: {given[:60]}{'…' if len(given) > 60 else ''}” of “{place.name}” in publish.yaml"
    )
    try:
        path = Path(given).expanduser()
    except RuntimeError:
        user = Path(given).parts[0]
        raise CommandError(
            f"{wrong} names “{user}”, and this computer has nobody of that name. Write the path "
            "from its first folder on."
        ) from None
    if not given.isprintable():
        raise CommandError(f"{wrong} holds a sign that cannot be in a path. Type it once more.")
    if any(len(part.encode("utf-8", "surrogatepass")) > _LONGEST for part in path.parts):
        raise CommandError(f"{wrong} has a name that is too long for a disk. Choose a shorter one.")
    try:
        return (root / path).resolve()
    except (OSError, RuntimeError) as error:  # links that lead round in a circle
        raise CommandError(f"{wrong} leads nowhere: {error}. Name another place.") from None


def refuse_originals(place: Place, content: Path) -> None:
    """Raise `CommandError` if a site published to a place would replace what it is made of.

    Nor may `ssh_config`, which can name programs to be run, come with the content.
    """
    root = content.parent
    if place.kind in ("folder", "zip"):
        path = local(place, "path", root)
        folders = [content, beside(content), root / ".git", *(project.ROOT / n for n in _OURS)]
        inside = next((one for one in folders if held(path, one) is not None), None)
        holds = [*folders, project.ROOT, Path.home()]
        above = next((one for one in holds if held(one, path) is not None), None)
        if inside or above:
            why = f"lies in {inside}" if inside else f"holds {above}"
            raise CommandError(
                f"The site cannot be published to {path}, because that {why}, which is not to be "
                "replaced. Name a place of its own in publish.yaml."
            )
    if "ssh_config" in place.settings:
        file = local(place, "ssh_config", root)
        if held(file, content) is not None:
            raise CommandError(
                f"“ssh_config” of “{place.name}” in publish.yaml lies in the content, and such a "
                "file can run programs. If it is yours, move it out of the content folder and name "
                "its new place."
            )
