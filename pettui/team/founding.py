"""How a new shop is made, and how somebody begins to work there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from db.models import Bookable, Branch, BreakKind, Employee, OpeningHours, Shift, Tax, Tender
from pettui.formats import DayFormat
from pettui.history.actor import Actor
from pettui.history.door import Door, Refused, change
from pettui.money import MoneyFormat
from pettui.team.shop import Shop, load_shop
from pettui.text import clean

if TYPE_CHECKING:
    from pettui.team.furnishing import Furnishing

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
TENDERS = ("Cash", "Check", "Visa", "MasterCard", "American Express", "Discover")
BREAKS: tuple[dict[str, Any], ...] = (
    {"name": "Break", "paid": True, "minutes": 10, "position": 0},
    {"name": "Meal", "meal": True, "minutes": 30, "position": 1},
)
"""The two kinds of break that nearly every shop has; the shop changes them as it likes."""


@dataclass(frozen=True)
class NewShop:
    """What `init` asks for. `opening` maps weekdays (0 is Monday) to minute ranges.

    `furnishing` is what it begins with beside its owner, so that it can book.
    """

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
        for kind in BREAKS:
            door.insert(BreakKind, branch=branch, **kind)
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
