"""The small plugin: Markdown in, data, page out.

    facts         content/practice.yaml -> who the practice is (practice_yaml, schema), and which
                  notices its states ask for (jurisdictions, notices, notice_pages)
    reading       a Markdown file -> its header checked (header), its body rendered, its FAQ
                  sections made into disclosures (faq), its tables and callouts given their form
                  (blocks), its HTML made safe (body), its text looked over (plugins.checks), its
                  quotes and dashes set (typography);
                  on all cores (reading_room, reading_workers), once a version (reading_shelf)
    assembly      all articles and pages (contents) -> reading order (reading_order, reading_paths),
                  old addresses and links resolved (site_addresses, redirects, links), pictures made
                  fit to be shown (pictures, through plugins.images), each question with one home
                  (answers, questions)
    present       each page -> what its template shows (describe, around), its JSON-LD
                  (structured_data), and pages without a file (own_pages)
    writing       the feed, the sitemap, Markdown copies (plain_markdown), redirects, stylesheet,
                  cards for shared links (social_cards), what the search reads (search_index)

    hooks         what Pelican calls, in the order of this list; what of the content cannot be
                  written is taken out before it is assembled (content_files, unwritten)

    rules         what is known of each kind of problem that is found on the way

What is wrong on the way is collected as `problems` and told once. Only `hooks`, `reader` and
`writing` know Pelican; the rest are functions over plain data, which a process that only reads
files can use without loading it.
"""

from __future__ import annotations


def register() -> None:
    """Called by Pelican (its documentation, "Plugins", How to create plugins)."""
    from plugins.site import hooks

    hooks.connect()
