"""What publishing changes: any error stops it, and drafts are not written at all."""

from pelicanconf import *  # noqa: F403  (a Pelican settings file is a list of names)
from pelicanconf import PLUGINS

PRACTICE_STRICT = True
PLUGINS = [*PLUGINS, "plugins.delivery"]
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""

# --- What the host is told: docs/hosting.md ------------------------------------------------------
PRACTICE_HOST = ""  # "netlify" or "github-pages", each of which wants something of its own
PRACTICE_HSTS = 0  # seconds for which browsers insist on HTTPS; 63_072_000 once it is sure to stay
PRACTICE_SECURITY_EXPIRES = ""  # "2027-11-01": until when security.txt holds

# --- An editor at /admin/ for whoever writes on GitHub: docs/editing-on-github.md ---------------
PRACTICE_ADMIN = ""  # the repository, "owner/name", or "owner/name@branch" if that is not main

# --- What a page may weigh, in bytes; 0 is no limit: desk/site_checks/budgets.py ----------------
PRACTICE_BUDGETS = {"article": 14_600, "page": 100_000, "picture": 500_000}
