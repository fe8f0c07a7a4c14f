"""Make the site that goes on the web: one run of Pelican, checked, put in place."""
