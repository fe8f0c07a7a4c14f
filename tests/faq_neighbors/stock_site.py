"""A site as pelican-quickstart makes it, with nothing of ours but the two folders of the plugin."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

PLUGINS = Path(__file__).resolve().parents[2] / "plugins"
ADDRESS = "https://example.com"
# What pelican-quickstart asks: where, title, author, language, an address and which, pages of ten,
# the time zone, no tasks.
_ANSWERS = f"\n\n\n\ny\n{ADDRESS}\n\n\n\nn\n"


@dataclass(frozen=True)
class Built:
    """What a build wrote, and what it said."""

    output: Path
    said: str

    def files(self) -> dict[str, str]:
        """Every file that was written, as text."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes().decode("utf-8", "replace")
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def html(self, name: str) -> str:
        return (self.output / name).read_bytes().decode()

    def page(self, name: str) -> LexborHTMLParser:
        return LexborHTMLParser(self.html(name))

    def one(self, name: str, selector: str) -> LexborNode:
        """The one element of a page that a CSS selector finds."""
        (found,) = self.page(name).css(selector)
        return found

    def graph(self, name: str) -> list[dict[str, Any]]:
        """The data of a page."""
        element = self.one(name, "script[type='application/ld+json']")
        nodes: list[dict[str, Any]] = json.loads(element.text())["@graph"]
        return nodes

    def node(self, name: str, wanted: str) -> dict[str, Any]:
        """The one node of a type on a page."""
        (found,) = (node for node in self.graph(name) if wanted in _types(node))
        return found

    def questions(self, name: str) -> dict[str, str]:
        """The questions in a page's data, and their answers."""
        pages = [node for node in self.graph(name) if "FAQPage" in _types(node)]
        return {
            node["name"]: node["acceptedAnswer"]["text"]
            for page in pages
            for node in page["mainEntity"]
        }

    def ways(self, name: str) -> list[tuple[str, str, str]]:
        """The links to other articles behind a page's text: their rel, address and line."""
        items = self.page(name).css("nav.neighbors li")
        links = [(item.css_first("a"), item.text()) for item in items]
        return [
            (str(a.attributes["rel"]), str(a.attributes["href"]), line) for a, line in links if a
        ]

    def warnings(self) -> list[str]:
        """What Pelican warned of, each without its time and the place in the program."""
        lines = re.findall(r"WARNING +(.*?) +[\w.]+:\d+ *$", self.said, re.MULTILINE)
        return [re.sub(r" +", " ", line) for line in lines]


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type", [])
    return kind if isinstance(kind, list) else [kind]


class StockSite:
    """Files are written under `content`; `build` runs Pelican as its own process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def article(self, name: str, body: str = "Some words.\n", **header: str) -> None:
        """An article in Markdown with Pelican's own kind of header; its slug is its name."""
        slug = name.partition(".")[0]
        filled = {"Title": slug.title(), "Date": "2026-03-02", "Slug": slug, **header}
        lines = [f"{key}: {value}" for key, value in filled.items()]
        self.write(f"content/{name}.md", "\n".join([*lines, "", body]))

    def page(self, name: str, body: str = "Some words.\n", **header: str) -> None:
        filled = {"Title": name.title(), "Slug": name, **header}
        lines = [f"{key}: {value}" for key, value in filled.items()]
        self.write(f"content/pages/{name}.md", "\n".join([*lines, "", body]))

    def build(self, *, plugin: bool = True, settings: str = "publishconf.py", **more: Any) -> Built:
        """Run Pelican with the site's own settings and `more` of them. Raises if it fails."""
        number = len(list(self.folder.glob("output-*")))
        conf, output = f"conf{number}.py", self.folder / f"output-{number}"
        lines = [f"from {settings.removesuffix('.py')} import *", "import os"]
        lines += ['PLUGINS = ["plugins.faq_neighbors"]'] if plugin else []
        lines += [f"{name} = {value!r}" for name, value in more.items()]
        self.write(conf, "\n".join(lines))
        said = self.run("-m", "pelican", "content", "-s", conf, "-o", str(output))
        return Built(output, said)

    def run(self, *arguments: str, answers: str = "") -> str:
        """Run Python in the site's folder, which knows of nothing beside it."""
        ours = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env={**ours, "PYTHONPATH": str(self.folder), "COLUMNS": "400", "LC_ALL": "C.UTF-8"},
            input=answers,
            capture_output=True,
            encoding="utf-8",
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        return done.stdout


def begin(folder: Path) -> StockSite:
    """Run pelican-quickstart, and copy the plugin beside what it made."""
    folder.mkdir()
    site = StockSite(folder)
    asked = ("-p", ".", "-t", "Quiet Room", "-a", "Jane Doe", "-l", "en")
    site.run("-m", "pelican.tools.pelican_quickstart", *asked, answers=_ANSWERS)
    for name in ("core", "faq_neighbors"):
        shutil.copytree(
            PLUGINS / name,
            folder / "plugins" / name,
            ignore=shutil.ignore_patterns("__pycache__"),
        )
    return site
