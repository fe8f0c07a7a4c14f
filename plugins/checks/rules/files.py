"""Files that are no pictures and no texts: which of them visitors can open, and which nobody."""

from __future__ import annotations

from itertools import groupby
from pathlib import PurePath

from plugins.checks.document import WholeSite
from plugins.checks.rules import Problems, site_rule

_NAMED = 10  # of the files in a folder


@site_rule("file-published", "A file is published as it is", "note", group="built")
def file_published(site: WholeSite) -> Problems:
    """A published page links to a file that is no picture. It goes on the web byte for byte: with
    comments, tracked changes, hidden sheets, and the name of whoever wrote it. Search engines find
    it as well. The change list of `publish` names it too.

    **How to mend it:** Open it once and look at what else is in it. If visitors are not to have it,
    take the link out; then it is not published any more.
    """
    for one in site.downloads:
        message = f"Anyone can open this file, because {one.path}:{one.line} links to it."
        remedy = "Check what else is in it, such as comments or earlier versions."
        yield file_published.problem(one.file, 1, message, remedy)


@site_rule("file-unused", "No page uses some files", "note", group="built")
def file_unused(site: WholeSite) -> Problems:
    """In the folder for pictures lie files to which no page leads, so they are not published. What
    only a draft or a scheduled article uses is not named here: it is published together with it.

    **How to mend it:** Nothing needs to be done. What is private is safer outside of the content.
    """
    for folder, paths in groupby(sorted(site.unused), key=lambda path: str(PurePath(path).parent)):
        names = [f"“{PurePath(path).name}”" for path in paths]
        if len(names) > _NAMED:
            names[_NAMED:] = [f"{len(names) - _NAMED} more"]
        *others, last = names
        listed = f"{', '.join(others)} and {last}" if others else last
        message = f"No page uses {listed}, so {'they are' if others else 'it is'} not published."
        remedy = "Nothing needs to be done; what is private is safer outside of the content."
        yield file_unused.problem(PurePath(folder).as_posix(), 1, message, remedy)
