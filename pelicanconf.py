"""How the site is built while it is being written: drafts are shown, problems do not stop it.

Everything here is Pelican's own vocabulary (its documentation, page "Settings"); what begins
with PRACTICE_ belongs to `plugins/practice`. Facts about the practice (its name, its address on
the web, its time zone) stand in `content/practice.yaml` and are set from there by the plugin.
"""

from markdown.extensions.toc import slugify_unicode

from plugins.faq_neighbors.titles import TITLES

PATH = "content"
THEME = "theme"
PLUGINS = ["plugins.site"]

# --- Facts that the plugin fills in from content/practice.yaml ---------------------------------
SITENAME = ""
SITEURL = ""
TIMEZONE = "UTC"
DEFAULT_LANG = "en"

# --- What is read ------------------------------------------------------------------------------
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = ["images"]  # of what lies there and elsewhere, what a page uses is published
READERS = {"html": None, "htm": None, "rst": None}  # articles are Markdown
# `anxiety.md` is /articles/anxiety/, and `anxiety.es.md` its Spanish translation.
# Left by editors, systems and archives; Thumbs.db and its like are ignored in any case.
IGNORE_FILES = [".*", "~*", "*~", "#*#", "*.swp", "*.tmp", "__pycache__", "__MACOSX"]
FILENAME_METADATA = r"(?P<slug>[^.]+)(?:\.(?P<lang>[a-z]{2}))?$"
SLUGIFY_SOURCE = "basename"
USE_FOLDER_AS_CATEGORY = False
DEFAULT_CATEGORY = "Articles"
FORMATTED_FIELDS: list[str] = []  # a title and a summary are plain text, never Markdown
WITH_FUTURE_DATES = False  # a future date is a scheduled article: a draft until its day
DEFAULT_DATE_FORMAT = "%Y-%m-%d"  # the theme writes dates itself, whatever the machine's locale

# --- How Markdown is understood ----------------------------------------------------------------
MARKDOWN = {
    "extensions": [
        "markdown.extensions.extra",
        "markdown.extensions.toc",
        "plugins.faq_neighbors.faq",
        "plugins.markdown_extensions.blocks",
        "plugins.markdown_extensions.commonmark",  # reads blocks and inline Markdown: the last
    ],
    "extension_configs": {
        # h1 is the title; a paragraph "[TOC]" stays text, the theme has its own contents list.
        "markdown.extensions.toc": {"marker": "", "slugify": slugify_unicode},
        "markdown.extensions.footnotes": {"BACKLINK_TITLE": "Back to the text, note {}"},
        # More headings that open an FAQ section: {"titles": [*TITLES, "Good to know"]}
        "plugins.faq_neighbors.faq": {"titles": TITLES},
    },
    "output_format": "html",
}
TYPOGRIFY = True
TYPOGRIFY_OMIT_FILTERS = ["amp", "caps", "initial_quotes"]  # spans that our theme has no use for

# --- What is written, and where ----------------------------------------------------------------
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
ARTICLE_LANG_URL = "{lang}/articles/{slug}/"
ARTICLE_LANG_SAVE_AS = "{lang}/articles/{slug}/index.html"
PAGE_URL = "{slug}/"
PAGE_SAVE_AS = "{slug}/index.html"
PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
DRAFT_URL = "drafts/{slug}/"
DRAFT_SAVE_AS = "drafts/{slug}/index.html"
DRAFT_LANG_URL = "drafts/{lang}/{slug}/"
DRAFT_LANG_SAVE_AS = "drafts/{lang}/{slug}/index.html"
DRAFT_PAGE_URL = "drafts/pages/{slug}/"
DRAFT_PAGE_SAVE_AS = "drafts/pages/{slug}/index.html"
DRAFT_PAGE_LANG_URL = "drafts/pages/{lang}/{slug}/"
DRAFT_PAGE_LANG_SAVE_AS = "drafts/pages/{lang}/{slug}/index.html"
# Archives, author, tag and category pages would repeat the articles; reading paths replace them.
DIRECT_TEMPLATES: list[str] = []
ARCHIVES_SAVE_AS = AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
# The plugin writes the feed, the sitemap and robots.txt: see plugins/site/__init__.py.
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None

JINJA_ENVIRONMENT = {
    "autoescape": True,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["plugins.site.translations.ThemeWords"],  # {% trans %}, and _()
    "auto_reload": False,  # every build begins anew, so no template changes under way
}
PRACTICE_STRICT = False
PRACTICE_CHECKS = "plugins.checks.run"  # what looks over each text and the whole site
