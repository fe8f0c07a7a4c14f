"""Extend Python-Markdown: CommonMark, blocks, quotations, tables, typography."""
