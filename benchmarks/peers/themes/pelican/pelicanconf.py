SITENAME = "Quiet Room"
SITEURL = "https://practice.example"
TIMEZONE = "America/Denver"
THEME = "theme"
ARTICLE_PATHS = ["articles"]
PLUGINS = ["neighbors", "sitemap", "yaml_metadata"]
TYPOGRIFY = True
SLUGIFY_SOURCE = "basename"
ARTICLE_URL = "articles/{slug}/"
ARTICLE_SAVE_AS = "articles/{slug}/index.html"
MARKDOWN = {"extensions": ["extra", "sane_lists", "toc"], "output_format": "html"}
DIRECT_TEMPLATES = ["index"]
DEFAULT_PAGINATION = False
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ""
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 30
CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
SITEMAP = {"format": "xml"}
