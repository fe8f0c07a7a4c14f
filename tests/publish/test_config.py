"""content/publish.yaml: what may stand in it, and how everything else is told."""

from __future__ import annotations

import pytest

from desk.publish.config import Place, read

FOLDER = "  kind: folder\n  path: live\n"


def told(text: str) -> list[str]:
    _, problems = read(text, "publish.yaml")
    return [f"{one.line}: {one.message} {one.remedy}" for one in problems]


def test_places_in_their_order_with_settings_as_they_were_typed() -> None:
    places, problems = read(
        "live:\n  kind: rsync\n  host: me@server.example\n  path: /srv/site\n  port: 2222\n"
        "staging:\n  kind: folder\n  path: ../yes\n  url: https://staging.example/\n",
        "publish.yaml",
    )
    assert (problems, places) == (
        [],
        [
            Place(
                "live",
                "rsync",
                "",
                {"host": "me@server.example", "path": "/srv/site", "port": "2222"},
                1,
            ),
            Place("staging", "folder", "https://staging.example", {"path": "../yes"}, 6),
        ],
    )


@pytest.mark.parametrize("text", ["", "# nothing\n", "{}", "[]", "live", "- kind: folder\n", "~"])
def test_a_file_that_names_no_place(text: str) -> None:
    assert told(text) == [
        (
            "1: This file names no place to publish to. Write a name such as “live:” and below it "
            "“  kind: folder” and “  path: …”."
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("live:\n", "1: “live” says nothing about the place. Write “  kind: …” below it."),
        ("live: folder\n", "1: “live” says nothing about the place. Write “  kind: …” below it."),
        (
            "live:\n  path: x\n",
            (
                "1: “live” has no kind. Known are: cloudflare-pages, folder, git, netlify, rsync, "
                "zip."
            ),
        ),
        ("live:\n  kind: rsnc\n", "2: There is no kind “rsnc”. Did you mean “rsync”?"),
        (
            "live:\n  kind: s3\n  bucket: my-practice\n  region: us-east-1\n",
            (
                "2: A store such as “s3” is no kind of place: visitors would meet pages of the old "
                "site beside pages of the new one there. Name another kind. Or build the site and "
                "send it with the store's own program, as docs/hosting.md shows."
            ),
        ),
        (
            "live:\n  kind: folder\n  path: x\nold:\n  bucket: b\n  kind: R2\n",
            (
                "6: A store such as “R2” is no kind of place: visitors would meet pages of the old "
                "site beside pages of the new one there. Name another kind. Or build the site and "
                "send it with the store's own program, as docs/hosting.md shows."
            ),
        ),
        (
            "live:\n  kind: netlify\n  site: --prod\n",
            (
                "3: “--prod” is not a name that such a host knows. It is the project's name or id "
                "on Netlify."
            ),
        ),
        (
            "live:\n  kind: [folder]\n  path: x\n",
            "2: “kind” should be one word. Write it behind the colon.",
        ),
        (
            "live:\n  kind: folder\n",
            (
                "1: “live” lacks “path”. Add it: it is the folder that the site is put into, such "
                "as ../for-the-host."
            ),
        ),
        (
            "live:\n  kind: folder\n  path:\n",
            (
                "3: “live” lacks “path”. Add it: it is the folder that the site is put into, such "
                "as ../for-the-host."
            ),
        ),
        (
            f"live:\n{FOLDER}  ulr: https://a.example\n",
            "4: “live” has no setting called “ulr”. Did you mean “url”? Otherwise remove the line.",
        ),
        (
            f"live:\n{FOLDER}  url: a.example\n",
            (
                "4: “a.example” is not a web address. Copy it whole from the browser; it begins "
                "with https://."
            ),
        ),
        (
            f"live:\n{FOLDER}  url: [https://a.example]\n",
            "4: “url” should be one line of text. Write it behind the colon.",
        ),
        (
            f"live:\n{FOLDER}live:\n{FOLDER}",
            (
                "4: “live” appears here a second time; only one of the two can count. Remove one "
                "of them (the first is on line 1)."
            ),
        ),
        (
            f"live:\n{FOLDER}  path: other\n",
            (
                "4: “path” appears here a second time; only one of the two can count. Remove one "
                "of them (the first is on line 3)."
            ),
        ),
        (
            f"live:\n{FOLDER}Live:\n{FOLDER}",
            (
                "4: “Live” differs from “live” only by small and capital letters. Give one of them "
                "another name."
            ),
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_remedy(text: str, expected: str) -> None:
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "name",
    [
        "../up",
        "..",
        "a/b",
        "a\\b",
        "/etc",
        ".git",
        "a.git",
        "-rf",
        "1st",
        '"a\\0b"',
        "a b",
        "x" * 41,
    ],
)
def test_a_name_that_could_lead_out_of_its_folder_is_refused(name: str) -> None:
    """A folder is called so: nothing but letters, digits and hyphens."""
    found = told(f"{name}:\n{FOLDER}")
    assert len(found) == 1
    assert "cannot be the name of a place" in found[0] or "YAML" in found[0] or "sign" in found[0]


@pytest.mark.parametrize("name", ["live", "Praxis-2", "büro", "my_site"])
def test_an_everyday_name_is_taken(name: str) -> None:
    assert told(f"{name}:\n{FOLDER}") == []


@pytest.mark.parametrize(
    "text",
    [
        "live: &a\n  kind: *a\n",
        "{" * 5000,
        "live:\n\tkind: folder\n",
        "live:\n  kind: !!python/object/apply:os.system [echo]\n  path: x\n",
        "? [a, b]\n: c\n",
        "live:\n  kind: folder\n  path: |\n    a\n    b\n",
        "a: &x {b: &y [1,2]}\n" + "".join(f"k{n}: [*x, *x]\n" for n in range(5)),
        "\x00\x01\x02",
        "live:\n  ? kind\n  : {}\n",
        "live:\n  kind: folder\n  path: x\n  1: 2\n  null: x\n",
        "---\nlive:\n  kind: folder\n  path: x\n---\nother: {}\n",
    ],
)
def test_whatever_stands_there_is_told_and_never_breaks_the_program(text: str) -> None:
    places, problems = read(text, "publish.yaml")
    assert problems
    assert all(place.name == "live" for place in places)
    assert all(problem.remedy and problem.line >= 1 for problem in problems)
