"""The commands. Each one is a function of desk/, which does the work and gives the exit code."""

# Imports stand inside the tasks, so that a list of the commands need not wait for Pelican.
from __future__ import annotations

import sys

from invoke import Collection, Context, Exit, task


def finish(code: int) -> None:
    if code:
        raise Exit(code=code)


@task(help={"port": "where to serve it", "content": "another folder than content/"})
def preview(_: Context, port: str = "8000", open: bool = True, content: str = "") -> None:
    """See the site in the browser while writing; it reloads on every save."""
    from desk.preview import preview as run

    finish(run(port, open, content))


@task(positional=["title"], help={"title": "of the article, in quotes"})
def new(_: Context, title: str, content: str = "") -> None:
    """Begin an article: a draft with its header filled in."""
    from desk.new import new as run

    finish(run(title, content))


@task(help={"format": "text or json"})
def check(_: Context, content: str = "", format: str = "text") -> None:
    """Tell every problem in the content, and how to mend it."""
    from desk.check import check_content

    finish(check_content(content, format))


@task(help={"output": "where to write it", "url": "the address of the site on the web"})
def build(_: Context, content: str = "", output: str = "", url: str = "") -> None:
    """Make the site that goes on the web, in output/."""
    from desk.build import build_site

    finish(build_site(content, output, url))


@task
def test(context: Context) -> None:
    """Check the program itself; what follows `--` goes to pytest."""
    from desk.testing import check_everything

    finish(check_everything(context.remainder))


@task(help={"output": "where to put the pictures"})
def gallery(_: Context, content: str = "", output: str = "") -> None:
    """Photograph every kind of page, large and small, by day and by night."""
    from desk.gallery import gallery as run

    finish(run(content, output))


@task
def lock(_: Context) -> None:
    """Choose the libraries' versions anew from pyproject.toml."""
    from desk.lock import lock as run

    finish(run())


if __name__ == "__main__":
    from desk.commands import main

    main(Collection(preview, new, check, build, test, gallery, lock), sys.argv)
