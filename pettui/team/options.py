"""The settings that exist: their kinds, defaults, bounds, and one sentence on what each does."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple, TypeAlias

from pettui.dates import WEEKDAYS
from pettui.formats import FORMS, DayFormat
from pettui.text import fold

_YES = ("yes", "y", "on", "true", "1")
_NO = ("no", "n", "off", "false", "0")
WEEK_STARTS = ("monday", "saturday", "sunday")


class YesNo(NamedTuple):
    """Yes or no."""

    allowed: str = "yes or no"

    def read(self, text: str) -> bool:
        """Read yes or no, or other words for them."""
        said = fold(text)
        if said not in (*_YES, *_NO):
            raise ValueError(said)
        return said in _YES

    def accepts(self, value: Any) -> bool:
        """Take true and false alone."""
        return isinstance(value, bool)

    def say(self, value: Any) -> str:
        """Write yes or no."""
        return "yes" if value else "no"


class Number(NamedTuple):
    """A whole number between bounds."""

    least: int
    most: int

    @property
    def allowed(self) -> str:
        """Say the bounds."""
        return f"a whole number from {self.least} to {self.most}"

    def read(self, text: str) -> int:
        """Read a number within the bounds."""
        value = int(text.strip(), 10)
        if not self.accepts(value):
            raise ValueError(text)
        return value

    def accepts(self, value: Any) -> bool:
        """Take numbers within the bounds."""
        return type(value) is int and self.least <= value <= self.most

    def say(self, value: Any) -> str:
        """Write the number."""
        return str(value)


class OneOf(NamedTuple):
    """One of a few values; as many of its first letters as tell it apart are enough."""

    values: tuple[Any, ...]

    @property
    def allowed(self) -> str:
        """List the values."""
        words = [str(value) for value in self.values]
        return f"one of {', '.join(words[:-1])} or {words[-1]}"

    def read(self, text: str) -> Any:
        """Read a value, or the beginning of one."""
        said = fold(text)
        exact = [value for value in self.values if fold(str(value)) == said]
        begun = [value for value in self.values if said and fold(str(value)).startswith(said)]
        if not exact and len(begun) != 1:
            raise ValueError(said)
        return (exact or begun)[0]

    def accepts(self, value: Any) -> bool:
        """Take the values, and nothing that only equals one (true is not 1)."""
        return any(type(value) is type(known) and value == known for known in self.values)

    def say(self, value: Any) -> str:
        """Write the value."""
        return str(value)


class Day(NamedTuple):
    """A day of the calendar, kept as ISO text."""

    allowed: str = "a date such as 2026-01-05"

    def read(self, text: str) -> str:
        """Read a date with its year first."""
        return date.fromisoformat(text.strip()).isoformat()

    def accepts(self, value: Any) -> bool:
        """Take ISO dates alone."""
        try:
            return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
        except ValueError:
            return False

    def say(self, value: Any) -> str:
        """Write the date."""
        return str(value)


Kind: TypeAlias = YesNo | Number | OneOf | Day
"""What values a setting takes, and how people type and read them."""


class Option(NamedTuple):
    """A setting: its name, default and one sentence on what it does.

    `by_locale` says that the default is what the shop's locale has, where that is known.
    """

    name: str
    group: str
    kind: Kind
    default: Any
    words: str
    by_locale: bool = False

    def default_in(self, formats: DayFormat) -> Any:
        """Give the default in a shop's locale."""
        if self.name == "clock.hours":
            return formats.hours
        if self.name in ("week.start", "hours.week_start"):
            return next(w for w in WEEK_STARTS if WEEKDAY_OF[w] == _week(formats.first_weekday))
        return self.default


def _week(first: int) -> int:
    """Give the nearest weekday that weeks begin with here: Friday (the Maldives) is Saturday."""
    return first if first in WEEKDAY_OF.values() else 5


WEEKDAY_OF = {"monday": 0, "saturday": 5, "sunday": 6}
"""Weekdays that a week may begin with, as numbers (0 is Monday)."""

_BOOK, _WRITING, _VISITS, _PRICES = "The book", "Dates and times", "Visits", "Prices"
_KIOSK, _HOURS, _ACCESS = "The time clock", "Hours", "Access"

