"""The rule of a series as a plain value, and the dates that it gives (DOMAIN 7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from pettui.history.door import Refused

MOST = 366
"""Dates of a series: a year of daily ones."""

AHEAD = timedelta(days=3660)
"""How far a series reaches; what is further away nobody can plan."""

FAR = date(9000, 1, 1)
LAST = -1


class Rule(NamedTuple):
    """How visits come again; dates are the shop's own, times of the day stand on the tickets.

    `start` is where the counting begins: its day is the day of the month, its week the first
    of every n. Weekdays are counted from Monday (0); weeks begin on Monday, whatever the book
    shows, so that a rule means the same after a setting changed. A monthly rule with
    `weekdays` comes on the `ordinal`th of the one weekday. Either `visits` or `until` ends it.
    """

    unit: str  # D days, W weeks, M months
    start: date
    every: int = 1
    weekdays: tuple[int, ...] = ()
    ordinal: int = 0  # 1 to 5, -1 for the last; 0 comes by date
    short_month: str = "last"  # what day 31 does in a short month: last, skip
    visits: int | None = None
    until: date | None = None

    @property
    def by_weekday(self) -> bool:
        """Whether a monthly rule comes on the third Friday rather than on the 20th."""
        return self.unit == "M" and self.ordinal != 0


def checked(rule: Rule) -> Rule:
    """Give a rule that can be kept; raises Refused for what makes no sense.

    Weeks without a weekday come on the weekday of the start.
    """
    rule = normal(rule)
    if rule.visits is not None and not 1 <= rule.visits <= MOST:
        raise Refused(f"A series has 1 to {MOST} visits. It can be extended later.")
    if rule.until is not None and rule.until < rule.start:
        raise Refused("The series would end before it begins. Choose a later end.")
    if rule.until is not None and rule.until > rule.start + AHEAD:
        raise Refused("A series reaches ten years ahead. Choose a nearer end.")
    return rule


def normal(rule: Rule) -> Rule:
    """Give a rule as it is kept, however long the series has become; raises Refused."""
    if rule.unit not in ("D", "W", "M"):
        raise Refused("A series comes again in days, weeks or months. Choose one of these.")
    if not 1 <= rule.every <= MOST:
        raise Refused(f"A series comes every 1 to {MOST} days, weeks or months.")
    if (rule.visits is None) == (rule.until is None):
        raise Refused("Say when the series ends: after so many visits, or on a date.")
    if rule.short_month not in ("last", "skip"):
        raise Refused("In a short month a visit comes on the last day, or not at all.")
    if rule.unit == "W" and not rule.weekdays:
        rule = rule._replace(weekdays=(rule.start.weekday(),))
    if rule.by_weekday:
        if rule.ordinal not in (LAST, 1, 2, 3, 4, 5):
            raise Refused("Choose the first to fifth, or the last weekday of the month.")
        if len(rule.weekdays) != 1:
            rule = rule._replace(weekdays=(rule.start.weekday(),))
    if rule.unit == "D" or (rule.unit == "M" and not rule.by_weekday):
        rule = rule._replace(weekdays=(), ordinal=0)
    if rule.unit == "W":
        rule = rule._replace(ordinal=0)
    if not short_months(rule):
        rule = rule._replace(short_month="last")  # no month lacks the day
    rule = rule._replace(weekdays=tuple(sorted(set(rule.weekdays))))
    return rule._replace(start=_first(rule)) if rule.weekdays else rule


def _first(rule: Rule) -> date:
    """Give the first date on or after the start that has the weekday: weeks count from it.

    RFC 5545 would let "every 2 weeks on Tue", begun on a Wednesday, wait for the week after next.
    """
    day = rule.start
    while True:
        if day.weekday() in rule.weekdays and (
            rule.unit == "W"
            or (rule.ordinal == LAST and _is_last(day))
            or rule.ordinal == _nth(day)
        ):
            return day
        day += timedelta(days=1)


def dates(rule: Rule) -> tuple[date, ...]:
    """Give the dates of a rule, from its start to its end.

    A start that does not match gives the first matching date after it; with several weekdays
    the number of visits counts visits, not weeks (DOMAIN 7.6, 7.7).
    """
    rule = checked(rule)
    last = rule.until or min(FAR, rule.start + AHEAD)
    found = []
    for day in islice(_endless(rule), rule.visits or MOST + 1):
        if day > last:
            break
        found.append(day)
    if len(found) > MOST:
        raise Refused(f"That would be more than {MOST} visits. Choose a nearer end.")
    return tuple(found)


def further(rule: Rule, after: date, number: int) -> tuple[date, ...]:
    """Give the next dates of a rule after a day, as if it had no end."""
    rule = normal(rule)
    last = min(FAR, max(after, rule.start) + AHEAD)
    found: list[date] = []
    for day in _endless(rule):
        if len(found) >= number or day > last:
            break
        if day > after:
            found.append(day)
    return tuple(found)


def comes_on(rule: Rule, day: date) -> bool:
    """Tell whether a day is a date of a rule, its end apart."""
    return further(rule, day - timedelta(days=1), 1) == (day,)


def _endless(rule: Rule) -> Iterator[date]:
    """Give the dates of a rule without its end.

    RFC 5545's rules are dateutil's matter: it knows weeks that lie across a year's end, the
    fifth Friday, and with BYSETPOS the last of the days that a short month has. They are made
    of naive dates; no zone and no change of clocks has a part in them.
    """
    from dateutil import rrule  # a tenth of a start: for those who look at a series alone

    begin = datetime.combine(rule.start, datetime.min.time())
    more: dict[str, Any] = {"dtstart": begin, "interval": rule.every, "wkst": rrule.MO}
    if rule.unit == "D":
        found = rrule.rrule(rrule.DAILY, **more)
    elif rule.unit == "W":
        found = rrule.rrule(rrule.WEEKLY, byweekday=list(rule.weekdays), **more)
    elif rule.by_weekday:
        nth = rrule.weekday(rule.weekdays[0], rule.ordinal)
        found = rrule.rrule(rrule.MONTHLY, byweekday=nth, **more)
    elif rule.short_month == "last" and rule.start.day > 28:
        days = list(range(28, rule.start.day + 1))
        found = rrule.rrule(rrule.MONTHLY, bymonthday=days, bysetpos=LAST, **more)
    else:
        found = rrule.rrule(rrule.MONTHLY, bymonthday=rule.start.day, **more)
    for moment in found:
        yield moment.date()


def shifted(rule: Rule, days: int, onto: date | None = None) -> Rule:
    """Give the rule whose visits come some days later, or earlier.

    What comes on an ordinal weekday follows `onto`, the date to which one of them was moved.
    """
    if days == 0:
        return rule
    move = timedelta(days=days)
    until = rule.until + move if rule.until is not None else None
    rule = rule._replace(start=rule.start + move, until=until)
    if rule.unit == "W":
        return rule._replace(weekdays=tuple(sorted((day + days) % 7 for day in rule.weekdays)))
    if rule.by_weekday and onto is not None:
        ordinal = rule.ordinal if rule.ordinal == LAST and _is_last(onto) else _nth(onto)
        return rule._replace(weekdays=(onto.weekday(),), ordinal=ordinal)
    return rule


def _nth(day: date) -> int:
    return (day.day - 1) // 7 + 1


def _is_last(day: date) -> bool:
    return (day + timedelta(days=7)).month != day.month


def short_months(rule: Rule) -> bool:
    """Tell whether some months lack the rule's day, so that the preview has to say it."""
    return rule.unit == "M" and not rule.by_weekday and rule.start.day > 28
