"""A name for a state of files: another state has another name."""

from __future__ import annotations

from pathlib import Path

from plugins.core import digest


def test_another_name_another_content_and_another_border_give_another_name(tmp_path: Path) -> None:
    found: set[str] = set()
    for files in ({"a": "xy"}, {"b": "xy"}, {"a": "x"}, {"a": "x", "y": ""}, {"a": "x", "b": "y"}):
        folder = tmp_path / str(len(found))
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        found.add(digest.of_files(list(folder.iterdir()), folder))
    assert len(found) == 5
