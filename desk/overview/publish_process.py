"""Publish in a process of its own, as the command does, for somebody who looks at the desk.

    python -m desk.overview.publish_process

reads one line of JSON (`Order`) and writes lines of JSON: `{"progress": [3, 14, "files read"]}`,
and at last `{"ended": …}` with what `publish --format json` tells, and beside it

summary    how much would change, in a few words
sent_words what was sent, likewise
said       what a person at a terminal would have read on the way
questions  what is to be agreed to, each with its `wanted` answer, "" for yes
versions   the live version and the new one; an order to send names it

A process of its own, for a build holds Pelican, whose logging, signals and readers are module
variables, and the editor is to answer meanwhile.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO

from desk.common.errors import CommandError
from desk.common.progress import watched_by
from desk.publish import confirm, report
from desk.publish.changes import Changes
from desk.publish.confirm import Question
from desk.publish.publish import Asked, publish
from desk.publish.target import Sent

_STEP = 0.1  # seconds between two lines about progress


@dataclass(frozen=True)
class Order:
    """What is to be published: to the place `to`, "" for the first one.

    Nothing is sent unless `versions` are those that were shown, and all that is asked then has its
    answer in `answers`, by the text of the question. `back` goes back to the former release;
    `unreviewed` sends articles as well that no clinician has read, each with a word that says so.
    """

    content: str
    to: str = ""
    versions: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    back: bool = False
    unreviewed: bool = False


def carried_out(order: Order, tell: Callable[[dict[str, Any]], None]) -> dict[str, Any]:
    """Do what is ordered, tell how far it is, and return how it ended."""
    shown: dict[str, Any] = {"questions": [], "versions": "", "summary": "Nothing would change"}

    def agree(found: Changes, questions: list[Question], versions: str) -> bool:
        shown["summary"] = report.summary(found)
        shown["questions"] = [asdict(one) for one in questions]
        shown["versions"] = versions
        if not order.versions:
            return False
        if versions != order.versions:
            raise CommandError(
                "Your texts or the live site have changed since you looked. Look at the changes "
                "once more."
            )
        if not confirm.agreed(questions, lambda text: order.answers.get(text.rstrip(), "")):
            raise CommandError("You did not agree to all of it, so nothing was sent.")
        return True

    last = 0.0

    def progress(done: int, total: int, name: str) -> None:
        nonlocal last
        if name and (done == total or time.monotonic() - last >= _STEP):
            last = time.monotonic()
            tell({"progress": [done, total, name]})

    asked = Asked(
        order.to, order.content, dry_run=not order.versions, back=order.back, form="json",
        unreviewed=order.unreviewed, agree=agree,
    )  # fmt: skip
    out, said = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(said), watched_by(progress):
        code = publish(asked)
    told = json.loads(out.getvalue())
    shown["sent_words"] = report.sent(Sent(**told.get("sent", {})))
    return {"reason": "", "verified": None, **told, **shown, "code": code, "said": said.getvalue()}


def main(given: TextIO, told: TextIO) -> None:
    """Carry out the order that stands on the first line of `given`."""

    def tell(news: dict[str, Any]) -> None:
        with suppress(OSError):  # nobody listens any more; what is begun is ended all the same
            print(json.dumps(news), file=told, flush=True)

    tell({"ended": carried_out(Order(**json.loads(given.readline())), tell)})


if __name__ == "__main__":
    main(sys.stdin, sys.stdout)
