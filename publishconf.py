"""What publishing changes: any error stops it, and drafts are not written at all."""

from pelicanconf import *  # noqa: F403  (a Pelican settings file is a list of names)

PRACTICE_STRICT = True
DRAFT_SAVE_AS = DRAFT_LANG_SAVE_AS = ""
DRAFT_PAGE_SAVE_AS = DRAFT_PAGE_LANG_SAVE_AS = ""
