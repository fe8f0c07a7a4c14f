"""What is typed on a keyboard is set as a careful printer would, and all else is left alone."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from typogrify.filters import typogrify

import pelicanconf
from plugins.core import safe_html
from plugins.core.cache import Store
from plugins.frontmatter.document import File, Reader
from plugins.frontmatter.parse_cache import ParseCache, Task
from plugins.markdown_extensions import typography
from plugins.markdown_extensions.typography import Typography
from plugins.notices.known import Known
from tests.growth import growth
from tests.trial_site import TrialSite, markdown

OURS = typography.of(vars(pelicanconf))
CONF: dict[str, Any] = pelicanconf.MARKDOWN
READER = Markdown(**CONF)
LINES = Path(__file__).with_name("quotes.tsv").read_text("utf-8").splitlines()
CASES = [line.split("\t") for line in LINES if not line.startswith("# ")]
PIECES = [
    *("<p>", "</p>", "<em>", "</em>", "<code>", "</code>", "<kbd>", "</kbd>", '<a href="/a-b/">'),
    *("</a>", "<h2>", "</h2>", "<br>", "\n", " ", "word", "two words", "é", "\u00a0", "7", "s"),
    *('"', "'", "''", "``", "`", "-", "--", "---", ".", "...", ". . .", "\\", '\\"', "&quot;"),
    *("&amp;", "&lt;", "<pre>", "</pre>", "(", "[", "!", "?", ",", "&nbsp;", '<span>"</span>'),
    *("5'10\"", "'90s", "“", "”", "„", "https://x.org/a--b", "你好", "<sup>1</sup>", "-->"),
]
HTML = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
# What each sign that is set may have been typed as.
TYPED = str.maketrans({**dict.fromkeys("“”″", '"'), **dict.fromkeys("‘’′", "'"), "…": "..."})


def printed(text: str, lang: str = "") -> str:
    """Return the words of some Markdown as a page shows them."""
    body, *_ = safe_html.clean(READER.reset().convert(text))[0].partition('<div class="footnote')
    return safe_html.plain(OURS.typeset(body, lang)).replace("\u00a0", " ")


@pytest.mark.parametrize(("typed", "expected"), CASES, ids=[typed for typed, _ in CASES])
def test_a_text_is_set_as_a_careful_printer_would(typed: str, expected: str) -> None:
    assert printed(f"{typed}\n\n[^1]: A note.\n" if "[^1]" in typed else typed) == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "“Yes, ‘now’,” it’s so"),
        ("es", "“Yes, ‘now’,” it’s so"),
        ("ja", "“Yes, ‘now’,” it’s so"),
        ("de", "„Yes, ‚now‘,“ it’s so"),
        ("de-AT", "„Yes, ‚now‘,“ it’s so"),
        ("fr", "« Yes, “now”, » it’s so"),
        ("pl", "„Yes, ‚now’,” it’s so"),
        ("ru", "«Yes, „now“,» it’s so"),
    ],
)
def test_straight_marks_become_those_of_the_language(lang: str, expected: str) -> None:
    assert printed("\"Yes, 'now',\" it's so", lang) == expected
    # Without a language of its own a text is in that of the site.
    site = typography.of({"DEFAULT_LANG": lang})
    assert safe_html.plain(site.typeset("<p>\"Yes, 'now',\" it's so</p>")) == expected


def test_an_article_in_another_language_has_its_marks_in_text_and_title(site: TrialSite) -> None:
    words = "Er sagt \"Ja\", und 'gut'."
    site.article("rest.de", f"{words}\n", title='Das "Ruhen"', summary='So "ruht" man.')
    page = unescape(site.build().html("de/articles/rest/"))
    assert "Er sagt „Ja“, und" in page
    assert "Das „Ruhen“" in page.replace("\u00a0", " ")
    assert "So „ruht“" in page.replace("\u00a0", " ")


def test_what_is_marked_as_escaped_stays_and_its_span_goes() -> None:
    html = '<p><span>"</span>a<span>"</span> "b" <span>-</span>- <span lang="en">c</span></p>'
    plain = replace(OURS, omitted=(*OURS.omitted, "widont"))
    assert plain.typeset(html) == (
        '<p>"a" &#8220;b&#8221; -- <span lang="en">c</span></p>'  # only what has no attributes
    )
    assert plain.typeset("<p><span>&amp;</span>c <span>two</span></p>") == (
        "<p>&amp;c <span>two</span></p>"
    )


@pytest.mark.parametrize("tag", ["code", "kbd", "pre", "samp", "script", "style", "math", "tt"])
def test_what_is_no_prose_is_not_looked_into(tag: str) -> None:
    plain = replace(OURS, omitted=(*OURS.omitted, "widont"))
    words = "it's \"so\" -- ... <b>'x'</b>"
    html = f"<div><{tag}>{words}</{tag}></div>"
    assert plain.typeset(html) == html
    nested = f"<p><{tag}><{tag}>it's</{tag}> it's</{tag}> it's</p>"
    assert plain.typeset(nested) == f"{nested[:-8]}it&#8217;s</p>"


def test_a_quotation_does_not_reach_into_the_next_block() -> None:
    html = '<ul><li>"one</li><li>two" 6"</li></ul><p>"x"</p><p>6"</p>'
    assert unescape(OURS.typeset(html)) == html.replace('"one', "“one").replace(
        'two" 6"', "two”\u00a06″"
    ).replace('"x"', "“x”").replace('6"</p>', "6″</p>")


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("default", "a—b 1–2 a—b"),
        ("oldschool", "a–b 1–2 a—b"),
        ("oldschool_inverted", "a—b 1—2 a–b"),
    ],
)
def test_dashes_are_those_of_the_style_that_is_set(style: str, expected: str) -> None:
    made = Typography(style, omitted=("widont",)).typeset("<p>a--b 1--2 a---b</p>")
    assert unescape(made) == f"<p>{expected}</p>"


def test_what_is_to_be_ignored_or_left_out_is() -> None:
    html = '<p class="x">"a"</p><em>"b"</em>'
    assert unescape(Typography(ignored=("em",)).typeset(html)).endswith('</p><em>"b"</em>')
    assert unescape(Typography(omitted=("initial_quotes",)).typeset(html)).count("“") == 2
    assert Typography(omitted=("smartypants", "initial_quotes")).typeset(html) == html


@settings(
    max_examples=1500,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(html=HTML, lang=st.sampled_from(["en", "fr", "de"]))
def test_no_word_and_no_tag_is_lost_or_moved(html: str, lang: str) -> None:
    clean = safe_html.clean(html)[0]
    typed = clean.replace('<span>"</span>', '"')
    quiet = replace(OURS, omitted=(*OURS.omitted, "widont"))
    made = quiet.typeset(clean, lang)
    assert re.findall("<[^>]*>", made) == re.findall("<[^>]*>", typed)

    def words(text: str) -> str:
        text = text.translate(TYPED)
        # Marks of other languages, and what two of a kind may have been set as one.
        return re.sub("[\"'„‚«»“”‘’\u00a0 .–—-]", "", text)

    assert words(unescape(made)) == words(unescape(typed))
    assert OURS.typeset(clean) == str(
        typogrify(quiet.typeset(clean), [], **dict.fromkeys((*OURS.omitted, "smartypants"), False))
    )


@pytest.mark.parametrize(
    "piece",
    [
        *("\"'", "'", '"', "''", "--", "...", ". ", ".&nbsp;", "'a ", ' "a', "<em>'</em>", "<b>"),
        *("5'10\"", "'90s ", "https://", "&quot;", "&amp", '<span>"</span>', "<code>", "a' ", "- "),
        *("<", "&", "„", "5", "'tis", " ", "\u00a0", "<br>", "<p>'"),
    ],
)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    count = 10_000 // len(piece)
    texts = {n: safe_html.clean(f"<p>{piece * n}</p>")[0] for n in (count, 2 * count)}
    assert growth(lambda size: OURS.typeset(texts[size]), count) < 2.5


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


def test_what_stands_in_yaml_is_set_like_what_stands_in_a_text(site: TrialSite) -> None:
    site.article("rest", "Quiet.\n", content_note='It\'s "hard".', sources=[{"title": "'Rest'"}])
    site.article("walk", "Quiet.\n")
    path = 'path: It\'s time\n  summary: So "quiet" & slow.\n  articles:'
    entry = "\n    - {slug: %s, because: 'It is \"next\".'}"
    site.write("reading-paths.yaml", f"- {path}{entry % 'rest'}{entry % 'walk'}\n")
    made = site.build()
    article, page = unescape(made.html("articles/rest/")), unescape(made.html("paths/it-s-time/"))
    for words in ("It’s “hard”.", "‘Rest’", "It is “next”."):
        assert words in article
    for words in ("It’s time</h1>", "So “quiet” & slow.", "It is “next”."):
        assert words in page
