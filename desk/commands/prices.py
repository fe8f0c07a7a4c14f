"""Read what sessions cost: one price or several, named before, behind or not at all."""

from __future__ import annotations

import re

_PRICE = re.compile(
    r"((?:from |up to )?[$€£]? ?\d[\d,.]*(?: ?[-–] ?[$€£]?\d[\d,.]*)?)( dollars| usd)?"
    r"(?: ?(?:for|per|an?|each|/|,|:) ?(.*))?",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(\d{1,3}(?:\.5)?)[ -]?(min|hour|hr|h\b)[a-z]*\.?(?: sessions?)?", re.IGNORECASE
)
# A length, a range and “for 80” are no second price.
_RANGE = re.compile(r"(?<=\d) ?(?:-|–|to) ?[$€£]?\d[\d,.]*", re.IGNORECASE)
_NO_PRICE = re.compile(rf"{_TIME.pattern}|\b(?:for|of) \d{{1,3}}\b(?! ?dollar)", re.IGNORECASE)
_SEVERAL = re.compile(r"[$€£]? ?\d[\d,.]*")
# Signs before words, for a comma also belongs to numbers: 1,200.
_BETWEEN = (
    r" ?; ?",
    r" ?[;,](?!\d) ?(?:and |then )?| and | / |/(?=[A-Za-z]+ ?[$€£])",
    r"(?<=\d) (?=[A-Za-z]+:? ?[$€£]?\d)",
)
_LINKS = r"(?: (?:at|is|are|costs?))?[ :,–—-]*$"


def fees(text: str) -> list[dict[str, str]]:
    """Return what sessions cost, as entries of the fees: each piece of an answer with a price.

    Raises ValueError where there are several prices and nothing says what each is for.

    >>> fees("150 for 50 min; couples: $200")
    [{'name': 'Session', 'amount': '$150', 'per': '50 minutes'}, {'name': 'Couples', 'amount': '$200'}]
    >>> fees("$150 individual, $180 couples")
    [{'name': 'Individual', 'amount': '$150'}, {'name': 'Couples', 'amount': '$180'}]
    """  # noqa: E501
    text = " ".join(text.replace("\n", "; ").split()).rstrip(".")
    text = re.sub(r"(?<=\d) to (?=[$€£]?\d)", "-", text)
    for between in _BETWEEN:
        pieces = _joined([piece for piece in re.split(between, text) if piece])
        found = [_fee(piece) or _named_behind(piece) for piece in pieces]
        if len(pieces) > 1 and all(found):
            return found
    alone = _fee(text)
    if alone:
        return [alone]
    if _count(text) > 1:
        raise ValueError(text)
    return [_named_behind(text, is_alone=True) or {"name": "Session", "amount": text}]


def _count(text: str) -> int:
    """Return how many prices there are in a text."""
    return len(_SEVERAL.findall(_NO_PRICE.sub(" ", _RANGE.sub("", text))))


def _joined(pieces: list[str]) -> list[str]:
    """Return the pieces, each without a price put behind the one before it."""
    joined: list[str] = []
    for piece in pieces:
        if joined and not _SEVERAL.search(piece):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _fee(text: str) -> dict[str, str]:
    """Return a price as an entry of the fees, {} if there is none; words before it name it."""
    text = re.sub(r"^USD ?(?=\d)", "$", text)
    before = re.match(r"[^\W\d][^\d$€£]*", text)
    name = before[0] if before else ""
    text = text[before.end() :] if before else text
    if least := re.search(r"\b(?:from|up to) $", name, re.IGNORECASE):
        name, text = name[: least.start()], least[0].lower() + text
    match = _PRICE.fullmatch(text)
    name = re.sub(_LINKS, "", name).strip(" :,–—-")
    if not match or len(name) > 60 or _count(text) > 1 or re.search(r"[$€£]", match[3] or ""):
        return {}
    per = match[3] or ""
    if "/" in text and re.fullmatch(r"\d+", per):  # 150/180: two prices, or a price and a length
        return {}
    behind = re.fullmatch(r"((?:a |one )?[a-z]+) sessions?", per, re.IGNORECASE)
    if not name and behind and behind[1].lower() not in ("hour", "a", "one"):
        name, per = per, ""
    return _entry(name, match[1], per)


def _named_behind(text: str, *, is_alone: bool = False) -> dict[str, str]:
    """Return a price that is named behind it, “$150 (individual)”, or has its length set apart.

    Where it `is_alone`, words that only follow a price are left as they are: “$100 sliding scale”.
    """
    found = re.search(_PRICE.pattern.partition("( dollars")[0] + "( dollars| usd)?", _blank(text))
    if not found or _count(text) > 1:
        return {}
    before, after = text[: found.start()].strip(), text[found.end() :].strip()
    if is_alone and not re.match(r"[(–—-]", after) and not _TIME.search(text):
        return {}
    length = _TIME.search(before) or _TIME.search(after)
    per = length[0] if length else ""
    rest = f"{before} {after}".replace(per, " ") if per else f"{before} {after}"
    rest = " ".join(re.sub(r"[()]|\b(?:for|per)\b|(?<!\w)[/–—:-]+", " ", rest).split()).strip(
        " ,/:-"
    )
    name, _, note = rest.partition(",")
    if len(name) > 60:
        return {}
    amount = f"{found[1]},{note}" if note else found[1]
    return _entry("" if name.lower() in ("session", "sessions") else name, amount, per)


def _blank(text: str) -> str:
    """Return a text of the same length with its lengths of time left out."""
    return _NO_PRICE.sub(lambda match: " " * len(match[0]), text)


def _entry(name: str, amount: str, per: str) -> dict[str, str]:
    """Return an entry of the fees in its normal form."""
    amount = re.sub(r"\.00\b", "", amount).strip()
    amount = re.sub(r"(?<=[\d$€£]) (?=[\d$€£–-])|(?<=[–-]) ", "", amount).strip(",. ")
    amount = re.sub(r"^(from |up to )?(?=\d)", lambda match: f"{match[1] or ''}$", amount)
    per = re.sub(r"(?<=\d)(?=min)", " ", per.strip())
    per = re.sub(r"\bmins?\b\.?", "minutes", per)
    per = re.sub(r"^(\d+)-minute(?: sessions?)?$", r"\1 minutes", per)
    per = f"{per} minutes" if re.fullmatch(r"[2-9]\d|1\d\d", per) else per
    if note := re.fullmatch(r"(?:each |one |a )?session(, .*)", per):
        per, amount = "", amount + note[1]
    per = "" if re.fullmatch(r"(?:each |one |a )?(?:session|hour session)", per) else per
    name = name[:1].upper() + name[1:] or "Session"
    return {"name": name, "amount": amount, **({"per": per} if per else {})}
