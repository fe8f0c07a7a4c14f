"""Puts the site together for Pelican: the only room with Pelican's signals.

    hooks          what Pelican calls, in order; what of the content cannot be written is taken
                   out first (conflicts)
    assemble       all articles and pages -> reading order, old addresses and links resolved
                   (addresses, links), pictures placed, each question with one home
    notice_pages   what the law asks for -> the pages that show it
    context        each page -> what its template shows (page_context, related), its JSON-LD,
                   and pages without a file (generated_pages)
    outputs        the feed, the sitemap, Markdown copies (markdown_copy), redirects, stylesheet,
                   files for visitors (downloads), what the search reads (search_index)

The facts come from `plugins.practice` and `plugins.notices`, each Markdown file from
`plugins.frontmatter`, questions and reading order from `plugins.faq_neighbors`. What is wrong on
the way is collected as `problems` and told once.
"""

from __future__ import annotations


def register() -> None:
    """Called by Pelican (its documentation, "Plugins", How to create plugins)."""
    from plugins.site import hooks

    hooks.connect()
