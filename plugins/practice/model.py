"""Hold the facts about the practice in frozen dataclasses; `load` fills them in.

A fact that is not known is None, "" or an empty tuple. It is never invented and never printed;
`Facts.missing` names it, so that somebody can be asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from plugins.core.slug import slugify
from plugins.practice import hours
from plugins.practice.hours import Opening
from plugins.practice.states import STATES

_USA = ("", "US", "USA", "UNITED STATES", "UNITED STATES OF AMERICA")
# Where the number of a place stands behind its name.
_CODE_BEHIND = ("AU", "CA", "GB", "HK", "IE", "IN", "NZ", "SG", "UK", "ZA")
_FILE = re.compile(r"[^\n]{1,80}\.[A-Za-z]{2,5}|\w+://\S+")
_AUTHOR_FILE = re.compile(r"^.*/|\.(?:mdx?|json|ya?ml)$")  # content/authors/jane-doe.md


@dataclass(frozen=True)
class State:
    """A state of the USA by its postal code (USPS Publication 28, appendix B)."""

    code: str
    name: str

    @property
    def within(self) -> str:
        """Return its name as it stands behind "in".

        >>> State("DC", "District of Columbia").within, State("TX", "Texas").within
        ('the District of Columbia', 'Texas')
        """
        return f"the {self.name}" if self.code == "DC" else self.name


@dataclass(frozen=True)
class License:
    """A license as one state's board gave it; `complete` when it may be printed.

    `requirements` is what the degree and the license asked of her, in a sentence. It needs no state
    in a practice whose place is known: a title is one state's, and there it is plain which.
    """

    state: str = ""
    title: str = ""
    number: str = ""
    board: str = ""
    lookup: str = ""
    expires: date | None = None
    requirements: str = ""
    needs_state: bool = True

    @property
    def state_name(self) -> str:
        return STATES.get(self.state, self.state)

    @property
    def complete(self) -> bool:
        return bool((self.state or not self.needs_state) and self.title and self.number)

    @property
    def name(self) -> str:
        """Return title and number as they are printed; a title that the number begins with once.

        >>> License("CO", "LPC", "LPC.0012345").name
        'LPC.0012345'
        >>> License("TX", "LPC", "0012345").name, License("CA", "LPC", "LPCC 77").name
        ('LPC 0012345', 'LPC LPCC 77')
        """
        title, number = (re.sub(r"\W", "", text).lower() for text in (self.title, self.number))
        begins = number.startswith(title) and not number[len(title) :][:1].isalpha()
        return self.number if title and begins else f"{self.title} {self.number}"


@dataclass(frozen=True)
class Certification:
    """A certificate and who gave it; only with one may anybody be called certified."""

    name: str = ""
    by: str = ""
    year: str = ""
    number: str = ""


@dataclass(frozen=True)
class Person:
    """Somebody who writes or sees clients. `key` is her name in practice.yaml and in headers.

    `approach` is how she works and with whom, in a sentence or two.
    """

    key: str
    name: str = ""
    legal_name: str = ""
    degree: str = ""
    credentials: str = ""
    job_title: str = ""
    approach: str = ""
    signature: str = ""
    image: str = ""
    image_alt: str = ""
    licenses: tuple[License, ...] = ()
    ifs_level: str = ""
    ifs_year: str = ""
    same_as: tuple[str, ...] = ()
    certifications: tuple[Certification, ...] = ()

    @property
    def letters(self) -> str:
        """Return the letters of the license, and those that other states give her for it.

        Each state knows its own: who is an LPC elsewhere is an LPCC in California.

        >>> Person("a", credentials="LPC", licenses=(License("CA", "LPCC", "7"),)).letters
        'LPC, LPCC'
        """
        titles = [held.title for held in self.licenses if held.complete and held.title.isupper()]
        known = re.findall(r"\w+", self.credentials)
        others = [title for title in titles if self.credentials and title not in known]
        return ", ".join(dict.fromkeys(filter(None, [self.credentials, *others])))

    @property
    def honorific_suffix(self) -> str:
        """Return what follows the name: the highest degree, then the license ("MA, LPC")."""
        return ", ".join(part for part in (self.degree, self.letters) if part)

    @property
    def display_name(self) -> str:
        return ", ".join(part for part in (self.name, self.honorific_suffix) if part)

    @property
    def slug(self) -> str:
        """Return the last part of the address of her page."""
        return slugify(self.key)


@dataclass(frozen=True)
class Address:
    """A postal address; only one that is `public` is shown on the site.

    Who sees clients online works at home as a rule, and papers ask for that address all the same.
    `hours` are lines such as “Monday to Friday, 9:00 to 17:00”, `geo` latitude and longitude.
    """

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    public: bool = False
    hours: tuple[str, ...] = ()
    geo: str = ""

    @property
    def in_usa(self) -> bool:
        return self.country.replace(".", "").upper() in _USA

    @property
    def state(self) -> State | None:
        """Return the state of the USA in which it is, written in two letters or in full."""
        named = {name.casefold(): code for code, name in STATES.items()}
        code = named.get(self.region.casefold(), self.region.upper())
        return State(code, STATES[code]) if self.in_usa and code in STATES else None

    @property
    def line(self) -> str:
        """Return it on one line, but for the country: the number of a place behind its name where
        English is spoken (Universal Postal Union, "Addressing systems"), before it elsewhere.
        """
        behind = self.in_usa or self.country.upper() in _CODE_BEHIND
        place = (self.city, f"{self.region} {self.postal_code}".strip())
        if not behind:
            place = (f"{self.postal_code} {self.city}".strip(), self.region)
        return ", ".join(part for part in (self.street, *place) if part)

    @property
    def opening(self) -> tuple[Opening, ...]:
        """Return when it is open, of each line that can be read."""
        return tuple(filter(None, map(hours.read, self.hours)))


@dataclass(frozen=True)
class Office(Address):
    """A place where clients are seen, which everybody may know; `name` tells it from others."""

    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Practice:
    """The practice itself. `url` is the site's address without a slash at its end.

    `language` is that in which it is written; `online` None while nobody has said whether sessions
    are online.
    """

    name: str = ""
    description: str = ""
    url: str = ""
    language: str = ""
    email: str = ""
    phone: str = ""
    address: Address | None = None
    online: bool | None = None
    scheduling_url: str = ""
    timezone: str = ""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True)
class Service:
    """What is offered: `therapy` only in `states`, `coaching` also `worldwide`."""

    name: str = ""
    type: str = "therapy"
    description: str = ""
    states: tuple[State, ...] = ()
    worldwide: bool = False


@dataclass(frozen=True)
class Consultation:
    """The first conversation; `free` and `minutes` (text) are unknown until she says so."""

    free: bool = False
    minutes: str = ""


@dataclass(frozen=True)
class ContactForm:
    """Where a form on the consultation page goes; without an `endpoint` there is none."""

    endpoint: str = ""
    provider: str = ""

    @property
    def origin(self) -> str:
        """Return whom a browser may send to, as a policy names it (RFC 6454); "" for nobody."""
        return "/".join(self.endpoint.split("/")[:3])

    @property
    def host(self) -> str:
        return self.origin.removeprefix("https://")


@dataclass(frozen=True)
class Fee:
    """What something costs, as text: “Individual session”, “$150”, “50 minutes”."""

    name: str = ""
    amount: str = ""
    per: str = ""


@dataclass(frozen=True)
class CrisisLine:
    """Whom to call at once; `call` and `text` are numbers, `chat` an address.

    `text_word` is what a message has to say. One that is `about` one thing, or for another
    `country`, is not for everybody. `source` is where its number was read, on the day `read`.
    """

    name: str = ""
    call: str = ""
    text: str = ""
    chat: str = ""
    note: str = ""
    text_word: str = ""
    about: str = ""
    country: str = ""
    source: str = ""
    read: date | None = None


@dataclass(frozen=True)
class NoticeSettings:
    """What notices say that only she can know.

    `records_request` is how a client asks for records. `last_checked` is the day on which she
    or her counsel compared a jurisdiction's notices with the law, by the jurisdiction's key
    ("federal", "TX"). `texts` are a board's own words as she pasted them, by the notice's key.
    `privacy_practices` is her Notice of Privacy Practices: a file's name, or its text. With
    `washington` and `eu_uk` the notices of these laws are shown, which ask for the last three.
    """

    records_request: str = ""
    last_checked: Mapping[str, date] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    privacy_practices: str = ""
    washington: bool = False
    eu_uk: bool = False
    shared_with: str = ""
    kept_for: str = ""
    legal_basis: str = ""

    @property
    def privacy_file(self) -> str:
        """Return the name of the file that holds the Notice of Privacy Practices, else ""."""
        return self.privacy_practices if _FILE.fullmatch(self.privacy_practices) else ""

    @property
    def privacy_text(self) -> str:
        return "" if self.privacy_file else self.privacy_practices


@dataclass(frozen=True)
class Look:
    """What a practice has chosen of its look: colors as typed, and files below `content`.

    `parts` are two or none. `logo_night` stands on a dark ground, `icon` in a square.
    """

    accent: str = ""
    parts: tuple[str, ...] = ()
    typeface: str = "literata"
    logo: str = ""
    logo_night: str = ""
    icon: str = ""
    monogram: str = ""
    portrait: str = "soft"


@dataclass(frozen=True)
class Facts:
    """Everything that is known of the practice, and the names of what is not."""

    practice: Practice = field(default_factory=Practice)
    people: tuple[Person, ...] = ()
    services: tuple[Service, ...] = ()
    consultation: Consultation = field(default_factory=Consultation)
    contact_form: ContactForm = field(default_factory=ContactForm)
    crisis_lines: tuple[CrisisLine, ...] = ()
    missing: tuple[str, ...] = ()
    fees: tuple[Fee, ...] = ()
    insurance: str = ""
    hipaa_covered: str = ""
    notices: NoticeSettings = field(default_factory=NoticeSettings)
    look: Look = field(default_factory=Look)
    offices: tuple[Office, ...] = ()
    # Where in practice.yaml each thing stands, such as ("people", "jane", "licenses", 0, "number").
    lines: Mapping[tuple[str | int, ...], int] = field(
        default_factory=dict, compare=False, repr=False
    )

    @property
    def urgent_lines(self) -> tuple[CrisisLine, ...]:
        """Return the crisis lines that are for everybody here: they stand on every page."""
        return tuple(one for one in self.crisis_lines if not (one.about or one.country))

    @property
    def lines_here(self) -> tuple[CrisisLine, ...]:
        return (*self.urgent_lines, *(o for o in self.crisis_lines if o.about and not o.country))

    @property
    def lines_abroad(self) -> tuple[CrisisLine, ...]:
        return tuple(one for one in self.crisis_lines if one.country)

    def line(self, *place: str | int) -> int:
        """Return the line of a fact in practice.yaml, or of the nearest thing around it; from 1."""
        while place and place not in self.lines:
            place = place[:-1]
        return self.lines.get(place, 1)

    @property
    def owner(self) -> Person | None:
        return self.people[0] if self.people else None

    @property
    def several(self) -> bool:
        """Return whether more than one person works here: then each has a page of her own."""
        return len(self.people) > 1

    @property
    def places(self) -> tuple[Office, ...]:
        """Return every place where clients are seen; none is there of a practice that is online."""
        own = self.practice.address
        mine = [Office(**vars(own))] if own and own.public else []
        return tuple(one for one in (*mine, *self.offices) if one.line)

    @property
    def online(self) -> bool:
        """Return whether sessions are online: as the practice says, else if it has no place."""
        said = self.practice.online
        return not self.places if said is None else said

    @property
    def office_states(self) -> tuple[State, ...]:
        """Return the states in which clients are seen in an office, each once."""
        return tuple(dict.fromkeys(one.state for one in self.places if one.state))

    def states_served(self, service: Service) -> tuple[State, ...]:
        """Return where a service is offered: therapy without a list, where the offices are."""
        return service.states or (self.office_states if service.type == "therapy" else ())

    @property
    def therapy_states(self) -> tuple[State, ...]:
        """Return the states where therapy is offered, each once, in the order of the services.

        It is offered in the state of each office too, whether or not a service says so.
        """
        therapy = [service for service in self.services if service.type == "therapy"]
        named = [state for service in therapy for state in service.states]
        return tuple(dict.fromkeys([*named, *(self.office_states if therapy else ())]))

    def states_of(self, person: Person) -> tuple[State, ...]:
        """Return the states where a person offers therapy: of several, where she is licensed."""
        held = {license_.state for license_ in person.licenses}
        states = self.therapy_states
        return tuple(one for one in states if one.code in held) if self.several else states

    @property
    def under_hipaa(self) -> bool | None:
        """Return whether HIPAA covers the practice, as she says; None while that is not known."""
        said = self.hipaa_covered.lower()
        return None if said in ("", "unknown") else said in ("yes", "true")

    @property
    def in_usa(self) -> bool:
        """Return whether the law of the USA is asked: unless the practice says that it is abroad.

        Who is abroad and licensed for one of its states sees clients there all the same.
        """
        known = [one for one in (self.practice.address, *self.offices) if one and one.country]
        abroad = bool(known) and not any(one.in_usa for one in known)
        return not abroad or bool(self.therapy_states)

    def person(self, wanted: str) -> Person | None:
        """Return the person called so by key, by name, or by name and credentials.

        By her first name too, as programs know those who write, if no other person has it; and by
        a file that is called as she is.
        """
        wanted = " ".join(wanted.split()).casefold()
        wanted = _AUTHOR_FILE.sub("", wanted) if "/" in wanted else wanted
        for person in self.people:
            if wanted in (
                person.key.casefold(),
                person.name.casefold(),
                person.display_name.casefold(),
                f"{person.name}, {person.credentials}".casefold(),
                f"{person.name}, {person.degree}, {person.credentials}".casefold(),
            ):
                return person
        called = [one for one in self.people if one.name.casefold().partition(" ")[0] == wanted]
        return called[0] if len(called) == 1 else None
