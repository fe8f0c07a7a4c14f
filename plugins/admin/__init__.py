"""An editor at /admin/ for whoever writes on GitHub: Sveltia CMS, hosted by the site itself.

    package   the archive with the program, in one pinned version, and the files that are served
    config    our own entries of a header -> the editor's collections, as `config.yml`
    kept      a text -> what that editor would not show of it, or would change
    files     a setting and a site -> the files below admin/, and what is wrong

It is off until PRACTICE_ADMIN in publishconf.py names a repository, and then only part of what is
published: a preview never has it. docs/editing-on-github.md walks through it. The page states its
own policy (index.html), the only one that lets a page ask another computer: api.github.com.
"""
