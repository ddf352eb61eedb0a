"""A rule in words: `every 6 weeks on Tue, 8 times`, as it is shown and as it can be typed."""

from __future__ import annotations

from pettui.book.series.rule import LAST, Rule, short_months
from pettui.team.shop import Shop

_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", LAST: "last"}
_UNITS = {"D": "day", "W": "week", "M": "month"}


def brief(rule: Rule) -> str:
    """Write how often it comes: `every 6 weeks`."""
    unit = _UNITS[rule.unit]
    return f"every {unit}" if rule.every == 1 else f"every {rule.every} {unit}s"


def say(shop: Shop, rule: Rule) -> str:
    """Write the whole rule; what it says is understood when it is typed."""
    words = brief(rule)
    names = [shop.formats.weekdays[day] for day in rule.weekdays]
    if rule.by_weekday:
        words += f" on the {_ORDINALS[rule.ordinal]} {names[0]}"
    elif rule.unit == "W":
        words += f" on {' '.join(names)}"
    elif rule.unit == "M":
        words += f" on the {nth(rule.start.day)}"
        if short_months(rule) and rule.short_month == "skip":
            words += ", skip short months"
    if rule.until is not None:
        return f"{words}, until {shop.day(rule.until)}"
    return f"{words}, {'once' if rule.visits == 1 else f'{rule.visits} times'}"


def short_month_words(rule: Rule) -> str:
    """Say what happens in months that lack the day, "" where all have it."""
    if not short_months(rule):
        return ""
    if rule.short_month == "skip":
        return f"months without a {nth(rule.start.day)} are left out"
    return f"on the last day of months without a {nth(rule.start.day)}"


def nth(number: int) -> str:
    """Write a day of the month: `15th`, `31st`."""
    if 10 <= number % 100 <= 20:
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"
