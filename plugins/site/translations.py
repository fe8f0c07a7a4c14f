"""Give the theme its words in the language of each page: gettext, its catalogs read by Babel.

A word's id is its American English, so English needs no catalog. Another language has one file,
`theme/translations/LANG/LC_MESSAGES/messages.po` (the GNU gettext manual, "The Format of PO
Files"). What it lacks is English on the page, and marked as such:

    {% trans day=day(date) %}Published {{ day }}{% endtrans %}   in the text; <span lang="en">
                                    stands around what is not translated
    aria-label="{{ _('Main') }}"    in an attribute or a title, where no element can stand

A macro with words is imported `with context`, since that is where they come from. No word has
HTML in it: what a link needs is handed in as variables, and `&nbsp;` is the one entity.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from html import unescape
from itertools import chain, repeat
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.messages import Catalog
from babel.messages.pofile import PoFileError, PoFileParser
from jinja2 import Environment
from jinja2.ext import InternationalizationExtension
from markupsafe import Markup, escape

from plugins.core import digest, languages, safe_html
from plugins.core.decode import contents, decode, unreadable
from plugins.core.problem import Problem
from plugins.core.rules.program import TRANSLATION_DAMAGED, TRANSLATION_LACKS
from plugins.practice.hours import Opening
from plugins.practice.states import STATES

ENGLISH = "en"
# A word as it is looked up: its context, its id, and its plural; "" for none.
Key = tuple[str, str, str]
# What Python says on pages, by `Words.plain`, beside what stands in the templates.
_IN_PYTHON = (
    *("Home", "Not published yet", "The look", "By %(name)s.", "Table", "Table %(number)s"),
    *("In every state", "United States", "the District of Columbia"),  # where something holds
    *("Back to the text, note %(number)s", "Online", "Psychotherapy", "Coaching"),
    "%(first)s to %(last)s",  # days of the week
)
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
# A line of a PO file that is no comment: a keyword, and one string between quotation marks.
_LINE = re.compile(
    r'(?:(msgid|msgid_plural|msgctxt|msgstr(?:\[\d\])?)\s+)?"(?:[^"\\]|\\.)*"\s*', re.ASCII
)
_MADE_BY_MARKDOWN = re.compile(
    r'(?<= )(?P<name>aria-label|title)="(?P<words>Table|Back to the text, note)(?: (?P<n>\d+))?"'
)
_TEMPLATES = (".html", ".txt", ".webmanifest", ".xml")
_PLURALS = ("ngettext", "plural_forms")
_FUNCTIONS = ("_", "gettext", "pgettext", *_PLURALS)  # that take a word, in a template
_LINK = re.compile(r'<a\b[^<>]*\shref="([^"<>]*)"[^<>]*>')
_SHOWN = 5  # of the words that are missing


class ThemeWords(InternationalizationExtension):
    """Jinja's own extension, set up as our templates are written (its documentation, "i18n")."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.newstyle_gettext = True  # type: ignore[attr-defined]
        environment.policies["ext.i18n.trimmed"] = True


