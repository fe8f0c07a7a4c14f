"""A first article, from the desk to a published folder: counted as benchmarks.editor_walk does."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import editor_walk
from benchmarks.walk import QUESTIONS, TITLE, words_typed
from tests.browser.conftest import Visitor

pytest.importorskip("nicegui")

# What the same takes in Decap CMS 3.16 (benchmarks/decap_walk.py) is 32 clicks and 421 keys.
_CLICKS, _KEYS_BESIDE_THE_WORDS = 22, 6


def test_a_first_article_is_published_with_few_clicks_and_next_to_no_keys_but_its_words(
    visitor: Visitor, tmp_path: Path
) -> None:
    page = visitor.window(viewport=editor_walk.WINDOW, reduced_motion="reduce")
    with editor_walk.practice(tmp_path) as address:
        hands = editor_walk.walked(tmp_path, page, address)
    sent = tmp_path / "for-the-host/articles/when-rest-feels-unsafe/index.html"
    html = sent.read_text("utf-8")
    for words in (TITLE, *(words for pair in QUESTIONS for words in pair), 'alt="A desk by a'):
        assert words in html
    assert "not yet reviewed" not in html
    path = (tmp_path / "for-the-host/paths/begin-here/index.html").read_text("utf-8")
    assert "It is short." in path
    assert hands.clicks <= _CLICKS
    assert hands.keys <= words_typed() + _KEYS_BESIDE_THE_WORDS
