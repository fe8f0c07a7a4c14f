"""docs/getting-started.md: its commands do what it says, and its pictures and links are there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from PIL import Image

from desk.build.build import build_site
from desk.check.run import collect
from desk.commands.new import new
from desk.commands.setup import setup
from desk.common import project
from tests.example_practices import ANSWERS

DOCS = project.ROOT / "docs"
GUIDE = (DOCS / "getting-started.md").read_text("utf-8")
SAYS = """\
import sys
print(*sys.argv[1:])
if sys.argv[1:] == ["setup"]:
    open("content/practice.yaml", "w").close()
"""
ADDRESSES = [
    ("https://stillwater.example", "netlify", ""),
    ("https://stillwater.example", "", ""),
    ("https://stillwater.example", "github-pages", ""),
    ("https://jane.github.io/site", "github-pages", "/site"),
    ("https://jane.github.io", "github-pages", ""),
]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}


def test_every_link_and_picture_of_the_guide_is_there():
    links = re.findall(r"\]\(((?!https?:)[^)]+)\)", GUIDE)
    assert len(links) > 15
    wrong = []
    for link in links:
        name, _, anchor = link.partition("#")
        page = DOCS / name if name else DOCS / "getting-started.md"
        if not page.exists() or (anchor and anchor not in anchors(page)):
            wrong.append(link)
    assert wrong == []
    assert "docs/getting-started.md" in (project.ROOT / "README.md").read_text("utf-8")


def test_the_pictures_are_small_and_each_is_shown_with_words():
    shown = dict(re.findall(r"!\[([^\]]{20,})\]\(pictures/(guide-[a-z]+\.webp)\)", GUIDE))
    files = sorted(DOCS.glob("pictures/guide-*"))
    assert sorted(shown.values()) == [file.name for file in files]
    assert len(files) >= 6
    assert sum(file.stat().st_size for file in files) < 400_000
    for file in files:
        with Image.open(file) as picture:
            assert picture.width >= 800, file


def test_every_command_of_the_guide_is_one_of_the_program():
    given = re.findall(r"python3 start\.py ([^`\n]+)", GUIDE)
    names = {command.split()[0] for command in given}
    assert names == {"setup", "new", "check", "build", "publish"}
    tasks = (project.ROOT / "tasks.py").read_text("utf-8")
    assert [name for name in sorted(names) if f"\ndef {name}(" not in tasks] == []
    options = {word for command in given for word in re.findall(r"--([a-z]+)", command)}
    assert options == {"only", "strict", "host"}
    assert [one for one in sorted(options) if f"{one}: " not in tasks] == []


@pytest.mark.skipif(os.name == "nt", reason="what is double-clicked there is a script of Unix")
@pytest.mark.parametrize("there", ["", "content"])
def test_a_double_click_sets_up_a_practice_that_is_not_there_yet(tmp_path, there):
    """What start.py is told, by a stand-in that says it and writes the facts."""
    script = shutil.copy(project.ROOT / "Preview.command", tmp_path)
    (tmp_path / "start.py").write_text(SAYS, "utf-8")
    (tmp_path / there).mkdir(exist_ok=True)
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "python3.14").symlink_to(sys.executable)
    path = {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"}
    said = [
        subprocess.run(["sh", script], input="\n", capture_output=True, text=True, env=path).stdout
        for _ in range(2)
    ]
    closing = ["Press", "Return", "to", "close", "this", "window."]
    assert [one.split() for one in said] == [["setup", "preview", *closing], ["preview", *closing]]


def test_a_double_click_on_windows_does_the_same():
    """No Windows is here to try it on; that both know the same steps is seen in their lines."""
    lines = (project.ROOT / "Preview.bat").read_text("utf-8").splitlines()
    steps = [line for line in lines if "start.py" in line]
    assert steps == [
        r"if not exist content\practice.yaml %found% start.py setup",
        "%found% start.py preview",
    ]


@pytest.mark.parametrize(("url", "host", "root"), ADDRESSES)
def test_what_is_typed_there_makes_a_site_for_each_of_its_hosts(tmp_path, url, host, root):
    given, content, output = (tmp_path / name for name in ("given.yaml", "content", "output"))
    answers = yaml.safe_load(ANSWERS["solo"])
    answers["practice"]["url"] = url
    given.write_text(yaml.safe_dump(answers), "utf-8")
    content.mkdir()
    assert setup(content, given=given) == 0
    assert new("When rest feels unsafe", content) == 0
    (article,) = content.glob("articles/*when-rest-feels-unsafe.md")
    text = article.read_text("utf-8").partition("\n---\n")[0]
    text = re.sub(r"^summary:.*$", "summary: Why rest is hard.", text, flags=re.MULTILINE)
    text = text.replace("draft", "published") + "\nreviewed: 2026-03-02\nreview_by: 2100-01-01"
    article.write_text(f"{text}\n---\nA **quiet** hour.\n", "utf-8")
    assert not collect(content).failed
    assert build_site(content, output, host=host or None, level="publish") == 0
    page = (output / "articles" / "when-rest-feels-unsafe" / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{url}/articles/when-rest-feels-unsafe/">' in page
    inside = set(re.findall(r'(?:href|src)="(/[^"]*)"', page))
    assert len(inside) > 8
    assert [one for one in sorted(inside) if not one.startswith(f"{root}/")] == []
    own = host == "github-pages" and "github.io" not in url
    assert (output / "CNAME").exists() == own
    assert (output / "404.html").exists()
