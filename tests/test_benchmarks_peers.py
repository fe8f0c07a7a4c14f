"""The comparison with other site generators: what is reported, and that all have the same texts.

Nothing is installed and nothing is timed here."""

from __future__ import annotations

import os
import re
import socket
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from benchmarks.peers import measure, report, scenarios, sites
from benchmarks.peers.measure import Used
from benchmarks.peers.report import Measured
from benchmarks.peers.scenarios import Figure, Site
from benchmarks.peers.tools import BY_NAME, TOOLS, NotHadError, version

needs_posix = pytest.mark.skipif(not hasattr(os, "wait4"), reason="asks a POSIX system")
needs_proc = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux")


def figures(scenario, **walls):
    return [
        Figure(tool, 100, scenario, number, Used(wall, wall / 2, 50.0))
        for tool, taken in walls.items()
        for number, wall in enumerate(taken)
    ]


MEASURED = Measured(
    "2 processor cores",
    {"ours": "4.12.0", "hugo": "0.168.0"},
    {"zola": "It does not run here."},
    (
        *figures("edit", ours=[2.0, 9.0, 1.0], hugo=[0.5, 0.4, 0.6]),
        *figures("save", ours=[0.5], hugo=[0.25]),
        Figure("ours", 100, "late", 300, Used(memory=80.0)),
        Figure("hugo", 100, "late", 280, Used(memory=120.0)),
    ),
)


def test_a_figure_is_the_median_of_the_rounds_and_is_compared_with_ours():
    found = report.medians(MEASURED.figures)
    assert found[100, "edit", "ours"].used == Used(2.0, 1.0, 50.0)
    ours, hugo = (found[100, "edit", name].used for name in ("ours", "hugo"))
    assert report.ratio(hugo, ours) == 0.25
    ours, hugo = (found[100, "late", name].used for name in ("ours", "hugo"))
    assert report.ratio(hugo, ours) == 1.5
    assert report.ratio(hugo, None) is None


def test_a_table_has_a_row_for_what_was_measured_and_says_what_the_figures_are_without():
    lines = report.tables(MEASURED).splitlines()
    assert lines[0] == "## 100 articles"
    assert lines[2] == "| 3 rounds | Practice Press (with Pelican 4.12.0) | Hugo 0.168.0 |"
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[4:8]]
    assert cells == [
        [
            "**Preview: save to visible**",
            "**0.50 s**<br>0.25 s CPU, 50 MB",
            "**0.25 s** ×0.50<br>0.12 s CPU, 50 MB",
        ],
        ["Preview: memory after many saves", "80 MB<br>300 saves", "120 MB<br>280 saves"],
        [
            "**Build after one edit**",
            "**2.00 s**<br>1.00 s CPU, 50 MB",
            "**0.50 s** ×0.25<br>0.25 s CPU, 50 MB",
        ],
        ["*without*", "", "<br>".join(BY_NAME["hugo"].lacks)],
    ]
    assert "packing" in BY_NAME["hugo"].lacks
    assert lines[-1] == "Zola is not compared. It does not run here."


def test_every_figure_is_kept_and_read_again(tmp_path):
    report.save(MEASURED, tmp_path / "figures.json")
    assert report.read(tmp_path / "figures.json") == MEASURED


def test_a_tool_that_was_measured_elsewhere_is_not_missing():
    elsewhere = Measured("2 processor cores", {"zola": "0.22.0"}, {}, ())
    assert MEASURED.joined(elsewhere).missing == {}


def test_the_chart_names_each_line_beside_its_end_and_no_name_covers_another():
    close = [
        Figure(tool.name, size, scenario, 0, Used(seconds))
        for tool in TOOLS
        for size, seconds in ((11, 0.5), (1000, 3.0))
        for scenario in ("save", "edit")
    ]
    svg = ET.fromstring(report.chart(Measured("", {}, {}, tuple(close))))
    names = [one for one in svg.iter() if (one.get("class") or "").startswith("name ")]
    assert [one.text for one in names].count("Hugo 3.00 s") == 2
    assert len(names) == 2 * len(TOOLS)
    heights = sorted(float(one.get("y") or 0) for one in names[: len(TOOLS)])
    assert min(b - a for a, b in pairwise(heights)) >= 14
    assert all(0 < height < 440 for height in heights)


def test_a_chart_of_nothing_and_one_of_a_single_size_can_be_drawn():
    assert ET.fromstring(report.chart(Measured("", {}, {}, ()))).tag.endswith("svg")
    assert "Hugo 0.25 s" in report.chart(MEASURED)


def words(text):
    """The words of an article: title, day and text, without marks of any Markdown."""
    _, header, body = text.split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in header.splitlines())
    summary = fields.get("summary") or fields["description"]
    body = re.sub(r"\]\([^)]*\)|\{: [^}]*\}", "]", body)
    return [fields["title"], fields["date"], summary, *re.findall(r"[\w'-]+", body)]


