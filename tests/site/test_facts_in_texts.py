"""A fact that a text asks for, everywhere that the text goes."""

from __future__ import annotations

from plugins.core.safe_html import plain
from tests.trial_site import TrialSite

BODY = """\
## FAQ

### What does a session cost? {#fees}

{{ fact: fees | You will be told, [as the law asks](/articles/other/). }} You may ask.
"""
FEES = [{"name": "A session", "amount": "$150", "per": "50 minutes"}]


def read_by_whom(site: TrialSite) -> list[str]:
    """Return the answer on the page, in its data, and in the article's Markdown copy."""
    site.article("other")
    site.article("money", BODY, summary="It costs {{ fact: fees | little. }}")
    built = site.build(strict=False)
    answer = built.one("articles/money/", "details .answer").get_text(" ", strip=True)
    (question,) = built.questions("articles/money/")
    given = plain(question["acceptedAnswer"]["text"])
    return [answer, given, built.text("articles/money/index.md"), built.html("articles/money/")]


def test_while_it_is_not_known_the_written_words_stand_everywhere(site: TrialSite) -> None:
    page, data, copy, html = read_by_whom(site)
    assert "as the law asks" in page
    assert "as the law asks" in data
    assert "You will be told, [as the law asks]" in copy
    assert 'content="It costs little."' in html
    assert "fact:" not in page + data + copy + html


def test_from_the_day_on_which_it_is_known_it_stands_everywhere(site: TrialSite) -> None:
    site.facts(fees=FEES)
    page, data, copy, html = read_by_whom(site)
    said = "A session: $150 for 50 minutes. You may ask."
    assert said in " ".join(page.split())
    assert said in " ".join(data.split())
    assert said in copy.replace("\\$", "$")
    assert 'content="It costs A session: $150 for 50 minutes."' in html
    assert "told" not in page + data + copy + html
