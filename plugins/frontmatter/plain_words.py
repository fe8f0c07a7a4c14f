"""Read a title or a summary as the words that it means: it is neither Markdown nor HTML.

They stand in lists, in search engines and in the tab of a browser, where nothing is set apart.
"""

from __future__ import annotations

import re

from plugins.core.safe_html import INLINE

_NAMES = "|".join(sorted(INLINE - {"img", "picture", "source"}))
_TAG = re.compile(rf"</?(?:{_NAMES}|p|h[1-6]|font)(?:\s[^<>]*)?>", re.IGNORECASE)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADING = re.compile(r"#{1,6}[ ]+(?=[^\W\d])")
_LINK = re.compile(r"\[([^\[\]]+)\]\((?:[/#.]|https?:|mailto:|tel:|\{)[^()\s]*\)")
_SIGNS = re.compile(
    r"(?<![\w\\])(?P<sign>\*{1,3}|_{1,3}|`|~~)(?=[^\s*_`~])(?P<words>[^*_`~]*[^\s*_`~\\])(?P=sign)"
    r"(?!\w)"
)
_ESCAPED = re.compile(r"\\([*_`#\[\]~])")


def plain_words(text: str) -> str:
    """Return a line without the signs of Markdown and the tags of HTML in it.

    >>> plain_words("What is <em>IFS</em>?"), plain_words("**Rest** and [play](/play/)")
    ('What is IFS?', 'Rest and play')
    >>> plain_words("5 * 3 * 2 < 40"), plain_words("snake_case_names")
    ('5 * 3 * 2 < 40', 'snake_case_names')
    """
    if "<" in text:
        text = " ".join(_TAG.sub("", _LINE_BREAK.sub(" ", text)).split())
    if heading := _HEADING.match(text):
        text = text[heading.end() :]
    text = _LINK.sub(r"\1", text)
    for _ in range(2):  # a slant within bold words
        text = _SIGNS.sub(r"\g<words>", text)
    return _ESCAPED.sub(r"\1", text).strip()
