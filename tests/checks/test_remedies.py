"""What a message tells its reader to do mends what it tells of, and harms nothing.

The remedies of all snapshots are followed in a scratch copy, as far as a program can follow them:
`remedies` knows their forms. Then the problem is gone, nothing became public that was not, and no
word has left a page but those that the message spoke of.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import time_machine

from desk import site_checks
from desk.build.pelican_run import run_pelican
from desk.common import project
from plugins.core import safe_html
from plugins.core.problem import Problem
from tests.checks import remedies, snapshots
from tests.checks.practices import PRACTICE
from tests.checks.snapshots import Subject
from tests.checks.test_messages import BYTES, FINDERS, LINKS, TODAY
from tests.trial_site import URL, TrialSite

SUBJECTS = sorted({file.stem for file in snapshots.FOLDER.glob("*.txt")} - FINDERS.keys())
HOME = (
    "---\ntitle: Home\nsummary: S.\ntemplate: home\nurl: ''\nsave_as: index.html\n---\nWelcome.\n"
)
LIST = "---\ntitle: All\nsummary: S.\ntemplate: articles\nmenu: All\nmenu_order: 1\n---\nAll.\n"
OF_A_STATE = """\
key: {key}
name: A state
state: {key}
notices:
  - {{key: own, title: Own, words: Words of a board., page: notices, where: website}}
