"""The files for hosts that build the site themselves: what they may do and what they run."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from typing import Any

import pytest
import yaml

import tasks
from tests.trial_site import PROJECT

FILE = PROJECT / ".github" / "workflows" / "publish.yml"
WORKFLOW: dict[Any, Any] = yaml.safe_load(FILE.read_text("utf-8"))
JOBS: dict[str, Any] = WORKFLOW["jobs"]


def test_every_action_is_pinned_by_its_commit_and_named_by_its_version() -> None:
    uses = re.findall(r"uses: (.*)", FILE.read_text("utf-8"))
    assert [one.partition("@")[0] for one in uses] == [
        "actions/checkout",
        "actions/setup-python",
        "actions/upload-pages-artifact",
        "actions/deploy-pages",
    ]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in uses)


def test_each_job_may_do_what_it_needs_and_nothing_else() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in JOBS.items()} == {
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }
    assert JOBS["build"]["steps"][0]["with"] == {"persist-credentials": False}


def test_a_publish_that_has_begun_comes_to_its_end() -> None:
    assert WORKFLOW["concurrency"] == {"group": "pages", "cancel-in-progress": False}


def test_it_runs_after_a_push_once_a_day_and_when_asked() -> None:
    """YAML 1.1 reads the key `on` as true."""
    when = WORKFLOW[True]
    assert when["push"] == {"branches": ["main"]}
    [daily] = when["schedule"]
    assert re.fullmatch(r"\d{1,2} \d{1,2} \* \* \*", daily["cron"])
    assert "workflow_dispatch" in when


def test_nothing_runs_until_the_repository_asks_for_it() -> None:
    assert JOBS["build"]["if"] == "vars.PUBLISH_TO_PAGES == 'yes'"
    assert JOBS["deploy"]["needs"] == "build"


def test_no_step_puts_what_somebody_else_wrote_into_a_command() -> None:
    """GitHub, "Security hardening for GitHub Actions", script injections."""
    commands = [step["run"] for job in JOBS.values() for step in job["steps"] if "run" in step]
    assert commands == [
        "python3 start.py admin",
        "python3 start.py build --strict --host github-pages",
    ]


def commands() -> list[str]:
    """What these files tell a host to run."""
    netlify = tomllib.loads((PROJECT / "netlify.toml").read_text("utf-8"))
    cloudflare = (PROJECT / "wrangler.jsonc").read_text("utf-8")
    told = re.search(r"python3 start.py build.*", cloudflare)
    assert told
    workflow = [step["run"] for step in JOBS["build"]["steps"] if "run" in step]
    return [netlify["build"]["command"], told[0], *workflow]


@pytest.mark.parametrize("command", commands())
def test_the_commands_are_ones_that_start_py_knows(command: str) -> None:
    _, _, name, *options = command.split()
    known = inspect.signature(getattr(tasks, name).body).parameters
    assert name in ("build", "admin")
    for option in options:
        assert not option.startswith("--") or option[2:] in known
    assert (
        name == "admin" or "--strict" in options
    )  # what must not be published is refused there as well


def test_all_of_them_publish_the_folder_that_a_build_writes() -> None:
    netlify = tomllib.loads((PROJECT / "netlify.toml").read_text("utf-8"))
    cloudflare = json.loads(re.sub(r"(?m)^//.*$", "", (PROJECT / "wrangler.jsonc").read_text()))
    upload = next(s for s in JOBS["build"]["steps"] if "upload-pages-artifact" in s.get("uses", ""))
    folders = {netlify["build"]["publish"], cloudflare["pages_build_output_dir"]}
    assert folders | {upload["with"]["path"]} == {"output"}
    assert upload["with"]["include-hidden-files"] is True  # .well-known
