"""Each real server sends the editor's own policy with the editor's page, and with no other."""

from __future__ import annotations

import urllib.request
from pathlib import Path

import pytest

from plugins.admin.files import PAGE
from tests.delivery.conftest import or_skipped, served
from tests.trial_site import TrialSite


@pytest.mark.parametrize("server", ["nginx", "apache", "caddy"])
def test_the_editors_page_alone_may_ask_github(
    server: str, repository: TrialSite, archive: Path
) -> None:
    built = repository.build(delivered=True, PRACTICE_ADMIN="example/site")
    assert not built.refused
    sent = {}
    with or_skipped(), served(server, built) as address:
        for path in ("/", "/search/", "/articles/rest/", "/admin/", "/admin/sveltia/index.js"):
            with urllib.request.urlopen(f"{address}{path}") as answer:
                sent[path] = answer.headers.get_all("Content-Security-Policy")
    stated = built.page(PAGE).select("meta[http-equiv=Content-Security-Policy]")[0]["content"]
    own = [f"{stated}; frame-ancestors 'none'"]
    assert [path for path, policies in sent.items() if policies == own] == [
        "/admin/",
        "/admin/sveltia/index.js",
    ]
    assert "github" not in str([sent[path] for path in sent if not path.startswith("/admin/")])
    assert all(len(policies) == 1 for policies in sent.values())
    assert "wasm-unsafe-eval" in sent["/search/"][0]
    assert "wasm-unsafe-eval" not in sent["/articles/rest/"][0]
