"""How many bytes each page puts on the line: HTML with its style, compressed as a host would.

python -m benchmarks.page_weight [FOLDER OF A BUILT SITE]
"""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ROUND_TRIP = 14_600  # ten segments of 1,460 bytes: a new connection's first window (RFC 6928)


def main(folder: Path) -> None:
    if not folder.is_dir():
        sys.exit(f"There is no built site in {folder}. First: python3 start.py build")
    for page in sorted(folder.rglob("*.html")):
        html = page.read_bytes()
        words = len(
            re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", html.decode(), flags=re.DOTALL).split()
        )
        together = len(gzip.compress(html, 9))
        verdict = "one round trip" if together <= ROUND_TRIP else "MORE than one round trip"
        scripts = len(re.findall(rb"<script(?! type=\"application/ld\+json\")", html))
        name = page.relative_to(folder).as_posix()
        print(f"{together:7,} {name:50} {words:6,} words, {scripts} scripts, {verdict}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else PROJECT / "output")