@dataclass(frozen=True)
class Words:
    """The words of the theme for pages in one language.

    `language` is that of the pages, `spoken` that of the words: its own if it has a catalog, else
    English. `facts_in` is the language in which the facts of the practice are written. It is known
    by `state`, a digest, wherever pages are kept by what they are made of.
    """

    language: str = ENGLISH
    spoken: str = ENGLISH
    facts_in: str = ENGLISH
    texts: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    plural: Callable[[int], int] = field(default=lambda number: int(number != 1))
    state: str = ""

    def __reduce__(self) -> tuple[Any, ...]:
        return _same_words, (self.language, self.spoken, self.facts_in, self.state)

    def context(self) -> dict[str, Any]:
        """Return what a template is given of them, by the names that Jinja and we know."""
        return {
            "_": self.text,
            "gettext": self.gettext,
            "ngettext": self.ngettext,
            "pgettext": self.pgettext,
            "fact": self.fact,
            "english": self.english,
            "long_date": self.long_date,
            "open_hours": self.open_hours,
            "country": self.country,
            "plural_forms": self.plural_forms,
            "words_in": self.spoken,
            "own_name": own_name,
        }

    def text(self, message: str, **variables: Any) -> Markup:
        """Return a word without marks, for attributes and for what is no HTML."""
        return _filled((self._found(("", message, "")) or (message,))[0], variables)

    def plain(self, message: str, **variables: Any) -> str:
        """Return what Python says on a page, without HTML."""
        text = (self._found(("", message, "")) or (message,))[0]
        return text.replace("&nbsp;", "\xa0") % variables if variables else text

    def gettext(self, message: str, **variables: Any) -> Markup:
        """Return a word in the text, marked where it stays English."""
        return self._marked(("", message, ""), 0, variables)

    def pgettext(self, context: str, message: str, **variables: Any) -> Markup:
        """Return a word that is another one in this context."""
        return self._marked((context, message, ""), 0, variables)

    def ngettext(self, one: str, many: str, number: int, **variables: Any) -> Markup:
        """Return a word as it is said of a number, which is its `%(num)s`."""
        return self._marked(("", one, many), number, {"num": number, **variables})

    def fact(self, words: str) -> Markup:
        """Return words of the practice's own, marked where they are not in the page's language.

        What the catalog knows is said in it: a few words that facts often consist of.
        """
        return self._written(self.facts_in, words)

    def english(self, words: str, element: str = "span") -> Markup:
        """Return words that are English wherever they stand, as a law's are: marked elsewhere."""
        return self._written(ENGLISH, words, element)

    def _written(self, language: str, words: str, element: str = "span") -> Markup:
        if not words or languages.is_same(language, self.language):
            return escape(words)
        if found := self._found(("", words, "")):
            return _filled(found[0], {})
        return self._in(language, escape(words), element)

    def long_date(self, day: date) -> Markup:
        """Return a day in words, as Unicode's CLDR has it; what stands first is not parted."""
        return _filled(format_date(day, "long", _locale(self.spoken)).replace(" ", "\xa0", 1), {})

    def open_hours(self, opening: Opening) -> Markup:
        """Return days and times in words: “Monday to Friday, 9:00 AM – 5:00 PM”."""
        locale = _locale(self.spoken)
        names = [get_day_names("wide", locale=locale)[day] for day in opening.days]
        days = format_list(names, locale=locale)
        if len(names) > 2 and opening.days == tuple(range(opening.days[0], opening.days[-1] + 1)):
            days = self.plain("%(first)s to %(last)s", first=names[0], last=names[-1])
        ends = (time.fromisoformat(end) for end in (opening.opens, opening.closes))
        times = " – ".join(format_time(end, "short", locale=locale) for end in ends)
        said = escape(f"{days[:1].upper()}{days[1:]}, {times}")
        return said if languages.is_same(self.language, self.spoken) else self._in(ENGLISH, said)

    def country(self, code: str) -> Markup:
        """Return what a country is called, by its two letters; another text stays as it is."""
        name = _locale(self.spoken).territories.get(code.upper()) if len(code) == 2 else None
        if not name or languages.is_same(self.language, self.spoken):
            return escape(name or code)
        return self._in(ENGLISH, escape(name))

    def plural_forms(self, one: str, many: str) -> dict[str, str]:
        """Return the forms of a word for a script, by CLDR's names: {"one": …, "other": …}."""
        category, texts = _locale(self.spoken).plural_form, self._found(("", one, many))
        forms = texts or (one, many)
        index = self.plural if texts else _english_plural
        return {category(number): forms[index(number)] for number in range(201)}

    def _found(self, key: Key) -> tuple[str, ...] | None:
        return self.texts.get(key)

    def _marked(self, key: Key, number: int, variables: Mapping[str, Any]) -> Markup:
        if texts := self._found(key):
            return _filled(texts[self.plural(number) if key[2] else 0], variables)
        said = _filled(key[1 + _english_plural(number)] if key[2] else key[1], variables)
        return said if languages.is_same(self.language, ENGLISH) else self._in(ENGLISH, said)

    def _in(self, language: str, said: Markup, element: str = "span") -> Markup:
        here = languages.runs_from_the_right(language)
        turned = here != languages.runs_from_the_right(self.language)
        way = Markup(' dir="%s"') % ("rtl" if here else "ltr") if turned else ""
        return Markup('<{0} lang="{1}"{2}>{3}</{0}>').format(element, language, way, said)


