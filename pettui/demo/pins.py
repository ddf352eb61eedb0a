"""PINs of the made-up staff, for everybody to try the clock with."""

from __future__ import annotations

from db.models import Bookable, Employee
from db.models.base import tuples
from pettui.history.actor import Actor
from pettui.team.shop import Shop
from pettui.team.timeclock import hashing, pepper, secrets

PINS = {
    "Kim": "740261", "Luis": "951384", "Marcus": "260957", "Priya": "483015", "Ana": "607249",
    "Dana": "318640",
}  # fmt: skip
BADGE = "Dana", "0042424242"


def give(shop: Shop, by: Actor) -> None:
    """Give the staff their PINs, and Dana a badge.

    Where this user may not read the machine's key they have none: the rest of the shop is there.
    """
    people = _people(shop)
    try:
        for key, _, name in people:
            if name in PINS:
                # Cheap, because everybody may know them; the first use makes them dear.
                secrets.set_pin(shop, key, PINS[name], by, cost=hashing.CHEAP)
            if name == BADGE[0]:
                secrets.assign_badge(shop, key, BADGE[1], by)
    except pepper.NoPepper:
        return


def words(shop: Shop) -> str:
    """Say the numbers and PINs, "" where nobody has one."""
    known = {pin.employee for pin in secrets.pins()}
    told = [
        f"{name} {number} {PINS[name]}"
        for key, number, name in _people(shop)
        if name in PINS and key in known
    ]
    if not told:
        return ""
    return (
        "At its time clock people are known by number and PIN: " + ", ".join(told)
        + f"; {BADGE[0]}'s badge is {BADGE[1]}."
    )  # fmt: skip


def _people(shop: Shop) -> list[tuple[int, int, str]]:
    query = (
        Employee.select(Employee.bookable, Employee.number, Employee.first_name)
        .join(Bookable)
        .where(Bookable.branch == shop.branch, Bookable.active)
    )
    return [(key, number, name) for key, number, name in tuples(query.order_by(Employee.number))]
