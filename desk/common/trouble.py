"""Says that something did not work, in whole sentences for whoever asked for it."""

from __future__ import annotations


class Trouble(Exception):
    """It did not work; the message says what is wrong and what to do, in whole sentences.

    Nothing secret stands in it: what a program or a host said is quoted without credentials.
    """


class Busy(Trouble):
    """Somebody else is publishing to the same place at this moment."""
