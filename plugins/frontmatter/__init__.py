"""Turn a Markdown file into a document: check its header, render its body, report problems."""
