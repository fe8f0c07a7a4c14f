"""Read a picture of WordPress and the words below it as a picture with a title.

    [caption id="a_1" width="300"]![A desk](/images/desk.jpg) Mine[/caption]
    ![A desk](/images/desk.jpg "Mine")

What stands between the tags may be HTML, and the picture a link. Anything else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_CAPTION = re.compile(r"[ ]{0,3}\[(?:wp_)?caption\b([^\[\]\n]*)\](.*)", re.DOTALL)
_CAPTION_END = "[/caption]"
_MOST_CAPTION = 6  # lines
_PICTURE = re.compile(
    r"(?P<link>\[)?!\[(?P<alt>[^\[\]]*)\]\((?P<src>[^()\s]+)(?:[ ]+\"[^\"]*\")?\)"
    r"(?(link)\]\((?P<to>[^()\s]+)(?:[ ]+\"[^\"]*\")?\))(?P<words>.*)",
    re.DOTALL,
)
_HTML_PICTURE = re.compile(
    r"(?:<a\b[^<>]*>\s*)?<img\b(?P<given>[^<>]*)>(?:\s*</a>)?(?P<words>.*)", re.DOTALL
)
_WORDS_OF = re.compile(r"\b(src|alt|caption)=[\"']([^\"']*)[\"']")
_MARKUP = re.compile(r"<[^<>]*>|\*\*?")


def read(lines: Sequence[str], at: int) -> tuple[list[str], int] | None:
    """Return the lines of the picture that begins on a line, and the line behind it.

    Without one, or where what is between the tags is anything else, it is None.
    """
    if not lines[at].lstrip().startswith(("[caption", "[wp_caption")):
        return None
    end = at
    while _CAPTION_END not in lines[end]:
        end += 1
        if end >= len(lines) or end - at >= _MOST_CAPTION:
            return None
    typed, _, after = "\n".join(lines[at : end + 1]).partition(_CAPTION_END)
    found = _CAPTION.fullmatch(typed)
    inside = found[2].strip() if found else ""
    if found is None or after.strip():
        return None
    if picture := _PICTURE.fullmatch(inside):
        alt, source, to = picture["alt"], picture["src"], picture["to"]
    elif picture := _HTML_PICTURE.fullmatch(inside):
        given = dict(_WORDS_OF.findall(picture["given"]))
        alt, source, to = given.get("alt", ""), given.get("src", ""), None
    else:
        return None
    words = picture["words"].strip() or dict(_WORDS_OF.findall(found[1])).get("caption", "")
    title = " ".join(_MARKUP.sub("", words).split()).replace('"', '\\"')
    made = f'![{alt}]({source} "{title}")' if title else f"![{alt}]({source})"
    return [f"[{made}]({to})" if to else made, *([""] * (end - at))], end + 1
