"""Pay periods: which days are paid together, and which of them are closed (DOMAIN 6.10)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from db.models import PayPeriod
from db.models.base import tuples
from pettui.dates import WEEKDAYS, add_months, end_of_month
from pettui.history.door import Refused
from pettui.team.shop import Shop

DAY = timedelta(days=1)
TWO_WEEKS = 14


class Period(NamedTuple):
    """The days that are paid together; `key` is that of its closing, None while it is open."""

    first: date
    last: date
    key: int | None = None
    closed_at: datetime | None = None
    closed_by: str = ""
    version: int = 0

    @property
    def closed(self) -> bool:
        """Whether its hours are fixed."""
        return self.key is not None

    def has(self, day: date) -> bool:
        """Tell whether a day is one of it."""
        return self.first <= day <= self.last

    @property
    def days(self) -> tuple[date, ...]:
        """All its days, the first one first."""
        return tuple(self.first + n * DAY for n in range((self.last - self.first).days + 1))


class Calendar(NamedTuple):
    """How the shop cuts its days: into workweeks, pairs of them, and pay periods."""

    period: str
    week_start: int
    two_weeks_from: date
    month_day: int

    def week_of(self, day: date) -> date:
        """Give the first day of a day's workweek."""
        return day - ((day.weekday() - self.week_start) % 7) * DAY

    def two_weeks_of(self, day: date) -> date:
        """Give the first day of a day's pair of workweeks."""
        begin = self.week_of(self.two_weeks_from)
        return day - ((day - begin).days % TWO_WEEKS) * DAY

    def usual(self, day: date) -> tuple[date, date]:
        """Give the first and last day of the pay period that a day is in by the settings."""
        if self.period == "weekly":
            first = self.week_of(day)
            return first, first + 6 * DAY
        if self.period == "two-weekly":
            first = self.two_weeks_of(day)
            return first, first + (TWO_WEEKS - 1) * DAY
        if self.period == "twice a month":
            if day.day <= 15:
                return day.replace(day=1), day.replace(day=15)
            return day.replace(day=16), end_of_month(day)
        month = day if day.day >= self.month_day else add_months(day.replace(day=1), -1)
        first = month.replace(day=self.month_day)
        return first, add_months(first, 1) - DAY


def calendar(shop: Shop) -> Calendar:
    """Read from the settings how the shop cuts its days."""
    return Calendar(
        shop.setting("hours.period"),
        WEEKDAYS.index(shop.setting("hours.week_start")),
        date.fromisoformat(shop.setting("hours.two_weeks_from")),
        shop.setting("hours.month_day"),
    )


def closed_periods(branch: int) -> tuple[Period, ...]:
    """Read the periods that are closed, the earliest first."""
    rows = PayPeriod.select(
        PayPeriod.first_day, PayPeriod.last_day, PayPeriod.id, PayPeriod.closed_at,
        PayPeriod.account_name, PayPeriod.version,
    ).where(PayPeriod.branch == branch)  # fmt: skip
    return tuple(Period(*row) for row in tuples(rows.order_by(PayPeriod.first_day)))


def period_of(shop: Shop, day: date, closed: tuple[Period, ...] | None = None) -> Period:
    """Give the pay period that a day is in.

    A closed one stays as it was closed, whatever the settings say now; the open one beside it
    is then shorter than usual, so that each day is paid once.
    """
    known = closed_periods(shop.branch) if closed is None else closed
    first, last = calendar(shop).usual(day)
    for period in known:
        if period.has(day):
            return period
        if period.last < day:
            first = max(first, period.last + DAY)
        else:
            last = min(last, period.first - DAY)
    return Period(first, last)


def said(shop: Shop, text: str) -> Period:
    """Give the pay period that `this`, `last` or a date in it means; raises Refused in words."""
    today = period_of(shop, shop.today())
    word = " ".join(text.lower().split())
    if word in ("", "this", "now", "current"):
        return today
    if word in ("last", "previous"):
        return period_of(shop, today.first - DAY)
    try:
        return period_of(shop, past_day(shop, text))
    except ValueError as error:
        raise Refused(f"The pay period is this, last, or that of a date. {error}") from error


def past_day(shop: Shop, text: str) -> date:
    """Read a day, taking the past one where both are meant: hours are about what was.

    `fri` is last Friday, `24 dec` the one before today. Raises ValueError with a hint.
    """
    return shop.parse_day(text, past=True)


def shown(shop: Shop, period: Period) -> str:
    """Write a period: `Mon 16 Nov 2026 to Sun 29 Nov 2026`."""
    return f"{shop.day(period.first)} to {shop.day(period.last)}"


def open_day(shop: Shop, about: date) -> date:
    """Give the day of the next open period in which a correction of a closed day counts."""
    closed = closed_periods(shop.branch)
    day = about
    while (period := period_of(shop, day, closed)).closed:
        day = period.last + DAY
    return min(max(day, shop.today()), period.last)
