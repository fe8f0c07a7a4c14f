"""What is spared in setting a text changes nothing of what Pelican would make of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import smartypants
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typogrify.filters import typogrify

import pelicanconf
from plugins.core import safe_html
from plugins.core.cache import Store
from plugins.frontmatter.document import File, Reader
from plugins.frontmatter.parse_cache import ParseCache, Task
from plugins.markdown_extensions import typography
from plugins.markdown_extensions.typography import Typography
from plugins.notices.known import Known
from tests.trial_site import TrialSite, markdown

OURS = typography.of(vars(pelicanconf))
ARTICLES = sorted((Path(pelicanconf.__file__).parent / "content").rglob("*.md"))
PIECES = [
    *("<p>", "</p>", "<em>", "</em>", "<code>", "</code>", "<kbd>", "</kbd>", '<a href="/a-b/">'),
    *("</a>", "<h2>", "</h2>", "<br>", "\n", " ", "word", "two words", "é", "\u00a0", "7", "s"),
    *('"', "'", "''", "``", "`", "-", "--", "---", ".", "...", ". . .", "\\", '\\"', "&quot;"),
    *("&amp;", "&lt;", "<pre>", "</pre>", "(", "[", "!", "?", ",", "&nbsp;"),
]
HTML = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)


def as_pelican(html: str, style: Typography) -> str:
    """pelican.readers, Readers.read_file."""
    smartypants.Attr.default = smartypants.Attr.set1 | smartypants.Attr.w
    return str(typogrify(html, [*style.ignored], **dict.fromkeys(style.omitted, False)))


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_our_own_articles_are_set_as_pelican_would_set_them(path: Path) -> None:
    reader = Reader(pelicanconf.MARKDOWN)
    html = reader.read(path.read_bytes(), path.name, "article").html
    assert OURS.typeset(html) == as_pelican(html, OURS)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p>He said "no" -- twice...</p>', "<p>He said &#8220;no&#8221; &#8212; twice&#8230;</p>"),
        ("<p>the '80s and <em>it's</em> so</p>", None),
        ('<p><em>said</em>"<b>so</b>"</p>', None),
        ("<p>a</p>\n<p>b's</p>", "<p>a</p>\n<p>b&#8217;s</p>"),
        ("<p>x <code>it's</code> y's</p>", "<p>x <code>it's</code> y&#8217;s</p>"),
        ("", ""),
    ],
)
def test_each_kind_of_sign_still_counts(html: str, expected: str | None) -> None:
    made = OURS.typeset(html).replace("&nbsp;", " ")
    assert made == as_pelican(html, OURS).replace("&nbsp;", " ")
    assert expected in (None, made)


@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(html=HTML, style=st.sampled_from([OURS, Typography(), Typography(ignored=("em",))]))
def test_any_text_is_set_as_pelican_would_set_it(html: str, style: Typography) -> None:
    clean = safe_html.clean(html)[0]
    assert style.typeset(clean) == (as_pelican(clean, style) if clean else "")


def test_what_was_read_for_a_check_is_set_for_a_build_without_being_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = tmp_path / "rest.md"
    text.write_text(markdown({"title": "Rest", "date": "2026-03-02"}, 'He said "rest".\n'), "utf-8")
    file = File(str(text), "content/articles/rest.md", "article")
    check = Task(pelicanconf.MARKDOWN, "", Known(), Store(tmp_path, "reading"), "state", "program")
    build = replace(check, typography=OURS)
    read = ParseCache(check).read(file)
    assert (read.html, read.typeset) == ('<p>He said "rest".</p>', None)
    assert ParseCache(build).find(file) is None

    monkeypatch.setattr(Reader, "read", None)
    made = ParseCache(build).read(file)
    assert made.typeset == "<p>He said &#8220;rest&#8221;.</p>".replace("d &", "d&nbsp;&")
    assert ParseCache(build).find(file) == made
    assert ParseCache(check).find(file) == made  # the next check finds it as well


def test_title_summary_and_text_are_set_in_a_page_and_plain_in_a_check(site: TrialSite) -> None:
    site.article("rest", "It's time.\n", title="It's rest", summary="It's quiet.")
    html = site.build().html("articles/rest/")
    assert "It’s rest" in html or "It&#8217;s rest" in html
    assert "It&#8217;s&nbsp;time." in html
    plain = site.build(TYPOGRIFY=False).html("articles/rest/")
    assert "It's time." in plain
