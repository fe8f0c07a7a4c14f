"""One small site, built by Pelican with nothing but the plugin: all that it adds to the pages."""

from __future__ import annotations

import json
import logging
import os
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from blinker import NamedSignal
from pelican import Pelican, signals
from pelican.settings import read_settings

from plugins import faq_neighbors
from plugins.faq_neighbors import faq

WHOLE = Path(__file__).with_name("whole_site.txt")
TEMPLATE = """\
{% macro shown(it) -%}
{{ it.content }}

questions: {{ it.faq|map(attribute="url")|join(", ") }}
next: {{ it.next_article.slug }}, previous: {{ it.prev_article.slug }}
place: {% if it.place %}{{ it.place.number }} of {{ it.place.total }}{% endif %}
none: {{ [it.next, it.previous, it.place, it.next_article, it.prev_article]
  |select("none")|list|length }}
unset: {{ [it.faq, it.json_ld, it.next, it.previous, it.place, it.next_article, it.prev_article]
  |select("undefined")|list|length }}
{%- endmacro %}
{{ shown(article or page) }}</body>
"""
FILES = {
    "reading-paths.yaml": (
        "- path: First steps\n  articles: [two, {slug: one, because: So & so.}, draft]\n"
        "- path: Not yet\n  articles: [nothing]\n"
    ),
    "one.md": """\
Title: *One* & "only" <3
Date: 2026-03-02 10:20
Modified: 2026-03-05
Category: Parts & wholes
Tags: b & c, a
Authors: Jane Doe, Ann Roe
Slug: one
Summary: In *short*.

Words.

## FAQ

### Is it *safe*?

Yes: [two]({filename}two.md).

### Is there more?

### Is it long?

No.
""",
    "two.md": """\
Title: Two
Date: 2026-03-01
Slug: two
Previous: nowhere
Description: Not the summary.

## FAQ

### Is it long?

It is.
""",
    "three.md": "Title: Three\nDate: 2026-02-01\nSlug: three\nNext: draft\n\nWords.\n",
    "four.md": "Title: Four\nDate: 2026-02-02\nSlug: four\n\nWords.\n",
    "five.md": "Title: Five\nDate: 2026-02-03\nSlug: five\nNext: none\n\nWords.\n",
    "six.rst": "Six\n###\n\n:date: 2026-02-04\n:slug: six\n:next: four\n\nWords.\n",
    "one-de.md": (
        "Title: Eins\nDate: 2026-03-03\nSlug: one\nLang: de\n\n## FAQ\n\n### Was?\n\nDas.\n"
    ),
    "seven.md": "Title: Sieben\nDate: 2026-03-04\nSlug: seven\nLang: de\n\nWorte.\n",
    "draft.md": (
        "Title: Draft\nDate: 2026-03-04\nSlug: draft\nStatus: draft\n\n## FAQ\n\n### Why?\n"
    ),
    "hidden.md": (
        "Title: Hidden\nDate: 2026-03-04\nSlug: hidden\nStatus: hidden\n\n## FAQ\n\n### Why?\n"
        "\n### Who?\n\nMe.\n"
    ),
    "pages/home.md": "Title: Home\nSlug: home\nsave_as: index.html\nURL:\n\nWelcome.\n",
    "pages/about.md": (
        "Title: About & me\nSlug: about\nDescription: Who it is.\n\n## FAQ\n"
        "\n### Is it long?\n\nNo.\n\n### Who is it?\n\nJane.\n"
    ),
    "pages/about-de.md": "Title: Ich\nSlug: about\nLang: de\n\n## FAQ\n\n### Was?\n\nDas.\n",
    "pages/hidden-page.md": "Title: Hidden\nSlug: hidden-page\nStatus: hidden\n\nWords.\n",
    "pages/draft-page.md": "Title: Draft\nSlug: draft-page\nStatus: draft\n\nWords.\n",
}


def test_markdown_without_any_settings_is_given_the_extension() -> None:
    pelican = SimpleNamespace(settings={"MARKDOWN": {}, "FAQ_TITLES": ["Q"]})
    faq_neighbors.add_extension(pelican)
    options = {"titles": ["Q"], "lines": True}
    assert pelican.settings["MARKDOWN"] == {"extension_configs": {faq.__name__: options}}


def test_all_that_the_plugin_adds_to_a_site(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If this fails, look at the difference, and write it anew: SNAPSHOTS=write pytest …"""
    for name, text in FILES.items():
        file = tmp_path / "content" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    for name in ("article", "page"):
        file = tmp_path / "theme" / "templates" / f"{name}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        # On a page the text is changed, so that its end is not found again but that of the page.
        shown = TEMPLATE.replace("it.content", "it.content|replace('.', '!')")
        file.write_text(f"<body>\n{TEMPLATE if name == 'article' else shown}", "utf-8")
    settings: dict[str, Any] = {
        "PATH": str(tmp_path / "content"),
        "OUTPUT_PATH": str(tmp_path / "output"),
        "THEME": str(tmp_path / "theme"),
        "PLUGINS": ["plugins.faq_neighbors"],
        "SITEURL": "https://x.example/sub",
        "SITENAME": "Quiet & <3",
        "SITESUBTITLE": "A *room*",
        "TIMEZONE": "America/Denver",
        "DEFAULT_LANG": "en",
        "DIRECT_TEMPLATES": [],
        "FEED_ALL_ATOM": None,
        "CATEGORY_FEED_ATOM": None,
        "TRANSLATION_FEED_ATOM": None,
        "MARKDOWN": {
            "extensions": ["markdown.extensions.abbr"],
            "extension_configs": {"markdown.extensions.toc": {"permalink": "§"}},
        },
        "NEIGHBORS_LABELS": {"de": {"nav": "Mehr & mehr", "next": "Danach"}},
    }
    for name, signal in [*vars(signals).items()]:  # what else this process has loaded hears nothing
        if isinstance(signal, NamedSignal):
            monkeypatch.setattr(signals, name, NamedSignal(name))
    with caplog.at_level(logging.WARNING, "plugins.faq_neighbors"):
        Pelican(read_settings(override=settings)).run()
    parts = []
    for file in sorted((tmp_path / "output").rglob("*.html")):
        html = file.read_text("utf-8")
        if "unset:" in html:
            html = re.sub(
                r"(?<=json\">)(.*)(?=</script>)",
                lambda data: f"\n{json.dumps(json.loads(data[0]), indent=1, ensure_ascii=False)}\n",
                html,
            )
            parts.append(f"==== {file.relative_to(tmp_path / 'output').as_posix()}\n{html.strip()}")
    said = [one.getMessage() for one in caplog.records if one.name == "plugins.faq_neighbors"]
    parts.append("\n".join(["==== warnings", *said]).replace(f"{tmp_path.as_posix()}/", ""))
    found = "\n\n".join(parts) + "\n"
    if os.environ.get("SNAPSHOTS") == "write":
        WHOLE.write_text(found, "utf-8")
    assert found == WHOLE.read_text("utf-8")
