"""Questions to the person at the terminal; asked on standard error, answered on standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TypeVar

from pettui.cli import output

T = TypeVar("T")


class NoAnswer(Exception):
    """Nobody is there to answer, or the answers ended."""


def can_ask() -> bool:
    """Tell whether somebody is there: both ends of the conversation are a terminal."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, check: Callable[[str], T], default: str = "") -> T:
    """Ask until the answer passes `check`, which raises ValueError with words for people.

    Enter takes the default. Raises NoAnswer at the end of the input.
    """
    shown = f" [{default}]" if default else ""
    while True:
        answer = _line(f"{question}{shown}: ").strip() or default
        try:
            return check(answer)
        except ValueError as error:
            output.words(str(error))


def yes(question: str) -> bool:
    """Ask a question that Enter answers with yes."""
    return _line(f"{question} [Y/n] ").strip().lower() in ("", "y", "yes")


def choose(question: str, letters: str) -> str:
    """Ask for one letter of `letters`; Enter takes the first. Others are asked again."""
    while True:
        answer = _line(question).strip().lower()[:1] or letters[0]
        if answer in letters:
            return answer
        output.words(f"Answer with one of: {', '.join(letters)}.")


def _line(prompt: str) -> str:
    sys.stderr.write(prompt)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        sys.stderr.write("\n")
        raise NoAnswer
    return line
