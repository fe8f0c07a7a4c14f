"""Whole practices as `setup --answers` begins them and their owners go on; all are invented.

ANSWERS are what each of them knows on the first day. Three of them go on: `write` sets one up and
does what `check` then asks for, so that it has pages, articles and reading paths as a practice has
that has been there for a while.
"""

from __future__ import annotations

import io
import time
from collections.abc import Iterator, Mapping
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from desk.build.build import build_site
from desk.commands.setup import setup
from desk.common.errors import BusyError
from desk.common.locks import locked
from tests import example_texts as texts
from tests.trial_site import markdown

# The people of the group, the first of them its owner.
GROUP = """\
  ana-ruiz:
    name: Ana Ruiz
    degree: MA
    credentials: LPC
    job_title: Counselor
    signature: Ana
    licenses: [{state: Arizona, title: LPC, number: "0142"}]
  ben-cole: {name: Ben Cole, credentials: LCSW, licenses: Arizona}
  cy-dane:
    name: Cy Dane
    credentials: LMFT
    licenses: [{state: Arizona, title: LMFT, number: "0199"}]
  dee-fox: {name: Dee Fox, credentials: LPC, licenses: AZ}
"""
ANSWERS = {
    "solo": """\
practice:
  name: Stillwater Therapy
  url: stillwater.example
  email: maya@stillwater.example
  phone: 503.555.0142
  timezone: Pacific
people:
  maya-lind:
    name: Maya Lind
    degree: MA
    credentials: LPC
    licenses: Oregon, Washington
fees: 150 for 50 minutes
consultation:
  free: yes
  minutes: 20 minutes
""",
    "abroad": """\
practice:
  name: Praxis Nordlicht
  description: Therapy in a quiet courtyard in Berlin, in English.
  url: nordlicht.example
  email: ina@nordlicht.example
  phone: "+49 30 555 0142"
  timezone: Berlin
  address: {street: Musterweg 5, city: Berlin, postal_code: "10115", country: DE, public: yes}
people:
  ina-holm:
    name: Ina Holm
    job_title: Psychotherapist
    signature: I
fees: 90 € for 50 minutes
insurance: Insurance is not accepted here.
consultation: {free: yes, minutes: 20}
crisis_lines:
  - {name: Emergency services, call: "112"}
""",
    "group": f"""\
practice:
  name: Mesquite Counseling Group
  description: Counseling in Tucson and online, in English and Spanish.
  url: mesquite.example
  email: office@mesquite.example
  phone: 520-555-0142
  timezone: Arizona
  address:
    street: 12 Elm Street
    city: Tucson
    region: Arizona
    postal_code: "85701"
    country: USA
    public: yes
people:
{GROUP}insurance: none
hipaa_covered: yes
notices:
  privacy_practices: |
    This is the notice of a practice that nobody has: an example, to see where such a notice stands.

    A practice puts its own in this place, as its counsel has written it.
  last_checked: {{federal: 2026-03-02}}
fees: $140 for 50 minutes
consultation: {{free: yes, minutes: a quarter of an hour}}
look: {{accent: "#7a3b2e", monogram: MG, portrait: round}}
""",
    "online": """\
practice:
  name: Five Rivers
  description: Therapy online, for people who are in one of five states of the Northeast.
  url: fiverivers.example
  email: ed@fiverivers.example
  scheduling_url: book.example/five
  timezone: Eastern
people:
  ed-gale:
    name: Ed Gale
    credentials: PsyD
    job_title: Psychologist
    licenses: "New York, NJ, Connecticut and Vermont, ME"
hipaa_covered: no
notices: {last_checked: {federal: 2026-03-02}}
fees: $180 for 45 minutes
consultation: {free: "No", minutes: half an hour}
look: {accent: "#225a52", typeface: sans}
""",
}
# What no page of a practice abroad may speak of.
OF_THE_USA = (
    *("Good Faith Estimate", "988", "HIPAA", "hhs.gov", "United States"),
    "the state you are in",
)
_KINDS = (
    *("", "about/", "articles/", "articles/*/", "paths/*/", "questions/", "consultation/"),
    *("search/", "people/*/", "es/", "es/articles/*/"),
)
# A clinician has read it, and need not do so again while this program lives.
_READ = {"reviewed": "2026-03-02", "review_by": "2100-01-01"}
_DAY = date(2025, 1, 7)


