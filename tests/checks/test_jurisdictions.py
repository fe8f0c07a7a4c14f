"""What a practice's own file on a state says is known to every rule, as what the shipped ones say.

`content/jurisdictions/OR.yaml` is the documented way (docs/state-notices.md).
"""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from desk.check.run import collect
from plugins.checks.rules.phones import known_phones
from plugins.core import digest
from plugins.core.build import Stores
from plugins.core.cache import Store
from plugins.frontmatter import discovery
from plugins.frontmatter.document import File
from plugins.frontmatter.parse_cache import ParseCache, Task
from plugins.notices import jurisdictions
from plugins.notices.known import Known
from tests.checks.documents import document, told_of
from tests.checks.practices import PRACTICE, facts
from tests.trial_site import TrialSite

OREGON = """\
key: OR
name: Oregon
state: OR
title_instead_of:
  LPCC: LPC
  C.P.C. (associate): LPCA
notices:
  - key: or-complaints
    title: Complaints in Oregon
    law: a made-up rule of Oregon
    source: https://oregon.example/rule
    where: website
    page: notices
    words: |
      Write to complaints@board.example or call 503-555-0170, or
      [the office](tel:+15035550171). Its hearing costs a fee of $85.
    mention: Whoever hears badly calls (503) 555-0172.
  - key: or-council
    title: The words of the council
    where: website
    page: notices
    words: What the council says.
    copy_from: https://oregon.example/words
"""
PASTED = """\
notices:
  texts:
    or-council: Call the council at 503.555.0173, or write to council@board.example.
"""
# Each is said of an article while nothing is known of Oregon, and not once its file is there.
UNKNOWN = {
    "Call the board at (503) 555-0170.": (
        "truth-phone",
        "The telephone number (503) 555-0170 is not in the facts.",
    ),
    "Call [the office](tel:+15035550171).": (
        "truth-phone",
        "The telephone number 15035550171 is not in the facts.",
    ),
    "Whoever hears badly calls 503-555-0172.": (
        "truth-phone",
        "The telephone number 503-555-0172 is not in the facts.",
    ),
    "Call the council at 503-555-0173.": (
        "truth-phone",
        "The telephone number 503-555-0173 is not in the facts.",
    ),
    "The board says: her number is 503-555-0170.": (
        "client-phone",
        "The telephone number 503-555-0170 seems to be somebody's own.",
    ),
    "Write to complaints@board.example about it.": (
        "client-email",
        "The e-mail address complaints@board.example is not the practice's.",
    ),
    "Write to [the council](mailto:council@board.example).": (
        "client-email",
        "The e-mail address council@board.example is not the practice's.",
    ),
    "The board's fee for a hearing is $85.": (
        "truth-price",
        "The price $85 is not in the facts.",
    ),
}


@pytest.fixture(scope="module")
def oregon(tmp_path_factory: pytest.TempPathFactory) -> Known:
    content = tmp_path_factory.mktemp("content")
    (content / "jurisdictions").mkdir()
    (content / "jurisdictions" / "OR.yaml").write_text(OREGON, "utf-8")
    found, problems = jurisdictions.of_practice(content)
    assert problems == []
    return Known(facts(PRACTICE + PASTED), found)


def said(sentence: str, known: Known) -> list[tuple[str, str]]:
    found = told_of(document(f"{sentence}\n"), known, "truth-", "client-")
    return [(problem.rule, problem.message) for problem in found]


@pytest.mark.parametrize("sentence", UNKNOWN)
def test_what_her_own_file_names_may_stand_in_an_article(sentence: str, oregon: Known) -> None:
    shipped = Known(facts(), jurisdictions.read()[0])
    assert said(sentence, shipped) == [UNKNOWN[sentence]]
    assert said(sentence, oregon) == []


@pytest.mark.parametrize(
    ("sentence", "message", "remedy"),
    [
        (
            "I am an LPCC in Oregon.",
            "Oregon does not give the title “LPCC”.",
            "There it is “LPC”; name each state with its own title.",
        ),
        (
            "I am a C.P.C. (associate) in Oregon.",
            "Oregon does not give the title “C.P.C. (associate)”.",
            "There it is “LPCA”; name each state with its own title.",
        ),
        (
            "An Oregon licensed C.P.C. (associate) may help.",
            "Oregon does not give the title “C.P.C. (associate)”.",
            "There it is “LPCA”; name each state with its own title.",
        ),
        (
            "Call 503-555-0270.",
            "The telephone number 503-555-0270 is not in the facts.",
            "Did you mean 503-555-0170?",
        ),
    ],
)
def test_what_her_own_file_says_otherwise_is_told(
    sentence: str, message: str, remedy: str, oregon: Known
) -> None:
    found = told_of(document(f"{sentence}\n"), oregon, "truth-")
    assert [(problem.message, problem.remedy) for problem in found] == [(message, remedy)]
    assert told_of(document("I am an LPC in Oregon.\n"), oregon, "truth-title") == []


