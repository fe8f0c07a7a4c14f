"""What must be true before anyone else sees it: pure functions that yield problems.

    document      a file of the content, or all of them together, as plain data: its text in blocks
                  with their lines (blocks), those of its links, and how hard it is to read
                  (readability)
    rules         a function for each rule, below what is known of it (`@rule`); its docstring is
                  the rule's page in docs/rules
    registry      every rule by its code: how grave it is, what it stops, its page; and the
                  functions that look at one file, or at all of them together
    run           each text as soon as it is read -> its problems, words and grade; the joined site
                  -> its problems, and what its writers let stand (allow)

Nothing here knows Pelican. `plugins.site` knows `run` by its name only, as the setting
PRACTICE_CHECKS; `desk` asks it what to tell and what to refuse.
"""
