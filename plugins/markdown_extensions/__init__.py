"""Extend Python-Markdown: blocks, quotations, tables, typography."""
