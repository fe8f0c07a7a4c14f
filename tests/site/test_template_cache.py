"""Compiled templates are found again, and only as they were kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from plugins.core.cache import Store
from plugins.site.template_cache import TemplateCache


def written(folder: Path, source: str, monkeypatch: pytest.MonkeyPatch, form: str = "") -> str:
    """What a template of this source gives in a process of its own."""
    monkeypatch.setattr(TemplateCache, "_of_process", {})
    cache = TemplateCache(Store(folder, "templates"), form)
    return Environment(loader=DictLoader({"a.html": source}), bytecode_cache=cache).get_template(
        "a.html"
    ).render(x=1)  # fmt: skip


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.templates"))


def test_a_template_is_compiled_once_and_then_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written(tmp_path, "{{ x }} a", monkeypatch) == "1 a"
    monkeypatch.setattr(Environment, "_generate", None)  # compiles
    assert written(tmp_path, "{{ x }} a", monkeypatch) == "1 a"
    assert len(kept(tmp_path)) == 1


def test_another_source_and_other_settings_are_compiled_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert written(tmp_path, "{{ x }} a", monkeypatch) == "1 a"
    assert written(tmp_path, "{{ x }} b", monkeypatch) == "1 b"
    assert written(tmp_path, "{{ x }} b", monkeypatch, form="trim_blocks") == "1 b"
    assert len(kept(tmp_path)) == 3


def test_a_damaged_entry_is_compiled_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, "{{ x }} a", monkeypatch)
    (file,) = kept(tmp_path)
    data = file.read_bytes()
    file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    assert written(tmp_path, "{{ x }} a", monkeypatch) == "1 a"
    assert file.read_bytes() == data
