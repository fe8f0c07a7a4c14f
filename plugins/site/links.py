"""Make links and pictures, as a writer types them, into what Pelican resolves, or into problems.

A writer may link to `/articles/anxiety/`, to `anxiety.md` or to `{filename}anxiety.md`, and show
`images/desk.jpg`, `/images/desk.jpg` or `{static}/images/desk.jpg`; all become Pelican's own
form (its documentation, "Linking to internal content"), which holds wherever the site stands.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape, unescape
from typing import NamedTuple
from unicodedata import normalize
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from plugins.core import safe_html
from plugins.core.file_names import same_to_some
from plugins.core.problem import Rule
from plugins.core.rules.files import OUTSIDE_CONTENT
from plugins.core.rules.links import LINK_BROKEN
from plugins.core.rules.pictures import PICTURE_MISSING
from plugins.frontmatter import discovery, file_name
from plugins.frontmatter.walk import Found
from plugins.site import nearest

# Other attributes are stepped over whole: what they say may look like one more address.
_TO = re.compile(r"(<(?P<tag>a|img)(?: [\w-]+=\"[^\"]*\")*? (?:href|src)=\")(?P<to>[^\"]*)(?=\")")
_MARKED = re.compile(
    r"[{|](?P<what>filename|static|attach)[|}](?P<path>[^?#]*)(?P<rest>.*)", re.DOTALL
)
# A first part with a full stop in it is a domain, unless it ends as files do. What this names is
# what people link to, not all that there is.
_DOMAIN = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}([a-z]{2,24})(?=[/:]|$)", re.IGNORECASE)
_FILES = (
    "asp aspx avif csv doc docx epub gif heic htm html ics jpeg jpg js jsp m4a markdown md mdown "
    "mkd mov mp3 mp4 odt pages pdf php png ppt pptx rst rtf svg tex tif tiff txt vcf webp xhtml "
    "xls xlsx xml zip"
)
_WEB_PAGE = re.compile(r"\.(?:html?|php|aspx?|jsp|xhtml)$", re.IGNORECASE)
# Where other programs have their feed.
_FEEDS = ("feed", "feeds", "rss", "atom", "index.xml", "feed/rss", "feed/atom", "rss/feed")
_HALF = re.compile(r"(https?)(?::/?|//)(?=[^/])", re.IGNORECASE)
_CALL = re.compile(r"\+?[\d().\s-]{7,20}")
_TEXT = 300  # characters of a link's own words, which are enough to know what it is about


@dataclass(frozen=True)
class Targets:
    """Where a link may lead.

    `pages`: address, such as "/articles/anxiety/", to source, such as "articles/anxiety.md".
    `files`: sources of pictures and other files. `later`: the address that a draft or a scheduled
    article will have, to its source. `other`: addresses without a source of their own. `root`:
    the part of the site's address behind its host, and `own` the whole addresses that are this
    site's. `found` knows which names in the content are links that lead out of it.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    files: frozenset[str] = frozenset()
    later: Mapping[str, str] = field(default_factory=dict)
    other: frozenset[str] = frozenset()
    root: str = ""
    own: tuple[str, ...] = ()
    found: Found = field(default_factory=Found)

    @cached_property
    def sources(self) -> frozenset[str]:
        return frozenset(self.pages.values())

    def file(self, name: str) -> str:
        """Return the file of a name, whichever way its accents are stored; "" if there is none."""
        return name if name in self.files else self._composed(self.files).get(nfc(name), "")

    def source(self, name: str, later: bool = False) -> str:
        """Return the same of a page, or of an article that is published `later`."""
        known = frozenset(self.later.values()) if later else self.sources
        return name if name in known else self._composed(known).get(nfc(name), "")

    def address(self, address: str, known: Collection[str]) -> str:
        """Return the same of an address."""
        if address in known or address.isascii():
            return address if address in known else ""
        return self._composed(frozenset(known)).get(nfc(address), "")

    def named(self, sources: frozenset[str]) -> dict[str, list[str]]:
        """Return the sources by their bare names, without their days.

        `2026-01-20-rest/index.md` is called `rest.md`.
        """
        if sources not in self._by_name:
            found = self._by_name[sources] = {}
            for source in sources:
                name = posixpath.basename(source)
                named = file_name.read(source)
                ends = filter(None, (named.slug, named.lang, posixpath.splitext(name)[1][1:]))
                short = ".".join(ends)
                for one in {name, short}:
                    found.setdefault(one, []).append(source)
        return self._by_name[sources]

    @cached_property
    def _by_name(self) -> dict[frozenset[str], dict[str, list[str]]]:
        return {}

    @cached_property
    def _known(self) -> dict[frozenset[str], dict[str, str]]:
        return {}

    def _composed(self, names: frozenset[str]) -> dict[str, str]:
        if names not in self._known:
            self._known[names] = {nfc(name): name for name in sorted(names, reverse=True)}
        return self._known[names]


