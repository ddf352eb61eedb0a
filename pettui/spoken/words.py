"""The words of spoken days and times, and how a phrase is cut into them."""

from __future__ import annotations

import re

from pettui.dates import MONTHS, WEEKDAYS
from pettui.text import clean

NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2,
}  # fmt: skip
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "last": -1}
UNITS = {
    "d": "d", "day": "d", "days": "d", "w": "w", "wk": "w", "wks": "w", "week": "w", "weeks": "w",
    "mo": "m", "mos": "m", "month": "m", "months": "m", "y": "y", "yr": "y", "yrs": "y",
    "year": "y", "years": "y", "fortnight": "f", "fortnights": "f",
}  # fmt: skip
LONGEST = 400  # letters that are looked at; more is no date, however long the paste
_GLUED = re.compile(
    r"(\d{1,2})((?:st|nd|rd|th)?)([a-z]{3,})|([a-z]{3,}?)\.?(\d{1,2})((?:st|nd|rd|th)?)"
)


def split(text: str) -> list[str]:
    """Cut a phrase into folded words; `3dec` and `dec3` are two words each."""
    found: list[str] = []
    for word in text[:LONGEST].lower().replace(",", " ").split():
        glued = _GLUED.fullmatch(word)
        if glued is None:
            found.append(word)
        elif glued[3] and month(glued[3]) is not None:
            found += [glued[1] + glued[2], glued[3]]
        elif glued[4] and month(glued[4]) is not None:
            found += [glued[4], glued[5] + glued[6]]
        else:
            found.append(word)
    return found


def said(text: str) -> str:
    """Quote what was typed in an error: on one line, harmless, and not a page long."""
    return f"“{clean(text, 40)}”"


def weekday(word: str) -> int | None:
    """Give the weekday (0 is Monday) whose beginning a word is: two letters are enough."""
    word = word.removesuffix(".")
    return 2 if word == "weds" else _named(word, WEEKDAYS, 2)


def month(word: str) -> int | None:
    """Give the month (1 to 12) whose beginning a word is: three letters are enough."""
    word = word.removesuffix(".")
    place = 8 if word == "sept" else _named(word, MONTHS, 3)
    return None if place is None else place + 1


def _named(word: str, names: tuple[str, ...], least: int) -> int | None:
    if len(word) < least:
        return None
    found = [place for place, name in enumerate(names) if name.startswith(word)]
    return found[0] if len(found) == 1 else None


def number(word: str) -> int | None:
    """Give a number that is written in digits or said as a word."""
    if word.isascii() and word.isdigit() and len(word) <= 4:
        return int(word)
    return NUMBERS.get(word)


def ordinal(word: str) -> int | None:
    """Give the number of `3rd`, `first` or `last` (-1); None for anything else."""
    if found := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", word):
        return int(found[1])
    return ORDINALS.get(word)
