"""The command: check, build, show what will change, ask, send, verify; or go back."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Collection
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from desk.common import project, waiting
from desk.common.errors import CommandError
from desk.common.terminal import printable
from desk.common.waiting import Waiting
from desk.publish import confirm, outcome, paper, report, targets
from desk.publish.build_once import site_for
from desk.publish.changes import between, changes, shown
from desk.publish.config import Place
from desk.publish.confirm import Question
from desk.publish.destination import chosen, practice_of
from desk.publish.progress import Bar
from desk.publish.redact import hushed
from desk.publish.target import Sent, Target
from plugins.delivery import manifest
from plugins.delivery import published_addresses as addresses
from plugins.delivery.manifest import Manifest, NotAManifest


@dataclass
class Asked:
    """What the command line says. `to` names a place, "" for the first one of publish.yaml."""

    to: str = ""
    content: str = ""
    dry_run: bool = False
    yes: bool = False
    removing: str = ""
    back: bool = False
    form: str = "text"
    ask: Callable[[str], str] = field(default=input)


def publish(asked: Asked) -> int:
    """Do what was asked: 0 if the site is live (or nothing had to be done), else 1.

    Everything that a person is told goes to stderr with --format json, and the result to stdout.
    """
    if asked.form not in ("text", "json"):
        print(f"--format is text or json, not “{asked.form}”.", file=sys.stderr)
        return 1
    result: dict[str, Any] = {"published": False}
    code = 1
    with redirect_stdout(sys.stderr if asked.form == "json" else sys.stdout):
        try:
            code = _publish(asked, result)
            if code == 0 and (told := _waiting(result)):
                print(told)
        except (CommandError, project.NotAContentFolder) as reason:
            _ended(result, str(reason))
        except OSError as error:
            _ended(result, f"The disk said no: {error}.")
        except (KeyboardInterrupt, EOFError):
            print(file=sys.stderr)
            _ended(result, "It was broken off; the live site is whole.")
    if asked.form == "json":
        print(json.dumps(result, indent=2, ensure_ascii=False))
    return code


def _ended(result: dict[str, Any], reason: str) -> None:
    """Why it ends here, and whether that was before or after something was sent."""
    result["reason"] = printable(hushed(reason))
    how = "It is sent, but not verified" if result["published"] else "Not published"
    print(f"{how}. {result['reason']}", file=sys.stderr)


def _publish(asked: Asked, result: dict[str, Any]) -> int:
    content = project.content_folder(asked.content)
    place = chosen(content, asked.to)
    practice = practice_of(content)
    target = targets.target(place, content.parent)
    url = outcome.address_of_place(place, practice.url)
    result |= {"to": place.name, "where": target.where(), "url": url}
    if asked.back:
        return _back(asked, target, place, practice.name, url, result)
    with site_for(content, place) as (site, waits):
        result["waiting"] = asdict(waits)
        new = _manifest(site, target)
        live = target.manifest()
        foreign = target.foreign(live) if live else ()
        found = changes(site, new, live, target.read, foreign)
        seen = shown(site, found.files.sent)
        result["changes"] = found.as_data()
        report.tell(found, sys.stdout, target.keeps_replaced())
        there = live is not None and not found.files
        if asked.dry_run and not there:
            print("\nNothing was sent: this was a dry run.")
            return 0
        if there:
            sent = Sent()
            print(f"Nothing to send: {target.where()} has this version already.")
        else:
            refused = confirm.refused_for_machines(found, practice.name, asked.removing)
            kept = target.keeps_replaced()
            _agree(asked, refused, confirm.questions(found, practice.name, target.where(), kept))
            sent = _send(target, site, new, live, found.replaced)
    result |= {"published": True, "sent": asdict(sent)}
    if not asked.dry_run:
        _record(content, place, practice.url, new)
    if there:
        code, said = outcome.as_it_is(place, url, new)
    else:
        code, said = outcome.after_sending(place, url, new, seen, found.redirects_added)
    result |= said
    return code


def _waiting(result: dict[str, Any]) -> str:
    """What is to be published again, and when; "" if nothing waits."""
    return waiting.sentence(Waiting(**result.get("waiting", {})), "Publish")


def _send(
    target: Target,
    site: Path,
    new: Manifest,
    live: Manifest | None,
    replacing: Collection[str],
) -> Sent:
    began = time.monotonic()
    with Bar(sys.stderr) as bar:
        sent = target.send(site, new, live, bar, replacing)
    print(f"\n{report.sent(sent)} in {time.monotonic() - began:.1f} s to {target.where()}.")
    return sent


def _manifest(site: Path, target: Target) -> Manifest:
    """What is sent: of a host that compresses by itself, no file twice."""
    try:
        new = manifest.read(site)
    except (OSError, NotAManifest) as error:
        raise CommandError(f"The built site has no manifest: {error}. Publish again.") from error
    return new if target.serves_compressed else new.without_compressed()


def _agree(asked: Asked, refused: str, questions: list[Question]) -> None:
    """Raise `CommandError` unless a person agrees to all of it, or a machine may: `refused` says
    why not."""
    if asked.yes:
        if refused:
            raise CommandError(refused)
        return
    if asked.form == "json" or not sys.stdin.isatty():
        raise CommandError(
            "Nobody can be asked here. Say --yes to agree, or --dry-run only to look."
        )

    def ask(text: str) -> str:
        return asked.ask(paper.question(text, sys.stdout))

    if not confirm.agreed(questions, ask):
        raise CommandError("You did not agree, so nothing was sent.")


def _record(content: Path, place: Place, practice_url: str, new: Manifest) -> None:
    """Keeps the addresses; those of a site that is shown elsewhere, such as staging, are nobody's
    bookmark."""
    if place.url and practice_url and place.url != practice_url.rstrip("/"):
        return
    try:
        addresses.record(content, addresses.of_site(new))
    except OSError as error:
        print(f"The addresses could not be kept in {addresses.NAME}: {error}.", file=sys.stderr)


def _back(
    asked: Asked, target: Target, place: Place, practice: str, url: str, result: dict[str, Any]
) -> int:
    live = target.manifest()
    former = target.former(live)
    foreign = target.foreign(live) if live else ()
    found = between(former.read, former.manifest, live, target.read, foreign)
    day, kept = report.release_day(former.published), target.keeps_replaced()
    result |= {"back": day, "changes": found.as_data()}
    print(f"This would be live again: {report.release(former.published, found)}.")
    report.tell_foreign(found, sys.stdout, kept)
    if asked.dry_run:
        print("\nNothing was sent: this was a dry run.")
        return 0
    _agree(
        asked,
        confirm.refused_for_machines(replace(found, pages=()), practice, asked.removing),
        [*confirm.replacing(found, kept), Question(f"Make {day} live again? [yes/no]")],
    )
    with Bar(sys.stderr) as bar:
        target.back(bar, former, found.replaced)
    result["published"] = True
    print(f"Gone back: {target.where()} shows {day}.")
    code, said = outcome.after_sending(place, url, former.manifest, (), ())
    result |= said
    return code
