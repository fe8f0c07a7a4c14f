"""Put the site together for Pelican: the only room of the site with Pelican's signals.

    hooks          what Pelican calls, and in which order what follows is done; what is kept
                   between two of its signals is a run
    contents       Pelican's articles and pages -> records, and back; what cannot be written is
                   taken out first (conflicts)
    notice_pages   what the law asks for -> the pages that show it
    assemble       all articles and pages -> reading order, old addresses and links resolved
                   (addresses, links), pictures placed, files for visitors let through
                   (downloads), each question with one home
    page_context   each page -> the one record that its template is given, a theme's manual
                   (related, page_data), and pages without a file
    page_cache     pages and copies of which nothing has changed, as they were made before
                   (template_cache: templates as Jinja has compiled them)
    outputs        the feed, the sitemap, Markdown copies (markdown_copy), redirects, stylesheet,
                   files for visitors, what the search reads (search_index)
    resident       the same site held in memory for a preview: read and joined again where
                   something has changed, rendered where somebody looks

The facts come from `plugins.practice` and `plugins.notices`, each Markdown file from
`plugins.frontmatter`, questions and reading order from `plugins.faq_neighbors`. Each step takes
data and gives data, and what is wrong on the way beside it.
"""

from __future__ import annotations


def register() -> None:
    """Have Pelican call `hooks` (its documentation, "Plugins", How to create plugins)."""
    from plugins.site import hooks

    hooks.connect()
