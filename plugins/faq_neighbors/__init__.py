"""FAQ sections, FAQPage data, next and previous articles."""