def _same_words(*known: str) -> tuple[str, ...]:
    return known


def _english_plural(number: int) -> int:
    return int(number != 1)


def _filled(text: str, variables: Mapping[str, Any]) -> Markup:
    """Return a word as HTML, with its variables."""
    said = escape(text.replace("&nbsp;", "\xa0")).replace("\xa0", Markup("&nbsp;"))
    return said % variables


def _locale(code: str) -> Locale:
    """Return what is known of a language where it is spoken, else of it anywhere, else English."""
    parts = languages.tag(code).split("-")
    for end in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:end]))
        except (UnknownLocaleError, ValueError):
            continue
    return Locale(ENGLISH)


@dataclass(frozen=True)
class _Catalog:
    """What one file has: its words, each with its line, and what is wrong with it."""

    path: str
    texts: Mapping[Key, tuple[str, ...]]
    plural: Callable[[int], int]
    state: str
    problems: tuple[Problem, ...]


class Translations:
    """The catalogs of a theme, each read when a page needs it."""

    def __init__(self, theme: Path, facts_in: str, shown: Callable[[Path], str]) -> None:
        """Take the theme's folder, the language of the facts, and how a path is told."""
        self._folder, self._facts_in, self._shown = theme / "translations", facts_in, shown
        self._catalogs: dict[Path, _Catalog] = {}
        self._words: dict[str, Words] = {}

    def of(self, language: str) -> Words:
        """Return the words for pages in a language, such as `es` or `pt-BR`."""
        if language not in self._words:
            words = Words(language=language, facts_in=self._facts_in)
            if catalog := self._catalog(language):
                words = Words(
                    language=language,
                    spoken=language,
                    facts_in=self._facts_in,
                    texts=catalog.texts,
                    plural=catalog.plural,
                    state=catalog.state,
                )
            self._words[language] = words
        return self._words[language]

    def problems(
        self, used: Mapping[str, tuple[str, int]], environment: Environment, folders: Iterable[Path]
    ) -> list[Problem]:
        """Return what is wrong with the catalogs of the languages that are `used`.

        Of each language the text that uses it first is named, by path and line. Which words there
        are is found in the templates of these `folders`, as `environment` reads them.
        """
        found: dict[str, Problem] = {}
        foreign = {code: at for code, at in used.items() if not languages.is_same(code, ENGLISH)}
        wanted = words_of(environment, folders) if foreign else frozenset()
        problems: list[Problem] = []
        for code, (path, line) in foreign.items():
            catalog, base = self._catalog(code), languages.tag(code).split("-")[0]
            if catalog is None:
                where = self._shown(self._file(base))
                message = (
                    f"The theme has no words in “{base}”, so what it says itself on pages in that "
                    "language, such as “Read next”, is English."
                )
                remedy = f"Nothing is broken. docs/translations.md says how {where} is written."
                found.setdefault(base, TRANSLATION_LACKS.problem(path, line, message, remedy))
                continue
            problems += [one for one in catalog.problems if one not in problems]
            states = STATES.values()  # a page names a few of them at most
            ids = (message for _, message, _ in wanted - catalog.texts.keys())
            lacking = sorted(ids, key=lambda message: (message in states, message))
            if lacking:
                some = ", ".join(f"“{message}”" for message in lacking[:_SHOWN])
                more = f" and {len(lacking) - _SHOWN} more" if lacking[_SHOWN:] else ""
                folder = self._shown(self._folder / Path(catalog.path).parts[-3])
                message = (
                    f"{folder} lacks {len(lacking)} of {len(wanted)} words: {some}{more}. They are "
                    "English on the pages."
                )
                remedy = "Write them into this file; docs/translations.md says how."
                found[code] = TRANSLATION_LACKS.problem(catalog.path, 1, message, remedy)
        return [*problems, *dict.fromkeys(found.values())]

    def _file(self, name: str) -> Path:
        return self._folder / name / "LC_MESSAGES" / "messages.po"

    def _catalog(self, language: str) -> _Catalog | None:
        """Return the catalog of a language where it is spoken, else of it anywhere."""
        parts = languages.tag(language).split("-")
        for end in range(len(parts), 0, -1):
            file = self._file("_".join(parts[:end]))
            if file in self._catalogs:
                return self._catalogs[file]
            if file.is_file():
                shown = self._shown(file)
                catalog = self._catalogs[file] = _read(file, shown, "_".join(parts[:end]))
                return catalog
        return None


