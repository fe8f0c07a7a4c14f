"""Every word of the theme comes in the language of its page, and what is missing stays English."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jinja2 import Environment

from desk.docs import translations as catalogs
from plugins.practice.states import STATES
from plugins.site.translations import Translations
from tests.trial_site import PROJECT, Built, TrialSite

THEME = PROJECT / "theme"
TEMPLATES = sorted((THEME / "templates").rglob("*.html"))
FACTS: dict[str, Any] = {
    "practice": {
        "name": "Quiet Room",
        "timezone": "America/Denver",
        "email": "a@practice.example",
        "phone": "(303) 555-0100",
        "scheduling_url": "https://book.example",
    },
    "people": {
        "jane-doe": {
            "name": "Jane Doe",
            "legal_name": "Jane B. Doe",
            "job_title": "Psychotherapist",
            "ifs_training": {"level": "2", "year": "2020"},
            "licenses": [
                {"state": "CO", "title": "LPC", "number": "55501", "lookup": "https://co.example"},
                {"state": "IL", "title": "LPC", "number": "55502"},
            ],
            "same_as": ["https://elsewhere.example"],
        },
        "ana-ruiz": {"name": "Ana Ruiz"},
    },
    "services": [
        {"name": "Terapia", "type": "therapy", "states": ["CO", "NM", "IL"]},
        {"name": "Coaching", "type": "coaching", "worldwide": True},
    ],
    "consultation": {"free": True, "minutes": "20"},
    "fees": [{"name": "Sesión", "amount": "$150", "per": "50 minutos"}],
    "insurance": "No trabajo con seguros.",
    "crisis_lines": [
        {"name": "988", "call": "988", "text": "988", "chat": "https://988.example"},
        {"name": "911", "call": "911"},
        {"name": "Texto", "text": "55501"},
        {"name": "Red", "chat": "https://red.example", "note": "Siempre."},
    ],
}


def in_two_languages(site: TrialSite, lang: str = "es") -> None:
    """A practice with every kind of page in English and in another language."""
    site.facts(**FACTS)
    site.write("images/a.txt", "x")
    body = (
        "## Uno\n\nDicho.[^1]\n\n## Dos\n\n| a | b |\n|---|---|\n| c | d |\n\n"
        "| e | f |\n|---|---|\n| g | h |\n\n## Tres\n\nx\n\n[^1]: Nota.\n"
    )
    source = [{"title": "Un estudio", "url": "https://study.example"}]
    kinds = {
        "about": {"template": "about"},
        "consultation": {"template": "consultation"},
        "questions": {"template": "questions"},
        "articles": {"template": "articles", "menu": "Uno"},
        "search": {"template": "search"},
        "plain": {},
    }
    for ending, more in (("", {}), (f".{lang}", {"lang": lang})):
        site.article(f"rest{ending}", body, title="Uno", summary="S.", sources=source, **more)
        changed = {"modified": "2026-05-01", "reviewed": "2026-05-02", "reviewed_by": "ana-ruiz"}
        site.article(
            f"work{ending}", title="Dos", summary="S.", content_note="S.", **changed, **more
        )
        faq = "## FAQ\n\n### ¿Duele?\n\nNo duele.\n\n## FAQ\n\n### ¿Ya?\n\nSí.\n"
        site.article(f"play{ending}", faq, title="Tres", summary="S.", tags=["a"], **more)
        for slug, fields in kinds.items():
            site.page(f"{slug}{ending}", body, title="Uno", summary="S.", **fields, **more)
    site.page("home", title="Uno", summary="S.", template="home", url="", save_as="index.html")
    site.paths({"path": "Un camino", "articles": ["rest", "work"]})


def said(page: BeautifulSoup) -> str:
    """All that a page says to eyes and ears, each piece on a line of its own."""
    for script in page.find_all(["script", "style"]):
        script.extract()
    told = [
        str(value)
        for element in page.find_all(True)
        for name, value in element.attrs.items()
        if name in ("aria-label", "title", "alt") or name.startswith("data-")
    ]
    return " ".join(" | ".join([page.get_text("|"), *told]).split())


def pattern(message: str) -> re.Pattern[str]:
    """What finds an English word on a page, whatever stands in place of its variables."""
    parts = [re.escape(part) for part in re.split(r"%\(\w+\)s", message.replace("&nbsp;", " "))]
    return re.compile(r"(?<!\w)" + r"[^.]{1,60}?".join(parts) + r"(?!\w)")


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> Built:
    site = TrialSite(tmp_path_factory.mktemp("spanish"))
    in_two_languages(site)
    return site.build(strict=False, url="https://practice.example")


def pages(built: Built, below: str) -> dict[str, BeautifulSoup]:
    found = {
        name: BeautifulSoup(data, "html.parser")
        for name, data in built.files().items()
        if name.startswith(below) and name.endswith(".html")
    }
    assert len(found) >= 9, found.keys()
    return found


def english() -> set[str]:
    """The English words of the theme that are other ones in Spanish, each if it says enough."""
    spoken = Translations(THEME, "en", str).of("es")
    found = {message for _, one, many in catalogs.words() for message in (one, many) if message}
    found = {one for one in found if spoken.plain(one) != one}
    # Those of variables alone, and of one short word that begins many others, say nothing.
    found = {one for one in found if re.search(r"[a-z]{4}", re.sub(r"%\(\w+\)s", "", one))}
    assert len(found) > 120
    return found


def found_on(page: BeautifulSoup) -> list[str]:
    text = said(page)
    return sorted(one for one in english() if pattern(one).search(text))


def test_no_page_in_spanish_has_an_english_word_of_the_theme(spanish: Built) -> None:
    found = {name: found_on(page) for name, page in pages(spanish, "es/").items()}
    assert {name: some for name, some in found.items() if some} == {}
    assert len(found_on(spanish.page("articles/rest/"))) > 20  # on an English page it finds them


def test_only_facts_stay_in_another_language_on_a_page_in_spanish(spanish: Built) -> None:
    facts = {"Psychotherapist", "Terapia", "Sesión", "50 minutos", "No trabajo con seguros."}
    facts |= {
        line[key] for line in FACTS["crisis_lines"] for key in ("name", "note") if key in line
    }
    marked = {
        one.get_text()
        for page in pages(spanish, "es/").values()
        for one in page.select('body [lang="en"]')
        if one.name == "span"
    }
    assert marked == facts


def test_the_words_are_said_as_a_careful_speaker_would(spanish: Built) -> None:
    article = " ".join(spanish.page("es/articles/work/").get_text(" ").split())
    assert "Revisado el 2 de mayo de 2026 por Ana Ruiz" in article
    assert "La primera conversación es gratuita y dura unos 20 minutos." in article
    assert "que se encuentran en Colorado, Nuevo México e Illinois." in article
    assert "LPC 55501, Colorado" in article
    other = " ".join(spanish.page("es/articles/rest/").get_text(" ").split())
    assert "Publicado el 2 de marzo de 2026" in other
    assert "alrededor de 1 minuto" in other
    labels = [one["aria-label"] for one in spanish.page("es/articles/rest/").select(".table-wrap")
              if one.get("aria-label")]  # fmt: skip
    assert labels == ["Tabla 2"]
    back = spanish.one("es/articles/rest/", ".footnote-backref")
    assert back["title"] == "Volver al texto, nota 1"
    assert spanish.text("es/articles/rest/index.md").split("\n\n")[2].startswith("Por Jane Doe")
    assert spanish.graph("es/articles/rest/")[-2]["itemListElement"][0]["name"] == "Inicio"


def test_a_search_in_spanish_speaks_it(spanish: Built) -> None:
    form = spanish.one("es/search/", "form")
    assert json.loads(str(form["data-found"])) == {
        "one": "%(num)s página para «%(words)s»",
        "other": "%(num)s páginas para «%(words)s»",
    }
    assert form["data-lang"] == "es"
    assert form["data-more"] == "Mostrar %(number)s más"


@pytest.mark.parametrize("file", catalogs.CATALOGS, ids=lambda file: file.parts[-3])
def test_a_catalog_that_is_shipped_is_complete_and_in_order(file: Path) -> None:
    """If this fails: python -m desk.docs.translations, then write the words that are empty."""
    assert file.read_text("utf-8") == catalogs.renewed(file)
    spoken = Translations(THEME, "en", str).of(file.parts[-3])
    assert catalogs.words() - spoken.texts.keys() == set()


def test_spanish_is_shipped() -> None:
    assert [file.parts[-3] for file in catalogs.CATALOGS] == ["es"]


def foreign_theme(site: TrialSite, **files: str) -> str:
    """A copy of the theme with these catalogs beside the others, by their languages."""
    theme = site.folder / "theme"
    if not theme.exists():
        shutil.copytree(THEME, theme)
    for lang, text in files.items():
        path = theme / "translations" / lang / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return str(theme)


HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)
FRENCH = HEAD + (
    'msgid "Read next:"\nmsgstr "À lire ensuite :"\n\nmsgid "Main"\nmsgstr "Principal"\n\n'
    'msgid "Published %(day)s"\nmsgstr "Publié le %(day)s"\n\n'
    'msgid "about %(num)s&nbsp;minute"\nmsgid_plural "about %(num)s&nbsp;minutes"\n'
    'msgstr[0] "environ %(num)s&nbsp;minute"\nmsgstr[1] "environ %(num)s&nbsp;minutes"\n'
)


def test_what_a_language_lacks_is_english_and_marked_as_such(site: TrialSite) -> None:
    in_two_languages(site, "fr")
    built = site.build(THEME=foreign_theme(site, fr=FRENCH), url="https://practice.example")
    page = built.page("fr/articles/rest/")
    assert (
        built.one("fr/articles/rest/", '[rel="next"] .label').decode_contents()
        == "À lire ensuite :"
    )
    assert built.one("fr/articles/rest/", ".masthead nav")["aria-label"] == "Principal"
    text = " ".join(page.get_text(" ").split())
    assert "Publié le 2 mars 2026" in text
    assert "environ 1 minute" in text
    heading = page.select_one(".invitation h2")
    assert heading
    assert heading.decode_contents() == '<span lang="en">If you would like to talk</span>'
    (note,) = [one for one in built.problems if one.rule == "translation-lacks"]
    assert re.search(r"translations/fr lacks \d+ of \d+ words: “", note.message)
    assert not built.refused


def test_a_language_without_words_is_english_and_runs_as_its_texts_do(site: TrialSite) -> None:
    in_two_languages(site, "he")
    built = site.build(url="https://practice.example")
    for name, page in pages(built, "he/").items():
        assert page.html
        assert (page.html["lang"], page.html["dir"]) == ("he", "rtl"), name
        outside = [
            one
            for one in page.find_all(
                string=re.compile("If you would like to talk|Skip to the text")
            )
            if not one.find_parent(attrs={"lang": "en", "dir": "ltr"})
        ]
        assert outside == [], name
    (note,) = [one for one in built.problems if one.rule == "translation-lacks"]
    assert note.message.startswith("The theme has no words in “he”, so what it says itself")


def test_every_word_of_a_page_without_words_is_marked(site: TrialSite) -> None:
    in_two_languages(site, "de")
    left = {}
    for name, page in pages(site.build(), "de/").items():
        for marked in page.select('span[lang="en"], title'):
            marked.extract()
        for element in page.find_all(True):  # no element can stand in an attribute
            element.attrs.clear()
        left[name] = [one for one in found_on(page) if one not in STATES.values()]
    assert {name: some for name, some in left.items() if some} == {}


def test_a_damaged_catalog_leaves_the_site_as_it_was(site: TrialSite) -> None:
    in_two_languages(site, "fr")
    whole = site.build(THEME=foreign_theme(site, fr=FRENCH)).files()
    torn = FRENCH.replace("Principal", "Princi\npal").replace("%(day)s", "%(jour)s", 2)
    torn = torn.replace('msgid "Published %(jour)s', 'msgid "Published %(day)s')
    built = site.build(THEME=foreign_theme(site, fr=torn))
    at = sorted(
        (one.line, one.severity) for one in built.problems if one.rule == "translation-damaged"
    )
    line = torn.split("\n").index
    assert at == [
        (line('msgstr "Princi') + 1, "warning"),
        (line('msgid "Published %(day)s"') + 1, "warning"),
    ]
    assert not built.refused
    page = " ".join(built.page("fr/articles/rest/").get_text(" ").split())
    assert "Published 2 mars 2026" in page
    assert "À lire ensuite" in page
    after = built.files()
    assert [
        name for name in whole if not name.startswith("fr/") and whole[name] != after[name]
    ] == []


@pytest.mark.parametrize(
    "text",
    ["", "nonsense", HEAD, 'msgid "Main"', '"', "\x00", "msgid\nmsgstr", 'msgstr "a"\n',
     HEAD.replace("n > 1", "import os"), HEAD.replace("nplurals=2", "nplurals=1"),
     'msgid ""\nmsgstr ""\n"Language: xx-nowhere\\n"\n', "#-#-#-#-#\n",
     '#: \u2068a\nmsgid "Main"\n',
     'msgctxt "a"\n', 'msgid "Main"\nmsgstr "100 %"\n'],
)  # fmt: skip
def test_no_catalog_breaks_the_program(tmp_path: Path, text: str) -> None:
    path = tmp_path / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    translations = Translations(tmp_path, "en", str)
    spoken = translations.of("fr")
    assert spoken.plain("Main") == "Main"
    assert str(spoken.gettext("By %(name)s", name="a")) == '<span lang="en">By a</span>'
    assert "English" in str(translations.problems({"fr": ("a.md", 1)}, Environment(), []))


def test_a_region_takes_its_own_words_and_else_those_of_its_language(tmp_path: Path) -> None:
    for lang, word in {"pt": "Principal", "pt_BR": "Menu"}.items():
        path = tmp_path / "translations" / lang / "LC_MESSAGES" / "messages.po"
        path.parent.mkdir(parents=True)
        path.write_text(f'{HEAD}msgid "Main"\nmsgstr "{word}"\n')
    translations = Translations(tmp_path, "en", str)
    assert [translations.of(one).plain("Main") for one in ("pt", "pt-BR", "pt-PT", "en-GB")] == [
        *("Principal", "Menu", "Principal", "Main"),
    ]
    days = [str(translations.of(one).long_date(date(2026, 1, 20))) for one in ("pt-BR", "xx", "en")]
    assert days == ["20&nbsp;de janeiro de 2026", "January&nbsp;20, 2026", "January&nbsp;20, 2026"]


def test_a_translation_is_never_html(tmp_path: Path) -> None:
    path = tmp_path / "translations" / "fr" / "LC_MESSAGES" / "messages.po"
    path.parent.mkdir(parents=True)
    path.write_text(f'{HEAD}msgid "Main"\nmsgstr "\\"><script>&nbsp;"\n')
    spoken = Translations(tmp_path, "en", str).of("fr")
    assert str(spoken.text("Main")) == "&#34;&gt;&lt;script&gt;&nbsp;"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_words_are_marked_where_they_can_be_and_plain_where_no_element_may_stand(
    template: Path,
) -> None:
    text = re.sub(r"\{#.*?#\}", "", template.read_text("utf-8"), flags=re.DOTALL)
    assert re.findall(r'="[^"{]*\{% trans', text) == []
    assert re.findall(r"<(?:title|option)[^<>]*>\{% trans", text) == []
    assert re.findall(r"(?<!title)>\s*\{\{ _\(", re.sub(r"<option.*?>\s*\{\{ _", "", text)) == []
    # Between two tags no word stands by itself, but those of what only machines read.
    bare = re.sub(r"\{% trans.*?endtrans \+?%\}|\{\{.*?\}\}|\{%.*?%\}", "|", text, flags=re.DOTALL)
    bare = re.sub(r"<[^<>]*>", "|", bare)
    assert re.findall(r"[A-Za-z]{2,}", bare) == []


def test_a_change_of_one_word_changes_its_pages_and_no_others(site: TrialSite) -> None:
    in_two_languages(site, "fr")
    first = site.build(THEME=foreign_theme(site, fr=FRENCH)).files()
    again = site.build(THEME=foreign_theme(site, fr=FRENCH.replace("Principal", "Menu"))).files()
    changed = {name for name in first if first[name] != again[name]}
    assert "fr/articles/rest/index.html" in changed
    assert all(name.startswith("fr/") for name in changed)