"""
# Two problems of one line or of one file are mended one after the other.
ROUNDS = 6


@dataclass
class State:
    """What a check finds: all problems, what visitors may read by its file, and its words."""

    problems: list[Problem]
    public: frozenset[str] = frozenset()
    words: dict[str, Counter[str]] = field(default_factory=dict)


def look(content: Path) -> State:
    """Check a site as `check` does, and read its pages as visitors would."""
    with tempfile.TemporaryDirectory() as folder, time_machine.travel(TODAY, tick=False):
        changes = {"PRACTICE_CHECK": True, "TYPOGRIFY": False}
        run = run_pelican(project.WRITING, content, Path(folder), **changes)
    assert run.trace == ""
    checked = run.result.checked if run.result else None
    entries = checked.entries if checked else ()  # type: ignore[attr-defined]
    words = {
        one.document.path: Counter(re.findall(r"\w+", safe_html.plain(one.document.html)))
        for one in entries
    }
    public = frozenset(one.document.path for one in entries if one.published)
    return State(sorted(run.problems), public, words)


def written(site: TrialSite, name: str) -> State:
    """Write the cases of a subject, and look at them."""
    files = {"practice.yaml": PRACTICE, "pages/home.md": HOME}
    subject = Subject.read(name)
    files |= {case.path: case.header + case.given for case in subject.cases if case.given}
    for path, text in files.items():
        if path not in LINKS:
            site.write(path, BYTES[path]() if path in BYTES else text)
    return look(site.content)


def told(problem: Problem) -> tuple[str, str, str]:
    """What makes two problems the same though lines have moved."""
    return problem.path, problem.rule, problem.message


@pytest.mark.parametrize("name", SUBJECTS)
def test_a_remedy_that_is_followed_mends_and_harms_nothing(site: TrialSite, name: str) -> None:
    first = before = written(site, name)
    followed: list[Problem] = []
    spoken = " ".join(f"{one.message} {one.remedy}" for one in before.problems)
    for _ in range(ROUNDS):
        mended: dict[Path, Problem] = {}
        for one in before.problems:
            path = Path(one.path)
            # Only one of a file at a time, as another line is named once it has changed.
            if path in mended or not path.is_file() or told(one) in map(told, followed):
                continue
            if done := remedies.follow(one, path):
                if done.path != path:
                    path.unlink()
                done.path.write_text("\n".join(done.lines), "utf-8")
                mended[path] = one
        if not mended:
            break
        followed += mended.values()
        after = look(site.content)
        left = {told(one) for one in after.problems}
        assert [str(one) for one in mended.values() if told(one) in left] == []
        spoken += " ".join(f"{one.message} {one.remedy}" for one in after.problems)
        before = after
    # Nothing became public that was read before and was not.
    assert before.public & (first.words.keys() - first.public) == frozenset()
    known = {*re.findall(r"\w+", spoken)}
    for name_of, words in first.words.items():
        lost = words - before.words.get(name_of, words)
        assert sorted(lost.keys() - known) == []
    # What a build still refuses, a person has to decide.
    still = [one for one in before.problems if one.stops == "build" and remedies.can(one)]
    tried = set(map(told, followed))
    assert [str(one) for one in still if told(one) in tried] == []
    assert built_without_what_is_hers(site, before) == []


def built_without_what_is_hers(site: TrialSite, state: State) -> list[str]:
    """Build the site as it is published, without the files of which a person has to decide.

    Return what keeps it from being published.
    """
    for _ in range(ROUNDS):
        stopping = {Path(one.path) for one in state.problems if one.stops == "build"}
        if not stopping:
            break
        for path in stopping:
            if path.name == "practice.yaml":
                path.write_text(PRACTICE, "utf-8")
            elif path.parent.name == "jurisdictions":  # what it says is hers: no line of it is lost
                path.write_text(OF_A_STATE.format(key=path.stem), "utf-8")
            elif path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
        for name, text in {"home": HOME, "articles": LIST}.items():
            if not (site.content / f"pages/{name}.md").exists():
                site.write(f"pages/{name}.md", text)
        state = look(site.content)
    output = site.folder / "output"
    with time_machine.travel(TODAY, tick=False):
        run = run_pelican(project.PUBLISHING, site.content, output, SITEURL=URL)
    assert run.trace == ""
    found = [str(one) for one in run.problems if one.stops == "build"]
    return found or [str(one) for one in site_checks.problems(output, base=URL)]


# Rules of which no remedy has a form that a program can follow, by the reason why.
BY_HAND = {
    "she has to find other words, or to know what is true": """
        claim-anywhere claim-approval claim-certified claim-coaching-treats claim-comparison
        claim-confidential claim-crisis-contact claim-cure claim-evidence-based claim-expert
        claim-fear claim-likely claim-pressure claim-profession claim-proven claim-risk-free
        claim-specialist claim-time client-described client-email client-named client-story
        crisis-way faq-alike faq-contradiction faq-none faq-short link-empty link-vague
        name-left-over note-twice
        reading-grade skeleton source-doi source-untitled summary-long title-long title-twice
        to-write truth-doctor truth-name truth-title truth-worldwide""",
    "only a clinician can attest it, or a board": """
        license-expired license-expires license-title notice-page-missing notice-state-unknown
        notice-text-missing hipaa-unknown
        notice-never-checked not-reviewed review-never truth-license truth-license-state""",
    "it is hers to decide what the practice offers and who works there": """
        crisis-lines-missing facts-key facts-language facts-people facts-person facts-place
        facts-service facts-shape facts-worldwide
        invitation-missing jurisdiction page-missing fact-unknown""",
    "how the site is to look is hers to choose": "facts-color facts-look look-contrast look-icon",
    "the file has to be made anew in another program, or copied once more": """
        notice-file-missing encoding file-kind file-too-big look-logo not-markdown
        outside-content picture-broken
        picture-drawing picture-empty picture-format picture-huge picture-missing
        picture-moving picture-share picture-unknown unreadable""",
    "there is more than one way to mend it, and only she knows what she meant": """
        duplicate-address faq-inside faq-offered fence-open fence-words file-refused folder-loop
        header-form header-sources heading-empty heading-underline html-removed import-left-over
        line-long line-sign lines-joined link-broken list-end list-lines list-nested note-unlinked
        order-circle outside-folders prose-code redirect table-cells yaml yaml-comment
        home-missing character-lost""",
    "nothing has to be done, or only to wait": """
        file-published file-unused picture-tells redirect-without-page waiting""",
}


def test_of_every_rule_it_is_known_whether_a_program_can_follow_its_remedy() -> None:
    texts = ((snapshots.FOLDER / f"{name}.txt").read_text("utf-8") for name in SUBJECTS)
    told_of = re.findall(
        r"^-?\d+: ([a-z-]+) \(\w+\): (.*)\n    (.*)$", "\n".join(texts), re.MULTILINE
    )
    found = [Problem("", 1, message, remedy, rule) for rule, message, remedy in told_of]
    by_machine = {one.rule for one in found if remedies.can(one)}
    by_hand = {one.rule for one in found} - by_machine
    assert by_hand == {rule for rules in BY_HAND.values() for rule in rules.split()}
    assert len(by_machine) >= 80


def test_notices_that_are_wrong_for_the_moment_are_not_thrown_away(site: TrialSite) -> None:
    wrong = OF_A_STATE.format(key="OR").replace("state: OR", "state: ORE")
    site.write("practice.yaml", PRACTICE)
    site.write("pages/home.md", HOME)
    site.write("articles/broken.md", "---\ntitle: [\n---\nA.\n")
    file = site.write("jurisdictions/OR.yaml", wrong)
    state = look(site.content)
    assert {Path(one.path).name for one in state.problems if one.stops == "build"} == {
        "broken.md",
        "OR.yaml",
    }
    assert built_without_what_is_hers(site, state) == []
    assert file.read_text("utf-8") == OF_A_STATE.format(key="OR")
    assert not (site.content / "articles" / "broken.md").exists()


def test_a_remedy_that_would_publish_a_draft_fails(site: TrialSite) -> None:
    site.write("pages/home.md", HOME)
    site.article("rest", status="draft")
    before = look(site.content)
    site.article("rest")
    after = look(site.content)
    assert len(after.public & (before.words.keys() - before.public)) == 1
