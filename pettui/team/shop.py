"""The shop: its name, zone and money, its settings, and how a new one is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.models import Bookable, Branch, Employee, OpeningHours, Setting, Shift, Tax, Tender
from pettui import clock, dates
from pettui.formats import DayFormat
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.money import MoneyFormat
from pettui.team.options import OPTIONS as OPTIONS
from pettui.team.options import WEEKDAY_OF
from pettui.text import clean

if TYPE_CHECKING:
    from pettui.team.furnishing import Furnishing

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TENDERS = ("Cash", "Check", "Visa", "MasterCard", "American Express", "Discover")


@dataclass(frozen=True)
class Shop:
    """What every screen and command needs to know about the shop."""

    branch: int
    name: str
    zone: str
    currency: str
    locale: str
    region: str
    phone: str
    money: MoneyFormat
    settings: dict[str, Any] = field(default_factory=dict)
    formats: DayFormat = field(default_factory=DayFormat)

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
        return time_text(minute, self._clock_hours)

    def day(self, day: date) -> str:
        """Write a day as it is written where the shop is: `Fri 27 Nov 2026`."""
        return self.formats.day(day, self._date_form)

    def short_day(self, day: date) -> str:
        """Write a day without its year: `Fri 27 Nov`."""
        return self.formats.short_day(day, self._date_form)

    def weekday(self, day: date) -> str:
        """Write the short name of a day's weekday: `Fri`."""
        return self.formats.weekdays[day.weekday()]

    def week_begin(self, day: date) -> date:
        """Give the day with which a day's week begins here."""
        return self.formats.week_begin(day, WEEKDAY_OF[self.setting("week.start")])

    @cached_property
    def month_first(self) -> bool:
        """Whether 12/3 is the third of December here."""
        by_locale = self.formats.month_first
        return self.region in ("US", "CA", "PH", "PR", "") if by_locale is None else by_locale

    def parse_day(self, text: str) -> date:
        """Read a day as people here say it, in English or in the locale's words.

        Raises ValueError with a hint, as all of `pettui.dates` does.
        """
        said = self.formats.english(text)
        return dates.parse_day(said, self.today(), month_first=self.month_first)

    def parse_when(self, text: str) -> tuple[date | None, int | None]:
        """Read a day, a time, or both; see `pettui.dates.parse_when`."""
        said = self.formats.english(text)
        return dates.parse_when(said, self.today(), month_first=self.month_first)

    def parse_window(self, text: str) -> dates.Window:
        """Read a day with a time or a part of it; see `pettui.dates.parse_window`."""
        said = self.formats.english(text)
        return dates.parse_window(said, self.today(), month_first=self.month_first)

    @cached_property
    def _clock_hours(self) -> int:
        return int(self.setting("clock.hours"))

    @cached_property
    def _date_form(self) -> str:
        return str(self.setting("date.form"))


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


@dataclass(frozen=True)
class NewShop:
    """What `init` asks for. `opening` maps weekdays (0 is Monday) to minute ranges."""

    name: str
    zone: str
    currency: str
    opening: dict[int, tuple[int, int]]
    first_name: str
    last_name: str = ""
    locale: str = "en_US"
    phone: str = ""
    furnishing: Furnishing | None = None


def check_zone(zone: str) -> str:
    """Give an IANA zone back; raises Refused with a hint for anything else."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused(
            f"{zone!r} is not a time zone. Use an IANA name such as America/New_York."
        ) from error
    return zone


def create_shop(new: NewShop, by: Actor) -> Shop:
    """Make the shop with its first employee, who owns it; raises Refused in words.

    The employee works whenever the shop is open, until a schedule says otherwise.
    """
    name = clean(new.name)
    first = clean(new.first_name)
    if not name:
        raise Refused("The shop needs a name.")
    if not first:
        raise Refused("The first employee needs a name.")
    if not new.opening:
        raise Refused("The shop must be open on at least one day.")
    check_zone(new.zone)
    try:
        money = MoneyFormat.for_shop(new.currency.upper(), new.locale)
        days = DayFormat.for_locale(new.locale)
    except ValueError as error:
        raise Refused(str(error)) from error
    with change(f"made the shop {name}", by, undoable=False) as door:
        if Branch.select().exists():
            raise Refused("There is a shop in this database already.")
        territory = [part for part in new.locale.split("_")[1:] if len(part) == 2]
        region = territory[0].upper() if territory else "US"
        branch = door.insert(
            Branch, name=name, zone=new.zone, currency=new.currency.upper(), locale=new.locale,
            phone=clean(new.phone), money_format=money.as_json(), day_format=days.as_json(),
            region=region,
        )  # fmt: skip
        for weekday, (start, end) in sorted(new.opening.items()):
            if not 0 <= start < end <= 1440:
                raise Refused(f"The opening hours of {WEEKDAYS[weekday]} end before they begin.")
            door.insert(OpeningHours, branch=branch, weekday=weekday, start=start, end=end)
        for position, tender in enumerate(TENDERS):
            door.insert(Tender, name=tender, position=position)
        for place in (1, 2, 3):
            door.insert(Tax, branch=branch, place=place, name=f"Tax {place}", active=place == 1)
        owner = add_employee(door, branch.id, first, clean(new.last_name), role="owner")
        for weekday, (start, end) in sorted(new.opening.items()):
            door.insert(Shift, employee=owner, weekday=weekday, start=start, end=end)
        if new.furnishing is not None:
            from pettui.team.furnishing import furnish

            furnish(door, branch.id, new.furnishing, new.opening, money.places)
    return load_shop()


def add_employee(
    door: Door,
    branch: int,
    first: str,
    last: str = "",
    *,
    role: str = "groomer",
    label: str = "",
    **more: Any,
) -> int:
    """Write a new employee with a column in the book and give the id of both."""
    position = Bookable.select().count()
    column = door.insert(
        Bookable, branch=branch, kind="employee", label=label or first, position=position
    )
    number = door.next_number(branch, "employee")
    door.insert(
        Employee, bookable=column.id, number=number, first_name=first, last_name=last,
        role=role, **more,
    )  # fmt: skip
    return int(column.id)
