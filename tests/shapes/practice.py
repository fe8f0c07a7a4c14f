"""What a made-up practice has to say, as data: the true structure of each of its texts.

`practice(shape)` returns 20 texts, the same each time. They are written down as Markdown in the
manner of some program by `tests.shapes.dialects`.
"""

from __future__ import annotations

import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeAlias
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("America/Denver")


@dataclass(frozen=True)
class Strong:
    """Words that are said with weight."""

    words: str


@dataclass(frozen=True)
class Emphasis:
    """Words that are stressed."""

    words: str


@dataclass(frozen=True)
class Link:
    """Words that lead to another article of the practice, by its slug, or out of it."""

    words: str
    to: str


Inline: TypeAlias = str | Strong | Emphasis | Link


@dataclass(frozen=True)
class Heading:
    """A heading; level 2 is the first below the title."""

    level: int
    words: str


@dataclass(frozen=True)
class Paragraph:
    """A run of sentences; a `verse` keeps its lines, as an address does."""

    parts: tuple[Inline, ...]
    verse: bool = False


@dataclass(frozen=True)
class Point:
    """A point of a list, a paragraph that belongs to it too, and the points below it."""

    parts: tuple[Inline, ...]
    below: tuple[Point, ...] = ()
    counted: bool = False  # are those below it numbered?
    more: str = ""


@dataclass(frozen=True)
class Points:
    """A list. `introduced` is the sentence directly above it."""

    points: tuple[Point, ...]
    ordered: bool = False
    introduced: str = ""


@dataclass(frozen=True)
class Table:
    """A table: its head and its rows."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A picture and what it shows."""

    name: str
    alt: str


@dataclass(frozen=True)
class Quotation:
    """Paragraphs that are quoted, and points among them."""

    paragraphs: tuple[str, ...]
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Rule:
    """A line between two parts of a text."""


@dataclass(frozen=True)
class Question:
    """A question of an FAQ, and the paragraphs and points of its answer."""

    words: str
    answer: tuple[Paragraph | Points, ...]


