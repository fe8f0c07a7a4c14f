"""Write articles and pages in the browser, and see them as they will be."""
