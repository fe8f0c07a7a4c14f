"""No file and no word of the content disappears from the site without a word about it."""

from __future__ import annotations


def test_markdown_beside_the_folders_of_the_site_is_told(site):
    site.article("sound")
    site.write("notes.md", "Mine.\n")
    site.write("images/read-me.md", "Mine.\n")
    remedy = "Move it into articles or pages, or give it a name that ends in .txt."
    what = "This file lies beside the articles and pages, so it is not part of the site."
    assert site.build().said() == [f"read-me.md:1: {what} {remedy}", f"notes.md:1: {what} {remedy}"]


def test_an_unreadable_file_is_told_once_although_a_path_and_a_link_lead_to_it(site):
    site.article("sound", "See [the other](/articles/broken/#part).\n")
    site.write("articles/broken.md", "---\n\ttitle: A\n---\n")
    site.paths({"path": "New", "articles": ["sound", "broken"]})
    assert site.build().said() == [
        (
            "broken.md:2: There is a tab at the beginning of this line. Use spaces instead of the "
            "tab key."
        )
    ]


def test_a_title_with_the_beginning_of_a_comment_is_told_and_keeps_its_words(site):
    site.article("odd", title="Before <!-- after", summary="One <! two")
    assert [problem.rule for problem in site.build().problems] == ["comment"]
    page = site.build(strict=False).page("articles/odd/")
    assert page.h1.get_text().split() == ["Before", "—", "after"]
    assert page.find("meta", attrs={"name": "description"})["content"] == "One two"


def test_a_translation_follows_the_path_without_its_name_in_another_language(site):
    site.article("one")
    site.article("two")
    site.article("one.es", translation="true")
    site.article("two.es", translation="true")
    site.paths({"path": "New", "articles": ["two", "one"]})
    built = site.build()
    forward = built.page("es/articles/two/").find("a", rel="next")
    assert forward["href"] == "/es/articles/one/"
    assert "paths/new" not in built.html("es/articles/two/")
    assert "paths/new" in built.html("articles/two/")


def test_an_old_address_with_encoded_letters_is_written_where_a_host_looks_for_it(site):
    site.article("sound", redirects=["/my%20old%20page"])
    assert "my old page/index.html" in site.build().files()
