"""The facts of practice.yaml. Its schema gives most of them by their code (`x-rule`)."""

from __future__ import annotations

from plugins.core.problem import declare

FACTS = declare(
    "facts",
    "A fact is not of the kind that is expected",
    group="facts",
    page="""
    A fact in `practice.yaml` is not of the kind that is expected there, such as a word where true
    or false is asked for.

    **How to mend it:** The message says what may stand there.
    """,
)

FACTS_NONE = declare(
    "facts-none",
    "There is no practice.yaml",
    group="facts",
    page="""
    There is no `practice.yaml`. Name, licenses, telephone and notices are all printed from there,
    so without it the site knows nothing of the practice.

    **How to mend it:** `setup` asks for the facts and writes the file.
    """,
)

FACTS_NAME = declare(
    "facts-name",
    "The practice has no name",
    group="facts",
    page="""
    The practice has no name, and every page prints it.

    **How to mend it:** Write under “practice:” a line “name: …”.
    """,
)

FACTS_PEOPLE = declare(
    "facts-people",
    "Nobody is named",
    group="facts",
    page="""
    Nobody is named under “people”, so no article could say who wrote it, and no license could be
    shown.

    **How to mend it:** Add a person with a short key of her own.

    ```yaml
    people:
      jane-doe:
        name: Jane Doe
    ```
    """,
)

FACTS_PERSON = declare(
    "facts-person",
    "A person has no name",
    group="facts",
    page="""
    A person stands under “people” with a key and no name.

    **How to mend it:** Write below the key a line “name: …”, as it stands on the license.
    """,
)

FACTS_KEY = declare(
    "facts-key",
    "A person's key cannot be used",
    group="facts",
    page="""
    The key of a person, under “people”, is a part of the address of her page and the name by which
    articles call her. It needs a letter or a digit, and two people need two keys: “Jane-Doe” and
    “jane doe” would stand at one address.

    **How to mend it:** Choose another key, such as first and last name with a hyphen.

    ```yaml
    people:
      jane-doe:
        name: Jane Doe
    ```
    """,
)

FACTS_PLACE = declare(
    "facts-place",
    "The hours or the place of an office cannot be read",
    group="facts",
    page="""
    A line of “hours” does not say on which days and from when to when, or “geo” is not a latitude
    and a longitude. Somebody would stand before a closed door, or be led to another town.

    **How to mend it:** Write days and times; “1 to 5 pm” could begin at night, so write both halves
    of the day, or count to 24.

    ```yaml
    hours:
      - Monday to Thursday, 9:00 to 17:00
      - Friday, 9 am to 1 pm
    geo: 32.2217, -110.9265
    ```
    """,
)

FACTS_LANGUAGE = declare(
    "facts-language",
    "A language is not one",
    group="facts",
    page="""
    The language of the site is told by its code (RFC 5646), so that the words of the theme, dates
    and what a screen reader says are in it.

    **How to mend it:** Write two or three letters, such as en, es or pt-BR.
    """,
)

FACTS_EMAIL = declare(
    "facts-email",
    "An e-mail address is not one",
    group="facts",
    page="""
    What stands as an e-mail address is none, so a letter would not arrive.

    **How to mend it:** It has the form name@example.org.
    """,
)

FACTS_PHONE = declare(
    "facts-phone",
    "A telephone number is not one",
    group="facts",
    page="""
    What stands as the practice’s telephone number is none: a digit is missing or too many, or there
    are quotation marks around it. Whoever calls it reaches nobody, or a stranger.

    **How to mend it:** Write its ten digits, such as (303) 555-0100; abroad a plus sign and all
    digits.
    """,
)

FACTS_TIMEZONE = declare(
    "facts-timezone",
    "A time zone is not one",
    group="facts",
    page="""
    The name of the time zone is not known. It decides on which day an article appears.

    **How to mend it:** Write one such as America/Denver or America/Los_Angeles.
    """,
)

FACTS_SERVICE = declare(
    "facts-service",
    "A service is neither therapy nor coaching",
    group="facts",
    page="""
    A service has to say whether it is therapy or coaching. Therapy is tied to a license and its
    state, coaching is not therapy, and the two must not be taken for one another.

    **How to mend it:** Write “type: therapy” or “type: coaching”.
    """,
)

FACTS_WORLDWIDE = declare(
    "facts-worldwide",
    "Therapy is offered worldwide",
    group="facts",
    page="""
    Therapy is offered “worldwide”. A license holds in its own state, and what counts is where the
    client is.

    **How to mend it:** List the states in which there is a license, or make the service “type:
    coaching”.
    """,
)

