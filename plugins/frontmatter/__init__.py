"""A Markdown file becomes a document: header checked, body rendered, problems told."""
