"""Hold what every room uses: problems, dates, YAML with lines, safe HTML, a cache."""
