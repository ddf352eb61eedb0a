"""Hours that a manager adds or takes by hand, signed and with a reason (DOMAIN 6, ADJUST)."""

from __future__ import annotations

from datetime import date

from db.models import Employee, HourAdjustment
from pettui.history.actor import Actor
from pettui.history.door import Refused, change
from pettui.team.shop import Shop
from pettui.team.timeclock.checking import reason_of
from pettui.team.timeclock.correcting import carry_by_hand
from pettui.team.timeclock.hours import names
from pettui.team.timeclock.periods import period_of
from pettui.team.timeclock.rights import refuse_unless_manager
from pettui.team.timeclock.totals import clock_text

_MOST = 24 * 60


def adjust(
    shop: Shop, employee: int, day: date, minutes: int, by: Actor, reason: str
) -> tuple[int, ...]:
    """Add signed minutes to somebody's day; give the ids of the rows.

    On a day whose period is closed, the hours count in the next open one, by the overtime that
    the day decides. Raises Refused in words.
    """
    said = reason_of(reason)
    if not minutes or abs(minutes) > _MOST:
        raise Refused("An adjustment is some minutes, up to 24 hours, to add or to take.")
    if day > shop.today():
        raise Refused(f"{shop.day(day)} lies ahead. Adjust hours once they have been worked.")
    with change("", by, undoable=False) as door:
        refuse_unless_manager(by)
        if not Employee.select().where(Employee.bookable == employee).exists():
            raise Refused("Nobody has this number any more. Look at the list again.")
        if period_of(shop, day).closed:
            keys = carry_by_hand(door, shop, employee, day, minutes, said)
        else:
            row = door.insert(
                HourAdjustment, branch=shop.branch, employee=employee, day=day, minutes=minutes,
                reason=said, at=door.at, account=by.account, account_name=by.name,
            )  # fmt: skip
            keys = (int(row.id),)
        sign = "+" if minutes > 0 else ""
        name = names()[employee][1]
        door.what = f"{sign}{clock_text(minutes)} for {name} on {shop.day(day)} ({said})"
    return keys


def void(shop: Shop, adjustment: int, by: Actor, reason: str, *, seen: int | None = None) -> None:
    """Let an adjustment count for nothing; it stays in sight. Raises Refused or Clash in words."""
    said = reason_of(reason)
    with change("", by, undoable=False) as door:
        refuse_unless_manager(by)
        row = HourAdjustment.get_or_none(HourAdjustment.id == adjustment)
        if row is None:
            raise Refused("This adjustment is not there. Look at the day again.")
        door.refuse_stale(row, seen)
        if row.void:
            raise Refused("This adjustment counts for nothing already.")
        if row.__data__["punch"] is not None:
            raise Refused("This follows from a punch. Amend the punch again, and it is put right.")
        if period_of(shop, row.day).closed:
            raise Refused(
                f"The hours of {shop.day(row.day)} are closed. Enter the opposite as a new"
                " adjustment: it counts in the next open period."
            )
        for part in _together(row):
            door.update(part, void=True)
        name = names().get(int(row.__data__["employee"]), (0, "somebody"))[1]
        door.what = f"voided {clock_text(row.minutes)} for {name} on {shop.day(row.day)} ({said})"


def _together(row: HourAdjustment) -> list[HourAdjustment]:
    """Give the rows that one adjustment of a closed day was carried as."""
    if row.about is None:
        return [row]
    same = HourAdjustment.select().where(
        HourAdjustment.employee == row.employee, HourAdjustment.at == row.at,
        HourAdjustment.punch.is_null(), HourAdjustment.about.is_null(False),
    )  # fmt: skip
    return list(same)
