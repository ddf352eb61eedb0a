"""How the shop's language writes days: names, order, first weekday, clock; kept with the shop.

Babel is asked once, when the shop's locale is set. What it says is kept as JSON beside the format
of its money, so that nothing of Babel is loaded when the program starts.
"""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from pettui import dates

FORMS = {
    "day first": "{weekday} {day} {month} {year}",
    "month first": "{weekday} {month} {day} {year}",
    "year first": "{weekday} {year}-{number:02d}-{day:02d}",
}
"""Ways to write a day that a shop may prefer to its locale's own."""

SHORT_FORMS = {
    "day first": "{weekday} {day} {month}",
    "month first": "{weekday} {month} {day}",
    "year first": "{weekday} {number:02d}-{day:02d}",
}
"""The same without the year."""

_ENGLISH_DAYS = tuple(name.title() for name in dates.WEEKDAYS)
_ENGLISH_MONTHS = tuple(name.title() for name in dates.MONTHS)
ENGLISH_SHORT_DAYS = tuple(name[:3].title() for name in dates.WEEKDAYS)
ENGLISH_SHORT_MONTHS = tuple(name[:3].title() for name in dates.MONTHS)


class DayFormat(NamedTuple):
    """How days are written in one locale. Weekdays begin with Monday.

    Attributes:
        pattern: a whole date, with `{weekday} {day} {month} {number} {year}` for its parts.
        short: the same without the year.
        first_weekday: what a week begins with, 0 is Monday.
        hours: 12 or 24, as clocks are read there.
        month_first: whether 12/3 is the third of December; None where nobody asked CLDR yet.
    """

    weekdays: tuple[str, ...] = ENGLISH_SHORT_DAYS
    long_weekdays: tuple[str, ...] = _ENGLISH_DAYS
    months: tuple[str, ...] = ENGLISH_SHORT_MONTHS
    long_months: tuple[str, ...] = _ENGLISH_MONTHS
    pattern: str = FORMS["day first"]
    short: str = SHORT_FORMS["day first"]
    first_weekday: int = 0
    hours: int = 24
    month_first: bool | None = None

    @classmethod
    def for_locale(cls, locale: str) -> DayFormat:
        """Ask CLDR; raises ValueError for what is no locale.

        English shops all write `Fri 27 Nov 2026`: with the month as a word it cannot be misread.
        """
        from pettui.locales import ask_cldr

        return DayFormat(**ask_cldr(locale))

    @classmethod
    def from_json(cls, kept: dict[str, Any] | None) -> DayFormat:
        """Give the format that is kept with a shop; English where there is none."""
        known: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in (kept or {}).items()
            if name in cls._fields
        }
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        """Give the format as it is kept with the shop."""
        return {k: list(v) if isinstance(v, tuple) else v for k, v in self._asdict().items()}

    def day(self, day: date, form: str = "") -> str:
        """Write a day with its weekday: `Fri 27 Nov 2026`; `form` is one of FORMS."""
        return self._filled(FORMS.get(form, self.pattern), day)

    def short_day(self, day: date, form: str = "") -> str:
        """Write a day without its year: `Fri 27 Nov`."""
        return self._filled(SHORT_FORMS.get(form, self.short), day)

    def _filled(self, pattern: str, day: date) -> str:
        return pattern.format(
            weekday=self.weekdays[day.weekday()], day=day.day, month=self.months[day.month - 1],
            number=day.month, year=day.year,
        )  # fmt: skip

    def week_begin(self, day: date, first: int | None = None) -> date:
        """Give the day with which a day's week begins."""
        begin = self.first_weekday if first is None else first
        return date.fromordinal(max(1, day.toordinal() - (day.weekday() - begin) % 7))

    def english(self, text: str) -> str:
        """Give a typed date in the words that `pettui.dates` knows; English stays as it is."""
        from pettui.locales import in_english

        return in_english(self, text)
