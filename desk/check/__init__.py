"""Print every problem of the content, as text, as data, or as a page to look at."""
