"""What would tell others who reads a page: things loaded from elsewhere, links that are tracked.

What is typed as HTML is taken out of the page in any case (plugins.core.safe_html); a picture from
elsewhere is told by plugins.site.links. Here each place is named, with what to write instead.
"""

from __future__ import annotations

import re
from functools import partial
from html import unescape
from urllib.parse import parse_qs, urlsplit

from plugins.checks.document import Document, WholeSite
from plugins.checks.rules import SITE, Problems, text_rule
from plugins.checks.rules.sentences import phrase
from plugins.core.problem import Problem
from plugins.core.safe_html import TAGS
from plugins.notices.known import Known

rule = partial(text_rule, severity="warning", group="privacy", allowable=True)
# An attribute that a browser follows by itself, on anything but a picture's own address.
_TAG = re.compile(r"<(?P<tag>[a-z][a-z0-9-]*)(?P<rest>\s[^<>]*)", re.IGNORECASE)
_LOADED = phrase(r"""
    \s(?P<name>src|href|action|data|srcset|poster|background|ping|xlink:href|formaction)
    \s*=\s*(?:["']\s*)?(?P<to>(?:https?:)?//[^\s"'<>,]+)""")
_STYLED = phrase(
    r"""(?:@import\s+(?:url\(\s*)?|\burl\(\s*)["']?(?P<to>(?:https?:)?//[^\s"'()<>]+)"""
)
_PLAIN_LINKS = {("a", "href"), ("area", "href"), ("img", "src")}
_SEEN = frozenset({"iframe", "embed", "object", "video", "audio", "frame", "source", "form"})
# What advertisers, newsletters and networks hang onto an address to know who followed it.
_TRACKED = phrase(r"""
    [?&;](?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|twclid|ttclid|yclid|igshid|igsh|mc_[ce]id
    |_hsenc|_hsmi|hsCtaTracking|mkt_tok|vero_id|oly_\w+|_ga|_gl|trk|ref_src|epik|s_kwcid)=
    |(?<=\bgoogle\.com/url)\?""")
# A word that may be such an address, from where it begins.
_ADDRESS = phrase(r"""
    (?<![^\s()<>"'\[\]])[^\s()<>"'\[\]?&;]*[?&;][^\s()<>"'\[\]]*""")


@rule("privacy-elsewhere", "Something would be loaded from elsewhere")
def privacy_elsewhere(document: Document, _: Known) -> Problems:
    """Something in the text would come from another address: a frame, a script, a form, a font.
    Whoever runs that address would learn who reads a page about therapy, which the Federal Trade
    Commission has treated as health information. It was left out of the page.

    **How to mend it:** Write a plain link instead.

    ```text
    [The video](https://video.example/x)      (not: <iframe src="https://video.example/x">)
    ```
    """
    body = document.header.body
    if "//" not in body or not ("<" in body or "url(" in body or "@import" in body):
        return
    code = {
        block.line + nth
        for block in document.blocks
        if block.kind == "code"
        for nth in range(block.text.count("\n") + 1)
    }
    loaded: list[tuple[int, str, str]] = []
    for tag in _TAG.finditer(body):
        element = tag["tag"].lower()
        for name, to in _LOADED.findall(tag["rest"]):
            if (element, name.lower()) not in _PLAIN_LINKS:
                # Of an element that a page may have, only the attribute is left out.
                what = f"{name.lower()}=" if element in TAGS else f"<{element}>"
                loaded.append((tag.start(), what, to))
    for styled in _STYLED.finditer(body):
        inside = body.rfind("<", 0, styled.start()) > body.rfind(">", 0, styled.start())
        loaded.append((styled.start(), "style=" if inside else "<style>", styled["to"]))
    for at, what, to in sorted(loaded):
        line = document.line_at(at)
        if line in code or body.count("`", body.rfind("\n", 0, at) + 1, at) % 2:
            continue
        address = f"https:{to}" if to.startswith("//") else to
        try:
            host = urlsplit(address).hostname or address
        except ValueError:
            host = address
        yield privacy_elsewhere.problem(
            document.path,
            line,
            f"This {what} comes from {host}, which would learn who reads this page; it was left "
            "out.",
            f"Write a link to it instead: [what it is]({address})."
            if what.strip("<>") in _SEEN
            else "Take it out; a page here needs nothing from there.",
        )


@rule("privacy-tracking", "A link tells where its reader came from")
def privacy_tracking(document: Document, _: Known) -> Problems:
    """A link carries what newsletters, networks or advertisers hang onto an address (utm_source,
    fbclid, gclid and the like), or it leads through Google, as a link does that is copied from
    Google Docs. By it the other side learns where its visitor came from.

    **How to mend it:** Copy the clean address that is proposed.

    ```text
    https://a.example/x      (not: https://a.example/x?utm_source=news)
    ```
    """
    source = document.header
    body = source.body
    # Most texts ask something, and few hold such an address.
    for match in _ADDRESS.finditer(body) if "?" in body and "=" in body else ():
        if _TRACKED.search(match[0]):
            yield _tracked(source.path, document.line_at(match.start()), match[0])
    for entry in document.fields.get("sources", ()):
        if _TRACKED.search(entry.get("url", "")):
            yield _tracked(source.path, source.line("sources"), entry["url"])


def tracking_in_facts(site: WholeSite) -> Problems:
    """Yield the same of the facts: where sessions are booked, and where else somebody is found."""
    practice = site.facts.practice
    links: list[tuple[tuple[str | int, ...], str]]
    links = [(("practice", "scheduling_url"), practice.scheduling_url)]
    links += [(("practice", "same_as", nth), link) for nth, link in enumerate(practice.same_as)]
    for person in site.facts.people:
        place = ("people", person.key, "same_as")
        links += [((*place, nth), link) for nth, link in enumerate(person.same_as)]
    for where, link in links:
        if _TRACKED.search(link):
            yield _tracked(site.facts_path, site.facts.line(*where), link)


SITE.append(tracking_in_facts)  # no rule of its own: it finds for the rule above


def without_tracking(address: str) -> str:
    """Return the address without what was hung onto it; everything else stays as it is."""
    front, question, rest = address.partition("?")
    query, sign, fragment = rest.partition("#")
    if front.endswith("google.com/url"):  # what Google Docs makes of every link that is copied
        asked = parse_qs(unescape(query))
        return (asked.get("q") or asked.get("url") or [address])[0]
    pieces = re.split(r"&amp;|&|;", query)
    kept = [piece for piece in pieces if not _TRACKED.match(f"?{piece}")]
    return front + (question + "&".join(kept) if kept else "") + sign + fragment


def _tracked(path: str, line: int, address: str) -> Problem:
    return privacy_tracking.problem(
        path,
        line,
        "This link tells its owner where the reader came from, by what was added to the address.",
        f"Write it as {without_tracking(address)}",
    )
