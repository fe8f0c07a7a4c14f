"""Do what somebody does with a site, and yield what each tool takes for it, all tools in turn.

Every change is looked for in what was built or served, so that nothing is measured that was not
done. It is a word unlike any other, which no typography touches.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.peers import measure, sites
from benchmarks.peers.measure import Used
from benchmarks.peers.tools import Tool, filled

# What is measured: builds in the order of a round, of which the first makes all anew, and servers.
BUILDS = ("cold", "nothing", "edit", "title", "fact", "css", "new", "bare")
SERVERS = ("first", "save")
EARLY = 10  # saves after which the memory of a server is measured first
_NEW = "article-new"
Tell = Callable[[str], None]


@dataclass(frozen=True)
class Site:
    """The site of a tool in its folder, with what its commands begin with."""

    tool: Tool
    program: str
    folder: Path
    size: int

    @property
    def slug(self) -> str:
        """Return the article that is changed."""
        return f"article-{self.size // 2:05}"

    def article(self, slug: str) -> Path:
        return self.folder / self.tool.articles / f"{slug}.md"


@dataclass(frozen=True)
class Figure:
    """What a tool took once: in which round, or for which save."""

    tool: str
    size: int
    scenario: str
    number: int
    used: Used


def builds(
    all_sites: Sequence[Site], wanted: Sequence[str], rounds: int, tell: Tell
) -> Iterator[Figure]:
    """Yield what each kind of build takes. What was not wanted is done only where it must be."""
    kinds = [kind for kind in BUILDS if kind in wanted or kind == "cold"]
    for number in range(rounds if set(BUILDS) & set(wanted) else 0):
        for kind in kinds:
            tell(f"round {number + 1} of {rounds}, {kind}")
            for site in _turned(all_sites, number):
                if kind != "bare" or site.tool.bare:
                    used = build(site, kind, word(number * len(BUILDS) + BUILDS.index(kind)))
                    if kind in wanted:
                        yield Figure(site.tool.name, site.size, kind, number, used)


def build(site: Site, kind: str, sign: str) -> Used:
    """Change what this kind of build is about, build, and return what it took."""
    tool, article, shown = site.tool, site.article(site.slug), site.slug
    output = site.folder / tool.output
    if kind in ("cold", "bare"):
        site.article(_NEW).unlink(missing_ok=True)
        for name in (tool.output, *tool.kept):
            with suppress(FileNotFoundError, NotADirectoryError):
                shutil.rmtree(site.folder / name)
    elif kind == "edit":
        _rewrite(article, partial(sites.with_word, word=sign))
    elif kind == "title":
        _rewrite(article, partial(sites.with_title, title=sign))
    elif kind == "fact":
        _rewrite(site.folder / tool.facts, partial(sites.with_name, name=sign))
    elif kind == "css":
        _rewrite(site.folder / tool.style, lambda text: f"{text}\n.{sign} {{ margin: 0; }}\n")
    elif kind == "new":
        shown = _NEW
        text = sites.with_title(article.read_text("utf-8"), sign)
        site.article(shown).write_text(text, "utf-8")
    command = filled(tool.bare if kind == "bare" else tool.build, site.program)
    used = measure.build(command, site.folder)
    page = output / "articles" / shown / "index.html"
    seen = [page, *output.rglob("*.css")] if page.is_file() else []
    looked_for = "" if kind in ("cold", "bare", "nothing") else sign
    if not any(looked_for in path.read_text("utf-8") for path in seen):
        raise measure.FailedError(f"{tool.title} did not show the change ({kind}).")
    return used


def servers(
    all_sites: Sequence[Site],
    wanted: Sequence[str],
    rounds: int,
    saves: int,
    seconds: float,
    tell: Tell,
) -> Iterator[Figure]:
    """Yield what the servers take: to the first page, with an article that was changed before, each
    started in turn, once more than is counted; then all of them at once, for one save after the
    other, in turn, until each has had `saves` of them, or `seconds` for them. Memory is told after
    `EARLY` saves and at the end."""
    for number in range(rounds + 1 if "first" in wanted else 0):
        tell(f"first page, start {number} of {rounds}")
        for site in _turned(all_sites, number):
            # A new word, so that a page which lies there from before does not count.
            _rewrite(site.article(site.slug), partial(sites.with_word, word=word(900 + number)))
            with ExitStack() as stack:
                begun = time.perf_counter()
                _start(stack, site)
                if number:
                    used = Used(time.perf_counter() - begun)
                    yield Figure(site.tool.name, site.size, "first", number, used)
    if "save" not in wanted:
        return
    with ExitStack() as stack:
        running = {site: _start(stack, site) for site in all_sites}
        before = {site: server.settled() for site, server in running.items()}
        left = dict.fromkeys(all_sites, seconds)
        for number in range(1, saves + 1):
            if left and (number in (1, EARLY) or number % 25 == 0):
                tell(f"save {number} of {saves}, {', '.join(site.tool.name for site in left)}")
            for site in list(left):
                begun, sign = time.perf_counter(), word(1000 + number)
                _rewrite(site.article(site.slug), partial(sites.with_word, word=sign))
                wall = running[site].seconds_until(f"/articles/{site.slug}/", sign)
                after = running[site].settled()
                left[site] -= time.perf_counter() - begun
                cpu = (after.cpu or 0) - (before[site].cpu or 0)
                before[site] = after
                yield Figure(site.tool.name, site.size, "save", number, Used(wall, cpu))
                last = number == saves or left[site] < 0
                for kind, now in (("early", number == EARLY), ("late", last)):
                    if now:
                        used = Used(memory=after.memory)
                        yield Figure(site.tool.name, site.size, kind, number, used)
                if last:
                    del left[site]


def word(number: int) -> str:
    """Return a word for each number that stands in no text: letters only, as typography likes."""
    return sites.WORD + "".join("bcdfghjklm"[int(digit)] for digit in str(number))


def _start(stack: ExitStack, site: Site) -> measure.Server:
    """Start a tool's server, and wait for an article as it is now."""
    port = measure.free_port()
    command = filled(site.tool.serve, site.program, port)
    server = stack.enter_context(measure.served(command, site.folder, port))
    text = site.article(site.slug).read_text("utf-8")
    server.seconds_until(f"/articles/{site.slug}/", sites.first_word(text))
    return server


def _turned(all_sites: Sequence[Site], number: int) -> list[Site]:
    """Return the sites, each round with another one at the beginning."""
    first = number % len(all_sites)
    return [*all_sites[first:], *all_sites[:first]]


def _rewrite(path: Path, change: Callable[[str], str]) -> None:
    path.write_text(change(path.read_text("utf-8")), "utf-8")
