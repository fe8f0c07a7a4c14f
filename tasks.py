"""Define the commands: each is a function of desk/, which does the work and returns the code."""

# Imports stand inside the tasks, so that a list of the commands need not wait for Pelican.
from __future__ import annotations

import sys

if __name__ == "__main__":  # before invoke, whose loading takes long
    from desk.commands import typed

    typed.main(sys.argv[1:])

from invoke import Collection, Context, Exit, task


def finish(code: int) -> None:
    """Raise Exit unless `code` is 0: it becomes the exit code of the program."""
    if code:
        raise Exit(code=code)


@task(help={"port": "where to serve it", "content": "another folder than content/"})
def preview(_: Context, port: str = "8000", open: bool = True, content: str = "") -> None:
    """See the site in the browser while writing; it reloads on every save."""
    from desk.preview.preview import preview as run

    finish(run(port, open, content))


@task(
    help={
        "content": "another folder than content/",
        "answers": "a file in the shape of practice.yaml; what is in it is not asked",
        "only": "ask for this one fact, known or not, such as fees",
    }
)
def setup(_: Context, content: str = "", answers: str = "", only: str = "") -> None:
    """Answer questions about the practice: practice.yaml and the pages to begin with."""
    from desk.commands.setup import setup as run

    finish(run(content, given=answers, only=only))


@task(
    positional=["title"],
    help={
        "title": "of the article or page, or a person's name, in quotes",
        "kind": "article, comparison, condition, faq, page or person",
        "content": "another folder than content/",
    },
)
def new(_: Context, title: str, content: str = "", kind: str = "article") -> None:
    """Begin an article: a draft with its header filled in."""
    from desk.commands.new import new as run

    finish(run(title, content, kind))


@task(
    help={
        "format": "text or json",
        "report": "a page to be written, such as report.html",
        "fix": "mend what can be mended safely, and show each change first",
        "yes": "agree to these changes without being asked",
    }
)
def check(
    _: Context,
    content: str = "",
    format: str = "text",
    report: str = "",
    fix: bool = False,
    yes: bool = False,
) -> None:
    """Tell every problem in the content, and how to mend it."""
    from desk.check.check import check_content

    finish(check_content(content, format, report, ("yes" if yes else "ask") if fix else ""))


@task(
    help={
        "output": "where to write it",
        "url": "the address of the site on the web",
        "host": "netlify or github-pages, which want a file of their own",
        "strict": "refuse whatever publishing would refuse",
        "unreviewed": "with --strict, let articles pass that no clinician has read",
    }
)
def build(
    _: Context,
    content: str = "",
    output: str = "",
    url: str = "",
    host: str = "",
    strict: bool = False,
    unreviewed: bool = False,
) -> None:
    """Make the site that goes on the web, in output/."""
    from desk.build.build import build_site
    from desk.common.refusals import Level

    level: Level = "publish unreviewed" if unreviewed else "publish"
    finish(build_site(content, output, url, host, level if strict else "build"))


@task(
    help={
        "to": "the name of a place in content/publish.yaml; the first one if none is named",
        "dry-run": "show what will change and send nothing",
        "yes": "agree without being asked, for machines",
        "removing": "agree to pages that are lost: their number, or the practice's name",
        "unreviewed": "publish articles that no clinician has read; their pages say so",
        "back": "make the former release live again",
        "format": "text or json",
    }
)
def publish(
    _: Context,
    to: str = "",
    content: str = "",
    dry_run: bool = False,
    yes: bool = False,
    removing: str = "",
    unreviewed: bool = False,
    back: bool = False,
    format: str = "text",
) -> None:
    """Put the site on the web: see what will change, decide, send, verify; or go back."""
    from desk.publish.publish import Asked
    from desk.publish.publish import publish as run

    finish(run(Asked(to, content, dry_run, yes, removing, back, format, unreviewed=unreviewed)))


@task
def test(context: Context) -> None:
    """Check the program itself; what follows `--` goes to pytest."""
    from desk.commands.testing import check_everything

    finish(check_everything(context.remainder))


@task
def admin(_: Context) -> None:
    """Fetch the editor for GitHub, which a build puts at /admin/ if publishconf.py asks for one."""
    from desk.commands.admin import fetch_if_asked

    finish(fetch_if_asked())


@task
def lock(_: Context) -> None:
    """Choose the libraries' versions anew from pyproject.toml."""
    from desk.commands.lock import lock as run

    finish(run())


if __name__ == "__main__":
    from desk.commands.commands import main

    main(Collection(preview, setup, new, check, build, publish, admin, test, lock), sys.argv)