def test_every_tool_has_the_same_words_under_the_same_names(tmp_path):
    of = {}
    for tool in TOOLS:
        sites.write(tool, tmp_path / tool.name, 3)
        folder = tmp_path / tool.name / tool.articles
        of[tool.name] = {
            path.stem: words(path.read_text("utf-8")) for path in folder.glob("article-*.md")
        }
        assert "Quiet Room" in (tmp_path / tool.name / tool.facts).read_text("utf-8")
        assert (tmp_path / tool.name / tool.style).is_file()
    assert len(of["ours"]) == 3
    assert all(len(each) > 1000 for each in of["ours"].values())
    assert all(articles == of["ours"] for articles in of.values())


def test_links_lead_to_addresses_where_a_tool_knows_no_files():
    text = "---\ntitle: A\nsummary: B\ncategory: C\n---\n\nSee [it]({filename}article-00002.md).\n"
    assert sites.converted(text) == (
        "---\ntitle: A\ndescription: B\n---\n\nSee [it](/articles/article-00002/).\n"
    )


def test_what_is_changed_can_be_changed_again():
    text = "---\ntitle: One two\ndate: 2020-01-01\n---\n\nOnce more.\n"
    for word in (scenarios.word(1), scenarios.word(2)):
        text = sites.with_title(sites.with_word(text, word), word)
        assert text == f"---\ntitle: {word}\ndate: 2020-01-01\n---\n\n{word} more.\n"
        assert sites.first_word(text) == word
    facts = 'title = "Quiet Room"'
    for word in (scenarios.word(1), scenarios.word(2)):
        facts = sites.with_name(facts, word)
        assert facts == f'title = "{word}"'


@needs_posix
@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "kinds"), [("ours", ("css", "bare")), ("pelican", ("new", "cold"))]
)
def test_a_site_is_built_and_shows_what_was_changed(name, kinds, tmp_path):
    tool = BY_NAME[name]
    site = Site(tool, sys.executable, tmp_path / name, 3)
    sites.write(tool, site.folder, 3)
    if name == "pelican":  # without the plugins of others, which only the comparison installs
        conf = site.folder / tool.facts
        conf.write_text(conf.read_text("utf-8") + 'PLUGINS = ["yaml_metadata"]\n', "utf-8")
    for number, kind in enumerate(kinds):
        used = scenarios.build(site, kind, scenarios.word(number))
        assert used.wall
        assert used.cpu
        assert used.memory
    output = site.folder / tool.output
    assert len(list(output.glob("articles/*/index.html"))) == 3
    assert (output / "sitemap.xml").is_file() == (name == "ours")
    if "bare" in kinds:
        left_out = re.compile(r"card.*\.png|.*\.(br|gz|pf_index)|_headers")
        assert not [path for path in output.rglob("*") if left_out.fullmatch(path.name)]


@needs_posix
def test_nothing_is_measured_that_was_not_done(tmp_path):
    idle = replace(BY_NAME["hugo"], build=("{program}", "-c", ""))
    site = Site(idle, sys.executable, tmp_path / "hugo", 3)
    sites.write(idle, site.folder, 3)
    with pytest.raises(measure.FailedError, match="did not show the change"):
        scenarios.build(site, "edit", scenarios.word(1))
    with pytest.raises(measure.FailedError, match="ended with 1:\nNo such thing"):
        measure.build([sys.executable, "-c", "raise SystemExit('No such thing')"], site.folder)


@needs_proc
def test_a_server_is_asked_until_it_shows_a_word_and_ends_with_the_block(tmp_path):
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "page.txt").write_text("a word unlike any other")
    port = measure.free_port()
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    with measure.served(command, folder, port) as server:
        server.seconds_until("/page.txt", "unlike")  # raises what it does not find
        settled = server.settled()
    assert settled.cpu
    assert settled.memory
    assert settled.memory > 1
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))
    with pytest.raises(ProcessLookupError):
        os.killpg(server.process.pid, 0)
    with pytest.raises(measure.FailedError, match="has ended"):
        server.seconds_until("/page.txt", "unlike")


@needs_posix
def test_a_tool_that_does_not_run_here_says_why(tmp_path: Path) -> None:
    program = tmp_path / "zola"
    missing = "Error: /lib/libc.so.6: version `GLIBC_2.39' not found (required by zola)"
    program.write_text(f'#!/bin/sh\necho "{missing.replace("`", "")}" >&2\nexit 1\n')
    program.chmod(0o755)
    with pytest.raises(NotHadError, match=r"GLIBC_2\.39' not found$"):
        version(BY_NAME["zola"], str(program))