def words_of(environment: Environment, folders: Iterable[Path]) -> frozenset[Key]:
    """Return every word that pages may need: of the templates, of Python, and names of states."""
    found: set[Key] = {("", message, "") for message in (*_IN_PYTHON, *STATES.values())}
    for file in (file for folder in folders for file in folder.rglob("*.*")):
        if file.suffix not in _TEMPLATES:
            continue
        extract = environment.extract_translations  # type: ignore[attr-defined]
        said = extract(file.read_text("utf-8"), _FUNCTIONS)
        for _, function, message in said:
            # With variables it is a tuple, in which they are None; of one word nothing is known.
            parts = [message] if isinstance(message, str) else [*(message or ())]
            first, second = ([part or "" for part in parts] + ["", ""])[:2]
            if function == "pgettext":
                found.add((first, second, ""))
            elif first:
                found.add(("", first, second if function in _PLURALS else ""))
    return frozenset(found)


def of_markdown(html: str, words: Words) -> str:
    """Return a text's HTML with what Markdown has said in it, in English, in another language."""
    if languages.is_same(words.language, ENGLISH):
        return html

    def said(match: re.Match[str]) -> str:
        name, message, number = match["name"], match["words"], match["n"]
        if number:
            return f'{name}="{escape(words.plain(f"{message} %(number)s", number=number))}"'
        return f'{name}="{escape(words.plain(message))}"'

    return _MADE_BY_MARKDOWN.sub(said, html)


def own_name(code: str) -> str:
    """Return what a language is called in itself: “Español”; its code if nobody has told."""
    locale = _locale(code)
    if not languages.is_same(str(locale).replace("_", "-"), code):
        return code
    name = str(locale.get_display_name(locale))
    return name[:1].upper() + name[1:]


def links_marked(
    html: str, root: str, lang: str, abroad: Mapping[str, tuple[str, frozenset[str]]]
) -> str:
    """Return a page in `lang` whose links say which language they lead to, if it is another.

    `root` stands before each address of the site; `abroad` has those in other languages, each with
    its language and the names by which links call it. A link that is such a name is in that
    language too (HTML, “The lang and xml:lang attributes”; WCAG 2.2, 3.1.2).
    """
    if not abroad:
        return html
    here = languages.runs_from_the_right(lang)

    def marked(match: re.Match[str]) -> str:
        tag, href = match[0], match[1]
        if "hreflang=" in tag or not href.startswith(f"{root}/"):
            return tag
        url = unquote(unescape(href[len(root) + 1 :]).partition("#")[0])
        if url not in abroad:
            return tag
        other, names = abroad[url]
        code = languages.tag(other)
        added = f' hreflang="{code}"'
        if safe_html.plain(html[match.end() : html.find("</a>", match.end())]).strip() in names:
            added += f' lang="{code}"'
            if (there := languages.runs_from_the_right(other)) != here:
                added += f' dir="{"rtl" if there else "ltr"}"'
        return f"{tag[:-1]}{added}>"

    return _LINK.sub(marked, html)


