"""Make links and pictures, as a writer types them, into what Pelican resolves, or into problems.

A writer may link to `/articles/anxiety/`, to `anxiety.md` or to `{filename}anxiety.md`, and show
`images/desk.jpg`, `/images/desk.jpg` or `{static}/images/desk.jpg`; all become Pelican's own
form (its documentation, "Linking to internal content"), which holds wherever the site stands.
"""

from __future__ import annotations

import difflib
import posixpath
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from plugins.core.problem import Rule, did_you_mean
from plugins.core.rules.files import OUTSIDE_CONTENT
from plugins.core.rules.links import LINK_BROKEN
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.frontmatter.walk import Found

# Other attributes are stepped over whole: what they say may look like one more address.
_TO = re.compile(r"(<(?P<tag>a|img)(?: [\w-]+=\"[^\"]*\")*? (?:href|src)=\")(?P<to>[^\"]*)(?=\")")
_MARKED = re.compile(
    r"[{|](?P<what>filename|static|attach)[|}](?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL
)


@dataclass(frozen=True)
class Targets:
    """Where a link may lead.

    `pages`: address, such as "/articles/anxiety/", to source, such as "articles/anxiety.md".
    `files`: sources of pictures and other files. `later`: the address that a draft or a scheduled
    article will have, to its source. `other`: addresses without a source of their own. `root`:
    the part of the site's address behind its host. `found` knows which names in the content are
    links that lead out of it.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    later: Mapping[str, str] = field(default_factory=dict)
    other: frozenset[str] = frozenset()
    root: str = ""
    found: Found = field(default_factory=Found)

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(self.pages.values())


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere: what was typed, what is wrong with it, how to mend it, its rule.

    `message` is "" where it is told elsewhere.
    """

    to: str
    message: str
    remedy: str
    rule: Rule


def resolve(html: str, source: str, url: str, targets: Targets) -> tuple[str, list[Broken]]:
    """Return cleaned HTML with its internal links in Pelican's form, and those that lead nowhere.

    `source` is the file's path in the content folder, `url` its address without a first slash.
    A broken link is left as it was typed; but of one in Pelican's own form the marks are escaped,
    because Pelican is not to look for what it leads to, which is told already.
    """
    broken: list[Broken] = []

    def replaced(match: re.Match[str]) -> str:
        picture = match["tag"] == "img"
        to = unescape(match["to"]).strip()
        try:
            found = _internal(to, source, url, targets, picture)
        except LookupError as nowhere:
            message, remedy, *other = nowhere.args
            usual = PICTURE_MISSING if picture else LINK_BROKEN
            broken.append(Broken(to, message, remedy, *other or [usual]))
            return match[1] + match["to"].replace("{", "%7B").replace("|", "%7C")
        return match[1] + escape(found)

    return _TO.sub(replaced, html), broken


def _internal(to: str, source: str, url: str, targets: Targets, picture: bool) -> str:
    """Return the link in Pelican's form, or as it is if it leads elsewhere.

    Raises LookupError(message, remedy) if it leads nowhere, and the rule with both if that is
    another one, because it leads out of the content.
    """
    what = "picture" if picture else "link"
    marked = _MARKED.fullmatch(to)
    try:
        parts = urlsplit(marked["path"] + marked["rest"] if marked else to)
    except ValueError:
        raise LookupError(f"“{to}” is not an address.", "Copy it once more, whole.") from None
    if parts.scheme or parts.netloc:
        if marked:
            raise _outside(to, marked["path"], targets.files, picture)
        if picture:
            raise LookupError(
                f"The picture “{to}” would be loaded from elsewhere, where others would learn "
                "who reads this page.",
                "Put a copy of it into content/images/, if you may, and write /images/ and its "
                "name.",
            )
        return to
    if not to or (marked and not parts.path):
        remedy = f"Write it between the round brackets, or take the {what} out."
        raise LookupError(f"A {what} here has no address.", remedy)
    if not parts.path:
        return to
    path, folder = unquote(parts.path), posixpath.dirname(source)
    # Where the file lies, as it is typed; `..` at the beginning is above the content.
    typed = path.replace("\\", "/")
    place = posixpath.join("" if typed.startswith("/") else folder, typed.lstrip("/"))
    if (marked or picture) and posixpath.normpath(place).split("/")[0] == "..":
        raise _outside(to, path, targets.files, picture)
    found = _file(to, path, folder, targets, picture)
    if not found and not (picture or marked or path.endswith(".md")):
        found = _address(to, path, url, targets)
    if found:
        return found + urlunsplit(("", "", "", parts.query, parts.fragment))
    message = f"The link “{to}” leads to a file that is not there."
    remedy = "Write the address of the page instead."
    if picture:
        message = f"The picture “{to}” is not there."
        remedy = "Put it into content/images/ and write /images/ and its name."
    files = targets.files if picture else targets.sources
    names = {posixpath.basename(name): name for name in sorted(files)}
    near = difflib.get_close_matches(posixpath.basename(path), names, n=1)
    raise LookupError(message, f"Did you mean “/{names[near[0]]}”?" if near else remedy)


def _file(to: str, path: str, folder: str, targets: Targets, picture: bool) -> str:
    """Return a link to a file, found from its folder or from that of the content; "" if none is."""
    for name in (posixpath.join(folder, path.lstrip("/")), path.lstrip("/")):
        name = posixpath.normpath(name)
        if targets.found.is_outside(name):
            raise LookupError("", "")  # told once, where the link out of the content is
        if name in targets.files:
            return f"{{static}}/{quote(name)}"
        if not picture and name in targets.sources:
            return f"{{filename}}/{quote(name)}"
        if not picture and name in targets.later.values():
            raise _not_yet(to)
    return ""


def _address(to: str, path: str, url: str, targets: Targets) -> str:
    """Return a link to an address of this site, without its query and fragment."""
    address = urljoin(f"/{url}", path)
    inside = address.removeprefix(targets.root)  # as it was copied from the published site
    for begin in (address, inside):
        for candidate in (begin, f"{begin}/", begin.removesuffix("index.html")):
            if candidate in targets.pages:
                return f"{{filename}}/{quote(targets.pages[candidate])}"
            if candidate in targets.other:
                return f"{targets.root}{quote(candidate)}"
            if candidate in targets.later:
                later = targets.later[candidate]
                if later in targets.sources:  # the preview shows it among the drafts
                    return f"{{filename}}/{quote(later)}"
                raise _not_yet(to)
    if re.match(r"www\.", path):
        remedy = "Write https:// in front of it, if it is a page of somebody else."
    elif "@" in path:
        remedy = "Write mailto: in front of it, if it is an e-mail address."
    else:
        remedy = did_you_mean(inside, {*targets.pages, *targets.other} - {f"/{url}"})
    raise LookupError(f"The link “{to}” leads nowhere.", remedy)


def _outside(to: str, path: str, files: Iterable[str], picture: bool) -> LookupError:
    name = posixpath.basename(path.replace("\\", "/"))
    there = next((file for file in sorted(files) if posixpath.basename(file) == name), "")
    what, done = ("picture", "shown") if picture else ("link", "linked to")
    return LookupError(
        f"The {what} “{to}” leads out of the content folder.",
        f"Did you mean “/{there}”?"
        if there
        else f"Only what lies in the content folder can be {done}: take the {what} out, or put a "
        "copy into content/images/, if visitors may have it, and write /images/ and its name.",
        OUTSIDE_CONTENT,
    )


def _not_yet(to: str) -> LookupError:
    return LookupError(
        f"The link “{to}” leads to an article that is not published yet.",
        "Publish that article first, or take the link out for now.",
    )