def nfc(text: str) -> str:
    """Return the text with each accent stored in its letter (Unicode, UAX #15, form NFC)."""
    return text if text.isascii() else normalize("NFC", text)


class Sought(NamedTuple):
    """What a link was to lead to: its address, the words of the link, and whether it is typed as
    an address of the site, not as a file's name."""

    address: str
    said: str = ""
    is_address: bool = False


@dataclass(frozen=True)
class Broken:
    """A link that leads nowhere: what was typed, what is wrong with it, how to mend it, its rule.

    `message` is "" where it is told elsewhere. Where the remedy depends on what other pages say,
    `sought` is what is to be looked for among them. `later` is True where the link leads to a text
    that is not published yet.
    """

    to: str
    message: str
    remedy: str
    rule: Rule
    sought: Sought | None = None
    later: bool = False


class _NowhereError(Exception):
    """Raised for a link that leads nowhere, with what is told of it."""

    def __init__(
        self,
        message: str,
        remedy: str,
        rule: Rule | None = None,
        sought: Sought | None = None,
        later: bool = False,
    ) -> None:
        super().__init__(message)
        self.message, self.remedy, self.rule, self.sought = message, remedy, rule, sought
        self.later = later


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
        except _NowhereError as nowhere:
            rule = nowhere.rule or (PICTURE_MISSING if picture else LINK_BROKEN)
            sought = nowhere.sought
            if sought:
                said = html[match.end() : match.end() + _TEXT].partition(">")[2]
                sought = sought._replace(said=safe_html.plain(said.partition("</a>")[0]))
            broken.append(Broken(to, nowhere.message, nowhere.remedy, rule, sought, nowhere.later))
            return match[1] + match["to"].replace("{", "%7B").replace("|", "%7C")
        return match[1] + escape(found)

    return _TO.sub(replaced, html), broken


