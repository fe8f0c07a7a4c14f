"""What must be true before anyone else sees it: pure functions that yield problems.

    document      a file of the content, or all of them together, as plain data: its text in blocks
                  with their lines (blocks) and those of its links (address_lines), and how hard
                  it is to read (readability)
    rules         structure, questions, truth, claims, confidentiality, privacy, care: each lists
                  its TEXT_RULES, which look at one file, and its SITE_RULES, which look at all
    running       each text as soon as it is read -> its problems, words and grade; the joined site
                  -> its problems, and what its writers let stand (allow)
    catalog       a problem's rule -> how grave it is, what it stops, and the page in docs/rules
                  that says why (rule_info, catalog_words); catalog_index writes their index

Nothing here knows Pelican. `plugins.practice` knows `running` by its name only, as the setting
PRACTICE_CHECKS; `desk` asks it what to tell and what to refuse.
"""
