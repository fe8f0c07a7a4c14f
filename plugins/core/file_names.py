"""Tell which names of files every computer and host can keep, and what is wrong with others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import PurePosixPath

# Most disks keep 255 bytes; a packed file, a half written one and an encrypted disk need some.
_LONGEST = 200
_LONGEST_WAY = 600  # with the folders that it lies in; a build adds its own
_TOO_LONG = "is too long for many computers and hosts"
# Windows (Microsoft's documentation, "Naming Files, Paths, and Namespaces"); # and ? cannot be
# in a name at Netlify, and have a meaning of their own in an address.
_SIGNS = re.compile(r"[\\:*?\"<>|#]")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)")
_UNSEEN = frozenset(("Cc", "Cs", "Zl", "Zp"))  # controls, bytes that are no UTF-8, line ends
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@lru_cache(20_000)  # asked for every page after each save
def fault(name: str) -> str:
    """Return what is wrong with a name below a folder, as the end of a sentence; "" for nothing.

    The name may hold folders, parted by `/`; each part is looked at.
    """
    for part in name.split("/"):
        if wrong := unspeakable(part):
            return wrong
        if _TURNING.intersection(part):
            return "holds a character that reverses the letters after it"
        if sign := _SIGNS.search(part):
            return f"holds “{sign[0]}”, which other computers and hosts cannot have in a name"
        if part.startswith("."):
            return "begins with a dot, so it is hidden and not published"
        if part.endswith((" ", ".")):
            return "ends with a space or a dot, which Windows takes away"
        if _DEVICES.match(part.casefold()):
            return "is one that Windows keeps for itself"
        if _size(part) > _LONGEST:
            return _TOO_LONG
    return _TOO_LONG if _size(name) > _LONGEST_WAY else ""


def unspeakable(name: str) -> str:
    """Return what keeps a name from being typed or shown at all, as the end of a sentence."""
    if name.isprintable():
        return ""
    if any("\ud800" <= sign <= "\udfff" for sign in name):
        return "is not written in UTF-8, so no address can name it"
    if any(_is_unseen(sign) and sign not in _TURNING for sign in name):
        return "holds a line end or another sign that cannot be seen"
    return ""


def readable(name: str) -> str:
    """Return the name as it can be shown anywhere, with \\n or \\xff for signs that cannot be."""
    if name.isprintable():
        return name
    shown = ""
    for sign in name:
        if "\udc80" <= sign <= "\udcff":  # a byte that is not UTF-8 (PEP 383)
            shown += f"\\x{ord(sign) - 0xDC00:02x}"
        else:
            shown += sign.encode("unicode_escape").decode() if _is_unseen(sign) else sign
    return shown


def plain(name: str) -> str:
    """Return a name of the same kind of file that every computer and every host can keep."""
    path = PurePosixPath(name)
    stem = "".join("-" if _is_unseen(sign) else sign for sign in path.stem)
    stem = re.sub(r"[-\s]+", "-", _SIGNS.sub("-", stem)).strip("-. ")
    if _DEVICES.match(f"{stem}.".casefold()):
        device, dot, rest = stem.partition(".")
        stem = f"{device}-1{dot}{rest}"
    return f"{stem[:60] or 'file'}{path.suffix.rstrip('. ')}"


def same_to_some(name: str) -> str:
    """Return what two names share that some systems take for one (Mac, Windows)."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _size(name: str) -> int:
    return len(name.encode("utf-8", "surrogatepass"))


def _is_unseen(sign: str) -> bool:
    return sign in _TURNING or unicodedata.category(sign) in _UNSEEN
