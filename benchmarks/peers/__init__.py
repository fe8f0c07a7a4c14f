"""Compare Practice Press with other site generators, on the same articles, in turn."""