def _internal(to: str, source: str, url: str, targets: Targets, picture: bool) -> str:
    """Return the link in Pelican's form, or as it is if it leads elsewhere.

    Raises _NowhereError if it leads nowhere, with another rule than the usual one if that is
    because it leads out of the content.
    """
    what = "picture" if picture else "link"
    marked = _MARKED.fullmatch(to)
    try:
        parts = urlsplit(marked["path"] + marked["rest"] if marked else to)
    except ValueError:
        raise _NowhereError(f"“{to}” is not an address.", "Copy it once more, whole.") from None
    parts = parts._replace(fragment=_fragment(parts.fragment))
    if parts.scheme or parts.netloc:
        if marked:
            raise _outside(to, marked["path"], targets.files, picture)
        inside = _own_path(parts, targets)
        if picture and inside is None:
            raise _NowhereError(
                f"The picture “{to}” would be loaded from elsewhere, where others would learn "
                "who reads this page.",
                "Put a copy of it into content/images/, if you may, and write /images/ and its "
                "name.",
            )
        if inside is None:
            _refuse_half(to, parts)
            return to
        parts = parts._replace(scheme="", netloc="", path=inside)
    if not to or (marked and not parts.path):
        remedy = f"Write it between the round brackets, or take the {what} out."
        raise _NowhereError(f"A {what} here has no address.", remedy)
    if not parts.path:
        return urlunsplit(parts) if parts.fragment else to
    path, folder = unquote(parts.path), posixpath.dirname(source)
    # Where the file lies, as it is typed; `..` at the beginning is above the content.
    typed = path.replace("\\", "/")
    place = posixpath.join("" if typed.startswith("/") else folder, typed.lstrip("/"))
    if (marked or picture) and posixpath.normpath(place).split("/")[0] == "..":
        raise _outside(to, path, targets.files, picture)
    found = _file(to, path, folder, targets, picture)
    # A file may be called as an address is written: “a%20b.jpg”.
    found = found or _file(to, parts.path, folder, targets, picture)
    is_file = bool(marked) or discovery.is_text(path)
    if not found and not (picture or is_file):
        found = _address(to, path, url, targets)
    if found:
        return found + urlunsplit(("", "", "", parts.query, parts.fragment))
    if picture:
        near = nearest.file(posixpath.normpath(place), targets.files)
        remedy = "Put it into content/images/ and write /images/ and its name."
        remedy = f"Did you mean “/{near}”?" if near else remedy
        raise _NowhereError(f"The picture “{to}” is not there.", remedy)
    near = nearest.file(posixpath.normpath(place), {*targets.sources, *targets.files})
    remedy = "Write the name of a file that is there, or take the link out."
    raise _NowhereError(
        f"The link “{to}” leads to a file that is not there.",
        f"Did you mean “/{near}”?" if near else remedy,
        sought=None if near else Sought(place),
    )


def _fragment(typed: str) -> str:
    """Return what stands behind the # with each accent in its letter, as in the ids of a page."""
    meant = unquote(typed)
    return typed if nfc(meant) == meant else quote(nfc(meant), safe="/:?@!$&'()*+,;=-._~")


def _own_path(parts: SplitResult, targets: Targets) -> str | None:
    """Return the path of a whole address of this site, None if it is somebody else's.

    With or without “www.”, encrypted or not, it is the same page if there is one.
    """
    if parts.scheme not in ("http", "https", ""):
        return None
    for own in targets.own:
        ours = urlsplit(own)
        hosts = ours.netloc.lower(), parts.netloc.lower()
        path = parts.path or "/"
        below = path.startswith(f"{ours.path}/")
        if hosts[0] == hosts[1] and below:
            return path
        if below and hosts[0].removeprefix("www.") == hosts[1].removeprefix("www."):
            inside = unquote(path.removeprefix(ours.path))
            if {inside, f"{inside}/"} & {*targets.pages, *targets.other}:
                return path
    return None


def _refuse_half(to: str, parts: SplitResult) -> None:
    """Raise _NowhereError for “https:/example.org” and the like, which lead nowhere."""
    half = _HALF.match(to)
    if half and not parts.netloc:
        meant = f"{half[1].lower()}://{to[half.end() :]}"
        raise _NowhereError(
            f"The link “{to}” leads nowhere: behind {half[1]} stand a colon and two slashes.",
            f"Write “{meant}” instead.",
        )


def _file(to: str, path: str, folder: str, targets: Targets, picture: bool) -> str:
    """Return a link to a file, found from its folder or from that of the content; "" if none is."""
    for name in (posixpath.join(folder, path.lstrip("/")), path.lstrip("/")):
        name = posixpath.normpath(name)
        if targets.found.is_outside(name):
            raise _NowhereError("", "")  # told once, where the link out of the content is
        if file := targets.file(name):
            return f"{{static}}/{quote(file)}"
        if not picture and (source := targets.source(name)):
            return f"{{filename}}/{quote(source)}"
        if not picture and targets.source(name, later=True):
            raise _not_yet(to)
    return "" if picture else _by_name(to, path, targets)


