"""What a build refuses, a check tells: each fault, at a line of the content.

A site is built with all its faults, past what would stop it, so that none hides another. What is
then wrong with its finished pages must be told by a check, of the file that they are made from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import time_machine

from desk import site_checks
from desk.build.pelican_run import run_pelican
from desk.check.run import collect
from desk.common import project
from plugins.core.problem import Problem
from tests.checks import snapshots
from tests.checks.practices import PRACTICE
from tests.checks.snapshots import HEADER, Subject
from tests.checks.test_messages import BYTES, FINDERS, LINKS, TODAY
from tests.trial_site import URL, TrialSite, photograph

FACTS = PRACTICE.replace("practice:\n", f"practice:\n  url: {URL}\n", 1)
SUBJECTS = sorted({file.stem for file in snapshots.FOLDER.glob("*.txt")} - FINDERS.keys())


def page(title: str, body: str = "Words.\n", **header: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"---\ntitle: {title}\nsummary: A summary.\n{lines}---\n{body}"


def article(body: str = "Words.\n", title: str = "A title", **header: str) -> str:
    lines = "".join(f"{key}: {value}\n" for key, value in header.items())
    return f"{HEADER.format(title).removesuffix('---' + chr(10))}{lines}---\n{body}"


HOME = page("Home", template="home", url="''", save_as="index.html")
SOUND = {
    "practice.yaml": FACTS,
    "pages/home.md": HOME,
    "pages/articles.md": page("Articles", template="articles"),
    "articles/sound.md": article("## One\n\nWords.\n"),
}


@dataclass
class Both:
    """What a check tells, and what the build of the same content and its finished site tell."""

    check: list[Problem]
    build: list[Problem]
    finished: list[Problem]
    sources: Mapping[str, str]


def both(site: TrialSite, files: Mapping[str, str | bytes]) -> Both:
    for name, text in (SOUND | dict(files)).items():
        if name not in LINKS:
            site.write(name, BYTES[name]() if name in BYTES else text)
    output = site.folder / "output"
    with time_machine.travel(TODAY, tick=False):
        told = collect(site.content)
        assert told.trace == ""
        # Not strict, and not packed: else errors would stop it before there is anything to see.
        given = {"SITEURL": URL, "PRACTICE_STRICT": False, "PLUGINS": ["plugins.site"]}
        run = run_pelican(project.PUBLISHING, site.content, output, **given)
        # What only a strict one knows: of drafts it writes nothing.
        strict = run_pelican(
            project.PUBLISHING,
            site.content,
            site.folder / "strict",
            **given | {"PRACTICE_STRICT": True},
        )
    assert run.trace == ""
    finished = site_checks.problems(output, base=URL) if output.exists() else []
    checked: Any = run.result.checked if run.result else None
    sources = {
        f"{one.url}index.html" if one.url[-1:] in ("", "/") else one.url: one.document.path
        for one in (checked.entries if checked else ())
    }
    refusals = [*run.problems, *strict.problems]
    build = [one for one in refusals if one.stops == "build"]
    # What a build that is not strict adds, and the list that only packing writes.
    finished = [one for one in finished if not one.path.startswith(("drafts/", "manifest.json"))]
    refused = [one for one in finished if one.stops == "build"]
    return Both(list(told.problems), build, refused, sources)


def untold(found: Both) -> list[str]:
    """What a build refuses and a check does not tell, or not of a file of the content."""
    told = [one for one in found.check if one.stops == "build"]
    in_build = {(one.path, one.line, one.rule) for one in told}
    left = [str(one) for one in found.build if (one.path, one.line, one.rule) not in in_build]
    paths = {one.path for one in told}
    for one in found.finished:
        source = found.sources.get(one.path)
        # Lists of all pages, and what stands on many, are wrong because of some other text.
        source = None if "The same is true of" in one.message else source
        about = unquote(one.message)
        of_file = any(Path(path).name in about for path in paths)  # told where the file lies
        if not (of_file or (source in paths if source else paths)):
            left.append(str(one))
    return left


def in_content(problems: list[Problem], content: Path) -> bool:
    """Whether each is told of a file of the content, or of one that is to be written there."""
    return all(Path(one.path).is_relative_to(content) for one in problems if one.stops == "build")


@pytest.mark.parametrize("name", SUBJECTS)
def test_what_a_build_refuses_of_the_faults_that_have_messages_a_check_tells(
    site: TrialSite, name: str
) -> None:
    cases = Subject.read(name).cases
    found = both(site, {case.path: case.header + case.given for case in cases if case.given})
    assert found.check
    assert untold(found) == []
    assert in_content(found.check, site.content)


# Bodies of articles, each with a fault or with what looks like one.
BODIES = {
    "lost": "A caf\ufffd.\n",
    "lost-by-number": "A caf&#xFFFD; and &#0;.\n",
    "own-domain": f"[a]({URL}/nowhere/)\n",
    "own-domain-place": f"[a]({URL}/articles/sound/#nothing)\n",
    "own-domain-bare": f"<{URL}/elsewhere/>\n",
    "theme-place": "## Mine {#_text}\n\nWords.\n",
    "no-place": "[a](#nothing) [b](/articles/sound/#nothing) [c](sound.md#nothing)\n",
    "unclosed": "<div>\n\nWords *here*\n\n<section>\n\nmore\n",
    "closed-twice": "Words</div></section>\n",
    "crossed": "<b>one <i>two</b> three</i> <p>four <p>five\n",
    "lonely-parts": "<li>a</li> <td>b</td> <summary>c</summary> <dt>d</dt>\n",
    "link-in-link": '<a href="/">one <a href="/articles/">two</a></a>\n',
    "table-text": "<table>words<tr><td>cell</table>\n",
    "elsewhere": '<iframe src="https://x.example"></iframe> ![a](https://x.example/a.jpg)\n',
    "runs": '<p onclick="go()">a</p> [b](javascript:go()) <script>go()</script>\n',
    "style": '<p style="background:url(https://x.example/a.png)">a</p>\n',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://x.example">\n',
    "same-name": "## One {#one}\n\na\n\n## Two {#one}\n\nb\n",
    "no-picture": "![a](/images/none.jpg) <img src='/images/none.png' alt='a'>\n",
    "no-file": "[a](/files/none.pdf) [b](none.md) [c](/theme/site.css) [d](/manifest.json)\n",
    "drafts": "[a](/drafts/) [b](/articles/draft/) [c](draft.md)\n",
    "hidden": "[a](/articles/hidden/)\n",
    "controls": "a\x08b \x0c c\n",
    "footnote": "Words.[^1] [^2]\n\n[^1]: <div>a\n",
    "half": "[a](http:/x.example) [b](https:x.example) [c](www.x.example)\n",
}


def test_what_a_build_refuses_of_the_bodies_of_texts_a_check_tells(site: TrialSite) -> None:
    files = {f"articles/{name}.md": article(body, name) for name, body in BODIES.items()}
    files |= {
        "articles/draft.md": article(status="draft"),
        "articles/hidden.md": article(status="hidden"),
    }
    found = both(site, files)
    assert {one.rule for one in found.finished} > {"gate-markup", "gate-id", "gate-link"}
    assert untold(found) == []


# Faults of a whole site, which would hide one another.
SITES: dict[str, dict[str, str | bytes]] = {
    "no home page": {"pages/home.md": page("Home")},
    "a hidden home page": {"pages/home.md": HOME.replace("template", "status: hidden\ntemplate")},
    "a home page without an empty address": {"pages/home.md": HOME.replace("url: ''\n", "")},
    "a list of no articles": {"articles/sound.md": article(status="draft")},
    "articles in a language that nothing leads to": {
        "articles/sound.es.md": article(),
        "articles/sound.md": article(status="draft"),
    },
    "a second home page": {"pages/second.md": page("Second", template="home")},
    "two lists of articles": {"pages/zz.md": page("Second", template="articles")},
    "questions that nothing leads to": {"pages/q.md": page("Q", template="questions")},
    "an address apart from its file": {"pages/a.md": page("A", url="x/", save_as="y/index.html")},
    "an address alone": {"pages/a.md": page("A", url="x/")},
    "a file alone": {"pages/a.md": page("A", save_as="x.html")},
    "a page not found without its address": {
        "pages/404.md": page("Lost", status="hidden", save_as="404.html")
    },
    "a lost character in a title": {"articles/a.md": article(title="'A &#xFFFD; b'")},
    "a lost character in the facts": {"practice.yaml": FACTS.replace("Quiet", "Qui\ufffdt")},
    "redirects to nothing": {
        "redirects.yaml": f"/a: {URL}/nowhere/\n/b: {URL}/articles/sound/#nothing\n"
        f"/c: /articles/sound/#nothing\n/{'d' * 300}: /articles/\n/Articles: /articles/sound/\n"
    },
    "files that are one on a Mac": {
        "articles/a.md": article("[a](/files/a.pdf) [b](/files/A.pdf)\n"),
        "files/a.pdf": b"%PDF-1",
        "files/A.pdf": b"%PDF-2",
    },
    "links to what is not published": {
        "articles/a.md": article("[a](/articles/d/) [b](d.md) [c](/drafts/d/) [d](/articles/l/)\n"),
        "articles/b.md": article("[a](/p/) [b](../pages/p.md) [c](/drafts/pages/p/)\n"),
        "articles/d.md": article(status="draft"),
        "articles/l.md": article().replace("date: 20", "date: 30"),
        "pages/p.md": page("P", status="draft"),
        "redirects.yaml": "/old-d: /articles/d/\n/old-p: /p/\n/older: /drafts/d/\n",
    },
    "an address that is the home page's": {"pages/a.md": page("A", url="''")},
    "addresses with a slip in them": {
        "articles/a.md": article("[a](htps://x.example) [b](mialto:a@x.example) [c](C:\\a.pdf)\n")
    },
    "a link to a hidden page": {
        "articles/a.md": article("[a](/h/)\n"),
        "pages/h.md": page("H", status="hidden"),
    },
    "endings of other editors": {
        **{f"articles/a{n}.{end}": article(title=str(n)) for n, end in enumerate(("mkd", "mdown"))},
        **{f"articles/{end}.{end}": article(title=end) for end in ("MD", "markdown", "txt", "rst")},
        "articles/h.html": "<p>Words.</p>\n",
        "articles/letter.md": "{\\rtf1\\ansi Words}",
    },
    "an author whom nobody knows": {"articles/a.md": article(author="Beth Russel")},
    "templates that show no page's words": {
        f"pages/{name}.md": page("A", template=name)
        for name in ("article", "base", "path", "redirect", "search_document", "words")
    },
    "a decorative picture": {
        "articles/a.md": article("![](/images/a.jpg){.decorative}\n\nWords.\n"),
        "images/a.jpg": photograph(),
    },
}
SOUND_ONES = ("a link to a hidden page", "a decorative picture", "two lists of articles")


@pytest.mark.parametrize("name", SITES)
def test_what_a_build_refuses_of_a_site_a_check_tells(site: TrialSite, name: str) -> None:
    found = both(site, SITES[name])
    assert untold(found) == []
    templates = [one for one in found.check if one.rule == "unknown-template"]
    assert len(templates) == sum("template:" in str(text) for text in SITES[name].values()) * (
        name.startswith("templates")
    )
    stops = [one for one in found.check if one.stops == "build"]
    assert bool(stops) == (name not in SOUND_ONES)
    assert in_content(found.check, site.content)
    assert [str(one) for one in found.check if one.rule == "pelican-said"] == []