FACTS_SHAPE = declare(
    "facts-shape",
    "A list or entries stand where they cannot",
    group="facts",
    page="""
    A list stands where one line is expected, or one line where a list is. In YAML the items of a
    list begin with a hyphen, and what belongs to something stands below it, indented by two spaces.

    **How to mend it:** The message says which of them is meant.
    """,
)

FACTS_URL = declare(
    "facts-url",
    "A web address is not one",
    group="facts",
    page="""
    What stands as a web address is none, so a link to it would lead nowhere. The address of the
    site itself is stricter: it goes into the settings of every host, so it is `https://`, the
    domain and perhaps folders of plain letters, digits and hyphens, with nothing behind a `?` or
    `#`.

    **How to mend it:** Copy it whole from the browser; it begins with https://.
    """,
)

FACTS_STATE = declare(
    "facts-state",
    "A state's code is not one",
    group="facts",
    page="""
    A state is named by the two letters of the postal service, so that licenses and notices can be
    found for it.

    **How to mend it:** Write CO, CA, TX and so on.
    """,
)

FACTS_DATE = declare(
    "facts-date",
    "A date is not one",
    group="facts",
    page="""
    A date cannot be read. Whether a license is still good must not depend on a guess.

    **How to mend it:** Write year, month and day, such as 2027-01-31. 03/04/2027 is March 4 for
    some and April 3 for others; the message proposes what it is in the USA.
    """,
)

FACTS_NUMBER = declare(
    "facts-number",
    "A number is not one",
    group="facts",
    page="""
    Where a number is asked for there stand other words as well. The page adds the word “minutes”
    itself, and would say it twice.

    **How to mend it:** Write only the number.

    ```yaml
    consultation:
      minutes: 20
    ```
    """,
)

FACTS_COLOR = declare(
    "facts-color",
    "A color is not one",
    group="facts",
    page="""
    What stands under “look:” as a color is none that can be read, or one that lets something shine
    through. Until it is mended, the preview shows our own color in its place and nothing is
    published, so the live site stays as it was.

    **How to mend it:** Write it as #2a5588, #258, rgb(42, 85, 136), oklch(0.44 0.1 255) or a name
    of CSS such as teal. Other programs that read YAML take what follows a # for a note, so it is
    safest between quotation marks.

    ```yaml
    look:
      accent: "#2a5588"
      parts: ["#9cc3cf", "#eac7a8"]
    ```
    """,
)

FACTS_LOOK = declare(
    "facts-look",
    "A choice of the look is none of those that there are",
    group="facts",
    page="""
    A typeface, a shape of portraits or a monogram is none that the site knows.

    **How to mend it:** The message says what may stand there. Without the line the site looks as it
    did before.
    """,
)

LOOK_CONTRAST = declare(
    "look-contrast",
    "A color has too little contrast",
    "warning",
    group="facts",
    page="""
    A color under “look:” is too pale, or too dark, for the words that stand in it or on it. Words
    need seven to one (WCAG 2.2, success criterion 1.4.6), so that people with weak eyes, on a cheap
    screen or in the sun can read them. The site uses the nearest color of the same hue that has it,
    so every page can be read meanwhile.

    **How to mend it:** Write the color that the message names, or choose another one. The preview
    shows all colors with their contrast at /look/.
    """,
)

LOOK_LOGO = declare(
    "look-logo",
    "A logo or an icon cannot be used",
    group="facts",
    page="""
    A logo has more than two megabytes, or an icon is not square, is too small, or is a drawing,
    which cannot be made into the pictures that home screens ask for. What is wrong with the file
    itself (it is not there, it is damaged, it holds a script) is told as with every other picture.
    The preview shows the practice's name without it, and nothing is published until it is mended.

    **How to mend it:** Export it smaller, as SVG or as PNG; for the icon take a square PNG of 512
    pixels. Without the line the site looks as it did before.
    """,
)

LOOK_ICON = declare(
    "look-icon",
    "The icons do not show the logo",
    "note",
    group="facts",
    page="""
    Home screens ask for pictures, and a drawing (SVG) cannot be made into one here; a wide logo
    would not be recognized in a small square. So icons and cards show the monogram, or the two
    parts.

    **How to mend it:** Export the sign of the logo as a square PNG of 512 pixels, and name it.

    ```yaml
    look:
      logo: images/logo.svg
      icon: images/icon.png
    ```
    """,
)

FACTS_URL_MISSING = declare(
    "facts-url-missing",
    "The site's address is not known",
    "warning",
    group="facts",
    page="""
    The site's own address on the web is not known. It is built without a feed, a sitemap and the
    links by which search engines know a page; all else is there.

    **How to mend it:** Write it under “practice:” as “url: https://…” as soon as you have one, or
    build with `--url`.
    """,
)