@dataclass(frozen=True)
class Faq:
    """An FAQ: its head ("" where the title is one), and its questions in groups, if they have any.

    `form` is how it is written: see `tests.shapes.markdown`.
    """

    form: str
    head: str
    groups: tuple[tuple[str, tuple[Question, ...]], ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return all of them, in order."""
        return tuple(one for _, questions in self.groups for one in questions)


Block: TypeAlias = Heading | Paragraph | Points | Table | Picture | Quotation | Rule | Faq


@dataclass(frozen=True)
class Text:
    """An article or a page, without anything that only one program knows."""

    slug: str
    kind: str  # "article" or "page"
    title: str
    summary: str
    date: datetime
    modified: datetime
    tags: tuple[str, ...]
    picture: Picture
    blocks: tuple[Block, ...]
    number: int
    draft: bool = False

    @property
    def questions(self) -> tuple[Question, ...]:
        """Return the questions of all its FAQs."""
        return tuple(
            one for block in self.blocks if isinstance(block, Faq) for one in block.questions
        )


_TOPICS = (
    ("sleep", "lying awake"),
    ("grief", "the first year of grief"),
    ("worry", "worrying at night"),
    ("anger", "anger that comes late"),
    ("boundaries", "saying no"),
    ("first-visit", "the first visit"),
    ("moving", "moving to a new town"),
    ("winter", "long winters"),
    ("teenagers", "living with a teenager"),
    ("retirement", "the months after retiring"),
    ("chronic-pain", "pain that stays"),
    ("new-parents", "the weeks after a birth"),
    ("work", "a job that takes too much"),
    ("loneliness", "being lonely among people"),
    ("siblings", "grown brothers and sisters"),
    ("illness", "a long illness in the house"),
    ("telehealth", "meeting by video"),
)
_TITLES = (
    "A few thoughts on {0}",
    "What people ask me about {0}",
    "On {0}, and what may help",
    "{1}: notes for a slow week",
    "Why {0} is so tiring",
    'Small steps with {0} & "good days"',
    "{1}, part #{2}",
)
_WHO = (
    "A neighbor", "My aunt", "A teacher whom I know", "Somebody in a waiting room", "An old friend",
    "The woman at the library", "A nurse on night duty", "My first supervisor",
)  # fmt: skip
_WHEN = (
    "on Sunday evenings", "after the second cup of coffee", "at 3 a.m.", "in the first weeks",
    "when the house is quiet", "before a holiday", "on the way home", "around 7:30 at night",
)  # fmt: skip
_WHAT = (
    "a short walk", "one honest sentence", "a warm drink", "ten minutes without a phone",
    "a list on paper", "an early night", "a call to someone kind", "doing the dishes slowly",
)  # fmt: skip
_WHERE = (
    "in the kitchen", "on a bench by the creek", "at the back of the bus", "in a parked car",
    "under the old cottonwood", "beside the mailbox", "in the garage",
)  # fmt: skip
_SENTENCES = (
    "{who} once told me that {about} is hardest {when}.",
    "It isn't a sign that you're doing something wrong.",
    "Most of us learn to hide it {where}, and we get good at it.",
    "You could try {what} {when}, and see what changes.",
    "What helped last year may not help this year, & that's all right.",
    "Nobody has to talk about {about} before they're ready.",
    "{who} keeps a notebook {where} and writes down three words a day.",
    "I don't think there is one right way; there are many that are good enough.",
    "Some days {what} is all there's room for.",
    "If you have tried {what} and it did nothing, you're in good company.",
    "Ask yourself what you'd say to a friend who sat {where}.",
    "A visit lasts 50 minutes and costs $150, or less if we agree on it.",
    "It may take two weeks (or six) until you notice anything.",
    "People say \"just relax\", which has never relaxed anyone.",
    "The body often knows before the mind does: a tight jaw, cold hands.",
    "Rooms 2 and 3 are upstairs, next to the dentist's office.",
    "{who} called it the weather, since it passes and comes back.",
    "There's no prize for doing it alone.",
    "Half of it is rest; the other half is being a little less strict.",
    "We look at {about} from three sides, and we take our time.",
)  # fmt: skip
_POINTS = (
    "{what} {when}", "less coffee", "a word to one person", "no screens {where}", "an open window",
    "the same hour each day", "a pencil and paper {where}", "permission to stop",
    "somebody to call {when}", "a blanket", "slow breathing, in for 4 and out for 6",
    "a plan for bad days",
)  # fmt: skip
_HEADS = (
    "How it begins", "What may help", "Where to start", "A small experiment", "What others say",
    "When it gets loud", "In the room", "At home", "If it comes back", "Looking ahead",
)  # fmt: skip
_QUESTIONS = (
    ("How long does {about} last?", "That differs a lot from one person to the next."),
    ("Can I talk about {about} by video?", "Yes, if you have a room to yourself."),
    ("Do I need a referral for {about}?", "No, you can simply call or write."),
    ("What does a visit about {about} cost?", "It costs the same as any other, $150."),
    ("Should I bring my family when it is about {about}?", "You may; we decide together."),
    ("Is {about} something for a doctor?", "Sometimes, so do see yours as well."),
    ("What if I cry about {about}?", "Then there are tissues, and time."),
)
_TITLES_OF_FAQ = (
    "Frequently asked questions about {0}",
    "FAQ: {1}",
    "{1}: frequently asked questions",
)
_HEADS_OF_FAQ = (
    "FAQ", "Frequently Asked Questions", "Common questions", "FAQs",
    "Frequently asked questions (FAQ)", "Questions and answers",
)  # fmt: skip


def practice(shape: str, forms: tuple[str, ...]) -> tuple[Text, ...]:
    """Return the texts of a practice: 17 articles and 3 pages; `forms` are those of its FAQs."""
    chance = random.Random(zlib.crc32(shape.encode()))
    topics = list(_TOPICS)
    chance.shuffle(topics)
    slugs = [slug for slug, _ in topics]
    texts = [
        _article(chance, number, topics, forms[number // 4] if number % 4 == 0 else "")
        for number in range(len(topics))
    ]
    others = (("about", "About me"), ("fees", "Fees and insurance"), ("faq", "FAQ"))
    for number, (slug, title) in enumerate(others, len(topics)):
        about = "seeing a counselor"
        blocks: list[Block] = [_paragraph(chance, about, slugs)]
        if slug == "faq":
            groups = (("", _questions(chance, about, 5)),)
            blocks.append(Faq(forms[-1], "", groups))
        else:
            blocks += [*_section(chance, about, slugs), _paragraph(chance, about, slugs)]
        texts.append(_text(chance, slug, "page", title, about, blocks, number))
    return tuple(texts)


def _article(chance: random.Random, number: int, topics: list[tuple[str, str]], form: str) -> Text:
    slug, about = topics[number]
    # Nobody who publishes a text leads readers to one that is not.
    others = [other for at, (other, _) in enumerate(topics) if other != slug and at != _DRAFT]
    title = chance.choice(_TITLES).format(about, about.capitalize(), number + 1)
    blocks: list[Block] = [_paragraph(chance, about, others)]
    heads = chance.sample(_HEADS, 3)
    for at, head in enumerate(heads):
        blocks.append(Heading(2, head))
        blocks += _section(chance, about, others, number + at)
    if number == 1:  # it only asks itself
        blocks += [Heading(2, "Why now?"), _paragraph(chance, about, others)]
    if form:
        head = "" if form.startswith("title") else chance.choice(_HEADS_OF_FAQ)
        if not head:
            title = chance.choice(_TITLES_OF_FAQ).format(about, about.capitalize())
            blocks = blocks[:1]
        questions = _questions(chance, about, 4)
        if form == "table":  # whose cells hold no lists
            questions = tuple(Question(one.words, one.answer[:1]) for one in questions)
        groups: tuple[tuple[str, tuple[Question, ...]], ...] = (("", questions),)
        if form == "groups":
            groups = (("Before we meet", questions[:2]), ("Later on", questions[2:]))
        blocks.append(Faq(form, head, groups))
    else:
        blocks.append(_paragraph(chance, about, others))
    return _text(chance, slug, "article", title, about, blocks, number)


_DRAFT = 7  # of the twenty


def _text(
    chance: random.Random,
    slug: str,
    kind: str,
    title: str,
    about: str,
    blocks: list[Block],
    number: int,
) -> Text:
    day = datetime(2024, 1, 3, 9, 0, tzinfo=ZONE) + timedelta(days=11 * number)
    at = day.replace(hour=chance.choice((8, 13, 20)), minute=chance.choice((0, 30)))
    return Text(
        slug,
        kind,
        title,
        f"What I tell people about {about}, {chance.choice(_WHEN)}.",
        at,
        at + timedelta(days=30),
        tuple(chance.sample(("rest", "family", "body", "work", "grief"), 2)),
        Picture(f"{slug}.jpg", f"A drawing of {about}"),
        tuple(blocks),
        number,
        draft=number == _DRAFT,
    )


def _sentences(chance: random.Random, about: str, number: int) -> str:
    return " ".join(_filled(chance, said, about) for said in chance.sample(_SENTENCES, number))


def _filled(chance: random.Random, text: str, about: str) -> str:
    return text.format(
        about=about,
        who=chance.choice(_WHO),
        when=chance.choice(_WHEN),
        what=chance.choice(_WHAT),
        where=chance.choice(_WHERE),
    )


def _paragraph(chance: random.Random, about: str, slugs: list[str]) -> Paragraph:
    first, second = (_sentences(chance, about, chance.randint(1, 3)) for _ in range(2))
    within: Inline = chance.choice(
        (
            Strong("Take your time."),
            Emphasis("You are not alone with this."),
            Link("this text goes on there", chance.choice(slugs)),
            Link("a page of the library", "https://library.example/shelf"),
        )
    )
    return Paragraph((f"{first} ", within, f" {second}"))


def _section(
    chance: random.Random, about: str, slugs: list[str], number: int = 0
) -> Iterator[Block]:
    yield _paragraph(chance, about, slugs)
    said = [_filled(chance, point, about) for point in chance.sample(_POINTS, 7)]
    plain = tuple(Point((point,)) for point in said)
    match number % 10:
        case 0:
            yield Points(plain[:4], introduced="Often it includes:")
        case 1:
            yield Points((Point((said[0],), plain[1:3]), plain[3], Point((said[4],), plain[5:])))
        case 2:
            yield Points(plain[:3], ordered=True, introduced="In this order:")
        case 3:
            yield Picture("window.jpg", f"A window, and behind it {chance.choice(_WHEN)}")
        case 4:
            rows = tuple((said[at], f"{at + 2} minutes") for at in range(3))
            yield Table(("What", "How long"), rows)
        case 5:
            yield Quotation((_sentences(chance, about, 2),))
        case 6:
            yield Heading(3, f"More on {about}")
            yield Points(
                (Point((Strong("First:"), f" {said[0]}")), Point((Strong("Then:"), f" {said[1]}"))),
            )
            yield Points((Point((said[2],), plain[3:5]), plain[5]), ordered=True)
        case 7:
            deep = Point((said[0],), (Point((said[1],), plain[2:4]), plain[4]))
            yield Points((deep, Point((said[5],), plain[6:], counted=True)))
        case 8:
            paragraphs = (_sentences(chance, about, 1), _sentences(chance, about, 1))
            yield Quotation(paragraphs, plain[:2])
        case 9:
            more = _sentences(chance, about, 1)
            yield Points((Point((said[0],), more=more), plain[1], Point((said[2],), more=more)))
            yield Rule()
    yield _paragraph(chance, about, slugs)
    if number % 5 == 2:
        yield Paragraph(("88 Linden Street\nSuite 210\nFort Collins, CO 80524",), verse=True)


def _questions(chance: random.Random, about: str, number: int) -> tuple[Question, ...]:
    asked = []
    for at, (words, answer) in enumerate(chance.sample(_QUESTIONS, number)):
        body: list[Paragraph | Points] = [
            Paragraph((f"{answer.format(about=about)} {_sentences(chance, about, 1)}",))
        ]
        if at == 1:
            points = chance.sample(_POINTS, 3)
            body.append(Points(tuple(Point((_filled(chance, one, about),)) for one in points)))
        asked.append(Question(words.format(about=about), tuple(body)))
    return tuple(asked)
