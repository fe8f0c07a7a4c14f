"""The practice at a glance, at /desk/: what there is, what waits, what is to be done, and the way
to do it. Plain functions say what is shown; `pages` alone knows the browser."""
