"""Exceptions that end a command: what did not work, in whole sentences for whoever asked for it."""

from __future__ import annotations


class CommandError(Exception):
    """A command did not work; the message says what is wrong and what to do, in whole sentences.

    Nothing secret stands in it: what a program or a host said is quoted without credentials.
    """


class BusyError(CommandError):
    """Somebody else is publishing to the same place at this moment."""


def system_refusal(error: OSError, place: object = "A file") -> str:
    """Return `output/index.html could not be read or written: No space left on device.`

    `place` is named if the system names no file.
    """
    return f"{error.filename or place} could not be read or written: {error.strerror or error}."
