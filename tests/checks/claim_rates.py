"""How often the rules about claims are right on a list of sentences."""

from __future__ import annotations

from pathlib import Path

from plugins.checks import registry  # noqa: F401  # declares the claims
from plugins.checks.rules.claims import claims
from plugins.notices.known import Known
from tests.checks.documents import document

SENTENCES = Path(__file__).parent / "sentences"


def found(sentence: str) -> list[str]:
    """The codes of the claims in a sentence, as the only one of an article."""
    return [problem.rule for problem in claims(document(sentence + "\n"), Known())]


def missed(name: str) -> tuple[int, list[str]]:
    """How many guilty sentences a list holds, and those of which the claim is not found."""
    lines = (SENTENCES / name).read_text("utf-8").splitlines()
    pairs = [line.split(" | ", 1) for line in lines if line]
    return len(pairs), [f"{code} | {said}" for code, said in pairs if code not in found(said)]


def accused(name: str) -> tuple[int, list[str]]:
    """How many innocent sentences a list holds, and those in which a claim is found."""
    lines = [line for line in (SENTENCES / name).read_text("utf-8").splitlines() if line]
    return len(lines), [f"{' '.join(codes)} | {line}" for line in lines if (codes := found(line))]
