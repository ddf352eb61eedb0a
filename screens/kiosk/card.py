"""What the clock says to one person: a card with words, choices and a place to type."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from screens.kiosk.ink import Ink


class Takes(Enum):
    """What is typed on a card, and how it shows."""

    CHOICE = "choice"  # one digit, then Enter
    PIN = "pin"  # digits, shown as dots
    TIME = "time"  # a time, and a day where it is another
    WORDS = "words"  # a comment
    NOTHING = "nothing"  # only read; the next person may begin to type


class Choice(NamedTuple):
    """A line to choose by its digit; `why_not` says why it cannot be chosen now."""

    key: str
    words: str
    why_not: str = ""
    does: str = ""  # what Enter does once this is chosen, where that is more than its words


class Line(NamedTuple):
    """A line of words."""

    text: str
    ink: Ink = "plain"


class Card(NamedTuple):
    """A card.

    Attributes:
        title: the largest words: a greeting, or what was done.
        figure: a time that is drawn large.
        lines: words below.
        enter: what Enter does; "" where it does nothing.
        choices: what can be chosen instead.
        prompt: what is to be typed.
        takes: how that is read.
        ink: of the title.
        foot: how to go on or back.
    """

    title: str
    figure: str = ""
    lines: tuple[Line, ...] = ()
    enter: str = ""
    choices: tuple[Choice, ...] = ()
    prompt: str = ""
    takes: Takes = Takes.NOTHING
    ink: Ink = "bright"
    foot: str = "Esc or Backspace: back"


def shown(card: Card, typed: str) -> str:
    """Give what is typed as the screen may show it."""
    if card.takes is Takes.PIN or (card.takes is Takes.CHOICE and len(typed) > 1):
        return DOTS * len(typed)
    return typed


DOTS = "•"


def chosen(card: Card, typed: str) -> Choice | None:
    """Give the choice that is typed."""
    return next((choice for choice in card.choices if choice.key == typed), None)


def effect(card: Card, typed: str) -> tuple[str, bool]:
    """Say what Enter does now, and whether it can."""
    if card.takes is not Takes.CHOICE or not typed:
        return card.enter, True
    choice = chosen(card, typed)
    if choice is None:
        return ("", True) if len(typed) > 1 else (f"There is no {typed} here", False)
    if choice.why_not:
        return choice.why_not, False
    return choice.does or choice.words, True