def test_a_title_in_a_file_about_no_state_belongs_to_none(tmp_path: Path) -> None:
    (tmp_path / "ours.yaml").write_text("key: us\nname: Us\ntitle_instead_of: {LPC: LPCC}\n")
    found, _ = jurisdictions.read([tmp_path])
    known = Known(facts(), found)
    assert told_of(document("Write to us. I am an LPC in Texas.\n"), known, "truth-title") == []


def test_a_file_of_hers_takes_the_place_of_ours_with_all_that_ours_names(tmp_path: Path) -> None:
    (tmp_path / "jurisdictions").mkdir()
    sentence = "Call the board of Colorado at 303-894-7800.\n"
    before, _ = jurisdictions.of_practice(tmp_path)
    assert told_of(document(sentence), Known(facts(), before), "truth-") == []
    colorado = OREGON.replace("OR\n", "CO\n").replace("name: Oregon", "name: Colorado")
    (tmp_path / "jurisdictions" / "CO.yaml").write_text(colorado, "utf-8")
    after, _ = jurisdictions.of_practice(tmp_path)
    found = told_of(document(sentence), Known(facts(), after), "truth-")
    assert [problem.rule for problem in found] == ["truth-phone"]


def test_two_sites_in_one_process_do_not_share_what_they_know(oregon: Known) -> None:
    shipped = Known(facts(), jurisdictions.read()[0])
    for known, there in ((oregon, True), (shipped, False), (oregon, True)):
        assert ("5035550170" in known_phones(known)) == there


# --- in a whole check ----------------------------------------------------------------------------

CALL = "Call the board at 503-555-0170.\n"


def truths(site: TrialSite) -> list[str]:
    found = collect(site.content).problems
    return [Path(one.path).stem for one in found if one.rule == "truth-phone"]


def test_a_check_knows_the_file_as_soon_as_it_is_there_changed_or_gone(site: TrialSite) -> None:
    """The article is kept as it was read; what is said of it depends on the file as well."""
    site.article("rest", CALL)
    assert truths(site) == ["rest"]
    file = site.write("jurisdictions/OR.yaml", OREGON)
    assert truths(site) == []
    file.write_text(OREGON.replace("555-0170", "555-0179"), "utf-8")
    assert truths(site) == ["rest"]
    file.write_text(OREGON, "utf-8")
    assert truths(site) == []
    file.unlink()
    assert truths(site) == ["rest"]


def test_a_check_without_practice_yaml_knows_what_the_boards_are_called_at(site: TrialSite) -> None:
    (site.content / "practice.yaml").unlink()
    site.article("rest", CALL)
    site.article("board", "Call the board at 303-894-7800.\n")
    site.write("jurisdictions/OR.yaml", OREGON)
    assert truths(site) == []


def test_other_processes_are_told_what_is_known(site: TrialSite, tmp_path: Path) -> None:
    site.write("jurisdictions/OR.yaml", OREGON)
    article = site.article("rest", f"{CALL}Or at 503-555-0180.\n")
    known = Known(facts(), jurisdictions.of_practice(site.content)[0])
    task = Task(
        {"extensions": ["extra"]},
        "plugins.checks.run",
        known,
        Store(tmp_path, "reading"),
        "state",
        digest.plugins(),
    )
    file = File(str(article), "content/articles/rest.md", "article")
    reading = ParseCache(pickle.loads(pickle.dumps(task))).read(file)
    assert [problem.message for problem in reading.problems if problem.rule == "truth-phone"] == [
        "The telephone number 503-555-0180 is not in the facts."
    ]


@pytest.mark.parametrize(("folder", "known"), [("jurisdictions", "OR"), ("../away", "TX")])
def test_what_is_read_ahead_is_of_the_same_state_as_the_run_that_asks_for_it(
    site: TrialSite, monkeypatch: pytest.MonkeyPatch, folder: str, known: str
) -> None:
    """Otherwise every file would be read twice. A file that lies elsewhere is known to neither."""
    site.write(f"{folder}/OR.yaml", OREGON)
    if folder != "jurisdictions":
        (site.content / "jurisdictions").mkdir()
        (site.content / "jurisdictions" / "OR.yaml").symlink_to(site.content / folder / "OR.yaml")
    site.article("rest", CALL)
    tasks = []
    task_of = discovery._task

    def remembered(settings: dict[str, object], known: Known, stores: Stores) -> Task:
        tasks.append(task_of(settings, known, stores))
        return tasks[-1]

    monkeypatch.setattr(discovery, "_task", remembered)
    collect(site.content)
    assert len(tasks) == 2
    assert tasks[0].state == tasks[1].state
    assert [one.key for one in tasks[0].known.jurisdictions][-1] == known
