"""What articles hold beyond Python-Markdown's own: blocks, quotations, tables, typography."""