@dataclass(frozen=True)
class _Words:
    """What an owner writes in the place of each comment, and what she gives to read.

    `faces` are the keys of those people of whom there is a picture.
    """

    instead: dict[str, str]
    articles: Mapping[str, tuple[str, ...]]  # titles by category
    paths: tuple[tuple[str, str, int], ...]  # name, summary, and how many articles it takes
    faces: tuple[str, ...] = ()


_OWN = {
    "abroad": _Words(
        {
            "home.md": "I work with adults who live far from where they grew up. Many come tired, "
            "in a language that is not their first, and unsure whether that counts as a reason.",
            "about.md": "I came to this work by way of a library, where people told me more than "
            "they came for. I see clients by the hour, on weekdays, in a room on the courtyard.",
            "notices.md": "This practice is an example, so no law is named here.",
        },
        {"": texts.FAR_FROM_HOME},
        (("Arriving", "Three to begin with, whether you came last month or years ago.", 3),),
        ("ina-holm",),
    ),
    "group": _Words(
        {
            "home.md": "We see adults, couples and families, at the office and online, in English "
            "and in Spanish. If none of us has time, we say so within two days.",
            "about.md": "Four of us share a waiting room, a kettle and a lemon tree. We meet on "
            "Mondays to think together about our work, without names.",
        },
        texts.SUBJECTS,
        (
            ("Begin here", "Five for people who are thinking about counseling.", 5),
            ("When a night is long", "Six to read late, slowly, one at a time.", 6),
        ),
        ("ana-ruiz",),
    ),
    "online": _Words(
        {
            "home.md": "I see adults whose work follows them home, and who have no hour to lose on "
            "the road. You need a door that closes, or a parked car.",
            "about.md": "I worked in a hospital for some years and now see people by video only. "
            "My notes are short, and I tell you what stands in them.",
        },
        {"": texts.WORK},
        (("Before you book", "Four short texts for people who weigh it up.", 4),),
    ),
}
EXAMPLES = tuple(_OWN)


@dataclass(frozen=True)
class Example:
    """A practice that is finished and built: its content, its site, and what the build said."""

    content: Path
    output: Path
    said: str


def built(name: str, shared: Path) -> Example:
    """Return a practice of EXAMPLES, set up and built as it is for publishing.

    It stands in a folder of `shared`, which all processes of a test run have in common: whoever
    asks first makes it, and the others wait.
    """
    folder = shared / f"example-{name}"
    folder.mkdir(exist_ok=True)
    said = folder / "said.txt"
    while not said.exists():
        try:
            with locked(folder / "lock"):
                if not said.exists():
                    _make(name, folder, said)
        except BusyError:
            time.sleep(0.1)
    return Example(folder / "content", folder / "output", said.read_text("utf-8"))


def page_of_each_kind(output: Path) -> tuple[str, ...]:
    """Return the addresses of a built site's pages: the first one of each kind that it has."""
    files = (min(output.glob(f"{kind}index.html"), default=None) for kind in _KINDS)
    return tuple(
        f"/{file.relative_to(output).parent}/".replace("/./", "/") for file in files if file
    )


def _make(name: str, folder: Path, said: Path) -> None:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        content = write(name, folder)
        out.seek(out.truncate(0))
        code = build_site(content, folder / "output", level="publish")
    assert code == 0, out.getvalue()
    said.write_text(out.getvalue(), "utf-8")


