"""The editor's configuration, which is made from our own entries of a header."""

from __future__ import annotations

import json
import tarfile
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

from plugins.admin.config import FORMS, LEFT_OUT, Folder, Repository, config, text
from plugins.frontmatter.fields import FIELDS, PAGE_FIELDS, WORDS

SITE = Repository(
    "example/site",
    "main",
    "content",
    (Folder("content/articles"), Folder("content/pages", is_pages=True)),
    {"rest": "Rest", "work": "A day's work"},
)


def collection(made: dict[str, Any], name: str) -> dict[str, Any]:
    return next(one for one in made["collections"] if one["name"] == name)


def names(fields: list[dict[str, Any]]) -> list[str]:
    return [field["name"] for field in fields]


def test_every_entry_of_a_header_can_be_edited_or_is_left_out_by_name():
    assert set(FORMS) | LEFT_OUT == {*FIELDS, *PAGE_FIELDS}
    assert set(FORMS) & LEFT_OUT == set()


def test_an_article_has_no_entries_that_only_pages_have():
    made = config(SITE, "Quiet Room")
    articles = names(collection(made, "articles")["fields"])
    pages = names(collection(made, "pages")["fields"])
    assert set(pages) - set(articles) == set(PAGE_FIELDS)
    assert articles[:4] == ["title", "summary", "body", "status"]


def test_what_is_said_of_a_field_is_what_the_table_of_headers_says():
    fields = collection(config(SITE, ""), "articles")["fields"]
    said = {field["name"]: field["hint"].lower() for field in fields if field["name"] != "body"}
    assert said == {name: f"{WORDS[name][0]}.".lower() for name in said}
    assert len(said) == len(set(FIELDS) - LEFT_OUT)


def test_whoever_saves_says_who_may_see_it_and_nothing_says_it_for_them():
    fields = collection(config(SITE, ""), "articles")["fields"]
    status = next(field for field in fields if field["name"] == "status")
    assert status["required"] is True
    assert "default" not in status
    assert status["options"] == ["draft", "published", "hidden"]
    assert [field["name"] for field in fields if "default" in field] == []


def test_the_text_is_edited_as_it_stands_in_the_file():
    fields = collection(config(SITE, ""), "articles")["fields"]
    assert next(field for field in fields if field["name"] == "body")["widget"] == "text"


def test_nobody_signs_in_through_somebody_elses_server():
    backend = config(SITE, "")["backend"]
    assert backend == {
        "name": "github",
        "repo": "example/site",
        "branch": "main",
        "auth_methods": ["token"],
    }


def test_a_folder_of_its_own_and_another_ending_are_collections_of_their_own():
    folders = (
        Folder("texts/articles"),
        Folder("texts/articles/2025", within="2025"),
        Folder("texts/articles", "markdown"),
        Folder("texts/pages", is_pages=True),
    )
    made = config(Repository("a/b", "main", "texts", folders, {}, orders_paths=False), "")
    told = [
        (one["name"], one["label"], one["folder"], one["extension"]) for one in made["collections"]
    ]
    assert told == [
        ("articles", "Articles", "texts/articles", "md"),
        ("articles-2025", "Articles: 2025", "texts/articles/2025", "md"),
        ("articles-.markdown", "Articles: .markdown", "texts/articles", "markdown"),
        ("pages", "Pages", "texts/pages", "md"),
    ]
    assert made["media_folder"] == "texts/images"


def test_a_repository_that_is_the_content_itself_needs_no_folder_before_its_own():
    made = config(Repository("a/b", "main", ".", (), {}), "")
    assert made["media_folder"] == "images"
    assert collection(made, "order")["files"][0]["file"] == "reading-paths.yaml"


def test_a_reading_path_is_put_in_order_by_the_titles_of_the_articles():
    made = config(SITE, "")
    every = collection(made, "order")["files"][0]["fields"]
    assert [(one["name"], one["root"]) for one in every] == [("paths", True)]
    path = every[0]["fields"]
    assert names(path) == ["path", "summary", "articles"]
    slug = path[2]["fields"][0]
    assert slug["options"] == [
        {"label": "A day's work", "value": "work"},
        {"label": "Rest", "value": "rest"},
    ]


def test_the_file_is_the_configuration_and_repeats_nothing_by_reference():
    made = text(SITE, "Quiet Room: a practice")
    assert yaml.safe_load(made) == config(SITE, "Quiet Room: a practice")
    assert "&id" not in made
    assert "*id" not in made


def test_the_editors_own_schema_accepts_it(real_archive: Path):
    with tarfile.open(real_archive) as opened:
        schema = opened.extractfile("package/schema/sveltia-cms.json")
        assert schema
        found = Draft7Validator(json.load(schema))
    wrong = [error.message for error in found.iter_errors(config(SITE, "Quiet Room"))]
    assert wrong == []
    assert [*found.iter_errors({"backend": {"name": "github"}})]