OPTIONS = {
    option.name: option
    for option in (
        Option("book.step", _BOOK, OneOf((5, 10, 15, 20, 30)), 15,
               "Minutes that one line of the book stands for."),
        Option("book.view", _BOOK, OneOf(("day", "week", "list")), "day",
               "The view that the book opens with: the day, one employee's week, or a list."),
        Option("book.columns", _BOOK, OneOf(("staff and resources", "only staff")),
               "staff and resources", "Whether tubs, dryers and kennels have columns too."),
        Option("book.edge", _BOOK, OneOf(("status", "service")), "status",
               "What the edge of a visit is coloured by: its status, or its service."),
        Option("book.show_off", _BOOK, YesNo(), True,
               "Whether employees who are off that day have a column."),
        Option("book.show_closed", _BOOK, YesNo(), True,
               "Whether closed tickets stay in the book."),
        Option("book.show_ended", _BOOK, YesNo(), False,
               "Whether cancelled visits and no-shows stay in the book."),
        Option("clock.hours", _WRITING, OneOf((24, 12)), 24,
               "Whether times are written with 24 or 12 hours.", by_locale=True),
        Option("date.form", _WRITING, OneOf(("usual", *FORMS)), "usual",
               "How dates are written: as usual where the shop is, or day, month or year first."),
        Option("week.start", _WRITING, OneOf(WEEK_STARTS), "monday",
               "The weekday with which a week of the book begins.", by_locale=True),
        Option("visit.double_booking", _VISITS, OneOf(("ask", "refuse")), "ask",
               "Whether a groomer can be booked twice at once on purpose, or never."),
        Option("visit.outside_hours", _VISITS, OneOf(("ask", "tell", "refuse")), "ask",
               "What happens when a visit is outside somebody's hours."),
        Option("visit.rebook_weeks", _VISITS, Number(1, 52), 6,
               "Weeks that rebooking offers at first."),
        Option("visit.late_cancel_hours", _VISITS, Number(0, 336), 24,
               "A visit cancelled fewer hours before than this counts as late."),
        Option("ticket.chain_rows", _VISITS, YesNo(), True,
               "Whether later rows of a ticket follow a moved one."),
        Option("price.previous", _PRICES, YesNo(), True,
               "Whether a pet is charged what it paid last time."),
        Option("price.previous_warn", _PRICES, YesNo(), False,
               "Whether booking tells when that is not what the price list says."),
        Option("kiosk.identify", _KIOSK, OneOf(("number, then PIN", "PIN alone")),
               "number, then PIN",
               "What people type at the clock; a PIN alone only where at most 8 have one."),
        Option("kiosk.pin_digits", _KIOSK, Number(4, 8), 6, "Digits that a new PIN has."),
        Option("kiosk.names", _KIOSK, OneOf(("first name", "full name", "initials")),
               "first name", "How the clock, which everybody sees, writes people's names."),
        Option("kiosk.figures", _KIOSK, YesNo(), True,
               "Whether the clock shows since when people are in, and their hours."),
        Option("kiosk.clock", _KIOSK, OneOf(("network", "people")), "network",
               "What keeps the machine's clock right; punches made without it are marked."),
        Option("kiosk.comment", _KIOSK, YesNo(), False,
               "Whether the clock asks for a comment at clock-out."),
        Option("kiosk.seconds", _KIOSK, Number(2, 60), 6,
               "Seconds after which the clock forgets an entry and takes a message away."),
        Option("hours.longest_shift", _HOURS, Number(4, 24), 14,
               "Hours after which somebody who is still in is taken to have forgotten the clock."),
        Option("hours.period", _HOURS,
               OneOf(("weekly", "two-weekly", "twice a month", "monthly")), "two-weekly",
               "How long a pay period is; twice a month is from the 1st and from the 16th."),
        Option("hours.two_weeks_from", _HOURS, Day(), "2026-01-05",
               "Any day in a first week of two, from which two-weekly pay periods are counted."),
        Option("hours.month_day", _HOURS, Number(1, 28), 1,
               "The day of the month with which a monthly pay period begins."),
        Option("hours.week_start", _HOURS, OneOf(WEEKDAYS), "monday",
               "The weekday with which a workweek and a weekly pay period begin.",
               by_locale=True),
        Option("hours.rounding", _HOURS, OneOf((0, 5, 6, 10, 15)), 0,
               "Minutes to which begin and end of a shift are rounded alike; 0 rounds nothing."),
        Option("access.sign_in", _ACCESS, YesNo(), False,
               "Whether people sign in at the desk; rights hold only where they do."),
        Option("access.lock_minutes", _ACCESS, Number(0, 240), 10,
               "Minutes without a key after which a signed-in desk is locked; 0 for never."),
    )
}  # fmt: skip
"""The settings that have a meaning here, by name."""
