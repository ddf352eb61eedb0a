"""The counter at which people stand one after the other: keys in, cards out.

One task reads all keys in their order, so that nothing that is typed meets a screen that it was
not typed for: Enter twice, three taps of a badge, and somebody else's badge are questions of what
the next key means on the card that shows, never of what is faster.
"""

from __future__ import annotations

from typing import ParamSpec, Protocol, TypeVar

from pettui.history.actor import Actor
from screens.kiosk.card import Card, Takes, chosen, effect
from screens.kiosk.entry import Entry
from screens.kiosk.keys import BACK, ENTER, LEAVE, Keys

P = ParamSpec("P")
T = TypeVar("T")

LONGEST_ENTRY = 40
LONGEST_COMMENT = 120
LONGEST_PIN = 8
LONGEST_TIME = 5  # digits alone; more are somebody's badge
DONE_BEFORE = 1.0  # seconds after which Enter takes a confirmation away


class Leave(Exception):
    """Back to the clock; `typed` is what the next person has typed already."""

    def __init__(self, typed: str = "", *, idle: bool = False) -> None:
        super().__init__()
        self.typed = typed
        self.idle = idle


class Back(Exception):
    """Back to the card before."""


class SomebodyElse(Exception):
    """Somebody else's number or badge came while a person's card was shown."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self.typed = typed


class Show(Protocol):
    """What draws."""

    def home(self, typed: str) -> None:
        """Show the clock, and what is typed."""

    def card(self, card: Card, typed: str, note: str) -> None:
        """Show a card."""


class Counter:
    """Asks people and gives what they answer."""

    def __init__(self, keys: Keys, show: Show, by: Actor) -> None:
        self.keys = keys
        self.show = show
        self.by = by

    async def ask(self, card: Card, seconds: float, *, note: str = "") -> str:
        """Show a card and give what was typed on it when Enter was pressed.

        Of a card with choices that is the digit of one that is possible, or "".

        Raises:
            Back: Backspace with nothing typed, or Esc.
            Leave: nobody pressed a key for some seconds, or 0 was pressed on a card of choices.
            SomebodyElse: what was typed is no answer but a number or a badge.
        """
        typed = Entry()
        while True:
            self.show.card(card, typed.text, note)
            key = await self.keys.next(seconds)
            note = ""
            if key is None:
                raise Leave(idle=True)
            if key == LEAVE or (key == BACK and not typed.text):
                raise Back
            if key == BACK:
                typed.back()
            elif key == ENTER:
                answer = _answer(card, typed)
                if answer is not None:
                    return answer
                note = effect(card, typed.text)[0]
                typed.clear()
            elif card.takes is Takes.CHOICE and key == "0" and not typed.text:
                raise Leave("0")  # the clock is left; a number may begin with it, too
            elif fits(card.takes, typed.text, key):
                typed.add(key, self.keys.at)

    async def tell(self, card: Card, seconds: float) -> None:
        """Show a card until it was read; raises Leave as soon as the next person types."""
        self.show.card(card, "", "")
        early: str | None = ENTER
        while early == ENTER:
            # An Enter too many is no answer to what has only just come up.
            early = await self.keys.next(min(DONE_BEFORE, seconds))
        key = early or await self.keys.next(max(0.0, seconds - DONE_BEFORE))
        raise Leave(key if key is not None and key.isalnum() and len(key) == 1 else "")


def fits(takes: Takes, typed: str, key: str) -> bool:
    """Tell whether a key can be typed behind what is there."""
    if len(key) != 1:
        return False
    if takes in (Takes.WORDS, Takes.TIME):
        return len(typed) < LONGEST_COMMENT
    return len(typed) < LONGEST_ENTRY and key.isalnum() and key.isascii()


def _answer(card: Card, typed: Entry) -> str | None:
    """Give what Enter answers; None where it is no answer to this card."""
    text = typed.text
    if _is_somebody(card.takes, typed):
        raise SomebodyElse(typed.number)
    if card.takes is Takes.CHOICE:
        choice = chosen(card, text)
        if text and (choice is None or choice.why_not):
            return None
        return text if text or card.enter else None
    return text or (None if card.takes is Takes.PIN else "")


def _is_somebody(takes: Takes, typed: Entry) -> bool:
    """Tell whether what was typed is a number or badge, and no answer to a card."""
    text = typed.text
    is_number = text.isascii() and text.isdigit()
    if typed.swiped or (takes is Takes.CHOICE and len(text) > 1):
        return True
    if takes is Takes.PIN:
        return bool(text) and (not is_number or len(text) > LONGEST_PIN)
    return is_number and len(text) > {Takes.TIME: LONGEST_TIME}.get(takes, LONGEST_PIN)
