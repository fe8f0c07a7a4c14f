"""One module for each kind of host: the tables of headers and old addresses in its language."""
