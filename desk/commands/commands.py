"""Run what start.py is asked for with invoke, with a kinder answer to an unknown command."""

from __future__ import annotations

import sys

from invoke import Collection, ParseError, Program

from desk.common.terminal import read_along


class _Commands(Program):
    """invoke's own program, which is given the tasks and need not look for them."""

    def parse_core(self, argv: list[str] | None) -> None:
        """Parse as invoke does, and let Python keep what it compiles."""
        # invoke keeps Python from keeping what it has compiled, which makes each start slower.
        kept = sys.dont_write_bytecode
        super().parse_core(argv)
        sys.dont_write_bytecode = kept

    def parse_tasks(self) -> None:
        """Parse as invoke does, and say what would have been understood."""
        try:
            super().parse_tasks()
        except ParseError as error:
            names = sorted(self.collection.task_names if self.collection else [])
            known = {name.replace("_", "-") for name in names}
            wanted = next((word for word in self.argv[1:] if not word.startswith("-")), "")
            if wanted in known:  # the command is right and one of its options is not
                hint = f"`start.py {wanted} --help` lists what it knows."
            else:
                hint = f"The commands are: {', '.join(names)}."
            print(f"{error} {hint}", file=sys.stderr)
            sys.exit(1)


def main(tasks: Collection, argv: list[str]) -> None:
    """Run the command in `argv`, whose first word is the program's name. Ends the process.

    `new --help` asks for help as `--help new` does: else it would be a title.
    """
    if argv[2:3] and argv[2] in ("--help", "-h") and argv[1] in tasks.task_names:
        argv = [argv[0], "--help", argv[1]]
    with read_along():
        _Commands(name="Practice Press", binary="start.py", namespace=tasks).run(argv)
