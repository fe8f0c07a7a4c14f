"""Write the site of each tool: the same articles, under the same addresses, in its own form.

Practice Press gets a copy of the project, as somebody has who begins, with a home page, the list
of all articles and the search; the others a plain theme of their own from `themes`: a page for
each article (title, date, text, next and previous), a list of all, one style sheet, a sitemap and
a feed.

For `bare` ours gets a settings file that leaves out, of publishconf.py: `plugins.delivery` (names
with hashes, headers, redirects, packing, the manifest) by not naming it; the search index by
ignoring the search page, without which none is made; and the cards by exchanging the function that
draws them. As Pelican is run directly, the finished site is not looked over either. The checks
of the texts, the FAQ data, Markdown copies, the feed and the sitemap are as ever.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks import articles
from benchmarks.peers.tools import PROJECT, Tool

WORD = "wordunlike"  # how a word begins that stands in no text
_NAME = "Quiet Room"  # of the site, in benchmarks/articles.py and in each theme
_THEMES = Path(__file__).parent / "themes"
_PROGRAM = ("plugins", "desk", "theme")
_PAGES = {
    "home": ("A quiet room", "Where to begin.", 'template: home\nurl: ""\nsave_as: index.html'),
    "articles": ("Articles", "All that there is to read.", "template: articles"),
    "search": ("Search", "Look for a word or two.", "template: search"),
}
_BARE = """\
from plugins.social_cards import cards
from publishconf import *
from publishconf import IGNORE_FILES

PLUGINS = ["plugins.site"]
IGNORE_FILES = [*IGNORE_FILES, "search.md"]
cards.files = lambda *_: ()
"""


def write(tool: Tool, site: Path, count: int) -> None:
    """Write the site of a tool with `count` articles into a new folder."""
    if tool.name == "ours":
        _write_ours(site, count)
        return
    shutil.copytree(_THEMES / tool.name, site)
    (site / tool.style).parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_THEMES / "style.css", site / tool.style)
    made = site.with_name(f"{site.name}-articles")
    articles.write(made, count)
    (site / tool.articles).mkdir(parents=True, exist_ok=True)
    for path in sorted((made / "articles").iterdir()):
        text = path.read_text("utf-8")
        text = text if tool.name == "pelican" else converted(text)
        (site / tool.articles / path.name).write_text(text, "utf-8")
    shutil.rmtree(made)


def converted(text: str) -> str:
    """Return an article as Hugo, Zola and Eleventy read it: a summary is called a description,
    category and tags are left out, links are addresses, and a block has no class."""
    _, header, body = text.split("---\n", 2)
    header = re.sub(r"(?m)^(category|tags): .*\n", "", header)
    header = re.sub(r"(?m)^summary: ", "description: ", header)
    body = re.sub(r"(?m)^\{: .*\}\n", "", body)
    body = re.sub(r"\{filename\}([\w-]+)\.md", r"/articles/\1/", body)
    return f"---\n{header}---\n{body}"


def with_word(text: str, word: str) -> str:
    """Return an article with another word at the beginning of its text."""
    _, header, body = text.split("---\n", 2)
    return f"---\n{header}---\n\n{word} {body.split(maxsplit=1)[1]}"


def first_word(text: str) -> str:
    """Return the word with which an article's text begins."""
    return text.split("---\n", 2)[2].split(maxsplit=1)[0]


def with_title(text: str, title: str) -> str:
    """Return an article with another title."""
    return re.sub(r"(?m)^title: .*$", f"title: {title}", text, count=1)


def with_name(text: str, name: str) -> str:
    """Return the facts of a site, or the configuration of one, with another name of the site."""
    return re.sub(rf"{_NAME}|{WORD}[a-z]+", name, text, count=1)


def _write_ours(site: Path, count: int) -> None:
    site.mkdir(parents=True)
    for name in _PROGRAM:
        shutil.copytree(PROJECT / name, site / name)
    for path in PROJECT.iterdir():
        if path.suffix in (".py", ".txt", ".toml"):
            shutil.copyfile(path, site / path.name)
    (site / ".venv").symlink_to((PROJECT / ".venv").resolve())
    (site / "bare.py").write_text(_BARE, "utf-8")
    articles.write(site / "content", count)
    (site / "content" / "pages").mkdir()
    for name, (title, summary, fields) in _PAGES.items():
        header = f"---\ntitle: {title}\nsummary: {summary}\n{fields}\n---\n\n{summary}\n"
        (site / "content" / "pages" / f"{name}.md").write_text(header, "utf-8")
