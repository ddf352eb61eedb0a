"""Reads what nobody should see: from the terminal without echo, or a line of standard input."""

from __future__ import annotations

import sys

from pettui.history.door import Refused

LONGEST = 200
"""Letters of a line that are looked at, however much is pasted."""


def read(words: str) -> str:
    """Give what is typed, without showing it; raises Refused when nobody is there to type."""
    if sys.stdin is not None and sys.stdin.isatty():
        import getpass
        import warnings

        with warnings.catch_warnings():
            # It would go on and show what is typed where the terminal cannot hide it.
            warnings.simplefilter("error", getpass.GetPassWarning)
            try:
                return getpass.getpass(f"{words}: ", sys.stderr)[:LONGEST].strip()
            except getpass.GetPassWarning:
                raise Refused("This terminal cannot hide what is typed. Use another.") from None
            except EOFError:
                raise Refused(f"{words} was not given. Nothing was done.") from None
    return _line(words)


def line(words: str) -> str:
    """Give what is typed, shown as it is typed (a number, a badge)."""
    if sys.stdin is not None and sys.stdin.isatty():
        sys.stderr.write(f"{words}: ")
        sys.stderr.flush()
    return _line(words)


def twice(words: str) -> str:
    """Give what is typed twice alike at a terminal, or once in a script."""
    first = read(words)
    if sys.stdin is not None and sys.stdin.isatty() and read(f"{words} again") != first:
        raise Refused("The two were not the same. Nothing was changed; try again.")
    return first


def _line(words: str) -> str:
    found = sys.stdin.readline() if sys.stdin is not None else ""
    if not found.strip():
        raise Refused(f"{words} was not given. Nothing was done.")
    return found[:LONGEST].strip()
