"""Know languages by their codes (RFC 5646): how one is written, which way it runs."""

from __future__ import annotations

# Unicode's CLDR, scriptMetadata, "rtl"; and the languages that are mostly written in these
# (CLDR, likelySubtags).
_SCRIPTS = "adlm arab aran hebr mand mend nkoo rohg samr syrc thaa yezi"
_LANGUAGES = (
    "ar arc arz azb bal bqi ckb dv fa glk haz he iw ji ks lrc mzn nqo pnb ps rhg sd sdh skr syr "
    "ug ur yi"
)
_OF_A_SCRIPT, _OF_A_REGION = 4, 2  # letters


def tag(code: str) -> str:
    """Return a code as it is written (section 2.1.1): `en-us` is `en-US`, `zh-hant` `zh-Hant`."""
    first, *rest = code.lower().split("-")
    cased = {_OF_A_SCRIPT: str.capitalize, _OF_A_REGION: str.upper}
    return "-".join([first, *(cased.get(len(part), str)(part) for part in rest)])


def runs_from_the_right(code: str) -> bool:
    """Return whether what is written in this language runs from the right to the left."""
    first, *rest = code.lower().split("-")
    script = next((part for part in rest if len(part) == _OF_A_SCRIPT), "")
    return script in _SCRIPTS.split() if script else first in _LANGUAGES.split()


def is_same(code: str, other: str) -> bool:
    """Return whether two codes are of one language, wherever it is spoken: `en-US` and `en`."""
    return code.lower().split("-")[0] == other.lower().split("-")[0]
