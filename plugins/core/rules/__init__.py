"""What is known of the rules that are not found by a function of `plugins.checks.rules`.

Each stands here once, with its page; whatever finds it makes its problems with it:

    NOT_MARKDOWN.problem(path, line, "What is wrong.", "How to mend it.")
"""
