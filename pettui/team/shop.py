"""The shop: its name, zone and money, and its settings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, NamedTuple

from db.models import Branch, Setting
from pettui import clock
from pettui.money import MoneyFormat


class Option(NamedTuple):
    """A setting: its name, default and one sentence on what it does."""

    name: str
    default: Any
    words: str


OPTIONS = {
    option.name: option
    for option in (
        Option(
            "book.step", 15, "Minutes that one line of the book stands for (5, 10, 15, 20, 30)."
        ),
        Option("book.show_closed", True, "Whether closed tickets stay in the book."),
        Option("book.show_ended", False, "Whether cancelled visits and no-shows stay in the book."),
        Option("clock.hours", 24, "Whether times are written with 24 or 12 hours."),
        Option("price.previous", True, "Whether a pet is charged what it paid last time."),
        Option("ticket.chain_rows", True, "Whether later rows of a ticket follow a moved one."),
        Option("visit.late_cancel_hours", 24, "A visit cancelled later than this counts as late."),
    )
}
"""The settings that have a meaning here, by name."""


class Shop(NamedTuple):
    """What every screen and command needs to know about the shop."""

    branch: int
    name: str
    zone: str
    currency: str
    locale: str
    region: str
    phone: str
    money: MoneyFormat
    settings: dict[str, Any]

    def setting(self, name: str) -> Any:
        """Give a setting's value or its default; raises KeyError for one that does not exist."""
        return self.settings.get(name, OPTIONS[name].default)

    def today(self) -> date:
        """Give today's date on the shop's wall clock."""
        return clock.today(self.zone)

    def now(self) -> datetime:
        """Give the shop's wall clock (naive)."""
        return clock.wall(self.zone)

    def time(self, minute: int) -> str:
        """Write a time of day, given in minutes since midnight: `9:05`, or `9:05a`."""
        return time_text(minute, self.setting("clock.hours"))


def time_text(minute: int, hours: int = 24) -> str:
    """Write minutes since midnight as `14:05`, or as `2:05p` on a 12-hour clock."""
    hour, rest = divmod(minute, 60)
    if hours == 24:
        return f"{hour}:{rest:02d}"
    return f"{(hour - 1) % 12 + 1}:{rest:02d}{'a' if hour % 24 < 12 else 'p'}"


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
    )