def _by_name(to: str, path: str, targets: Targets) -> str:
    """Return a link to the one text of a name, wherever it lies; "" if there are several or none.

    So other programs find a text that is named without its folder: Hugo's `ref`, Obsidian.
    """
    if "/" in path or to[:1] in "{|" or not discovery.is_text(path):
        return ""
    for known in (targets.sources, frozenset(targets.later.values())):
        found = targets.named(known).get(path, [])
        if len(found) == 1 and known is targets.sources:
            return f"{{filename}}/{quote(found[0])}"
        if len(found) == 1:
            raise _not_yet(to)
    return ""


def _address(to: str, path: str, url: str, targets: Targets) -> str:
    """Return a link to an address of this site, without its query and fragment."""
    address = urljoin(f"/{url}", path)
    inside = address.removeprefix(targets.root)  # as it was copied from the published site
    for begin in (address, inside):
        for candidate in (begin, f"{begin}/", begin.removesuffix("index.html")):
            if page := targets.address(candidate, targets.pages):
                return f"{{filename}}/{quote(targets.pages[page])}"
            if other := targets.address(candidate, targets.other):
                return f"{targets.root}{quote(other)}"
            if coming := targets.address(candidate, targets.later):
                later = targets.later[coming]
                if later in targets.sources:  # the preview shows it among the drafts
                    return f"{{filename}}/{quote(later)}"
                raise _not_yet(to)
    raise _nowhere(to, path, inside, targets)


def _nowhere(to: str, path: str, address: str, targets: Targets) -> _NowhereError:
    """Return what is told of an address at which nothing is, by the form in which it is typed."""
    message = f"The link “{to}” leads nowhere."
    known = {same_to_some(one.rstrip("/")): one for one in (*targets.pages, *targets.other)}
    if _WEB_PAGE.search(path):
        name = _WEB_PAGE.sub("", address)
        files = {same_to_some(posixpath.splitext(one)[0]): one for one in targets.sources}
        for at in (name.lstrip("/"), _WEB_PAGE.sub("", path).lstrip("./")):
            if file := files.get(same_to_some(at)):
                page = next(page for page, one in targets.pages.items() if one == file)
                message = f"The link “{to}” leads nowhere; that page is made from {file}."
                return _NowhereError(message, f"Did you mean “{page}”?")
        address = name
    if same := known.get(same_to_some(address.rstrip("/"))):
        return _NowhereError(message, f"Did you mean “{same}”?")
    if posixpath.splitext(address.strip("/"))[0] in _FEEDS:
        return _NowhereError(message, "Write “/feed.xml” instead.")
    domain = _DOMAIN.match(path)
    if domain and (path.lower().startswith("www.") or domain[1].lower() not in _FILES.split()):
        return _NowhereError(
            f"The link “{to}” leads nowhere: https:// is missing before it.",
            f"Write “https://{to}” instead.",
        )
    if half := _HALF.match(to):
        return _NowhereError(message, f"Write “{half[1].lower()}://{to[half.end() :]}” instead.")
    if "@" in path and "/" not in path:
        return _NowhereError(message, "Write mailto: in front of it, if it is an e-mail address.")
    if _CALL.fullmatch(path):
        return _NowhereError(message, "Write tel: in front of it, if it is a telephone number.")
    return _NowhereError(message, "", sought=Sought(address, is_address=path.startswith("/")))


def _outside(to: str, path: str, files: Iterable[str], picture: bool) -> _NowhereError:
    name = posixpath.basename(path.replace("\\", "/"))
    there = next((file for file in sorted(files) if posixpath.basename(file) == name), "")
    what, done = ("picture", "shown") if picture else ("link", "linked to")
    return _NowhereError(
        f"The {what} “{to}” leads out of the content folder.",
        f"Did you mean “/{there}”?"
        if there
        else f"Only what lies in the content folder can be {done}: take the {what} out, or put a "
        "copy into content/images/, if visitors may have it, and write /images/ and its name.",
        OUTSIDE_CONTENT,
    )


def _not_yet(to: str) -> _NowhereError:
    return _NowhereError(
        f"The link “{to}” leads to a text that is not published yet.",
        "Take the link out until it is.",
        later=True,
    )
