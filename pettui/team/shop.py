"""The shop: its name, zone and money, and its settings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any, NamedTuple, TypedDict

from db.models import Branch, Setting
from pettui import clock, dates
from pettui.formats import DayFormat
from pettui.money import MoneyFormat
from pettui.team.options import OPTIONS, WEEKDAY_OF
from pettui.text import veiled


class Shop(NamedTuple):
    """What every screen and command needs to know about the shop.

    `rights` is what whoever looks at it may do; None where everybody may everything. It decides
    what is shown and offered. What is written is decided by the door, which asks anew.
    """

    branch: int
    name: str
    zone: str
    currency: str
    locale: str
    region: str
    phone: str
    money: MoneyFormat
    settings: dict[str, Any]
    formats: DayFormat = DayFormat()
    rights: frozenset[str] | None = None

    def may(self, right: str) -> bool:
        """Tell whether whoever looks has a right."""
        return self.rights is None or right in self.rights

    def phone_text(self, number: str | None) -> str:
        """Write somebody's phone number for whoever looks: whole, or its last two digits.

        Every number of a client or an employee that is shown, said or printed goes through this.
        """
        return (number or "") if self.may("people.phones") else veiled(number or "")

    def setting(self, name: str) -> Any:
        """Give a setting's value or its default; raises KeyError for one that does not exist."""
        option = OPTIONS[name]
        value = self.settings.get(name)
        # What an older or newer program kept may mean nothing here: then the default holds.
        return value if option.kind.accepts(value) else option.default_in(self.formats)

    def today(self) -> date:
        """Give today's date on the shop's wall clock."""
        return clock.today(self.zone)

    def now(self) -> datetime:
        """Give the shop's wall clock (naive)."""
        return clock.wall(self.zone)

    def time(self, minute: int) -> str:
        """Write a time of day, given in minutes since midnight: `9:05`, or `9:05a`."""
        return time_text(minute, self.setting("clock.hours"))

    def day(self, day: date) -> str:
        """Write a day as it is written where the shop is: `Fri 27 Nov 2026`."""
        return self.formats.day(day, self.setting("date.form"))

    def short_day(self, day: date) -> str:
        """Write a day without its year: `Fri 27 Nov`."""
        return self.formats.short_day(day, self.setting("date.form"))

    def weekday(self, day: date) -> str:
        """Write the short name of a day's weekday: `Fri`."""
        return self.formats.weekdays[day.weekday()]

    def week_begin(self, day: date) -> date:
        """Give the day with which a day's week begins here."""
        return self.formats.week_begin(day, WEEKDAY_OF[self.setting("week.start")])

    @property
    def month_first(self) -> bool:
        """Whether 12/3 is the third of December here."""
        by_locale = self.formats.month_first
        return self.region in ("US", "CA", "PH", "PR", "") if by_locale is None else by_locale

    def parse_day(self, text: str, *, past: bool = False) -> date:
        """Read a day as people here say it, in English or in the locale's words.

        With `past` it is about what was: `fri` is the last one. Raises ValueError with a hint, as
        all of `pettui.dates` does.
        """
        said = self.formats.english(text)
        return dates.parse_day(said, self.today(), **self.sight, past=past)

    def parse_when(self, text: str) -> tuple[date | None, int | None]:
        """Read a day, a time, or both; see `pettui.dates.parse_when`."""
        said = self.formats.english(text)
        day, minute = dates.parse_when(said, self.today(), **self.sight)
        if day is not None and minute is not None:
            self.refuse_gap(day, minute)
        return day, minute

    def parse_window(self, text: str) -> dates.Window:
        """Read a day with a time or a part of it; see `pettui.dates.parse_window`.

        Raises ValueError also for a time that the clock skips on that day.
        """
        now = self.now()
        window = dates.parse_window(
            self.formats.english(text), now.date(), **self.sight, now=now.hour * 60 + now.minute
        )
        if window.exact and window.day is not None:
            self.refuse_gap(window.day, window.start)
        return window

    @property
    def sight(self) -> _Sight:
        """What dates are seen from here: the order of day and month, the week's first day."""
        week_start = self.week_begin(date(2001, 1, 7)).weekday()
        return {"month_first": self.month_first, "week_start": week_start}

    def refuse_gap(self, day: date, minute: int) -> None:
        """Raise ValueError for a time that does not exist because the clocks go forward."""
        if clock.is_imaginary(datetime.combine(day, time(minute // 60, minute % 60)), self.zone):
            raise ValueError(
                f"{self.time(minute)} does not exist on {self.day(day)}: the clocks go forward."
                " Say another time."
            )

    def comes_twice(self, day: date, minute: int) -> bool:
        """Tell whether a time comes twice on a day because the clocks go back."""
        return clock.is_ambiguous(datetime.combine(day, time(minute // 60, minute % 60)), self.zone)


class _Sight(TypedDict):
    """What dates are seen from here."""

    month_first: bool
    week_start: int


def time_text(minute: int, hours: int = 24) -> str:
    """Write minutes since midnight as `14:05`, or as `2:05p` on a 12-hour clock."""
    hour, rest = divmod(minute, 60)
    if hours == 24:
        return f"{hour}:{rest:02d}"
    return f"{(hour - 1) % 12 + 1}:{rest:02d}{'a' if hour % 24 < 12 else 'p'}"


def written_here(day: date, minute: int) -> str:
    """Write a time and day as the one shop of the database does; for errors made far from it."""
    try:
        shop = load_shop()
    except NoShop:
        return f"{time_text(minute)} on {DayFormat().short_day(day)}"
    return f"{shop.time(minute)} on {shop.short_day(day)}"


class NoShop(Exception):
    """The database has no shop yet; `pettui init` makes one."""


def load_shop() -> Shop:
    """Read the shop; raises NoShop where there is none."""
    branch = Branch.select().order_by(Branch.id).first()
    if branch is None:
        raise NoShop("There is no shop in this database yet. `pettui init` makes one.")
    settings = {s.name: s.value for s in Setting.select().where(Setting.branch == branch)}
    money = MoneyFormat(**branch.money_format) if branch.money_format else MoneyFormat()
    return Shop(
        branch=branch.id,
        name=branch.name,
        zone=branch.zone,
        currency=branch.currency,
        locale=branch.locale,
        region=branch.region,
        phone=branch.phone,
        money=money,
        settings=settings,
        formats=DayFormat.from_json(branch.day_format),
    )
