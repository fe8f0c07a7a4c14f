"""What programs and hosts say, without the passwords and keys that this computer knows."""

from __future__ import annotations

import os
import re

_SECRET = re.compile(r"TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|API_?KEY|ACCESS_?KEY", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"(://[^/\s:@]*):[^/\s@]+@")
_SHORTEST = 8  # a shorter value would be found in every other word


def hushed(text: str) -> str:
    """`text` with “…” for each value of the environment that is secret by its name, and for a
    password within an address (RFC 3986, section 3.2.1)."""
    secrets = (
        value
        for name, value in os.environ.items()
        if _SECRET.search(name) and len(value) >= _SHORTEST
    )
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, "…")
    return _IN_ADDRESS.sub(r"\1:…@", text)
