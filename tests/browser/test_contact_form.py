"""The contact form as a visitor uses it: without a script, and to one place only."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

from playwright.sync_api import Browser

from tests.static_server import served
from tests.trial_site import TrialSite

ENDPOINT = "https://forms.example.com/f/abc"


def test_what_was_entered_goes_to_the_service_that_she_names(
    chromium: Browser, tmp_path: Path
) -> None:
    site = TrialSite(tmp_path)
    site.facts(
        contact_form={"endpoint": ENDPOINT},
        services=[{"name": "Therapy", "type": "therapy", "states": ["CO"]}],
    )
    site.page("consultation", template="consultation")
    built = site.build(strict=False)
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(built.output) as address:
        page.goto(f"{address}/consultation/")
        page.get_by_label("Your name").fill("Ada")
        page.get_by_label("The state").select_option("Colorado")
        page.get_by_label("An e-mail address").fill("ada@example.org")
        with page.expect_request(lambda request: request.method == "POST") as asked:
            page.get_by_role("button", name="Send").click(no_wait_after=True)
        sent = asked.value  # to a name that nobody has (RFC 2606)
        assert sent.url == ENDPOINT
        assert parse_qs(sent.post_data or "") == {
            "name": ["Ada"],
            "state": ["Colorado"],
            "reply_to": ["ada@example.org"],
        }
        context.close()