def write(name: str, folder: Path) -> Path:
    """Set up a practice of EXAMPLES in a folder, finish it, and return its content."""
    given, content = folder / "answers.yaml", folder / "content"
    given.write_text(ANSWERS[name], "utf-8")
    assert setup(content, given=given) == 0
    own = _OWN[name]
    for page, words in own.instead.items():
        file = content / "pages" / page
        file.write_text(_without_comments(file.read_text("utf-8"), words), "utf-8")
    if own.faces:
        _faces(content, own.faces)
    (content / "articles" / "before-a-first-conversation.md").unlink()
    slugs = list(_articles(content / "articles", own.articles, ""))
    if name == "group":
        list(_articles(content / "articles", texts.SUBJECTS_ES, "es"))
        for file_name, (header, body) in texts.PAGES_ES.items():
            (content / "pages" / f"{file_name}.es.md").write_text(markdown(header, body), "utf-8")
    _paths(content / "reading-paths.yaml", own.paths, slugs)
    return content


def _faces(content: Path, keys: tuple[str, ...]) -> None:
    """Draw people, and name the pictures in the facts."""
    (content / "images").mkdir()
    file = content / "practice.yaml"
    facts = yaml.safe_load(file.read_text("utf-8"))
    for key in keys:
        person, image = facts["people"][key], f"images/{key}.jpg"
        (content / image).write_bytes(portrait())
        person |= {"image": image, "image_alt": f"{person['name']}, drawn"}
    file.write_text(yaml.safe_dump(facts, allow_unicode=True, sort_keys=False), "utf-8")


def _without_comments(text: str, words: str) -> str:
    """Return a page with the owner's words for its first comment, and without the others."""
    lines = text.split("\n")
    asked = [at for at, line in enumerate(lines) if line.startswith("<!-- To write:")]
    lines[asked[0]] = words
    for at in asked[1:]:
        lines[at] = ""
    return "\n".join(lines)


def _articles(folder: Path, titles: Mapping[str, tuple[str, ...]], lang: str) -> Iterator[str]:
    """Write an article on each title, a week after the one before; yield their slugs."""
    every = [(title, category) for category, some in titles.items() for title in some]
    people = [*yaml.safe_load((folder.parent / "practice.yaml").read_text("utf-8"))["people"]]
    for number, (title, category) in enumerate(every):
        slug = texts.slug(title)
        header: dict[str, Any] = {
            "title": title,
            "summary": texts.summary(title, number, lang),
            "date": (_DAY + timedelta(weeks=number)).isoformat(),
            **({"category": category} if category else {}),
            **({"author": people[number % len(people)]} if len(people) > 1 else {}),
            **_READ,
        }
        name = f"{slug}.{lang}.md" if lang else f"{slug}.md"
        (folder / name).write_text(markdown(header, texts.article(title, number, lang)), "utf-8")
        yield slug


def _paths(file: Path, paths: tuple[tuple[str, str, int], ...], slugs: list[str]) -> None:
    """Write the paths, each with the next so many articles."""
    left, written = iter(slugs), []
    for name, summary, count in paths:
        steps = [
            {"slug": next(left), "because": texts.BECAUSE[at % len(texts.BECAUSE)]}
            for at in range(count)
        ]
        written.append({"path": name, "summary": summary, "articles": steps})
    file.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), "utf-8")


def portrait() -> bytes:
    """Return a drawing of nobody: a head and shoulders before a window, as a JPEG."""
    picture = Image.new("RGB", (960, 1200), "#d9d2c4")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((560, 0, 960, 760), fill="#eef0e6")
    draw.ellipse((120, 780, 840, 1700), fill="#5d6b62")
    draw.rounded_rectangle((410, 640, 550, 900), 60, fill="#b98d6c")
    draw.ellipse((270, 210, 690, 720), fill="#4a3a30")
    draw.ellipse((320, 290, 640, 720), fill="#c69b7b")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88)
    return out.getvalue()