def _read(file: Path, shown: str, name: str) -> _Catalog:
    """Return what a file has; a word that is damaged is told, and left out."""
    try:
        text, problems = decode(contents(file), shown)
    except OSError as error:
        text, problems = "", [unreadable(shown, error)]
    problems = [_damaged(shown, one.line, one.message, one.remedy) for one in problems]
    try:
        catalog = Catalog(locale=name)
    except (UnknownLocaleError, ValueError):
        catalog = Catalog()
    texts: dict[Key, tuple[str, ...]] = {}
    for start, lines in _entries(text.split("\n")):
        for number, line in enumerate(lines, start + 1):
            if not (line.startswith("#") or _LINE.fullmatch(line)):
                message = f"This line cannot be read: “{line.strip()[:60]}”."
                remedy = "A line is a keyword and words between two straight quotation marks."
                problems.append(_damaged(shown, number, message, remedy))
                break
        else:
            before = len(catalog)
            try:
                given = chain(repeat("", start), lines)
                PoFileParser(catalog, ignore_obsolete=True, abort_invalid=True).parse(given)
            except (PoFileError, ValueError, IndexError, UnknownLocaleError) as error:
                at = error.lineno + 1 if isinstance(error, PoFileError) else start + 1
                message = "This word cannot be read."
                if "num_plurals" in str(error):
                    message = "This word has more forms than the line “Plural-Forms” says."
                elif "missing msgstr" in str(error):
                    message = "This word has no line “msgstr”."
                problems.append(_damaged(shown, at, message, "Write it as those beside it."))
            else:
                is_header = any(line.startswith('msgid ""') for line in lines)
                live = any(line.startswith("msgid") for line in lines)
                if live and len(catalog) == before and not is_header:
                    message = "This word stands here for the second time, and this one is used."
                    remedy = "Take out one of the two."
                    said_twice = TRANSLATION_DAMAGED.problem(shown, start + 1, message, remedy)
                    problems.append(said_twice)
    for one in catalog:
        if one.id and one.string and not one.fuzzy:
            ids = (*one.id, "") if isinstance(one.id, tuple | list) else (str(one.id), "")
            said = one.string if isinstance(one.string, tuple) else (str(one.string),)
            if all(said) and (wrong := _placeholders(ids, said)):
                remedy = "What begins with %( and ends with )s stays as it is in the English."
                if "begins no" in wrong:
                    remedy = "A percent sign itself is written twice: %%."
                problems.append(_damaged(shown, one.lineno or 1, wrong, remedy))
            elif all(said):
                texts[one.context or "", ids[0], ids[1]] = said
    try:
        plural = gettext.c2py(catalog.plural_expr)
        if max(map(plural, range(201))) >= catalog.num_plurals:
            raise ValueError
    except (ValueError, ZeroDivisionError):
        message, plural = "The line “Plural-Forms” cannot be read.", _english_plural
        problems.append(_damaged(shown, 1, message, "Copy it from another file of the language."))
    return _Catalog(shown, texts, plural, digest.of(text, name), tuple(problems))


def _entries(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the words of a file, each with the number of lines before it."""
    start = 0
    for number, line in enumerate([*lines, ""]):
        begins = line.startswith(("#", "msgctxt", "msgid ", "msgid\t"))
        body = lines[start:number]
        if not line.strip() or (begins and any(one.startswith("msgstr") for one in body)):
            if any(one.strip() for one in body):
                yield start, body
            start = number if line.strip() else number + 1


def _placeholders(ids: tuple[str, ...], said: tuple[str, ...]) -> str:
    """Return what is wrong with the placeholders of a translation, "" if nothing is."""
    known = {name for one in ids for name in _PLACEHOLDER.findall(one)}
    needed = known - {"num"}  # “one page” need not name the number
    for text in said:
        names = {*_PLACEHOLDER.findall(text)}
        if "%" in _PLACEHOLDER.sub("", text).replace("%%", ""):
            return f"There is a % in “{text}” that begins no placeholder."
        if odd := sorted(names - known):
            return f"“{text}” names %({odd[0]})s, and the English does not."
        if lost := sorted(needed - names if ids[1] else known - names):
            return f"“{text}” does not name %({lost[0]})s."
    return ""


def _damaged(shown: str, line: int, message: str, remedy: str) -> Problem:
    return TRANSLATION_DAMAGED.problem(
        shown, line, f"{message} It is English on the pages.", remedy
    )
