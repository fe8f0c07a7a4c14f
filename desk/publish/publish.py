"""The command: check, build, show what will change, ask, send, verify; or go back."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from desk.common import project, waiting
from desk.common.errors import CommandError, system_refusal
from desk.common.progress import bar
from desk.common.refusals import Level
from desk.common.terminal import print_problems, printable
from desk.common.waiting import Waiting
from desk.publish import config, confirm, paths, report, targets, verify
from desk.publish.build_once import site_for
from desk.publish.changes import Changes, between, changes, shown
from desk.publish.confirm import Question
from desk.publish.target import Sent
from desk.publish.terminal import Terminal, redact
from plugins.core.decode import contents, decode
from plugins.core.paths import from_here, held
from plugins.core.problem import did_you_mean
from plugins.delivery import manifest
from plugins.delivery import published_addresses as addresses
from plugins.delivery.manifest import Manifest, ManifestError
from plugins.practice import load


@dataclass
class Asked:
    """What the command line says. `to` names a place, "" for the first one of publish.yaml.

    `unreviewed` publishes articles that no clinician has read, too.
    `agree` decides instead of somebody at the terminal: it is given the changes, what is to be
    agreed to, and the names of the live version and of this one. It may raise `CommandError`.
    """

    to: str = ""
    content: str = ""
    dry_run: bool = False
    yes: bool = False
    removing: str = ""
    back: bool = False
    form: str = "text"
    unreviewed: bool = False
    ask: Callable[[str], str] = field(default=input)
    agree: Callable[[Changes, list[Question], str], bool] | None = None


def publish(asked: Asked) -> int:
    """Do what was asked; return 0 if the site is live (or nothing had to be done), else 1.

    Everything that a person reads goes to stderr with --format json, and the result to stdout.
    """
    if asked.form not in ("text", "json"):
        print(f"--format is text or json, not “{asked.form}”.", file=sys.stderr)
        return 1
    result: dict[str, Any] = {"published": False}
    code, reason = 1, ""
    with redirect_stdout(sys.stderr if asked.form == "json" else sys.stdout):
        try:
            command = _Command(asked, project.content_folder(asked.content), result)
            code = command.back() if asked.back else command.publish()
            waits = waiting.sentence(Waiting(**result.get("waiting", {})), "Publish")
            if code == 0 and waits:
                print(waits)
        except CommandError as error:
            reason = str(error)
        except OSError as error:
            reason = system_refusal(error)
        except (KeyboardInterrupt, EOFError):
            print(file=sys.stderr)
            reason = "It was interrupted; the live site is whole."
    if reason:
        result["reason"] = printable(redact(reason))
        how = "It is sent, but not verified" if result["published"] else "Not published"
        print(f"{how}. {result['reason']}", file=sys.stderr)
    if asked.form == "json":
        print(json.dumps(result, indent=2, ensure_ascii=False))
    return code


class _Command:
    """What was asked, with the place and the practice that it is about; `result` is for machines.

    Raises `CommandError`; everything that is wrong with publish.yaml has then been printed on
    stderr.
    """

    def __init__(self, asked: Asked, content: Path, result: dict[str, Any]) -> None:
        self.asked, self.content, self.result = asked, content, result
        file = content / config.NAME
        shown = from_here(file)
        if not file.is_file():
            raise CommandError(
                f"There is no {shown}, so it is not known where to publish. docs/publishing.md "
                "shows what stands in it for each kind of host."
            )
        if held(file, content) is None:
            raise CommandError(f"{shown} is a symbolic link that leads out of the content folder.")
        text, problems = decode(contents(file), shown)
        places, more = config.read(text, shown)
        if problems := [*problems, *more]:
            print_problems(problems, sys.stderr)
            raise CommandError(f"Mend {shown} first.")
        named = {place.name: place for place in places}
        wanted = asked.to or places[0].name
        if wanted not in named:
            raise CommandError(f"{shown} names no place “{wanted}”. {did_you_mean(wanted, named)}")
        self.place = named[wanted]
        file = content / "practice.yaml"
        text, _ = decode(file.read_bytes() if file.is_file() else b"", str(file))
        self.practice = load.read(text, str(file))[0].practice
        paths.refuse_originals(self.place, content)
        self.url = verify.address_of_place(self.place, self.practice.url)
        self.target = targets.target(replace(self.place, url=self.url), content.parent)
        if "ssh_config" in self.place.settings:
            used = paths.local(self.place, "ssh_config", content.parent)
            print(f"ssh is used with the settings in {used}.", file=sys.stderr)
        self.kept = self.target.keeps_replaced()
        result |= {"to": self.place.name, "where": self.target.where(), "url": self.url}

    def publish(self) -> int:
        """Build, show what will change, ask, send and verify; return the exit code."""
        place, target, result = self.place, self.target, self.result
        level: Level = "publish unreviewed" if self.asked.unreviewed else "publish"
        with site_for(self.content, place, level) as (site, waits):
            result["waiting"] = asdict(waits)
            try:
                new = manifest.read(site)
            except (OSError, ManifestError) as error:
                raise CommandError(
                    f"The built site has no manifest: {error}. Publish again."
                ) from error
            if not target.serves_compressed:  # the host compresses by itself: no file twice
                new = new.without_compressed()
            live = target.manifest()
            found = changes(site, new, live, target.read, target.foreign(live) if live else ())
            seen = shown(site, found.files.sent)
            result["changes"] = found.as_data()
            report.write(found, sys.stdout, self.kept)
            there = live is not None and not found.files
            sent = Sent()
            if there:
                print(f"Nothing to send: {target.where()} has this version already.")
            elif self._agreed(
                found,
                confirm.questions(found, self.practice.name, target.where(), self.kept),
                _versions(new, live),
            ):
                began = time.monotonic()
                with bar() as progress:
                    sent = target.send(site, new, live, progress, found.replaced)
                took = time.monotonic() - began
                print(f"\n{report.sent(sent)} in {took:.1f} s to {target.where()}.")
            else:
                return 0
        result |= {"published": True, "sent": asdict(sent)}
        # The addresses of a site that is shown elsewhere, such as staging, are nobody's bookmark.
        own = self.practice.url.rstrip("/")
        if not self.asked.dry_run and not (place.url and own and place.url != own):
            try:
                addresses.record(self.content, addresses.of_site(new))
            except OSError as error:
                kept = f"The addresses could not be kept in {addresses.NAME}"
                print(f"{kept}: {error}.", file=sys.stderr)
        if there:
            return self._ended(*verify.as_it_is(place, self.url, new))
        moved = found.redirects_added
        return self._ended(*verify.after_sending(place, self.url, new, seen, moved))

    def back(self) -> int:
        """Show the former release, ask, make it live again and verify; return the exit code."""
        target = self.target
        live = target.manifest()
        former = target.former(live)
        foreign = target.foreign(live) if live else ()
        found = between(former.read, former.manifest, live, target.read, foreign)
        day = report.release_day(former.published)
        self.result |= {"back": day, "changes": found.as_data()}
        print(f"This would be live again: {report.release(former.published, found)}.")
        report.write_foreign(found, sys.stdout, self.kept)
        questions = confirm.replacing(found, self.kept)
        questions.append(Question(f"Make {day} live again? [yes/no]"))
        versions = _versions(former.manifest, live)
        if not self._agreed(replace(found, pages=()), questions, versions):
            return 0
        with bar() as progress:
            target.back(progress, former, found.replaced)
        self.result["published"] = True
        print(f"Gone back: {target.where()} shows {day}.")
        return self._ended(*verify.after_sending(self.place, self.url, former.manifest, (), ()))

    def _ended(self, code: int, said: dict[str, Any]) -> int:
        self.result |= said
        return code

    def _agreed(self, found: Changes, questions: list[Question], versions: str) -> bool:
        """Return False for a dry run, and True if a person agrees to all of it, or a machine may.

        Raises `CommandError` where nobody agrees.
        """
        asked = self.asked
        if asked.agree:
            return asked.agree(found, questions, versions)
        if asked.dry_run:
            print("\nNothing was sent: this was a dry run.")
            return False
        if asked.yes:
            if refused := confirm.refused_for_machines(found, self.practice.name, asked.removing):
                raise CommandError(refused)
            return True
        if asked.form == "json" or not sys.stdin.isatty():
            raise CommandError(
                "Nobody can be asked here. Say --yes to agree, or --dry-run only to look."
            )
        out = Terminal(sys.stdout)
        if not confirm.agreed(questions, lambda text: asked.ask(out.question(text))):
            raise CommandError("You did not agree, so nothing was sent.")
        return True


def _versions(new: Manifest, live: Manifest | None) -> str:
    """Return one name for the way from the live version to the new one."""
    return f"{live.identity if live else 'nothing'} to {new.identity}"
