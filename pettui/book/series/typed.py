"""A rule as people say it: `every 6 weeks on tue, 8 times`, `every third fri until eom`."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from pettui.book.series.rule import LAST, Rule, checked
from pettui.dates import add_months
from pettui.history.door import Refused
from pettui.spoken.words import weekday
from pettui.team.shop import Shop
from pettui.text import clean

USUAL = 8
"""Visits of a series whose end is not said."""

_HINT = "Say it like every 6 weeks on tue, 8 times."
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
}  # fmt: skip
_ORDINALS = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4,
    "fifth": 5, "5th": 5, "last": LAST,
}  # fmt: skip
_UNITS = {"d": "D", "w": "W", "m": "M"}
_SHORT = {
    "daily": ("D", 1), "weekly": ("W", 1), "biweekly": ("W", 2), "fortnightly": ("W", 2),
    "monthly": ("M", 1), "quarterly": ("M", 3), "yearly": ("M", 12), "annually": ("M", 12),
}  # fmt: skip
_FILLERS = {"on", "the", "of", "and", "each", "every", "month", "a", "&", "week", "day", "in"}
_DAY = r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*"
_NTH = "|".join(_ORDINALS)
_COUNT = r"(?:(?:for|ends?|after) )*(\d{1,4}|" + "|".join(_NUMBERS) + r") ?(?:x|times?|visits?)"
_LONG = r"for (\d{1,3}|an?|" + "|".join(_NUMBERS) + r") (day|week|month|year)s?"
_UNTIL = r"(?:until|till|til|through|ending|ends?)(?: on)? (.+)"
_FROM = r"(?:from|starting|beginning|begin|start)(?: on)? ([^,]+?)(?= every|$|,)"


def understand(shop: Shop, text: str, start: date) -> Rule:
    """Read a rule; the counting begins on `start` unless a day is named (`from 12/1`).

    Raises ValueError with a hint for what is not understood, Refused for what cannot be.
    """
    return _Sentence(shop, text, start).rule()


class _Sentence:
    """What was typed, of which each part is taken away once it is understood."""

    def __init__(self, shop: Shop, text: str, start: date) -> None:
        said = shop.formats.english(clean(text, 200)).lower()
        self.left = " ".join(said.replace(".", " " if "/" not in said else ".").split())
        self.shop = shop
        self.start = start
        self.counted: int | None = None

    def take(self, pattern: str, *, whole: bool = True) -> re.Match[str] | None:
        """Find a part and take it away."""
        pattern = rf"(?<!\S)(?:{pattern})(?![^\s,])" if whole else pattern
        found = re.search(pattern, self.left)
        if found is not None:
            self.left = f"{self.left[: found.start()]} , {self.left[found.end() :]}"
            self.left = re.sub(r"(?:[\s,]*,)+[\s,]*|\s+", self._gap, self.left).strip(" ,")
        return found

    @staticmethod
    def _gap(found: re.Match[str]) -> str:
        return " , " if "," in found[0] else " "

    def rule(self) -> Rule:
        """Give what was said; all of it has to mean something."""
        if not self.left:
            raise ValueError(f"Nothing is said yet. {_HINT}")
        visits = self.counted = self._visits()
        length = self.take(_LONG)
        until = self._day(_UNTIL)
        self.start = self._day(_FROM) or self.start
        skip = self.take(r"skip(?:ping|s)?(?: the)? short months?|skip short") is not None
        short_month = "skip" if skip else "last"
        rule = Rule("", self.start, short_month=short_month)
        rule = self._how_often(rule)
        if length is not None and until is None:
            until = _after(rule.start, _number(length[1]), length[2])
        if until is not None and visits is not None:
            raise ValueError("Say one end: after so many visits, or on a date.")
        if until is None and visits is None:
            visits = USUAL
        rest = [word for word in re.split(r"[\s,]+", self.left) if word and word not in _FILLERS]
        if len(rest) == 1 and rest[0].isdecimal() and self.counted is None and until is None:
            visits = int(rest.pop())  # a number that stands alone can only be the visits
        if rest:
            raise ValueError(f"“{clean(' '.join(rest), 40)}” is not understood here. {_HINT}")
        return checked(rule._replace(visits=visits, until=until))

    def _visits(self) -> int | None:
        if self.take("once"):
            return 1
        if self.take("twice"):
            return 2
        if found := self.take(r"x ?(\d{1,4})"):
            return int(found[1])
        found = self.take(_COUNT)
        return _number(found[1]) if found else None

    def _day(self, pattern: str) -> date | None:
        found = self.take(pattern)
        return self.shop.parse_day(found[1].strip(" ,")) if found else None

    def _how_often(self, rule: Rule) -> Rule:
        if self.take(r"every (?:week|work)days?"):
            return rule._replace(unit="W", weekdays=tuple(range(5)))
        ordinal = self.take(rf"({_NTH}) ({_DAY})")
        last_day = self.take(r"last day") if ordinal is None else None
        unit, every = self._unit()
        on_day = None
        if ordinal is None and unit in ("M", ""):
            on_day = self.take(r"(\d{1,2})(?:st|nd|rd|th)|(?:on the|on day|day) (\d{1,2})")
        if ordinal is not None:
            if unit not in ("M", ""):
                raise ValueError("The first to fifth, or last, weekday comes in months.")
            rule = rule._replace(unit="M", ordinal=_ORDINALS[ordinal[1]])
            return rule._replace(every=every, weekdays=(_weekday(ordinal[2]),))
        if on_day is not None or last_day is not None:
            day = 31 if on_day is None else int(on_day[1] or on_day[2])
            start = _next_with(self.start, day)
            return rule._replace(unit="M", every=every, start=start)
        weekdays = self._weekdays()
        if weekdays and unit in ("", "W"):
            return rule._replace(unit="W", every=every, weekdays=weekdays)
        if weekdays:
            raise ValueError("Say which of the month: the first, third or last fri. " + _HINT)
        if not unit:
            raise ValueError(f"How often is not said. {_HINT}")
        return rule._replace(unit=unit, every=every)

    def _unit(self) -> tuple[str, int]:
        """Give the unit and its number; the unit is "" where only a weekday says it."""
        for word, (unit, every) in _SHORT.items():
            if self.take(word):
                return unit, every
        number = r"(\d{1,3}|other|" + "|".join(_NUMBERS) + r")(?:st|nd|rd|th)?"
        if found := self.take(rf"(?:every |each )?{number} ?(d|w|m|day|week|wk|month|year)s?"):
            return _in_units(2 if found[1] == "other" else _number(found[1]), found[2])
        if self.take("every fortnight"):
            return "W", 2
        if found := self.take(r"(?:every|each) (day|week|month|year)"):
            return _in_units(1, found[1])
        if found := self.take(rf"(?:every|each) {number}(?= {_DAY})"):
            return "", 2 if found[1] == "other" else _number(found[1])
        return "", 1

    def _weekdays(self) -> tuple[int, ...]:
        found: set[int] = set()
        if span := self.take(rf"({_DAY}) ?(?:-|to) ?({_DAY})"):
            first, last = _weekday(span[1]), _weekday(span[2])
            found.update((first + n) % 7 for n in range((last - first) % 7 + 1))
        if self.take("weekdays"):
            found.update(range(5))
        if self.take("weekends?"):
            found.update((5, 6))
        while one := self.take(rf"({_DAY})"):
            found.add(_weekday(one[1]))
        return tuple(sorted(found))


def _in_units(number: int, unit: str) -> tuple[str, int]:
    if unit == "year":
        return "M", 12 * number
    return _UNITS[unit[0]], number


def _number(word: str) -> int:
    if word in ("a", "an"):
        return 1
    return _NUMBERS.get(word) or int(word)


def _weekday(word: str) -> int:
    for name in (word, word.removesuffix("s"), word[:3] if len(word) < 6 else word):
        if (found := weekday(name)) is not None:
            return found
    raise ValueError(f"“{clean(word, 20)}” is not a weekday. {_HINT}")


def _next_with(start: date, day: int) -> date:
    """Give the first date from the start on that is this day of its month."""
    if not 1 <= day <= 31:
        raise Refused(f"No month has a {day}th day. Choose 1 to 31.")
    found = start
    while found.day != day:
        found += timedelta(days=1)
    return found


def _after(start: date, number: int, unit: str) -> date:
    """Give the last day of so many days, weeks, months or years from the start."""
    steps: dict[str, Callable[[], date]] = {
        "day": lambda: start + timedelta(days=number),
        "week": lambda: start + timedelta(weeks=number),
        "month": lambda: add_months(start, number),
        "year": lambda: add_months(start, 12 * number),
    }
    return steps[unit]() - timedelta(days=1)
