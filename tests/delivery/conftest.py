"""One site that holds all that a host has to know of, delivered once, and each real server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.delivery import servers
from tests.trial_site import Built, TrialSite, photograph

PDF = b"%PDF-1.4\n%%EOF\n"


def write(folder: Path) -> TrialSite:
    """A practice with a picture, a document, old addresses, and pages of every kind."""
    site = TrialSite(folder)
    site.facts(
        practice={
            "name": "Quiet Room",
            "timezone": "America/Denver",
            "email": "hello@practice.example",
        }
    )
    site.page("home", title="Quiet Room", url="", save_as="index.html", template="home")
    site.page("search", template="search")
    site.page("404", url="404.html", save_as="404.html", template="not_found", status="hidden")
    site.write("images/desk.jpg", photograph(600, 400))
    site.write("images/guide.pdf", PDF)
    site.article(
        "rest",
        '![A desk](/images/desk.jpg)\n\nIn code: `<img src="/theme/search.js">`.\n\n'
        "[A guide](/images/guide.pdf)\n"
        + "Long enough to be worth packing. " * 30
        + "\n\n## É\n\nWords.\n",
        image="images/desk.jpg",
        image_alt="A desk",
        redirects=["/blog/rest", "/rest.html"],
    )
    site.article("work", "Words about work.\n" * 30)
    site.write(
        "redirects.yaml",
        "/elsewhere/: https://other.example/a?b=c%20d\n"
        "/old%20words: /\n"
        "/café/: /articles/rest/#é\n"
        "/shop/: gone\n",
    )
    return site


def deliver(site: TrialSite, **settings: Any) -> Built:
    built = site.build(delivered=True, PRACTICE_HSTS=31536000, **settings)
    assert not built.refused, built.said()
    return built


@pytest.fixture(scope="session")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return deliver(write(tmp_path_factory.mktemp("delivered")))


@pytest.fixture(scope="session", params=["nginx", "apache", "caddy"])
def server(request: pytest.FixtureRequest, delivered: Built) -> Iterator[str]:
    """The delivered site, shown by each real server in turn."""
    with or_skipped(), served(request.param, delivered) as address:
        yield address


def served(name: str, built: Built, root: str = "") -> AbstractContextManager[str]:
    """The address of the server `name` with a delivered site, which stands at `root` there."""
    return servers.serving(name, built.output, hosting_of(built), root)


@contextmanager
def or_skipped() -> Iterator[None]:
    """Without the server the test is skipped, but never in CI."""
    try:
        yield
    except servers.NoServerError as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


def hosting_of(built: Built) -> Path:
    return built.output.with_name(f"{built.output.name}-hosting")
