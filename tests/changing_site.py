"""A small practice that somebody goes on working at: each of `EDITS` changes one thing in it.

An edit is told a number, by which it chooses what it changes and into what; it does nothing where
there is nothing to change.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.trial_site import PROJECT, TrialSite, photograph

SLUGS = ("rest", "parts", "grief", "anger")
_TEXT = """Some words {n}, with a {link}.

![A desk](/images/desk.jpg)

## Why {n}

## FAQ

### What is it {q}?

It is {q}.
"""


class ChangingSite:
    """The site and a theme of its own, as `content` and `theme` below a folder."""

    def __init__(self, folder: Path) -> None:
        self.site = TrialSite(folder)
        self.theme = folder / "theme"
        shutil.copytree(PROJECT / "theme", self.theme)
        self.site.write("images/desk.jpg", photograph())
        self.paths(0)
        for number, slug in enumerate(SLUGS[:3]):
            self.article(slug, number)
        self.site.page("home", template="home", url="", save_as="index.html")
        self.site.page("articles", template="articles")
        self.site.questions_page()
        self.site.page("privacy", "No cookies.")
        self.facts(0)

    def article(self, slug: str, number: int, lang: str = "", **header: object) -> None:
        """Write an article whose text, header and links follow from the number."""
        other = SLUGS[number % len(SLUGS)]
        filled = {
            "title": f"{slug} {number % 5}",
            "summary": f"About {slug} {number % 3}.",
            "date": f"2026-03-0{1 + number % 7}",
            "tags": ["one", f"tag {number % 2}"],
            **header,
        }
        link = f"[link](/articles/{other}/)" if number % 4 == 0 else f"word of {other}"
        text = _TEXT.format(n=number, q=number % 2, link=link)
        self.site.article(f"{slug}.{lang}" if lang else slug, text, **filled)

    def paths(self, number: int) -> None:
        turned = [SLUGS[(number + at) % len(SLUGS)] for at in range(3)]
        self.site.paths({"path": f"Path {number % 2}", "summary": "To read.", "articles": turned})

    def facts(self, number: int) -> None:
        practice = {"name": f"Quiet Room {number % 3}", "timezone": "America/Denver"}
        self.site.facts(practice=practice)

    def chosen(self, number: int) -> Path | None:
        """One of the articles that are there."""
        files = sorted((self.site.content / "articles").glob("*.md"))
        return files[number % len(files)] if files else None


def _body(site: ChangingSite, number: int) -> None:
    if file := site.chosen(number):
        file.write_text(f"{file.read_text()}\nAnd {number} more.\n")


def _write(site: ChangingSite, number: int) -> None:
    site.article(SLUGS[number % len(SLUGS)], number)


def _delete(site: ChangingSite, number: int) -> None:
    if file := site.chosen(number):
        file.unlink()


def _rename(site: ChangingSite, number: int) -> None:
    if file := site.chosen(number):
        file.rename(file.with_name(f"{file.name.partition('.')[0]}-{number % 3}.md"))


def _draft(site: ChangingSite, number: int) -> None:
    site.article(SLUGS[number % len(SLUGS)], number, status=("draft", "hidden")[number % 2])


def _scheduled(site: ChangingSite, number: int) -> None:
    site.article(SLUGS[number % len(SLUGS)], number, date="2100-01-01")


def _translation(site: ChangingSite, number: int) -> None:
    site.article(SLUGS[number % len(SLUGS)], number, lang="es")


def _first_page(site: ChangingSite, number: int) -> None:
    if number % 3:
        site.site.page("home.es", template="home", menu=f"Inicio {number % 2}")
    else:
        (site.site.content / "pages/home.es.md").unlink(missing_ok=True)


def _words(site: ChangingSite, number: int) -> None:
    file = site.theme / "translations/es/LC_MESSAGES/messages.po"
    file.write_text(re.sub('"Fuentes.*"', f'"Fuentes {number}"', file.read_text()))


def _order(site: ChangingSite, number: int) -> None:
    site.paths(number)


def _fact(site: ChangingSite, number: int) -> None:
    site.facts(number)


def _people(site: ChangingSite, number: int) -> None:
    ann = {"name": f"Ann Roe {number % 2}", "image": "images/desk.jpg", "image_alt": "Ann"}
    people = {"jane-doe": {"name": "Jane Doe"}, "ann-roe": ann}
    site.site.facts(people=people if number % 3 else {"jane-doe": people["jane-doe"]})


def _person(site: ChangingSite, number: int) -> None:
    if number % 3:
        text = f"To [rest](/articles/rest/) and [Jane](/people/jane-doe/) {number}.\n"
        site.site.page("people/ann-roe", text, template="person", title=f"Ann {number % 2}")
    else:
        (site.site.content / "pages/people/ann-roe.md").unlink(missing_ok=True)


def _author(site: ChangingSite, number: int) -> None:
    site.article(SLUGS[number % len(SLUGS)], number, author=("ann-roe", "jane-doe")[number % 2])


def _page(site: ChangingSite, number: int) -> None:
    text = f"Ours {number}.\n\n### Which {number % 2}?\n\nThis."
    site.site.page("questions", text, template="questions", title=f"Questions {number % 2}")


def _menu(site: ChangingSite, number: int) -> None:
    site.site.page("privacy", f"See {number}.", menu=f"Privacy {number % 2}")


def _redirect(site: ChangingSite, number: int) -> None:
    site.site.write("redirects.yaml", f"/old-{number % 3}: /privacy/\n")


def _picture(site: ChangingSite, number: int) -> None:
    site.site.write("images/desk.jpg", photograph(40 + number % 3, color=number % 200))


def _no_picture(site: ChangingSite, _: int) -> None:
    (site.site.content / "images/desk.jpg").unlink(missing_ok=True)


def _download(site: ChangingSite, number: int) -> None:
    site.site.write("images/form.pdf", f"%PDF {number}")
    site.site.article("parts", "The [form](/images/form.pdf).")


def _style(site: ChangingSite, number: int) -> None:
    file = site.theme / "css/components.css"
    file.write_text(f"{file.read_text()}\n@layer components {{ .a{number} {{ color: red }} }}\n")


def _template(site: ChangingSite, number: int) -> None:
    file = site.theme / "templates/parts/footer.html"
    file.write_text(f"{file.read_text()}<p>{number}</p>\n")


def _stray(site: ChangingSite, number: int) -> None:
    site.site.write(f"articles/note-{number % 2}.txt", "not an article")


EDITS: dict[str, Callable[[ChangingSite, int], None]] = {
    "words are added to an article": _body,
    "an article is written or written anew": _write,
    "an article is deleted": _delete,
    "an article is renamed": _rename,
    "an article becomes a draft, or hidden": _draft,
    "an article waits for a later day": _scheduled,
    "an article is translated": _translation,
    "a language is given a home page, or loses it": _first_page,
    "a word of the theme is translated otherwise": _words,
    "the reading path is put in another order": _order,
    "a fact of the practice changes": _fact,
    "somebody comes to work here, or leaves": _people,
    "somebody writes a page of her own, or takes it away": _person,
    "an article is by somebody else": _author,
    "the questions page changes": _page,
    "a page comes into the menu": _menu,
    "an old address leads on": _redirect,
    "a picture changes": _picture,
    "a picture is taken away": _no_picture,
    "a file is offered": _download,
    "a style sheet changes": _style,
    "a template changes": _template,
    "a file lies among the articles": _stray,
}
