"""A small practice's site in a temporary folder, built by the real Pelican as tests need it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from bs4 import BeautifulSoup, Tag
from pelican import Pelican
from pelican.settings import read_settings
from PIL import Image

from plugins.core.build import Result
from plugins.core.problem import ContentProblemsError, Problem
from plugins.site.run import problems_of

PROJECT = Path(__file__).resolve().parent.parent
URL = "https://practice.example"
PRACTICE = {
    "practice": {"name": "Quiet Room", "timezone": "America/Denver"},
    "people": {"jane-doe": {"name": "Jane Doe", "degree": "MA", "credentials": "LPC"}},
}


def markdown(header: dict[str, Any], body: str = "Some words.\n") -> str:
    """A Markdown file with its header in YAML."""
    return f"---\n{yaml.safe_dump(header, allow_unicode=True, sort_keys=False)}---\n\n{body}"


def photograph(
    width: int = 40, height: int = 30, form: str = "JPEG", color: int = 99, **saved: Any
) -> bytes:
    """A picture of many colors, as the bytes of a file; another `color`, another picture."""
    out = io.BytesIO()
    down = Image.linear_gradient("L")
    across = down.transpose(Image.Transpose.ROTATE_90)
    image = Image.merge("RGB", (down, across, Image.new("L", down.size, color)))
    image.resize((width, height)).save(out, form, **saved)
    return out.getvalue()


def without_hashes(text: str) -> str:
    """The names of published pictures as they can be foretold: `images/desk-#-40.jpg`."""
    return re.sub(r"(images/[a-z0-9-]+?)-[0-9a-f]{10}(?=[-.])", r"\1-#", text)


@dataclass
class Built:
    """What a build gave: the folder, what was said, and ways to look into a page."""

    output: Path
    problems: list[Problem]
    refused: bool = False
    settings: dict[str, Any] = field(default_factory=dict)

    @property
    def result(self) -> Result:
        """What the run gave beside its files."""
        result: Result = self.settings["PRACTICE"].result()
        return result

    def files(self) -> dict[str, bytes]:
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }

    def pictures(self) -> list[str]:
        """The names of the published pictures, as they can be foretold."""
        return sorted({without_hashes(name) for name in self.files() if "images/" in name})

    def text(self, name: str) -> str:
        return (self.output / name).read_text("utf-8")

    def html(self, url: str) -> str:
        """The HTML at an address such as "articles/x/"."""
        return self.text(f"{url}index.html" if url.endswith("/") or not url else url)

    def page(self, url: str) -> BeautifulSoup:
        return BeautifulSoup(self.html(url), "html.parser")

    def one(self, url: str, selector: str) -> Tag:
        """The one element of a page that a CSS selector finds."""
        found = self.page(url).select(selector)
        assert len(found) == 1, f"{len(found)} × {selector} on {url}"
        return found[0]

    def graph(self, url: str) -> list[dict[str, Any]]:
        scripts = self.page(url).find_all("script")
        assert len(scripts) == 1, f"{len(scripts)} scripts on {url}"
        assert scripts[0]["type"] == "application/ld+json"
        nodes: list[dict[str, Any]] = json.loads(str(scripts[0].string))["@graph"]
        return nodes

    def node(self, url: str, wanted: str) -> dict[str, Any]:
        """The one node of a type on a page."""
        found = [node for node in self.graph(url) if wanted in _types(node)]
        assert len(found) == 1, f"{len(found)} × {wanted} on {url}"
        return found[0]

    def questions(self, url: str) -> list[dict[str, Any]]:
        """The Question nodes that a page's data holds."""
        pages = [node for node in self.graph(url) if "FAQPage" in _types(node)]
        assert len(pages) <= 1
        main = pages[0]["mainEntity"] if pages else []
        main = main if isinstance(main, list) else [main]
        return [node for node in main if node.get("@type") == "Question"]

    def said(self) -> list[str]:
        """Every problem as it is printed, its path without the temporary folder."""
        return [f"{Path(p.path).name}:{p.line}: {p.message} {p.remedy}" for p in self.problems]

    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]


def _types(node: dict[str, Any]) -> list[str]:
    kind = node.get("@type", [])
    return kind if isinstance(kind, list) else [kind]


class TrialSite:
    """Files are written under `content`; `build` runs Pelican over them with our settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.content = folder / "content"
        self.builds = 0
        self.write("practice.yaml", yaml.safe_dump(PRACTICE, sort_keys=False))

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def article(self, slug: str, body: str = "Some words.\n", **header: Any) -> Path:
        """An article; title, summary and date are filled in unless they are given as None."""
        filled = {
            "title": slug.replace("-", " ").capitalize(),
            "summary": f"About {slug}.",
            "date": "2026-03-02",
            **header,
        }
        known = {key: value for key, value in filled.items() if value is not None}
        return self.write(f"articles/{slug}.md", markdown(known, body))

    def page(self, slug: str, body: str = "Some words.\n", **header: Any) -> Path:
        filled = {"title": slug.capitalize(), "summary": f"About {slug}.", **header}
        return self.write(f"pages/{slug}.md", markdown(filled, body))

    def questions_page(self, body: str = "Some words.\n") -> Path:
        return self.page("questions", body, template="questions")

    def facts(self, **sections: Any) -> None:
        """practice.yaml with some of its sections replaced."""
        self.write("practice.yaml", yaml.safe_dump({**PRACTICE, **sections}, sort_keys=False))

    def paths(self, *paths: dict[str, Any]) -> None:
        self.write("reading-paths.yaml", yaml.safe_dump(list(paths), sort_keys=False))

    def build(
        self, *, strict: bool = True, url: str = URL, delivered: bool = False, **settings: Any
    ) -> Built:
        """Build as `publishconf.py` does (strict) or as the preview does.

        The files stay under the names that the pages' own plugin gives them, unless they are to
        be `delivered` as a host receives them.
        A strict build with errors writes nothing: `refused` is then true.
        """
        self.builds += 1
        output = self.folder / f"output-{self.builds}"
        conf = read_settings(
            str(PROJECT / ("publishconf.py" if strict else "pelicanconf.py")),
            override={
                "PATH": str(self.content),
                "OUTPUT_PATH": str(output),
                "THEME": str(PROJECT / "theme"),
                "SITEURL": url,
                **({} if delivered else {"PLUGINS": ["plugins.site"]}),
                "PRACTICE_CHECKS": "",  # what is said of texts has its own tests
                **settings,
            },
        )
        pelican = Pelican(conf)
        try:
            pelican.run()
        except ContentProblemsError as stopped:
            # What is wrong with a delivery is seen once all is written: `build` swaps folders.
            assert delivered or not output.exists(), "a refused build must write nothing"
            return Built(output, stopped.problems, refused=True, settings=conf)
        return Built(output, problems_of(pelican.settings), settings=conf)
